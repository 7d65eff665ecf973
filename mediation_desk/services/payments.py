"""Performance of the agreement: money that arrived, against its instalments (履行)."""

from collections.abc import Iterator
from datetime import date

from mediation_desk.domain import liable, payees, reasons
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.duties import overdue
from mediation_desk.domain.errors import Invalid, NotFound, Problem
from mediation_desk.domain.money import figures
from mediation_desk.domain.procedure import Facts, advance
from mediation_desk.domain.remedies import left_of_order
from mediation_desk.domain.rights import Right
from mediation_desk.domain.settlement import Obligation, Payment, PaymentStatus, Waiver
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.tracks import Standing, Track
from mediation_desk.i18n import _
from mediation_desk.services.act import on_case, since_closing, write_step
from mediation_desk.services.desk import Desk
from mediation_desk.services.duty_clocks import keep_duties
from mediation_desk.services.performing_again import (
    default_again,
    perform_again,
    told_why,
    watch_on,
)
from mediation_desk.storage import cases, clocks, steps
from mediation_desk.storage import settlements as store
from mediation_desk.storage.database import Session


def record(desk: Desk, case_id: int, version: int, payments: tuple[Payment, ...]) -> None:
    """Record payments to workers for an instalment; part payments leave the rest owed.

    Money that came after the case was closed needs no reason: it corrects nothing.
    """
    desk.actor.require(Right.PERFORM)
    came_later = since_closing(*(payment.paid_on for payment in payments))
    with on_case(desk, Step.PAY.value, case_id, version, adds=came_later) as (session, case):
        advance(case, Step.PAY, desk.today())
        problems = tuple(_problems(desk, case, payments))
        if problems:
            raise Invalid(problems)
        store.add_payments(session, case_id, [liable.as_told(case, p) for p in payments])
        follow(desk, session, case_id)


def remove(desk: Desk, case_id: int, version: int, payment_id: int, reason: str) -> None:
    """Take back a payment that was recorded by mistake, also after all was performed or closed.

    What was called performed in full is being performed again; the reason stands in the journal.
    """
    desk.actor.require(Right.PERFORM)
    with on_case(desk, "remove_payment", case_id, version, adds=True) as (session, case):
        told_why(session, case, reason)
        if all(payment.id != payment_id for payment in case.payments):
            raise NotFound(_("This payment is not in the case."))
        perform_again(desk, session, case, reason)
        store.remove_payment(session, payment_id)
        follow(desk, session, case_id)
        default_again(desk, session, case_id)


def waive(desk: Desk, case_id: int, version: int, waiver: Waiver) -> None:
    """Record what a worker gave up of an instalment in writing (书面豁免), with the reason."""
    desk.actor.require(Right.PERFORM)
    given_later = since_closing(waiver.waived_on)
    with on_case(desk, "waive", case_id, version, adds=given_later) as (session, case):
        advance(case, Step.PAY, desk.today())
        problems = tuple(_waiver_problems(desk, case, waiver))
        if problems:
            raise Invalid(problems)
        store.add_waiver(session, case_id, waiver)
        follow(desk, session, case_id)


def take_back_waiver(desk: Desk, case_id: int, version: int, waiver_id: int, reason: str) -> None:
    """Take back a waiver that was recorded by mistake, with the reason, as a payment is."""
    desk.actor.require(Right.PERFORM)
    with on_case(desk, "remove_waiver", case_id, version, adds=True) as (session, case):
        told_why(session, case, reason)
        if all(waiver.id != waiver_id for waiver in case.waivers):
            raise NotFound(_("This waiver is not in the case."))
        perform_again(desk, session, case, reason)
        store.remove_waiver(session, waiver_id)
        follow(desk, session, case_id)
        default_again(desk, session, case_id)


def _waiver_problems(desk: Desk, case: CaseFile, waiver: Waiver) -> Iterator[Problem]:
    due = {(o.party_id, o.instalment): o for o in case.obligations(desk.today())}
    part = due.get((waiver.party_id, waiver.instalment))
    if part is None:
        yield Problem("instalment", _("This worker has no such instalment."))
    elif waiver.amount <= 0:
        yield Problem("amount", _("An amount must be above zero."))
    elif waiver.amount > part.owed:
        yield Problem(
            "amount",
            _("{name}: only {owed} yuan are owed in this instalment.").format(
                name=case.party_name(waiver.party_id), owed=figures(part.owed)
            ),
        )
    if waiver.waived_on > desk.today():
        yield Problem("waived_on", _("This day lies in the future."))
    elif case.settlement and waiver.waived_on < case.settlement.agreed_on:
        yield Problem("waived_on", _("The waiver lies before the agreement."))
    yield from reasons.problems("reason", waiver.reason)
    if not waiver.document.strip():
        yield Problem("document", _("A waiver is written: enter the paper that says so."))


