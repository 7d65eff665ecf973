"""Receiving period packages: each file with what was checked, before anything is taken in."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rollup import Finding, Grade, Look
from mediation_desk.i18n import _
from mediation_desk.services import rollup_receiving
from mediation_desk.ui.jobs import Jobs, Progress
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.progress import ProgressLine
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

_MARKS = {
    Grade.RIGHT: "√",
    Grade.NOTE: "！",
    Grade.DOUBT: "！",
    Grade.SKIP: "－",
    Grade.FAULT: "×",
}
_LINES = 6
_FEWEST_ROWS, _MOST_ROWS = 4, 8
"""Files in view on a low screen, where what was found stays beside them, and on one with room."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file and what was found of it."""

    path: Path
    look: Look


class ReceiveDialog(Dialog):
    """Lists files with their verdicts; those that are sound are taken in together."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        found: Sequence[Found],
        parent: QWidget,
    ) -> None:
        super().__init__(
            _("Receive packages"), _("Take in"), name="receive_packages", parent=parent
        )
        self.desk, self.jobs = desk, jobs
        self.taken = 0
        self._compared: set[str] = set()
        self._in: set[Path] = set()
        """Files that were taken in already, before another one was refused."""
        self._refused: dict[Path, str] = {}
        """Files that were refused as they were taken in, and why."""
        self.model: RowsModel[Found] = RowsModel(_columns())
        self.table = TableView("receive_files", _("Packages"))
        self.table.use(self.model, (36, 13, 6, 30), 3)
        self.table.setMinimumWidth(
            min(self.fontMetrics().height() * 56, self.screen().availableGeometry().width() - 150)
        )
        self.model.show(found)
        self.table.setMinimumHeight(self._height_of(min(len(found), _FEWEST_ROWS)))
        self.told = label("", name="receive_told", wrap=True)
        self.told.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        self.mark = label("", "strong", name="receive_fingerprint")
        text = _("The fingerprint was compared with the sender, by telephone for example")
        self.compared = named(QCheckBox(text), "receive_compared", text)
        self.compared.toggled.connect(self._compare)
        self.body.addWidget(self.table, 1)  # the rows take what room is left, not a void below
        self.body.addWidget(self.told)
        self.add_above_buttons(self.mark)
        self.add_above_buttons(self.compared)
        self.progress = ProgressLine("receive_progress")
        self.add_above_buttons(self.progress)
        self.left_out = label("", "small", name="receive_left_out", tone=Tone.WARN, wrap=True)
        self.add_above_buttons(self.left_out)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show())
        self.table.selectRow(0)
        self._show()

    def _height_of(self, rows: int) -> int:
        """Return how high the table is with so many rows in view."""
        line = self.table.verticalHeader().defaultSectionSize()
        return self.table.horizontalHeader().sizeHint().height() + line * rows + 6

    def _wanted(self) -> tuple[int, int]:
        """Ask for more rows of the table than it needs, where the screen has room for them."""
        wide, high = super()._wanted()
        rows = min(len(self.model.rows), _MOST_ROWS)
        more = max(0, self._height_of(rows) - self.table.minimumHeight())
        return wide, min(high + more, self.screen().availableGeometry().height() - 60)

    def _looked(self) -> Look:
        index = self.table.currentIndex()
        return self.model.row(index if index.isValid() else self.model.index(0, 0)).look

    def _show(self) -> None:
        """Show what was checked of the file in view, and what will be taken in."""
        look = self._looked()
        self.told.setText(
            "\n".join(f"{_MARKS[finding.grade]} {finding.text}" for finding in look.findings)
        )
        self.mark.setText(_("Fingerprint of the key: {print}").format(print=look.fingerprint))
        self.mark.setVisible(look.to_confirm)
        self.compared.setVisible(look.to_confirm)
        self.compared.blockSignals(True)
        self.compared.setChecked(look.fingerprint in self._compared)
        self.compared.blockSignals(False)
        ready = self._ready()
        self.ok.setEnabled(bool(ready))
        self.ok.setText(_("Take in {n}").format(n=len(ready)) if ready else _("Take in"))
        left = len(self.model.rows) - len(ready)
        told = _("{n} files are left out: see why at each.").format(n=left)
        self.left_out.setText(told if ready else _("Nothing is to be taken in: see why at each."))
        skipped = any(found.look.skipped for found in self.model.rows)
        self.left_out.setVisible(bool(left and (ready or skipped)))

    def _ready(self) -> list[Found]:
        return [
            found
            for found in self.model.rows
            if found.look.sound
            and found.path not in self._in
            and (not found.look.to_confirm or found.look.fingerprint in self._compared)
        ]

    def _compare(self, on: bool) -> None:
        mark = self._looked().fingerprint
        (self._compared.add if on else self._compared.discard)(mark)
        self._show()

    def submit(self) -> None:
        """Take in what is sound and whose sender is known, a file at a time beside the desk.

        Whoever stops it keeps the files that were taken in by then.
        """
        paths = [found.path for found in sorted(self._ready(), key=lambda one: one.look.parts)]
        if not paths:
            return
        self.busy()
        compared = frozenset(self._compared)
        together = secrets.token_hex(4) if len(paths) > 1 else ""

        def job(progress: Progress) -> None:
            for done, path in enumerate(paths):
                if not progress(done, len(paths)):
                    return
                try:
                    ready = rollup_receiving.prepare(self.desk, path)
                    rollup_receiving.receive_prepared(self.desk, [ready], compared, together)
                except DeskError as refusal:
                    self._refused[path] = str(refusal)
                    continue
                self._in.add(path)
                self.taken += 1

        rendering = self.jobs.render(self, job, lambda _none: self._done(), self._stopped_at)
        rendering.stopped.connect(self._done)
        self.progress.follow(rendering, _("Taking in…"))

    def reject(self) -> None:
        """Close; while files are taken in it stops after the one under way instead."""
        if self.progress.busy:
            self.progress.cancel()
        else:
            super().reject()

    def _done(self) -> None:
        """Close where all was taken in; what was refused meanwhile says why, and the rest stays."""
        self.progress.done()
        if self.taken:
            self.jobs.changed.emit()
        if self._refused:
            self._tell_refused()
        elif self.taken:
            self.accept()
        else:
            self.busy(False)

    def _tell_refused(self) -> None:
        """Mark the files that were refused as they were taken in; the others are in."""
        row = max(self.table.currentIndex().row(), 0)
        told = _("{n} files were taken in, {refused} were refused: see why at each.").format(
            n=len(self._in), refused=len(self._refused)
        )
        self.model.show([self._after(found) for found in self.model.rows])
        self._refused.clear()
        self.table.selectRow(row)
        self.explain(DeskError(told))
        self._show()

    def _after(self, found: Found) -> Found:
        """Return a file with what came of it."""
        if found.path in self._in:
            finding = Finding(_("It is taken in."), Grade.SKIP)
        elif found.path in self._refused:
            finding = Finding(self._refused[found.path], Grade.FAULT)
        else:
            return found
        return replace(found, look=replace(found.look, findings=(*found.look.findings, finding)))

    def _stopped_at(self, error: DeskError) -> None:
        """Say what stands against all of them."""
        self.progress.done()
        self.explain(error)
        self.ok.setEnabled(bool(self._ready()))


def _columns() -> tuple[Column[Found], ...]:
    return (
        Column(title=_("Sender"), text=_sender, strong=True, tip=_sent),
        Column(title=_("Reporting period"), text=_period),
        Column(
            title=_("Package no."),
            text=_number,
        ),
        Column(title=_("What was found"), text=lambda found: found.look.verdict, tone=_tone),
    )


def _sender(found: Found) -> str:
    look = found.look
    if look.package is None:
        return look.file
    parts = _(", with {n} from below").format(n=look.parts) if look.parts else ""
    return f"{look.region_name} {look.package.sender}{parts}"


def _sent(found: Found) -> str:
    """Return the whole of the sender's cell, which may be cut, and the file."""
    return "\n".join(dict.fromkeys((_sender(found), found.look.file)))


def _period(found: Found) -> str:
    return found.look.package.period.name if found.look.package else "—"


def _number(found: Found) -> str:
    return str(found.look.package.sequence) if found.look.package else "—"


def _tone(found: Found) -> Tone:
    if found.look.skipped:
        return Tone.MUTED
    if not found.look.sound:
        return Tone.BAD
    notes = any(finding.grade is not Grade.RIGHT for finding in found.look.findings)
    return Tone.WARN if notes else Tone.GOOD
