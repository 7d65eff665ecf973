"""The list of employers at risk (重点关注用人单位): level, why, by whom watched, what is due."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Right
from mediation_desk.domain.risk import Screening
from mediation_desk.domain.risk_indicators import Limits
from mediation_desk.domain.risk_list import RiskLine, Standing
from mediation_desk.domain.risk_words import reasons_line
from mediation_desk.domain.taxonomy import districts
from mediation_desk.i18n import _
from mediation_desk.services import risk
from mediation_desk.ui.employers.limits_dialog import LimitsDialog
from mediation_desk.ui.employers.risk_exporting import RiskExporting
from mediation_desk.ui.employers.screening_dialog import ScreeningDialog
from mediation_desk.ui.employers.words import level_text, level_tone
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.parts import InParts
from mediation_desk.ui.phrases import day, day_from_now, due_tone
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class WatchList(QWidget, InParts):
    """Employers that indicators name, those under watch, those whose watch has ended."""

    opened = Signal(int)
    """Open an employer's file."""
    noticed = Signal(str)
    """An act was done; the notice offers to undo it."""
    offered = Signal(str, str, object)
    """A notice with an offer."""

    def __init__(self, desk: "Desk", jobs: Jobs, *, whole: bool = True) -> None:
        super().__init__()
        self.desk, self.jobs = desk, jobs
        named(self, "watch_list", _("Employers to keep an eye on"))
        self.setProperty("role", "ground")
        self._lines: Sequence[RiskLine] = ()
        self._asked = 0
        self.start_making(whole=whole)

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self.search = named(QLineEdit(), "watch_search", _("Name of the employer"))
        self.search.setPlaceholderText(_("Name of the employer"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(220)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.which = named(Choice(), "watch_which", _("Which employers"))
        self.which.offer([("", _("All")), *((s.value, s.label) for s in Standing)])
        self.which.currentIndexChanged.connect(lambda _place: self._narrow())
        self.new = primary(_("Record a finding…"), "screening_new", self.add_screening, "plus")
        self.limits = secondary(_("Indicators…"), "risk_limits", self.edit_limits)
        self.exporting = RiskExporting(
            self.desk,
            self.jobs,
            "risk_export",
            lambda: self.desk.today().year,
            self.offered.emit,
            self,
        )
        self.to_excel = self.exporting.button
        yield
        self.model: RowsModel[RiskLine] = RowsModel(_columns(self.desk.today))
        self.table = TableView("watched", _("Employers to keep an eye on"))
        self.table.setSortingEnabled(True)
        self.table.use(self.model, (26, 8, 34, 11, 7, 9, 12, 11, 9), 2, (8, 7, 4))
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.opened.connect(lambda at: self.opened.emit(self.model.row(at).employer_id))
        self.empty = EmptyState("", name="watched_empty", icon="employers")
        self.note = label(
            _("For the centre's own work; nothing is published. The official list is the HR's."),
            "small",
            name="watch_note",
            wrap=True,
        )
        yield
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card(name="watched_card")
        head = FlowLayout()
        for widget in (self.search, self.which, self.new, self.limits, self.to_excel):
            head.addWidget(widget)
        card.body.addLayout(head)
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.empty)
        card.add(holder, 1)
        card.add(self.exporting.progress)
        card.add(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)

    def refresh(self) -> None:
        """Read the list."""
        may = self.desk.actor.may
        self.new.setEnabled(may(Right.REGION))
        self.limits.setEnabled(may(Right.SETTINGS))
        self.to_excel.setEnabled(may(Right.EXPORT))
        self._asked += 1
        show = partial(self._show, self._asked)
        self.jobs.render(self, lambda _progress: risk.lines(self.desk), show, self._refused)

    def _show(self, asked: int, lines: Sequence[RiskLine]) -> None:
        if asked == self._asked:  # all cases are read, beside the desk: another may overtake it
            self._lines = lines
            self._narrow()

    def _narrow(self) -> None:
        text, which = self.search.text().strip().casefold(), self.which.code()
        shown = [
            line
            for line in self._lines
            if text in line.employer.casefold() and which in ("", line.standing.value)
        ]
        self.model.show(shown)
        self.empty.text.setText(
            _("No employer matches.")
            if self._lines
            else _("No indicator names an employer, and none is under watch.")
        )
        self._either.setCurrentWidget(self.table if shown else self.empty)

    def show_dialog(self, dialog: Dialog, done: str) -> None:
        """Open a dialog; once it is accepted say what was done."""
        dialog.accepted.connect(lambda: self.noticed.emit(done))
        dialog.open()

    def add_screening(self) -> None:
        """Open the form of a finding at any employer."""
        empty = Screening(day=self.desk.today(), visitors=self.desk.actor.name)
        dialog = ScreeningDialog(self.desk, self.jobs, empty, self)
        self.show_dialog(dialog, _("The finding is recorded."))

    def edit_limits(self) -> None:
        """Open the thresholds of the indicators."""
        self.jobs.ask(self, partial(risk.limits, self.desk), self._open_limits)

    def _open_limits(self, limits: dict[str, Limits]) -> None:
        dialog = LimitsDialog(self.desk, self.jobs, limits, self)
        self.show_dialog(dialog, _("The thresholds are set."))

    def _refused(self, error: DeskError) -> None:
        self.offered.emit(str(error), "", None)


def _columns(today: Callable[[], date]) -> tuple[Column[RiskLine], ...]:
    def due(line: RiskLine) -> date | None:
        return line.watch.next_due() if line.watch else None

    return (
        Column(title=_("Employer"), text=lambda x: x.employer, strong=True),
        Column(
            title=_("Level"),
            text=lambda x: level_text(x.level),
            key=lambda x: x.level.rank if x.level else 0,
            tone=lambda x: level_tone(x.level),
            strong=True,
            tip=lambda x: _("By the indicators: {level}").format(level=level_text(x.computed)),
        ),
        Column(title=_("Why"), text=_why, tip=lambda x: reasons_line(x.reasons) or "—"),
        Column(
            title=_("State"),
            text=lambda x: x.standing.label,
            tone=_tone,
        ),
        Column(
            title=_("Staff"),
            text=lambda x: str(x.headcount) if x.headcount is not None else "—",
            key=lambda x: x.headcount or 0,
            right=True,
        ),
        Column(title=_("Watched by"), text=lambda x: x.watch.owner if x.watch else "—"),
        Column(
            title=_("Next measure"),
            text=lambda x: day_from_now(on, today()) if (on := due(x)) else "—",
            key=lambda x: due(x) or date.max,
            tone=lambda x: due_tone(due(x), today()),
            tip=lambda x: day(due(x)) if due(x) else "—",
        ),
        Column(title=_("Last finding"), text=lambda x: day(x.screened_on)),
        Column(title=_("District"), text=lambda x: districts().get(x.district, x.district) or "—"),
    )


def _tone(line: RiskLine) -> Tone:
    if line.standing is Standing.RETURNED:
        return Tone.WARN
    return Tone.ACCENT if line.watch else Tone.PLAIN


def _why(line: RiskLine) -> str:
    if line.listed is not None:
        official = _("On the official list until {day}").format(day=line.listed.expires_on)
        return _("; ").join(filter(None, (official, reasons_line(line.reasons))))
    return reasons_line(line.reasons) or "—"
