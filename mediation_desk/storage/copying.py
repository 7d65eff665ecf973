"""Copying a file whole by the library's own interface, in steps, and proving the copy."""

import re
import time
from collections.abc import Callable
from contextlib import closing, suppress
from glob import escape
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.backup import CheckResult
from mediation_desk.domain.errors import Damaged, DeskError, FileRefused, Unreadable
from mediation_desk.i18n import _
from mediation_desk.storage import chain, engines, places, refusals, table_words
from mediation_desk.storage.connecting import FileKey, unlock
from mediation_desk.storage.placing import move, sync_folder

__all__ = [
    "PAGES",
    "Progress",
    "broken",
    "copy_live",
    "copy_resting",
    "discard",
    "findings",
    "journal_of",
    "look_into",
    "move",
    "page_faults",
    "require_sound",
    "sweep",
    "sync_folder",
]

Progress = Callable[[int, int], bool]
"""Told how much is done of how much; returns False to cancel."""

PAGES = 256
LONGEST_WAIT = 60.0
MOST_BEGINNINGS = 3
_UNFINISHED = ("part", "new", "kept", "restore", "rekey")
_OLD_SECONDS = 24 * 3600
_CHAINED = ("journal", "journal_value")
"""Of their rows `chain.fault` tells."""


class _Cancelled(Exception):
    """The person cancelled."""


class _Overtaken(Exception):
    """Others saved between the steps so often that the copy began again and again."""


def copy_live(
    source: Path, target: Path, progress: Progress | None = None, key: FileKey | None = None
) -> None:
    """Copy a file that is worked on into a new one; others get in between the steps."""
    with (
        refusals.spoken(str(source)),
        closing(engines.connect(source, key=key, read_only=True)) as reading,
    ):
        _copy(reading, target, progress, key)


def copy_resting(
    source: Path, target: Path, progress: Progress | None = None, key: FileKey | None = None
) -> None:
    """Copy a file that nobody works on; not a byte of it or beside it changes."""
    with refusals.spoken(str(source)), closing(look_into(source, key)) as reading:
        _copy(reading, target, progress, key)


def _copy(
    reading: Any,  # noqa: ANN401 - the library has no types
    target: Path,
    progress: Progress | None,
    key: FileKey | None,
) -> None:
    try:
        with refusals.spoken(str(target)), closing(engines.connect(target, key=key)) as writing:
            try:
                reading.backup(writing, pages=PAGES, progress=_Watch(progress), sleep=0.05)
            except _Overtaken:
                # all in one step: whoever saves meanwhile waits for it
                reading.backup(writing, pages=-1, progress=_Watch(progress), sleep=0.05)
    except BaseException as error:
        discard(target)
        if isinstance(error, _Cancelled):
            raise DeskError(_("Cancelled. Nothing was left behind.")) from None
        raise
    journal_of(target).unlink(missing_ok=True)


class _Watch:
    """Listens to the steps of a copy: tells of them, and gives up where none gets through."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._rest = -1
        self._beginnings = 0
        self._moved_at = time.monotonic()

    def __call__(self, status: int, rest: int, total: int) -> None:
        """Hear of one step; SQLite begins a copy again once another connection has saved."""
        now = time.monotonic()
        if status == driver.SQLITE_OK and (self._rest < 0 or rest >= self._rest):
            self._beginnings += 1
            if self._beginnings > MOST_BEGINNINGS:
                raise _Overtaken
        if rest != self._rest:
            self._rest, self._moved_at = rest, now
        elif now - self._moved_at > LONGEST_WAIT:
            raise DeskError(_("The file is busy all the time. Please try again later."))
        if self._progress and not self._progress(total - rest, total):
            raise _Cancelled


def journal_of(path: Path) -> Path:
    """Return the name of SQLite's rollback journal beside a file."""
    return path.with_name(f"{path.name}-journal")


def discard(path: Path) -> None:
    """Remove a file that was not finished."""
    for part in (path, journal_of(path)):
        with suppress(OSError):
            part.unlink(missing_ok=True)


def sweep(path: Path) -> None:
    """Remove what programs that were killed left unfinished beside a file, a day ago or more."""
    limit = time.time() - _OLD_SECONDS
    for ending in _UNFINISHED:
        for left in path.parent.glob(f".{escape(path.name)}.*.{ending}"):
            with suppress(OSError):
                if left.stat().st_mtime < limit:
                    discard(left)


def look_into(path: Path, key: FileKey | None = None) -> Any:  # noqa: ANN401 - no types
    """Open a file that nobody works on, so that not a byte of it or beside it changes."""
    beside = journal_of(path)
    if beside.exists() and beside.stat().st_size:
        raise FileRefused(
            _("{path} was not finished when it was copied; take another copy.").format(path=path)
        )
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = driver.connect(uri, uri=True, isolation_level=None)
    unlock(connection, key)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    return connection


def broken(path: Path, key: FileKey | None) -> CheckResult | None:
    """Say what is wrong with a file's pages, also where they are those that tell of its tables."""
    try:
        with (
            refusals.spoken(str(path)),
            closing(engines.connect(path, key=key, read_only=True)) as reading,
        ):
            found = findings(reading)
            faults = page_faults(reading) if found else ()
    except Unreadable as error:
        found, faults = (partly_unreadable(),), (str(error.__cause__),)
    return CheckResult(sound=False, findings=found, technical=faults) if found else None


def findings(connection: Any) -> tuple[str, ...]:  # noqa: ANN401 - the library has no types
    """Return what is wrong with a file's pages, its journal and references, as sentences."""
    try:
        broken, lost = bool(page_faults(connection)), chain.fault(connection)
        loose = connection.execute("PRAGMA foreign_key_check").fetchmany(20)
    except driver.DatabaseError:
        broken, lost, loose = True, "", []
    sentences = [partly_unreadable()] if broken else []
    sentences += [lost] if lost else []
    sentences += [
        _("A row of {table} points to a row of {other} that is missing.").format(
            table=table_words.name(table), other=table_words.name(other)
        )
        for table, _row, other, _key in loose
        if table not in _CHAINED
    ]
    return tuple(sentences)


def partly_unreadable() -> str:
    """Say that pages of a file are broken."""
    return _("The file is damaged: a part of it cannot be read. Restore a backup.")


def page_faults(connection: Any) -> tuple[str, ...]:  # noqa: ANN401 - the library has no types
    """Return what the library says of broken pages, in its own words, for whoever looks into it."""
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
        found += _unauthentic(connection)
    except driver.DatabaseError as error:
        return (str(error),)
    lines = (line for text in found for line in text.splitlines() if not line.startswith("***"))
    return tuple(line for line in lines if line != "ok")


def _unauthentic(connection: Any) -> list[str]:  # noqa: ANN401 - the library has no types
    """Return the pages of an encrypted file that were not written with its key.

    What comes after the last page, as the key file does in a backup, is none of the file's.
    """
    if connection.execute("PRAGMA cipher_status").fetchone() != ("1",):
        return []
    [pages] = connection.execute("PRAGMA page_count").fetchone()
    said = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
    numbered = [(line, re.search(r"page (\d+)", line)) for line in said]
    return [line for line, number in numbered if not number or int(number[1]) <= pages][:20]


def require_sound(path: Path, key: FileKey | None = None) -> int:
    """Refuse a file that is not whole, from its header to its last page; return its version."""
    places.header(path)
    with refusals.spoken(str(path)), closing(look_into(path, key)) as connection:
        version = places.require_ours(path, connection)
        if found := findings(connection):
            raise Damaged(found[0])
    return version
