"""Who is bound by the agreement to pay beside the respondent (先行清偿、连带支付、代付)."""

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.other_parties import Duty, OtherParty

_PAY = frozenset({Duty.ADVANCES, Duty.JOINTLY, Duty.PAYS})
"""What makes another party pay itself.

A guarantee that says no more is a general one: the guarantor may refuse until execution against
the debtor was in vain (民法典第六百八十六条、第六百八十七条).
"""


def liable(case: CaseFile) -> tuple[OtherParty, ...]:
    """Return those who took on to pay and signed: who did not sign owes nothing by it."""
    if case.settlement is None or case.settlement.effective_on is None:
        return ()
    signed = {signature.party_id for signature in case.settlement.signatures}
    return tuple(o for o in case.others if o.duty in _PAY and o.id in signed)


def payers(case: CaseFile) -> tuple[tuple[int, str], ...]:
    """Return by key and name who owes the money of the agreement, the respondent first."""
    employer = (case.respondent.id, case.respondent.employer.name)
    return (employer, *((other.id, other.name) for other in liable(case)))
