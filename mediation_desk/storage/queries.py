"""Questions over all cases, answered by one query; and the questions that were saved."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_, select, type_coerce
from sqlalchemy.orm import Session

from mediation_desk.domain.case import Side, Source
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.query import AGREEMENT, Condition, Field, Operator, Query, Shape, Span
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.terms import Term
from mediation_desk.storage import cells
from mediation_desk.storage.reading import AnySelect, fill, one
from mediation_desk.storage.records import (
    AgentRecord,
    CaseRecord,
    ClaimRecord,
    EmployerRecord,
    HearingRecord,
    LegalAidRecord,
    PartyRecord,
    PaymentRecord,
    PersonRecord,
    SavedQueryRecord,
    StatementRecord,
)
from mediation_desk.storage.records.types import Fen

_OPENED = (HearingStatus.UNDER_WAY, HearingStatus.HELD)


def keys(session: Session, query: Query, today: date) -> tuple[int, ...]:
    """Return the cases that answer a question, the newest number last."""
    if query.any_of:
        held = [_condition(condition, today) for condition in query.conditions]
    else:
        held = _together(query.conditions, today)
    joined = or_(*held) if query.any_of else and_(*held)
    found = select(CaseRecord.id).where(joined).order_by(CaseRecord.number_key, CaseRecord.id)
    return tuple(session.scalars(found))


_OF_ROWS = (Field.HEARD, Field.PAID_ON)
"""Days of which a case has many: conditions on them are of one and the same session or payment."""


def _together(conditions: Sequence[Condition], today: date) -> list[ColumnElement[bool]]:
    """Return conditions that must all hold; those on the days of one row meet in one row."""
    held: list[ColumnElement[bool]] = []
    rows: dict[Field, list[Condition]] = {}
    for asked in conditions:
        if asked.field in _OF_ROWS and asked.operator is not Operator.EMPTY:
            rows.setdefault(asked.field, []).append(asked)
        else:
            held.append(_condition(asked, today))
    held += [_of_row(field, some, today) for field, some in rows.items()]
    return held


def _condition(asked: Condition, today: date) -> ColumnElement[bool]:
    match asked.field.shape:
        case Shape.TEXT:
            return _text(asked)
        case Shape.CHOICE:
            return _choice(asked)
        case Shape.DAY:
            return _day(asked, today)
        case Shape.FLAG:
            held = _FLAGS[asked.field]()
            return held if asked.operator is Operator.GIVEN else not_(held)
    value: Any = asked.amount
    if asked.field is Field.WORKERS:
        return _compared(CaseRecord.applicant_count, asked.operator, int(value))
    return _compared(_SUMS[asked.field](), asked.operator, value)


def _compared(column: Any, operator: Operator, value: Any) -> ColumnElement[bool]:  # noqa: ANN401
    match operator:
        case Operator.FROM:
            made: ColumnElement[bool] = column >= value
        case Operator.UNTIL:
            made = column <= value
        case _:
            made = column == value
    return made


def _text(asked: Condition) -> ColumnElement[bool]:
    """Compare words: what stands in any row of the case that has them."""
    made = _TEXTS[asked.field]
    word = asked.value.strip()
    match asked.operator:
        case Operator.CONTAINS:
            return made(lambda column: column.icontains(word, autoescape=True))
        case Operator.LACKS:
            return not_(made(lambda column: column.icontains(word, autoescape=True)))
        case Operator.GIVEN:
            return made(lambda column: column != "")
    return not_(made(lambda column: column != ""))


Test = Callable[[Any], ColumnElement[bool]]


def _of_parties(test: Test, *columns: Any) -> ColumnElement[bool]:
    person = (
        select(PartyRecord.id)
        .join(PersonRecord, PersonRecord.id == PartyRecord.person_id)
        .where(PartyRecord.case_id == CaseRecord.id, or_(*map(test, columns)))
    )
    agent = (
        select(AgentRecord.id)
        .join(PersonRecord, PersonRecord.id == AgentRecord.person_id)
        .where(AgentRecord.case_id == CaseRecord.id, or_(*map(test, columns)))
    )
    return or_(exists(person), exists(agent))


def _employers(test: Test) -> ColumnElement[bool]:
    found = (
        select(PartyRecord.id)
        .join(EmployerRecord, EmployerRecord.id == PartyRecord.employer_id)
        .where(
            PartyRecord.case_id == CaseRecord.id,
            or_(test(EmployerRecord.name), test(EmployerRecord.credit_code)),
        )
    )
    return exists(found)


def _statement(test: Test) -> ColumnElement[bool]:
    told = select(StatementRecord.case_id).where(
        StatementRecord.case_id == CaseRecord.id,
        or_(test(StatementRecord.requests), test(StatementRecord.facts)),
    )
    return or_(exists(told), test(CaseRecord.end_reason))


def _respondent(column: Any) -> Callable[[Test], ColumnElement[bool]]:  # noqa: ANN401
    def made(test: Test) -> ColumnElement[bool]:
        found = select(EmployerRecord.id).where(
            EmployerRecord.id == CaseRecord.employer_id, test(column)
        )
        return exists(found)

    return made


_TEXTS: dict[Field, Callable[[Test], ColumnElement[bool]]] = {
    Field.NUMBER: lambda test: test(CaseRecord.number),
    Field.EMPLOYER: _employers,
    Field.PERSON: lambda test: _of_parties(test, PersonRecord.name),
    Field.PHONE: lambda test: _of_parties(test, cells.readable(PersonRecord.phone)),
    Field.REQUESTS: _statement,
    Field.INDUSTRY: _respondent(EmployerRecord.industry),
    Field.OWNERSHIP: _respondent(EmployerRecord.ownership),
}


def _choice(asked: Condition) -> ColumnElement[bool]:
    match asked.operator:
        case Operator.IS:
            return _chosen(asked.field, asked.value)
        case Operator.IS_NOT:
            return not_(func.coalesce(_chosen(asked.field, asked.value), False))
    given = _given(asked.field)
    return given if asked.operator is Operator.GIVEN else not_(given)


_CODED: dict[Field, tuple[Any, type[Term] | type[int] | type[str]]] = {
    Field.CAUSE: (CaseRecord.cause, str),
    Field.DISTRICT: (CaseRecord.district, str),
    Field.SOURCE: (CaseRecord.source, Source),
    Field.STAGE: (CaseRecord.stage, Stage),
    Field.MEDIATOR: (CaseRecord.mediator_id, int),
    Field.CLERK: (CaseRecord.clerk_id, int),
}


def _chosen(field: Field, value: str) -> ColumnElement[bool]:
    if field is Field.CLAIM:
        return _claims(ClaimRecord.kind == ClaimKind.of(value))
    if field is Field.OUTCOME:
        if value == AGREEMENT:
            return CaseRecord.effective_on.is_not(None)
        return CaseRecord.ended_as == Stage.of(value)
    column, kind = _CODED[field]
    known: Any = kind.of(value) if issubclass(kind, Term) else kind(value)
    made: ColumnElement[bool] = column == known
    return made


def _given(field: Field) -> ColumnElement[bool]:
    if field is Field.CLAIM:
        return _claims()
    if field is Field.OUTCOME:
        return or_(CaseRecord.effective_on.is_not(None), CaseRecord.ended_as.is_not(None))
    column, kind = _CODED[field]
    made: ColumnElement[bool] = column != "" if kind is str else column.is_not(None)
    return made


def _claims(*narrow: ColumnElement[bool]) -> ColumnElement[bool]:
    found = (
        select(ClaimRecord.id)
        .join(PartyRecord, PartyRecord.id == ClaimRecord.party_id)
        .where(PartyRecord.case_id == CaseRecord.id, PartyRecord.role.is_(None), *narrow)
    )
    return exists(found)


def _day(asked: Condition, today: date) -> ColumnElement[bool]:
    """Compare days: of a case, or of any session or payment in it."""
    if asked.field in _DAYS:
        found = _on(_DAYS[asked.field], asked, today)
    else:
        found = _of_row(asked.field, (asked,), today)
    return not_(found) if asked.operator is Operator.EMPTY else found


def _on(column: Any, asked: Condition, today: date) -> ColumnElement[bool]:  # noqa: ANN401
    match asked.operator:
        case Operator.WITHIN:
            made: ColumnElement[bool] = column.between(*Span.of(asked.value).days(today))
            return made
        case Operator.GIVEN | Operator.EMPTY:
            given: ColumnElement[bool] = column.is_not(None)
            return given
    return _compared(column, asked.operator, asked.day)


def _of_row(field: Field, asked: Sequence[Condition], today: date) -> ColumnElement[bool]:
    """Say that a case has one session, or one payment, of which all the conditions hold."""
    if field is Field.HEARD:
        return exists(
            select(HearingRecord.id).where(
                HearingRecord.case_id == CaseRecord.id,
                HearingRecord.status.in_(_OPENED),
                *(_on(HearingRecord.day, one, today) for one in asked),
            )
        )
    return exists(
        select(PaymentRecord.id).where(
            PaymentRecord.case_id == CaseRecord.id,
            *(_on(PaymentRecord.paid_on, one, today) for one in asked),
        )
    )


_DAYS: dict[Field, Any] = {
    Field.RECEIVED: CaseRecord.received_on,
    Field.ACCEPTED: CaseRecord.accepted_on,
    Field.EFFECTIVE: CaseRecord.effective_on,
    Field.ENDED: CaseRecord.ended_on,
    Field.CLOSED: CaseRecord.closed_on,
}


def _claimed() -> Any:  # noqa: ANN401 - a sum as a column
    total = (
        select(func.coalesce(func.sum(ClaimRecord.claimed), 0))
        .join(PartyRecord, PartyRecord.id == ClaimRecord.party_id)
        .where(PartyRecord.case_id == CaseRecord.id, PartyRecord.role.is_(None))
    )
    return _in_fen(total)


def _in_fen(total: AnySelect) -> Any:  # noqa: ANN401

    return type_coerce(total.correlate(CaseRecord).scalar_subquery(), Fen)


def _owed() -> Any:  # noqa: ANN401

    more = and_(CaseRecord.effective_on.is_not(None), CaseRecord.agreed > CaseRecord.paid)
    return type_coerce(case((more, CaseRecord.agreed - CaseRecord.paid), else_=0), Fen)


_SUMS: dict[Field, Callable[[], Any]] = {
    Field.CLAIMED: _claimed,
    Field.AGREED: lambda: CaseRecord.agreed,
    Field.PAID: lambda: CaseRecord.paid,
    Field.OWED: _owed,
}


def _workers(column: Any) -> Callable[[], ColumnElement[bool]]:  # noqa: ANN401
    def made() -> ColumnElement[bool]:
        found = select(PartyRecord.id).where(
            PartyRecord.case_id == CaseRecord.id,
            PartyRecord.side == Side.APPLICANT,
            PartyRecord.role.is_(None),
            column,
        )
        return exists(found)

    return made


_FLAGS: dict[Field, Callable[[], ColumnElement[bool]]] = {
    Field.MIGRANT: _workers(PartyRecord.migrant),
    Field.MEMBER: _workers(PartyRecord.member),
    Field.INJURED: _workers(PartyRecord.injured),
    Field.AID: lambda: exists(
        select(LegalAidRecord.id).where(LegalAidRecord.case_id == CaseRecord.id)
    ),
}


def saved(session: Session) -> tuple[Query, ...]:
    """Return the questions that were saved, by name."""
    found = session.scalars(select(SavedQueryRecord).order_by(SavedQueryRecord.name))
    return tuple(
        Query(
            id=record.id,
            name=record.name,
            any_of=record.any_of,
            conditions=tuple(
                Condition(Field.of(field), Operator.of(operator), value)
                for field, operator, value in json.loads(record.conditions)
            ),
        )
        for record in found
    )


def put(session: Session, query: Query) -> int:
    """Save a question; return its key."""
    told = [[c.field.value, c.operator.value, c.value] for c in query.conditions]
    values = {
        "name": query.name.strip(),
        "any_of": query.any_of,
        "conditions": json.dumps(told, ensure_ascii=False),
    }
    if query.id:
        record = one(session, SavedQueryRecord, query.id)
        fill(record, values)
    else:
        record = SavedQueryRecord(**values)
        session.add(record)
    session.flush()
    return record.id


def remove(session: Session, query_id: int) -> None:
    """Take a saved question away; undo brings it back."""
    session.delete(one(session, SavedQueryRecord, query_id))
    session.flush()
