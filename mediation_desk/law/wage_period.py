"""Whole months and part months of a period, counted from the day it began."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from mediation_desk.domain.working_days import add_months
from mediation_desk.law.exact import PAID_DAYS, exact

_DAY = timedelta(days=1)


class PartMonth(StrEnum):
    """How the days of a month that is not whole are counted; the law names no divisor."""

    CALENDAR_MONTH_WORKDAYS = "calendar_month_workdays"
    WORKDAYS_21_75 = "workdays_21_75"
    DAYS_DIV_30 = "days_div_30"


class WholeMonths(StrEnum):
    """Whether months run from the day the period began, or by the calendar."""

    FROM_DAY = "from_day"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """The number of calendar days."""
        return (self.last - self.first).days + 1

    @property
    def weekdays(self) -> int:
        """The number of Mondays to Fridays; a holiday on one counts."""
        weeks, rest = divmod(self.days, 7)
        began = self.first.weekday()
        return weeks * 5 + sum((began + n) % 7 < 5 for n in range(rest))


@dataclass(frozen=True, slots=True)
class WagePeriod:
    """Whole months, and the spans that are not whole, none across the end of a month."""

    months: int
    parts: tuple[Span, ...]

    @property
    def extra_days(self) -> int:
        """The calendar days beyond the whole months."""
        return sum(part.days for part in self.parts)

    def share(self, part: Span, method: PartMonth) -> tuple[Fraction, str]:
        """Return what part of a month's wage a span earns, and how it was counted."""
        if method is PartMonth.DAYS_DIV_30:
            return Fraction(part.days, 30), f"{part.days}/30"
        if method is PartMonth.WORKDAYS_21_75:
            return exact(part.weekdays) / exact(PAID_DAYS), f"{part.weekdays}/{PAID_DAYS}"
        whole = month_of(part.first).weekdays
        return Fraction(part.weekdays, whole), f"{part.weekdays}/{whole}"

    def total(self, method: PartMonth) -> Fraction:
        """Return the months in all, parts included."""
        parts = (self.share(part, method)[0] for part in self.parts)
        return self.months + sum(parts, Fraction(0))


def month_of(day: date) -> Span:
    """Return the calendar month of a day."""
    return Span(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def after_months(anchor: date, months: int) -> date:
    """Return the first day after so many months that began on `anchor`.

    A month that lacks the corresponding day ends on its last day (民法典第二百零二条), so that
    what began on 31 January is a month old at the end of February and 1 March follows.
    """
    day = add_months(anchor, months)
    return day if day.day == anchor.day else day + _DAY


def from_day(anchor: date, span: Span) -> WagePeriod:
    """Count months from the day number of `anchor`; what is left over is the part."""
    months, begin = 0, span.first
    skipped = (span.first.year - anchor.year) * 12 + span.first.month - anchor.month
    begun = next((n for n in (skipped, skipped - 1) if after_months(anchor, n) == span.first), None)
    if begun is None:
        anchor, begun = span.first, 0
    skipped = begun
    while (end := after_months(anchor, skipped + months + 1)) <= span.last + _DAY:
        months, begin = months + 1, end
    return WagePeriod(months, tuple(_by_month(begin, span.last)))


def by_calendar(span: Span) -> WagePeriod:
    """Count calendar months; those not whole at either end are parts."""
    pieces = list(_by_month(span.first, span.last))
    whole = [piece for piece in pieces if piece == month_of(piece.first)]
    return WagePeriod(len(whole), tuple(piece for piece in pieces if piece not in whole))


def _by_month(first: date, last: date) -> Iterator[Span]:
    while first <= last:
        end = min(last, month_of(first).last)
        yield Span(first, end)
        first = end + _DAY
