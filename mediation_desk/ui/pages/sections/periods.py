"""The register of clocks: what the law fixes is locked, the centre's own periods are set here."""

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QWidget

from mediation_desk.domain.clock_register import ClockKind, register
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.house_periods import LONGEST, HousePeriod, editable
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import periods
from mediation_desk.services.settings import Settings
from mediation_desk.ui.case import clock_words
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.second_saver import Shared
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class PeriodsSection(Section):
    """Every period the desk watches; Enter or a double click sets one of the house."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "periods", _("Periods"))
        self.model: RowsModel[ClockKind] = RowsModel(_columns())
        self.table = TableView("periods_list", self.title)
        self.table.use(self.model, (7, 30, 6, 14, 11, 20, 15, 27, 30), stretch=8)
        self.table.setMinimumHeight(220)
        self.table.opened.connect(self._open)
        self.change = primary(_("Set the period…"), "periods_change", self._change, "edit")
        self.reset = secondary(_("Back to the default"), "periods_reset", self._reset, "undo")
        words = _(
            "Periods of the law cannot be changed. Those of the house are the centre's own rules;"
            " another length counts for new clocks, running ones stay as they are."
        )
        card = Card(self.title, name="periods_card")
        card.add(label(words, "small", name="periods_words", wrap=True))
        card.add(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.reset)
        foot.addStretch(1)
        foot.addWidget(self.change)
        card.body.addLayout(foot)
        self.column.addWidget(card, 1)
        self.table.selectionModel().selectionChanged.connect(self._selected)

    def show_settings(self, _settings: Settings) -> None:
        """Show the register with what the centre has set."""
        chosen = self.table.currentIndex().row()
        self.model.show(list(self.desk.periods.values()))
        if chosen >= 0:
            self.table.selectRow(chosen)
        self._selected()

    def _row(self) -> ClockKind | None:
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def _selected(self, *_what: object) -> None:
        row = self._row()
        may = row is not None and editable(row) and self.desk.actor.may(Right.SETTINGS)
        self.change.setEnabled(may)
        self.reset.setEnabled(may and row is not None and _set(row))

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if not editable(row):
            self.say(_("“{name}” is fixed and cannot be changed.").format(name=row.title))
        elif self.desk.actor.may(Right.SETTINGS):
            self._edit(row)

    def _change(self) -> None:
        row = self._row()
        if row is not None:
            self._edit(row)

    def _edit(self, row: ClockKind) -> None:
        dialog = PeriodDialog(self.desk, self.jobs, row, self)
        dialog.accepted.connect(lambda: self.say(_("The period is set.")))
        dialog.open()

    def _reset(self) -> None:
        row, desk = self._row(), self.desk
        if row is not None:
            key = row.id
            self.jobs.do(
                self,
                lambda: periods.reset_period(desk, key),
                lambda _done: self.say(_("The period is as the register has it.")),
            )


class PeriodDialog(Dialog):
    """The length of a period of the house, and how many days ahead the desk warns."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, row: ClockKind, parent: QWidget | None = None
    ) -> None:
        super().__init__(row.title, _("Save"), name="period_dialog", parent=parent)
        self.edits(row.id)
        self._desk, self._jobs, self._row = desk, jobs, row
        self.length = QSpinBox()
        self.length.setRange(0, LONGEST)
        self.length.setValue(abs(row.length or 0))
        self.length.setSpecialValueText(_("given in each case"))
        self.alarms = QLineEdit(_(", ").join(map(str, row.alarm_days)))
        usual = clock_words.length(register()[row.id])
        about = _("Starts with: {trigger}").format(trigger=_(row.starts_on))
        about += "\n" + _("The default is {length}.").format(length=usual)
        self.body.addWidget(label(about, "small", name="period_about", wrap=True))
        for field in (
            FormField(_("Length in days"), self.length, "length", required=True),
            FormField(
                _("Warn so many days ahead"),
                self.alarms,
                "alarm_days",
                hint=_("Several numbers may stand side by side: 5, 3, 1; empty: no warning"),
            ),
        ):
            self.body.addWidget(self.fields.add(field))
        self.body.addStretch(1)
        Shared(
            self,
            jobs,
            partial(periods.stored, desk, row.id),
            lambda now: PeriodDialog(desk, jobs, now, parent),
            "_row",
        )

    def submit(self) -> None:
        """Save the period."""
        found = [part for part in re.split(r"[\s,，、/;；]+", self.alarms.text()) if part]
        wrong = [part for part in found if not (part.isascii() and part.isdigit())]
        problems = []
        if wrong:
            text = _("“{text}” is not a number of days.").format(text=wrong[0][:20])
            problems.append(Problem("alarm_days", text))
        length = self.length.value() or None
        if length is None and register()[self._row.id].length is not None:
            problems.append(Problem("length", _("Enter the number of days.")))
        self.fields.explain(problems)
        if problems:
            return
        period = HousePeriod(
            kind=self._row.id, length=length, alarm_days=tuple(int(part) for part in found)
        )
        self.busy()
        self._jobs.do(
            self,
            partial(periods.set_period, self._desk, period, self._row),
            lambda _done: self.accept(),
            self.explain,
        )


def _columns() -> tuple[Column[ClockKind], ...]:
    return (
        Column(title=_("Code"), text=lambda r: r.id, tip=_tip),
        Column(title=_("Clock"), text=lambda r: r.title, tip=_tip),
        Column(title=_("Set by"), text=lambda r: r.grade.label, tone=_tone, tip=_tip),
        Column(
            title=_("Length"),
            text=_length,
            key=lambda r: abs(r.length or 0),
            tone=lambda r: Tone.ACCENT if _set(r) else Tone.PLAIN,
            tip=_tip,
        ),
        Column(title=_("Warns ahead"), text=_alarms, tip=_tip),
        Column(title=_("Starts with"), text=lambda r: _(r.starts_on), tip=_tip),
        Column(title=_("Concerns"), text=lambda r: _(r.on_whom), tip=_tip),
        Column(title=_("If missed"), text=lambda r: _(r.if_missed), tip=_tip),
        Column(title=_("Basis"), text=lambda r: r.basis, tip=_tip),
    )


def _set(row: ClockKind) -> bool:
    """Say whether the centre has set the period itself."""
    return row != register()[row.id]


def _length(row: ClockKind) -> str:
    text = clock_words.length(row)
    return f"{text} *" if _set(row) else text


def _alarms(row: ClockKind) -> str:
    days = _(", ").join(map(str, row.alarm_days))
    return _("{days} days").format(days=days) if days else "—"


def _tone(row: ClockKind) -> Tone:
    return Tone.ACCENT if editable(row) else Tone.PLAIN


def _tip(row: ClockKind) -> str:
    lines = [
        f"{row.title} · {row.grade.label} · {clock_words.length(row)}",
        row.basis,
        _("Starts with: {trigger}").format(trigger=_(row.starts_on)),
        _("Concerns {who}; if missed: {what}").format(who=_(row.on_whom), what=_(row.if_missed)),
    ]
    if _set(row):
        usual = clock_words.length(register()[row.id])
        lines.append(_("Set by the centre; the default is {length}.").format(length=usual))
    return "\n".join(lines)
