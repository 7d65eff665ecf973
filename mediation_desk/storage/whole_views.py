"""What an account of a server reads where all cases are counted, the hidden ones among them.

A statistic counts every case, a calendar shows that a room is taken, and the log has every number.
For that each table that hangs on a case has a view which belongs to the owner of the tables. Of a
case that is open it gives what the table gives. Of a hidden one it gives keys, numbers, days, sums
and codes, and no word that anybody wrote: no name, no telephone, no text. The employer of a hidden
case is another one each time, without a name.

Which columns hold words follows from their types; the few told in spite of that stand in `TOLD`.
"""

# ruff: noqa: S608 - all parts of these statements are our own

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Column, LargeBinary, Table
from sqlalchemy.types import String, TypeEngine

from mediation_desk.storage import period_facts, period_lists, row_policies
from mediation_desk.storage.records import Record
from mediation_desk.storage.records.types import Sealed, SealedBytes
from mediation_desk.storage.row_policies import CASES, ways

VIEW = "desk_whole_"
TELLING = ("desk_facts(date, date)",)
"""The function below, which is for those alone who read cases."""
_CLOSED = frozenset({"caucus_note", "caucus_reader", "journal", "journal_value"})
"""What is counted by nobody."""

TOLD: dict[str, str] = {
    CASES: "number number_key cause district",
    "clock": "kind detail",
    "file_level": "level",
    "hearing": "room",
    "panel_member": "name",
    "period_fact": "outcome cause district source industry ownership",
    "step_taken": "row",
}
"""Codes that are kept as plain text, rooms that are taken, and who sits on a panel."""

_BORN = ("person", "born_on")
"""A day that is as good as a name."""


def tables() -> frozenset[str]:
    """Return the tables in whose place a view is read."""
    hanging = frozenset(ways()) - _CLOSED - frozenset(row_policies.OF_A_CASE)
    return hanging | {CASES, "person", "employer", row_policies.PERIOD_LIST}


def views() -> Iterator[str]:
    """Yield what makes every view."""
    for name in sorted(tables()):
        yield f"CREATE VIEW {VIEW}{name} AS {_view(name)}"


def taking_down() -> Iterator[str]:
    """Yield what takes the views away, as before a migration of the tables."""
    yield (
        "DO $$ DECLARE one record; BEGIN FOR one IN SELECT relname FROM pg_class"
        " WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
        f" AND starts_with(relname, '{VIEW}') LOOP"
        " EXECUTE format('DROP VIEW %I', one.relname); END LOOP; END $$"
    )


def _view(name: str) -> str:
    table = Record.metadata.tables[name]
    if name == "employer":
        return _employers(table)
    if name == row_policies.PERIOD_LIST:
        return _lists(table)
    columns = ", ".join(_column(table, column) for column in table.c)
    if name == "person":
        return (
            f"SELECT {columns} FROM person AS t"
            " LEFT JOIN desk_shut_person() AS shut(id) ON shut.id = t.id"
        )
    joins, case = _way_to_case(name)
    return f"SELECT {columns} FROM {name} AS t{joins} LEFT JOIN desk_shut() AS shut(id) ON {case}"


def _way_to_case(name: str) -> tuple[str, str]:
    """Return the joins that lead to a case, and the condition that it is hidden."""
    joins, here = "", "t"
    for step in range(9):
        if name == CASES:
            return joins, f"shut.id = {here}.id"
        column, target, _null = ways()[name]
        if target == CASES:
            return joins, f"shut.id = {here}.{column}"
        joins += f" LEFT JOIN {target} AS up{step} ON up{step}.id = {here}.{column}"
        name, here = target, f"up{step}"
    raise RuntimeError(f"no way to a case: {name}")


def _column(table: Table, column: Column[object]) -> str:
    here = f't."{column.name}"'
    if column.name == "employer_id":
        seen = f"shut.id IS NULL OR {here} IS NULL"
        return f"CASE WHEN {seen} THEN {here} ELSE -shut.id END AS employer_id"
    if (hidden := _hidden(table, column)) is None:
        return here
    return f'CASE WHEN shut.id IS NULL THEN {here} ELSE {hidden} END AS "{column.name}"'


def _hidden(table: Table, column: Column[object]) -> str | None:
    """Return what stands in a column of a hidden case, None where it is told."""
    told = column.name in TOLD.get(table.name, "").split() or bool(column.primary_key)
    if (table.name, column.name) == _BORN:
        return "NULL"
    if told or not _holds_words(column.type):
        return None
    if column.nullable:
        return "NULL"
    return "''::bytea" if isinstance(column.type, (LargeBinary, SealedBytes)) else "''"


@cache
def _holds_words(kind: TypeEngine[object]) -> bool:
    """Say whether a column holds what people wrote; codes and numbers have types of their own."""
    return isinstance(kind, (String, LargeBinary, Sealed, SealedBytes))


def _employers(table: Table) -> str:
    """Return the employers, and one without a name for each hidden case."""
    names = ", ".join(f'"{column.name}"' for column in table.c)
    hidden = ", ".join(_of_nobody(column) for column in table.c)
    return (
        f"SELECT {names} FROM employer UNION ALL SELECT {hidden} FROM desk_shut()"
        f" AS shut(id) JOIN {CASES} AS c ON c.id = shut.id JOIN employer AS e"
        " ON e.id = c.employer_id"
    )


def _of_nobody(column: Column[object]) -> str:
    if column.primary_key:
        return f"-c.{column.name}"
    if not _holds_words(column.type):
        return f'e."{column.name}"'
    return f"{'NULL' if column.nullable else chr(39) * 2}::{_type(column)}"


def _type(column: Column[object]) -> str:
    from sqlalchemy.dialects import postgresql

    server = postgresql.dialect()  # type: ignore[no-untyped-call]
    return column.type.compile(dialect=server).split(" COLLATE ")[0]


def _lists(table: Table) -> str:
    """Return the lists of locked periods without the rows of hidden cases."""
    place = " ".join(f"WHEN '{code}' THEN {at}" for code, at in period_lists.CASE.items())
    rows = (
        'CASE WHEN desk_eyes() = 0 THEN t."rows" ELSE (SELECT coalesce(json_agg(one ORDER BY nth),'
        " '[]')::text FROM json_array_elements(t.\"rows\"::json) WITH ORDINALITY AS e(one, nth)"
        f" WHERE (one ->> (CASE t.code {place} END))::bigint IN (SELECT desk_shut())"
        ' IS NOT TRUE) END AS "rows"'
    )
    columns = ", ".join(rows if c.name == "rows" else f't."{c.name}"' for c in table.c)
    return f"SELECT {columns} FROM {table.name} AS t"


def facts() -> str:
    """Return the function that says what each case adds to a period: codes, days and sums.

    One person in two cases is counted once, also where one of the cases is hidden.
    """
    words = period_facts.live_at_server().replace(":first", "$1").replace(":last", "$2")
    kinds = Record.metadata.tables["period_fact"].c
    said = {name: _type(kinds[name]) for name in period_facts.COLUMNS}
    named = ", ".join(f"{name} {kind}" for name, kind in said.items())
    cast = ", ".join(f"CAST(f.{name} AS {kind})" for name, kind in said.items())
    return (
        f"CREATE OR REPLACE FUNCTION desk_facts(date, date) RETURNS TABLE ({named})"
        " LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS"
        f" $$ WITH {words} SELECT {cast} FROM f $$"
    )
