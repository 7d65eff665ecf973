"""Entering a year of the calendar by hand, and what a calendar changes before it is confirmed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from mediation_desk.domain import deadlines
from mediation_desk.domain.calendar_change import (
    CalendarChange,
    ChangedDay,
    FixedHearing,
    MovedClock,
)
from mediation_desk.domain.calendar_year import FIRST_YEAR, LAST_YEAR, in_words
from mediation_desk.domain.clock_register import counted_title
from mediation_desk.domain.working_days import CalendarYear
from mediation_desk.i18n import _
from mediation_desk.services import calendars
from mediation_desk.services.calendars import Typed
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.phrases import short_number, weekday
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

_MOST_ROWS = 7


class YearDialog(Dialog):
    """Year, notice, days off and make-up workdays; the notice can be pasted as it is."""

    carried = Signal(object)
    """The calendar was confirmed: what it changed."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        number: int,
        held: CalendarYear | None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Working calendar of a year")
        super().__init__(title, _("See what changes…"), name="year_dialog", parent=parent)
        self.edits(number)
        self._desk, self._jobs = desk, jobs
        self.setMinimumWidth(560)
        self.year = QSpinBox()
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setValue(number)
        self.notice = QLineEdit(held.notice if held else "")
        self.days_off, self.makeup = _several_lines(5), _several_lines(2)
        if held:
            self.days_off.setPlainText(in_words(held.days_off | held.statutory))
            self.makeup.setPlainText(in_words(held.makeup_workdays))
        for field in (
            FormField(_("Year"), self.year, "year", required=True),
            FormField(
                _("Number of the notice"),
                self.notice,
                "notice",
                hint=_("Left empty, the year stays provisional"),
            ),
            FormField(
                _("Days off"),
                self.days_off,
                "days_off",
                required=True,
                hint=_("Paste the notice as it is, or write 1月1日至3日、2.15-2.23"),
            ),
            FormField(
                _("Make-up working days"),
                self.makeup,
                "makeup_workdays",
                hint=_("Not needed where the notice was pasted above"),
            ),
        ):
            self.body.addWidget(self.fields.add(field))
        self.body.addStretch(1)

    def submit(self) -> None:
        """Read what was typed and show what it would change."""
        desk = self._desk
        typed = Typed(
            year=self.year.value(),
            notice=self.notice.text(),
            days_off=self.days_off.toPlainText(),
            makeup_workdays=self.makeup.toPlainText(),
        )
        self.busy()
        self._jobs.ask(
            self,
            lambda: calendars.difference(desk, calendars.read_typed(desk, typed)),
            self._confirm,
            self.explain,
        )

    def _confirm(self, change: CalendarChange) -> None:
        self.busy(False)
        self.fields.explain(())
        self.problem.hide()
        dialog = ChangeDialog(self._desk, self._jobs, change, self)
        dialog.carried.connect(self._carried)
        dialog.open()

    def _carried(self, change: CalendarChange) -> None:
        self.carried.emit(change)
        self.accept()


