"""Bodies of the region: their people and rooms, the cases led to them, and cases of their own."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mediation_desk.domain.bodies import (
    Body,
    BodyFile,
    BodyLine,
    BodyPerson,
    MirroredCase,
    MirrorLine,
    Referral,
    ReferralLine,
)
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.storage.booked import between
from mediation_desk.storage.reading import by, one, parts, put, replace
from mediation_desk.storage.records import (
    BodyPersonRecord,
    BodyRecord,
    BodyReferralRecord,
    BodyRoomRecord,
    CaseRecord,
    DutyShiftRecord,
    LegalAidRecord,
    MirroredCaseRecord,
    RoomRecord,
)


def bodies(session: Session) -> tuple[Body, ...]:
    """Return every body with the keys of its rooms, those out of use too."""
    rooms: dict[int, list[int]] = {}
    for body_id, room_id in session.execute(
        select(BodyRoomRecord.body_id, BodyRoomRecord.room_id).order_by(BodyRoomRecord.room_id)
    ):
        rooms.setdefault(body_id, []).append(room_id)
    return tuple(
        _body(record, tuple(rooms.get(record.id, ())))
        for record in session.scalars(select(BodyRecord).order_by(BodyRecord.id))
    )


def _body(record: BodyRecord, rooms: tuple[int, ...]) -> Body:
    return Body(
        id=record.id,
        kind=record.kind,
        name=record.name,
        address=record.address,
        phone=record.phone,
        contact=record.contact,
        jurisdiction=record.jurisdiction,
        seat=record.seat,
        seal=record.seal,
        allowance=record.allowance,
        active=record.active,
        rooms=rooms,
    )


def body(session: Session, body_id: int) -> Body:
    """Return one body."""
    query = select(BodyRoomRecord.room_id).where(BodyRoomRecord.body_id == body_id)
    rooms = tuple(session.scalars(query.order_by(BodyRoomRecord.room_id)))
    return _body(one(session, BodyRecord, body_id), rooms)


def put_body(session: Session, value: Body) -> int:
    """Save a body with its rooms; return its key."""
    key = put(session, BodyRecord, value.id, parts(value, "rooms"))
    query = select(BodyRoomRecord).where(BodyRoomRecord.body_id == key)
    wanted = {room: {"body_id": key, "room_id": room} for room in value.rooms}
    replace(session, BodyRoomRecord, by(session.scalars(query), "room_id"), wanted)
    return key


def people(session: Session, body_id: int | None = None) -> tuple[BodyPerson, ...]:
    """Return the people of one body or of all, those who left too."""
    query = select(BodyPersonRecord).order_by(BodyPersonRecord.body_id, BodyPersonRecord.id)
    if body_id is not None:
        query = query.where(BodyPersonRecord.body_id == body_id)
    return tuple(_person(record) for record in session.scalars(query))


def _person(record: BodyPersonRecord) -> BodyPerson:
    return BodyPerson(
        id=record.id,
        body_id=record.body_id,
        name=record.name,
        post=record.post,
        phone=record.phone,
        licence=record.licence,
        firm=record.firm,
        specialities=record.specialities,
        user_id=record.user_id,
        active=record.active,
    )


def put_person(session: Session, person: BodyPerson) -> int:
    """Save a person of a body; return the key."""
    one(session, BodyRecord, person.body_id)
    return put(session, BodyPersonRecord, person.id, parts(person))


def remove_person(session: Session, person_id: int) -> None:
    """Remove a person who was never on duty and never took a case."""
    record = one(session, BodyPersonRecord, person_id)
    for used in (
        select(DutyShiftRecord.id).where(DutyShiftRecord.person_id == person_id),
        select(LegalAidRecord.id).where(LegalAidRecord.lawyer_id == person_id),
    ):
        if session.scalar(used.limit(1)) is not None:
            raise DeskError(
                _("{name} was on duty or took a case. Mark the person as having left.").format(
                    name=record.name
                )
            )
    session.delete(record)
    session.flush()


def lines(session: Session) -> tuple[BodyLine, ...]:
    """Return the list of bodies with what is under way at each."""
    staff = _counted(session, BodyPersonRecord, BodyPersonRecord.active.is_(True))
    referred = _counted(session, BodyReferralRecord)
    awaited = _counted(session, BodyReferralRecord, BodyReferralRecord.feedback_on.is_(None))
    mirrored = _counted(session, MirroredCaseRecord, MirroredCaseRecord.outcome.is_(None))
    return tuple(
        BodyLine(
            body=one_body,
            people=staff.get(one_body.id, 0),
            referred=referred.get(one_body.id, 0),
            awaited=awaited.get(one_body.id, 0),
            mirrored=mirrored.get(one_body.id, 0),
        )
        for one_body in bodies(session)
    )


def _counted(session: Session, kind: type[Any], *narrow: ColumnElement[bool]) -> dict[int, int]:
    query = select(kind.body_id, func.count()).where(*narrow).group_by(kind.body_id)
    return {int(body_id): int(count) for body_id, count in session.execute(query)}


def file(session: Session, body_id: int) -> BodyFile:
    """Return a body with all that is kept of it, the newest first."""
    found = body(session, body_id)
    query = select(RoomRecord.name).where(RoomRecord.id.in_(found.rooms)).order_by(RoomRecord.id)
    return BodyFile(
        body=found,
        rooms=tuple(session.scalars(query)),
        people=people(session, body_id),
        referrals=referrals(session, BodyReferralRecord.body_id == body_id),
        mirrors=mirrors(session, MirroredCaseRecord.body_id == body_id),
    )


def of_case(
    session: Session, case_id: int
) -> tuple[tuple[ReferralLine, ...], tuple[MirrorLine, ...]]:
    """Return where a case was led to, and what it is at other bodies."""
    return (
        referrals(session, BodyReferralRecord.case_id == case_id),
        mirrors(session, MirroredCaseRecord.case_id == case_id),
    )


def referrals(session: Session, *narrow: ColumnElement[bool]) -> tuple[ReferralLine, ...]:
    """Return referrals with body and case, the newest first."""
    query = (
        select(BodyReferralRecord, BodyRecord.name, BodyRecord.kind, *_case_columns())
        .join(BodyRecord, BodyRecord.id == BodyReferralRecord.body_id)
        .join(CaseRecord, CaseRecord.id == BodyReferralRecord.case_id)
        .where(*narrow)
        .order_by(BodyReferralRecord.day.desc(), BodyReferralRecord.id.desc())
        .limit(_MOST)
    )
    return tuple(
        ReferralLine(
            referral=_referral(record),
            body=name,
            kind=kind,
            number=number,
            parties=between(first, count, respondent),
        )
        for record, name, kind, number, first, count, respondent in session.execute(query)
    )


_MOST = 500


def _case_columns() -> tuple[Any, ...]:
    return (
        CaseRecord.number,
        CaseRecord.first_applicant,
        CaseRecord.applicant_count,
        CaseRecord.respondent,
    )


def _referral(record: BodyReferralRecord) -> Referral:
    return Referral(
        id=record.id,
        case_id=record.case_id,
        body_id=record.body_id,
        day=record.day,
        purpose=record.purpose,
        result=record.result,
        feedback_on=record.feedback_on,
        sent_by=record.sent_by,
    )


def referral(session: Session, referral_id: int) -> Referral:
    """Return one referral."""
    return _referral(one(session, BodyReferralRecord, referral_id))


def put_referral(session: Session, value: Referral) -> int:
    """Save a referral; return its key."""
    return put(session, BodyReferralRecord, value.id, parts(value))


def mirrors(session: Session, *narrow: ColumnElement[bool]) -> tuple[MirrorLine, ...]:
    """Return mirrored cases with their body and our case, the newest first."""
    query = (
        select(MirroredCaseRecord, BodyRecord.name, *_case_columns())
        .join(BodyRecord, BodyRecord.id == MirroredCaseRecord.body_id)
        .outerjoin(CaseRecord, CaseRecord.id == MirroredCaseRecord.case_id)
        .where(*narrow)
        .order_by(MirroredCaseRecord.id.desc())
        .limit(_MOST)
    )
    return tuple(
        MirrorLine(
            mirror=_mirror(record),
            body=name,
            number=number or "",
            parties=between(first, count, respondent) if number else "",
        )
        for record, name, number, first, count, respondent in session.execute(query)
    )


def _mirror(record: MirroredCaseRecord) -> MirroredCase:
    return MirroredCase(
        id=record.id,
        body_id=record.body_id,
        case_id=record.case_id,
        number=record.number,
        officer=record.officer,
        accepted_on=record.accepted_on,
        hearing_on=record.hearing_on,
        entrusted=record.entrusted,
        entrusted_on=record.entrusted_on,
        return_by=record.return_by,
        outcome=record.outcome,
        outcome_number=record.outcome_number,
        outcome_on=record.outcome_on,
    )


def mirror(session: Session, mirror_id: int) -> MirroredCase:
    """Return one mirrored case."""
    return _mirror(one(session, MirroredCaseRecord, mirror_id))


def put_mirror(session: Session, value: MirroredCase) -> int:
    """Save a mirrored case; return its key."""
    return put(session, MirroredCaseRecord, value.id, parts(value))


def remove_referral(session: Session, referral_id: int) -> None:
    """Remove a referral that was entered by mistake."""
    session.delete(one(session, BodyReferralRecord, referral_id))
    session.flush()


def remove_mirror(session: Session, mirror_id: int) -> None:
    """Remove a mirrored case that was entered by mistake."""
    session.delete(one(session, MirroredCaseRecord, mirror_id))
    session.flush()


def find(session: Session, words: Iterable[str], limit: int = 5) -> tuple[Body, ...]:
    """Return bodies whose name contains every word."""
    chosen = [word for word in words if word]
    if not chosen:
        return ()
    query = select(BodyRecord.id).order_by(BodyRecord.id).limit(limit)
    for word in chosen:
        query = query.where(BodyRecord.name.contains(word, autoescape=True))
    return tuple(body(session, key) for key in session.scalars(query).all())
