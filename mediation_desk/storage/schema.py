"""The version of the schema, and bringing a file up to it. Alembic loads only here, when needed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    func,
    inspect,
    select,
    table,
    text,
)

from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.storage import triggers, usual_platforms
from mediation_desk.storage.marks import APPLICATION_ID, HEAD
from mediation_desk.storage.records import Record

__all__ = ["HEAD", "MIGRATIONS", "OWN_VERSIONS", "create", "settings", "upgrade", "version_of"]

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
OWN_VERSIONS = (MIGRATIONS / "versions",)
"""Where the migrations are; a test adds its own."""
_VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def version_of(connection: Connection) -> int:
    """Return the version of the schema, 0 where there is none of ours."""
    if connection.dialect.name == "sqlite":
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    tables = set(inspect(connection).get_table_names())
    if not {"alembic_version", "journal", "mediation_case"} <= tables:
        return 0
    return int(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def settings(connection: Connection, versions: Sequence[Path] = OWN_VERSIONS) -> "Config":
    """Return alembic's settings for work on an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    places = "\n".join(str(path) for path in versions).replace("%", "%%")
    config.set_main_option("version_locations", places)
    config.attributes["connection"] = connection
    return config


def create(connection: Connection) -> None:
    """Make the tables of the newest version in an empty database, inside the caller's transaction.

    The same as every migration in turn would make, in a fraction of the time; a test compares.
    """
    Record.metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        connection.execute(text(triggers.FULL_TEXT))
    _VERSION.create(connection)
    connection.execute(_VERSION.insert().values(version_num=f"{HEAD:04d}"))
    usual_platforms.propose(connection)
    triggers.install(connection)
    if connection.dialect.name == "sqlite":
        _finish_file(connection)


def upgrade(connection: Connection, versions: Sequence[Path] = OWN_VERSIONS) -> None:
    """Bring the schema to the newest version, inside the caller's transaction.

    On SQLite the caller has switched foreign keys off, or rebuilding a table would delete
    what points to it. Nothing may be lost: rows are counted before and after.
    """
    from alembic import command

    before = _counts(connection)
    triggers.remove(connection)
    command.upgrade(settings(connection, versions), "heads")
    triggers.install(connection)
    after = _counts(connection)
    if lost := [name for name, count in before.items() if after.get(name, count) < count]:
        raise FileRefused(
            _("The file could not be brought up to date: rows of {tables} were lost.").format(
                tables=_(", ").join(lost)
            )
        )
    if connection.dialect.name == "sqlite":
        _finish_file(connection)


def _finish_file(connection: Connection) -> None:
    """Check what points where, and write the marks into the header."""
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise FileRefused(
            _("The file could not be brought up to date: some rows point to missing ones.")
        )
    version = int(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")


def _counts(connection: Connection) -> dict[str, int]:
    names = [n for n in inspect(connection).get_table_names() if not n.startswith("search_text")]
    return {
        name: int(connection.execute(select(func.count()).select_from(table(name))).scalar_one())
        for name in names
        if name != "alembic_version"
    }
