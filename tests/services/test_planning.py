from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from mediation_desk.domain.agents import Agent
from mediation_desk.domain.booking import Absence, ClashKind, PartOfDay
from mediation_desk.domain.case import ClockState
from mediation_desk.domain.clock_register import counted_title
from mediation_desk.domain.closing import gaps
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed, Stale, StepNotAllowed
from mediation_desk.domain.hearing import Attendance, Attended, Expected, Hearing, HearingStatus
from mediation_desk.domain.hearing_rules import absence_hint, named, ordinal
from mediation_desk.domain.likeliest import next_step
from mediation_desk.domain.people import Person
from mediation_desk.domain.special_needs import NeedKind, SpecialNeed
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import (
    agents,
    claims,
    hearings,
    papers,
    planning,
    settings,
    settlements,
    special_needs,
    steps,
    story,
    undo,
)
from mediation_desk.services import calendar as agenda
from mediation_desk.ui.case.course import course
from tests.documents.samples import written
from tests.services.course import LI, accepted, assigned, clock, heard, terms_of

PLANNED = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")


def fixed(office, names=LI, **changes):
    case_id = assigned(office, names)
    planned = replace(PLANNED, **changes)
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)
    return case_id


def the_hearing(office, case_id):
    return office.case(case_id).hearings[-1]


def notify(office, case_id):
    case = office.case(case_id)
    paper = papers.compose(office.clerk, case_id, "D-17", str(case.respondent.id))
    papers.issue(office.clerk, case_id, case.version, paper)


def texts(office, case_id, planned=PLANNED):
    return [c.text for c in planning.preview(office.clerk, case_id, planned).clashes]


def present(office, case_id):
    worker = office.case(case_id).applicants[0]
    return Attendance(party_id=worker.id, name=worker.person.name, attended=Attended.PRESENT)


def absent(office, case_id, *, respondent=True):
    case = office.case(case_id)
    key = case.respondent.id if respondent else case.applicants[0].id
    return Attendance(party_id=key, name="某方", attended=Attended.ABSENT)


# -- what clashes is held only with a reason ---------------------------------------------------


def test_a_hearing_that_clashes_is_fixed_only_with_a_reason_that_stays_with_it(office):
    """procedure.md 2.5, T12: room, mediator, clerk, parties and agents are looked at."""
    fixed(office)
    second = assigned(office, ("王秀英",))
    version = office.case(second).version

    with pytest.raises(Invalid) as refused:
        hearings.schedule(office.clerk, second, version, PLANNED)
    assert [p.field for p in refused.value.problems] == ["clash_reason"]
    assert office.case(second).hearings == ()

    knowing = replace(PLANNED, clash_reason=" 两案合并调解 ")
    hearings.schedule(office.clerk, second, version, knowing)
    assert the_hearing(office, second).clash_reason == "两案合并调解"

    case = office.case(second)
    apart = replace(case.hearings[0], day=date(2026, 10, 27))
    hearings.reschedule(office.clerk, second, case.version, apart, "王秀英", "住院")
    assert the_hearing(office, second).clash_reason == ""


SATURDAY, HOLIDAY = date(2026, 10, 24), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (SATURDAY, "2026-10-24不是工作日。（周休息日，国务院关于职工工作时间的规定第七条）"),
        (HOLIDAY, "2027-01-01不是工作日。（元旦，全国年节及纪念日放假办法第二条）"),
    ],
)
def test_a_hearing_on_a_day_off_is_fixed_only_with_the_reason_that_stays(office, day, why):
    """全国年节及纪念日放假办法第二条: no hurry at the desk passes a day off unseen."""
    case_id = assigned(office)
    version = office.case(case_id).version
    off = replace(PLANNED, day=day)

    assert why in [
        c.told for c in planning.at_once(office.clerk, office.case(case_id), off).clashes
    ]
    with pytest.raises(Invalid) as refused:
        hearings.schedule(office.clerk, case_id, version, replace(off, clash_reason="合并"))
    assert [(p.field, p.text.startswith(why)) for p in refused.value.problems] == [
        ("day_reason", True)
    ]

    with pytest.raises(Invalid, match="不少于2个字"):
        hearings.schedule(office.clerk, case_id, version, replace(off, day_reason="x"))

    hearings.schedule(office.clerk, case_id, version, replace(off, day_reason=" 双方仅此日有空 "))
    case = office.case(case_id)
    assert case.hearings[0].day_reason == "双方仅此日有空"
    back = replace(case.hearings[0], day=date(2026, 10, 27))
    hearings.reschedule(office.clerk, case_id, case.version, back, "李建国", "改在工作日")
    assert the_hearing(office, case_id).day_reason == ""


