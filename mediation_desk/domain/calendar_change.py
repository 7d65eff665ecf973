"""What another working calendar would change: days, running clocks, hearings that are fixed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from mediation_desk.domain.calendar_year import DayMark, mark_of
from mediation_desk.domain.clock_register import Unit, kind
from mediation_desk.domain.deadlines import due
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.working_days import Calendar, CalendarYear, on_or_after


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDay:
    """A day on which people work in one calendar and not in the other."""

    day: date
    before: DayMark
    after: DayMark


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningClock:
    """A clock that runs, with the case it belongs to.

    That of a letter of supervision, or of a complaint, has the key of these instead of one of its
    own, and the letter's number or the employer's name.
    """

    id: int
    case_id: int | None
    number: str
    kind: str
    detail: str
    start: date
    raw_due: date
    due: date
    provisional: bool
    length: int | None = None
    letter_id: int | None = None
    matter_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedClock:
    """A running clock as it stands, and as the other calendar counts it."""

    clock: RunningClock
    raw_due: date
    due: date
    provisional: bool

    @property
    def moves(self) -> bool:
        """Say whether a day moves; else only the mark of a provisional day changes."""
        return (self.raw_due, self.due) != (self.clock.raw_due, self.clock.due)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedHearing:
    """A hearing that is planned, with its case."""

    id: int
    case_id: int
    number: str
    day: date
    begins: time
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """Everything that changes with another calendar, shown before anything is changed.

    `year` is the year as it would be entered; None takes the centre's own year back, or only
    counts the clocks anew. Hearings on a new day off are listed; they are not moved by it.
    """

    number: int | None
    year: CalendarYear | None
    days: tuple[ChangedDay, ...] = ()
    clocks: tuple[MovedClock, ...] = ()
    hearings: tuple[FixedHearing, ...] = ()

    @property
    def moved(self) -> tuple[MovedClock, ...]:
        """The clocks of which a day moves."""
        return tuple(clock for clock in self.clocks if clock.moves)


def with_year(calendar: Calendar, year: CalendarYear) -> Calendar:
    """Return the calendar with a year put in the place of what was known of it."""
    years = {held.year: held for held in calendar.years} | {year.year: year}
    return Calendar(tuple(years[number] for number in sorted(years)))


def changed_days(before: Calendar, after: Calendar, number: int) -> tuple[ChangedDay, ...]:
    """Return the days of a year that become or cease to be working days."""
    return tuple(
        ChangedDay(day=day, before=mark_of(day, before), after=mark_of(day, after))
        for day in _days_of(number)
        if before.is_working_day(day) is not after.is_working_day(day)
    )


def _days_of(number: int) -> Iterator[date]:
    day = date(number, 1, 1)
    while day.year == number:
        yield day
        day += timedelta(days=1)


def recounted(clocks: Iterable[RunningClock], calendar: Calendar) -> tuple[MovedClock, ...]:
    """Return the running clocks that a calendar counts otherwise than they stand.

    Only the end of a period of calendar days or years depends on the calendar (民法典第二百零三条);
    the day as counted stays.
    """
    found = (_counted(clock, calendar) for clock in clocks)
    return tuple(one for one in found if _differs(one))


def _differs(one: MovedClock) -> bool:
    return one.moves or one.provisional is not one.clock.provisional


def _counted(clock: RunningClock, calendar: Calendar) -> MovedClock:
    if kind(clock.kind).unit is not Unit.WORKING:
        end = on_or_after(clock.raw_due, calendar)
        known = all(calendar.known(year) for year in range(clock.raw_due.year, end.year + 1))
        return MovedClock(clock=clock, raw_due=clock.raw_due, due=end, provisional=not known)
    try:
        counted = due(clock.kind, clock.start, calendar, clock.length)
    except DeskError:  # an agreed length that is not on record cannot be counted anew
        return MovedClock(
            clock=clock, raw_due=clock.raw_due, due=clock.due, provisional=clock.provisional
        )
    return MovedClock(
        clock=clock, raw_due=counted.raw_due, due=counted.due, provisional=counted.provisional
    )


def struck(
    hearings: Iterable[FixedHearing], days: Iterable[ChangedDay], after: Calendar
) -> tuple[FixedHearing, ...]:
    """Return the hearings that would fall on a day that is no longer a working day."""
    lost = {changed.day for changed in days if not after.is_working_day(changed.day)}
    return tuple(hearing for hearing in hearings if hearing.day in lost)
