"""The month's log as a file: which month, which kind, where to."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.services import logs
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.files import ask_save, open_folder
from mediation_desk.ui.jobs import Jobs, Progress
from mediation_desk.ui.memory import recall, remember
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class LogDialog(Dialog):
    """Chooses month and kind, asks for a place, writes with progress."""

    offered = Signal(str, str, object)

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Export the month's log"), _("Choose a place…"), name="log_dialog", parent=parent
        )
        self._desk, self._jobs = desk, jobs
        today = desk.today()
        self.year = named(QSpinBox(), "log_year")
        self.year.setRange(2000, 2100)
        self.year.setValue(today.year)
        self.month = named(QSpinBox(), "log_month")
        self.month.setRange(1, 12)
        self.month.setValue(today.month)
        self.kind = named(Choice(_kinds()), "log_kind")
        self.kind.set_code(recall("log/kind", "xlsx"))
        self.progress = ProgressLine("log_progress")
        self.body.addWidget(
            label(
                _(
                    "The log holds every case received in the month or ended in it, as it stood on"
                    " the month's last day. Names and telephone numbers are masked."
                ),
                "small",
                name="log_words",
                wrap=True,
            )
        )
        for field in (
            FormField(_("Year"), self.year, "year"),
            FormField(_("Month"), self.month, "month"),
            FormField(_("Kind of file"), self.kind, "kind"),
        ):
            self.body.addWidget(self.fields.add(field))
        self.body.addStretch(1)
        self.body.addWidget(self.progress)

    def submit(self) -> None:
        """Ask for a place, then write there."""
        kind = self.kind.code()
        name = safe_name(
            _("Case log {year}-{month:02d}").format(
                year=self.year.value(), month=self.month.value()
            )
        )
        path = ask_save(self, self.windowTitle(), f"{name}.{kind}", f"*.{kind}", "log")
        if path is not None:
            self.export_to(path if path.suffix else path.with_suffix(f".{kind}"))

    def export_to(self, path: Path) -> None:
        """Write the log to a place."""
        year, month, kind = self.year.value(), self.month.value(), self.kind.code()
        remember("log/kind", kind)

        def job(progress: Progress) -> Path:
            return write_whole(path, logs.month_log(self._desk, year, month, kind, progress))

        self.busy()
        self.problem.hide()
        rendering = self._jobs.render(self, job, self._written, self._refused)
        rendering.stopped.connect(lambda: self.busy(False))
        self.progress.follow(rendering, _("Writing {name}…").format(name=path.name))

    def _written(self, path: Path) -> None:
        self.progress.done()
        self.accept()
        self.offered.emit(
            _("Written: {name}").format(name=path.name),
            _("Open the folder"),
            lambda: open_folder(path),
        )

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self.explain(error)

    def reject(self) -> None:
        """Stop what is being written, or close."""
        if self.progress.busy:
            self.progress.cancel()
        else:
            super().reject()


def _kinds() -> list[tuple[str, str]]:
    return [("xlsx", _("Excel (.xlsx)")), ("pdf", _("PDF")), ("csv", _("Text table (.csv)"))]