def test_too_short_a_notice_needs_that_the_parties_gave_up_its_time(office):
    """DL07, 本中心内部规定（参照劳动人事争议仲裁办案规则第三十八条）: three working days."""
    case_id = fixed(office)
    office.clock.at(date(2026, 10, 20))
    case = office.case(case_id)
    longer = replace(case.hearings[0], minutes=180)
    hearings.reschedule(office.clerk, case_id, case.version, longer)
    case = office.case(case_id)
    sooner = replace(case.hearings[0], begins=time(14))

    with pytest.raises(Invalid) as refused:
        hearings.reschedule(office.clerk, case_id, case.version, sooner, "李建国", "上午有事")
    [problem] = refused.value.problems
    assert problem.field == "notice_waiver"
    assert "（本中心内部规定，参照劳动人事争议仲裁办案规则第三十八条）" in problem.text

    unread = replace(sooner, notice_waiver="x")
    with pytest.raises(Invalid, match="不少于4个字"):
        hearings.reschedule(office.clerk, case_id, case.version, unread, "李建国", "上午有事")

    waived = replace(sooner, notice_waiver="双方电话同意，2026-10-20")
    hearings.reschedule(office.clerk, case_id, case.version, waived, "李建国", "上午有事")
    assert the_hearing(office, case_id).begins == time(14)


def test_free_times_after_the_mediation_s_end_are_marked(office):
    """企业劳动争议协商调解规定第二十九条: 15 days from acceptance, here to 29 October."""
    case_id = assigned(office)

    found = planning.free_times(office.clerk, case_id, PLANNED)

    assert {slot.late for slot in found if slot.day <= date(2026, 10, 29)} == {False}
    assert {slot.late for slot in found if slot.day > date(2026, 10, 29)} == {True}
    assert len([slot for slot in found if slot.day == found[0].day]) > 1


# -- what is seen before it is saved ----------------------------------------------------------


def test_a_hearing_does_not_clash_with_itself(office):
    case_id = fixed(office)

    assert texts(office, case_id, the_hearing(office, case_id)) == []


def test_the_employer_of_another_case_is_a_clash_wherever_the_hearing_is(office):
    fixed(office)
    second = assigned(office, ("王秀英",))
    other = office.people[story.SUPERVISOR.name].id
    steps.assign(office.supervisor, second, office.case(second).version, other, None)

    found = texts(office, second, replace(PLANNED, room="第二调解室"))

    assert found == ["宣化永固建筑工程有限公司在09:30—11:30已有调解会：张劳调字〔2026〕第0001号。"]


def test_a_hearing_after_the_mediation_s_time_is_pointed_out(office):
    """企业劳动争议协商调解规定第二十九条: 15 days from acceptance."""
    case_id = assigned(office)

    assert texts(office, case_id, replace(PLANNED, day=date(2026, 10, 30))) == [
        "调解期限于2026-10-29届满，早于该日。"
    ]


def test_a_room_too_small_for_those_called_is_pointed_out(office):
    case_id = assigned(office, None)
    [room, *_others] = settings.rooms(office.desk)
    settings.save_room(office.supervisor, replace(room, seats=6))
    worker = office.case(case_id).applicants[0]

    assert texts(office, case_id) == ["第一调解室有6个座位，应到15人。"]
    version = office.case(case_id).version
    with pytest.raises(Invalid) as refused:
        hearings.schedule(office.clerk, case_id, version, PLANNED)
    assert [(p.field, p.text) for p in refused.value.problems] == [
        ("clash_reason", "第一调解室有6个座位，应到15人。（本中心设置）请写明仍按此排期的理由。")
    ]
    hearings.schedule(office.clerk, case_id, version, replace(PLANNED, clash_reason="分批到场"))
    assert the_hearing(office, case_id).clash_reason == "分批到场"
    called = (Expected(party_id=worker.id, name=worker.person.name),)
    assert texts(office, case_id, replace(the_hearing(office, case_id), expected=called)) == []


