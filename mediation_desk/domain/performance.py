"""Agreements in effect as the page of performance lists them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.domain.terms import Term
from mediation_desk.domain.tracks import Standing
from mediation_desk.i18n import N_


class PerformanceFilter(Term):
    """Which agreements in effect are listed."""

    ALL = "all", N_("Agreements in effect")
    WEEK = "week", N_("Due this week")
    OVERDUE = "overdue", N_("Something overdue")
    DEFAULT = "default", N_("Default on record")


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceLine:
    """One agreement in effect: what is owed, what is late, and when it is chased next.

    `next_due` is the earliest instalment in which something is owed; `duties` counts what
    is overdue besides money. `chase_by` is the last day to remind, or the day that the last
    reminder set.
    """

    case_id: int
    version: int
    number: str
    parties: str
    mediator: str
    standing: Standing
    next_due: date | None
    owed: Decimal
    overdue: Decimal
    this_week: Decimal
    duties: int
    reminded_on: date | None
    chase_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceFigures:
    """Over all agreements in effect: how many, what is owed, what is due and late."""

    in_effect: int
    owed: Decimal
    this_week: Decimal
    overdue_cases: int
    defaults: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceList:
    """The page at one moment; `more` says that there are agreements beyond those listed."""

    day: date
    figures: PerformanceFigures
    lines: tuple[PerformanceLine, ...]
    more: bool
