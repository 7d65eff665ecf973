"""Numbers that people type, read by what they count: a sum, months, days, years, a percentage."""

import re
from decimal import Decimal

from mediation_desk.domain import money
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

_WIDE = str.maketrans("０１２３４５６７８９．，％－\u3000", "0123456789.,%- ")
_WRITTEN = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(个月|月|年|天|日|%)?")
_PLACES = Decimal("0.01")


class Measure(Term):
    """What a number counts, as it stands beside it."""

    YUAN = "yuan", N_("yuan")
    MONTHS = "months", N_("months")
    WHOLE_MONTHS = "whole_months", N_("months")
    DAYS = "days", N_("days")
    YEARS = "years", N_("years")
    PERCENT = "percent", N_("%")


_SIGNS = {
    Measure.MONTHS: ("个月", "月"),
    Measure.WHOLE_MONTHS: ("个月", "月"),
    Measure.DAYS: ("天", "日"),
    Measure.YEARS: ("年",),
    Measure.PERCENT: ("%",),
}
"""What may be typed behind a number."""
_WHOLE = frozenset({Measure.WHOLE_MONTHS, Measure.YEARS, Measure.PERCENT})
_UNREAD = {
    Measure.MONTHS: N_("“{text}” is not a number of months. Write it as 12 or 4.5."),
    Measure.WHOLE_MONTHS: N_("“{text}” is not a whole number of months. Write it as 12."),
    Measure.DAYS: N_("“{text}” is not a number of days. Write it as 250 or 21.75."),
    Measure.YEARS: N_("“{text}” is not a whole number of years. Write it as 5."),
    Measure.PERCENT: N_("“{text}” is not a whole percentage. Write it as 20."),
}


def parse(text: str, measure: Measure) -> Decimal:
    """Read what a person typed, or refuse it with a sentence that names what it counts."""
    if measure is Measure.YUAN:
        return money.parse(text)
    plain = text.strip().translate(_WIDE).strip()
    found = _WRITTEN.fullmatch(plain) if len(plain) <= 40 else None
    number = Decimal(found[1]) if found else None
    fits = found is not None and (not found[2] or found[2] in _SIGNS[measure])
    smallest = Decimal(1) if measure in _WHOLE else _PLACES
    if number is None or not fits or number % smallest:
        shown = text if len(text) <= 30 else text[:30] + "…"
        raise DeskError(_(_UNREAD[measure]).format(text=shown))
    return number


def written(number: Decimal, measure: Measure) -> str:
    """Write a number as it is left in its field: a sum as 1,200.00, all else as 4.5 or 12."""
    if measure is Measure.YUAN:
        return money.figures(number)
    return f"{number:f}".rstrip("0").rstrip(".") if number % 1 else f"{int(number)}"
