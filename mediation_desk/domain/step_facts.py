"""What a step of the procedure is told, and what is kept of it."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.terms import Term
from mediation_desk.domain.tracks import Track
from mediation_desk.i18n import N_, _

if TYPE_CHECKING:  # the table is read before any case is
    from mediation_desk.domain.case import CaseFile


class RefusalGround(Term):
    """Why an application is not accepted (不予受理理由)."""

    NOT_LABOUR = "not_labour", N_("Not a labour dispute")
    NO_RESPONDENT = "no_respondent", N_("No definite respondent")
    NOT_CONCERNED = "not_concerned", N_("The applicant is not directly concerned")
    DECIDED = "decided", N_("Already decided, or before arbitration or a court")
    OTHER_BODY = "other_body", N_("The task of another body")


class DeclineGround(Term):
    """How the other side's unwillingness is known (不同意调解的情形)."""

    REFUSED = "refused", N_("The other side refused")
    NO_ANSWER = "no_answer", N_("No answer within the time set")


class FailGround(Term):
    """Why the mediation failed (调解不成原因)."""

    TOO_FAR_APART = "too_far_apart", N_("The sides are too far apart")
    ABSENT = "absent", N_("A side stayed away")
    NO_PROOF = "no_proof", N_("Evidence is lacking")
    CANNOT_PAY = "cannot_pay", N_("The employer cannot pay")
    ARBITRATION = "arbitration", N_("A side wants arbitration")
    OTHER = "other", N_("Another reason")


class TerminationGround(Term):
    """Why a mediation is terminated otherwise (其他终止原因)."""

    NO_SUCCESSOR = "no_successor", N_("A party died or was dissolved without successor")
    UNREACHABLE = "unreachable", N_("A party cannot be reached")
    FILED = "filed", N_("Arbitration or a lawsuit was filed meanwhile")
    SHAM = "sham", N_("A sham mediation is suspected")
    NOT_COMPLETED = "not_completed", N_("The missing papers were not brought")
    OTHER = "other", N_("Another reason")


class RecordSigned(Term):
    """Whether both sides signed the record of the failure (企业劳动争议协商调解规定第三十条)."""

    BOTH = "both", N_("Both sides signed or sealed the record")
    ONE_REFUSED = "one_refused", N_("A side refused to sign; this is noted")


class OwnGround(Term):
    """Why the mediation ended for a worker whom the agreement does not bind (个别终止原因)."""

    UNWILLING = "unwilling", N_("The worker does not agree to the settlement")
    EMPLOYER = "employer", N_("The employer does not settle with this worker")
    TIME_UP = "time_up", N_("No agreement within the days for mediation")
    LEFT = "left", N_("The worker withdrew the application")


class WithdrawalSigned(Term):
    """How a withdrawal is signed (撤回申请的形式)."""

    LETTER = "letter_signed", N_("A signed letter of withdrawal is in the file")
    RECORD = "in_record", N_("It stands in the record, signed there")


class SettlementSeen(Term):
    """How the parties' own settlement was seen (和解协议查验情况)."""

    COPY = "copy", N_("Seen; a copy is in the file")
    SEEN = "seen", N_("Seen; no copy was left")


class StatusConfirmed(Term):
    """Whether an agreement confirms an employment relationship (是否确认劳动关系)."""

    NO = "no", N_("No: it confirms none")
    YES = "yes", N_("Yes: it confirms one")


class ContactManner(Term):
    """How somebody was asked or reminded (联系方式)."""

    PHONE = "phone", N_("By telephone")
    VISIT = "visit", N_("By a visit")
    LETTER = "letter", N_("By letter")
    MESSAGE = "message", N_("By text message")


class Route(Term):
    """Ways on after a default (不履行后的救济途径)."""

    ARBITRATION = "arbitration", N_("Arbitration")
    LAWSUIT_WAGES = "lawsuit_wages", N_("Direct lawsuit: only labour remuneration is owed")
    LAWSUIT_ORDER = "lawsuit_order", N_("Lawsuit after the payment order ended")


