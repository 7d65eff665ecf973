"""Periods that logs and reports are made for, with the centre's own cut-off day (报告期)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

MONTH_END = 31


class Span(Term):
    """How long a period is."""

    MONTH = "month", N_("Month")
    QUARTER = "quarter", N_("Quarter")
    HALF = "half", N_("Half-year")
    YEAR = "year", N_("Year")

    @property
    def months(self) -> int:
        """How many months it has."""
        return {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12}[self]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period from its first day to its last; `cutoff` is the day on which its months end.

    Some monthly forms run from the 21st of the month before to the 20th; a cut-off of 31 means
    calendar months.
    """

    first: date
    last: date
    span: Span = Span.MONTH
    cutoff: int = MONTH_END

    @classmethod
    def of(cls, span: Span, year: int, number: int = 1, cutoff: int = MONTH_END) -> Self:
        """Return the month, quarter, half or whole of a year by its number, from 1."""
        first_month = (number - 1) * span.months + 1
        last_month = first_month + span.months - 1
        before_year, before_month = (year, first_month - 1) if first_month > 1 else (year - 1, 12)
        before = _end(before_year, before_month, cutoff)
        return cls(before + timedelta(days=1), _end(year, last_month, cutoff), span, cutoff)

    @classmethod
    def month_with(cls, day: date, cutoff: int = MONTH_END) -> Self:
        """Return the month of the centre in which a day falls."""
        if day <= _end(day.year, day.month, cutoff):
            return cls.of(Span.MONTH, day.year, day.month, cutoff)
        following = day.replace(day=1) + timedelta(days=32)
        return cls.of(Span.MONTH, following.year, following.month, cutoff)

    @property
    def year(self) -> int:
        """The year that the period belongs to."""
        return self.last.year

    @property
    def number(self) -> int:
        """Which month, quarter or half of its year it is."""
        return (self.last.month - 1) // self.span.months + 1

    def before(self) -> "Period":
        """Return the period of the same length just before."""
        return self._beside(-1)

    def after(self) -> "Period":
        """Return the period of the same length just after."""
        return self._beside(1)

    def _beside(self, step: int) -> "Period":
        per_year = 12 // self.span.months
        place = self.year * per_year + self.number - 1 + step
        return Period.of(self.span, place // per_year, place % per_year + 1, self.cutoff)

    def year_before(self) -> "Period":
        """Return the same period a year earlier (同期)."""
        return Period.of(self.span, self.year - 1, self.number, self.cutoff)

    @property
    def name(self) -> str:
        """The period as a title has it."""
        texts = {
            Span.MONTH: _("{year}-{month}").format(year=self.year, month=self.number),
            Span.QUARTER: _("{year}, quarter {number}").format(year=self.year, number=self.number),
            Span.HALF: _("{year}, half-year {number}").format(year=self.year, number=self.number),
            Span.YEAR: _("{year}, whole year").format(year=self.year),
        }
        return texts[self.span]

    @property
    def days(self) -> str:
        """From when to when, in words."""
        return _("Period: {first} to {last}").format(
            first=chinese_day(self.first), last=chinese_day(self.last)
        )

    def holds(self, day: date | None) -> bool:
        """Say whether a day falls into the period."""
        return day is not None and self.first <= day <= self.last


def _end(year: int, month: int, cutoff: int) -> date:
    return date(year, month, min(cutoff, monthrange(year, month)[1]))
