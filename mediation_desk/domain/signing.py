"""Who may sign the agreement for whom (协议签署): parties, agents, representatives, guardians."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediation_desk.domain.agents import cannot_settle
from mediation_desk.domain.circumstances import who_must_sign
from mediation_desk.domain.guards import Grade
from mediation_desk.domain.other_parties import FOR_A_WORKER, OtherParty
from mediation_desk.domain.representatives import lacks_consent
from mediation_desk.domain.sides import Signer
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from mediation_desk.domain.case import CaseFile
    from mediation_desk.domain.settlement import Signature


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a signature does not count; what the law asks a supervisor may override."""

    grade: Grade
    text: str


def objections(
    case: "CaseFile", signatures: Iterable["Signature"], beside: Iterable["Signature"] = ()
) -> tuple[Objection, ...]:
    """Say why signatures would not count; `beside` are those given together with them."""
    given = tuple(signatures)
    kept = case.settlement.signatures if case.settlement else ()
    present = {(s.signer, s.party_id): s for s in (*kept, *beside, *given)}
    return tuple(
        found
        for signature in given
        for found in (
            *_objections(case, signature),
            *_out_of_order(case, signature, tuple(present.values())),
        )
    )


def _out_of_order(
    case: "CaseFile", signature: "Signature", present: tuple["Signature", ...]
) -> Iterator[Objection]:
    """Find that the mediator or the centre came before those who sign first.

    劳动争议调解仲裁法第十四条: the parties sign or seal, then the mediator signs, and the seal of
    the organisation is affixed.
    """
    if signature.signer not in (Signer.MEDIATOR, Signer.CENTRE):
        return
    signed = {s.party_id: s.signed_on for s in present if s.party_id is not None}
    workers = {applicant.id for applicant in case.applicants}
    one_signed = any(key in workers for key in signed)  # the others may yet be left out
    first = [
        (name, signed.get(key))
        for key, name in who_must_sign(case)
        if key in signed or not (one_signed and key in workers)
    ]
    if signature.signer is Signer.CENTRE:
        mediators = [s.signed_on for s in present if s.signer is Signer.MEDIATOR]
        first.append((Signer.MEDIATOR.label, max(mediators, default=None)))
    late = [name for name, day in first if day is None or day > signature.signed_on]
    if late:
        text = _(
            "{signer}: the parties sign first, then the mediator, then the seal is affixed; not"
            " signed by then: {names} (劳动争议调解仲裁法第十四条)."
        )
        yield Objection(
            Grade.LAW, text.format(signer=signature.signer.label, names=_(", ").join(late))
        )


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
