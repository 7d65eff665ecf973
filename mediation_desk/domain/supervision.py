"""The union's supervision of employers and its letters (一函两书).

河北省工会劳动法律监督条例 arts. 16–23: a prompt by word of mouth, the letter of inquiry, the letter
of opinion and, to a department, the letter of proposal; the national scheme adds the reminder
letter. A matter is what is supervised; its letters follow from each other.
"""

from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_

BASIS = "河北省工会劳动法律监督条例"


class LetterKind(Term):
    """The kinds of letter, from the mildest on."""

    PROMPT = "prompt", N_("Prompt by word of mouth")
    REMINDER = "reminder", N_("Reminder letter")
    INQUIRY = "inquiry", N_("Letter of inquiry")
    OPINION = "opinion", N_("Letter of opinion")
    PROPOSAL = "proposal", N_("Letter of proposal")

    @property
    def written(self) -> bool:
        """Say whether it is a letter with a number, which only a supervisor issues."""
        return self is not LetterKind.PROMPT

    @property
    def clock(self) -> str:
        """The clock of the register that its answer runs on, empty if none does."""
        return _CLOCKS.get(self, "")

    @property
    def form(self) -> str:
        """The code of its form, empty for the spoken one."""
        return _FORMS.get(self, "")


_CLOCKS = {
    LetterKind.INQUIRY: "DL27",
    LetterKind.OPINION: "DL28",
    LetterKind.PROPOSAL: "DL29",
}
_FORMS = {
    LetterKind.REMINDER: "D-70",
    LetterKind.INQUIRY: "D-71",
    LetterKind.OPINION: "D-72",
    LetterKind.PROPOSAL: "D-73",
}


class MatterSource(Term):
    """Where a matter of supervision comes from (线索来源)."""

    COMPLAINT = "complaint", N_("Complaint or report")
    HOTLINE = "hotline", N_("Complaint by hotline 12351")
    CASE = "case", N_("Mediation case")
    VISIT = "visit", N_("The union's own inspection")
    SUPERIOR = "superior", N_("Handed down by a superior union")
    FESTIVAL = "festival", N_("Reminder before a holiday")
    OTHER = "other", N_("Another source")

    @property
    def is_complaint(self) -> bool:
        """Say whether somebody complained, who may have to be told (第十六条)."""
        return self in (MatterSource.COMPLAINT, MatterSource.HOTLINE)


class Decline(Term):
    """Why a complaint is not accepted (第十六条)."""

    OUT_OF_SCOPE = "out_of_scope", N_("Not a matter of union supervision")
    IN_PROCEDURE = (
        "in_procedure",
        N_("Already before an authority, an arbitration commission or a court"),
    )


class MatterEnd(Term):
    """How a matter ended."""

    CORRECTED = "corrected", N_("Corrected")
    PARTLY = "partly", N_("Partly corrected")
    HANDED_OVER = "handed_over", N_("Not corrected, handed over")
    WITHDRAWN = "withdrawn", N_("Supervision withdrawn")


class Reply(Term):
    """What an answer is worth (第二十一条)."""

    GOOD = "good", N_("Explained, or being corrected")
    IMPROPER = "improper", N_("Answer not proper")
    UNTRUE = "untrue", N_("Answer not true")
    UNCORRECTED = "uncorrected", N_("Not corrected, without good reason")


