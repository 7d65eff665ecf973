"""Other platforms through the services: sheets, the journalled look, and their numbers."""

from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.domain.errors import Invalid, NotAllowed, NotFound, Stale
from mediation_desk.domain.platforms import Platform, PlatformNumber, SheetField
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.domain.stages import Step
from mediation_desk.services import browse, parties, platforms, story, undo
from tests.services.course import accepted, take, withdrawn

TWO = ("李建国", "王秀英")


@pytest.fixture
def case_id(office):
    return accepted(office, TWO)


def keep(office, case_id, number="130700202600123", **changes):
    told = PlatformNumber(platform_id=1, number=number, entered_on=story.ACCEPTED)
    version = office.case(case_id).version
    platforms.keep_number(office.clerk, case_id, version, replace(told, **changes))


def test_three_platforms_ship_each_with_a_sheet(office):
    found = platforms.platforms(office.clerk)

    assert [p.name for p in found] == ["人社部调解平台", "人民法院调解平台", "工会调解平台"]
    assert all(len(p.fields) > 20 for p in found)


def test_the_centre_orders_renames_and_adds(office):
    first = platforms.platforms(office.clerk)[0]
    turned = replace(
        first,
        name="省调解平台",
        fields=(SheetField(code="phone", label="手机号"), SheetField(code="name")),
    )

    platforms.save_platform(office.supervisor, turned)
    added = platforms.save_platform(
        office.supervisor, Platform(name="本市平台", fields=(SheetField(code="name"),))
    )

    found = {p.id: p for p in platforms.platforms(office.clerk)}
    assert found[first.id] == turned
    assert found[added].name == "本市平台"


def test_a_sheet_with_a_mistake_is_refused_and_nothing_changes(office):
    before = platforms.platforms(office.clerk)

    with pytest.raises(Invalid):
        platforms.save_platform(office.supervisor, replace(before[0], name=before[1].name))
    with pytest.raises(NotAllowed):
        platforms.save_platform(office.clerk, before[0])

    assert platforms.platforms(office.clerk) == before


def test_opening_a_sheet_is_journalled_once_as_a_look_at_sensitive_data(office, case_id):
    sheet = platforms.open_sheet(office.clerk, case_id, 1)
    worker = sheet.case.applicants[0]

    lines = platforms.lines(office.clerk, sheet, worker.id)

    told = {line.code: line.value for line in lines}
    assert told["id_number"] == worker.person.id_number
    [entry] = [e for e in browse.journal(office.clerk, case_id) if e.doing == "copy_out"]
    assert entry.changes[0].after == {"platform": "人社部调解平台", "workers": 2}
    assert platforms.whole_table(office.clerk, sheet).count("\n") == 2


def test_whoever_may_not_see_numbers_opens_no_sheet(office, case_id):
    desk = office.clerk
    desk.actor = Actor(9, "审计", frozenset({Role.AUDITOR}))

    with pytest.raises(NotAllowed):
        platforms.open_sheet(desk, case_id, 1)


def test_a_number_is_kept_found_and_replaced(office, case_id):
    keep(office, case_id)
    assert [line.id for line in browse.find(office.clerk, "202600123")] == [case_id]

    keep(office, case_id, "130700202600456")

    [kept] = office.case(case_id).platform_numbers
    assert (kept.number, kept.platform, kept.entered_by) == (
        "130700202600456",
        "人社部调解平台",
        "刘静",
    )
    assert browse.find(office.clerk, "202600123") == ()
    assert [line.id for line in browse.find(office.clerk, "202600456")] == [case_id]


def test_each_worker_may_have_a_number_of_its_own(office, case_id):
    first, second = office.case(case_id).applicants
    keep(office, case_id, "A-1", party_id=first.id)
    keep(office, case_id, "A-2", party_id=second.id)

    assert [n.number for n in office.case(case_id).platform_numbers] == ["A-1", "A-2"]

    parties.remove_applicant(office.clerk, case_id, office.case(case_id).version, second.id)
    assert [n.number for n in office.case(case_id).platform_numbers] == ["A-1"]


def test_a_number_of_another_case_is_refused_with_that_case(office, case_id):
    keep(office, case_id)
    other = accepted(office, ("张志强",))

    with pytest.raises(Invalid, match="第0001号"):
        keep(office, other)

    keep(office, other, platform_id=2)


def test_a_number_is_taken_back_and_undone(office, case_id):
    keep(office, case_id)
    [kept] = office.case(case_id).platform_numbers

    platforms.remove_number(office.clerk, case_id, office.case(case_id).version, kept.id)
    assert office.case(case_id).platform_numbers == ()
    assert browse.find(office.clerk, "202600123") == ()

    undo.undo(office.clerk, undo.last(office.clerk, case_id).id)
    assert office.case(case_id).platform_numbers == (kept,)
    assert [line.id for line in browse.find(office.clerk, "202600123")] == [case_id]


def test_bad_numbers_stale_pages_and_strangers_are_refused(office, case_id):
    with pytest.raises(Invalid, match="编号"):
        keep(office, case_id, " ")
    with pytest.raises(Invalid):
        keep(office, case_id, entered_on=date(2027, 1, 1))
    with pytest.raises(NotFound):
        keep(office, case_id, platform_id=99)
    with pytest.raises(NotFound):
        keep(office, case_id, party_id=99)
    with pytest.raises(NotFound):
        platforms.remove_number(office.clerk, case_id, office.case(case_id).version, 99)
    with pytest.raises(Stale):
        platforms.keep_number(
            office.clerk,
            case_id,
            0,
            PlatformNumber(platform_id=1, number="1", entered_on=story.ACCEPTED),
        )


def test_a_number_comes_also_after_closing(office, case_id):
    take(office.clerk, office, case_id, Step.WITHDRAW, story.ACCEPTED, **withdrawn(story.ACCEPTED))
    take(office.supervisor, office, case_id, Step.CLOSE, story.ACCEPTED)

    keep(office, case_id)

    assert office.case(case_id).platform_numbers
