"""Every row that hangs on a case, found along the keys of the tables in plain SQL."""

from datetime import time

import psycopg
from sqlalchemy import Boolean, Date, Integer, LargeBinary, Time

from mediation_desk.services import story
from mediation_desk.storage import row_policies, whole_views
from mediation_desk.storage.records import Record
from mediation_desk.storage.records.types import Code, Exact, Fen, Instant
from tests.own_accounts import as_person, plain

WORKER = "李建国"
NOT_FILLED = dict.fromkeys(("case_restriction", "void_number"))
"""A restriction is one by itself, and a void number has no case."""


def key_of(table):
    return next(iter(table.primary_key)).name


def hanging(line, case_id):
    """Return by table the keys of all rows that lead to a case, along every foreign key."""
    found = {"mediation_case": {case_id}}
    for table in Record.metadata.sorted_tables:
        keys = found.setdefault(table.name, set())
        ways = [(key.parent.name, key.column.table.name) for key in table.foreign_keys]
        ways += [("case_id", "mediation_case")] if "case_id" in table.c else []
        for column, target in ways:
            if found.get(target):
                rows = line.execute(
                    f'SELECT "{key_of(table)}" FROM {table.name} WHERE "{column}" = ANY(%s)',
                    [list(found[target])],
                )
                keys |= {row[0] for row in rows}
    people = [("party", "person_id"), ("agent", "person_id")]
    contents = [("paper", "sha256", "paper_content"), ("material", "sha256", "material_content")]
    for table, column, target in [*((*one, "person") for one in people), *contents]:
        for own, others in [
            (found[table], line.execute(f"SELECT id, {column} FROM {table}").fetchall())
        ]:
            here = {value for key, value in others if key in own and value}
            found[target] |= here - {value for key, value in others if key not in own}
    return {name: keys for name, keys in found.items() if keys}


def keys_seen(line, names):
    found = {}
    for name in names:
        table = Record.metadata.tables[name]
        rows = line.execute(f'SELECT "{key_of(table)}" FROM {name}')
        found[name] = {row[0] for row in rows}
    return found


def one_row(line, table, hangs):
    """Add a row that hangs on the case, where a table has none; return its key."""
    targets = {k.parent.name: k.column.table.name for k in table.foreign_keys}
    if "case_id" in table.c:
        targets["case_id"] = "mediation_case"
    if table.name in hangs | NOT_FILLED or not any(hangs.get(t) for t in targets.values()):
        return None
    values = {}
    for column in table.c:
        target = targets.get(column.name)
        if target and hangs.get(target):
            values[column.name] = min(hangs[target])
        elif column.nullable:
            continue
        elif column.primary_key or target:
            values[column.name] = 9001
        else:
            told = column.name in whole_views.TOLD.get(table.name, "").split()
            values[column.name] = "A01" if told else value_of(column.type)
    wanted = {name: value for name, value in values.items() if not table.c[name].nullable}
    if not any(inserted(line, table, row) for row in (values, wanted)):  # one way or the other
        return None
    return values[key_of(table)]


def inserted(line, table, values):
    """Add a row, unless the table's own rules refuse it."""
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(["%s"] * len(values))
    try:
        with line.transaction():
            line.execute(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", [*values.values()])
    except (psycopg.errors.CheckViolation, psycopg.errors.NotNullViolation):
        return False
    return True


def value_of(kind):
    """Return a value of a column's kind; a text is the worker's name."""
    if isinstance(kind, Code):
        return next(iter(kind.kind)).value
    for sort, value in (
        ((Boolean,), True),
        ((Integer, Fen), 1),
        ((Date,), story.APPLIED),
        ((Instant,), story.StoryClock(story.APPLIED).instant),
        ((Time,), time(9, 30)),
        ((LargeBinary,), WORKER.encode()),
        ((Exact,), "1"),
    ):
        if isinstance(kind, sort):
            return value
    return WORKER


def rows_seen(url, user):
    """Return what an account reads in plain SQL, by table."""
    with plain(as_person(url, user.name)) as line:
        return keys_seen(line, row_policies.tables())


def at_the_owner(url, case_id):
    with plain(url) as line:
        return keys_seen(line, row_policies.tables()), hanging(line, case_id)


HELD_BY_PERIODS = {"period_list"}
"""Lists of many cases are closed whole."""


def assert_gone(url, user, case_id, *, besides=()):
    """See that of all rows exactly those of the hidden cases are not there."""
    every, gone = at_the_owner(url, case_id)
    for other in besides:
        for name, keys in at_the_owner(url, other)[1].items():
            gone[name] = gone.get(name, set()) | keys
    seen = rows_seen(url, user)
    notes = {"caucus_note", "caucus_reader", "journal_value"} | HELD_BY_PERIODS
    assert {n: seen[n] & gone.get(n, set()) for n in seen if seen[n] & gone.get(n, set())} == {}
    assert {
        name: every[name] - seen[name] - gone.get(name, set())
        for name in seen
        if name not in notes and every[name] - seen[name] - gone.get(name, set())
    } == {}
    return gone
