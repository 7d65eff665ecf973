"""What the pages read: Today, lists, one case, one employer, search, the record."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediation_desk.domain.case import CaseFile, CaseFilter, CaseLine, CaseOrder, EmployerLine
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.journal import Entry
from mediation_desk.domain.people import Person
from mediation_desk.domain.rights import Right
from mediation_desk.services.desk import Desk
from mediation_desk.services.today import today as today
from mediation_desk.storage import cases, caucus, employers, folding, search, talks
from mediation_desk.storage import journal as journals

_UNTOLD = talks.TABLES | caucus.TABLES
"""What the history of a case says was written, and never what it says."""


@dataclass(frozen=True, slots=True)
class EmployerFile:
    """One employer with its cases, newest first."""

    employer: Employer
    line: EmployerLine
    cases: tuple[CaseLine, ...]


def case_ids(desk: Desk, wanted: CaseFilter, order: CaseOrder, descending: bool) -> "array[int]":
    """Return the keys of all cases of a list, in order."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return cases.ids(session, wanted, order, descending)


def case_lines(desk: Desk, ids: Sequence[int]) -> tuple[CaseLine, ...]:
    """Return a page of a list by keys."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return cases.lines(session, ids, desk.today())


def first_lines(
    desk: Desk, wanted: CaseFilter, order: CaseOrder, descending: bool
) -> tuple[CaseLine, ...]:
    """Return the first page of a list, before its keys are all known."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return cases.first_lines(session, wanted, order, descending, today=desk.today())


def case_file(desk: Desk, case_id: int) -> CaseFile:
    """Return the whole of one case."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return cases.file(session, case_id)


def case_by_number(desk: Desk, number: str) -> CaseFile:
    """Return the case with that number, written out or as its last figures."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return cases.file(session, cases.key_of(session, number))


def find(desk: Desk, text: str) -> tuple[CaseLine, ...]:
    """Find cases by number, name, pinyin initials, employer, or end of an ID or phone number."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return search.find(session, text)


def is_called(desk: Desk, name: str, text: str) -> bool:
    """Say whether a person is looked for by a part of the name or by its pinyin or initials."""
    desk.actor.require(Right.READ)
    return folding.person_is_called(name, text)


def employer_lines(desk: Desk, text: str = "") -> tuple[EmployerLine, ...]:
    """List employers with their record at the centre."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return employers.lines(session, text)


def employer_file(desk: Desk, employer_id: int) -> EmployerFile:
    """Return one employer with its cases."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return EmployerFile(
            employers.get(session, employer_id),
            employers.line(session, employer_id),
            cases.earlier_of(session, employer_id),
        )


def journal(desk: Desk, case_id: int, before: int | None = None) -> tuple[Entry, ...]:
    """Return what was done in a case, newest first, a page at a time.

    Of offers and caucus notes it tells that they were entered, never what they say: it was told
    to the mediator alone.
    """
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        found = journals.entries(session, case_id, before)
    return tuple(map(without_secrets, found))


def without_secrets(entry: Entry) -> Entry:
    """Return an entry without what offers and notes of talks say."""
    return replace(entry, changes=tuple(c for c in entry.changes if c.table not in _UNTOLD))


def reveal(desk: Desk, case_id: int, party_id: int) -> Person:
    """Return a worker's personal data unmasked; the look is journalled (查看敏感信息)."""
    desk.actor.require(Right.REVEAL)
    with desk.db.write(desk.actor, "reveal", case_id) as session:
        person = cases.file(session, case_id).applicant(party_id).person
        journals.note(session, {"party": party_id})
        return person
