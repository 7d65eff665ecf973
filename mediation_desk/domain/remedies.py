"""Ways on when an agreement is not performed: payment order by item, lawsuit, execution."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mediation_desk.domain.claims import ZERO, ClaimGroup, ClaimKind, Nature
from mediation_desk.domain.duties import overdue
from mediation_desk.domain.money import from_fen, to_fen
from mediation_desk.domain.settlement import Obligation, PaymentStatus
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Step
from mediation_desk.domain.terms import Term
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from mediation_desk.i18n import N_

if TYPE_CHECKING:
    from mediation_desk.domain.case import CaseFile

PAYMENT_ORDER = frozenset(kind for kind in ClaimKind if kind.nature is not Nature.OTHER)
"""Items that 劳动争议调解仲裁法第十六条 names and the desk computes (§3.4: payorder = Y)."""

LABOUR_REMUNERATION = frozenset(kind for kind in ClaimKind if kind.nature is Nature.PAY)
"""Items that are labour remuneration (司法解释（一）第五十一条第二款)."""


class OrderBar(Term):
    """Why an item is not open to a payment order, with its article."""

    INJURY = (
        "injury",
        N_("Of work-injury items only medical costs are open to it (劳动争议调解仲裁法第十六条)"),
    )
    NOT_NAMED = (
        "not_named",
        N_("Neither wages, medical costs, compensation nor damages (劳动争议调解仲裁法第十六条)"),
    )
    PAID = "paid", N_("Nothing is owed any more")
    NOT_DUE = "not_due", N_("Not due yet (民事诉讼法解释第四百二十七条)")
    COUNTER = (
        "counter",
        N_("The worker still owes something in return (民事诉讼法解释第四百二十七条)"),
    )
    OBJECTED = (
        "objected",
        N_("The payment order for it ended with an objection (民事诉讼法第二百二十八条)"),
    )
    RUNNING = "running", N_("A payment order of this worker is under way")
    EFFECTIVE = (
        "effective",
        N_("A payment order for it is in effect: the way is execution (民事诉讼法第二百二十七条)"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderItem:
    """One row of the agreement as seen by a payment order; `bar` is why it is not open."""

    party_id: int
    kind: ClaimKind
    instalment: int
    due_on: date
    last_on: date
    owed: Decimal
    bar: OrderBar | None = None

    @property
    def open(self) -> bool:
        """Say whether a payment order can be asked for it."""
        return self.bar is None

    @property
    def objected(self) -> bool:
        """Say whether the employer's objection ended the payment order that named it."""
        return self.bar is OrderBar.OBJECTED

    @property
    def ordered(self) -> bool:
        """Say whether a payment order in effect names it."""
        return self.bar is OrderBar.EFFECTIVE

    @property
    def claimable(self) -> bool:
        """Say whether an application can name it: it is open, or has been applied for."""
        return self.bar in (None, OrderBar.RUNNING)


def order_items(case: "CaseFile", on: date) -> tuple[OrderItem, ...]:
    """Say of every row of the agreement whether a payment order is open for it on a day.

    劳动争议调解仲裁法第十六条 names the items; 民事诉讼法解释第四百二十七条 wants a fixed sum
    that is due, and nothing owed in return. What was paid counts towards the items of an
    instalment in proportion (民法典第五百六十条).
    """
    if case.settlement is None or case.settlement.effective_on is None:
        return ()
    busy = {p.party_id for p in case.proceedings if p.track is Track.ORDER and p.pending}
    owes = {
        d.party_id
        for d in case.duties
        if d.counter and d.owed_by is Side.APPLICANT and not d.done_on and not d.waived_on
    }
    return tuple(_items(case, on, busy, owes))


def _items(
    case: "CaseFile", on: date, busy: set[int | None], owes: set[int | None]
) -> Iterator[OrderItem]:
    assert case.settlement is not None, "an agreement in effect has terms"
    parts = {(o.instalment, o.party_id): o for o in case.obligations(on)}
    for row in case.settlement.terms.money:
        part = parts[row.instalment, row.party_id]
        rest = _share(row.amount, part)
        bar: OrderBar | None = None
        if row.kind not in PAYMENT_ORDER:
            injury = row.kind.group is ClaimGroup.INJURY
            bar = OrderBar.INJURY if injury else OrderBar.NOT_NAMED
        elif rest <= 0:
            bar = OrderBar.PAID
        elif part.last_on >= on:
            bar = OrderBar.NOT_DUE
        elif row.party_id in owes or None in owes:
            bar = OrderBar.COUNTER
        elif row.party_id in busy or None in busy:
            bar = OrderBar.RUNNING
        elif _covered(case, row.party_id, part.last_on, _IN_EFFECT):
            bar = OrderBar.EFFECTIVE
        elif _covered(case, row.party_id, part.last_on, _ENDED):
            bar = OrderBar.OBJECTED
        yield OrderItem(
            party_id=row.party_id,
            kind=row.kind,
            instalment=row.instalment,
            due_on=row.due_on,
            last_on=part.last_on,
            owed=rest,
            bar=bar,
        )


_ENDED = frozenset({Standing.ORDER_ENDED, Standing.ORDER_DECLINED})
_IN_EFFECT = frozenset({Standing.ORDER_EFFECTIVE})


