"""The journal: what was done, that nobody altered it, and undoing the last act."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.journal import Change, Entry
from mediation_desk.domain.rights import Actor
from mediation_desk.storage import cells, chain, erased
from mediation_desk.storage.chain import START, digest, link
from mediation_desk.storage.journalling import NOTE, columns, note, note_beside, valued
from mediation_desk.storage.marks import OWN_ACCOUNT
from mediation_desk.storage.opening import last_at
from mediation_desk.storage.reading import AnySelect
from mediation_desk.storage.records import JournalRecord, JournalValueRecord, Record
from mediation_desk.storage.undoing import RECORDS, undo, undone

__all__ = [
    "NOTE",
    "entries",
    "entries_of",
    "entry",
    "last_at",
    "last_done",
    "last_of",
    "last_standing",
    "last_standing_in",
    "last_undoable",
    "last_undone",
    "note",
    "note_beside",
    "registers",
    "select_entries",
    "undo",
    "verify",
]

_SLICE = 500
_TARGET = aliased(JournalRecord)


def entries_of(session: Session, query: AnySelect) -> tuple[Entry, ...]:
    """Return the entries that a query of `select_entries` finds."""
    found = session.execute(query).all()
    undid = _undid(session, [record for record, _body in found if record.undoes is not None])
    return tuple(
        Entry(
            id=record.id,
            at=record.at,
            actor=record.actor,
            doing=record.doing,
            case_id=record.case_id,
            changes=tuple(map(_change, cells.opened_changes(session, json.loads(body or "[]")))),
            undid=undid.get(record.id, ""),
        )
        for record, body in found
    )


def _undid(session: Session, undoing: Sequence[JournalRecord]) -> dict[int, str]:
    """Name the acts that undoes are about; one that is done again is that of its undo."""
    wanted = {record.id: record.undoes for record in undoing if record.undoes is not None}
    named: dict[int, str] = {}
    while wanted:
        query = select(JournalRecord.id, JournalRecord.doing, JournalRecord.undoes)
        found = session.execute(query.where(JournalRecord.id.in_(set(wanted.values()))))
        known = {key: (doing, undoes) for key, doing, undoes in found}
        further: dict[int, int] = {}
        for key, target in wanted.items():
            doing, undoes = known.get(target, ("", None))
            if undoes is None:
                named[key] = doing
            else:
                further[key] = undoes
        wanted = further
    return named


def select_entries() -> AnySelect:
    """Begin a query for entries with their values, the newest first.

    On a server the values of some may be closed to the account that asks: it sees that they are.
    """
    return (
        select(JournalRecord, JournalValueRecord.body)
        .outerjoin(JournalValueRecord, JournalValueRecord.journal_id == JournalRecord.id)
        .order_by(JournalRecord.id.desc())
    )


def _change(held: dict[str, Any]) -> Change:
    kind = RECORDS.get(held["table"])
    return Change(
        table=held["table"],
        key=held["key"],
        before=_row(kind, held["before"]),
        after=_row(kind, held["after"]),
    )


def _row(kind: type[Record] | None, held: dict[str, Any] | None) -> dict[str, object] | None:
    """Return a row's values as the desk knows them; columns of the past stay as they are held."""
    if held is None or kind is None:
        return held
    types = columns(kind)
    return {name: valued(types[name], v) if name in types else v for name, v in held.items()}


def entries(
    session: Session, case_id: int | None = None, before: int | None = None, limit: int = 100
) -> tuple[Entry, ...]:
    """Return entries, the newest first: of one case or of all, before a given one."""
    query = select_entries().limit(limit)
    if case_id is not None:
        query = query.where(JournalRecord.case_id == case_id)
    if before is not None:
        query = query.where(JournalRecord.id < before)
    return entries_of(session, query)


def entry(session: Session, entry_id: int) -> Entry | None:
    """Return one entry."""
    found = entries_of(session, select_entries().where(JournalRecord.id == entry_id))
    return found[0] if found else None


def last_undoable(session: Session, case_id: int, actor: Actor) -> Entry | None:
    """Return the act of this person that an undo in this case would reverse.

    It is the case's last act that is neither an undo nor undone; if somebody else did it, or
    if it registered the case, there is none.
    """
    found, actor_id = last_standing_in(session, case_id) or (None, None)
    if found is None or actor_id != actor.id:
        return None
    return None if registers(found, case_id) else found


def registers(act: Entry, case_id: int) -> bool:
    """Say whether an act made the case; what split workers off made another one."""
    made = (c.key for c in act.changes if c.table == "mediation_case" and c.before is None)
    return case_id in made


def last_standing_in(session: Session, case_id: int) -> tuple[Entry, int] | None:
    """Return the last act in a case that wrote something and was not undone, and whose it is."""
    query = (
        select(JournalRecord.id, JournalRecord.actor_id)
        .where(JournalRecord.case_id == case_id, JournalRecord.undoes.is_(None), ~undone())
        .order_by(JournalRecord.id.desc())
    )
    for entry_id, actor_id in session.execute(query).all():
        found = entry(session, entry_id)
        writes = [change for change in found.changes if change.table != NOTE] if found else []
        if found is not None and writes:
            return found, actor_id
    return None


_NEAR = 50
"""How many of the centre's standing acts are looked through for the last one of a page."""


