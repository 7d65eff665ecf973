"""Performance (履行): every agreement in effect, what is due, late, and chased next."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.money import ZERO, figures
from mediation_desk.domain.performance import (
    PerformanceFigures,
    PerformanceFilter,
    PerformanceList,
)
from mediation_desk.i18n import N_, _
from mediation_desk.services.performance import listed
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.jobs import Progress
from mediation_desk.ui.page import Page
from mediation_desk.ui.pages.performance_model import PerformanceModel
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, quiet, secondary
from mediation_desk.ui.widgets.card import Card, FigureCard
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.progress import ProgressLine
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    pass

_WIDTHS = (3, 24, 26, 10, 11, 13, 12, 8, 10, 10, 7)


class PerformancePage(Page):
    """Figures above, the list beneath; ticked rows are reminded in one go."""

    NAME, TITLE = "performance", N_("Performance")

    def build(self) -> Iterator[None]:
        """Make the page."""
        self.model = PerformanceModel(self.desk.today)
        self.table = TableView("performance_list", _("Agreements in effect"))
        self.table.use(self.model, _WIDTHS, stretch=2, yields=(8, 10, 4, 7))
        self.table.opened.connect(self._open)
        yield
        self.filter = named(Choice(terms(PerformanceFilter)), "performance_filter", _("Show"))
        self.filter.setMinimumContentsLength(12)
        self.filter.currentIndexChanged.connect(lambda _place: self.refresh())
        self.tick_button = quiet(
            _("Tick all that are overdue"), "performance_tick", self.model.tick_overdue
        )
        self.print_button = primary(
            _("Reminders for those ticked…"), "performance_reminders", self.save_reminders
        )
        self.send_button = secondary(_("Print them…"), "performance_print", self.print_reminders)
        self.progress = ProgressLine("performance_progress")
        self.problem = label("", "error", name="performance_problem", wrap=True)
        self.problem.hide()
        self.total = label("", "small", name="performance_note", wrap=True)
        count, yuan = _("{what} (number)"), _("{what} (yuan)")
        self.in_effect, self.week, self.overdue, self.defaults = (
            FigureCard(caption.format(what=listed_as.label), name=name)
            for listed_as, caption, name in (
                (PerformanceFilter.ALL, count, "figure_in_effect"),
                (PerformanceFilter.WEEK, yuan, "figure_week"),
                (PerformanceFilter.OVERDUE, count, "figure_late"),
                (PerformanceFilter.DEFAULT, count, "figure_defaults"),
            )
        )
        yield
        self.model.ticked.connect(self._tell_ticked)
        self._lay_out()
        self._tell_ticked()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        for card, wanted in (
            (self.in_effect, PerformanceFilter.ALL),
            (self.week, PerformanceFilter.WEEK),
            (self.overdue, PerformanceFilter.OVERDUE),
            (self.defaults, PerformanceFilter.DEFAULT),
        ):
            card.opened.connect(partial(self.filter.set_code, wanted.value))
            head.addWidget(card)
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        bar.addWidget(self.filter)
        bar.addWidget(self.total, 1)
        bar.addWidget(self.tick_button)
        bar.addWidget(self.send_button)
        bar.addWidget(self.print_button)
        rows = Card(name="card_performance")
        rows.body.addLayout(bar)
        rows.add(self.problem)
        rows.add(self.progress)
        rows.add(self.table, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        inside.setSpacing(Space.M)
        inside.addLayout(head)
        inside.addWidget(rows, 1)

    def refresh(self) -> None:
        """Read the list again."""
        wanted = PerformanceFilter.of(self.filter.code() or PerformanceFilter.ALL.value)
        self.jobs.ask(self, partial(listed, self.desk, wanted), self.show_list)

    def show_list(self, shown: PerformanceList) -> None:
        """Show the agreements and the figures."""
        self.model.show(shown.lines)
        self._show_figures(shown.figures)
        owed = _("{n} listed, {owed} yuan still owed").format(
            n=len(shown.lines), owed=figures(sum((line.owed for line in shown.lines), ZERO))
        )
        if shown.more:
            owed += " · " + _("There are more; the filters lead to them.")
        if not shown.lines:
            owed = _("No agreement of this kind is in effect.")
        self.total.setText(owed)
        self._tell_ticked()

    def _show_figures(self, shown: PerformanceFigures) -> None:
        self.in_effect.show_figure(str(shown.in_effect))
        self.week.show_figure(figures(shown.this_week))
        late = Tone.BAD if shown.overdue_cases else Tone.PLAIN
        self.overdue.show_figure(str(shown.overdue_cases), late)
        self.defaults.show_figure(str(shown.defaults), Tone.WARN if shown.defaults else Tone.PLAIN)

    def _tell_ticked(self) -> None:
        count = len(self.model.chosen())
        self.print_button.setEnabled(count > 0)
        self.send_button.setEnabled(count > 0)
        self.print_button.setText(
            _("Reminders for {n} ticked…").format(n=count)
            if count
            else _("Reminders for those ticked…")
        )

    def _open(self, index: QModelIndex) -> None:
        self.wanted_case.emit(self.model.row(index).case_id, "agreement:performance")

    def save_reminders(self) -> None:
        """Ask where to save the reminders of all ticked cases as one PDF, and make it."""
        name = f"{_('Reminders')} {self.desk.today().isoformat()}.pdf"
        path = ask_save(self, _("Save the reminders"), name, "PDF (*.pdf)", "papers")
        if path is not None:
            self.write_reminders(path.with_suffix(".pdf"))

    def write_reminders(self, path: Path) -> None:
        """Make the notice that urges performance for every ticked case, as one PDF."""
        count = len(self.model.chosen())

        def written(pdf: bytes) -> bytes:
            from mediation_desk.services.files import write_whole

            if pdf:
                write_whole(path, pdf)
            return pdf

        def told(_pdf: bytes) -> None:
            text = _("{n} reminders are saved as {name}.").format(n=count, name=path.name)
            self.noticed.emit(text, None)

        self._make(written, told)

    def print_reminders(self) -> None:
        """Send the notices of all ticked cases to a printer."""

        def printed(pdf: bytes) -> None:
            from mediation_desk.ui.printers.order import Sheet
            from mediation_desk.ui.printers.print_dialog import print_sheets

            print_sheets(self.jobs, (Sheet(title=_("Reminders"), pdf=pdf, form="D-52"),), self)

        self._make(lambda pdf: pdf, printed)

    def _make(self, after: Callable[[bytes], bytes], then: Callable[[bytes], None]) -> None:
        """Make the reminders of all ticked cases on the drawing worker."""
        desk, chosen = self.desk, [line.case_id for line in self.model.chosen()]

        def made(progress: Progress) -> bytes:
            from mediation_desk.services import reminders

            return after(reminders.joined(desk, chosen, progress))

        def done(pdf: bytes) -> None:
            self.progress.done()
            if pdf:
                then(pdf)

        def refused(error: DeskError) -> None:
            self.progress.done()
            self.problem.setText(str(error))
            self.problem.show()

        self.problem.hide()
        self.progress.follow(self.jobs.render(self, made, done, refused), _("Making the papers…"))

    def print_text(self) -> str:
        """Return the list for the printer."""
        from mediation_desk.ui.printing import table_html

        return table_html(self.table.all_text())

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "<p>Every agreement in effect, those first that are due first. A double click leads"
            " to its place in the case.</p><p>Tick rows with the space bar or a click, then make"
            " the reminders (督促履行通知书) for all of them as one PDF. That the reminder was"
            " sent, how and until when, is recorded in each case.</p>"
        )
