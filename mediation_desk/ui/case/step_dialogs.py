"""Small dialogs for the steps of the procedure; each explains refusals at its fields."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain import clock_register, procedure
from mediation_desk.domain.bodies import MirrorLine, taken_up
from mediation_desk.domain.case import CaseFile, Consent, ConsentManner, Side
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.guards import (
    APPLICATION_SIGNED,
    EACH_ANSWERED,
    EMPLOYER_CONSENT,
    NOT_DECLINED,
    WORKERS_CONSENT,
)
from mediation_desk.domain.neutrality import Doubt, Somebody, recused
from mediation_desk.domain.procedure import Need
from mediation_desk.domain.respondents import (
    agreeing,
    awaited,
    first_to_go_on,
    inquiries,
    several,
    staying_out,
    to_ask,
)
from mediation_desk.domain.rights import Role, may_mediate, may_record
from mediation_desk.domain.routing import routes_for
from mediation_desk.domain.stages import Step
from mediation_desk.i18n import _
from mediation_desk.services import bodies, panel, settings, steps
from mediation_desk.services.desk import Desk
from mediation_desk.ui.case.consent_log import ConsentLog, stand
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label

Act = Callable[[int, int], object]
_ANSWERS = frozenset({WORKERS_CONSENT, EMPLOYER_CONSENT, EACH_ANSWERED, NOT_DECLINED})
"""What is met by an answer of those who are asked."""


def need_line(need: Need) -> str:
    """Write a need with the rule it rests on."""
    if not need.basis:
        return need.sentence
    return _("{need} ({basis})").format(need=need.sentence, basis=need.basis)


class StepDialog(Dialog):
    """A step of the procedure on the open case."""

    carried = Signal(str)
    wanted_tab = Signal(str)
    """What is missing is made good on another tab."""
    wanted_step = Signal(object)
    """What is missing is made good by another step."""

    def __init__(self, case: OpenCase, step: Step, notice: str, parent: QWidget) -> None:
        super().__init__(step.label, step.label, name=f"step_{step.value}", parent=parent)
        self.edits(of=case.file)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.case = case
        self._notice = notice
        self._days: list[FormField] = []
        assert case.file is not None, "a step is taken on a case that is shown"
        self.file: CaseFile = case.file

    @property
    def desk(self) -> Desk:
        """The desk at which the step is taken."""
        return self.case.desk

    def field(
        self, caption: str, editor: QWidget, name: str, *, hint: str = "", required: bool = False
    ) -> FormField:
        """Add a field to the body."""
        made = self.fields.add(FormField(caption, editor, name, hint=hint, required=required))
        self.body.addWidget(made)
        return made

    def day_field(self, caption: str, name: str = "on") -> DayEdit:
        """Add a day that is today unless another is typed."""
        day = DayEdit()
        day.set_day(self.desk.today())
        self._days.append(self.field(caption, day, name))
        return day

    def day_of(self, editor: DayEdit) -> date:
        """Return the day typed; a field that was emptied is refused before anything is done."""
        return editor.day() or self.desk.today()

    def _dated(self) -> bool:
        """Refuse a day that was emptied: no day of the procedure is guessed."""
        empty = [
            Problem(field.field, _("Enter the day."))
            for field in self._days
            if isinstance(field.editor, DayEdit)
            and not field.editor.text().strip()
            and not field.isHidden()
        ]
        if empty:
            self.fields.explain(empty)
        return not empty

    def carry_out(self, act: Act) -> None:
        """Do it in the worker; close when done, explain when refused."""
        if self.readable() and self._dated():
            self.busy()
            self.case.act(act, lambda _result: self._finish(), self.explain)

    def _finish(self) -> None:
        self.carried.emit(self._notice)
        self.accept()


class ConsentDialog(StepDialog):
    """Which side said what, when, how, by whom (征询意见)."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(case, Step.ASK_CONSENT, _("The answer is on record."), parent)
        self.side = Choice(_who_may_answer(self.file))
        self.answer = Choice([("yes", _("Agrees to mediation")), ("no", _("Declines mediation"))])
        self.manner = Choice(terms(ConsentManner))
        self.by, self.note = QLineEdit(), QLineEdit()
        self.log = ConsentLog(self.file, self.desk.today())
        self.body.addWidget(self.log)
        self.setMinimumWidth(520)
        self.field(_("Side"), self.side, "side")
        self.field(_("Answer"), self.answer, "agrees")
        self.field(_("Given by"), self.by, "by", required=True)
        self.field(_("Manner of the answer"), self.manner, "manner")
        self.given = self.day_field(_("Day of the answer"), "given_on")
        self.field(_("Remark"), self.note, "note")
        self.side.currentIndexChanged.connect(self._propose)
        self.side.set_code(_missing_consent(self.file))
        self._propose()

    def _propose(self) -> None:
        worker = self.side.code() == Side.APPLICANT.value
        self.by.setText(
            self.file.applicants[0].person.name if worker else _speaks(self.file, self._which())
        )
        manner = ConsentManner.WRITING if worker else ConsentManner.PHONE
        self.manner.set_code(manner.value)
        self.answer.set_code("no" if self._declined() else "yes")

    def _declined(self) -> bool:
        """Say whether who is asked has declined: a refusal turns into consent by no slip."""
        which = self._which()
        if which is None:
            given = [one for one in self.file.consents if one.side.value == self.side.code()]
        else:
            given = [
                a for one in inquiries(self.file) if one.party_id == which for a in one.answers
            ]
        return bool(given) and not given[-1].agrees

    def _which(self) -> int | None:
        """Return which of several respondents answered."""
        return int(self.side.code()) if self.side.code().isdigit() else None

    def submit(self) -> None:
        """Record the answer."""
        which = self._which()
        consent = Consent(
            side=Side.RESPONDENT if which else Side.of(self.side.code()),
            agrees=self.answer.code() == "yes",
            given_on=self.day_of(self.given),
            manner=ConsentManner.of(self.manner.code()),
            by=self.by.text().strip(),
            note=self.note.text().strip(),
        )
        self.carry_out(
            lambda key, version: steps.record_consent(self.desk, key, version, consent, which)
        )


