"""Numbers without gaps: one row a series and year, locked until what is numbered is saved."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from mediation_desk.storage.records import SeriesRecord

CASES = "case"
"""The series of case numbers (案号)."""


def next_number(session: Session, year: int, count: int = 1, *, series: str = CASES) -> int:
    """Take the next number of a series in a year, or the first of several."""
    insert = insert_pg if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    begun = insert(SeriesRecord).values(series=series, year=year, last=0)
    session.execute(begun.on_conflict_do_nothing())
    counter = session.scalars(
        select(SeriesRecord)
        .where(SeriesRecord.series == series, SeriesRecord.year == year)
        .with_for_update()
    ).one()
    session.refresh(counter)
    first = counter.last + 1
    counter.last += count
    session.flush()
    return first
