"""Whether a file's pages are whole, asked as it is opened: before anything is written (P8).

In an encrypted file each page that is read must also be as its key wrote it. The journal must have
all its rows. A value that was changed within a sound page is what `check` finds, by the journal.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.errors import Stopped
from mediation_desk.storage import chain, connecting, places, refusals
from mediation_desk.storage.connecting import FileKey

SMALL = 16 << 20
"""A file of so many bytes is looked through in 0.1 to 0.2 s, which whoever opens it waits for."""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"

Progress = Callable[[int, int], bool]
"""Told how much is done of how much; returns False to stop."""


def is_small(location: str | Path) -> bool:
    """Say whether looking through a file takes no time that anybody would notice."""
    return Path(location).stat().st_size <= SMALL


def require_whole(
    location: str | Path, key: FileKey | None = None, progress: Progress | None = None
) -> None:
    """Refuse a file with a page that cannot be read, table by table: others save in between."""
    with (
        refusals.spoken(str(location)),
        closing(connecting.connect(location, key=key, read_only=True)) as reading,
    ):
        names = ["sqlite_schema", *(name for (name,) in reading.execute(_TABLES).fetchall())]
        for done, name in enumerate(names):
            if progress and not progress(done, len(names)):
                raise Stopped
            if not _is_whole(reading, name):
                raise places.damaged(location)
        chain.require_whole(str(location), reading)


def _is_whole(reading: Any, table: str) -> bool:  # noqa: ANN401 - the library has no types
    quoted = table.replace('"', '""')
    try:
        return bool(reading.execute(f'PRAGMA quick_check("{quoted}")').fetchone() == ("ok",))
    except driver.OperationalError as error:
        if "locked" in str(error):
            raise
        return False