def _covered(case: "CaseFile", party_id: int, last_on: date, at: frozenset[Standing]) -> bool:
    """Say whether an order for what was due by then stands at one of these standings.

    民事诉讼法第二百二十八条: an order with an objection lapses and the dispute becomes a
    lawsuit; 第二百二十七条: one without it and unpaid is executed. What falls due after that
    order was applied for is open to one of its own.
    """
    return any(
        p.track is Track.ORDER
        and p.standing in at
        and p.party_id in (party_id, None)
        and last_on < p.opened_on
        for p in case.proceedings
    )


def _share(amount: Decimal, part: Obligation) -> Decimal:
    """Return what is left of a row when its instalment was paid in part."""
    if part.owed <= 0:
        return ZERO
    whole = to_fen(part.amount)
    return from_fen((2 * to_fen(amount) * to_fen(part.owed) + whole) // (2 * whole))


def left_of_order(case: "CaseFile", order: Proceeding, on: date) -> Decimal:
    """Return what is still owed on a day of the sum that a payment order names.

    民事诉讼法第二百二十七条: the debtor pays the debt of the order. That is what was due when it
    was applied for; what was paid since on its instalments counts, whatever else they hold.
    """
    before = replace(
        case,
        payments=tuple(p for p in case.payments if p.paid_on < order.opened_on),
        waivers=tuple(w for w in case.waivers if w.waived_on < order.opened_on),
    )
    now = replace(
        case,
        payments=tuple(p for p in case.payments if p.paid_on <= on),
        waivers=tuple(w for w in case.waivers if w.waived_on <= on),
    )
    was = {(o.party_id, o.instalment): o.owed for o in before.obligations(on)}
    since = {
        part: owed - o.owed
        for o in now.obligations(on)
        if (owed := was[(part := (o.party_id, o.instalment))])
    }
    named: dict[tuple[int, int], Decimal] = {}
    for item in order_items(before, order.opened_on):
        mine = order.party_id in (None, item.party_id)
        if mine and item.kind in PAYMENT_ORDER and item.last_on < order.opened_on:
            part = item.party_id, item.instalment
            named[part] = named.get(part, ZERO) + item.owed
    return sum((max(ZERO, sum_ - since.get(part, ZERO)) for part, sum_ in named.items()), ZERO)


def only_remuneration(case: "CaseFile") -> bool:
    """Say whether nothing but labour remuneration was agreed: a direct lawsuit is open then.

    最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第五十一条第二款.
    """
    money = case.settlement.terms.money if case.settlement else ()
    return bool(money) and all(row.kind in LABOUR_REMUNERATION for row in money)


def order_ended(case: "CaseFile") -> bool:
    """Say whether a payment order was terminated: the worker may sue on the agreement.

    最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第十三条第三款.
    """
    return any(t.step in (Step.ORDER_ENDED, Step.ORDER_UNSERVED) for t in case.steps)


class Way(Term):
    """Ways on for whoever is not paid (权利人的救济途径)."""

    EXECUTION = "execution", N_("Apply for execution")
    ORDER = "order", N_("Apply for a payment order")
    LAWSUIT_WAGES = "lawsuit_wages", N_("Direct lawsuit: only labour remuneration is owed")
    LAWSUIT_ORDER = "lawsuit_order", N_("Lawsuit after the payment order ended")
    ARBITRATION = "arbitration", N_("Arbitration")


def owed_late(case: "CaseFile", on: date) -> frozenset[int]:
    """Return the workers to whom the employer owes something that is overdue on a day."""
    late = {o.party_id for o in case.obligations(on) if o.status is PaymentStatus.OVERDUE}
    for duty in overdue(case.duties, on):
        if duty.owed_by is Side.RESPONDENT:
            late |= {duty.party_id} if duty.party_id else {a.id for a in case.applicants}
    return frozenset(late)


def ways(case: "CaseFile", on: date) -> dict[Way, frozenset[int]]:
    """Return the ways that are open when the agreement is not performed, each with its workers.

    Where arbitration's mediation document or the court's confirmation stands, the way is
    execution (劳动争议调解仲裁法第五十一条、民事诉讼法第二百零六条), and so it is for what a
    payment order in effect names (第二百二十七条).
    """
    late = owed_late(case, on) or frozenset(a.id for a in case.applicants)
    if any(p.standing in _WHOLE for p in case.proceedings):
        return {Way.EXECUTION: late}
    items = [item for item in order_items(case, on) if item.party_id in late]
    overdue_items = [item for item in items if item.owed > 0 and item.last_on < on]
    ordered = {item.party_id for item in overdue_items if item.bar is OrderBar.EFFECTIVE}
    beside = {item.party_id for item in overdue_items if item.bar is not OrderBar.EFFECTIVE}
    beside |= late - ordered
    for duty in overdue(case.duties, on):
        if duty.owed_by is Side.RESPONDENT:
            beside |= {duty.party_id} if duty.party_id else late
    open_to = {
        Way.EXECUTION: ordered,
        Way.ORDER: {item.party_id for item in items if item.open},
        Way.LAWSUIT_WAGES: beside if only_remuneration(case) else set(),
        Way.LAWSUIT_ORDER: beside & _order_ended_for(case),
        Way.ARBITRATION: beside,
    }
    return {way: frozenset(whose) for way, whose in open_to.items() if whose}


_WHOLE = frozenset({Standing.REVIEW_GRANTED, Standing.CONFIRMED})
"""Standings by which the whole agreement is executed."""


def _order_ended_for(case: "CaseFile") -> set[int]:
    ended = [t for t in case.steps if t.step in (Step.ORDER_ENDED, Step.ORDER_UNSERVED)]
    if any(taken.party_id is None for taken in ended):
        return {a.id for a in case.applicants}
    return {taken.party_id for taken in ended if taken.party_id}
