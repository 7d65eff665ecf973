"""Reversing one entry of the journal, row by row, if nothing has moved on since."""

import json
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.errors import DeskError, NotAllowed, NotFound
from mediation_desk.domain.rights import Actor
from mediation_desk.domain.stages import Step
from mediation_desk.i18n import _
from mediation_desk.storage import asked_respondents, caucus, cells, enquiries, erased, summary
from mediation_desk.storage.journalling import (
    NOTE,
    columns,
    key_of,
    note_beside,
    state,
    valued,
    whole,
)
from mediation_desk.storage.old_meanings import as_meant
from mediation_desk.storage.parties import employer_columns, employer_of
from mediation_desk.storage.reading import fill
from mediation_desk.storage.records import (
    CaseRecord,
    ClaimRecord,
    ClockRecord,
    EmployerRecord,
    JournalRecord,
    JournalValueRecord,
    PartyRecord,
    Record,
)

RECORDS: dict[str, type[Record]] = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Record.registry.mappers
    if mapper.class_.journalled
}
"""The journalled tables by name."""

_SLICE = 500
_OFFICERS = frozenset({"mediator_id", "clerk_id"})
_ORDER = {table.name: place for place, table in enumerate(Record.metadata.sorted_tables)}

Held = dict[str, Any]
Place = tuple[str, int]


_LATER, _LAST = aliased(JournalRecord), aliased(JournalRecord)


def undone() -> ColumnElement[bool]:
    """Return the test that an entry was undone, and that this was not taken back by a redo."""
    redone = select(_LAST.id).where(_LAST.undoes == _LATER.id).exists()
    return select(_LATER.id).where(_LATER.undoes == JournalRecord.id, ~redone).exists()


def undo(session: Session, entry_id: int, actor: Actor) -> str:
    """Reverse an entry, if its rows still hold what it left; return the code of its act."""
    found = session.get(JournalRecord, entry_id)
    values = session.get(JournalValueRecord, entry_id)
    if found is None or values is None:
        raise NotFound(_("This entry is not in the journal."))
    held_all = json.loads(values.body)
    if erased.is_erased(held_all):
        raise DeskError(_("Values of this entry were erased for good: it is not undone any more."))
    changes = [held for held in held_all if _writes(held)]
    changes = cells.opened_changes(session, as_meant(session, entry_id, changes))
    if found.doing == Step.SPLIT_OFF.value:
        changes = _left_by(session, changes)
    _require_undoable(session, entry_id, changes)
    _require_own(found.actor_id, actor, changes)
    moved = _moved_on()
    rows = _rows(session, changes)
    if not all(_as_left(rows.get(_place(held)), held["after"]) for held in changes):
        raise moved
    asked_respondents.forget(
        session,
        _added(changes, "step_taken"),
        _added(changes, "consent"),
        besides=_added(changes, "asked_respondent"),
    )
    try:
        _reverse(session, changes, rows)
    except IntegrityError as error:
        raise moved from error
    state(session).undoes = entry_id
    state(session).case_id = found.case_id
    _mark(session, found.case_id, changes, actor)
    return found.doing


def _added(changes: list[Held], table: str) -> list[int]:
    """Return the keys of the rows of a table that an entry added."""
    return [h["key"] for h in changes if h["table"] == table and h["before"] is None]


def _moved_on() -> DeskError:
    return DeskError(_("This can no longer be undone: later entries build on it."))


def _left_by(session: Session, changes: list[Held]) -> list[Held]:
    """Leave out rows that an entry added and that are gone, as the case that a split made."""
    rows = _rows(session, changes)
    return [held for held in changes if held["before"] is not None or _place(held) in rows]


def _writes(held: Held) -> bool:
    return bool(held["table"] != NOTE)


def _require_undoable(session: Session, entry_id: int, changes: list[Held]) -> None:
    if not changes:
        raise DeskError(_("This entry changed nothing that could be undone."))
    if any(held["table"] not in RECORDS for held in changes):
        raise _moved_on()
    if any(held["table"] == "mediation_case" and held["before"] is None for held in changes):
        raise DeskError(
            _(
                "A registration is not undone, or a case number would be missing. Void it with"
                " the reason, or withdraw the case."
            )
        )
    if any(_numbers(held) for held in changes):
        raise DeskError(
            _("A letter that was issued keeps its number. Withdraw it instead, with the reason.")
        )
    query = select(JournalRecord.id).where(JournalRecord.id == entry_id, undone()).limit(1)
    if session.scalar(query) is not None:
        raise DeskError(_("This was undone already."))


def _require_own(writer_id: int, actor: Actor, changes: list[Held]) -> None:
    """Refuse to touch another one's caucus notes."""
    if writer_id != actor.id and any(held["table"] in caucus.TABLES for held in changes):
        raise NotAllowed(_("What was told back to back is taken back only by who wrote it down."))


def _numbers(held: Held) -> bool:
    """Say whether a letter took its number in this entry."""
    after, before = held["after"] or {}, held["before"] or {}
    return held["table"] == "supervision_letter" and bool(
        after.get("counted") and not before.get("counted")
    )


def _place(held: Held) -> Place:
    return held["table"], held["key"]


