"""Migrations yield what the records describe, lose nothing, and keep the triggers."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, select, table, text
from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.errors import FileRefused
from mediation_desk.storage import engines, places, schema, upgrading
from mediation_desk.storage.database import Database
from mediation_desk.storage.records import Record
from tests.storage.samples import read, register

LATER = """
import sqlalchemy as sa
from alembic import op

revision = "{next:04d}"
down_revision = "{head:04d}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mediation_case", recreate="always") as table:
        table.add_column(sa.Column("colour", sa.Text(), nullable=True))
    {more}
"""


def described(connection: Connection) -> dict[str, list[str]]:
    """Return what a database says of its schema, without layout and order of constraints."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {
        name: sorted(part.strip(" ,()") for part in _plain(sql).split("CONSTRAINT"))
        for name, sql in rows
        if not name.startswith("search_text_")
    }


def _plain(sql: str) -> str:
    return " ".join(sql.replace('"', "").split())


def migrated_from_nothing(location: str) -> None:
    """Run every migration in turn on an empty database, as the oldest file goes through them."""
    if location.startswith("postgresql"):
        engine = engines.for_server(location, read_only=False)
    else:
        engine = engines.for_file(Path(location), "EXCLUSIVE", foreign_keys=False)
    with engine.begin() as connection:
        schema.upgrade(connection)
    engine.dispose()


def rows_of(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return what a founded centre holds before anybody has written into it."""
    names = [n for n in inspect(connection).get_table_names() if not n.startswith("search_text_")]
    return {
        name: [tuple(row) for row in connection.execute(select("*").select_from(table(name)))]
        for name in names
    }


def test_a_new_file_is_what_every_migration_in_turn_makes(tmp_path: Path):
    Database.create(tmp_path / "new.desk").close()
    migrated_from_nothing(str(tmp_path / "old.desk"))

    new, old = (
        create_engine(f"sqlite:///{tmp_path / name}", module=driver)
        for name in ("new.desk", "old.desk")
    )
    with new.connect() as one, old.connect() as other:
        assert described(one) == described(other)
        assert rows_of(one) == rows_of(other)
    assert places.header(tmp_path / "new.desk") == places.header(tmp_path / "old.desk")


def test_records_and_migrations_agree_on_a_server(postgres_url: str):
    migrated_from_nothing(postgres_url)

    with engines.for_server(postgres_url, read_only=True).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [
            d for d in compare_metadata(context, Record.metadata) if d[0] != "remove_table"
        ]
        indexes = _server_indexes(connection)

    assert differences == []
    assert "ix_search_row_grams" in indexes


def test_a_new_server_has_the_indexes_and_triggers_of_a_migrated_one(
    server: str, postgres_url: str
):
    migrated_from_nothing(postgres_url)

    found = []
    for url in (server, postgres_url):
        with engines.for_server(url, read_only=True).connect() as connection:
            triggers_ = connection.execute(
                text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            )
            found.append((_server_indexes(connection), sorted(triggers_.scalars())))

    assert found[0] == found[1]


def _server_indexes(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        text("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'")
    )
    return {row.indexname: row.indexdef for row in rows}


def test_every_foreign_key_has_an_index_to_find_its_children():
    for made in Record.metadata.tables.values():
        leading = {next(iter(index.columns)).name for index in made.indexes if index.columns}
        leading |= {next(iter(c.columns)).name for c in made.constraints if len(c.columns)}  # type: ignore[attr-defined]
        for key in made.foreign_keys:
            assert key.parent.name in leading, f"{made.name}.{key.parent.name}"


def later_version(folder: Path, more: str = "") -> tuple[Path, ...]:
    folder.mkdir()
    later = LATER.format(next=schema.HEAD + 1, head=schema.HEAD, more=more or "pass")
    (folder / "later.py").write_text(later, encoding="utf-8")
    return (*schema.OWN_VERSIONS, folder)


def test_an_older_file_is_brought_up_to_date_with_a_copy_kept(file: Path, tmp_path: Path):
    db = Database.open(file)
    ref = register(db)
    before = read(db, ref.id)
    db.close()

    kept = upgrading.upgrade_file(file, later_version(tmp_path / "versions"))

    assert places.header(file).version == schema.HEAD + 1
    old = Database.open(kept)
    assert read(old, ref.id) == before
    old.close()
    with pytest.raises(FileRefused):
        Database.open(file)
    engine = create_engine(f"sqlite:///{file}", module=driver)
    with engine.connect() as connection:
        parties = connection.execute(text("SELECT count(*) FROM party")).scalar_one()
        colours = connection.execute(text("SELECT count(colour) FROM mediation_case")).scalar_one()
        names = set(described(connection))
    assert (parties, colours) == (3, 0)
    assert {"search_row_changed", "journal_kept_update", "search_text"} <= names


@pytest.mark.parametrize(
    "more", ['op.execute("DELETE FROM claim")', 'op.execute("UPDATE party SET case_id = 99")']
)
def test_a_migration_that_would_lose_something_changes_nothing(
    file: Path, tmp_path: Path, more: str
):
    db = Database.open(file)
    ref = register(db)
    before = read(db, ref.id)
    db.close()

    with pytest.raises(FileRefused):
        upgrading.upgrade_file(file, later_version(tmp_path / "versions", more))

    db = Database.open(file)
    assert read(db, ref.id) == before
    db.close()


def test_the_version_in_the_program_is_that_of_the_last_migration():
    from alembic.script import ScriptDirectory

    with create_engine("sqlite://", module=driver).connect() as connection:
        scripts = ScriptDirectory.from_config(schema.settings(connection))

    assert int(scripts.get_current_head() or 0) == schema.HEAD