def _problems(desk: Desk, case: CaseFile, payments: tuple[Payment, ...]) -> Iterator[Problem]:
    due = {(o.party_id, o.instalment): o for o in case.obligations(desk.today())}
    if not payments:
        yield Problem("payments", _("Enter at least one amount."))
    for index, payment in enumerate(payments):
        yield from _payment(desk, case, f"payments.{index}", payment, due)


def _payment(
    desk: Desk,
    case: CaseFile,
    field: str,
    payment: Payment,
    due: dict[tuple[int, int], Obligation],
) -> Iterator[Problem]:
    obligation = due.get((payment.party_id, payment.instalment))
    if obligation is None:
        yield Problem(field, _("This worker has no such instalment."))
        return
    if payment.amount <= 0:
        yield Problem(f"{field}.amount", _("An amount must be above zero."))
    elif payment.amount > obligation.owed:
        yield Problem(
            f"{field}.amount",
            _("{name}: only {owed} yuan are owed in this instalment.").format(
                name=case.party_name(payment.party_id), owed=figures(obligation.owed)
            ),
        )
    yield from payees.problems(case, field, payment)
    yield from liable.problems(case, field, payment)
    if payment.paid_on > desk.today():
        yield Problem(f"{field}.paid_on", _("This day lies in the future."))
    if case.settlement and case.settlement.effective_on:
        yield from _too_early(field, payment.paid_on, case.settlement.agreed_on)


def _too_early(field: str, paid_on: date, agreed_on: date) -> Iterator[Problem]:
    if paid_on < agreed_on:
        yield Problem(f"{field}.paid_on", _("The payment lies before the agreement."))


def follow(desk: Desk, session: Session, case_id: int) -> None:
    """Let the clocks of performance follow what is still owed and undone."""
    case = cases.file(session, case_id)
    assert case.settlement is not None, "performance follows an agreement"
    if case.stage is Stage.CLOSED and case.performance in _OPEN:
        watch_on(session, case)
    due = case.obligations(desk.today())
    for instalment in {o.instalment for o in due}:
        rest = sum((o.owed for o in due if o.instalment == instalment), ZERO)
        days = [p.paid_on for p in case.payments if p.instalment == instalment]
        days += [w.waived_on for w in case.waivers if w.instalment == instalment]
        if rest <= 0:
            clocks.meet(session, case_id, ("DL15",), max(days), detail=str(instalment))
        else:
            clocks.reopen(session, case_id, ("DL15",), detail=str(instalment))
    keep_duties(desk, session, case_id)
    _let_orders_go_on(desk, session, case)
    late = any(o.status is PaymentStatus.OVERDUE for o in due)
    late = late or bool(overdue(case.duties, desk.today()))
    if case.performance is Standing.DEFAULT and not late and case.stage in _MENDED_AT:
        _mend(desk, session, case)


def _let_orders_go_on(desk: Desk, session: Session, case: CaseFile) -> None:
    """Let a payment order that was called paid go on where something of it is owed again."""
    today = desk.today()
    for order in case.proceedings:
        if order.standing is not Standing.ORDER_PAID or left_of_order(case, order, today) <= 0:
            continue
        row = advance(case, Step.ORDER_OWED, today, proceeding=order)
        assert row.standing is not None, "this row says where the order stands"
        steps.set_standing(session, order.id, row.standing, ended_on=None)
        write_step(desk, session, case, row, Facts(day=today), proceeding=order)
        clocks.reopen(session, case.id, ("DL19",), detail=order.label)


_OPEN = frozenset({Standing.PERFORMING, Standing.DEFAULT, Standing.HANDED_ON})
_MENDED_AT = frozenset({Stage.EFFECTIVE, Stage.CLOSED})


def _mend(desk: Desk, session: Session, case: CaseFile) -> None:
    """Let the last of what was overdue end a default.

    That all was performed a person says who has seen the proof, also once the case is closed.
    """
    held = [p for p in case.proceedings if p.track is Track.PERFORMANCE]
    row = advance(case, Step.MEND_DEFAULT, desk.today(), proceeding=held[-1])
    assert row.standing is not None, "this row says where performance stands"
    ends = [p.paid_on for p in case.payments] + [w.waived_on for w in case.waivers]
    ends += [day for d in case.duties for day in (d.done_on, d.waived_on) if day]
    taken = [t.day for t in case.steps if t.track is Track.PERFORMANCE]
    day = max([*ends, *taken[-1:]], default=desk.today())
    steps.set_standing(session, held[-1].id, row.standing, ended_on=None)
    write_step(desk, session, case, row, Facts(day=day), proceeding=held[-1])
