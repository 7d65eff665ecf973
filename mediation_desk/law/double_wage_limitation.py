"""What of a period of double wage is in time, by the three ways in which places count."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mediation_desk.law.limitation_year import LimitationYear
from mediation_desk.law.wage_period import Span, after_months

_DAY = timedelta(days=1)


class Counting(StrEnum):
    """From where the year of limitation runs; `SHOWN` shows all three ways side by side."""

    SHOWN = "shown"
    WHOLE = "whole"
    BY_MONTH = "by_month"
    BY_DAY = "by_day"


@dataclass(frozen=True, slots=True)
class InTime:
    """The days in time with one year from the end, from each month's end, from each day."""

    whole: Span | None
    by_month: Span | None
    by_day: Span | None

    def by(self, counting: Counting) -> Span | None:
        """Return the days in time by one way of counting; for all of them, by the strictest."""
        match counting:
            case Counting.WHOLE:
                return self.whole
            case Counting.BY_MONTH:
                return self.by_month
        return self.by_day


def in_time(anchor: date, span: Span, claimed: date, year: LimitationYear) -> InTime:
    """Return what is in time on the day of the claim (劳动争议调解仲裁法第二十七条)."""
    return InTime(
        whole=span if year.runs_on(span.last, claimed) else None,
        by_month=_by_month(anchor, span, claimed, year),
        by_day=_by_day(span, claimed, year),
    )


def _by_month(anchor: date, span: Span, claimed: date, year: LimitationYear) -> Span | None:
    """Keep the months whose last day lies within the year."""
    first, number = span.first, 1
    while first <= span.last:
        following = after_months(anchor, number)
        if following > first:
            if year.runs_on(min(following - _DAY, span.last), claimed):
                return Span(first, span.last)
            first = following
        number += 1
    return None


def _by_day(span: Span, claimed: date, year: LimitationYear) -> Span | None:
    """Keep the days that lie within the year before the claim: no later one's year ends sooner."""
    days = range(span.first.toordinal(), span.last.toordinal() + 1)
    late = bisect_left(days, 1, key=lambda day: year.runs_on(date.fromordinal(day), claimed))
    return Span(date.fromordinal(days[late]), span.last) if late < len(days) else None
