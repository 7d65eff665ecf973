"""The month's case log (案件登记台账): one row per case, as it stood on the month's last day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.domain.case import Source
from mediation_desk.domain.claims import ZERO, ClaimKind
from mediation_desk.domain.employer import UnionThere
from mediation_desk.domain.people import Sex
from mediation_desk.domain.risk import Level
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.terms import Term
from mediation_desk.domain.tracks import Proceeding
from mediation_desk.domain.visits import Satisfaction
from mediation_desk.i18n import N_


class Outcome(Term):
    """How a case stood at the end of the period (结果)."""

    PENDING = "pending", N_("Pending")
    SETTLED = "settled", N_("Agreement reached")
    REFUSED = "refused", N_("Not accepted")
    NO_CONSENT = "no_consent", N_("Other side declined")
    FAILED = "failed", N_("Mediation failed")
    LAPSED = "lapsed", N_("Time ran out")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    RECONCILED = "reconciled", N_("Settled between the parties")
    TRANSFERRED = "transferred", N_("Transferred")
    TERMINATED = "terminated", N_("Terminated")


OUTCOMES: dict[Stage, Outcome] = {
    Stage.REFUSED: Outcome.REFUSED,
    Stage.NO_CONSENT: Outcome.NO_CONSENT,
    Stage.FAILED: Outcome.FAILED,
    Stage.LAPSED: Outcome.LAPSED,
    Stage.WITHDRAWN: Outcome.WITHDRAWN,
    Stage.RECONCILED: Outcome.RECONCILED,
    Stage.TRANSFERRED: Outcome.TRANSFERRED,
    Stage.TERMINATED: Outcome.TERMINATED,
}


class PerformanceState(Term):
    """Performance of an agreement at the end of the period (履行状态)."""

    NONE = "none", N_("Nothing to perform")
    RUNNING = "running", N_("Being performed")
    DONE = "done", N_("Performed in full")
    DEFAULT = "default", N_("In default")
    UNSAID = "unsaid", N_("Not recorded")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One case in the log. Money in yuan; names unmasked, the report masks them.

    A case is in a month's log when it was received, accepted or ended, when its agreement took
    effect, or when money was paid, in that month. Every value is as of the month's last day.
    """

    case_id: int
    number: str
    received_on: date
    source: Source
    first_applicant: str
    sex: Sex | None
    phone: str
    workers: int
    women: int
    respondent: str
    credit_code: str
    district: str
    cause: str
    requests: str
    kinds: tuple[ClaimKind, ...] = ()
    claimed: Decimal
    is_group: bool
    accepted_on: date | None
    mediator: str
    hearings: int
    outcome: Outcome
    ended_on: date | None
    days: int | None
    agreed: Decimal
    effective_on: date | None
    paid: Decimal
    performance: PerformanceState
    settled_alone: Decimal = ZERO
    """The sum on which the parties of a past case settled by themselves; none is agreed here."""
    remark: str = ""
    migrants: int = 0
    members: int = 0
    industry: str = ""
    ownership: str = ""
    union: UnionThere = UnionThere.UNKNOWN
    extended: bool = False
    proceedings: tuple[Proceeding, ...] = ()
    elsewhere: tuple[tuple[date, str, str], ...] = ()
    """Cases at an arbitration tribunal or a court that are tied to it: day, number, outcome."""
    visited_on: date | None = None
    satisfaction: Satisfaction | None = None
    aided: bool = False
    letters: tuple[str, ...] = ()
    closed_on: date | None = None
    file_number: str = ""
    grade: Level | None = None
    """The level at which the respondent was under watch."""

    @property
    def agreement(self) -> str:
        """The number of the agreement in effect: it bears that of its case."""
        return self.number if self.effective_on is not None else ""
