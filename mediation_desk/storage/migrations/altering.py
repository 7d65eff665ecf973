"""Changing a table that is there already, on both engines."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations


@contextmanager
def altered(table: str) -> Iterator[BatchOperations]:
    """Open a table for change.

    SQLite builds it anew, so that it reads as in a fresh file; a server changes it in place,
    since other tables point to it.
    """
    on_file = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table(table, recreate="always" if on_file else "never") as changing:
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
