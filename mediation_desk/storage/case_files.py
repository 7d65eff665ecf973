"""Everything about one case, read in a handful of queries."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.case import CaseFile, Clock, Consent, IssuedPaper, Respondent, Side
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment, Stated
from mediation_desk.domain.duties import Duty
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.hearing import Attendance, Break, Expected, Hearing, Postponement
from mediation_desk.domain.people import Officer, Person
from mediation_desk.domain.platforms import PlatformNumber
from mediation_desk.domain.serving import Service, ServiceAddress
from mediation_desk.domain.settlement import Money, Payment, Settlement, Signature, Terms, Waiver
from mediation_desk.domain.tracks import Proceeding
from mediation_desk.domain.visits import Visit
from mediation_desk.i18n import _
from mediation_desk.storage import around_files, hearings, limitation, origins, steps
from mediation_desk.storage.reading import AnySelect
from mediation_desk.storage.records import (
    CaseRecord,
    ClaimRecord,
    ClockRecord,
    ConsentRecord,
    DutyRecord,
    EmployerRecord,
    HearingRecord,
    MoneyRecord,
    PaperRecord,
    PartyRecord,
    PaymentRecord,
    PersonRecord,
    PlatformNumberRecord,
    PlatformRecord,
    ProceedingRecord,
    Record,
    ServiceAddressRecord,
    ServiceRecord,
    SettlementRecord,
    SignatureRecord,
    StatementRecord,
    UserRecord,
    VisitRecord,
    WaiverRecord,
    WorkerFactRecord,
)

V = TypeVar("V")

_MEDIATOR = aliased(UserRecord)
_CLERK = aliased(UserRecord)


def _names(value: type[Any], *besides: str) -> list[str]:
    return [f.name for f in fields(value) if f.name not in besides]


def _columns(kind: type[Record], value: type[Any], *besides: str) -> list[Any]:
    return [getattr(kind, name) for name in _names(value, *besides)]


_PERSON = _names(Person)
_WORK = _names(Employment)
_EMPLOYER = _names(Employer)
_CASE = _names(
    CaseFile,
    *["requests", "facts", "respondent", "applicants", "consents", "mediator", "clerk"],
    *["hearings", "settlement", "payments", "clocks", "papers", "applied_by"],
    *["services", "addresses", "platform_numbers", "steps", "proceedings"],
    *["clock_notes", "moments", "waivers", "duties", "visits"],
    *around_files.FIELDS,
    *["referral", "oral", "enquiry"],
)
_TERMS = _names(Terms, "money")
_HEARING = _names(Hearing, *hearings.ROWS)
_PLACE = {kind: place for place, kind in enumerate(ClaimKind)}


def _grouped(
    session: Session, make: Callable[..., V], query: AnySelect
) -> defaultdict[int, tuple[V, ...]]:
    """Return values by the query's first column, in the query's order."""
    result = session.execute(query)
    _first, *names = result.keys()
    found: dict[int, list[V]] = {}
    for key, *values in result:
        found.setdefault(key, []).append(make(**dict(zip(names, values, strict=True))))
    groups: defaultdict[int, tuple[V, ...]] = defaultdict(tuple)
    groups.update((key, tuple(values)) for key, values in found.items())
    return groups


def file(session: Session, case_id: int) -> CaseFile:
    """Return everything about one case at this moment."""
    heads = _heads(session, case_id)
    respondent, applicants = _parties(session, case_id)
    return CaseFile(
        **heads,
        respondent=respondent,
        applicants=applicants,
        consents=_of_case(session, case_id, ConsentRecord, Consent),
        hearings=_hearings(session, case_id),
        settlement=_settlement(session, case_id),
        payments=_of_case(session, case_id, PaymentRecord, Payment),
        clocks=_of_case(session, case_id, ClockRecord, Clock),
        papers=_of_case(session, case_id, PaperRecord, IssuedPaper),
        clock_notes=limitation.clock_notes(session, case_id),
        moments=limitation.moments(session, case_id),
        services=_of_case(session, case_id, ServiceRecord, Service),
        addresses=_of_case(session, case_id, ServiceAddressRecord, ServiceAddress),
        platform_numbers=_platform_numbers(session, case_id),
        steps=steps.taken(session, case_id),
        proceedings=_of_case(session, case_id, ProceedingRecord, Proceeding),
        **around_files.read(session, case_id),
        waivers=_of_case(session, case_id, WaiverRecord, Waiver),
        duties=_of_case(session, case_id, DutyRecord, Duty),
        visits=_of_case(session, case_id, VisitRecord, Visit),
        **origins.origin(session, case_id)._asdict(),
    )


def _platform_numbers(session: Session, case_id: int) -> tuple[PlatformNumber, ...]:
    query = (
        select(
            PlatformNumberRecord.case_id,
            PlatformRecord.name.label("platform"),
            *_columns(PlatformNumberRecord, PlatformNumber, "platform"),
        )
        .join(PlatformRecord, PlatformRecord.id == PlatformNumberRecord.platform_id)
        .where(PlatformNumberRecord.case_id == case_id)
        .order_by(PlatformRecord.position, PlatformNumberRecord.id)
    )
    return _grouped(session, PlatformNumber, query)[case_id]


def _heads(session: Session, case_id: int) -> dict[str, Any]:
    query = (
        select(
            StatementRecord.requests,
            StatementRecord.facts,
            StatementRecord.applied_by,
            _MEDIATOR.id,
            _MEDIATOR.name,
            _CLERK.id,
            _CLERK.name,
            *(getattr(CaseRecord, name) for name in _CASE),
        )
        .join(StatementRecord, StatementRecord.case_id == CaseRecord.id)
        .outerjoin(_MEDIATOR, CaseRecord.mediator_id == _MEDIATOR.id)
        .outerjoin(_CLERK, CaseRecord.clerk_id == _CLERK.id)
        .where(CaseRecord.id == case_id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound(_("This case is not in the file (any more)."))
    requests, facts, applied_by, mediator_id, mediator, clerk_id, clerk, *rest = row
    return dict(zip(_CASE, rest, strict=True)) | {
        "requests": requests,
        "facts": facts,
        "applied_by": applied_by,
        "mediator": None if mediator_id is None else Officer(mediator_id, mediator),
        "clerk": None if clerk_id is None else Officer(clerk_id, clerk),
    }


def _parties(session: Session, case_id: int) -> tuple[Respondent, tuple[Applicant, ...]]:
    claims = _grouped(
        session,
        Claim,
        select(ClaimRecord.party_id, *_columns(ClaimRecord, Claim))
        .join(PartyRecord)
        .where(PartyRecord.case_id == case_id),
    )
    return _respondent(session, case_id), _applicants(session, case_id, claims)


def _stated(session: Session, case_id: int) -> Mapping[int, Stated]:
    """Return the workers' further facts by party."""
    query = (
        select(WorkerFactRecord.party_id, WorkerFactRecord.name, WorkerFactRecord.value)
        .join(PartyRecord)
        .where(PartyRecord.case_id == case_id)
        .order_by(WorkerFactRecord.party_id, WorkerFactRecord.name)
    )
    found: dict[int, dict[str, str]] = {}
    for party_id, name, value in session.execute(query):
        found.setdefault(party_id, {})[name] = value
    return found


