"""What the file itself sees to: the full-text index follows its rows, the journal stays.

The one place that defines triggers: migrations drop them all first and put them back after.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, text

FULL_TEXT = (
    "CREATE VIRTUAL TABLE search_text USING fts5("
    "grams, content='', contentless_delete=1, detail=none, tokenize='ascii')"
)

KEPT = ("journal", "journal_value", "paper_content")

_SQLITE: dict[str, str] = {
    "search_row_added": (
        "CREATE TRIGGER search_row_added AFTER INSERT ON search_row BEGIN "
        "INSERT INTO search_text(rowid, grams) VALUES (new.case_id, new.grams); END"
    ),
    "search_row_removed": (
        "CREATE TRIGGER search_row_removed AFTER DELETE ON search_row BEGIN "
        "DELETE FROM search_text WHERE rowid = old.case_id; END"
    ),
    "search_row_changed": (
        "CREATE TRIGGER search_row_changed AFTER UPDATE ON search_row BEGIN "
        "DELETE FROM search_text WHERE rowid = old.case_id; "
        "INSERT INTO search_text(rowid, grams) VALUES (new.case_id, new.grams); END"
    ),
} | {
    f"{table}_kept_{act.lower()}": (
        f"CREATE TRIGGER {table}_kept_{act.lower()} BEFORE {act} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, '{table} is never changed'); END"
    )
    for table in KEPT
    for act in ("UPDATE", "DELETE")
}

_POSTGRES_REFUSAL = (
    "CREATE OR REPLACE FUNCTION desk_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME; END $$"
)
_POSTGRES: dict[str, str] = {
    f"{table}_kept": (
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION desk_never_changed()"
    )
    for table in KEPT
}


def _run(connection: Connection, statements: Sequence[str]) -> None:
    for statement in statements:
        connection.execute(text(statement))


def install(connection: Connection) -> None:
    """Create every trigger."""
    if connection.dialect.name == "sqlite":
        _run(connection, list(_SQLITE.values()))
    else:
        _run(connection, [_POSTGRES_REFUSAL, *_POSTGRES.values()])


@contextmanager
def lifted(connection: Connection, table: str, act: str) -> Iterator[None]:
    """Let a kept table be changed within a transaction, as a lawful erasure alone does (D3).

    When the transaction fails, the trigger is back with all the rest.
    """
    if connection.dialect.name == "sqlite":
        name = f"{table}_kept_{act.lower()}"
        _run(connection, [f"DROP TRIGGER {name}"])
        yield
        _run(connection, [_SQLITE[name]])
        return
    name = f"{table}_kept"
    _run(connection, [f"ALTER TABLE {table} DISABLE TRIGGER {name}"])
    yield
    _run(connection, [f"ALTER TABLE {table} ENABLE TRIGGER {name}"])


def remove(connection: Connection) -> None:
    """Drop every trigger of ours, also those of an older version."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        _run(connection, [f'DROP TRIGGER "{name}"' for (name,) in found.all()])
        return
    found = connection.execute(
        text(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgfoid = to_regproc('desk_never_changed')"
        )
    )
    _run(connection, [f'DROP TRIGGER "{name}" ON {table}' for name, table in found.all()])
