"""What is in the recycle bin, read from the journal: it holds every row that was taken out."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.errors import CaseLocked, DeskError
from mediation_desk.domain.recycling import BY_ACT, Discarded, Discarding
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import _
from mediation_desk.storage import erased
from mediation_desk.storage.reading import one
from mediation_desk.storage.records import (
    CaseRecord,
    EmployerRecord,
    JournalRecord,
    JournalValueRecord,
    Record,
    VoidNumberRecord,
)

_LATER = aliased(JournalRecord)
_KINDS = {mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers}
_NAMED = {
    Discarding.PERSON: ("person", "agent", "other_party"),
    Discarding.EMPLOYER: ("employer",),
    Discarding.MATERIAL: ("material",),
}
MOST = 500


def discarded(session: Session, since: datetime | None = None) -> tuple[Discarded, ...]:
    """Return what was taken out since then and neither put back nor erased, the newest first."""
    back = select(_LATER.id).where(_LATER.undoes == JournalRecord.id).exists()
    query = (
        select(JournalRecord, JournalValueRecord.body, CaseRecord.number, VoidNumberRecord.number)
        .join(JournalValueRecord, JournalValueRecord.journal_id == JournalRecord.id)
        .outerjoin(CaseRecord, CaseRecord.id == JournalRecord.case_id)
        .outerjoin(VoidNumberRecord, VoidNumberRecord.case_id == JournalRecord.case_id)
        .where(JournalRecord.doing.in_(list(BY_ACT)), ~back)
        .order_by(JournalRecord.id.desc())
        .limit(MOST)
    )
    if since is not None:
        query = query.where(JournalRecord.at >= since)
    found = (_discarded(*row) for row in session.execute(query))
    return tuple(one for one in found if one.what)


def came_at(session: Session, entry_id: int) -> datetime | None:
    """Return since when a backup can hold what an act took out; None where nothing tells."""
    first = select(func.min(JournalRecord.at)).where(
        JournalRecord.case_id
        == select(JournalRecord.case_id).where(JournalRecord.id == entry_id).scalar_subquery()
    )
    return session.scalar(first)


def needed_first(session: Session, entry_id: int) -> tuple[Discarded, ...]:
    """Return what lies in the bin too and what an act took out belongs to: it comes back first."""
    missing = _missing(session, entry_id)
    return tuple(
        one
        for one in discarded(session)
        if missing and one.entry != entry_id and missing & _taken_out(session, one.entry)
    )


def _missing(session: Session, entry_id: int) -> set[tuple[str, int]]:
    """Return the rows to which those that an act took out refer, and that are not there."""
    held_all = _changes(session, entry_id)
    own = _gone(held_all)
    wanted: set[tuple[str, int]] = set()
    for held in held_all:
        if (held["table"], held["key"]) in own:
            for column in _KINDS[held["table"]].__table__.columns:
                for foreign in column.foreign_keys:
                    if (key := held["before"].get(column.name)) is not None:
                        wanted.add((foreign.column.table.name, key))
    return {(table, key) for table, key in wanted - own if session.get(_KINDS[table], key) is None}


def _taken_out(session: Session, entry_id: int) -> set[tuple[str, int]]:
    return _gone(_changes(session, entry_id))


def _changes(session: Session, entry_id: int) -> list[dict[str, Any]]:
    values = session.get(JournalValueRecord, entry_id)
    return json.loads(values.body) if values is not None else []


def _gone(changes: list[dict[str, Any]]) -> set[tuple[str, int]]:
    return {
        (held["table"], held["key"])
        for held in changes
        if held["table"] in _KINDS and held["before"] and not held["after"]
    }


def _discarded(
    record: JournalRecord, body: str, number: str | None, voided: str | None
) -> Discarded:
    kind = BY_ACT[record.doing]
    changes: list[dict[str, Any]] = json.loads(body)
    if erased.is_erased(changes):
        changes = []  # what others erased of it leaves nothing that could come back whole
    case = number or voided or ""
    if kind is Discarding.CASE:
        voids = [held["after"] for held in changes if held["table"] == "void_number"]
        case = str(voids[0]["number"]) if voids else ""
        what = _parties(voids[0]) if voids else ""
    else:
        what = "、".join(_names(kind, changes))
    return Discarded(
        entry=record.id,
        kind=kind,
        what=what,
        by=record.actor,
        at=record.at,
        case_id=record.case_id if number else None,
        case=case,
    )


def _parties(void: dict[str, Any]) -> str:
    """Return who applied against whom; of many the first, and how many they are."""
    names = str(void["applicants"]).split("、")
    first = (
        names[0]
        if len(names) == 1
        else _("{name} and {n} in all").format(name=names[0], n=len(names))
    )
    return _("{applicants} v. {respondent}").format(applicants=first, respondent=void["respondent"])


def _names(kind: Discarding, changes: list[dict[str, Any]]) -> list[str]:
    """Return the names in the rows that are gone, of the first table that has any."""
    for table in _NAMED[kind]:
        gone = [held["before"] for held in changes if held["table"] == table and not held["after"]]
        if names := [str(row["name"]) for row in gone if row and row.get("name")]:
            return names
    return []


def entry_at(
    session: Session, entry_id: int, *, archived: bool = False
) -> tuple[str, datetime] | None:
    """Return an entry's act and moment; what belongs to an archived case stays out of it."""
    record = session.get(JournalRecord, entry_id)
    if record is None:
        return None
    case = session.get(CaseRecord, record.case_id) if record.case_id is not None else None
    if case is not None and case.stage is Stage.ARCHIVED and not archived:
        raise CaseLocked(archived=True)
    return record.doing, record.at


def remove_employer(session: Session, employer_id: int) -> None:
    """Take an employer out that nothing names any more."""
    record = one(session, EmployerRecord, employer_id)
    for table in Record.metadata.sorted_tables:
        for foreign in table.foreign_keys:
            if foreign.column.table.name == "employer":
                query = select(_KINDS[table.name]).where(foreign.parent == employer_id).limit(1)
                if session.scalar(query) is not None:
                    raise DeskError(
                        _("Something still names this employer: a case, a finding or a letter.")
                    )
    session.delete(record)
    session.flush()
