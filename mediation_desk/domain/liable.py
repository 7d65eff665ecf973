"""Who is bound by the agreement to pay beside the respondent (先行清偿、连带支付、代付)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.other_parties import Duty, OtherParty, PartyRole
from mediation_desk.domain.settlement import Payment
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _

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


def may_pay(case: CaseFile) -> tuple[str, ...]:
    """Name who may have paid: the respondent first, then whoever stands with it."""
    beside = (o for o in case.others if o.side is Side.RESPONDENT)
    named = (o.name for o in beside if o.role is not PartyRole.WITNESS)
    return (case.respondent.employer.name, *named)


def payer_of(case: CaseFile, payment: Payment) -> str:
    """Name who paid: the respondent where nobody said that another did."""
    return payment.payer or case.respondent.employer.name


def as_told(case: CaseFile, payment: Payment) -> Payment:
    """Return a payment that names its payer only where that is not the respondent."""
    own = payment.payer == case.respondent.employer.name
    return replace(payment, payer="") if own else payment


def paid_by_others(case: CaseFile, party_id: int) -> dict[str, Decimal]:
    """Return what others than the respondent paid to a worker, by their names."""
    found: dict[str, Decimal] = {}
    for payment in case.payments:
        if payment.party_id == party_id and payment.payer:
            found[payment.payer] = found.get(payment.payer, ZERO) + payment.amount
    return found


def problems(case: CaseFile, field: str, payment: Payment) -> Iterator[Problem]:
    """Find that somebody who is no party of the case is said to have paid."""
    if payer_of(case, payment) not in may_pay(case):
        text = _("{payer} is no party of the case who may have paid.").format(payer=payment.payer)
        yield Problem(f"{field}.payer", text)
