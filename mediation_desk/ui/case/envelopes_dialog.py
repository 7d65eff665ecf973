"""Labels and envelopes (送达标签、信封): on what, for whom, seen and printed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from mediation_desk.domain.envelopes import Stationery, addressees
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.ui.by_hand import ByHand
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.pdf_preview import PdfPreview
from mediation_desk.ui.memory import recall, remember
from mediation_desk.ui.printers.order import Sheet
from mediation_desk.ui.printers.print_dialog import print_sheets
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.envelopes import Addressed

_REMEMBERED = "envelopes/kind"
_EVERYBODY = ""
_PAUSE_MS = 150


class EnvelopesDialog(Dialog):
    """Shows the sheet of labels or the envelopes as they print, and prints them."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        title = _("Labels and envelopes")
        super().__init__(title, _("Print…"), name="envelopes_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert case.file is not None, "envelopes are made of a case that is shown"
        self._case, self._file, self.pdf = case, case.file, b""
        found, lacking = addressees(case.file)
        self.kind = Choice(terms(Stationery))
        self.kind.set_code(recall(_REMEMBERED) or Stationery.LABELS_24.value)
        self.kind.setMinimumContentsLength(22)
        self.whom = Choice(
            (
                (_EVERYBODY, _("All {n} with a confirmed address").format(n=len(found))),
                *((str(one.party_id), one.name) for one in found),
            )
        )
        self.whom.setMinimumContentsLength(20)
        self.first = QSpinBox()
        self.lacking = label("", "small", name="envelopes_lacking", tone=Tone.WARN, wrap=True)
        names = _(", ").join(lacking[:6]) + ("…" if len(lacking) > 6 else "")
        self.lacking.setText(
            _("No address confirmed, so nothing is printed for: {names}").format(names=names)
        )
        self.lacking.setVisible(bool(lacking))
        self.boxes = label("", "small", name="envelopes_boxes", tone=Tone.WARN, wrap=True)
        self.boxes.hide()
        self.by_hand = ByHand("envelopes_by_hand", self.make)
        self.preview = PdfPreview()
        self.preview.setMinimumSize(420, 200)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.make)
        self.cancel.setText(_("Close"))
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _place: self._kind_chosen())
        self.whom.currentIndexChanged.connect(lambda _place: self._make_soon())
        self.first.valueChanged.connect(lambda _place: self._make_soon())
        self._empty = not found
        if self._empty:
            self._tell_where()
        else:
            self._kind_chosen()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        for caption, editor, name in (
            (_("Printed on"), self.kind, "kind"),
            (_("For whom"), self.whom, "whom"),
            (_("First free label"), self.first, "first"),
        ):
            row.addWidget(self.fields.add(FormField(caption, editor, name)))
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.lacking)
        self.body.addWidget(self.boxes)
        self.body.addWidget(self.preview, 1)
        self.add_above_buttons(self.by_hand)

    def _tell_where(self) -> None:
        """Show no empty page while nobody has an address, but where one is confirmed."""
        for widget in (self.preview, *(self.fields[name] for name in ("kind", "whom", "first"))):
            widget.hide()
        told = _(
            "Nobody has confirmed an address for service yet. Confirm it under “Papers”, “Addresses"
            " for service”; labels and envelopes are printed from there."
        )
        self.lacking.setText(told)
        self.lacking.show()
        self.busy()

    @property
    def stationery(self) -> Stationery:
        """What is printed on."""
        return Stationery.of(self.kind.code())

    def _kind_chosen(self) -> None:
        grid = self.stationery.grid
        self.first.setRange(1, grid[0] * grid[1] if grid else 1)
        self.fields["first"].setVisible(grid is not None)
        remember(_REMEMBERED, self.kind.code())
        self._make_soon()

    def _make_soon(self) -> None:
        """Make what is wanted now once nothing more is changed; what is shown is not printed."""
        self.busy()
        self._pause.start()

    def make(self) -> None:
        """Make the sheet or the envelopes off the window's thread."""
        desk, file = self._case.desk, self._file
        kind, whom, first = asked = self._asked()
        chosen = frozenset({int(whom)} if whom else ())

        def made(_progress: object) -> "Addressed":
            from mediation_desk.services import envelopes

            return envelopes.made(desk, file, kind, chosen, first)

        def show(addressed: "Addressed") -> None:
            if asked == self._asked():
                self._show(addressed)

        self._case.jobs.render(self, made, show, self._refused)

    def _asked(self) -> tuple[Stationery, str, int]:
        return self.stationery, self.whom.code(), self.first.value()

    def _show(self, addressed: "Addressed") -> None:
        self.pdf = addressed.pdf
        self.complain("")
        self.by_hand.offer()
        self.boxes.setText(_(", ").join(addressed.by_hand))
        self.boxes.setVisible(bool(addressed.by_hand))
        self.preview.show_pdf(addressed.pdf)
        self.busy(False)

    def _refused(self, error: DeskError) -> None:
        self.explain(error)
        self.by_hand.offer(error)
        self.busy()

    def submit(self) -> None:
        """Print; sides and tray are kept for this kind of label or envelope."""
        title = f"{self._file.number} {self.stationery.label}"
        sheet = Sheet(title=title, pdf=self.pdf, form=self.stationery.value)
        print_sheets(self._case.jobs, (sheet,), self)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room that a page wants, as far as the screen has it."""
        super().showEvent(event)
        if self._empty:
            return
        screen = self.screen().availableGeometry()
        self.resize(min(860, screen.width() - 40), screen.height() - 60)
