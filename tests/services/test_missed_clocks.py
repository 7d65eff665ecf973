"""A clock that ran out before its step was missed; a reminder that was not given is not met."""

from datetime import timedelta

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.errors import StepNotAllowed
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import Route
from mediation_desk.domain.tracks import Standing
from mediation_desk.services import story
from tests.services.course import assigned, clock, effective, take, withdrawn
from tests.services.effect_course import COMMISSION, LATE, defaulted, pay


@pytest.mark.parametrize(("late", "state"), [(0, ClockState.VOID), (1, ClockState.MISSED)])
def test_the_fifteen_days_stay_missed_when_the_case_ends_afterwards_rules_art_29(
    office, late, state
):
    case_id = assigned(office)
    day = clock(office.case(case_id), "DL04").due + timedelta(days=late)
    office.clock.at(day)

    take(office.clerk, office, case_id, Step.WITHDRAW, day, **withdrawn(day))

    case = office.case(case_id)
    assert clock(case, "DL04").state is state
    assert clock(case, "DL03").state is ClockState.MISSED


def test_a_reminder_that_was_never_given_no_longer_applies_once_all_is_paid(office):
    case_id = defaulted(office)

    pay(office, case_id, 1, LATE)

    reminder = clock(office.case(case_id), "DL16")
    assert (reminder.state, reminder.met_on) == (ClockState.VOID, None)


@pytest.mark.parametrize("step", [Step.HAND_ON, Step.APPLY_ORDER])
def test_with_arbitrations_mediation_document_the_way_is_execution_mediation_law_art_51(
    office, step
):
    case_id = effective(office)
    facts = {"body": COMMISSION, "agreed": True}
    take(office.clerk, office, case_id, Step.APPLY_REVIEW, story.AGREED, **facts)
    told = {"number": "张劳人仲调〔2026〕1号", "served_on": story.AGREED}
    take(office.clerk, office, case_id, Step.REVIEW_GRANTED, story.AGREED, **told)
    office.clock.at(LATE)
    take(office.mediator, office, case_id, Step.DEFAULT, LATE)
    told = {"ground": Route.ARBITRATION.value, "body": COMMISSION, "agreed": True}
    if step is Step.APPLY_ORDER:
        told = {
            "body": COMMISSION,
            "agreed": True,
            "party_ids": (office.case(case_id).applicants[0].id,),
        }

    with pytest.raises(StepNotAllowed, match="劳动争议调解仲裁法第五十一条"):
        take(office.clerk, office, case_id, step, LATE, **told)

    assert office.case(case_id).performance is Standing.DEFAULT