@pytest.mark.parametrize(
    "odd", [replace(PLANNED, begins=time(18)), replace(PLANNED, begins=time(16), minutes=120)]
)
def test_a_hearing_outside_the_office_s_hours_is_fixed_only_with_a_reason(office, odd):
    case_id = assigned(office)
    version = office.case(case_id).version

    with pytest.raises(Invalid) as refused:
        hearings.schedule(office.clerk, case_id, version, odd)
    assert [p.field for p in refused.value.problems] == ["clash_reason"]
    assert "本中心设置" in refused.value.problems[0].text

    hearings.schedule(office.clerk, case_id, version, replace(odd, clash_reason="双方下班后才有空"))
    case = office.case(case_id)
    assert case.hearings[0].clash_reason == "双方下班后才有空"
    early = replace(case.hearings[0], begins=time(9), minutes=60)
    hearings.reschedule(office.clerk, case_id, case.version, early, "李建国", "改在上午")
    assert the_hearing(office, case_id).clash_reason == ""


def test_a_hearing_while_somebody_concerned_is_away_is_fixed_only_with_a_reason(office):
    case_id = assigned(office)
    case = office.case(case_id)
    away = Absence(
        party_id=case.applicants[0].id, first_day=PLANNED.day, last_day=PLANNED.day, note="住院"
    )
    planning.keep_party_away(office.clerk, case_id, case.version, away)
    version = office.case(case_id).version

    with pytest.raises(Invalid) as refused:
        hearings.schedule(office.clerk, case_id, version, PLANNED)
    assert [p.field for p in refused.value.problems] == ["clash_reason"]
    assert office.case(case_id).hearings == ()

    knowing = replace(PLANNED, clash_reason="委托代理人到场")
    hearings.schedule(office.clerk, case_id, version, knowing)
    assert the_hearing(office, case_id).clash_reason == "委托代理人到场"


def test_the_notice_s_last_day_is_told_beforehand(office):
    """DL07: three working days before the hearing, a house rule."""
    case_id = assigned(office)

    in_time = planning.preview(office.clerk, case_id, PLANNED).lead
    office.clock.at(date(2026, 10, 20))
    too_late = planning.preview(office.clerk, case_id, PLANNED).lead

    assert (in_time.due, in_time.short) == (date(2026, 10, 19), False)
    assert (too_late.days, too_late.short) == (2, True)


def test_who_only_reads_may_not_ask_for_clashes(office):
    case_id = assigned(office)
    office.desk.actor = replace(office.desk.actor, roles=frozenset())

    with pytest.raises(NotAllowed):
        planning.preview(office.desk, case_id, PLANNED)


# -- fixing and moving ------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [0, -60, 900])
def test_a_hearing_that_ends_before_it_begins_or_after_midnight_is_refused(office, minutes):
    case_id = assigned(office)

    fixed_at = replace(PLANNED, minutes=minutes)
    with pytest.raises(Invalid) as refused:
        hearings.schedule(office.clerk, case_id, office.case(case_id).version, fixed_at)

    assert [p.field for p in refused.value.problems] == ["ends"]
    assert office.case(case_id).hearings == ()


def test_parties_who_waived_the_time_of_notice_need_no_clock(office):
    case_id = fixed(office, notice_waiver="双方电话同意，2026-10-20")
    case = office.case(case_id)

    assert case.hearings[0].notice_waiver == "双方电话同意，2026-10-20"
    assert [c for c in case.clocks if c.kind == "DL07" and c.state is ClockState.RUNNING] == []


def test_a_moved_hearing_moves_its_notice(office):
    case_id = fixed(office)
    case = office.case(case_id)
    later = replace(case.hearings[0], day=date(2026, 10, 27), minutes=60)

    hearings.reschedule(office.clerk, case_id, case.version, later, "李建国", "住院")

    assert clock(office.case(case_id), "DL07", "1").due == date(2026, 10, 22)
    assert replace(the_hearing(office, case_id), postponements=()) == later


