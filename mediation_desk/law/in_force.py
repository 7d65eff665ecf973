"""What was in force while months or days ran: a figure that changed amid them splits them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from math import ceil

from mediation_desk.domain.errors import NoFigure
from mediation_desk.i18n import _
from mediation_desk.law.award import count
from mediation_desk.law.common_fields import FIGURES_ON
from mediation_desk.law.exact import exact
from mediation_desk.law.figures import KINDS, Figure
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.packs import LawOn
from mediation_desk.law.wage_period import Span, after_months

_DAY = timedelta(days=1)
TYPED, MINIMUM = "min_wage_month", "minimum_wage_month"
"""The input in which a minimum wage is typed, and the figure that stands in for it."""
FULL_MONTH = 28
"""Who divides a month by so many days or more counts calendar days, else working days."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months or days through which one figure was in force; no span where their days are unknown.

    `parts` are the shares of months that the change cut, `share` is all of them and the whole ones.
    """

    figure: Figure
    share: Fraction
    span: Span | None = None
    parts: tuple[tuple[int, int], ...] = ()

    def named(self, label: str) -> str:
        """Return a step's label with the days of the stretch."""
        if self.span is None:
            return label
        return _("{label}, {first} to {last}").format(
            label=label, first=self.span.first.isoformat(), last=self.span.last.isoformat()
        )

    @property
    def counted(self) -> str:
        """Write the share as a factor: 4, or (4 + 16/31)."""
        whole = self.share - sum(Fraction(*part) for part in self.parts)
        terms = [count(whole)] if whole or not self.parts else []
        terms += [f"{above}/{below}" for above, below in self.parts]
        return terms[0] if len(terms) == 1 and not self.parts else f"({' + '.join(terms)})"


def by_months(law: LawOn, name: str, first: date, months: Decimal) -> tuple[Stretch, ...]:
    """Split months that run from a day by the figures in force.

    A month that a change falls into is divided by its calendar days: no rule says otherwise.
    """
    found: list[Stretch] = []
    for span, share in _months(first, exact(months)):
        pieces = tuple(_in_force(law, name, span))
        for piece, figure in pieces:
            part = (piece.days, span.days)
            cut = len(pieces) > 1
            of_month = share * Fraction(*part)
            parts = ((of_month.numerator, of_month.denominator),) if cut else ()
            if cut and share == 1:
                parts = (part,)
            _add(found, Stretch(figure, of_month, piece, parts))
    return _told(found)


def by_days(
    law: LawOn, name: str, first: date, days: Decimal, divisor: Decimal
) -> tuple[Stretch, ...]:
    """Split days that run from a day by the figures in force: working days of a month of 21.75.

    A holiday from Monday to Friday is paid, and counts.
    """
    calendar_days = divisor >= FULL_MONTH
    last, left = first - _DAY, int(days.to_integral_value(ROUND_CEILING))
    while left:
        last += _DAY
        left -= 1 if calendar_days else Span(last, last).weekdays
    found, rest = [], exact(days)
    for piece, figure in _in_force(law, name, Span(first, last)):
        here = min(rest, Fraction(piece.days if calendar_days else piece.weekdays))
        rest -= here
        if here:
            found.append(Stretch(figure, here, piece))
    return _told(found)


Split = Callable[[LawOn, str, date, Decimal], tuple[Stretch, ...]]
"""How months or days from a day on are split by a figure."""


def minimum_wages(
    inputs: Inputs, first: date | None, share: Decimal, split: Split = by_months
) -> tuple[Stretch, ...]:
    """Return the minimum wages of a time; one where it was typed or its days are unknown."""
    minimum = inputs.figure_needed(TYPED, MINIMUM)
    if not share or first is None or inputs.law_on is None or inputs.has(TYPED):
        return (Stretch(minimum, exact(share)),)
    return split(inputs.law_on, MINIMUM, first, share)


def undated(inputs: Inputs, months: Decimal) -> tuple[str, ...]:
    """Say that the minimum wage may have changed amid months whose first day nobody told."""
    law = inputs.law_on
    if law is None or inputs.has(TYPED, FIGURES_ON):
        return ()
    first = law.day - timedelta(days=ceil(min(months, Decimal(1200)) * 31))
    changes = [day for day in law.changes(MINIMUM, first, law.day) if _changed(law, MINIMUM, day)]
    if not changes:
        return ()
    asked = next(one.title for one in inputs.fields if one.name == FIGURES_ON)
    text = _(
        "The minimum wage changed on {changed}, and all months were measured by that of {day}. "
        "Enter “{fact}”: the months before the change are then counted apart."
    )
    return (text.format(changed=max(changes).isoformat(), day=law.day.isoformat(), fact=asked),)


def _changed(law: LawOn, name: str, day: date) -> bool:
    before, after = law.on(day - _DAY).find(name), law.on(day).find(name)
    return before is not None and after is not None and before.monthly != after.monthly


def _told(found: list[Stretch]) -> tuple[Stretch, ...]:
    """Name the days where there is more than one stretch."""
    return tuple(found) if len(found) > 1 else tuple(replace(one, span=None) for one in found)


def _months(first: date, months: Fraction) -> Iterator[tuple[Span, Fraction]]:
    whole, rest = divmod(months, 1)
    for number in range(int(whole)):
        yield Span(after_months(first, number), after_months(first, number + 1) - _DAY), Fraction(1)
    if rest:
        start = after_months(first, int(whole))
        length = (after_months(first, int(whole) + 1) - start).days
        yield Span(start, start + _DAY * (ceil(rest * length) - 1)), rest


def _in_force(law: LawOn, name: str, span: Span) -> Iterator[tuple[Span, Figure]]:
    starts = [span.first, *law.changes(name, span.first, span.last)]
    ends = [*(day - _DAY for day in starts[1:]), span.last]
    held: tuple[Span, Figure] | None = None
    for start, end in zip(starts, ends, strict=True):
        figure = law.on(start).find(name)
        if figure is None:
            raise NoFigure(law.on(start).lacking(KINDS[name]))
        if held and held[1] == figure:
            held = Span(held[0].first, end), figure
            continue
        if held:
            yield held
        held = Span(start, end), figure
    if held:
        yield held


def _add(found: list[Stretch], one: Stretch) -> None:
    """Add a stretch, or lengthen the last one where the same figure stays in force."""
    if not found or found[-1].figure != one.figure:
        found.append(one)
        return
    last = found[-1]
    span = Span(last.span.first, one.span.last) if last.span and one.span else None
    found[-1] = replace(
        last, share=last.share + one.share, span=span, parts=(*last.parts, *one.parts)
    )


def total(factors: Sequence[str], stretches: Sequence[Stretch]) -> str:
    """Write the sum of what each stretch gives: 100.00 × 4 + 300.00 × 2."""
    return " + ".join(
        f"{factor} × {one.counted}" for factor, one in zip(factors, stretches, strict=True)
    )
