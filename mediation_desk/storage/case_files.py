"""Everything about one case, read in a handful of queries."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.case import CaseFile, Clock, Consent, IssuedPaper, Respondent, Side
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment, Stated
from mediation_desk.domain.duties import Duty
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.hearing import Attendance, Break, Expected, Hearing, Postponement
from mediation_desk.domain.people import Officer, Person
from mediation_desk.domain.platforms import PlatformNumber
from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.domain.serving import Service
from mediation_desk.domain.settlement import Payment, Waiver
from mediation_desk.domain.splitting import without_gone
from mediation_desk.domain.tracks import Proceeding
from mediation_desk.domain.visits import Visit
from mediation_desk.i18n import _
from mediation_desk.storage import (
    around_files,
    day_ends,
    hearings,
    limitation,
    materials,
    origins,
    settlement_files,
    splitting,
    steps,
)
from mediation_desk.storage.case_rows import COUNTED, KEY, answered, columns, grouped, names
from mediation_desk.storage.reading import AnySelect
from mediation_desk.storage.records import (
    CaseRecord,
    ClaimRecord,
    ClockRecord,
    ConsentRecord,
    DutyRecord,
    EmployerRecord,
    HearingRecord,
    MaterialRecord,
    MomentRecord,
    PaperRecord,
    PartyRecord,
    PaymentRecord,
    PersonRecord,
    PlatformNumberRecord,
    PlatformRecord,
    ProceedingRecord,
    ServiceAddressRecord,
    ServiceRecord,
    SettlementRecord,
    SplitWorkerRecord,
    StatementRecord,
    StepTakenRecord,
    UserRecord,
    VisitRecord,
    WaiverRecord,
    WorkerFactRecord,
)

_MEDIATOR = aliased(UserRecord)
_CLERK = aliased(UserRecord)


_PERSON = names(Person)
_WORK = names(Employment)
_EMPLOYER = names(Employer)
_CASE = names(
    CaseFile,
    *["requests", "facts", "respondent", "applicants", "consents", "mediator", "clerk"],
    *["hearings", "settlement", "payments", "clocks", "papers", "void_papers", "applied_by"],
    *["received_at", "signed"],
    *["services", "addresses", "platform_numbers", "steps", "proceedings"],
    *["clock_notes", "moments", "waivers", "duties", "visits", "materials"],
    *around_files.FIELDS,
    *["referral", "oral", "enquiry", "past", "gone", "came"],
)
_HEARING = names(Hearing, *hearings.ROWS)
_PLACE = {kind: place for place, kind in enumerate(ClaimKind)}


def file(session: Session, case_id: int) -> CaseFile:
    """Return everything about one case at this moment; what it has nothing of is not asked for."""
    heads, present = _heads(session, case_id)
    respondent, applicants = sides(session, case_id)
    rows = {name: read(session, case_id) for name, read in _READERS.items() if name in present}
    issued: tuple[IssuedPaper, ...] = rows.pop("papers", ())
    case = CaseFile(
        **heads,
        respondent=respondent,
        applicants=applicants,
        **rows,
        papers=tuple(paper for paper in issued if paper.void_on is None),
        void_papers=tuple(paper for paper in issued if paper.void_on is not None),
        **around_files.read(session, case_id),
        **origins.origin(session, case_id)._asdict(),
    )
    return without_gone(case)


def _platform_numbers(session: Session, case_id: int) -> tuple[PlatformNumber, ...]:
    return grouped(session, PlatformNumber, _platform_numbers_query(), case_id)[case_id]


@cache
def _platform_numbers_query() -> AnySelect:
    return (
        select(
            PlatformNumberRecord.case_id,
            PlatformRecord.name.label("platform"),
            *columns(PlatformNumberRecord, PlatformNumber, "platform"),
        )
        .join(PlatformRecord, PlatformRecord.id == PlatformNumberRecord.platform_id)
        .where(PlatformNumberRecord.case_id == KEY)
        .order_by(PlatformRecord.position, PlatformNumberRecord.id)
    )


@cache
def _heads_query() -> AnySelect:
    return (
        select(
            StatementRecord.requests,
            StatementRecord.facts,
            StatementRecord.applied_by,
            StatementRecord.received_at,
            StatementRecord.signed,
            _MEDIATOR.id,
            _MEDIATOR.name,
            _CLERK.id,
            _CLERK.name,
            *(getattr(CaseRecord, name) for name in _CASE),
            *(
                exists().where(of == CaseRecord.id).correlate(CaseRecord).label(name)
                for name, of in _PRESENT.items()
            ),
        )
        .join(StatementRecord, StatementRecord.case_id == CaseRecord.id)
        .outerjoin(_MEDIATOR, CaseRecord.mediator_id == _MEDIATOR.id)
        .outerjoin(_CLERK, CaseRecord.clerk_id == _CLERK.id)
        .where(CaseRecord.id == KEY)
    )


def _heads(session: Session, case_id: int) -> tuple[dict[str, Any], set[str]]:
    """Return what stands once for a case, and the names of what it has rows of."""
    rows = answered(session, _heads_query(), case_id)
    if not rows:
        raise NotFound(_("This case is not in the file (any more), or it is not open to you."))
    requests, facts, applied_by, received_at, signed, *rest = rows[0]
    mediator_id, mediator, clerk_id, clerk, *rest = rest
    present = {name for name, there in zip(_PRESENT, rest[len(_CASE) :], strict=True) if there}
    if "clocks" in present:
        present.add("clock_notes")
    return dict(zip(_CASE, rest, strict=False)) | {
        "requests": requests,
        "facts": facts,
        "applied_by": applied_by,
        "received_at": received_at,
        "signed": signed,
        "mediator": None if mediator_id is None else Officer(mediator_id, mediator),
        "clerk": None if clerk_id is None else Officer(clerk_id, clerk),
    }, present


def sides(session: Session, case_id: int) -> tuple[Respondent, tuple[Applicant, ...]]:
    """Return the two sides of a case with the workers' facts and claims, and nothing else."""
    claims = grouped(session, Claim, _claims_query(), case_id)
    return _respondent(session, case_id), _applicants(session, case_id, claims)


