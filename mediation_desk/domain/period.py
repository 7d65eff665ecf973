"""Periods that logs and reports are made for, with the centre's own cut-off day (报告期)."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Self

from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

MONTH_END = 31
AS_CENTRE = 0
"""Stands for the centre's own cut-off day where a layout of the log has none."""
Ends = tuple[tuple[date, int], ...]
"""Cut-off days with the last day on which months end by each; the one in force has no end."""


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
    calendar months. Where the centre changed its cut-off day, `ends` tells which one holds when, so
    that periods follow on each other without gap or overlap.
    """

    first: date
    last: date
    span: Span = Span.MONTH
    cutoff: int = MONTH_END
    ends: Ends = field(default=(), compare=False, repr=False)

    @classmethod
    def of(
        cls,
        span: Span,
        year: int,
        number: int = 1,
        cutoff: int = MONTH_END,
        ends: Ends = (),
    ) -> Self:
        """Return the month, quarter, half or whole of a year by its number, from 1."""
        first_month = (number - 1) * span.months + 1
        last_month = first_month + span.months - 1
        before_year, before_month = (year, first_month - 1) if first_month > 1 else (year - 1, 12)
        before, _before = _month_end(before_year, before_month, cutoff, ends)
        last, held = _month_end(year, last_month, cutoff, ends)
        return cls(before + timedelta(days=1), last, span, held, ends)

    @classmethod
    def month_with(cls, day: date, cutoff: int = MONTH_END, ends: Ends = ()) -> Self:
        """Return the month of the centre in which a day falls."""
        if day <= _month_end(day.year, day.month, cutoff, ends)[0]:
            return cls.of(Span.MONTH, day.year, day.month, cutoff, ends)
        following = day.replace(day=1) + timedelta(days=32)
        return cls.of(Span.MONTH, following.year, following.month, cutoff, ends)

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
        year, number = place // per_year, place % per_year + 1
        return Period.of(self.span, year, number, self.cutoff, self.ends)

    def year_before(self) -> "Period":
        """Return the same period a year earlier (同期)."""
        return Period.of(self.span, self.year - 1, self.number, self.cutoff, self.ends)

    def year_so_far(self) -> "Period":
        """Return the year of the period from its first day to the period's last."""
        year = Period.of(self.span, self.year, 1, self.cutoff, self.ends)
        return Period(year.first, self.last, self.span, self.cutoff, self.ends)

    def is_whole(self) -> bool:
        """Say whether a period can be one of its kind: its cut-off day may have changed before."""
        usual = Period.of(self.span, self.year, self.number, self.cutoff)
        return self.last == usual.last and abs((self.first - usual.first).days) <= MONTH_END

    @property
    def name(self) -> str:
        """The period as a title has it."""
        texts = {
            Span.MONTH: _("{year}-{month}").format(year=self.year, month=self.number),
            Span.QUARTER: _("{year}, quarter {number}").format(year=self.year, number=self.number),
            Span.HALF: _("{year}, {half}").format(year=self.year, half=half_name(self.number)),
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


def half_name(number: int) -> str:
    """Return what a half of the year is called, by its number."""
    return _("first half-year") if number == 1 else _("second half-year")


def _month_end(year: int, month: int, cutoff: int, ends: Ends) -> tuple[date, int]:
    """Return the last day of a month, and the cut-off day by which it ends."""
    for last, held in ends:
        if (day := _end(year, month, held)) <= last:
            return day, held
    return _end(year, month, cutoff), cutoff


def ends_from(text: str, now: int) -> Ends:
    """Read the cut-off days that held before, such as 2026-10-31=31, with the one in force."""
    known = (part.partition("=") for part in text.split(";") if part)
    past = tuple((date.fromisoformat(last), int(held)) for last, _is, held in known)
    return (*past, (date.max, now))


def ends_text(ends: Ends) -> str:
    """Write the cut-off days that held before."""
    return ";".join(f"{last.isoformat()}={held}" for last, held in ends if last != date.max)


def ends_kept(held: Ends, own: Ends, day: date) -> Ends:
    """Return the cut-off days that hold before another one is set.

    The one in force holds to the end of the month with a day. `held` tells by which days months
    end, `own` what is kept of them: of a layout also that it goes by the centre.
    """
    until = Period.month_with(day, held[-1][1], held).last
    past = tuple(one for one in own if one[0] < date.max)
    return past if past and past[-1][0] >= until else (*past, (until, own[-1][1]))


def layout_ends(own: Ends, centre: Ends) -> Ends:
    """Return by which days the months of a layout end: where it has none, by the centre's."""
    found: list[tuple[date, int]] = []
    since = date.min
    for until, day in own:
        if day != AS_CENTRE:
            found.append((until, day))
        else:
            begun = (date.min, *(last for last, _day in centre))
            found += [
                (min(last, until), held)
                for before, (last, held) in zip(begun, centre, strict=False)
                if before < until and last > since
            ]
        since = until
    return tuple(found)


def layout_cutoffs(text: str) -> dict[str, Ends]:
    """Read the cut-off days of single layouts of the log, by their code.

    7=25;union=2026-10-31=0,20: one holds for all months, one since November, before it was the
    centre's.
    """
    known = (part.partition("=") for part in text.split(";") if part)
    found = {}
    for code, _is, days in known:
        *past, now = days.split(",")
        found[code] = ends_from(";".join(past), int(now))
    return found


def layout_cutoffs_text(cutoffs: Mapping[str, Ends]) -> str:
    """Write the cut-off days of single layouts."""
    return ";".join(
        f"{code}={','.join([*ends_text(ends).split(';'), str(ends[-1][1])]).lstrip(',')}"
        for code, ends in sorted(cutoffs.items())
    )


def _end(year: int, month: int, cutoff: int) -> date:
    return date(year, month, min(cutoff, monthrange(year, month)[1]))
