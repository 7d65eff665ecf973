"""Employers with their record at the centre."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Subquery, case, func, literal, select, type_coerce
from sqlalchemy.orm import Session

from mediation_desk.domain.case import EmployerLine
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import NotFound
from mediation_desk.i18n import _
from mediation_desk.storage import folding
from mediation_desk.storage.parties import employer_of
from mediation_desk.storage.ranks import OPEN_RANKS
from mediation_desk.storage.reading import AnySelect, one
from mediation_desk.storage.records import CaseRecord, EmployerRecord
from mediation_desk.storage.records.types import Fen


def get(session: Session, employer_id: int) -> Employer:
    """Return one employer."""
    return employer_of(one(session, EmployerRecord, employer_id))


def _contains(session: Session, text: str) -> Iterable[ColumnElement[bool]]:
    postgres = session.get_bind().dialect.name == "postgresql"
    position = func.strpos if postgres else func.instr
    for word in folding.words(text):
        yield position(EmployerRecord.line, literal(word)) > 0


def match(session: Session, text: str, limit: int = 8) -> tuple[tuple[int, Employer], ...]:
    """Return the employers whose name, code or initials contain what was typed."""
    if not text.strip():
        return ()
    query = (
        select(EmployerRecord)
        .where(*_contains(session, text))
        .order_by(func.length(EmployerRecord.name), EmployerRecord.name_key, EmployerRecord.id)
        .limit(limit)
    )
    return tuple((record.id, employer_of(record)) for record in session.scalars(query))


def lines(session: Session, text: str = "", limit: int = 500) -> tuple[EmployerLine, ...]:
    """Return the list of employers, those with the latest cases first."""
    record = _records()
    query = (
        _with_record(record)
        .where(*_contains(session, text))
        .order_by(
            record.c.last_received_on.desc().nulls_last(),
            EmployerRecord.name_key,
            EmployerRecord.id,
        )
        .limit(limit)
    )
    return tuple(_line(row) for row in session.execute(query))


def line(session: Session, employer_id: int) -> EmployerLine:
    """Return one employer's row of the list."""
    query = _with_record(_records(CaseRecord.employer_id == employer_id)).where(
        EmployerRecord.id == employer_id
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound(_("This employer is not in the file."))
    return _line(found)


def _with_record(record: Subquery) -> AnySelect:
    return select(
        EmployerRecord.id,
        EmployerRecord.name,
        EmployerRecord.credit_code,
        EmployerRecord.district,
        record.c.cases,
        record.c.workers,
        record.c.open_cases,
        record.c.last_received_on,
        record.c.owed,
    ).outerjoin(record, record.c.employer_id == EmployerRecord.id)


def _line(row: Iterable[Any]) -> EmployerLine:
    key, name, code, district, cases, workers, open_cases, last, owed = row
    return EmployerLine(
        id=key,
        name=name,
        credit_code=code,
        district=district,
        cases=cases or 0,
        workers=workers or 0,
        open_cases=open_cases or 0,
        last_received_on=last,
        owed=owed or ZERO,
    )


def _records(*narrow: ColumnElement[bool]) -> Subquery:
    """Return the query for each employer's record, answered from one index alone."""
    owing = CaseRecord.effective_on.is_not(None) & (CaseRecord.agreed > CaseRecord.paid)
    owed = case((owing, CaseRecord.agreed - CaseRecord.paid), else_=None)
    return (
        select(
            CaseRecord.employer_id,
            func.count().label("cases"),
            func.sum(CaseRecord.applicant_count).label("workers"),
            func.sum(case((CaseRecord.stage_rank.in_(OPEN_RANKS), 1), else_=0)).label("open_cases"),
            func.max(CaseRecord.received_on).label("last_received_on"),
            type_coerce(func.sum(owed), Fen).label("owed"),
        )
        .where(*narrow)
        .group_by(CaseRecord.employer_id)
        .subquery()
    )
