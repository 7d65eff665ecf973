"""From the agreement to the money: signatures, seal, payments, and how each is refused."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.duties import FORMALITIES, of_detail
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed, StepNotAllowed
from mediation_desk.domain.settlement import Ending, Payment
from mediation_desk.domain.sides import Signer
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import (
    parties,
    payments,
    settlements,
    story,
)
from mediation_desk.services.boards import boards
from tests.services.course import LI, clock, effective, signing, take, terms_of


def pay(office, case_id, amount, day=story.FIRST_DUE, instalment=1):
    case = office.case(case_id)
    office.clock.at(day, 15)
    payment = Payment(
        party_id=case.applicants[0].id, instalment=instalment, paid_on=day, amount=Decimal(amount)
    )
    payments.record(office.clerk, case_id, case.version, (payment,))


def test_the_agreement_takes_effect_by_the_last_signature_and_only_then_clocks_start(office):
    case_id = signing(office)
    assert not [c for c in office.case(case_id).clocks if c.kind in ("DL10", "DL12", "DL15")]
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, story.signatures(case, story.AGREED))

    settlements.seal(office.supervisor, case_id, office.case(case_id).version)

    case = office.case(case_id)
    assert case.settlement.effective_on == story.AGREED
    assert clock(case, "DL10").due == date(2026, 11, 9)
    assert clock(case, "DL10").raw_due == date(2026, 11, 7)
    assert clock(case, "DL12").due == date(2026, 11, 23)
    assert clock(case, "DL15", "1").due == story.FIRST_DUE
    assert clock(case, "DL04").state is ClockState.MET


def test_an_agreement_without_every_signature_cannot_be_sealed(office):
    case_id = signing(office)
    case = office.case(case_id)
    signed = story.signatures(case, story.AGREED)
    settlements.sign(office.mediator, case_id, case.version, signed[1:-2])

    with pytest.raises(StepNotAllowed, match="第十四条"):
        settlements.seal(office.supervisor, case_id, office.case(case_id).version)


def test_mediator_and_seal_come_after_the_parties_mediation_law_art_14(office):
    case_id = signing(office)
    case = office.case(case_id)
    *parties, mediator, centre = story.signatures(case, story.AGREED)
    day = story.AGREED + timedelta(days=1)
    office.clock.at(day)

    def sign(*given, override=""):
        seals = any(one.signer is Signer.CENTRE for one in given)
        desk = office.supervisor if override or seals else office.mediator
        settlements.sign(desk, case_id, office.case(case_id).version, given, override)

    for early in (mediator, centre):
        with pytest.raises(Invalid, match="劳动争议调解仲裁法第十四条"):
            sign(early)
    sign(*(replace(one, signed_on=day) for one in parties))
    with pytest.raises(Invalid, match=f"李建国.*{case.respondent.employer.name}"):
        sign(mediator)
    with pytest.raises(Invalid, match="调解员"):
        sign(replace(centre, signed_on=day))

    sign(mediator, override="调解员当日先行签字，双方次日补签")
    sign(replace(centre, signed_on=day))
    settlements.seal(office.supervisor, case_id, office.case(case_id).version)

    settlement = office.case(case_id).settlement
    assert settlement.effective_on == day
    told = {s.signer: s.override for s in settlement.signatures}
    assert told[Signer.MEDIATOR] == "调解员当日先行签字，双方次日补签"
    assert told[Signer.CENTRE] == ""


def test_the_seal_is_affixed_by_the_supervisor_on_whose_day_it_waits(office):
    """procedure.md 2.5 T19: DIR (seal)."""
    case_id = signing(office)
    case = office.case(case_id)
    *before, seal = story.signatures(case, story.AGREED)
    settlements.sign(office.mediator, case_id, case.version, tuple(before[:-1]))
    assert boards(office.supervisor).closings == ()
    settlements.sign(office.mediator, case_id, office.case(case_id).version, tuple(before[-1:]))

    with pytest.raises(NotAllowed):
        settlements.sign(office.mediator, case_id, office.case(case_id).version, (seal,))

    [waits] = boards(office.supervisor).closings
    assert (waits.case_id, waits.asked_on, waits.seal) == (case_id, story.AGREED, True)
    assert boards(office.mediator).closings == ()
    settlements.sign(office.supervisor, case_id, office.case(case_id).version, (seal,))
    affixed = office.case(case_id).settlement.signatures[-1]
    assert (affixed.signer, affixed.by_name) == (Signer.CENTRE, story.SUPERVISOR.name)
    settlements.seal(office.supervisor, case_id, office.case(case_id).version)
    assert boards(office.supervisor).closings == ()


def test_changed_terms_need_new_signatures(office):
    case_id = signing(office)
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, story.signatures(case, story.AGREED))
    case = office.case(case_id)

    settlements.propose(office.mediator, case_id, case.version, terms_of(case), story.AGREED)

    assert office.case(case_id).settlement.signatures == ()


def test_a_part_payment_leaves_the_rest_owed_and_the_clock_running(office):
    case_id = effective(office)
    before = office.case(case_id).owed

    pay(office, case_id, "1000.00")

    case = office.case(case_id)
    assert case.owed == before - 1000
    assert clock(case, "DL15", "1").state is ClockState.RUNNING


def test_an_instalment_paid_in_full_meets_its_clock_and_taking_it_back_reopens_it(office):
    case_id = effective(office)
    first = sum(r.amount for r in office.case(case_id).settlement.terms.money if r.instalment == 1)

    pay(office, case_id, str(first))
    assert clock(office.case(case_id), "DL15", "1").met_on == story.FIRST_DUE

    case = office.case(case_id)
    payments.remove(office.clerk, case_id, case.version, case.payments[0].id, "误录一笔付款")
    assert clock(office.case(case_id), "DL15", "1").state is ClockState.RUNNING


def test_more_than_is_owed_in_an_instalment_is_refused(office):
    case_id = effective(office)

    with pytest.raises(Invalid, match="本期仅欠"):
        pay(office, case_id, "999999.00")


def test_a_case_with_money_owed_is_not_performed(office):
    case_id = effective(office)

    with pytest.raises(DeskError, match="尚未付清"):
        take(office.clerk, office, case_id, Step.PERFORMED, story.AGREED)


def test_all_paid_the_case_is_performed_and_closed(office):
    case_id = effective(office)
    for instalment, day in ((1, story.FIRST_DUE), (2, story.SECOND_DUE)):
        rows = office.case(case_id).settlement.terms.money
        amount = sum(r.amount for r in rows if r.instalment == instalment)
        pay(office, case_id, str(amount), day, instalment)

    take(office.clerk, office, case_id, Step.PERFORMED, story.SECOND_DUE)
    take(office.supervisor, office, case_id, Step.CLOSE, story.SECOND_DUE)

    case = office.case(case_id)
    assert case.stage is Stage.CLOSED
    assert case.owed == 0
    running = {c.kind for c in case.clocks if c.state is ClockState.RUNNING}
    assert running == {"DL35", "DL37"}, "visits and the dossier come after the closing"


def test_workers_join_until_there_is_an_agreement_and_the_last_cannot_leave(office):
    case_id = office.register(LI)
    others = tuple(a for a in story.application().applicants if a.person.name == "王秀英")

    parties.add_applicants(office.clerk, case_id, office.case(case_id).version, others)
    joined = office.case(case_id).applicants
    parties.remove_applicant(office.clerk, case_id, office.case(case_id).version, joined[0].id)

    [left] = office.case(case_id).applicants
    assert left.person.name == "王秀英"
    with pytest.raises(DeskError, match="撤回申请"):
        parties.remove_applicant(office.clerk, case_id, office.case(case_id).version, left.id)


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ({"ending": Ending.ENDED, "ended_on": story.AGREED}, "离职证明"),
        ({"ending": Ending.ENDS_BY_AGREEMENT, "ended_on": story.AGREED}, "离职证明"),
    ],
)
def test_what_promises_the_certificate_on_a_blank_day_is_not_signed(office, ending, said):
    case_id = signing(office)
    case = office.case(case_id)
    terms = replace(terms_of(case), **ending)
    settlements.propose(office.mediator, case_id, case.version, terms, story.AGREED)
    case = office.case(case_id)
    signed = story.signatures(case, story.AGREED)

    with pytest.raises(Invalid, match=said):
        settlements.sign(office.supervisor, case_id, case.version, signed)
    assert office.case(case_id).settlement.signatures == ()

    terms = replace(terms, certificate_by=story.FIRST_DUE)
    settlements.propose(office.mediator, case_id, case.version, terms, story.AGREED)
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, signed)
    settlements.seal(office.supervisor, case_id, office.case(case_id).version)

    watched = {of_detail(c.detail).kind for c in office.case(case_id).clocks if "/" in c.detail}
    assert watched == FORMALITIES