def last_undone(
    session: Session, actor: Actor, *, case_id: int | None = None, tables: Collection[str] = ()
) -> tuple[Entry, Entry] | None:
    """Return this person's last undo that a redo would take back, and the act that it undid.

    It is looked for in a case, or among what wrote to these tables. Whatever was done since,
    by anybody, ends it; undoes and redoes are taken back in the reverse order.
    """
    query = (
        select(JournalRecord.id, JournalRecord.actor_id, _TARGET.id)
        .outerjoin(_TARGET, _TARGET.id == JournalRecord.undoes)
        # neither taken back already nor itself a redo, which a long chain leaves many of
        .where(_TARGET.undoes.is_(None), ~undone())
        .order_by(JournalRecord.id.desc())
    )
    if case_id is not None:
        query = query.where(JournalRecord.case_id == case_id)
    else:
        query = query.limit(_NEAR)
    for entry_id, actor_id, target_id in session.execute(query).all():
        found = entry(session, entry_id)
        writes = [c for c in found.changes if c.table != NOTE] if found else []
        if found is None or not any(case_id is not None or c.table in tables for c in writes):
            continue
        done = entry(session, target_id) if target_id is not None else None
        return (found, done) if done is not None and actor_id == actor.id else None
    return None


def last_done(session: Session, doings: Collection[str]) -> Entry | None:
    """Return the last of these acts of the centre's own, unless it was undone."""
    query = select_entries().where(
        JournalRecord.doing.in_(list(doings)), JournalRecord.case_id.is_(None)
    )
    found = session.execute(query.limit(1)).first()
    if found is None:
        return None
    record: JournalRecord = found[0]
    gone = select(JournalRecord.id).where(JournalRecord.id == record.id, undone()).limit(1)
    return None if session.scalar(gone) is not None else entry(session, record.id)


def last_standing(session: Session, doings: Collection[str]) -> Entry | None:
    """Return the last of these acts of the centre's own that was not undone, whoever's it is."""
    query = select(JournalRecord.id).where(
        JournalRecord.doing.in_(list(doings)), JournalRecord.case_id.is_(None), ~undone()
    )
    found = session.scalar(query.order_by(JournalRecord.id.desc()).limit(1))
    return None if found is None else entry(session, found)


def last_of(session: Session, actor: Actor, tables: frozenset[str]) -> Entry | None:
    """Return the last act of this person that wrote to these tables and was not undone."""
    query = (
        select(JournalRecord.id)
        .where(JournalRecord.actor_id == actor.id, JournalRecord.undoes.is_(None), ~undone())
        .order_by(JournalRecord.id.desc())
        .limit(20)
    )
    for entry_id in session.scalars(query).all():
        found = entry(session, entry_id)
        if found and any(change.table in tables for change in found.changes):
            return found
    return None


TOGETHER = "together"
"""Under which name a note says that several entries were one act."""


def together(session: Session, actor: Actor, last: Entry) -> tuple[int, ...]:
    """Return the acts that were one with this, the last first; mostly it stands by itself."""
    mark = _together(last)
    if mark is None:
        return (last.id,)
    query = (
        select(JournalRecord.id)
        .where(
            JournalRecord.actor_id == actor.id,
            JournalRecord.doing == last.doing,
            JournalRecord.id <= last.id,
            JournalRecord.undoes.is_(None),
            ~undone(),
        )
        .order_by(JournalRecord.id.desc())
    )
    found = []
    for entry_id in session.scalars(query).all():
        one = entry(session, entry_id)
        if one is None or _together(one) != mark:
            break
        found.append(entry_id)
    return tuple(found)


def are_one(one: Entry, other: Entry) -> bool:
    """Say whether two acts were one."""
    mark = _together(one)
    return mark is not None and _together(other) == mark


def _together(one: Entry) -> object:
    told = (change.after or {} for change in one.changes if change.table == NOTE)
    return next((note[TOGETHER] for note in told if TOGETHER in note), None)


def verify(session: Session) -> int:
    """Check the whole chain; return how many entries it has, or name the first broken one.

    Of values that were erased lawfully, what is left is checked by the entry that says so.
    """
    checked, before = 0, START
    left = erased.left(session)
    while True:
        rows = _after(session, checked)
        if not rows:
            return checked
        closed = _digests(session, checked, rows[-1][0].id)
        for record, values in rows:
            if record.id != checked + 1:
                raise DeskError(chain.missing(checked + 1))
            told = left.get(record.id) or record.digest
            if not _sound(record, values, before, told, closed.get(record.id)):
                raise DeskError(chain.altered(record.id))
            checked, before = record.id, record.hash
        session.expunge_all()


def _after(
    session: Session, entry_id: int, most: int = _SLICE
) -> Sequence[Row[JournalRecord, JournalValueRecord]]:
    """Return the next entries with their values; one that cannot even be read was altered."""
    query = (
        select(JournalRecord, JournalValueRecord)
        .outerjoin(JournalValueRecord, JournalValueRecord.journal_id == JournalRecord.id)
        .where(JournalRecord.id > entry_id)
        .order_by(JournalRecord.id)
        .limit(most)
    )
    try:
        return session.execute(query).all()
    except (ValueError, TypeError):
        if most == 1:
            raise DeskError(chain.altered(entry_id + 1)) from None
        return _after(session, entry_id, 1)  # those before it are checked one by one


def _digests(session: Session, after: int, until: int) -> dict[int, str]:
    """Return what the server itself reckons of values that are closed to this account."""
    if session.info.get(OWN_ACCOUNT) is None:
        return {}
    query = text("SELECT entry, digest FROM desk_digests(:after, :until)")
    rows = session.execute(query, {"after": after, "until": until})
    return {int(entry): str(found) for entry, found in rows}


def _sound(
    record: JournalRecord,
    values: JournalValueRecord | None,
    before: str,
    told: str,
    closed: str | None,
) -> bool:
    """Say whether an entry follows the hash before it, and its values have the digest told."""
    try:
        found = digest(values.salt, values.body) if values else closed
        return record.before == before and record.hash == link(record) and found == told
    except (TypeError, AttributeError):  # other kinds of values than the program writes
        return False