def _rows(session: Session, changes: list[Held]) -> dict[Place, Record]:
    """Load the rows that an entry wrote, one query a table."""
    found: dict[Place, Record] = {}
    for table, some in groupby(sorted(changes, key=_place), key=lambda held: held["table"]):
        kind = RECORDS[table]
        [key] = inspect(kind).primary_key
        keys = [held["key"] for held in some]
        for start in range(0, len(keys), _SLICE):
            query = select(kind).where(key.in_(keys[start : start + _SLICE])).with_for_update()
            found |= {(table, key_of(record)): record for record in session.scalars(query)}
    return found


def _as_left(record: Record | None, after: Held | None) -> bool:
    """Say whether a row still is as the entry left it, in the columns that it wrote.

    Its version counts every undo and redo, which leave the values as they were.
    """
    if record is None or after is None:
        return record is None and after is None
    now = whole(record)
    return all(now.get(name) == value for name, value in after.items() if name != "version")


def _reverse(session: Session, changes: list[Held], rows: dict[Place, Record]) -> None:
    """Put removed rows back, parents first; change others back; remove added ones."""
    by_table = sorted(changes, key=lambda held: _ORDER[held["table"]])
    for table, some in groupby(by_table, key=lambda held: held["table"]):
        for held in some:
            if held["after"] is None:
                session.add(RECORDS[table](**_restored(RECORDS[table], held["before"])))
        session.flush()
    for held in by_table:
        if held["after"] is not None and held["before"] is not None:
            record = rows[_place(held)]
            fill(record, _restored(RECORDS[held["table"]], held["before"]))
            if held["table"] != "mediation_case" and hasattr(record, "version"):
                record.version += 1  # a form that shows it as it was must not be saved over it
    session.flush()
    for _table, some in groupby(reversed(by_table), key=lambda held: held["table"]):
        for held in some:
            if held["before"] is None:
                session.delete(rows[_place(held)])
        session.flush()


def _restored(kind: type[Record], before: Held) -> dict[str, Any]:
    types = columns(kind)
    return {name: valued(types[name], value) for name, value in before.items() if name in types}


def _mark(session: Session, case_id: int | None, changes: list[Held], actor: Actor) -> None:
    """Have everything that follows from the rows computed anew, and the case count as saved."""
    for key in _cases_in(case_id, changes):
        if case := session.get(CaseRecord, key):
            case.version = max(case.version, _version_before(changes, key)) + 1
            case.saved_at = state(session).at
            case.saved_by = actor.name
        if key != case_id:
            note_beside(session, key, {"undone": True})
    for key in _to_sum_up(case_id, changes):
        summary.mark(session, key)
    for held in changes:
        if held["table"] == "employer":
            _employer_again(session, held["key"])
        if held["table"] == "person":
            query = select(PartyRecord.case_id).where(PartyRecord.person_id == held["key"])
            for touched in session.scalars(query):
                summary.mark(session, touched)
        if held["table"] == "enquiry":
            enquiries.again(session, held["key"])
        if held["table"] == "clock" and case_id is None:
            _clock_again(session, held)
    if case_id is None:
        for key in _cases_of_claims(session, changes):
            note_beside(session, key, {"undone": True})
    session.flush()


def _version_before(changes: list[Held], case_id: int) -> int:
    """Return how often a case that came back had been saved: a window may still show it."""
    voids = (held["after"] for held in changes if held["table"] == "void_number" and held["after"])
    return max((int(void["version"]) for void in voids if void["case_id"] == case_id), default=0)


def _cases_of_claims(session: Session, changes: list[Held]) -> list[int]:
    """Return the cases whose sums an act that belongs to none of them had changed."""
    claims = [held["key"] for held in changes if held["table"] == "claim"]
    found: set[int] = set()
    for start in range(0, len(claims), _SLICE):
        query = (
            select(PartyRecord.case_id)
            .join(ClaimRecord, ClaimRecord.party_id == PartyRecord.id)
            .where(ClaimRecord.id.in_(claims[start : start + _SLICE]))
            .distinct()
        )
        found.update(session.scalars(query))
    return sorted(found)


def _cases_in(case_id: int | None, changes: list[Held]) -> list[int]:
    """Return the cases that an entry belongs to or changed."""
    touched = {int(held["key"]) for held in changes if held["table"] == "mediation_case"}
    return sorted(touched | ({case_id} if case_id is not None else set()))


def _to_sum_up(case_id: int | None, changes: list[Held]) -> list[int]:
    """Return the cases of which lists may show something else; their people stand apart."""
    touched = {
        int(held["key"])
        for held in changes
        if held["table"] == "mediation_case" and not (held["before"] or {}).keys() <= _OFFICERS
    }
    return sorted(touched | ({case_id} if case_id is not None else set()))


def _clock_again(session: Session, held: Held) -> None:
    """Have the case of a clock that went back to its day summed up, and told of it."""
    record = session.get(ClockRecord, held["key"])
    if record is None or record.case_id is None:
        return
    summary.mark_due(session, record.case_id)
    before, after = held["before"] or {}, held["after"] or {}
    if "due" in before and "due" in after:
        told = {"kind": record.kind, "detail": record.detail}
        note_beside(
            session, record.case_id, told | {"before": after["due"], "after": before["due"]}
        )


def _employer_again(session: Session, employer_id: int) -> None:
    record = session.get(EmployerRecord, employer_id)
    if record is not None:
        fill(record, employer_columns(employer_of(record)))
        summary.mark_employer(session, employer_id)
