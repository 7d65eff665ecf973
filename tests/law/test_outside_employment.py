"""What is counted before joining or after leaving is asked about, and the sum stands."""

from datetime import date

import pytest

from mediation_desk.domain.claims import AnswerKind, ClaimKind, Employment
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.fact_checks import fact_doubts
from mediation_desk.law.packs import Law

WORK = Employment(hired_on=date(2026, 9, 1), left_on=date(2026, 9, 20))
GAP = {"min_wage_gap.paid_wage_ex_ot": "1500"}
SICK = {"sick_pay.days": "10"}
DEDUCTION = {"wage_deduction_cap.monthly_wage": "5000"}
BEFORE, AFTER = "早于入职日期2026-09-01", "晚于最后工作日2026-09-20"
ROWS = [
    (ClaimKind.MIN_WAGE_GAP, GAP | {"min_wage_gap.months": "4"}, "2026-05-01", [BEFORE]),
    (ClaimKind.MIN_WAGE_GAP, GAP | {"min_wage_gap.months": "1"}, "2026-08-20", [BEFORE]),
    (ClaimKind.MIN_WAGE_GAP, GAP | {"min_wage_gap.months": "0.5"}, "2026-09-01", []),
    (ClaimKind.MIN_WAGE_GAP, GAP | {"min_wage_gap.months": "1"}, "2026-09-01", [AFTER]),
    (ClaimKind.MIN_WAGE_GAP, GAP | {"min_wage_gap.months": "4"}, "2026-08-01", [BEFORE, AFTER]),
    (ClaimKind.SICK_PAY, SICK, "2022-12-26", [BEFORE]),
    (ClaimKind.SICK_PAY, SICK, "2026-09-11", []),
    (ClaimKind.SICK_PAY, SICK, "2026-09-12", [AFTER]),
    (AnswerKind.WAGE_DEDUCTION_CAP, DEDUCTION, "2026-08-31", [BEFORE]),
    (AnswerKind.WAGE_DEDUCTION_CAP, DEDUCTION, "2026-09-30", []),
    (AnswerKind.WAGE_DEDUCTION_CAP, DEDUCTION, "2026-10-01", [AFTER]),
]


@pytest.mark.parametrize(("kind", "stated", "first", "told"), ROWS)
def test_days_outside_of_the_employment_are_told_at_the_field_and_beside_the_sum(
    kind: ClaimKind, stated: dict[str, str], first: str, told: list[str], law: Law
) -> None:
    name = f"{kind.value}.figures_on"
    on = law.on(date(2026, 11, 28), "cn-1307")

    award = entitlement(WORK, kind, on, {**stated, name: first})
    doubts = [doubt for doubt in fact_doubts(WORK, {**stated, name: first}) if doubt.field == name]

    assert len(doubts) == len(told)
    for words, doubt in zip(told, doubts, strict=True):
        assert words in doubt.text
        assert doubt.text in award.warnings
    assert sum("请核对" in text and "该日起" in text for text in award.warnings) == (AFTER in told)
