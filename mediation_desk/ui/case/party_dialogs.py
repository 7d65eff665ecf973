"""Dialogs that correct the data of parties, and let workers join."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.errors import DeskError, Invalid, NotFound, Problem
from mediation_desk.domain.intake import employment_problems, person_problems
from mediation_desk.i18n import _
from mediation_desk.services import claims, parties
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.together import Together
from mediation_desk.ui.intake.claim_ticks import ClaimTicks
from mediation_desk.ui.intake.person_form import PersonForm
from mediation_desk.ui.intake.respondent_form import RespondentForm
from mediation_desk.ui.intake.roster_editor import RosterEditor
from mediation_desk.ui.intake.worker_form import WorkerForm
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField

T = TypeVar("T")


class PartyDialog(Dialog):
    """A form about a party of the open case; `forms` are further sets of fields within it."""

    def __init__(
        self, case: OpenCase, title: str, action: str, name: str, parent: QWidget | None
    ) -> None:
        super().__init__(title, action, name=name, parent=parent)
        self.edits(of=case.file)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert case.file is not None, "a party is edited in a case that is shown"
        self.case = case
        self.file: CaseFile = case.file
        self.forms: tuple[PersonForm | RespondentForm, ...] = ()

    def ask(
        self,
        job: Callable[[], T],
        then: Callable[[T], None],
        refused: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Ask something in the worker; the answer is dropped once the dialog has gone."""
        self.case.jobs.ask(self, job, then, refused)

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """Show what belongs to no field above the buttons."""
        self.complain("\n".join(problem.text for problem in problems))

    def readable(self) -> bool:
        """Say whether everything typed can be read, and show at the fields what cannot."""
        problems = self.fields.misread()
        for form in self.forms:
            problems += form.misread()
        self.tell(self._spread(problems))
        return not problems

    def explain(self, error: DeskError) -> None:
        """Show a refusal at the fields of every form; what belongs to none above the buttons."""
        if self.compares(error):
            return
        self.busy(False)
        rest = self._spread(error.problems)
        self.tell(rest if error.problems else (Problem("", str(error)),))

    def _spread(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        for form in self.forms:
            problems = form.explain(problems)
        return self.fields.explain(problems)


class ApplicantDialog(PartyDialog):
    """One worker: personal data, facts of the employment, kinds of claim."""

    def __init__(self, case: OpenCase, applicant: Applicant, parent: QWidget | None) -> None:
        super().__init__(case, applicant.person.name, _("Save"), "applicant_dialog", parent)
        self.edits(applicant.id, of=case.file)
        self.applicant = applicant
        self.form, self.ticks = WorkerForm(), ClaimTicks()
        self.form.work.hold_wage_against(lambda: case.desk.law_on(case.desk.today()))
        self.form.fill(applicant)
        self.ticks.choose(claim.kind for claim in applicant.claims)
        self.body.addWidget(self.form)
        self.body.addWidget(FormField(_("Claims"), self.ticks, "claims"))
        self.setMinimumWidth(760)
        Together(self, case, self._afresh, "file", "applicant")

    def _afresh(self) -> Dialog:
        file, key = self.case.file, self.applicant.id
        if file is None or all(one.id != key for one in file.applicants):
            raise NotFound(_("This entry is not in the file (any more)."))
        return ApplicantDialog(self.case, file.applicant(key), self.parentWidget())

    def submit(self) -> None:
        """Save what was changed."""
        told, kinds = self.form.value(), self.ticks.kinds()
        today = self.case.desk.today()
        misread = self.form.misread()
        named = {problem.field for problem in misread}
        found = (
            *person_problems(told.person, "person"),
            *employment_problems(told.work, "work", today),
        )
        problems = misread + tuple(p for p in found if p.field not in named)
        self.tell(self.form.explain(problems))
        if problems:
            return
        desk, party = self.case.desk, self.applicant.id
        acts = []
        if told.person != self.applicant.person:
            acts.append(lambda key, v: parties.change_person(desk, key, v, party, told.person))
        if told.work != self.applicant.work:
            acts.append(lambda key, v: claims.change_work(desk, key, v, {party: told.work}))
        if kinds != tuple(claim.kind for claim in self.applicant.claims):
            acts.append(lambda key, v: claims.change_kinds(desk, key, v, {party: kinds}))
        if not acts:
            self.reject()
            return
        self.busy()
        self.case.act_all(acts, lambda _done: self.accept(), self.explain)


class EmployerDialog(PartyDialog):
    """The respondent's data."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(case, _("Respondent (employer)"), _("Save"), "employer_dialog", parent)
        self.form = RespondentForm()
        self.form.offer_lists(case.desk)
        self.form.fill(self.file.respondent.employer)
        self.fields = self.form.fields
        self.body.addWidget(self.form)
        self.setMinimumWidth(760)
        Together(self, case, lambda: EmployerDialog(case, parent), "file")

    def submit(self) -> None:
        """Save what was changed."""
        if not self.readable():
            return
        employer, desk = self.form.value(), self.case.desk
        self.busy()
        self.case.act(
            lambda key, version: parties.change_employer(desk, key, version, employer),
            lambda _done: self.accept(),
            self.explain,
        )


class JoinDialog(PartyDialog):
    """More workers join the case, by roster."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(case, _("Add workers"), _("Add to the case"), "join_dialog", parent)
        self.roster = RosterEditor(case.jobs, case.desk.today)
        self.ticks = ClaimTicks()
        self.roster.edited.connect(lambda: self.ticks.propose(self.roster.value()))
        self.body.addWidget(self.roster)
        self.body.addWidget(FormField(_("Claims"), self.ticks, "claims"))
        self.setMinimumSize(800, 420)

    def submit(self) -> None:
        """Add the workers."""
        workers = self.ticks.given_to(self.roster.value())
        problems = self.roster.problems()
        if not workers:
            problems += (Problem("applicants", _("Enter at least one worker.")),)
        if problems:
            self.tell(self.roster.explain(problems))
            return
        desk = self.case.desk
        self.busy()
        self.case.act(
            lambda key, version: parties.add_applicants(desk, key, version, workers),
            lambda _done: self.accept(),
            lambda error: self.explain(
                Invalid(self.roster.explain(error.problems)) if error.problems else error
            ),
        )
