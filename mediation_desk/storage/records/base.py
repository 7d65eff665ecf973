"""The ground of all tables: names of constraints, and what the journal leaves out."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, MetaData, Text, Time
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column

from mediation_desk.domain.terms import Term
from mediation_desk.storage.records.types import BIG, Code, Fen, Instant, Sealed, SealedBytes

FEN_LIMIT = 10**12
DERIVED = {"journal": False}
"""Marks columns that follow from others, or keep the books: not journalled, not undone."""

Key = Annotated[int, mapped_column(BIG, primary_key=True)]


class Record(DeclarativeBase):
    """A row of a table of the file."""

    journalled: ClassVar[bool] = True

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        bool: Boolean(create_constraint=False),
        date: Date,
        time: Time,
        datetime: Instant,
        Decimal: Fen,
    }


def refers(target: str, *, index: bool = True, **options: Any) -> MappedColumn[Any]:
    """Return a foreign key, with an index unless another one begins with it."""
    return mapped_column(BIG, ForeignKey(target), index=index, **options)


def code(kind: type[Term], **options: Any) -> MappedColumn[Any]:
    """Return a column that keeps a term by its code."""
    return mapped_column(Code(kind), **options)


def sealed(place: str, **options: Any) -> MappedColumn[Any]:
    """Return a column of sensitive texts; `place` is its table and its name, "table.column"."""
    kind = Sealed(place, plain_without=options.pop("plain_without", False))
    return mapped_column(kind, **options)


def sealed_bytes(place: str) -> MappedColumn[Any]:
    """Return a column of sensitive contents; `place` is its table and its name."""
    return mapped_column(SealedBytes(place))


def in_fen(column: str) -> CheckConstraint:
    """Return the check that a sum of money is not negative and not absurd."""
    return CheckConstraint(f"{column} BETWEEN 0 AND {FEN_LIMIT}", name=f"{column}_in_fen")
