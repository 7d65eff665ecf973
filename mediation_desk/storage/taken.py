"""Whom and what other hearings keep busy, of all who are concerned in a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.booking import ClashKind, Taken
from mediation_desk.domain.case import Side
from mediation_desk.domain.hearing import OCCUPYING
from mediation_desk.domain.today import BookedHearing
from mediation_desk.storage import booked
from mediation_desk.storage.reading import AnySelect
from mediation_desk.storage.records import (
    AgentRecord,
    CaseRecord,
    EmployerRecord,
    ExpectedRecord,
    HearingRecord,
    PanelMemberRecord,
    PartyRecord,
    PersonRecord,
    RepresentativeRecord,
    SpecialNeedRecord,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """Who comes to a hearing of a case, as they are known again in another one."""

    case_id: int
    parties: tuple[int, ...]
    employers: tuple[int, ...]
    numbers: tuple[str, ...]
    licences: tuple[str, ...]
    helpers: tuple[tuple[str, str], ...]
    """Interpreters and panel members from outside, by name and telephone."""


def identities(session: Session, case_id: int, called: frozenset[int] = frozenset()) -> Identities:
    """Return who comes; `called` are the parties that do, none named means all."""
    parties = [
        row
        for row in session.execute(
            select(PartyRecord.id, PartyRecord.employer_id, PersonRecord.id_number)
            .outerjoin(PersonRecord, PersonRecord.id == PartyRecord.person_id)
            .where(PartyRecord.case_id == case_id)
        )
        if not called or row.id in called
    ]
    keys = {row.id for row in parties}
    agents = [
        row
        for row in session.execute(
            select(AgentRecord.party_id, AgentRecord.licence, PersonRecord.id_number)
            .join(PersonRecord, PersonRecord.id == AgentRecord.person_id)
            .where(AgentRecord.case_id == case_id)
        )
        if row.party_id in keys
    ]
    numbers = [row.id_number for row in (*parties, *agents) if row.id_number]
    return Identities(
        case_id=case_id,
        parties=tuple(keys),
        employers=tuple(row.employer_id for row in parties if row.employer_id is not None),
        numbers=tuple(numbers),
        licences=tuple(row.licence for row in agents if row.licence),
        helpers=_helpers(session, case_id, keys),
    )


def _helpers(session: Session, case_id: int, keys: set[int]) -> tuple[tuple[str, str], ...]:
    needs = session.execute(
        select(SpecialNeedRecord.party_id, SpecialNeedRecord.helper, SpecialNeedRecord.phone).where(
            SpecialNeedRecord.case_id == case_id, SpecialNeedRecord.helper != ""
        )
    )
    found = [(row.helper, row.phone) for row in needs if row.party_id in keys]
    outside = session.execute(
        select(PanelMemberRecord.name, PanelMemberRecord.phone).where(
            PanelMemberRecord.case_id == case_id, PanelMemberRecord.user_id.is_(None)
        )
    )
    return (*found, *((row.name, row.phone) for row in outside))


def rooms_and_officers(
    session: Session, first: date, last: date, officers: frozenset[int], besides: int
) -> list[Taken]:
    """Return which rooms are taken, and which of these people of the centre, by other hearings.

    A person of the centre is taken as mediator, as clerk, and as member of a panel.
    """
    found: list[Taken] = []
    panels = _panels(session, first, last, officers)
    for other in booked.between_days(session, first, last):
        if other.hearing_id == besides or other.status not in OCCUPYING:
            continue
        if other.room:
            found.append(_by(other, ClashKind.ROOM, other.room))
        people = {other.mediator_id: other.mediator, other.clerk_id: other.clerk}
        people |= panels.get(other.case_id, {})
        found += [
            _by(other, ClashKind.PERSON, name)
            for key, name in people.items()
            if key is not None and key in officers
        ]
    return found


def _by(other: BookedHearing, kind: ClashKind, who: str) -> Taken:
    return Taken(
        kind=kind,
        who=who,
        number=other.number,
        day=other.day,
        begins=other.begins,
        minutes=other.minutes,
    )


def _panels(
    session: Session, first: date, last: date, officers: frozenset[int]
) -> dict[int, dict[int | None, str]]:
    """Return in which cases with hearings these people sit on the panel."""
    query = (
        select(PanelMemberRecord.case_id, PanelMemberRecord.user_id, PanelMemberRecord.name)
        .join(HearingRecord, HearingRecord.case_id == PanelMemberRecord.case_id)
        .where(
            PanelMemberRecord.user_id.in_(officers),
            HearingRecord.day.between(first, last),
        )
    )
    found: dict[int, dict[int | None, str]] = {}
    for row in session.execute(query):
        found.setdefault(row.case_id, {})[row.user_id] = row.name
    return found


def people(
    session: Session,
    case_id: int,
    first: date,
    last: date,
    called: frozenset[int] = frozenset(),
    besides: int = 0,
) -> list[Taken]:
    """Return when parties, agents, interpreters and guests of a case are at another hearing.

    The same identity number or licence is the same person, and the same employer is one even
    where its cases are many; interpreters and panel members from outside are known by name.
    """
    who = identities(session, case_id, called)
    found = [
        Taken(
            kind=ClashKind.PERSON,
            who=row.name or "",
            number=row.number,
            day=row.day,
            begins=row.begins,
            minutes=row.minutes,
        )
        for query in (*_parties(who), *_agents(who), *_guests(who))
        for row in session.execute(
            query.where(
                HearingRecord.day.between(first, last),
                HearingRecord.status.in_(OCCUPYING),
                HearingRecord.id != besides,
            )
        )
    ]
    return list(dict.fromkeys(found))


def _hearings(name: Any, case_id: Any) -> AnySelect:  # noqa: ANN401 - any columns
    """Ask for hearings of the cases in which somebody with a name appears."""
    return (
        select(
            HearingRecord.day,
            HearingRecord.begins,
            HearingRecord.minutes,
            CaseRecord.number,
            name.label("name"),
        )
        .join(HearingRecord, HearingRecord.case_id == case_id)
        .join(CaseRecord, CaseRecord.id == HearingRecord.case_id)
    )


def _parties(who: Identities) -> Iterable[AnySelect]:
    """Ask for each kind of identity by its own index."""
    name = func.coalesce(PersonRecord.name, EmployerRecord.name)
    query = (
        _hearings(name, PartyRecord.case_id)
        .select_from(PartyRecord)
        .outerjoin(PersonRecord, PersonRecord.id == PartyRecord.person_id)
        .outerjoin(EmployerRecord, EmployerRecord.id == PartyRecord.employer_id)
        .where(_called_there())
    )
    return (
        query.where(PartyRecord.employer_id.in_(who.employers)),
        query.where(PersonRecord.id_number.in_(who.numbers)),
        query.where(PartyRecord.id.in_(who.parties), PersonRecord.id_number == ""),
    )


def _called_there() -> ColumnElement[bool]:
    """Limit to the parties that come to the other hearing.

    It calls those it names; where it names none, elected representatives come for the workers.
    """
    named, here = aliased(ExpectedRecord), aliased(ExpectedRecord)
    elected, this = aliased(RepresentativeRecord), aliased(RepresentativeRecord)
    nobody_named = ~exists().where(
        named.hearing_id == HearingRecord.id, named.party_id.is_not(None)
    )
    comes_for_all = or_(
        PartyRecord.side != Side.APPLICANT,
        ~exists().where(elected.case_id == PartyRecord.case_id),
        exists().where(this.party_id == PartyRecord.id),
    )
    return or_(
        and_(nobody_named, comes_for_all),
        exists().where(here.hearing_id == HearingRecord.id, here.party_id == PartyRecord.id),
    )


def _agents(who: Identities) -> Iterable[AnySelect]:
    query = (
        _hearings(PersonRecord.name, AgentRecord.case_id)
        .select_from(AgentRecord)
        .join(PersonRecord, PersonRecord.id == AgentRecord.person_id)
        .join(PartyRecord, PartyRecord.id == AgentRecord.party_id)
        .where(_called_there())
    )
    return (
        query.where(PersonRecord.id_number.in_(who.numbers)),
        query.where(AgentRecord.licence.in_(who.licences)),
    )


def _guests(who: Identities) -> Iterable[AnySelect]:
    """Ask for interpreters and panel members from outside, where no telephone tells them apart."""
    if not who.helpers:
        return
    for record, name in (
        (SpecialNeedRecord, SpecialNeedRecord.helper),
        (PanelMemberRecord, PanelMemberRecord.name),
    ):
        same = [
            and_(name == helper, record.phone.in_((phone, "")) if phone else true())
            for helper, phone in who.helpers
        ]
        yield _hearings(name, record.case_id).select_from(record).where(or_(*same))
