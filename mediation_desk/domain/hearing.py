"""Mediation sessions (调解会)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_

USUAL_MINUTES = 120
"""How long a session is taken to last where nobody said otherwise."""


class HearingStatus(Term):
    """Where a session stands (procedure.md 2.6)."""

    PLANNED = "planned", N_("Planned")
    UNDER_WAY = "under_way", N_("Under way")
    HELD = "held", N_("Held")
    CANCELLED = "cancelled", N_("Cancelled")
    POSTPONED = "postponed", N_("Postponed")
    NOT_HELD = "not_held", N_("Not held")


OCCUPYING = frozenset({HearingStatus.PLANNED, HearingStatus.UNDER_WAY})
"""Sessions that keep their room and people from doing something else."""

GIVEN_UP = frozenset({HearingStatus.CANCELLED, HearingStatus.POSTPONED, HearingStatus.NOT_HELD})
"""Sessions that did not and will not take place."""

TOOK_PLACE = frozenset({HearingStatus.UNDER_WAY, HearingStatus.HELD})
"""Sessions at which the parties were heard."""


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
class Break:
    """A pause in a session (休会): when it began, and when the session went on (复会)."""

    began_at: datetime
    resumed_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Somebody who is called to a session: a party of the case, or another by name."""

    name: str
    party_id: int | None = None
    capacity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponement:
    """A session that was moved or put off (改期、延期): from when, who asked, and why."""

    day: date
    begins: time
    room: str
    asked_by: str
    reason: str
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A session with its record (调解会及调解笔录). Times are the centre's local time.

    `notice_waiver` says who gave up the time between notice and session, and how; empty means
    that nobody did; `clash_reason` says why it is held though room, people or office are not
    to be had, and `day_reason` why on a day off or one that has passed. Nobody named in
    `expected` means that every party is.
    """

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
    minutes: int = USUAL_MINUTES
    notice_waiver: str = ""
    clash_reason: str = ""
    breaks: tuple[Break, ...] = ()
    postponements: tuple[Postponement, ...] = ()
    expected: tuple[Expected, ...] = ()
    day_reason: str = ""

    @property
    def ends(self) -> time:
        """The time at which the session is to end."""
        return ending(self.begins, self.minutes)

    @property
    def paused(self) -> bool:
        """Whether the session stands still at this moment."""
        under_way = self.status is HearingStatus.UNDER_WAY
        return under_way and bool(self.breaks) and self.breaks[-1].resumed_at is None


def untold(hearing: Hearing, now: datetime) -> bool:
    """Say whether the time of a planned session has passed and nobody told what came of it."""
    if hearing.status is not HearingStatus.PLANNED:
        return False
    return (hearing.day, hearing.ends) <= (now.date(), now.time().replace(tzinfo=None))


def began_then(hearing: Hearing, at: datetime) -> bool:
    """Say whether a moment lies in the minute in which the session began."""
    start = hearing.started_at
    return start is not None and abs((at - start).total_seconds()) < 60


def last_moment(hearing: Hearing) -> datetime | None:
    """Return the last time that is on record of a session, None before it began."""
    moments = [hearing.started_at]
    for taken in hearing.breaks:
        moments += [taken.began_at, taken.resumed_at]
    return max((moment for moment in moments if moment is not None), default=None)


def proposed_end(hearing: Hearing, now: datetime) -> time | None:
    """Return when a session under way is taken to have ended: now, on its own day.

    It does not end before what is on record of it. On a later day only those who sat there know.
    """
    if now.date() != hearing.day:
        return None
    last = last_moment(hearing)
    known = last.astimezone(now.tzinfo).time() if last else hearing.begins
    return max(now.time(), known)


def ended_with(hearing: Hearing, ended_at: datetime | None, outcome: str) -> Hearing:
    """Return a session under way as held: it ends with the mediation, when it is told to have.

    The record is signed on every page: an hour that nobody told is left to be written there. What
    was written of its outcome stays; a break that was going on ends with it.
    """
    start = hearing.started_at
    assert start is not None, "a session under way has begun"
    if ended_at is None:
        breaks = hearing.breaks
    else:
        ended_at = max(ended_at, start)
        breaks = tuple(
            replace(one, resumed_at=max(ended_at, one.began_at)) if one.resumed_at is None else one
            for one in hearing.breaks
        )
    return replace(
        hearing,
        status=HearingStatus.HELD,
        ended_at=ended_at,
        breaks=breaks,
        outcome=hearing.outcome or outcome,
    )


def ending(begins: time, minutes: int) -> time:
    """Return the time of day so many minutes later; the day's end stops it."""
    start = begins.hour * 60 + begins.minute
    end = min(start + minutes, 24 * 60 - 1)
    return time(end // 60, end % 60)


def length(begins: time, ends: time) -> int:
    """Return the minutes between two times of one day, below zero where they are reversed."""
    day = datetime.min.date()
    span: timedelta = datetime.combine(day, ends) - datetime.combine(day, begins)
    return round(span.total_seconds() / 60)
