"""A text report of a period (工作报告): its figures, those compared with, tables and pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mediation_desk.domain.period import Span
from mediation_desk.domain.statistics import MonthBook, Value

MONTHLY, ANNUAL = "HS-22", "HS-23"
"""The forms of the report: of a month, quarter or half-year; of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A figure beside that of the period before, a year earlier, and of the year so far."""

    now: Value
    before: Value
    year_before: Value
    year_so_far: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReport:
    """What a text report is made from; `compared` and `figures` are by the key of the measure.

    `months` are accepted, ended and settled of the twelve months to the period's last day.
    """

    book: MonthBook
    compared: Mapping[str, Compared] = field(default_factory=dict)
    figures: Mapping[str, Value] = field(default_factory=dict)
    months: tuple[tuple[str, int, int, int], ...] = ()
    withheld: frozenset[str] = frozenset()
    """The pictures, by code, that are not given to others: a small number could be read off."""
    serial: str = ""
    on: date

    @property
    def form(self) -> str:
        """The form that the report is printed on."""
        return ANNUAL if self.book.period.span is Span.YEAR else MONTHLY
