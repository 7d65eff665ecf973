"""One paper in view: its preview, and saving, opening and printing it."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton

from mediation_desk.domain.errors import DeskError, Unprintable
from mediation_desk.domain.major_report import MAJOR_REPORT
from mediation_desk.i18n import _
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.by_hand import ByHand
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.files import ask_save, open_file
from mediation_desk.ui.jobs import Rendering
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:  # the service brings the writers of .docx and PDF along: the worker loads it
    from mediation_desk.services.papers import ComposedPaper, Offer
    from mediation_desk.ui.case.pdf_preview import PdfPreview

_PURPOSE = "papers"
_MOST_NAMED, _LOW = 4, 420
_SAVED = {"docx": "Word (*.docx)", "pdf": "PDF (*.pdf)"}


class PaperSheet(Card):
    """The paper as it prints, with what can be done with it."""

    issuing = Signal()
    issuing_one = Signal()
    issuing_all = Signal()
    grouping = Signal()
    voiding = Signal()
    remaking = Signal()
    """The paper is wanted once more, with what the person has said since."""
    values_wanted = Signal()
    said = Signal(str)

    def __init__(self, case: OpenCase) -> None:
        super().__init__("", name="card_sheet")
        self._case = case
        self.paper: ComposedPaper | None = None
        self._rendering: Rendering | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._preview: PdfPreview | None = None
        self.subject = named(Choice(), "paper_subject", _("For whom"))
        self.subject.setMinimumContentsLength(12)
        self.name = Elided(role="title", name="paper_title")
        self.missing = label("", name="paper_missing", tone=Tone.WARN, wrap=True)
        self.missing_short = Elided(name="paper_missing_short")
        set_tone(self.missing_short, Tone.WARN)
        self.missing_short.hide()
        self._is_low = False
        self._docx = b""
        self.by_hand = ByHand("paper_by_hand", self.remaking.emit)
        self.problem = label("", "error", name="paper_problem", wrap=True)
        self.progress = ProgressLine("paper_progress")
        self.printing = ProgressLine("paper_printing")
        self.issue_button = primary(_("Issue"), "paper_issue", self.issuing.emit)
        self.one_button = secondary(
            _("Issue this one only"), "paper_issue_one", self.issuing_one.emit
        )
        self.all_button = secondary(_("Issue for all"), "paper_issue_all", self.issuing_all.emit)
        self.group_button = secondary(_("Files for everybody…"), "paper_group", self.grouping.emit)
        self.lacking = label("", name="paper_lacking", tone=Tone.WARN, wrap=True)
        self.docx_button = secondary(_("Save .docx…"), "paper_docx", lambda: self.save("docx"))
        self.pdf_button = secondary(_("Save PDF…"), "paper_pdf", lambda: self.save("pdf"))
        self.open_button = secondary(_("Open in WPS or Word"), "paper_open", self.open_docx)
        self.print_button = secondary(_("Print…"), "paper_print", self.print_paper)
        self.keep_button = secondary(_("Save or open"), "paper_keep")
        self.keep_button.setMenu(self._keeping())
        self.keep_button.hide()
        self.void_button = secondary(_("Declare void…"), "paper_void", self.voiding.emit)
        self.values_button = secondary(_("Values…"), "paper_values", self.values_wanted.emit)
        self.fill_button = secondary(_("Fill in the report…"), "paper_fill", self._fill_report)
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.subject)
        bar = FlowLayout()
        acts = (self.issue_button, self.one_button, self.all_button, *self._outlets())
        more = (self.fill_button, self.group_button, self.values_button, self.void_button)
        for button in (*acts, *more):
            bar.addWidget(button)
        self.body.addLayout(top)
        self.body.addLayout(bar)
        for widget in (self.lacking, self.missing, self.missing_short, self.problem):
            self.add(widget)
        self.add(self.by_hand)
        self.add(self.progress)
        self.add(self.printing)
        self.body.addStretch(1)

    def _outlets(self) -> tuple[QPushButton, ...]:
        return (self.print_button, *self._kept(), self.keep_button)

    def _kept(self) -> tuple[QPushButton, ...]:
        return (self.docx_button, self.pdf_button, self.open_button)

    def _keeping(self) -> QMenu:
        """Return what the button of a low window folds up."""
        menu = named(QMenu(self), "paper_keep_menu", _("Save or open"))
        for button in self._kept():
            menu.addAction(button.text(), button.click)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the paper its room where the window is low."""
        super().resizeEvent(event)
        self.be_low(event.size().height() < _LOW)

    def be_low(self, low: bool) -> None:
        """Fold saving into one button and what is missing into one line, or unfold them."""
        if low == self._is_low:
            return
        self._is_low = low
        for button in self._kept():
            button.setVisible(not low)
        self.keep_button.setVisible(low)
        self._show_missing()

    def _show_missing(self) -> None:
        lacks = self.paper is not None and bool(self.paper.missing)
        self.missing.setVisible(lacks and not self._is_low)
        self.missing_short.setVisible(lacks and self._is_low)

    def clear(self) -> None:
        """Show no paper."""
        self.wait_for(_("Choose a paper"))
        if self._preview is not None:
            self._preview.show_pdf(b"")
        for widget in (self.missing, self.missing_short, self.problem, self.subject):
            widget.hide()
        self.offer_issue(None)

    def offer_issue(self, offer: "Offer | None") -> None:
        """Offer to issue a form for every party who lacks it, one by one, or for all again."""
        several = offer is not None and len(offer.subjects) > 1
        lacking = len(offer.lacking) if offer is not None and several else 0
        begun = bool(offer and lacking and lacking < len(offer.subjects))
        text = _("Issue")
        if lacking:
            text = _("Issue the other {n}") if begun else _("Issue for all {n}")
        self.issue_button.setText(text.format(n=lacking))
        self.one_button.setVisible(lacking > 0)
        self.all_button.setVisible(several and not lacking)
        self.fill_button.setVisible(offer is not None and offer.code == MAJOR_REPORT)
        self.group_button.setVisible(several or bool(offer and offer.apart))
        if offer is not None:
            self.all_button.setText(_("Issue for all {n}").format(n=len(offer.subjects)))
        self.lacking.setText(lacking_text(offer) if offer and begun else "")
        self.lacking.setVisible(begun)

    def _fill_report(self) -> None:
        """Ask what the report tells beyond the case, and make it with that."""
        from mediation_desk.ui.case.major_report_dialog import ask_report

        ask_report(self._case, self, self.remaking.emit)

    def offer_voiding(self, *, issued: bool, void: bool = False) -> None:
        """Offer what is done with a paper that was issued: looking at its values, voiding it."""
        self.values_button.setVisible(issued)
        self.void_button.setVisible(issued and not void)

    def wait_for(self, title: str) -> None:
        """A paper is being made: nothing can be done with the one before it."""
        self.paper, self._docx = None, b""
        self.by_hand.offer()
        self.offer_voiding(issued=False)
        self.name.say(title)
        self._enable(False)

    def make(self, title: str, rendering: Rendering) -> None:
        """A paper is being made: show how far it is, and let go of the one made before it."""
        if self._rendering is not None:
            self._rendering.cancel()
        self._rendering = rendering
        self.wait_for(title)
        self.tell("")
        self.progress.follow(rendering, _("Making the paper…"))
        rendering.stopped.connect(lambda: self._stopped(rendering))

    def _stopped(self, rendering: Rendering) -> None:
        """Say how a paper is made after all whose making was stopped."""
        if rendering is self._rendering:
            self._rendering = None
            self.tell(_("Making the paper was stopped. Choose it again to make it."))

    def show_paper(self, paper: "ComposedPaper") -> None:
        """Show a paper with what is missing in it."""
        self._rendering = None
        self.progress.done()
        self.paper, self._docx = paper, paper.docx
        self.tell("")
        self.name.say(paper.title)
        names = _(", ").join(paper.missing)
        text = _("Prints as a blank line: {names}").format(names=names)
        self.missing.setText(text)
        self.missing_short.say(text)
        self._show_missing()
        self._enable(True)
        self.preview().show_pdf(paper.pdf)

    def preview(self) -> "PdfPreview":
        """Return the preview, made when it is first needed."""
        if self._preview is None:
            from mediation_desk.ui.case.pdf_preview import PdfPreview

            self._preview = PdfPreview()
            self.body.takeAt(self.body.count() - 1)
            self.add(self._preview, 1)
        return self._preview

    def _enable(self, on: bool) -> None:
        for button in (self.issue_button, self.one_button, *self._outlets()):
            button.setEnabled(on)

    def file_name(self, ending: str) -> str:
        """Return the name proposed for a paper: number, title, for whom."""
        file, paper = self._case.file, self.paper
        if file is None:
            return f"paper.{ending}"
        title, whom = self.name.text(), self.subject.currentText()
        if paper is not None:
            title, whom = paper.title, paper.subject_label
        elif self.subject.isHidden():
            whom = ""
        parts = [file.number, title, whom]
        return f"{safe_name(' '.join(part for part in parts if part))}.{ending}"

    def save(self, ending: str) -> None:
        """Ask where to save the paper, and write it whole or not at all."""
        kind = _SAVED[ending]
        path = ask_save(self, _("Save the paper"), self.file_name(ending), kind, _PURPOSE)
        if path is not None:
            self.write(path.with_suffix(f".{ending}"))

    def write(self, path: Path) -> None:
        """Write the paper in the form that the name's ending says."""
        data = self._docx if path.suffix == ".docx" else self.paper.pdf if self.paper else b""
        if not data:
            return
        self._case.jobs.render(
            self,
            lambda _progress: write_whole(path, data),
            lambda written: self.said.emit(_("Saved as {name}.").format(name=written.name)),
            self.refuse,
        )

    def open_docx(self) -> None:
        """Open a copy in the program that the system has for .docx; it goes when we close."""
        docx = self._docx
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(
                prefix="mediation-desk-", ignore_cleanup_errors=True
            )
        path = Path(self._folder.name) / self.file_name("docx")
        self._case.jobs.render(
            self, lambda _progress: write_whole(path, docx), open_file, self.refuse
        )

    def print_paper(self) -> bool:
        """Print the paper, as many copies as are needed; False if none is in view."""
        if self.paper is None:
            return False
        from mediation_desk.ui.case.printing import print_papers

        print_papers(self._case, (self.paper,), self, self.refuse)
        return True

    def refuse(self, error: DeskError) -> None:
        """Show why something could not be done; what no font can print is there as .docx."""
        self._rendering = None
        self.progress.done()
        self.tell(str(error))
        self.by_hand.offer(error)
        if isinstance(error, Unprintable) and self.paper is None:
            self._docx = error.docx
            for button in (self.docx_button, self.open_button, self.keep_button):
                button.setEnabled(True)

    def tell(self, text: str) -> None:
        """Show a problem, or with an empty text that there is none."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))


def lacking_text(offer: "Offer") -> str:
    """Name the parties for whom a form was not issued yet."""
    names = _(", ").join(name for _key, name in offer.lacking[:_MOST_NAMED])
    if len(offer.lacking) > _MOST_NAMED:
        names = _("{names} and {n} more").format(names=names, n=len(offer.lacking) - _MOST_NAMED)
    return _("Not issued yet for: {names}").format(names=names)
