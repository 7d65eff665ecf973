"""Employers: who is disputed with, what is owed, and whom to keep an eye on."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property, partial

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from mediation_desk.domain.case import EmployerLine
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.recycling import DAYS
from mediation_desk.domain.taxonomy import districts
from mediation_desk.i18n import N_, _
from mediation_desk.services import browse, recycling
from mediation_desk.services.browse import EmployerFile
from mediation_desk.ui.employers.one import RISK, OneEmployer
from mediation_desk.ui.employers.screening_list import ScreeningList
from mediation_desk.ui.employers.watch_list import WatchList
from mediation_desk.ui.page import Page
from mediation_desk.ui.parts import Ahead
from mediation_desk.ui.phrases import day, money
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

PAUSE_MS = 180
LAST_RECEIVED = 6
"""The column by which the list comes sorted."""
ALL, WATCHED, FINDINGS = "all", "watched", "findings"
VIEWS = {
    ALL: N_("All employers"),
    WATCHED: N_("To keep an eye on"),
    FINDINGS: N_("Register of findings"),
}
"""The views of the list in their order; each is made when it first comes up."""


class EmployersPage(Page):
    """The list with a search; one employer opens in its place, Esc goes back."""

    NAME, TITLE = "employers", N_("Employers")
    UNDOES = frozenset(
        {"screening", "employer_watch", "watch_measure", "official_listing", "risk_limit"}
    )

    def build(self) -> Iterator[None]:
        """Make the page."""
        self._employer_id = 0
        self._ahead = Ahead()
        self.search = named(QLineEdit(), "employer_search", _("Name or credit code"))
        self.search.setPlaceholderText(_("Name or credit code"))
        self.search.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.model = RowsModel[EmployerLine](_employer_columns())
        self.table = TableView("employer_list", _("Employers"))
        self.table.setSortingEnabled(True)
        header = self.table.horizontalHeader()
        header.setSortIndicator(LAST_RECEIVED, Qt.SortOrder.DescendingOrder)
        self.table.use(self.model, (30, 22, 10, 7, 7, 8, 10, 14), 0)
        self.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.table.opened.connect(self._open_row)
        yield
        self.empty = EmptyState(
            _("No employer yet. Employers come with their first case."),
            name="employers_empty",
            icon="employers",
        )
        self.one = OneEmployer(self.desk, self.jobs)
        yield
        self._hear_one()
        self._lay_out()
        self.setFocusProxy(self.table)

    def _hear_one(self) -> None:
        one = self.one
        one.back.clicked.connect(lambda _checked=False: self.escape())
        one.table.opened.connect(lambda index: self.wanted_case.emit(one.model.row(index).id, ""))
        one.noticed.connect(lambda text: self.noticed.emit(text, self.undo_last))
        one.discarding.connect(self._discard)
        one.wanted_employer.connect(self.open_employer)
        one.wanted_case.connect(self.wanted_case)
        one.wanted_cases.connect(self.wanted_cases)
        one.wanted_matter.connect(lambda key: self.wanted_region.emit("letters", key))

    def _discard(self, key: int, name: str) -> None:
        """Leave the employer's file, and move it to the recycle bin."""
        self.escape()
        self.jobs.do(
            self,
            partial(recycling.discard_employer, self.desk, key),
            lambda _done: self.noticed.emit(
                _("{name} is in the recycle bin for {n} days.").format(name=name, n=DAYS), None
            ),
        )

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.M)
        self.search.setMaximumWidth(420)
        column.addWidget(self.search)
        card = Card(name="employers_card")
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.empty)
        card.add(holder, 1)
        column.addWidget(card, 1)
        self.tabs = named(QTabWidget(), "employers_views", _("Lists of employers"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(whole, _(VIEWS[ALL]))
        for key in (WATCHED, FINDINGS):
            room = QWidget()
            inside = QVBoxLayout(room)
            inside.setContentsMargins(0, Space.S, 0, 0)
            self.tabs.addTab(room, _(VIEWS[key]))
        self.tabs.currentChanged.connect(lambda _place: self.refresh())
        listing = QWidget()
        outer = QVBoxLayout(listing)
        outer.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        outer.addWidget(self.tabs)
        self._views = QStackedLayout(self)
        self._views.addWidget(listing)
        self._views.addWidget(self.one)

    def ahead(self) -> Iterator[None]:
        """Make the lists that were not wanted yet."""
        for name, kind in (("watched", WatchList), ("findings", ScreeningList)):
            if name not in self.__dict__:
                yield from self._ahead.make(kind, self.desk, self.jobs)
                getattr(self, name)
                yield

    @cached_property
    def watched(self) -> WatchList:
        """Employers to keep an eye on."""
        view = self._ahead.take(WatchList, self.desk, self.jobs)
        view.opened.connect(lambda key: self.lead_to(key, RISK))
        view.offered.connect(self.offered)
        view.noticed.connect(lambda text: self.noticed.emit(text, self.undo_last))
        self._stand(view, WATCHED)
        return view

    @cached_property
    def findings(self) -> ScreeningList:
        """The register of findings."""
        view = self._ahead.take(ScreeningList, self.desk, self.jobs)
        view.offered.connect(self.offered)
        view.noticed.connect(lambda text: self.noticed.emit(text, self.undo_last))
        self._stand(view, FINDINGS)
        return view

    def _stand(self, view: QWidget, key: str) -> None:
        layout = self.tabs.widget(list(VIEWS).index(key)).layout()
        assert layout is not None, "every list has a place"
        layout.addWidget(view)

    @property
    def view(self) -> str:
        """The key of the list in view."""
        return list(VIEWS)[self.tabs.currentIndex()]

    def show_view(self, key: str) -> None:
        """Bring up a list by its key."""
        self.tabs.setCurrentIndex(list(VIEWS).index(key))

    def lead_to(self, employer_id: int, tab: str) -> None:
        """Open an employer at a tab of its file."""
        self.one.show_tab(tab)
        self.open_employer(employer_id)

    def refresh(self) -> None:
        """Read the list in view, and the employer that is open."""
        match self.view:
            case "watched":
                self.watched.refresh()
            case "findings":
                self.findings.refresh()
            case _:
                self._read_all()
        if self._employer_id:
            self.open_employer(self._employer_id)

    def _read_all(self) -> None:
        text = self.search.text().strip()
        self.jobs.ask(
            self, partial(browse.employer_lines, self.desk, text), partial(self._show, text)
        )

    def _show(self, text: str, lines: Sequence[EmployerLine]) -> None:
        if text == self.search.text().strip():
            self.model.show(lines)
            self.empty.text.setText(
                _("No employer matches.")
                if text
                else _("No employer yet. Employers come with their first case.")
            )
            self._either.setCurrentWidget(self.table if lines else self.empty)

    def _open_row(self, index: QModelIndex) -> None:
        self.open_employer(self.model.row(index).id)

    def open_employer(self, employer_id: int) -> None:
        """Open one employer's record."""
        self._employer_id = employer_id
        self.jobs.ask(
            self,
            partial(browse.employer_file, self.desk, employer_id),
            self._show_employer,
            partial(self._not_read, employer_id),
        )

    def in_view(self) -> str:
        """Return the key of the employer whose record is in view."""
        return str(self._employer_id or "")

    def come_back_to(self, part: str) -> None:
        """Open that employer's record again."""
        if part.isdecimal():
            self.open_employer(int(part))

    def _not_read(self, employer_id: int, error: DeskError) -> None:
        """Stay with the record in view, if one is."""
        if self._employer_id == employer_id:
            in_view = self._views.currentWidget() is self.one
            self._employer_id = self.one.employer_id if in_view else 0
        self.jobs.refused.emit(error)

    def _show_employer(self, file: EmployerFile) -> None:
        if self._employer_id == file.line.id:
            self.one.show_file(file)
            self._views.setCurrentWidget(self.one)
            self.retitle(_("Employers"))

    def escape(self) -> bool:
        """Go back to the list."""
        was_open = self._views.currentWidget() is self.one
        self._employer_id = 0
        self._views.setCurrentIndex(0)
        return was_open

    def print_text(self) -> str:
        """Return what is in view for the printer."""
        if self._views.currentWidget() is self.one:
            return self.one.print_text()
        shown = {ALL: self.table, WATCHED: self.watched.table, FINDINGS: self.findings.table}
        table = shown[self.view]
        return table_html(table.all_text()) if table.model().rowCount() else ""

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "<p>Every employer that was ever a party, with the number of cases and workers and"
            " what it still owes under agreements. Enter or a double click opens its record; Esc"
            " goes back to the list.</p>"
            "<p><b>To keep an eye on</b> names the employers that an indicator points at, with the"
            " level and why; the thresholds are set under “Indicators”. A double click on a reason"
            " opens the very cases, letters or findings that it counts. Who watches an employer"
            " writes down measures with their days, which stand on Today; a supervisor ends the"
            " watch with the reason.</p>"
            "<p><b>Register of findings</b> holds screening visits and what others told of an"
            " employer. The list is for the centre's own work and is not published; the official"
            " list is made by the HR department alone and kept here as its decision.</p>"
        )

    # -- undo -------------------------------------------------------------------------------


def _employer_columns() -> tuple[Column[EmployerLine], ...]:
    return (
        Column(title=_("Employer"), text=lambda e: e.name),
        Column(title=_("Credit code"), text=lambda e: e.credit_code or "—"),
        Column(title=_("District"), text=lambda e: districts().get(e.district, e.district) or "—"),
        Column(title=_("Cases"), text=lambda e: str(e.cases), key=lambda e: e.cases, right=True),
        Column(
            title=_("In hand"),
            text=lambda e: str(e.open_cases),
            key=lambda e: e.open_cases,
            right=True,
        ),
        Column(
            title=_("Workers"), text=lambda e: str(e.workers), key=lambda e: e.workers, right=True
        ),
        Column(
            title=_("Last received"),
            text=lambda e: day(e.last_received_on),
            key=lambda e: e.last_received_on or date.min,
        ),
        Column(
            title=_("Owed, yuan"),
            text=lambda e: money(e.owed),
            key=lambda e: e.owed,
            right=True,
            tone=lambda e: Tone.WARN if e.owed else Tone.MUTED,
        ),
    )
