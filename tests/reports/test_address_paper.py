import pytest

from mediation_desk.domain.centre import Centre
from mediation_desk.domain.envelopes import Addressee, Stationery
from mediation_desk.reports.address_paper import address_paper
from mediation_desk.reports.lettering import Type

CENTRE = Centre(name="张家口市劳动争议调解中心", address="张家口市桥东区", phone="0313-1234567")


def someone(number, **changed):
    given = {"party_id": number, "name": f"李建国{number}", "address": "河北省张家口市宣化区"}
    return Addressee(**(given | {"postcode": "075000"} | changed))


def pages(pdf):
    return pdf.count(b"/Type /Page\n")


@pytest.mark.parametrize(
    ("kind", "first", "sheets"),
    [
        (Stationery.LABELS_24, 1, 2),
        (Stationery.LABELS_24, 24, 3),
        (Stationery.LABELS_14, 1, 2),
        (Stationery.DL, 1, 26),
        (Stationery.C5, 1, 26),
    ],
)
def test_as_many_sheets_as_are_needed_from_the_first_free_label_on(kind, first, sheets):
    pdf = address_paper([someone(number) for number in range(26)], kind, CENTRE, first)

    assert pages(pdf) == sheets


def test_long_names_and_addresses_stay_within_a_label(monkeypatch):
    drawn = []
    keep = lambda _canvas, x, y, text, kind: drawn.append((x, y, text, kind))  # noqa: E731
    monkeypatch.setattr("mediation_desk.reports.address_paper.draw", keep)

    address_paper(
        [someone(1, name="甲" * 50, address="宣化区" * 100, phone="13900000000")],
        Stationery.LABELS_24,
        CENTRE,
    )

    mm = 72 / 25.4
    assert all(y >= (297 - 297 / 8) * mm + 1 for _x, y, _text, _kind in drawn)
    assert isinstance(drawn[0][3], Type)
    assert any("…" in text for *_at, text, _kind in drawn)
