"""Run migrations on the connection that storage hands over, inside its transaction."""

from typing import Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from mediation_desk.storage.records import Record
from mediation_desk.storage.records.types import Code, Exact, Fen, Instant


def render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our own types as plain SQL types, so that an old migration never imports them."""
    if kind != "type":
        return False
    if isinstance(item, (Code, Exact)):
        return "sa.Text()"
    if isinstance(item, Fen):
        return "sa.BigInteger()"
    if isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Configure alembic for the given connection and migrate."""
    connection: sa.Connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Record.metadata,
        render_item=render,
        render_as_batch=True,
        transactional_ddl=True,
        compare_server_default=True,
        include_name=lambda name, kind, _parents: (
            kind != "table" or not (name or "").startswith("search_text")
        ),
    )
    context.run_migrations()


run()
