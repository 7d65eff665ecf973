"""Earlier hand-overs: what was handed over, its list once more, and taking one back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from mediation_desk.domain.handover import HandoverDone, HandoverList
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import handover as service
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class EarlierHandovers(Card):
    """The hand-overs that were carried out, the newest first."""

    said = Signal(str)

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(name="card_handovers")
        self._desk, self._jobs = desk, jobs
        self.rows: RowsModel[HandoverDone] = RowsModel(_columns())
        self.table = TableView("handovers_table", _("Earlier hand-overs"))
        self.table.use(self.rows, (11, 12, 12, 12, 7, 30), stretch=5)
        self.table.say_when_empty(_("Nothing was handed over yet."))
        self.reprint_button = primary(_("List…"), "handover_reprint", self.reprint)
        self.back_button = secondary(_("Take the hand-over back"), "handover_back", self.take_back)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.reprint_button)
        self.add(self.table, 1)
        self.body.addLayout(foot)
        self.table.opened.connect(lambda _index: self.reprint())
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._offer())

    def read(self, key: int = 0) -> None:
        """Read what was handed over, and go to one of them by its key."""
        self._jobs.ask(self, partial(service.done, self._desk), partial(self._show, key))

    def _show(self, key: int, done: tuple[HandoverDone, ...]) -> None:
        self.rows.show(done)
        self._offer()
        places = [place for place, row in enumerate(self.rows.rows) if row.id == key]
        if places:
            self.table.selectRow(places[0])
            self.table.setFocus()

    def _chosen(self) -> HandoverDone | None:
        rows = self.table.selectionModel().selectedRows()
        return self.rows.row(rows[0]) if rows else None

    def _offer(self) -> None:
        chosen = self._chosen() is not None
        self.reprint_button.setEnabled(chosen)
        self.back_button.setEnabled(chosen and self._desk.actor.may(Right.ASSIGN))

    def take_back(self) -> None:
        """Undo the hand-over chosen as a whole."""
        if chosen := self._chosen():
            self.take_back_one(chosen.id)

    def take_back_one(self, key: int) -> None:
        """Undo a hand-over as a whole, by its key."""
        self._jobs.do(
            self,
            partial(service.take_back, self._desk, key),
            lambda _done: self.said.emit(_("The hand-over is taken back.")),
            lambda error: self.said.emit(str(error)),
        )

    def reprint(self) -> None:
        """Show the list of the hand-over chosen as it was carried out."""
        if chosen := self._chosen():
            job = partial(service.listed, self._desk, chosen.id)
            self._jobs.ask(self, job, self.show_list)

    def show_list(self, listing: HandoverList) -> None:
        """Show a list of what goes or went over, to be saved and printed."""
        from mediation_desk.ui.pdf_dialog import PdfDialog  # QtPdf, when it is wanted

        name = _("Hand-over list {giver} {receiver} {day}").format(
            giver=listing.giver, receiver=listing.receiver, day=listing.day.isoformat()
        )
        make = partial(service.paper, self._desk, listing)
        title = _("Hand-over list")
        dialog = PdfDialog(self._jobs, title, name, make, name="handover_pdf", parent=self)
        dialog.said.connect(self.said)
        dialog.open()


def _columns() -> tuple[Column[HandoverDone], ...]:
    return (
        Column(title=_("Day"), text=lambda row: row.day.isoformat()),
        Column(title=_("Hands over"), text=lambda row: row.giver, strong=True),
        Column(title=_("Takes over"), text=lambda row: row.receiver, strong=True),
        Column(title=_("Before"), text=lambda row: row.overseer or "—"),
        Column(title=_("Cases"), text=lambda row: str(row.cases), right=True),
        Column(title=_("Remark"), text=lambda row: row.note or "—"),
    )
