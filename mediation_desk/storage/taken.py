"""Whom and what other hearings keep busy, and who is away, for all who are concerned in a case."""

from collections.abc import Iterable
from datetime import date, time

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.booking import Absence, ClashKind, Taken
from mediation_desk.domain.hearing import OCCUPYING
from mediation_desk.storage import booked
from mediation_desk.storage.reading import AnySelect, fill, one, parts
from mediation_desk.storage.records import (
    AbsenceRecord,
    CaseRecord,
    EmployerRecord,
    ExpectedRecord,
    HearingRecord,
    PartyRecord,
    PersonRecord,
    UserRecord,
)


def rooms_and_officers(
    session: Session, first: date, last: date, officers: frozenset[int], besides: int
) -> list[Taken]:
    """Return which rooms are taken, and which of these people of the centre, by other hearings."""
    found: list[Taken] = []
    for other in booked.between_days(session, first, last):
        if other.hearing_id == besides or other.status not in OCCUPYING:
            continue
        at = (other.number, other.day, other.begins, other.minutes)
        if other.room:
            found.append(_taken(ClashKind.ROOM, other.room, *at))
        people = {other.mediator_id: other.mediator, other.clerk_id: other.clerk}
        found += [
            _taken(ClashKind.PERSON, name, *at)
            for key, name in people.items()
            if key is not None and key in officers
        ]
    return found


def _taken(kind: ClashKind, who: str, number: str, day: date, begins: time, minutes: int) -> Taken:
    return Taken(kind=kind, who=who, number=number, day=day, begins=begins, minutes=minutes)


def parties(
    session: Session,
    case_id: int,
    first: date,
    last: date,
    called: frozenset[int] = frozenset(),
    besides: int = 0,
) -> list[Taken]:
    """Return when parties of a case are called to another hearing, of this case or another.

    The same identity number is the same person, and the same employer is one even where its
    cases are many. `called` are the parties that come; none named means all.
    """
    mine, employers, numbers = _identities(session, case_id, called)
    found = [
        _taken(ClashKind.PERSON, _name(row), row.number, row.day, row.begins, row.minutes)
        for query in _elsewhere(employers, numbers, mine)
        for row in session.execute(
            query.where(
                HearingRecord.day.between(first, last),
                HearingRecord.status.in_(OCCUPYING),
                HearingRecord.id != besides,
                _called_there(),
            )
        )
    ]
    return list(dict.fromkeys(found))


def _identities(
    session: Session, case_id: int, called: frozenset[int]
) -> tuple[list[int], list[int], list[str]]:
    query = (
        select(PartyRecord.id, PartyRecord.employer_id, PersonRecord.id_number)
        .outerjoin(PersonRecord, PersonRecord.id == PartyRecord.person_id)
        .where(PartyRecord.case_id == case_id)
    )
    rows = [row for row in session.execute(query) if not called or row.id in called]
    return (
        [row.id for row in rows],
        [row.employer_id for row in rows if row.employer_id is not None],
        [row.id_number for row in rows if row.id_number],
    )


def _elsewhere(employers: list[int], numbers: list[str], mine: list[int]) -> tuple[AnySelect, ...]:
    """Ask for each kind of identity by its own index."""
    query = (
        select(
            HearingRecord.day,
            HearingRecord.begins,
            HearingRecord.minutes,
            CaseRecord.number,
            PersonRecord.name.label("person"),
            EmployerRecord.name.label("employer"),
        )
        .select_from(PartyRecord)
        .join(HearingRecord, HearingRecord.case_id == PartyRecord.case_id)
        .join(CaseRecord, CaseRecord.id == PartyRecord.case_id)
        .outerjoin(PersonRecord, PersonRecord.id == PartyRecord.person_id)
        .outerjoin(EmployerRecord, EmployerRecord.id == PartyRecord.employer_id)
    )
    return (
        query.where(PartyRecord.employer_id.in_(employers)),
        query.where(PersonRecord.id_number.in_(numbers)),
        query.where(PartyRecord.id.in_(mine), PersonRecord.id_number == ""),
    )


def _called_there() -> ColumnElement[bool]:
    """Limit to the parties that the other hearing calls, where it names any."""
    named = aliased(ExpectedRecord)
    here = aliased(ExpectedRecord)
    return or_(
        ~exists().where(named.hearing_id == HearingRecord.id, named.party_id.is_not(None)),
        exists().where(here.hearing_id == HearingRecord.id, here.party_id == PartyRecord.id),
    )


def _name(row: object) -> str:
    return getattr(row, "person", None) or getattr(row, "employer", None) or ""


def absences(
    session: Session,
    first: date,
    last: date,
    *,
    case_id: int | None = None,
    officers: Iterable[int] = (),
    called: frozenset[int] = frozenset(),
) -> tuple[Absence, ...]:
    """Return when parties of a case, in whatever case they said so, or officers are away."""
    whose: list[ColumnElement[bool]] = [AbsenceRecord.user_id.in_(list(officers))]
    if case_id is not None:
        mine, employers, numbers = _identities(session, case_id, called)
        whose += [
            AbsenceRecord.party_id.in_(mine),
            PartyRecord.employer_id.in_(employers),
            PersonRecord.id_number.in_(numbers),
        ]
    return _absences(session, and_(_within(first, last), or_(*whose)))


def absences_of_officers(session: Session, first: date, last: date) -> tuple[Absence, ...]:
    """Return when people of the centre are away in a period."""
    return _absences(session, and_(_within(first, last), AbsenceRecord.user_id.is_not(None)))


def absences_in_case(session: Session, case_id: int) -> tuple[Absence, ...]:
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


def put_absence(session: Session, absence: Absence) -> int:
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


def remove_absence(session: Session, absence_id: int) -> None:
    """Take back that somebody is away."""
    session.delete(one(session, AbsenceRecord, absence_id))
    session.flush()
