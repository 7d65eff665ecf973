"""The people around a case: agents, other parties, representatives, panel, recusal, needs."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mediation_desk.domain.agents import Agent, Power
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.neutrality import Known
from mediation_desk.domain.other_parties import Capacity, OtherParty, Site
from mediation_desk.domain.panel import PanelMember, Recusal
from mediation_desk.domain.representatives import Representative, WorkerAnswer
from mediation_desk.domain.special_needs import SpecialNeed
from mediation_desk.i18n import _
from mediation_desk.storage import absences, asked_respondents, parties, serving, summary
from mediation_desk.storage.reading import by, fill, one, parts, replace
from mediation_desk.storage.records import (
    AbsenceRecord,
    AgentRecord,
    CaseRecord,
    EstimateRecord,
    ExpectedRecord,
    MomentRecord,
    OfferSumRecord,
    OtherPartyRecord,
    PanelMemberRecord,
    PartyRecord,
    PersonRecord,
    RecusalRecord,
    RepresentativeRecord,
    SignatureRecord,
    SiteRecord,
    SpecialNeedRecord,
    WorkerAnswerRecord,
)

POWER_COLUMNS = {power: f"may_{power.value}" for power in Power}
"""The column that ticks each power."""


def _agent_columns(agent: Agent) -> dict[str, Any]:
    ticks = {column: power in agent.powers for power, column in POWER_COLUMNS.items()}
    return parts(agent, "person", "powers") | ticks


def add_agent(session: Session, case_id: int, agent: Agent) -> int:
    """Add an agent; return the key."""
    person = PersonRecord(**parts(agent.person))
    session.add(person)
    session.flush()
    record = AgentRecord(case_id=case_id, person_id=person.id, **_agent_columns(agent))
    session.add(record)
    session.flush()
    summary.mark(session, case_id)
    return record.id


def set_agent(session: Session, agent: Agent) -> None:
    """Change who an agent is and what the authority says."""
    record = one(session, AgentRecord, agent.id)
    fill(record, _agent_columns(agent))
    fill(one(session, PersonRecord, record.person_id), parts(agent.person))
    session.flush()
    summary.mark(session, record.case_id)


def remove_agent(session: Session, agent_id: int) -> None:
    """Take an agent away who has signed nothing."""
    record = one(session, AgentRecord, agent_id)
    query = select(SignatureRecord.id).where(SignatureRecord.agent_id == agent_id).limit(1)
    if session.scalar(query) is not None:
        raise DeskError(_("This agent has signed the agreement and stays."))
    _delete_agent(session, record)
    session.flush()
    summary.mark(session, record.case_id)


def _delete_agent(session: Session, record: AgentRecord) -> None:
    absences.forget_agent(session, record.id)
    person = one(session, PersonRecord, record.person_id)
    session.delete(record)
    session.flush()
    session.delete(person)


def add_other(session: Session, case_id: int, other: OtherParty) -> int:
    """Add another party behind those of its side; return the party's key."""
    query = select(func.max(PartyRecord.position)).where(
        PartyRecord.case_id == case_id, PartyRecord.side == other.side
    )
    party = PartyRecord(
        case_id=case_id,
        side=other.side,
        position=(session.scalar(query) or 0) + 1,
        role=other.role,
        capacity=other.capacity,
    )
    if other.employer is not None:
        party.employer_id = parties.known_employer(session, other.employer)
    elif other.person is not None:
        person = PersonRecord(**parts(other.person))
        session.add(person)
        session.flush()
        party.person_id = person.id
    session.add(party)
    session.flush()
    session.add(OtherPartyRecord(party_id=party.id, **_other_columns(other)))
    session.flush()
    summary.mark(session, case_id)
    return party.id


def _other_columns(other: OtherParty) -> dict[str, Any]:
    return {
        "acts_for": other.acts_for,
        "duty": other.duty,
        "signs": other.signs,
        "note": other.note,
    }


def set_other(session: Session, other: OtherParty) -> None:
    """Change what another party is; a person stays a person, an employer an employer."""
    party = one(session, PartyRecord, other.id)
    fill(party, {"role": other.role, "capacity": other.capacity})
    if other.employer is not None and party.employer_id is not None:
        parties.set_employer(session, party.employer_id, other.employer)
    elif other.person is not None and party.person_id is not None:
        fill(one(session, PersonRecord, party.person_id), parts(other.person))
    else:
        raise DeskError(_("A person cannot become an employer; remove the party and add it anew."))
    fill(one(session, OtherPartyRecord, other.id), _other_columns(other))
    session.flush()
    summary.mark(session, party.case_id)


def remove_other(session: Session, party_id: int) -> None:
    """Take another party away, who must not have taken part yet."""
    party = one(session, PartyRecord, party_id)
    parties.require_unused(session, party_id)
    asked_respondents.let_go(session, party_id, parties.name_of(session, party_id))
    serving.let_go(session, party_id)
    remove_around(session, party_id)
    session.delete(one(session, OtherPartyRecord, party_id))
    session.flush()
    person = one(session, PersonRecord, party.person_id) if party.person_id else None
    session.delete(party)
    session.flush()
    if person is not None:
        session.delete(person)
    session.flush()
    summary.mark(session, party.case_id)


_HANGING: tuple[type[Any], ...] = (
    SpecialNeedRecord,
    RepresentativeRecord,
    WorkerAnswerRecord,
    ExpectedRecord,
    AbsenceRecord,
    MomentRecord,
    OfferSumRecord,
    EstimateRecord,
)


