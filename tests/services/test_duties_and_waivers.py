"""Duties besides money, and what is given up in writing."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.duties import Duty, DutyKind, DutyStatus
from mediation_desk.domain.errors import Invalid, StepNotAllowed
from mediation_desk.domain.likeliest import next_step
from mediation_desk.domain.settlement import Ending, PaymentStatus, Waiver
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.tracks import Standing
from mediation_desk.services import (
    duties,
    payments,
    settlements,
    story,
)
from tests.services.course import clock, effective, signing, take, terms_of
from tests.services.effect_course import LATE, LATER, owes, pay, version


def waiver(case, amount, **values):
    told = {"reason": "双方另行和解", "document": "豁免声明", "waived_on": story.AGREED}
    worker = case.applicants[0].id
    return Waiver(party_id=worker, instalment=1, amount=Decimal(amount), **(told | values))


def test_duties_follow_from_the_clause_on_formalities_when_the_agreement_takes_effect(office):
    case_id = signing(office)
    case = office.case(case_id)
    days = {"ended_on": date(2026, 9, 30), "certificate_by": story.FIRST_DUE}
    terms = replace(terms_of(case), ending=Ending.ENDED, **days)
    settlements.propose(office.mediator, case_id, case.version, terms, story.AGREED)
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, story.signatures(case, story.AGREED))

    settlements.seal(office.supervisor, case_id, version(office, case_id))

    kinds = [(duty.kind, duty.due_on) for duty in office.case(case_id).duties]
    assert kinds == [
        (DutyKind.CERTIFICATE, story.FIRST_DUE),
        (DutyKind.INSURANCE, story.FIRST_DUE),
        (DutyKind.FILE, story.FIRST_DUE),
    ]


def test_a_duty_written_down_before_the_seal_is_signed_anew(office):
    case_id = signing(office)
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, story.signatures(case, story.AGREED))

    owes(office, case_id)

    assert office.case(case_id).settlement.signatures == ()


def test_a_duty_stands_as_its_days_say():
    duty = Duty(kind=DutyKind.FILE, due_on=story.FIRST_DUE)

    assert duty.status(story.FIRST_DUE) is DutyStatus.NOT_DUE
    assert duty.status(LATE) is DutyStatus.OVERDUE
    assert replace(duty, done_on=story.FIRST_DUE).status(LATE) is DutyStatus.DONE
    assert replace(duty, done_on=LATE).status(LATE) is DutyStatus.DONE_LATE
    assert replace(duty, done_on=LATE, partly=True).status(story.FIRST_DUE) is DutyStatus.PART
    assert replace(duty, waived_on=LATE).status(LATE) is DutyStatus.WAIVED


def test_an_undone_duty_is_a_default_and_keeps_the_case_from_being_performed(office):
    case_id = effective(office)
    duty = owes(office, case_id)
    office.clock.at(LATER)
    pay(office, case_id, 1, LATER)
    pay(office, case_id, 2, LATER)

    assert next_step(office.case(case_id), LATER).step is Step.DEFAULT
    with pytest.raises(StepNotAllowed, match="劳动争议调解仲裁法第十四条"):
        take(office.mediator, office, case_id, Step.PERFORMED, LATER)

    duties.perform(
        office.clerk, case_id, version(office, case_id), duty.id, LATER, proof="离职证明签收单"
    )
    take(office.mediator, office, case_id, Step.PERFORMED, LATER)
    assert office.case(case_id).stage is Stage.PERFORMED


def test_a_default_for_a_duty_ends_when_it_is_waived_in_writing(office):
    case_id = effective(office)
    duty = owes(office, case_id, due_on=story.FIRST_DUE - timedelta(days=2))
    office.clock.at(story.FIRST_DUE)
    take(office.mediator, office, case_id, Step.DEFAULT, story.FIRST_DUE)

    now, why = version(office, case_id), "李建国书面声明：已另行取得证明"
    duties.waive(office.clerk, case_id, now, duty.id, story.FIRST_DUE, why)

    assert office.case(case_id).performance is Standing.PERFORMING


def test_a_waiver_of_a_duty_without_a_paper_is_refused(office):
    case_id = effective(office)
    duty = owes(office, case_id)

    with pytest.raises(Invalid) as refused:
        duties.waive(office.clerk, case_id, version(office, case_id), duty.id, story.AGREED, " ")

    assert refused.value.problems[0].field == "proof"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"due_on": None}, "due_on"),
        ({"due_on": date(2020, 1, 1)}, "due_on"),
        ({"kind": DutyKind.OTHER}, "text"),
        ({"party_id": 999}, "party_id"),
        ({"counter": True}, "counter"),
    ],
)
def test_a_duty_that_is_not_in_order_is_refused_at_its_field(office, values, field):
    case_id = effective(office)

    with pytest.raises(Invalid) as refused:
        owes(office, case_id, **values)

    assert [problem.field for problem in refused.value.problems] == [field]


def test_what_is_called_done_is_proven_also_in_part(office):
    """procedure.md 2.5, T32: all items performed with proof (receipt, transfer, certificate)."""
    case_id = effective(office)
    duty = owes(office, case_id)

    for partly in (False, True):
        now = version(office, case_id)
        with pytest.raises(Invalid) as refused:
            duties.perform(
                office.clerk, case_id, now, duty.id, story.AGREED, proof=" ", partly=partly
            )
        assert [problem.field for problem in refused.value.problems] == ["proof"]
    assert office.case(case_id).duties[0].done_on is None


def test_what_came_of_a_duty_stays_when_its_words_are_corrected(office):
    case_id = effective(office)
    duty = owes(office, case_id)
    duties.perform(
        office.clerk, case_id, version(office, case_id), duty.id, story.AGREED, proof="签收单"
    )

    owes(office, case_id, id=duty.id, kind=DutyKind.FILE)

    kept = office.case(case_id).duties[0]
    assert (kept.kind, kept.done_on, kept.proof) == (DutyKind.FILE, story.AGREED, "签收单")


def test_a_written_waiver_settles_what_it_gives_up_but_counts_as_nothing_paid(office):
    case_id = effective(office)
    case = office.case(case_id)
    part = case.obligations(story.AGREED)[0]

    payments.waive(office.clerk, case_id, case.version, waiver(case, part.owed))

    after = office.case(case_id)
    assert after.obligations(LATE)[0].status is PaymentStatus.WAIVED
    assert after.paid == 0
    assert after.owed == case.owed - part.owed
    assert clock(after, "DL15", "1").state is ClockState.MET


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount": "99999999"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"reason": ""}, "reason"),
        ({"document": ""}, "document"),
        ({"waived_on": date(2030, 1, 1)}, "waived_on"),
    ],
)
def test_a_waiver_that_is_not_in_order_is_refused_at_its_field(office, values, field):
    case_id = effective(office)
    case = office.case(case_id)
    told = {"amount": "100"} | values

    with pytest.raises(Invalid) as refused:
        payments.waive(office.clerk, case_id, case.version, waiver(case, **told))

    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_waiver_taken_back_is_owed_again(office):
    case_id = effective(office)
    case = office.case(case_id)
    payments.waive(office.clerk, case_id, case.version, waiver(case, "100"))

    key = office.case(case_id).waivers[0].id
    why = "豁免书系误录"
    payments.take_back_waiver(office.clerk, case_id, version(office, case_id), key, why)

    assert office.case(case_id).owed == case.owed
