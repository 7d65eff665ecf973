"""Statements in plain SQL that stand in the journal as the program's own writes do."""

import re

from sqlalchemy import text

from mediation_desk.storage.journalling import state, whole
from mediation_desk.storage.records import Record

_TABLE = re.compile(r"\s*(?:UPDATE|DELETE\s+FROM|INSERT\s+INTO)\s+(\w+)", re.IGNORECASE)
_KINDS = {kind.__tablename__: kind for kind in Record.__subclasses__()}


def execute(session, statement, **values):
    """Carry out a statement; what it changed goes into the journal, row by row."""
    table = _TABLE.match(statement)[1]
    kind = _KINDS[table]

    def rows():
        session.expire_all()
        return {record.id: whole(record) for record in session.query(kind)}

    before = rows()
    session.execute(text(statement), values)
    after = rows()
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if old and new:
            names = [name for name in new if old[name] != new[name]]
            old, new = ({name: row[name] for name in names} for row in (old, new))
        state(session).rows[table, key] = [old, new]
    session.expire_all()
