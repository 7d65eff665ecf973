import itertools

import pytest

from mediation_desk.domain.centre import Centre
from mediation_desk.domain.envelopes import Addressee, Stationery
from mediation_desk.domain.errors import DeskError
from mediation_desk.reports.address_paper import address_paper

mm = 72 / 25.4
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


@pytest.fixture
def drawn(monkeypatch):
    """What was set on the sheet: place, text and type."""
    found = []
    keep = lambda _canvas, x, y, text, kind: found.append((x, y, text, kind))  # noqa: E731
    monkeypatch.setattr("mediation_desk.reports.address_paper.draw", keep)
    return found


@pytest.mark.parametrize(
    ("kind", "length", "high"),
    [
        (Stationery.LABELS_24, 60, 297 / 8),
        (Stationery.LABELS_14, 200, 297 / 7),
        (Stationery.DL, 300, 110),
        (Stationery.C5, 300, 162),
    ],
)
def test_a_long_address_stands_there_whole_in_smaller_letters(drawn, kind, length, high):
    address = "宣化区建国路" * 50
    one = someone(1, name="甲" * 50, address=address[:length], phone="13900000000")

    address_paper([one], kind, CENTRE)

    lines = [text for _x, _y, text, type_ in drawn if type_.size >= 6.5]
    assert address[:length] in "".join(lines)
    bottom = (kind.size[1] - high) * mm
    assert all(bottom < y < kind.size[1] * mm for _x, y, _text, _kind in drawn)


def test_lines_of_an_envelope_keep_clear_of_each_other_and_of_the_sender(drawn):
    one = someone(1, address="宣化区" * 100, phone="139", postcode="")
    address_paper([one], Stationery.DL, CENTRE)

    told = sorted((y for x, y, _text, _kind in drawn if x >= 0.19 * 220 * mm), reverse=True)
    assert all(upper - lower >= 6.5 for upper, lower in itertools.pairwise(told))


def test_an_address_without_room_is_refused_and_never_cut():
    one = someone(1, name="刘桂兰", address="宣化区" * 100)

    with pytest.raises(DeskError, match=r"刘桂兰.*300个字"):
        address_paper([someone(2), one], Stationery.LABELS_24, CENTRE)
