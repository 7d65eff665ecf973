"""How values, thresholds and reasons of risk read, in the window and on paper."""

from decimal import Decimal

from mediation_desk.domain.money import figures
from mediation_desk.domain.risk import Level
from mediation_desk.domain.risk_indicators import Indicator, Limits, Reason, indicator
from mediation_desk.i18n import _


def number(value: Decimal, row: Indicator) -> str:
    """Write a value of an indicator as people read it."""
    if row.flag:
        return _("yes") if value else _("no")
    return figures(value) if row.money else plain(value)


def plain(value: Decimal) -> str:
    """Write a number without zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def found(reason: Reason) -> str:
    """Say what was found."""
    return number(reason.value, indicator(reason.key))


def threshold(reason: Reason) -> str:
    """Say from which value the level counts."""
    row = indicator(reason.key)
    if row.flag:
        return _("as soon as it is so")
    limit = number(reason.limit, row)
    return _("above {value}").format(value=limit) if row.above else f"≥ {limit}"


def limits_line(held: Limits, row: Indicator) -> str:
    """Tell the thresholds of an indicator in a line."""
    sign = ">" if row.above else "≥"
    told = [
        f"{level.label} {sign} {plain(limit) if row.flag else number(limit, row)}"
        for level in Level
        if (limit := held.of(level)) is not None
    ]
    return _("; ").join(told) if told else _("off")


def reasons_line(reasons: tuple[Reason, ...]) -> str:
    """Tell why, in a line: each indicator with what was found."""
    told = []
    for reason in reasons:
        row = indicator(reason.key)
        text = row.title if row.flag else f"{row.title} {found(reason)}"
        told.append(_("{text} (new)").format(text=text) if reason.fresh else text)
    return _("; ").join(told)
