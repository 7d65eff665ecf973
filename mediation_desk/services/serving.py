"""Service of papers (送达): recording it, trying again, and addresses confirmed for it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from mediation_desk.domain import errors, reasons
from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.errors import DeskError, Invalid, NotFound, Problem, require
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.other_parties import WORKERS_SIDE
from mediation_desk.domain.rights import Right
from mediation_desk.domain.service_addresses import ServiceAddress, address_problems, in_force
from mediation_desk.domain.serving import (
    FAILED,
    Addressee,
    Service,
    ServiceFacts,
    ServiceManner,
    ServiceResult,
    deemed,
    latest,
    noticed_on,
    problems,
    waits,
)
from mediation_desk.domain.today import UnservedPaper
from mediation_desk.i18n import _
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, clocks
from mediation_desk.storage import serving as store
from mediation_desk.storage import unserved as waiting
from mediation_desk.storage.database import Session

NOTICE = "D-17"
"""The notice that calls to a hearing."""

_MOST_NAMED = 3


def unserved(
    desk: Desk, officer_id: int | None = None, limit: int = 200
) -> tuple[UnservedPaper, ...]:
    """Return the papers that wait to be served, the oldest first: of one person, or of all."""
    desk.actor.require(Right.READ)
    with desk.db.glance() as of:
        return waiting.unserved(of, desk.today(), officer_id, limit)


def begin(
    session: Session,
    case: CaseFile,
    paper_id: int,
    form: str,
    receivers: Iterable[tuple[int, str]],
    day: date,
) -> None:
    """Have an issued paper served on its receivers, inside the act that issues it."""
    planned = [h.id for h in case.hearings if h.status is HearingStatus.PLANNED]
    calls = planned[0] if planned and form == NOTICE else None
    store.open_for(
        session,
        case.id,
        [
            Service(paper_id=paper_id, party_id=key, hearing_id=calls, receiver=name, since=day)
            for key, name in receivers
        ],
    )


def note_notices(session: Session, case_id: int, hearings: Collection[int | None]) -> None:
    """Keep the clock of a hearing's notice, or let it run again, after what was recorded.

    Every party must have the notice; the day of the last one counts (DL07).
    """
    case = cases.file(session, case_id)
    parties = frozenset({case.respondent.id, *(worker.id for worker in case.applicants)})
    for hearing in case.hearings:
        if hearing.id not in hearings or hearing.status is not HearingStatus.PLANNED:
            continue
        since = max((p.decided_on for p in hearing.postponements), default=date.min)
        day = noticed_on(case.services, hearing.id, parties, since)
        if day is not None:
            clocks.meet(session, case_id, ("DL07",), day, str(hearing.number))
        else:
            clocks.reopen(session, case_id, ("DL07",), str(hearing.number))


def record(
    desk: Desk,
    case_id: int,
    version: int,
    ids: tuple[int, ...],
    facts: ServiceFacts,
    corrected: str = "",
    takers: Mapping[int, tuple[str, str]] = MappingProxyType({}),
) -> None:
    """Record what came of one or several attempts (送达结果); a finished one needs a reason.

    `takers` names for an attempt who took the paper and what that person is to the receiver: a
    taker is each receiver's own (民事诉讼法第八十八条). Without a place each receiver's own
    confirmed address is kept, and of several persons each took the paper in person unless
    somebody else is named. For a paper that was left or announced, the day by which the law
    counts it as served is filled in.
    """
    desk.actor.require(Right.ISSUE)
    with on_case(desk, "serve", case_id, version) as (session, case):
        services = _chosen(case, ids)
        _require_reason(services, corrected)
        found: dict[int, ServiceFacts] = {}
        wrong: list[tuple[str, Problem]] = []
        for service in services:
            receiver = addressee(case, service)
            by, relation = takers.get(service.id, (facts.received_by, facts.relation))
            own = replace(facts, received_by=by, relation=relation)
            told = _completed(desk, own, receiver)
            if len(services) > 1 and service.party_id is not None:
                told = _taken_in_person(told, receiver)
            bad = problems(told, receiver, desk.today(), desk.calendar)
            wrong += [(service.receiver, problem) for problem in bad]
            found[service.id] = told
        errors.require(_named(wrong, len(services)))
        store.record(session, found, corrected.strip())
        note_notices(session, case_id, {s.hearing_id for s in case.services if s.id in set(ids)})


def serve_again(desk: Desk, case_id: int, version: int, ids: tuple[int, ...]) -> None:
    """Open the next attempt for papers that did not reach their receivers (再次送达)."""
    desk.actor.require(Right.ISSUE)
    with on_case(desk, "serve_again", case_id, version, adds=True) as (session, case):
        services = _chosen(case, ids)
        last = {service.id for service in latest(case.services)}
        for service in services:
            if service.id not in last:
                raise DeskError(_("A later attempt has been made already."))
            if service.result not in FAILED or not service.waiting:
                raise DeskError(
                    _("Only what was refused, sent back or found nobody is served again.")
                )
        store.again(session, case_id, services, desk.today())


def drop(desk: Desk, case_id: int, version: int, ids: tuple[int, ...], reason: str) -> None:
    """Note with the reason that papers need not be served any more (不再送达)."""
    desk.actor.require(Right.ISSUE)
    require(reasons.problems("reason", reason, reasons.BRIEF))
    with on_case(desk, "drop_service", case_id, version, adds=True) as (session, case):
        services = _chosen(case, ids)
        if done := [service for service in services if not service.waiting]:
            raise DeskError(
                _("The service on {name} is finished already.").format(name=done[0].receiver)
            )
        store.record(session, {s.id: store.dropped(s, reason.strip()) for s in services})


def add_receiver(
    desk: Desk,
    case_id: int,
    version: int,
    paper_id: int,
    receiver: str,
    party_id: int | None = None,
) -> None:
    """Have an issued paper served on somebody else too: an agent, another body (增加受送达人)."""
    desk.actor.require(Right.ISSUE)
    name = receiver.strip()
    if not name:
        raise Invalid([Problem("receiver", _("Enter the receiver."))])
    with on_case(desk, "add_receiver", case_id, version, adds=True) as (session, case):
        paper = _paper(case, paper_id)
        if any(s.paper_id == paper.id and s.receiver == name for s in case.services):
            text = _("{title} is served on {name} already.")
            raise Invalid(
                [Problem("receiver", text.format(title=paper.title, name=name))],
            )
        store.open_for(
            session,
            case_id,
            [Service(paper_id=paper.id, party_id=party_id, receiver=name, since=desk.today())],
        )


def confirm_address(desk: Desk, case_id: int, version: int, address: ServiceAddress) -> None:
    """Keep the address that a party confirmed for service (送达地址确认); the last one holds."""
    desk.actor.require(Right.ISSUE)
    told = _tidy(address)
    errors.require(address_problems(told, desk.today()))
    with on_case(desk, "confirm_address", case_id, version, adds=True) as (session, case):
        _require_party(case, told.party_id)
        if told.id:
            if all(known.id != told.id for known in case.addresses):
                raise NotFound(_("This confirmation is not in the case."))
            store.correct_address(session, told)
        else:
            store.confirm(session, case_id, told)


def addressee(case: CaseFile, service: Service) -> Addressee:
    """Return what must be known of a receiver to judge the service."""
    return Addressee(
        name=service.receiver,
        issued_on=_paper(case, service.paper_id).issued_on,
        address=in_force(case.addresses, service.party_id),
        opponents=_opponents(case, service.party_id),
        organisation=service.party_id is not None and _is_organisation(case, service.party_id),
    )


def _is_organisation(case: CaseFile, party_id: int) -> bool:
    others = {other.id for other in case.others if other.employer is not None}
    return party_id == case.respondent.id or party_id in others


def _opponents(case: CaseFile, party_id: int | None) -> frozenset[str]:
    """Name the other side, which cannot take papers for this one."""
    employer = case.respondent.employer
    workers = {worker.id: worker.person.name for worker in case.applicants}
    workers |= {o.id: o.name for o in case.others if o.role in WORKERS_SIDE}
    others = {o.id: o.name for o in case.others if o.id not in workers}
    against = {case.respondent.id: employer.name, **others}
    if party_id in workers:
        return frozenset({*against.values(), employer.legal_representative} - {""})
    return frozenset(workers.values()) if party_id in against else frozenset()


def usual_place(case: CaseFile, service: Service, manner: ServiceManner | None) -> str:
    """Return where a receiver is served unless another place is told."""
    confirmed = in_force(case.addresses, service.party_id)
    if manner is ServiceManner.ELECTRONIC:
        return confirmed.electronic_place if confirmed else ""
    if manner in (ServiceManner.PUBLIC, ServiceManner.FORWARDED):
        return ""
    return confirmed.address if confirmed else known_address(case, service.party_id)


def known_address(case: CaseFile, party_id: int | None) -> str:
    """Return the address that the case's card has of a party."""
    if party_id == case.respondent.id:
        return case.respondent.employer.address
    known = {worker.id: worker.person.address for worker in case.applicants}
    known |= {other.id: other.address for other in case.others}
    return known.get(party_id or 0, "")


