"""The case log: each case of a period as it stood on the period's last day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.case import Side
from mediation_desk.domain.claims import ZERO, ClaimKind
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.ledger import OUTCOMES, LedgerRow, Outcome, PerformanceState
from mediation_desk.domain.log_layout import Which
from mediation_desk.domain.people import Sex
from mediation_desk.domain.settlement import Money, Payment, PaymentStatus, Waiver, obligations
from mediation_desk.domain.stages import Step
from mediation_desk.storage import day_ends, ledger_more
from mediation_desk.storage.reading import AnySelect
from mediation_desk.storage.records import (
    CaseRecord,
    ClaimRecord,
    EmployerRecord,
    HearingRecord,
    MoneyRecord,
    PartyRecord,
    PastCaseRecord,
    PaymentRecord,
    PersonRecord,
    SettlementRecord,
    SplitWorkerRecord,
    StatementRecord,
    StepTakenRecord,
    UserRecord,
    WaiverRecord,
)

SLICE = 500
GROUP = 10
_OPENED = (HearingStatus.UNDER_WAY, HearingStatus.HELD)

_MEDIATOR = aliased(UserRecord)


@dataclass(slots=True)
class _Facts(ledger_more.More):
    """What other tables say of one case, as of the last day."""

    names: list[tuple[str, Sex | None, str]] = field(default_factory=list)
    claimed: Decimal = ZERO
    kinds: set[ClaimKind] = field(default_factory=set)
    hearings: int = 0
    money: list[Money] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    settled_alone: Decimal = ZERO


def rows(
    session: Session, first: date, last: date, which: Which = Which.STIRRED
) -> Iterator[LedgerRow]:
    """Yield the cases of the period that a layout lists, in its order."""
    return of_cases(session, _keys(session, first, last, which), last)


def of_cases(session: Session, keys: Sequence[int], last: date) -> Iterator[LedgerRow]:
    """Yield these cases as they stood on a day, those of a slice in the order of their numbers."""
    for start in range(0, len(keys), SLICE):
        some = keys[start : start + SLICE]
        facts = _facts(session, some, last)
        ledger_more.read(session, some, last, facts)
        for case, employer, mediator, requests in _heads(session, some):
            yield _row(case, employer, mediator or "", requests, facts[case.id], last)
        session.expunge_all()


def _keys(session: Session, first: date, last: date, which: Which) -> Sequence[int]:
    """Return the cases that belong to the period, in the order of their numbers."""
    query = (
        select(CaseRecord.id)
        .outerjoin(_MEDIATOR, CaseRecord.mediator_id == _MEDIATOR.id)
        .where(_belongs(which, first, last), CaseRecord.received_on <= last, ~_split(after=last))
    )
    order: list[Any] = [CaseRecord.number_key, CaseRecord.id]
    if which is Which.WORKED:
        order.insert(0, _MEDIATOR.name)
    return session.scalars(query.order_by(*order)).all()


def _belongs(which: Which, first: date, last: date) -> ColumnElement[bool]:
    """Return which cases a layout lists."""
    case = CaseRecord
    match which:
        case Which.HEARD:
            held = select(HearingRecord.case_id).where(
                HearingRecord.day.between(first, last), HearingRecord.status.in_(_OPENED)
            )
            told = select(PastCaseRecord.case_id).where(PastCaseRecord.hearings > 0)
            ended = case.ended_on.between(first, last)
            return or_(case.id.in_(held), and_(ended, case.id.in_(told)))
        case Which.TO_PERFORM:
            return and_(
                case.effective_on <= last, or_(case.id.in_(_paid(first, last)), _owes(last))
            )
        case Which.FILED:
            filed = select(StepTakenRecord.case_id).where(
                StepTakenRecord.step == Step.ARCHIVE, StepTakenRecord.day.between(first, last)
            )
            return or_(case.closed_on.between(first, last), case.id.in_(filed))
        case Which.WORKED:
            return or_(
                and_(case.accepted_on.between(first, last), ~_split()),
                _split(first, last),
                case.ended_on.between(first, last),
            )
    begun = or_(case.received_on.between(first, last), case.accepted_on.between(first, last))
    return or_(
        and_(begun, ~_split()),
        _split(first, last),
        case.ended_on.between(first, last),
        case.effective_on.between(first, last),
        case.id.in_(_paid(first, last)),
    )


def _split(
    first: date | None = None, last: date | None = None, *, after: date | None = None
) -> ColumnElement[bool]:
    """Say that a case was split off from another one: at all, within days, or after a day.

    It is listed where it was split off, not where the application was received.
    """
    split = SplitWorkerRecord
    limits = [split.new_case_id == CaseRecord.id]
    if first is not None and last is not None:
        limits.append(split.split_on.between(first, last))
    if after is not None:
        limits.append(split.split_on > after)
    return exists().where(*limits)


def _worker(last: date) -> ColumnElement[bool]:
    """Say that a party was a worker of the case on a day: still, or not split off by then."""
    split = SplitWorkerRecord
    stood = exists().where(split.party_id == PartyRecord.id, split.split_on > last)
    return or_(PartyRecord.role.is_(None), stood)


def _paid(first: date, last: date) -> AnySelect:
    return select(PaymentRecord.case_id).where(PaymentRecord.paid_on.between(first, last))


def _owes(last: date) -> ColumnElement[bool]:
    """Say that more was agreed than had been paid or waived by the last day.

    Of past cases nobody here waits for money.
    """
    paid = select(func.coalesce(func.sum(PaymentRecord.amount), ZERO)).where(
        PaymentRecord.case_id == CaseRecord.id, PaymentRecord.paid_on <= last
    )
    waived = select(func.coalesce(func.sum(WaiverRecord.amount), ZERO)).where(
        WaiverRecord.case_id == CaseRecord.id, WaiverRecord.waived_on <= last
    )
    past = select(PastCaseRecord.case_id).where(PastCaseRecord.case_id == CaseRecord.id).exists()
    return and_(CaseRecord.agreed > paid.scalar_subquery() + waived.scalar_subquery(), ~past)


def _heads(session: Session, keys: Sequence[int]) -> Iterator[Any]:
    query = (
        select(CaseRecord, EmployerRecord, _MEDIATOR.name, StatementRecord.requests)
        .join(EmployerRecord, CaseRecord.employer_id == EmployerRecord.id)
        .join(StatementRecord, StatementRecord.case_id == CaseRecord.id)
        .outerjoin(_MEDIATOR, CaseRecord.mediator_id == _MEDIATOR.id)
        .where(CaseRecord.id.in_(keys))
        .order_by(CaseRecord.number_key, CaseRecord.id)
    )
    return iter(session.execute(query))


def _facts(session: Session, keys: Sequence[int], last: date) -> dict[int, _Facts]:
    """Read what belongs to a slice of cases, one query a table."""
    found: dict[int, _Facts] = defaultdict(_Facts)
    persons = (
        select(
            PartyRecord.case_id,
            PersonRecord.name,
            PersonRecord.sex,
            PersonRecord.phone,
            PartyRecord.migrant,
            PartyRecord.member,
        )
        .join(PersonRecord, PartyRecord.person_id == PersonRecord.id)
        .where(
            PartyRecord.case_id.in_(keys),
            PartyRecord.side == Side.APPLICANT,
            _worker(last),
        )
        .order_by(PartyRecord.case_id, PartyRecord.position)
    )
    for case_id, name, sex, phone, migrant, member in session.execute(persons):
        found[case_id].names.append((name, sex, phone))
        found[case_id].migrants += migrant
        found[case_id].members += member
    claims = (
        select(PartyRecord.case_id, ClaimRecord.kind, func.sum(ClaimRecord.claimed))
        .join(PartyRecord, ClaimRecord.party_id == PartyRecord.id)
        .where(PartyRecord.case_id.in_(keys), _worker(last))
        .group_by(PartyRecord.case_id, ClaimRecord.kind)
    )
    for case_id, kind, claimed in session.execute(claims):
        found[case_id].kinds.add(kind)
        found[case_id].claimed += claimed or ZERO
    hearings = (
        select(HearingRecord.case_id, func.count())
        .where(
            HearingRecord.case_id.in_(keys),
            HearingRecord.day <= last,
            HearingRecord.status.in_(_OPENED),
        )
        .group_by(HearingRecord.case_id)
    )
    for case_id, held in session.execute(hearings):
        found[case_id].hearings = held
    told = (
        select(PastCaseRecord.case_id, PastCaseRecord.hearings)
        .join(CaseRecord, CaseRecord.id == PastCaseRecord.case_id)
        .where(PastCaseRecord.case_id.in_(keys), CaseRecord.ended_on <= last)
    )
    for case_id, times in session.execute(told):
        found[case_id].hearings += times or 0
    _money(session, keys, last, found)
    return found


def _money(session: Session, keys: Sequence[int], last: date, found: dict[int, _Facts]) -> None:
    """Read agreements in effect by the last day, and what was paid by then.

    Of past cases also the sum on which the parties settled without the centre.
    """
    alone = and_(
        SettlementRecord.effective_on.is_(None),
        SettlementRecord.agreed_on <= last,
        exists().where(PastCaseRecord.case_id == SettlementRecord.case_id),
    )
    agreed = (
        select(
            SettlementRecord.case_id,
            SettlementRecord.effective_on,
            MoneyRecord.party_id,
            MoneyRecord.kind,
            MoneyRecord.instalment,
            MoneyRecord.amount,
            MoneyRecord.due_on,
        )
        .join(SettlementRecord, MoneyRecord.settlement_id == SettlementRecord.id)
        .where(
            SettlementRecord.case_id.in_(keys), or_(SettlementRecord.effective_on <= last, alone)
        )
    )
    last_day = day_ends.last_day(session)
    for case_id, effective_on, party, kind, number, amount, day in session.execute(agreed):
        if effective_on is None:
            found[case_id].settled_alone += amount
        found[case_id].money.append(
            Money(
                party_id=party,
                kind=kind,
                instalment=number,
                amount=amount,
                due_on=day,
                last_on=last_day(day),
            )
        )
    paid = select(
        PaymentRecord.case_id,
        PaymentRecord.party_id,
        PaymentRecord.instalment,
        PaymentRecord.paid_on,
        PaymentRecord.amount,
    ).where(PaymentRecord.case_id.in_(keys), PaymentRecord.paid_on <= last)
    for case_id, party, number, day, amount in session.execute(paid):
        found[case_id].payments.append(
            Payment(party_id=party, instalment=number, paid_on=day, amount=amount)
        )
    given_up = select(
        WaiverRecord.case_id,
        WaiverRecord.party_id,
        WaiverRecord.instalment,
        WaiverRecord.waived_on,
        WaiverRecord.amount,
    ).where(WaiverRecord.case_id.in_(keys), WaiverRecord.waived_on <= last)
    for case_id, party, number, day, amount in session.execute(given_up):
        found[case_id].waivers.append(
            Waiver(party_id=party, instalment=number, waived_on=day, amount=amount, reason="")
        )


def _row(
    case: CaseRecord,
    employer: EmployerRecord,
    mediator: str,
    requests: str,
    facts: _Facts,
    last: date,
) -> LedgerRow:
    accepted_on = _by(case.accepted_on, last)
    outcome = _outcome(case, last)
    ended_on = _ended(case, outcome)
    name, sex, phone = facts.names[0] if facts.names else ("", None, "")
    return LedgerRow(
        case_id=case.id,
        number=case.number,
        received_on=case.received_on,
        source=case.source,
        first_applicant=name,
        sex=sex,
        phone=phone,
        workers=len(facts.names),
        women=sum(sex is Sex.FEMALE for _name, sex, _phone in facts.names),
        respondent=case.respondent,
        credit_code=employer.credit_code,
        district=case.district,
        cause=case.cause,
        requests=requests,
        kinds=tuple(kind for kind in ClaimKind if kind in facts.kinds),
        claimed=facts.claimed,
        is_group=len(facts.names) >= GROUP,
        accepted_on=accepted_on,
        mediator=mediator,
        hearings=facts.hearings,
        outcome=outcome,
        ended_on=ended_on,
        days=(ended_on - (accepted_on or case.received_on)).days if ended_on else None,
        agreed=sum((row.amount for row in facts.money), ZERO) - facts.settled_alone,
        settled_alone=facts.settled_alone,
        effective_on=_by(case.effective_on, last),
        paid=sum((payment.amount for payment in facts.payments), ZERO),
        performance=_performance(facts, last),
        remark="；".join(filter(None, (case.end_reason if ended_on else "", *facts.ties))),
        industry=employer.industry,
        ownership=employer.ownership,
        union=employer.union,
        closed_on=_by(case.closed_on, last),
        **facts.columns(),
    )


def _by(day: date | None, last: date) -> date | None:
    return day if day and day <= last else None


def _outcome(case: CaseRecord, last: date) -> Outcome:
    """Return how the case stood: an agreement counts from its effect, an end from its day."""
    if _by(case.effective_on, last):
        return Outcome.SETTLED
    if case.ended_as is not None and _by(case.ended_on, last):
        return OUTCOMES[case.ended_as]
    return Outcome.PENDING


def _ended(case: CaseRecord, outcome: Outcome) -> date | None:
    if outcome is Outcome.PENDING:
        return None
    return case.effective_on if outcome is Outcome.SETTLED else case.ended_on


def _performance(facts: _Facts, last: date) -> PerformanceState:
    """Return how performance stood; of a past case only what its ledger says is known."""
    owed = obligations(facts.money, facts.payments, last, facts.waivers)
    if not owed:
        return PerformanceState.NONE
    if all(part.owed <= 0 for part in owed):
        return PerformanceState.DONE
    if facts.past:
        return PerformanceState.UNSAID
    if any(part.status is PaymentStatus.OVERDUE for part in owed):
        return PerformanceState.DEFAULT
    return PerformanceState.RUNNING
