"""The dossier (立卷): the check with a link to mend each fault, and the volumes to bind."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.dossier import Volume, volumes
from mediation_desk.domain.dossier_check import Check, Fault, checks, score
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.retention import FiledDossier
from mediation_desk.i18n import _
from mediation_desk.services import closing
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.jobs import Progress
from mediation_desk.ui.printers.order import Sheet
from mediation_desk.ui.printers.print_dialog import print_sheets
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link, primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.progress import ProgressLine
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:  # the service brings the writers of .docx and PDF along: the worker loads it
    from mediation_desk.services.dossier import ComposedVolume
    from mediation_desk.ui.case.pdf_preview import PdfPreview

_PURPOSE = "papers"
_TONES = {Fault.ORDER: Tone.BAD, Fault.UNSERVED: Tone.WARN, Fault.UNSIGNED: Tone.WARN}


class DossierPanel(QWidget):
    """What an inspector would miss at the left, the bound volume at the right."""

    said = Signal(str)
    wanted_tab = Signal(str)
    """Go where a fault is mended."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        named(self, "dossier_panel")
        self.case = case
        self.made: ComposedVolume | None = None
        self._seen = (0, 0)
        self._preview: PdfPreview | None = None
        self.model: RowsModel[Check] = RowsModel(
            (
                Column(title=_("Fault"), text=lambda c: c.fault.label, tone=_tone),
                Column(title=_("Found in the dossier"), text=lambda c: c.text, strong=True),
            )
        )
        self.table = TableView("dossier_faults", _("What is to be mended in the dossier"))
        self.table.use(self.model, (9, 40), stretch=1)
        self.table.say_when_empty(_("The dossier is complete; nothing is to be mended."))
        self.score = label("", "figure", name="dossier_score")
        self.counted = label("", "small", name="dossier_counted", wrap=True)
        self.mend_button = secondary(_("Go there"), "dossier_mend", self.mend)
        self.volume = named(Choice(), "dossier_volume", _("Volume"))
        self.bind_button = primary(_("Bind"), "dossier_bind", self.bind, "paper")
        self.save_button = secondary(_("Save as PDF…"), "dossier_save", self.save)
        self.print_button = secondary(_("Print…"), "dossier_print", self.print_volume)
        self.due_button = link(_("Dossiers past their time…"), "dossier_due", self.list_due)
        self.told = Elided("", "small", name="dossier_told")
        self.progress = ProgressLine("dossier_progress")
        self._lay_out()
        self._clear()
        self.table.opened.connect(self._mend_row)
        self.volume.currentIndexChanged.connect(lambda _place: self._clear())

    def _lay_out(self) -> None:
        left = Card(_("Check of the dossier"), name="card_dossier_check")
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.score)
        head.addWidget(self.counted, 1)
        head.addWidget(self.mend_button)
        left.body.addLayout(head)
        left.add(elastic(self.table, 90), 1)
        right = Card(name="card_dossier")
        bar = FlowLayout()
        for widget in (self.volume, self.bind_button, self.save_button, self.print_button):
            bar.addWidget(widget)
        right.body.addLayout(bar)
        beneath = QHBoxLayout()
        beneath.addWidget(self.told, 1)
        beneath.addWidget(self.due_button)
        right.body.addLayout(beneath)
        right.add(self.progress)
        self.nothing = EmptyState(
            _(
                "Binding makes cover, list, everything in its order with page numbers, and the"
                " note at the end."
            ),
            name="dossier_nothing",
            icon="folder",
        )
        self._shown = QVBoxLayout()
        self._shown.addWidget(self.nothing)
        right.body.addLayout(self._shown, 1)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        inside.addWidget(left, 4)
        inside.addWidget(right, 5)
        left.setMinimumWidth(280)

    def show_case(self, case: CaseFile) -> None:
        """Check the dossier as it stands; what was bound before is out of date."""
        found = checks(case, self.case.desk.today())
        faults = [check for check in found if not check.fulfilled]
        self.model.show(faults)
        self.score.setText(str(score(found)))
        set_tone(self.score, Tone.GOOD if not faults else Tone.WARN)
        self.counted.setText(
            _("{done} of {all} checks are fulfilled. The score is their share.").format(
                done=len(found) - len(faults), all=len(found)
            )
        )
        self.mend_button.setEnabled(bool(faults))
        self.volume.offer([(one.value, one.label) for one in volumes(case)])
        if self._seen == (case.id, case.version):
            return
        self._seen = (case.id, case.version)
        self._clear()
        kept = closing.kept_for(self.case.desk, case)
        self.told.say(_("Kept for {years} by the centre's own table").format(years=kept.label))

    def list_due(self) -> None:
        """Show the filed dossiers that need not be kept any more, or say that there are none."""
        from mediation_desk.services import disposal

        desk = self.case.desk
        self.case.jobs.ask(self, lambda: disposal.due(desk), self._list_due, self._refuse)

    def _list_due(self, found: tuple[FiledDossier, ...]) -> None:
        from mediation_desk.services import disposal

        if found:
            self.show_due()
        else:
            self.said.emit(_(disposal.NONE_DUE))

    def show_due(self) -> None:
        """Show the list, to print or save."""
        from mediation_desk.services import disposal
        from mediation_desk.ui.pdf_dialog import PdfDialog  # QtPdf, when wanted

        desk, title = self.case.desk, _("Dossiers past their time of keeping")
        dialog = PdfDialog(
            self.case.jobs, title, title, lambda: disposal.paper(desk), name="due_dossiers",
            parent=self,
        )  # fmt: skip
        dialog.said.connect(self.said)
        dialog.open()

    def mend(self) -> None:
        """Go where the fault chosen is mended, or else the first one."""
        rows = self.table.selectionModel().selectedRows()
        if rows:
            self._mend_row(rows[0])
        elif self.model.rows:
            self.wanted_tab.emit(self.model.rows[0].link)

    def _mend_row(self, index: QModelIndex) -> None:
        self.wanted_tab.emit(self.model.row(index).link)

    def _clear(self) -> None:
        self.made = None
        for button in (self.save_button, self.print_button):
            button.setEnabled(False)
        self.nothing.show()
        if self._preview is not None:
            self._preview.hide()

    def bind(self) -> None:
        """Bind the volume chosen on the drawing worker."""
        if (file := self.case.file) is None or self.progress.busy:
            return
        desk, case_id, volume = self.case.desk, file.id, Volume.of(self.volume.code())

        def made(progress: Progress) -> "ComposedVolume | None":
            from mediation_desk.services import dossier

            return dossier.compose(desk, case_id, volume, progress)

        self.bind_button.setEnabled(False)
        rendering = self.case.jobs.render(self, made, self._show, self._refuse)
        rendering.stopped.connect(self._stopped)
        self.progress.follow(rendering, _("Binding the dossier…"))

    def _stopped(self) -> None:
        self.bind_button.setEnabled(True)

    def _show(self, made: "ComposedVolume | None") -> None:
        self.progress.done()
        self._stopped()
        if made is None or self.case.file is None or made.case_id != self.case.file.id:
            return
        self.made = made
        self.told.say(
            _("{volume}: {papers} papers and materials, {pages} numbered pages").format(
                volume=made.volume.label, papers=len(made.rows), pages=made.pages
            )
        )
        if made.told:
            self.said.emit(made.told)
        for button in (self.save_button, self.print_button):
            button.setEnabled(True)
        self.nothing.hide()
        self.preview().show()
        self.preview().show_pdf(made.pdf)

    def preview(self) -> "PdfPreview":
        """Return the view of the volume, made when it is first needed."""
        if self._preview is None:
            from mediation_desk.ui.case.pdf_preview import PdfPreview

            self._preview = PdfPreview()
            self._shown.addWidget(self._preview)
        return self._preview

    def _refuse(self, error: DeskError) -> None:
        self.progress.done()
        self._stopped()
        self.said.emit(str(error))

    def save(self) -> None:
        """Ask where to write the volume."""
        if self.made is None:
            return
        name = f"{safe_name(self.made.title)}.pdf"
        path = ask_save(self, _("Save the dossier"), name, "PDF (*.pdf)", _PURPOSE)
        if path is not None:
            self.write(path.with_suffix(".pdf"))

    def write(self, path: Path) -> None:
        """Write the volume whole or not at all."""
        assert self.made is not None, "what is written was bound"
        pdf = self.made.pdf
        self.case.jobs.render(
            self,
            lambda _progress: write_whole(path, pdf),
            lambda written: self.said.emit(_("Saved as {name}.").format(name=written.name)),
            self._refuse,
        )

    def print_volume(self) -> None:
        """Print the volume."""
        if self.made is not None:
            sheet = Sheet(title=self.made.title, pdf=self.made.pdf, form="D-61")
            print_sheets(self.case.jobs, (sheet,), self)


def _tone(check: Check) -> Tone:
    return _TONES.get(check.fault, Tone.PLAIN)
