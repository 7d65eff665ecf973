"""Dialogs of performance besides payments: duties, written waivers, follow-up visits."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from mediation_desk.domain.case import CaseFile, Side
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.errors import NotFound, Problem
from mediation_desk.domain.money import figures
from mediation_desk.domain.settlement import Waiver
from mediation_desk.domain.step_facts import ContactManner
from mediation_desk.domain.visits import Performed, Satisfaction, Visit
from mediation_desk.i18n import _
from mediation_desk.services import duties, payments, visits
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.step_dialogs import Act
from mediation_desk.ui.case.together import Together
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.money_edit import MoneyEdit


class CaseDialog(Dialog):
    """A form that changes the open case and says what was done."""

    carried = Signal(str)

    def __init__(
        self, case: OpenCase, title: str, action: str, notice: str, name: str, parent: QWidget
    ) -> None:
        super().__init__(title, action, name=name, parent=parent)
        self.edits(of=case.file)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        assert case.file is not None, "a dialog stands over a case that is shown"
        self.case, self.file, self.desk = case, case.file, case.desk
        self._notice = notice

    def field(
        self, caption: str, editor: QWidget, name: str, *, hint: str = "", required: bool = False
    ) -> FormField:
        """Add a field to the body."""
        made = self.fields.add(FormField(caption, editor, name, hint=hint, required=required))
        self.body.addWidget(made)
        return made

    def told(self, editor: DayEdit, name: str) -> date | None:
        """Return a day, or ask for it at its field: one that was emptied is not today."""
        if self.readable() and editor.day() is None:
            asked = _("Enter: {what}.").format(what=_("Day"))
            self.fields.explain((Problem(name, asked),))
        return editor.day()

    def carry_out(self, act: Act) -> None:
        """Do it in the worker; close when done, explain when refused."""
        if self.readable():
            self.busy()
            self.case.act(act, lambda _result: self._finish(), self.explain)

    def _finish(self) -> None:
        self.carried.emit(self._notice)
        self.accept()


def workers(file: CaseFile) -> list[tuple[str, str]]:
    """Offer the workers of a case, and all of them."""
    return [("", _("All workers")), *((str(a.id), a.person.name) for a in file.applicants)]


def several_lines() -> QPlainTextEdit:
    """Return a field of three lines, which Tab leaves."""
    lines = QPlainTextEdit()
    lines.setTabChangesFocus(True)
    lines.setFixedHeight(64)
    return lines


class DutyDialog(CaseDialog):
    """A duty besides money: what, who, for whom, by when."""

    def __init__(self, case: OpenCase, parent: QWidget, duty: Duty | None = None) -> None:
        notice = _("The duty is written down.")
        super().__init__(case, _("Duty besides money"), _("Save"), notice, "duty_dialog", parent)
        self.edits(duty.id if duty else "", of=case.file)
        self._duty = duty or Duty(kind=DutyKind.CERTIFICATE)
        self.kind, self.text = Choice(terms(DutyKind)), QLineEdit()
        self.owed_by, self.worker = Choice(terms(Side)), Choice(workers(self.file))
        self.due_on = DayEdit()
        self.counter = QCheckBox(_("Payment waits for it (shuts the way to a payment order)"))
        self.field(_("Kind of duty"), self.kind, "kind")
        self.field(_("What exactly"), self.text, "text")
        self.field(_("Who owes it"), self.owed_by, "owed_by")
        self.field(_("Which worker"), self.worker, "party_id")
        self.field(_("To be done by"), self.due_on, "due_on", required=True)
        self.field("", self.counter, "counter")
        self._fill(self._duty)
        if duty is not None:
            key = duty.id
            Together(self, case, lambda: DutyDialog(case, parent, _now(case, key)), "_duty")

    def _fill(self, duty: Duty) -> None:
        self.kind.set_code(duty.kind.value)
        self.text.setText(duty.text)
        self.owed_by.set_code(duty.owed_by.value)
        self.worker.set_code(str(duty.party_id or ""))
        self.due_on.set_day(duty.due_on)
        self.counter.setChecked(duty.counter)

    def submit(self) -> None:
        """Save the duty."""
        duty = Duty(
            id=self._duty.id,
            kind=DutyKind.of(self.kind.code()),
            owed_by=Side.of(self.owed_by.code()),
            party_id=int(self.worker.code() or 0) or None,
            text=self.text.text().strip(),
            due_on=self.due_on.day(),
            counter=self.counter.isChecked(),
        )
        self.carry_out(lambda key, version: duties.put(self.desk, key, version, duty))


_DONE, _PARTLY, _WAIVED, _OPEN = "done", "partly", "waived", "open"


class OutcomeDialog(CaseDialog):
    """What came of a duty: done, partly done, waived in writing, or open again."""

    def __init__(self, case: OpenCase, parent: QWidget, duty: Duty) -> None:
        notice = _("What came of the duty is on record.")
        super().__init__(case, duty.title, _("Record"), notice, "duty_outcome", parent)
        self.edits(duty.id, of=case.file)
        self._duty = duty
        self.outcome = Choice(
            [
                (_DONE, _("Fulfilled")),
                (_PARTLY, _("Duty partly done")),
                (_WAIVED, _("Waived in writing")),
                (_OPEN, _("Not done (take back)")),
            ]
        )
        self.done_on, self.proof = DayEdit(), QLineEdit()
        self.done_on.set_day(duty.done_on or duty.waived_on or self.desk.today())
        self.proof.setText(duty.waiver or duty.proof)
        self.field(_("Outcome of the duty"), self.outcome, "outcome")
        self.field(_("Day"), self.done_on, "done_on")
        hint = _(
            "Receipt, transfer slip, certificate, or the word of whoever received it, noted with"
            " day and manner. With a waiver: the written paper and its reason."
        )
        self.field(_("Proof"), self.proof, "proof", hint=hint, required=True)
        if (state := _state(duty)) is not None:
            self.outcome.set_code(state)
        self.outcome.currentIndexChanged.connect(self._ask)
        self._ask()
        key = duty.id
        Together(self, case, lambda: OutcomeDialog(case, parent, _now(case, key)), "_duty")

    def _ask(self) -> None:
        """Ask day and proof of what was done or waived; what is taken back has neither."""
        told = self.outcome.code() != _OPEN
        for name in ("done_on", "proof"):
            self.fields[name].setVisible(told)

    def submit(self) -> None:
        """Record the outcome."""
        key, desk, code = self._duty.id, self.desk, self.outcome.code()
        proof = self.proof.text().strip()
        if code == _OPEN:
            self.carry_out(lambda c, v: duties.open_again(desk, c, v, key))
            return
        day = self.told(self.done_on, "done_on")
        if day is None:
            return
        match code:
            case "waived":
                self.carry_out(lambda c, v: duties.waive(desk, c, v, key, day, proof))
            case _:
                partly = code == _PARTLY
                self.carry_out(
                    lambda c, v: duties.perform(desk, c, v, key, day, proof=proof, partly=partly)
                )


def _now(case: OpenCase, key: int) -> Duty:
    """Return a duty as the case has it now."""
    found = [one for one in case.file.duties if one.id == key] if case.file else []
    if not found:
        raise NotFound(_("This entry is not in the file (any more)."))
    return found[0]


def _state(duty: Duty) -> str | None:
    """Return the outcome on record, None while there is none."""
    if duty.waived_on is not None:
        return _WAIVED
    if duty.done_on is None:
        return None
    return _PARTLY if duty.partly else _DONE


class WaiverDialog(CaseDialog):
    """What a worker gives up of an instalment in writing."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        notice = _("The waiver is on record.")
        super().__init__(case, _("Written waiver"), _("Record"), notice, "waiver_dialog", parent)
        self._due = {
            f"{part.party_id}:{part.instalment}": part
            for part in self.file.obligations(self.desk.today())
            if part.owed > 0
        }
        self.part = Choice(
            (code, _("{name}, no. {n}: {owed} yuan owed").format(
                name=self.file.party_name(part.party_id),
                n=part.instalment,
                owed=figures(part.owed),
            ))
            for code, part in self._due.items()
        )  # fmt: skip
        self.amount, self.waived_on = MoneyEdit(), DayEdit()
        self.document, self.reason = QLineEdit(), several_lines()
        self.waived_on.set_day(self.desk.today())
        self.field(_("Instalment"), self.part, "instalment")
        self.field(_("Amount given up"), self.amount, "amount", required=True)
        self.field(_("Day of the waiver"), self.waived_on, "waived_on")
        self.field(_("Written paper"), self.document, "document", required=True)
        self.field(_("Reason"), self.reason, "reason", required=True)
        self.part.currentIndexChanged.connect(self._propose)
        self._propose()

    def _propose(self) -> None:
        part = self._due.get(self.part.code())
        self.amount.set_amount(part.owed if part else None)

    def submit(self) -> None:
        """Record the waiver."""
        party, _colon, number = self.part.code().partition(":")
        day = self.told(self.waived_on, "waived_on")
        if day is None:
            return
        waiver = Waiver(
            party_id=int(party or 0),
            instalment=int(number or 0),
            amount=self.amount.amount() or ZERO,
            waived_on=day,
            reason=self.reason.toPlainText().strip(),
            document=self.document.text().strip(),
        )
        self.carry_out(lambda key, version: payments.waive(self.desk, key, version, waiver))


