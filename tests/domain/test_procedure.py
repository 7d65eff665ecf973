from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation_desk.domain.case import ApplicationForm
from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.errors import AlreadyDone, StepNotAllowed
from mediation_desk.domain.guards import APPLICATION_SIGNED
from mediation_desk.domain.likeliest import next_step
from mediation_desk.domain.procedure import advance, effective_day, move, offers, unmet
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from tests.domain.samples import (
    ACCEPTED,
    AGREED,
    BOTH,
    DUE,
    MEDIATOR,
    PERFORMING,
    PLANNED,
    SIGNATURES,
    case,
    consent,
    heard,
    settlement,
)


def test_a_second_acceptance_is_refused():
    with pytest.raises(StepNotAllowed, match="案件处于“已受理”阶段，不能办理“受理”"):
        move(Stage.ACCEPTED, Step.ACCEPT)


def test_a_step_from_a_stage_where_it_is_shut_names_its_rule():
    """企业劳动争议协商调解规定第二十五条."""
    with pytest.raises(StepNotAllowed, match=r"不能办理“安排调解会”.*第二十五条"):
        move(Stage.CONSENT, Step.SCHEDULE)


@pytest.mark.parametrize(
    ("stage", "step", "article"),
    [
        (Stage.ACCEPTED, Step.ACCEPT, "企业劳动争议协商调解规定第二十二条"),
        (Stage.SCHEDULED, Step.ACCEPT, "企业劳动争议协商调解规定第二十二条"),
        (Stage.EFFECTIVE, Step.SEAL, "劳动争议调解仲裁法第十四条"),
        (Stage.FAILED, Step.FAIL, "已于2026年10月14日"),
    ],
)
def test_what_was_done_already_is_said_calmly_with_its_day(stage, step, article):
    done = (StepTaken(row="T", step=step, day=date(2026, 10, 14)),)

    with pytest.raises(AlreadyDone, match=article) as told:
        advance(case(stage, steps=done), step, DUE)

    assert "2026年10月14日" in str(told.value)


def test_after_effect_no_refusal_sends_to_a_step_that_opens_nothing_of_the_mediation():
    with pytest.raises(StepNotAllowed) as refused:
        move(Stage.EFFECTIVE, Step.SCHEDULE)

    assert "“安排调解会”" in str(refused.value)
    assert "先办理" not in str(refused.value)


def test_what_was_never_done_is_not_called_done():
    with pytest.raises(StepNotAllowed) as refused:
        advance(case(Stage.FAILED), Step.ACCEPT, DUE)

    assert not isinstance(refused.value, AlreadyDone)


def test_acceptance_needs_both_consents_by_rules_on_mediation_art_22():
    one_sided = case(Stage.CONSENT, consents=(consent(Side.APPLICANT),))

    with pytest.raises(StepNotAllowed, match="企业劳动争议协商调解规定第二十二条"):
        advance(one_sided, Step.ACCEPT, ACCEPTED)


@pytest.mark.parametrize("side", Side)
def test_no_reason_stands_in_for_a_consent_rules_on_mediation_art_22(side):
    one_sided = case(Stage.CONSENT, consents=(consent(side),))

    with pytest.raises(StepNotAllowed, match="企业劳动争议协商调解规定第二十二条"):
        advance(one_sided, Step.ACCEPT, ACCEPTED, overridden=True)


def test_acceptance_tells_of_a_written_application_without_a_signature():
    unsigned = case(Stage.CONSENT, consents=BOTH, signed=False)
    acceptance = next(offer.row for offer in offers(unsigned) if offer.row.step is Step.ACCEPT)

    assert unmet(unsigned, acceptance, ACCEPTED) == (APPLICATION_SIGNED,)
    for known in (
        replace(unsigned, signed=True),
        replace(unsigned, signed=None),
        replace(unsigned, form=ApplicationForm.ORAL),
    ):
        assert unmet(known, acceptance, ACCEPTED) == ()


def test_a_later_refusal_takes_the_consent_back():
    changed = (*BOTH, consent(Side.RESPONDENT, agrees=False))

    with pytest.raises(StepNotAllowed):
        advance(case(Stage.CONSENT, consents=changed), Step.ACCEPT, ACCEPTED)


