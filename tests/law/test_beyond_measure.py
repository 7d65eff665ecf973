"""What is more than an employment can hold, or less than what is a part of it."""

from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import Employment
from mediation_desk.law.beyond_measure import beyond_measure

WORK = Employment(hired_on=date(2026, 9, 1), left_on=date(2026, 9, 10), average_wage=Decimal(6000))
LONG = Employment(hired_on=date(2010, 3, 1), left_on=date(2026, 9, 30))
ROWS = [
    (WORK, {"overtime.weekday_hours": "240"}, ""),
    (WORK, {"overtime.weekday_hours": "241"}, "240小时"),
    (WORK, {"overtime.weekday_hours": "200", "overtime.restday_hours": "41"}, "240小时"),
    (WORK, {"overtime.restday_days": "10"}, ""),
    (WORK, {"overtime.restday_days": "9", "overtime.holiday_days": "2"}, "10天"),
    (WORK, {"heat_allowance.hours": "240.5"}, "240小时"),
    (WORK, {"severance.overtime_pay_month": "6000"}, "6,000.00"),
    (WORK, {"probation_damages.probation_served_months": "1"}, ""),
    (WORK, {"probation_damages.probation_served_months": "2"}, "试用期"),
    (LONG, {"annual_leave.cumulative_years": "16"}, ""),
    (LONG, {"annual_leave.cumulative_years": "15"}, "16年7个月"),
    (LONG, {"annual_leave.cumulative_years": "9", "annual_leave.band_reached_on": "2026-5-1"}, ""),
    (LONG, {"unemployment_loss.contribution_years": "16.5"}, ""),
    (LONG, {"unemployment_loss.contribution_years": "17"}, "16年7个月"),
    (Employment(), {"overtime.weekday_hours": "90000"}, ""),
]


@pytest.mark.parametrize(("work", "stated", "words"), ROWS)
def test_what_cannot_be_is_told_at_its_fact(
    work: Employment, stated: dict[str, str], words: str
) -> None:
    told = list(beyond_measure(work, stated))

    assert bool(told) is bool(words)
    for problem in told:
        assert problem.field in stated
        assert words in problem.text
