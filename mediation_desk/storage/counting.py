"""Case numbers without gaps: one counter row a year, locked until the case is saved."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from mediation_desk.storage.records import CounterRecord


def next_number(session: Session, year: int, count: int = 1) -> int:
    """Take the next number of a year, or the first of several."""
    insert = insert_pg if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    session.execute(insert(CounterRecord).values(year=year, last=0).on_conflict_do_nothing())
    counter = session.scalars(
        select(CounterRecord).where(CounterRecord.year == year).with_for_update()
    ).one()
    session.refresh(counter)
    first = counter.last + 1
    counter.last += count
    session.flush()
    return first
