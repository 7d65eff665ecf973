"""The agreement (调解协议): terms as rows, instalments, signatures, payments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.claims import ZERO, ClaimKind
from mediation_desk.domain.money import from_fen, to_fen
from mediation_desk.domain.sides import Signer as Signer
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class Manner(Term):
    """How money is paid (支付方式)."""

    BANK = "bank", N_("Bank transfer to the worker's own account")
    CASH = "cash", N_("Cash against receipt")
    OTHER = "other", N_("Other manner")


class Ending(Term):
    """What the agreement says of the employment (劳动关系)."""

    ENDED = "ended", N_("The employment has ended")
    ENDS_BY_AGREEMENT = "ends_by_agreement", N_("The employment ends by agreement")
    CONTINUES = "continues", N_("The employment continues")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """One row of the agreement: worker, item, instalment, amount, due day, manner.

    `last_on` is the due day moved to a working day, known of what was read from the file.
    """

    id: int = 0
    party_id: int
    kind: ClaimKind
    instalment: int
    amount: Decimal
    due_on: date
    manner: Manner = Manner.BANK
    last_on: date | None = field(default=None, compare=False)

    @property
    def ends(self) -> date:
        """The last day on which payment is in time (民法典第二百零三条)."""
        return self.last_on or self.due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the parties agreed (协议内容). The text of the agreement follows from it.

    `due_days` are the due days of the instalments in order; each money row names its
    instalment. `breach` is the clause on late payment (违约责任), optional.
    """

    money: tuple[Money, ...]
    ending: Ending = Ending.ENDED
    ended_on: date | None = None
    certificate_by: date | None = None
    breach: str = ""
    other: str = ""
    copies: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature, fingerprint or seal with its day. `party_id` is set for parties.

    A party signs by itself, by an agent, or by another party: an elected representative or
    whoever acts for the worker by law; `by_name` says who held the pen, or who put the centre's
    seal to the agreement, at the time `signed_at` (用印). `override` is a supervisor's reason for
    taking a signature to which the law objects.
    """

    signer: Signer
    name: str
    signed_on: date
    party_id: int | None = None
    agent_id: int | None = None
    by_party_id: int | None = None
    by_name: str = ""
    override: str = ""
    signed_at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The agreement of a case with its signatures (调解协议书)."""

    terms: Terms
    agreed_on: date
    signatures: tuple[Signature, ...] = ()
    effective_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money that reached one worker for one instalment (履行记录), in yuan.

    `payee` took it in the worker's place; empty means the worker (收款人). `payer` paid it in the
    respondent's place (先行清偿、代付); empty means the respondent. `manner` is not known of
    payments entered before it was asked (支付方式).
    """

    id: int = 0
    party_id: int
    instalment: int
    paid_on: date
    amount: Decimal
    voucher: str = ""
    note: str = ""
    payee: str = ""
    payer: str = ""
    manner: Manner | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """What a worker gave up of an instalment in writing (书面豁免), with the reason."""

    id: int = 0
    party_id: int
    instalment: int
    amount: Decimal
    waived_on: date
    reason: str
    document: str = ""


class PaymentStatus(Term):
    """State of an obligation (procedure.md 2.6: 未到期 / 已履行 / 部分履行 / 逾期 / 豁免)."""

    NOT_DUE = "not_due", N_("Not due yet")
    PART = "part", N_("Partly paid")
    PAID = "paid", N_("Paid in full")
    PAID_LATE = "paid_late", N_("Paid late")
    OVERDUE = "overdue", N_("Overdue")
    WAIVED = "waived", N_("Waived in writing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """What is owed to one worker in one instalment, and what has been paid of it.

    Payment is in time until `last_on`, the due day moved to a working day.
    """

    party_id: int
    instalment: int
    due_on: date
    last_on: date
    amount: Decimal
    paid: Decimal
    status: PaymentStatus
    waived: Decimal = ZERO

    @property
    def owed(self) -> Decimal:
        """What is still owed."""
        return self.amount - self.paid - self.waived


def obligations(
    money: Iterable[Money],
    payments: Iterable[Payment],
    today: date,
    waivers: Iterable[Waiver] = (),
) -> tuple[Obligation, ...]:
    """Set payments against instalments, in order of instalment and worker.

    A payment made on the due day is in time, and where that is a day off, on the working day
    after it (民法典第二百零三条).
    """
    due: dict[tuple[int, int], tuple[tuple[date, date], Decimal]] = {}
    for row in money:
        key = row.instalment, row.party_id
        days = row.due_on, row.ends
        before, amount = due.get(key, (days, ZERO))
        due[key] = max(before, days), amount + row.amount
    paid: dict[tuple[int, int], tuple[date | None, Decimal]] = {}
    for payment in payments:
        key = payment.instalment, payment.party_id
        last, amount = paid.get(key, (None, ZERO))
        paid[key] = max(last or payment.paid_on, payment.paid_on), amount + payment.amount
    waived: dict[tuple[int, int], Decimal] = {}
    for waiver in waivers:
        key = waiver.instalment, waiver.party_id
        waived[key] = waived.get(key, ZERO) + waiver.amount
    return tuple(
        _obligation(key, due[key], paid.get(key, (None, ZERO)), waived.get(key, ZERO), today)
        for key in sorted(due)
    )


def _obligation(
    key: tuple[int, int],
    due: tuple[tuple[date, date], Decimal],
    received: tuple[date | None, Decimal],
    waived: Decimal,
    today: date,
) -> Obligation:
    (due_on, last_on), amount = due
    last_paid_on, paid = received
    if waived and paid + waived >= amount:
        status = PaymentStatus.WAIVED
    elif paid >= amount:
        late = last_paid_on is not None and last_paid_on > last_on
        status = PaymentStatus.PAID_LATE if late else PaymentStatus.PAID
    elif today > last_on:
        status = PaymentStatus.OVERDUE
    else:
        status = PaymentStatus.PART if paid else PaymentStatus.NOT_DUE
    return Obligation(
        party_id=key[1],
        instalment=key[0],
        due_on=due_on,
        last_on=last_on,
        amount=amount,
        paid=paid,
        status=status,
        waived=waived,
    )


def settles_all(
    payment: Payment,
    money: Iterable[Money],
    payments: Iterable[Payment],
    waivers: Iterable[Waiver] = (),
) -> bool:
    """Say whether a payment left nothing owed to its worker, as things stood when it came.

    What came later, or on the same day after it, was not there yet for its receipt.
    """
    mine = payment.party_id
    before = (p for p in payments if p.party_id == mine and _came(p) <= _came(payment))
    given_up = (w for w in waivers if w.party_id == mine and w.waived_on <= payment.paid_on)
    agreed = [row for row in money if row.party_id == mine]
    parts = obligations(agreed, before, payment.paid_on, given_up)
    return bool(parts) and all(part.owed <= 0 for part in parts)


def _came(payment: Payment) -> tuple[date, int]:
    """Order payments by day, those of one day as they were entered."""
    return payment.paid_on, payment.id


def owed(
    settlement: Settlement | None, payments: Iterable[Payment], waivers: Iterable[Waiver] = ()
) -> Decimal:
    """Return what the agreement still leaves to be paid, in yuan."""
    if settlement is None:
        return ZERO
    settled = sum((p.amount for p in payments), ZERO) + sum((w.amount for w in waivers), ZERO)
    return total(settlement.terms.money) - settled


def total(money: Iterable[Money]) -> Decimal:
    """Add up rows of an agreement, in yuan."""
    return sum((row.amount for row in money), ZERO)


def _part(amount: Decimal, weight: Fraction) -> Decimal:
    """Return a share of a sum, cut to the fen."""
    return from_fen(int(to_fen(amount) * weight))


def plan(
    agreed: Mapping[tuple[int, ClaimKind], Decimal],
    due_days: Sequence[date],
    manner: Manner = Manner.BANK,
    shares: Sequence[Decimal] | None = None,
) -> tuple[Money, ...]:
    """Divide agreed sums into instalments; the remainder of each division goes to the last.

    `shares` are the instalments' parts of the whole (they add up to 1); without them the parts
    are equal. Items of zero make no row.
    """
    count = len(due_days)
    weights = [Fraction(share) for share in shares or ()] or [Fraction(1, count)] * count
    rows = []
    for (party_id, kind), amount in agreed.items():
        rest = amount
        for index, day in enumerate(due_days):
            last = index == count - 1
            part = rest if last else _part(amount, weights[index])
            rest -= part
            if part:
                rows.append(
                    Money(
                        party_id=party_id,
                        kind=kind,
                        instalment=index + 1,
                        amount=part,
                        due_on=day,
                        manner=manner,
                    )
                )
    return tuple(rows)
