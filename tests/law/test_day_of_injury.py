"""The day of the injury decides which average bounds the own wage (工伤保险条例第六十四条)."""

from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.domain.errors import NoFigure
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.fact_checks import fact_doubts, fact_problems
from mediation_desk.law.facts import asked_first
from mediation_desk.law.packs import Law, LawOn

HURT = Employment(
    injured=True,
    injury_grade=10,
    injury_insured=True,
    contribution_wage=Decimal(3000),
    left_on=date(2026, 3, 31),
)


@pytest.fixture
def here(law: Law) -> LawOn:
    return law.on(date(2026, 6, 30), "cn-1307")


@pytest.mark.parametrize("kind", [ClaimKind.INJURY_DISABILITY, ClaimKind.INJURY_DEATH])
def test_the_counter_asks_for_the_day(kind):
    assert "injured_on" in [fact.name for fact in asked_first([kind.value])]


def test_the_own_wage_is_bounded_by_the_average_of_the_year_before_the_injury(here):
    by_leaving = entitlement(HURT, ClaimKind.INJURY_DISABILITY, here)
    by_injury = entitlement(HURT, ClaimKind.INJURY_DISABILITY, here, {"injured_on": "2021-05-06"})

    assert by_leaving.parts["own_wage_used"] == Decimal("4076.40")  # 6,794 × 60%
    assert by_injury.parts["own_wage_used"] == Decimal("3245.50")  # 5,409.17 × 60%
    subsidy = by_leaving.parts["medical_subsidy"]
    assert by_injury.parts["medical_subsidy"] == subsidy, "what is due on leaving goes by its year"
    assert [figure.year for figure in by_injury.figures] == [2020, 2025]


def test_a_bound_without_the_day_is_told_and_one_with_it_not(here):
    [told] = [
        w for w in entitlement(HURT, ClaimKind.INJURY_DISABILITY, here).warnings if "受伤" in w
    ]
    assert "第六十四条" in told
    dated = entitlement(HURT, ClaimKind.INJURY_DISABILITY, here, {"injured_on": "2025-05-06"})
    assert not [w for w in dated.warnings if "受伤日期" in w]


def test_a_year_without_an_average_is_named(here):
    with pytest.raises(NoFigure, match="2016"):
        entitlement(HURT, ClaimKind.INJURY_DISABILITY, here, {"injured_on": "2017-05-06"})


def test_pensions_rest_on_the_wage_of_the_injury_too(here):
    told = {
        "injury_death.dependents": '[{"kind": "spouse"}]',
        "injury_death.figures_on": "2026-02-01",
        "injured_on": "2021-05-06",
    }
    award = entitlement(HURT, ClaimKind.INJURY_DEATH, here, told)
    assert award.parts["pension_monthly"] == (Decimal("1298.20"),)  # 3,245.50 × 40%


def test_a_day_that_cannot_be_is_told_at_the_field():
    work = Employment(hired_on=date(2024, 1, 1), left_on=date(2026, 3, 31))
    ahead = fact_problems(work, {"injured_on": "2026-12-01"}, "work", date(2026, 6, 30))
    assert [problem.field for problem in ahead] == ["work.injured_on"]
    for day in ("2023-12-31", "2026-04-01"):
        assert [one.field for one in fact_doubts(work, {"injured_on": day})] == ["injured_on"]
