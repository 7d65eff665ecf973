"""A pack of papers (成套文书): what is in it, what is missing, as one PDF, single files, print."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.by_hand import ByHand
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.files import ask_folder, ask_save
from mediation_desk.ui.jobs import Progress
from mediation_desk.ui.printers.queue import queue_of
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import scrolling
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.progress import ProgressLine
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:  # the service brings the writers of .docx and PDF along: the worker loads it
    from mediation_desk.services.packs import ComposedPack
    from mediation_desk.services.papers import ComposedPaper
    from mediation_desk.ui.case.pdf_preview import PdfPreview

_PURPOSE = "papers"


class PackDialog(Dialog):
    """Makes the papers on the drawing worker; the primary button issues all of them."""

    carried = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        case: OpenCase,
        pack: str,
        title: str,
        parent: QWidget,
        of: Collection[int] | None = None,
    ) -> None:
        super().__init__(title, _("Issue all"), name="pack_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert case.file is not None, "a pack is made of a case that is shown"
        self.case, self.file, self._pack_code, self._of = case, case.file, pack, of
        self.pack: ComposedPack | None = None
        self._preview: PdfPreview | None = None
        self.rows: RowsModel[ComposedPaper] = RowsModel(_columns())
        self.table = TableView("pack_table", _("Papers of the pack"))
        self.table.use(self.rows, (20, 14, 5), stretch=0, yields=(1,))
        self.missing = label("", "small", name="pack_missing", tone=Tone.WARN, wrap=True)
        self.missing_area = scrolling(self.missing, "pack_missing_scroll")
        self.missing_area.setMaximumHeight(110)
        self.missing_area.hide()
        self.enclosed = label("", "small", name="pack_enclosed", wrap=True)
        self.progress = ProgressLine("pack_progress")
        self.by_hand = ByHand("pack_by_hand", self._make)
        self.pdf_button = secondary(_("Save as one PDF…"), "pack_pdf", self.save_joined)
        self.files_button = secondary(_("Save single files…"), "pack_files", self.save_single)
        self.print_button = secondary(_("Print all…"), "pack_print", self.print_all)
        self._lay_out()
        self._made_at, self._issuing = self.file.version, False
        case.shown.connect(self._follow)
        queue_of(case.jobs).changed.connect(self._follow)
        self._enable(False)
        self._make()

    def _lay_out(self) -> None:
        for place, button in enumerate((self.pdf_button, self.files_button, self.print_button)):
            self.foot.insertWidget(place, button)
        left = QVBoxLayout()
        left.addWidget(elastic(self.table, 150), 1)
        left.addWidget(self.missing_area)
        left.addWidget(self.enclosed)
        left.addWidget(self.progress)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(Space.M)
        self._beside.addLayout(left, 3)
        self.body.addLayout(self._beside, 1)
        self.add_above_buttons(self.by_hand)
        self.setMinimumSize(860, 420)

    def _enable(self, on: bool) -> None:
        for button in (self.pdf_button, self.files_button, self.print_button):
            button.setEnabled(on)
        self.ok.setEnabled(on and bool(self._to_issue()))

    def _to_issue(self) -> "tuple[ComposedPaper, ...]":
        """Return the papers that were not issued yet."""
        made = self.pack.papers if self.pack else ()
        return tuple(paper for paper in made if not paper.issued)

    def _follow(self, *_what: object) -> None:
        """Make the papers anew once the case has changed, as when one was printed and issued."""
        file, under_way = self.case.file, self.progress.busy or self._issuing
        if file is None or file.id != self.file.id or file.version == self._made_at or under_way:
            return
        if not queue_of(self.case.jobs).open:
            self._made_at = file.version
            self._enable(False)
            self._make()

    def _make(self) -> None:
        self.complain("")
        desk, file, code, of = self.case.desk, self.file, self._pack_code, self._of

        def composed(progress: Progress) -> "ComposedPack | None":
            from mediation_desk.services import packs

            return packs.compose(desk, file, packs.Pack.of(code), progress, of)

        rendering = self.case.jobs.render(self, composed, self._show, self.explain)
        rendering.stopped.connect(self.reject)
        self.progress.follow(rendering, _("Making the papers…"))

    def _show(self, pack: "ComposedPack | None") -> None:
        self.progress.done()
        if pack is None:
            return
        self.pack = pack
        self.rows.show(pack.papers)
        lines = "\n".join(f"· {text}" for text in pack.enclosed)
        blanks = [
            _("{paper}: {names}").format(paper=_of(paper), names=_(", ").join(paper.missing))
            for paper in pack.papers
            if paper.missing
        ]
        self.missing.setText(_("Prints as a blank line, to be written by hand:"))
        self.missing.setText("\n".join([self.missing.text(), *blanks]))
        self.missing_area.setVisible(bool(blanks))
        known = len(pack.papers) - len(self._to_issue())
        told = [
            _("{n} of them are issued already and enclosed as they were.").format(n=known)
            if known
            else "",
            _("To enclose besides:") + "\n" + lines if lines else "",
        ]
        self.enclosed.setText("\n".join(text for text in told if text))
        self.enclosed.setVisible(bool(self.enclosed.text()))
        self._enable(True)
        self.preview().show_pdf(pack.pdf)
        self._follow()

    def preview(self) -> "PdfPreview":
        """Return the preview of the joined PDF, made when it is first needed."""
        if self._preview is None:
            from mediation_desk.ui.case.pdf_preview import PdfPreview

            self._preview = PdfPreview()
            self._beside.addWidget(self._preview, 4)
        return self._preview

    def explain(self, error: DeskError) -> None:
        """Show a refusal above the buttons."""
        self.progress.done()
        self._issuing = False
        super().explain(error)
        self.by_hand.offer(error)
        self._enable(self.pack is not None)

    def save_joined(self) -> None:
        """Ask where to save all papers as one PDF, and write it whole or not at all."""
        if self.pack is None:
            return
        name = f"{safe_name(f'{self.file.number} {self.pack.title}')}.pdf"
        path = ask_save(self, _("Save the papers"), name, "PDF (*.pdf)", _PURPOSE)
        if path is not None:
            self.write_joined(path.with_suffix(".pdf"))

    def write_joined(self, path: Path) -> None:
        """Write all papers as one PDF."""
        assert self.pack is not None, "a pack is written that was made"
        pdf = self.pack.pdf
        self.case.jobs.render(
            self,
            lambda _progress: write_whole(path, pdf),
            lambda written: self.said.emit(_("Saved as {name}.").format(name=written.name)),
            self.explain,
        )

    def save_single(self) -> None:
        """Ask for a folder, and write each paper there as .docx and as PDF."""
        folder = ask_folder(self, _("Folder for the papers"), _PURPOSE)
        if folder is not None and self.pack is not None:
            self.write_single(folder)

    def write_single(self, folder: Path) -> None:
        """Write each paper as .docx and as PDF into a folder."""
        assert self.pack is not None, "a pack is written that was made"
        made, number = self.pack.papers, self.file.number

        def written(progress: Progress) -> int:
            for place, paper in enumerate(made):
                if not progress(place, len(made)):
                    return place
                parts = (number, f"{place + 1:02}", paper.title, paper.subject_label)
                name = safe_name(" ".join(part for part in parts if part))
                write_whole(folder / f"{name}.docx", paper.docx)
                write_whole(folder / f"{name}.pdf", paper.pdf)
            return len(made)

        def told(count: int) -> None:
            self.progress.done()
            self.said.emit(_("{n} papers are saved.").format(n=count))

        rendering = self.case.jobs.render(self, written, told, self.explain)
        self.progress.follow(rendering, _("Writing the files…"))

    def print_all(self) -> None:
        """Print all papers in their order, each in as many copies as its form takes."""
        if self.pack is not None:
            from mediation_desk.ui.case.printing import print_papers

            print_papers(self.case, self.pack.papers, self, self.explain)

    def submit(self) -> None:
        """Keep every paper that is not issued yet as issued, with its content."""
        desk, made = self.case.desk, self._to_issue()
        if not made:
            return

        def keep(key: int, version: int) -> object:
            from mediation_desk.services import papers

            return papers.issue_all(desk, key, version, made)

        def issued(_done: object) -> None:
            self.carried.emit(_("{n} papers are issued.").format(n=len(made)))
            self.accept()

        self._enable(False)
        self._issuing = True
        self.case.act(keep, issued, self.explain)


def _of(paper: "ComposedPaper") -> str:
    return f"{paper.title}（{paper.subject_label}）" if paper.subject_label else paper.title


def _columns() -> "tuple[Column[ComposedPaper], ...]":
    return (
        Column(title=_("Paper"), text=lambda p: p.title, strong=True),
        Column(title=_("For whom"), text=lambda p: p.subject_label or "—"),
        Column(title=_("Copies printed"), text=lambda p: str(p.copies), right=True),
    )
