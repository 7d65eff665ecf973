"""Changing a table that is there already, on both engines."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

from mediation_desk.storage.marks import KNOWN_SINCE


@contextmanager
def altered(table: str) -> Iterator[BatchOperations]:
    """Open a table for change.

    SQLite builds it anew, so that it reads as in a fresh file; a server changes it in place,
    since other tables point to it. What it points to is not read as well: with all that those
    tables point to in turn that took half the time of an upgrade.
    """
    on_file = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table(
        table,
        recreate="always" if on_file else "never",
        reflect_kwargs={"resolve_fks": False},
    ) as changing:
        yield changing


def add_filled(table: str, **values: str) -> None:
    """Add columns of text that hold one value in the rows that are there already."""
    with altered(table) as changing:
        for name in values:
            changing.add_column(sa.Column(name, sa.Text(), nullable=True))
    rows = sa.table(table, *(sa.column(name, sa.Text()) for name in values))
    op.execute(rows.update().values(values))
    with altered(table) as changing:
        for name in values:
            changing.alter_column(name, existing_type=sa.Text(), nullable=False)


def empty_till_now(table: str, column: sa.ColumnClause[Any], meant: object) -> None:
    """Let a column be empty, and empty it where it held a value that meant nothing was known.

    The journal holds that value too, and is never changed: up to which entry it means so is kept,
    for an undo.
    """
    with altered(table) as changing:
        changing.alter_column(column.name, existing_type=column.type, nullable=True)
    rows = sa.table(table, column)
    op.execute(rows.update().where(column == meant).values({column.name: None}))
    journal = sa.table("journal", sa.column("id", sa.BigInteger()))
    last = op.get_bind().scalar(sa.select(sa.func.max(journal.c.id)))
    if last is not None:
        options = sa.table("option", sa.column("name", sa.Text()), sa.column("value", sa.Text()))
        known = f"{KNOWN_SINCE}{table}.{column.name}"
        op.execute(options.insert().values(name=known, value=str(last)))
