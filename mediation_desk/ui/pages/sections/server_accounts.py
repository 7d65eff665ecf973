"""On a server: each person's own account of the database, made, replaced and taken away here."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.rights import Right, role_names
from mediation_desk.i18n import _
from mediation_desk.services import server_accounts as service
from mediation_desk.services.server_accounts import Given, Held, Whole
from mediation_desk.services.signing_in import FIRST_PASSWORD_DAYS
from mediation_desk.ui.accounts.dialogs import FirstPasswordDialog
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.dialog import Question
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class ServerAccounts(QWidget):
    """Whose account this desk works under, and everybody's."""

    said = Signal(str)
    """Something was done; the settings are to be read again."""
    shown = Signal(object)
    """How the server stands was read (a Whole)."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__()
        named(self, "server_accounts", _("Accounts of the server"))
        self._desk, self._jobs = desk, jobs
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.state = label("", "title", name="server_state", wrap=True)
        self.words = label("", "small", name="server_words", wrap=True)
        self.grant = primary(_("Give out the rights…"), "server_grant", self.ask_grant, "shield")
        card = Card(_("Account of this desk"), name="server_account")
        card.add(self.state)
        card.add(self.words)
        row = QHBoxLayout()
        row.addWidget(self.grant)
        row.addStretch(1)
        card.body.addLayout(row)
        column.addWidget(card)
        self.people = self._people_card()
        column.addWidget(self.people, 1)
        self.grant.hide()
        self.people.hide()

    def _people_card(self) -> Card:
        self.model: RowsModel[Held] = RowsModel(
            (
                Column(title=_("Name"), text=lambda h: h.user.name, tone=_tone),
                Column(title=_("Roles"), text=lambda h: role_names(h.user.roles), tone=_tone),
                Column(title=_("Account"), text=_state, tone=_tone),
            )
        )
        self.table = TableView("server_accounts_list", _("Accounts of the server"))
        self.table.setSortingEnabled(False)
        self.table.use(self.model, (12, 22, 30), 2)
        self.table.setMinimumHeight(220)
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._follow())
        self.give = secondary(_("Give a first password…"), "server_give", self.ask_give)
        self.take = secondary(_("Take the account away…"), "server_take", self.ask_take)
        card = Card(_("Who signs in"), name="server_people")
        card.add(
            label(
                _(
                    "The rights of an account follow the roles of its person. Nobody sets another's"
                    " password: the program makes up a first one, and its owner replaces it."
                ),
                "small",
                name="server_people_words",
                wrap=True,
            )
        )
        card.add(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.give)
        row.addWidget(self.take)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def read(self) -> None:
        """Say whose account is in use; who may sees everybody's."""
        standing = self._desk.db.standing
        if standing is not None:
            own = standing.person_id is not None
            self.state.setText(
                _("This desk works under your own account, {account}.").format(
                    account=standing.account
                )
                if own
                else _("This desk works under the shared account {account}.").format(
                    account=standing.account
                )
            )
            set_tone(self.state, Tone.GOOD if own else Tone.WARN)
            self.words.setText(_about(own=own))
        if self._desk.actor.may(Right.PEOPLE):
            self._jobs.ask(self, partial(service.load, self._desk), self.show_whole)

    def show_whole(self, whole: Whole) -> None:
        """Show everybody's account, and whether the rights are given out yet."""
        standing = whole.standing
        self.grant.setVisible(standing.is_owner)
        self.grant.setText(
            _("Give the rights anew…") if standing.granted else _("Give out the rights…")
        )
        told = [_about(own=standing.person_id is not None)]
        if not standing.granted:
            told.append(_not_yet(standing.owner, is_owner=standing.is_owner))
        self.words.setText("\n".join(told))
        self.people.setVisible(standing.granted)
        self.model.show(sorted(whole.people, key=lambda held: not held.user.active))
        self._follow()
        self.shown.emit(whole)

    def _chosen(self) -> Held | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.row(rows[0]) if rows else None

    def _follow(self) -> None:
        chosen = self._chosen()
        free = chosen is not None and chosen.user.id != self._desk.db.person_id
        self.give.setEnabled(free and chosen is not None and chosen.user.active)
        self.take.setEnabled(free and chosen is not None and chosen.account is not None)

    # -- what is done -----------------------------------------------------------------------

    def ask_grant(self) -> None:
        """Give out the rights, after a question that says what follows."""
        Question(
            _("Give out the rights of the database?"),
            _(
                "Five roles of the database get what their work needs and no more, and only these"
                " roles and the account that owns the tables may connect to it. Nobody who works"
                " here now is interrupted."
            ),
            _("Give out the rights"),
            lambda: self._jobs.do(
                self,
                partial(service.grant, self._desk),
                lambda _roles: self.said.emit(_("The rights of the database are given out.")),
            ),
            name="grant_question",
            parent=self,
        ).open()

    def ask_give(self) -> None:
        """Make an account, or another first password in the place of the one in use."""
        if (chosen := self._chosen()) is None:
            return
        if chosen.account is None:
            self._give(chosen)
            return
        Question(
            _("A new first password for {name}?").format(name=chosen.user.name),
            _("The password of now stops working at once."),
            _("Give a first password"),
            partial(self._give, chosen),
            name="server_give_question",
            parent=self,
        ).open()

    def _give(self, chosen: Held) -> None:
        def show(given: Given) -> None:
            FirstPasswordDialog(chosen.user.name, given.password, FIRST_PASSWORD_DAYS, self).open()
            self.read()

        self._jobs.do(self, partial(service.give, self._desk, chosen.user.id), show)

    def ask_take(self) -> None:
        """Take somebody's account away, after a question that says what follows."""
        if (chosen := self._chosen()) is None:
            return
        name = chosen.user.name
        Question(
            _("Take the account of {name} away?").format(name=name),
            _(
                "{name} can no longer sign in, and a desk that is open under the account is refused"
                " from its next step on. What {name} did stays."
            ).format(name=name),
            _("Take the account away"),
            lambda: self._jobs.do(
                self,
                partial(service.take, self._desk, chosen.user.id),
                lambda _done: self.said.emit(_("{name} can no longer sign in.").format(name=name)),
            ),
            name="server_take_question",
            parent=self,
        ).open()


def _about(*, own: bool) -> str:
    if own:
        return _(
            "The server itself lets it do what your roles may, and signs what you do with your"
            " name. Backups are made under the account that owns the tables."
        )
    return _(
        "The server cannot tell apart who uses it, and whoever has its password may do everything"
        " with other programs, too."
    )


def _not_yet(owner: str, *, is_owner: bool) -> str:
    if is_owner:
        return _("Nobody has an account of their own here yet: first give out the rights.")
    return _(
        "Nobody has an account of their own here yet: first the rights are given out at a desk"
        " under the account that owns the tables, {owner}."
    ).format(owner=owner)


def _state(held: Held) -> str:
    account = held.account
    if not held.user.active:
        return _("Has left") if account is None else _("Has left, account closed")
    if account is None:
        return _("No account")
    if account.since is None:
        return _("First password given, not replaced yet; until {day}").format(day=account.until)
    return _("Password since {day}").format(day=account.since)


def _tone(held: Held) -> Tone:
    return Tone.PLAIN if held.user.active else Tone.MUTED
