"""Agreements in default are owed money: 12 workers and 558,032.80 yuan were yellow."""

from datetime import date
from decimal import Decimal

from mediation_desk.domain.risk import Level, Screening
from mediation_desk.domain.risk_default import (
    Default,
    Instalment,
    WorkerDue,
    begun_in,
    lasting_since,
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

    assert facts.groups == ((12, Decimal("558032.76")),)
    assert facts.owed == Decimal("558032.76")
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
    assert on_day(due(date(2026, 6, 1), wages=False), DAY) is None
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


def test_compensation_is_no_remuneration_and_does_not_make_the_crimes_sum():
    """拒不支付劳动报酬 knows labour remuneration alone (法释〔2013〕3号第一条)."""
    day = date(2023, 4, 1)
    worker = WorkerDue(
        (
            Instalment(day, day, Decimal(4995), wages=True),
            Instalment(day, day, Decimal(9990), wages=False),
        )
    )

    facts = facts_on(History(today=DAY, cases=(case(worker),)), DAY)

    assert (facts.owed, facts.most) == (Decimal(4995), Decimal(4995))
    assert "one_worker" not in {reason.key for reason in judge(facts, LIMITS)}


def test_one_workers_months_and_anothers_sum_do_not_make_the_crime_together():
    """A worker's wages of three months and 5,000 (法释〔2013〕3号第三条第一项)."""
    workers = (due(date(2026, 5, 1), "100"), due(date(2026, 10, 15), "90000"))

    facts = facts_on(History(today=DAY, cases=(case(*workers),)), DAY)

    assert facts.most == 100
    assert "one_worker" not in {reason.key for reason in judge(facts, LIMITS)}


def test_ten_workers_of_a_visit_and_the_money_of_five_in_cases_are_not_added():
    """Ten workers or more and 30,000 together (法释〔2013〕3号第三条第二项)."""
    visit = Screening(
        employer_id=1, day=DAY, visitors="王晓梅", findings="欠薪",
        affected=15, owed=Decimal(10000),
    )  # fmt: skip
    five = case(*(due(date(2026, 11, 2), "10000") for _n in range(5)))

    facts = facts_on(History(today=DAY, cases=(five,), screenings=(visit,)), DAY)

    assert facts.owed == 50000
    assert facts.groups == ((5, Decimal(50000)), (15, Decimal(10000)))
    [ten] = [row for row in INDICATORS if row.key == "ten_workers"]
    assert ten.value(facts) == 10000


def test_three_months_are_counted_by_the_calendar():
    assert lasting_since(date(2026, 11, 30), 3) == date(2026, 8, 31)
    assert lasting_since(date(2026, 2, 28), 3) == date(2025, 11, 30)
    assert lasting_since(date(2028, 2, 28), 3) == date(2027, 11, 28)
