from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.service_length import Service, service_between

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "service"),
    [
        ("2025-01-01", "2025-06-30", Service(0, 6, 0)),
        ("2025-01-01", "2025-01-01", Service(0, 0, 1)),
        ("2010-04-01", "2016-08-01", Service(6, 4, 1)),
        ("2017-09-30", "2026-09-30", Service(9, 0, 1)),
        ("2024-02-29", "2025-02-28", Service(1, 0, 0)),
        ("2025-01-31", "2025-02-28", Service(0, 1, 0)),
        ("2025-08-31", "2026-02-28", Service(0, 6, 0)),
        ("2025-12-31", "2026-12-30", Service(1, 0, 0)),
        ("2022-03-31", "2026-09-30", Service(4, 6, 0)),
    ],
)
def test_the_last_day_worked_counts(first: str, last: str, service: Service) -> None:
    assert service_between(date.fromisoformat(first), date.fromisoformat(last)) == service


@given(DAYS, st.integers(0, 20000))
def test_one_more_day_never_shortens_the_service(first: date, days: int) -> None:
    last = first + timedelta(days)

    shorter = service_between(first, last)
    longer = service_between(first, last + timedelta(1))

    assert (longer.years, longer.months, longer.days) > (
        shorter.years,
        shorter.months,
        shorter.days,
    )
    assert 0 <= shorter.months < 12
    assert 0 <= shorter.days < 31


@given(DAYS, st.integers(1, 40))
def test_labour_contract_law_art_47_full_years_give_as_many_months(first: date, years: int) -> None:
    if (first.month, first.day) == (2, 29):
        first -= timedelta(1)
    last = first.replace(year=first.year + years) - timedelta(1)

    assert service_between(first, last).compensation_months == Decimal(years)
