"""Bodies, duty, legal aid and joint meetings: their rules."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk import paths
from mediation_desk.domain.bodies import (
    Body,
    BodyKind,
    BodyPerson,
    Entrusted,
    MirroredCase,
    Outcome,
    Post,
    Referral,
    Seat,
    body_problems,
    mirror_problems,
    outcomes,
    person_problems,
    referral_problems,
)
from mediation_desk.domain.deadlines import load_calendars
from mediation_desk.domain.duty import Half, Shift, copied, monday_of, shift_problems, week
from mediation_desk.domain.joint_meetings import (
    Decision,
    DecisionState,
    JointMeeting,
    Participant,
    Yearly,
    meeting_problems,
    progress_problems,
    yearly,
)
from mediation_desk.domain.legal_aid import (
    AidLine,
    AidMatter,
    AidResult,
    AidState,
    LegalAid,
    Means,
    aid_problems,
    aid_totals,
)

TODAY = date(2026, 11, 23)
COURT = Body(id=1, kind=BodyKind.COURT, name="劳动争议巡回法庭")
COUNSEL = Body(id=2, kind=BodyKind.COUNSELLING, name="心理服务室")
AID_ROOM = Body(id=3, kind=BodyKind.LEGAL_AID, name="法律援助室")


def fields(problems):
    return [problem.field for problem in problems]


# -- bodies -----------------------------------------------------------------------------------


def test_a_body_needs_a_name_of_its_own():
    assert fields(body_problems(replace(COURT, name=" "), ())) == ["name"]
    assert fields(body_problems(COURT, ("劳动争议巡回法庭",))) == ["name"]
    assert fields(body_problems(COURT, ())) == []


def test_only_an_agency_has_a_seat_and_no_allowance_is_below_zero():
    wrong = replace(COURT, seat=Seat.UNION, allowance=Decimal(-1))

    assert fields(body_problems(wrong, ())) == ["allowance", "seat"]


def test_every_platform_but_the_mediation_room_and_agencies_says_what_it_must_not_do():
    silent = {kind for kind in BodyKind if not kind.limit}

    assert silent == {BodyKind.MEDIATION, BodyKind.AGENCY}
    assert "不在此立案" in BodyKind.ARBITRATION.limit


def test_nobody_is_listed_twice_at_a_body():
    zhao = BodyPerson(id=1, body_id=3, name="赵律", post=Post.LAWYER, licence="113")
    again = BodyPerson(body_id=3, name="赵  律", post=Post.LAWYER, licence="113")

    assert fields(person_problems(again, (zhao,))) == ["name"]
    assert fields(person_problems(replace(again, licence="114"), (zhao,))) == []


def test_a_case_of_a_court_is_only_mirrored():
    mirror = MirroredCase(
        body_id=1,
        number="（2026）冀0702诉前调12号",
        accepted_on=date(2026, 11, 2),
        entrusted=Entrusted.BEFORE_FILING,
        entrusted_on=date(2026, 11, 3),
        return_by=date(2026, 12, 3),
    )

    assert fields(mirror_problems(mirror, BodyKind.COURT, TODAY)) == []
    assert fields(mirror_problems(mirror, BodyKind.ARBITRATION, TODAY)) == ["entrusted"]
    assert fields(mirror_problems(mirror, BodyKind.LAWYERS, TODAY)) == ["body"]


def test_a_mirrored_result_is_one_of_that_body_and_has_its_day():
    mirror = MirroredCase(body_id=1, number="12号", outcome=Outcome.AWARD)

    assert fields(mirror_problems(mirror, BodyKind.COURT, TODAY)) == ["outcome", "outcome_on"]
    assert Outcome.CONFIRMED in outcomes(BodyKind.COURT)
    assert Outcome.CONFIRMED not in outcomes(BodyKind.ARBITRATION)


def test_the_days_of_a_mirrored_case_follow_each_other():
    mirror = MirroredCase(
        body_id=1,
        number="12号",
        accepted_on=date(2026, 11, 10),
        hearing_on=date(2026, 11, 9),
        outcome=Outcome.JUDGMENT,
        outcome_on=date(2026, 11, 1),
    )

    assert fields(mirror_problems(mirror, BodyKind.COURT, TODAY)) == ["hearing_on", "outcome_on"]


def test_a_referral_says_what_it_is_for_and_what_came_of_it():
    referral = Referral(case_id=1, body_id=3, day=date(2026, 11, 20))

    assert fields(referral_problems(referral, AID_ROOM, TODAY)) == ["purpose"]
    told = replace(referral, purpose="咨询仲裁程序", feedback_on=date(2026, 11, 19))
    assert fields(referral_problems(told, AID_ROOM, TODAY)) == ["result", "feedback_on"]
    assert fields(referral_problems(replace(told, feedback_on=None), AID_ROOM, TODAY)) == []


def test_of_counselling_only_the_appointment_is_kept():
    referral = Referral(case_id=1, body_id=2, day=date(2026, 11, 20), feedback_on=TODAY)

    assert fields(referral_problems(referral, COUNSEL, TODAY)) == []
    told = replace(referral, purpose="情绪低落")
    assert fields(referral_problems(told, COUNSEL, TODAY)) == ["purpose"]
    assert fields(referral_problems(replace(referral, result="抑郁"), COUNSEL, TODAY)) == ["result"]


def test_nobody_is_led_to_a_body_that_is_closed_or_in_the_future():
    referral = Referral(case_id=1, body_id=3, day=date(2026, 12, 1), purpose="咨询")

    assert fields(referral_problems(referral, replace(AID_ROOM, active=False), TODAY)) == [
        "body",
        "day",
    ]


# -- duty -------------------------------------------------------------------------------------

ZHAO = BodyPerson(id=1, body_id=4, name="赵律", post=Post.LAWYER, licence="113")
QIAN = BodyPerson(id=2, body_id=4, name="钱律", post=Post.LAWYER, licence="114")
ZHAO_AGAIN = BodyPerson(id=3, body_id=3, name="赵律", post=Post.LAWYER, licence="113")
PEOPLE = {person.id: person for person in (ZHAO, QIAN, ZHAO_AGAIN)}
SHIFT = Shift(body_id=3, person_id=1, day=date(2026, 11, 16), half=Half.MORNING)


def test_the_week_begins_on_monday():
    assert monday_of(date(2026, 11, 22)) == date(2026, 11, 16)
    assert week(date(2026, 11, 16))[-1] == date(2026, 11, 22)


def test_nobody_is_on_duty_in_two_places_at_once():
    elsewhere = replace(SHIFT, body_id=9)

    assert fields(shift_problems([SHIFT], [elsewhere], PEOPLE)) == ["person.1"]
    assert fields(shift_problems([SHIFT], [replace(elsewhere, half=Half.AFTERNOON)], PEOPLE)) == []


def test_two_entries_of_one_lawyer_are_one_person():
    twice = replace(SHIFT, person_id=3)

    assert fields(shift_problems([SHIFT, twice], [], PEOPLE)) == ["person.3"]
    assert fields(shift_problems([SHIFT, replace(SHIFT, person_id=2)], [], PEOPLE)) == []


@pytest.mark.parametrize("hours", [Decimal(0), Decimal(13)])
def test_half_a_day_has_as_many_hours_as_it_can_have(hours):
    assert fields(shift_problems([replace(SHIFT, hours=hours)], [], PEOPLE)) == ["person.1"]


@pytest.fixture
def calendar():
    return load_calendars(paths.resources("calendar"))


def test_last_week_is_copied_without_what_cannot_be(calendar):
    before = (
        replace(SHIFT, id=7, received=3),
        replace(SHIFT, id=8, person_id=2),
        replace(SHIFT, id=9, day=date(2026, 11, 17)),
    )
    people = PEOPLE | {2: replace(QIAN, active=False)}
    present = (replace(SHIFT, day=date(2026, 11, 24), body_id=9),)

    done = copied(before, present, people, calendar)

    assert done.shifts == (replace(SHIFT, day=date(2026, 11, 23)),)
    assert done.left_out == ("2026-11-23钱律：已离开", "2026-11-24赵律：已有值班")


def test_a_working_day_is_not_copied_onto_a_day_off(calendar):
    done = copied((replace(SHIFT, day=date(2026, 9, 24)),), (), PEOPLE, calendar)

    assert done.shifts == ()
    assert done.left_out == ("2026-10-01赵律：当日休息",)


# -- legal aid --------------------------------------------------------------------------------

AID = LegalAid(applicant="李建国", matter=AidMatter.PAY, applied_on=date(2026, 11, 5), migrant=True)
GRANTED = replace(
    AID, means=Means.MIGRANT, granted=True, decided_on=date(2026, 11, 9), approval_number="31号"
)


def test_migrant_workers_claiming_pay_or_injury_damages_are_exempt_art_42():
    assert fields(aid_problems(GRANTED, TODAY)) == []
    assert fields(aid_problems(replace(GRANTED, matter=AidMatter.INJURY), TODAY)) == []
    assert fields(aid_problems(replace(GRANTED, matter=AidMatter.RELATION), TODAY)) == ["means"]
    assert fields(aid_problems(replace(GRANTED, migrant=False), TODAY)) == ["means"]


def test_aid_is_not_granted_before_the_means_were_looked_at():
    assert fields(aid_problems(replace(GRANTED, means=Means.OPEN), TODAY)) == ["means"]


def test_another_rule_is_named():
    other = replace(GRANTED, means=Means.OTHER_RULE)

    assert fields(aid_problems(other, TODAY)) == ["means_reason"]


def test_a_decision_has_its_day_and_a_refusal_its_reason():
    refused = replace(AID, granted=False)

    assert fields(aid_problems(refused, TODAY)) == ["decided_on", "refusal"]
    assert fields(aid_problems(replace(AID, decided_on=TODAY), TODAY)) == ["granted"]


def test_a_lawyer_comes_after_the_decision_and_the_check_of_conflicts():
    begun = replace(GRANTED, lawyer_id=1, started_on=date(2026, 11, 8))

    assert fields(aid_problems(begun, TODAY)) == ["conflict_checked", "started_on"]
    right = replace(begun, conflict_checked=True, started_on=date(2026, 11, 10))
    assert fields(aid_problems(right, TODAY)) == []
    assert fields(aid_problems(replace(right, lawyer_id=None), TODAY)) == ["lawyer"]


def test_an_end_has_a_result_and_a_result_an_end():
    assert fields(aid_problems(replace(AID, ended_on=TODAY), TODAY)) == ["result"]
    assert fields(aid_problems(replace(AID, result=AidResult.SETTLED), TODAY)) == ["ended_on"]


def test_the_state_of_aid_follows_from_its_days():
    begun = replace(GRANTED, lawyer_id=1, conflict_checked=True, started_on=date(2026, 11, 10))

    assert AID.state is AidState.APPLIED
    assert GRANTED.state is AidState.GRANTED
    assert replace(begun, started_on=None).state is AidState.ASSIGNED
    assert begun.state is AidState.UNDER_WAY
    assert replace(AID, granted=False).state is AidState.REFUSED
    assert replace(begun, ended_on=TODAY).state is AidState.ENDED


def test_recovered_is_what_was_performed_beside_what_was_agreed():
    lines = (
        AidLine(aid=GRANTED, agreed=Decimal("100.00"), performed=Decimal("40.00")),
        AidLine(aid=replace(AID, granted=False, migrant=False)),
    )

    totals = aid_totals(lines)

    assert (totals.agreed, totals.performed) == (Decimal("100.00"), Decimal("40.00"))
    assert (totals.applied, totals.granted, totals.refused, totals.migrants) == (2, 1, 1, 1)


# -- joint meetings ---------------------------------------------------------------------------

MEETING = JointMeeting(
    title="联席会议",
    day=date(2026, 11, 10),
    held=True,
    participants=(Participant(agency="市总工会"),),
    decisions=(Decision(what="信息共享", who="市人社局", due_on=date(2026, 12, 31)),),
)


def test_the_joint_meeting_takes_place_at_least_once_a_year_art_29():
    assert yearly(date(2025, 11, 23), TODAY) is None
    assert yearly(date(2025, 11, 22), TODAY) == Yearly(
        last_on=date(2025, 11, 22), due_on=date(2026, 11, 22)
    )
    assert yearly(None, TODAY) == Yearly(last_on=None, due_on=None)


def test_a_meeting_of_29_february_is_due_on_the_28th():
    due = yearly(date(2024, 2, 29), TODAY)

    assert due is not None
    assert due.due_on == date(2025, 2, 28)


def test_a_meeting_is_held_once_its_day_has_come_by_those_who_came():
    assert fields(meeting_problems(MEETING, TODAY)) == []
    assert fields(meeting_problems(replace(MEETING, day=date(2026, 12, 1)), TODAY)) == ["held"]
    nobody = replace(MEETING, participants=(Participant(agency="市总工会", attended=False),))
    assert fields(meeting_problems(nobody, TODAY)) == ["participants"]


def test_nothing_is_decided_at_a_meeting_that_is_still_planned():
    planned = replace(MEETING, held=False)

    [found] = meeting_problems(planned, TODAY)

    assert found.field == "decisions"
    assert "议程" in found.text
    assert fields(meeting_problems(replace(planned, decisions=(), agenda="通报"), TODAY)) == []


def test_a_matter_decided_says_what_who_and_a_day_that_is_not_past():
    bare = Decision(what="", who="", due_on=date(2026, 11, 1))

    found = list(meeting_problems(replace(MEETING, decisions=(bare,)), TODAY))

    assert fields(found) == ["decisions"] * 3
    assert found[0].text == "第1项：请填写议定的事项。"


def test_done_has_a_day_and_dropped_a_reason():
    matter = MEETING.decisions[0]

    done = replace(matter, state=DecisionState.DONE)
    assert fields(progress_problems(done, MEETING.day, TODAY)) == ["done_on"]
    early = replace(done, done_on=date(2026, 11, 9))
    assert fields(progress_problems(early, MEETING.day, TODAY)) == ["done_on"]
    dropped = replace(matter, state=DecisionState.DROPPED)
    assert fields(progress_problems(dropped, MEETING.day, TODAY)) == ["note"]
    assert fields(progress_problems(replace(done, done_on=TODAY), MEETING.day, TODAY)) == []