def test_a_move_tells_who_asked_and_why_when_given(office):
    case_id = fixed(office)
    case = office.case(case_id)
    later = replace(case.hearings[0], day=date(2026, 10, 27))

    hearings.reschedule(office.clerk, case_id, case.version, later, "李建国", "住院")

    [told] = the_hearing(office, case_id).postponements
    assert (told.day, told.begins, told.room) == (story.HEARD, time(9, 30), "第一调解室")
    assert (told.asked_by, told.reason, told.decided_on) == ("李建国", "住院", story.ACCEPTED)


@pytest.mark.parametrize("noticed", [True, False])
def test_a_move_always_needs_who_asked_and_why(office, noticed):
    case_id = fixed(office)
    if noticed:
        notify(office, case_id)
    case = office.case(case_id)
    later = replace(case.hearings[0], day=date(2026, 10, 27))

    with pytest.raises(Invalid) as refused:
        hearings.reschedule(office.clerk, case_id, case.version, later)

    assert [p.field for p in refused.value.problems] == ["asked_by", "reason"]
    assert the_hearing(office, case_id).day == story.HEARD


def test_longer_is_no_move(office):
    case_id = fixed(office)
    notify(office, case_id)
    case = office.case(case_id)
    longer = replace(case.hearings[0], minutes=180)

    hearings.reschedule(office.clerk, case_id, case.version, longer)

    assert the_hearing(office, case_id).postponements == ()


def test_a_hearing_moved_at_another_desk_meanwhile_is_stale(office):
    case_id = fixed(office)
    case = office.case(case_id)
    elsewhere = replace(case.hearings[0], day=date(2026, 10, 26))
    hearings.reschedule(office.mediator, case_id, case.version, elsewhere, "李建国", "住院")

    here = replace(case.hearings[0], day=date(2026, 10, 27))
    with pytest.raises(Stale):
        hearings.reschedule(office.clerk, case_id, case.version, here)

    assert the_hearing(office, case_id).day == date(2026, 10, 26)


def test_a_hearing_is_not_moved_before_acceptance(office):
    case_id = fixed(office)
    case = office.case(case_id)
    early = replace(case.hearings[0], day=date(2026, 10, 13))

    with pytest.raises(Invalid) as refused:
        hearings.reschedule(office.clerk, case_id, case.version, early)

    assert [p.field for p in refused.value.problems] == ["day"]


def test_a_held_hearing_is_not_moved(office):
    case_id = heard(office)
    case = office.case(case_id)

    later = replace(case.hearings[0], day=date(2026, 10, 27))
    with pytest.raises(DeskError):
        hearings.reschedule(office.clerk, case_id, case.version, later)


def test_a_postponed_hearing_waits_for_a_new_day(office):
    case_id = fixed(office)
    case = office.case(case_id)

    hearings.postpone(
        office.clerk, case_id, case.version, case.hearings[0].id, "被申请人", "负责人出差"
    )

    case = office.case(case_id)
    assert (case.hearings[0].status, case.stage) == (HearingStatus.POSTPONED, Stage.ASSIGNED)
    assert case.hearings[0].postponements[0].reason == "负责人出差"
    assert clock(case, "DL07", "1").state is ClockState.VOID


def test_a_postponement_tells_who_asked_and_why(office):
    case_id = fixed(office)
    case = office.case(case_id)

    with pytest.raises(Invalid) as refused:
        hearings.postpone(office.clerk, case_id, case.version, case.hearings[0].id, " ", "")

    assert [p.field for p in refused.value.problems] == ["asked_by", "reason"]


def test_a_move_can_be_undone(office):
    case_id = fixed(office)
    case = office.case(case_id)
    later = replace(case.hearings[0], day=date(2026, 10, 27))
    hearings.reschedule(office.clerk, case_id, case.version, later, "李建国", "住院")

    undo.undo(office.clerk, undo.last(office.clerk, case_id).id)

    assert the_hearing(office, case_id) == case.hearings[0]


def test_giving_up_one_hearing_leaves_the_notice_of_another(office):
    case_id = fixed(office)
    case = office.case(case_id)
    second = replace(PLANNED, day=date(2026, 10, 27))
    hearings.schedule(office.clerk, case_id, case.version, second)
    case = office.case(case_id)

    hearings.cancel(office.clerk, case_id, case.version, case.hearings[0].id, "不再需要")

    case = office.case(case_id)
    assert clock(case, "DL07", "1").state is ClockState.VOID
    assert clock(case, "DL07", "2").state is ClockState.RUNNING
    assert case.stage is Stage.SCHEDULED


