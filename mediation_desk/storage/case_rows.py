"""Rows of a case as values: which columns a value has, and rows read in groups."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Row, bindparam
from sqlalchemy.orm import Session

from mediation_desk.storage.reading import AnySelect, stored_fields
from mediation_desk.storage.records import Record

V = TypeVar("V")

KEY: BindParameter[int] = bindparam("key")
"""What a query asks for; queries are built once, as building takes longer than answering."""

COUNTED = ("last_on",)
"""What is counted by the calendar when a value is read."""


def names(value: type[Any], *besides: str) -> list[str]:
    """Return the names of a value's fields, except those named."""
    return [f.name for f in stored_fields(value) if f.name not in besides]


def columns(kind: type[Record], value: type[Any], *besides: str) -> list[Any]:
    """Return the columns that are named as a value's fields are."""
    return [getattr(kind, name) for name in names(value, *besides)]


def answered(session: Session, query: AnySelect, key: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the rows of a query for columns, also of what this session has not written yet.

    The connection is asked by itself: with records out of the question, what the session does
    around each answer takes as long as the answer.
    """
    session.flush()
    return session.connection().execute(query, {"key": key}).all()


def grouped(
    session: Session, make: Callable[..., V], query: AnySelect, key: int
) -> defaultdict[int, tuple[V, ...]]:
    """Return values by the query's first column, in the query's order."""
    rows = answered(session, query, key)
    names = rows[0]._fields[1:] if rows else ()
    found: dict[int, list[V]] = {}
    for of, *values in rows:
        found.setdefault(of, []).append(make(**dict(zip(names, values, strict=True))))
    groups: defaultdict[int, tuple[V, ...]] = defaultdict(tuple)
    groups.update((key, tuple(values)) for key, values in found.items())
    return groups
