"""A restore on trial: the newest backup is put to a temporary place, and looked through there."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from mediation_desk.domain.backup import CheckResult, Rehearsal
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.system_words import why
from mediation_desk.i18n import _
from mediation_desk.security import keyring as keys
from mediation_desk.storage import (
    backup,
    backup_folders,
    copying,
    dumping,
    engines,
    keyrings,
    material_files,
    placing,
    refusals,
)
from mediation_desk.storage.connecting import FileKey
from mediation_desk.storage.copying import Progress

_PREFIX = ".rehearsal-"
Counts = dict[str, int]


def rehearse(
    path: Path, key: FileKey | None, progress: Progress | None = None, location: str = ""
) -> Rehearsal:
    """Restore a backup on trial; `location` is the server on which a dump may be tried.

    What does not come back as it was is a finding; nothing is left behind.
    """
    path = path.absolute()
    made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    try:
        backup_folders.require_digest(path)
        if dumping.is_dump(path):
            return _of_server(path, made_at, location)
        return _of_file(path, made_at, key, progress)
    except (DeskError, OSError) as error:
        said = str(error) if isinstance(error, DeskError) else why(error)
        return Rehearsal(path=str(path), made_at=made_at, findings=(said,))


def _of_file(
    path: Path, made_at: datetime, key: FileKey | None, progress: Progress | None
) -> Rehearsal:
    info = backup.read_info(path, key, materials=False)
    key = key if info.encrypted else None
    stored = backup.stored_in(path, key)
    with scratch(path.parent) as folder:
        restored = folder / "centre.desk"
        copying.copy_resting(path, restored, progress, key)
        if (keyring := backup.protection(path)) is not None:  # the user's own copy stays as it is
            data = keys.written(keyring).encode("utf-8")
            placing.write_whole(keyrings.beside(restored), data)
        beside = material_files.beside(restored)
        material_files.copied(stored, path, beside, progress, quick=True)
        lost = [name for name in stored if material_files.whole((beside,), name) is None]
        differing = _differing(_counts(path, key), _counts(restored, key))
        checked = backup.check(restored, key)
    return _told(path, made_at, checked, len(stored), len(lost), differing)


def _told(
    path: Path,
    made_at: datetime,
    checked: CheckResult,
    materials: int,
    lost: int,
    differing: tuple[str, ...],
) -> Rehearsal:
    findings = list(checked.findings)
    if lost and checked.sound:
        findings.append(_("{count} materials are missing or altered.").format(count=lost))
    findings += [
        _("The table {table} does not have as many rows as in the backup.").format(table=table)
        for table in differing
    ]
    return Rehearsal(
        path=str(path),
        made_at=made_at,
        cases=checked.cases or 0,
        entries=checked.journal_entries or 0,
        materials=materials,
        findings=tuple(findings),
    )


def _counts(path: Path, key: FileKey | None) -> Counts:
    """Return how many rows each table of a closed file has."""
    with refusals.spoken(str(path)), closing(copying.look_into(path, key)) as connection:
        tables = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_%'"
                " AND name NOT LIKE 'sqlite_%'"
            )
        ]
        return {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
            for table in tables
        }


def _differing(one: Counts, other: Counts) -> tuple[str, ...]:
    return tuple(name for name in sorted(one | other) if one.get(name) != other.get(name))


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """Make a private folder for a trial, and take it away; one that a kill left goes too."""
    for left in beside.glob(f"{_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _of_server(path: Path, made_at: datetime, location: str) -> Rehearsal:
    """Restore a dump into a database made for it, which is dropped afterwards."""
    held = dumping.counts(path)
    with _scratch_database(location) as url:
        dumping.restore(path, url)
        now = _server_counts(url)
        checked = backup.check(url)
    materials = held.get("material_content", 0)
    return _told(path, made_at, checked, materials, 0, _differing(held, now))


def _server_counts(url: str) -> Counts:
    with engines.for_server(url, read_only=True).connect() as connection:
        tables = connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        names = [name for (name,) in tables.all()]
        return {
            name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()  # noqa: S608
            for name in names
        }


@contextmanager
def _scratch_database(location: str) -> Iterator[str]:
    name = f"mediation_desk_rehearsal_{secrets.token_hex(4)}"
    dumping.make_database(location, name)
    try:
        yield engines.server_url(location).set(database=name).render_as_string(hide_password=False)
    finally:
        dumping.drop_database(location, name)