class VisitDialog(CaseDialog):
    """A follow-up visit: when, how, with whom, what was heard; or its correction."""

    def __init__(self, case: OpenCase, parent: QWidget, visit: Visit | None = None) -> None:
        notice = _("The follow-up visit is on record.")
        super().__init__(case, _("Follow-up visit"), _("Record"), notice, "visit_dialog", parent)
        self.edits(visit.id if visit else "", of=case.file)
        self._visit = visit
        self.day, self.manner = DayEdit(), Choice(terms(ContactManner))
        self.person, self.visitor = QLineEdit(), QLineEdit()
        self.reason = QLineEdit()
        self.performed = Choice(terms(Performed))
        self.satisfaction = Choice([("", _("not said")), *terms(Satisfaction)])
        self.problems, self.handling = several_lines(), several_lines()
        self.field(_("Day"), self.day, "day").setEnabled(visit is None)
        self.field(_("How"), self.manner, "manner")
        self.field(_("Person spoken to"), self.person, "person", required=True)
        self.field(_("Reason for the visit"), self.reason, "reason")
        self.field(_("Performance"), self.performed, "performed")
        self.field(_("Satisfaction"), self.satisfaction, "satisfaction")
        self.field(_("New problems"), self.problems, "problems")
        self.field(_("What was done about them"), self.handling, "handling")
        self.field(_("Asked by"), self.visitor, "visitor", required=True)
        self._fill(visit)
        if visit is not None:
            key = visit.id
            Together(self, case, lambda: VisitDialog(case, parent, _visit(case, key)), "_visit")

    def _fill(self, visit: Visit | None) -> None:
        if visit is None:
            self.day.set_day(self.desk.today())
            self.person.setText(self.file.applicants[0].person.name)
            self.visitor.setText(self.desk.actor.name)
            paid = self.file.settlement is not None and self.file.owed <= 0
            none = self.file.settlement is None
            state = Performed.NO_AGREEMENT if none else Performed.NOT_YET
            self.performed.set_code((Performed.IN_FULL if paid else state).value)
            return
        self.day.set_day(visit.day)
        self.manner.set_code(visit.manner.value)
        self.person.setText(visit.person)
        self.reason.setText(visit.reason)
        self.performed.set_code(visit.performed.value)
        self.satisfaction.set_code(visit.satisfaction.value if visit.satisfaction else "")
        self.problems.setPlainText(visit.problems)
        self.handling.setPlainText(visit.handling)
        self.visitor.setText(visit.visitor)

    def submit(self) -> None:
        """Record the visit, or its correction."""
        code, day = self.satisfaction.code(), self.told(self.day, "day")
        if day is None:
            return
        told = Visit(
            id=self._visit.id if self._visit else 0,
            day=day,
            manner=ContactManner.of(self.manner.code()),
            person=self.person.text().strip(),
            performed=Performed.of(self.performed.code()),
            satisfaction=Satisfaction.of(code) if code else None,
            reason=self.reason.text().strip(),
            problems=self.problems.toPlainText().strip(),
            handling=self.handling.toPlainText().strip(),
            visitor=self.visitor.text().strip(),
        )
        save = visits.correct if self._visit else visits.record
        self.carry_out(lambda key, version: save(self.desk, key, version, told))


def _visit(case: OpenCase, key: int) -> Visit:
    """Return a visit as the case has it now."""
    found = [one for one in case.file.visits if one.id == key] if case.file else []
    if not found:
        raise NotFound(_("This entry is not in the file (any more)."))
    return found[0]
