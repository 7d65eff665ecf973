"""Months and days of pay that lie before joining or after leaving: looked at, never refused."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from mediation_desk.domain.claims import Employment, Stated
from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _
from mediation_desk.law.fact_texts import day_in, number_in
from mediation_desk.law.facts import facts
from mediation_desk.law.wage_period import Span, after_months

_DAY = timedelta(days=1)
_LONGEST = Decimal(1200)
GAP, SICK, DEDUCTION = "min_wage_gap", "sick_pay", "wage_deduction_cap"
"""The kinds that count pay of the employment from a day on."""


def outside_employment(work: Employment, stated: Stated, *kinds: str) -> Iterator[Problem]:
    """Find of these kinds what is counted outside of the employment, at the fact of its day."""
    for kind in kinds:
        name = f"{kind}.figures_on"
        span = _span(kind, stated, day_in(stated, name))
        if span is None:
            continue
        title = facts()[name].title
        if kind == DEDUCTION and work.hired_on and span.last < work.hired_on:
            yield Problem(name, _before(title, span.last, work.hired_on))
        elif kind != DEDUCTION and work.hired_on and span.first < work.hired_on:
            yield Problem(name, _before(title, span.first, work.hired_on))
        ends = span.first if kind == DEDUCTION else span.last
        if work.left_on and ends > work.left_on:
            text = _(
                "{fact}: what is counted from it reaches to {last}, after the last day worked, "
                "{left}. Please check."
            )
            last, left = span.last.isoformat(), work.left_on.isoformat()
            yield Problem(name, text.format(fact=title, last=last, left=left))


def _before(title: str, day: date, hired: date) -> str:
    text = _("{fact}: {day} lies before the day of joining, {hired}. Please check.")
    return text.format(fact=title, day=day.isoformat(), hired=hired.isoformat())


def _span(kind: str, stated: Stated, first: date | None) -> Span | None:
    """Return the days that are counted, no more of them than surely are."""
    if first is None:
        return None
    if kind == DEDUCTION:
        began = first.replace(day=1)
        return Span(began, after_months(began, 1) - _DAY)
    length = number_in(stated, f"{kind}.months" if kind == GAP else f"{kind}.days")
    if not length or not 0 < length < _LONGEST:
        return Span(first, first)
    if kind == SICK:
        return Span(first, first + _DAY * (int(length.to_integral_value(ROUND_CEILING)) - 1))
    whole, rest = divmod(length, 1)
    end = after_months(first, int(whole)) - _DAY
    return Span(first, end + _DAY * int(rest * 28))
