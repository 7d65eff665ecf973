"""What a summary of a case says: sums, course, instalments and payments, as plain values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.domain.case import CaseFile, Consent
from mediation_desk.domain.claims import ZERO, Applicant, Claim, ClaimKind
from mediation_desk.domain.exclusions import why_apart
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.domain.hearing_rules import named
from mediation_desk.domain.money import figures
from mediation_desk.domain.panel import members
from mediation_desk.domain.respondents import who_gave
from mediation_desk.domain.settlement import Obligation, Payment, PaymentStatus
from mediation_desk.i18n import _

MOST_EVENTS = 14
MOST_KINDS = 5
MOST_REASONS = 5
_NAMES_IN_REASON = 4


@dataclass(frozen=True, slots=True)
class Sums:
    """Asked, due by law, agreed; None where no amount is known at all."""

    asked: Decimal | None
    due: Decimal | None
    agreed: Decimal | None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of claim over all workers, or several that share a column."""

    label: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class WorkerSums:
    """One worker's sums by item, and what was paid and is still owed."""

    name: str
    items: tuple[Sums | None, ...]
    sums: Sums
    paid: Decimal
    owed: Decimal


@dataclass(frozen=True, slots=True)
class Event:
    """A step of the course: its day, how many days after registration, and what happened."""

    day: date
    days: int
    text: str


@dataclass(frozen=True, slots=True)
class Instalment:
    """An instalment over all workers."""

    number: int
    due_on: date
    workers: int
    amount: Decimal
    paid: Decimal
    status: PaymentStatus

    @property
    def owed(self) -> Decimal:
        """What is still owed of it."""
        return self.amount - self.paid


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money received on one day for one instalment, over all workers."""

    day: date
    instalment: int
    workers: int
    amount: Decimal


def columns(case: CaseFile) -> tuple[tuple[ClaimKind, ...], ...]:
    """Return the kinds of claim column by column; too many share the last column."""
    kinds = case.kinds
    if len(kinds) <= MOST_KINDS:
        return tuple((kind,) for kind in kinds)
    return (*((kind,) for kind in kinds[: MOST_KINDS - 1]), kinds[MOST_KINDS - 1 :])


def label(kinds: tuple[ClaimKind, ...]) -> str:
    """Return what a column of kinds is called."""
    return kinds[0].label if len(kinds) == 1 else _("Other items")


def items(case: CaseFile) -> tuple[Item, ...]:
    """Return the sums of the case by item."""
    return tuple(
        Item(label(kinds), sums(claim for claim in case.claims if claim.kind in kinds))
        for kinds in columns(case)
    )


def workers(case: CaseFile) -> tuple[WorkerSums, ...]:
    """Return each worker's sums, in the order of the case."""
    due = _sums_by_party(_due(case))
    paid = _sums_by_party((payment.party_id, payment.amount) for payment in case.payments)
    groups = columns(case)
    return tuple(
        WorkerSums(
            applicant.person.name,
            tuple(_together(applicant, kinds) for kinds in groups),
            sums(applicant.claims),
            paid.get(applicant.id, ZERO),
            due.get(applicant.id, ZERO) - paid.get(applicant.id, ZERO),
        )
        for applicant in case.applicants
    )


def _due(case: CaseFile) -> Iterator[tuple[int, Decimal]]:
    if case.settlement:
        yield from ((money.party_id, money.amount) for money in case.settlement.terms.money)


def _sums_by_party(amounts: Iterable[tuple[int, Decimal]]) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = {}
    for party_id, amount in amounts:
        sums[party_id] = sums.get(party_id, ZERO) + amount
    return sums


def _together(applicant: Applicant, kinds: tuple[ClaimKind, ...]) -> Sums | None:
    """Return a worker's sums of a column, None where nothing of it is claimed."""
    made = [claim for claim in applicant.claims if claim.kind in kinds]
    return sums(made) if made else None


def sums(claims: Iterable[Claim]) -> Sums:
    """Add up what is known of claims."""
    claims = tuple(claims)
    return Sums(
        _known_sum(claim.claimed for claim in claims),
        _known_sum(claim.entitled for claim in claims if not claim.apart),
        _known_sum(claim.agreed for claim in claims),
    )


def _known_sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if known else None


def instalments(case: CaseFile, today: date) -> tuple[Instalment, ...]:
    """Return the agreement's instalments with what was paid of them."""
    if case.settlement is None:
        return ()
    owed: dict[int, list[Obligation]] = {}
    for duty in case.obligations(today):
        owed.setdefault(duty.instalment, []).append(duty)
    return tuple(
        Instalment(
            number,
            max(duty.due_on for duty in duties),
            len(duties),
            sum((duty.amount for duty in duties), ZERO),
            sum((duty.paid for duty in duties), ZERO),
            _status(duties),
        )
        for number, duties in owed.items()
    )


def _status(duties: list[Obligation]) -> PaymentStatus:
    found = {duty.status for duty in duties}
    for status in (PaymentStatus.OVERDUE, PaymentStatus.PART):
        if status in found:
            return status
    if PaymentStatus.NOT_DUE in found:
        return PaymentStatus.NOT_DUE if len(found) == 1 else PaymentStatus.PART
    return PaymentStatus.PAID_LATE if PaymentStatus.PAID_LATE in found else PaymentStatus.PAID


