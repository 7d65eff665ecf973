"""Bodies of the region: the list, and one of them with its people and what was referred to it."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.bodies import (
    Body,
    BodyFile,
    BodyKind,
    BodyLine,
    BodyPerson,
    MirroredCase,
    MirrorLine,
    Post,
    ReferralLine,
)
from mediation_desk.domain.centre import Room, User
from mediation_desk.i18n import N_, _
from mediation_desk.services import bodies as service
from mediation_desk.services import settings
from mediation_desk.ui.phrases import day
from mediation_desk.ui.region.body_dialogs import (
    BodyDialog,
    BodyPersonDialog,
    MirrorDialog,
    ReferralDialog,
)
from mediation_desk.ui.region.list_tab import ListTab
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import icon_button, primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.labels import Pill, label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    pass

_POSTS = {
    BodyKind.MEDIATION: Post.MEDIATOR,
    BodyKind.COUNSELLING: Post.COUNSELLOR,
    BodyKind.ARBITRATION: Post.ARBITRATOR,
    BodyKind.COURT: Post.JUDGE,
    BodyKind.AGENCY: Post.LIAISON,
}
"""What a new person of a body most likely is; a lawyer elsewhere."""


class BodiesTab(ListTab):
    """The list; one body opens in its place, Esc goes back."""

    KEY, TITLE = "bodies", N_("Bodies")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self._rooms: tuple[Room, ...] = ()
        self._users: tuple[User, ...] = ()
        self.model = RowsModel[BodyLine](_body_columns())
        self.table = TableView("bodies", _("Bodies"))
        self.table.use(self.model, (26, 20, 16, 14, 8, 10, 10), 0)
        self.start_list(self.table)
        self.table.opened.connect(lambda index: self.open_key(self.model.row(index).body.id))
        yield
        self.new = primary(_("New body…"), "body_new", self.add_body, "plus")
        self.empty = EmptyState(
            _(
                "No body yet. Enter the rooms, tribunals, lawyers and agencies that work together"
                " in the region."
            ),
            name="bodies_empty",
            icon="people",
        )
        yield
        self.one = OneBody(self)
        yield
        card = Card(
            _("Bodies of the region"),
            name="bodies_card",
            note=_("Enter or a double click opens a body"),
        )
        self.lay_out(card, self.one, "body_scroll")

    def refresh(self) -> None:
        """Read the list, and the body that is open."""
        self.new.setEnabled(self.may)
        self.jobs.ask(self, partial(service.lines, self.desk), self._show)
        self.jobs.ask(self, partial(settings.rooms, self.desk), self._take_rooms)
        self.jobs.ask(self, partial(settings.officers, self.desk), self._take_users)
        if self.key_open:
            self.open_key(self.key_open)

    def _take_rooms(self, rooms: tuple[Room, ...]) -> None:
        self._rooms = rooms

    def _take_users(self, users: tuple[User, ...]) -> None:
        self._users = users

    def _show(self, lines: Sequence[BodyLine]) -> None:
        self.model.show(sorted(lines, key=lambda line: not line.body.active))
        self.show_filled(filled=bool(lines))

    def open_key(self, key: int) -> None:
        """Open a body."""
        self.key_open = key
        self.jobs.ask(self, partial(service.file, self.desk, key), self._show_body)

    def _show_body(self, file: BodyFile) -> None:
        if self.key_open == file.body.id:
            self.one.show_file(file)
            self.show_one()

    def print_text(self) -> str:
        """Return the list, or the people of the body that is open, for the printer."""
        return self.printed(self.one.people_table)

    # -- acts -------------------------------------------------------------------------------

    def add_body(self) -> None:
        """Open the form of a new body."""
        self.edit_body(Body(kind=BodyKind.LEGAL_AID, name=""))

    def edit_body(self, body: Body) -> None:
        """Open the form of a body."""
        dialog = BodyDialog(self.desk, self.jobs, body, self._rooms, self)
        self.show_dialog(dialog, _("The body is saved."))

    def edit_person(self, person: BodyPerson) -> None:
        """Open the form of a person of a body."""
        if self.may:
            dialog = BodyPersonDialog(self.desk, self.jobs, person, self._users, self)
            self.show_dialog(dialog, _("The person is saved."))

    def remove_person(self, person: BodyPerson) -> None:
        """Take out a person who was entered by mistake."""
        text = _("{name} is taken out.").format(name=person.name)
        self.jobs.do(
            self,
            partial(service.remove_person, self.desk, person.id),
            lambda _done: self.noticed.emit(text),
        )

    def edit_referral(self, line: ReferralLine) -> None:
        """Open what came of a referral."""
        if self.may:
            dialog = ReferralDialog(self.desk, self.jobs, line.referral, line.kind, self)
            self.show_dialog(dialog, _("What the body reported is on record."))

    def edit_mirror(self, line: MirroredCase, body: Body) -> None:
        """Open a case of the body."""
        if self.may:
            dialog = MirrorDialog(self.desk, self.jobs, line, [body], self)
            self.show_dialog(dialog, _("The case at the other body is on record."))


class OneBody(QWidget):
    """A body: particulars, the limit of what it does here, people, referrals, its own cases."""

    def __init__(self, tab: BodiesTab) -> None:
        super().__init__()
        named(self, "one_body", _("Body"))
        self._tab = tab
        self.file: BodyFile | None = None
        self.name = label("", "title", name="body_name", wrap=True)
        self.kind = Pill(name="body_kind")
        self.particulars = label("", "muted", name="body_particulars", wrap=True)
        self.limit = label("", name="body_limit_note", wrap=True, tone=Tone.ACCENT)
        self.edit = secondary(_("Change…"), "body_edit", self._edit)
        self.people: RowsModel[BodyPerson] = RowsModel(_person_columns())
        self.referrals: RowsModel[ReferralLine] = RowsModel(_referral_columns())
        self.mirrors: RowsModel[MirrorLine] = RowsModel(_mirror_columns())
        self.people_table = self._table("body_people", _("People"), self.people, _PEOPLE, 5)
        self.referral_table = self._table(
            "body_referrals", _("Led here"), self.referrals, _REFERRALS
        )
        self.mirror_table = self._table("body_mirrors", _("Its cases"), self.mirrors, _MIRRORS)
        self.add_person = secondary(_("New person…"), "person_new", self._add_person, "plus")
        self.drop_person = secondary(_("Take out"), "person_remove", self._remove_person)
        self.add_mirror = secondary(_("New case there…"), "mirror_new", self._add_mirror, "plus")
        self._lay_out()
        self.people_table.opened.connect(lambda at: tab.edit_person(self.people.row(at)))
        self.referral_table.opened.connect(lambda at: tab.edit_referral(self.referrals.row(at)))
        self.mirror_table.opened.connect(self._open_mirror)

    def _table(
        self,
        name: str,
        title: str,
        model: RowsModel[Any],
        widths: tuple[int, ...],
        stretch: int = 1,
    ) -> TableView:
        table = TableView(name, title)
        table.use(model, widths, stretch)
        table.setMinimumHeight(table.fontMetrics().height() * 6)
        return table

    def _lay_out(self) -> None:
        back = icon_button("back", _("Back to the list (Esc)"), "body_back", self._tab.escape)
        about = Card(name="body_card")
        head = QHBoxLayout()
        for widget, share in ((back, 0), (self.name, 1), (self.kind, 0), (self.edit, 0)):
            head.addWidget(widget, share, Qt.AlignmentFlag.AlignVCenter)
        about.body.addLayout(head)
        about.add(self.particulars)
        about.add(self.limit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, Space.S, 0)
        column.setSpacing(Space.M)
        column.addWidget(about)
        column.addWidget(
            _listing(_("People"), "people", self.people_table, self.drop_person, self.add_person), 3
        )
        self.mirror_card = _listing(_("Its cases"), "mirrors", self.mirror_table, self.add_mirror)
        column.addWidget(self.mirror_card, 2)
        self.referral_card = _listing(_("Led here"), "referrals", self.referral_table)
        column.addWidget(self.referral_card, 2)

    def show_file(self, file: BodyFile) -> None:
        """Show a body."""
        self.file = file
        body = file.body
        self.name.setText(body.name)
        self.kind.show_state(body.kind.label, Tone.ACCENT if body.active else Tone.MUTED)
        self.particulars.setText("  ·  ".join(_particulars(file)))
        self.limit.setText(body.kind.limit)
        self.limit.setVisible(bool(body.kind.limit))
        self.people.show(file.people)
        self.referrals.show(file.referrals)
        self.mirrors.show(file.mirrors)
        self.mirror_card.setVisible(body.kind.mirrors)
        self.referral_card.setVisible(bool(file.referrals) or body.kind is not BodyKind.AGENCY)
        for button in (self.edit, self.add_person, self.drop_person, self.add_mirror):
            button.setEnabled(self._tab.may)

    def _edit(self) -> None:
        if self.file is not None:
            self._tab.edit_body(self.file.body)

    def _add_person(self) -> None:
        if self.file is not None:
            body = self.file.body
            post = _POSTS.get(body.kind, Post.LAWYER)
            self._tab.edit_person(BodyPerson(body_id=body.id, name="", post=post))

    def _remove_person(self) -> None:
        rows = self.people_table.selectionModel().selectedRows()
        if rows:
            self._tab.remove_person(self.people.row(rows[0]))

    def _add_mirror(self) -> None:
        if self.file is not None:
            body = self.file.body
            self._tab.edit_mirror(MirroredCase(body_id=body.id, number=""), body)

    def _open_mirror(self, index: Any) -> None:  # noqa: ANN401 - Qt's index of either kind
        if self.file is not None:
            self._tab.edit_mirror(self.mirrors.row(index).mirror, self.file.body)


_PEOPLE = (12, 10, 15, 18, 20, 20)
_REFERRALS = (11, 30, 22, 24, 11)
_MIRRORS = (30, 24, 12, 11, 11, 16)


def _listing(title: str, name: str, table: TableView, *buttons: QWidget) -> Card:
    card = Card(title, name=f"body_{name}_card")
    card.add(table, 1)
    if buttons:
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in buttons:
            foot.addWidget(button)
        card.body.addLayout(foot)
    return card


def _particulars(file: BodyFile) -> list[str]:
    body = file.body
    parts = [
        body.contact,
        body.phone,
        body.address,
        body.jurisdiction,
        body.seat.label if body.seat else "",
        _("Rooms: {names}").format(names=_(", ").join(file.rooms)) if file.rooms else "",
        "" if body.active else _("Not used"),
    ]
    return [part for part in parts if part] or [_("No particulars yet")]


def _muted(line: BodyLine) -> Tone:
    return Tone.PLAIN if line.body.active else Tone.MUTED


def _body_columns() -> tuple[Column[BodyLine], ...]:
    return (
        Column(title=_("Name of the body"), text=lambda b: b.body.name, tone=_muted, strong=True),
        Column(title=_("Kind"), text=lambda b: b.body.kind.label, tone=_muted),
        Column(title=_("Contact"), text=lambda b: b.body.contact or "—", tone=_muted),
        Column(title=_("Telephone"), text=lambda b: b.body.phone or "—", tone=_muted),
        Column(title=_("People"), text=lambda b: str(b.people), key=lambda b: b.people, right=True),
        Column(
            title=_("Not reported"),
            text=lambda b: str(b.awaited) if b.awaited else "—",
            key=lambda b: b.awaited,
            right=True,
            tip=lambda b: _("{n} led here and not reported back yet").format(n=b.awaited),
        ),
        Column(
            title=_("Its cases"),
            text=lambda b: str(b.mirrored) if b.mirrored else "—",
            key=lambda b: b.mirrored,
            right=True,
            tip=lambda b: _("{n} mirrored cases not ended there").format(n=b.mirrored),
        ),
    )


def _person_tone(person: BodyPerson) -> Tone:
    return Tone.PLAIN if person.active else Tone.MUTED


def _person_columns() -> tuple[Column[BodyPerson], ...]:
    return (
        Column(title=_("Name"), text=lambda p: p.name, tone=_person_tone, strong=True),
        Column(title=_("Post"), text=lambda p: p.post.label, tone=_person_tone),
        Column(title=_("Telephone"), text=lambda p: p.phone or "—", tone=_person_tone),
        Column(title=_("Licence number"), text=lambda p: p.licence or "—", tone=_person_tone),
        Column(title=_("Firm or unit"), text=lambda p: p.firm or "—", tone=_person_tone),
        Column(title=_("Specialities"), text=lambda p: p.specialities or "—", tone=_person_tone),
    )


def _referral_columns() -> tuple[Column[ReferralLine], ...]:
    return (
        Column(title=_("Day"), text=lambda r: r.referral.day.isoformat()),
        Column(title=_("Parties"), text=lambda r: r.parties, tip=lambda r: r.number),
        Column(title=_("What for"), text=lambda r: r.referral.purpose or "—"),
        Column(title=_("Reported result"), text=lambda r: r.referral.result or "—"),
        Column(
            title=_("Reported"),
            text=lambda r: day(r.referral.feedback_on),
            tone=lambda r: Tone.PLAIN if r.referral.feedback_on else Tone.MUTED,
        ),
    )


def _mirror_columns() -> tuple[Column[MirrorLine], ...]:
    return (
        Column(title=_("Case number there"), text=lambda m: m.mirror.number, strong=True),
        Column(title=_("Our case"), text=lambda m: m.parties or "—", tip=lambda m: m.number),
        Column(title=_("Arbitrator or judge"), text=lambda m: m.mirror.officer or "—"),
        Column(title=_("Hearing there"), text=lambda m: day(m.mirror.hearing_on)),
        Column(title=_("Return by"), text=lambda m: day(m.mirror.return_by)),
        Column(
            title=_("Ended there"),
            text=lambda m: m.mirror.outcome.label if m.mirror.outcome else "—",
        ),
    )
