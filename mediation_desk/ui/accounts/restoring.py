"""Which backup to put in the place of a file: chosen, opened with its key, compared, approved."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.ui.accounts.backup_key import with_key, with_proof
from mediation_desk.ui.files import ask_open
from mediation_desk.ui.jobs import Jobs

if TYPE_CHECKING:
    from mediation_desk.domain.backup import Comparison, Offered
    from mediation_desk.security.keyring import Root
    from mediation_desk.services.restoring import Order, Proof
    from mediation_desk.ui.refused import RefusedWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoring:
    """What a window does before anybody has signed in, to put a backup in the place of a file.

    Where the file was found `damaged`, whoever opens the backup decides.
    """

    jobs: Jobs
    window: QWidget
    location: str
    restore: Callable[["Order"], None]
    refused: Callable[[DeskError], None]
    damaged: bool = False

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
        """Have it proven who restores, open the backup, and say what it takes the place of."""
        from mediation_desk.services.restoring import UNASKED

        if self.damaged:
            self._open(backup, UNASKED)
        else:
            self._prove(partial(self._open, backup))

    def _prove(self, then: Callable[["Proof"], object]) -> None:
        with_proof(self.jobs, self.location, self.window, then, self.refused)

    def _open(self, backup: Path, proof: "Proof") -> None:
        """Open the backup with what opened the file, or ask for what does."""

        def fitting() -> "Root | None":
            from mediation_desk.services import backups

            return backups.fitting(proof.root, backup)

        def go_on(root: "Root | None") -> None:
            if root is not None:
                self._compare(backup, proof, root)
                return
            compare = partial(self._compare, backup, proof)
            with_key(self.jobs, backup, self.window, compare, self.refused)

        self.jobs.ask(self.window, fitting, go_on, self.refused)

    def _compare(self, backup: Path, proof: "Proof", root: "Root | None") -> None:
        from mediation_desk.services.restoring import Order

        def job() -> "Comparison":
            from mediation_desk.services import backups

            return backups.allowed(backup, self.location, root, proof)

        def refused(error: DeskError) -> None:
            from mediation_desk.services.restoring import Unproven

            if isinstance(error, Unproven):  # another key than the file's: the file says who may
                self._prove(lambda proof: self._compare(backup, proof, root))
            else:
                self.refused(error)

        order = Order(source=backup, root=root, proof=proof)
        self.jobs.ask(self.window, job, partial(self._ask, order), refused)

    def _ask(self, order: "Order", found: "Comparison") -> None:
        if not found.takes_count and found.backup.sealed and not found.opens:
            self.restore(order)
            return
        from mediation_desk.ui.accounts.restore_dialog import RestoreDialog

        dialog = RestoreDialog(found, self.window)
        dialog.approved.connect(
            lambda count, unencrypted: self.restore(
                replace(order, count=count, unencrypted=unencrypted)
            )
        )
        dialog.open()
