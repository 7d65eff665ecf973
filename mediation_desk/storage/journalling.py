"""Collecting what a write does to rows, and appending it to the journal as it ends."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Connection, Date, Time, event, inspect, select, text
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.types import TypeEngine

from mediation_desk.domain.errors import Promise, require
from mediation_desk.domain.money import from_fen, to_fen
from mediation_desk.domain.rights import Actor
from mediation_desk.storage import cells, chain, clean, retired_keys, sight
from mediation_desk.storage.chain import START, digest, link
from mediation_desk.storage.marks import CLOCK_TOLERANCE, SAVED
from mediation_desk.storage.records import JournalRecord, JournalValueRecord, Record
from mediation_desk.storage.records.types import Code, Exact, Fen, Instant

NOTE = "note"
"""Stands where a table's name would, for acts that write no row."""

CLOCK_BACK = "clock_back"

_LOCK_OF_CHAIN = 0x4D444B
_STATE = "writing"

Plain = dict[str, Any]
"""A row, or the changed part of it, in values that JSON can hold."""


class Writing(Session):
    """A session whose every change to a row goes into the journal."""


class End(NamedTuple):
    """The last entry of the journal."""

    id: int
    at: datetime
    hash: str


@dataclass(slots=True)
class State:
    """What is known of the write that is under way."""

    at: datetime
    actor: Actor
    doing: str
    case_id: int | None
    rows: dict[tuple[str, int], list[Plain | None]] = field(default_factory=dict)
    notes: list[Plain] = field(default_factory=list)
    beside: dict[int, list[Plain]] = field(default_factory=dict)
    undoes: int | None = None


def begin(session: Session, at: datetime, actor: Actor, doing: str, case_id: int | None) -> None:
    """Start collecting."""
    session.info[_STATE] = State(at, actor, doing, case_id)


def state(session: Session) -> State:
    """Return what is known of this session's write; a session that only reads has none."""
    found: State = session.info[_STATE]
    return found


def note(session: Session, said: Plain) -> None:
    """Have the journal say something of an act that writes no row, such as an export."""
    state(session).notes.append({"table": NOTE, "key": 0, "before": None, "after": said})


def note_beside(session: Session, case_id: int, said: Plain) -> None:
    """Have the history of a case tell of an act that concerned many cases at once.

    The rows stand in the one entry of the act, by which it is undone; each case gets an entry
    that only tells.
    """
    told = {"table": NOTE, "key": 0, "before": None, "after": said}
    state(session).beside.setdefault(case_id, []).append(told)


@cache
def columns(kind: type[Record]) -> Mapping[str, TypeEngine[Any]]:
    """Return the journalled columns of a record with their types."""
    return {
        column.key: column.type
        for column in kind.__table__.columns
        if column.info.get("journal", True)
    }


def plain(kind: TypeEngine[Any], value: Any) -> Any:  # noqa: ANN401 - any column
    """Return a column's value as JSON holds it, always in the same form."""
    if value is None or isinstance(kind, Boolean):
        return value
    if isinstance(kind, Fen):
        return to_fen(value)
    if isinstance(kind, Exact):
        return format(value, "f")
    if isinstance(kind, Code):
        return kind.kind.of(value).value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, (date, time)) else value


def valued(kind: TypeEngine[Any], held: Any) -> Any:  # noqa: ANN401 - any column
    """Return what `plain` made, as the column's value again."""
    if held is None:
        return None
    if isinstance(kind, Fen):
        return from_fen(held)
    if isinstance(kind, Exact):
        return Decimal(held)
    if isinstance(kind, Code):
        return kind.kind.of(held)
    readers = ((Instant, datetime), (Date, date), (Time, time))
    for column, value in readers:
        if isinstance(kind, column):
            return value.fromisoformat(held)
    return held


def whole(record: Record) -> Plain:
    """Return all journalled values of a row."""
    return {name: plain(t, getattr(record, name)) for name, t in columns(type(record)).items()}


