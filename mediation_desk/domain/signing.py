"""Who may sign the agreement for whom (协议签署): parties, agents, representatives, guardians."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediation_desk.domain.agents import cannot_settle
from mediation_desk.domain.guards import Grade
from mediation_desk.domain.other_parties import FOR_A_WORKER, OtherParty
from mediation_desk.domain.representatives import lacks_consent
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from mediation_desk.domain.case import CaseFile
    from mediation_desk.domain.settlement import Signature


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a signature does not count; what the law asks a supervisor may override."""

    grade: Grade
    text: str


def objections(case: "CaseFile", signatures: Iterable["Signature"]) -> tuple[Objection, ...]:
    """Say why signatures would not count."""
    return tuple(found for signature in signatures for found in _objections(case, signature))


def _objections(case: "CaseFile", signature: "Signature") -> Iterator[Objection]:
    if signature.agent_id is not None:
        yield from _by_agent(case, signature)
    elif signature.by_party_id is not None:
        yield from _by_party(case, signature)
    elif guardian := _guardian(case, signature.party_id):
        text = _("{worker} is represented by {name}, who signs (劳动争议调解仲裁法第二十五条).")
        yield Objection(Grade.LAW, text.format(worker=signature.name, name=guardian.name))


def _guardian(case: "CaseFile", party_id: int | None) -> OtherParty | None:
    """Return who acts for a worker by law, if somebody does."""
    if party_id is None:
        return None
    acting = (o for o in case.others if o.role in FOR_A_WORKER and o.acts_for == party_id)
    return next(acting, None)


def _by_agent(case: "CaseFile", signature: "Signature") -> Iterator[Objection]:
    agent = next((a for a in case.agents if a.id == signature.agent_id), None)
    if agent is None or agent.party_id != signature.party_id:
        text = _("{name} is not an agent of {party}.")
        yield Objection(
            Grade.VOID, text.format(name=signature.by_name or "—", party=signature.name)
        )
        return
    if reason := cannot_settle(agent, signature.signed_on):
        yield Objection(Grade.LAW, reason)


def _by_party(case: "CaseFile", signature: "Signature") -> Iterator[Objection]:
    by, party = signature.by_party_id, signature.party_id
    acting = next((o for o in case.others if o.id == by), None)
    if acting is not None and acting.role in FOR_A_WORKER and acting.acts_for == party:
        return
    workers = {applicant.id for applicant in case.applicants}
    elected = {r.party_id for r in case.representatives}
    if party is None or party not in workers or by not in elected or by == party:
        text = _("{name} was not elected and cannot sign for {party}.")
        yield Objection(
            Grade.VOID, text.format(name=signature.by_name or "—", party=signature.name)
        )
    elif reason := lacks_consent(case, party, signature.signed_on):
        yield Objection(Grade.LAW, reason)


@dataclass(frozen=True, slots=True)
class Pen:
    """Who can hold the pen for a party besides the party: an agent, or another party."""

    name: str
    agent_id: int | None = None
    by_party_id: int | None = None


def pens(case: "CaseFile", party_id: int) -> tuple[Pen, ...]:
    """Return who could sign for a party; whether the signature counts is another question."""
    found = [
        Pen(other.name, by_party_id=other.id)
        for other in case.others
        if other.role in FOR_A_WORKER and other.acts_for == party_id
    ]
    found += [Pen(a.person.name, agent_id=a.id) for a in case.agents_of(party_id)]
    if any(applicant.id == party_id for applicant in case.applicants):
        found += [
            Pen(case.party_name(row.party_id), by_party_id=row.party_id)
            for row in case.representatives
            if row.party_id != party_id
        ]
    return tuple(found)


def usual_pen(case: "CaseFile", party_id: int | None) -> Pen | None:
    """Return who must sign for a party by law; None where the party signs alone."""
    guardian = _guardian(case, party_id)
    return Pen(guardian.name, by_party_id=guardian.id) if guardian else None
