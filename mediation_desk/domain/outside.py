"""Workers whom the agreement of the others does not bind: they settle one by one (逐人处理)."""

from typing import TYPE_CHECKING

from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import OwnGround
from mediation_desk.i18n import _

if TYPE_CHECKING:  # the day's page names next steps without loading whole cases
    from datetime import date

    from mediation_desk.domain.case import CaseFile
    from mediation_desk.domain.claims import Applicant


def bound(case: "CaseFile") -> frozenset[int]:
    """Return the workers whom the agreement binds: named in it, or with their own signature.

    It binds only those who signed or validly consented (procedure.md 2.6).
    """
    workers = {applicant.id for applicant in case.applicants}
    settlement = case.settlement
    if settlement is None:
        return frozenset()
    if not settlement.terms.money:
        return frozenset(workers)
    named = {row.party_id for row in settlement.terms.money}
    named |= {signature.party_id for signature in settlement.signatures if signature.party_id}
    named |= {duty.party_id for duty in case.duties if duty.party_id}
    return frozenset(named & workers)


def to_settle(case: "CaseFile") -> "tuple[Applicant, ...]":
    """Return the workers whom an agreement about the sums agreed now will bind.

    That is everybody as long as no sum is agreed for anyone.
    """
    named = {a.id for a in case.applicants if any(claim.agreed for claim in a.claims)}
    if not named:
        return case.applicants
    named |= {duty.party_id for duty in case.duties if duty.party_id}
    return tuple(a for a in case.applicants if a.id in named)


def outside(case: "CaseFile") -> "tuple[Applicant, ...]":
    """Return the workers who did not settle while the agreement of the others is in effect."""
    if case.settlement is None or case.settlement.effective_on is None or case.past is not None:
        return ()
    inside = bound(case)
    return tuple(a for a in case.applicants if a.id not in inside)


def untold(case: "CaseFile") -> "tuple[Applicant, ...]":
    """Return those of them of whom nobody has written down how the mediation ended."""
    told = {t.party_id for t in case.steps if t.step is Step.END_FOR_ONE}
    return tuple(a for a in outside(case) if a.id not in told)


def leaving(case: "CaseFile", _on: "date") -> set[int]:
    """Return those of them who withdrew their application, or may still say that they do."""
    if case.applied_by is not Side.APPLICANT:
        return set()
    open_ends = {applicant.id for applicant in untold(case)}
    told = {taken.party_id: taken.ground for taken in case.steps if taken.step is Step.END_FOR_ONE}
    left = OwnGround.LEFT.value
    return {a.id for a in outside(case) if a.id in open_ends or told.get(a.id) == left}


def stays(case: "CaseFile", party_id: int) -> str:
    """Say why a worker cannot be taken out of a case, and what to do instead; empty if nothing.

    What happened at a hearing or stands in the agreement stays on record (procedure.md 2.6).
    """
    if len(case.applicants) == 1:
        return _("The last worker cannot leave; withdraw the application instead.")
    name = case.party_name(party_id)
    named = case.settlement.terms.money if case.settlement else ()
    inside = any(row.party_id == party_id for row in named)
    in_effect = case.settlement is not None and case.settlement.effective_on is not None
    if inside and in_effect:
        return _("{name} is bound by the agreement and cannot leave.").format(name=name)
    if any(row.party_id == party_id for h in case.hearings for row in h.attendance):
        text = _(
            "{name} stands in the record of a hearing and stays in the case. Agree no sum for"
            " {name}, so that the agreement of the others does not bind; once it is in effect, the"
            " step “{step}” tells how the mediation ended for {name}."
        )
        return text.format(name=name, step=Step.END_FOR_ONE.label)
    if inside:
        text = _(
            "{name} stands in the agreement. Take the agreed sums of {name} back and save the"
            " agreement anew; then {name} can leave."
        )
        return text.format(name=name)
    return ""
