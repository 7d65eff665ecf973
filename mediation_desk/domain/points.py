"""Points for mediators (工作考评): the centre's own standard, dated, and what files earn by it.

No rule fixes points, weights or sums: each standard is the centre's own and counts only once the
supervisor has taken it over. What happened on a day is counted by the standard of that day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.money import ZERO, half_up
from mediation_desk.domain.period import Period
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

ONE = Decimal("1.00")
_MOST = Decimal("1000000")


class Ground(Term):
    """What a file earns points for, each once, on its own day (计分项)."""

    LEVEL = "level", N_("Points for the level")
    GROUP = "group", N_("Points for the size")
    OUTCOME = "outcome", N_("Points for the outcome")
    VISIT = "visit", N_("Points for the follow-up visit")
    PERFORMED = "performed", N_("Points for full performance")


AT_THE_END = (Ground.LEVEL, Ground.GROUP, Ground.OUTCOME)
"""Grounds that count on the day on which the case ended."""


class Ended(Term):
    """How a case ended, as the month's reports count it."""

    AGREED = "agreed", N_("Agreement reached")
    RECONCILED = "reconciled", N_("Reconciled between the parties")
    FAILED = "failed", N_("No agreement reached")
    WITHDRAWN = "withdrawn", N_("Withdrawn by the applicant")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLevel:
    """A level of files: its points, its weight in the caseload, and which files have it.

    A file has it from so many workers or from so much claimed; with neither, only as the first
    level, which is everybody's, or where the supervisor says so.
    """

    name: str
    points: Decimal = ONE
    weight: Decimal = ONE
    from_workers: int = 0
    from_claimed: Decimal = ZERO

    def holds(self, workers: int, claimed: Decimal) -> bool:
        """Say whether a file has the level by its workers or by what is claimed."""
        return bool(
            (self.from_workers and workers >= self.from_workers)
            or (self.from_claimed and claimed >= self.from_claimed)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Points for a file of a group of so many workers or more."""

    from_workers: int
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A standard of points from a day on (计分标准); it counts once somebody has taken it over."""

    id: int = 0
    version: int = 0
    since: date
    basis: str = ""
    yuan_per_point: Decimal = ZERO
    levels: tuple[FileLevel, ...]
    bands: tuple[Band, ...] = ()
    outcomes: Mapping[Ended, Decimal] = field(default_factory=dict)
    visit: Decimal = ZERO
    performed: Decimal = ZERO
    taken_over_on: date | None = None
    taken_over_by: str = ""

    def level(self, workers: int, claimed: Decimal, graded: str = "") -> FileLevel:
        """Return the level of a file: as the supervisor set it, else the highest that it has."""
        for one in self.levels:
            if graded and one.name == graded:
                return one
        found = [one for one in self.levels[1:] if one.holds(workers, claimed)]
        return found[-1] if found else self.levels[0]

    def band(self, workers: int) -> Band | None:
        """Return the band of a group of so many workers."""
        held = [one for one in self.bands if workers >= one.from_workers]
        return max(held, key=lambda one: one.from_workers, default=None)


def example(since: date) -> Standard:
    """Return a neutral example: every file one point, no money; the centre puts in its own."""
    names = (N_("Simple"), N_("Ordinary"), N_("Complex"), N_("Grave"))
    return Standard(since=since, levels=tuple(FileLevel(name=_(name)) for name in names))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What points of a case are counted from."""

    case_id: int
    number: str
    mediator_id: int | None
    workers: int
    claimed: Decimal
    accepted_on: date
    ended_on: date | None = None
    ended: Ended | None = None
    """How it ended, where that was in the period asked for; so are the two days that follow."""
    visited_on: date | None = None
    performed_on: date | None = None
    graded: str = ""

    def open_on(self, day: date) -> bool:
        """Say whether the case was accepted and had not ended at the end of a day."""
        return self.accepted_on <= day and (self.ended_on is None or self.ended_on > day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Points that a mediator earned with a file on a day, and for what."""

    mediator_id: int
    case_id: int
    number: str
    ground: Ground
    day: date
    what: str
    points: Decimal
    yuan: Decimal

    @property
    def key(self) -> tuple[int, int, Ground]:
        """What is paid once: mediator, case and ground."""
        return self.mediator_id, self.case_id, self.ground


def in_force(standards: Sequence[Standard], day: date) -> Standard | None:
    """Return the standard that counts on a day: the latest taken over that began by then."""
    held = [one for one in standards if one.taken_over_on is not None and one.since <= day]
    return max(held, key=lambda one: one.since, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The standards that held when a period was locked; None of a lock that kept none yet."""

    period: Period
    locked_on: date
    standards: tuple[Standard, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """Which standard counts on which day: on days that are locked, as it was at their lock.

    `held` has the locks in the order in which they were made: a day that several of them hold,
    as of a month and of its year, keeps what it was counted by first.
    """

    now: tuple[Standard, ...]
    held: tuple[Held, ...] = ()

    def on(self, day: date) -> Standard | None:
        """Return the standard by which a day is counted."""
        for one in self.held:
            if one.standards is not None and one.period.holds(day):
                return in_force(one.standards, day)
        return in_force(self.now, day)

    def lock_of(self, period: Period) -> Held | None:
        """Return the lock of a period with what it kept, None where it is not locked."""
        return next((one for one in self.held if one.period == period), None)

    def used(self, period: Period) -> tuple[tuple[date, Standard], ...]:
        """Return the standards that count in a period, each with the day from which it does."""
        begins = {period.first} | {one.since for one in self.now}
        for held in self.held:
            begins |= {held.period.first, held.period.last + timedelta(days=1)}
            begins |= {one.since for one in held.standards or ()}
        found: list[tuple[date, Standard]] = []
        for day in sorted(day for day in begins if period.holds(day)):
            standard = self.on(day)
            if standard is not None and (not found or found[-1][1] != standard):
                found.append((standard.since if day == period.first else day, standard))
        return tuple(found)


def earned(facts: FileFacts, standards: Standards) -> Iterator[Point]:
    """Return the points of a file, each by the standard of its own day."""
    if facts.mediator_id is None:
        return
    for ground, day in _events(facts):
        standard = standards.on(day)
        if standard is None:
            continue
        what, points = _points(ground, facts, standard)
        if points:
            yield Point(
                mediator_id=facts.mediator_id,
                case_id=facts.case_id,
                number=facts.number,
                ground=ground,
                day=day,
                what=what,
                points=points,
                yuan=half_up(points * standard.yuan_per_point),
            )


def _events(facts: FileFacts) -> Iterator[tuple[Ground, date]]:
    if facts.ended_on is not None and facts.ended is not None:
        for ground in AT_THE_END:
            yield ground, facts.ended_on
    if facts.visited_on is not None:
        yield Ground.VISIT, facts.visited_on
    if facts.performed_on is not None:
        yield Ground.PERFORMED, facts.performed_on


def _points(ground: Ground, facts: FileFacts, standard: Standard) -> tuple[str, Decimal]:
    """Return what a ground is called and what it earns."""
    match ground:
        case Ground.LEVEL:
            level = standard.level(facts.workers, facts.claimed, facts.graded)
            return level.name, level.points
        case Ground.GROUP:
            band = standard.band(facts.workers)
            text = _("{n} workers").format(n=facts.workers)
            return text, band.points if band else ZERO
        case Ground.OUTCOME:
            assert facts.ended is not None
            return facts.ended.label, standard.outcomes.get(facts.ended, ZERO)
        case Ground.VISIT:
            return ground.label, standard.visit
    return ground.label, standard.performed


def weight(facts: FileFacts, standard: Standard | None) -> Decimal:
    """Return what an open case weighs in the caseload; one, where there is no standard."""
    if standard is None:
        return ONE
    return standard.level(facts.workers, facts.claimed, facts.graded).weight


def standard_problems(standard: Standard, others: Iterable[Standard]) -> Iterator[Problem]:
    """Check a standard before it is saved; `others` are those that are saved already."""
    if any(one.since == standard.since for one in others if one.id != standard.id):
        yield Problem("since", _("There is already a standard from this day on."))
    names = [one.name.strip() for one in standard.levels]
    if not names:
        yield Problem("levels", _("Enter at least one level."))
    elif not all(names):
        yield Problem("levels", _("Give each level a name."))
    elif len(set(names)) < len(names):
        yield Problem("levels", _("Two levels have the same name."))
    bands = [one.from_workers for one in standard.bands]
    if any(number < 2 for number in bands):
        yield Problem("bands", _("A group begins with two workers or more."))
    elif len(set(bands)) < len(bands):
        yield Problem("bands", _("Two rows begin with the same number of workers."))
    numbers = [
        *(number for one in standard.levels for number in (one.points, one.weight)),
        *(one.points for one in standard.bands),
        *standard.outcomes.values(),
        *(standard.visit, standard.performed, standard.yuan_per_point),
    ]
    if any(not ZERO <= number <= _MOST for number in numbers):
        yield Problem("", _("Points, weights and sums lie between 0 and 1,000,000."))
