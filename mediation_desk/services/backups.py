"""Backup, restore and check of the centre's file (备份、恢复、检查)."""

from collections.abc import Callable
from pathlib import Path

from mediation_desk.domain.backup import BackupInfo, CheckResult
from mediation_desk.domain.rights import Right
from mediation_desk.services.desk import Desk
from mediation_desk.services.today import backup_age as age_days
from mediation_desk.services.today import last_backup as last_day
from mediation_desk.storage import backup as store
from mediation_desk.storage import journal

__all__ = ["age_days", "backup", "check", "info", "last_day", "restore"]

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
