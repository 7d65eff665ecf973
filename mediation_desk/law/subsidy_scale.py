"""A province's scale of the lump sums on leaving after a work injury (一次性补助金)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Subsidy = Literal["medical", "employment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """How a subsidy falls near retirement: `percent` for each year short of `years`.

    `started` counts a year short as soon as it has begun; `least` is the smallest percentage
    that stays; `retired` names the subsidies that a person of retirement age does not get.
    """

    of: frozenset[Subsidy]
    years: int
    percent: int
    started: bool
    least: int
    retired: frozenset[Subsidy]

    def stays(self, subsidy: Subsidy, years_left: Decimal) -> int:
        """Return the percentage that stays with so many years to retirement."""
        if years_left <= 0:
            return 0 if subsidy in self.retired else 100
        if subsidy not in self.of or years_left >= self.years:
            return 100
        begun = self.years - int(years_left)
        short = begun if self.started else int(self.years - years_left)
        return max(100 - self.percent * short, self.least)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyScale:
    """Months (or fixed yuan) of the medical and the employment subsidy by grade, 5 to 10."""

    place: str
    since: date
    base: Literal["pooling", "own", "fixed"]
    medical: Mapping[int, Decimal]
    employment: Mapping[int, Decimal]
    reduction: Reduction | None = None
    occupational_percent: int = 0
    occupational_months: int = 0
    document: str = ""
    seen: str = ""
    checked_on: date | None = None
    confidence: str = ""
    note: str = ""
