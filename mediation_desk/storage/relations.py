"""Employers that share a legal representative, an address or a case with one another."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from mediation_desk.domain.other_parties import Capacity, PartyRole
from mediation_desk.domain.relations import (
    MOST,
    Bond,
    Related,
    Relation,
    RelationMap,
    nearest,
    plain,
)
from mediation_desk.storage.asking import Row, ask

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

STEPS = 2
"""How far the map looks: the employers beside one, and those beside these."""

_SAME = """
    SELECT a.id, b.id, a.{field} FROM employer a
    JOIN employer b ON b.{field} = a.{field} AND b.id <> a.id
    WHERE a.id IN ({keys}) AND a.{field} <> '' ORDER BY a.id, b.id
"""
_CHAIN = """
    SELECT c.employer_id, p.employer_id, c.id, p.role, p.capacity FROM party p
    JOIN mediation_case c ON c.id = p.case_id
    WHERE p.employer_id IS NOT NULL AND p.role IS NOT NULL AND c.employer_id <> p.employer_id
        AND (c.employer_id IN ({keys}) OR p.employer_id IN ({keys}))
    ORDER BY c.id DESC, p.position
"""
_ABOUT = """
    SELECT e.id, e.name,
        (SELECT count(*) FROM mediation_case c WHERE c.employer_id = e.id),
        (SELECT count(*) FROM employer_watch w
            WHERE w.employer_id = e.id AND w.cleared_on IS NULL)
    FROM employer e WHERE e.id IN ({keys})
"""


def around(session: "Session", employer_id: int) -> RelationMap:
    """Return the map around an employer."""
    ties: dict[tuple[int, int, Bond], Relation] = {}
    known, edge = {employer_id}, {employer_id}
    for _step in range(STEPS):
        for tie in _ties(session, edge):
            low, high = sorted((tie.one, tie.other))
            ties.setdefault((low, high, tie.bond), tie)
        edge = {end for tie in ties.values() for end in (tie.one, tie.other)} - known
        known |= edge
        if not edge or len(known) > MOST:
            break
    steps = nearest(employer_id, ties.values())
    about = {row[0]: row for row in ask(session, _ABOUT.format(keys=_listed(steps)))}
    return RelationMap(
        centre=employer_id,
        employers=tuple(_related(about[key], away) for key, away in steps.items() if key in about),
        relations=plain(ties.values(), steps),
        left_out=len(known - set(steps)),
    )


def _related(row: Row, steps: int) -> Related:
    key, name, cases, watched = row
    return Related(id=key, name=name, steps=steps, cases=int(cases), watched=bool(watched))


def _listed(keys: Iterable[int]) -> str:
    return ", ".join(str(int(key)) for key in keys)


def _ties(session: "Session", edge: set[int]) -> Sequence[Relation]:
    keys = _listed(edge)
    found = []
    for bond, field in (
        (Bond.REPRESENTATIVE, "legal_representative"),
        (Bond.ADDRESS, "address"),
    ):
        for one, other, word in ask(session, _SAME.format(field=field, keys=keys)):
            found.append(Relation(one=one, other=other, bond=bond, word=word))
    for one, other, case_id, role, capacity in ask(session, _CHAIN.format(keys=keys)):
        word = Capacity.of(capacity).label if capacity else PartyRole.of(role).label
        found.append(Relation(one=one, other=other, bond=Bond.CHAIN, word=word, case_id=case_id))
    return found
