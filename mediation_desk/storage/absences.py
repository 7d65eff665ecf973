"""Who is away when: parties and whoever comes with them, and people of the centre."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from mediation_desk.domain.booking import Absence
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.hearing_rules import Identities
from mediation_desk.i18n import _
from mediation_desk.storage.reading import fill, one, parts
from mediation_desk.storage.records import (
    AbsenceRecord,
    AgentRecord,
    EmployerRecord,
    GuestAbsenceRecord,
    PartyRecord,
    PersonRecord,
    UserRecord,
)


def of_people(
    session: Session, who: Identities, officers: Iterable[int], first: date, last: date
) -> tuple[Absence, ...]:
    """Return when those who come to a case, in whatever case they said so, or officers are away."""
    whose = or_(
        AbsenceRecord.user_id.in_(list(officers)),
        AbsenceRecord.party_id.in_(who.parties),
        PartyRecord.employer_id.in_(who.employers),
        PersonRecord.id_number.in_(who.numbers),
    )
    away = _absences(session, and_(_within(first, last), whose))
    return (*away, *_guests(session, who, first, last))


def of_officers(session: Session, first: date, last: date) -> tuple[Absence, ...]:
    """Return when people of the centre are away in a period."""
    return _absences(session, and_(_within(first, last), AbsenceRecord.user_id.is_not(None)))


def in_case(session: Session, case_id: int) -> tuple[Absence, ...]:
    """Return what the parties of a case and their agents said in it, past days too."""
    said = _absences(session, PartyRecord.case_id == case_id)
    return (*said, *_guest_absences(session, GuestAbsenceRecord.case_id == case_id))


def _within(first: date, last: date) -> ColumnElement[bool]:
    return and_(AbsenceRecord.last_day >= first, AbsenceRecord.first_day <= last)


def _guests(session: Session, who: Identities, first: date, last: date) -> Iterator[Absence]:
    """Return when agents, interpreters and panel members from outside are away.

    The same identity number or licence is the same agent; the others are known by name, as far as
    no telephone tells two apart.
    """
    known = or_(
        GuestAbsenceRecord.agent_id.in_(who.agents),
        AgentRecord.licence.in_(who.licences),
        PersonRecord.id_number.in_(who.numbers),
        GuestAbsenceRecord.name.in_([name for name, _phone in who.helpers]),
    )
    period = and_(GuestAbsenceRecord.last_day >= first, GuestAbsenceRecord.first_day <= last)
    for away in _guest_absences(session, and_(period, known)):
        if away.agent_id is not None or same_guest(away.guest, away.phone, who):
            yield away


def same_guest(name: str, phone: str, who: Identities) -> bool:
    """Say whether a name is one of ours, where no telephone tells the two apart."""
    return any(name == ours and (not phone or not tel or phone == tel) for ours, tel in who.helpers)


def _guest_absences(session: Session, limit: ColumnElement[bool]) -> tuple[Absence, ...]:
    query = (
        select(GuestAbsenceRecord, PersonRecord.name)
        .outerjoin(AgentRecord, AgentRecord.id == GuestAbsenceRecord.agent_id)
        .outerjoin(PersonRecord, PersonRecord.id == AgentRecord.person_id)
        .where(limit)
        .order_by(GuestAbsenceRecord.first_day, GuestAbsenceRecord.id)
    )
    return tuple(
        Absence(
            id=record.id,
            agent_id=record.agent_id,
            guest=record.name,
            phone=record.phone,
            name=agent or record.name,
            first_day=record.first_day,
            last_day=record.last_day,
            part=record.part,
            note=record.note,
        )
        for record, agent in session.execute(query)
    )


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
    values = parts(absence, "name", "agent_id", "guest", "phone")
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


def put_guest(session: Session, case_id: int, absence: Absence) -> int:
    """Save when somebody from outside is away, as it was said in a case; return the key."""
    values = parts(absence, "party_id", "user_id", "guest") | {"name": absence.guest}
    record = GuestAbsenceRecord(case_id=case_id, **values)
    session.add(record)
    session.flush()
    return record.id


def remove_guest(session: Session, case_id: int, absence_id: int) -> None:
    """Take back that somebody from outside is away, as it was said in a case."""
    record = one(session, GuestAbsenceRecord, absence_id)
    if record.case_id != case_id:
        raise NotFound(_("This entry is not in the case."))
    session.delete(record)
    session.flush()


def forget_agent(session: Session, agent_id: int) -> None:
    """Take away when an agent is away who leaves the case."""
    query = select(GuestAbsenceRecord).where(GuestAbsenceRecord.agent_id == agent_id)
    for record in session.scalars(query):
        session.delete(record)
    session.flush()
