"""The third step: what would come in, and what is wrong by line."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.past_cases import DryRun, PastRow
from mediation_desk.i18n import _
from mediation_desk.services.past_cases import told_of
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_WRONG, _TWINS, _NOTES, _ALL = "wrong", "twins", "notes", "all"
SKIP, IMPORT = "skip", "import"


class CheckStep(QWidget):
    """Counts, the lines by kind, the choice on duplicates, and a file of what is to be mended."""

    def __init__(self, save: Callable[[], object], changed: Callable[[], object]) -> None:
        super().__init__()
        self.run: DryRun | None = None
        self.counts = label("", "strong", name="ledger_counts", wrap=True)
        self.remarks = label("", "small", name="ledger_remarks", wrap=True)
        self.remarks.hide()
        self.shown = Choice()
        self.shown.currentIndexChanged.connect(lambda _place: self._show())
        self.twins = Choice(
            (
                (SKIP, _("leave likely duplicates out")),
                (IMPORT, _("import likely duplicates too")),
            )
        )
        self.twins.currentIndexChanged.connect(lambda _place: changed())
        self.save = secondary(_("Save what is to be mended…"), "ledger_save_problems", save)
        self.written = label("", "small", name="ledger_written", wrap=True)
        self.written.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.model: RowsModel[PastRow] = RowsModel(
            (
                Column(
                    title=_("Line"),
                    text=lambda row: str(row.line),
                    key=lambda row: row.line,
                    right=True,
                ),
                Column(title=_("Case no."), text=lambda row: row.number),
                Column(title=_("Applicant"), text=lambda row: row.applicant),
                Column(title=_("Respondent"), text=lambda row: row.respondent),
                Column(title=_("What was found"), text=_found, tone=_tone),
            )
        )
        self.table = TableView("ledger_lines", _("Lines of the ledger"))
        self.table.use(self.model, (7, 18, 12, 18, 40), 4, yields=(3, 1))
        self.table.be_lined(3)
        self.table.setMinimumHeight(180)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(FormField(_("Show"), self.shown, "ledger_shown"), 1)
        row.addWidget(FormField(_("Duplicates"), self.twins, "ledger_twins"), 1)
        row.addWidget(FormField(" ", self.save, "ledger_save"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(self.counts)
        inside.addWidget(self.remarks)
        inside.addLayout(row)
        inside.addWidget(self.written)
        inside.addWidget(self.table, 1)

    def show_run(self, run: DryRun) -> None:
        """Show a dry run, what is wrong first."""
        self.run = run
        wrong, twins = len(run.faulty), len(run.twins)
        sound = len(run.chosen(False))
        told = _("{n} lines read: {sound} sound, {wrong} with problems, {twins} duplicates.")
        counts = told.format(n=len(run.rows), sound=sound, wrong=wrong, twins=twins)
        if run.left_out:
            counts += _(" {n} lines tell of no case and are left out.").format(n=run.left_out)
        notes = sum(bool(row.notes) for row in run.rows)
        if notes:
            counts += _(" {n} lines have remarks to check.").format(n=notes)
        self.counts.setText(counts)
        self.remarks.setText("\n".join(run.remarks))
        self.remarks.setVisible(bool(run.remarks))
        self.shown.offer(
            (
                (_WRONG, _("with problems ({n})").format(n=wrong)),
                (_TWINS, _("duplicates ({n})").format(n=twins)),
                (_NOTES, _("with remarks ({n})").format(n=notes)),
                (_ALL, _("all lines ({n})").format(n=len(run.rows))),
            )
        )
        self.shown.set_code(_WRONG if wrong else _TWINS if twins else _NOTES if notes else _ALL)
        self.twins.setEnabled(any(row.may_be for row in run.rows))
        self.save.setEnabled(bool(wrong or twins or notes))
        self.written.hide()
        self._show()

    def say_written(self, path: Path) -> None:
        """Say where the lines to be mended were written."""
        self.written.setText(_("Written to {path}").format(path=path))
        self.written.show()

    @property
    def with_twins(self) -> bool:
        """Say whether likely duplicates are to come in."""
        return self.twins.code() == IMPORT

    def _show(self) -> None:
        rows = self.run.rows if self.run else ()
        match self.shown.code():
            case "wrong":
                rows = tuple(row for row in rows if row.case is None)
            case "twins":
                rows = tuple(row for row in rows if row.case is not None and row.twin)
            case "notes":
                rows = tuple(row for row in rows if row.notes)
        self.model.show(rows)


def _found(row: PastRow) -> str:
    return _(" ").join((*told_of(row), *row.notes)) or _("no problem")


def _tone(row: PastRow) -> Tone:
    if row.case is None:
        return Tone.BAD
    return Tone.WARN if row.twin or row.notes else Tone.PLAIN
