"""How the steps of a calculation are written, so that both sides can read them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.law.annual_leave import Leave, annual_leave
from mediation_desk.law.award import Award
from mediation_desk.law.calc import answer
from mediation_desk.law.claims import KINDS
from mediation_desk.law.figures import given
from mediation_desk.law.injury_death import Death, injury_death
from mediation_desk.law.injury_items import injury_care
from mediation_desk.law.leave_days import MEASURES_12, LeaveYear
from mediation_desk.law.packs import Law
from mediation_desk.law.severance_segments import OLD_RULES, TRANSITION


def expressions(law: Law, kind: str, **inputs: object) -> list[str]:
    """Return the expressions of every step."""
    found = answer({"claim_type": kind, "inputs": inputs}, law)
    return [step["expression"] for step in found["steps"]]


def test_what_was_paid_too_much_is_taken_away(law: Law) -> None:
    months = [[6000, 5000], [6000, 7500]]
    assert "1,000.00 - 1,500.00" in expressions(law, "wage_arrears", months=months)


@pytest.mark.parametrize(
    ("signed", "written"),
    [("2026-04-01", "6,000.00 × 2"), ("2026-02-21", "6,000.00 × (15/20)")],
)
def test_whole_months_alone_stand_without_brackets(law: Law, signed: str, written: str) -> None:
    found = expressions(
        law,
        "double_wage",
        hire_date="2026-01-01",
        contract_signed_date=signed,
        monthly_wage=6000,
    )
    assert written in found


def test_no_months_of_top_up_are_told_as_such(law: Law) -> None:
    inputs = {"disability_grade": 3, "own_wage": 8000, "fund_paid_month": 5000, "months": 0}
    found = answer({"claim_type": "injury_allowance_topup", "inputs": inputs}, law)
    assert "0个月" in found["reason"]


YEARLY = replace(given("on_post_average_wage_year", Decimal(99091)), unit="yuan/year")
"""A year's average that twelve does not divide to the fen: 8,257.5833…"""


def test_a_share_of_a_yearly_average_is_written_so_that_its_product_comes_out() -> None:
    """工伤保险条例第三十四、三十九条: 8,257.58 × 6 would be 49,545.48, and not the sum."""
    care = injury_care("full", YEARLY, Decimal(6))
    death = injury_death(Death(pooling_average=YEARLY))

    assert care.steps[0].expression == "99,091.00 ÷ 12 × 50%"
    assert death.steps[0].expression == "99,091.00 ÷ 12 × 6"
    assert death.parts["funeral"] == Decimal("49545.50")


def test_the_lump_sums_on_leaving_show_the_division_of_a_yearly_average(law: Law) -> None:
    facts = {
        "disability_grade": 10,
        "own_wage": 8000,
        "relationship_ended": True,
        "insured": True,
        "injured_on": "2025-05-03",
    }
    house = law.with_house({"pooling_average_series": "on_post_average_wage_year"}, "cn-1307")
    on = house.on(date(2025, 5, 3), "cn-1307")
    award = KINDS["injury_disability"].compute(facts, house, on)

    [medical] = [step for step in award.steps if step.key == "medical"]
    assert (medical.expression, medical.result) == ("99,091.00 ÷ 12 × 8", "66,060.67")
    assert medical.formula.startswith("ROUND({on_post_average_wage_year@")
    assert medical.formula.endswith("}/12*8,2)"), "a workbook comes to the same sum"


def leave_until(last: date) -> Award:
    """Return the leave pay of a worker of twelve years who left on that day."""
    year = LeaveYear(cumulative_years=Decimal(5), first=date(last.year, 1, 1), last=last)
    return annual_leave(Leave(wage=Decimal(4350), years=(year,)))


def test_measures_art_12_a_share_of_leave_says_that_less_than_a_whole_day_is_dropped() -> None:
    """企业职工带薪年休假实施办法第十二条: 3.74 days are three."""
    [step] = [one for one in leave_until(date(2026, 9, 30)).steps if "365" in one.expression]
    assert step.expression == "273 ÷ 365 × 5 ≈ 3.74，不足1整天的部分不计"
    assert (step.result, step.basis) == ("3", MEASURES_12)

    [whole] = [one for one in leave_until(date(2026, 12, 31)).steps if "365" in one.expression]
    assert whole.expression == "365 ÷ 365 × 5"


LONG = {"avg_wage_12m": 8000, "service_start": "2001-01-01", "service_end": "2026-09-30"}


@pytest.mark.parametrize("ground", ["agreed_by_employer", "forced"])
def test_art_97_years_left_out_by_the_setting_are_told_as_such_and_not_as_old_law(
    ground: str, law: Law
) -> None:
    """劳部发〔1994〕481号 did pay for an agreed ending: the zero is the setting's."""
    asked = {"claim_type": "severance", "inputs": LONG | {"ground": ground, "old_years": "none"}}
    found = answer(asked, law)

    [step] = [one for one in found["steps"] if one["label"].startswith("2007-12-31以前的补偿月数")]
    assert "按地区口径设置" in step["expression"]
    assert (step["result"], step["basis"]) == ("0", TRANSITION)
    assert OLD_RULES not in str(found)
    assert not any("按当时规定分段" in said for said in found["warnings"])
    assert TRANSITION in found["articles"]


def test_art_97_a_ground_without_severance_before_2008_names_the_old_rules(law: Law) -> None:
    asked = {"claim_type": "severance", "inputs": LONG | {"ground": "expiry"}}
    found = answer(asked, law)

    assert {TRANSITION, OLD_RULES} <= set(found["articles"])


@pytest.mark.parametrize(
    ("wage", "expression", "result"),
    [
        ({"monthly_base": 4350}, "4,350.00 ÷ 21.75", "200.00"),
        ({"hourly_wage": 25}, "25.00 × 8", "200.00"),
    ],
)
def test_overtime_by_days_shows_how_the_wage_of_a_day_came_about(
    wage: dict[str, int], expression: str, result: str, law: Law
) -> None:
    found = answer({"claim_type": "overtime", "inputs": wage | {"restday_days": 2}}, law)

    [day] = [step for step in found["steps"] if step["label"] == "日工资"]
    assert (day["expression"], day["result"]) == (expression, result)
    assert f"{result} × 2 × 200%" in [step["expression"] for step in found["steps"]]


def test_a_province_that_is_not_known_is_refused_with_how_to_write_it(law: Law) -> None:
    facts = {
        "disability_grade": 10,
        "own_wage": 8000,
        "relationship_ended": True,
        "pooling_avg_wage": 7000,
        "province": "hebei",
    }
    found = answer({"claim_type": "injury_disability", "inputs": facts}, law)

    assert "“河北”" in found["error"]
