"""A minimum wage that changed amid the months splits them (Zhangjiakou: 1,790, 2,000 from 2023)."""

from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.packs import Law
from tests.law.asking import ask

HERE = "cn-1307"


def steps(given: dict) -> list[tuple[str, str, str]]:
    return [(step["label"], step["expression"], step["result"]) for step in given["steps"]]


def gap(law: Law, first: str, months: object, paid: object = 1700) -> dict:
    told = {"figures_on": first, "months": months, "paid_wage_ex_ot": paid}
    return ask(law, "min_wage_gap", HERE, **told)


def test_labour_law_art_48_each_month_is_measured_by_the_minimum_wage_in_force_in_it(
    law: Law,
) -> None:
    given = gap(law, "2022-10-01", 5)

    assert given["amount"] == "870.00"  # 3 × 90 + 2 × 300
    assert steps(given) == [
        ("每月差额（2022-10-01至2022-12-31）", "1,790.00 - 1,700.00", "90.00"),
        ("每月差额（2023-01-01至2023-02-28）", "2,000.00 - 1,700.00", "300.00"),
        ("最低工资差额", "90.00 × 3 + 300.00 × 2", "870.00"),
    ]
    assert [figure["since"] for figure in given["figures"]] == ["2019-11-01", "2023-01-01"]


def test_a_month_that_the_change_falls_into_is_divided_by_its_days(law: Law) -> None:
    given = gap(law, "2022-11-16", 2)

    assert given["steps"][-1]["expression"] == "90.00 × (1 + 16/31) + 300.00 × (15/31)"
    assert given["amount"] == "281.61"


def test_half_a_month_at_the_end_is_half_a_month(law: Law) -> None:
    assert gap(law, "2022-12-01", "1.5")["amount"] == "240.00"  # 90 + 300 / 2


@pytest.mark.parametrize(
    ("first", "months", "amount"),
    [("2022-10-01", 3, "270.00"), ("2023-01-01", 3, "900.00"), ("2022-10-01", 0, None)],
)
def test_months_without_a_change_stay_one(
    law: Law, first: str, months: int, amount: str | None
) -> None:
    given = gap(law, first, months)

    assert given.get("amount") in (amount, "0.00")
    assert [label for label, *_rest in steps(given)] == ["每月差额", "最低工资差额"]


def test_a_minimum_wage_that_was_typed_counts_for_all_months(law: Law) -> None:
    told = {"figures_on": "2022-10-01", "months": 5, "paid_wage_ex_ot": 1700}
    assert ask(law, "min_wage_gap", HERE, min_wage_month=1900, **told)["amount"] == "1000.00"


def test_where_the_first_day_is_unknown_the_change_is_told(law: Law) -> None:
    told = {"min_wage_gap.paid_wage_ex_ot": "1700", "min_wage_gap.months": "5"}
    left = Employment(left_on=date(2023, 2, 28))
    award = entitlement(left, ClaimKind.MIN_WAGE_GAP, law.on(date(2026, 6, 30), HERE), told)

    assert award.amount == Decimal("1500.00")
    assert any("2023-01-01" in warning for warning in award.warnings)
    later = Employment(left_on=date(2026, 2, 28))
    award = entitlement(later, ClaimKind.MIN_WAGE_GAP, law.on(date(2026, 6, 30), HERE), told)
    assert not any("2023-01-01" in warning for warning in award.warnings)


def test_notice_309_art_59_sick_days_are_paid_by_the_floor_of_their_day(law: Law) -> None:
    given = ask(law, "sick_pay", HERE, figures_on="2022-12-26", days=10)

    assert given["steps"][-1]["expression"] == "1,432.00 × 5 ÷ 21.75 + 1,600.00 × 5 ÷ 21.75"
    assert given["amount"] == "697.01"


def test_sick_days_over_thirty_are_calendar_days(law: Law) -> None:
    given = ask(law, "sick_pay", HERE, figures_on="2022-12-26", days=10, divisor=30)

    assert given["steps"][-1]["expression"] == "1,432.00 × 6 ÷ 30 + 1,600.00 × 4 ÷ 30"


def test_sick_pay_by_agreement_counts_where_it_is_above_the_floor(law: Law) -> None:
    given = ask(law, "sick_pay", HERE, figures_on="2022-12-26", days=10, agreed_sick_pay_month=1500)

    assert given["steps"][-1]["expression"] == "1,500.00 × 5 ÷ 21.75 + 1,600.00 × 5 ÷ 21.75"


def test_interpretation_1_art_36_a_duty_not_to_compete_follows_the_minimum_wage(law: Law) -> None:
    left = Employment(left_on=date(2022, 10, 31), average_wage=Decimal(5000))
    told = {"noncompete.months": "6"}
    award = entitlement(left, ClaimKind.NONCOMPETE, law.on(date(2026, 6, 30), HERE), told)

    assert award.amount == Decimal("11580.00")  # 2 × 1,790 + 4 × 2,000
    assert award.steps[-1].expression == "1,790.00 × 2 + 2,000.00 × 4"
    paid = Employment(left_on=date(2022, 10, 31), average_wage=Decimal("6500"))
    award = entitlement(paid, ClaimKind.NONCOMPETE, law.on(date(2026, 6, 30), HERE), told)
    assert award.steps[-1].expression == "1,950.00 × 2 + 2,000.00 × 4"
