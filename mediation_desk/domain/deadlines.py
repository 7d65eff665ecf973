"""When a period ends: a clock of the register, set going on a day."""

from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.clock_register import ClockKind, Rank, Unit, kind, register
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.working_days import (
    Calendar,
    CalendarYear,
    add_days,
    add_months,
    add_working_days,
    add_years,
    load_calendars,
    on_or_after,
)
from mediation_desk.i18n import _

__all__ = [
    "Calendar",
    "CalendarYear",
    "ClockKind",
    "Due",
    "Rank",
    "Unit",
    "add_days",
    "add_months",
    "add_working_days",
    "add_years",
    "due",
    "kind",
    "load_calendars",
    "on_or_after",
    "register",
]


@dataclass(frozen=True, slots=True)
class Due:
    """The end of a period: as counted, and moved to a working day.

    Alarms look at `raw_due`; the period is missed only after `due`. `provisional` says that
    the year's notice of days off is not known yet.
    """

    start: date
    raw_due: date
    due: date
    basis: str
    provisional: bool


def due(clock_id: str, start: date, calendar: Calendar, length: int | None = None) -> Due:
    """Return when the clock that starts on a day runs out; an agreed length must be given."""
    clock = kind(clock_id)
    number = _length(clock, length)
    if clock.unit is Unit.WORKING:
        raw = end = add_working_days(start, number, calendar)
        touched = range(min(start, end).year, max(start, end).year + 1)
    else:
        raw = add_years(start, number) if clock.unit is Unit.YEARS else add_days(start, number)
        end = on_or_after(raw, calendar)
        touched = range(raw.year, end.year + 1)
    provisional = not all(calendar.known(year) for year in touched)
    return Due(start, raw, end, clock.basis, provisional)


def _length(clock: ClockKind, length: int | None) -> int:
    """Return the length to count, or refuse one that the rule does not allow."""
    if length is None:
        if clock.length is None:
            raise DeskError(
                _("The length of “{name}” is agreed in each case. Please give it.").format(
                    name=clock.title
                )
            )
        return clock.length
    fixed = clock.length is not None and (clock.grade == "law" or clock.length == 0)
    if fixed and length not in (clock.length, *clock.others):
        raise DeskError(
            _("The length of “{name}” is fixed: {lengths} {unit}.").format(
                name=clock.title,
                lengths=" / ".join(str(n) for n in (clock.length, *clock.others)),
                unit=clock.unit.label,
            )
        )
    if length == clock.length:
        return length
    if not 1 <= length <= 3650:
        raise DeskError(_("The length of a period is a number of days from 1 to 3650."))
    backward = clock.length is not None and clock.length < 0
    return -length if backward else length
