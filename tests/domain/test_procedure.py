from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.domain import procedure
from mediation_desk.domain.clock_register import register
from mediation_desk.domain.errors import StepNotAllowed
from mediation_desk.domain.procedure import (
    TABLE,
    advance,
    effective_day,
    move,
    next_step,
    open_moves,
)
from mediation_desk.domain.rights import MAY
from mediation_desk.domain.stages import ENDED, REACHED, Stage, Step
from tests.domain.samples import (
    BOTH,
    MEDIATOR,
    PLANNED,
    SIGNATURES,
    case,
    consent,
    heard,
    settlement,
)

READY = {
    "T09": {},
    "T11": {"consents": BOTH},
    "T08": {},
    "T10": {"consents": (consent(procedure.Side.RESPONDENT, agrees=False),)},
    "T12": {},
    "T13": {"mediator": MEDIATOR},
    "T14": {"mediator": MEDIATOR},
    "T15": {"mediator": MEDIATOR, "hearings": (PLANNED,)},
    "T18": {"hearings": (heard(),)},
    "T19": {"settlement": settlement()},
    "T21": {},
    "T23": {},
    "T31": {"settlement": settlement()},
    "T32": {"settlement": replace(settlement(), terms=replace(settlement().terms, money=()))},
    "T38": {},
}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.code)
def test_a_row_leads_where_the_table_says_once_its_needs_are_met(row):
    for source in row.sources:
        taken = advance(case(source, **READY[row.code]), row.step)

        assert taken is row


@pytest.mark.parametrize("row", [r for r in TABLE if r.needs], ids=lambda row: row.code)
def test_a_row_of_law_is_refused_while_a_need_is_unmet(row):
    binding = [need for need in row.needs if need.grade is not procedure.Grade.HOUSE]
    source = next(iter(row.sources))
    if not binding:
        assert advance(case(source), row.step) is row
        return

    with pytest.raises(StepNotAllowed) as refused:
        advance(case(source), row.step)

    assert all(need.sentence in str(refused.value) for need in binding)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.code)
def test_a_row_is_carried_by_a_role_and_moves_known_clocks(row):
    assert MAY[row.right]
    assert {*row.starts, *row.meets, *row.voids} <= set(register())


@pytest.mark.parametrize("stage", Stage)
def test_no_stage_is_without_a_way_on_but_the_last(stage):
    assert bool(open_moves(stage)) is (stage is not Stage.CLOSED)
    assert stage in REACHED


def test_a_second_acceptance_is_refused():
    with pytest.raises(StepNotAllowed, match="案件处于“已受理”阶段，不能办理“受理”"):
        move(Stage.ACCEPTED, Step.ACCEPT)


def test_acceptance_needs_both_consents_by_rules_on_mediation_art_22():
    one_sided = case(Stage.CONSENT, consents=(consent(procedure.Side.APPLICANT),))

    with pytest.raises(StepNotAllowed, match="企业劳动争议协商调解规定第二十二条"):
        advance(one_sided, Step.ACCEPT)


def test_a_later_refusal_takes_the_consent_back():
    changed = (*BOTH, consent(procedure.Side.RESPONDENT, agrees=False))

    with pytest.raises(StepNotAllowed):
        advance(case(Stage.CONSENT, consents=changed), Step.ACCEPT)


def test_a_supervisor_may_override_a_need_of_law_but_never_one_that_makes_the_act_void():
    assert advance(case(Stage.CONSENT), Step.ACCEPT, overridden=True).code == "T11"

    with pytest.raises(StepNotAllowed, match="劳动争议调解仲裁法第十四条"):
        advance(case(Stage.SIGNING, settlement=settlement(())), Step.SEAL, overridden=True)


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
        (Stage.EFFECTIVE, {"settlement": settlement()}, Step.PAY),
        (Stage.PERFORMED, {}, Step.CLOSE),
    ],
)
def test_the_likeliest_step_leads_the_case_on(stage, changes, step):
    likely = next_step(case(stage, **changes))

    assert likely is not None
    assert likely.step is step


def test_a_closed_case_has_no_next_step():
    assert next_step(case(Stage.CLOSED)) is None
    assert Stage.CLOSED in ENDED
