"""Cases: the whole list, filtered and sorted by the file, smooth at any length."""

from array import array
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFilter, CaseLine, CaseOrder
from mediation_desk.domain.centre import User
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import N_, _
from mediation_desk.services import browse, past_cases, settings
from mediation_desk.ui.ledger.undo_question import undo_question
from mediation_desk.ui.page import Page
from mediation_desk.ui.pages.case_filters import CaseFilters
from mediation_desk.ui.pages.cases_model import NUMBER, ORDERS, PAGE, CasesModel
from mediation_desk.ui.pages.log_dialog import LogDialog
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import icon_button, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    pass

ROOMY = 900
"""Width of the page in logical pixels under which the count of cases gives way to the filters."""
WIDTHS = (26, 12, 24, 16, 10, 8, 10, 11, 12, 12)
PRINTED = 500
"""Lines that Ctrl+P prints at most; the log is for more."""


class CasesPage(Page):
    """Filters above, the list below; Enter opens a case."""

    NAME, TITLE = "cases", N_("Cases")
    UNDOES = frozenset({"saved_query", "log_layout"})

    def build(self) -> Iterator[None]:
        """Make the page."""
        self._asking = 0
        self._sorted = (NUMBER, Qt.SortOrder.DescendingOrder)
        self._shown: tuple[CaseFilter, CaseOrder, bool] | None = None
        self.count = label("", "small", name="case_count")
        self.model = CasesModel(self.desk.today)
        self.model.wanted.connect(self._fetch)
        self.filters = CaseFilters(self.desk.today)
        self.filters.changed.connect(self.refresh)
        yield
        self.export = secondary(
            _("Export the month's log…"), "export_log", self.export_log, "export"
        )
        self.past = icon_button(
            "import", _("Import a ledger of former years…"), "import_ledger", self.import_ledger
        )
        if not self.desk.actor.may(Right.SUPERVISE):
            self.past.hide()
        self.query = secondary(_("Query…"), "case_query", self.ask, "search")
        self.table = TableView("case_list", _("Cases"))
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(*self._sorted)
        self.table.use(self.model, WIDTHS, 2, yields=(9, 6, 8))
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.table.opened.connect(self._open)
        self.nothing = EmptyState(
            _("No case matches."),
            name="cases_empty",
            icon="cases",
            action=_("Clear the filters"),
            clicked=self.filters.reset,
        )
        yield
        self._lay_out()
        self.setFocusProxy(self.table)
        self.jobs.ask(self, partial(settings.officers, self.desk), self._offer_people)

    def _lay_out(self) -> None:
        card = Card(name="cases_card")
        card.body.setSpacing(Space.S)
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.nothing)
        card.add(holder, 1)
        above = QHBoxLayout()
        above.setSpacing(Space.S)
        above.addWidget(self.filters, 1)
        above.addWidget(self.count)
        above.addWidget(self.query)
        above.addWidget(self.export)
        above.addWidget(self.past)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.M)
        column.addLayout(above)
        column.addWidget(card, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the count out where the filters need its room."""
        super().resizeEvent(event)
        self.count.setVisible(self.width() >= ROOMY)

    def _offer_people(self, people: Sequence[User]) -> None:
        self.filters.offer_mediators(people)

    def refresh(self) -> None:
        """Read the list again: the first page first, then all keys."""
        self.export.setText(
            _("Export the month's log…")
            if self.filters.among is None
            else _("Export the cases found…")
        )
        self._asking += 1
        asking, wanted = self._asking, (self.filters.value(), *self._order())
        if wanted != self._shown:
            self.jobs.ask(
                self,
                lambda: browse.first_lines(self.desk, *wanted),
                lambda lines: self._show_first(asking, wanted, lines),
            )
        else:
            self.model.age_lines()
        self.jobs.ask(
            self,
            lambda: browse.case_ids(self.desk, *wanted),
            lambda ids: self._show_keys(asking, ids),
        )

    def _show_first(
        self, asking: int, wanted: tuple[CaseFilter, CaseOrder, bool], lines: Sequence[CaseLine]
    ) -> None:
        if asking == self._asking:
            self._shown = wanted
            self.model.show_first(lines[:PAGE])
            self._show_count(len(lines), more=len(lines) >= PAGE)

    def _show_keys(self, asking: int, ids: "array[int]") -> None:
        if asking != self._asking:
            return
        kept = self._current_case()
        scrolled = self.table.verticalScrollBar().value()
        self.model.show_keys(ids)
        self._show_count(len(ids))
        if (row := self.model.row_of(kept)) >= 0:
            self.table.selectRow(row)
        self.table.verticalScrollBar().setValue(scrolled)

    def _show_count(self, count: int, *, more: bool = False) -> None:
        self.count.setText(
            _("Cases: more than {count}").format(count=count)
            if more
            else _("Cases: {count}").format(count=f"{count:,}")
        )
        self._either.setCurrentWidget(self.table if count else self.nothing)

    def _current_case(self) -> int:
        index = self.table.currentIndex()
        return self.model.key(index.row()) if index.isValid() else 0

    def _fetch(self, number: int, ids: list[int]) -> None:
        self.jobs.ask(
            self,
            lambda: browse.case_lines(self.desk, ids),
            lambda lines: self.model.take_page(number, ids, lines),
        )

    def _order(self) -> tuple[CaseOrder, bool]:
        header = self.table.horizontalHeader()
        order = ORDERS.get(header.sortIndicatorSection(), CaseOrder.NUMBER)
        return order, header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column that the file can sort by; another leaves the sort as it was."""
        if column in ORDERS:
            self._sorted = (column, order)
            self.refresh()
        else:
            self.table.horizontalHeader().setSortIndicator(*self._sorted)

    def _open(self, index: QModelIndex) -> None:
        self.wanted_case.emit(self.model.key(index.row()), "")

    def show_employer(self, employer_id: int, name: str) -> None:
        """Show the cases of one employer."""
        self.filters.show_employer(employer_id, name)

    def show_found(self, keys: tuple[int, ...], what: str) -> None:
        """Show the cases behind a number."""
        self.filters.show_found(keys, what)

    def ask(self) -> None:
        """Open the query over all cases; those that answer come up in the list."""
        from mediation_desk.ui.pages.query_dialog import QueryDialog  # when it is wanted

        dialog = QueryDialog(self.desk, self.jobs, self)
        dialog.found.connect(self.show_found)
        dialog.open()

    def export_log(self) -> None:
        """Open the dialog of the month's log, or of the log of the cases found."""
        found = self.filters.among
        dialog = LogDialog(self.desk, self.jobs, self, found, self.filters.found_by)
        dialog.offered.connect(self.offered)
        dialog.open()

    def import_ledger(self) -> None:
        """Lead through the import of a ledger of former years."""
        if not self.desk.actor.may(Right.SUPERVISE):
            self.noticed.emit(self.desk.actor.refusal(Right.SUPERVISE), None)
            return
        from mediation_desk.ui.ledger.dialog import LedgerDialog  # when it is wanted

        dialog = LedgerDialog(self.desk, self.jobs, self)
        dialog.imported.connect(self._tell_import)
        dialog.said.connect(lambda text: self.noticed.emit(text, None))
        dialog.open()

    def _tell_import(self, key: int, cases: int, file: str) -> None:
        told = _("{n} cases imported from “{file}”.").format(n=f"{cases:,}", file=file)
        self.led_on.emit(
            told,
            partial(self._ask_back, key, cases, file),
            _("Show these cases"),
            partial(self._show_import, key, file),
        )

    def _ask_back(self, key: int, cases: int, file: str) -> None:
        """Ask before all cases of an import go: they come back only by importing it again."""
        undo_question(self, cases, file, partial(self._take_back, key)).open()

    def _take_back(self, key: int) -> None:
        self.jobs.do(
            self,
            partial(past_cases.take_back, self.desk, key),
            lambda n: self.noticed.emit(
                _("The import is undone: {n} cases.").format(n=f"{n:,}"), None
            ),
            lambda error: self.noticed.emit(str(error), None),
        )

    def _show_import(self, key: int, file: str) -> None:
        self.jobs.ask(
            self,
            partial(past_cases.cases_of, self.desk, key),
            lambda keys: self.show_found(keys, file),
        )

    def print_text(self) -> str:
        """Return the lines that are at hand from the top, for the printer."""
        columns = range(self.model.columnCount())
        heading = Qt.Orientation.Horizontal
        lines = ["\t".join(str(self.model.headerData(c, heading)) for c in columns)]
        for row in range(min(self.model.rowCount(), PRINTED)):
            if self.model.line(row) is not None:
                cells = (str(self.model.index(row, c).data()) for c in columns)
                lines.append("\t".join(cells))
        return table_html("\n".join(lines)) if len(lines) > 1 else ""

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "<p>Type a number, a name, pinyin initials (zsf) or an employer to narrow the list."
            " Click a heading to sort, drag it to move or widen a column.</p>"
            "<p>Enter or a double click opens the case. Selected rows can be copied into a"
            " spreadsheet with Ctrl+C; a right click offers more.</p>"
            "<p>“Query…” asks for cases by any conditions together: periods, amounts, kinds,"
            " outcomes, persons, employers. A saved query is there for everybody.</p>"
            "<p>“Export the month's log…” writes the case log of a month for Excel, as PDF or"
            " as CSV; where the list is narrowed to cases found, it writes these.</p>"
            "<p>The arrow beside it brings in a ledger of former years: the columns are checked"
            " first, then every line, and one undo takes all of it back.</p>"
        )