LAWSUITS = frozenset({Route.LAWSUIT_WAGES.value, Route.LAWSUIT_ORDER.value})
"""Ways that lead to a lawsuit."""


class ReceiptConfirmed(Term):
    """How the workers confirm that everything agreed reached them (劳动者确认方式)."""

    SIGNED = "signed", N_("Signed: a receipt or a statement that all is settled")
    SPOKEN = "spoken", N_("On the spot or by telephone, noted down")
    MESSAGE = "message", N_("By a message that is kept")


TOLD: tuple[type[Term], ...] = (
    FailGround,
    OwnGround,
    TerminationGround,
    RecordSigned,
    WithdrawalSigned,
    SettlementSeen,
    StatusConfirmed,
    ReceiptConfirmed,
)
"""What stands on a paper, was seen or confirmed, or ended it all: no form presets it."""


class ClosingResult(Term):
    """With what result a case is to be closed (结案结果)."""

    PERFORMED = "performed", N_("Agreement reached and performed")
    HANDED_ON = "handed_on", N_("Agreement reached, gone to arbitration or court")
    AGREED = "agreed", N_("Agreement reached, performance still open")
    WITHOUT = "without", N_("Ended without an agreement")


class Retention(Term):
    """How long a dossier is kept (保管期限); the centre's approved table governs."""

    TEN = "10", N_("10 years")
    THIRTY = "30", N_("30 years")
    PERMANENT = "permanent", N_("Permanent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a person tells of a step. Only what its row asks for is looked at.

    `day` is the day of the step, `until` a last day it sets, `served_on` the day its document
    reached the party, `days` a number of days that was agreed, `agreed` a declaration ticked.
    """

    day: date
    until: date | None = None
    served_on: date | None = None
    days: int | None = None
    ground: str = ""
    reason: str = ""
    body: str = ""
    number: str = ""
    by: str = ""
    manner: str = ""
    note: str = ""
    items: tuple[str, ...] = ()
    party_ids: tuple[int, ...] = ()
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """A step that was taken (已办步骤), with what was told of it.

    `row` is that of the transition table; `from_stage` is where the case stood before;
    `override` is the reason for which a supervisor set a need of law aside.
    """

    id: int = 0
    row: str
    step: Step
    track: Track = Track.MEDIATION
    proceeding_id: int | None = None
    from_stage: Stage | None = None
    party_id: int | None = None
    override: str = ""
    day: date
    until: date | None = None
    served_on: date | None = None
    days: int | None = None
    ground: str = ""
    reason: str = ""
    body: str = ""
    number: str = ""
    by: str = ""
    manner: str = ""
    note: str = ""
    items: tuple[str, ...] = ()
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a row asks for: a field of `Facts`, its caption, what may be chosen.

    `basis` is the rule that asks for it. With `when` it is asked, and must be told, only in the
    cases for which that holds.
    """

    field: str
    caption: str
    required: bool = True
    choices: type[Term] | None = None
    hint: str = ""
    basis: str = ""
    when: "Callable[[CaseFile], bool] | None" = None

    def __post_init__(self) -> None:
        """An ask names a field of `Facts`."""
        assert self.field in _FIELDS

    @property
    def title(self) -> str:
        """The caption in the language spoken here."""
        return _(self.caption)

    @property
    def help(self) -> str:
        """The hint in the language spoken here, empty without one."""
        return _(self.hint) if self.hint else ""

    def missing(self, facts: Facts) -> bool:
        """Say whether it is asked for in every case and was not told."""
        if self.when is not None:
            return False
        value = getattr(facts, self.field)
        if isinstance(value, str):
            value = value.strip()
        return self.required and not value

    def unknown(self, facts: Facts) -> bool:
        """Say whether something was told that is not among the choices."""
        value = getattr(facts, self.field)
        return bool(self.choices and value and value not in {term.value for term in self.choices})


_FIELDS = {field.name for field in fields(Facts)}