# -- a hearing that could not be held ---------------------------------------------------------


def test_a_hearing_that_was_not_held_says_who_was_absent(office):
    case_id = fixed(office)
    case = office.case(case_id)
    office.clock.at(story.HEARD, 10)
    rows = (present(office, case_id), absent(office, case_id))

    hearings.not_held(office.mediator, case_id, case.version, case.hearings[0].id, rows, "电话未接")

    case = office.case(case_id)
    assert (case.hearings[0].status, case.stage) == (HearingStatus.NOT_HELD, Stage.ASSIGNED)
    assert (case.hearings[0].attendance, case.hearings[0].outcome) == (rows, "电话未接")
    assert absence_hint(case) == ""


def test_a_hearing_at_which_all_were_present_was_held(office):
    case_id = fixed(office)
    case = office.case(case_id)
    office.clock.at(story.HEARD, 10)

    rows = (present(office, case_id),)
    with pytest.raises(Invalid) as refused:
        hearings.not_held(office.mediator, case_id, case.version, case.hearings[0].id, rows)

    assert [p.field for p in refused.value.problems] == ["attendance"]


def test_a_hearing_to_which_nobody_came_says_why(office):
    case_id = fixed(office)
    case = office.case(case_id)
    office.clock.at(story.HEARD, 10)
    rows = (absent(office, case_id), absent(office, case_id, respondent=True))
    key = case.hearings[0].id

    for note in ("", "无"):
        with pytest.raises(Invalid) as refused:
            hearings.not_held(office.mediator, case_id, case.version, key, rows, note)
        assert [p.field for p in refused.value.problems] == ["note"]
    told = "暴雪停运，双方均来电说明"
    hearings.not_held(office.mediator, case_id, case.version, key, rows, told)

    assert office.case(case_id).hearings[0].outcome == told


def test_a_hearing_to_come_is_not_yet_missed(office):
    case_id = fixed(office)
    case = office.case(case_id)

    rows, key = (absent(office, case_id),), case.hearings[0].id
    with pytest.raises(DeskError, match="尚未到来"):
        hearings.not_held(office.mediator, case_id, case.version, key, rows, "经通知未到")


@pytest.mark.parametrize("respondent", [True, False])
def test_a_second_absence_is_hinted_at_and_decides_nothing(office, respondent):
    """procedure.md 2.6: there is no judgment by default in mediation."""
    case_id = fixed(office)
    for day in (story.HEARD, date(2026, 10, 27)):
        case = office.case(case_id)
        if case.stage is Stage.ASSIGNED:
            again = replace(PLANNED, day=day)
            hearings.schedule(office.clerk, case_id, case.version, again)
            case = office.case(case_id)
        office.clock.at(day, 10)
        rows = (absent(office, case_id, respondent=respondent),)
        key = case.hearings[-1].id
        hearings.not_held(office.mediator, case_id, case.version, key, rows, "经通知未到")

    case = office.case(case_id)
    assert ("被申请人两次" if respondent else "申请人两次") in absence_hint(case)
    assert case.stage is Stage.ASSIGNED


# -- breaks -----------------------------------------------------------------------------------


def under_way(office):
    case_id = heard(office)
    return case_id, the_hearing(office, case_id).id


def at(office, hour, minute=0):
    return office.clock.at(story.HEARD, hour, minute)


def test_a_hearing_is_interrupted_and_goes_on_several_times(office):
    case_id, key = under_way(office)
    for begin, end in ((10, 11), (14, 15)):
        version = office.case(case_id).version
        hearings.pause(office.mediator, case_id, version, key, at(office, begin), "查阅材料")
        assert the_hearing(office, case_id).paused
        version = office.case(case_id).version
        hearings.resume(office.mediator, case_id, version, key, at(office, end))

    taken = the_hearing(office, case_id).breaks
    assert [(b.began_at.hour, b.resumed_at.hour) for b in taken] == [(2, 3), (6, 7)]
    assert not the_hearing(office, case_id).paused