def _applicants(
    session: Session, case_id: int, claims: Mapping[int, tuple[Claim, ...]]
) -> tuple[Applicant, ...]:
    stated = _stated(session, case_id)
    query = (
        select(
            PartyRecord.id,
            *(getattr(PartyRecord, name) for name in _WORK),
            *(getattr(PersonRecord, name) for name in _PERSON),
        )
        .join(PersonRecord, PartyRecord.person_id == PersonRecord.id)
        .where(
            PartyRecord.case_id == case_id,
            PartyRecord.side == Side.APPLICANT,
            PartyRecord.role.is_(None),
        )
        .order_by(PartyRecord.position)
    )
    found = []
    for key, *values in session.execute(query):
        work = Employment(**dict(zip(_WORK, values[: len(_WORK)], strict=True)))
        person = Person(**dict(zip(_PERSON, values[len(_WORK) :], strict=True)))
        made = sorted(claims[key], key=lambda claim: _PLACE[claim.kind])
        found.append(
            Applicant(
                id=key, person=person, work=work, claims=tuple(made), stated=stated.get(key, {})
            )
        )
    return tuple(found)


def _respondent(session: Session, case_id: int) -> Respondent:
    query = (
        select(
            PartyRecord.id,
            EmployerRecord.id,
            PartyRecord.capacity,
            *(getattr(EmployerRecord, name) for name in _EMPLOYER),
        )
        .join(EmployerRecord, PartyRecord.employer_id == EmployerRecord.id)
        .where(PartyRecord.case_id == case_id, PartyRecord.side == Side.RESPONDENT)
        .order_by(PartyRecord.position)
        .limit(1)
    )
    key, employer_id, capacity, *values = session.execute(query).one()
    employer = Employer(**dict(zip(_EMPLOYER, values, strict=True)))
    return Respondent(id=key, employer_id=employer_id, employer=employer, capacity=capacity)


