"""The parties of a case, the facts of their employment, their claims and their consent."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from mediation_desk.domain.case import Consent, Side
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment, Stated
from mediation_desk.domain.employer import Employer, EmployerState, UnionThere
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.people import Person
from mediation_desk.i18n import _
from mediation_desk.storage import folding, pinyin, serving, summary
from mediation_desk.storage.reading import by, fill, one, parts, replace
from mediation_desk.storage.records import (
    ClaimRecord,
    ConsentRecord,
    EmployerRecord,
    PartyRecord,
    PersonRecord,
    Record,
    WorkerFactRecord,
)


def find_employer(session: Session, employer: Employer) -> EmployerRecord | None:
    """Return the employer with that credit code, else the one of exactly that name.

    Of two firms with one name, those with different codes are different firms.
    """
    if employer.credit_code:
        query = select(EmployerRecord).where(EmployerRecord.credit_code == employer.credit_code)
        if found := session.scalars(query).first():
            return found
    query = select(EmployerRecord).where(EmployerRecord.name == employer.name)
    if employer.credit_code:
        query = query.where(EmployerRecord.credit_code == "")
    return session.scalars(query.order_by(EmployerRecord.id.desc())).first()


def employer_columns(employer: Employer) -> dict[str, Any]:
    """Return an employer's columns with those that follow from its name."""
    return parts(employer) | {
        "line": folding.employer_line(employer),
        "name_key": pinyin.sort_key(employer.name, person=False),
    }


def known_employer(session: Session, employer: Employer) -> int:
    """Return the key of an employer; what was newly learned of a known one is kept."""
    record = find_employer(session, employer)
    if record is None:
        record = EmployerRecord(**employer_columns(employer))
        session.add(record)
        session.flush()
    else:
        known = employer_of(record)
        unsaid = ("", EmployerState.NORMAL, UnionThere.UNKNOWN)
        learned = {name: said for name, said in parts(employer).items() if said not in unsaid}
        set_employer(session, record.id, Employer(**(parts(known) | learned)))
    return record.id


def add_respondent(session: Session, case_id: int, employer: Employer) -> None:
    """Make the employer the respondent; what was newly learned of a known one is kept."""
    employer_id = known_employer(session, employer)
    session.add(
        PartyRecord(case_id=case_id, side=Side.RESPONDENT, position=1, employer_id=employer_id)
    )
    session.flush()
    summary.mark(session, case_id)


def employer_of(record: EmployerRecord) -> Employer:
    """Return the employer as a value."""
    return Employer(
        name=record.name,
        credit_code=record.credit_code,
        code_note=record.code_note,
        address=record.address,
        legal_representative=record.legal_representative,
        representative_post=record.representative_post,
        phone=record.phone,
        district=record.district,
        state=record.state,
        industry=record.industry,
        ownership=record.ownership,
        union=record.union,
    )


def set_employer(session: Session, employer_id: int, employer: Employer) -> None:
    """Change what is known of an employer, for all its cases."""
    record = one(session, EmployerRecord, employer_id)
    if employer.credit_code and employer.credit_code != record.credit_code:
        query = select(EmployerRecord.name).where(
            EmployerRecord.credit_code == employer.credit_code, EmployerRecord.id != employer_id
        )
        if other := session.scalar(query):
            raise DeskError(_("This credit code already belongs to {name}.").format(name=other))
    renamed = record.name != employer.name
    fill(record, employer_columns(employer))
    session.flush()
    if renamed:
        summary.mark_employer(session, employer_id)


def add_applicants(session: Session, case_id: int, applicants: Iterable[Applicant]) -> None:
    """Add workers after those that the case has already."""
    query = select(func.max(PartyRecord.position)).where(
        PartyRecord.case_id == case_id, PartyRecord.side == Side.APPLICANT
    )
    position = session.scalar(query) or 0
    added = list(applicants)
    persons = [PersonRecord(**parts(applicant.person)) for applicant in added]
    session.add_all(persons)
    session.flush()
    records = [
        PartyRecord(
            case_id=case_id,
            side=Side.APPLICANT,
            position=position + index,
            person_id=person.id,
            **parts(applicant.work),
        )
        for index, (applicant, person) in enumerate(zip(added, persons, strict=True), start=1)
    ]
    session.add_all(records)
    session.flush()
    session.add_all(
        ClaimRecord(party_id=party.id, **parts(claim))
        for applicant, party in zip(added, records, strict=True)
        for claim in applicant.claims
    )
    session.add_all(
        WorkerFactRecord(party_id=party.id, name=name, value=value)
        for applicant, party in zip(added, records, strict=True)
        for name, value in applicant.stated.items()
    )
    session.flush()
    summary.mark(session, case_id)


def set_person(session: Session, party_id: int, person: Person) -> None:
    """Change what the case says of a worker."""
    party = one(session, PartyRecord, party_id)
    fill(one(session, PersonRecord, _person_id(party)), parts(person))
    session.flush()
    summary.mark(session, party.case_id)


def _person_id(party: PartyRecord) -> int:
    if party.person_id is None:
        raise ValueError(f"party {party.id} is not a worker")
    return party.person_id


