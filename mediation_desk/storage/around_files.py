"""Reading the people around a case; of a plain case one question finds that there are none."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import BindParameter, bindparam, exists, select
from sqlalchemy.orm import Session

from mediation_desk.domain.agents import Agent
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.other_parties import OtherParty, Site
from mediation_desk.domain.panel import PanelMember, Recusal
from mediation_desk.domain.people import Person
from mediation_desk.domain.representatives import Representative, WorkerAnswer
from mediation_desk.domain.respondents import AskedRespondent
from mediation_desk.domain.special_needs import SpecialNeed
from mediation_desk.storage.case_rows import answered
from mediation_desk.storage.people_around import POWER_COLUMNS
from mediation_desk.storage.records import (
    AgentRecord,
    AskedRespondentRecord,
    EmployerRecord,
    OtherPartyRecord,
    PanelMemberRecord,
    PartyRecord,
    PersonRecord,
    RecusalRecord,
    RepresentativeRecord,
    SiteRecord,
    SpecialNeedRecord,
    WorkerAnswerRecord,
)

V = TypeVar("V")

_KEY: BindParameter[int] = bindparam("key")

FIELDS = (
    *("others", "agents", "representatives", "answers", "panel", "recusals"),
    *("special_needs", "site", "asked"),
)
"""The parts of a case file that are read here."""


def _names(value: type[Any], *besides: str) -> list[str]:
    return [f.name for f in fields(value) if f.name not in besides]


_PERSON = _names(Person)
_EMPLOYER = _names(Employer)
_AGENT = _names(Agent, "person", "powers")


def read(session: Session, case_id: int) -> dict[str, Any]:
    """Return the people around a case by the case file's names for them."""
    [present] = answered(session, _PRESENT, case_id)
    return {name: _READERS[name](session, case_id) for name in FIELDS if getattr(present, name)}


def _rows(kind: type[Any], value: type[V], *order: str) -> Callable[[Session, int], tuple[V, ...]]:
    """Return what reads values whose fields are named as the table's columns are."""
    names = _names(value)
    query = select(*(getattr(kind, name) for name in names)).where(kind.case_id == _KEY)
    query = query.order_by(*(getattr(kind, name) for name in order), kind.id)

    def reader(session: Session, case_id: int) -> tuple[V, ...]:
        rows = answered(session, query, case_id)
        return tuple(value(**dict(zip(names, row, strict=True))) for row in rows)

    return reader


def _agents(session: Session, case_id: int) -> tuple[Agent, ...]:
    found = []
    for row in answered(session, _ALL_AGENTS, case_id):
        values = list(row)
        own = dict(zip(_AGENT, values, strict=False))
        ticks = values[len(_AGENT) : -len(_PERSON)]
        powers = frozenset(p for p, ticked in zip(POWER_COLUMNS, ticks, strict=True) if ticked)
        person = Person(**dict(zip(_PERSON, values[-len(_PERSON) :], strict=True)))
        found.append(Agent(**own, person=person, powers=powers))
    return tuple(found)


def _others(session: Session, case_id: int) -> tuple[OtherParty, ...]:
    return tuple(_other(*row) for row in session.execute(_ALL_OTHERS, {"key": case_id}))


def _other(
    party: PartyRecord,
    other: OtherPartyRecord,
    person: PersonRecord | None,
    employer: EmployerRecord | None,
) -> OtherParty:
    assert party.role is not None, "another party has a role"
    return OtherParty(
        id=party.id,
        role=party.role,
        person=Person(**{n: getattr(person, n) for n in _PERSON}) if person else None,
        employer=Employer(**{n: getattr(employer, n) for n in _EMPLOYER}) if employer else None,
        employer_id=party.employer_id or 0,
        capacity=party.capacity,
        acts_for=other.acts_for,
        duty=other.duty,
        signs=other.signs,
        note=other.note,
    )


def _site(session: Session, case_id: int) -> Site | None:
    record = session.get(SiteRecord, case_id)
    if record is None:
        return None
    return Site(**{name: getattr(record, name) for name in _names(Site)})


_TABLES: dict[str, type[Any]] = {
    "agents": AgentRecord,
    "representatives": RepresentativeRecord,
    "answers": WorkerAnswerRecord,
    "panel": PanelMemberRecord,
    "recusals": RecusalRecord,
    "special_needs": SpecialNeedRecord,
    "site": SiteRecord,
    "asked": AskedRespondentRecord,
}
_PRESENT = select(
    exists().where(PartyRecord.case_id == _KEY, PartyRecord.role.is_not(None)).label("others"),
    *(exists().where(kind.case_id == _KEY).label(name) for name, kind in _TABLES.items()),
)
_ALL_AGENTS = (
    select(
        *(getattr(AgentRecord, name) for name in _AGENT),
        *(getattr(AgentRecord, column) for column in POWER_COLUMNS.values()),
        *(getattr(PersonRecord, name) for name in _PERSON),
    )
    .join(PersonRecord, AgentRecord.person_id == PersonRecord.id)
    .where(AgentRecord.case_id == _KEY)
    .order_by(AgentRecord.id)
)
_ALL_OTHERS = (
    select(PartyRecord, OtherPartyRecord, PersonRecord, EmployerRecord)
    .join(OtherPartyRecord, OtherPartyRecord.party_id == PartyRecord.id)
    .outerjoin(PersonRecord, PartyRecord.person_id == PersonRecord.id)
    .outerjoin(EmployerRecord, PartyRecord.employer_id == EmployerRecord.id)
    .where(PartyRecord.case_id == _KEY)
    .order_by(PartyRecord.id)
)
_READERS: dict[str, Callable[[Session, int], Any]] = {
    "others": _others,
    "agents": _agents,
    "representatives": _rows(RepresentativeRecord, Representative),
    "answers": _rows(WorkerAnswerRecord, WorkerAnswer),
    "panel": _rows(PanelMemberRecord, PanelMember, "position"),
    "recusals": _rows(RecusalRecord, Recusal),
    "special_needs": _rows(SpecialNeedRecord, SpecialNeed, "party_id"),
    "site": _site,
    "asked": _rows(AskedRespondentRecord, AskedRespondent),
}
