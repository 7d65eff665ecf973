"""Hearings of a case, and what is booked on a day."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.hearing import Attendance, Hearing
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.storage.reading import by, fill, one, parts, replace
from mediation_desk.storage.records import (
    AttendanceRecord,
    CaseRecord,
    HearingRecord,
    UserRecord,
)

_MEDIATOR = aliased(UserRecord)


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


def on_day(session: Session, day: date, besides: int | None = None) -> tuple[BookedHearing, ...]:
    """Return what is booked on a day, by time; `besides` leaves one hearing out."""
    query = (
        select(HearingRecord, CaseRecord, _MEDIATOR.name)
        .join(CaseRecord, HearingRecord.case_id == CaseRecord.id)
        .outerjoin(_MEDIATOR, CaseRecord.mediator_id == _MEDIATOR.id)
        .where(HearingRecord.day == day)
        .order_by(HearingRecord.begins, HearingRecord.id)
    )
    if besides is not None:
        query = query.where(HearingRecord.id != besides)
    return tuple(
        BookedHearing(
            hearing_id=hearing.id,
            case_id=case.id,
            number=case.number,
            parties=between(case.first_applicant, case.applicant_count, case.respondent),
            day=hearing.day,
            begins=hearing.begins,
            room=hearing.room,
            status=hearing.status,
            mediator_id=case.mediator_id,
            mediator=mediator or "",
            clerk_id=case.clerk_id,
        )
        for hearing, case, mediator in session.execute(query)
    )


def between(first: str, count: int, respondent: str) -> str:
    """Name the parties in a line: the first worker, how many there are, against whom."""
    if count > 1:
        return _("{name} and others ({n}) v. {respondent}").format(
            name=first, n=count, respondent=respondent
        )
    return _("{name} v. {respondent}").format(name=first, respondent=respondent)
