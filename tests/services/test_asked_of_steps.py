"""What steps are told, and which one comes next, after the table of procedure.md 2.5."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation_desk.domain import likeliest
from mediation_desk.domain.case import ClockState, Side
from mediation_desk.domain.closing import application
from mediation_desk.domain.errors import Invalid
from mediation_desk.domain.rights import Role
from mediation_desk.domain.settlement import Payment
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import payments, settlements, steps, story
from tests.services.course import clock, consent, effective, heard, registered, signing, take

WHY = "双方已书面同意延期"


def fields_of(refused):
    return {problem.field for problem in refused.value.problems}


def paid(office):
    case_id = effective(office)
    office.clock.at(story.SECOND_DUE)
    case = office.case(case_id)
    money = tuple(
        Payment(party_id=o.party_id, instalment=o.instalment, amount=o.owed, paid_on=o.due_on)
        for o in case.obligations(story.SECOND_DUE)
    )
    payments.record(office.clerk, case_id, case.version, money)
    return case_id


def test_all_is_performed_only_with_proof_and_the_workers_confirmation_t32(office):
    case_id = paid(office)

    told = {"items": (), "by": "", "manner": ""}
    with pytest.raises(Invalid) as refused:
        take(office.mediator, office, case_id, Step.PERFORMED, story.SECOND_DUE, **told)
    take(office.mediator, office, case_id, Step.PERFORMED, story.SECOND_DUE)

    assert fields_of(refused) == {"items", "by", "manner"}
    last = next(t for t in office.case(case_id).steps if t.step is Step.PERFORMED)
    assert (last.items, last.by, last.manner) == (("银行回单",), "李建国", "signed")


def test_terms_that_wait_for_signatures_are_extended_where_they_are_rules_art_29(office):
    case_id = signing(office)
    end = clock(office.case(case_id), "DL04").due
    told = {"until": end + timedelta(days=10), "reason": WHY, "agreed": True}

    take(office.supervisor, office, case_id, Step.EXTEND, story.AGREED, **told)

    case = office.case(case_id)
    assert case.stage is Stage.SIGNING
    assert clock(case, "DL04").state is ClockState.VOID
    office.clock.at(end + timedelta(days=3))
    given = story.signatures(case, end + timedelta(days=3))
    settlements.sign(office.supervisor, case_id, case.version, given)
    settlements.seal(office.supervisor, case_id, office.case(case_id).version)
    assert office.case(case_id).stage is Stage.EFFECTIVE


def test_terms_not_signed_in_the_fifteen_days_count_as_no_agreement_rules_art_29(office):
    case_id = signing(office)
    late = clock(office.case(case_id), "DL04").due + timedelta(days=1)
    office.clock.at(late)

    take(office.supervisor, office, case_id, Step.LAPSE, late)

    assert office.case(case_id).stage is Stage.LAPSED


def test_after_the_other_side_declined_the_inquiry_ends(office):
    case_id = registered(office)
    answer = consent(Side.RESPONDENT, agrees=False)
    steps.record_consent(office.clerk, case_id, office.case(case_id).version, answer)

    case = office.case(case_id)

    assert likeliest.next_step(case, story.APPLIED).step is Step.DECLINE


def test_an_answer_that_was_awaited_in_vain_ends_the_inquiry_the_day_after(office):
    case_id = registered(office)
    until = story.APPLIED + timedelta(days=2)
    told = {"manner": "phone", "note": "无人接听", "until": until}
    take(office.clerk, office, case_id, Step.CONTACT, story.APPLIED, **told)

    case = office.case(case_id)

    assert likeliest.next_step(case, until).step is Step.ASK_CONSENT
    assert likeliest.next_step(case, until + timedelta(days=1)).step is Step.DECLINE


def test_an_applicant_who_declines_is_led_to_withdraw(office):
    case_id = registered(office)
    answer = consent(Side.APPLICANT, agrees=False)
    steps.record_consent(office.clerk, case_id, office.case(case_id).version, answer)

    assert likeliest.next_step(office.case(case_id), story.APPLIED).step is Step.WITHDRAW


def test_a_transfer_tells_what_is_handed_over_t25(office):
    case_id = registered(office)
    told = {"body": "人社局", "reason": "属于监察职责", "agreed": True}

    with pytest.raises(Invalid) as refused:
        take(office.supervisor, office, case_id, Step.TRANSFER, story.APPLIED, **told)

    assert fields_of(refused) == {"items"}


def test_one_person_who_closes_alone_says_why_and_it_is_kept(office):
    case_id = heard(office)
    desk = office.supervisor
    desk.actor = replace(desk.actor, roles=desk.actor.roles | {Role.MEDIATOR})
    told = {"ground": "too_far_apart", "reason": "分歧过大", "manner": "both"}
    take(desk, office, case_id, Step.FAIL, story.HEARD, **told)

    with pytest.raises(Invalid) as refused:
        take(desk, office, case_id, Step.CLOSE, story.HEARD, reason="")
    take(desk, office, case_id, Step.CLOSE, story.HEARD, reason="本中心仅一人在岗")

    assert fields_of(refused) == {"reason"}
    asked, closed = office.case(case_id).steps[-2:]
    assert (asked.step, asked.by) == (Step.APPLY_CLOSE, desk.actor.name)
    assert closed.reason == "本中心仅一人在岗"
    assert any("同一人" in item for item in closed.items)


def test_one_person_who_applied_and_then_approves_says_why(office):
    case_id = heard(office)
    desk = office.supervisor
    desk.actor = replace(desk.actor, roles=desk.actor.roles | {Role.MEDIATOR})
    told = {"ground": "too_far_apart", "reason": "分歧过大", "manner": "both"}
    take(desk, office, case_id, Step.FAIL, story.HEARD, **told)
    why = {"ground": "without", "reason": "材料随后补入"}
    take(desk, office, case_id, Step.APPLY_CLOSE, story.HEARD, **why)

    with pytest.raises(Invalid):
        take(desk, office, case_id, Step.CLOSE, story.HEARD, reason="")


def test_an_application_for_closing_is_returned_when_the_performance_is_corrected(office):
    case_id = paid(office)
    take(office.mediator, office, case_id, Step.PERFORMED, story.SECOND_DUE)
    told = {"ground": "performed", "reason": "材料随后补入"}
    take(office.mediator, office, case_id, Step.APPLY_CLOSE, story.SECOND_DUE, **told)
    case = office.case(case_id)

    payments.remove(
        office.mediator, case_id, case.version, case.payments[0].id, "该笔系误记，应撤回"
    )

    after = office.case(case_id)
    assert application(case)
    assert application(after) is None
    assert after.stage is Stage.EFFECTIVE
    assert clock(after, "DL36").state is not ClockState.RUNNING
