"""Workers whom the agreement of the others does not bind: they settle one by one (逐人处理)."""

from typing import TYPE_CHECKING

from mediation_desk.domain.stages import Step

if TYPE_CHECKING:  # the day's page names next steps without loading whole cases
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
