"""Cases: registering them, moving them on, and finding them again."""

import re
from array import array
from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select, text
from sqlalchemy import func as sql
from sqlalchemy.orm import Session

from mediation_desk.domain.case import (
    Application,
    ApplicationForm,
    CaseFilter,
    CaseLine,
    CaseOrder,
    CaseRef,
    Side,
    Source,
)
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import DeskError, NotFound, Stale
from mediation_desk.domain.ledger import OUTCOMES
from mediation_desk.domain.rights import Actor
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import _
from mediation_desk.storage import parties, searching, sight, summary, voiding
from mediation_desk.storage.case_files import file, sides
from mediation_desk.storage.case_lines import lines
from mediation_desk.storage.counting import next_number
from mediation_desk.storage.ranks import RANK
from mediation_desk.storage.reading import AnySelect, fill, one
from mediation_desk.storage.records import CaseRecord, StatementRecord

__all__ = [
    "add",
    "count",
    "earlier",
    "earlier_of",
    "file",
    "find_operation",
    "first_lines",
    "ids",
    "key_of",
    "lines",
    "next_number",
    "set_card",
    "set_officers",
    "set_received",
    "set_stage",
    "sides",
    "stamp",
    "touch",
    "versions",
]

_SLICE = 500


class _Unchanged:
    """Stands for a keyword that was left out."""


_UNCHANGED: Any = _Unchanged()

_ORDERS: dict[CaseOrder, Any] = {
    CaseOrder.NUMBER: CaseRecord.number_key,
    CaseOrder.RECEIVED: CaseRecord.received_on,
    CaseOrder.STAGE: CaseRecord.stage_rank,
    CaseOrder.RESPONDENT: CaseRecord.respondent_key,
    CaseOrder.APPLICANT: CaseRecord.applicant_key,
    CaseOrder.DUE: CaseRecord.due_on,
    CaseOrder.AGREED: CaseRecord.agreed,
}


def find_operation(session: Session, operation: str) -> CaseRef | None:
    """Return the case that a save with this operation id made, if it got that far."""
    if not operation:
        return None
    query = select(CaseRecord.id, CaseRecord.number).where(CaseRecord.operation == operation)
    found = session.execute(query).one_or_none()
    return CaseRef(found.id, found.number) if found else None


def _is_taken(session: Session, number: str) -> bool:
    if sight.hides(session):
        return bool(session.scalar(text("SELECT desk_number_taken(:asked)"), {"asked": number}))
    return session.scalar(select(CaseRecord.id).where(CaseRecord.number == number)) is not None


def add(session: Session, application: Application, number: str) -> CaseRef:
    """Register an application: the case, its parties and their claims."""
    if _is_taken(session, number):
        raise DeskError(
            _("The number {number} is taken. Check the pattern of numbers in Settings.").format(
                number=number
            )
        )
    if (reason := voiding.reason_of(session, number)) is not None:
        raise DeskError(
            _("The number {number} was voided ({reason}) and is not given again.").format(
                number=number, reason=reason
            )
        )
    case = CaseRecord(
        operation=application.operation or None,
        number=number,
        stage=Stage.APPLIED,
        received_on=application.received_on,
        source=application.source,
        form=application.form,
        cause=application.cause,
        district=application.district,
    )
    session.add(case)
    session.flush()
    session.add(
        StatementRecord(
            case_id=case.id,
            requests=application.requests,
            facts=application.facts,
            applied_by=application.applied_by,
            received_at=application.received_at,
            signed=application.signed,
        )
    )
    parties.add_respondent(session, case.id, application.respondent)
    parties.add_applicants(session, case.id, application.applicants)
    return CaseRef(case.id, number)


def touch(session: Session, case_id: int, version: int, actor: Actor, at: datetime) -> None:
    """Take the case for a save, or say that somebody else saved it in the meantime."""
    case = session.get(CaseRecord, case_id, with_for_update=True, populate_existing=True)
    if case is None or case.version != version:
        raise Stale
    case.version = version + 1
    _stamp(case, actor, at)
    session.flush()


