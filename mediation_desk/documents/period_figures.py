"""How the figures of a period are written in its text reports, and compared in words."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from mediation_desk.documents import words
from mediation_desk.domain.money import figures
from mediation_desk.domain.small_numbers import HIDDEN
from mediation_desk.domain.statistics import Value

NONE = "无"


def change(now: Value, then: Value, unit: str, what: str) -> str:
    """Say how a figure stands to an earlier one, in words."""
    if HIDDEN in (now, then):
        return f"与{what}不作比较"
    ours, theirs = as_number(now), as_number(then)
    if ours == theirs:
        return f"与{what}持平"
    verb, by = ("增加", "增长") if ours > theirs else ("减少", "下降")
    difference = abs(ours - theirs)
    shown = figures(difference) if unit == "元" else f"{int(difference):,}"
    told = f"比{what}{verb}{shown}{unit}"
    return f"{told}，{by}{percent(difference / theirs)}" if theirs else told


def rate(now: Value, then: Value) -> str:
    """Write the change of a figure in per cent, 无 where there is nothing to compare with."""
    if HIDDEN in (now, then):
        return HIDDEN
    theirs = as_number(then)
    if not theirs:
        return NONE
    part = (as_number(now) - theirs) / theirs
    return f"+{percent(part)}" if part > 0 else percent(part)


def percent(value: Decimal) -> str:
    """Write a share in per cent with one decimal."""
    return f"{(value * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def as_number(value: Value) -> Decimal:
    """Return a value as a number; nothing counts as nought."""
    return value if isinstance(value, Decimal) else Decimal(str(value or 0))


def text(value: Value, *, share: bool = False) -> str:
    """Write a value of a table."""
    match value:
        case None:
            return NONE if share else ""
        case Decimal():
            return percent(value) if share else figures(value)
        case date():
            return words.short_day(value, "")
        case int():
            return f"{value:,}"
    return value
