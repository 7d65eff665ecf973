"""The recycle bin: cases, persons, employers and materials, listed for thirty days and put back."""

from datetime import timedelta

import pytest

from mediation_desk.domain.errors import CaseLocked, DeskError, NotAllowed
from mediation_desk.domain.recycling import DAYS, Discarding
from mediation_desk.domain.stages import Step
from mediation_desk.services import browse, materials, parties, recycling, story, voiding
from tests.services.course import take
from tests.services.test_closing import WHY, performed
from tests.services.test_materials import page, taken_in


def kinds(office):
    return [(one.kind, one.what) for one in recycling.discarded(office.clerk)]


def later(office, days):
    office.clock.at(office.desk.today() + timedelta(days=days))


def test_a_material_a_person_and_a_case_are_listed_and_come_back_whole(office):
    case_id = office.register(("李建国", "王秀英"))
    key = taken_in(office, case_id, page(), "工资银行流水")
    whole = office.case(case_id)
    materials.remove(office.clerk, case_id, office.case(case_id).version, key)
    parties.remove_applicant(
        office.clerk, case_id, office.case(case_id).version, whole.applicants[1].id
    )

    bin_ = recycling.discarded(office.clerk)

    assert [(one.kind, one.what) for one in bin_] == [
        (Discarding.PERSON, "王秀英"),
        (Discarding.MATERIAL, "工资银行流水"),
    ]
    assert {one.case for one in bin_} == {whole.number}
    assert {one.by for one in bin_} == {"刘静"}
    assert bin_[0].days_left(office.desk.today()) == DAYS
    for one in bin_:
        recycling.put_back(office.clerk, one.entry)
    again = office.case(case_id)
    assert [a.person.name for a in again.applicants] == ["李建国", "王秀英"]
    assert materials.content(office.clerk, again.materials[0]) == page()
    assert kinds(office) == []

    void = voiding.void(office.clerk, case_id, again.version, "重复登记")
    [voided] = recycling.discarded(office.clerk)
    assert (voided.kind, voided.case, voided.case_id) == (Discarding.CASE, void.number, None)
    recycling.put_back(office.clerk, voided.entry)
    assert office.case(case_id).number == void.number


def test_what_belongs_to_something_in_the_bin_says_so_and_comes_back_with_it(office):
    case_id = office.register()
    number = office.case(case_id).number
    key = taken_in(office, case_id, page(), "工资银行流水")
    materials.remove(office.clerk, case_id, office.case(case_id).version, key)
    [material] = recycling.discarded(office.clerk)
    voiding.void(office.clerk, case_id, office.case(case_id).version, "重复登记")
    [employer] = browse.employer_lines(office.clerk)
    recycling.discard_employer(office.supervisor, employer.id)
    by_kind = {one.kind: one for one in recycling.discarded(office.clerk)}
    assert by_kind[Discarding.MATERIAL].case == number

    with pytest.raises(recycling.OthersFirst, match=f"已登记作废的案件{number}，请先放回该案"):
        recycling.put_back(office.clerk, material.entry)
    with pytest.raises(recycling.OthersFirst, match=f"“{employer.name}”，后者也在回收站中"):
        recycling.put_back(office.clerk, by_kind[Discarding.CASE].entry)
    assert len(recycling.discarded(office.clerk)) == 3
    recycling.put_back_with_others(office.clerk, material.entry)

    assert recycling.discarded(office.clerk) == ()
    again = office.case(case_id)
    assert materials.content(office.clerk, again.materials[0]) == page()
    assert again.respondent.employer.name == employer.name


@pytest.mark.parametrize(("days", "there"), [(30, True), (31, False)])
def test_after_thirty_days_it_is_out_of_the_bin(office, days, there):
    case_id = office.register()
    key = taken_in(office, case_id, page(), "考勤表")
    materials.remove(office.clerk, case_id, office.case(case_id).version, key)
    [one] = recycling.discarded(office.clerk)

    later(office, days)

    assert bool(recycling.discarded(office.clerk)) is there
    if there:
        assert one.days_left(office.desk.today()) == 0
        recycling.put_back(office.clerk, one.entry)
        assert len(office.case(case_id).materials) == 1
    else:
        with pytest.raises(DeskError, match="30天期限已过"):
            recycling.put_back(office.clerk, one.entry)


def test_an_employer_that_nothing_names_goes_to_the_bin_and_comes_back(office):
    case_id = office.register()
    [line] = browse.employer_lines(office.clerk)
    before = browse.employer_file(office.clerk, line.id).employer

    with pytest.raises(DeskError, match="仍有案件"):
        recycling.discard_employer(office.supervisor, line.id)
    voiding.void(office.clerk, case_id, office.case(case_id).version, "登记有误")
    with pytest.raises(NotAllowed):
        recycling.discard_employer(office.clerk, line.id)
    recycling.discard_employer(office.supervisor, line.id)

    assert browse.employer_lines(office.clerk) == ()
    [gone, _void] = recycling.discarded(office.clerk)
    assert (gone.kind, gone.what) == (Discarding.EMPLOYER, before.name)
    recycling.put_back(office.supervisor, gone.entry)
    assert browse.employer_file(office.clerk, line.id).employer == before
    assert [one.id for one in browse.employer_lines(office.clerk, before.name[:4])] == [line.id]


def test_a_material_comes_back_into_a_closed_case_and_into_an_archived_one_not(office):
    case_id = performed(office)
    keys = [taken_in(office, case_id, page(n), name) for n, name in enumerate(("凭证", "便条"))]
    for key in keys:
        materials.remove(office.clerk, case_id, office.case(case_id).version, key)
    second, first = recycling.discarded(office.clerk)
    take(office.supervisor, office, case_id, Step.CLOSE, story.SECOND_DUE, reason=WHY)

    recycling.put_back(office.clerk, first.entry)

    assert [m.name for m in office.case(case_id).materials] == ["凭证"]
    filed = {"number": "2026-1", "ground": "10", "agreed": True, "reason": WHY}
    take(office.clerk, office, case_id, Step.ARCHIVE, story.SECOND_DUE, **filed)
    with pytest.raises(CaseLocked):
        recycling.put_back(office.supervisor, second.entry, "归档缺此件")
