"""What is performed besides payments (其他义务), what was waived, and follow-up visits (回访)."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.duties import Duty, DutyStatus, undone
from mediation_desk.domain.money import figures
from mediation_desk.domain.settlement import Waiver
from mediation_desk.domain.visits import Visit
from mediation_desk.i18n import _
from mediation_desk.services import duties, payments
from mediation_desk.ui.case.duty_dialogs import (
    CaseDialog,
    DutyDialog,
    OutcomeDialog,
    VisitDialog,
    WaiverDialog,
)
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.reason_dialog import ReasonDialog
from mediation_desk.ui.case.step_dialogs import Act
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.parts import InParts
from mediation_desk.ui.phrases import due_day
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.dialog import Question
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_TONES = {
    DutyStatus.DONE: Tone.GOOD,
    DutyStatus.WAIVED: Tone.GOOD,
    DutyStatus.PART: Tone.WARN,
    DutyStatus.DONE_LATE: Tone.WARN,
    DutyStatus.OVERDUE: Tone.BAD,
}


class DutiesPanel(QWidget, InParts):
    """Duties above; visits and waivers beneath."""

    noticed = Signal(str)

    def __init__(self, case: OpenCase, *, whole: bool = True) -> None:
        super().__init__()
        self.setObjectName("duties_panel")
        self._case = case
        self.start_making(whole=whole)

    def build(self) -> Iterator[None]:
        """Make the tables, then the cards around them."""
        self.duties: RowsModel[Duty] = RowsModel(self._duty_columns())
        self.duty_table = TableView("duties_table", _("Duties besides money"))
        self.duty_table.use(self.duties, (24, 14, 11, 11, 12, 18), stretch=0)
        yield
        self.visits: RowsModel[Visit] = RowsModel(_visit_columns())
        self.visit_table = TableView("visits_table", _("Follow-up visits"))
        self.visit_table.use(self.visits, (11, 9, 10, 12, 12, 20), stretch=5)
        yield
        self.waivers: RowsModel[Waiver] = RowsModel(self._waiver_columns())
        self.waiver_table = TableView("waivers_table", _("Written waivers"))
        self.waiver_table.use(self.waivers, (11, 10, 11, 20), stretch=3)
        yield
        self.duty_note = label("", "small", name="duties_note", wrap=True)
        self.visit_note = label("", "small", name="visits_note", wrap=True)
        self.duty_table.opened.connect(lambda i: self.record_outcome(self.duties.row(i)))
        self.visit_table.opened.connect(lambda i: self._open(VisitDialog, self.visits.row(i)))
        yield from self._lay_out()

    def _lay_out(self) -> Iterator[None]:
        upper = Card(_("Duties besides money"), name="card_duties")
        for text, name, act in (
            (_("Add a duty…"), "duty_add", self.add_duty),
            (_("Outcome…"), "duty_outcome_button", self._outcome_of_chosen),
            (_("Change…"), "duty_change", self._change_chosen),
            (_("Take away…"), "duty_remove", self._remove_chosen),
        ):
            upper.head.addWidget(link(text, name, act))
        upper.add(self.duty_note)
        upper.add(elastic(self.duty_table, 120), 1)
        yield
        left = Card(_("Follow-up visits"), name="card_visits")
        self.visit_button = link(_("Record a visit…"), "visit_add", self.record_visit)
        left.head.addWidget(self.visit_button)
        left.add(self.visit_note)
        left.add(elastic(self.visit_table, 100), 1)
        yield
        right = Card(_("Written waivers"), name="card_waivers")
        self.waiver_button = link(_("Record a waiver…"), "waiver_add", self.record_waiver)
        right.head.addWidget(self.waiver_button)
        right.head.addWidget(link(_("Take the waiver back…"), "waiver_remove", self._take_back))
        right.add(elastic(self.waiver_table, 100), 1)
        yield
        beneath = QHBoxLayout()
        beneath.setSpacing(Space.M)
        beneath.addWidget(left, 3)
        beneath.addWidget(right, 2)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        inside.addWidget(upper, 3)
        inside.addLayout(beneath, 2)

    def lead(self) -> None:
        """Choose the duty that is due first, and give it the keys."""
        if first := self._first_open():
            self.duty_table.selectRow(self.duties.rows.index(first))
        self.duty_table.setFocus()

    def record_first(self) -> None:
        """Record what came of the duty that is due first."""
        self.lead()
        if first := self._first_open():
            self.record_outcome(first)

    def _first_open(self) -> Duty | None:
        open_now = undone(self.duties.rows, self._case.desk.today())
        return min(open_now, key=lambda duty: str(duty.due_on), default=None)

    def _duty_columns(self) -> tuple[Column[Duty], ...]:
        today = self._case.desk.today
        return (
            Column(title=_("What is owed besides money"), text=lambda d: d.title, strong=True),
            Column(title=_("Owed by"), text=self._owing),
            Column(title=_("Due"), text=lambda d: due_day(d.due_on, d.last_on)),
            Column(title=_("Day of performance"), text=_done_on),
            Column(
                title=_("State"),
                text=lambda d: d.status(today()).label,
                tone=lambda d: _TONES.get(d.status(today()), Tone.PLAIN),
            ),
            Column(title=_("Proof"), text=lambda d: d.waiver or d.proof or "—"),
        )

    def _waiver_columns(self) -> tuple[Column[Waiver], ...]:
        return (
            Column(title=_("Day"), text=lambda w: w.waived_on.isoformat()),
            Column(title=_("Worker"), text=lambda w: self._name(w.party_id), strong=True),
            Column(title=_("Amount"), text=lambda w: figures(w.amount), right=True),
            Column(title=_("Paper and reason"), text=lambda w: f"{w.document}；{w.reason}"),
        )

    def _name(self, party_id: int | None) -> str:
        file = self._case.file
        return file.party_name(party_id) if file and party_id else _("All workers")

    def _owing(self, duty: Duty) -> str:
        file = self._case.file
        if file is None or duty.owed_by.value == "applicant":
            return self._name(duty.party_id)
        return file.respondent.employer.name

    def show_case(self, case: CaseFile) -> None:
        """Show duties, visits and waivers as they stand."""
        agreed = case.settlement is not None
        effective = bool(case.settlement and case.settlement.effective_on)
        self.duties.show(case.duties)
        self.visits.show(case.visits)
        self.waivers.show(case.waivers)
        self.duty_note.setText(_duty_note(case) if agreed else _("There is no agreement yet."))
        waiting = [c for c in case.clocks if c.kind == "DL35" and c.state.value == "running"]
        days = _(", ").join(clock.due.isoformat() for clock in waiting)
        text = _("Still to come: {days}").format(days=days) if days else ""
        self.visit_note.setText(text)
        self.visit_note.setVisible(bool(text))
        self.visit_button.setEnabled(effective or case.ended_on is not None)
        self.waiver_button.setEnabled(effective and case.owed > 0)

    def add_duty(self) -> None:
        """Write down a duty."""
        if self._case.file and self._case.file.settlement:
            self._open(DutyDialog)

    def record_visit(self) -> None:
        """Record a follow-up visit."""
        self._open(VisitDialog)

    def record_waiver(self) -> None:
        """Record what a worker gives up in writing."""
        self._open(WaiverDialog)

    def record_outcome(self, duty: Duty) -> None:
        """Record what came of a duty."""
        self._open(OutcomeDialog, duty)

    def _open(self, kind: type[CaseDialog], *what: object) -> None:
        dialog = kind(self._case, self, *what)  # type: ignore[arg-type]
        dialog.carried.connect(self.noticed)
        dialog.open()

    def _chosen(self) -> Duty | None:
        rows = self.duty_table.selectionModel().selectedRows()
        return self.duties.row(rows[0]) if rows else None

    def _outcome_of_chosen(self) -> None:
        if duty := self._chosen():
            self.record_outcome(duty)

    def _change_chosen(self) -> None:
        if duty := self._chosen():
            self._open(DutyDialog, duty)

    def _remove_chosen(self) -> None:
        duty, desk = self._chosen(), self._case.desk
        if duty is None:
            return
        Question(
            _("Take away a duty"),
            _("“{duty}” is taken away from the case.").format(duty=duty.title),
            _("Take away"),
            lambda: self._act(
                lambda key, version: duties.remove(desk, key, version, duty.id),
                _("The duty is taken away."),
            ),
            name="duty_question",
            parent=self,
        ).open()

    def _take_back(self) -> None:
        rows = self.waiver_table.selectionModel().selectedRows()
        if not rows:
            return
        waiver, desk = self.waivers.row(rows[0]), self._case.desk
        ReasonDialog(
            _("{sum} yuan are owed again.").format(sum=figures(waiver.amount)),
            lambda reason: self._act(
                lambda key, version: payments.take_back_waiver(
                    desk, key, version, waiver.id, reason
                ),
                _("The waiver is taken back."),
            ),
            self,
            title=_("Take back a waiver"),
            verb=_("Take back"),
            name="waiver_question",
            of=waiver.id,
            case=self._case.file,
        ).open()

    def _act(self, act: Act, notice: str) -> None:
        self._case.act(act, lambda _done: self.noticed.emit(notice))


def _done_on(duty: Duty) -> str:
    day = duty.done_on or duty.waived_on
    return day.isoformat() if day else "—"


def _duty_note(case: CaseFile) -> str:
    if case.duties:
        return _("Double-click records what came of a duty.")
    return _(
        "No duty besides money. Those of the clause on formalities are written down by themselves"
        " when the agreement takes effect."
    )


def _visit_columns() -> tuple[Column[Visit], ...]:
    return (
        Column(title=_("Day"), text=lambda v: v.day.isoformat()),
        Column(title=_("How"), text=lambda v: v.manner.label),
        Column(title=_("Person spoken to"), text=lambda v: v.person, strong=True),
        Column(title=_("Performance"), text=lambda v: v.performed.label),
        Column(
            title=_("Satisfaction"),
            text=lambda v: v.satisfaction.label if v.satisfaction else _("not said"),
        ),
        Column(title=_("New problems"), text=lambda v: v.problems or "—"),
    )
