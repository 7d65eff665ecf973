"""What the page Today asks of the file."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from statistics import median_low
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.case import CaseLine, ClockState
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.settlement import Money, Obligation, Payment, obligations
from mediation_desk.domain.today import BookedHearing, DueClock, DueMoney, TodayFigures
from mediation_desk.storage import hearings as booked
from mediation_desk.storage.case_lines import as_lines, select_lines
from mediation_desk.storage.employers import OPEN_RANKS
from mediation_desk.storage.records import (
    CaseRecord,
    ClockRecord,
    HearingRecord,
    MoneyRecord,
    PaymentRecord,
    SettlementRecord,
    UserRecord,
)

SOON = timedelta(days=3)
YEAR = timedelta(days=365)

_MEDIATOR = aliased(UserRecord)


def hearings(session: Session, day: date) -> tuple[BookedHearing, ...]:
    """Return the hearings of the day that were not cancelled."""
    found = booked.on_day(session, day)
    return tuple(hearing for hearing in found if hearing.status is not HearingStatus.CANCELLED)


def clocks(
    session: Session, until: date, mediator_id: int | None = None, limit: int = 200
) -> tuple[DueClock, ...]:
    """Return the running deadlines whose alarm is due until then, the most urgent first."""
    query = (
        select(
            ClockRecord.kind,
            ClockRecord.detail,
            ClockRecord.raw_due,
            ClockRecord.due,
            ClockRecord.provisional,
            CaseRecord.id,
            CaseRecord.number,
            CaseRecord.first_applicant,
            CaseRecord.applicant_count,
            CaseRecord.respondent,
            _MEDIATOR.name,
        )
        .join(CaseRecord, ClockRecord.case_id == CaseRecord.id)
        .outerjoin(_MEDIATOR, CaseRecord.mediator_id == _MEDIATOR.id)
        .where(ClockRecord.state == ClockState.RUNNING, ClockRecord.raw_due <= until)
        .order_by(ClockRecord.due, ClockRecord.raw_due, ClockRecord.id)
        .limit(limit)
    )
    if mediator_id is not None:
        query = query.where(CaseRecord.mediator_id == mediator_id)
    return tuple(_due_clock(row) for row in session.execute(query))


def _due_clock(row: Iterable[Any]) -> DueClock:
    kind, detail, raw_due, due, provisional, key, number, first, count, respondent, mediator = row
    return DueClock(
        case_id=key,
        number=number,
        parties=booked.between(first, count, respondent),
        kind=kind,
        detail=detail,
        raw_due=raw_due,
        due=due,
        provisional=provisional,
        mediator=mediator or "",
    )


def money_due(session: Session, until: date, limit: int = 200) -> tuple[DueMoney, ...]:
    """Return what is still owed in instalments due until then, the oldest first."""
    query = (
        select(
            CaseRecord.id,
            CaseRecord.number,
            CaseRecord.first_applicant,
            CaseRecord.applicant_count,
            CaseRecord.respondent,
        )
        .where(CaseRecord.money_due_on <= until)
        .order_by(CaseRecord.money_due_on, CaseRecord.id)
        .limit(limit)
    )
    cases = {row[0]: row for row in session.execute(query)}
    found: list[DueMoney] = []
    for case_id, owed in _unpaid(session, list(cases)).items():
        _id, number, first, count, respondent = cases[case_id]
        sums: dict[tuple[date, int], Decimal] = {}
        for part in owed:
            if part.due_on <= until:
                key = part.due_on, part.instalment
                sums[key] = sums.get(key, ZERO) + part.owed
        found += [
            DueMoney(
                case_id=case_id,
                number=number,
                parties=booked.between(first, count, respondent),
                instalment=instalment,
                due_on=due_on,
                owed=amount,
            )
            for (due_on, instalment), amount in sums.items()
        ]
    found.sort(key=lambda due: (due.due_on, due.number, due.instalment))
    return tuple(found[:limit])


def _owed_within(session: Session, first: date, last: date) -> Decimal:
    """Add up what is owed in instalments with a due day in a period."""
    query = (
        select(SettlementRecord.case_id)
        .distinct()
        .join(MoneyRecord, MoneyRecord.settlement_id == SettlementRecord.id)
        .where(
            MoneyRecord.due_on.between(first, last),
            SettlementRecord.effective_on.is_not(None),
        )
    )
    unpaid = _unpaid(session, list(session.scalars(query))).values()
    return sum(
        (part.owed for parts in unpaid for part in parts if first <= part.due_on <= last), ZERO
    )


def _unpaid(session: Session, case_ids: list[int]) -> dict[int, list[Obligation]]:
    """Return the obligations of these cases on which something is still owed."""
    money: dict[int, list[Money]] = {}
    payments: dict[int, list[Payment]] = {}
    for some in _slices(case_ids):
        rows = (
            select(
                SettlementRecord.case_id,
                MoneyRecord.party_id,
                MoneyRecord.kind,
                MoneyRecord.instalment,
                MoneyRecord.amount,
                MoneyRecord.due_on,
            )
            .join(SettlementRecord, MoneyRecord.settlement_id == SettlementRecord.id)
            .where(SettlementRecord.case_id.in_(some))
        )
        for case_id, party, kind, number, amount, day in session.execute(rows):
            money.setdefault(case_id, []).append(
                Money(party_id=party, kind=kind, instalment=number, amount=amount, due_on=day)
            )
        paid = select(
            PaymentRecord.case_id,
            PaymentRecord.party_id,
            PaymentRecord.instalment,
            PaymentRecord.paid_on,
            PaymentRecord.amount,
        ).where(PaymentRecord.case_id.in_(some))
        for case_id, party, number, day, amount in session.execute(paid):
            payments.setdefault(case_id, []).append(
                Payment(party_id=party, instalment=number, paid_on=day, amount=amount)
            )
    return {
        case_id: [o for o in obligations(rows, payments.get(case_id, ()), date.min) if o.owed > 0]
        for case_id, rows in money.items()
    }


def _slices(keys: list[int], size: int = 500) -> Iterable[list[int]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))


def my_cases(
    session: Session, user_id: int | None = None, limit: int = 100
) -> tuple[CaseLine, ...]:
    """Return the open cases of a mediator or clerk, or of everybody, the most urgent first."""
    query = select_lines().where(CaseRecord.stage_rank.in_(OPEN_RANKS))
    if user_id is not None:
        query = query.where((CaseRecord.mediator_id == user_id) | (CaseRecord.clerk_id == user_id))
    query = query.order_by(CaseRecord.due_on, CaseRecord.number_key, CaseRecord.id).limit(limit)
    return as_lines(session, query)


def figures(session: Session, today: date) -> TodayFigures:
    """Return the figures at the head of the page.

    `due_soon` counts deadlines of today and the three days after, `money_this_week` what is
    owed with a due day from Monday to Sunday, and the median is over agreements of a year.
    """
    monday = today - timedelta(days=today.weekday())
    running = select(func.count()).where(ClockRecord.state == ClockState.RUNNING)
    soon = running.where(ClockRecord.due >= today, ClockRecord.raw_due <= today + SOON)
    open_cases = select(func.count()).where(CaseRecord.stage_rank.in_(OPEN_RANKS))
    return TodayFigures(
        hearings=_count_hearings(session, today),
        due_soon=session.execute(soon).scalar_one(),
        overdue=session.execute(running.where(ClockRecord.due < today)).scalar_one(),
        money_this_week=_owed_within(session, monday, monday + timedelta(days=6)),
        open_cases=session.execute(open_cases).scalar_one(),
        days_to_agreement=_days_to_agreement(session, today),
    )


def _count_hearings(session: Session, today: date) -> int:
    query = select(func.count()).where(
        HearingRecord.day == today, HearingRecord.status != HearingStatus.CANCELLED
    )
    return int(session.execute(query).scalar_one())


def _days_to_agreement(session: Session, today: date) -> int | None:
    """Return the median days from acceptance to effect over the agreements of a year."""
    query = select(CaseRecord.accepted_on, CaseRecord.effective_on).where(
        CaseRecord.effective_on > today - YEAR,
        CaseRecord.effective_on <= today,
        CaseRecord.accepted_on.is_not(None),
    )
    days = [
        (effective - accepted).days
        for accepted, effective in session.execute(query)
        if accepted and effective
    ]
    return median_low(days) if days else None