def _who_may_answer(file: CaseFile) -> list[tuple[str, str]]:
    """Offer the sides; of several respondents each answers for itself."""
    named = [(str(one.party_id), one.name) for one in to_ask(file)]
    if file.accepted_on is not None:
        return named
    if not several(file):
        return [*terms(Side)]
    return [(Side.APPLICANT.value, Side.APPLICANT.label), *named]


def _speaks(file: CaseFile, party_id: int | None) -> str:
    """Name who speaks for a respondent: its legal representative, or the person itself."""
    other = next((o for o in file.others if o.id == party_id), None)
    if other is None:
        return file.respondent.employer.legal_representative
    return other.employer.legal_representative if other.employer else other.name


def _missing_consent(file: CaseFile) -> str:
    """Return whom to ask: who has given no answer, then who declined."""
    if file.accepted_on is not None:
        return str(to_ask(file)[0].party_id)
    if several(file):
        if not any(consent.side is Side.APPLICANT for consent in file.consents):
            return Side.APPLICANT.value
        held = inquiries(file)
        unasked = [one.party_id for one in held if not one.answers]
        declined = [one.party_id for one in held if one.answers and not one.answers[-1].agrees]
        return str((*unasked, *declined, held[0].party_id)[0])
    return _missing_side(file).value


def _missing_side(file: CaseFile) -> Side:
    """Return the side to ask: one without an answer, then one that declined."""
    latest = {consent.side: consent.agrees for consent in file.consents}
    unasked = [side for side in Side if side not in latest]
    declined = [side for side, agrees in latest.items() if not agrees]
    return (*unasked, *declined, file.asked_side)[0]


