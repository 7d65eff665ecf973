"""A paper that is made when it is wanted: seen, saved as PDF, printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.case.pdf_preview import PdfPreview
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.printers.order import Sheet
from mediation_desk.ui.printers.print_dialog import print_sheets
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.progress import ProgressLine


class PdfDialog(Dialog):
    """Shows what `make` draws, off the window's thread."""

    said = Signal(str)

    def __init__(
        self,
        jobs: Jobs,
        title: str,
        file_name: str,
        make: Callable[[], bytes],
        *,
        name: str,
        parent: QWidget,
    ) -> None:
        super().__init__(title, _("Save PDF…"), name=name, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs, self._file_name = jobs, file_name
        self.pdf = b""
        self.preview = PdfPreview()
        self.preview.setMinimumSize(420, 240)
        self.progress = ProgressLine(f"{name}_progress")
        self.print_button = secondary(_("Print…"), f"{name}_print", self.print_pages)
        self.foot.insertWidget(0, self.print_button)
        self.cancel.setText(_("Close"))
        self.body.addWidget(self.progress)
        self.body.addWidget(self.preview, 1)
        self._enable(False)
        rendering = jobs.render(self, lambda _progress: make(), self._show, self._refused)
        self.progress.follow(rendering, _("Making the paper…"))

    def _show(self, pdf: bytes) -> None:
        self.progress.done()
        self.pdf = pdf
        self.preview.show_pdf(pdf)
        self._enable(True)

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self.explain(error)
        self._enable(bool(self.pdf))
        if not self.pdf:
            self.preview.hide()
            self.adjustSize()

    def _enable(self, on: bool) -> None:
        for button in (self.ok, self.print_button):
            button.setEnabled(on)

    def submit(self) -> None:
        """Save the paper, whole or not at all."""
        name = f"{safe_name(self._file_name)}.pdf"
        path = ask_save(self, self.windowTitle(), name, "PDF (*.pdf)", "papers")
        if path is not None:
            self.write(path.with_suffix(".pdf"))

    def write(self, path: Path) -> None:
        """Write the paper under a name."""
        pdf = self.pdf
        self.busy()
        self._jobs.render(
            self, lambda _progress: write_whole(path, pdf), self._saved, self._refused
        )

    def _saved(self, written: Path) -> None:
        self.said.emit(_("Saved as {name}.").format(name=written.name))
        self.accept()

    def print_pages(self) -> None:
        """Send the paper to a printer."""
        print_sheets(self._jobs, (Sheet(title=self._file_name, pdf=self.pdf),), self)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room that a page wants, as far as the screen has it."""
        super().showEvent(event)
        screen = self.screen().availableGeometry()
        self.resize(min(960, screen.width() - 40), screen.height() - 60)
