"""Who signs the agreement, a line for each, and who can hold the pen for several at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.settlement import Signature, Signer
from mediation_desk.domain.signing import Pen, pens, usual_pen
from mediation_desk.i18n import _


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody whose signature or seal the agreement needs, the day it was given, and by whom."""

    signer: Signer
    name: str
    party_id: int | None
    signed_on: date | None
    by: str = ""
    signed_at: time | None = None

    @property
    def when(self) -> str:
        """The day, and the time where it was noted; empty while it is missing."""
        if self.signed_on is None or self.signed_at is None:
            return str(self.signed_on or "")
        return f"{self.signed_on} {self.signed_at:%H:%M}"


def lines(case: CaseFile, centre: str) -> tuple[Line, ...]:
    """Return everybody who signs: workers bound, employer, others, mediator, seal."""
    settlement = case.settlement
    given = settlement.signatures if settlement else ()
    by_party = {s.party_id: s for s in given if s.party_id is not None}
    by_signer = {s.signer: s for s in given if s.party_id is None}
    bound = {row.party_id for row in settlement.terms.money} if settlement else set()

    def of(signer: Signer, name: str, party_id: int | None = None) -> Line:
        signed = by_signer.get(signer) if party_id is None else by_party.get(party_id)
        if signed is None:
            return Line(signer, name, party_id, None)
        return Line(signer, name, party_id, signed.signed_on, _by(signed), signed.signed_at)

    respondent = case.respondent
    return (
        *(of(Signer.APPLICANT, a.person.name, a.id) for a in case.applicants if a.id in bound),
        of(Signer.RESPONDENT, respondent.employer.name, respondent.id),
        *(of(Signer.OTHER, other.name, other.id) for other in case.others if other.must_sign),
        of(Signer.MEDIATOR, case.mediator.name if case.mediator else "—"),
        of(Signer.CENTRE, centre),
    )


def _by(signature: Signature) -> str:
    if signature.override:
        return _("{name} (taken by the supervisor: {reason})").format(
            name=signature.by_name or signature.name, reason=signature.override
        )
    return signature.by_name


def common_pens(case: CaseFile, rows: Sequence[Line]) -> tuple[str, ...]:
    """Name who could sign for every one of these."""
    names: list[str] | None = None
    for row in rows:
        own = [pen.name for pen in pens(case, row.party_id)] if row.party_id is not None else []
        names = own if names is None else [name for name in names if name in own]
    return tuple(dict.fromkeys(names or ()))


def pens_apart(case: CaseFile, rows: Sequence[Line]) -> tuple[str, ...]:
    """Name who could sign for some of these, where nobody could for all."""
    if common_pens(case, rows):
        return ()
    held = (
        pen.name for row in rows if row.party_id is not None for pen in pens(case, row.party_id)
    )
    return tuple(dict.fromkeys(held))


def signature(case: CaseFile, row: Line, day: date, pen: str) -> Signature:
    """Return the signature of a line by whoever was chosen, else by whom the law names."""
    chosen: Pen | None = None
    if row.party_id is not None:
        offered = (p for p in pens(case, row.party_id) if p.name == pen)
        chosen = next(offered, None) if pen else usual_pen(case, row.party_id)
    return Signature(
        signer=row.signer,
        name=row.name,
        signed_on=day,
        party_id=row.party_id,
        agent_id=chosen.agent_id if chosen else None,
        by_party_id=chosen.by_party_id if chosen else None,
        by_name=chosen.name if chosen else "",
    )
