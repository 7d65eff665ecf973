"""What a day of the working calendar is: a working day, a day off, and for which holiday.

全国年节及纪念日放假办法第二条 names the statutory holidays; the State Council's yearly notice
says which days off and make-up workdays surround them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from mediation_desk.domain.terms import Term
from mediation_desk.domain.working_days import Calendar
from mediation_desk.i18n import N_

_DAY = timedelta(days=1)
_LONGEST = 10
"""Days off in a row are looked through no further than this for the holiday they belong to."""


class Holiday(Term):
    """The statutory holidays of the whole people (全体公民放假的节日)."""

    NEW_YEAR = "new_year", N_("New Year's Day")
    SPRING = "spring", N_("Spring Festival")
    QINGMING = "qingming", N_("Qingming Festival")
    LABOUR = "labour", N_("Labour Day")
    DRAGON_BOAT = "dragon_boat", N_("Dragon Boat Festival")
    MID_AUTUMN = "mid_autumn", N_("Mid-Autumn Festival")
    NATIONAL = "national", N_("National Day")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayKind:
    """Whether people work on a day; `made_up` is a weekend day on which they do (调休上班).

    `provisional` says that the year's notice is not known yet.
    """

    works: bool
    made_up: bool = False
    holiday: Holiday | None = None
    provisional: bool = False


def day_kind(day: date, calendar: Calendar) -> DayKind:
    """Say what a day is."""
    works = calendar.is_working_day(day)
    return DayKind(
        works=works,
        made_up=works and day.weekday() >= 5,
        holiday=_holiday_around(day, calendar) if _of_a_holiday(day, calendar) else None,
        provisional=not calendar.known(day.year),
    )


def _of_a_holiday(day: date, calendar: Calendar) -> bool:
    """Say whether a day off belongs to a holiday; else it is a plain weekend day.

    Where the year's notice is known the weekends beside a holiday are part of it; until then only
    the days that the law or the centre names are.
    """
    if calendar.is_working_day(day):
        return False
    year = calendar.year(day.year)
    if year is not None and year.complete:
        return True
    named = year.days_off if year else frozenset()
    return day in named or calendar.is_statutory_holiday(day)


def _holiday_around(day: date, calendar: Calendar) -> Holiday | None:
    """Find the statutory day nearest to a day off in the same run of days off."""
    found = [
        near
        for step in (-_DAY, _DAY)
        if (near := _statutory_along(day, step, calendar)) is not None
    ]
    return _named(min(found, key=lambda near: abs(near - day))) if found else None


def _statutory_along(day: date, step: timedelta, calendar: Calendar) -> date | None:
    for _distance in range(_LONGEST):
        if calendar.is_working_day(day):
            return None
        if calendar.is_statutory_holiday(day):
            return day
        day += step
    return None


def _named(day: date) -> Holiday:
    """Name a statutory day by the part of the year in which its holiday can lie."""
    match day.month, day.day:
        case 1, 1:
            return Holiday.NEW_YEAR
        case ((1 | 2), _):
            return Holiday.SPRING
        case ((3 | 4), _):
            return Holiday.QINGMING
        case 5, number if number <= 5:
            return Holiday.LABOUR
        case ((5 | 6), _):
            return Holiday.DRAGON_BOAT
        case 10, number if number <= 3:
            return Holiday.NATIONAL
    return Holiday.MID_AUTUMN
