"""The month's case log (案件登记台账) around its rows: heading, totals, definitions, progress.

Everything here speaks the language spoken around it; the writers speak Chinese.
"""

from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from mediation_desk.domain.adjusted import NO_ADJUSTMENTS, AdjustedBy, AdjustedCase, Adjustments
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.day_text import beijing, chinese_day
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.ledger import LedgerRow
from mediation_desk.domain.log_layout import REGISTER, Layout, Which
from mediation_desk.domain.period import Period
from mediation_desk.domain.void_numbers import VoidNumber
from mediation_desk.i18n import N_, _
from mediation_desk.reports.log_columns import Column, Format, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What tells one export from another: its number, who made it, when, and what for."""

    serial: str = ""
    by: str = ""
    at: datetime | None = None
    purpose: str = ""
    code: str = ""

    @property
    def line(self) -> str:
        """The marks as one line, empty without a number."""
        if not self.serial:
            return ""
        at = beijing(self.at).strftime("%Y-%m-%d %H:%M") if self.at else ""
        parts = [
            _("Export no. {serial}").format(serial=self.serial),
            _("Exported by {name} {at}").format(name=self.by, at=at).strip(),
        ]
        if self.purpose:
            parts.append(_("Purpose: {purpose}").format(purpose=self.purpose))
        if self.code:
            parts.append(_("Check code {code}").format(code=self.code))
        return _("; ").join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a log is of: centre, layout and period, and whether names and telephones are masked."""

    centre: str
    when: Period
    masked: bool = True
    layout: Layout = REGISTER
    marks: Marks = Marks()
    voids: tuple[VoidNumber, ...] = ()
    adjustments: Adjustments = NO_ADJUSTMENTS

    @property
    def title(self) -> str:
        """The log's title."""
        if self.layout is REGISTER:
            return _("{centre}: case log ({month})").format(centre=self.centre, month=self.period)
        return _("{centre}: {log} ({month})").format(
            centre=self.centre, log=self.layout.title, month=self.period
        )

    @property
    def period(self) -> str:
        """The period as a sheet's name and a title have it."""
        if self.layout.which is Which.FOUND:
            return _("as of {day}").format(day=chinese_day(self.when.last))
        return self.when.name

    @property
    def note(self) -> str:
        """The line below the title: from when to when, the unit, what is masked."""
        found = self.layout.which is Which.FOUND
        when = (Which.FOUND.label,) if found else (self.when.days, _("As of the last day"))
        parts = [
            *when,
            _("Amounts in yuan"),
            _("Names and telephones masked")
            if self.masked
            else _("Contains personal information, for internal use"),
        ]
        return _("; ").join(parts)


class Totals:
    """The last line of a log, added up while its rows go by."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self.rows = 0
        self._columns = columns
        self._sums: dict[int, int | Decimal] = {
            place: ZERO if column.format is Format.MONEY else 0
            for place, column in enumerate(columns)
            if column.summed
        }

    def add(self, cells: tuple[Value, ...]) -> None:
        """Add a row's cells."""
        self.rows += 1
        for place in self._sums:
            value = cells[place]
            assert isinstance(value, int | Decimal)
            self._sums[place] += value

    def cells(self) -> tuple[Value, ...]:
        """Return the totals in their columns; the first cell counts the cases."""
        count = _("{n} cases").format(n=self.rows)
        return tuple(
            count if place == 0 else self._sums.get(place) for place in range(len(self._columns))
        )

    @property
    def label(self) -> str:
        """What stands where rows have their number."""
        return _("Sum total")


_STIRRED = N_(
    "Cases listed: those registered, accepted or ended in the month, whose agreement took "
    "effect in it, or for which money was paid in it. Every value is as of the last day."
)


