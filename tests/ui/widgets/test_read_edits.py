from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.money_edit import MoneyEdit

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def form(qtbot):
    """A window with the two fields and one to go to."""
    window = QWidget()
    column = QVBoxLayout(window)
    window.day, window.money, window.other = DayEdit(), MoneyEdit(), QLineEdit()
    for edit in (window.day, window.money, window.other):
        column.addWidget(edit)
    qtbot.addWidget(window)
    window.resize(400, 200)
    window.show()
    window.activateWindow()
    return window


@pytest.mark.parametrize(
    "typed", ["2026.3.1", "2026/3/1", "20260301", "2026-03-01", "2026年3月1日"]
)
def test_a_day_is_read_however_it_is_typed(form, typed):
    form.day.insert(typed)

    assert form.day.day() == date(2026, 3, 1)
    assert "周日" in form.day._note.text()


def test_leaving_the_field_writes_the_day_plainly(qtbot, form):
    form.day.setFocus()
    qtbot.keyClicks(form.day, "2026.3.1")

    form.other.setFocus()

    qtbot.waitUntil(lambda: form.day.text() == "2026-03-01")


def test_a_day_that_does_not_exist_is_explained_and_kept(qtbot, form):
    form.day.setFocus()
    qtbot.keyClicks(form.day, "2026.2.30")
    form.other.setFocus()

    assert form.day.day() is None
    assert form.day.problem()
    assert form.day.text() == "2026.2.30"


def test_nothing_is_decided_while_an_input_method_composes(form):
    form.day.setFocus()

    QApplication.sendEvent(form.day, QInputMethodEvent("nian", []))

    assert form.day.text() == ""
    assert form.day.problem() == ""


@pytest.mark.qt_log_ignore("plugin does not support")  # a popup without a screen
def test_the_calendar_opens_at_the_day_typed_and_gives_the_one_clicked(qtbot, form):
    form.day.set_day(date(2026, 3, 1))
    qtbot.keyClick(form.day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = form.day._calendar.month

    assert month.selectedDate() == QDate(2026, 3, 1)
    month.clicked.emit(QDate(2026, 3, 9))

    assert form.day.day() == date(2026, 3, 9)
    assert not form.day._calendar.isVisible()


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1.2万", "12000.00"), ("¥12,000", "12000.00"), ("12000.5", "12000.50"), ("0", "0.00")],
)
def test_a_sum_is_read_however_it_is_typed(form, typed, read):
    form.money.insert(typed)

    assert form.money.amount() == Decimal(read)


def test_what_was_understood_of_a_sum_stands_in_the_field(form):
    form.money.insert("1.2万")

    assert form.money._note.text() == "= 12,000.00 元"


def test_three_decimals_are_refused_and_kept(qtbot, form):
    form.money.setFocus()
    qtbot.keyClicks(form.money, "1.234")
    form.other.setFocus()

    assert form.money.amount() is None
    assert form.money.problem()
    assert form.money.text() == "1.234"


def test_an_empty_field_is_no_mistake(form):
    assert (form.day.day(), form.day.problem()) == (None, "")
    assert (form.money.amount(), form.money.problem()) == (None, "")


def test_whoever_hears_of_a_stroke_finds_it_read(qtbot):
    edit = DayEdit()
    qtbot.addWidget(edit)
    days = []
    edit.textEdited.connect(lambda _text: days.append(edit.day()))

    qtbot.keyClicks(edit, "2026-3-1")

    assert days == [*[None] * 7, date(2026, 3, 1)]


def test_what_was_understood_never_touches_what_was_typed(qtbot, form):
    edit = form.day
    edit.setText("2026-11-23")
    text = edit.fontMetrics().horizontalAdvance(edit.text()) + Space.S

    for width in range(edit.minimumWidth(), 300):
        edit.setFixedWidth(width)
        assert edit._note.isHidden() or edit._note.x() >= text + Space.XS
