"""The hearings of a case: the list at the left, one of them at length at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.i18n import _
from mediation_desk.services import hearings
from mediation_desk.ui.case.hearing_panel import HearingPanel
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tab import CaseTab, elastic
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_TONES = {
    HearingStatus.PLANNED: Tone.ACCENT,
    HearingStatus.UNDER_WAY: Tone.GOOD,
    HearingStatus.CANCELLED: Tone.MUTED,
}


class HearingsTab(CaseTab):
    """Fixing, opening, recording and ending hearings."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case, "hearings", _("Hearings"))
        self.model: RowsModel[Hearing] = RowsModel(
            (
                Column(title=_("No."), text=lambda h: str(h.number), right=True),
                Column(title=_("Time"), text=lambda h: f"{h.day} {h.begins:%H:%M}", strong=True),
                Column(title=_("Room"), text=lambda h: h.room),
                Column(
                    title=_("State"),
                    text=lambda h: h.status.label,
                    tone=lambda h: _TONES.get(h.status, Tone.PLAIN),
                ),
            )
        )
        self.table = TableView("case_hearings", _("Hearings"))
        self.table.use(self.model, (3, 16, 8, 6), stretch=2)
        self.panel = HearingPanel(case)
        self.panel.noticed.connect(self.noticed)
        self.panel.cancelling.connect(self._ask_reason)
        self.new_button = secondary(_("New hearing"), "hearing_new", self.plan_new)
        self._new = True
        self._case_id = 0
        left = Card(_("Hearings"), name="card_hearings")
        left.setMinimumWidth(230)
        left.setMaximumWidth(380)
        left.add(elastic(self.table, 120), 1)
        left.add(self.new_button)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, Space.S, 0, 0)
        inside.setSpacing(Space.M)
        inside.addWidget(left, 3)
        inside.addWidget(self.panel, 5)
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._chosen())

    def show_case(self, case: CaseFile) -> None:
        """Show the case as it stands now; a hearing just fixed or opened comes up."""
        if self._case_id != case.id:
            self._case_id, self._new = case.id, False
            self.panel.hearing = case.hearings[-1] if case.hearings else None
            self.model.show(())
        known = {hearing.id for hearing in self.model.rows}
        wanted = self.panel.hearing.id if self.panel.hearing else 0
        self.model.show(case.hearings)
        fresh = [hearing.id for hearing in case.hearings if hearing.id not in known]
        if fresh and (self._new or not known):
            wanted = fresh[-1]
        places = {hearing.id: place for place, hearing in enumerate(self.model.rows)}
        if wanted in places:
            self._new = False
            self.table.selectRow(places[wanted])
            self.panel.show_hearing(case, self.model.rows[places[wanted]])
        else:
            self._new = True
            self.panel.show_new(case)

    def came_up(self) -> None:
        """Offer the rooms as they are now."""
        self.panel.plan.read_rooms()

    def plan_new(self) -> None:
        """Plan a new hearing."""
        self._new = True
        self.table.clearSelection()
        if self.case.file is not None:
            self.panel.show_new(self.case.file)
        self.panel.lead()

    def lead_part(self, part: str) -> None:
        """Bring up the hearing with that key."""
        for place, hearing in enumerate(self.model.rows):
            if str(hearing.id) == part:
                self.table.selectRow(place)
                self._chosen()
                return

    def show_next(self) -> None:
        """Bring up the hearing that is planned or under way, else a new plan."""
        alive = (HearingStatus.UNDER_WAY, HearingStatus.PLANNED)
        for place, hearing in enumerate(self.model.rows):
            if hearing.status in alive:
                self.table.selectRow(place)
                self._chosen()
                self.panel.lead()
                return
        self.plan_new()

    def _chosen(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        file = self.case.file
        if rows and file is not None:
            self._new = False
            hearing = self.model.row(rows[0])
            if self.panel.hearing is None or self.panel.hearing.id != hearing.id:
                self.panel.show_hearing(file, hearing)

    def _ask_reason(self, hearing: Hearing) -> None:
        dialog = CancelDialog(self.case, hearing, self)
        dialog.accepted.connect(lambda: self.noticed.emit(_("The hearing is cancelled.")))
        dialog.open()


class CancelDialog(Dialog):
    """Asks why a hearing is cancelled."""

    def __init__(self, case: OpenCase, hearing: Hearing, parent: QWidget) -> None:
        title = _("Cancel the hearing")
        super().__init__(title, title, name="cancel_hearing", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case, self._hearing = case, hearing
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(80)
        field = FormField(_("Reason"), self.reason, "reason", required=True)
        self.body.addWidget(self.fields.add(field))

    def submit(self) -> None:
        """Cancel the hearing."""
        desk, hearing_id = self._case.desk, self._hearing.id
        reason = self.reason.toPlainText().strip()
        self.busy()
        self._case.act(
            lambda key, version: hearings.cancel(desk, key, version, hearing_id, reason),
            lambda _done: self.accept(),
            self.explain,
        )
