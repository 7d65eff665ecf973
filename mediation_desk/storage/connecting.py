"""Opening the file with nothing left to defaults that lose work. SQLAlchemy is not needed here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

WAIT_SECONDS = 5
_SETTINGS = {
    "cell_size_check": 1,
    "trusted_schema": 0,
    "synchronous": 3,
    "secure_delete": 1,
    "temp_store": 2,
}


class SettingRefused(Exception):
    """SQLite did not take a setting that our promises rest on."""


def connect(
    path: str | Path,
    *,
    foreign_keys: bool = True,
    read_only: bool = False,
    wait: float | None = None,
) -> Any:  # noqa: ANN401 - the library has no types
    """Open the file with every setting read back."""
    timeout = WAIT_SECONDS if wait is None else wait
    connection = driver.connect(str(path), timeout=timeout, isolation_level=None)
    try:
        connection.execute("PRAGMA mmap_size=0")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for name, value in (_SETTINGS | {"foreign_keys": int(foreign_keys)}).items():
            connection.execute(f"PRAGMA {name}={value}")
            if connection.execute(f"PRAGMA {name}").fetchone() != (value,):
                raise SettingRefused(name)
        if connection.execute("PRAGMA journal_mode=TRUNCATE").fetchone() != ("truncate",):
            raise SettingRefused("journal_mode")
        connection.execute("PRAGMA cache_size=-8000")
        if read_only:
            connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def reading(path: str | Path) -> Iterator[Any]:
    """Open the file for one transaction that only reads, at one moment throughout."""
    connection = connect(path, read_only=True)
    try:
        connection.execute("BEGIN DEFERRED")
        yield connection
        connection.execute("ROLLBACK")
    finally:
        connection.close()
