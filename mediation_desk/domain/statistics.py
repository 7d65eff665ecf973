"""The month's reports as values: tables whose numbers know the cases behind them (统计报表)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from mediation_desk.domain.period import Period

Value: TypeAlias = str | int | Decimal | date | None


class Shape(Enum):
    """How the values of a column read."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    DAY = "day"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its title and how its values read; shares are fractions."""

    title: str
    shape: Shape = Shape.COUNT
    width: float = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What opens a number: a measure narrowed to some keys of a dimension, or the cases themselves.

    `period` is set where the number is of another period than the report's. A rate has the
    measures that it is made of, with "+" between them. `adjusts` tells a number that corrects
    earlier, locked periods ("only"), or one of this period with those corrections ("with").
    """

    measure: str = ""
    dimension: str = ""
    keys: tuple[str, ...] = ()
    cases: tuple[int, ...] = ()
    period: Period | None = None
    adjusts: str = ""
    employer: str = ""
    """Set where it is the cases of an employer in the twelve months, and those in arrears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """The cases that a number counts: those that may be seen, and how many others there are."""

    cases: tuple[int, ...] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row: its label, its values under the heads after the first, and what is behind each."""

    label: str
    values: tuple[Value, ...]
    behind: tuple[Behind | None, ...] = ()
    total: bool = False
    shapes: tuple[Shape, ...] = ()
    """Set where the rows of one column differ in kind, as in a table of measures."""
    adjusts: bool = False
    """Corrects earlier, locked periods, or adds such corrections to a total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A table of the month: code and title, heads, rows, and the definitions printed under it."""

    code: str
    title: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    """Who signs under the table; there is a line for each."""


class Kind(Enum):
    """How a picture is drawn."""

    COLUMNS = "columns"
    BARS = "bars"
    SPREAD = "spread"
    TILES = "tiles"


@dataclass(frozen=True, slots=True)
class Series:
    """Values of a picture; of a spread: least, first quarter, middle, third quarter, most."""

    name: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the period: what stands at its axis, its series, and what it is counted by."""

    code: str
    title: str
    kind: Kind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    money: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """An identity that must hold; the cases in `wrong` break it.

    It is `broken` also where its figures do not add up and no single case is the reason.
    """

    text: str
    wrong: tuple[int, ...] = ()
    broken: bool = False

    @property
    def holds(self) -> bool:
        """Say whether it holds."""
        return not self.wrong and not self.broken


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBook:
    """All reports of a period, with the identities checked and whether it is locked."""

    centre: str
    period: Period
    reports: tuple[Report, ...]
    checks: tuple[Check, ...] = ()
    locked_on: date | None = None
    locked_by: str = ""
    changed: tuple[int, ...] = ()
    """Cases of a locked period that were corrected since."""
    said: str = ""
    """What is said of the whole book below each title: whose figures lack, what is claimed."""
    imported: tuple[int, ...] = ()
    """Cases of former years in it that came in with a ledger since: no corrections."""
    lockable: bool = True
    """Off for lists that no supervisor locks."""
    least: int = 0
    """Set where figures below it are hidden, as in what is given to others."""
    listed: Mapping[str, Value] = field(default_factory=dict)
    """How many lines the lists have that are left out then, by their code."""

    def report(self, code: str) -> Report:
        """Return a report by its code; a missing one is a bug (KeyError)."""
        for report in self.reports:
            if report.code == code:
                return report
        raise KeyError(code)
