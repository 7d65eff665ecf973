"""Making a new file, and bringing an older one up to date with a copy kept."""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.storage import copying, engines, places, placing, refusals, schema
from mediation_desk.storage.connecting import FileKey


def create_file(path: Path, key: FileKey | None = None) -> None:
    """Make a new file under a temporary name, and give it its name when it is whole."""
    places.require_itself(path)
    places.require_local(path)
    if path.exists() and (path.is_dir() or places.is_open(path) or path.stat().st_size):
        raise FileRefused(
            _("{path} is there already. Choose a new name; nothing was changed.").format(path=path)
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError:
        raise places.read_only(path) from None
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with refusals.spoken(str(path)):
            _changed(temporary, schema.create, key)
            if key is not None:
                places.require_enciphered(temporary, key.salt)
        placing.seclude(temporary)
        copying.move(temporary, path)
    except BaseException:
        if path.stat().st_size == 0:
            path.unlink()
        raise
    finally:
        copying.discard(temporary)


def _changed(path: Path, change: Callable[[Connection], None], key: FileKey | None) -> None:
    """Change a file's tables, in one transaction, with foreign keys off."""
    engine = engines.for_file(path, "EXCLUSIVE", key=lambda: key, foreign_keys=False)
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA legacy_alter_table=ON")
        change(connection)


def upgrade_file(
    path: Path, versions: Sequence[Path] = schema.OWN_VERSIONS, key: FileKey | None = None
) -> Path:
    """Copy an older file beside itself, then bring it up to date; return the copy's path."""
    at = beijing(datetime.now(UTC))
    kept = path.with_name(f"{path.stem}.before-upgrade-{at:%Y%m%d-%H%M%S}{path.suffix}")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.kept")
    copying.sweep(path)
    with refusals.spoken(str(path)):
        try:
            copying.copy_live(path, temporary, key=key)
            placing.seclude(temporary)
            copying.move(temporary, kept)  # what bears the name is whole, also after a kill
        finally:
            copying.discard(temporary)
        _changed(path, partial(schema.upgrade, versions=versions), key)
    return kept
