"""Migrations yield what the records describe, lose nothing, and keep the triggers."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text
from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.errors import FileRefused
from mediation_desk.storage import places, schema, triggers, upgrading
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


def test_a_new_file_is_what_the_records_describe(file: Path):
    fresh = create_engine("sqlite://", module=driver)
    with fresh.begin() as connection:
        Record.metadata.create_all(connection)
        connection.execute(text(triggers.FULL_TEXT))
        triggers.install(connection)
        wanted = described(connection)

    migrated = create_engine(f"sqlite:///{file}", module=driver)
    with migrated.connect() as connection:
        found = described(connection)

    found.pop("alembic_version")
    assert found == wanted


def test_records_and_migrations_agree_on_a_server(server: str):
    from mediation_desk.storage import engines

    with engines.for_server(server, read_only=True).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [
            d for d in compare_metadata(context, Record.metadata) if d[0] != "remove_table"
        ]

    assert differences == []


def test_every_foreign_key_has_an_index_to_find_its_children():
    for table in Record.metadata.tables.values():
        leading = {next(iter(index.columns)).name for index in table.indexes if index.columns}
        leading |= {next(iter(c.columns)).name for c in table.constraints if len(c.columns)}  # type: ignore[attr-defined]
        for key in table.foreign_keys:
            assert key.parent.name in leading, f"{table.name}.{key.parent.name}"


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
