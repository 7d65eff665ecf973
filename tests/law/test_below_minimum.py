"""An average wage below the minimum wage is never taken without a word (实施条例第二十七条)."""

from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.fact_checks import fact_doubts
from mediation_desk.law.packs import Law, LawOn

POOR = Employment(
    hired_on=date(2024, 1, 1), left_on=date(2025, 12, 31), average_wage=Decimal("1999.99")
)
ENOUGH = Employment(
    hired_on=date(2024, 1, 1), left_on=date(2025, 12, 31), average_wage=Decimal(2000)
)


@pytest.fixture
def here(law: Law) -> LawOn:
    return law.on(date(2026, 6, 30), "cn-1307")


def low(texts):
    return [text for text in texts if "1,999.99" in text and "2,000.00" in text]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (ClaimKind.SEVERANCE, {}),
        (ClaimKind.UNLAWFUL_TERMINATION, {}),
        (ClaimKind.DOUBLE_WAGE, {}),
        (ClaimKind.ANNUAL_LEAVE, {"annual_leave.cumulative_years": "5"}),
    ],
)
def test_every_claim_that_rests_on_it_says_so(here, kind, told):
    [said] = low(entitlement(POOR, kind, here, told).warnings)
    assert "2025-12-31" in said
    assert not low(entitlement(ENOUGH, kind, here, told).warnings)


def test_severance_rests_on_the_minimum_wage_then(here):
    assert entitlement(POOR, ClaimKind.SEVERANCE, here).amount == Decimal("4000.00")


def test_a_claim_with_a_wage_of_its_own_says_nothing(here):
    told = {"monthly_wage": "3000"}
    assert not low(entitlement(POOR, ClaimKind.DOUBLE_WAGE, here, told).warnings)


def test_it_is_told_at_the_field(here):
    [doubt] = fact_doubts(POOR, {}, here)
    assert doubt.field == "average_wage"
    assert low([doubt.text])
    assert not tuple(fact_doubts(ENOUGH, {}, here))
    assert not tuple(fact_doubts(POOR, {"part_time": "yes"}, here))
