"""Bad facts of every kind of claim: a sentence at the field, and nothing computed."""

import pytest

from mediation_desk.law.calc import answer, answers
from mediation_desk.law.claims import KINDS
from mediation_desk.law.fields import Shape
from mediation_desk.law.packs import Law

HIRED = {"hire_date": "2026-01-01", "monthly_wage": 6000}
SEVERED = {"avg_wage_12m": 6000, "service_years": 2}
LEAVE = {"cumulative_years": 5, "monthly_wage_ex_ot": 2175}

REFUSED = [
    ("severance", SEVERED | {"ground": "because"}, "ground"),
    ("severance", SEVERED | {"old_years": "half"}, "old_years"),
    ("severance", SEVERED | {"overtime_pay_month": 6000}, "overtime_pay_month"),
    ("notice_pay", {}, "last_month_wage"),
    ("notice_pay", {"last_month_wage": 0}, "last_month_wage"),
    ("notice_pay", {"last_month_wage": 1, "notice_base": "average"}, "avg_wage_12m"),
    ("notice_pay", {"last_month_wage": 1, "notice_days": -1}, "notice_days"),
    ("double_wage", {"monthly_wage": 6000}, "hire_date"),
    ("double_wage", {"hire_date": "2026-01-01"}, "monthly_wage"),
    ("double_wage", HIRED | {"hire_date": "2007-12-31"}, "hire_date"),
    ("double_wage", HIRED | {"employment_end": "2025-12-31"}, "employment_end"),
    ("double_wage", HIRED | {"claimed_on": "2025-12-31"}, "claimed_on"),
    ("double_wage", HIRED | {"proration": "by feeling"}, "proration"),
    ("double_wage", {"monthly_wage": 6000, "months_given": 13}, "months_given"),
    ("double_wage", {"month_amounts": [[4500, 31, 30]]}, "month_amounts"),
    ("double_wage", {"month_amounts": [[4500, 0, 0]]}, "month_amounts"),
    ("double_wage", {"month_amounts": [[4500, 1]]}, "month_amounts"),
    ("double_wage_open_ended", {"monthly_wage": 6000}, "months_given"),
    ("double_wage_open_ended", {"months_given": 3}, "monthly_wage"),
    (
        "probation_damages",
        {"contract_term_months": 12, "wage_after_probation": 1},
        "probation_served_months",
    ),
    ("probation_damages", {"probation_served_months": 3}, "wage_after_probation"),
    ("overtime", {"weekday_hours": 1}, "monthly_base"),
    ("overtime", {"monthly_base": 4350, "hourly_wage": 25}, "hourly_wage"),
    ("overtime", {"monthly_base": 4350, "weekday_hours": -1}, "weekday_hours"),
    (
        "overtime",
        {"monthly_base": 4350, "restday_days": 1, "hours_system": "comprehensive"},
        "restday_days",
    ),
    ("annual_leave", {"monthly_wage_ex_ot": 2175}, "cumulative_years"),
    ("annual_leave", LEAVE | {"period_start": "2026-01-01"}, "period_end"),
    (
        "annual_leave",
        LEAVE | {"period_start": "2025-12-31", "period_end": "2026-01-01"},
        "period_end",
    ),
    (
        "annual_leave",
        LEAVE | {"period_start": "2026-02-01", "period_end": "2026-01-01"},
        "period_end",
    ),
    ("injury_death", {}, "pooling_avg_wage"),
    ("injury_death", {"own_wage": 1, "dependents": [{"kind": "friend"}]}, "dependents"),
    ("injury_death", {"own_wage": 1, "dependents": ["spouse"]}, "dependents"),
    ("injury_death", {"own_wage": 1, "dependents": [{"kind": "spouse"}] * 2}, "dependents"),
    ("injury_stop_work", {"original_wage": 5000}, "months"),
    ("injury_stop_work", {"original_wage": 5000, "months": 25}, "months"),
    ("injury_stop_work", {"original_wage": 5000, "days": 3}, "divisor"),
    ("injury_stop_work", {"original_wage": 1, "months": 24, "days": 1, "divisor": 30}, "days"),
    (
        "injury_allowance_topup",
        {"disability_grade": 7, "own_wage": 1, "fund_paid_month": 0, "months": 1},
        "disability_grade",
    ),
    ("injury_medical", {}, "items"),
    ("injury_medical", {"items": [["住院", -1]]}, "items"),
    ("injury_medical", {"items": []}, "items"),
    ("injury_care", {"care_level": "full", "months": 1}, "pooling_avg_wage"),
    ("injury_care", {"care_level": "none", "months": 1}, "care_level"),
    ("medical_period", {"total_work_years": 5}, "employer_years"),
    ("medical_period", {"total_work_years": 5, "employer_years": 6}, "employer_years"),
    ("sick_pay", {"days": 3}, "min_wage_month"),
    ("sick_pay", {"min_wage_month": 2000, "days": 3, "divisor": 0}, "divisor"),
    ("maternity_allowance", {"days": 98}, "employer_avg_wage_prev_year"),
    ("maternity_allowance", {"days": 98, "children": 0}, "children"),
    ("heat_allowance", {"hours": 8}, "rate_per_hour"),
    ("heat_allowance", {"rate_per_hour": 2}, "hours"),
    ("noncompete", {"avg_wage_12m": 5000}, "months"),
    (
        "training_penalty",
        {"training_cost": 1, "service_term_years": 0, "served_years": 0},
        "service_term_years",
    ),
    ("wage_deduction_cap", {"monthly_wage": 3000}, "min_wage_month"),
    ("min_wage_gap", {"paid_wage_ex_ot": 1000, "months": 2}, "min_wage_month"),
    ("extra_compensation_85", {"unpaid_amount": 1, "order_issued": True}, "overdue"),
    ("severance_tax", {"severance_income": 1}, "local_avg_wage_year"),
    ("limitation", {}, "start_date"),
    ("limitation", {"start_date": "2024-03-01", "interrupted_on": "2025-03-02"}, "interrupted_on"),
    ("limitation", {"start_date": "2024-03-01", "interrupted_on": "2024-02-29"}, "interrupted_on"),
    ("limitation", {"start_date": "2024-03-01", "claimed_on": "2024-02-29"}, "claimed_on"),
]


@pytest.mark.parametrize(("kind", "inputs", "field"), REFUSED)
def test_a_bad_fact_is_refused_at_its_field_with_a_sentence(
    kind: str, inputs: dict[str, object], field: str, law: Law
) -> None:
    given = answer({"claim_type": kind, "inputs": inputs}, law)

    assert set(given) == {"error", "fields"}
    assert field in given["fields"]
    assert 4 < len(given["fields"][field]) < 200


MONEY = [
    (kind.code, field.name)
    for kind in KINDS.values()
    for field in kind.fields
    if field.shape is Shape.MONEY
]


@pytest.mark.parametrize("wage", [-1, "1.234", 10**12, True, "六千", [], {}, "9" * 5000])
@pytest.mark.parametrize(("kind", "field"), MONEY)
def test_every_sum_of_every_kind_refuses_what_is_no_money(
    kind: str, field: str, wage: object, law: Law
) -> None:
    given = answer({"claim_type": kind, "inputs": {field: wage}}, law)

    assert field in given["fields"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_facts_at_all_are_sentences_and_the_next_question_is_answered(
    kind: str, law: Law
) -> None:
    good = {"claim_type": "notice_pay", "inputs": {"last_month_wage": 5600}}

    bad, right = answers([{"claim_type": kind, "inputs": {}}, good], law)

    assert bad["fields"]
    assert right["amount"] == "5600.00"
