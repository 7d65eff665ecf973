"""Comparing a backup with the data that are there, by the journals in both (P11)."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.addresses import is_server
from mediation_desk.domain.backup import BackupInfo, Comparison, Head, Standing
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.keeping import QUIET
from mediation_desk.storage import copying, dumping, engines, places, refusals
from mediation_desk.storage.asking import instant
from mediation_desk.storage.connecting import FileKey

Rows = Callable[[str], list[tuple[Any, ...]]]

_LOUD = "doing NOT IN (" + ", ".join(f"'{act}'" for act in QUIET) + ")"
_ORIGIN = "SELECT hash FROM journal ORDER BY id LIMIT 1"
_LAST = f"SELECT id, hash, at FROM journal WHERE {_LOUD} ORDER BY id DESC LIMIT 1"  # noqa: S608
_CASES = "SELECT count(*) FROM mediation_case"


def compared(
    info: BackupInfo, present: str | Path, key: FileKey | None, present_key: FileKey | None
) -> Comparison:
    """Say how a verified backup stands to what it would replace."""
    if is_server(present) or dumping.is_dump(Path(info.path)):
        return Comparison(standing=Standing.NOTHING, backup=info)  # it goes into an empty one
    path = Path(present).absolute()
    if not path.exists() or not path.stat().st_size:
        return Comparison(standing=Standing.NOTHING, backup=info)
    here = present_key is not None if places.is_open(path) else _is_encrypted(path)
    return replace(_told_apart(info, path, key, present_key), opens=here and not info.encrypted)


def _told_apart(
    info: BackupInfo, path: Path, key: FileKey | None, present_key: FileKey | None
) -> Comparison:
    held = _head(_resting(Path(info.path), key if info.encrypted else None))
    try:
        rows = _live(path, present_key)
        now = _head(rows)
    except (DeskError, driver.DatabaseError, ValueError, TypeError):
        locked = present_key is None and _is_encrypted(path)
        standing = Standing.UNKNOWN if locked else Standing.NOTHING
        return Comparison(standing=standing, backup=info)
    if not now.origin:  # its journal was taken out
        return Comparison(standing=Standing.UNKNOWN, backup=info, present=now)
    if held.origin != now.origin:
        return Comparison(standing=Standing.FOREIGN, backup=info, present=now)
    if _holds(_resting(Path(info.path), key if info.encrypted else None), now):
        return Comparison(standing=Standing.SAME, backup=info, present=now)
    standing = Standing.OLDER if _holds(rows, held) else Standing.ASIDE
    later = _later(rows, held.entry) if standing is Standing.OLDER else 0
    return Comparison(standing=standing, backup=info, present=now, later=later)


def _is_encrypted(path: Path) -> bool:
    """Say whether only its key is lacking; what is damaged has nothing to be compared with."""
    try:
        return places.header(path).encrypted
    except DeskError:
        return False


def _resting(path: Path, key: FileKey | None) -> Rows:
    def rows(question: str) -> list[tuple[Any, ...]]:
        with refusals.spoken(str(path)), closing(copying.look_into(path, key)) as connection:
            return list(connection.execute(question))

    return rows


def _live(path: Path, key: FileKey | None) -> Rows:
    def rows(question: str) -> list[tuple[Any, ...]]:
        with (
            refusals.spoken(str(path)),
            closing(engines.connect(path, key=key, read_only=True)) as connection,
        ):
            return list(connection.execute(question))

    return rows


def _head(rows: Rows) -> Head:
    origin, last, cases = rows(_ORIGIN), rows(_LAST), rows(_CASES)
    entry, digest, at = last[0] if last else (0, "", None)
    return Head(
        origin=origin[0][0] if origin else "",
        entry=entry,
        hash=digest,
        cases=cases[0][0],
        at=_instant(at),
    )


def _instant(held: object) -> datetime | None:
    return instant(held) if held else None


def _holds(rows: Rows, head: Head) -> bool:
    """Say whether a journal holds the last act of another."""
    question = f"SELECT hash FROM journal WHERE id = {int(head.entry)}"  # noqa: S608 - a number
    return [row[0] for row in rows(question)] == [head.hash]


def _later(rows: Rows, entry: int) -> int:
    question = f"SELECT count(*) FROM journal WHERE id > {int(entry)} AND {_LOUD}"  # noqa: S608
    return int(rows(question)[0][0])
