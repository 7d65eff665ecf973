"""Which backup to put in the place of a file: chosen, opened with its key, compared, approved."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.ui.accounts.backup_key import with_key
from mediation_desk.ui.files import ask_open
from mediation_desk.ui.jobs import Jobs

if TYPE_CHECKING:
    from mediation_desk.domain.backup import Comparison, Offered
    from mediation_desk.security.keyring import Root
    from mediation_desk.ui.refused import RefusedWindow

Restore = Callable[[Path, "Root | None", int | None], None]
"""Puts a backup in the place of the file, with the root that opens it and the number of cases
that was typed where something newer gives way."""


def choose_backup(
    jobs: Jobs,
    window: QWidget,
    location: str,
    restore: Restore,
    refused: Callable[[DeskError], None],
) -> None:
    """Ask for a backup, and say what it would take the place of before anybody has signed in."""
    if (path := ask_open(window, _("Restore a backup"), "*.deskbackup;;*", "backup")) is not None:
        restore_chosen(path, jobs, window, location, restore, refused)


def restore_chosen(
    path: Path,
    jobs: Jobs,
    window: QWidget,
    location: str,
    restore: Restore,
    refused: Callable[[DeskError], None],
) -> None:
    """Open a backup with its key, say what it would take the place of, and restore it."""

    def compare(root: "Root | None") -> None:
        def job() -> "Comparison":
            from mediation_desk.services import backups

            return backups.compared(path, location, root)

        jobs.ask(window, job, partial(ask, root), refused)

    def ask(root: "Root | None", found: "Comparison") -> None:
        if not found.takes_count and found.backup.sealed:
            restore(path, root, None)
            return
        from mediation_desk.ui.accounts.restore_dialog import RestoreDialog

        dialog = RestoreDialog(found, window)
        dialog.approved.connect(partial(restore, path, root))
        dialog.open()

    with_key(jobs, path, window, compare, refused)


def offer_newest(
    jobs: Jobs,
    window: "RefusedWindow",
    location: str,
    restore: Restore,
    refused: Callable[[DeskError], None],
) -> None:
    """Offer, in the place of a file that cannot be read, its newest backup that is whole."""

    def job() -> "Offered | None":
        from mediation_desk.services import backups

        return backups.newest_verified(location)

    def take(path: Path) -> None:
        restore_chosen(path, jobs, window, location, restore, refused)

    window.restore_this.connect(take)
    jobs.ask(window, job, window.offer)
