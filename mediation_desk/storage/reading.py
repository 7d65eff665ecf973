"""Small ways of moving values in and out of rows that several modules share."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import Field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session

from mediation_desk.domain.claims import DERIVED
from mediation_desk.domain.errors import NotFound, Stale
from mediation_desk.i18n import _
from mediation_desk.storage.records import Record

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    AnySelect = Select[*tuple[Any, ...]]
else:
    AnySelect = Select
"""A query for rows of any shape."""

R = TypeVar("R", bound=Record)
K = TypeVar("K", bound=Hashable)


def one(session: Session, kind: type[R], key: int) -> R:
    """Return the record with that key, or say that it is gone."""
    found = session.get(kind, key)
    if found is None:
        raise NotFound(_("This entry is not in the file (any more)."))
    return found


def put(session: Session, kind: type[Any], key: int, values: Mapping[str, Any]) -> int:
    """Add a row, or change the one with that key; return its key."""
    if key:
        fill(one(session, kind, key), values)
        session.flush()
        return key
    record: Any = kind(**values)
    session.add(record)
    session.flush()
    return int(record.id)


def touch(record: Any, version: int) -> None:  # noqa: ANN401 - any record with a version
    """Count a row as saved once more; refuse it if somebody else saved it meanwhile."""
    if record.version != version:
        raise Stale()
    record.version += 1


def parts(value: "DataclassInstance", *besides: str) -> dict[str, Any]:
    """Return a value's fields by name, except those named and its key."""
    return {name: getattr(value, name) for name in _names(type(value), besides)}


@cache
def _names(kind: "type[DataclassInstance]", besides: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields of a kind of value but for those left out: ledgers ask for very many."""
    left_out = {"id", *besides}
    return tuple(one.name for one in stored_fields(kind) if one.name not in left_out)


def stored_fields(kind: "type[DataclassInstance]") -> "list[Field[Any]]":
    """Return the fields of a kind of value that follow from no others."""
    return [one for one in fields(kind) if not one.metadata.get(DERIVED)]


def fill(record: Record, values: Mapping[str, Any]) -> None:
    """Set columns; those that hold the value already are left alone."""
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def replace(
    session: Session,
    kind: type[R],
    present: Mapping[K, R],
    wanted: Mapping[K, Mapping[str, Any]],
) -> None:
    """Make the rows those that are wanted: change, add and remove, each by its natural key.

    A row that stays keeps its key, so that an undo can put back what it was.
    """
    for key, record in present.items():
        if key not in wanted:
            session.delete(record)
    for key, values in wanted.items():
        if key in present:
            fill(present[key], values)
        else:
            session.add(kind(**values))
    session.flush()


def by(records: Iterable[R], *names: str) -> dict[Any, R]:
    """Return records by one of their columns, or by several."""
    if len(names) == 1:
        return {getattr(record, names[0]): record for record in records}
    return {tuple(getattr(record, name) for name in names): record for record in records}
