"""Roll-up from below: who has reported, totals and comparison, and what goes up itself."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.period import Period
from mediation_desk.domain.rights import Right
from mediation_desk.domain.rollup import ENDING, Board, BoardLine, Made, Own, Received, Standing
from mediation_desk.domain.statistics import MonthBook, Report
from mediation_desk.i18n import N_, _
from mediation_desk.services import (
    rollup,
    rollup_board,
    rollup_keys,
    rollup_receiving,
    rollup_tables,
    statistics,
)
from mediation_desk.services.files import write_whole
from mediation_desk.services.rollup_keys import SigningKey
from mediation_desk.ui.files import ask_open_many, ask_save
from mediation_desk.ui.jobs import Progress
from mediation_desk.ui.pages.statistics_model import ReportModel
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.region.rollup_aside import AsideDialog, ask_without
from mediation_desk.ui.region.rollup_columns import columns
from mediation_desk.ui.region.rollup_dialogs import RegionDialog, UnitDialog
from mediation_desk.ui.region.rollup_made import MadeDialog
from mediation_desk.ui.region.rollup_receive import Found, ReceiveDialog
from mediation_desk.ui.region.tab import RegionTab
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link, primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.first_column import FirstColumn
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.period_bar import PeriodBar
from mediation_desk.ui.widgets.progress import ProgressLine
from mediation_desk.ui.widgets.rows_model import RowsModel
from mediation_desk.ui.widgets.table import TableView

_LIST_WIDTH = 11
_WIDEST = 14
_MOST_TOLD = 3
"""Sentences above the board; the rest stands with its lines and below the table on paper."""


class RollupTab(RegionTab):
    """A period above; at the left what is shown of it, at the right the table."""

    KEY, TITLE = "rollup", N_("Reports from below")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self.setAcceptDrops(True)
        self.found: Board | None = None
        self.book: MonthBook | None = None
        self.bar = PeriodBar("rollup", partial(statistics.period_of, self.desk))
        self.bar.choose(statistics.last_month(self.desk))
        self.bar.changed.connect(self.refresh)
        self.take = primary(_("Receive packages…"), "rollup_receive", self.ask_files, "import")
        self.make = secondary(_("Make a package…"), "rollup_make", self.make_package, "export")
        self.to_excel = secondary(
            _("Write as Excel…"), "rollup_xlsx", partial(self.export, "xlsx"), "export"
        )
        self.to_pdf = link(_("Write as PDF…"), "rollup_pdf", partial(self.export, "pdf"))
        yield
        self.own = label("", "small", name="rollup_own", wrap=True)
        self.own.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.to_made = link(_("Packages made…"), "rollup_made", self.show_made)
        self.to_key = link(_("Signing key…"), "rollup_key", self.show_key)
        self.region = link(_("Change the region…"), "rollup_region", self.change_region)
        self.add = link(_("Add a region…"), "rollup_add", self.add_unit)
        self.lacking = named(QCheckBox(), "rollup_lacking")
        self.lacking.toggled.connect(lambda _on: self._show_lines())
        self.told = label("", "small", name="rollup_told", wrap=True)
        self.problem = label("", "error", name="rollup_problem", wrap=True)
        self.problem.hide()
        self.progress = ProgressLine("rollup_progress")
        yield
        self.lines: RowsModel[BoardLine] = RowsModel(columns())
        self.board = TableView("rollup_board", _("Who has reported"))
        self.board.setSortingEnabled(True)
        self.board.use(self.lines, (17, 13, 8, 8, 8, 18, 6, 12, 9), 5, (8, 6, 7))
        self.board.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.board.opened.connect(self.open_unit)
        self.board.say_when_empty(_("Nobody reports to a county. Its own package is made here."))
        self.model = ReportModel()
        self.table = TableView("rollup_table", _("Report"))
        self.table.setModel(self.model)
        self.table.say_when_empty(_("Nothing to report."))
        self.area = FirstColumn(self.table)
        self.list = named(QListWidget(), "rollup_reports", _("Reports"))
        self.list.currentRowChanged.connect(lambda _row: self._show_report())
        yield
        self._lay_out()

    def _lay_out(self) -> None:
        head = FlowLayout()
        for widget in (self.bar, self.take, self.make, self.to_excel):
            head.addWidget(widget)
        told = QHBoxLayout()
        told.setSpacing(Space.M)
        told.addWidget(self.own, 1)
        told.addWidget(self.to_pdf)
        told.addWidget(self.to_made)
        told.addWidget(self.to_key)
        told.addWidget(self.add)
        told.addWidget(self.region)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(_LIST_WIDTH * self.fontMetrics().height())
        card = Card(name="rollup_card")
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.board)
        self._either.addWidget(self.table)
        above = QHBoxLayout()
        above.setSpacing(Space.M)
        above.addWidget(self.told, 1)
        above.addWidget(self.lacking)
        card.body.addLayout(above)
        card.add(holder, 1)
        below = QHBoxLayout()
        below.setSpacing(Space.M)
        below.addWidget(self.list)
        below.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addLayout(told)
        column.addWidget(self.problem)
        column.addWidget(self.progress)
        column.addLayout(below, 1)

    # -- what is shown ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the period again; totals are added up beside the desk."""
        period = self.bar.period()
        may = self.desk.actor.may(Right.SUPERVISE)
        for button in (self.take, self.make, self.add):
            button.setEnabled(may)
        self.region.setVisible(self.desk.actor.may(Right.SETTINGS))
        self.jobs.ask(self, partial(rollup.own, self.desk), self._show_own, self._refused)
        self.jobs.ask(
            self, partial(rollup_board.board, self.desk, period), self._show_board, self._refused
        )

        def count(_progress: Progress) -> MonthBook:
            return rollup_tables.book(self.desk, period)

        self.jobs.render(self, count, self._show_book, self._refused)

    def _show_own(self, own: Own) -> None:
        self._own = own
        said = _("This centre reports for {region} ({code})")
        if own.region and own.region_name == own.region:
            said = _("This centre reports for {code}, which is not in the list of regions")
        texts = [said.format(region=own.region_name or "—", code=own.region or "—")]
        if own.fingerprint:
            texts.append(_("fingerprint of its key: {print}").format(print=own.fingerprint))
        self.own.setText(_("; ").join(texts))
        self.to_key.setVisible(bool(own.fingerprint) and self.desk.actor.may(Right.SUPERVISE))
        self.take.setVisible(own.collects)
        self.add.setVisible(own.collects)

    def _show_board(self, found: Board) -> None:
        if found.period != self.bar.period():
            return
        self.found = found
        self.problem.hide()
        self._show_lines()

    def _show_lines(self) -> None:
        """Show who has reported, or of them only those that are missing."""
        lines = self.found.lines if self.found else ()
        missing = self.found.of(Standing.MISSING) if self.found else ()
        self.lacking.setText(_("Missing only ({n})").format(n=len(missing)))
        self.lacking.setEnabled(bool(missing))
        self.lines.show(missing if missing and self.lacking.isChecked() else lines)

    def _show_book(self, book: MonthBook) -> None:
        if book.period != self.bar.period():
            return
        self.book = book
        row = max(self.list.currentRow(), 0)
        self.list.blockSignals(True)
        self.list.clear()
        for one in book.reports:
            self.list.addItem(one.title)
            self.list.item(self.list.count() - 1).setToolTip(one.title)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.list.blockSignals(False)
        self._show_report()

    def _show_report(self) -> None:
        row = self.list.currentRow()
        if self.book is None or row < 0:
            return
        report = self.book.reports[row]
        self._either.setCurrentWidget(self.table if row else self.board)
        self.lacking.setVisible(not row)
        self.told.setText(" ".join(report.notes[:_MOST_TOLD]) if not row else self._words(report))
        self.told.setToolTip("\n".join(report.notes))
        if not row:
            return
        self.model.show(report)
        advance, most = self.fontMetrics().horizontalAdvance, _WIDEST * self.fontMetrics().height()
        for place, head in enumerate(report.heads):
            cells = [
                advance(str(self.model.index(line, place).data()))
                for line in range(min(self.model.rowCount(), 200))
            ]
            wide = min(int(max(cells, default=0) * 1.08), most)
            self.table.setColumnWidth(place, max(advance(head.title), wide) + 2 * Space.M)

    def _words(self, report: Report) -> str:
        """Return what is said above a table of totals: first of all whose figures lack."""
        assert self.book is not None
        told = _("The totals are of those received: {complete}.").format(complete=self.book.said)
        return f"{told} {report.notes[-1]}" if self.book.said else report.notes[-1]

    # -- receiving ----------------------------------------------------------------------------

    def ask_files(self) -> None:
        """Choose packages to receive."""
        kinds = _("Period packages") + f" (*{ENDING})"
        self.look_at(ask_open_many(self, _("Receive packages"), kinds, "packages"))

    def look_at(self, paths: Sequence[Path]) -> None:
        """Check files beside the desk, then show what was found."""
        if not paths:
            return

        def check(progress: Progress) -> list[Found]:
            looks = rollup_receiving.look_together(self.desk, paths, progress)
            return [Found(path, look) for path, look in zip(paths, looks, strict=True)]

        rendering = self.jobs.render(self, check, self._show_found, self._refused)
        self.progress.follow(rendering, _("Checking packages…"))

    def _show_found(self, found: Sequence[Found]) -> None:
        self.progress.done()
        dialog = ReceiveDialog(self.desk, self.jobs, found, self)
        periods = [one.look.package.period for one in found if one.look.sound and one.look.package]
        dialog.finished.connect(lambda _how: self._taken(dialog.taken, periods))
        dialog.open()

    def _taken(self, number: int, periods: Sequence[Period]) -> None:
        if not number:
            return
        if periods and self.bar.period() not in periods:
            self.bar.choose(periods[0])
        self.noticed.emit(_("Packages received: {n}").format(n=number))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged here."""
        if self.take.isEnabled() and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.look_at(paths)

    # -- what goes up -------------------------------------------------------------------------

    def make_package(self) -> None:
        """Make the package of the period in view, then ask where to save it."""
        period = self.bar.period()
        job = partial(rollup_board.lacking, self.desk, period)
        ask = partial(ask_without, period, make=partial(self._make, period), parent=self)
        self.problem.hide()
        self.jobs.ask(self, job, lambda found: ask(*found), self._refused)

    def _make(self, period: Period) -> None:
        def make() -> tuple[Made, str, bytes]:
            made = rollup.make(self.desk, period)
            return (made, *rollup.package_file(self.desk, made.id))

        self.jobs.do(self, make, self._save_package, self._refused)

    def show_made(self) -> None:
        """List every package that this centre made, to be saved again."""

        def show(held: Sequence[Made]) -> None:
            dialog = MadeDialog(held, self)
            dialog.wanted.connect(self._save_again)
            dialog.open()

        self.jobs.ask(self, partial(rollup.made, self.desk), show, self._refused)

    def show_key(self) -> None:
        """Show the key that signs packages, to print its fingerprint or renew it."""
        from mediation_desk.ui.region.rollup_key import KeyDialog

        def show(key: SigningKey) -> None:
            dialog = KeyDialog(self.desk, self.jobs, key, self)
            dialog.finished.connect(lambda _how: self.refresh())
            dialog.open()

        self.jobs.ask(self, partial(rollup_keys.key, self.desk), show, self._refused)

    def _save_again(self, one: Made) -> None:
        job = partial(rollup.package_file, self.desk, one.id)
        self.jobs.ask(self, job, lambda file: self._save_package((one, *file)), self._refused)

    def _save_package(self, made: tuple[Made, str, bytes]) -> None:
        one, name, data = made
        path = ask_save(self, _("Save the package"), name, f"*{ENDING}", "packages")
        if path is not None:
            self._write(path.with_suffix(ENDING), data, one)

    def _write(self, path: Path, data: bytes, made: Made) -> None:
        def then(written: Path) -> None:
            self.said.emit(
                _("Package no. {n} of {period} is saved: {name}").format(
                    n=made.sequence, period=made.period.name, name=written.name
                )
            )

        self.jobs.render(self, lambda _progress: write_whole(path, data), then, self._refused)

    def export(self, kind: str) -> None:
        """Write all tables of the period."""
        name = f"{_('Reports from below')} {self.bar.period().name}.{kind}"
        path = ask_save(self, _("Export the reports"), name, f"*.{kind}", "log")
        if path is not None:
            self.export_to(path.with_suffix(f".{kind}"))

    def export_to(self, path: Path) -> None:
        """Write all tables to a place, by the name's ending."""
        period, kind = self.bar.period(), path.suffix.removeprefix(".")

        def write(progress: Progress) -> Path:
            return write_whole(path, rollup_tables.book_bytes(self.desk, period, kind, progress))

        def written(where: Path) -> None:
            self.progress.done()
            self.said.emit(_("Written: {name}").format(name=where.name))

        rendering = self.jobs.render(self, write, written, self._refused)
        self.progress.follow(rendering, _("Writing {name}…").format(name=path.name))

    # -- whose package is expected ------------------------------------------------------------

    def open_unit(self, index: QModelIndex) -> None:
        """Show a region: whether it is expected, and every package of the period."""
        line = self.lines.row(index)
        job = partial(rollup_board.history, self.desk, self.bar.period(), line.unit.code)
        self.jobs.ask(self, job, lambda held: self._open_unit(line, held), self._refused)

    def _open_unit(self, line: BoardLine | None, held: Sequence[Received]) -> None:
        dialog = UnitDialog(self.desk, self.jobs, line, held, self)
        dialog.wants_aside.connect(lambda: self._set_aside(held))
        self.show_dialog(dialog, _("The list of those who report is changed."))

    def _set_aside(self, held: Sequence[Received]) -> None:
        dialog = AsideDialog(self.desk, self.jobs, held, self)
        self.show_dialog(dialog, _("What counts of this area is changed."))

    def add_unit(self) -> None:
        """Add a region that the list does not have."""
        self._open_unit(None, ())

    def change_region(self) -> None:
        """Set the region that this centre reports for."""
        dialog = RegionDialog(self.desk, self.jobs, self._own, self)
        dialog.accepted.connect(self.refresh)
        dialog.open()

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self.problem.setText(str(error))
        self.problem.show()

    def print_text(self) -> str:
        """Return the table in view for the printer."""
        shown = self.table if self.list.currentRow() > 0 else self.board
        return table_html(shown.all_text()) if shown.model().rowCount() else ""
