"""The rows that show what a change of figures does to a case."""

from dataclasses import replace
from decimal import Decimal

from mediation_desk.domain.figure_change import CaseEffect
from mediation_desk.ui.pages.sections.effect_dialog import _case_columns

CASE = CaseEffect(case_id=1, number="张劳调字〔2026〕第0001号", respondent="永固建筑", workers=2)
GONE = {"lacking": 2, "lost": Decimal("67940.00")}


def told(effect):
    return [column.text(effect) for column in _case_columns()][-3:]


def test_a_sum_that_can_no_longer_be_computed_is_no_zero_and_no_difference():
    whole, part = replace(CASE, **GONE), replace(CASE, **GONE, before=Decimal(5), after=Decimal(7))

    assert told(whole) == ["67,940.00", "待核算", "—"]
    assert told(part) == ["5.00", "7.00", "+2.00"]
