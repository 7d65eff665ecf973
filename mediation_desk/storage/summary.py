"""What follows from a case's rows and is kept beside it for lists and searches.

Functions that write mark their case; as the write ends, each marked case is summed up once.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.clock_register import IN_THE_BACKGROUND
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.people import Person
from mediation_desk.domain.settlement import Money, Payment, Waiver, obligations
from mediation_desk.domain.stages import Stage
from mediation_desk.storage import cells, folding, pinyin, reading, sight
from mediation_desk.storage.ranks import RANK
from mediation_desk.storage.records import (
    AgentRecord,
    CaseRecord,
    ClockRecord,
    EmployerRecord,
    MoneyRecord,
    PartyRecord,
    PastCaseRecord,
    PaymentRecord,
    PersonRecord,
    PlatformNumberRecord,
    SearchRecord,
    SettlementRecord,
    WaiverRecord,
)

_MARKED = "cases to sum up"
_MOVED = "cases whose next day may be another"
_SLICE = 500
_TAIL = re.compile(r"^[0-9]{3}[0-9x]$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Names:
    """What a list shows and sorts of the parties."""

    respondent: str
    first_applicant: str
    applicant_count: int

    def columns(self) -> dict[str, object]:
        """Return the case's columns that follow from the names."""
        return {
            "respondent": self.respondent,
            "respondent_key": pinyin.sort_key(self.respondent, person=False),
            "first_applicant": self.first_applicant,
            "applicant_key": pinyin.sort_key(self.first_applicant),
            "applicant_count": self.applicant_count,
        }


def mark(session: Session, case_id: int) -> None:
    """Have the case summed up as the write ends."""
    session.info.setdefault(_MARKED, {})[case_id] = True


def mark_due(session: Session, case_id: int) -> None:
    """Have only the case's next day found anew as the write ends, as where its clocks moved."""
    session.info.setdefault(_MOVED, {})[case_id] = True


def mark_employer(session: Session, employer_id: int) -> None:
    """Have every case of an employer summed up: its name shows in them."""
    if sight.hides(session):
        _renamed_by_server(session, employer_id)
    query = select(PartyRecord.case_id).where(PartyRecord.employer_id == employer_id)
    for case_id in session.scalars(query):
        mark(session, case_id)


def _renamed_by_server(session: Session, employer_id: int) -> None:
    """Have a server put the name into cases that it hides; their old words still find them."""
    session.flush()
    record = session.get(EmployerRecord, employer_id)
    if record is None:
        return
    come = folding.line("", [], [_employer(record)])
    values = {
        "key": employer_id,
        "sorted": pinyin.sort_key(record.name, person=False),
        "come": come,
        "grams": folding.grams(come),
    }
    session.execute(text("SELECT desk_employer_renamed(:key, :sorted, :come, :grams)"), values)


def refresh_stale(session: Session) -> None:
    """Sum up every marked case."""
    marked = session.info.pop(_MARKED, {})
    moved = [case_id for case_id in session.info.pop(_MOVED, {}) if case_id not in marked]
    for case_id in marked:
        case = session.get(CaseRecord, case_id)
        if case is not None:
            _refresh(session, case)
    for start in range(0, len(moved), _SLICE):
        _find_next_days(session, moved[start : start + _SLICE])
    session.flush()


def _find_next_days(session: Session, case_ids: Sequence[int]) -> None:
    query = (
        select(ClockRecord.case_id, func.min(ClockRecord.due))
        .where(ClockRecord.case_id.in_(case_ids), *_COUNTS)
        .group_by(ClockRecord.case_id)
    )
    days: dict[int, date] = {}
    for case_id, day in session.execute(query):
        days[case_id] = day
    for case in session.scalars(select(CaseRecord).where(CaseRecord.id.in_(case_ids))):
        reading.fill(case, {"due_on": days.get(case.id, date.max)})


def _refresh(session: Session, case: CaseRecord) -> None:
    persons: list[Person] = []
    others: list[Person] = []
    employers: list[tuple[int, Employer]] = []
    query = (
        select(PartyRecord.role, PersonRecord, EmployerRecord)
        .outerjoin(PersonRecord, PartyRecord.person_id == PersonRecord.id)
        .outerjoin(EmployerRecord, PartyRecord.employer_id == EmployerRecord.id)
        .where(PartyRecord.case_id == case.id)
        .order_by(PartyRecord.side, PartyRecord.role.is_not(None), PartyRecord.position)
    )
    for role, person, employer in session.execute(query):
        if employer:
            employers.append((employer.id, _employer(employer)))
        elif person:
            (others if role else persons).append(_person(person))
    others += _agents(session, case.id)
    names = Names(
        employers[0][1].name if employers else "",
        persons[0].name if persons else "",
        len(persons),
    )
    values = names.columns() | _money(session, case.id)
    if case.stage is Stage.ARCHIVED and session.get(PastCaseRecord, case.id) is not None:
        values |= past_sums(values)
    values["number_key"] = folding.number_key(case.number)
    values["stage_rank"] = RANK(case.stage)
    values["employer_id"] = employers[0][0] if employers else None
    values["due_on"] = _next_due(session, case.id)
    reading.fill(case, values)
    named = [employer for _id, employer in employers]
    everybody, tails = [*persons, *others], list[str]()
    if (held := cells.of(session)) is not None and not held.opens:
        everybody = [Person(name=one.name) for one in everybody]
        tails = _tails(session, case.id)
    numbers = _numbers(session, case.id) + tails
    _search(session, case, folding.line(case.number, everybody, named, numbers))


