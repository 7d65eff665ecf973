"""One paper as it prints, over the page: seen, saved and printed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError, Unprintable
from mediation_desk.i18n import _
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.by_hand import ByHand
from mediation_desk.ui.case.pdf_preview import PdfPreview
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.printers.order import Sheet
from mediation_desk.ui.printers.print_dialog import print_sheets
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:  # the service brings the writers of .docx and PDF along: the worker loads it
    from mediation_desk.services.loose_papers import LoosePaper
    from mediation_desk.services.papers import ComposedPaper


class PaperDialog(Dialog):
    """Makes a paper off the window's thread and shows it; printing is its first button.

    It stays open, so that both files can be saved; a sheet that is no Word file has its PDF alone.
    """

    said = Signal(str)

    def __init__(
        self,
        jobs: Jobs,
        title: str,
        file_name: str,
        make: "Callable[[], ComposedPaper | LoosePaper]",
        parent: QWidget,
        note: str = "",
    ) -> None:
        super().__init__(title, _("Print…"), name="paper_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.jobs, self._file_name, self._make = jobs, file_name, make
        self.paper: ComposedPaper | LoosePaper | None = None
        self._docx = b""
        self.note = label(note, "small", name="paper_dialog_note", wrap=True)
        self.note.setVisible(bool(note))
        self.by_hand = ByHand("paper_dialog_by_hand", self._begin)
        self.preview = PdfPreview()
        self.preview.setMinimumSize(420, 240)
        self.missing = label("", name="paper_dialog_missing", tone=Tone.WARN, wrap=True)
        self.missing.hide()
        self.progress = ProgressLine("paper_dialog_progress")
        self.docx_button = secondary(
            _("Save .docx…"), "paper_dialog_docx", lambda: self.save("docx", "Word (*.docx)")
        )
        self.pdf_button = secondary(
            _("Save PDF…"), "paper_dialog_pdf", lambda: self.save("pdf", "PDF (*.pdf)")
        )
        for button in (self.docx_button, self.pdf_button):
            self.foot.insertWidget(0, button)
        self.cancel.setText(_("Close"))
        for widget in (self.note, self.missing, self.progress):
            self.body.addWidget(widget)
        self.body.addWidget(self.preview, 1)
        self.add_above_buttons(self.by_hand)
        self._begin()

    def _begin(self) -> None:
        self._enable(False)
        self.complain("")
        make = self._make
        rendering = self.jobs.render(self, lambda _progress: make(), self._show, self._refused)
        self.progress.follow(rendering, _("Making the paper…"))

    def _show(self, paper: "ComposedPaper | LoosePaper") -> None:
        self.progress.done()
        self.paper, self._docx = paper, paper.docx
        names = _(", ").join(paper.missing)
        self.missing.setText(_("Prints as a blank line: {names}").format(names=names))
        self.missing.setVisible(bool(paper.missing))
        self.preview.show_pdf(paper.pdf)
        self._enable(True)

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self.explain(error)
        self.by_hand.offer(error)
        if isinstance(error, Unprintable):
            self._docx = error.docx
        self._enable(True)

    def _enable(self, on: bool) -> None:
        for button in (self.ok, self.pdf_button):
            button.setEnabled(on and self.paper is not None)
        self.docx_button.setEnabled(on and bool(self._docx))
        self.docx_button.setVisible(bool(self._docx) or self.paper is None)

    def submit(self) -> None:
        """Send the paper to a printer."""
        if self.paper is not None:
            made = self.paper
            sheet = Sheet(title=made.title, pdf=made.pdf, form=made.code)
            print_sheets(self.jobs, (sheet,), self)

    def save(self, ending: str, kind: str) -> None:
        """Ask where to save the paper, and write it whole or not at all."""
        name = f"{safe_name(self._file_name)}.{ending}"
        path = ask_save(self, _("Save the paper"), name, kind, "papers")
        if path is not None:
            self.write(path.with_suffix(f".{ending}"))

    def write(self, path: Path) -> None:
        """Write the paper in the form that the name's ending says."""
        data = self._docx if path.suffix == ".docx" else self.paper.pdf if self.paper else b""
        if not data:
            return
        self.jobs.render(
            self,
            lambda _progress: write_whole(path, data),
            lambda written: self.said.emit(_("Saved as {name}.").format(name=written.name)),
            self._refused,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room that a page wants, as far as the screen has it."""
        super().showEvent(event)
        screen = self.screen().availableGeometry()
        self.resize(min(860, screen.width() - 40), screen.height() - 60)
