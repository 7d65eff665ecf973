"""A case by which a locked period differs today, as the log of a later one lists it (调整明细)."""

from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.period import Period


@dataclass(frozen=True, slots=True)
class AdjustedFigure:
    """A figure of the case in the period: what was reported, and what it is."""

    name: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedBy:
    """An act that corrected the case: who, when, and the reason as far as one was given."""

    day: date
    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedCase:
    """A case with its figures of a locked period, and the acts by which they changed."""

    number: str
    period: Period
    figures: tuple[AdjustedFigure, ...]
    acts: tuple[AdjustedBy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustments:
    """What a period carries of corrections to earlier, locked ones, case by case."""

    cases: tuple[AdjustedCase, ...] = ()
    imported: int = 0
    """Cases of former years that came in with a ledger since: no corrections, only counted."""


NO_ADJUSTMENTS = Adjustments()
