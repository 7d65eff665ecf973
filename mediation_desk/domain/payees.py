"""Who takes what is paid (收款人): the worker, or somebody entitled to take it."""

from collections.abc import Iterator

from mediation_desk.domain.agents import Agent, Power
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.settlement import Manner, Payment
from mediation_desk.i18n import _


def name(case: CaseFile, payment: Payment) -> str:
    """Name who took a payment, and for whom where that was not the worker."""
    worker = case.party_name(payment.party_id)
    if not elsewhere(case, payment):
        return worker
    return _("{payee} for {worker}").format(payee=payment.payee, worker=worker)


def elsewhere(case: CaseFile, payment: Payment) -> bool:
    """Say whether the money went to somebody else than the worker."""
    return bool(payment.payee) and payment.payee != case.party_name(payment.party_id)


def agent(case: CaseFile, payment: Payment) -> Agent | None:
    """Return the worker's agent who took the money, if it was one."""
    found = (a for a in case.agents_of(payment.party_id) if a.person.name == payment.payee)
    return next(found, None)


def entitled(case: CaseFile, payment: Payment) -> bool:
    """Say whether an authority on file names the taking of money (民事诉讼法第六十二条)."""
    found, day = agent(case, payment), payment.paid_on
    return (
        found is not None
        and found.holds(Power.TAKE_MONEY)
        and found.begun(day)
        and not found.ended(day)
    )


def problems(case: CaseFile, field: str, payment: Payment) -> Iterator[Problem]:
    """Ask for the paper that entitles whoever took the money in the worker's place (代收款项)."""
    if elsewhere(case, payment) and not entitled(case, payment) and not payment.voucher.strip():
        text = _(
            "{payee} is not {worker}, and no authority on file lets {payee} take money: enter the"
            " paper that does under “Voucher”."
        )
        worker = case.party_name(payment.party_id)
        yield Problem(f"{field}.voucher", text.format(payee=payment.payee, worker=worker))
    if elsewhere(case, payment) and payment.manner is Manner.BANK:
        text = _("What {payee} took did not go to the worker's own account: choose another way.")
        yield Problem(f"{field}.manner", text.format(payee=payment.payee))