def _tails(session: Session, case_id: int) -> list[str]:
    """Return the last figures of numbers that a case is found by already, where none is open."""
    row = session.get(SearchRecord, case_id)
    return _TAIL.findall(row.line) if row is not None else []


def _numbers(session: Session, case_id: int) -> list[str]:
    """Return the numbers under which other platforms know a case."""
    query = select(PlatformNumberRecord.number).where(PlatformNumberRecord.case_id == case_id)
    return list(session.scalars(query.order_by(PlatformNumberRecord.id)))


def _agents(session: Session, case_id: int) -> list[Person]:
    query = (
        select(PersonRecord)
        .join(AgentRecord, AgentRecord.person_id == PersonRecord.id)
        .where(AgentRecord.case_id == case_id)
        .order_by(AgentRecord.id)
    )
    return [_person(record) for record in session.scalars(query)]


def _person(record: PersonRecord) -> Person:
    return Person(name=record.name, id_number=record.id_number, phone=record.phone)


def _employer(record: EmployerRecord) -> Employer:
    return Employer(name=record.name)


_COUNTS = (
    ClockRecord.state == ClockState.RUNNING,
    ClockRecord.kind.not_in(sorted(IN_THE_BACKGROUND)),
)
"""Which clocks give a case its next day."""


def _next_due(session: Session, case_id: int) -> date:
    query = select(func.min(ClockRecord.due)).where(ClockRecord.case_id == case_id, *_COUNTS)
    return session.scalar(query) or date.max


def _money(session: Session, case_id: int) -> dict[str, object]:
    settlement = session.scalar(select(SettlementRecord).where(SettlementRecord.case_id == case_id))
    paid = [
        Payment(party_id=party, instalment=number, paid_on=day, amount=amount)
        for party, number, day, amount in session.execute(
            select(
                PaymentRecord.party_id,
                PaymentRecord.instalment,
                PaymentRecord.paid_on,
                PaymentRecord.amount,
            ).where(PaymentRecord.case_id == case_id)
        )
    ]
    rows: list[Money] = []
    if settlement:
        query = select(
            MoneyRecord.party_id,
            MoneyRecord.kind,
            MoneyRecord.instalment,
            MoneyRecord.amount,
            MoneyRecord.due_on,
        ).where(MoneyRecord.settlement_id == settlement.id)
        rows = [
            Money(party_id=party, kind=kind, instalment=number, amount=amount, due_on=day)
            for party, kind, number, amount, day in session.execute(query)
        ]
    given_up = select(
        WaiverRecord.party_id, WaiverRecord.instalment, WaiverRecord.amount, WaiverRecord.waived_on
    ).where(WaiverRecord.case_id == case_id)
    waived = [
        Waiver(party_id=party, instalment=number, amount=amount, waived_on=day, reason="")
        for party, number, amount, day in session.execute(given_up)
    ]
    return sums(settlement.effective_on if settlement else None, rows, paid, waived)


def sums(
    effective_on: date | None,
    money: Iterable[Money],
    payments: Iterable[Payment],
    waivers: Iterable[Waiver] = (),
) -> dict[str, object]:
    """Return the case's columns that follow from the agreement and the payments."""
    rows = tuple(money)
    paid = tuple(payments)
    unpaid = [o.due_on for o in obligations(rows, paid, date.min, waivers) if o.owed > 0]
    return {
        "effective_on": effective_on,
        "agreed": _total(row.amount for row in rows),
        "paid": _total(payment.amount for payment in paid),
        "money_due_on": min(unpaid) if unpaid and effective_on else None,
    }


def past_sums(sums: Mapping[str, object]) -> dict[str, object]:
    """Return what is otherwise in a past case: nobody waits for its money.

    On what the parties settled by themselves was not agreed before the centre.
    """
    alone = sums["effective_on"] is None
    return {"money_due_on": None} | ({"agreed": ZERO} if alone else {})


def _total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def _search(session: Session, case: CaseRecord, line: str) -> None:
    row = session.get(SearchRecord, case.id)
    if row is None:
        session.add(SearchRecord(case_id=case.id, line=line, grams=folding.grams(line)))
    elif row.line != line:
        row.line = line
        row.grams = folding.grams(line)