def remove_around(session: Session, party_id: int) -> None:
    """Take away what hangs on a party that leaves: agents, needs, election, answer."""
    acting = select(OtherPartyRecord.party_id).where(OtherPartyRecord.acts_for == party_id)
    for other_id in list(session.scalars(acting)):
        remove_other(session, other_id)
    serving.let_go(session, party_id)
    for agent in list(session.scalars(_of_party(AgentRecord, party_id))):
        _delete_agent(session, agent)
    for kind in _HANGING:
        for record in session.scalars(_of_party(kind, party_id)):
            session.delete(record)
    for recusal in session.scalars(_of_party(RecusalRecord, party_id)):
        raise DeskError(
            _("{name} has asked for a recusal and stays.").format(name=recusal.asked_by)
        )
    session.flush()


def _of_party(kind: type[Any], party_id: int) -> Any:  # noqa: ANN401 - a query for any table
    return select(kind).where(kind.party_id == party_id)


def set_capacity(session: Session, party_id: int, capacity: Capacity | None) -> None:
    """Say as what a party stands in the chain of work."""
    fill(one(session, PartyRecord, party_id), {"capacity": capacity})
    session.flush()


def set_site(session: Session, case_id: int, site: Site | None) -> None:
    """Keep the building project behind a case, or forget it."""
    record = session.get(SiteRecord, case_id)
    if site is None:
        if record is not None:
            session.delete(record)
    elif record is None:
        session.add(SiteRecord(case_id=case_id, **parts(site)))
    else:
        fill(record, parts(site))
    session.flush()


def set_representatives(session: Session, case_id: int, elected: Iterable[Representative]) -> None:
    """Make these the representatives."""
    query = select(RepresentativeRecord).where(RepresentativeRecord.case_id == case_id)
    wanted = {row.party_id: {"case_id": case_id, **parts(row)} for row in elected}
    replace(session, RepresentativeRecord, by(session.scalars(query), "party_id"), wanted)


def set_answers(session: Session, case_id: int, answers: Iterable[WorkerAnswer]) -> None:
    """Make these what the represented workers said."""
    query = select(WorkerAnswerRecord).where(WorkerAnswerRecord.case_id == case_id)
    wanted = {row.party_id: {"case_id": case_id, **parts(row)} for row in answers}
    replace(session, WorkerAnswerRecord, by(session.scalars(query), "party_id"), wanted)


def set_panel(session: Session, case_id: int, people: Iterable[PanelMember]) -> None:
    """Make these the panel and its helpers, in this order."""
    query = select(PanelMemberRecord).where(PanelMemberRecord.case_id == case_id)
    wanted = {
        position: {"case_id": case_id, "position": position, **parts(row)}
        for position, row in enumerate(people, start=1)
    }
    replace(session, PanelMemberRecord, by(session.scalars(query), "position"), wanted)


def set_needs(session: Session, case_id: int, party_id: int, needs: Iterable[SpecialNeed]) -> None:
    """Make these the needs of one party."""
    query = select(SpecialNeedRecord).where(SpecialNeedRecord.party_id == party_id)
    wanted = {row.kind: {"case_id": case_id, **parts(row), "party_id": party_id} for row in needs}
    replace(session, SpecialNeedRecord, by(session.scalars(query), "kind"), wanted)


def add_recusal(session: Session, case_id: int, recusal: Recusal) -> int:
    """Add a request for recusal; return its key."""
    record = RecusalRecord(case_id=case_id, **parts(recusal))
    session.add(record)
    session.flush()
    return record.id


def set_recusal(session: Session, recusal: Recusal) -> None:
    """Keep the decision on a request."""
    fill(one(session, RecusalRecord, recusal.id), parts(recusal))
    session.flush()


def remove_recusal(session: Session, recusal_id: int) -> None:
    """Take away a request that was entered by mistake."""
    session.delete(one(session, RecusalRecord, recusal_id))
    session.flush()


def earlier(
    session: Session, names: Iterable[str], employer_ids: Iterable[int], *, besides: int
) -> tuple[Known, ...]:
    """Return who of these names appears in other cases of these employers, and as what."""
    same = (
        select(PartyRecord.case_id)
        .where(PartyRecord.employer_id.in_(list(employer_ids)), PartyRecord.case_id != besides)
        .distinct()
    )
    parties_named = (
        select(PersonRecord.name, PersonRecord.phone, CaseRecord.number, PartyRecord.role)
        .join(PartyRecord, PartyRecord.person_id == PersonRecord.id)
        .join(CaseRecord, PartyRecord.case_id == CaseRecord.id)
        .where(PartyRecord.case_id.in_(same), PersonRecord.name.in_(list(names)))
    )
    agents_named = (
        select(PersonRecord.name, PersonRecord.phone, CaseRecord.number)
        .join(AgentRecord, AgentRecord.person_id == PersonRecord.id)
        .join(CaseRecord, AgentRecord.case_id == CaseRecord.id)
        .where(AgentRecord.case_id.in_(same), PersonRecord.name.in_(list(names)))
    )
    found = [
        Known(
            name=name,
            phone=phone,
            as_what=role.label if role else _("worker"),
            case_number=number,
        )
        for name, phone, number, role in session.execute(parties_named)
    ]
    found += [
        Known(name=name, phone=phone, as_what=_("agent"), case_number=number)
        for name, phone, number in session.execute(agents_named)
    ]
    return tuple(found)