class AcceptDialog(StepDialog):
    """Accept an application (受理); where a consent is missing it leads to recording it."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(case, Step.ACCEPT, _("The application is accepted."), parent)
        self.on = self.day_field(_("Day of acceptance"))
        lacking = procedure.unmet(
            self.file, procedure.move(self.file.stage, Step.ACCEPT), self.desk.today()
        )
        self.late = label("", name="accept_late", tone=Tone.WARN, wrap=True)
        self.body.addWidget(self.late)
        self.on.textChanged.connect(lambda _text: self._tell_late())
        self._tell_late()
        self.elsewhere = label("", name="accept_elsewhere", tone=Tone.WARN, wrap=True)
        self.elsewhere.hide()
        self.body.addWidget(self.elsewhere)
        desk, key = self.desk, self.file.id
        case.jobs.ask(self, lambda: bodies.around(desk, key).mirrors, self._tell_elsewhere)
        for route in routes_for(self.file.cause):
            self.body.addWidget(label(route.hint, "small", name=f"hint_{route.code}", wrap=True))
        for need in lacking:
            self.body.addWidget(label(need_line(need), "error", wrap=True))
        self.who = label("", "small", name="accept_who", wrap=True)
        self.body.addWidget(self.who)
        self.on.textChanged.connect(lambda _text: self._tell_who())
        self._tell_who()
        self.ask = link(_("Record the answer that is missing…"), "accept_ask", self._ask)
        self.body.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        self.ask.setVisible(any(need in _ANSWERS for need in lacking))
        self.sign = link(_("Correct the application…"), "accept_sign", self._correct)
        self.body.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignLeft)
        self.sign.setVisible(APPLICATION_SIGNED in lacking)
        self.ok.setVisible(not lacking)

    def _tell_late(self) -> None:
        """Say that the days for acceptance are over, as the clock will."""
        on = self.on.day()
        due = next((c.due for c in self.file.clocks if c.kind == "DL01"), None)
        late = on is not None and due is not None and on > due
        self.late.setVisible(late)
        if due is not None:
            text = _("The days for acceptance ended on {day}: it is accepted late ({basis}).")
            basis = clock_register.kind("DL01").basis
            self.late.setText(text.format(day=due.isoformat(), basis=basis))

    def _tell_elsewhere(self, mirrors: Sequence[MirrorLine]) -> None:
        """Say that arbitration or a court has the dispute already."""
        self.elsewhere.setText("\n".join(taken_up(self.file, mirrors)))
        self.elsewhere.setVisible(bool(self.elsewhere.text()))
        self.grow()

    def _tell_who(self) -> None:
        """Say of several respondents how each stands, and without whom the case goes on."""
        on = self.on.day() or self.desk.today()
        first, out = first_to_go_on(self.file, on), staying_out(self.file, on)
        told = [stand(self.file, on)] if several(self.file) else []
        if first is not None and out and not awaited(self.file, on):
            with_ = sorted(agreeing(self.file, on), key=lambda one: one.party_id != first)
            text = _("Once accepted, the case goes on against {names}; not taking part: {others}.")
            named = [_(", ").join(one.name for one in some) for some in (with_, out)]
            told.append(text.format(names=named[0], others=named[1]))
        self.who.setText("\n".join(told))
        self.who.setVisible(bool(told))

    def _correct(self) -> None:
        self.reject()
        self.wanted_tab.emit("overview/application")

    def _ask(self) -> None:
        self.reject()
        self.wanted_step.emit(Step.ASK_CONSENT)

    def submit(self) -> None:
        """Accept."""
        on = self.day_of(self.on)
        self.carry_out(lambda key, version: steps.accept(self.desk, key, version, on))


class AssignDialog(StepDialog):
    """Assign mediator and clerk (指派)."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(case, Step.ASSIGN, _("Mediator and clerk are assigned."), parent)
        self.mediator, self.clerk = Choice(), Choice()
        self.field(_("Mediator"), self.mediator, "mediator", required=True)
        self.field(_("Clerk"), self.clerk, "clerk")
        self.doubts = label("", name="assign_doubts", tone=Tone.WARN, wrap=True)
        self.body.addWidget(self.doubts)
        self.doubts.hide()
        self.reason = QLineEdit()
        self.field(_("Reason for assigning them all the same"), self.reason, "reason").hide()
        self._people: dict[str, User] = {}
        case.jobs.ask(self, lambda: settings.officers(self.desk), self._offer)
        for choice in (self.mediator, self.clerk):
            choice.currentIndexChanged.connect(lambda _place: self._look())

    def _look(self) -> None:
        """Ask what speaks against the neutrality of those chosen, before they are assigned."""
        chosen = [self._people.get(c.code()) for c in (self.mediator, self.clerk)]
        asked = [Somebody(name=user.name, phone=user.phone) for user in chosen if user]
        desk, key = self.desk, self.file.id
        self.case.jobs.ask(self, lambda: panel.neutrality(desk, key, asked), self._doubt)

    def _doubt(self, found: tuple[Doubt, ...]) -> None:
        self.doubts.setText("\n".join(doubt.text for doubt in found))
        self.doubts.setVisible(bool(found))
        self.fields["reason"].setVisible(bool(found))

    def explain(self, error: DeskError) -> None:
        """Show where a reason is wanted."""
        if any(problem.field == "reason" for problem in error.problems):
            self.fields["reason"].show()
        super().explain(error)

    def _offer(self, people: Sequence[User]) -> None:
        people = [user for user in people if user.name not in recused(self.file)]
        self._people = {str(user.id): user for user in people}
        self.mediator.offer(_people(people, Role.MEDIATOR, may_mediate))
        self.clerk.offer([("", _("none")), *_people(people, Role.CLERK, may_record)])
        for choice, officer in ((self.mediator, self.file.mediator), (self.clerk, self.file.clerk)):
            if officer:
                choice.set_code(str(officer.id))
        self._look()

    def submit(self) -> None:
        """Assign."""
        mediator, clerk = int(self.mediator.code() or 0), int(self.clerk.code() or 0) or None
        desk, why = self.desk, self.reason.text().strip()
        self.carry_out(lambda key, version: steps.assign(desk, key, version, mediator, clerk, why))


