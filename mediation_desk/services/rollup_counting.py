"""Which of the packages received count, and which no longer do since another travels without them.

What a city sends last is all that it says of its counties (procedure.md 6.5: the totals of a city
and of its province are the sum of the same packages). One that came with a city's package counts
while the package of that city which counts carries it; one that a county sent by itself counts by
itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mediation_desk.domain.regions import Level, level_of
from mediation_desk.domain.rollup import Package, Received
from mediation_desk.storage import rollup, rollup_parts
from mediation_desk.storage.database import Session


@dataclass(frozen=True, slots=True)
class Gone:
    """A package from below that no longer travels with a correction, and what counts then."""

    left: Received
    instead: int
    """The number of what counts of this sender then, 0 where nothing does."""
    missing: bool
    """Nothing counts of the area then."""


def counting(session: Session, held: Iterable[Received]) -> tuple[Received, ...]:
    """Return of packages received, the lowest number first, those that may count."""
    return _standing(session, [one for one in held if not one.set_aside])


def told(session: Session, held: Sequence[Received]) -> tuple[Received, ...]:
    """Return packages received, of which each says whether it is left out by those above it."""
    periods = {one.period for one in held if one.through}
    all_held = [one for period in periods for one in rollup.received(session, period)]
    kept = {one.id for one in counting(session, all_held)}
    return tuple(
        replace(one, left_out=bool(one.through and not one.set_aside and one.id not in kept))
        for one in held
    )


def gone(session: Session, package: Package, parts: Sequence[Package]) -> Iterator[Gone]:
    """Tell which packages that count stop doing so where this one is taken in."""
    held = rollup.received(session, package.period)
    earlier = [
        one for one in held
        if (one.region, one.sender) == (package.region, package.sender) and not one.set_aside
    ]  # fmt: skip
    if not earlier:
        return
    before = counting(session, held)
    others = [one for one in held if not one.set_aside and one not in earlier]
    kept = set(_standing(session, others, frozenset(package.parts)))
    for left in before:
        if left in kept or left in earlier:
            continue
        numbers = [one.sequence for one in kept if one.sender_id == left.sender_id]
        numbers += [
            part.sequence for part in parts
            if (part.region, part.sender) == (left.region, left.sender)
        ]  # fmt: skip
        areas = {one.region for one in kept} | {part.region for part in parts}
        yield Gone(left, max(numbers, default=0), left.region not in areas)


def _standing(
    session: Session, held: Sequence[Received], carried: frozenset[str] = frozenset()
) -> tuple[Received, ...]:
    """Return those that came by themselves, or that a package carries which counts."""
    last = {
        (one.sender_id, one.period): one.sha256
        for one in held
        if level_of(one.region) is not Level.COUNTY
    }
    if any(one.through for one in held):
        carried |= rollup_parts.carried(session, last.values())
    return tuple(one for one in held if not one.through or one.sha256 in carried)
