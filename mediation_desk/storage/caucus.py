"""Caucus notes: kept apart from the case's file.

Nothing that papers, lists, searches and exports read comes from here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from mediation_desk.domain.people import Officer
from mediation_desk.domain.sides import Side
from mediation_desk.storage.marks import OWN_ACCOUNT
from mediation_desk.storage.reading import by, one, put, replace
from mediation_desk.storage.records import CaucusNoteRecord, CaucusReaderRecord, UserRecord

TABLES = frozenset({"caucus_note", "caucus_reader"})
"""Tables whose rows the history does not tell, and that only their writer undoes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """The key of a note, sealed for one reader; without a person it is the recovery code."""

    user_id: int | None
    public: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A note as it lies in the file."""

    id: int
    case_id: int
    author: Officer
    side: Side
    told_on: date
    told_at: time | None
    written_at: datetime
    sealed: bool
    body: str
    wraps: tuple[Wrap, ...]
    readers: tuple[Officer, ...]

    @property
    def place(self) -> str:
        """Where the words belong: in another case or under another name they do not open."""
        return place(self.case_id, self.author.id)


def place(case_id: int, author_id: int) -> str:
    """Return to which case and writer words are bound."""
    return f"caucus_note|{case_id}|{author_id}"


def notes(session: Session, case_id: int, reader_id: int) -> tuple[Held, ...]:
    """Return the notes of a case that a person wrote or was given to read."""
    note, reader = CaucusNoteRecord, CaucusReaderRecord
    shared = select(reader.note_id).where(reader.user_id == reader_id)
    query = select(note).where(
        note.case_id == case_id, or_(note.author_id == reader_id, note.id.in_(shared))
    )
    return _held(session, query)


def note(session: Session, note_id: int) -> Held:
    """Return one note."""
    one(session, CaucusNoteRecord, note_id)
    return _held(session, select(CaucusNoteRecord).where(CaucusNoteRecord.id == note_id))[0]


def of_reader(session: Session, user_id: int) -> tuple[Held, ...]:
    """Return every note that a person wrote or was given to read."""
    reader = CaucusReaderRecord
    shared = select(reader.note_id).where(reader.user_id == user_id)
    query = select(CaucusNoteRecord).where(
        or_(CaucusNoteRecord.author_id == user_id, CaucusNoteRecord.id.in_(shared))
    )
    return _held(session, query)


def counts(session: Session, author_id: int, reader_id: int) -> Mapping[int, int]:
    """Count by case the notes of one person that another was not given to read."""
    found: dict[int, int] = {}
    for case_id in _closed(session, author_id, reader_id):
        found[case_id] = found.get(case_id, 0) + 1
    return found


def _closed(session: Session, author_id: int, reader_id: int) -> Iterable[int]:
    """Return of each such note the case; an own account of a server sees no row of others."""
    if session.info.get(OWN_ACCOUNT) is not None:
        said = {"author": author_id, "reader": reader_id}
        return session.scalars(text("SELECT desk_closed_notes(:author, :reader)"), said)
    reader = CaucusReaderRecord
    shared = select(reader.note_id).where(reader.user_id == reader_id)
    return session.scalars(
        select(CaucusNoteRecord.case_id).where(
            CaucusNoteRecord.author_id == author_id, CaucusNoteRecord.id.not_in(shared)
        )
    )


def others_in(session: Session, case_id: int) -> bool:
    """Say whether a case has notes that an own account of a server does not see."""
    if session.info.get(OWN_ACCOUNT) is None:
        return False
    query = select(CaucusNoteRecord.author_id).where(CaucusNoteRecord.case_id == case_id)
    seen = len(session.scalars(query).all())
    every = session.scalar(text("SELECT desk_notes_in(:case)"), {"case": case_id})
    return int(every or 0) > seen


def _held(session: Session, query: Any) -> tuple[Held, ...]:  # noqa: ANN401 - a query for notes
    rows = session.scalars(
        query.order_by(CaucusNoteRecord.told_on.desc(), CaucusNoteRecord.id.desc())
    ).all()
    keys = [row.id for row in rows]
    people = session.execute(select(UserRecord.id, UserRecord.name))
    names: dict[int, str] = {key: name for key, name in people}  # noqa: C416 - rows, not pairs
    wraps: dict[int, list[Wrap]] = {}
    reading = (
        select(CaucusReaderRecord)
        .where(CaucusReaderRecord.note_id.in_(keys))
        .order_by(CaucusReaderRecord.id)
    )
    for row in session.scalars(reading) if keys else ():
        wrap = Wrap(user_id=row.user_id, public=row.public, held=row.held)
        wraps.setdefault(row.note_id, []).append(wrap)
    return tuple(
        Held(
            id=row.id,
            case_id=row.case_id,
            author=Officer(row.author_id, names[row.author_id]),
            side=row.side,
            told_on=row.told_on,
            told_at=row.told_at,
            written_at=row.written_at,
            sealed=row.sealed,
            body=row.body,
            wraps=tuple(wraps.get(row.id, ())),
            readers=tuple(
                Officer(wrap.user_id, names[wrap.user_id])
                for wrap in wraps.get(row.id, ())
                if wrap.user_id not in (None, row.author_id)
            ),
        )
        for row in rows
    )


def put_note(
    session: Session, note_id: int, values: Mapping[str, Any], wraps: Iterable[Wrap]
) -> int:
    """Add a note, or change the one with that key, with those who may read it."""
    key = put(session, CaucusNoteRecord, note_id, values)
    set_wraps(session, key, wraps)
    return key


def set_wraps(session: Session, note_id: int, wraps: Iterable[Wrap]) -> None:
    """Make these the ones who may read a note."""
    query = select(CaucusReaderRecord).where(CaucusReaderRecord.note_id == note_id)
    wanted = {
        w.user_id: {"note_id": note_id, "user_id": w.user_id, "public": w.public, "held": w.held}
        for w in wraps
    }
    replace(session, CaucusReaderRecord, by(session.scalars(query), "user_id"), wanted)


def remove_note(session: Session, note_id: int) -> None:
    """Take a note away."""
    set_wraps(session, note_id, ())
    session.delete(one(session, CaucusNoteRecord, note_id))
    session.flush()
