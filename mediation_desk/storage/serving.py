"""Service of papers and confirmed addresses: opening, recording, trying again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.domain.serving import Service, ServiceFacts, ServiceResult, waits
from mediation_desk.i18n import _
from mediation_desk.storage.reading import fill, one, parts
from mediation_desk.storage.records import (
    PlatformNumberRecord,
    ServiceAddressRecord,
    ServiceRecord,
)


def open_for(session: Session, case_id: int, services: Iterable[Service]) -> tuple[int, ...]:
    """Have papers served; return the keys of the rows."""
    records = [ServiceRecord(case_id=case_id, **parts(service)) for service in services]
    session.add_all(records)
    session.flush()
    return tuple(record.id for record in records)


def record(session: Session, found: Mapping[int, ServiceFacts], corrected: str = "") -> None:
    """Keep what came of attempts by their key, with the reason where they are corrected."""
    for key, facts in found.items():
        row = one(session, ServiceRecord, key)
        fill(row, parts(facts) | {"waiting": waits(facts)})
        if corrected:
            fill(row, {"corrected": corrected})
    session.flush()


def again(session: Session, case_id: int, services: Iterable[Service], since: date) -> None:
    """Close attempts that failed and open the next one for each."""
    following = []
    for service in services:
        fill(one(session, ServiceRecord, service.id), {"waiting": False})
        following.append(
            Service(
                paper_id=service.paper_id,
                party_id=service.party_id,
                hearing_id=service.hearing_id,
                receiver=service.receiver,
                attempt=service.attempt + 1,
                since=since,
            )
        )
    open_for(session, case_id, following)


def confirm(session: Session, case_id: int, address: ServiceAddress) -> int:
    """Keep an address that a party confirmed; return its key."""
    row = ServiceAddressRecord(case_id=case_id, **parts(address))
    session.add(row)
    session.flush()
    return row.id


def correct_address(session: Session, address: ServiceAddress) -> None:
    """Change what was kept of a confirmation."""
    fill(one(session, ServiceAddressRecord, address.id), parts(address))
    session.flush()


def let_go(session: Session, party_id: int) -> None:
    """Keep what was served on a party that leaves the case; nothing more is served on it."""
    rows = select(ServiceRecord).where(ServiceRecord.party_id == party_id)
    for row in session.scalars(rows):
        fill(row, {"party_id": None})
        if row.waiting:
            dropped = {"result": ServiceResult.DROPPED, "waiting": False}
            fill(row, dropped | {"reason": _("Has left the case.")})
    addresses = select(ServiceAddressRecord).where(ServiceAddressRecord.party_id == party_id)
    for address in session.scalars(addresses):
        session.delete(address)
    numbers = select(PlatformNumberRecord).where(PlatformNumberRecord.party_id == party_id)
    for number in session.scalars(numbers):
        session.delete(number)
    session.flush()


def dropped(service: Service, reason: str) -> ServiceFacts:
    """Return the facts of an attempt that is given up."""
    return replace(service.facts, result=ServiceResult.DROPPED, reason=reason)