def _of_case(session: Session, case_id: int, kind: type[Any], value: type[V]) -> tuple[V, ...]:
    """Return the values of rows that are named as the values' fields are."""
    columns = _columns(kind, value)
    query = select(kind.case_id, *columns).where(kind.case_id == case_id).order_by(kind.id)
    return _grouped(session, value, query)[case_id]


def _hearings(session: Session, case_id: int) -> tuple[Hearing, ...]:
    query = (
        select(*(getattr(HearingRecord, name) for name in _HEARING))
        .where(HearingRecord.case_id == case_id)
        .order_by(HearingRecord.number)
    )
    found = session.execute(query).all()
    rows = {name: _of_hearings(session, case_id, name) for name in _ROWS} if found else {}
    return tuple(
        Hearing(**dict(zip(_HEARING, row, strict=True)) | _rows_of(rows, row.id)) for row in found
    )


def _rows_of(rows: Mapping[str, Mapping[int, Any]], hearing_id: int) -> dict[str, Any]:
    return {name: groups[hearing_id] for name, groups in rows.items()}


_ROWS: dict[str, type[Any]] = {
    "attendance": Attendance,
    "breaks": Break,
    "postponements": Postponement,
    "expected": Expected,
}


def _of_hearings(session: Session, case_id: int, name: str) -> defaultdict[int, tuple[Any, ...]]:
    """Return one kind of rows of the case's hearings, by hearing."""
    kind, value = hearings.ROWS[name], _ROWS[name]
    query = (
        select(kind.hearing_id, *_columns(kind, value))
        .join(HearingRecord, HearingRecord.id == kind.hearing_id)
        .where(HearingRecord.case_id == case_id)
        .order_by(kind.hearing_id, kind.position)
    )
    return _grouped(session, value, query)


def _settlement(session: Session, case_id: int) -> Settlement | None:
    query = select(
        SettlementRecord.id,
        SettlementRecord.agreed_on,
        SettlementRecord.effective_on,
        *(getattr(SettlementRecord, name) for name in _TERMS),
    ).where(SettlementRecord.case_id == case_id)
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    key, agreed_on, effective_on, *terms = row
    money = _grouped(
        session,
        Money,
        select(MoneyRecord.settlement_id, *_columns(MoneyRecord, Money))
        .where(MoneyRecord.settlement_id == key)
        .order_by(MoneyRecord.position),
    )
    signatures = _grouped(
        session,
        Signature,
        select(SignatureRecord.settlement_id, *_columns(SignatureRecord, Signature))
        .where(SignatureRecord.settlement_id == key)
        .order_by(SignatureRecord.id),
    )
    return Settlement(
        terms=Terms(money=money[key], **dict(zip(_TERMS, terms, strict=True))),
        agreed_on=agreed_on,
        signatures=signatures[key],
        effective_on=effective_on,
    )
