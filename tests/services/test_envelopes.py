"""Labels and envelopes: characters without a font are named with person and field."""

import pytest

from mediation_desk.documents import unprintable
from mediation_desk.domain.envelopes import Stationery
from mediation_desk.domain.errors import DeskError, Unprintable
from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.services import envelopes, serving
from tests.documents.samples import printed

NOBODYS = "\U0003fffd"


@pytest.fixture(autouse=True)
def _nothing_by_hand(monkeypatch):
    monkeypatch.setattr(unprintable, "_by_hand", set())


@pytest.fixture
def odd(office):
    """A case whose respondent confirmed an address with a character that no font has."""
    case = office.case(office.register())
    address = ServiceAddress(
        party_id=case.respondent.id,
        address=f"宣化区{NOBODYS}家屯18号",
        phone="13900000200",
        confirmed_on=office.desk.today(),
    )
    serving.confirm_address(office.clerk, case.id, case.version, address)
    return office.case(case.id)


def made(office, case):
    return envelopes.made(office.clerk, case, Stationery.DL, frozenset())


def test_a_character_without_a_font_is_named_with_person_and_field(office, odd):
    with pytest.raises(Unprintable) as refused:
        made(office, odd)

    name = odd.respondent.employer.name
    assert f"收件人第1人（{name}）的送达地址" in str(refused.value)
    assert refused.value.characters == (NOBODYS,)


def test_a_box_is_printed_and_named_once_somebody_says_so(office, odd):
    unprintable.write_by_hand(NOBODYS)

    found = made(office, odd)

    assert "▢家屯18号" in printed(found.pdf)
    assert any("送达地址" in place for place in found.by_hand)


def test_nobody_without_a_confirmed_address_is_written_to(office):
    case = office.case(office.register())

    with pytest.raises(DeskError, match="尚无当事人确认送达地址"):
        made(office, case)
