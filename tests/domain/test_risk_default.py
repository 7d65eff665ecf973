"""Agreements in default are owed money: 12 workers and 558,032.80 yuan were yellow."""

from datetime import date
from decimal import Decimal

from mediation_desk.domain.risk import Level
from mediation_desk.domain.risk_default import (
    Default,
    Instalment,
    WorkerDue,
    begun_in,
    months_of,
    on_day,
)
from mediation_desk.domain.risk_facts import CaseThere, History, behind, facts_on
from mediation_desk.domain.risk_indicators import INDICATORS, gravest, judge

DAY = date(2026, 11, 30)
LIMITS = {row.key: row.usual for row in INDICATORS}


def due(on, amount="46502.73", *, wages=True, paid=()):
    return WorkerDue((Instalment(on, on, Decimal(amount), wages),), paid)


def case(*workers, effective=date(2023, 3, 1)):
    dues = tuple((x.last_on, x.amount) for one in workers for x in one.instalments)
    return CaseThere(id=7, received_on=date(2023, 1, 5), workers=len(workers), dues=dues,
                     effective_on=effective, by_worker=workers)  # fmt: skip


def test_twelve_workers_of_an_agreement_in_default_are_red():
    history = History(today=DAY, cases=(case(*(due(date(2023, 4, 1)) for _n in range(12))),))

    facts = facts_on(history, DAY)

    assert (facts.owed_workers, facts.owed) == (12, Decimal("558032.76"))
    assert facts.months > 40
    reasons = judge(facts, LIMITS)
    assert gravest(reasons) is Level.RED
    red = {reason.key for reason in reasons if reason.level is Level.RED}
    assert red == {"months", "one_worker", "ten_workers"}
    assert behind(history, "ten_workers", DAY).cases == (7,)
    assert behind(history, "months", DAY).cases == (7,)


def test_before_its_day_and_once_paid_an_agreement_owes_nothing():
    paid = ((date(2023, 4, 20), Decimal("46502.73")),)
    history = History(today=DAY, cases=(case(due(date(2023, 4, 1), paid=paid)),))

    assert facts_on(history, date(2023, 3, 30)).owed == 0
    assert facts_on(history, date(2023, 4, 10)).owed == Decimal("46502.73")
    assert facts_on(history, DAY).owed == 0
    assert facts_on(history, DAY).months == 0


def test_only_wages_count_as_months_in_arrears_and_the_earliest_are_paid_first():
    other = on_day(due(date(2026, 6, 1), wages=False), DAY)
    assert (other.left, other.since) == (Decimal("46502.73"), None)
    two = WorkerDue(
        (
            Instalment(date(2026, 6, 1), date(2026, 6, 1), Decimal(1000), True),
            Instalment(date(2026, 9, 30), date(2026, 9, 30), Decimal(1000), True),
        ),
        ((date(2026, 7, 1), Decimal(1000)),),
    )
    assert on_day(two, DAY) == Default(Decimal(1000), date(2026, 9, 30))
    assert months_of(begun_in([on_day(two, DAY)]), DAY) == 2
    assert months_of(begun_in([on_day(two, DAY)]), date(2026, 12, 1)) > 2