def test_a_break_does_not_begin_before_the_hearing_nor_end_before_it_began(office):
    case_id, key = under_way(office)

    early = at(office, 9)
    with pytest.raises(Invalid):
        hearings.pause(office.mediator, case_id, office.case(case_id).version, key, early)
    hearings.pause(office.mediator, case_id, office.case(case_id).version, key, at(office, 10))
    again = at(office, 11)
    with pytest.raises(DeskError, match="已在休会中"):
        hearings.pause(office.mediator, case_id, office.case(case_id).version, key, again)
    backwards = at(office, 9, 45)
    with pytest.raises(Invalid):
        hearings.resume(office.mediator, case_id, office.case(case_id).version, key, backwards)


def test_a_hearing_ends_only_once_its_break_is_over(office):
    case_id, key = under_way(office)
    hearings.pause(office.mediator, case_id, office.case(case_id).version, key, at(office, 11))

    for early in (at(office, 10), at(office, 11, 30)):
        with pytest.raises(Invalid):
            hearings.end_hearing(office.mediator, case_id, office.case(case_id).version, key, early)
    over = at(office, 11, 30)
    hearings.resume(office.mediator, case_id, office.case(case_id).version, key, over)
    hearings.end_hearing(office.mediator, case_id, office.case(case_id).version, key, over)

    assert the_hearing(office, case_id).status is HearingStatus.HELD


def test_a_hearing_that_is_only_planned_is_not_interrupted(office):
    case_id = fixed(office)
    key = the_hearing(office, case_id).id
    version = office.case(case_id).version

    with pytest.raises(DeskError, match="不在进行中"):
        hearings.pause(office.mediator, case_id, version, key, at(office, 10))
    with pytest.raises(DeskError, match="不在进行中"):
        hearings.resume(office.mediator, case_id, version, key, at(office, 10))


# -- away, and free times ---------------------------------------------------------------------


def test_a_party_s_day_away_is_told_in_the_plan_and_keeps_the_time_from_being_offered(office):
    case_id = assigned(office)
    case = office.case(case_id)
    away = Absence(
        party_id=case.applicants[0].id, first_day=story.HEARD, last_day=story.HEARD, note="住院"
    )

    planning.keep_party_away(office.clerk, case_id, case.version, away)

    assert texts(office, case_id) == ["李建国不能到场：2026-10-22。 住院"]
    offered = planning.free_times(office.clerk, case_id, PLANNED)
    assert story.HEARD not in {slot.day for slot in offered}
    [kept] = planning.absences(office.clerk, case_id)
    planning.party_can_come(office.clerk, case_id, office.case(case_id).version, kept.id)
    assert texts(office, case_id) == []


def lawyer(office, case_id):
    """Let the worker of a case have a lawyer, the same one in each case."""
    case = office.case(case_id)
    told = Agent(
        party_id=case.applicants[0].id,
        person=Person(name="赵律师"),
        licence="11307201810000001",
        firm="某律师事务所",
    )
    return agents.add_agent(office.clerk, case_id, case.version, told)


def test_an_agent_s_day_away_counts_wherever_the_agent_acts(office):
    first, second = assigned(office), assigned(office, ("王秀英",))
    agent = lawyer(office, first)
    lawyer(office, second)
    away = Absence(agent_id=agent, first_day=story.HEARD, last_day=story.HEARD, note="另案开庭")

    planning.keep_guest_away(office.clerk, first, office.case(first).version, away)

    for case_id in (first, second):
        assert texts(office, case_id) == ["赵律师不能到场：2026-10-22。 另案开庭"]
        offered = planning.free_times(office.clerk, case_id, PLANNED)
        assert story.HEARD not in {slot.day for slot in offered}
    [kept] = planning.absences(office.clerk, first)
    with pytest.raises(DeskError, match="不在本案"):
        planning.guest_can_come(office.clerk, second, office.case(second).version, kept.id)
    planning.guest_can_come(office.clerk, first, office.case(first).version, kept.id)
    assert texts(office, second) == []
    undo.undo(office.desk, undo.last(office.desk, first).id, "")
    assert texts(office, second) != []

    agents.remove_agent(office.clerk, first, office.case(first).version, agent)
    assert texts(office, second) == []


