"""Small dialogs about one hearing: given up, put off, not held, interrupted and resumed."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.hearing import Hearing
from mediation_desk.i18n import _
from mediation_desk.services import hearings
from mediation_desk.ui.case.attendance_model import AttendanceModel
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.plan_form import MOST_NAMES
from mediation_desk.ui.case.step_dialogs import Act
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.grid import Grid
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.time_edit import TimeEdit


class HearingDialog(Dialog):
    """Does something with one hearing of the open case."""

    carried = Signal(str)

    def __init__(
        self, case: OpenCase, hearing: Hearing, title: str, notice: str, name: str, parent: QWidget
    ) -> None:
        super().__init__(title, title, name=name, parent=parent)
        self.edits(hearing.id, of=case.file)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.case, self.hearing, self._notice = case, hearing, notice

    def carry_out(self, act: Act) -> None:
        """Do it in the worker; close when done, explain when refused."""
        if self.readable():
            self.busy()
            self.case.act(act, lambda _done: self._finish(), self.explain)

    def _finish(self) -> None:
        self.carried.emit(self._notice)
        self.accept()

    def reason_field(self) -> QPlainTextEdit:
        """Add a field for the reason."""
        reason = QPlainTextEdit()
        reason.setTabChangesFocus(True)
        reason.setFixedHeight(80)
        self.body.addWidget(
            self.fields.add(FormField(_("Reason"), reason, "reason", required=True))
        )
        return reason


class CancelDialog(HearingDialog):
    """Asks why a hearing is cancelled."""

    def __init__(self, case: OpenCase, hearing: Hearing, parent: QWidget) -> None:
        super().__init__(
            case,
            hearing,
            _("Cancel the hearing"),
            _("The hearing is cancelled."),
            "cancel_hearing",
            parent,
        )
        self.reason = self.reason_field()

    def submit(self) -> None:
        """Cancel the hearing."""
        desk, key = self.case.desk, self.hearing.id
        reason = self.reason.toPlainText().strip()
        self.carry_out(lambda case, version: hearings.cancel(desk, case, version, key, reason))


class PostponeDialog(HearingDialog):
    """Asks who wants a hearing put off without a new day, and why (延期开会)."""

    def __init__(self, case: OpenCase, hearing: Hearing, parent: QWidget) -> None:
        super().__init__(
            case,
            hearing,
            _("Put the hearing off, its day left open"),
            _("The hearing is postponed; its new day is fixed as a new hearing."),
            "postpone_hearing",
            parent,
        )
        self.asked_by = QComboBox()
        self.asked_by.setEditable(True)
        self.asked_by.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.asked_by.addItems(_who_may_ask(case))
        self.asked_by.setEditText("")
        field = FormField(_("Asked for by"), self.asked_by, "asked_by", required=True)
        self.body.addWidget(self.fields.add(field))
        self.reason = self.reason_field()

    def submit(self) -> None:
        """Put the hearing off."""
        desk, key = self.case.desk, self.hearing.id
        asked_by = self.asked_by.currentText().strip()
        reason = self.reason.toPlainText().strip()
        self.carry_out(
            lambda case, version: hearings.postpone(desk, case, version, key, asked_by, reason)
        )


def _who_may_ask(case: OpenCase) -> list[str]:
    """Name those who usually ask: the parties, the officers, the centre."""
    file = case.file
    if file is None:
        return []
    names = [name for _key, name in file.parties][:MOST_NAMES]
    names += [officer.name for officer in (file.mediator, file.clerk) if officer]
    return [*names, case.desk.centre.short_name]


class NotHeldDialog(HearingDialog):
    """Asks who was absent when a hearing could not be held (未能召开)."""

    def __init__(self, case: OpenCase, hearing: Hearing, parent: QWidget) -> None:
        super().__init__(
            case,
            hearing,
            _("The hearing was not held"),
            _("It is on record that the hearing was not held."),
            "hearing_not_held",
            parent,
        )
        self.attendance = AttendanceModel()
        file: CaseFile | None = case.file
        if file is not None:
            self.attendance.show_hearing(file, hearing)
        self.people = Grid("not_held_grid", _("Attendance"))
        self.people.use(self.attendance, (24, 8, 11, 12, 22), stretch=4)
        self.people.setShowGrid(False)
        self.people.setMinimumSize(560, 160)
        self.note = QLineEdit()
        said = _("Tick who came: whoever is not ticked was absent.")
        self.body.addWidget(label(said, wrap=True))
        self.body.addWidget(self.people, 1)
        self.body.addWidget(self.fields.add(FormField(_("Remark"), self.note, "note")))

    def submit(self) -> None:
        """Write it down."""
        desk, key, note = self.case.desk, self.hearing.id, self.note.text().strip()
        rows = self.attendance.value()
        self.carry_out(
            lambda case, version: hearings.not_held(desk, case, version, key, rows, note)
        )


class BreakDialog(HearingDialog):
    """Asks when a hearing was interrupted, or when it went on (休会、复会)."""

    def __init__(self, case: OpenCase, hearing: Hearing, parent: QWidget) -> None:
        going_on = hearing.paused
        super().__init__(
            case,
            hearing,
            _("Go on with the hearing") if going_on else _("Interrupt the hearing"),
            _("The hearing goes on.") if going_on else _("The hearing is interrupted."),
            "hearing_break",
            parent,
        )
        self._going_on = going_on
        self.at = TimeEdit()
        self.at.set_moment(case.desk.now().time())
        self.note = QLineEdit()
        self.body.addWidget(self.fields.add(FormField(_("Time"), self.at, "paused_at")))
        note = self.fields.add(FormField(_("Occasion"), self.note, "note"))
        note.setVisible(not going_on)
        self.body.addWidget(note)
        self.body.addStretch(1)

    def submit(self) -> None:
        """Interrupt the hearing, or go on with it."""
        moment = self.at.moment()
        if moment is None:
            text = self.at.problem() or _("Enter the time.")
            self.explain(Invalid([Problem("paused_at", text)]))
            return
        desk, key, note = self.case.desk, self.hearing.id, self.note.text().strip()
        at = datetime.combine(self.hearing.day, moment, desk.now().tzinfo)
        if self._going_on:
            self.carry_out(lambda case, version: hearings.resume(desk, case, version, key, at))
        else:
            self.carry_out(lambda case, version: hearings.pause(desk, case, version, key, at, note))
