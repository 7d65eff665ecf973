"""The forms of an application as one: one value in, one value out, and all that is typed."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QStackedWidget

from mediation_desk.domain.case import Application
from mediation_desk.domain.claims import Applicant, Stated
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.ui.drafting import Kept, texts_in
from mediation_desk.ui.intake.dispute_form import DisputeForm
from mediation_desk.ui.intake.from_enquiry import FromEnquiry
from mediation_desk.ui.intake.respondent_form import RespondentForm
from mediation_desk.ui.intake.roster_editor import RosterEditor
from mediation_desk.ui.intake.worker_form import WorkerForm
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.parts import InParts
from mediation_desk.ui.widgets.naming import named

ONE, GROUP = 0, 1
_FIRST = "applicants.0."


class Forms(QObject, InParts):
    """Respondent, workers (one, or a group by roster) and dispute of a new case."""

    edited = Signal()
    """Something was typed."""
    mended = Signal()
    """What was wrong was mended at its field."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._operation = uuid4().hex
        self._stated: Stated = {}
        """Further facts of one worker, from the calculator: the case shows and keeps them."""
        self.origin = FromEnquiry()
        self.start_making(whole=False)

    def build(self) -> Iterator[None]:
        """Make the forms in the order in which they stand."""
        self.respondent = RespondentForm()
        self.respondent.offer_lists(self._desk)
        yield
        self.one = named(QRadioButton(_("One worker")), "intake_one")
        self.group = named(QRadioButton(_("Group, by roster")), "intake_group")
        self.workers = QStackedWidget()
        self.worker = WorkerForm(whole=False)
        self.workers.addWidget(self.worker)
        yield from self.worker.making
        self.worker.work.hold_wage_against(lambda: self._desk.law_on(self._desk.today()))
        yield
        self.roster = RosterEditor(self._jobs, self._desk.today)
        self.workers.addWidget(self.roster)
        yield
        self.dispute = DisputeForm(self._desk.now, self._desk.actor.name, whole=False)
        yield from self.dispute.making
        yield
        self._connect()
        self.choose_kind(ONE)

    def _connect(self) -> None:
        kinds = QButtonGroup(self)
        kinds.addButton(self.one, ONE)
        kinds.addButton(self.group, GROUP)
        kinds.idClicked.connect(self._kind_clicked)
        self.respondent.edited.connect(self.edited)
        self.dispute.edited.connect(self.edited)
        for part in (self.worker, self.roster):
            part.edited.connect(self._facts_edited)
        self.roster.edited.connect(self.mended)
        for fields in (self.respondent.fields, *self.worker.field_sets, self.dispute.fields):
            fields.mended.connect(self.mended)

    def _kind_clicked(self, kind: int) -> None:
        self.choose_kind(kind)
        self._facts_edited()
        self.mended.emit()

    def _facts_edited(self) -> None:
        self.propose()
        self.edited.emit()

    def propose(self) -> None:
        """Propose the claims that the facts of the workers speak of, and their cause."""
        self.dispute.ticks.propose(self._applicants())
        self.dispute.propose_cause()

    def choose_kind(self, kind: int) -> None:
        """Turn to one worker or to a group; what is not shown takes no height."""
        (self.group if kind == GROUP else self.one).setChecked(True)
        self.workers.setCurrentIndex(kind)
        for place in (ONE, GROUP):
            shown = self.workers.widget(place)
            policy = shown.sizePolicy()
            vertical = policy.Policy.Preferred if place == kind else policy.Policy.Ignored
            policy.setVerticalPolicy(vertical)
            shown.setSizePolicy(policy)
        self.workers.adjustSize()

    @property
    def is_group(self) -> bool:
        """Say whether the workers are entered by roster."""
        return self.workers.currentIndex() == GROUP

    def value(self) -> Application:
        """Return the application as understood."""
        dispute = self.dispute.value()
        respondent = self.respondent.value()
        return Application(
            received_on=dispute.received_on,
            respondent=respondent,
            applicants=self.dispute.ticks.given_to(self._applicants()),
            cause=dispute.cause,
            source=dispute.source,
            form=dispute.form,
            applied_by=dispute.applied_by,
            district=respondent.district,
            requests=dispute.requests,
            facts=dispute.facts,
            operation=self._operation,
            referral=dispute.referral,
            oral=dispute.oral,
            enquiry_id=self.origin.key,
            received_at=dispute.received_at,
            signed=dispute.signed,
        )

    def _applicants(self) -> tuple[Applicant, ...]:
        if self.is_group:
            return self.roster.value()
        return (replace(self.worker.value(), stated=self._stated),)

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read."""
        found = self.respondent.misread() + self.dispute.misread()
        if self.is_group:
            return found + self.roster.problems()
        return found + tuple(Problem(_FIRST + p.field, p.text) for p in self.worker.misread())

    def explain(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show problems at their fields and return the others."""
        left = self.dispute.explain(problems)
        if self.is_group:
            left = self.roster.explain(left)
        else:
            mine = tuple(p for p in left if p.field.startswith(_FIRST))
            rest = tuple(p for p in left if not p.field.startswith(_FIRST))
            told = (Problem(p.field.removeprefix(_FIRST), p.text) for p in mine)
            left = rest + self.worker.explain(told)
        return self.respondent.explain(left)

    def wrong(self) -> int:
        """Count the fields at which a problem is shown."""
        wrong = self.respondent.fields.wrong() + self.dispute.fields.wrong()
        if self.is_group:
            return wrong + self.roster.wrong()
        return wrong + sum(fields.wrong() for fields in self.worker.field_sets)

    def texts(self) -> Kept:
        """Return everything as typed, for the draft."""
        return {
            "operation": self._operation,
            "group": self.is_group,
            "respondent": self.respondent.texts(),
            "worker": self.worker.texts(),
            "roster": self.roster.model.texts(),
            "dispute": self.dispute.texts(),
            "ticks": self.dispute.ticks.texts(),
            "enquiry": self.origin.texts(),
            "stated": dict(self._stated),
        }

    def put_texts(self, kept: Kept) -> None:
        """Put a draft back as it was typed."""
        self._operation = str(kept.get("operation") or uuid4().hex)
        self.respondent.put_texts(texts_in(kept.get("respondent")))
        self.worker.put_texts(texts_in(kept.get("worker")))
        rows = kept.get("roster")
        self.roster.model.put_texts(
            [texts_in(row) for row in rows] if isinstance(rows, list) else []
        )
        self.choose_kind(GROUP if kept.get("group") else ONE)
        self.dispute.put_texts(texts_in(kept.get("dispute")), texts_in(kept.get("ticks")))
        self.dispute.ticks.propose(self._applicants())
        self.origin.put_texts(texts_in(kept.get("enquiry")))
        self._stated = texts_in(kept.get("stated"))

    def clear(self) -> None:
        """Empty every form."""
        self._operation = uuid4().hex
        self.origin.show_enquiry(None, "")
        self._stated = {}
        self.respondent.fill(Employer(name=""))
        self.worker.put_texts({})
        self.roster.clear()
        self.choose_kind(ONE)
        self.dispute.clear()