def test_an_interpreter_and_a_panel_member_from_outside_may_be_away_too(office):
    case_id = assigned(office)
    case = office.case(case_id)
    need = SpecialNeed(
        party_id=case.applicants[0].id, kind=NeedKind.SIGN_LANGUAGE, helper="孙译", phone="1"
    )
    special_needs.set_needs(office.clerk, case_id, case.version, need.party_id, (need,))
    away = Absence(
        guest="孙译", phone="1", first_day=story.HEARD, last_day=story.HEARD, part=PartOfDay.MORNING
    )

    planning.keep_guest_away(office.clerk, case_id, office.case(case_id).version, away)

    assert texts(office, case_id) == ["孙译不能到场：2026-10-22（上午）。"]
    stranger = replace(away, guest="路人")
    with pytest.raises(Invalid) as refused:
        planning.keep_guest_away(office.clerk, case_id, office.case(case_id).version, stranger)
    assert [p.field for p in refused.value.problems] == ["who"]


def test_an_officer_s_leave_counts_in_every_case(office):
    case_id = assigned(office)
    mediator = office.people[story.MEDIATOR.name].id
    leave = Absence(user_id=mediator, first_day=story.HEARD, last_day=date(2026, 10, 23))

    planning.keep_officer_away(office.clerk, leave)
    assert planning.hearings_away(office.clerk, leave) == ()

    preview = planning.preview(office.clerk, case_id, PLANNED)
    assert [c.kind for c in preview.clashes] == [ClashKind.ABSENCE]
    [kept] = planning.absences_of_officers(office.clerk)
    planning.officer_is_back(office.clerk, kept.id)
    assert texts(office, case_id) == []


def test_hearings_that_a_leave_falls_on_are_found(office):
    fixed(office)
    mediator, clerk = (office.people[who.name].id for who in (story.MEDIATOR, story.SUPERVISOR))
    leave = Absence(user_id=mediator, first_day=story.APPLIED, last_day=story.HEARD)
    afternoon = replace(leave, first_day=story.HEARD, part=PartOfDay.AFTERNOON)

    [met] = planning.hearings_away(office.clerk, leave)

    assert met.day == story.HEARD
    assert planning.hearings_away(office.clerk, afternoon) == ()
    assert planning.hearings_away(office.clerk, replace(leave, user_id=clerk)) == ()


def test_an_absence_ends_after_it_begins_and_is_somebody_s(office):
    case_id = assigned(office)
    version = office.case(case_id).version
    backwards = Absence(party_id=1, first_day=story.HEARD, last_day=story.ACCEPTED)
    stranger = Absence(party_id=999, first_day=story.HEARD, last_day=story.HEARD)

    for absence, field in ((backwards, "last_day"), (stranger, "who")):
        with pytest.raises(Invalid) as refused:
            planning.keep_party_away(office.clerk, case_id, version, absence)
        assert [p.field for p in refused.value.problems] == [field]
    with pytest.raises(Invalid):
        planning.keep_officer_away(office.clerk, replace(stranger, party_id=None, user_id=999))


def test_free_times_leave_time_for_the_notice_unless_it_is_waived(office):
    case_id = assigned(office)

    first = planning.free_times(office.clerk, case_id, PLANNED)[0]
    at_once = planning.free_times(office.clerk, case_id, PLANNED, waived=True)[0]

    assert (first.day, first.begins, first.room) == (date(2026, 10, 19), time(8, 30), "第一调解室")
    assert (at_once.day, at_once.begins) == (story.ACCEPTED, time(9))


def test_free_times_leave_out_what_another_case_of_the_employer_takes(office):
    fixed(office, day=date(2026, 10, 19), begins=time(8, 30), minutes=60)
    second = assigned(office, ("王秀英",))

    offered = planning.free_times(office.clerk, second, replace(PLANNED, minutes=60))

    assert (offered[0].day, offered[0].begins) == (date(2026, 10, 19), time(9, 30))


def test_free_times_in_one_room_only(office):
    fixed(office, day=date(2026, 10, 19), begins=time(8, 30), minutes=200)
    second = assigned(office, ("王秀英",))

    offered = planning.free_times(office.clerk, second, PLANNED, any_room=False)

    assert {slot.room for slot in offered} == {"第一调解室"}
    assert offered[0].begins == time(14)