class ChangeDialog(Dialog):
    """Which days change, which clocks move, which hearings fall on a day off."""

    carried = Signal(object)
    """It was confirmed and is in force."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, change: CalendarChange, parent: QWidget | None = None
    ) -> None:
        super().__init__(_title(change), _action(change), name="change_dialog", parent=parent)
        self._desk, self._jobs, self.change = desk, jobs, change
        self.setMinimumWidth(700)
        self.summary = label(_summary(change), "strong", name="change_summary", wrap=True)
        self.body.addWidget(self.summary)
        self.clocks = self._part(
            _("Running clocks"),
            "change_clocks",
            _clock_columns(),
            sorted(change.clocks, key=lambda m: not m.moves),
            (26, 34, 20, 20),
        )
        self.hearings = self._part(
            _("Hearings on a new day off; fix another day for them"),
            "change_hearings",
            _hearing_columns(),
            change.hearings,
            (30, 30, 40),
        )
        self.days = self._part(
            _("Days that change"), "change_days", _day_columns(), change.days, (34, 33, 33)
        )
        self.body.addStretch(1)

    def _part(
        self,
        title: str,
        name: str,
        columns: Sequence[Column[Any]],
        rows: Sequence[Any],
        shares: tuple[int, ...],
    ) -> TableView | None:
        if not rows:
            return None
        self.body.addWidget(label(title, "muted"))
        model: RowsModel[Any] = RowsModel(columns)
        model.setParent(self)
        model.show(rows)
        table = TableView(name, title)
        table.be_dense()
        table.use_in_card(model, shares)
        line = table.verticalHeader().defaultSectionSize()
        head = table.horizontalHeader().sizeHint().height()
        table.setFixedHeight(head + line * min(len(rows), _MOST_ROWS) + 6)
        self.body.addWidget(table)
        return table

    def submit(self) -> None:
        """Change exactly what is shown."""
        desk, change = self._desk, self.change
        self.busy()
        self._jobs.do(self, lambda: calendars.carry_out(desk, change), self._finish, self.explain)

    def _finish(self, _done: None) -> None:
        self.carried.emit(self.change)
        self.accept()


def _several_lines(lines: int) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setTabChangesFocus(True)
    text.setFixedHeight(text.fontMetrics().height() * lines + 18)
    return text


def _title(change: CalendarChange) -> str:
    if change.number is None:
        return _("Clocks counted with an earlier calendar")
    return _("What the calendar of {year} changes").format(year=change.number)


def _action(change: CalendarChange) -> str:
    if change.number is None:
        return _("Count the clocks anew")
    return _("Use this calendar") if change.year else _("Take the own calendar back")


def _summary(change: CalendarChange) -> str:
    told = _moving(change)
    if change.year is None or change.year.complete:
        return told
    stays = _("Without the number of the notice, {year} and its clocks stay provisional.")
    return f"{told} {stays.format(year=change.year.year)}"


def _moving(change: CalendarChange) -> str:
    if not (change.days or change.clocks or change.hearings):
        return _("Nothing moves: no working day, no running clock and no hearing is concerned.")
    text = _("Days that change: {days}; clocks that move: {moved}; hearings concerned: {hearings}.")
    told = text.format(
        days=len(change.days), moved=len(change.moved), hearings=len(change.hearings)
    )
    fixed = [c for c in change.clocks if not c.moves and not c.provisional]
    if fixed:
        told += " " + _("{n} clocks keep their day, which is no longer provisional.").format(
            n=len(fixed)
        )
    return told


def _clock_columns() -> tuple[Column[MovedClock], ...]:
    return (
        Column(title=_("Case"), text=lambda m: short_number(m.clock.number) or "—"),
        Column(title=_("Clock"), text=_clock),
        Column(title=_("Last day now"), text=lambda m: _day(m.clock.due, m.clock.provisional)),
        Column(title=_("Last day then"), text=lambda m: _day(m.due, m.provisional), strong=True),
    )


def _hearing_columns() -> tuple[Column[FixedHearing], ...]:
    return (
        Column(title=_("Case"), text=lambda h: short_number(h.number)),
        Column(title=_("Hearing"), text=lambda h: f"{_day(h.day)} {h.begins:%H:%M}"),
        Column(title=_("Room"), text=lambda h: h.room),
    )


def _day_columns() -> tuple[Column[ChangedDay], ...]:
    return (
        Column(title=_("Day"), text=lambda d: f"{_day(d.day)} {weekday(d.day)}"),
        Column(title=_("As it was"), text=lambda d: d.before.label),
        Column(title=_("As it will be"), text=lambda d: d.after.label, strong=True),
    )


def _clock(moved: MovedClock) -> str:
    title = deadlines.kind(moved.clock.kind).title
    told = f"{title} ({moved.clock.detail})" if moved.clock.detail else title
    return counted_title(moved.clock.kind, moved.clock.detail, moved.clock.start) or told


def _day(day: object, provisional: bool = False) -> str:
    return f"{day} {_('provisional')}" if provisional else str(day)
