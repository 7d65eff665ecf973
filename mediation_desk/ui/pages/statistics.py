"""Statistics (统计): the reports of a period, with the cases behind every number."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QSplitter,
    QVBoxLayout,
)

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.period import Period
from mediation_desk.domain.rights import Right
from mediation_desk.domain.small_numbers import HIDDEN
from mediation_desk.domain.statistics import Behind, Counting, MonthBook, Report
from mediation_desk.i18n import N_, _
from mediation_desk.reports import month_texts
from mediation_desk.services import month_pictures, period_locks, statistics
from mediation_desk.ui.files import ask_save, open_folder
from mediation_desk.ui.jobs import Progress, Rendering
from mediation_desk.ui.page import Page
from mediation_desk.ui.pages.pictures_dialog import PicturesDialog
from mediation_desk.ui.pages.report_table import ReportTable
from mediation_desk.ui.pages.statistics_lock import LockQuestion, UnlockDialog
from mediation_desk.ui.pages.statistics_model import ReportModel
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link, secondary
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.period_bar import PeriodBar
from mediation_desk.ui.widgets.progress import ProgressLine

_LIST_WIDTH = 11
"""Width of the list of reports, in heights of type."""


class StatisticsPage(Page):
    """Period above, the reports at the left, the table with its definitions at the right."""

    NAME, TITLE = "statistics", N_("Statistics")
    NO_UNDO = N_(
        "Only a lock is set on this page: it is taken away with a reason, by the button at the top."
    )

    def build(self) -> Iterator[None]:
        """Make the page."""
        self.book: MonthBook | None = None
        self.shown: MonthBook | None = None
        """The book in view: whole, or as others are given it."""
        self._rendering: Rendering | None = None
        self._make_bar()
        yield
        self.list = named(QListWidget(), "statistics_reports", _("Reports"))
        self.list.currentRowChanged.connect(lambda _row: self._show_report())
        self.model = ReportModel()
        self.table = ReportTable("statistics_table", _("Report"), self.model)
        self.table.opened.connect(self.open_behind)
        self.table.say_when_empty(_("Nothing to report."))
        yield
        self.notes = label("", "small", name="statistics_notes", wrap=True)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem = label("", "error", name="statistics_problem", wrap=True)
        self.problem.hide()
        self.progress = ProgressLine("statistics_progress")
        self._lay_out()
        self.choose(statistics.last_month(self.desk))
        self.setFocusProxy(self.table)

    def _make_bar(self) -> None:
        self.bar = PeriodBar("statistics", partial(statistics.period_of, self.desk))
        self.bar.changed.connect(self.refresh)
        self.standing = label("", "small", name="statistics_standing", wrap=True)
        self.changed = link("", "statistics_changed", self.show_changed)
        self.changed.hide()
        given = _("As others are given it")
        self.given = named(QCheckBox(given), "statistics_given", given)
        self.given.setToolTip(_told_of_given(self.desk.actor.may(Right.SUPERVISE)))
        self.given.toggled.connect(self._show_chosen)
        self.lock = link(_("Lock the period…"), "statistics_lock", self.change_lock)
        self.lock.setVisible(self.desk.actor.may(Right.SUPERVISE))
        self.to_work = link(
            _("Mediators' work…"), "statistics_work", partial(self.wanted_page.emit, "work")
        )
        self.to_pictures = secondary(_("Pictures…"), "statistics_pictures", self.show_pictures)
        self.to_report = secondary(
            _("Text report…"), "statistics_report", self.show_text_report, "paper"
        )
        self.to_excel = secondary(
            _("Write as Excel…"), "statistics_xlsx", partial(self.export, "xlsx"), "export"
        )
        self.to_pdf = secondary(
            _("Write as PDF…"), "statistics_pdf", partial(self.export, "pdf"), "export"
        )

        self._of_a_book = (self.to_pictures, self.to_excel, self.to_pdf, self.lock, self.given)
        """What takes the book in view: of no use while that is another period's."""

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        bar.addWidget(self.bar)
        bar.addStretch(1)
        for button in (self.to_pictures, self.to_report, self.to_excel, self.to_pdf):
            bar.addWidget(button)
        told = QHBoxLayout()
        told.setSpacing(Space.S)
        told.addWidget(self.standing, 1)
        told.addWidget(self.changed)
        told.addWidget(self.given)
        told.addWidget(self.to_work)
        told.addWidget(self.lock)
        card = Card(name="statistics_card")
        card.body.setSpacing(Space.S)
        split = named(QSplitter(Qt.Orientation.Vertical), "statistics_split")
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(scrolling(self.notes, "statistics_notes_scroll"))
        split.setStretchFactor(0, 4)
        split.setStretchFactor(1, 1)
        split.setSizes([400, 130])
        card.add(split, 1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(_LIST_WIDTH * self.fontMetrics().height())
        below = QHBoxLayout()
        below.setSpacing(Space.M)
        below.addWidget(self.list)
        below.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        column.addLayout(bar)
        column.addLayout(told)
        column.addWidget(self.problem)
        column.addWidget(self.progress)
        column.addLayout(below, 1)

    def period(self) -> Period:
        """Return the period chosen."""
        return self.bar.period()

    def choose(self, period: Period) -> None:
        """Choose a period."""
        self.bar.choose(period)

    def step(self, by: int) -> None:
        """Go to the period before or after."""
        self.bar.step(by)

    def refresh(self) -> None:
        """Count the period again, beside the desk; a count that is under way is given up."""
        if not self.isVisible():
            return
        if self._rendering is not None:
            self._rendering.cancel()
        period = self.period()

        def job(progress: Progress) -> MonthBook:
            return statistics.month_book(self.desk, period, progress)

        rendering = self.jobs.render(self, job, self.show_book, self._refused)
        self._rendering = rendering
        rendering.stopped.connect(lambda: self._forget(rendering))
        if self.book is None or self.book.period != period:
            counting = _("Counting {period}…").format(period=period.name)
            self.progress.follow(rendering, counting)
            self._of_another_period(counting)

    def _forget(self, rendering: Rendering) -> None:
        if self._rendering is rendering:
            self._rendering = None
            if self.book is None or self.book.period != self.period():
                self._of_another_period(_("Counting was stopped."))

    def _of_another_period(self, said: str) -> None:
        """Grey the figures in view, which are not of the period chosen, and say why."""
        self._usable(False)
        self.changed.hide()
        self.standing.setText(said)
        set_tone(self.standing, Tone.MUTED)

    def _usable(self, usable: bool) -> None:
        if not usable and self.table.hasFocus():
            self.bar.span.setFocus()  # a table that is greyed would pass it on anywhere
        for widget in (self.table, self.notes, *self._of_a_book):
            widget.setEnabled(usable)

    def show_book(self, book: MonthBook) -> None:
        """Show the reports of a period; the report in view stays."""
        if book.period != self.period():
            return
        self._rendering = None
        self.progress.done()
        self.problem.hide()
        self.book = book
        self._usable(True)
        row = max(self.list.currentRow(), 0)
        self.list.blockSignals(True)
        if self.list.count() != len(book.reports):
            self.list.clear()
            for one in book.reports:
                self.list.addItem(f"{one.code}　{one.title}")
                self.list.item(self.list.count() - 1).setToolTip(one.title)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        wrong = [check for check in book.checks if not check.holds]
        told = (month_texts.standing(book), month_texts.carried(book), month_texts.checks(book)[0])
        texts = [book.period.days, *filter(None, told)]
        self.standing.setText(_("; ").join(texts))
        set_tone(self.standing, Tone.BAD if wrong else Tone.MUTED)
        self.changed.setVisible(bool(book.changed or book.imported or wrong))
        self.changed.setText(_("Show these cases"))
        self.lock.setText(
            _("Unlock the period…") if book.locked_on is not None else _("Lock the period…")
        )
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Show the book whole, or as others are given it."""
        self.shown = self.book
        self._show_report()
        if self.book is None or not self.given.isChecked():
            return
        whole = self.book

        def show(given: MonthBook) -> None:
            if self.book is whole and self.given.isChecked():
                self.shown = given
                self._show_report()

        def hide() -> MonthBook:
            return statistics.given(self.desk, whole)[0]

        self.jobs.ask(self, hide, show, self._refused)

    def report(self) -> Report | None:
        """Return the report in view."""
        row = self.list.currentRow()
        return self.shown.reports[row] if self.shown and 0 <= row < self.list.count() else None

    def _show_report(self) -> None:
        report = self.report()
        self.model.show(report)
        if report is None or self.shown is None:
            return
        self.table.fit(report)
        texts = [*(f"{n}. {text}" for n, text in enumerate(report.notes, 1))]
        mark = [note for note in report.notes[-1:] if note.startswith(HIDDEN)]
        self.notes.setText(
            "\n".join([*mark, _("Definitions"), *texts, *month_texts.checks(self.shown)])
        )

    def open_behind(self, index: QModelIndex) -> None:
        """Open the cases behind a number: a single one itself, several as a list."""
        way = self.model.way(index)
        if way is None:
            self.noticed.emit(_("There are no cases behind this."), None)
            return
        self._open(way, self.model.what(index))

    def _open(self, way: Behind, what: str) -> None:
        def show(found: Counting) -> None:
            if not found.hidden and len(found.cases) == 1:
                self.wanted_case.emit(found.cases[0], "")
            elif found.cases or not found.hidden:
                self.wanted_cases.emit(found.cases, what + _besides(found.hidden))
            else:
                told = _("{n} cases behind this are not open to you.").format(n=found.hidden)
                self.noticed.emit(told, None)

        period = self.period()
        self.jobs.ask(self, lambda: statistics.behind(self.desk, period, way), show, self._refused)

    def show_changed(self) -> None:
        """Show the cases corrected since the lock, or those that break an identity."""
        if self.book is None:
            return
        wrong = tuple(key for check in self.book.checks for key in check.wrong)
        keys = tuple(sorted({*self.book.changed, *self.book.imported, *wrong}))
        self.wanted_cases.emit(keys, _("Corrected or imported after the lock, or out of balance"))

    def change_lock(self) -> None:
        """Lock the period, or take its lock away with a reason."""
        if self.book is None:
            return
        period = self.book.period
        if self.book.locked_on is None:
            lock = partial(period_locks.lock_period, self.desk, period)
            self.jobs.ask(
                self,
                partial(period_locks.check_lockable, self.desk, period),
                lambda _none: LockQuestion(period, partial(self._do, lock), self).open(),
                self._refused,
            )
        else:
            unlock = partial(period_locks.unlock_period, self.desk, period)
            UnlockDialog(period, lambda why: self._do(partial(unlock, why)), self).open()

    def _do(self, act: Callable[[], None]) -> None:
        self.jobs.do(self, act, refused=self._refused)

    def show_pictures(self) -> None:
        """Show the pictures of the period."""
        if self.book is not None:
            given, book = self.given.isChecked(), self.book
            PicturesDialog(self.desk, self.jobs, book, self, given=given).open()

    def show_text_report(self) -> None:
        """Show the period as a text report, to be saved for Word or as PDF."""
        from mediation_desk.ui.pages.report_dialog import ReportDialog  # QtPdf, when wanted

        dialog = ReportDialog(self.desk, self.jobs, self.period(), self)
        dialog.said.connect(lambda text: self.noticed.emit(text, None))
        dialog.open()

    def export(self, kind: str) -> None:
        """Write all reports of the period to a file."""
        if self.book is None:
            return
        name = f"{_('Statistics')} {self.book.period.name}.{kind}"
        path = ask_save(self, _("Export the reports"), name, f"*.{kind}", "log")
        if path is not None:
            self.export_to(path.with_suffix(f".{kind}"))

    def export_to(self, path: Path) -> None:
        """Write the reports to a place, by the name's ending."""
        book, kind, given = self.book, path.suffix.removeprefix("."), self.given.isChecked()
        if book is None:
            return
        whole: MonthBook = book

        def job(progress: Progress) -> Path:
            from mediation_desk.services.files import write_whole

            drawn = month_pictures.pictures(self.desk, whole, progress) if kind == "pdf" else ()
            shown, left = statistics.given(self.desk, whole, drawn) if given else (whole, drawn)
            data = statistics.book_bytes(self.desk, shown, kind, progress, left)
            return write_whole(path, data)

        rendering = self.jobs.render(self, job, self._written, self._refused)
        self.progress.follow(rendering, _("Writing {name}…").format(name=path.name))

    def _written(self, path: Path) -> None:
        self.progress.done()
        self.offered.emit(
            _("Written: {name}").format(name=path.name),
            _("Open the folder"),
            lambda: open_folder(path),
        )

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        if self.book is None or self.book.period != self.period():
            self.standing.clear()
        self.problem.setText(str(error))
        self.problem.show()

    def print_text(self) -> str:
        """Return the report in view for the printer."""
        if self.book is None or (report := self.report()) is None:
            return ""
        title = month_texts.title(self.book, report)
        return f"<h3>{title}</h3>{table_html(self.table.all_text())}"

    def help_text(self) -> str:
        """Explain the page."""
        counted = _(
            "<p>Every number is counted from the cases by the definition under its table. A double"
            " click, or Enter, opens the very cases behind a number as a list.</p>"
            "<p>Months end on the centre's cut-off day (Settings, House rules). The supervisor"
            " locks a period that is over: its figures then stay as they are, and what is"
            " corrected later appears as an adjustment in the next period.</p>"
        )
        report = _(
            "<p>“Text report” writes the period as a report with its tables, pictures and"
            " comparisons, for Word or as PDF. Its template is the centre's own to edit"
            " (Settings, Form templates). It is numbered when it is saved or printed.</p>"
        )
        given = _(
            "<p>“As others are given it” hides small numbers and what would give them away, and"
            " leaves out lists of single cases; files are then written so. What a superior asks"
            " for is written whole, by those who lead the centre.</p>"
        )
        return counted + report + given


def _told_of_given(leads: bool) -> str:
    """Say what the box does, and what files hold either way."""
    told = _("Small numbers are hidden, lists of single cases left out; files are written so.")
    always = _("Files that you write are always so; who leads the centre writes them whole.")
    return told if leads else f"{told}\n{always}"


def _besides(hidden: int) -> str:
    """Say how many more cases a number counts than its list may show."""
    return _(" ({n} more are not open to you)").format(n=hidden) if hidden else ""
