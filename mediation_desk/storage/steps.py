"""Steps taken in a case, and the proceedings beside its mediation."""

from datetime import date
from functools import cache

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import Session

from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.domain.tracks import Proceeding, Standing
from mediation_desk.storage.reading import fill, one, parts
from mediation_desk.storage.records import ProceedingRecord, StepTakenRecord


def add(session: Session, case_id: int, taken: StepTaken) -> int:
    """Write down a step; return its key."""
    values = parts(taken, "items") | {"items": "\n".join(taken.items)}
    record = StepTakenRecord(case_id=case_id, **values)
    session.add(record)
    session.flush()
    return record.id


def set_day(session: Session, step_id: int, day: date) -> None:
    """Correct the day of a step."""
    one(session, StepTakenRecord, step_id).day = day
    session.flush()


def set_override(session: Session, step_id: int, override: str) -> None:
    """Keep for which reason a step stands that a need of law is against."""
    one(session, StepTakenRecord, step_id).override = override
    session.flush()


def set_opened(session: Session, proceeding_id: int, day: date) -> None:
    """Correct the day on which a proceeding was opened."""
    one(session, ProceedingRecord, proceeding_id).opened_on = day
    session.flush()


def taken(session: Session, case_id: int) -> tuple[StepTaken, ...]:
    """Return the steps of a case in the order in which they were taken."""
    rows = session.scalars(_taken_query(), {"key": case_id})
    return tuple(_value(row) for row in rows)


@cache
def _taken_query() -> Select[StepTakenRecord]:
    key: BindParameter[int] = bindparam("key")
    query = select(StepTakenRecord).where(StepTakenRecord.case_id == key)
    return query.order_by(StepTakenRecord.id)


def _value(row: StepTakenRecord) -> StepTaken:
    return StepTaken(
        id=row.id,
        row=row.row,
        step=row.step,
        track=row.track,
        proceeding_id=row.proceeding_id,
        from_stage=row.from_stage,
        party_id=row.party_id,
        override=row.override,
        day=row.day,
        until=row.until,
        served_on=row.served_on,
        days=row.days,
        ground=row.ground,
        reason=row.reason,
        body=row.body,
        number=row.number,
        by=row.by,
        manner=row.manner,
        note=row.note,
        items=tuple(row.items.splitlines()),
        agreed=row.agreed,
    )


def open_proceeding(session: Session, case_id: int, proceeding: Proceeding) -> int:
    """Open a proceeding beside the mediation; return its key."""
    record = ProceedingRecord(case_id=case_id, **parts(proceeding))
    session.add(record)
    session.flush()
    return record.id


def set_standing(
    session: Session,
    proceeding_id: int,
    standing: Standing,
    *,
    body: str = "",
    number: str = "",
    ended_on: date | None = None,
) -> None:
    """Let a proceeding go on; what is not told stays."""
    record = one(session, ProceedingRecord, proceeding_id)
    told = {"body": body, "number": number, "ended_on": ended_on}
    fill(record, {"standing": standing} | {name: value for name, value in told.items() if value})
    session.flush()