def set_work(session: Session, works: Mapping[int, Employment]) -> None:
    """Change the facts of workers' employment, by party."""
    query = select(PartyRecord).where(PartyRecord.id.in_(works))
    for party in session.scalars(query):
        _person_id(party)
        fill(party, parts(works[party.id]))
    session.flush()


def set_stated(session: Session, stated: Mapping[int, Stated]) -> None:
    """Set further facts of workers, by party; an empty value takes a fact away."""
    query = select(WorkerFactRecord).where(WorkerFactRecord.party_id.in_(stated))
    present = by(session.scalars(query), "party_id", "name")
    for party_id, facts in stated.items():
        for name, value in facts.items():
            record = present.get((party_id, name))
            if record is None and value:
                session.add(WorkerFactRecord(party_id=party_id, name=name, value=value))
            elif record is not None and value:
                fill(record, {"value": value})
            elif record is not None:
                session.delete(record)
    session.flush()


def set_claims(session: Session, claims: Mapping[int, Iterable[Claim]]) -> None:
    """Make these the workers' claims, by party: kinds are added, changed and removed."""
    query = select(ClaimRecord).where(ClaimRecord.party_id.in_(claims))
    present = by(session.scalars(query), "party_id", "kind")
    wanted = {
        (party_id, claim.kind): parts(claim) | {"party_id": party_id}
        for party_id, made in claims.items()
        for claim in made
    }
    replace(session, ClaimRecord, present, wanted)


def set_amounts(session: Session, claims: Mapping[tuple[int, ClaimKind], Claim]) -> None:
    """Set the amounts of claims that are made already; others stay as they are."""
    party_ids = {party_id for party_id, _kind in claims}
    present = by(
        session.scalars(select(ClaimRecord).where(ClaimRecord.party_id.in_(party_ids))),
        "party_id",
        "kind",
    )
    for key, claim in claims.items():
        fill(present[key], parts(claim, "kind"))
    session.flush()


def remove_applicant(session: Session, party_id: int) -> None:
    """Take a worker out of the case, who must not have taken part in it yet.

    What hangs on the worker, such as agents, is the caller's to take away first.
    """
    party = one(session, PartyRecord, party_id)
    person = one(session, PersonRecord, _person_id(party))
    others = select(func.count()).where(
        PartyRecord.case_id == party.case_id,
        PartyRecord.side == Side.APPLICANT,
        PartyRecord.role.is_(None),
    )
    if session.execute(others).scalar_one() < 2:
        raise DeskError(
            _("A case needs at least one worker. Withdraw the case instead of emptying it.")
        )
    require_unused(session, party_id)
    set_claims(session, {party_id: ()})
    own = select(WorkerFactRecord).where(WorkerFactRecord.party_id == party_id)
    replace(session, WorkerFactRecord, by(session.scalars(own), "name"), {})
    serving.let_go(session, party_id)
    session.delete(party)
    session.flush()
    session.delete(person)
    session.flush()
    summary.mark(session, party.case_id)


HANGING = frozenset(
    {
        *("claim", "worker_fact", "other_party", "agent"),
        *("special_need", "representative", "worker_answer", "asked_respondent"),
        *("service", "service_address", "platform_number"),
        *("expected_person", "absence", "limitation_moment"),
        *("offer_sum", "estimate"),
    }
)
"""Tables whose rows go with a party who leaves; any other that names the party keeps it."""


def require_unused(session: Session, party_id: int) -> None:
    """Refuse to take away a party who took part in a hearing, the agreement or a proceeding."""
    for table in Record.metadata.sorted_tables:
        if table.name in HANGING:
            continue
        for key in table.foreign_keys:
            if key.target_fullname != "party.id":
                continue
            used = select(literal(1)).where(key.parent == party_id).limit(1)
            if session.scalar(used) is not None:
                raise DeskError(
                    _("{name} has taken part in a hearing or the agreement and stays.").format(
                        name=name_of(session, party_id)
                    )
                )


def name_of(session: Session, party_id: int) -> str:
    """Return the name of a party."""
    party = one(session, PartyRecord, party_id)
    if party.person_id is not None:
        return one(session, PersonRecord, party.person_id).name
    assert party.employer_id is not None, "a party is a person or an employer"
    return one(session, EmployerRecord, party.employer_id).name


def add_consent(session: Session, case_id: int, consent: Consent) -> int:
    """Record one side's answer; return its key."""
    record = ConsentRecord(case_id=case_id, **parts(consent))
    session.add(record)
    session.flush()
    return record.id


def set_day_of_consent(session: Session, consent_id: int, day: date) -> None:
    """Move one answer to another day."""
    one(session, ConsentRecord, consent_id).given_on = day
    session.flush()


def set_consent_day(session: Session, case_id: int, by: str, former: date, day: date) -> None:
    """Move an answer that somebody gave on one day to another."""
    given = (
        select(ConsentRecord)
        .where(ConsentRecord.case_id == case_id, ConsentRecord.by == by)
        .where(ConsentRecord.given_on == former)
    )
    for record in session.scalars(given):
        record.given_on = day
    session.flush()