def key_of(record: Record) -> int:
    """Return the key; a new row has no identity yet, but its columns are filled."""
    [key] = inspect(record).mapper.primary_key_from_instance(record)
    return int(key)


def _changed(record: Record) -> tuple[Plain, Plain]:
    """Return the changed values of a row, as they were and as they are."""
    before: Plain = {}
    after: Plain = {}
    untouched = inspect(record).unmodified
    for name, kind in columns(type(record)).items():
        if name in untouched:
            continue
        history = get_history(record, name)
        if not history.added:
            continue
        if not history.deleted:
            raise RuntimeError(f"{record.__tablename__}.{name} was set before it was loaded")
        was, now = plain(kind, history.deleted[0]), plain(kind, history.added[0])
        if was != now:
            before[name], after[name] = was, now
    return before, after


@event.listens_for(Writing, "before_flush")
def _give_keys(session: Writing, _flush: UOWTransaction, _some: object) -> None:
    retired_keys.pass_over(session)


@event.listens_for(Writing, "before_flush")
def _require_clean(session: Writing, _flush: UOWTransaction, _some: object) -> None:
    """Refuse characters that no text may hold; what an undo brings back was there already."""
    written: tuple[Record, ...] = (*session.new, *session.dirty)
    cells.require_writable(session, written)
    if state(session).undoes is None:
        require(
            problem
            for record in written
            if record.journalled
            for problem in clean.wrong(record, columns(type(record)))
        )


@event.listens_for(Writing, "after_flush")
def _collect(session: Writing, _flush: UOWTransaction) -> None:
    rows = state(session).rows
    for record in session.new:
        if record.journalled:
            _added(rows, record)
    for record in session.dirty:
        if record.journalled:
            _altered(rows, record)
    for record in session.deleted:
        if record.journalled:
            _removed(rows, record)


def _place(record: Record) -> tuple[str, int]:
    return record.__tablename__, key_of(record)


def _added(rows: dict[tuple[str, int], list[Plain | None]], record: Record) -> None:
    row = rows.setdefault(_place(record), [None, None])
    row[1] = whole(record)


def _altered(rows: dict[tuple[str, int], list[Plain | None]], record: Record) -> None:
    before, after = _changed(record)
    if not after:
        return
    row = rows.setdefault(_place(record), [{}, {}])
    if row[0] is not None:
        row[0] = before | row[0]
    row[1] = (row[1] or {}) | after


def _removed(rows: dict[tuple[str, int], list[Plain | None]], record: Record) -> None:
    """Note a removal with the row as it was before this write touched it."""
    as_loaded = {
        name: plain(kind, (get_history(record, name).deleted or [getattr(record, name)])[0])
        for name, kind in columns(type(record)).items()
    }
    row = rows.setdefault(_place(record), [{}, {}])
    if row[0] is not None:
        row[0] = as_loaded | row[0]
    row[1] = None


@event.listens_for(Writing, "do_orm_execute")
def _only_records(execution: ORMExecuteState) -> None:
    """Refuse statements that would change journalled rows behind the journal's back."""
    if not (execution.is_insert or execution.is_update or execution.is_delete):
        return
    mapper = execution.bind_mapper
    if mapper is None or mapper.class_.journalled:
        raise RuntimeError("journalled rows are written as records only")


def _changes(session: Session, written: State) -> list[Plain]:
    """Return what was written and said, with sensitive values as closed as they are in the rows."""
    changes: list[Plain] = []
    held = cells.of(session)
    for (table, key), (before, after) in written.rows.items():
        if before != after:
            before, after = (cells.closed_row(held, table, row) for row in (before, after))
            changes.append({"table": table, "key": key, "before": before, "after": after})
    return changes + written.notes


def _case_of(written: State) -> int | None:
    """Return the case that the entry belongs to: the one named, or the one just added."""
    if written.case_id is not None:
        return written.case_id
    added = [k for (table, k), row in written.rows.items() if table == "mediation_case" if row[1]]
    return added[0] if len(added) == 1 else None


