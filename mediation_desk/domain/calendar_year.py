"""One year of the working calendar as a centre enters it: what must be right in it, how it reads.

国务院办公厅 tells each autumn which days of the next year are days off and which Saturdays and
Sundays are worked instead; the statutory holidays among them follow 全国年节及纪念日放假办法.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mediation_desk.domain.errors import Problem, require
from mediation_desk.domain.terms import Term
from mediation_desk.domain.working_days import Calendar, CalendarYear
from mediation_desk.i18n import N_, _

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_DAYS = 120
SATURDAY = 5
_NAMED = 3


class DayMark(Term):
    """What a day of the calendar is."""

    WORKDAY = "workday", N_("Working day")
    WEEKEND = "weekend", N_("Weekend")
    DAY_OFF = "day_off", N_("Day off by the notice")
    STATUTORY = "statutory", N_("Statutory holiday")
    MAKEUP = "makeup", N_("Make-up working day")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSheet:
    """One year as the settings show it. `own` says that the centre entered it itself."""

    year: CalendarYear
    own: bool = False
    entered_by: str = ""


def statutory_days(year: int) -> int:
    """Return how many statutory holidays a year has: 13 since 2025, 11 before."""
    return 13 if year >= 2025 else 11


def fixed_holidays(year: int) -> tuple[date, ...]:
    """Return the statutory holidays whose day the sun sets: New Year, May Day, National Day."""
    days = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]
    if year >= 2025:
        days.append((5, 2))
    return tuple(date(year, month, day) for month, day in sorted(days))


def mark_of(day: date, calendar: Calendar) -> DayMark:
    """Say what a day is in the calendar."""
    if year := calendar.year(day.year):
        if day in year.makeup_workdays:
            return DayMark.MAKEUP
        if day in year.statutory:
            return DayMark.STATUTORY
        if day in year.days_off:
            return DayMark.DAY_OFF
    return DayMark.WEEKEND if day.weekday() >= SATURDAY else DayMark.WORKDAY


def checked(
    number: int,
    *,
    days_off: Sequence[date],
    makeup_workdays: Sequence[date],
    statutory: Sequence[date] = (),
    notice: str = "",
    complete: bool = True,
) -> CalendarYear:
    """Return a year of the calendar, or refuse it with everything that is wrong in it."""
    if not FIRST_YEAR <= number <= LAST_YEAR:
        text = _("Enter a year from {first} to {last}.")
        require([Problem("year", text.format(first=FIRST_YEAR, last=LAST_YEAR))])
    lists = {"days_off": days_off, "makeup_workdays": makeup_workdays, "statutory": statutory}
    problems = [p for field, days in lists.items() for p in _of_list(field, days, number)]
    problems += _of_makeup(days_off, statutory, makeup_workdays)
    if complete:
        problems += _of_complete(number, days_off)
    if statutory:
        problems += _of_statutory(number, statutory, days_off if complete else statutory)
    require(problems)
    return CalendarYear(
        year=number,
        complete=complete,
        notice=notice.strip(),
        statutory=frozenset(statutory),
        days_off=frozenset(days_off),
        makeup_workdays=frozenset(makeup_workdays),
    )


def _of_list(field: str, days: Sequence[date], number: int) -> Iterator[Problem]:
    if len(days) > MOST_DAYS:
        text = _("{n} days are too many for one year. Is it the right list?")
        yield Problem(field, text.format(n=len(days)))
        return
    if outside := [day for day in days if day.year != number]:
        text = _("Every day must lie in {year}: {days}.")
        yield Problem(field, text.format(year=number, days=named(outside)))
    if twice := sorted({day for day in days if days.count(day) > 1}):
        yield Problem(field, _("Listed twice: {days}.").format(days=named(twice)))


def _of_makeup(
    days_off: Sequence[date], statutory: Sequence[date], makeup: Sequence[date]
) -> Iterator[Problem]:
    field = "makeup_workdays"
    if both := sorted({*days_off, *statutory} & set(makeup)):
        text = _("Both a day off and a make-up working day: {days}.")
        yield Problem(field, text.format(days=named(both)))
    if plain := [day for day in makeup if day.weekday() < SATURDAY]:
        text = _("A make-up working day is a Saturday or Sunday; this is none: {days}.")
        yield Problem(field, text.format(days=named(plain)))


def _of_complete(number: int, days_off: Sequence[date]) -> Iterator[Problem]:
    wanted = statutory_days(number)
    if len(set(days_off)) < wanted:
        text = _("A year has at least {wanted} statutory holidays; only {n} days off are listed.")
        yield Problem("days_off", text.format(wanted=wanted, n=len(set(days_off))))
    elif lacking := [day for day in fixed_holidays(number) if day not in days_off]:
        text = _("These statutory holidays are missing: {days}.")
        yield Problem("days_off", text.format(days=named(lacking)))


def _of_statutory(
    number: int, statutory: Sequence[date], days_off: Sequence[date]
) -> Iterator[Problem]:
    wanted = statutory_days(number)
    if len(set(statutory)) != wanted:
        text = _("{year} has {wanted} statutory holidays; {n} are listed.")
        found = text.format(year=number, wanted=wanted, n=len(set(statutory)))
        yield Problem("statutory", found)
    if worked := [day for day in statutory if day not in days_off]:
        text = _("A statutory holiday that is not listed as a day off: {days}.")
        yield Problem("statutory", text.format(days=named(worked)))


def named(days: Iterable[date]) -> str:
    """Name the first few days of a list, and say that there are more."""
    found = sorted(set(days))
    text = _(", ").join(day.isoformat() for day in found[:_NAMED])
    return (
        text
        if len(found) <= _NAMED
        else _("{days} and {n} more").format(days=text, n=len(found) - _NAMED)
    )


def with_statutory(year: CalendarYear, shipped: CalendarYear | None) -> CalendarYear:
    """Return the year with the statutory holidays known for it, where its notice names none."""
    if year.statutory or shipped is None or not shipped.statutory <= year.days_off:
        return year
    return CalendarYear(
        year=year.year,
        complete=year.complete,
        notice=year.notice,
        statutory=shipped.statutory,
        days_off=year.days_off,
        makeup_workdays=year.makeup_workdays,
    )


def ranges(days: Iterable[date]) -> tuple[tuple[date, date], ...]:
    """Return days as ranges that lie together: the first and the last day of each."""
    found: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return tuple(found)


def in_words(days: Iterable[date]) -> str:
    """Write days as a notice does: 1月1日至3日、2月15日至23日."""
    return "、".join(_range(first, last) for first, last in ranges(days))


def _range(first: date, last: date) -> str:
    begin = f"{first.month}月{first.day}日"
    if first == last:
        return begin
    end = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    return f"{begin}至{end}"
