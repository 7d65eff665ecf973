"""Finding times at which a hearing can be held: a room and everybody concerned are free."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mediation_desk.domain.booking import Absence, ClashKind, OfficeHours, Taken
from mediation_desk.domain.deadlines import Calendar
from mediation_desk.domain.hearing import ending, length

STEP = 30
"""Minutes between the beginnings that are tried."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time and a room for a hearing."""

    day: date
    begins: time
    minutes: int
    room: str
    late: bool = False
    """Whether the day lies after the time for the mediation (DL04, DL05)."""

    @property
    def ends(self) -> time:
        """The time at which the hearing would end."""
        return ending(self.begins, self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for: days, length, and the rooms that will do, the best first."""

    first: date
    last: date
    minutes: int
    rooms: tuple[str, ...]
    after: datetime
    """Nothing that would begin before this moment, on the centre's clock."""


def free_slots(
    wanted: Wanted,
    calendar: Calendar,
    hours: OfficeHours,
    taken: Iterable[Taken],
    absences: Iterable[Absence],
    limit: int = 40,
) -> tuple[Slot, ...]:
    """Return times on working days within the office hours, one after the other, not overlapping.

    Taken rooms count by name; every taken person keeps the time from being offered.
    """
    by_day: defaultdict[date, list[Taken]] = defaultdict(list)
    for one in taken:
        by_day[one.day].append(one)
    away = tuple(absences)
    found: list[Slot] = []
    day = wanted.first
    while day <= wanted.last and len(found) < limit:
        if calendar.is_working_day(day):
            found += _on_day(wanted, day, hours, by_day[day], away)
        day += _DAY
    return tuple(found[:limit])


def _on_day(
    wanted: Wanted,
    day: date,
    hours: OfficeHours,
    taken: list[Taken],
    absences: tuple[Absence, ...],
) -> Iterator[Slot]:
    earliest = wanted.after.time() if day == wanted.after.date() else time.min
    for opens, closes in _halves(hours, wanted.minutes):
        begins = opens
        while length(begins, closes) >= wanted.minutes:
            ends = ending(begins, wanted.minutes)
            room = _room_at(wanted.rooms, day, begins, ends, taken, absences)
            if room and begins >= earliest:
                yield Slot(day=day, begins=begins, minutes=wanted.minutes, room=room)
                begins = ends
            else:
                begins = ending(begins, STEP)


def _halves(hours: OfficeHours, minutes: int) -> tuple[tuple[time, time], ...]:
    """Return the parts of the day to look in; what fits into neither half may run over noon."""
    if any(length(*half) >= minutes for half in hours.halves):
        return hours.halves
    return ((hours.opens, hours.closes),)


def _room_at(
    rooms: tuple[str, ...],
    day: date,
    begins: time,
    ends: time,
    taken: list[Taken],
    absences: tuple[Absence, ...],
) -> str:
    """Return the first room that is free while everybody is, empty if none is."""
    if any(one.covers(day, begins, ends) for one in absences):
        return ""
    now = [one for one in taken if one.overlaps(day, begins, ends)]
    if any(one.kind is not ClashKind.ROOM for one in now):
        return ""
    held = {one.who for one in now}
    return next((room for room in rooms if room not in held), "")