@cache
def _claims_query() -> AnySelect:
    return (
        select(ClaimRecord.party_id, *columns(ClaimRecord, Claim))
        .join(PartyRecord)
        .where(PartyRecord.case_id == KEY)
    )


@cache
def _stated_query() -> AnySelect:
    return (
        select(WorkerFactRecord.party_id, WorkerFactRecord.name, WorkerFactRecord.value)
        .join(PartyRecord)
        .where(PartyRecord.case_id == KEY)
        .order_by(WorkerFactRecord.party_id, WorkerFactRecord.name)
    )


def _stated(session: Session, case_id: int) -> Mapping[int, Stated]:
    """Return the workers' further facts by party."""
    found: dict[int, dict[str, str]] = {}
    for party_id, name, value in answered(session, _stated_query(), case_id):
        found.setdefault(party_id, {})[name] = value
    return found


@cache
def _applicants_query() -> AnySelect:
    return (
        select(
            PartyRecord.id,
            *(getattr(PartyRecord, name) for name in _WORK),
            *(getattr(PersonRecord, name) for name in _PERSON),
        )
        .join(PersonRecord, PartyRecord.person_id == PersonRecord.id)
        .where(
            PartyRecord.case_id == KEY,
            PartyRecord.side == Side.APPLICANT,
            PartyRecord.role.is_(None),
        )
        .order_by(PartyRecord.position)
    )


def _applicants(
    session: Session, case_id: int, claims: Mapping[int, tuple[Claim, ...]]
) -> tuple[Applicant, ...]:
    stated = _stated(session, case_id)
    found = []
    for key, *values in answered(session, _applicants_query(), case_id):
        work = Employment(**dict(zip(_WORK, values[: len(_WORK)], strict=True)))
        person = Person(**dict(zip(_PERSON, values[len(_WORK) :], strict=True)))
        made = sorted(claims[key], key=lambda claim: _PLACE[claim.kind])
        found.append(
            Applicant(
                id=key, person=person, work=work, claims=tuple(made), stated=stated.get(key, {})
            )
        )
    return tuple(found)


@cache
def _respondent_query() -> AnySelect:
    return (
        select(
            PartyRecord.id,
            EmployerRecord.id,
            PartyRecord.capacity,
            *(getattr(EmployerRecord, name) for name in _EMPLOYER),
        )
        .join(EmployerRecord, PartyRecord.employer_id == EmployerRecord.id)
        .where(
            PartyRecord.case_id == KEY,
            PartyRecord.side == Side.RESPONDENT,
            PartyRecord.role.is_(None),
        )
        .order_by(PartyRecord.position)
        .limit(1)
    )


