"""The panel and the people invited to help, a line for each, with a look at their neutrality."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.neutrality import Doubt, Somebody, reason_given
from mediation_desk.domain.panel import THREE_SIDES, PanelMember, Seat, panel_cautions
from mediation_desk.i18n import _
from mediation_desk.services import panel, settings
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.party_dialogs import PartyDialog
from mediation_desk.ui.case.together import Together
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import icon_button, secondary
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FormField, mark
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

_SEATS = [seat for seat in Seat if seat is not Seat.HELPER]


class MemberLine(QWidget):
    """One member: seat, name, organisation, telephone, head; a helper has two days instead."""

    edited = Signal()
    dropped = Signal()

    def __init__(self, member: PanelMember, number: int, heads: QButtonGroup) -> None:
        super().__init__()
        self.helper = member.invited
        key = f"member_{number}"
        self.setObjectName(key)
        self.seat = named(
            Choice([(s.value, s.label) for s in _SEATS]), f"{key}_seat", _("Sits for")
        )
        self.name = named(QComboBox(), f"{key}_name", _("Name"))
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.setCompleter(None)  # type: ignore[arg-type]  # Qt: none disturbs typing
        self.organisation = named(QLineEdit(), f"{key}_organisation", _("Organisation"))
        self.phone = named(QLineEdit(), f"{key}_phone", _("Telephone"))
        self.head = named(QRadioButton(_("Presides")), f"{key}_head", _("Presides"))
        self.workers_agreed = named(DayEdit(), f"{key}_workers", _("Workers agreed on"))
        self.employer_agreed = named(DayEdit(), f"{key}_employer", _("Employer agreed on"))
        self._users: tuple[User, ...] = ()
        self._user_id = member.user_id
        self._lay_out(key)
        self._fill(member)
        if not self.helper:
            heads.addButton(self.head)
        self.name.activated.connect(lambda _place: self._taken())
        if (typed := self.name.lineEdit()) is not None:
            typed.editingFinished.connect(self.edited)
            typed.setPlaceholderText(_("Name"))
        for line in (self.organisation, self.phone):
            line.editingFinished.connect(self.edited)

    def _lay_out(self, key: str) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.XS)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for line, text in ((self.organisation, _("Organisation")), (self.phone, _("Telephone"))):
            line.setPlaceholderText(text)
        row.addWidget(self.seat, 3)
        row.addWidget(self.name, 4)
        row.addWidget(self.organisation, 5)
        row.addWidget(self.phone, 3)
        row.addWidget(self.head)
        drop = icon_button("trash", _("Take this line away"), f"{key}_drop", self.dropped.emit)
        row.addWidget(drop)
        rows.addLayout(row)
        agreed = QHBoxLayout()
        agreed.setSpacing(Space.S)
        of_helper: list[QWidget] = []
        for text, day in (
            (_("Workers agreed on"), self.workers_agreed),
            (_("Employer agreed on"), self.employer_agreed),
        ):
            of_helper += [label(text, "small"), day]
        for widget in of_helper:
            agreed.addWidget(widget)
        agreed.addStretch(1)
        rows.addLayout(agreed)
        self.seat.setVisible(not self.helper)
        self.head.setVisible(not self.helper)
        for widget in of_helper:
            widget.setVisible(self.helper)

    def _fill(self, member: PanelMember) -> None:
        self.seat.set_code(member.seat.value)
        self.name.setEditText(member.name)
        self.organisation.setText(member.organisation)
        self.phone.setText(member.phone)
        self.head.setChecked(member.head)
        self.workers_agreed.set_day(member.workers_agreed_on)
        self.employer_agreed.set_day(member.employer_agreed_on)

    def offer(self, users: Sequence[User]) -> None:
        """Offer the people of the desk by name; other names are typed."""
        typed = self.name.currentText()
        self._users = tuple(users)
        self.name.clear()
        self.name.addItems([user.name for user in users])
        self.name.setCurrentIndex(-1)
        self.name.setEditText(typed)

    def _taken(self) -> None:
        user = self._user()
        if user is not None:
            self.phone.setText(user.phone)
        self.edited.emit()

    def _user(self) -> User | None:
        typed = self.name.currentText().strip()
        return next((user for user in self._users if user.name == typed), None)

    def value(self) -> PanelMember:
        """Return the member as typed."""
        user = self._user()
        return PanelMember(
            seat=Seat.HELPER if self.helper else Seat.of(self.seat.code()),
            name=self.name.currentText().strip(),
            organisation=self.organisation.text().strip(),
            phone=self.phone.text().strip(),
            user_id=user.id if user else None,
            head=self.head.isChecked() and not self.helper,
            workers_agreed_on=self.workers_agreed.day() if self.helper else None,
            employer_agreed_on=self.employer_agreed.day() if self.helper else None,
        )

    def misread(self) -> str:
        """Return what is wrong with a day, if anything."""
        return self.workers_agreed.problem() or self.employer_agreed.problem()


class Members(QWidget):
    """The lines of the panel, which can be told as one text when two versions are compared."""

    def __init__(self, dialog: "PanelDialog") -> None:
        super().__init__()
        named(self, "panel_members", _("Members"))
        self._dialog = dialog
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.S)

    def content(self) -> str:
        """Return everybody named as one text, a line for each."""
        return "\n".join(_told(member) for member in self._dialog.value())

    def put_content(self, text: str) -> None:
        """Show everybody of such a text."""
        self._dialog.show_members(_members(text))

    def content_in_words(self, text: str) -> str:
        """Say such a text in words, a line for each member."""
        return "\n".join(_in_words(member) for member in _members(text))


def _told(member: PanelMember) -> str:
    days = (day.isoformat() if day else "" for day in _agreed(member))
    head = "head" if member.head else ""
    return "\t".join(
        (member.seat.value, member.name, member.organisation, member.phone, head, *days)
    )


def _agreed(member: PanelMember) -> tuple[date | None, date | None]:
    return member.workers_agreed_on, member.employer_agreed_on


def _members(text: str) -> tuple[PanelMember, ...]:
    found = []
    for line in text.split("\n") if text else ():
        seat, name, organisation, phone, head, workers, employer = line.split("\t")
        found.append(
            PanelMember(
                seat=Seat.of(seat),
                name=name,
                organisation=organisation,
                phone=phone,
                head=bool(head),
                workers_agreed_on=date.fromisoformat(workers) if workers else None,
                employer_agreed_on=date.fromisoformat(employer) if employer else None,
            )
        )
    return tuple(found)


def _in_words(member: PanelMember) -> str:
    parts = [member.seat.label, member.name, member.organisation, member.phone]
    if member.head:
        parts.append(_("Presides"))
    parts += [day.isoformat() for day in _agreed(member) if day]
    return " · ".join(part for part in parts if part)


class PanelDialog(PartyDialog):
    """Make up the panel: three sides are proposed, one of them the head."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(case, _("Mediation panel"), _("Save"), "panel_dialog", parent)
        self.heads = QButtonGroup(self)
        self.lines: list[MemberLine] = []
        self._users: tuple[User, ...] = ()
        self._numbered = 0
        self.members = Members(self)
        self.rows = self.members.column
        told = _(
            "A panel usually has three members, one for each side, with one head. Without one the"
            " mediator mediates alone."
        )
        self.body.addWidget(label(told, "small", wrap=True))
        held = FormField(_("Members"), self.members, "members")
        held.caption.hide()
        self.body.addWidget(held)
        for member in self.file.panel or self._proposed():
            self._add(member)
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        bar.addWidget(secondary(_("Add a member"), "add_member", self.add_member))
        bar.addWidget(secondary(_("Add an invited helper"), "add_helper", self.add_helper))
        bar.addStretch(1)
        self.body.addLayout(bar)
        self.cautions = label("", "small", name="panel_cautions", wrap=True)
        self.doubts = label("", name="panel_doubts", tone=Tone.WARN, wrap=True)
        self.body.addWidget(self.cautions)
        self.body.addWidget(self.doubts)
        self.reason = QLineEdit()
        asked = FormField(_("Reason for naming them all the same"), self.reason, "reason")
        self.body.addWidget(self.fields.add(asked))
        asked.hide()
        self.body.addStretch(1)
        self.ask(lambda: settings.officers(case.desk), self._offer)
        self.setMinimumWidth(780)
        self._look()
        Together(self, case, lambda: PanelDialog(case, parent), "file")

    def _proposed(self) -> tuple[PanelMember, ...]:
        mediator = self.file.mediator
        return tuple(
            PanelMember(
                seat=seat,
                name=mediator.name if mediator and seat is Seat.UNION else "",
                head=seat is Seat.UNION,
            )
            for seat in THREE_SIDES
        )

    def _offer(self, users: tuple[User, ...]) -> None:
        self._users = tuple(user for user in users if user.active)
        for line in self.lines:
            line.offer(self._users)
        self._look()

    def _add(self, member: PanelMember) -> MemberLine:
        self._numbered += 1
        line = MemberLine(member, self._numbered, self.heads)
        line.offer(self._users)
        line.edited.connect(self._look)
        line.dropped.connect(lambda: self._drop(line))
        self.lines.append(line)
        self.rows.addWidget(line)
        return line

    def _drop(self, line: MemberLine) -> None:
        self.lines.remove(line)
        self.heads.removeButton(line.head)
        line.hide()
        line.deleteLater()
        self._look()

    def show_members(self, members: Sequence[PanelMember]) -> None:
        """Show other members in the place of those named."""
        for line in tuple(self.lines):
            self._drop(line)
        for member in members:
            self._add(member)
        self._look()

    def add_member(self) -> None:
        """Add a line for a member."""
        self._add(PanelMember(seat=Seat.OTHER, name="")).name.setFocus()

    def add_helper(self) -> None:
        """Add a line for somebody invited to help."""
        self._add(PanelMember(seat=Seat.HELPER, name="")).name.setFocus()

    def value(self) -> tuple[PanelMember, ...]:
        """Return everybody named."""
        return tuple(m for line in self.lines if (m := line.value()).name or m.organisation)

    def _look(self) -> None:
        """Say what is unusual, and ask what speaks against the neutrality of those named."""
        people, desk, key = self.value(), self.case.desk, self.file.id
        if self.problem.isVisibleTo(self):  # what was said is said again as it stands by now
            self.tell_lacking()
        self.cautions.setText("\n".join(panel_cautions(people)))
        self.cautions.setVisible(bool(self.cautions.text()))
        asked = [Somebody(name=p.name, phone=p.phone, organisation=p.organisation) for p in people]
        self.ask(lambda: panel.neutrality(desk, key, asked), self._doubt, self._quiet)

    def _doubt(self, found: tuple[Doubt, ...]) -> None:
        self.doubts.setText("\n".join(doubt.text for doubt in found))
        self.doubts.setVisible(bool(found))
        self.fields["reason"].setVisible(bool(found))
        if found and not self.reason.text().strip():
            self.reason.setText(reason_given(self.file))  # said before: kept or changed
        if found and self.isVisible():
            self.grow()

    def _quiet(self, _error: DeskError) -> None:
        self._doubt(())

    def explain(self, error: DeskError) -> None:
        """Show where a reason is wanted."""
        if any(problem.field == "reason" for problem in error.problems):
            self.fields["reason"].show()
        super().explain(error)

    def _lacking(self) -> list[str]:
        """Say what is missing or cannot be read, and mark each such name."""
        wrong = [text for line in self.lines if (text := line.misread())]
        nameless = [line for line in self.lines if not line.value().name]
        for line in self.lines:
            mark(line.name, wrong=line in nameless)
        if not self.lines and not self.file.panel:
            wrong.append(_("Add a member first."))
        if nameless:
            wrong.append(_("Enter the name of each member, or take the line away."))
        return list(dict.fromkeys(wrong))

    def tell_lacking(self) -> bool:
        """Show what is missing or cannot be read; say whether anything is."""
        wrong = self._lacking()
        self.problem.setText("\n".join(wrong))
        self.problem.setVisible(bool(wrong))
        return bool(wrong)

    def submit(self) -> None:
        """Save the panel."""
        if self.tell_lacking():
            lacking = [line for line in self.lines if not line.value().name]
            if lacking:
                lacking[0].name.setFocus()
            return
        people, desk, why = self.value(), self.case.desk, self.reason.text().strip()
        self.busy()
        self.case.act(
            lambda key, version: panel.set_panel(desk, key, version, people, why),
            lambda _done: self.accept(),
            self.explain,
        )
