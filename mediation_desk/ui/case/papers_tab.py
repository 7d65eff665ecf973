"""Papers (文书): what can be made, how it looks, issuing, saving, printing; what was issued."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tab import CaseTab
from mediation_desk.ui.files import ask_save, open_file
from mediation_desk.ui.jobs import Progress
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.progress import ProgressLine
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:  # the service brings the writers of .docx and PDF along: the worker loads it
    from mediation_desk.services.papers import ComposedPaper, Offer
    from mediation_desk.ui.case.pdf_preview import PdfPreview

_PURPOSE = "papers"
_SAVED = {"docx": "Word (*.docx)", "pdf": "PDF (*.pdf)"}


class PapersTab(CaseTab):
    """Forms at the left, the paper itself at the right."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case, "papers", _("Papers"))
        self._paper: ComposedPaper | None = None
        self._wanted: tuple[str, str] = ("", "")
        self._copies = 1
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.offers: RowsModel[Offer] = RowsModel(self._offer_columns())
        self.offer_table = TableView("offered_papers", _("Papers that can be made"))
        self.offer_table.use(self.offers, (26, 8), stretch=0)
        self.issued: RowsModel[IssuedPaper] = RowsModel(self._issued_columns())
        self.issued_table = TableView("issued_papers", _("Papers issued"))
        self.issued_table.use(self.issued, (11, 18, 12), stretch=1)
        self.subject = named(Choice(), "paper_subject", _("For whom"))
        self.name = label("", "title", name="paper_title")
        self.missing = label("", name="paper_missing", tone=Tone.WARN, wrap=True)
        self.problem = label("", "error", name="paper_problem", wrap=True)
        self.progress = ProgressLine("paper_progress")
        self.issue_button = primary(_("Issue"), "paper_issue", self.issue)
        self.all_button = secondary(_("Issue for all"), "paper_issue_all", self.issue_all)
        self.docx_button = secondary(_("Save .docx…"), "paper_docx", lambda: self.save("docx"))
        self.pdf_button = secondary(_("Save PDF…"), "paper_pdf", lambda: self.save("pdf"))
        self.open_button = secondary(_("Open in WPS or Word"), "paper_open", self.open_docx)
        self.print_button = secondary(_("Print…"), "paper_print", self.print_paper)
        self._preview: PdfPreview | None = None
        self._lay_out()
        self.offer_table.selectionModel().selectionChanged.connect(lambda *_what: self._chosen())
        self.subject.currentIndexChanged.connect(lambda _place: self.compose())
        self.issued_table.opened.connect(lambda index: self.again(self.issued.row(index)))
        self._clear()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        offered = Card(_("Papers that can be made"), name="card_offers")
        offered.add(self.offer_table, 1)
        issued = Card(_("Papers issued"), name="card_issued", note=_("Double-click to see again"))
        issued.add(self.issued_table, 1)
        for card in (offered, issued):
            card.setMinimumWidth(230)
            card.setMaximumWidth(400)
            left.addWidget(card, 1)
        self.sheet = Card("", name="card_sheet")
        top = QHBoxLayout()
        top.addWidget(self.name)
        top.addStretch(1)
        top.addWidget(self.subject)
        bar = FlowLayout()
        bar.addWidget(self.issue_button)
        for button in (
            self.all_button,
            self.print_button,
            self.docx_button,
            self.pdf_button,
            self.open_button,
        ):
            bar.addWidget(button)
        self.sheet.body.addLayout(top)
        self.sheet.body.addLayout(bar)
        for widget in (self.missing, self.problem, self.progress):
            self.sheet.add(widget)
        self.sheet.body.addStretch(1)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, Space.S, 0, 0)
        inside.setSpacing(Space.M)
        inside.addLayout(left, 2)
        inside.addWidget(self.sheet, 4)

    def _offer_columns(self) -> "tuple[Column[Offer], ...]":
        def look(offer: "Offer") -> Tone:
            return Tone.PLAIN if offer.timely else Tone.MUTED

        return (
            Column(title=_("Paper"), text=lambda o: f"{o.code} {o.title}", tone=look),
            Column(title=_("Issued"), text=lambda o: f"✓ {o.issued}" if o.issued else "—"),
        )

    def _issued_columns(self) -> tuple[Column[IssuedPaper], ...]:
        return (
            Column(title=_("Day"), text=lambda p: p.issued_on.isoformat()),
            Column(title=_("Paper"), text=lambda p: p.title),
            Column(title=_("For whom"), text=lambda p: p.subject or "—"),
        )

    def show_case(self, case: CaseFile) -> None:
        """Show what can be made and what was issued; the paper shown is made anew."""
        self.issued.show(sorted(case.papers, key=lambda p: p.id, reverse=True))

        def offers() -> "tuple[Offer, ...]":
            from mediation_desk.services import papers  # brings python-docx along

            return papers.offered(case)

        self.case.read(offers, self._offer)

    def came_up(self) -> None:
        """Make the paper in view when the tab comes up."""
        if self._wanted[0]:
            self.compose()
        elif self.offers.rowCount():
            self.offer_table.selectRow(0)

    def _offer(self, offers: "tuple[Offer, ...]") -> None:
        wanted = self._wanted[0]
        self.offers.show(sorted(offers, key=lambda o: (not o.timely, o.issued > 0, o.code)))
        for place, offer in enumerate(self.offers.rows):
            if offer.code == wanted:
                self.offer_table.selectRow(place)
                return
        if self.isVisible() and offers:
            self.offer_table.selectRow(0)

    def _chosen(self) -> None:
        rows = self.offer_table.selectionModel().selectedRows()
        if not rows:
            return
        offer = self.offers.row(rows[0])
        self._copies = 1 if len(offer.subjects) > 1 else offer.copies
        self.subject.offer(offer.subjects or (("", _("the case")),))
        self.subject.setVisible(len(offer.subjects) > 1)
        self.all_button.setVisible(len(offer.subjects) > 1)
        self.all_button.setText(_("Issue for all {n}").format(n=len(offer.subjects)))
        self.compose()

    def choose(self, code: str) -> None:
        """Bring up a form by its code."""
        self._wanted = code, ""
        for place, offer in enumerate(self.offers.rows):
            if offer.code == code:
                self.offer_table.selectRow(place)

    def compose(self) -> None:
        """Make the chosen paper from the case as it stands."""
        rows = self.offer_table.selectionModel().selectedRows()
        if not rows or not self.isVisible() or self.case.file is None:
            return
        offer, subject = self.offers.row(rows[0]), self.subject.code()
        wanted = self._wanted = offer.code, subject
        desk, case_id = self.case.desk, self.case.file.id

        def composed(_progress: object) -> "ComposedPaper":
            from mediation_desk.services import papers

            return papers.compose(desk, case_id, offer.code, subject)

        self.name.setText(offer.title)
        self.case.jobs.render(
            self,
            composed,
            lambda paper: self._show(paper) if wanted == self._wanted else None,
            self._refused,
        )

    def _show(self, paper: "ComposedPaper") -> None:
        self._paper = paper
        self._tell("")
        self.name.setText(paper.title)
        names = _(", ").join(paper.missing)
        self.missing.setText(_("Prints as a blank line: {names}").format(names=names))
        self.missing.setVisible(bool(paper.missing))
        self._enable(True)
        self.preview().show_pdf(paper.pdf)

    def preview(self) -> "PdfPreview":
        """Return the preview, made when it is first needed."""
        if self._preview is None:
            from mediation_desk.ui.case.pdf_preview import PdfPreview

            self._preview = PdfPreview()
            spacer = self.sheet.body.takeAt(self.sheet.body.count() - 1)
            del spacer
            self.sheet.add(self._preview, 1)
        return self._preview

    def issue(self) -> None:
        """Keep the paper as issued, with its content."""
        paper = self._paper
        if paper is None:
            return
        desk = self.case.desk

        def keep(key: int, version: int) -> int:
            from mediation_desk.services import papers

            return papers.issue(desk, key, version, paper)

        self.case.act(
            keep,
            lambda _key: self.noticed.emit(_("{title} is issued.").format(title=paper.title)),
            self._refused,
        )

    def issue_all(self) -> None:
        """Issue the form for everybody it is made for."""
        rows = self.offer_table.selectionModel().selectedRows()
        if not rows or self.case.file is None:
            return
        offer = self.offers.row(rows[0])
        desk, case_id = self.case.desk, self.case.file.id

        def composed(progress: Progress) -> "list[ComposedPaper]":
            from mediation_desk.services import papers

            made = []
            for number, (subject, _label) in enumerate(offer.subjects):
                progress(number, len(offer.subjects))
                made.append(papers.compose(desk, case_id, offer.code, subject))
            return made

        rendering = self.case.jobs.render(self, composed, self._keep_all, self._refused)
        self.progress.follow(rendering, _("Making the papers…"))

    def _keep_all(self, made: "list[ComposedPaper]") -> None:
        self.progress.done()
        desk = self.case.desk

        def keeping(paper: "ComposedPaper") -> Callable[[int, int], object]:
            def keep(key: int, version: int) -> int:
                from mediation_desk.services import papers

                return papers.issue(desk, key, version, paper)

            return keep

        self.case.act_all(
            [keeping(paper) for paper in made],
            lambda _done: self.noticed.emit(_("{n} papers are issued.").format(n=len(made))),
            self._refused,
        )

    def again(self, issued: IssuedPaper) -> None:
        """Show an issued paper exactly as it was, to print or save once more."""
        desk = self.case.desk
        self._wanted = ("", str(issued.id))
        wanted = self._wanted

        def reprinted(_progress: object) -> "ComposedPaper":
            from mediation_desk.services import papers

            docx, pdf = papers.again(desk, issued.id, issued.title)
            return papers.ComposedPaper(
                code=issued.form,
                title=issued.title,
                subject="",
                subject_label=issued.subject,
                docx=docx,
                pdf=pdf,
                missing=(),
            )

        def show(paper: "ComposedPaper") -> None:
            if wanted != self._wanted:
                return
            self.offer_table.clearSelection()
            self.subject.hide()
            self.all_button.hide()
            self._show(paper)
            self.issue_button.setEnabled(False)
            when = issued.issued_on.isoformat()
            said = _("Issued on {day} by {name}").format(day=when, name=issued.issued_by)
            self.name.setText(f"{issued.title} · {said}")

        self.case.jobs.render(self, reprinted, show, self._refused)

    def file_name(self, ending: str) -> str:
        """Return the name proposed for a paper: number, title, for whom."""
        file, paper = self.case.file, self._paper
        if file is None or paper is None:
            return f"paper.{ending}"
        parts = [file.number, paper.title, paper.subject_label]
        return f"{safe_name(' '.join(part for part in parts if part))}.{ending}"

    def save(self, ending: str) -> None:
        """Ask where to save the paper, and write it whole or not at all."""
        if self._paper is None:
            return
        kind = _SAVED[ending]
        path = ask_save(self, _("Save the paper"), self.file_name(ending), kind, _PURPOSE)
        if path is not None:
            self.write(path.with_suffix(f".{ending}"))

    def write(self, path: Path) -> None:
        """Write the paper in the form that the name's ending says."""
        paper = self._paper
        if paper is None:
            return
        data = paper.docx if path.suffix == ".docx" else paper.pdf
        self.case.jobs.render(
            self,
            lambda _progress: write_whole(path, data),
            lambda written: self.said.emit(_("Saved as {name}.").format(name=written.name)),
            self._refused,
        )

    def open_docx(self) -> None:
        """Open a copy in the program that the system has for .docx."""
        paper = self._paper
        if paper is None:
            return
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="mediation-desk-")
        path = Path(self._folder.name) / self.file_name("docx")
        self.case.jobs.render(
            self, lambda _progress: write_whole(path, paper.docx), open_file, self._refused
        )

    def print_paper(self) -> None:
        """Print the paper, as many copies as are needed."""
        if self._paper is not None:
            self.preview().print_pages(self._paper.title, self._copies)

    def _clear(self) -> None:
        self._paper = None
        self.name.setText(_("Choose a paper"))
        for widget in (self.missing, self.problem, self.subject, self.all_button):
            widget.hide()
        self._enable(False)

    def _enable(self, on: bool) -> None:
        for button in (
            self.issue_button,
            self.docx_button,
            self.pdf_button,
            self.open_button,
            self.print_button,
        ):
            button.setEnabled(on)

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self._tell(str(error))

    def _tell(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
