"""Mediation sessions (调解会)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class HearingStatus(Term):
    """Where a session stands (procedure.md 2.6)."""

    PLANNED = "planned", N_("Planned")
    UNDER_WAY = "under_way", N_("Under way")
    HELD = "held", N_("Held")
    CANCELLED = "cancelled", N_("Cancelled")


class Attended(Term):
    """Whether a party came (到场情况)."""

    PRESENT = "present", N_("Present")
    BY_AGENT = "by_agent", N_("By agent")
    ABSENT = "absent", N_("Absent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One party at one session; `identity_checked` means the papers were looked at."""

    party_id: int
    name: str
    attended: Attended
    identity_checked: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A session with its record (调解会及调解笔录). Times are the centre's local time."""

    id: int = 0
    number: int = 1
    day: date
    begins: time
    room: str
    status: HearingStatus = HearingStatus.PLANNED
    started_at: datetime | None = None
    ended_at: datetime | None = None
    public: bool = False
    attendance: tuple[Attendance, ...] = ()
    record: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A room or person already taken at that time, as a sentence."""

    text: str
