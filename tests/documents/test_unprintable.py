"""A character that no font has: named with person, field and page; a box to write it in by hand."""

from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.documents import unprintable
from mediation_desk.documents.papers import paper
from mediation_desk.documents.pdf import boxes_in, to_pdf
from mediation_desk.domain.errors import Unprintable
from tests.documents.samples import printed, written

NOBODYS = "\U0003fffd"


@pytest.fixture
def odd(group):
    first, second, third, *others = group.applicants
    third = replace(third, person=replace(third.person, name=f"李{NOBODYS}三"))
    return replace(group, applicants=(first, second, third, *others))


@pytest.fixture(autouse=True)
def _nothing_by_hand(monkeypatch):
    monkeypatch.setattr(unprintable, "_by_hand", set())


def made(case, centre):
    return paper("D-02", case, centre, on=date(2026, 10, 20))


def test_the_refusal_names_person_field_and_page_and_has_the_word_file(odd, centre):
    filled = made(odd, centre)

    with pytest.raises(Unprintable) as refused:
        to_pdf(filled.docx, filled.title, filled.values)

    assert "申请人第3人（李▢三）的姓名（第1、" in str(refused.value)
    assert "U+3FFFD" in str(refused.value)
    assert NOBODYS in written(refused.value.docx)


def test_a_box_is_printed_and_named_once_somebody_says_so(odd, centre):
    unprintable.write_by_hand(NOBODYS)

    filled = made(odd, centre)

    assert "李▢三" in printed(to_pdf(filled.docx, filled.title, filled.values))
    assert any("申请人第3人（李▢三）的姓名" in name for name in filled.missing)
    assert NOBODYS in written(filled.docx)


def test_other_characters_are_asked_about_all_the_same(odd, centre):
    unprintable.write_by_hand("\U0003fff0")
    filled = made(odd, centre)

    with pytest.raises(Unprintable):
        to_pdf(filled.docx, filled.title)


def test_a_paper_that_was_issued_is_printed_again_without_a_question(odd, centre):
    filled = made(odd, centre)

    assert "李▢三" in printed(to_pdf(filled.docx, filled.title, boxes=True))
    assert boxes_in(filled.docx) == (NOBODYS,)


def test_without_values_the_word_is_told(odd, centre):
    filled = made(odd, centre)

    with pytest.raises(Unprintable, match=f"李{NOBODYS}三"):
        to_pdf(filled.docx, filled.title)
