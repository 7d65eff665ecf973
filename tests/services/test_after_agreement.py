"""After the agreement: duties, waivers, remedies, visits, corrected signatures."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from mediation_desk.domain.agents import Agent, AgentKind, Authority, Power
from mediation_desk.domain.case import ClockState
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.duties import Duty, DutyKind, DutyStatus
from mediation_desk.domain.errors import CaseLocked, DeskError, Invalid, StepNotAllowed
from mediation_desk.domain.people import Person
from mediation_desk.domain.procedure import next_step
from mediation_desk.domain.remedies import OrderBar, order_items
from mediation_desk.domain.settlement import Manner, Payment, PaymentStatus, Signature, Waiver, plan
from mediation_desk.domain.sides import Side, Signer
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import ContactManner, Route
from mediation_desk.domain.tracks import Standing, Track
from mediation_desk.domain.visits import Performed, Satisfaction, Visit
from mediation_desk.services import (
    agents,
    duties,
    parties,
    payments,
    settlements,
    story,
    undo,
    visits,
)
from tests.services.course import clock, effective, signing, take, terms_of

LATE = story.FIRST_DUE + timedelta(days=1)
LATER = story.SECOND_DUE + timedelta(days=1)
FINAL = story.SECOND_DUE + timedelta(days=60)
COURT = "张家口市桥东区人民法院"
COMMISSION = "张家口市劳动人事争议仲裁委员会"


def version(office, case_id):
    return office.case(case_id).version


def pay(office, case_id, instalment, day=story.FIRST_DUE):
    case = office.case(case_id)
    paid = tuple(
        Payment(party_id=o.party_id, instalment=o.instalment, paid_on=day, amount=o.owed)
        for o in case.obligations(day)
        if o.instalment == instalment and o.owed > 0
    )
    payments.record(office.clerk, case_id, case.version, paid)


def defaulted(office, day=LATE):
    case_id = effective(office)
    office.clock.at(day)
    take(office.mediator, office, case_id, Step.DEFAULT, day)
    return case_id


def handed_on(office, case_id):
    facts = {"ground": Route.ARBITRATION.value, "body": COMMISSION}
    take(office.clerk, office, case_id, Step.HAND_ON, LATE, **facts)
    take(office.supervisor, office, case_id, Step.CLOSE, LATE)


def owes(office, case_id, **values):
    known = {"kind": DutyKind.CERTIFICATE, "due_on": story.FIRST_DUE}
    duties.put(office.mediator, case_id, version(office, case_id), Duty(**(known | values)))
    return office.case(case_id).duties[-1]


def visit(day, **values):
    told = {
        "manner": ContactManner.PHONE,
        "person": "李建国",
        "performed": Performed.IN_FULL,
        "satisfaction": Satisfaction.VERY,
        "visitor": "刘静",
    }
    return Visit(day=day, **(told | values))


# duties besides money


def test_duties_follow_from_the_clause_on_formalities_when_the_agreement_takes_effect(office):
    case_id = signing(office)
    case = office.case(case_id)
    terms = replace(terms_of(case), ended_on=date(2026, 9, 30), certificate_by=story.FIRST_DUE)
    settlements.propose(office.mediator, case_id, case.version, terms, story.AGREED)
    case = office.case(case_id)
    settlements.sign(office.mediator, case_id, case.version, story.signatures(case, story.AGREED))

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
    settlements.sign(office.mediator, case_id, case.version, story.signatures(case, story.AGREED))

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


def test_what_came_of_a_duty_stays_when_its_words_are_corrected(office):
    case_id = effective(office)
    duty = owes(office, case_id)
    duties.perform(
        office.clerk, case_id, version(office, case_id), duty.id, story.AGREED, proof="签收单"
    )

    owes(office, case_id, id=duty.id, kind=DutyKind.FILE)

    kept = office.case(case_id).duties[0]
    assert (kept.kind, kept.done_on, kept.proof) == (DutyKind.FILE, story.AGREED, "签收单")


# money given up


def waiver(case, amount, **values):
    told = {"reason": "双方另行和解", "document": "豁免声明", "waived_on": story.AGREED}
    worker = case.applicants[0].id
    return Waiver(party_id=worker, instalment=1, amount=Decimal(amount), **(told | values))


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


# default, reminders, payment order


def test_a_default_is_proposed_from_the_day_after_the_due_day(office):
    case = office.case(effective(office))

    assert next_step(case, story.FIRST_DUE).step is not Step.DEFAULT
    assert next_step(case, LATE).step is Step.DEFAULT


def test_reminders_are_logged_one_after_the_other(office):
    case_id = defaulted(office)
    for day in (LATE, LATE + timedelta(days=3)):
        office.clock.at(day)
        facts = {"manner": ContactManner.LETTER.value, "until": day + timedelta(days=5)}
        take(office.clerk, office, case_id, Step.REMIND, day, **facts)

    reminded = [t for t in office.case(case_id).steps if t.step is Step.REMIND]
    assert [t.day for t in reminded] == [LATE, LATE + timedelta(days=3)]
    assert reminded[0].until == LATE + timedelta(days=5)


def test_a_payment_order_is_told_item_by_item(office):
    case = office.case(effective(office))

    bars = {(item.kind, item.instalment): item.bar for item in order_items(case, LATE)}

    assert bars[ClaimKind.WAGE_ARREARS, 1] is None
    assert bars[ClaimKind.WAGE_ARREARS, 2] is OrderBar.NOT_DUE


@pytest.mark.parametrize(
    ("kind", "bar"),
    [
        (ClaimKind.INJURY_DISABILITY, OrderBar.INJURY),
        (ClaimKind.UNEMPLOYMENT_LOSS, OrderBar.NOT_NAMED),
    ],
)
def test_items_outside_article_sixteen_are_not_open_to_a_payment_order(office, kind, bar):
    case = office.case(effective(office))
    money = tuple(replace(row, kind=kind) for row in case.settlement.terms.money)
    terms = replace(case.settlement.terms, money=money)
    other = replace(case, settlement=replace(case.settlement, terms=terms))

    assert {item.bar for item in order_items(other, LATER)} == {bar}


def test_a_part_payment_counts_towards_the_items_in_proportion(office):
    case = office.case(effective(office))
    worker = case.applicants[0].id
    agreed = {
        (worker, ClaimKind.WAGE_ARREARS): Decimal(300),
        (worker, ClaimKind.SEVERANCE): Decimal(100),
    }
    terms = replace(case.settlement.terms, money=plan(agreed, (story.FIRST_DUE,)))
    paid = Payment(party_id=worker, instalment=1, paid_on=LATE, amount=Decimal(100))
    part = replace(case, settlement=replace(case.settlement, terms=terms), payments=(paid,))

    assert [item.owed for item in order_items(part, LATE)] == [Decimal(225), Decimal(75)]


def test_money_that_waits_for_a_duty_of_the_worker_bars_the_payment_order(office):
    case_id = effective(office)
    handover = {"kind": DutyKind.HANDOVER, "owed_by": Side.APPLICANT, "counter": True}
    duty = owes(office, case_id, **handover)
    assert order_items(office.case(case_id), LATE)[0].bar is OrderBar.COUNTER

    office.clock.at(LATE)
    duties.perform(office.clerk, case_id, version(office, case_id), duty.id, LATE, proof="交接单")

    assert order_items(office.case(case_id), LATE)[0].open


def test_whoever_takes_the_money_for_a_worker_is_entitled_to_it(office):
    """民事诉讼法第六十二条: an agent takes money by special authority that names it."""
    case_id = effective(office)
    part = office.case(case_id).obligations(story.FIRST_DUE)[0]
    office.clock.at(story.FIRST_DUE)
    by_relative = Payment(
        party_id=part.party_id,
        instalment=1,
        paid_on=story.FIRST_DUE,
        amount=part.owed,
        payee="王建设",
        manner=Manner.BANK,
    )

    def record(payment):
        payments.record(office.clerk, case_id, version(office, case_id), (payment,))

    with pytest.raises(Invalid) as refused:
        record(by_relative)
    assert [p.field for p in refused.value.problems] == [
        "payments.0.voucher",
        "payments.0.manner",
    ]
    assert office.case(case_id).payments == ()

    agent = Agent(
        party_id=part.party_id,
        person=Person(name="王建设"),
        kind=AgentKind.RELATIVE,
        authority=Authority.SPECIAL,
        powers=frozenset({Power.TAKE_MONEY}),
    )
    agents.add_agent(office.clerk, case_id, version(office, case_id), agent)
    record(replace(by_relative, manner=Manner.CASH))

    [kept] = office.case(case_id).payments
    assert (kept.payee, kept.manner) == ("王建设", Manner.CASH)
    entry = undo.last(office.clerk, case_id)
    assert entry is not None
    undo.undo(office.clerk, entry.id)
    assert office.case(case_id).payments == ()


def apply_order(office, case_id, day=LATE):
    workers = (office.case(case_id).applicants[0].id,)
    facts = {"party_ids": workers, "body": COURT, "agreed": True}
    take(office.clerk, office, case_id, Step.APPLY_ORDER, day, **facts)


def test_a_second_application_for_a_payment_order_waits_for_the_first(office):
    case_id = defaulted(office)
    apply_order(office, case_id)

    with pytest.raises(DeskError):
        apply_order(office, case_id)
    assert order_items(office.case(case_id), LATE)[0].bar is OrderBar.RUNNING


def test_a_payment_order_before_the_due_day_is_refused(office):
    case_id = effective(office)
    office.clock.at(story.FIRST_DUE)

    with pytest.raises(DeskError):
        apply_order(office, case_id, story.FIRST_DUE)


def test_execution_on_a_bare_agreement_is_refused(office):
    case_id = defaulted(office)
    facts = {"body": COURT, "number": "调解协议书"}

    with pytest.raises(StepNotAllowed, match="第五十一条"):
        take(office.clerk, office, case_id, Step.APPLY_EXECUTION, LATE, **facts)


def test_a_direct_lawsuit_with_other_items_than_wages_is_refused(office):
    case_id = defaulted(office)
    facts = {"ground": Route.LAWSUIT_WAGES.value, "body": COURT}

    with pytest.raises(Invalid, match="第五十一条"):
        take(office.clerk, office, case_id, Step.HAND_ON, LATE, **facts)


# review and confirmation


def apply_for(office, case_id, step, day):
    body = COMMISSION if step is Step.APPLY_REVIEW else COURT
    take(office.clerk, office, case_id, step, day, body=body, agreed=True)


def test_review_after_fifteen_days_is_refused_with_its_article(office):
    case_id = effective(office)
    day = story.AGREED + timedelta(days=20)
    office.clock.at(day)

    with pytest.raises(StepNotAllowed, match="第七十四条"):
        apply_for(office, case_id, Step.APPLY_REVIEW, day)


def test_review_after_the_court_confirmed_is_refused_with_its_article(office):
    case_id = effective(office)
    apply_for(office, case_id, Step.APPLY_CONFIRMATION, story.AGREED)
    day = story.AGREED + timedelta(days=5)
    office.clock.at(day)
    facts = {"number": "（2026）冀0702诉前调确1号", "served_on": day}
    take(office.clerk, office, case_id, Step.CONFIRMED, day, **facts)

    with pytest.raises(StepNotAllowed, match="第七十五条"):
        apply_for(office, case_id, Step.APPLY_REVIEW, day)


def test_confirmation_after_review_was_granted_is_refused(office):
    case_id = effective(office)
    apply_for(office, case_id, Step.APPLY_REVIEW, story.AGREED)
    day = story.AGREED + timedelta(days=3)
    office.clock.at(day)
    facts = {"number": "张劳人仲案字〔2026〕第1号", "served_on": day}
    take(office.clerk, office, case_id, Step.REVIEW_GRANTED, day, **facts)

    with pytest.raises(StepNotAllowed, match="第五十一条"):
        apply_for(office, case_id, Step.APPLY_CONFIRMATION, day)


# visits and the end


def performed(office):
    case_id = effective(office)
    office.clock.at(FINAL)
    for number in (1, 2):
        pay(office, case_id, number, FINAL)
    take(office.mediator, office, case_id, Step.PERFORMED, FINAL)
    return case_id


def test_a_wrong_payment_is_corrected_after_all_was_called_performed(office):
    case_id = performed(office)
    wrong = office.case(case_id).payments[0]
    payments.remove(office.clerk, case_id, version(office, case_id), wrong.id, "金额录入有误")

    case = office.case(case_id)
    assert (case.stage, case.performance) == (Stage.EFFECTIVE, Standing.PERFORMING)
    assert case.owed == wrong.amount
    assert clock(case, "DL15", "1").state is ClockState.RUNNING
    assert {c.state for c in case.clocks if c.kind in ("DL35", "DL36")} == {ClockState.VOID}
    assert clock(case, "DL12").state is ClockState.MISSED  # its days were over before

    pay(office, case_id, 1, FINAL)
    take(office.mediator, office, case_id, Step.PERFORMED, FINAL)
    assert office.case(case_id).stage is Stage.PERFORMED


def test_a_wrong_payment_is_corrected_after_closing_and_reopened_it_is_in_effect(office):
    case_id = performed(office)
    take(office.supervisor, office, case_id, Step.CLOSE, FINAL)
    wrong = office.case(case_id).payments[0]
    with pytest.raises(Invalid):
        payments.remove(office.clerk, case_id, version(office, case_id), wrong.id, "是")

    payments.remove(office.clerk, case_id, version(office, case_id), wrong.id, "金额录入有误")

    case = office.case(case_id)
    assert (case.stage, case.performance) == (Stage.CLOSED, Standing.PERFORMING)
    assert case.owed == wrong.amount
    with office.clerk.correcting("更正后重新登记付款"):
        pay(office, case_id, 1, FINAL)
    assert office.case(case_id).performance is Standing.PERFORMED


def test_the_days_to_apply_run_on_when_performance_is_corrected_in_time(office):
    case_id = effective(office)
    for number in (1, 2):
        pay(office, case_id, number, story.AGREED)
    take(office.mediator, office, case_id, Step.PERFORMED, story.AGREED)
    assert clock(office.case(case_id), "DL12").state is ClockState.VOID

    why = {"reason": "劳动者称款项未到账"}
    take(office.clerk, office, case_id, Step.RESUME_PERFORMANCE, story.AGREED, **why)

    assert clock(office.case(case_id), "DL12").state is ClockState.RUNNING


def test_that_all_was_performed_is_itself_corrected_with_a_reason(office):
    case_id = performed(office)
    with pytest.raises(Invalid):
        take(office.clerk, office, case_id, Step.RESUME_PERFORMANCE, FINAL)
    take(office.supervisor, office, case_id, Step.CLOSE, FINAL)

    why = "劳动者称款项未到账"
    take(office.clerk, office, case_id, Step.RESUME_PERFORMANCE, FINAL, reason=why)
    assert office.case(case_id).performance is Standing.PERFORMING

    take(office.supervisor, office, case_id, Step.REOPEN, FINAL, reason="履行情况需核实")
    assert office.case(case_id).stage is Stage.EFFECTIVE


def test_a_visit_meets_the_one_that_is_due_first_and_only_that(office):
    case_id = performed(office)
    day = FINAL + timedelta(days=6)
    office.clock.at(day)

    visits.record(office.clerk, case_id, version(office, case_id), visit(day))

    case = office.case(case_id)
    assert clock(case, "DL35", "7").state is ClockState.MET
    assert clock(case, "DL35", "30").state is ClockState.RUNNING
    assert case.visits[0].satisfaction is Satisfaction.VERY


def test_a_visit_is_noted_after_closing_without_a_reason(office):
    case_id = performed(office)
    take(office.supervisor, office, case_id, Step.CLOSE, FINAL)

    visits.record(office.clerk, case_id, version(office, case_id), visit(FINAL))

    assert clock(office.case(case_id), "DL35", "7").state is ClockState.MET


def test_a_visit_says_whom_was_spoken_to_and_lies_after_the_agreement(office):
    case_id = effective(office)
    told = visit(story.AGREED - timedelta(days=1), person=" ", visitor="")

    with pytest.raises(Invalid) as refused:
        visits.record(office.clerk, case_id, version(office, case_id), told)

    assert {problem.field for problem in refused.value.problems} == {"day", "person", "visitor"}


def test_a_visit_is_corrected_on_its_own_day(office):
    case_id = performed(office)
    visits.record(office.clerk, case_id, version(office, case_id), visit(FINAL))
    kept = office.case(case_id).visits[0]
    told = replace(kept, problems="社保尚未转出", day=story.AGREED)

    visits.correct(office.clerk, case_id, version(office, case_id), told)

    assert office.case(case_id).visits[0] == replace(kept, problems="社保尚未转出")


def test_a_case_is_not_closed_while_money_is_owed(office):
    case_id = effective(office)

    with pytest.raises(StepNotAllowed, match="第三十一条"):
        take(office.supervisor, office, case_id, Step.CLOSE, story.AGREED)


def test_a_dossier_without_an_archive_number_is_refused(office):
    case_id = performed(office)
    take(office.supervisor, office, case_id, Step.CLOSE, FINAL)

    with pytest.raises(Invalid) as refused:
        take(office.clerk, office, case_id, Step.ARCHIVE, FINAL, ground="10", agreed=True)

    assert [problem.field for problem in refused.value.problems] == ["number"]


def test_money_that_comes_after_closing_asks_for_a_reason_and_ends_the_performance(office):
    case_id = defaulted(office)
    handed_on(office, case_id)

    with pytest.raises(CaseLocked):
        pay(office, case_id, 1, LATE)
    with office.clerk.correcting("！"), pytest.raises(Invalid, match="4个字"):
        pay(office, case_id, 1, LATE)
    with office.clerk.correcting("结案后用人单位补付，凭证随附"):
        pay(office, case_id, 1, LATE)
        assert office.case(case_id).performance is Standing.HANDED_ON
        pay(office, case_id, 2, LATE)

    case = office.case(case_id)
    assert (case.stage, case.owed, case.performance) == (Stage.CLOSED, 0, Standing.PERFORMED)
    assert ClockState.RUNNING not in {c.state for c in case.clocks if c.kind in ("DL15", "DL16")}
    take(office.supervisor, office, case_id, Step.REOPEN, LATE, reason="补充付款凭证入卷")
    assert office.case(case_id).stage is Stage.PERFORMED


def test_an_archived_case_takes_no_payment_and_says_who_can_reopen_it(office):
    case_id = defaulted(office)
    handed_on(office, case_id)
    facts = {"number": "2026-001", "ground": "10", "agreed": True}
    take(office.clerk, office, case_id, Step.ARCHIVE, LATE, **facts)

    with office.clerk.correcting("结案后用人单位补付"), pytest.raises(CaseLocked, match="归档"):
        pay(office, case_id, 1, LATE)


def test_what_another_body_has_not_decided_keeps_a_case_from_being_closed(office):
    """劳动人事争议仲裁办案规则第七十六条; 民事诉讼法第二百零六条."""
    case_id = effective(office)
    apply_for(office, case_id, Step.APPLY_REVIEW, story.AGREED)
    office.clock.at(FINAL)
    for number in (1, 2):
        pay(office, case_id, number, FINAL)
    take(office.mediator, office, case_id, Step.PERFORMED, FINAL)

    with pytest.raises(StepNotAllowed, match="第七十六条"):
        take(office.supervisor, office, case_id, Step.CLOSE, FINAL)
    with pytest.raises(Invalid, match="4个字"):
        take(office.supervisor, office, case_id, Step.CLOSE, FINAL, override="是")

    told = {"by": "双方当事人", "reason": "款项已全部付清"}
    take(office.clerk, office, case_id, Step.REVIEW_WITHDRAWN, FINAL, **told)
    take(office.supervisor, office, case_id, Step.CLOSE, FINAL)
    case = office.case(case_id)
    assert case.stage is Stage.CLOSED
    [review] = [p for p in case.proceedings if p.track is Track.REVIEW]
    assert (review.standing, review.ended_on) == (Standing.REVIEW_WITHDRAWN, FINAL)


def test_closing_does_not_end_the_parties_days_to_apply_together(office):
    """劳动人事争议仲裁办案规则第七十四条; 民事诉讼法第二百零五条."""
    case_id = effective(office)
    why = "双方均同意先行结案"
    take(office.supervisor, office, case_id, Step.CLOSE, story.AGREED, override=why)

    case = office.case(case_id)
    running = {c.kind for c in case.clocks if c.state is ClockState.RUNNING}
    assert {"DL10", "DL12"} <= running
    apply_for(office, case_id, Step.APPLY_CONFIRMATION, story.AGREED)
    assert clock(office.case(case_id), "DL12").state is ClockState.MET


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Step.APPLY_REVIEW, Step.APPLY_CONFIRMATION),
        (Step.APPLY_CONFIRMATION, Step.APPLY_REVIEW),
    ],
)
def test_one_way_to_an_enforceable_document_at_a_time_arbitration_rules_art_75(
    office, first, second
):
    case_id = effective(office)
    apply_for(office, case_id, first, story.AGREED)

    with pytest.raises(StepNotAllowed, match="第七十五条"):
        apply_for(office, case_id, second, story.AGREED)

    ends = {
        Step.APPLY_REVIEW: Step.REVIEW_WITHDRAWN,
        Step.APPLY_CONFIRMATION: Step.CONFIRMATION_WITHDRAWN,
    }
    told = {"by": "双方当事人", "reason": "改走另一途径"}
    take(office.clerk, office, case_id, ends[first], story.AGREED, **told)
    apply_for(office, case_id, second, story.AGREED)


def test_no_reason_opens_what_the_law_shuts(office):
    """办案规则第七十五条; 调解仲裁法第十四条、第十五条、第五十一条."""
    case_id = effective(office)
    why = {"override": "双方坚持同时申请，已释明"}
    court = {"body": COURT, "agreed": True}
    apply_for(office, case_id, Step.APPLY_REVIEW, story.AGREED)
    both = court | why
    with pytest.raises(StepNotAllowed, match="第七十五条"):
        take(office.supervisor, office, case_id, Step.APPLY_CONFIRMATION, story.AGREED, **both)

    granted = {"number": "张劳人仲案字〔2026〕第1号", "served_on": story.AGREED}
    take(office.clerk, office, case_id, Step.REVIEW_GRANTED, story.AGREED, **granted)
    with pytest.raises(StepNotAllowed, match="第五十一条"):
        take(office.supervisor, office, case_id, Step.APPLY_CONFIRMATION, story.AGREED, **both)
    with pytest.raises(StepNotAllowed, match="第十五条"):
        take(office.supervisor, office, case_id, Step.DEFAULT, story.AGREED, **why)
    with pytest.raises(StepNotAllowed, match="第十四条"):
        take(office.supervisor, office, case_id, Step.PERFORMED, story.AGREED, **why)


def test_the_days_for_review_end_where_employment_is_confirmed_arbitration_rules_art_75(office):
    case_id = effective(office)
    of_status(office, case_id, "B01")

    case = office.case(case_id)
    review = clock(case, "DL10")
    assert review.state is ClockState.VOID
    [note] = [n for n in case.clock_notes if n.clock_id == review.id]
    assert "第七十五条" in note.reason
    assert clock(case, "DL12").state is ClockState.RUNNING

    of_status(office, case_id, "B02")
    assert clock(office.case(case_id), "DL10").state is ClockState.RUNNING


def test_they_end_as_the_agreement_takes_effect(office):
    case_id = signing(office)
    of_status(office, case_id, "I02")
    case = office.case(case_id)
    settlements.sign(office.mediator, case_id, case.version, story.signatures(case, story.AGREED))
    settlements.seal(office.supervisor, case_id, version(office, case_id))

    assert clock(office.case(case_id), "DL10").state is ClockState.VOID


def of_status(office, case_id, cause):
    case = office.case(case_id)
    parties.change_card(
        office.clerk,
        case_id,
        case.version,
        cause=cause,
        district=case.district,
        source=case.source,
        form=case.form,
        requests=case.requests,
        facts=case.facts,
        referral=case.referral,
    )


def test_the_days_to_remind_count_from_what_was_missed_not_from_when_it_was_noted(office):
    case_id = effective(office)
    noted = story.FIRST_DUE + timedelta(days=12)
    office.clock.at(noted)

    take(office.mediator, office, case_id, Step.DEFAULT, noted)

    reminding = clock(office.case(case_id), "DL16")
    assert reminding.start == clock(office.case(case_id), "DL15", "1").due == story.FIRST_DUE
    assert reminding.due < noted


def test_a_duty_done_after_closing_needs_a_reason(office):
    case_id = effective(office)
    duty = owes(office, case_id)
    office.clock.at(LATE)
    take(office.mediator, office, case_id, Step.DEFAULT, LATE)
    handed_on(office, case_id)

    with pytest.raises(CaseLocked):
        duties.perform(office.clerk, case_id, version(office, case_id), duty.id, LATE, proof="")


# a signature's day corrected


def centre_seal(case, day):
    [sealed] = [s for s in case.settlement.signatures if s.signer is Signer.CENTRE]
    return replace(sealed, signed_on=day)


def correct_seal(office, case_id, day, reason="盖章日期写错"):
    case = office.case(case_id)
    settlements.correct_signature(
        office.clerk, case_id, case.version, centre_seal(case, day), reason
    )


def test_a_signature_corrected_after_effect_moves_the_day_and_the_clocks(office):
    case_id = effective(office)
    day = story.AGREED + timedelta(days=2)
    office.clock.at(day)

    correct_seal(office, case_id, day)

    after = office.case(case_id)
    assert after.settlement.effective_on == day == after.ended_on
    assert clock(after, "DL10").raw_due == day + timedelta(days=15)
    assert clock(after, "DL12").raw_due == day + timedelta(days=30)
    assert clock(after, "DL04").met_on == day
    assert clock(after, "DL15", "1").start == day
    [performance] = [p for p in after.proceedings if p.track is Track.PERFORMANCE]
    assert performance.opened_on == day
    assert {t.day for t in after.steps if t.step in (Step.SEAL, Step.BEGIN_PERFORMANCE)} == {day}


def test_a_signature_is_not_moved_behind_what_followed_it(office):
    case_id = effective(office)
    apply_for(office, case_id, Step.APPLY_REVIEW, story.AGREED)
    day = story.AGREED + timedelta(days=2)
    office.clock.at(day)

    with pytest.raises(Invalid) as refused:
        correct_seal(office, case_id, day)

    assert [problem.field for problem in refused.value.problems] == ["day"]


def test_a_signature_is_corrected_with_a_reason_only(office):
    case_id = effective(office)

    with pytest.raises(Invalid) as refused:
        correct_seal(office, case_id, story.AGREED, reason=" ")

    assert [problem.field for problem in refused.value.problems] == ["reason"]


def test_a_signature_that_nobody_gave_is_not_corrected(office):
    case_id = effective(office)
    stranger = Signature(signer=Signer.APPLICANT, name="某人", signed_on=story.AGREED, party_id=999)

    with pytest.raises(DeskError):
        settlements.correct_signature(
            office.clerk, case_id, version(office, case_id), stranger, "日期写错"
        )
