"""What is agreed, corrected or noted out of its time asks why, or is refused at its field."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.errors import Invalid, StepNotAllowed
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.sides import Signer
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import correcting, hearings, settlements, story
from tests.services.course import clock, effective, heard, take

WHY = "双方当日已口头同意，补签在卷"


def extend(office, case_id, day, until, override=""):
    told = {"reason": "证据需要核对", "agreed": True, "until": until}
    office.clock.at(day)
    take(office.supervisor, office, case_id, Step.EXTEND, day, override=override, **told)


def step_of(case, step):
    [found] = [t for t in case.steps if t.step is step]
    return found


def correct(office, case_id, step, day, override=""):
    case = office.case(case_id)
    key = step_of(case, step).id
    correcting.correct_day(
        office.supervisor, case_id, case.version, key, day, "日期登记错误", override
    )


def test_an_extension_agreed_after_the_period_takes_a_reason_rules_art_29(office):
    """企业劳动争议协商调解规定第二十九条: not settled in the period counts as failed."""
    case_id = heard(office)
    end = clock(office.case(case_id), "DL04").due
    until = end + timedelta(days=20)

    with pytest.raises(StepNotAllowed, match="企业劳动争议协商调解规定第二十九条"):
        extend(office, case_id, end + timedelta(days=2), until)
    extend(office, case_id, end + timedelta(days=2), until, WHY)

    case = office.case(case_id)
    assert case.stage is Stage.EXTENDED
    assert step_of(case, Step.EXTEND).override == WHY
    assert clock(case, "DL04").state is ClockState.MISSED


def test_an_extension_agreed_on_the_last_day_and_written_down_later_takes_none_rules_art_29(office):
    case_id = heard(office)
    end = clock(office.case(case_id), "DL04").due
    office.clock.at(end + timedelta(days=2))
    told = {"reason": "证据需要核对", "agreed": True, "until": end + timedelta(days=20)}

    take(office.supervisor, office, case_id, Step.EXTEND, end, **told)

    assert clock(office.case(case_id), "DL04").state is ClockState.VOID


def test_an_earlier_acceptance_judges_the_extension_anew_rules_art_29(office):
    case_id = heard(office)
    end = clock(office.case(case_id), "DL04").due
    extend(office, case_id, end, end + timedelta(days=20))
    earlier = story.ACCEPTED - timedelta(days=2)

    with pytest.raises(Invalid, match="企业劳动争议协商调解规定第二十九条") as refused:
        correct(office, case_id, Step.ACCEPT, earlier)
    assert [p.field for p in refused.value.problems] == ["override"]
    correct(office, case_id, Step.ACCEPT, earlier, WHY)

    case = office.case(case_id)
    assert clock(case, "DL04").state is ClockState.MISSED
    assert clock(case, "DL05").start == clock(case, "DL04").due < end
    assert step_of(case, Step.EXTEND).override == WHY

    correct(office, case_id, Step.ACCEPT, story.ACCEPTED)

    case = office.case(case_id)
    assert clock(case, "DL04").state is ClockState.VOID
    assert clock(case, "DL05").start == end


def test_the_day_of_an_extension_is_not_moved_behind_the_period_without_a_reason_rules_art_29(
    office,
):
    case_id = heard(office)
    end = clock(office.case(case_id), "DL04").due
    extend(office, case_id, end, end + timedelta(days=20))
    office.clock.at(end + timedelta(days=2))

    with pytest.raises(Invalid, match="第二十九条"):
        correct(office, case_id, Step.EXTEND, end + timedelta(days=1))
    correct(office, case_id, Step.EXTEND, end + timedelta(days=1), WHY)

    assert clock(office.case(case_id), "DL04").state is ClockState.MISSED


def test_a_signature_is_not_corrected_to_lie_behind_mediator_and_seal_law_14(office):
    """劳动争议调解仲裁法第十四条: the parties sign, then the mediator, then the seal."""
    case_id = effective(office)
    day = story.AGREED + timedelta(days=2)
    office.clock.at(day)

    def move(signer):
        case = office.case(case_id)
        found = next(s for s in case.settlement.signatures if s.signer is signer)
        moved = replace(found, signed_on=day)
        settlements.correct_signature(office.supervisor, case_id, case.version, moved, "日期写错")

    with pytest.raises(Invalid, match="第十四条") as refused:
        move(Signer.APPLICANT)
    assert {p.field for p in refused.value.problems} == {"day"}
    assert office.case(case_id).settlement.effective_on == story.AGREED
    for signer in (Signer.CENTRE, Signer.MEDIATOR, Signer.APPLICANT):
        move(signer)

    assert office.case(case_id).settlement.effective_on == day
    assert clock(office.case(case_id), "DL23").start == day


def test_no_time_of_a_hearing_lies_in_the_future_and_a_break_ends_before_it(office):
    case_id = heard(office)
    start = office.clock.at(story.HEARD, 10, 0)
    later = start + timedelta(minutes=30)

    def act(what, at):
        case = office.case(case_id)
        what(office.mediator, case_id, case.version, case.hearings[0].id, at)

    def refused(what, at):
        with pytest.raises(Invalid) as found:
            act(what, at)
        return [p.field for p in found.value.problems]

    assert refused(hearings.pause, later) == ["paused_at"]
    assert refused(hearings.end_hearing, later) == ["ended_at"]
    act(hearings.pause, start)
    assert refused(hearings.resume, later) == ["paused_at"]
    assert refused(hearings.end_hearing, start) == ["ended_at"]
    act(hearings.resume, start)
    act(hearings.end_hearing, start)

    [hearing] = office.case(case_id).hearings
    assert hearing.status is HearingStatus.HELD
    assert isinstance(hearing.ended_at, datetime)
