"""A paper without a case: seen, saved as Word file or PDF, printed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.services.loose_papers import LoosePaper
from mediation_desk.ui.case.pdf_preview import PdfPreview
from mediation_desk.ui.files import ask_save, open_file
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.printers.order import Sheet
from mediation_desk.ui.printers.print_dialog import print_sheets
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.progress import ProgressLine


class PaperDialog(Dialog):
    """Makes the paper beside the desk and shows it; nothing is issued here."""

    said = Signal(str)

    def __init__(
        self,
        jobs: Jobs,
        make: Callable[[], LoosePaper],
        title: str,
        parent: QWidget,
        note: str = "",
    ) -> None:
        super().__init__(title, _("Save PDF…"), name="paper_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs = jobs
        self._title = title
        self.paper: LoosePaper | None = None
        self.preview = PdfPreview()
        self.preview.setMinimumSize(420, 240)
        self.progress = ProgressLine("paper_progress")
        self.missing = label("", "small", name="paper_missing", wrap=True)
        self.note = label(note, "small", name="paper_note", wrap=True)
        self.note.setVisible(bool(note))
        self.print_button = secondary(_("Print…"), "paper_print", self.print_pages)
        self.word = secondary(_("Save Word file…"), "paper_word", self.save_word)
        self.foot.insertWidget(0, self.print_button)
        self.foot.insertWidget(1, self.word)
        self.cancel.setText(_("Close"))
        for widget in (self.progress, self.note, self.missing):
            self.body.addWidget(widget)
        self.body.addWidget(self.preview, 1)
        self._enable()
        rendering = jobs.render(self, lambda _progress: make(), self._show, self._refused)
        self.progress.follow(rendering, _("Making the paper…"))

    def _show(self, paper: LoosePaper) -> None:
        self.progress.done()
        self.paper = paper
        self.preview.show_pdf(paper.pdf)
        if paper.missing:
            names = _(", ").join(paper.missing)
            self.missing.setText(_("Lines to write on: {names}").format(names=names))
        self.missing.setVisible(bool(paper.missing))
        self._enable()

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self.explain(error)
        self._enable()

    def _enable(self) -> None:
        for button in (self.ok, self.print_button):
            button.setEnabled(self.paper is not None)
        self.word.setVisible(self.paper is not None and bool(self.paper.docx))

    def submit(self) -> None:
        """Save the PDF, whole or not at all."""
        if self.paper is not None:
            self._save(self.paper.pdf, "pdf", "PDF (*.pdf)")

    def save_word(self) -> None:
        """Save the Word file and open it with the program the system has for it."""
        if self.paper is not None:
            self._save(self.paper.docx, "docx", "Word (*.docx)")

    def _save(self, data: bytes, ending: str, kinds: str) -> None:
        name = f"{safe_name(self._title)}.{ending}"
        path = ask_save(self, _("Save the paper"), name, kinds, "papers")
        if path is None:
            return
        path = path.with_suffix(f".{ending}")

        def saved(_path: object) -> None:
            self.said.emit(_("Saved as {name}.").format(name=path.name))
            if ending == "docx":
                open_file(path)
            self.accept()

        self._jobs.render(self, lambda _progress: write_whole(path, data), saved, self._refused)

    def print_pages(self) -> None:
        """Send the paper to a printer."""
        if (made := self.paper) is not None:
            sheet = Sheet(title=self._title, pdf=made.pdf, form=made.code)
            print_sheets(self._jobs, (sheet,), self)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room that a page wants, as far as the screen has it."""
        super().showEvent(event)
        screen = self.screen().availableGeometry()
        self.resize(min(860, screen.width() - 40), screen.height() - 60)
