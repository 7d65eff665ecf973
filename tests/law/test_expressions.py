"""How the steps of a calculation are written, so that both sides can read them."""

import pytest

from mediation_desk.law.calc import answer
from mediation_desk.law.packs import Law


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