def stamp(session: Session, case_id: int, actor: Actor, at: datetime) -> None:
    """Note who saved a new case, and when: from then on it counts as looked after."""
    _stamp(one(session, CaseRecord, case_id), actor, at)
    session.flush()


def _stamp(case: CaseRecord, actor: Actor, at: datetime) -> None:
    case.saved_at = at
    case.saved_by = actor.name


def set_stage(
    session: Session,
    case_id: int,
    stage: Stage,
    *,
    accepted_on: date | None = _UNCHANGED,
    ended_on: date | None = _UNCHANGED,
    end_reason: str = _UNCHANGED,
    closed_on: date | None = _UNCHANGED,
) -> None:
    """Move a case on; a day that is not given stays. How it ended outlives its closing."""
    case = one(session, CaseRecord, case_id)
    values = {
        "stage": stage,
        "accepted_on": accepted_on,
        "ended_on": ended_on,
        "end_reason": end_reason,
        "closed_on": closed_on,
    }
    if stage in OUTCOMES:
        values["ended_as"] = stage
    fill(case, {name: value for name, value in values.items() if value is not _UNCHANGED})
    session.flush()
    summary.mark(session, case_id)


def set_received(session: Session, case_id: int, day: date) -> None:
    """Correct the day on which the application was received."""
    one(session, CaseRecord, case_id).received_on = day
    session.flush()


def set_officers(
    session: Session, case_id: int, mediator_id: int | None, clerk_id: int | None
) -> None:
    """Assign the mediator and the clerk."""
    case = one(session, CaseRecord, case_id)
    fill(case, {"mediator_id": mediator_id, "clerk_id": clerk_id})
    session.flush()


def set_card(
    session: Session,
    case_id: int,
    *,
    cause: str,
    district: str,
    source: Source,
    form: ApplicationForm,
    requests: str,
    facts: str,
    applied_by: Side = _UNCHANGED,
    received_at: time | None = _UNCHANGED,
    signed: bool | None = _UNCHANGED,
) -> None:
    """Change what the card of the case says; what is not given stays."""
    case = one(session, CaseRecord, case_id)
    fill(case, {"cause": cause, "district": district, "source": source, "form": form})
    stated: dict[str, Any] = {"requests": requests, "facts": facts}
    more = {"applied_by": applied_by, "received_at": received_at, "signed": signed}
    stated |= {name: value for name, value in more.items() if value is not _UNCHANGED}
    fill(one(session, StatementRecord, case_id), stated)
    session.flush()


def _narrowed(session: Session, query: AnySelect, narrow: CaseFilter) -> AnySelect:
    limits: list[ColumnElement[bool]] = []
    if narrow.stages:
        limits.append(_at_stages(narrow.stages))
    if narrow.mediator_id is not None:
        limits.append(CaseRecord.mediator_id + 0 == narrow.mediator_id)
    if narrow.employer_id is not None:
        limits.append(CaseRecord.employer_id == narrow.employer_id)
    if narrow.received_from is not None:
        limits.append(CaseRecord.received_on >= narrow.received_from)
    if narrow.received_to is not None:
        limits.append(CaseRecord.received_on <= narrow.received_to)
    if narrow.among is not None:
        limits.append(
            CaseRecord.id.in_(
                bindparam("among", narrow.among, expanding=True, literal_execute=True)
            )
        )
    if narrow.text.strip():
        limits.append(CaseRecord.id.in_(searching.matching(session, narrow.text)))
    return query.where(*limits)


def _at_stages(stages: frozenset[Stage]) -> ColumnElement[bool]:
    """Return the limit to stages; where most cases stand, the list's own order is read along.

    Adding 0 keeps SQLite from finding most cases by their stage (or mediator) only to sort them.
    """
    ranks = sorted(RANK(stage) for stage in stages)
    if Stage.CLOSED in stages:
        return (CaseRecord.stage_rank + 0).in_(ranks)
    return CaseRecord.stage_rank.in_(ranks)


