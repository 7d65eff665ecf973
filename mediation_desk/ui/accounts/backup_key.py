"""What is asked for before a restore: what opens the backup, and who may restore at all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from mediation_desk.services.restoring import Proof


Holders = tuple[tuple[int, str], ...]
"""Keys and names of those whose password is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a secret is asked for: the words of the dialog, its people, and what tries it."""

    name: str
    title: str
    action: str
    words: str
    holders: Holders
    attempt: Callable[[int, str], object]
    """Whose secret, and the secret: returns what it opens."""


class SecretDialog(Dialog):
    """Asks for a password of one of several people, or for the recovery code."""

    opened = Signal(object)
    """What the secret opened."""

    def __init__(self, jobs: Jobs, asking: Asking, parent: QWidget) -> None:
        super().__init__(asking.title, asking.action, name=asking.name, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs, self._attempt = jobs, asking.attempt
        self.body.addWidget(label(asking.words, name=f"{asking.name}_words", wrap=True))
        known = [(str(key), name) for key, name in asking.holders]
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
        job = partial(self._attempt, int(self.holder.code()), self.secret.text())
        self.busy()
        self._jobs.ask(self, job, self._opened, self._refused)

    def _opened(self, found: object) -> None:
        self.accept()
        self.opened.emit(found)

    def _refused(self, error: DeskError) -> None:
        self.busy(False)
        self.fields.explain([Problem("secret", str(error))])


def _ask(jobs: Jobs, asking: Asking, owner: QWidget, then: Callable[[Any], object]) -> None:
    dialog = SecretDialog(jobs, asking, owner)
    dialog.opened.connect(then)
    dialog.open()


def with_key(
    jobs: Jobs,
    path: Path,
    owner: QWidget,
    then: Callable[["Root | None"], object],
    refused: Callable[[DeskError], None],
) -> None:
    """Go on with a backup: at once where anybody can read it, else once it was opened."""

    def look() -> Holders:
        from mediation_desk.services import backups

        return backups.key_holders(path)

    def go_on(holders: Holders) -> None:
        if not holders:
            then(None)
            return
        asking = Asking(
            name="backup_key",
            title=_("Open the backup"),
            action=_("Open"),
            words=_(
                "The backup is encrypted. It opens with a password that was valid when it was"
                " made, or with the recovery code of then."
            ),
            holders=holders,
            attempt=partial(_unlocked, path),
        )
        _ask(jobs, asking, owner, then)

    jobs.ask(owner, look, go_on, refused)


def _unlocked(path: Path, holder_id: int, secret: str) -> "Root | None":
    from mediation_desk.services import backups

    return backups.unlocked(path, holder_id, secret)


def with_proof(
    jobs: Jobs,
    location: str,
    owner: QWidget,
    then: Callable[["Proof"], object],
    refused: Callable[[DeskError], None],
) -> None:
    """Go on with a restore once one of the present file's people has proven that they may.

    At once where nobody signs in there, or can any more.
    """

    def look() -> Holders:
        from mediation_desk.services import restoring

        return restoring.asked(location)

    def prove(holder_id: int, secret: str) -> "Proof":
        from mediation_desk.services import restoring

        return restoring.proven(location, holder_id, secret)

    def go_on(holders: Holders) -> None:
        if not holders:
            from mediation_desk.services.restoring import UNASKED

            then(UNASKED)
            return
        asking = Asking(
            name="restore_proof",
            title=_("Who restores?"),
            action=_("Confirm it is me"),
            words=_(
                "People sign in to the file that is here. A supervisor or administrator of this"
                " centre enters their present password, or the present recovery code; a backup"
                " that is older or another centre's takes a supervisor."
            ),
            holders=holders,
            attempt=prove,
        )
        _ask(jobs, asking, owner, then)

    jobs.ask(owner, look, go_on, refused)
