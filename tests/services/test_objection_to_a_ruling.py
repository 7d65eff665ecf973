"""An objection to the ruling that confirms an agreement, and the court's answer (L5 372)."""

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.errors import StepNotAllowed
from mediation_desk.domain.stages import Step
from mediation_desk.domain.tracks import Standing, Track
from mediation_desk.services import story
from tests.services.course import clock, effective, take
from tests.services.effect_course import COURT, LATE, apply_for

WHY = {"by": "张家口恒信机械制造有限公司", "reason": "金额与协议不符"}


@pytest.fixture
def objected(office):
    case_id = effective(office)
    apply_for(office, case_id, Step.APPLY_CONFIRMATION, story.AGREED)
    ruled = {"number": "（2026）冀0702诉前调确1号", "served_on": story.AGREED}
    take(office.clerk, office, case_id, Step.CONFIRMED, story.AGREED, **ruled)
    office.clock.at(LATE)
    take(office.clerk, office, case_id, Step.OBJECT, LATE, **WHY)
    return case_id


def confirmation(office, case_id):
    [found] = [p for p in office.case(case_id).proceedings if p.track is Track.CONFIRMATION]
    return found


def test_an_objection_leaves_the_ruling_with_its_day_until_the_court_answers(office, objected):
    held = confirmation(office, objected)

    assert (held.standing, held.ended_on) == (Standing.CONFIRMED, story.AGREED)
    assert held.body == COURT


def test_an_objection_that_is_rejected_leaves_the_ruling_and_its_number(office, objected):
    answer = {"by": WHY["by"], "number": "（2026）冀0702民特2号"}
    take(office.clerk, office, objected, Step.OBJECTION_REJECTED, LATE, **answer)

    held = confirmation(office, objected)
    assert (held.standing, held.number) == (Standing.CONFIRMED, "（2026）冀0702诉前调确1号")
    assert clock(office.case(objected), "DL22").state is ClockState.RUNNING
    with pytest.raises(StepNotAllowed, match="第三百七十二条"):
        take(office.clerk, office, objected, Step.OBJECTION_REJECTED, LATE, **answer)


def test_a_ruling_that_is_set_aside_is_not_executed(office, objected):
    take(office.mediator, office, objected, Step.DEFAULT, LATE)
    told = {"number": "（2026）冀0702民特2号", "reason": "裁定内容有误", "served_on": LATE}
    take(office.clerk, office, objected, Step.RULING_SET_ASIDE, LATE, **told)

    held = confirmation(office, objected)
    assert (held.standing, held.ended_on) == (Standing.RULING_SET_ASIDE, LATE)
    assert clock(office.case(objected), "DL22").state is ClockState.VOID
    workers = tuple(a.id for a in office.case(objected).applicants)
    with pytest.raises(StepNotAllowed, match="第二百零六条"):
        take(
            office.clerk, office, objected, Step.APPLY_EXECUTION, LATE,
            body=COURT, number="1", party_ids=workers,
        )  # fmt: skip


def test_without_an_objection_there_is_nothing_to_answer(office):
    case_id = effective(office)
    apply_for(office, case_id, Step.APPLY_CONFIRMATION, story.AGREED)
    ruled = {"number": "1", "served_on": story.AGREED}
    take(office.clerk, office, case_id, Step.CONFIRMED, story.AGREED, **ruled)

    for step in (Step.OBJECTION_REJECTED, Step.RULING_SET_ASIDE):
        with pytest.raises(StepNotAllowed, match="第三百七十二条"):
            take(office.clerk, office, case_id, step, story.AGREED, **WHY, **ruled)
