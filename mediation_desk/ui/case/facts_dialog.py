"""The dialog of any step of the table: a day, and what its row asks for."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from mediation_desk.domain import extension, own_courses, procedure
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, Invalid, Problem, StepNotAllowed
from mediation_desk.domain.hearing import proposed_end
from mediation_desk.domain.hearing_rules import under_way
from mediation_desk.domain.likeliest import lawsuit_follows_order
from mediation_desk.domain.procedure import Facts, Grade, Move
from mediation_desk.domain.rights import Right
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import WITHOUT_AGREEMENT, Step
from mediation_desk.domain.step_facts import TOLD, Ask, DeclineGround, Route
from mediation_desk.domain.tracks import Track
from mediation_desk.i18n import N_, _
from mediation_desk.services import steps
from mediation_desk.ui.case.hearing_words import end_of
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.step_dialogs import StepDialog, need_line
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.time_edit import TimeEdit

USUAL_DAYS = 5
"""Working days proposed for bringing what is missing, until the centre sets its own."""
_MOST_WORKERS = 6
"""Workers of a list that are seen without scrolling it."""
_LONG = frozenset({"reason", "note", "items"})


class FactsDialog(StepDialog):
    """Asks for the day and the facts of a step; a need of law can be set aside by a supervisor."""

    def __init__(self, case: OpenCase, step: Step, parent: QWidget, proceeding_id: int = 0) -> None:
        notice = _("{step}: recorded.").format(step=step.label)
        if step is Step.SPLIT_OFF:
            notice = _("Split off; the head of this case leads to the new one.")
        super().__init__(case, step, notice, parent)
        self.edits(proceeding_id, of=case.file)
        self.setMinimumWidth(460)
        self._step = step
        self._proceeding_id = proceeding_id
        self._row = _row_of(case, step)
        self.day = self.day_field(_("Day"), "day")
        self.editors: dict[str, QWidget] = {}
        self._parts = own_courses.parts(self.file, self._row, self.desk.today())
        self._add_asks()
        self._propose()
        self.ended = self._ask_end()
        self.override = QLineEdit()
        self._show_needs()

    def _add_asks(self) -> None:
        """Add what the row asks for, and about whom it is where that can be told apart."""
        if self._of_several():
            self._add(Ask("party_ids", N_("Workers whom this is about")))
        for ask in self._row.asks:
            if ask.when is None or ask.when(self.file):
                self._add(ask)

    def _of_several(self) -> bool:
        """Say whether the step carries on proceedings of several workers, to be chosen here."""
        asked = any(ask.field == "party_ids" for ask in self._row.asks)
        whole = self._row.opens or asked or self._proceeding_id
        return not whole and len(self._parts) > 1

    def _propose(self) -> None:
        """Fill in what is known: who withdraws, and when; what was asked for; what proves it."""
        if self._step is Step.PERFORMED:
            proof, who = self.editors["items"], self.editors["by"]
            assert isinstance(proof, QPlainTextEdit)
            assert isinstance(who, QLineEdit)
            proof.setPlainText("\n".join(_proofs(self.file)))
            who.setText(_workers_named(self.file))
            who.setCursorPosition(0)
        if self._step is Step.HAND_ON and lawsuit_follows_order(self.file):
            way = self.editors["ground"]
            assert isinstance(way, Choice)
            way.set_code(Route.LAWSUIT_ORDER.value)
        if self._step is Step.EXTEND:
            until = self.editors["until"]
            assert isinstance(until, DayEdit)
            until.textChanged.connect(lambda _text: self._tell_how_long(until))
            self._tell_how_long(until)
        if self._step is Step.CORRECTED:
            put_text(self.editors["items"], "\n".join(asked_to_bring(self.file)))
        if self._step is Step.DECLINE:
            ground = self.editors["ground"]
            assert isinstance(ground, Choice)
            ground.set_code(known_unwilling(self.file).value)
        if self._step is Step.APPLY_EXECUTION:
            put_text(self.editors["number"], enforceable_number(self.file))
        if self._step is not Step.WITHDRAW:
            return
        by, signed = self.editors["by"], self.editors["served_on"]
        assert isinstance(by, QLineEdit)
        assert isinstance(signed, DayEdit)
        by.setText(_who_applied(self.file))
        by.setCursorPosition(0)
        signed.set_day(self.desk.today())

    def _tell_how_long(self, until: DayEdit) -> None:
        self.fields["until"].advise(extension.told(self.file, until.day()))

    def _ask_end(self) -> TimeEdit | None:
        """Ask when the hearing ended that is under way, where the mediation ends with the step."""
        hearing = under_way(self.file)
        if hearing is None or self._row.target not in WITHOUT_AGREEMENT:
            return None
        ended = TimeEdit()
        ended.propose(proposed_end(hearing, self.desk.now()))
        self.field(_("The hearing under way ended at"), ended, "ended_at", required=True)
        return ended

    def _add(self, ask: Ask) -> None:
        editor = self.editors[ask.field] = self._editor(ask)
        caption = "" if isinstance(editor, QCheckBox) else ask.title
        required = ask.required and not isinstance(editor, QCheckBox)
        hint = f"{ask.help}（{ask.basis}）" if ask.when is not None else ask.help
        if ask.field == "number" and isinstance(editor, QPlainTextEdit):
            hint = _("One number for all, or one a line for each worker ticked, in their order.")
        before = asked_to_bring(self.file) if self._step is Step.ASK_CORRECTION else ()
        if ask.field == "items" and before:
            hint += _("Asked for before: {what}").format(what="、".join(before))
        self.field(caption, editor, ask.field, hint=hint, required=required)
        if isinstance(editor, QListWidget) and sum(not part.bar for part in self._parts) > 1:
            self.body.addLayout(ticking(editor))

    def _editor(self, ask: Ask) -> QWidget:
        if ask.choices in TOLD:  # what stands on paper is told, never taken for granted
            return Choice([("", _("please choose")), *terms(ask.choices)])
        if ask.choices is not None:
            return Choice(terms(ask.choices))
        if ask.field in _LONG:
            return several_lines()
        match ask.field:
            case "number" if sum(not part.bar for part in self._parts) > 1 and (
                self._row.opens or self._of_several()
            ):
                return several_lines()
            case "until" | "served_on":
                return DayEdit()
            case "days":
                return _number_of_days(self.desk.periods["DL06"].length or USUAL_DAYS)
            case "agreed":
                return QCheckBox(ask.title)
            case "party_ids":
                return self._workers()
            case "body":
                return self._body()
        return QLineEdit()

    def _body(self) -> QLineEdit:
        """Return the field for another body, with the centre's commission where it is asked."""
        line = QLineEdit()
        if self._row.track is Track.REVIEW:
            line.setText(self.desk.centre.arbitration)
        return line

    def _workers(self) -> QListWidget:
        """Return the workers to tick: who can take part is ticked, the others say why not below."""
        shown = QListWidget()
        shown.setProperty("role", "framed")
        for part in sorted(self._parts, key=lambda part: bool(part.bar)):
            item = QListWidgetItem(part.bar or part.name, shown)
            item.setData(Qt.ItemDataRole.UserRole, part.party_id)
            if part.bar:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip(part.bar)
            else:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(self._proposed())
        row = max(shown.sizeHintForRow(0), 24)
        shown.setFixedHeight(row * min(len(self._parts), _MOST_WORKERS) + 2 * Space.XS)
        return shown

    def _proposed(self) -> Qt.CheckState:
        """Return whether workers are ticked at first: not where most of them stay."""
        some = self._step is Step.SPLIT_OFF and not self.file.in_effect
        return Qt.CheckState.Unchecked if some else Qt.CheckState.Checked

    def tick(self, party_ids: Collection[int]) -> None:
        """Tick these workers and no others, as far as they can take part."""
        shown = self.editors["party_ids"]
        assert isinstance(shown, QListWidget)
        for place in range(shown.count()):
            item = shown.item(place)
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                chosen = item.data(Qt.ItemDataRole.UserRole) in party_ids
                item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)

    def _show_needs(self) -> None:
        lacking = self._lacking = procedure.unmet(self.file, self._row, self.desk.today())
        for need in lacking:
            self.body.addWidget(label(need_line(need), "error", wrap=True))
        field = self.field(
            _("Reason for doing it all the same"), self.override, "override", required=True
        )
        of_law = any(need.grade is Grade.LAW for need in lacking)
        field.setVisible(of_law and self.desk.actor.may(Right.OVERRIDE))
        self.body.addStretch(1)  # what room is over is no gap between the fields

    def facts(self) -> Facts:
        """Return what was typed."""
        told = {name: _value(editor) for name, editor in self.editors.items()}
        return Facts(day=self.day_of(self.day), **told)  # type: ignore[arg-type]

    def explain(self, error: DeskError) -> None:
        """Show a refusal; what stands in the dialog already is not said once more below it."""
        field = self.fields["override"]
        told = {need_line(need) for need in self._lacking}
        if isinstance(error, StepNotAllowed) and set(str(error).splitlines()) <= told:
            self.busy(False)
            self.complain("")
            if not field.isHidden():
                self.fields.explain((Problem("override", _("Say why it is done all the same.")),))
            return
        super().explain(error)

    def _untold(self, facts: Facts) -> tuple[Problem, ...]:
        """Return what the row asks for and is not told."""
        try:
            procedure.require_told(self._row, facts)
        except Invalid as error:
            return tuple(error.problems)
        return ()

    def submit(self) -> None:
        """Take the step."""
        facts, override = self.facts(), self.override.text().strip()
        hearing, ended = under_way(self.file), None
        if hearing is not None and self.ended is not None:
            ended = end_of(hearing, self.ended, self.desk.now())
            if ended is None and self.readable():
                untold = (Problem("ended_at", _("Enter the time.")),)
                self.fields.explain((*untold, *self._untold(facts)))
                return
        self.carry_out(
            lambda key, version: steps.take(
                self.desk,
                key,
                version,
                self._step,
                facts,
                proceeding_id=self._proceeding_id or None,
                override=override,
                ended_at=ended,
            )
        )


