"""Counting days: the working calendar and periods of days, months and years.

民事诉讼法第八十五条, 民法典第二百零一条至第二百零三条: the first day is not
counted; a period that ends on a day off ends on the next working day.
"""

import tomllib
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.i18n import _

_DAY = timedelta(days=1)

_FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Holidays that lie on the same day each year (全国年节及纪念日放假办法第二条).

The others follow the lunar calendar or the solar terms: they wait for the year's notice.
"""
_THIRTEEN_SINCE = 2025
"""The first year of the thirteen holidays (国务院令第795号)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """One year of the working calendar.

    `complete` says that the days off of the State Council's yearly notice are entered; until
    then only the statutory holidays are known, and deadlines of that year are provisional.
    """

    year: int
    complete: bool = False
    notice: str = ""
    statutory: frozenset[date] = frozenset()
    days_off: frozenset[date] = frozenset()
    makeup_workdays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days of several years.

    Of a year that is not held only weekends and the holidays on fixed days are known.
    """

    years: tuple[CalendarYear, ...] = ()

    def year(self, number: int) -> CalendarYear | None:
        """Return the year if it is held."""
        return next((year for year in self.years if year.year == number), None)

    def known(self, number: int) -> bool:
        """Say whether the days off of that year's notice are entered."""
        year = self.year(number)
        return year is not None and year.complete

    def is_working_day(self, day: date) -> bool:
        """Say whether people work on that day; a made-up Saturday or Sunday is a working day."""
        if year := self.year(day.year):
            if day in year.makeup_workdays:
                return True
            if day in year.days_off or day in year.statutory:
                return False
        return day.weekday() < 5 and not self._fixed_holiday(day)

    def is_statutory_holiday(self, day: date) -> bool:
        """Say whether the day is one of the statutory holidays (法定节假日)."""
        year = self.year(day.year)
        return day in year.statutory if year else self._fixed_holiday(day)

    def _fixed_holiday(self, day: date) -> bool:
        """Say whether a day is a holiday in every year, in one whose notice is not held."""
        if day.year < _THIRTEEN_SINCE or (day.month, day.day) not in _FIXED_HOLIDAYS:
            return False
        return self.year(day.year) is None


def load_calendars(*folders: Path) -> Calendar:
    """Read the yearly files (*.toml) of the folders; a later folder's year wins."""
    years: dict[int, CalendarYear] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            year = _read(path)
            years[year.year] = year
    return Calendar(tuple(years[number] for number in sorted(years)))


def _read(path: Path) -> CalendarYear:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        number = data["year"]
        year = CalendarYear(
            year=number,
            complete=data.get("complete") is True,
            notice=str(data.get("notice", "")),
            statutory=_days(data.get("statutory", ()), number),
            days_off=_days(data.get("days_off", ()), number),
            makeup_workdays=_days(data.get("makeup_workdays", ()), number),
        )
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise FileRefused(
            _("The calendar {name} cannot be read: {problem}").format(
                name=path.name, problem=problem
            )
        ) from problem
    return year


def _days(values: Iterable[object], year: int) -> frozenset[date]:
    days = frozenset(value for value in values if type(value) is date)
    if any(day.year != year for day in days):
        raise ValueError(f"a day outside {year}")
    return days


def _steps(start: date, calendar: Calendar, step: timedelta) -> Iterator[date]:
    day = start
    while True:
        day = _plus(day, step)
        if calendar.is_working_day(day):
            yield day


def _plus(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError:
        raise DeskError(_("This period ends outside the calendar. Please check it.")) from None


def add_days(start: date, number: int) -> date:
    """Count calendar days; the day of start is not counted."""
    try:
        return _plus(start, timedelta(days=number))
    except OverflowError:
        raise DeskError(_("This period ends outside the calendar. Please check it.")) from None


def add_working_days(start: date, number: int, calendar: Calendar) -> date:
    """Count working days; the day of start is not counted; a negative number counts back."""
    if not -5000 <= number <= 5000:
        raise DeskError(_("This period ends outside the calendar. Please check it."))
    day = start
    steps = _steps(start, calendar, _DAY if number > 0 else -_DAY)
    for _count in range(abs(number)):
        day = next(steps)
    return day


_EVERY_MONTH = 28
"""The last day that every month has."""


def add_months(start: date, number: int) -> date:
    """Return the corresponding day, or the month's last day where it has none (民法典 202)."""
    index = start.year * 12 + start.month - 1 + number
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        raise DeskError(_("This period ends outside the calendar. Please check it."))
    if start.day <= _EVERY_MONTH:
        return date(year, month, start.day)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def add_years(start: date, number: int) -> date:
    """Return the corresponding day of a later year; 29 February becomes 28."""
    return add_months(start, 12 * number)


def on_or_before(day: date, calendar: Calendar) -> date:
    """Return the day, or the last working day before it if it is a day off."""
    return day if calendar.is_working_day(day) else add_working_days(day, -1, calendar)


def late_from(today: date, calendar: Calendar) -> date:
    """Return the day before which what was due is late today.

    What ends on a day off may be done until the next working day (民法典第二百零三条): late is
    what was due by the last working day before today.
    """
    return add_days(on_or_before(add_days(today, -1), calendar), 1)


def on_or_after(day: date, calendar: Calendar) -> date:
    """Return the day, or the next working day if it is a day off (民法典 203)."""
    return day if calendar.is_working_day(day) else add_working_days(day, 1, calendar)