class LetterState(Term):
    """Where a letter stands; it follows from its days."""

    DRAFT = "draft", N_("Draft")
    ISSUED = "issued", N_("Issued, not yet received")
    RECEIVED = "received", N_("Delivered")
    WAITING = "waiting", N_("Answer awaited")
    LATE = "late", N_("Answer overdue")
    ANSWERED = "answered", N_("Answered")
    WITHDRAWN = "withdrawn", N_("Letter withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter, or a prompt by word of mouth.

    The clock of the answer starts with the receipt, or, of a proposal, when the department
    closed the matter (`closed_on`); its days stand as they were counted then.
    """

    id: int = 0
    version: int = 0
    matter_id: int = 0
    kind: LetterKind
    reference: str = ""
    addressee: str
    subject: str = ""
    facts: str = ""
    rules: str = ""
    demand: str = ""
    attachments: str = ""
    copy_to: str = ""
    contact: str = ""
    phone: str = ""
    drafted_by: str = ""
    deliver_on: date | None = None
    issued_on: date | None = None
    issued_by: str = ""
    received_on: date | None = None
    received_by: str = ""
    closed_on: date | None = None
    raw_due: date | None = None
    due: date | None = None
    provisional: bool = False
    answered_on: date | None = None
    reply: Reply | None = None
    answer: str = ""
    withdrawn_on: date | None = None
    withdrawn_for: str = ""

    def state(self, today: date) -> LetterState:
        """Where the letter stands on a day."""
        if self.withdrawn_on is not None:
            return LetterState.WITHDRAWN
        if self.issued_on is None:
            return LetterState.DRAFT
        if self.answered_on is not None:
            return LetterState.ANSWERED
        if self.received_on is None and self.kind.written:
            return LetterState.ISSUED
        if self.due is None:
            return LetterState.RECEIVED
        return LetterState.LATE if self.due < today else LetterState.WAITING

    @property
    def stands(self) -> bool:
        """Say whether the letter was issued and not withdrawn."""
        return self.issued_on is not None and self.withdrawn_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What is supervised: an employer, what it is suspected of, and how it ended (监督事项)."""

    id: int = 0
    version: int = 0
    employer_id: int = 0
    employer: str = ""
    case_id: int | None = None
    number: str = ""
    source: MatterSource
    received_on: date
    complainant: str = ""
    complainant_phone: str = ""
    subject: str
    facts: str = ""
    rules: str = ""
    accepted_on: date | None = None
    declined: Decline | None = None
    told_on: date | None = None
    raw_due: date | None = None
    due: date | None = None
    provisional: bool = False
    investigated_on: date | None = None
    on_site: bool = False
    investigators: str = ""
    ended_as: MatterEnd | None = None
    ended_on: date | None = None
    end_note: str = ""
    letters: tuple[Letter, ...] = ()

    @property
    def is_open(self) -> bool:
        """Say whether anything is still to be done."""
        return self.ended_as is None and self.declined is None

    @property
    def must_tell(self) -> bool:
        """Say whether the complainant, who gave a name, is still to be told (第十六条)."""
        named = self.source.is_complaint and bool(self.complainant)
        return named and self.accepted_on is None and self.told_on is None

    def latest(self) -> Letter | None:
        """Return the last letter that stands, or the draft after it."""
        alive = [letter for letter in self.letters if letter.withdrawn_on is None]
        return alive[-1] if alive else None

    def of(self, kind: LetterKind) -> Letter | None:
        """Return the last letter of a kind that stands."""
        found = [one for one in self.letters if one.kind is kind and one.stands]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterLine:
    """A matter in a list, with its latest letter and the nearest day awaited."""

    id: int
    employer: str
    subject: str
    source: MatterSource
    received_on: date
    case_id: int | None
    number: str
    kind: LetterKind | None
    reference: str
    state: LetterState | None
    due: date | None
    provisional: bool
    ended_as: MatterEnd | None
    declined: Decline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterClock:
    """A clock that runs outside a case, as the day's page shows it.

    Without a letter it is the answer to a complaint (DL30) that is awaited.
    """

    matter_id: int
    letter_id: int | None
    reference: str
    employer: str
    kind: LetterKind | None
    clock: str
    raw_due: date
    due: date
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A letter that may come next; `reason` says why it may not, `likely` that it is expected."""

    kind: LetterKind
    reason: str = ""
    likely: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCounts:
    """What provinces publish: issued, answered, corrected, handed over (procedure.md R10)."""

    kind: LetterKind
    issued: int
    answered: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSettings:
    """Who sends letters, and under which codes (代字) they are numbered.

    Kinds with the same code share one row of numbers. The styles of the letters are fixed by the
    provincial federation (第三十六条): the forms are to be replaced by its own.
    """

    sender: str = ""
    reminder: str = ""
    inquiry: str = ""
    opinion: str = ""
    proposal: str = ""

    def code(self, kind: LetterKind) -> str:
        """Return the code of a kind, empty for the spoken one."""
        return {
            LetterKind.REMINDER: self.reminder,
            LetterKind.INQUIRY: self.inquiry,
            LetterKind.OPINION: self.opinion,
            LetterKind.PROPOSAL: self.proposal,
        }.get(kind, "")