def test_a_time_without_length_is_not_looked_for(office):
    case_id = assigned(office)

    with pytest.raises(Invalid):
        planning.free_times(office.clerk, case_id, replace(PLANNED, minutes=0))


def test_a_hearing_before_acceptance_has_no_plan(office):
    case_id = accepted(office)

    assert texts(office, case_id) == []


def heard_with_another_fixed(office):
    """Two hearings are fixed; the first one was held and has ended."""
    case_id = fixed(office)
    later = replace(PLANNED, day=story.HEARD + timedelta(days=1))
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, later)
    first = office.case(case_id).hearings[0].id
    begun = office.clock.at(story.HEARD, 9, 30)
    came = (present(office, case_id),)
    version = office.case(case_id).version
    hearings.open_hearing(office.mediator, case_id, version, first, begun, came)
    ended = office.clock.at(story.HEARD, 11)
    version = office.case(case_id).version
    hearings.end_hearing(office.mediator, case_id, version, first, ended)
    return case_id


def test_who_was_heard_may_agree_though_another_hearing_is_fixed_mediation_law_13(office):
    """劳动争议调解仲裁法第十三条: the parties are to be heard, and they were."""
    case_id = heard_with_another_fixed(office)
    case = office.case(case_id)
    assert case.stage is Stage.SCHEDULED
    assert next_step(case, story.HEARD).step is Step.OPEN
    claims.fill_agreed(office.mediator, case_id, case.version)
    case = office.case(case_id)

    settlements.propose(office.mediator, case_id, case.version, terms_of(case), story.HEARD)

    assert office.case(case_id).stage is Stage.SIGNING


def test_before_anybody_was_heard_no_agreement_is_written_down(office):
    case_id = fixed(office)
    claims.fill_agreed(office.mediator, case_id, office.case(case_id).version)
    case = office.case(case_id)

    with pytest.raises(StepNotAllowed, match="第十三条"):
        settlements.propose(office.mediator, case_id, case.version, terms_of(case), story.APPLIED)


def test_a_case_that_was_heard_stays_in_mediation_when_the_next_hearing_is_cancelled(office):
    case_id = heard_with_another_fixed(office)
    case = office.case(case_id)

    hearings.cancel(office.clerk, case_id, case.version, case.hearings[1].id, "重复安排")

    assert office.case(case_id).stage is Stage.MEDIATING


def test_a_hearing_that_was_given_up_has_no_record_and_does_not_count(office):
    case_id = fixed(office)
    case = office.case(case_id)
    hearings.cancel(office.clerk, case_id, case.version, case.hearings[0].id, "重复安排")
    version = office.case(case_id).version
    hearings.schedule(office.clerk, case_id, version, PLANNED)

    case = office.case(case_id)
    [offer] = [o for o in papers.offered(case, office.desk.today()) if o.code == "D-19"]
    assert [subject for subject, _label in offer.subjects] == [str(case.hearings[1].id)]
    assert ordinal(case, case.hearings[1]) == 1
    notice = papers.compose(office.clerk, case_id, "D-17", str(case.respondent.id))
    assert "第二次" not in written(notice.docx)


def test_a_hearing_that_was_given_up_counts_nowhere(office):
    case_id = fixed(office)
    case = office.case(case_id)
    hearings.postpone(office.clerk, case_id, case.version, case.hearings[0].id, "李建国", "住院")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, PLANNED)

    case, calendar = office.case(case_id), office.desk.calendar
    assert [named(case, hearing) for hearing in case.hearings] == ["调解会", "第1次调解会"]
    told = [event.text for event in course(case, calendar) if "调解会" in event.text]
    assert [text.partition("，")[0] for text in told] == ["调解会", "第1次调解会"]
    late = PLANNED.day + timedelta(days=40)
    assert "第1次调解会尚未登记结果。" in [gap.text for gap in gaps(case, on=late)]
    ran, runs = [c for c in case.clocks if c.kind == "DL07"]
    assert (ran.state, runs.state) == (ClockState.VOID, ClockState.RUNNING)
    assert counted_title("DL07", runs.detail, runs.start) == "发送调解通知（10-22调解会）"
    booked = agenda.period(office.clerk, PLANNED.day, PLANNED.day).hearings
    assert [(h.hearing_number, h.ordinal) for h in booked] == [(2, 1)]
