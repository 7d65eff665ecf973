"""The page before the desk: who, with which password; and over a desk that locked itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from mediation_desk.domain.errors import DeskError, Problem, Unreadable
from mediation_desk.i18n import _
from mediation_desk.security.policy import Preset
from mediation_desk.ui.accounts.new_password import NewPassword
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link, primary, secondary
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.password_edit import PasswordEdit

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk
    from mediation_desk.services.signing_in import Door

WIDTH = 460


class SignIn(QWidget):
    """Three cards, one in view: the password, a new password, the recovery code."""

    entered = Signal(object)
    """The desk is open (a Desk)."""
    unlocked = Signal()
    """The desk that was locked goes on."""
    other_person = Signal()
    """Somebody else wants to work here; the locked desk is to be closed."""
    closing = Signal(int, int)
    """So much of what is sensitive in a file from before has been closed."""
    unreadable = Signal(object)
    """The password is right, but the file is damaged (the refusal)."""
    another_file = Signal()
    """Another file shall be opened, or a backup restored."""

    def __init__(
        self, jobs: Jobs, door: "Door", last: str = "", locked: "Desk | None" = None
    ) -> None:
        super().__init__()
        named(self, "sign_in", _("Sign in"))
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Mediation Desk"))
        self.resize(980, 640)
        self._jobs, self.door, self._locked = jobs, door, locked
        self._desk: Desk | None = None
        self._preset = Preset.MLPS
        self.cards = named(QStackedWidget(), "sign_in_cards", _("Sign in"))
        self.cards.addWidget(self._password_card(last))
        self.closing.connect(self._show_closing)
        self._lay_out()
        (self.password if self._name() else self.who).setFocus()

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setFixedWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(Space.M)
        column.addStretch(1)
        column.addWidget(label(self.door.centre, "figure", name="sign_in_centre", wrap=True))
        if not (self.door.encrypted or self.door.on_server):
            column.addWidget(
                label(
                    _(
                        "Not encrypted (未加密): whoever gets at the file can read it without a"
                        " password."
                    ),
                    name="sign_in_plain",
                    tone=Tone.WARN,
                    wrap=True,
                )
            )
        column.addWidget(self.cards)
        column.addStretch(2)
        centred = QWidget()
        row = QHBoxLayout(centred)
        row.addStretch(1)
        row.addWidget(middle)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(centred, "sign_in_scroll"))

    # -- the password -----------------------------------------------------------------------

    def _password_card(self, last: str) -> Card:
        card = Card(_("The desk is locked") if self._locked else _("Sign in"), name="password_card")
        self.fields = FieldSet(self)
        self.person = Choice([(str(key), name) for key, name in self.door.people])
        chosen = next((key for key, name in self.door.people if name == last), None)
        if chosen is not None:
            self.person.set_code(str(chosen))
        self.person.setEnabled(self._locked is None)
        self.who = QLineEdit(last)
        self.who.returnPressed.connect(self.submit)
        self.password = PasswordEdit()
        self.enter = primary(
            _("Unlock the desk") if self._locked else _("Sign in"), "sign_in_enter", self.submit
        )
        self.password.returnPressed.connect(self.submit)
        if self.door.people:
            card.add(self.fields.add(FormField(_("Person"), self.person, "person")))
        else:  # only the server knows who may come in
            card.add(self.fields.add(FormField(_("Your name at the centre"), self.who, "who")))
        card.add(self.fields.add(FormField(_("Password"), self.password, "password")))
        self.problem = label("", "error", name="sign_in_problem", wrap=True)
        self.problem.hide()
        card.add(self.problem)
        if self.door.on_server:
            card.add(
                label(
                    _(
                        "The server checks the password of your own account. Whoever forgot it, or"
                        " has none yet, asks a supervisor or administrator for a first one."
                    ),
                    "small",
                    name="sign_in_server",
                    wrap=True,
                )
            )
        self.forgotten = label("", "small", name="sign_in_forgotten", wrap=True)
        self.forgotten.hide()
        card.add(self.forgotten)
        foot = QHBoxLayout()
        if not self.door.on_server:
            forgot = self.show_recovery if self._locked is None else self._tell_ways
            foot.addWidget(link(_("Forgot the password…"), "sign_in_forgot", forgot))
        if self._locked is not None:
            foot.addWidget(
                link(_("Somebody else signs in…"), "sign_in_other", self.other_person.emit)
            )
        else:
            foot.addWidget(link(_("Other ways…"), "sign_in_ways", self.another_file.emit))
        foot.addStretch(1)
        foot.addWidget(self.enter)
        card.body.addLayout(foot)
        return card

    def _tell_ways(self) -> None:
        """Say how whoever locked the desk gets in without the password: not over this page."""
        self.forgotten.setText(
            _(
                "A supervisor or administrator can give you a first password under Settings,"
                " Accounts. To use the recovery code press “Somebody else signs in…” and then"
                " “Forgot the password…”. What was typed in forms is kept as a draft."
            )
        )
        self.forgotten.show()

    def _name(self) -> str:
        return self.person.currentText() if self.door.people else self.who.text().strip()

    def _key(self) -> int:
        return int(self.person.code() or 0)

    def submit(self) -> None:
        """Try the password, off this thread: it takes half a second on purpose."""
        if not self.enter.isEnabled():
            return
        password, key, name = self.password.text(), self._key(), self._name()
        if not password or not name:
            self._say(_("Type the password.") if name else _("Type your name."))
            return
        locked, location = self._locked, self.door.location
        on_server = self.door.on_server

        def unlock() -> None:
            from mediation_desk.services import signing_in

            assert locked is not None
            signing_in.unlock(locked, password)

        def enter() -> "tuple[Desk, bool, Preset]":
            from mediation_desk.domain.options import PASSWORD_POLICY
            from mediation_desk.services import signing_in

            if on_server:
                from mediation_desk.services import server_signing

                desk = server_signing.enter(location, name, password)
            else:
                desk = signing_in.enter(location, key, password, progress=self._closes)
            return (
                desk,
                signing_in.must_change(desk),
                Preset.of(desk.option(PASSWORD_POLICY)),
            )

        self._working(True)
        if locked is not None:
            self._jobs.ask(self, unlock, lambda _done: self.unlocked.emit(), self._refused)
        else:
            self._jobs.ask(self, enter, self._entered, self._refused)

    def _closes(self, done: int, total: int) -> bool:
        self.closing.emit(done, total)
        return True

    def _show_closing(self, done: int, total: int) -> None:
        share = 100 * done // max(total, 1)
        self.enter.setText(_("Closing sensitive values, {share} %").format(share=share))

    def _entered(self, came: "tuple[Desk, bool, Preset]") -> None:
        desk, must_change, self._preset = came
        if must_change:
            self._desk = desk
            self.show_change(self.password.text())
        else:
            self.entered.emit(desk)

    def _working(self, working: bool) -> None:
        self.enter.setEnabled(not working)
        self.problem.hide()
        if working:
            self.enter.setText(_("Checking…"))
        else:
            self.enter.setText(_("Unlock the desk") if self._locked else _("Sign in"))

    def _refused(self, error: DeskError) -> None:
        self._working(False)
        self.password.clear()
        if isinstance(error, Unreadable) and self._locked is None:
            self.unreadable.emit(error)
        else:
            self._say(str(error))

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()
        (self.password if self._name() else self.who).setFocus()

    # -- a new password ---------------------------------------------------------------------

    def show_change(self, old: str) -> None:
        """Ask for a password of one's own, in place of a first or an old one."""
        fields = FieldSet(self)
        card = Card(_("Set your own password"), name="change_card")
        card.add(
            label(
                _("This password was given by somebody else or has run out; choose another."),
                "small",
                name="change_words",
                wrap=True,
            )
        )
        new = NewPassword(fields, self._preset)
        card.add(new)
        go = primary(_("Save and go on"), "change_ok")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(go)
        card.body.addLayout(foot)
        desk = self._desk
        assert desk is not None, "a new password follows the old one"

        def change() -> bool:
            from mediation_desk.services import accounts

            accounts.change_password(desk, old, new.text())
            if waits := not desk.roles_here(desk.actor.roles):
                desk.close()
            return waits

        def changed(waits: bool) -> None:
            from mediation_desk.services import signing_in

            self._desk = None
            if waits:
                self._turn_back()
                self._refused(signing_in.waiting())
            else:
                self.entered.emit(desk)

        def refused(error: DeskError) -> None:
            go.setEnabled(True)
            self._explain(fields, error)

        def submit() -> None:
            problems = list(new.problems((desk.actor.name, desk.centre.name)))
            fields.explain(problems)
            if not problems and go.isEnabled():
                go.setEnabled(False)
                self._jobs.ask(self, change, changed, refused)

        go.clicked.connect(lambda _checked=False: submit())
        new.again.returnPressed.connect(submit)
        self._turn_to(card)
        new.password.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the file, if the password that was asked for was never set."""
        if self._desk is not None:
            self._jobs.ask(self, self._desk.close)
            self._desk = None
        super().closeEvent(event)

    def _explain(self, fields: FieldSet, error: DeskError) -> None:
        rest = fields.explain(error.problems or [Problem("password", str(error))])
        if rest:
            fields.explain([Problem("password", one.text) for one in rest])

    # -- the recovery code ------------------------------------------------------------------

    def show_recovery(self) -> None:
        """Ask for the recovery code and a new password."""
        fields = FieldSet(self)
        card = Card(_("Forgot the password"), name="recovery_card")
        card.add(
            label(
                _(
                    "A supervisor or administrator can give you a first password under Settings,"
                    " Accounts. If nobody can sign in any more, use the recovery code."
                ),
                "small",
                name="recovery_ways",
                wrap=True,
            )
        )
        code = QLineEdit()
        new = NewPassword(fields, None)  # the rule stands in the file
        card.add(
            fields.add(FormField(_("Recovery code, or both halves"), code, "code", required=True))
        )
        card.add(
            label(
                _("The new password is for {name}.").format(name=self._name()),
                "small",
                name="recovery_for",
            )
        )
        card.add(new)
        go = primary(_("Set the password and sign in"), "recovery_ok")
        foot = QHBoxLayout()
        foot.addWidget(secondary(_("Back"), "recovery_back", self._turn_back))
        foot.addStretch(1)
        foot.addWidget(go)
        card.body.addLayout(foot)
        location, key = self.door.location, self._key()

        def recover() -> "Desk":
            from mediation_desk.services import signing_in

            return signing_in.recover(location, code.text(), key, new.text())

        def refused(error: DeskError) -> None:
            go.setEnabled(True)
            if isinstance(error, Unreadable):
                self.unreadable.emit(error)
                return
            if (rule := getattr(error, "preset", None)) is not None:
                new.follow(rule)
            self._explain(fields, error)

        def submit() -> None:
            problems = list(new.problems((self._name(), self.door.centre)))
            if not code.text().strip():
                problems.insert(0, Problem("code", _("Type the recovery code.")))
            fields.explain(problems)
            if not problems and go.isEnabled():
                go.setEnabled(False)
                self._jobs.ask(self, recover, self.entered.emit, refused)

        go.clicked.connect(lambda _checked=False: submit())
        self._turn_to(card)
        code.setFocus()

    def _turn_to(self, card: Card) -> None:
        while self.cards.count() > 1:
            old = self.cards.widget(1)
            self.cards.removeWidget(old)
            old.deleteLater()
        self.cards.addWidget(card)
        self.cards.setCurrentWidget(card)

    def _turn_back(self) -> None:
        self.cards.setCurrentIndex(0)
        self.password.setFocus()
