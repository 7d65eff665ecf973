"""Legal aid, with the case's own sums where aid was granted and nobody entered others."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mediation_desk.domain.legal_aid import AidBy, AidLine, LegalAid
from mediation_desk.domain.money import ZERO
from mediation_desk.storage.reading import fill, one, parts, touch
from mediation_desk.storage.records import (
    BodyPersonRecord,
    CaseRecord,
    LegalAidRecord,
    MoneyRecord,
    PartyRecord,
    PaymentRecord,
    PersonRecord,
    SettlementRecord,
)

_OWN = ("id", "version", "case_id", "party_id")
_FIELDS = tuple(name for name in LegalAid.__dataclass_fields__ if name not in _OWN)


def put(session: Session, aid: LegalAid) -> int:
    """Save legal aid, unless somebody else saved it meanwhile; return its key."""
    values = parts(aid, "version")
    if aid.id:
        record = one(session, LegalAidRecord, aid.id)
        touch(record, aid.version)
        fill(record, values)
    else:
        record = LegalAidRecord(**values)
        session.add(record)
    session.flush()
    return record.id


def line(session: Session, aid_id: int) -> AidLine:
    """Return one record of legal aid with its case, lawyer and sums."""
    one(session, LegalAidRecord, aid_id)
    [found] = lines(session, LegalAidRecord.id == aid_id)
    return found


def _aid(record: LegalAidRecord, person: PersonRecord | None) -> LegalAid:
    """Return the value; who is a party of a case is named as the case names them now."""
    values = {name: getattr(record, name) for name in _FIELDS}
    if person is not None:
        values |= {
            "applicant": person.name,
            "id_number": person.id_number,
            "phone": person.phone,
        }
    return LegalAid(
        id=record.id,
        version=record.version,
        case_id=record.case_id,
        party_id=record.party_id,
        **values,
    )


def of_case(session: Session, case_id: int) -> tuple[AidLine, ...]:
    """Return the legal aid of a case."""
    return lines(session, LegalAidRecord.case_id == case_id)


def in_period(session: Session, first: date, last: date, counted: AidBy) -> tuple[AidLine, ...]:
    """Return the legal aid of a period by the day of its application or of its end."""
    day = LegalAidRecord.applied_on if counted is AidBy.APPLIED else LegalAidRecord.ended_on
    return lines(session, day.between(first, last))


def lines(session: Session, *narrow: ColumnElement[bool]) -> tuple[AidLine, ...]:
    """Return legal aid with case, lawyer and sums, the newest first."""
    query = (
        select(
            LegalAidRecord,
            PersonRecord,
            CaseRecord.number,
            CaseRecord.respondent,
            BodyPersonRecord.name,
            BodyPersonRecord.firm,
        )
        .outerjoin(PartyRecord, PartyRecord.id == LegalAidRecord.party_id)
        .outerjoin(PersonRecord, PersonRecord.id == PartyRecord.person_id)
        .outerjoin(CaseRecord, CaseRecord.id == LegalAidRecord.case_id)
        .outerjoin(BodyPersonRecord, BodyPersonRecord.id == LegalAidRecord.lawyer_id)
        .where(*narrow)
        .order_by(LegalAidRecord.applied_on.desc(), LegalAidRecord.id.desc())
    )
    found = session.execute(query).all()
    parties = {record.party_id for record, *_rest in found if record.party_id is not None}
    helped = _last_granted(session, parties)
    agreed, paid = _sums(session, MoneyRecord, parties), _sums(session, PaymentRecord, parties)

    def brought(
        record: LegalAidRecord, entered: Decimal | None, of_case: dict[int | None, Decimal]
    ) -> Decimal:
        mine = record.party_id if record.id in helped else None
        return _brought(record.granted, entered, of_case.get(mine))

    return tuple(
        AidLine(
            aid=_aid(record, person),
            number=number or "",
            respondent=respondent or "",
            lawyer=lawyer or "",
            firm=firm or "",
            agreed=brought(record, record.agreed, agreed),
            performed=brought(record, record.performed, paid),
        )
        for record, person, number, respondent, lawyer, firm in found
    )


def _brought(granted: bool | None, entered: Decimal | None, of_case: Decimal | None) -> Decimal:
    """Return what aid brought: as entered, else of the case, which only granted aid helped."""
    if granted is False:
        return ZERO
    if entered is not None:
        return entered
    return of_case or ZERO if granted else ZERO


def _last_granted(session: Session, parties: Iterable[int]) -> frozenset[int]:
    """Return the last aid granted to each party: to it the case's sums belong, and to no other."""
    wanted, found = list(parties), set()
    for start in range(0, len(wanted), _SLICE):
        query = (
            select(func.max(LegalAidRecord.id))
            .where(
                LegalAidRecord.party_id.in_(wanted[start : start + _SLICE]),
                LegalAidRecord.granted.is_(True),
            )
            .group_by(LegalAidRecord.party_id)
        )
        found |= set(session.scalars(query))
    return frozenset(found)


def _sums(
    session: Session, kind: type[MoneyRecord] | type[PaymentRecord], parties: Iterable[int]
) -> dict[int | None, Decimal]:
    """Return what the agreement in effect gives each party, or what it was paid."""
    wanted = list(parties)
    found: dict[int | None, Decimal] = {}
    for start in range(0, len(wanted), _SLICE):
        query = (
            select(kind.party_id, func.sum(kind.amount))
            .where(kind.party_id.in_(wanted[start : start + _SLICE]))
            .group_by(kind.party_id)
        )
        if kind is MoneyRecord:
            query = query.join(SettlementRecord, SettlementRecord.id == MoneyRecord.settlement_id)
            query = query.where(SettlementRecord.effective_on.is_not(None))
        found |= {int(party): total for party, total in session.execute(query)}
    return found


_SLICE = 500
