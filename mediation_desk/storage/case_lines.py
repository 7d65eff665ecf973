"""Rows of lists of cases."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.case import CaseLine
from mediation_desk.storage.reading import AnySelect
from mediation_desk.storage.records import CaseRecord, UserRecord

_MEDIATOR = aliased(UserRecord)
_CLERK = aliased(UserRecord)


def select_lines() -> AnySelect:
    """Return the query for lines, to be narrowed and ordered."""
    return (
        select(
            CaseRecord.id,
            CaseRecord.number,
            CaseRecord.stage,
            CaseRecord.received_on,
            CaseRecord.first_applicant,
            CaseRecord.applicant_count,
            CaseRecord.respondent,
            CaseRecord.cause,
            _MEDIATOR.name,
            _CLERK.name,
            CaseRecord.due_on,
            CaseRecord.agreed,
            CaseRecord.paid,
        )
        .outerjoin(_MEDIATOR, CaseRecord.mediator_id == _MEDIATOR.id)
        .outerjoin(_CLERK, CaseRecord.clerk_id == _CLERK.id)
    )


def as_lines(session: Session, query: AnySelect) -> tuple[CaseLine, ...]:
    """Run a query made by `select_lines`."""
    return tuple(_line(row) for row in session.execute(query))


def _line(row: Iterable[Any]) -> CaseLine:
    key, number, stage, day, first, workers, respondent, cause, mediator, clerk, *rest = row
    due_on, agreed, paid = rest
    return CaseLine(
        id=key,
        number=number,
        stage=stage,
        received_on=day,
        first_applicant=first,
        applicant_count=workers,
        respondent=respondent,
        cause=cause,
        mediator=mediator or "",
        clerk=clerk or "",
        due_on=None if due_on == date.max else due_on,
        agreed=agreed,
        paid=paid,
    )


def lines(session: Session, ids: Sequence[int]) -> tuple[CaseLine, ...]:
    """Return the rows for these keys, in the order asked; what is gone is left out."""
    query = select_lines().where(CaseRecord.id.in_(list(ids)))
    found = {line.id: line for line in as_lines(session, query)}
    return tuple(found[key] for key in ids if key in found)
