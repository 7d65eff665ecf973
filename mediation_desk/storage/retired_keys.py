"""Keys of rows that were voided or taken back are not given again.

A server never gives a key twice; SQLite takes up again the highest one that became free. A new
row of such a table therefore gets its key here, past those of void numbers.
"""

import json

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from mediation_desk.storage.records import PastImportRecord, Record, VoidNumberRecord

_FLOORS = "keys that are not given again"


def text_of(keys: dict[str, int]) -> str:
    """Return the highest keys by table as they are kept."""
    return json.dumps(keys, sort_keys=True)


def pass_over(session: Session) -> None:
    """Give new rows keys past those that are not given again; a file's writer is alone."""
    if not session.new or session.get_bind().dialect.name != "sqlite":
        return
    if _FLOORS not in session.info:
        session.info[_FLOORS] = _floors(session)
    floors: dict[str, int] = session.info[_FLOORS]
    if not floors:
        return
    for record in session.new:
        if record.__tablename__ in floors:
            _take_key(session, record, floors)


def _take_key(session: Session, record: Record, floors: dict[str, int]) -> None:
    mapper = inspect(record).mapper
    [column] = mapper.primary_key
    name = mapper.get_property_by_column(column).key
    if getattr(record, name) is None:
        table = record.__tablename__
        highest = session.connection().scalar(select(func.max(column))) or 0
        floors[table] = max(floors[table], highest) + 1
        setattr(record, name, floors[table])


def _floors(session: Session) -> dict[str, int]:
    floors: dict[str, int] = {}
    back = select(PastImportRecord.keys).where(PastImportRecord.taken_back_at.is_not(None))
    for query in (select(VoidNumberRecord.keys), back):
        for kept in session.connection().scalars(query):
            for table, key in json.loads(kept).items():
                floors[table] = max(floors.get(table, 0), key)
    return floors


def floor(session: Session, table: str) -> int:
    """Return the highest key of a table that is not given again."""
    if session.get_bind().dialect.name != "sqlite":
        return 0
    if _FLOORS not in session.info:
        session.info[_FLOORS] = _floors(session)
    floors: dict[str, int] = session.info[_FLOORS]
    return floors.get(table, 0)
