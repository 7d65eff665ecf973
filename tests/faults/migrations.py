"""Upgrades killed at any moment: the old file or the new one, and the next start goes on (P14)."""

import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from sqlalchemy import Connection

from mediation_desk.domain.errors import DeskError
from mediation_desk.storage import backup, copying, engines, schema, upgrading
from mediation_desk.storage.database import Database
from tests.faults import centre
from tests.faults.harness import Bench, Harness

_OLD = Path(__file__).parent.parent / "old_files" / "version-1.desk.gz"


def run(bench: Bench) -> None:
    """Kill an upgrade; the file must be whole, and the next opening must end it."""
    assert schema.MIGRATIONS.is_dir()
    _load()
    for n in range(bench.rounds):
        path = Path(mkdtemp(dir=bench.folder)) / "centre.desk"
        path.write_bytes(gzip.decompress(_OLD.read_bytes()))
        begun = _beaten(bench, path)
        bench.acts += begun
        for loss in _wrong(path):
            bench.lost(f"round {n}: {loss}")
        if bench.losses:
            return


def _load() -> None:
    """Load what an upgrade needs once, for every child."""
    import alembic.command
    import alembic.runtime.migration

    assert alembic.command
    assert alembic.runtime.migration
    _content()


def _beaten(bench: Bench, path: Path) -> bool:
    """Open an old file in a child, and kill it; say whether the upgrade had not ended."""

    def work(ack: centre.Ack) -> None:
        if bench.broken:
            engines._begins_with = _without_beginning
        ack(1)
        Database.open(path).close()
        ack(2)

    with centre.child(work) as child:
        child.until(1)
        centre.rest(bench.chance.uniform(0.01, 1.6))
        child.kill()
        return child.promised[-1:] != [2]


def _without_beginning(_begin: str) -> Callable[[Connection], None]:
    return lambda _connection: None


def _wrong(path: Path) -> list[str]:
    """Return what is wrong after a killed upgrade, and after the one that follows."""
    found: list[str] = []
    try:
        for kept in path.parent.glob("*.before-upgrade-*.desk"):
            found += [f"kept copy: {what}" for what in _unsound(kept)]
        database = Database.open(path)
        database.close()
        checked = backup.check(path)
        found += checked.findings
        if _rows(path) != _content():
            found.append("its content differs from that of an upgrade in peace")
    except Exception as error:  # noqa: BLE001 - whatever it is, the file does not open
        found.append(f"does not open: {type(error).__name__}: {error}")
    return found


def _unsound(path: Path) -> tuple[str, ...]:
    try:
        copying.require_sound(path)
    except DeskError as error:
        return (str(error),)
    return ()


@cache
def _content() -> dict[str, list[tuple]]:
    """Return every row of the sample after an upgrade in peace."""
    with TemporaryDirectory(prefix="desk-upgraded-") as folder:
        path = Path(folder) / "centre.desk"
        path.write_bytes(gzip.decompress(_OLD.read_bytes()))
        upgrading.upgrade_file(path)
        return _rows(path)


def _rows(path: Path) -> dict[str, list[tuple]]:
    connection = engines.connect(path)
    try:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_text%'"
        ).fetchall()
        return {
            name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"').fetchall()))
            for (name,) in names
        }
    finally:
        connection.close()


HARNESS = Harness(
    name="migrations",
    promise="P14 P16",
    blow="kill −9 of the upgrade of a file of the first version",
    quick=1,
    full=150,
    control=12,
    run=run,
    broken="no transaction around the upgrade",
)
