"""The people of the centre and their roles."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from mediation_desk.domain.centre import User
from mediation_desk.domain.rights import POSTS, Right, Role, role_names
from mediation_desk.i18n import _
from mediation_desk.services import accounts
from mediation_desk.services import settings as service
from mediation_desk.services.accounts import Accounts
from mediation_desk.services.settings import Settings
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.listing import Listing
from mediation_desk.ui.second_saver import Shared
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.role_boxes import RoleBoxes
from mediation_desk.ui.widgets.rows_model import Column

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class PeopleSection(Listing[User]):
    """Who works here; leavers stay in the records and can no longer be chosen."""

    handing_over = Signal(int)
    """Hand the cases of a person over, 0 for one still to be chosen."""
    wanted_section = Signal(str)
    """Another section, by name, where something is still to be done."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(
            desk,
            jobs,
            "people",
            _("People"),
            (
                Column(title=_("Name"), text=lambda u: u.name, tone=_tone),
                Column(title=_("Roles"), text=lambda u: role_names(u.roles), tone=_tone),
                Column(title=_("Telephone"), text=lambda u: u.phone or "—", tone=_tone),
                Column(
                    title=_("State"),
                    text=lambda u: _("Works here") if u.active else _("Has left"),
                    tone=_tone,
                ),
            ),
            (14, 26, 15, 10),
            _("Whoever leaves is marked as having left; the records keep the name."),
            _("Add a person…"),
            Right.PEOPLE,
        )

        self.hand_over = secondary(_("Hand cases over…"), "people_handover", self.open_handover)
        self.foot.insertWidget(0, self.hand_over)

    def open_handover(self) -> None:
        """Go to the hand-over, with the person chosen as the one who gives."""
        rows = self.table.selectionModel().selectedRows()
        self.handing_over.emit(self.model.row(rows[0]).id if rows else 0)

    def show_settings(self, settings: Settings) -> None:
        """Show the people, those who left last."""
        self.show_rows(sorted(settings.users, key=lambda user: not user.active))

    def open_new(self) -> None:
        """Open the form of a new person."""
        self.edit(User(name="", roles=frozenset()))

    def edit(self, row: User) -> None:
        """Open the form of a person."""
        dialog = PersonDialog(self.desk, self.jobs, row, self)
        dialog.saved.connect(lambda: self._tell_saved(row, dialog))
        dialog.open()

    def _tell_saved(self, row: User, dialog: "PersonDialog") -> None:
        """Say that a person is saved; of a leaver, what is still to be done."""
        told = _("{name} is saved.").format(name=dialog.name)
        leaves = row.active and bool(row.id) and not dialog.active.isChecked()
        if not leaves or not self.desk.has_accounts:
            self.say(told)
            return

        def tell(shown: Accounts) -> None:
            if any(one.user.id == row.id and one.has_account for one in shown.people):
                self._tell_of_account(told, dialog.name)
            else:
                self.say(told)

        self.jobs.ask(self, partial(accounts.load, self.desk), tell)

    def _tell_of_account(self, told: str, name: str) -> None:
        told += _(
            "The account of {name} still opens the file: take it away under Accounts, then make"
            " new keys."
        ).format(name=name)
        self.offered.emit(told, _("Go to Accounts"), partial(self.wanted_section.emit, "accounts"))


class PersonDialog(Dialog):
    """Name, telephone, roles, and whether the person still works here."""

    def __init__(self, desk: "Desk", jobs: Jobs, user: User, parent: QWidget | None = None) -> None:
        title = _("Person") if user.id else _("New person")
        super().__init__(title, _("Save"), name="person_dialog", parent=parent)
        self.edits(user.id)
        self._desk, self._jobs, self._user = desk, jobs, user
        self.saved = self.accepted
        self.name_edit = QLineEdit(user.name)
        self.phone = QLineEdit(user.phone)
        self.roles = RoleBoxes(user.roles)
        self.active = named(QCheckBox(_("Works here")), "active", _("Works here"))
        self.active.setChecked(user.active)
        for field in (
            FormField(_("Name"), self.name_edit, "name", required=True),
            FormField(_("Telephone"), self.phone, "phone"),
            FormField(_("Roles"), self.roles, "roles", required=True),
        ):
            self.body.addWidget(self.fields.add(field))
        posts = [
            _("{role}: {posts}").format(role=role.label, posts=_(POSTS[role])) for role in Role
        ]
        posts.append(
            _(
                "Union supervisors and lawyers on duty need no role: they are written down with"
                " letters of supervision and with legal aid."
            )
        )
        told = label("\n".join(posts), "small", name="person_posts", wrap=True)
        told.setMinimumWidth(380)
        self.body.addWidget(told)
        self.body.addWidget(self.active)
        self.body.addStretch(1)
        if user.id:
            Shared(
                self,
                jobs,
                partial(service.user, desk, user.id),
                lambda now: PersonDialog(desk, jobs, now, parent),
                "_user",
            )

    @property
    def name(self) -> str:
        """The name typed."""
        return self.name_edit.text().strip()

    def submit(self) -> None:
        """Save the person."""
        user = replace(
            self._user,
            name=self.name,
            phone=self.phone.text().strip(),
            roles=self.roles.roles(),
            active=self.active.isChecked(),
        )
        self.busy()
        self._jobs.do(
            self,
            partial(service.save_user, self._desk, user, self._user if user.id else None),
            lambda _key: self.accept(),
            self.explain,
        )


def _tone(user: User) -> Tone:
    return Tone.PLAIN if user.active else Tone.MUTED
