"""Service of papers (送达): what waits, what was served how and when, and what to do about it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain import days
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.serving import (
    FAILED,
    Service,
    ServiceResult,
    latest,
)
from mediation_desk.i18n import _
from mediation_desk.services import serving
from mediation_desk.ui import phrases
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.service_acts import DropDialog, ReceiverDialog
from mediation_desk.ui.case.service_dialogs import RecordDialog
from mediation_desk.ui.case.step_dialogs import Act
from mediation_desk.ui.case.tab import elastic, lead_to
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import set_tone
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

WAITING, LAST, ALL = "waiting", "last", "all"
_TONES = {
    ServiceResult.SERVED: Tone.GOOD,
    ServiceResult.SENT: Tone.ACCENT,
    ServiceResult.PENDING: Tone.WARN,
    ServiceResult.DROPPED: Tone.MUTED,
}


class ServicePanel(QWidget):
    """A row for each paper and receiver; several are recorded at once."""

    noticed = Signal(str)
    said = Signal(str)
    proving = Signal(int)
    """Bring up the proof of service of this row."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.setObjectName("service_panel")
        self._case = case
        self._titles: dict[int, str] = {}
        self._newest: dict[str, int] = {}
        self._void: frozenset[int] = frozenset()
        self.model: RowsModel[Service] = RowsModel(self._columns())
        self.table = TableView("service_table", _("Service of papers"))
        self.table.use(self.model, (18, 20, 9, 11, 11, 9, 14), stretch=1)
        self.table.opened.connect(self._record_row)
        self.which = named(Choice(), "service_which", _("Which services are shown"))
        self.which.offer(
            [(WAITING, _("Waiting only")), (LAST, _("Last attempts")), (ALL, _("Every attempt"))]
        )
        self.which.set_code(LAST)
        self.which.setMinimumContentsLength(12)
        self.which.currentIndexChanged.connect(lambda _place: self._show_rows())
        self.record_button = primary(_("Record service…"), "service_record", self.record)
        self.hand_button = secondary(
            _("All handed over today…"), "service_by_hand", self.all_by_hand
        )
        self.again_button = secondary(_("Serve again"), "service_again", self.serve_again)
        self.proof_button = secondary(_("Proof of service…"), "service_proof", self.prove)
        self.add_button = secondary(_("Add a receiver…"), "service_add", self.add_receiver)
        self.drop_button = secondary(_("Not to be served…"), "service_drop", self.drop)
        self.state = Elided(name="service_state")
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._offer())

    def _lay_out(self) -> None:
        card = Card(name="card_service")
        bar = FlowLayout()
        for button in (
            self.record_button,
            self.hand_button,
            self.again_button,
            self.proof_button,
            self.add_button,
            self.drop_button,
        ):
            bar.addWidget(button)
        told = QHBoxLayout()
        told.addWidget(self.state, 1)
        told.addWidget(self.which)
        card.body.addLayout(bar)
        card.body.addLayout(told)
        card.add(elastic(self.table, 80), 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        inside.addWidget(card, 1)

    def _columns(self) -> tuple[Column[Service], ...]:
        return (
            Column(title=_("Paper"), text=self._title, strong=True),
            Column(title=_("Receiver"), text=_receiver),
            Column(title=_("Manner of service"), text=_manner),
            Column(title=_("Sent on"), text=lambda s: phrases.day(s.sent_on)),
            Column(title=_("Served on"), text=lambda s: phrases.day(s.served_on)),
            Column(title=_("Result"), text=self._result, tone=self._tone),
            Column(title=_("Proof"), text=_proof, tone=_proof_tone, tip=_tip),
        )

    def _title(self, service: Service) -> str:
        return self._titles.get(service.paper_id, "—")

    def _is_void(self, service: Service) -> bool:
        return service.paper_id in self._void

    def _result(self, service: Service) -> str:
        return _("Paper void") if self._is_void(service) else _came_of(service)

    def _tone(self, service: Service) -> Tone:
        return Tone.MUTED if self._is_void(service) else _tone(service)

    def show_case(self, case: CaseFile) -> None:
        """Show what waits and what was served; the rows chosen stay so."""
        self._titles, self._void = case.paper_titles, case.void_ids
        self._newest = {title: key for key, title in sorted(self._titles.items())}
        self._show_rows()

    def _show_rows(self) -> None:
        case = self._case.file
        if case is None:
            return
        chosen = {(service.id, service.waiting) for service in self._chosen()}
        rows = case.services if self.which.code() == ALL else latest(case.services)
        if self.which.code() == WAITING:
            rows = tuple(service for service in rows if service.waiting)
        self.model.show(sorted(rows, key=self._place))
        self._choose(chosen)
        self._tell(case)
        self._offer()

    def _place(self, service: Service) -> tuple[bool, int, int, int]:
        """Return the place of a row: what waits first, the newest paper first, then the roster."""
        newest = self._newest.get(self._titles.get(service.paper_id, ""), 0)
        return not service.waiting, -newest, service.paper_id, service.id

    def _choose(self, keys: set[tuple[int, bool]]) -> None:
        """Choose rows again; what has been served moves away and is chosen no more."""
        selection = self.table.selectionModel()
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        for place, service in enumerate(self.model.rows):
            if (service.id, service.waiting) in keys:
                selection.select(self.model.index(place, 0), flags)

    def _tell(self, case: CaseFile) -> None:
        waiting = sum(service.waiting for service in case.services)
        if waiting:
            text, tone = _("{n} papers are still to be served.").format(n=waiting), Tone.WARN
        elif case.services_that_count:
            text, tone = _("Every paper has been served."), Tone.GOOD
        else:
            text = _("Nothing was issued yet that has to be served.")
            tone = Tone.MUTED
        self.state.say(text)
        set_tone(self.state, tone)

    def _chosen(self) -> list[Service]:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        return [self.model.rows[row] for row in rows if row < self.model.rowCount()]

    def _meant(self) -> list[Service]:
        """Return the rows chosen, or else all that wait."""
        return self._chosen() or [s for s in self.model.rows if s.waiting]

    def _offer(self) -> None:
        """Offer what can be done; with a void paper nothing but to look at it."""
        chosen, meant = self._chosen(), self._meant()
        void = any(self._is_void(service) for service in meant)
        open_rows = any(service.waiting for service in meant)
        self.record_button.setEnabled(bool(meant) and not void)
        self.hand_button.setEnabled(open_rows and not void)
        self.hand_button.setText(
            _("Selected handed over today…") if chosen else _("All handed over today…")
        )
        self.again_button.setEnabled(
            bool(chosen) and all(s.waiting and s.result in FAILED for s in chosen)
        )
        self.proof_button.setEnabled(len(chosen) == 1 and not void)
        self.add_button.setEnabled(self._titles.keys() > self._void)
        self.drop_button.setEnabled(bool(chosen) and all(s.waiting for s in chosen))

    def lead(self, service_id: int = 0) -> None:
        """Lead to one service, or else to what waits."""
        if service_id and service_id not in {row.id for row in self.model.rows}:
            self.which.set_code(ALL)
        if keys := [row.id for row in self.model.rows]:
            self.table.selectRow(keys.index(service_id) if service_id in keys else 0)
        lead_to(self.table)

    def escape(self) -> bool:
        """Choose nothing; False if nothing was chosen."""
        chosen = bool(self._chosen())
        self.table.clearSelection()
        return chosen

    def _record_row(self, index: QModelIndex) -> None:
        service = self.model.row(index)
        if self._is_void(service):
            told = _("“{title}” is void; nothing is recorded of its service any more.")
            self.said.emit(told.format(title=self._title(service)))
        else:
            self._open_record([service])

    def record(self) -> None:
        """Record what came of the rows chosen, or of all that wait."""
        self._open_record(self._meant())

    def _open_record(self, services: list[Service]) -> None:
        if services:
            self._open(
                RecordDialog(self._case, services, self),
                _("{n} services are on record.").format(n=len(services)),
            )

    def all_by_hand(self) -> None:
        """Record that the rows chosen, or all that wait, were handed over here today."""
        if services := [service for service in self._meant() if service.waiting]:
            dialog = RecordDialog(self._case, services, self)
            dialog.hand_over(self._case.desk.centre.address)
            dialog.accepted.connect(lambda: self.noticed.emit(self._handed_over(dialog)))
            dialog.open()

    def _handed_over(self, dialog: RecordDialog) -> str:
        """Say what was recorded in the end: another day may have been entered, or manner."""
        count, day = len(dialog.services), dialog.handed_over_on()
        if day is None:
            return _("{n} services are on record.").format(n=count)
        if day == self._case.desk.today():
            return _("{n} papers were handed over today.").format(n=count)
        return _("{n} papers were handed over on {day}.").format(n=count, day=days.told(day))

    def serve_again(self) -> None:
        """Open the next attempt for the rows chosen."""
        ids, desk = _ids(self._chosen()), self._case.desk
        self._act(
            lambda key, version: serving.serve_again(desk, key, version, ids),
            _("{n} papers wait to be served again.").format(n=len(ids)),
        )

    def prove(self) -> None:
        """Bring up the proof of service of the row chosen."""
        if chosen := self._chosen():
            self.proving.emit(chosen[0].id)

    def add_receiver(self) -> None:
        """Have a paper served on somebody else too."""
        chosen = self._chosen()
        self._open(
            ReceiverDialog(self._case, chosen[0].paper_id if chosen else 0, self),
            _("The receiver is added."),
        )

    def drop(self) -> None:
        """Note that the rows chosen need not be served."""
        self._open(
            DropDialog(self._case, _ids(self._chosen()), self),
            _("The papers are not served any more."),
        )

    def _open(self, dialog: Dialog, notice: str) -> None:
        dialog.accepted.connect(lambda: self.noticed.emit(notice))
        dialog.open()

    def _act(self, act: Act, notice: str) -> None:
        def refused(error: DeskError) -> None:
            self.said.emit(str(error))

        then: Callable[[object], None] = lambda _result: self.noticed.emit(notice)  # noqa: E731
        self._case.act(act, then, refused)


def _ids(services: Iterable[Service]) -> tuple[int, ...]:
    return tuple(service.id for service in services)


def _receiver(service: Service) -> str:
    if service.attempt == 1:
        return service.receiver
    return _("{receiver} (attempt {n})").format(receiver=service.receiver, n=service.attempt)


def _manner(service: Service) -> str:
    return service.manner.label if service.manner else "—"


def _came_of(service: Service) -> str:
    if service.served_on and service.result is not ServiceResult.SERVED:
        return _("{result}, counts as served").format(result=service.result.label)
    return service.result.label


def _tone(service: Service) -> Tone:
    if service.served_on:
        return Tone.GOOD
    return _TONES.get(service.result, Tone.BAD)


def _proof(service: Service) -> str:
    if service.receipt_on_file:
        return _("Receipt on file")
    if service.tracking:
        return service.tracking
    return _("Receipt missing") if service.served_on else "—"


def _proof_tone(service: Service) -> Tone:
    missing = service.served_on and not service.receipt_on_file
    return Tone.WARN if missing else Tone.PLAIN


def _tip(service: Service) -> str:
    """Tell all that is known of how the paper reached its receiver."""
    known = (
        (_("Place"), service.place),
        (_("Number of the letter"), service.tracking),
        (_("Taken by"), service.received_by),
        (_("Relation"), service.relation),
        (_("Served by"), service.server),
        (_("Witness"), service.witness),
        (_("Reason"), service.reason),
        (_("Remark"), service.note),
        (_("Reason of the correction"), service.corrected),
    )
    told = [_("{what}: {text}").format(what=what, text=text) for what, text in known if text]
    return "\n".join(told) or _proof(service)
