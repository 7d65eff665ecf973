"""Accounts and encryption: who signs in, first passwords, leavers, the recovery code, new keys."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSpinBox

from mediation_desk.domain.errors import DeskError, ProofWanted
from mediation_desk.domain.options import PASSWORD_POLICY
from mediation_desk.domain.rights import Right, role_names
from mediation_desk.i18n import _
from mediation_desk.security.policy import Preset
from mediation_desk.services import accounts as service
from mediation_desk.services import signing_in
from mediation_desk.services.accounts import Account, Accounts, Protection
from mediation_desk.services.second_key import Standing
from mediation_desk.services.server_accounts import Whole
from mediation_desk.services.settings import Settings
from mediation_desk.services.signing_in import FIRST_PASSWORD_DAYS
from mediation_desk.ui.accounts.dialogs import FirstPasswordDialog, ProofDialog, ProtectDialog
from mediation_desk.ui.accounts.recovery_dialog import RecoveryDialog
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections import account_words, second_key
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.pages.sections.server_accounts import ServerAccounts
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.dialog import Question
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


LEAST_ROWS = 6
"""So many people are seen at once, as a small centre has them."""


class AccountsSection(Section):
    """What a supervisor needs to let people in and to keep them out."""

    rebuilding = Signal(object)
    """Put another desk in the place of this one (a function from desk to desk)."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "accounts", _("Accounts"))
        self._shown: Accounts | None = None
        self.state = label("", "title", name="accounts_state", wrap=True)
        self.words = label("", "small", name="accounts_words", wrap=True)
        self.protect = primary(_("Set passwords…"), "accounts_protect", self.open_protect, "shield")
        self.encrypt = primary(_("Encrypt the file…"), "accounts_encrypt", self.ask_encrypt)
        self.renew = secondary(_("New keys…"), "accounts_renew", self.ask_renew, "shield")
        self.recovery = secondary(_("New recovery code…"), "accounts_recovery", self.open_recovery)
        file = Card(_("Protection of the file"), name="accounts_file")
        file.add(self.state)
        file.add(self.words)
        file.body.addLayout(_row(self.protect, self.encrypt, self.renew, self.recovery))
        self.file = file
        self.column.addWidget(file)
        self.server = ServerAccounts(desk, jobs)
        self.server.said.connect(self.say)
        self.server.shown.connect(self._show_server)
        self.server.setVisible(not desk.db.is_file)
        self.column.addWidget(self.server, 1)
        self.people = self._people_card()
        self.column.addWidget(self.people, 1)
        self.rules = self._rules_card()
        self.column.addWidget(self.rules)
        self.column.addStretch(1)
        for part in (
            self.protect,
            self.encrypt,
            self.renew,
            self.recovery,
            self.people,
            self.rules,
        ):
            part.hide()  # until it is known how the file is protected

    def _people_card(self) -> Card:
        self.model: RowsModel[Account] = RowsModel(
            (
                Column(title=_("Name"), text=lambda a: a.user.name, tone=account_words.tone),
                Column(
                    title=_("Roles"),
                    text=lambda a: role_names(a.user.roles),
                    tone=account_words.tone,
                ),
                Column(title=_("Account"), text=account_words.state, tone=account_words.tone),
                Column(title=_("Sensitive values"), text=second_key.state, tone=second_key.tone),
            )
        )
        self.table = TableView("accounts_list", _("Accounts"))
        self.table.setSortingEnabled(False)
        self.table.use(self.model, (10, 30, 24, 14), 2)
        line = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight((LEAST_ROWS + 1) * line + Space.M)
        self.give = secondary(_("Give a first password…"), "accounts_give", self.ask_give)
        self.authorise = secondary(_("Authorise"), "accounts_authorise", self.ask_authorise)
        self.take = secondary(_("Take the account away…"), "accounts_take", self.ask_take)
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._follow())
        card = Card(_("Who signs in"), name="accounts_people")
        card.add(
            label(
                _(
                    "Nobody sets another's password: the program makes up a first one, also for"
                    " whoever forgot theirs, and its owner replaces it at the first sign-in."
                ),
                "small",
                name="accounts_people_words",
                wrap=True,
            )
        )
        card.add(self.table, 1)
        card.body.addLayout(_row(self.give, self.authorise, self.take))
        return card

    def _rules_card(self) -> Card:
        self.fields = FieldSet(self)
        self.preset = Choice(terms(Preset))
        self.minutes = QSpinBox()
        self.minutes.setRange(1, service.LONGEST_LOCK)
        card = Card(_("Rules"), name="accounts_rules")
        row = QHBoxLayout()
        for caption, editor, name in (
            (_("Rule for passwords"), self.preset, "preset"),
            (_("The desk locks itself after this many minutes"), self.minutes, "minutes"),
        ):
            row.addWidget(self.fields.add(FormField(caption, editor, name)), 1)
        self.save = secondary(_("Save the rules"), "accounts_save", self.save_rules)
        row.addWidget(self.save, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(row)
        return card

    # -- what is shown ----------------------------------------------------------------------

    def show_settings(self, _settings: Settings) -> None:
        """Read who has an account; those who may not are told so."""
        if not self.desk.db.is_file:
            for card in (self.file, self.people, self.rules):
                card.hide()
            self.server.read()
            return
        if self.desk.actor.may(Right.PEOPLE):
            self.jobs.ask(self, partial(service.load, self.desk), self.show_accounts)
            return
        self.state.setText(_("A supervisor or administrator looks after the accounts."))
        for part in (self.protect, self.encrypt, self.renew, self.recovery):
            part.hide()
        self.people.hide()
        self.rules.hide()

    def _show_server(self, whole: Whole) -> None:
        """Show the rules, which hold for accounts of a server as for those of a file."""
        self.rules.setVisible(whole.standing.granted)
        self.preset.set_code(Preset.of(self.desk.option(PASSWORD_POLICY)).value)
        self.minutes.setValue(service.lock_minutes(self.desk))

    def show_accounts(self, shown: Accounts) -> None:
        """Show how the file is protected, and by whose passwords."""
        self._shown = shown
        self.state.setText(
            _("The file is encrypted.")
            if shown.encrypted
            else _("The file is not encrypted (未加密).")
        )
        set_tone(self.state, Tone.GOOD if shown.encrypted else Tone.WARN)
        self.words.setText(
            "\n".join(filter(None, (account_words.of_all(shown), second_key.words(shown))))
        )
        self.protect.setVisible(not shown.protected)
        self.encrypt.setVisible(shown.protected and not shown.encrypted)
        self.renew.setVisible(shown.encrypted)
        self.recovery.setVisible(shown.protected and shown.reads_fields)
        self.authorise.setVisible(second_key.may_authorise(self, shown))
        self.people.setVisible(shown.protected)
        self.rules.setVisible(shown.protected)
        self.model.show(sorted(shown.people, key=lambda one: not one.user.active))
        self.preset.set_code(shown.preset.value)
        self.minutes.setValue(shown.lock_minutes)
        self._follow()

    def _chosen(self) -> Account | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.row(rows[0]) if rows else None

    def _follow(self) -> None:
        chosen = self._chosen()
        self.give.setEnabled(chosen is not None and chosen.user.active and not self._is_me(chosen))
        waits = chosen is not None and chosen.fields is Standing.WAITING
        self.authorise.setEnabled(waits and chosen is not None and chosen.user.active)
        self.take.setEnabled(chosen is not None and chosen.has_account and not self._is_me(chosen))

    def _proven(self, then: Callable[[], None]) -> None:
        """Go on with an act on keys; ask for the password where it was not typed just now."""
        desk = self.desk

        def refused(error: DeskError) -> None:
            if isinstance(error, ProofWanted):
                ProofDialog(desk, self.jobs, then, self).open()
            else:
                self.jobs.refused.emit(error)

        def proven(_nothing: None) -> None:
            then()

        self.jobs.ask(self, partial(signing_in.require_proven, desk), proven, refused)

    def _is_me(self, account: Account) -> bool:
        return account.user.id == self.desk.actor.id

    # -- what is done -----------------------------------------------------------------------

    def ask_give(self) -> None:
        """Make up a first password; one that is in use ends with it."""
        if (chosen := self._chosen()) is not None:
            self._proven(partial(self._ask_give, chosen))

    def _ask_give(self, chosen: Account) -> None:
        if not chosen.has_account:
            self._give(chosen)
            return
        Question(
            _("A new first password for {name}?").format(name=chosen.user.name),
            account_words.of_reset(chosen),
            _("Give a first password"),
            partial(self._give, chosen),
            name="give_question",
            parent=self,
        ).open()

    def _give(self, chosen: Account) -> None:
        desk, name = self.desk, chosen.user.name

        def show(code: str) -> None:
            FirstPasswordDialog(name, code, FIRST_PASSWORD_DAYS, self).open()

        self.jobs.do(self, lambda: service.give_first_password(desk, chosen.user.id), show)

    def ask_authorise(self) -> None:
        """Let somebody read sensitive values whose account was made by one who cannot."""
        if (chosen := self._chosen()) is not None:
            self._proven(partial(second_key.authorise, self, chosen))

    def ask_take(self) -> None:
        """Take somebody's account away, after a question that says what follows."""
        if (chosen := self._chosen()) is not None:
            self._proven(partial(self._ask_take, chosen))

    def _ask_take(self, chosen: Account) -> None:
        Question(
            _("Take the account of {name} away?").format(name=chosen.user.name),
            _(
                "{name} can no longer sign in. If {name} has left, make new keys afterwards: then"
                " old copies of the key open nothing that is written from now on."
            ).format(name=chosen.user.name),
            _("Take the account away"),
            lambda: self.jobs.do(
                self,
                partial(service.take_away, self.desk, chosen.user.id),
                partial(self._taken, chosen),
            ),
            name="take_question",
            parent=self,
        ).open()

    def _taken(self, chosen: Account, _done: None) -> None:
        """Say that somebody is shut out, and offer the new keys that should follow a leaver."""
        told = _("{name} can no longer sign in.").format(name=chosen.user.name)
        if self.desk.db.is_encrypted and not chosen.user.active:
            told += _("Make new keys now: old copies of the key then open nothing new.")
            self.offered.emit(told, _("New keys…"), self.ask_renew)
        else:
            self.say(told)

    def save_rules(self) -> None:
        """Save the rule for passwords and the time of the lock."""
        preset, minutes = Preset.of(self.preset.code()), self.minutes.value()
        self.jobs.do(
            self,
            partial(service.set_rules, self.desk, preset, minutes),
            lambda _done: self.say(_("The rules are saved; the time holds from the next sign-in.")),
        )

    def ask_renew(self) -> None:
        """Write the file anew under other keys."""
        self._ask_rewrite(
            _("Make new keys?"),
            _(
                "The whole file is written anew, about two minutes for a gigabyte; until then"
                " nobody works here. Everybody signs in as before; whoever has no account any"
                " more, or an old copy of the key, is shut out. Make a backup afterwards."
            )
            + second_key.of_renewal(self._shown),
            _("Make new keys"),
        )

    def ask_encrypt(self) -> None:
        """Encrypt a file that has accounts but is readable."""
        self._ask_rewrite(
            _("Encrypt the file?"),
            _(
                "The whole file is written anew, encrypted. Everybody signs in as before. Older"
                " backups stay readable for everybody: delete them when there is a new one."
            ),
            _("Encrypt"),
        )

    def _ask_rewrite(self, title: str, words: str, action: str) -> None:
        job: Callable[[Desk], Desk] = partial(service.renew, encrypted=True)

        def ask() -> None:
            Question(
                title,
                words,
                action,
                lambda: self.rebuilding.emit(job),
                name="rewrite_question",
                parent=self,
            ).open()

        self._proven(ask)

    def open_recovery(self) -> None:
        """Make another recovery code; the one before stops working."""
        self._proven(self._open_recovery)

    def _open_recovery(self) -> None:
        dialog = self._recovery()
        dialog.taken.connect(
            lambda code: self.jobs.do(
                self,
                partial(service.set_recovery_code, self.desk, code),
                lambda _done: self.say(_("The new recovery code holds from now on.")),
            )
        )
        dialog.open()

    def _recovery(self) -> RecoveryDialog:
        file = self.desk.db.location.replace("\\", "/").rsplit("/", 1)[-1]
        return RecoveryDialog(self.jobs, self.desk.centre.name, file, self.desk.today(), self)

    def open_protect(self) -> None:
        """Set the first password on a file that had none."""
        dialog = ProtectDialog(self.desk, self)
        dialog.chosen.connect(self._protect)
        dialog.open()

    def _protect(self, password: str, encrypted: bool, preset: str) -> None:
        def go_on(code: str) -> None:
            wanted = Protection(
                password=password,
                recovery_code=code,
                encrypted=encrypted,
                preset=Preset.of(preset),
            )
            self.rebuilding.emit(partial(service.protect, protection=wanted))

        dialog = self._recovery()
        dialog.taken.connect(go_on)
        dialog.open()


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
