"""What moves the limitation of a case's claims, and what people did to its clocks by hand."""

from functools import cache

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import Session

from mediation_desk.domain.case import Clock
from mediation_desk.domain.clock_notes import ClockNote
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.limitation import Moment
from mediation_desk.i18n import _
from mediation_desk.storage import summary
from mediation_desk.storage.case_rows import answered
from mediation_desk.storage.reading import AnySelect, fill, one, parts
from mediation_desk.storage.records import ClockNoteRecord, ClockRecord, MomentRecord

_KEY: BindParameter[int] = bindparam("key")


def moments(session: Session, case_id: int) -> tuple[Moment, ...]:
    """Return the moments that were entered for a case, in order of days."""
    return tuple(
        Moment(
            id=record.id,
            kind=record.kind,
            day=record.day,
            until=record.until,
            party_id=record.party_id,
            claim=record.claim,
            source=record.source,
        )
        for record in session.scalars(_moments_query(), {"key": case_id})
    )


@cache
def _moments_query() -> Select[MomentRecord]:
    return (
        select(MomentRecord)
        .where(MomentRecord.case_id == _KEY)
        .order_by(MomentRecord.day, MomentRecord.id)
    )


def put_moment(session: Session, case_id: int, moment: Moment) -> None:
    """Add a moment, or change the one with its key."""
    values = parts(moment, "derived")
    if moment.id:
        fill(_held(session, case_id, moment.id), values)
    else:
        session.add(MomentRecord(case_id=case_id, **values))
    session.flush()


def remove_moment(session: Session, case_id: int, moment_id: int) -> None:
    """Remove a moment."""
    session.delete(_held(session, case_id, moment_id))
    session.flush()


def _held(session: Session, case_id: int, moment_id: int) -> MomentRecord:
    record = one(session, MomentRecord, moment_id)
    if record.case_id != case_id:
        raise NotFound(_("This entry is not in the file (any more)."))
    return record


def clock_notes(session: Session, case_id: int) -> tuple[ClockNote, ...]:
    """Return what was done to a case's clocks by hand, in its order."""
    rows = answered(session, _clock_notes_query(), case_id)
    return tuple(ClockNote(**row._mapping) for row in rows)


@cache
def _clock_notes_query() -> AnySelect:
    columns = (
        ClockNoteRecord.id,
        ClockNoteRecord.clock_id,
        ClockNoteRecord.act,
        ClockNoteRecord.day,
        ClockNoteRecord.reason,
        ClockNoteRecord.by,
    )
    return (
        select(*columns)
        .join(ClockRecord, ClockRecord.id == ClockNoteRecord.clock_id)
        .where(ClockRecord.case_id == _KEY)
        .order_by(ClockNoteRecord.id)
    )


def change_clock(session: Session, case_id: int, clock: Clock, note: ClockNote) -> None:
    """Put one clock to what it is now, with the act and its reason beside it."""
    record = one(session, ClockRecord, clock.id)
    if record.case_id != case_id:
        raise NotFound(_("This entry is not in the file (any more)."))
    fill(record, parts(clock))
    add_note(session, case_id, note)


def watch(session: Session, case_id: int, clock: Clock, note: ClockNote) -> None:
    """Start a clock by hand, with the reason beside it."""
    record = ClockRecord(case_id=case_id, **parts(clock))
    session.add(record)
    session.flush()
    session.add(ClockNoteRecord(**parts(note) | {"clock_id": record.id}))
    session.flush()
    summary.mark(session, case_id)


def add_note(session: Session, case_id: int, note: ClockNote) -> None:
    """Keep what was done to a clock by hand."""
    session.add(ClockNoteRecord(**parts(note)))
    session.flush()
    summary.mark(session, case_id)
