"""A province's scale of the lump sums on leaving after a work injury (一次性补助金)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from mediation_desk.i18n import _

Subsidy = Literal["medical", "employment"]
Base = Literal["pooling", "own", "fixed"]
"""What the numbers are: months of a wage, or sums in yuan."""


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
    base: Base
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
    own: bool = False
    """Whether the centre entered it itself."""

    @property
    def citation(self) -> str:
        """What prints as the table's source."""
        if not self.own:
            return self.document
        document = self.document or _("document number to be verified")
        return _("{document} (entered by the centre)").format(document=document)
