"""The choice of a period: what is in it has the words of a report."""

import pytest
from PySide6.QtCore import Qt

from mediation_desk import i18n
from mediation_desk.domain.period import Period, Span
from mediation_desk.ui.widgets.period_bar import PeriodBar


@pytest.fixture
def bar(qtbot):
    with i18n.speaking(i18n.CHINESE):
        bar = PeriodBar("some", Period.of)
        qtbot.addWidget(bar)
        bar.choose(Period.of(Span.HALF, 2026, 1))
        bar.show()
        yield bar


def test_the_halves_of_a_year_are_named_and_stepped_through(qtbot, bar):
    assert bar.number.text() == "上半年"

    qtbot.keyClick(bar.number, Qt.Key.Key_Up)
    assert bar.number.text() == "下半年"
    assert bar.period() == Period.of(Span.HALF, 2026, 2)
    assert bar.period().name == "2026年下半年"

    qtbot.keyClicks(bar.number, "1")
    bar.number.clearFocus()
    assert bar.period().number == 2, "nothing is typed where a half is named"
    bar.step(1)
    assert bar.period().name == "2027年上半年"


def test_after_halves_months_are_numbered_again(qtbot, bar):
    bar.choose(Period.of(Span.MONTH, 2026, 10))
    assert bar.number.text() == "10 月"

    bar.number.selectAll()
    qtbot.keyClicks(bar.number, "7")
    assert bar.period() == Period.of(Span.MONTH, 2026, 7)
    bar.span.set_code(Span.HALF.value)
    assert bar.number.text() == "下半年"
    bar.span.set_code(Span.QUARTER.value)
    assert bar.number.text().startswith("3 "), "July lies in the third"


def test_from_a_longer_period_back_to_months_the_month_is_the_same_again(bar):
    bar.choose(Period.of(Span.MONTH, 2026, 10))

    named = {}
    for span in (Span.HALF, Span.MONTH, Span.YEAR, Span.QUARTER, Span.MONTH):
        bar.span.set_code(span.value)
        named[span] = bar.period()
    assert named[Span.HALF] == Period.of(Span.HALF, 2026, 2)
    assert named[Span.QUARTER] == Period.of(Span.QUARTER, 2026, 4)
    assert bar.period() == Period.of(Span.MONTH, 2026, 10)
    bar.choose(Period.of(Span.QUARTER, 2026, 1))
    bar.span.set_code(Span.MONTH.value)
    assert bar.period() == Period.of(Span.MONTH, 2026, 3), "a month of the period in view"
