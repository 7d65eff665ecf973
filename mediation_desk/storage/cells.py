"""Sensitive values where SQL, the journal or a plain question meets them in their closed form.

Records open and close them by themselves (`records.types.Sealed`). The journal holds them closed,
so that its bytes say no more than the rows do.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, Text, inspect, literal_column, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement

from mediation_desk.domain.errors import NotAllowed
from mediation_desk.i18n import _
from mediation_desk.security.cells import Cells, is_closed, is_whole
from mediation_desk.storage.connecting import OPENED
from mediation_desk.storage.records import Record
from mediation_desk.storage.records.types import Sealed, SealedBytes, cells_of, not_yours

TAIL = 4
"""So many figures of a number may stand in the open, to be looked for."""

UNREAD = "unread"
"""Stands for the digest of a content of which only the bytes as they are stored can be seen."""

Held = dict[str, Any]


@cache
def columns() -> Mapping[str, tuple[str, ...]]:
    """Return the sensitive columns by table."""
    found = {
        table.name: tuple(one.name for one in table.columns if isinstance(one.type, Sealed))
        for table in Record.metadata.sorted_tables
    }
    return {table: names for table, names in found.items() if names}


@cache
def contents() -> Mapping[str, tuple[str, ...]]:
    """Return the columns of sensitive contents by table."""
    found = {
        table.name: tuple(one.name for one in table.columns if isinstance(one.type, SealedBytes))
        for table in Record.metadata.sorted_tables
    }
    return {table: names for table, names in found.items() if names}


def place(table: str, column: str) -> str:
    """Return under which name a column's values are closed."""
    return f"{table}.{column}"


def of(session: Session) -> Cells | None:
    """Return what closes and opens here; None where values are plain."""
    held = cells_of(session.get_bind().dialect)
    return held() if held is not None else None


def digest(session: Session, where: str, stored: bytes) -> str:
    """Return the digest of a content as it was given; empty where it was altered.

    Who has not the key sees only that its bytes are those that were written: `UNREAD`.
    """
    held = of(session)
    if is_closed(stored) and held is not None and not held.opens:
        return UNREAD if is_whole(stored) else ""
    content = held.opened_bytes(where, stored) if held is not None else stored
    return "" if content is None else sha256(content).hexdigest()


def raw_bytes(column: Any) -> ColumnElement[bytes]:  # noqa: ANN401 - a column of any record
    """Return a content as it is stored."""
    return type_coerce(column, LargeBinary)


def raw(column: Any) -> ColumnElement[str]:  # noqa: ANN401 - a column of any record
    """Return a column as it is stored."""
    return type_coerce(column, Text)


class Readable(FunctionElement[str]):
    """A sensitive column as text in which a part is looked for; nobody finds what is not theirs."""

    name = "desk_readable"
    type = Text()
    inherit_cache = True


def readable(column: Any) -> Readable:  # noqa: ANN401 - a column of any record
    """Return a sensitive column as text in which a part may be looked for."""
    return Readable(literal_column(f"'{column.type.place}'"), raw(column))


@compiles(Readable)
def _as_sql(element: Readable, compiler: Any, **options: Any) -> str:  # noqa: ANN401 - its words
    named, column = (compiler.process(one, **options) for one in element.clauses)
    return f"{OPENED}({named}, {column})" if cells_of(compiler.dialect) else str(column)


def closed_row(cells: Cells | None, table: str, row: Held | None) -> Held | None:
    """Return a row of the journal with its sensitive values closed."""
    names = columns().get(table)
    if row is None or cells is None or names is None:
        return row
    return row | {
        name: cells.closed(place(table, name), row[name]) for name in names if name in row
    }


def opened_row(cells: Cells | None, table: str, row: Held | None) -> Held | None:
    """Return a row of the journal with its sensitive values opened, or a sentence in their place.

    An erased value is no text; it stays as it is.
    """
    names = columns().get(table)
    if row is None or names is None:
        return row
    return row | {name: opened(cells, table, name, row[name]) for name in names if name in row}


def opened(cells: Cells | None, table: str, column: str, stored: Any) -> Any:  # noqa: ANN401
    """Return a stored value as whoever acts may read it."""
    if not isinstance(stored, str) or not is_closed(stored):
        return stored
    value = cells.opened(place(table, column), stored) if cells is not None else None
    return not_yours() if value is None else value


def opened_changes(session: Session, changes: list[Held]) -> list[Held]:
    """Return what an entry of the journal holds, with its sensitive values opened."""
    cells = of(session)
    return [
        held | {side: opened_row(cells, held["table"], held[side]) for side in ("before", "after")}
        if held["table"] in columns()
        else held
        for held in changes
    ]


def require_writable(session: Session, written: Iterable[Record]) -> None:
    """Refuse to write a sensitive value where whoever acts has not the key of these."""
    held = of(session)
    if held is None or held.opens:
        return
    for record in written:
        untouched = inspect(record).unmodified
        for name in columns().get(record.__tablename__, ()):
            plain = record.__table__.c[name].type.plain_without  # type: ignore[attr-defined]
            if name not in untouched and not plain and getattr(record, name):
                raise refusal()


def refusal() -> NotAllowed:
    """Return why a sensitive value is neither written nor looked for."""
    return NotAllowed(
        _(
            "The sensitive values of this file are not open to you yet: a supervisor authorises it"
            " under Settings, Accounts."
        )
    )
