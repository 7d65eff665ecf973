"""How a clock stands on a day, for lists and for the case: running, pressing, missed, met, void."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.clock_register import ROUTES, ClockKind, lost, register
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class Standing(Term):
    """How a clock stands (期限情况)."""

    RUNNING = "running", N_("In time")
    ALARM = "alarm", N_("Due soon")
    LAST_DAY = "last_day", N_("Last day")
    MISSED = "missed", N_("Missed")
    EXPIRED = "expired", N_("Expired, not used")
    MET = "met", N_("Kept in time")
    MET_LATE = "met_late", N_("Kept, but late")
    VOID = "void", N_("No longer applies")


PRESSING = frozenset({Standing.ALARM, Standing.LAST_DAY, Standing.MISSED})
"""Standings that ask for something to be done."""


class Timed(Protocol):
    """What has the days of a clock."""

    @property
    def kind(self) -> str:
        """The clock's id in the register."""

    @property
    def raw_due(self) -> date:
        """The last day as counted; alarms look at it."""

    @property
    def due(self) -> date:
        """The last day as moved to a working day; missed only after it."""


class Kept(Timed, Protocol):
    """A clock with its state."""

    @property
    def state(self) -> ClockState:
        """Whether it runs, was kept, or no longer applies."""

    @property
    def met_on(self) -> date | None:
        """The day on which it was kept."""


def running(clock: Timed, today: date, kinds: Mapping[str, ClockKind] | None = None) -> Standing:
    """Say how a running clock stands; `kinds` are the register as the centre has set it."""
    if lost(clock.kind, clock.due, today):
        return Standing.EXPIRED
    if today > clock.due:
        return Standing.MISSED
    if today >= clock.due:
        return Standing.LAST_DAY
    ahead = alarm_ahead(clock.kind, kinds)
    return Standing.ALARM if (clock.raw_due - today).days <= ahead else Standing.RUNNING


def standing(clock: Kept, today: date, kinds: Mapping[str, ClockKind] | None = None) -> Standing:
    """Say how a clock stands on a day.

    民事诉讼法第八十五条: the last day is that moved to a working day, and it still counts.
    """
    if clock.state is ClockState.VOID:
        return Standing.VOID
    if clock.state is ClockState.MET:
        late = clock.met_on is not None and clock.met_on > clock.due
        return Standing.MET_LATE if late else Standing.MET
    if clock.state is not ClockState.RUNNING:
        return Standing.EXPIRED if clock.kind in ROUTES else Standing.MISSED
    return running(clock, today, kinds)


def alarm_ahead(kind: str, kinds: Mapping[str, ClockKind] | None = None) -> int:
    """Return how many days ahead the first alarm of a clock is, 0 for none."""
    row = (kinds or register()).get(kind)
    return max(row.alarm_days, default=0) if row else 0