def test_a_supervisor_may_override_a_need_of_law_but_never_one_that_makes_the_act_void():
    unheard = case(Stage.MEDIATING, hearings=(PLANNED,))
    assert advance(unheard, Step.AGREE, ACCEPTED, overridden=True).code == "T18"

    unsigned = case(Stage.SIGNING, settlement=settlement(()))
    with pytest.raises(StepNotAllowed, match="劳动争议调解仲裁法第十四条"):
        advance(unsigned, Step.SEAL, AGREED, overridden=True)


@pytest.mark.parametrize("left_out", range(len(SIGNATURES)))
def test_an_agreement_without_one_signature_or_the_seal_has_no_effect_mediation_law_art_14(
    left_out,
):
    signed = SIGNATURES[:left_out] + SIGNATURES[left_out + 1 :]

    with pytest.raises(StepNotAllowed):
        effective_day(case(Stage.SIGNING, settlement=settlement(signed)))


def test_an_agreement_takes_effect_on_the_day_of_the_last_signature_or_seal():
    sealed = case(Stage.SIGNING, settlement=settlement())

    assert effective_day(sealed) == date(2026, 10, 24)


@pytest.mark.parametrize(
    ("stage", "changes", "step"),
    [
        (Stage.APPLIED, {}, Step.ASK_CONSENT),
        (Stage.CONSENT, {"consents": BOTH}, Step.ACCEPT),
        (Stage.ACCEPTED, {}, Step.ASSIGN),
        (Stage.ASSIGNED, {"mediator": MEDIATOR}, Step.SCHEDULE),
        (Stage.SCHEDULED, {"mediator": MEDIATOR, "hearings": (PLANNED,)}, Step.OPEN),
        (Stage.MEDIATING, {"hearings": (heard(),)}, Step.AGREE),
        (Stage.SIGNING, {"hearings": (heard(),), "settlement": settlement()}, Step.SEAL),
        (Stage.EFFECTIVE, {"settlement": settlement(), "proceedings": (PERFORMING,)}, Step.PAY),
        (Stage.PERFORMED, {}, Step.CLOSE),
        (Stage.CLOSED, {}, Step.ARCHIVE),
    ],
)
def test_the_likeliest_step_leads_the_case_on(stage, changes, step):
    likely = next_step(case(stage, **changes), AGREED)

    assert likely is not None
    assert likely.step is step


def test_where_only_a_duty_is_late_and_was_urged_its_outcome_comes_next():
    late = Proceeding(id=9, track=Track.PERFORMANCE, standing=Standing.DEFAULT, opened_on=AGREED)
    default = StepTaken(row="T33", step=Step.DEFAULT, day=AGREED)
    remind = StepTaken(row="T33", step=Step.REMIND, day=AGREED, until=AGREED)
    duty = Duty(kind=DutyKind.FILE, due_on=AGREED)
    held = {"settlement": settlement(), "proceedings": (late,), "duties": (duty,)}
    fresh = case(Stage.EFFECTIVE, steps=(default,), **held)
    told = case(Stage.EFFECTIVE, steps=(default, remind), **held)
    done = case(
        Stage.EFFECTIVE, steps=told.steps, **{**held, "duties": (replace(duty, done_on=DUE),)}
    )
    soon = AGREED + timedelta(days=1)

    assert next_step(fresh, soon).step is Step.REMIND
    assert next_step(told, soon).step is Step.PERFORM_DUTY
    assert next_step(done, soon).step is not Step.PERFORM_DUTY
    assert next_step(told, DUE + timedelta(days=6)).step is Step.REMIND


def test_after_a_reminder_payment_comes_next_until_its_last_day_is_over():
    late = Proceeding(id=9, track=Track.PERFORMANCE, standing=Standing.DEFAULT, opened_on=AGREED)
    default = StepTaken(row="T33", step=Step.DEFAULT, day=DUE)
    remind = StepTaken(row="T33", step=Step.REMIND, day=DUE, until=DUE + timedelta(days=5))
    held = {"settlement": settlement(), "proceedings": (late,)}
    fresh = case(Stage.EFFECTIVE, steps=(default,), **held)
    told = case(Stage.EFFECTIVE, steps=(default, remind), **held)

    assert next_step(fresh, DUE).step is Step.REMIND
    assert next_step(told, DUE).step is Step.PAY
    assert next_step(told, DUE + timedelta(days=6)).step is Step.REMIND
