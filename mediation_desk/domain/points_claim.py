"""Claims of subsidies (补贴申领): the points of a period, each paid once, and what differs since.

A claim asks for what was earned by the last day of its period and was not asked for before. What
was corrected after an earlier claim is a line of its own, never a silent change of the old one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mediation_desk.domain.money import ZERO
from mediation_desk.domain.period import Period
from mediation_desk.domain.points import Ground, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsClaim:
    """A claim that was made, with its lines; `withdrawn_on` is set where it counts no more."""

    id: int = 0
    period: Period
    serial: str = ""
    made_on: date
    made_by: str
    lines: tuple[Point, ...] = ()
    withdrawn_on: date | None = None
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Say whether the claim stands."""
        return self.withdrawn_on is None

    @property
    def points(self) -> Decimal:
        """All points that it asks for."""
        return sum((line.points for line in self.lines), ZERO)

    @property
    def yuan(self) -> Decimal:
        """All money that it asks for."""
        return sum((line.yuan for line in self.lines), ZERO)

    @property
    def since(self) -> date:
        """The first day of its period."""
        return self.period.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a claim asks for one mediator: files, points and yuan, and those of earlier periods."""

    mediator_id: int
    files: int
    points: Decimal
    yuan: Decimal
    earlier_points: Decimal
    earlier_yuan: Decimal

    @property
    def all_points(self) -> Decimal:
        """The points of the period with those of earlier ones."""
        return self.points + self.earlier_points

    @property
    def all_yuan(self) -> Decimal:
        """The money of the period with that of earlier ones."""
        return self.yuan + self.earlier_yuan


def begins(claims: Iterable[PointsClaim], period: Period) -> date:
    """Return the day from which points are claimed: the first day of the first claim that stands.

    Before a centre's first claim nothing is asked for, whatever the standard would give.
    """
    return min((one.since for one in claims if one.counts), default=period.first)


def claimed(claims: Iterable[PointsClaim]) -> dict[tuple[int, int, Ground], Point]:
    """Return what the claims that stand have asked for, added up by mediator, case and ground."""
    found: dict[tuple[int, int, Ground], Point] = {}
    for claim in claims:
        for line in claim.lines if claim.counts else ():
            before = found.get(line.key)
            found[line.key] = line if before is None else _plus(line, before)
    return found


def _plus(line: Point, before: Point) -> Point:
    return replace(line, points=line.points + before.points, yuan=line.yuan + before.yuan)


def still_to_claim(now: Iterable[Point], claims: Sequence[PointsClaim]) -> Iterator[Point]:
    """Return what was earned and not claimed yet, and what was claimed and does not hold."""
    before = claimed(claims)
    for point in now:
        known = before.pop(point.key, None)
        if known is None:
            yield point
        elif (point.points, point.yuan) != (known.points, known.yuan):
            yield replace(point, points=point.points - known.points, yuan=point.yuan - known.yuan)
    for gone in before.values():
        if gone.points or gone.yuan:
            yield replace(gone, points=-gone.points, yuan=-gone.yuan)


def shares(lines: Iterable[Point], period: Period) -> tuple[Share, ...]:
    """Add the lines of a claim up by mediator; lines of other days are of earlier periods."""
    held: dict[int, list[Point]] = {}
    for line in lines:
        held.setdefault(line.mediator_id, []).append(line)
    return tuple(_share(mediator_id, own, period) for mediator_id, own in held.items())


def _share(mediator_id: int, lines: Sequence[Point], period: Period) -> Share:
    now = [line for line in lines if period.holds(line.day)]
    before = [line for line in lines if not period.holds(line.day)]
    return Share(
        mediator_id=mediator_id,
        files=len({line.case_id for line in now}),
        points=sum((line.points for line in now), ZERO),
        yuan=sum((line.yuan for line in now), ZERO),
        earlier_points=sum((line.points for line in before), ZERO),
        earlier_yuan=sum((line.yuan for line in before), ZERO),
    )
