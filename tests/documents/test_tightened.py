"""No page of a letter bears only a seal, or what lies below it: its lines stand closer instead."""

import re

import pytest

from mediation_desk.documents.pages import set_pages
from mediation_desk.documents.tightened import tightened
from mediation_desk.documents.word_reader import read
from mediation_desk.documents.word_xml import Package
from tests.documents.test_last_words import lines_of
from tests.documents.test_loose import made
from tests.documents.word_files import par, word_file

_USUAL = "579"


def pitch(docx):
    styles = Package(docx).data("word/styles.xml").decode()
    return re.search(r'<w:pPrDefault>.*?w:line="(\d+)"', styles, re.DOTALL)[1]


@pytest.mark.parametrize("code", ["D-70", "D-71"])
def test_a_letter_that_a_few_closer_lines_bring_on_one_page_has_one(code, centre):
    docx = made(code, centre).docx

    assert len(set_pages(read(docx))) == 1
    assert pitch(docx) != _USUAL


@pytest.mark.parametrize("code", ["D-72", "D-73"])
def test_a_letter_of_two_pages_keeps_the_usual_lines_and_fills_most_of_the_first(code, centre):
    docx = made(code, centre).docx
    first, last = set_pages(read(docx))

    assert pitch(docx) == _USUAL
    assert len(lines_of(first)) >= 14
    assert len(lines_of(last)) > 4


def test_a_letter_of_one_page_keeps_the_usual_lines(centre):
    assert pitch(made("D-70", centre, attachments="").docx) == _USUAL


def test_whom_to_call_and_who_gets_a_copy_stand_below_the_seal_on_its_page(centre):
    docx = made("D-72", centre).docx
    *_before, last = set_pages(read(docx))

    assert "印章" in "".join(lines_of(last))
    assert "联系人" in "".join(lines_of(last))


def test_a_template_of_the_centre_with_lines_of_its_own_is_left_alone():
    own = word_file("".join(par(f"第{n}行") for n in range(90)))

    assert tightened(own) == own
