"""What a change of the centre's own figures does to open cases, shown before it is taken."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.journal import Entry
from mediation_desk.domain.money import FEN, LIMIT, ZERO
from mediation_desk.i18n import _

EARLIEST = date(1994, 1, 1)
"""Sums are of days from 1995-01-01 on (Labour Law); the figures of that day are no older."""
LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """Figures that the centre enters, and own ones that go, by key; a correction is both.

    `answers` are those to the questions that places answer differently, by the option's name.
    """

    added: tuple[OwnFigure, ...] = ()
    removed: frozenset[int] = frozenset()
    answers: tuple[tuple[str, str], ...] = ()

    def applied(self, own: Iterable[OwnFigure]) -> tuple[OwnFigure, ...]:
        """Return the centre's own figures as they will be."""
        return (*(figure for figure in own if figure.id not in self.removed), *self.added)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEffect:
    """An open case whose sums change: how many workers, and the sums that change in all.

    `lacking` counts sums that can no longer be computed, which were `lost` altogether: no sum is
    not nothing, so the difference leaves them out. `gained` counts those that now can. `unsettled`
    counts sums that do not stand after the change for what `waits_for` names, and did before.
    """

    case_id: int
    number: str
    respondent: str
    workers: int = 0
    before: Decimal = Decimal("0.00")
    after: Decimal = Decimal("0.00")
    lacking: int = 0
    lost: Decimal = Decimal("0.00")
    gained: int = 0
    unsettled: int = 0
    waits_for: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal:
        """How much more the law gives afterwards, less than nothing where it gives less."""
        return self.after - self.before

    @property
    def only_lacking(self) -> bool:
        """Say whether all that changes can no longer be computed, so that nothing differs."""
        return bool(self.lacking) and not self.before and not self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEffect:
    """What a change does: the cases that change, and every open case that was looked at."""

    change: FigureChange
    cases: tuple[CaseEffect, ...]
    seen: Mapping[int, int]

    @property
    def difference(self) -> Decimal:
        """The differences of all cases together."""
        return sum((case.difference for case in self.cases), ZERO)

    @property
    def unsettled(self) -> int:
        """How many of the sums that change do not stand afterwards, though they did before."""
        return sum(case.unsettled for case in self.cases)

    @property
    def waits_for(self) -> tuple[str, ...]:
        """What those sums wait for, each once."""
        return tuple(dict.fromkeys(text for case in self.cases for text in case.waits_for))


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What a change enters and what goes: figures, and settings by name as before and after it.

    A setting that is as it ships has None.
    """

    entered: tuple[OwnFigure, ...] = ()
    gone: tuple[OwnFigure, ...] = ()
    settings: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureStep:
    """The last change of figures or rules that stands: undoing takes it back, then the one before.

    `sums` counts what was computed anew with it and goes back too.
    """

    entry: Entry
    differences: Differences
    sums: int


def figure_problems(figure: OwnFigure, today: date) -> Iterator[Problem]:
    """Check what somebody enters as a figure, by hand or from a file.

    A figure that was issued already may be entered before it comes into force, through next year.
    """
    if not figure.name:
        yield Problem("name", _("Choose which figure this is."))
    if not figure.value.is_finite() or figure.value <= 0:
        yield Problem("value", _("A figure must be above zero."))
    elif figure.value >= LIMIT:
        yield Problem("value", _("This figure is too large. Please check it."))
    elif figure.value % FEN:
        yield Problem("value", _("At most two decimals."))
    if figure.since < EARLIEST:
        yield too_early("since", EARLIEST)
    elif figure.since.year > today.year + 1:
        yield Problem("since", _("This day lies too far in the future. Please check it."))
    if figure.until and figure.until < figure.since:
        yield Problem("until", _("The last day lies before the first day."))
    if figure.checked_on and figure.checked_on > today:
        yield Problem("checked_on", _("This day lies in the future."))
    for name in ("document", "issued_by", "note"):
        if len(getattr(figure, name)) > LONGEST:
            text = _("At most {n} characters.").format(n=LONGEST)
            yield Problem(name, text)


def too_early(field: str, earliest: date) -> Problem:
    """Refuse a day of force before which nothing is computed."""
    text = _("No sum rests on a figure from before {day}. Please check the year.")
    return Problem(field, text.format(day=earliest.isoformat()))
