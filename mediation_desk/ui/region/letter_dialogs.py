"""Forms for letters: the draft, issuing it, its receipt, its answer, its withdrawal."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.supervision import Letter, LetterKind, Reply
from mediation_desk.i18n import _
from mediation_desk.services import letters as service
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import terms
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class LetterDialog(Form):
    """A draft letter; what the last letter said stands in it already."""

    def __init__(self, desk: "Desk", jobs: Jobs, letter: Letter, parent: QWidget) -> None:
        title = _("Draft: {kind}").format(kind=letter.kind.label)
        super().__init__(desk, jobs, title, name="letter_dialog", parent=parent)
        self.edits(letter.id)
        self._letter = letter
        self.told = _("The draft is saved.")
        proposal = letter.kind is LetterKind.PROPOSAL
        self.beside()
        self.addressee = self.line(
            _("Addressed to"),
            letter.addressee,
            "addressee",
            hint=_("The department that is to act") if proposal else "",
            required=True,
        )
        self.subject = self.line(_("What it is about"), letter.subject, "subject")
        self.facts = self.text(_("Facts, one a line"), letter.facts, "facts")
        self.rules = self.text(_("Rules broken, one a line"), letter.rules, "rules", lines=2)
        self.demand = self.text(_wanted(letter.kind), letter.demand, "demand")
        self.attachments = self.text(
            _("Attachments, one a line"), letter.attachments, "attachments", lines=2
        )
        self.beside()
        self.copy_to = self.line(_("Copies to"), letter.copy_to, "copy_to")
        self.deliver_on = self.day(
            _("To be delivered on"),
            letter.deliver_on,
            "deliver_on",
            hint=_("Prints the day until which an answer is due; empty leaves a line"),
        )
        self.fields["deliver_on"].setVisible(
            letter.kind in (LetterKind.INQUIRY, LetterKind.OPINION)
        )
        self.beside()
        self.contact = self.line(_("Contact"), letter.contact, "contact")
        self.phone = self.line(_("Telephone"), letter.phone, "phone")
        self.discarding = secondary(_("Discard the draft"), "letter_discard", self._discard)
        self.foot.insertWidget(0, self.discarding)

    def value(self) -> Letter:
        """Return the letter as typed."""
        return replace(
            self._letter,
            addressee=self.addressee.text().strip(),
            subject=self.subject.text().strip(),
            facts=self.facts.toPlainText().strip(),
            rules=self.rules.toPlainText().strip(),
            demand=self.demand.toPlainText().strip(),
            attachments=self.attachments.toPlainText().strip(),
            copy_to=self.copy_to.text().strip(),
            deliver_on=self.deliver_on.day(),
            contact=self.contact.text().strip(),
            phone=self.phone.text().strip(),
        )

    def submit(self) -> None:
        """Keep the draft."""
        letter = self.value()
        self.carry_out(lambda: service.change(self.desk, letter))

    def _discard(self) -> None:
        letter = self._letter
        self.told = _("The draft is discarded.")
        self.carry_out(lambda: service.discard(self.desk, letter.id, letter.version))


def _wanted(kind: LetterKind) -> str:
    return {
        LetterKind.REMINDER: _("What the employer is reminded of"),
        LetterKind.INQUIRY: _("What the employer is to explain"),
        LetterKind.OPINION: _("What is to be corrected"),
        LetterKind.PROPOSAL: _("What is proposed to the department"),
    }.get(kind, _("Words of the prompt"))


class IssueDialog(Form):
    """Issues a letter under the next number; that cannot be undone, only withdrawn."""

    def __init__(self, desk: "Desk", jobs: Jobs, letter: Letter, parent: QWidget) -> None:
        title = _("Issue: {kind}").format(kind=letter.kind.label)
        super().__init__(
            desk, jobs, title, name="issue_dialog", parent=parent, action=_("Issue the letter")
        )
        self.edits(letter.id)
        self._letter = letter
        self.reference = ""
        text = _(
            "The letter takes the next number and is kept exactly as it is now. It cannot be undone"
            " after that; a letter sent by mistake is withdrawn with the reason."
        )
        self.body.addWidget(label(text, name="issue_words", wrap=True))
        self.on = self.day(_("Issued on"), desk.today(), "issued_on", required=True)
        self.body.addStretch(1)

    def submit(self) -> None:
        """Issue the letter."""
        letter, on = self._letter, self.on.day() or self.desk.today()

        def issued(reference: str) -> None:
            self.reference = reference

        self.carry_out(lambda: service.issue(self.desk, letter.id, letter.version, on), issued)


class ReceiptDialog(Form):
    """When and by whom a letter was received: the clock of the answer starts."""

    def __init__(self, desk: "Desk", jobs: Jobs, letter: Letter, parent: QWidget) -> None:
        title = _("Receipt of the letter")
        super().__init__(desk, jobs, title, name="receipt_dialog", parent=parent)
        self.edits(letter.id)
        self._letter = letter
        self.beside()
        self.on = self.day(
            _("Received by the addressee on"),
            letter.received_on or letter.deliver_on or desk.today(),
            "received_on",
            hint=_counted(letter.kind),
            required=True,
        )
        self.by = self.line(_("Received by"), letter.received_by, "received_by")
        self.body.addStretch(1)

    def submit(self) -> None:
        """Record the receipt."""
        letter, on = self._letter, self.on.day() or self.desk.today()
        by = self.by.text().strip()
        self.carry_out(lambda: service.receive(self.desk, letter.id, letter.version, on, by))


def _counted(kind: LetterKind) -> str:
    return {
        LetterKind.INQUIRY: _("The answer is due within five working days from it (art. 17)"),
        LetterKind.OPINION: _("The answer is due within fifteen days from it (art. 20)"),
        LetterKind.PROPOSAL: _("The feedback is due when the department has closed the matter"),
    }.get(kind, "")


class AnswerDialog(Form):
    """What came back, and what it is worth; it decides which letter may follow."""

    def __init__(self, desk: "Desk", jobs: Jobs, letter: Letter, parent: QWidget) -> None:
        title = _("Answer to the letter")
        super().__init__(desk, jobs, title, name="answer_dialog", parent=parent)
        self.edits(letter.id)
        self._letter = letter
        self.beside()
        self.on = self.day(
            _("Answered on"), letter.answered_on or desk.today(), "answered_on", required=True
        )
        self.reply = self.choice(
            _("Worth of the answer"),
            terms(Reply),
            (letter.reply or Reply.GOOD).value,
            "reply",
            hint=_("A poor answer opens the next letter (art. 21)"),
        )
        self.answer = self.text(
            _("What was answered"), letter.answer, "answer", lines=4, required=True
        )
        self.body.addStretch(1)

    def submit(self) -> None:
        """Record the answer."""
        letter, on = self._letter, self.on.day() or self.desk.today()
        reply, text = Reply.of(self.reply.code()), self.answer.toPlainText().strip()
        self.carry_out(
            lambda: service.answer(self.desk, letter.id, letter.version, on, reply, text)
        )


class WithdrawDialog(Form):
    """Withdraws a letter; the number stays, with the reason."""

    def __init__(self, desk: "Desk", jobs: Jobs, letter: Letter, parent: QWidget) -> None:
        title = _("Withdraw the letter")
        super().__init__(desk, jobs, title, name="withdraw_dialog", parent=parent, action=title)
        self.edits(letter.id)
        self._letter = letter
        self.on = self.day(_("Withdrawn on"), desk.today(), "withdrawn_on", required=True)
        self.reason = self.text(_("Reason"), "", "withdrawn_for", lines=2)
        self.body.addStretch(1)

    def submit(self) -> None:
        """Withdraw the letter."""
        letter, on = self._letter, self.on.day() or self.desk.today()
        reason = self.reason.toPlainText().strip()
        self.carry_out(lambda: service.withdraw(self.desk, letter.id, letter.version, on, reason))
