"""The page on which an application is taken in: respondent, workers, dispute."""

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.domain.case import Application, CaseRef
from mediation_desk.domain.claims import Applicant, Stated
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.enquiry import Enquiry
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.intake import missing
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.services import intake
from mediation_desk.ui.drafting import Draft, Kept, texts_in
from mediation_desk.ui.intake.dispute_form import DisputeForm
from mediation_desk.ui.intake.draft_offer import DraftOffer
from mediation_desk.ui.intake.earlier import BESIDE, EarlierCases
from mediation_desk.ui.intake.from_enquiry import FromEnquiry, typed_from
from mediation_desk.ui.intake.respondent_form import RespondentForm
from mediation_desk.ui.intake.roster_editor import RosterEditor
from mediation_desk.ui.intake.worker_form import WorkerForm
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.limitation.warning import LimitationWarning
from mediation_desk.ui.page import Page
from mediation_desk.ui.phrases import titles
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.fields import FieldSet
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

DRAFT = "intake"
WIDE = 980
"""The width from which the employer's record stands beside the form."""
_ONE, _GROUP = 0, 1


class IntakePage(Page):
    """A new case (登记). What is typed survives as a draft until it is saved or discarded."""

    registered = Signal(int, str)
    """A case was registered: its key, and the news that is told where it opens."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "intake", _("New case"))
        self._operation = uuid4().hex
        self._asked_for = ""
        self._saving = False
        self._elsewhere = ""
        self._stated: Stated = {}
        """Further facts of one worker, from the calculator: the case shows and keeps them."""
        self.respondent, self.worker = RespondentForm(), WorkerForm()
        self.respondent.offer_lists(desk)
        self.roster = RosterEditor(jobs, desk.today)
        self.dispute = DisputeForm(desk.now)
        self.origin = FromEnquiry()
        self.earlier = EarlierCases()
        self.one = named(QRadioButton(_("One worker")), "intake_one")
        self.group = named(QRadioButton(_("Group, by roster")), "intake_group")
        self.workers = QStackedWidget()
        self.problem = label("", "error", name="intake_problem", wrap=True)
        self.status = label("", "small", name="intake_status")
        self.save_button = primary(_("Register the case  Ctrl+Enter"), "intake_save", self.save)
        self.fresh_button = secondary(_("Start anew"), "intake_fresh", self.start_anew)
        self.limitation = LimitationWarning(desk, jobs, self.value)
        self.draft = Draft(desk, jobs, self.texts, self)
        self.drafted = DraftOffer(self.start_anew)
        self._lay_out()
        self._connect()
        self._choose_kind(_ONE)
        self._empty = self.texts()
        self.draft.follow(DRAFT, self._take_up)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.M)
        respondent = Card(_("Respondent (employer)"), name="card_respondent")
        respondent.add(self.respondent)
        workers = Card(_("Applicants (workers)"), name="card_workers")
        for button in (self.one, self.group):
            workers.head.insertWidget(workers.head.count() - 1, button)
        self.workers.addWidget(self.worker)
        self.workers.addWidget(self.roster)
        workers.add(self.workers)
        dispute = Card(_("Dispute"), name="card_dispute")
        dispute.add(self.dispute)
        dispute.add(self.limitation)
        self.dispute.applied_by.currentIndexChanged.connect(
            lambda _place: self._title(workers, respondent)
        )
        for card in (respondent, workers, dispute):
            column.addWidget(card)
        column.addStretch(1)
        self._column, self._middle = column, QHBoxLayout()
        middle = self._middle
        middle.setSpacing(Space.M)
        middle.addWidget(scrolling(left, "intake_scroll"), 1)
        middle.addWidget(self.earlier)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.save_button)
        foot.addWidget(self.fresh_button)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.status)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        outer.setSpacing(Space.S)
        outer.addWidget(self.drafted)
        outer.addWidget(self.origin)
        outer.addLayout(middle, 1)
        outer.addLayout(foot)

    def _title(self, workers: Card, employer: Card) -> None:
        """Name the two sides after who applies."""
        texts = titles(Side.of(self.dispute.applied_by.code() or Side.APPLICANT.value))
        workers.title.setText(texts[0])
        employer.title.setText(texts[1])

    def _connect(self) -> None:
        kinds = QButtonGroup(self)
        kinds.addButton(self.one, _ONE)
        kinds.addButton(self.group, _GROUP)
        kinds.idClicked.connect(self._kind_clicked)
        self.draft.kept.connect(
            lambda at: self.status.setText(_("Draft kept at {time}").format(time=at))
        )
        self.respondent.edited.connect(self._edited)
        self.dispute.edited.connect(self._edited)
        self.dispute.oral.printing.connect(self.print_oral)
        self.worker.edited.connect(self._facts_edited)
        self.roster.edited.connect(self._facts_edited)
        self.roster.edited.connect(self._mended)
        self.respondent.name.asked.connect(self._complete)
        self.respondent.named.connect(self._look_up)
        for fields in self._field_sets():
            fields.mended.connect(self._mended)
        self.earlier.wanted.connect(lambda case_id: self.wanted_case.emit(case_id, ""))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)  # wherever the cursor is in the window

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
        )

    def _applicants(self) -> tuple[Applicant, ...]:
        if self._is_group():
            return self.roster.value()
        return (replace(self.worker.value(), stated=self._stated),)

    def _is_group(self) -> bool:
        return self.workers.currentIndex() == _GROUP

    def _misread(self) -> tuple[Problem, ...]:
        found = self.respondent.misread() + self.dispute.misread()
        if self._is_group():
            return found + self.roster.problems()
        of_worker = (Problem(f"applicants.0.{p.field}", p.text) for p in self.worker.misread())
        return found + tuple(of_worker)

    def save(self) -> None:
        """Check everything at once; register the case if all is well."""
        if self._saving:
            return
        self._saving = True
        self.roster.grid.take_typing()
        self.save_button.setEnabled(False)
        application, misread = self.value(), self._misread()
        self.jobs.ask(
            self,
            lambda: intake.check(self.desk, application),
            lambda problems: self._checked(application, misread, problems),
            self._refused,
        )

    def _checked(
        self, application: Application, misread: tuple[Problem, ...], found: tuple[Problem, ...]
    ) -> None:
        told = {problem.field for problem in misread}
        problems = misread + tuple(p for p in found if p.field not in told)
        self.explain(problems)
        if problems:
            self._idle()
            return
        self.jobs.do(
            self,
            lambda: intake.register(self.desk, application),
            lambda ref: self._registered(ref, application),
            self._refused,
        )

    def _registered(self, ref: CaseRef, application: Application) -> None:
        self._clear()
        self._idle()
        lacking = missing(application)
        text = _("{number} is registered.").format(number=ref.number)
        if lacking:
            text += " " + _("Still missing: {what}").format(what=_("; ").join(lacking))
        self.registered.emit(ref.id, text)

    def _refused(self, error: DeskError) -> None:
        self._idle()
        self.explain(error.problems or (Problem("", str(error)),))

    def _idle(self) -> None:
        self._saving = False
        self.save_button.setEnabled(True)

    def explain(self, problems: tuple[Problem, ...]) -> None:
        """Show every problem at its field; what belongs to none stands beside the button."""
        one = "applicants.0."
        left = self.dispute.explain(problems)
        if self._is_group():
            left = self.roster.explain(left)
        else:
            mine = tuple(p for p in left if p.field.startswith(one))
            rest = tuple(p for p in left if not p.field.startswith(one))
            told = (Problem(p.field.removeprefix(one), p.text) for p in mine)
            left = rest + self.worker.explain(told)
        left = self.respondent.explain(left)
        self._elsewhere = "\n".join(problem.text for problem in left)
        self._sum_up(len(problems))

    def _sum_up(self, wrong: int) -> None:
        said = self._elsewhere
        if wrong and not said:
            said = _("{n} fields need attention.").format(n=wrong)
        self.problem.setText(said)

    def _mended(self) -> None:
        """Count what is still to be mended, and say nothing when nothing is."""
        if not self._elsewhere and self.problem.text():
            wrong = self.respondent.fields.wrong() + self.dispute.fields.wrong()
            if self._is_group():
                wrong += self.roster.wrong()
            else:
                wrong += sum(fields.wrong() for fields in self.worker.field_sets)
            self._sum_up(wrong)

    def _field_sets(self) -> tuple[FieldSet, ...]:
        return (self.respondent.fields, *self.worker.field_sets, self.dispute.fields)

    def _complete(self, text: str) -> None:
        self.jobs.ask(
            self,
            lambda: intake.known_employers(self.desk, text),
            lambda found: self.respondent.name.offer(employer for _key, employer in found),
        )

    def _look_up(self) -> None:
        employer = self.respondent.value()
        sought = f"{employer.name}|{employer.credit_code}"
        if sought == self._asked_for:
            return
        self._asked_for = sought
        if not employer.name:
            self.earlier.show_cases(None)
            return
        self.jobs.ask(
            self,
            lambda: intake.earlier_cases(self.desk, employer),
            lambda lines: self.earlier.show_cases(lines) if sought == self._asked_for else None,
        )

    def _kind_clicked(self, kind: int) -> None:
        self._choose_kind(kind)
        self._facts_edited()
        self._mended()

    def _choose_kind(self, kind: int) -> None:
        (self.group if kind == _GROUP else self.one).setChecked(True)
        self.workers.setCurrentIndex(kind)
        for place in (_ONE, _GROUP):
            shown = self.workers.widget(place)
            policy = shown.sizePolicy()
            vertical = policy.Policy.Preferred if place == kind else policy.Policy.Ignored
            policy.setVerticalPolicy(vertical)
            shown.setSizePolicy(policy)
        self.workers.adjustSize()

    def _edited(self) -> None:
        self.status.setText("")
        self.draft.touch()
        self.limitation.touch()

    def _facts_edited(self) -> None:
        self.dispute.ticks.propose(self._applicants())
        self.dispute.propose_cause()
        self._edited()

    def texts(self) -> Kept:
        """Return everything as typed, for the draft."""
        return {
            "operation": self._operation,
            "group": self._is_group(),
            "respondent": self.respondent.texts(),
            "worker": self.worker.texts(),
            "roster": self.roster.model.texts(),
            "dispute": self.dispute.texts(),
            "ticks": self.dispute.ticks.texts(),
            "enquiry": self.origin.texts(),
            "stated": dict(self._stated),
        }

    def _take_up(self, kept: Kept) -> None:
        """Offer a draft, unless its case was registered meanwhile, perhaps by a colleague."""
        operation = str(kept.get("operation") or "")

        def offer(ref: CaseRef | None) -> None:
            if ref is not None:
                self.draft.drop()
            elif not self.draft.touched:
                self.put_texts(kept)
                self.drafted.show()

        self.jobs.ask(self, lambda: intake.registered(self.desk, operation), offer)

    def put_texts(self, kept: Kept) -> None:
        """Put a draft back as it was typed."""
        self._operation = str(kept.get("operation") or uuid4().hex)
        self.respondent.put_texts(texts_in(kept.get("respondent")))
        self.worker.put_texts(texts_in(kept.get("worker")))
        rows = kept.get("roster")
        self.roster.model.put_texts(
            [texts_in(row) for row in rows] if isinstance(rows, list) else []
        )
        self._choose_kind(_GROUP if kept.get("group") else _ONE)
        self.dispute.put_texts(texts_in(kept.get("dispute")), texts_in(kept.get("ticks")))
        self.dispute.ticks.propose(self._applicants())
        self.origin.put_texts(texts_in(kept.get("enquiry")))
        self._stated = texts_in(kept.get("stated"))
        self._look_up()

    def take_enquiry(self, enquiry: Enquiry) -> None:
        """Fill the form with an enquiry; what stood in it can be brought back."""
        text = _("Filled from enquiry {number}.").format(number=enquiry.number)
        self._take(typed_from(enquiry), text)

    def take_sums(self, typed: Kept) -> None:
        """Fill the form from the calculator; what stood in it can be brought back."""
        self._take(typed, _("Filled from the calculator."))

    def _take(self, typed: Kept, text: str) -> None:
        before, was_empty = self.texts(), self.texts() == self._empty
        self._clear()
        self.put_texts(typed)
        self.worker.person.name.setFocus()
        self._facts_edited()
        self.noticed.emit(text, None if was_empty else lambda: self._bring_back(before))

    def print_oral(self) -> None:
        """Show the record of an oral application, to be read back and signed."""
        from mediation_desk.services import oral
        from mediation_desk.ui.paper_dialog import PaperDialog  # QtPdf, when wanted

        application, title = self.value(), _("Record of an oral application")
        name = f"{title} {application.applicants[0].person.name if application.applicants else ''}"
        dialog = PaperDialog(
            self.jobs, title, name, lambda: oral.record(self.desk, application), self
        )
        dialog.said.connect(lambda text: self.noticed.emit(text, None))
        dialog.open()

    def start_anew(self) -> None:
        """Discard what was typed and its draft."""
        before = self.texts()
        self._clear()
        self.noticed.emit(_("The form is empty again."), lambda: self._bring_back(before))

    def _bring_back(self, before: Kept) -> None:
        self.put_texts(before)
        self._edited()

    def _clear(self) -> None:
        self._operation = uuid4().hex
        self._asked_for = ""
        self.drafted.hide()
        self.origin.show_enquiry(None, "")
        self._stated = {}
        self.respondent.fill(Employer(name=""))
        self.worker.put_texts({})
        self.roster.clear()
        self._choose_kind(_ONE)
        self.dispute.clear()
        self.explain(())
        self.earlier.show_cases(None)
        self.draft.drop()
        self.status.setText("")
        self.limitation.touch()
        self.respondent.name.setFocus()
        self._empty = self.texts()

    def refresh(self) -> None:
        """Let an empty form follow the day; the cursor goes where typing starts."""
        self.respondent.offer_lists(self.desk)
        if self.texts() == self._empty:
            self.dispute.received.set_day(self.desk.today())
            self._empty = self.texts()
            self.respondent.name.setFocus()

    def escape(self) -> bool:
        """Close the dry run."""
        if self.roster.dry_run.isVisible():
            self.roster.dry_run.hide()
            return True
        return False

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "Fill in what is known; the name of the employer and of one worker and the cause are"
            " enough. For a group choose “Group, by roster” and paste the rows from Excel."
            " Ctrl+Enter registers the case."
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the employer's record under the respondent where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= max(WIDE, self._form_width() + BESIDE)
        if beside is not (self._middle.indexOf(self.earlier) >= 0):
            self._column.removeWidget(self.earlier)
            self._middle.removeWidget(self.earlier)
            if beside:
                self._middle.addWidget(self.earlier)
            else:
                self._column.insertWidget(1, self.earlier)
            self.earlier.set_beside(beside)

    def _form_width(self) -> int:
        """Return the width under which the form would be cut, with the gaps beside it."""
        return self._column.totalMinimumSize().width() + 2 * Space.L + Space.M + Space.XL

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the draft when the page is left."""
        self.draft.keep()
        super().hideEvent(event)
