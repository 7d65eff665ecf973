"""Opening the file with nothing left to defaults that lose work. SQLAlchemy is not needed here."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.security.cells import Cells

SAFE_FROM = (3, 51, 3)
"""Older ones may lose committed work in a rare race (reliability.md 0, finding 1)."""

WAIT_SECONDS = 5
OPENED = "desk_opened"
"""The function of SQL by which a file with a second key reads its sensitive values."""
_SETTINGS = {
    "cell_size_check": 1,
    "trusted_schema": 0,
    "synchronous": 3,
    "secure_delete": 1,
    "temp_store": 2,
}


@dataclass(frozen=True, slots=True)
class FileKey:
    """The key of an encrypted file and the salt that it begins with; it is never printed.

    `cells` closes and opens the sensitive values: none where the file has no second key, one
    that opens nothing where whoever acts has not got it.
    """

    key: bytes
    salt: bytes
    cells: Cells | None = None

    def __repr__(self) -> str:
        return "FileKey(…)"

    @property
    def words(self) -> str:
        """How the library is told the key, without any stretching of its own."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"


class SettingRefused(Exception):
    """SQLite did not take a setting that our promises rest on."""


def require_safe_library() -> None:
    """Refuse a library that is older than what our promises were tried with."""
    found = tuple(int(part) for part in driver.sqlite_version.split("."))
    if found < SAFE_FROM:
        raise FileRefused(
            _(
                "The SQLite library {found} of this installation can lose saved work; {wanted} or"
                " newer is needed. Install the program again."
            ).format(found=driver.sqlite_version, wanted=".".join(map(str, SAFE_FROM)))
        )


def unlock(connection: Any, key: FileKey | None) -> None:  # noqa: ANN401 - no types
    """Give a fresh connection its key; refuse a library that would write plain text instead."""
    if key is None:
        return
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f'PRAGMA key="{key.words}"')
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise SettingRefused("cipher_version")


def connect(
    path: str | Path,
    *,
    key: FileKey | None = None,
    foreign_keys: bool = True,
    read_only: bool = False,
    wait: float | None = None,
    lent: bool = False,
) -> Any:  # noqa: ANN401 - the library has no types
    """Open the file with every setting read back; one that is `lent` may change its thread."""
    require_safe_library()
    timeout = WAIT_SECONDS if wait is None else wait
    connection = driver.connect(
        str(path), timeout=timeout, isolation_level=None, check_same_thread=not lent
    )
    try:
        unlock(connection, key)
        connection.execute("PRAGMA mmap_size=0")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for name, value in (_SETTINGS | {"foreign_keys": int(foreign_keys)}).items():
            connection.execute(f"PRAGMA {name}={value}")
            if connection.execute(f"PRAGMA {name}").fetchone() != (value,):
                raise SettingRefused(name)
        if connection.execute("PRAGMA journal_mode=TRUNCATE").fetchone() != ("truncate",):
            raise SettingRefused("journal_mode")
        connection.execute("PRAGMA cache_size=-8000")
        if key is not None and key.cells is not None:
            connection.create_function(OPENED, 2, key.cells.opened, deterministic=True)
        if read_only:
            connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection
