"""The register of findings (排查登记): visits and signals of a year, to open and print."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from mediation_desk.domain.money import figures
from mediation_desk.domain.rights import Right
from mediation_desk.domain.risk import FindingSource, Screening
from mediation_desk.domain.risk_words import plain
from mediation_desk.i18n import _
from mediation_desk.services import watching
from mediation_desk.ui.employers.risk_exporting import RiskExporting
from mediation_desk.ui.employers.screening_dialog import ScreeningDialog
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.parts import InParts
from mediation_desk.ui.phrases import day
from mediation_desk.ui.widgets.buttons import primary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

YEARS_BACK = 10


class ScreeningList(QWidget, InParts):
    """Findings of a year; a double click opens one."""

    noticed = Signal(str)
    """An act was done; the notice offers to undo it."""
    offered = Signal(str, str, object)
    """A notice with an offer."""

    def __init__(self, desk: "Desk", jobs: Jobs, *, whole: bool = True) -> None:
        super().__init__()
        self.desk, self.jobs = desk, jobs
        named(self, "screening_list", _("Register of findings"))
        self.setProperty("role", "ground")
        self._found: Sequence[Screening] = ()
        self.start_making(whole=whole)

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        this_year = self.desk.today().year
        years = range(this_year, this_year - YEARS_BACK, -1)
        self.year = named(Choice(), "screening_year", _("Year"))
        self.year.offer([(str(year), str(year)) for year in years])
        self.year.currentIndexChanged.connect(lambda _place: self.refresh())
        self.search = named(QLineEdit(), "screening_search", _("Name of the employer"))
        self.search.setPlaceholderText(_("Name of the employer"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(220)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.visits = QCheckBox(_("Screening visits only"))
        named(self.visits, "visits_only", _("Screening visits only"))
        self.visits.setMinimumHeight(self.search.sizeHint().height())
        self.visits.toggled.connect(lambda _on: self._narrow())
        self.new = primary(_("Record a finding…"), "finding_new", self.add, "plus")
        self.exporting = RiskExporting(
            self.desk, self.jobs, "findings_export", self._year, self.offered.emit, self
        )
        yield
        self.model: RowsModel[Screening] = RowsModel(_columns())
        self.table = TableView("screenings", _("Register of findings"))
        self.table.setSortingEnabled(True)
        self.table.use(self.model, (11, 26, 14, 12, 7, 7, 8, 13, 30, 11), 8, (5, 3, 9))
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.opened.connect(lambda at: self._open(self.model.row(at)))
        self.empty = EmptyState("", name="screenings_empty", icon="employers")
        self.told = label("", "small", name="screenings_told")
        yield
        card = Card(name="screenings_card")
        head = FlowLayout()
        for widget in (self.year, self.search, self.visits, self.new, self.exporting.button):
            head.addWidget(widget)
        card.body.addLayout(head)
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.empty)
        card.add(holder, 1)
        card.add(self.exporting.progress)
        card.add(self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)

    def refresh(self) -> None:
        """Read the findings of the year."""
        self.new.setEnabled(self.desk.actor.may(Right.REGION))
        self.exporting.button.setEnabled(self.desk.actor.may(Right.EXPORT))
        year = self._year()
        ask = partial(watching.screenings, self.desk, date(year, 1, 1), date(year, 12, 31))
        self.jobs.ask(self, ask, self._show)

    def _year(self) -> int:
        """Return the year in view."""
        return int(self.year.code() or self.desk.today().year)

    def _show(self, found: Sequence[Screening]) -> None:
        self._found = found
        self._narrow()

    def _narrow(self) -> None:
        text = self.search.text().strip().casefold()
        shown = [
            one
            for one in self._found
            if text in one.employer.casefold()
            and (not self.visits.isChecked() or one.source is FindingSource.VISIT)
        ]
        self.model.show(shown)
        visits = [one for one in shown if one.source is FindingSource.VISIT]
        self.told.setText(
            _("{visits} visits and {others} signals at {employers} employers").format(
                visits=len(visits),
                others=len(shown) - len(visits),
                employers=len({one.employer_id for one in shown}),
            )
        )
        self.empty.text.setText(
            _("No finding matches.")
            if self._found
            else _("Nothing was recorded in this year. A screening visit begins with a finding.")
        )
        self._either.setCurrentWidget(self.table if shown else self.empty)

    def add(self) -> None:
        """Open the form of a finding at any employer."""
        self._open(Screening(day=self.desk.today(), visitors=self.desk.actor.name))

    def _open(self, value: Screening) -> None:
        dialog = ScreeningDialog(self.desk, self.jobs, value, self)
        dialog.accepted.connect(lambda: self.noticed.emit(_("The finding is recorded.")))
        dialog.open()


def _columns() -> tuple[Column[Screening], ...]:
    def count(number: int | None) -> str:
        return "—" if number is None else str(number)

    return (
        Column(title=_("Day"), text=lambda s: s.day.isoformat()),
        Column(title=_("Employer"), text=lambda s: s.employer, strong=True),
        Column(title=_("Where it comes from"), text=lambda s: s.source.label),
        Column(title=_("Who went there"), text=lambda s: s.visitors or "—"),
        Column(
            title=_("Staff"),
            text=lambda s: count(s.headcount),
            key=lambda s: s.headcount or 0,
            right=True,
        ),
        Column(
            title=_("Affected"),
            text=lambda s: count(s.affected),
            key=lambda s: s.affected or 0,
            right=True,
        ),
        Column(
            title=_("Months owed"),
            text=lambda s: "—" if s.months is None else plain(s.months),
            key=lambda s: s.months or 0,
            right=True,
        ),
        Column(
            title=_("Wages owed, yuan"),
            text=lambda s: "—" if s.owed is None else figures(s.owed),
            key=lambda s: s.owed or 0,
            right=True,
        ),
        Column(title=_("What was found"), text=lambda s: " ".join(s.findings.split())),
        Column(title=_("Next visit"), text=lambda s: day(s.next_on)),
    )
