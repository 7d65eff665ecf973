"""One's own password, a first password for somebody, and protecting a file that was open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.i18n import _
from mediation_desk.ui.accounts.new_password import NewPassword
from mediation_desk.ui.accounts.protection_form import ProtectionForm
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.widgets.dialog import Dialog, GiveUp
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.password_edit import PasswordEdit

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class PasswordDialog(Dialog):
    """The password of now, and another one twice."""

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget) -> None:
        super().__init__(
            _("Change my password"), _("Change"), name="change_password", parent=parent
        )
        from mediation_desk.domain.options import PASSWORD_POLICY
        from mediation_desk.security.policy import Preset

        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs = desk, jobs
        self.old = PasswordEdit()
        self.body.addWidget(
            self.fields.add(FormField(_("Password of now"), self.old, "old", required=True))
        )
        self.new = NewPassword(self.fields, Preset.of(desk.option(PASSWORD_POLICY)))
        self.body.addWidget(self.new)
        self.body.addStretch(1)

    def submit(self) -> None:
        """Change it, off this thread."""
        desk, old, new = self._desk, self.old.text(), self.new.text()
        problems = list(self.new.problems((desk.actor.name, desk.centre.name)))
        if not old:
            problems.insert(0, Problem("old", _("Type the password of now.")))
        self.fields.explain(problems)
        if problems:
            return

        def change() -> None:
            from mediation_desk.services import accounts

            accounts.change_password(desk, old, new)

        self.busy()
        self._jobs.ask(self, change, lambda _done: self.accept(), self._refused)

    def _refused(self, error: DeskError) -> None:
        self.busy(False)
        self.fields.explain(error.problems or [Problem("old", str(error))])


class ProofDialog(Dialog):
    """Asks whoever acts for their password once more, before an act on keys and accounts."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, then: Callable[[], object], parent: QWidget
    ) -> None:
        super().__init__(
            _("Your password, please"), _("Confirm it is me"), name="proof", parent=parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs, self._then = desk, jobs, then
        self.body.addWidget(
            label(
                _("What follows acts on the keys or the accounts of the centre."),
                name="proof_text",
                wrap=True,
            )
        )
        self.password = PasswordEdit()
        field = FormField(
            _("Password of {name}").format(name=desk.actor.name),
            self.password,
            "password",
            required=True,
        )
        self.body.addWidget(self.fields.add(field))
        self.body.addStretch(1)

    def submit(self) -> None:
        """Prove it, off this thread, then go on."""
        desk, password = self._desk, self.password.text()

        def prove() -> None:
            from mediation_desk.services import signing_in

            signing_in.prove(desk, password)

        self.busy()
        self._jobs.ask(self, prove, lambda _done: self._proven(), self.explain)

    def _proven(self) -> None:
        self.accept()
        self._then()


class FirstPasswordDialog(Dialog):
    """Shows a first password once, to be handed over in person."""

    def __init__(self, name: str, code: str, days: int, parent: QWidget) -> None:
        super().__init__(
            _("First password for {name}").format(name=name),
            _("Handed over in person"),
            name="first_password",
            parent=parent,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.cancel.hide()
        shown = label(code, "figure", name="first_password_code")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(
            label(
                _(
                    "Hand it over in person; it is shown this once and holds for {n} days. At the"
                    " first sign-in {name} sets a password that nobody else knows."
                ).format(name=name, n=days),
                name="first_password_words",
                wrap=True,
            )
        )
        self.body.addWidget(shown)
        self.body.addStretch(1)
        self._name = name

    def would_lose(self) -> bool:
        """Ask before it goes: it is shown this once."""
        return True

    def leave(self) -> None:
        """Ask whether it was handed over; without an answer it stays in view."""
        GiveUp(
            self,
            title=_("Close without handing it over?"),
            text=_(
                "This password is not shown again. If {name} does not have it, a new one must be"
                " given."
            ).format(name=self._name),
            stay=_("Show it still"),
            go=_("Close"),
        ).open()


class ProtectDialog(Dialog):
    """Sets passwords on a file that had none; the recovery code comes next."""

    chosen = Signal(str, bool, str)
    """Password, whether to encrypt, rule for passwords."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(
            _("Let people sign in"), _("Go on: recovery code…"), name="protect", parent=parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.body.addWidget(
            label(
                _(
                    "The password is yours, {name}. Afterwards give each of the others a first"
                    " password on this page."
                ).format(name=desk.actor.name),
                name="protect_words",
                wrap=True,
            )
        )
        self.form = ProtectionForm(self.fields, may_stay_open=False)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.setMinimumWidth(520)

    def submit(self) -> None:
        """Go on to the recovery code."""
        problems = self.form.problems((self._desk.actor.name, self._desk.centre.name))
        self.fields.explain(problems)
        if not problems:
            self.accept()
            self.chosen.emit(self.form.new.text(), self.form.encrypted, self.form.rule.value)
