"""The page on which an application is taken in: respondent, workers, dispute."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.domain.case import Application, CaseRef
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.enquiry import Enquiry
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.intake import missing
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import N_, _
from mediation_desk.services import intake
from mediation_desk.ui.drafting import Draft, Kept
from mediation_desk.ui.intake.draft_offer import DraftOffer
from mediation_desk.ui.intake.earlier import BESIDE, EarlierCases
from mediation_desk.ui.intake.forms import Forms
from mediation_desk.ui.intake.from_enquiry import typed_from
from mediation_desk.ui.limitation.warning import LimitationWarning
from mediation_desk.ui.page import Page
from mediation_desk.ui.phrases import titles
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    pass

DRAFT = "intake"
WIDE = 980
"""The width from which the employer's record stands beside the form."""
_ONE, _GROUP = 0, 1


class IntakePage(Page):
    """A new case (登记). What is typed survives as a draft until it is saved or discarded."""

    NAME, TITLE = "intake", N_("New case")
    NO_UNDO = N_(
        "Nothing is registered yet that could be undone. In a field, Ctrl+Z takes back what was"
        " typed there."
    )

    registered = Signal(int, str)
    """A case was registered: its key, and the news that is told where it opens."""

    def build(self) -> Iterator[None]:
        """Make the frame, then each form in its card."""
        self._asked_for = ""
        self._saving = False
        self._elsewhere = ""
        self.forms = Forms(self.desk, self.jobs, self)
        self._lay_out()
        yield
        yield from self.forms.making
        yield
        self.respondent, self.dispute = self.forms.respondent, self.forms.dispute
        self.worker, self.roster = self.forms.worker, self.forms.roster
        self.one, self.group = self.forms.one, self.forms.group
        self.limitation = LimitationWarning(self.desk, self.jobs, self.value)
        self._put_in()
        yield
        self._connect()
        self._empty = self.texts()
        self.draft.follow(DRAFT, self._take_up)

    def _lay_out(self) -> None:
        self.earlier = EarlierCases()
        self.problem = label("", "error", name="intake_problem", wrap=True)
        self.status = label("", "small", name="intake_status")
        self.save_button = primary(_("Register the case  Ctrl+Enter"), "intake_save", self.save)
        self.fresh_button = secondary(_("Start anew"), "intake_fresh", self.start_anew)
        self.draft = Draft(self.desk, self.jobs, self.texts, self)
        self.drafted = DraftOffer(self.start_anew)
        left = QWidget()
        self._column = QVBoxLayout(left)
        self._column.setContentsMargins(0, 0, Space.S, 0)
        self._column.setSpacing(Space.M)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(Space.M)
        self._middle.addWidget(scrolling(left, "intake_scroll"), 1)
        self._middle.addWidget(self.earlier)
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
        outer.addWidget(self.forms.origin)
        outer.addLayout(self._middle, 1)
        outer.addLayout(foot)

    def _put_in(self) -> None:
        """Put the forms into their cards."""
        respondent = Card(_("Respondent (employer)"), name="card_respondent")
        workers = Card(_("Applicants (workers)"), name="card_workers")
        for button in (self.one, self.group):
            workers.head.insertWidget(workers.head.count() - 1, button)
        dispute = Card(_("Dispute"), name="card_dispute")
        self._column.insertWidget(0, respondent)  # above the record, where that stands here already
        for card in (workers, dispute):
            self._column.addWidget(card)
        self._column.addStretch(1)
        respondent.add(self.respondent)
        workers.add(self.forms.workers)
        dispute.add(self.dispute)
        dispute.add(self.limitation)
        self.dispute.applied_by.currentIndexChanged.connect(
            lambda _place: self._title(workers, respondent)
        )

    def _title(self, workers: Card, employer: Card) -> None:
        """Name the two sides after who applies."""
        texts = titles(Side.of(self.dispute.applied_by.code() or Side.APPLICANT.value))
        workers.title.setText(texts[0])
        employer.title.setText(texts[1])

    def _connect(self) -> None:
        self.draft.kept.connect(
            lambda at: self.status.setText(_("Draft kept at {time}").format(time=at))
        )
        self.forms.edited.connect(self._edited)
        self.forms.mended.connect(self._mended)
        self.dispute.oral.printing.connect(self.print_oral)
        self.respondent.name.asked.connect(self._complete)
        self.respondent.named.connect(self._look_up)
        self.earlier.wanted.connect(lambda case_id: self.wanted_case.emit(case_id, ""))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)  # wherever the cursor is in the window

    def value(self) -> Application:
        """Return the application as understood."""
        return self.forms.value()

    def save(self) -> None:
        """Check everything at once; register the case if all is well."""
        if self._saving:
            return
        self._saving = True
        self.roster.grid.take_typing()
        self.save_button.setEnabled(False)
        application, misread = self.value(), self.forms.misread()
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
        text = _("{number} is registered.").format(number=ref.number)

        def tell(lacking: tuple[str, ...]) -> None:
            what = _("Still missing: {what}").format(what=_("; ").join(lacking))
            self.registered.emit(ref.id, f"{text} {what}" if lacking else text)

        def untold(_error: DeskError) -> None:
            tell(missing(application))

        self.jobs.ask(self, lambda: intake.lacking(self.desk, ref.id), tell, untold)

    def _refused(self, error: DeskError) -> None:
        self._idle()
        self.explain(error.problems or (Problem("", str(error)),))

    def _idle(self) -> None:
        self._saving = False
        self.save_button.setEnabled(True)

    def explain(self, problems: tuple[Problem, ...]) -> None:
        """Show every problem at its field; what belongs to none stands beside the button."""
        left = self.forms.explain(problems)
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
            self._sum_up(self.forms.wrong())

    def _complete(self, text: str) -> None:
        """Offer the employers that match; one that is typed in full is looked up at once."""

        def offer(found: Sequence[tuple[int, Employer]]) -> None:
            self.respondent.name.offer(employer for _key, employer in found)
            typed = self.respondent.value().name
            if any(employer.name == typed for _key, employer in found):
                self._look_up()

        self.jobs.ask(self, lambda: intake.known_employers(self.desk, text), offer)

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

    def _edited(self) -> None:
        self.status.setText("")
        self.draft.touch()
        self.limitation.touch()

    def texts(self) -> Kept:
        """Return everything as typed, for the draft."""
        return self.forms.texts()

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
        self.forms.put_texts(kept)
        self._look_up()

    def take_enquiry(self, enquiry: Enquiry) -> None:
        """Fill the form with an enquiry; what stood in it can be brought back."""
        text = _("Filled from enquiry {number}.").format(number=enquiry.number)
        self._take(typed_from(enquiry), text)
        if name := enquiry.employer.strip():
            self.jobs.ask(
                self, lambda: intake.known_employers(self.desk, name), partial(self._know, name)
            )

    def _know(self, name: str, found: Sequence[tuple[int, Employer]]) -> None:
        """Show what is on file of the employer that an enquiry named, if there is one of it."""
        known = [employer for _key, employer in found if employer.name == name]
        if len(known) == 1 and self.respondent.value() == Employer(name=name):
            self.respondent.fill(known[0])
            self._edited()

    def take_sums(self, typed: Kept) -> None:
        """Fill the form from the calculator; what stood in it can be brought back."""
        self._take(typed, _("Filled from the calculator."))

    def _take(self, typed: Kept, text: str) -> None:
        before, was_empty = self.texts(), self.texts() == self._empty
        self._clear()
        self.put_texts(typed)
        self.worker.person.name.setFocus()
        self.forms.propose()
        self._edited()
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
        self._asked_for = ""
        self.drafted.hide()
        self.forms.clear()
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
            self.status.setText("")
            self.dispute.received_now()
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
                self._column.insertWidget(min(1, self._column.count()), self.earlier)
            self.earlier.set_beside(beside)

    def _form_width(self) -> int:
        """Return the width under which the form would be cut, with the gaps beside it."""
        return self._column.totalMinimumSize().width() + 2 * Space.L + Space.M + Space.XL

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the draft when the page is left."""
        if "draft" in self.__dict__:  # it is hidden before it is made, too
            self.draft.keep()
        super().hideEvent(event)
