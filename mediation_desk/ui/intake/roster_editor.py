"""The workers of a group: pasted or imported, mended in place."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.roster import Roster, RosterRow
from mediation_desk.i18n import _
from mediation_desk.services import intake
from mediation_desk.ui.intake.dry_run import DryRun
from mediation_desk.ui.intake.roster_model import RosterModel
from mediation_desk.ui.intake.roster_text import FIELDS
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.memory import recall_folder, remember_folder
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.grid import Grid
from mediation_desk.ui.widgets.labels import label

_PURPOSE = "roster"
_WIDENED = [field.name for field in FIELDS].index("work.leave_reason")


class RosterEditor(QWidget):
    """Rows from Excel by Ctrl+V or from a file, shown as a dry run first, then editable."""

    edited = Signal()

    def __init__(self, jobs: Jobs, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("roster_editor")
        self._jobs = jobs
        self._today = today
        self._asked = 0
        self.model = RosterModel(today)
        self.grid = Grid("roster_grid", _("Roster of workers"))
        self.grid.use(self.model, tuple(field.width for field in FIELDS), _WIDENED)
        self.grid.verticalHeader().setVisible(True)
        self.grid.pastes_whole = True
        self.grid.pasting.connect(self._pasted)
        lines = QFontMetrics(self.grid.font()).height() + 13
        self.grid.setMinimumHeight(8 * lines)
        self.dry_run = DryRun()
        self.dry_run.taken.connect(self._take)
        self.problem = label("", "error", name="roster_problem", wrap=True)
        self.problem.hide()
        self.count = label("", "small", name="roster_count")
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        for button in (
            secondary(_("Paste from Excel"), "roster_paste", self.paste),
            secondary(_("Import roster…"), "roster_import", self.choose_file),
            secondary(_("Add row"), "roster_add", self.add_row),
            secondary(_("Remove rows"), "roster_remove", self.remove_rows),
        ):
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.count)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addLayout(bar)
        for widget in (self.dry_run, self.problem, self.grid):
            inside.addWidget(widget)
        self.model.edited.connect(self._changed)
        self.model.modelReset.connect(self._tell)
        self._tell()

    def value(self) -> tuple[Applicant, ...]:
        """Return the workers, without claims."""
        return self.model.value()

    def problems(self) -> tuple[Problem, ...]:
        """Return everything wrong with the rows."""
        return self.model.problems()

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems at their cells and name the rows; return what belongs to no row."""
        left = self.model.explain(problems)
        self._tell()
        if self.dry_run.isHidden():
            return left
        open_one = _("The rows read are not taken yet: take or discard them first.")
        told = (p._replace(text=open_one) if p.field == "applicants" else p for p in left)
        return tuple(told)

    def paste(self) -> None:
        """Read the clipboard as a roster."""
        self._pasted(QGuiApplication.clipboard().text())

    def choose_file(self) -> None:
        """Ask for a file and read it."""
        folder = recall_folder(_PURPOSE)
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Import roster"), str(folder), _("Rosters (*.xlsx *.csv)")
        )
        if chosen:
            remember_folder(_PURPOSE, Path(chosen).parent)
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Read a roster from a file as a dry run, in the place of one shown before."""
        today, asked = self._today(), self._ask_anew()
        self._jobs.render(  # beside the desk, which need not wait for a file that takes long
            self,
            lambda _progress: intake.read_roster(path, today),
            lambda roster: self._offer(asked, roster),
            lambda error: self._refused(error) if asked == self._asked else None,
        )

    def clear(self) -> None:
        """Start with an empty roster; what is being read for the old one comes to nothing."""
        self._ask_anew()
        self.model.clear()

    def wrong(self) -> int:
        """Count the cells at which a problem is shown."""
        return self.model.wrong()

    def _ask_anew(self) -> int:
        """Put away what was read before and what was said of it."""
        self._asked += 1
        self.dry_run.hide()
        self._tell()
        return self._asked

    def _offer(self, asked: int, roster: Roster) -> None:
        if asked == self._asked:
            self._tell()
            self.dry_run.offer(roster)

    def add_row(self) -> None:
        """Add an empty row and go to it."""
        row = self.model.add_row()
        self.grid.setFocus()
        self.grid.setCurrentIndex(self.model.index(row, 0))

    def remove_rows(self) -> None:
        """Take the selected rows out."""
        self.model.remove(i.row() for i in self.grid.selectionModel().selectedIndexes())

    def _pasted(self, text: str) -> None:
        if not text.strip():
            self._refused(DeskError(_("The clipboard is empty. Copy the rows in Excel first.")))
            return
        today, asked = self._today(), self._ask_anew()

        def read(roster: Roster) -> None:
            if roster.matched or not self.grid.currentIndex().isValid():
                self._offer(asked, roster)
            elif asked == self._asked:
                self.grid.paste_cells(text)

        def refused(error: DeskError) -> None:
            if asked != self._asked:
                return
            if self.grid.currentIndex().isValid():
                self.grid.paste_cells(text)
            else:
                self._refused(error)

        self._jobs.ask(self, lambda: intake.read_pasted(text, today), read, refused)

    def _refused(self, error: DeskError) -> None:
        self.dry_run.hide()
        self.problem.setText(str(error))
        self.problem.show()

    def _take(self, rows: tuple[RosterRow, ...]) -> None:
        self.model.append(rows)
        self.grid.setFocus()

    def _changed(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        self.count.setText(_("{n} workers").format(n=len(self.model.value())))
        faulty = self.model.faulty()
        self.problem.setText(
            "\n".join(
                _("Row {n}: {text}").format(n=row + 1, text=self.model.line_of(row))
                for row in faulty[:6]
            )
            + ("\n…" if len(faulty) > 6 else "")
        )
        self.problem.setVisible(bool(faulty))
