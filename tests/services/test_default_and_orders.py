"""Default, reminders, and which items a payment order is open for."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from mediation_desk.domain.agents import Agent, AgentKind, Authority, Power
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.duties import DutyKind
from mediation_desk.domain.errors import DeskError, Invalid, StepNotAllowed
from mediation_desk.domain.likeliest import next_step
from mediation_desk.domain.people import Person
from mediation_desk.domain.remedies import OrderBar, order_items
from mediation_desk.domain.settlement import Manner, Payment, plan
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import ContactManner, Route
from mediation_desk.services import (
    agents,
    duties,
    payments,
    story,
    undo,
)
from tests.services.course import effective, take
from tests.services.effect_course import COURT, LATE, LATER, defaulted, owes, version


def apply_order(office, case_id, day=LATE):
    workers = (office.case(case_id).applicants[0].id,)
    facts = {"party_ids": workers, "body": COURT, "agreed": True}
    take(office.clerk, office, case_id, Step.APPLY_ORDER, day, **facts)


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


def test_a_reminder_sets_no_day_before_its_own(office):
    case_id = defaulted(office)
    facts = {"manner": "phone", "until": LATE - timedelta(days=1)}

    with pytest.raises(Invalid) as refused:
        take(office.clerk, office, case_id, Step.REMIND, LATE, **facts)

    assert [problem.field for problem in refused.value.problems] == ["until"]