def _completed(desk: Desk, facts: ServiceFacts, receiver: Addressee) -> ServiceFacts:
    told = facts
    if not told.place and receiver.address and told.manner is ServiceManner.ELECTRONIC:
        told = replace(told, place=receiver.address.electronic_place)
    elif not told.place and receiver.address and told.manner in _AT_ADDRESS:
        told = replace(told, place=receiver.address.address)
    if told.result is ServiceResult.SERVED and told.served_on is None:
        told = replace(told, served_on=deemed(told, desk.calendar))
    return told


def _taken_in_person(facts: ServiceFacts, receiver: Addressee) -> ServiceFacts:
    handed = facts.manner is ServiceManner.DIRECT and facts.result is ServiceResult.SERVED
    if handed and not facts.received_by.strip() and not receiver.organisation:
        return replace(facts, received_by=receiver.name)
    return facts


_AT_ADDRESS = (ServiceManner.DIRECT, ServiceManner.LEFT, ServiceManner.POST)


def _named(wrong: list[tuple[str, Problem]], asked: int) -> list[Problem]:
    """Say each problem once; of several receivers name those whom it concerns alone."""
    concerned: dict[Problem, list[str]] = {}
    for name, problem in wrong:
        concerned.setdefault(problem, []).append(name)
    found = []
    for problem, names in concerned.items():
        if asked > 1 and len(names) < asked:
            shown = _(", ").join(names[:_MOST_NAMED])
            if len(names) > _MOST_NAMED:
                shown = _("{names} and {n} more").format(names=shown, n=len(names) - _MOST_NAMED)
            text = _("{names}: {problem}").format(names=shown, problem=problem.text)
            found.append(Problem(problem.field, text))
        else:
            found.append(problem)
    return found


def _chosen(case: CaseFile, ids: tuple[int, ...]) -> list[Service]:
    services = {service.id: service for service in case.services}
    if not ids or any(key not in services for key in ids):
        raise NotFound(_("This service is not in the case."))
    return [services[key] for key in ids]


def _require_reason(services: list[Service], corrected: str) -> None:
    if all(waits(service) for service in services):
        return
    if not corrected.strip():
        raise Invalid([Problem("corrected", _("Say why the record is corrected."))])
    require(reasons.problems("corrected", corrected))


def _paper(case: CaseFile, paper_id: int) -> IssuedPaper:
    for paper in case.papers:
        if paper.id == paper_id:
            return paper
    raise NotFound(_("This paper is not in the case."))


def _require_party(case: CaseFile, party_id: int) -> None:
    if party_id not in dict(case.parties):
        raise NotFound(_("This party is not in the case."))


def _tidy(address: ServiceAddress) -> ServiceAddress:
    return replace(
        address,
        address=address.address.strip(),
        postcode=address.postcode.strip(),
        receiver=address.receiver.strip(),
        phone=address.phone.strip(),
        email=address.email.strip(),
        messenger=address.messenger.strip(),
        note=address.note.strip(),
    )