def _people(
    people: Sequence[User], first: Role, may: Callable[[frozenset[Role]], bool]
) -> list[tuple[str, str]]:
    """Offer those who may do the work, the people of the calling before the others."""
    able = [user for user in people if may(user.roles)]
    ordered = sorted(able, key=lambda user: first not in user.roles)
    return [(str(user.id), user.name) for user in ordered]


def dialog_for(
    case: OpenCase,
    step: Step,
    parent: QWidget,
    proceeding_id: int = 0,
    workers: Collection[int] | None = None,
) -> StepDialog | None:
    """Return the dialog of a step, None for steps that have a place on a tab.

    Where these `workers` are meant, they are ticked in it and no others.
    """
    match step:
        case Step.ASK_CONSENT:
            return ConsentDialog(case, parent)
        case Step.ACCEPT:
            return AcceptDialog(case, parent)
        case Step.ASSIGN:
            return AssignDialog(case, parent)
        case Step.REFUSE:
            from mediation_desk.ui.case.refuse_dialog import RefuseDialog

            return RefuseDialog(case, parent)
        case Step.CONTACT | Step.DECLINE:
            from mediation_desk.ui.case.refuse_dialog import InquiryDialog

            return InquiryDialog(case, step, parent)
        case Step.APPLY_CLOSE | Step.CLOSE | Step.ARCHIVE:
            from mediation_desk.ui.case.closing_dialog import ClosingDialog

            return ClosingDialog(case, step, parent)
        case _ if step not in steps.OWN_SERVICE:
            from mediation_desk.ui.case.facts_dialog import FactsDialog

            dialog = FactsDialog(case, step, parent, proceeding_id)
            if workers is not None:
                dialog.tick(workers)
            return dialog
    return None
