"""The two-page summary of a case (案件摘要): seen, saved and printed."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.services import logs
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.pdf_preview import PdfPreview
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.printers.order import Sheet
from mediation_desk.ui.printers.print_dialog import print_sheets
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.progress import ProgressLine


def named_after(case: CaseFile) -> str:
    """Return what the summary of a case is called."""
    words = _("Case summary")
    return f"{case.number} {words}"


def ask_place(case: CaseFile, parent: QWidget) -> Path | None:
    """Ask where to save the summary of a case."""
    name, title = safe_name(named_after(case)), _("Save the summary of the case")
    path = ask_save(parent, title, f"{name}.pdf", "PDF (*.pdf)", "papers")
    return path.with_suffix(".pdf") if path else None


class SummaryDialog(Dialog):
    """Shows the summary of the case as it stands now."""

    said = Signal(str)

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        title = _("Case summary")
        super().__init__(title, _("Save PDF…"), name="summary_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert case.file is not None, "a case is summed up that is shown"
        self.file: CaseFile = case.file
        self._case = case
        self.pdf = b""
        self.preview = PdfPreview()
        self.preview.setMinimumSize(420, 240)
        self.progress = ProgressLine("summary_progress")
        self.print_button = secondary(_("Print…"), "summary_print", self.print_pages)
        self.foot.insertWidget(0, self.print_button)
        self.cancel.setText(_("Close"))
        self.body.addWidget(self.progress)
        self.body.addWidget(self.preview, 1)
        self._make()

    def _make(self) -> None:
        self._enable(False)
        desk, key = self._case.desk, self.file.id
        rendering = self._case.jobs.render(
            self, lambda _progress: logs.case_summary(desk, key), self._show, self._refused
        )
        self.progress.follow(rendering, _("Making the summary…"))

    def _show(self, pdf: bytes) -> None:
        self.progress.done()
        self.pdf = pdf
        self.preview.show_pdf(pdf)
        self._enable(True)

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self.explain(error)
        self._enable(bool(self.pdf))

    def _enable(self, on: bool) -> None:
        for button in (self.ok, self.print_button):
            button.setEnabled(on)

    def submit(self) -> None:
        """Save the summary, whole or not at all."""
        path, pdf = ask_place(self.file, self), self.pdf
        if path is not None:
            self.busy()
            self._case.jobs.render(
                self, lambda _progress: write_whole(path, pdf), self._saved, self._refused
            )

    def _saved(self, written: Path) -> None:
        self.said.emit(_("Saved as {name}.").format(name=written.name))
        self.accept()

    def print_pages(self) -> None:
        """Send the summary to a printer."""
        sheet = Sheet(title=named_after(self.file), pdf=self.pdf)
        print_sheets(self._case.jobs, (sheet,), self)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room that a page wants, as far as the screen has it."""
        super().showEvent(event)
        screen = self.screen().availableGeometry()
        self.resize(min(860, screen.width() - 40), screen.height() - 60)
