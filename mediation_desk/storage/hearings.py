"""Hearings of a case, with who is called and came, breaks and postponements."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.hearing import Attendance, Hearing
from mediation_desk.storage.booked import on_day
from mediation_desk.storage.reading import by, fill, one, parts, replace
from mediation_desk.storage.records import (
    AttendanceRecord,
    BreakRecord,
    ExpectedRecord,
    HearingRecord,
    PostponementRecord,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["ROWS", "add", "change", "on_day", "set_attendance"]

Rows = type[AttendanceRecord | BreakRecord | ExpectedRecord | PostponementRecord]

ROWS: dict[str, Rows] = {
    "attendance": AttendanceRecord,
    "breaks": BreakRecord,
    "postponements": PostponementRecord,
    "expected": ExpectedRecord,
}
"""Which field of a hearing stands in rows of which table."""


def add(session: Session, case_id: int, hearing: Hearing) -> int:
    """Add a hearing with its number within the case; return its key."""
    record = HearingRecord(case_id=case_id, **parts(hearing, *ROWS))
    session.add(record)
    session.flush()
    for name in ROWS:
        _set(session, record.id, name, getattr(hearing, name))
    return record.id


def change(session: Session, hearing: Hearing) -> None:
    """Make the stored hearing equal to the value, with all its rows."""
    fill(one(session, HearingRecord, hearing.id), parts(hearing, *ROWS))
    session.flush()
    for name in ROWS:
        _set(session, hearing.id, name, getattr(hearing, name))


def set_attendance(session: Session, hearing_id: int, rows: Iterable[Attendance]) -> None:
    """Make these the people who came or stayed away."""
    _set(session, hearing_id, "attendance", rows)


def _set(session: Session, hearing_id: int, name: str, rows: "Iterable[DataclassInstance]") -> None:
    kind = ROWS[name]
    query = select(kind).where(kind.hearing_id == hearing_id)
    wanted = {
        position: {"hearing_id": hearing_id, "position": position, **parts(row)}
        for position, row in enumerate(rows, start=1)
    }
    replace(session, kind, by(session.scalars(query), "position"), wanted)
