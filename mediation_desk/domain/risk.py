"""Employers to keep an eye on (重点关注用人单位): findings, files, measures, the official list.

Everything here is for the centre's own work. Only the HR department lists an employer officially
(拖欠农民工工资失信联合惩戒对象名单管理暂行办法); that is kept as a fact with its number and
expiry, and nothing is published.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.domain.employer import EmployerState
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_

LISTED_YEARS = 3
"""How long an entry of the official list lasts (暂行办法), as a proposal for its expiry."""


class Level(Term):
    """How urgent it is (预警等级)."""

    YELLOW = "yellow", N_("Yellow")
    ORANGE = "orange", N_("Orange")
    RED = "red", N_("Red")

    @property
    def rank(self) -> int:
        """Its height, from 1."""
        return (Level.YELLOW, Level.ORANGE, Level.RED).index(self) + 1


class FindingSource(Term):
    """Where something was learned of an employer (线索来源).

    Water and power, rent, credit, tax and social insurance are what the HR department monitors
    (保障农民工工资支付条例第三十八条).
    """

    VISIT = "visit", N_("Screening visit")
    COMPLAINT = "complaint", N_("Complaint or report")
    HOTLINE = "hotline", N_("Hotline")
    HR = "hr", N_("Told by the HR department")
    UTILITIES = "utilities", N_("Water or power in arrears")
    RENT = "rent", N_("Rent in arrears")
    CREDIT = "credit", N_("Loan in arrears")
    TAX = "tax", N_("Tax or contributions in arrears")
    OTHER = "other", N_("Another source")


class MeasureState(Term):
    """How far a measure is."""

    OPEN = "open", N_("Under way")
    DONE = "done", N_("Done")
    DROPPED = "dropped", N_("Dropped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What was found at an employer, or learned of it, on a day (排查记录).

    `months` are months of wages in arrears, `owed` the sum of them for all `affected` workers,
    `most` the largest sum owed to one worker. `next_on` is the day of the next visit.
    """

    id: int = 0
    version: int = 0
    employer_id: int = 0
    employer: str = ""
    district: str = ""
    source: FindingSource = FindingSource.VISIT
    day: date
    visitors: str = ""
    met: str = ""
    headcount: int | None = None
    affected: int | None = None
    months: Decimal | None = None
    owed: Decimal | None = None
    most: Decimal | None = None
    state: EmployerState | None = None
    findings: str = ""
    advice: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is done about an employer, by whom, until when (包案措施)."""

    id: int = 0
    what: str
    who: str
    due_on: date | None = None
    state: MeasureState = MeasureState.OPEN
    done_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """The file of an employer that is kept an eye on: by whom, at which level, until cleared.

    `level` is what a person decided, the computed one stands beside it; `headcount` are the
    workers there.
    """

    id: int = 0
    version: int = 0
    employer_id: int = 0
    employer: str = ""
    opened_on: date
    level: Level
    reason: str = ""
    owner_id: int | None = None
    owner: str = ""
    headcount: int | None = None
    note: str = ""
    measures: tuple[Measure, ...] = ()
    cleared_on: date | None = None
    cleared_by: str = ""
    clearance: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether the employer is kept an eye on."""
        return self.cleared_on is None

    def next_due(self) -> date | None:
        """Return the nearest day of a measure that is under way."""
        days = [m.due_on for m in self.measures if m.state is MeasureState.OPEN and m.due_on]
        return min(days, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An entry of the HR department's official list, taken over with its document.

    It lasts until `expires_on`, or `removed_on` where the department took it out before.
    """

    id: int = 0
    version: int = 0
    employer_id: int = 0
    number: str
    authority: str
    listed_on: date
    expires_on: date
    removed_on: date | None = None
    note: str = ""

    def holds(self, today: date) -> bool:
        """Say whether the entry is in force."""
        ended = self.removed_on is not None and self.removed_on <= today
        return self.listed_on <= today <= self.expires_on and not ended
