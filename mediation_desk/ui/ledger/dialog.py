"""The import of a ledger of former years in three steps: file, columns, dry run (历史台账导入)."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.keeping import MANY
from mediation_desk.domain.past_cases import DryRun, Layout, PastImport
from mediation_desk.i18n import _
from mediation_desk.services import past_cases
from mediation_desk.services.past_cases import SheetOffer
from mediation_desk.ui.files import ask_open
from mediation_desk.ui.jobs import Jobs, Progress, Rendering
from mediation_desk.ui.ledger.check_step import CheckStep
from mediation_desk.ui.ledger.columns_step import ColumnsStep
from mediation_desk.ui.ledger.file_step import FileStep
from mediation_desk.ui.ledger.undo_question import undo_question
from mediation_desk.ui.saving import ask_for_workbook, save_made
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.one_of import OneOf
from mediation_desk.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from mediation_desk.importers.ledger import Ledger
    from mediation_desk.services.desk import Desk

_FILE, _COLUMNS, _CHECK = range(3)


class LedgerDialog(Dialog):
    """Leads from a file to its cases; nothing is saved before the last button."""

    imported = Signal(int, int, str)
    """The key of the import, how many cases, and the file's name."""
    said = Signal(str)

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget) -> None:
        super().__init__(
            _("Import a ledger of former years"),
            _("Choose a file…"),
            name="ledger_dialog",
            parent=parent,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs = desk, jobs
        self._ledger: Ledger | None = None
        self._asked = 0
        self.step = label("", "small", name="ledger_step")
        self.file_step, self.columns = FileStep(), ColumnsStep()
        self.check = CheckStep(self.save_problems, self._tell)
        self.steps = OneOf(self.file_step, self.columns, self.check)
        self.progress = ProgressLine("ledger_progress")
        self.back = secondary(_("Step back"), "ledger_back", self._go_back)
        self.foot.insertWidget(self.foot.count() - 1, self.back)
        self.body.addWidget(self.step)
        self.body.addWidget(self.steps, 1)
        self.add_above_buttons(self.progress)
        self.file_step.taken_back.connect(self._ask_back)
        self.columns.sheet_chosen.connect(lambda sheet: self._ask_offer(sheet))
        self.columns.head_moved.connect(self._ask_offer)
        self.setMinimumSize(780, 400)
        self._go(_FILE)
        self._read_imports()

    def _read_imports(self) -> None:
        self._jobs.ask(self, partial(past_cases.imports, self._desk), self.file_step.show_imports)

    def _go(self, step: int) -> None:
        """Show a step with what its button does."""
        self.steps.show_part(step)
        self.back.setVisible(step != _FILE)
        self.problem.hide()
        titles = (_("File of the ledger"), _("What the columns hold"), _("Dry run"))
        told = _("Step {n} of {of}: {name}").format(n=step + 1, of=len(titles), name=titles[step])
        file = f"　{self._ledger.path.name}" if self._ledger and step else ""
        self.step.setText(told + file)
        self._tell()
        if self.isVisible():
            self.ok.setFocus()

    def _wanted(self) -> tuple[int, int]:
        """Take the same room for every step, as much as tables want and the screen has."""
        screen = self.screen().availableGeometry()
        return min(1080, screen.width() - 40), min(620, screen.height() - 60)

    def _tell(self) -> None:
        """Say on the button what it does here."""
        match self.steps.place:
            case 0:
                text, may = _("Choose a file…"), True
            case 1:
                text, may = _("Check the lines"), True
            case _:
                run = self.check.run
                rows = len(run.chosen(self.check.with_twins)) if run else 0
                text, may = _("Import {n} cases").format(n=f"{rows:,}"), rows > 0
        self.ok.setText(text)
        self.ok.setAccessibleName(text)
        self.ok.setEnabled(may and not self.progress.busy)

    def _go_back(self) -> None:
        self._remember(self._chosen_by_hand())
        self._go(self.steps.place - 1)

    def _chosen_by_hand(self) -> Layout | None:
        return self.columns.chosen_by_hand() if self.steps.place == _COLUMNS else None

    def _remember(self, layout: Layout | None) -> None:
        """Keep what somebody said of the columns, though nothing may ever come in by it."""
        if layout is not None:
            self._jobs.do(self, partial(past_cases.remember_columns, self._desk, layout))

    def submit(self) -> None:
        """Lead on from the step that is shown."""
        match self.steps.place:
            case 0:
                kinds = _("Ledgers (*.xlsx *.csv)")
                if (path := ask_open(self, self.windowTitle(), kinds, "ledger")) is not None:
                    self.open_file(path)
            case 1:
                self.check_lines()
            case _:
                self.bring_in()

    def open_file(self, path: Path) -> None:
        """Open a ledger and show what its columns seem to hold."""

        def job(progress: Progress) -> "tuple[Ledger, SheetOffer]":
            ledger = past_cases.open_ledger(self._desk, path, progress)
            return ledger, past_cases.offer(self._desk, ledger, ledger.likeliest)

        def opened(found: "tuple[Ledger, SheetOffer]") -> None:
            self._ledger, offer = found
            self.columns.offer_sheets(tuple(self._ledger.heads), offer.sheet)
            self.columns.show_offer(offer)
            self._done()
            self._go(_COLUMNS)

        rendering = self._jobs.render(self, job, opened, self._refused)
        self._follow(rendering, _("Opening {name}…").format(name=path.name))

    def _ask_offer(self, sheet: str, head: int | None = None, height: int = 1) -> None:
        """Read the head of another sheet, or another head; a later question makes this one void."""
        if self._ledger is None:
            return
        self._remember(self.columns.chosen_by_hand())
        self._asked += 1
        asked = self._asked
        offer = partial(past_cases.offer, self._desk, self._ledger, sheet, head, height)

        def show(found: SheetOffer) -> None:
            if asked == self._asked:
                self.columns.show_offer(found)
                self.problem.hide()

        self._jobs.ask(self, offer, show, self._refused)

    def check_lines(self) -> None:
        """Read every line as a dry run."""
        ledger, layout = self._ledger, self.columns.value()
        if ledger is None or layout is None:
            return
        self._remember(layout if layout.is_usable else self.columns.chosen_by_hand())
        sheet = self.columns.sheet.code()

        def job(progress: Progress) -> DryRun:
            return past_cases.dry_run(self._desk, ledger, sheet, layout, progress)

        def checked(run: DryRun) -> None:
            self._done()
            self.check.show_run(run)
            self._go(_CHECK)

        rendering = self._jobs.render(self, job, checked, self._refused)
        self._follow(rendering, _("Reading the lines…"))

    def bring_in(self) -> None:
        """Import what was found sound, all of it or nothing."""
        run, twins = self.check.run, self.check.with_twins
        if run is None:
            return
        count = len(run.chosen(twins))

        def job(progress: Progress) -> int:
            return past_cases.bring_in(self._desk, run, twins=twins, progress=progress)

        def done(key: int) -> None:
            self._done()
            self.accept()
            self.imported.emit(key, count, run.file)

        rendering = self._jobs.carry_out(self, job, done, self._refused)
        told = _("Importing {n} cases…")
        if count >= MANY:
            told = _("Backing up, then importing {n} cases…")
        self._follow(rendering, told.format(n=f"{count:,}"))

    def _ask_back(self, one: PastImport) -> None:
        undo_question(self, one.cases, one.file, partial(self.take_back, one.id)).open()

    def take_back(self, import_id: int) -> None:
        """Undo an earlier import as a whole."""
        self.busy()

        def gone(cases: int) -> None:
            self.busy(False)
            self._read_imports()
            self.said.emit(_("The import is undone: {n} cases.").format(n=f"{cases:,}"))

        job = partial(past_cases.take_back, self._desk, import_id)
        self._jobs.do(self, job, gone, self._refused)

    def save_problems(self) -> None:
        """Save the lines to be mended with what is wrong in a column beside."""
        run = self.check.run
        if run is None:
            return
        name = _("To be mended {name}").format(name=Path(run.file).stem)
        if (path := ask_for_workbook(self, self.check.save.text(), name)) is not None:
            self.save_problems_to(path)

    def save_problems_to(self, path: Path) -> None:
        """Write them to a place."""
        run = self.check.run
        assert run is not None, "something was checked"
        make = partial(past_cases.problems_workbook, self._desk, run)

        def said(_name: str) -> None:
            self.check.say_written(path)

        save_made(self, self._jobs, path, make, said, self.explain)

    def _follow(self, rendering: Rendering, text: str) -> None:
        self.problem.hide()
        self.progress.follow(rendering, text)
        rendering.stopped.connect(self._stopped)
        self.busy()
        self.back.setEnabled(False)

    def _done(self) -> None:
        self.progress.done()
        self.back.setEnabled(True)

    def _stopped(self) -> None:
        self._done()
        self.busy(False)
        self.explain(DeskError(_("Stopped. Nothing was changed.")))

    def _refused(self, error: DeskError) -> None:
        self._done()
        self.explain(DeskError(str(error)))

    def reject(self) -> None:
        """Stop what is under way, or close."""
        if self.progress.busy:
            self.progress.cancel()
        else:
            self._remember(self._chosen_by_hand())
            super().reject()
