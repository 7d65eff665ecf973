"""How many copies of each paper are printed where a form is made for several (procedure.md 5.4)."""

import pytest

from mediation_desk.documents.catalogue import form_of, subjects
from mediation_desk.services import copies
from tests.services import course


def printed(office, case, code):
    keys = [key for key, _name in subjects(form_of(code), case)]
    return [copies.wanted(office.clerk, case, code, key) for key in keys]


def test_a_notice_to_each_party_is_printed_once_each_and_once_for_the_file(office):
    case = office.case(office.register())

    found = printed(office, case, "D-08")

    assert found == [2, *[1] * (len(case.addressed) - 1)]
    assert sum(found) == len(case.addressed) + 1


@pytest.mark.parametrize(
    ("code", "each", "whose"),
    [
        ("D-06", 2, "the person's and the centre's"),
        ("D-21", 2, "who hands in and who receives"),
        ("D-43", 2, "the court's and the respondent's"),
        ("D-44", 2, "the court's and the respondent's"),
    ],
)
def test_a_paper_of_its_own_has_all_its_copies_whoever_else_gets_one(office, code, each, whose):
    case = office.case(course.effective(office, ("李建国", "王秀英")))

    found = printed(office, case, code)

    assert len(found) >= 2
    assert set(found) == {each}, whose