def receipts(payments: Iterable[Payment]) -> tuple[Receipt, ...]:
    """Return payments by day and instalment."""
    groups: dict[tuple[date, int], list[Payment]] = {}
    for payment in payments:
        groups.setdefault((payment.paid_on, payment.instalment), []).append(payment)
    return tuple(
        Receipt(
            day,
            instalment,
            len({payment.party_id for payment in group}),
            sum((payment.amount for payment in group), ZERO),
        )
        for (day, instalment), group in sorted(groups.items())
    )


def course(case: CaseFile) -> tuple[Event, ...]:
    """Return what happened, by day; where there is too much, the middle is left out."""
    happened = sorted(_happened(case), key=lambda pair: pair[0])
    events = [Event(day, (day - case.received_on).days, text) for day, text in happened]
    if len(events) <= MOST_EVENTS:
        return tuple(events)
    head, tail = events[: MOST_EVENTS // 2 - 1], events[-MOST_EVENTS // 2 :]
    between = events[len(head) : -len(tail)]
    gap = Event(between[0].day, between[0].days, _("{n} further steps").format(n=len(between)))
    return (*head, gap, *tail)


def _happened(case: CaseFile) -> Iterator[tuple[date, str]]:
    yield (
        case.received_on,
        _("Registered: {source}, {form}").format(source=case.source.label, form=case.form.label),
    )
    for consent in case.consents:
        yield consent.given_on, _consent(consent, who_gave(case, consent))
    if case.accepted_on:
        yield case.accepted_on, _("Case accepted")
    for hearing in case.hearings:
        yield hearing.day, _hearing(case, hearing)
    if case.settlement and not case.settled_alone:
        yield case.settlement.agreed_on, _("Agreement reached and written down")
        if case.settlement.effective_on:
            yield (
                case.settlement.effective_on,
                _("Signatures and seal complete, the agreement takes effect"),
            )
    for receipt in receipts(case.payments):
        yield (
            receipt.day,
            _("Instalment {number}: {amount} yuan received, {n} workers").format(
                number=receipt.instalment, amount=figures(receipt.amount), n=receipt.workers
            ),
        )
    if case.ended_on and not (case.settlement and case.settlement.effective_on == case.ended_on):
        yield case.ended_on, _("Mediation ended. {reason}").format(reason=case.end_reason).strip()
    if case.closed_on:
        yield case.closed_on, _("Closing approved")


def _consent(consent: Consent, who: str) -> str:
    text = (
        _("{side} agrees to mediation ({manner})")
        if consent.agrees
        else _("{side} does not agree to mediation ({manner})")
    )
    return text.format(side=who, manner=consent.manner.label)


def _hearing(case: CaseFile, hearing: Hearing) -> str:
    text = _("{hearing} in {room}: {status}").format(
        hearing=named(case, hearing), room=hearing.room, status=hearing.status.label
    )
    if hearing.status is HearingStatus.HELD and hearing.outcome:
        text = _("{hearing}. {outcome}").format(
            hearing=text, outcome=" ".join(hearing.outcome.split())
        )
    return text


def reasons(case: CaseFile) -> tuple[str, ...]:
    """Return why sums are zero, unknown or in no total, with the workers concerned."""
    concerned: dict[tuple[ClaimKind, str], list[str]] = {}
    for applicant in case.applicants:
        for claim in applicant.claims:
            if why := _why(claim):
                concerned.setdefault((claim.kind, why), []).append(applicant.person.name)
    lines = [
        _("{names}: {item}: {reason}").format(
            names=names(people, _NAMES_IN_REASON), item=kind.label, reason=reason
        )
        for (kind, reason), people in concerned.items()
    ]
    if len(lines) <= MOST_REASONS:
        return tuple(lines)
    rest = _("{n} further notes").format(n=len(lines) - MOST_REASONS)
    return (*lines[:MOST_REASONS], rest)


def _why(claim: Claim) -> str:
    """Say why a sum is nothing, not known or in no total; "" where none of it is so."""
    if claim.apart and claim.entitled:
        text = _("{sum} yuan. {why}")
        return text.format(sum=figures(claim.entitled), why=why_apart(claim.apart))
    return "" if claim.entitled else claim.reason


def around(case: CaseFile) -> tuple[str, ...]:
    """Name the people around a case, a line for each kind of them."""
    agents = (
        _("{agent} for {party}").format(agent=agent.in_words, party=case.party_name(agent.party_id))
        for agent in case.agents
    )
    told = (
        *((other.role.label, other.name) for other in case.others),
        (_("Agents of the parties"), _(", ").join(agents)),
        (
            _("Representatives"),
            _(", ").join(case.party_name(row.party_id) for row in case.representatives),
        ),
        (_("Mediation panel"), _(", ").join(m.name for m in members(case.panel))),
    )
    return tuple(
        _("{what}: {names}").format(what=what, names=people) for what, people in told if people
    )


def names(people: Iterable[str], most: int) -> str:
    """List names; beyond so many, how many there are."""
    people = list(people)
    listed = _(", ").join(people[:most])
    if len(people) <= most:
        return listed
    return _("{names} and others, {n} in all").format(names=listed, n=len(people))
