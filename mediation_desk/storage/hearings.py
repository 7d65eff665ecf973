"""Hearings of a case, and what is booked on a day."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.hearing import Attendance, Hearing
from mediation_desk.storage.booked import on_day
from mediation_desk.storage.reading import by, fill, one, parts, replace
from mediation_desk.storage.records import AttendanceRecord, HearingRecord

__all__ = ["add", "change", "on_day", "set_attendance"]


def add(session: Session, case_id: int, hearing: Hearing) -> int:
    """Add a hearing with its number within the case; return its key."""
    record = HearingRecord(case_id=case_id, **parts(hearing, "attendance"))
    session.add(record)
    session.flush()
    set_attendance(session, record.id, hearing.attendance)
    return record.id


def change(session: Session, hearing: Hearing) -> None:
    """Make the stored hearing equal to the value, attendance included."""
    fill(one(session, HearingRecord, hearing.id), parts(hearing, "attendance"))
    session.flush()
    set_attendance(session, hearing.id, hearing.attendance)


def set_attendance(session: Session, hearing_id: int, rows: Iterable[Attendance]) -> None:
    """Make these the people who came or stayed away."""
    query = select(AttendanceRecord).where(AttendanceRecord.hearing_id == hearing_id)
    wanted = {
        position: {"hearing_id": hearing_id, "position": position, **parts(row)}
        for position, row in enumerate(rows, start=1)
    }
    replace(session, AttendanceRecord, by(session.scalars(query), "position"), wanted)
