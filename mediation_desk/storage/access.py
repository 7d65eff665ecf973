"""Who may see a case: its restriction, and the people named to read it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.storage.reading import by, fill, replace
from mediation_desk.storage.records import CaseReaderRecord, CaseRestrictionRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Whether a case is restricted, why and since when, and who was named to read it."""

    restricted: bool = False
    reason: str = ""
    since: datetime | None = None
    by: str = ""
    readers: tuple[int, ...] = ()


def of_case(session: Session, case_id: int) -> Access:
    """Return who may see a case."""
    row = session.scalar(
        select(CaseRestrictionRecord).where(CaseRestrictionRecord.case_id == case_id)
    )
    readers = tuple(
        session.scalars(
            select(CaseReaderRecord.user_id)
            .where(CaseReaderRecord.case_id == case_id)
            .order_by(CaseReaderRecord.user_id)
        )
    )
    if row is None:
        return Access(readers=readers)
    return Access(restricted=True, reason=row.reason, since=row.since, by=row.by, readers=readers)


def set_restriction(
    session: Session, case_id: int, reason: str | None, at: datetime, name: str
) -> None:
    """Restrict a case for a reason, or open it again (None)."""
    row = session.scalar(
        select(CaseRestrictionRecord).where(CaseRestrictionRecord.case_id == case_id)
    )
    if reason is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(CaseRestrictionRecord(case_id=case_id, reason=reason, since=at, by=name))
    else:
        fill(row, {"reason": reason})
    session.flush()


def set_readers(session: Session, case_id: int, readers: Collection[int]) -> None:
    """Make these the people who may read a case beside those who work on it."""
    query = select(CaseReaderRecord).where(CaseReaderRecord.case_id == case_id)
    wanted = {key: {"case_id": case_id, "user_id": key} for key in readers}
    replace(session, CaseReaderRecord, by(session.scalars(query), "user_id"), wanted)
