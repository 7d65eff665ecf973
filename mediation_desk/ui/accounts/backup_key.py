"""What opens an encrypted backup: a password of the day it was made, or the recovery code."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.password_edit import PasswordEdit

if TYPE_CHECKING:
    from mediation_desk.security.keyring import Root


class BackupKeyDialog(Dialog):
    """Asks for one secret of then, and gives the key that it opens."""

    opened = Signal(object)
    """The key of the backup (a Root)."""

    def __init__(
        self, jobs: Jobs, path: Path, holders: tuple[tuple[int, str], ...], parent: QWidget
    ) -> None:
        super().__init__(_("Open the backup"), _("Open"), name="backup_key", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs, self._path = jobs, path
        self.body.addWidget(
            label(
                _(
                    "The backup is encrypted. It opens with a password that was valid when it was"
                    " made, or with the recovery code of then."
                ),
                name="backup_key_words",
                wrap=True,
            )
        )
        known = [(str(key), name) for key, name in holders]
        self.holder = Choice([*known, ("0", _("Recovery code"))])
        self.secret = PasswordEdit()
        for field in (
            FormField(_("Whose password"), self.holder, "holder"),
            FormField(_("Password or code"), self.secret, "secret", required=True),
        ):
            self.body.addWidget(self.fields.add(field))
        self.body.addStretch(1)

    def submit(self) -> None:
        """Try it, off this thread."""
        from mediation_desk.services import backups

        path, key, secret = self._path, int(self.holder.code()), self.secret.text()
        self.busy()
        self._jobs.ask(
            self, lambda: backups.unlocked(path, key, secret), self._opened, self._refused
        )

    def _opened(self, root: "Root | None") -> None:
        self.accept()
        self.opened.emit(root)

    def _refused(self, error: DeskError) -> None:
        self.busy(False)
        self.fields.explain([Problem("secret", str(error))])


def with_key(
    jobs: Jobs,
    path: Path,
    owner: QWidget,
    then: Callable[["Root | None"], object],
    refused: Callable[[DeskError], None],
) -> None:
    """Go on with a backup: at once where anybody can read it, else once it was opened."""

    def look() -> tuple[tuple[int, str], ...]:
        from mediation_desk.services import backups

        return backups.key_holders(path)

    def go_on(holders: tuple[tuple[int, str], ...]) -> None:
        if not holders:
            then(None)
            return
        dialog = BackupKeyDialog(jobs, path, holders, owner)
        dialog.opened.connect(then)
        dialog.open()

    jobs.ask(owner, look, go_on, refused)
