"""Which days a view shows, how it is turned, and how hearings at one time share a column."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from mediation_desk.domain.booking import Absence
from mediation_desk.domain.hearing import OCCUPYING
from mediation_desk.domain.terms import Term
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import N_

WEEK = timedelta(days=7)


class View(Term):
    """How the calendar is looked at."""

    MONTH = "month", N_("By month")
    WEEK = "week", N_("By week")
    DAY = "day", N_("By day")
    ROOMS = "rooms", N_("By room")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the calendar: a day, and where the view tells it a time and a room."""

    day: date
    begins: time | None = None
    room: str | None = None


def shown_days(view: View, day: date) -> tuple[date, date]:
    """Return the first and the last day that a view shows around a day."""
    match view:
        case View.MONTH:
            first = day.replace(day=1)
            last = day.replace(day=monthrange(day.year, day.month)[1])
            return _monday(first), _monday(last) + timedelta(days=6)
        case View.WEEK:
            return _monday(day), _monday(day) + timedelta(days=6)
    return day, day


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def turned(view: View, day: date, steps: int) -> date:
    """Return the day on which a view stands after it was turned forward or back."""
    match view:
        case View.MONTH:
            months = day.year * 12 + day.month - 1 + steps
            year, month = months // 12, months % 12 + 1
            return date(year, month, min(day.day, monthrange(year, month)[1]))
        case View.WEEK:
            return day + steps * WEEK
    return day + timedelta(days=steps)


def minutes_of(moment: time) -> int:
    """Return the minutes since midnight."""
    return moment.hour * 60 + moment.minute


def time_of(minutes: int) -> time:
    """Return the time so many minutes after midnight, within the day."""
    inside = min(max(minutes, 0), 24 * 60 - 1)
    return time(inside // 60, inside % 60)


@dataclass(frozen=True, slots=True)
class Lane:
    """Where a hearing stands in its column: its place among so many side by side."""

    hearing: BookedHearing
    place: int
    of: int


def lanes(hearings: Iterable[BookedHearing]) -> tuple[Lane, ...]:
    """Put hearings that overlap side by side; each takes the first place that is free."""
    found: list[Lane] = []
    cluster: list[tuple[BookedHearing, int]] = []
    ends: list[int] = []
    for hearing in sorted(hearings, key=lambda h: (h.begins, -h.minutes, h.hearing_id)):
        begins = minutes_of(hearing.begins)
        if ends and begins >= max(ends):
            found += [Lane(one, place, len(ends)) for one, place in cluster]
            cluster, ends = [], []
        place = next((n for n, end in enumerate(ends) if end <= begins), len(ends))
        if place == len(ends):
            ends.append(0)
        ends[place] = begins + hearing.minutes
        cluster.append((hearing, place))
    return (*found, *(Lane(one, place, len(ends)) for one, place in cluster))


def clashing(hearings: Sequence[BookedHearing], absences: Sequence[Absence] = ()) -> frozenset[int]:
    """Return the keys of hearings that share a room or an officer with another at their time.

    So are those marked at which an officer is to sit who is away then.
    """
    found = {
        one.hearing_id
        for one in hearings
        if one.status in OCCUPYING and any(_misses(absence, one) for absence in absences)
    }
    alive = sorted((h for h in hearings if h.status in OCCUPYING), key=lambda h: (h.day, h.begins))
    for place, one in enumerate(alive):
        for other in alive[place + 1 :]:
            if other.day != one.day or other.begins >= one.ends:
                break
            if _share(one, other):
                found |= {one.hearing_id, other.hearing_id}
    return frozenset(found)


def _misses(absence: Absence, hearing: BookedHearing) -> bool:
    sits = absence.user_id is not None and absence.user_id in (
        hearing.mediator_id,
        hearing.clerk_id,
    )
    return sits and absence.covers(hearing.day, hearing.begins, hearing.ends)


def _share(one: BookedHearing, other: BookedHearing) -> bool:
    officers = {one.mediator_id, one.clerk_id} - {None}
    return (bool(one.room) and one.room == other.room) or bool(
        officers & {other.mediator_id, other.clerk_id}
    )
