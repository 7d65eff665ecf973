"""Which backup to put in the place of a file: chosen, opened with its key, compared, approved."""

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoring:
    """What a window does before anybody has signed in, to put a backup in the place of a file."""

    jobs: Jobs
    window: QWidget
    location: str
    restore: Restore
    refused: Callable[[DeskError], None]

    def choose(self) -> None:
        """Ask for a backup, and say what it would take the place of."""
        chosen = ask_open(self.window, _("Restore a backup"), "*.deskbackup;;*", "backup")
        if chosen is not None:
            self.take(chosen)

    def offer_newest(self, window: "RefusedWindow") -> None:
        """Offer, in the place of a file that cannot be read, its newest backup that is whole."""

        def job() -> "Offered | None":
            from mediation_desk.services import backups

            return backups.newest_verified(self.location)

        window.restore_this.connect(lambda backup: self.take(backup))  # which keeps this alive
        self.jobs.ask(window, job, window.offer)

    def take(self, backup: Path) -> None:
        """Open a backup with its key, say what it would take the place of, and restore it."""

        def compare(root: "Root | None") -> None:
            def job() -> "Comparison":
                from mediation_desk.services import backups

                return backups.compared(backup, self.location, root)

            self.jobs.ask(self.window, job, partial(self._ask, backup, root), self.refused)

        with_key(self.jobs, backup, self.window, compare, self.refused)

    def _ask(self, backup: Path, root: "Root | None", found: "Comparison") -> None:
        if not found.takes_count and found.backup.sealed:
            self.restore(backup, root, None)
            return
        from mediation_desk.ui.accounts.restore_dialog import RestoreDialog

        dialog = RestoreDialog(found, self.window)
        dialog.approved.connect(partial(self.restore, backup, root))
        dialog.open()