def put_text(editor: QWidget, text: str) -> None:
    """Propose a text in a field of one line or several."""
    if isinstance(editor, QLineEdit):
        editor.setText(text)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)


def asked_to_bring(file: CaseFile) -> tuple[str, ...]:
    """Return what was asked for last to complete the application."""
    asked = [taken.items for taken in file.steps if taken.step is Step.ASK_CORRECTION]
    return asked[-1] if asked else ()


def known_unwilling(file: CaseFile) -> DeclineGround:
    """Return how it is on record that the other side is unwilling: by its answer, or silence."""
    refused = any(
        not consent.agrees and consent.side is not file.applied_by for consent in file.consents
    )
    return DeclineGround.REFUSED if refused else DeclineGround.NO_ANSWER


def enforceable_number(file: CaseFile) -> str:
    """Return the number of the one document on record that can be executed, empty otherwise."""
    given = (Step.CONFIRMED, Step.REVIEW_GRANTED)
    found = {s.number for s in file.steps if s.step in given and s.number}
    return found.pop() if len(found) == 1 else ""


def _who_applied(file: CaseFile) -> str:
    if file.applied_by is Side.RESPONDENT:
        employer = file.respondent.employer
        return employer.legal_representative or employer.name
    return "、".join(applicant.person.name for applicant in file.applicants)


