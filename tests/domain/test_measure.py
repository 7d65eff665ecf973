"""Numbers that people type, read and refused by what they count."""

from decimal import Decimal

import pytest

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.measure import Measure, parse, written


@pytest.mark.parametrize(
    ("text", "measure", "number", "left"),
    [
        ("1.2万", Measure.YUAN, "12000", "12,000.00"),
        ("44", Measure.MONTHS, "44", "44"),
        ("４．５个月", Measure.MONTHS, "4.5", "4.5"),
        ("12月", Measure.WHOLE_MONTHS, "12", "12"),
        ("21.75", Measure.DAYS, "21.75", "21.75"),
        ("250天", Measure.DAYS, "250", "250"),
        ("5年", Measure.YEARS, "5", "5"),
        ("20％", Measure.PERCENT, "20", "20"),
    ],
)
def test_a_number_is_read_by_what_it_counts(text, measure, number, left):
    assert parse(text, measure) == Decimal(number)
    assert written(parse(text, measure), measure) == left


@pytest.mark.parametrize(
    ("text", "measure", "said"),
    [
        ("4x", Measure.YUAN, "不是有效金额"),
        ("4x", Measure.MONTHS, "“4x”不是月数"),
        ("-4", Measure.MONTHS, "不是月数"),
        ("1.2万", Measure.MONTHS, "不是月数"),
        ("4.555", Measure.MONTHS, "不是月数"),
        ("2.5", Measure.WHOLE_MONTHS, "不是整月数"),
        ("三", Measure.DAYS, "不是天数"),
        ("4.5", Measure.YEARS, "不是整年数"),
        ("20个月", Measure.PERCENT, "不是整数百分比"),
        ("9" * 50, Measure.MONTHS, "…”不是月数"),
    ],
)
def test_a_number_that_cannot_be_read_is_refused_by_what_it_counts(text, measure, said):
    with pytest.raises(DeskError, match=said):
        parse(text, measure)