def definitions(layout: Layout = REGISTER) -> tuple[str, ...]:
    """Return what the columns count, to be printed under the log (procedure.md 6.2)."""
    listed = (
        _(_STIRRED)
        if layout.which is Which.STIRRED
        else _("Cases listed: {which}. Every value is as of the last day.").format(
            which=layout.which.label
        )
    )
    return (
        listed,
        _("A group case (ten workers or more, with ten included) counts as one case."),
        *(
            (_("An agreement bears the number of its case."),)
            if "agreement" in layout.columns
            else ()
        ),
        _("The amount claimed and the amount agreed are counted separately."),
        _(
            "The amount performed is money that has reached the workers; losses recovered for "
            "workers are counted by it."
        ),
        _("Hearings are those opened up to the last day."),
        _(
            "Days taken are calendar days to the end of the case from its acceptance, "
            "or from registration where it was not accepted."
        ),
        _("Enquiries and applications not accepted are not among cases accepted."),
    )


def numbered_definitions(layout: Layout = REGISTER) -> tuple[str, ...]:
    """Return the definitions with their numbers."""
    return tuple(f"{number}. {text}" for number, text in enumerate(definitions(layout), 1))


def void_lines(heading: Heading) -> tuple[str, ...]:
    """Return the numbers of the period that count no more, with their reasons, under a title.

    So no number is missing in the sequence unexplained (procedure.md 5.2).
    """
    lines = tuple(
        _("{number}: registered {received}, voided {day} by {name}; reason: {reason}").format(
            number=void.number,
            received=void.received_on.isoformat(),
            day=void.voided_on.isoformat(),
            name=void.voided_by,
            reason=void.reason,
        )
        for void in heading.voids
    )
    return (_("Void numbers (not counted among the cases)"), *lines) if lines else ()


def adjustment_lines(heading: Heading) -> tuple[str, ...]:
    """Return what the period carries of corrections to locked ones, case by case, under a title.

    A locked period is never changed silently (procedure.md 6.3): here stands what was reported of
    each case, what it is, and why.
    """
    held = heading.adjustments
    lines = tuple(map(_adjusted, held.cases))
    if held.imported:
        said = _("{n} more cases of former years came in with a ledger; they are no corrections.")
        lines += (said.format(n=held.imported),)
    title = _("Corrections of earlier, locked periods (counted in this period's adjustment)")
    return (title, *lines) if lines else ()


def _adjusted(one: AdjustedCase) -> str:
    figures = (
        _("{figure}: {was} → {now}").format(figure=f.name, was=f.was, now=f.now)
        for f in one.figures
    )
    said = _("{number} ({period}): {figures}. {why}").format(
        number=one.number,
        period=one.period.name,
        figures=_("; ").join(figures),
        why=_("; ").join(map(_why, one.acts)),
    )
    return said.strip()


def _why(act: AdjustedBy) -> str:
    who = _("{name}, {day}").format(name=act.name, day=act.day.isoformat())
    return _("Reason: {reason} ({who})").format(reason=act.reason, who=who) if act.reason else who


def closing_lines(heading: Heading) -> tuple[str, ...]:
    """Return what is printed under a log: corrections, void numbers, definitions, its marks."""
    marks = (heading.marks.line,) if heading.marks.line else ()
    notes = (_("Notes"), *numbered_definitions(heading.layout))
    return (*adjustment_lines(heading), *void_lines(heading), *notes, *marks)


Progress: TypeAlias = Callable[[int, int], object]
"""Told how many rows are done of how many (0 if unknown); it stops by False or an exception."""

_PER_REPORT = 200


def told(rows: Iterable[LedgerRow], progress: Progress | None) -> Iterator[LedgerRow]:
    """Pass rows on, telling the progress now and then."""
    total = len(rows) if isinstance(rows, Sized) else 0
    for done, row in enumerate(rows):
        if done % _PER_REPORT == 0:
            _tell(progress, done, total)
        yield row
    _tell(progress, total, total)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None and progress(done, total) is False:
        raise DeskError(_("Cancelled. Nothing was left behind."))
