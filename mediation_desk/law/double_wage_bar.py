"""Over which days double wage fell due, for the year of limitation (compensation.md §3.4).

Whether that year runs from the end of the whole time, month by month or day by day differs by
place: the strictest of what the centre follows begins it for the first of these days, and for the
last of them all ways begin it alike.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from mediation_desk.domain.claims import ClaimKind, Employment, Stated
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.money import ZERO
from mediation_desk.domain.regional import AFTER_EXPIRY, LIMITATION_COUNTING
from mediation_desk.law.claims import KINDS
from mediation_desk.law.double_wage import Unsigned, window
from mediation_desk.law.double_wage_limitation import Counting
from mediation_desk.law.fields import Field
from mediation_desk.law.given import given
from mediation_desk.law.readers import READERS
from mediation_desk.law.time_bar import Period
from mediation_desk.law.wage_period import Span, after_months

_DAY = timedelta(days=1)
_WITHOUT_DAYS = frozenset({"month_amounts", "months_given", "no_contract_because"})
"""Answers that take the place of the days, or by which nothing is due."""


def period(work: Employment, stated: Stated, house: Mapping[str, str], on: date) -> Period | None:
    """Return the days of double wage up to a day, if the worker's facts tell any."""
    inputs = given(ClaimKind.DOUBLE_WAGE.value, work, stated).inputs
    if _WITHOUT_DAYS & {name for name, told in inputs.items() if told}:
        return None
    signed, ended, expired = _days(
        inputs, "contract_signed_date", "employment_end", "contract_expired_on"
    )
    start = _start(inputs)
    if start is None or start > on:
        return None
    after = inputs.get("after_expiry") or house.get(AFTER_EXPIRY.option.name)
    facts = Unsigned(
        start=start,
        wage=ZERO,
        signed=signed,
        ended=min(ended or on, on),
        no_grace=bool(expired) and after == "next_day",
    )
    span = window(facts)
    if span is None:
        return None
    way = inputs.get("limitation_counting") or house.get(LIMITATION_COUNTING.option.name)
    return Period(first=span.first, last=span.last, begin=_begin(start, span, str(way)))


def begun(work: Employment, stated: Stated) -> date | None:
    """Return the first day of work without a contract: before it nothing of double wage is due."""
    return _start(given(ClaimKind.DOUBLE_WAGE.value, work, stated).inputs)


def _start(inputs: Mapping[str, object]) -> date | None:
    hired, expired = _days(inputs, "hire_date", "contract_expired_on")
    return expired + _DAY if expired else hired


def _days(inputs: Mapping[str, object], *names: str) -> Iterator[date | None]:
    fields = {field.name: field for field in KINDS[ClaimKind.DOUBLE_WAGE.value].fields}
    return (_read(fields[name], inputs.get(name)) for name in names)


def _read(field: Field, told: object) -> date | None:
    try:
        day = READERS[field.shape](field, told) if told else None
    except DeskError:
        return None  # the sum says what is wrong with it
    return day if isinstance(day, date) else None


def _begin(start: date, span: Span, way: str) -> date:
    """Return the day from which the year of the first days runs by a way of counting."""
    if way == Counting.WHOLE:
        return span.last
    if way == Counting.BY_MONTH:
        ends = (after_months(start, number) - _DAY for number in range(1, 13))
        return min(next(end for end in ends if end >= span.first), span.last)
    return span.first