def _respondent(session: Session, case_id: int) -> Respondent:
    [(key, employer_id, capacity, *values)] = answered(session, _respondent_query(), case_id)
    employer = Employer(**dict(zip(_EMPLOYER, values, strict=True)))
    return Respondent(id=key, employer_id=employer_id, employer=employer, capacity=capacity)


def _of_case(session: Session, case_id: int, *, name: str) -> tuple[Any, ...]:
    """Return the values of rows that are named as the values' fields are."""
    _kind, value = _LISTS[name]
    return grouped(session, value, _of_case_query(name), case_id)[case_id]


@cache
def _of_case_query(name: str) -> AnySelect:
    kind, value = _LISTS[name]
    wanted = columns(kind, value, *COUNTED)
    return select(kind.case_id, *wanted).where(kind.case_id == KEY).order_by(kind.id)


@cache
def _hearings_query() -> AnySelect:
    return (
        select(*(getattr(HearingRecord, name) for name in _HEARING))
        .where(HearingRecord.case_id == KEY)
        .order_by(HearingRecord.number)
    )


def _hearings(session: Session, case_id: int) -> tuple[Hearing, ...]:
    found = answered(session, _hearings_query(), case_id)
    rows = {name: _of_hearings(session, case_id, name) for name in _ROWS} if found else {}
    return tuple(
        Hearing(**dict(zip(_HEARING, row, strict=True)) | {n: rows[n][row.id] for n in rows})
        for row in found
    )


_ROWS: dict[str, type[Any]] = {
    "attendance": Attendance,
    "breaks": Break,
    "postponements": Postponement,
    "expected": Expected,
}


def _of_hearings(session: Session, case_id: int, name: str) -> defaultdict[int, tuple[Any, ...]]:
    """Return one kind of rows of the case's hearings, by hearing."""
    return grouped(session, _ROWS[name], _of_hearings_query(name), case_id)


@cache
def _of_hearings_query(name: str) -> AnySelect:
    kind, value = hearings.ROWS[name], _ROWS[name]
    return (
        select(kind.hearing_id, *columns(kind, value))
        .join(HearingRecord, HearingRecord.id == kind.hearing_id)
        .where(HearingRecord.case_id == KEY)
        .order_by(kind.hearing_id, kind.position)
    )


def _duties(session: Session, case_id: int) -> tuple[Duty, ...]:
    last_day = day_ends.last_day(session)
    return tuple(
        replace(duty, last_on=last_day(duty.due_on) if duty.due_on else None)
        for duty in _of_case(session, case_id, name="duties")
    )


_LISTS: dict[str, tuple[type[Any], type[Any]]] = {
    "consents": (ConsentRecord, Consent),
    "payments": (PaymentRecord, Payment),
    "clocks": (ClockRecord, Clock),
    "papers": (PaperRecord, IssuedPaper),
    "services": (ServiceRecord, Service),
    "addresses": (ServiceAddressRecord, ServiceAddress),
    "proceedings": (ProceedingRecord, Proceeding),
    "waivers": (WaiverRecord, Waiver),
    "duties": (DutyRecord, Duty),
    "visits": (VisitRecord, Visit),
}
_TABLES: dict[str, type[Any]] = {name: kind for name, (kind, _value) in _LISTS.items()} | {
    "hearings": HearingRecord,
    "materials": MaterialRecord,
    "settlement": SettlementRecord,
    "moments": MomentRecord,
    "platform_numbers": PlatformNumberRecord,
    "steps": StepTakenRecord,
    "gone": SplitWorkerRecord,
}
"""Where the parts of a case file lie of which a case may have none."""
_PRESENT: dict[str, Any] = {name: kind.case_id for name, kind in _TABLES.items()} | {
    "came": SplitWorkerRecord.new_case_id
}
"""The columns by which each of them is found to be there."""

_READERS: dict[str, Callable[[Session, int], Any]] = {
    name: partial(_of_case, name=name) for name in _LISTS
} | {
    "materials": materials.read,
    "duties": _duties,
    "hearings": _hearings,
    "settlement": settlement_files.settlement,
    "clock_notes": limitation.clock_notes,
    "moments": limitation.moments,
    "platform_numbers": _platform_numbers,
    "steps": steps.taken,
    "gone": splitting.gone,
    "came": splitting.came,
}