def close(session: Session) -> Promise | None:
    """Append the entry, if anything journalled was written or said, and what cases are told.

    The entry's salted hash is made here, before anything is committed: it is the number by which
    the save can be looked up when its answer was lost.
    """
    session.flush()
    written = state(session)
    changes = _changes(session, written)
    if not changes:
        return None
    if session.get_bind().dialect.name == "postgresql":
        lock_chain(session.connection())
        session.execute(text(f"SELECT pg_notify('{SAVED}', '')"))  # told with the commit
    _require_end(session)
    last = end_of(session)
    told = [*_clock_set_back(written, last), (written.doing, _case_of(written), changes)]
    told += [(written.doing, case_id, notes) for case_id, notes in written.beside.items()]
    entries: list[JournalRecord] = []
    values: list[JournalValueRecord] = []
    for doing, case_id, said in told:
        undoes = written.undoes if said is changes else None
        entry, held = _entry(written, last, doing, case_id, said, undoes)
        entries.append(entry)
        values.append(held)
        last = End(entry.id, entry.at, entry.hash)
    session.add_all(entries)
    session.flush()
    session.add_all(values)
    session.flush()
    return Promise(entries[-1].id, entries[-1].hash)


def _require_end(session: Session) -> None:
    """Refuse to go on where another program took the end of a file's journal out meanwhile."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return
    held = connection.connection.dbapi_connection
    if found := chain.fault_of_ends(held):
        [(_number, _name, path)] = connection.exec_driver_sql("PRAGMA database_list").all()
        raise chain.broken(path, found)


def end_of(session: Session) -> End | None:
    """Return the last entry, also where a server hides it from the account in use."""
    entry = JournalRecord
    query: Any = select(entry.id, entry.at, entry.hash).order_by(entry.id.desc()).limit(1)
    if sight.hides(session):
        query = text("SELECT id, at, hash FROM desk_journal_end()")
    found = session.execute(query).first()
    return End(*found) if found else None


def lock_chain(connection: Connection) -> None:
    """Wait for whoever is at the journal's end; who has the lock is the next to write there."""
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK_OF_CHAIN})"))


def arrived(connection: Connection, promise: Promise) -> bool:
    """Say whether a save whose answer was lost is in the journal of the server.

    It held the chain when it asked to be committed. Once we hold it the save has ended, one way
    or the other: it cannot arrive afterwards.
    """
    lock_chain(connection)
    found = select(JournalRecord.hash).where(JournalRecord.id == promise.entry)
    return connection.execute(found).scalar_one_or_none() == promise.hash


def _clock_set_back(written: State, last: End | None) -> list[tuple[str, int | None, list[Plain]]]:
    """Return the entry which says that the computer's clock stands before the last entry."""
    if last is None or last.at - written.at < CLOCK_TOLERANCE:
        return []
    said = {"before": last.at.isoformat(), "now": written.at.isoformat()}
    return [(CLOCK_BACK, None, [{"table": NOTE, "key": 0, "before": None, "after": said}])]


def _entry(
    written: State,
    last: End | None,
    doing: str,
    case_id: int | None,
    changes: list[Plain],
    undoes: int | None,
) -> tuple[JournalRecord, JournalValueRecord]:
    """Return the entry that follows the last one in the chain, whose head is locked."""
    body = json.dumps(changes, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    salt = secrets.token_bytes(16)
    entry = JournalRecord(
        id=last.id + 1 if last else 1,
        at=written.at,
        actor_id=written.actor.id,
        actor=written.actor.name,
        doing=doing,
        case_id=case_id,
        undoes=undoes,
        digest=digest(salt, body),
        before=last.hash if last else START,
    )
    entry.hash = link(entry)
    return entry, JournalValueRecord(journal_id=entry.id, salt=salt, body=body)