def _ordered(query: AnySelect, order: CaseOrder, descending: bool) -> AnySelect:
    by: list[Any] = [_ORDERS[order]]
    if order is not CaseOrder.NUMBER:
        by.append(CaseRecord.number_key)
    return query.order_by(*(column.desc() if descending else column for column in by))


def ids(session: Session, narrow: CaseFilter, order: CaseOrder, descending: bool) -> "array[int]":
    """Return the keys of all cases that a list shows, in its order."""
    query = _ordered(_narrowed(session, select(CaseRecord.id), narrow), order, descending)
    result = session.connection().execute(query)
    cursor = result.cursor
    if cursor is None:
        raise RuntimeError("a query without rows")
    keys = array("q", chain.from_iterable(cursor.fetchall()))
    result.close()
    return keys


def versions(session: Session, keys: Sequence[int]) -> dict[int, tuple[str, int]]:
    """Return the numbers and versions of cases, by key."""
    found: dict[int, tuple[str, int]] = {}
    for start in range(0, len(keys), _SLICE):
        query = select(CaseRecord.id, CaseRecord.number, CaseRecord.version).where(
            CaseRecord.id.in_(keys[start : start + _SLICE])
        )
        for key, number, version in session.execute(query):
            found[key] = number, version
    return found


def first_lines(
    session: Session,
    narrow: CaseFilter,
    order: CaseOrder,
    descending: bool,
    limit: int = 200,
    *,
    today: date = date.min,
) -> tuple[CaseLine, ...]:
    """Return the first rows of a list by one query, for the first paint."""
    query = _narrowed(session, select(CaseRecord.id), narrow)
    chosen = session.scalars(_ordered(query, order, descending).limit(limit)).all()
    return lines(session, chosen, today)


def count(session: Session, narrow: CaseFilter) -> int:
    """Count the cases that a list shows."""
    query = _narrowed(session, select(sql.count(CaseRecord.id)), narrow)
    return int(session.execute(query).scalar_one())


def key_of(session: Session, number: str) -> int:
    """Return the key of the case with that number; bare figures mean the newest that ends so."""
    asked = number.strip()
    exact = session.scalar(select(CaseRecord.id).where(CaseRecord.number == asked))
    if exact is not None:
        return exact
    if asked.isascii() and asked.isdigit():
        figures = f"{int(asked):08d}"
        query = select(CaseRecord.id, CaseRecord.number_key).order_by(CaseRecord.number_key.desc())
        query = query.where(CaseRecord.number_key.contains(figures))
        for key, held in session.execute(query):
            if re.findall("[0-9]+", held)[-1] == figures:
                return key
    if (reason := voiding.reason_of(session, asked)) is not None:
        raise NotFound(
            _("The number {number} was voided ({reason}) and is not given again.").format(
                number=asked, reason=reason
            )
        )
    raise NotFound(_("There is no case with the number {number}.").format(number=asked))


def earlier(
    session: Session, employer: Employer, besides: int | None = None, limit: int = 50
) -> tuple[CaseLine, ...]:
    """Return the cases against the same employer, the newest first."""
    found = parties.find_employer(session, employer)
    return earlier_of(session, found.id, besides, limit) if found else ()


def earlier_of(
    session: Session, employer_id: int, besides: int | None = None, limit: int = 500
) -> tuple[CaseLine, ...]:
    """Return the cases against an employer, the newest first."""
    query = select(CaseRecord.id).where(CaseRecord.employer_id == employer_id)
    if besides is not None:
        query = query.where(CaseRecord.id != besides)
    query = query.order_by(CaseRecord.received_on.desc(), CaseRecord.id.desc()).limit(limit)
    return lines(session, session.scalars(query).all())