def _proofs(file: CaseFile) -> tuple[str, ...]:
    """Name what is on record as proof: vouchers, what shows that duties were done, waivers."""
    papers = [payment.voucher for payment in file.payments]
    papers += [paper for duty in file.duties for paper in (duty.proof, duty.waiver)]
    papers += [waiver.document for waiver in file.waivers]
    return tuple(dict.fromkeys(paper.strip() for paper in papers if paper.strip()))


def _workers_named(file: CaseFile) -> str:
    """Name the workers who confirm; of many the first, and how many they are."""
    names = [applicant.person.name for applicant in file.applicants]
    if len(names) <= _MOST_WORKERS:
        return "、".join(names)
    return _("{name} and others ({n} workers)").format(name=names[0], n=len(names))


def _row_of(case: OpenCase, step: Step) -> Move:
    assert case.file is not None, "a step is taken on a case that is shown"
    return procedure.move(case.file.stage, step)


def several_lines() -> QPlainTextEdit:
    """Return a field of a few lines, left with Tab."""
    lines = QPlainTextEdit()
    lines.setTabChangesFocus(True)
    lines.setFixedHeight(72)
    return lines


def _number_of_days(usual: int) -> QSpinBox:
    number = QSpinBox()
    number.setRange(1, 365)
    number.setValue(usual)
    return number


def ticking(shown: QListWidget) -> QHBoxLayout:
    """Return the links that tick all who can take part, or none of them."""

    def tick(state: Qt.CheckState) -> None:
        for place in range(shown.count()):
            item = shown.item(place)
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                item.setCheckState(state)

    row = QHBoxLayout()
    row.addWidget(link(_("Tick all"), "workers_all", partial(tick, Qt.CheckState.Checked)))
    row.addWidget(link(_("Tick none"), "workers_none", partial(tick, Qt.CheckState.Unchecked)))
    row.addStretch(1)
    return row


def _value(editor: QWidget) -> object:
    """Return what an editor holds, as `Facts` has it."""
    match editor:
        case Choice():
            return editor.code()
        case DayEdit():
            return editor.day()
        case QSpinBox():
            return editor.value()
        case QCheckBox():
            return editor.isChecked()
        case QListWidget():
            return ticked(editor)
        case QPlainTextEdit() if editor.objectName() == "items":
            return tuple(line for line in editor.toPlainText().splitlines() if line.strip())
        case QPlainTextEdit():
            return editor.toPlainText().strip()
        case QLineEdit():
            return editor.text().strip()
    raise TypeError(type(editor).__name__)


def ticked(workers: QListWidget) -> tuple[int, ...]:
    """Return the keys of the workers ticked."""
    items = (workers.item(place) for place in range(workers.count()))
    return tuple(
        int(item.data(Qt.ItemDataRole.UserRole))
        for item in items
        if item.checkState() is Qt.CheckState.Checked
    )
