"""Employers that belong together (关联单位): the same person at the head, one place, one chain."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_

MOST = 100
"""Employers on one map; more would not be readable."""

FEW = 12
"""So many are drawn with a line for each tie; more are drawn together by what ties them."""


class Bond(Term):
    """What ties two employers."""

    REPRESENTATIVE = "representative", N_("Same legal representative")
    ADDRESS = "address", N_("Same address")
    CHAIN = "chain", N_("Parties to one case")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A tie: of a chain `word` is what the other one is in the case, and `case_id` the case.

    For a person or a place `word` is the name or the address that both have. The same name need
    not be the same person.
    """

    one: int
    other: int
    bond: Bond
    word: str = ""
    case_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """An employer on the map: how many steps away it stands, its cases and its level's name."""

    id: int
    name: str
    steps: int
    cases: int = 0
    watched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationMap:
    """The employers around one, with what ties them; `left_out` were too many for the map."""

    centre: int
    employers: tuple[Related, ...]
    relations: tuple[Relation, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Employers that are tied in one way, by the same word, to one that is nearer."""

    to: int
    bond: Bond
    word: str
    members: tuple[int, ...]


def together(shown: RelationMap) -> tuple[Together, ...]:
    """Return the employers of a map by the nearest tie of each, the nearest and largest first."""
    steps = {employer.id: employer.steps for employer in shown.employers}
    nearer: dict[int, tuple[int, Bond, str]] = {}
    for tie in shown.relations:
        for end, other in ((tie.one, tie.other), (tie.other, tie.one)):
            if steps[other] < steps[end]:
                nearer.setdefault(end, (other, tie.bond, tie.word))
    found: dict[tuple[int, Bond, str], list[int]] = {}
    for key, way in nearer.items():
        found.setdefault(way, []).append(key)
    groups = (
        Together(to=to, bond=bond, word=word, members=tuple(members))
        for (to, bond, word), members in found.items()
    )
    return tuple(sorted(groups, key=lambda one: (steps[one.to], -len(one.members))))


def plain(ties: Iterable[Relation], steps: Mapping[int, int]) -> tuple[Relation, ...]:
    """Leave out what follows from the rest: who share a name or a place are tied to the nearest.

    Five employers with one person at the head are four ties, not ten.
    """
    known = tuple(tie for tie in ties if tie.one in steps and tie.other in steps)
    middle: dict[tuple[Bond, str], int] = {}
    for tie in known:
        for end in (tie.one, tie.other):
            held = middle.setdefault((tie.bond, tie.word), end)
            if (steps[end], end) < (steps[held], held):
                middle[tie.bond, tie.word] = end
    return tuple(
        tie
        for tie in known
        if tie.bond is Bond.CHAIN or middle[tie.bond, tie.word] in (tie.one, tie.other)
    )


def nearest(centre: int, relations: Iterable[Relation], most: int = MOST) -> dict[int, int]:
    """Return how many steps away each employer is, the nearest ones only."""
    beside: dict[int, list[int]] = {}
    for tie in relations:
        beside.setdefault(tie.one, []).append(tie.other)
        beside.setdefault(tie.other, []).append(tie.one)
    steps, edge = {centre: 0}, [centre]
    while edge and len(steps) < most:
        following: list[int] = []
        for key in edge:
            for other in beside.get(key, ()):
                if other not in steps and len(steps) < most:
                    steps[other] = steps[key] + 1
                    following.append(other)
        edge = following
    return steps
