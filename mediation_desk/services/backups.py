"""Backup, restore and check of the centre's file (备份、恢复、检查)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from mediation_desk.domain.backup import BackupInfo, CheckResult
from mediation_desk.domain.rights import Right
from mediation_desk.services.desk import Desk
from mediation_desk.storage import backup as store
from mediation_desk.storage import journal

Progress = Callable[[int, int], bool]
"""Told how much is done of how much; returns False to cancel."""


def backup(desk: Desk, target: Path, progress: Progress | None = None) -> BackupInfo:
    """Make a verified copy of the centre's data; never onto the live file."""
    desk.actor.require(Right.BACKUP)
    info = store.backup(desk.db, target, progress, desk.instant())
    with desk.db.write(desk.actor, "backup") as session:
        journal.note(session, {"cases": info.cases, "size": info.size})
    return info


def restore(source: Path, target: str | Path) -> BackupInfo:
    """Put a verified backup in the place of a file that is not open; the old one is kept aside.

    It needs no actor: whoever restores a lost file has none yet.
    """
    return store.restore(source, target)


def info(path: Path) -> BackupInfo:
    """Verify a backup and tell what it holds."""
    return store.read_info(path)


def check(location: str | Path) -> CheckResult:
    """Check a file or server from end to end."""
    return store.check(location)


def last_day(desk: Desk) -> date | None:
    """Return the day of the last backup made here."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        at = journal.last_at(session, "backup")
    return at.astimezone(desk.now().tzinfo).date() if at else None


def age_days(desk: Desk) -> int | None:
    """Return how many days ago the last backup was made, None if never."""
    desk.actor.require(Right.READ)
    day = last_day(desk)
    return None if day is None else (desk.today() - day).days
