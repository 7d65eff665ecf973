"""Who is away when: parties as they said in one of their cases, and people of the centre."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from mediation_desk.domain.booking import Absence
from mediation_desk.domain.hearing_rules import Identities
from mediation_desk.storage.reading import fill, one, parts
from mediation_desk.storage.records import (
    AbsenceRecord,
    EmployerRecord,
    PartyRecord,
    PersonRecord,
    UserRecord,
)


def of_people(
    session: Session, who: Identities, officers: Iterable[int], first: date, last: date
) -> tuple[Absence, ...]:
    """Return when parties of a case, in whatever case they said so, or officers are away."""
    whose = or_(
        AbsenceRecord.user_id.in_(list(officers)),
        AbsenceRecord.party_id.in_(who.parties),
        PartyRecord.employer_id.in_(who.employers),
        PersonRecord.id_number.in_(who.numbers),
    )
    return _absences(session, and_(_within(first, last), whose))


def of_officers(session: Session, first: date, last: date) -> tuple[Absence, ...]:
    """Return when people of the centre are away in a period."""
    return _absences(session, and_(_within(first, last), AbsenceRecord.user_id.is_not(None)))


def in_case(session: Session, case_id: int) -> tuple[Absence, ...]:
    """Return what the parties of a case said in it, past days too."""
    return _absences(session, PartyRecord.case_id == case_id)


def _within(first: date, last: date) -> ColumnElement[bool]:
    return and_(AbsenceRecord.last_day >= first, AbsenceRecord.first_day <= last)


def _absences(session: Session, limit: ColumnElement[bool]) -> tuple[Absence, ...]:
    query = (
        select(AbsenceRecord, PersonRecord.name, EmployerRecord.name, UserRecord.name)
        .outerjoin(PartyRecord, PartyRecord.id == AbsenceRecord.party_id)
        .outerjoin(PersonRecord, PersonRecord.id == PartyRecord.person_id)
        .outerjoin(EmployerRecord, EmployerRecord.id == PartyRecord.employer_id)
        .outerjoin(UserRecord, UserRecord.id == AbsenceRecord.user_id)
        .where(limit)
        .order_by(AbsenceRecord.first_day, AbsenceRecord.id)
    )
    return tuple(
        Absence(
            id=record.id,
            party_id=record.party_id,
            user_id=record.user_id,
            name=person or employer or user or "",
            first_day=record.first_day,
            last_day=record.last_day,
            part=record.part,
            note=record.note,
        )
        for record, person, employer, user in session.execute(query)
    )


def put(session: Session, absence: Absence) -> int:
    """Save when somebody is away; return the key."""
    values = parts(absence, "name")
    if absence.id:
        fill(one(session, AbsenceRecord, absence.id), values)
        session.flush()
        return absence.id
    record = AbsenceRecord(**values)
    session.add(record)
    session.flush()
    return record.id


def remove(session: Session, absence_id: int) -> None:
    """Take back that somebody is away."""
    session.delete(one(session, AbsenceRecord, absence_id))
    session.flush()
