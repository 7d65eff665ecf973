"""The centre's own periods: how long new ones are, and how many days ahead the desk warns.

What the law fixes and what the parties agree is not the centre's to set.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from mediation_desk.domain.clock_register import ClockKind, Rank, kind, register
from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _

LONGEST = 365
MOST_ALARMS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class HousePeriod:
    """How the centre sets a period of its own: the length of new clocks, and when to warn."""

    kind: str
    length: int | None
    alarm_days: tuple[int, ...]


def editable(row: ClockKind) -> bool:
    """Say whether the centre sets this period itself; the law's and the parties' are not its."""
    return row.grade is Rank.HOUSE


def as_set(periods: Iterable[HousePeriod]) -> Mapping[str, ClockKind]:
    """Return the register with the centre's own lengths and alarms."""
    rows = dict(register())
    for period in periods:
        row = rows.get(period.kind)
        if row is not None and editable(row):
            backward = row.length is not None and row.length < 0
            length = period.length
            if length is not None and backward:
                length = -length
            rows[period.kind] = replace(
                row, length=row.length if length is None else length, alarm_days=period.alarm_days
            )
    return MappingProxyType(rows)


def period_problems(period: HousePeriod) -> Iterator[Problem]:
    """Check a period that the centre sets."""
    row = kind(period.kind)
    if not editable(row):
        text = _("“{name}” is not a period of the house and cannot be changed.")
        yield Problem("kind", text.format(name=row.title))
    if period.length is not None and not 1 <= period.length <= LONGEST:
        text = _("The length of a period of the house is a number of days from 1 to {most}.")
        yield Problem("length", text.format(most=LONGEST))
    if len(period.alarm_days) > MOST_ALARMS or any(
        not 0 <= day <= LONGEST for day in period.alarm_days
    ):
        text = _("Warn up to {n} times, each 0 to {most} days ahead.")
        yield Problem("alarm_days", text.format(n=MOST_ALARMS, most=LONGEST))
