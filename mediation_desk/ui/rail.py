"""The rail at the left: the pages there are, and who works here."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QPushButton, QVBoxLayout

from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space, set_icon
from mediation_desk.ui.widgets.buttons import quiet
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.domain.centre import User
    from mediation_desk.domain.rights import Actor

WIDTH = 176


class Entry(NamedTuple):
    """A page on the rail: its name in the program, its title, icon and keys."""

    name: str
    title: str
    icon: str
    keys: str


def _lines(roles: str, metrics: QFontMetrics, room: int) -> list[str]:
    """Return the roles on as many lines as they need, parted between two of them."""
    parted, lines = _(", "), [""]
    for at, role in enumerate(names := roles.split(parted)):
        text = role + parted.rstrip() if at + 1 < len(names) else role
        further = lines[-1] + (" " if lines[-1] and parted.endswith(" ") else "") + text
        if not lines[-1] or metrics.horizontalAdvance(further) <= room:
            lines[-1] = further
        else:
            lines.append(text)
    return lines


class Rail(QFrame):
    """Buttons for pages; at the foot the settings and the person who acts."""

    chosen = Signal(str)
    """A page was chosen, by its name."""
    person_chosen = Signal(int)
    """Another person shall act, by key."""

    def __init__(self, entries: Sequence[Entry], foot: Entry) -> None:
        super().__init__()
        named(self, "rail", _("Pages"))
        self.setProperty("role", "rail")
        self._people: tuple[User, ...] = ()
        self._acting = ("", "")
        self.brand = label(_("Mediation Desk"), "brand", name="brand")
        self.centre = label("", "small", name="centre_name", wrap=True)
        self._titles: dict[QPushButton, str] = {}
        self._narrow = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(Space.S, Space.M, Space.S, Space.S)
        inside.setSpacing(Space.XS)
        for text in (self.brand, self.centre):
            text.setContentsMargins(Space.XS, 0, 0, 0)
            inside.addWidget(text)
        inside.addSpacing(Space.S)
        for entry in entries:
            inside.addWidget(self._button(entry))
        inside.addStretch(1)
        inside.addWidget(self._button(foot))
        self.person = quiet("", "person", self._open_people, "user")
        self.person.setAccessibleName(_("Who works here"))
        self.person.setToolTip(_("Let another person work at this desk"))
        self.person.hide()
        inside.addWidget(self.person)
        self.fit()

    def fit(self) -> None:
        """Be as wide as the type needs, or as an icon where the window is narrow."""
        height = self.fontMetrics().height()
        self.setFixedWidth(height * 3 if self._narrow else max(WIDTH, height * 10))

    def be_narrow(self, narrow: bool) -> None:
        """Leave the words out where the window is narrow; they are in the tool tips."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.brand.setVisible(not narrow)
        self.centre.setVisible(not narrow)
        for button, title in self._titles.items():
            button.setText("" if narrow else title)
        self.fit()
        self._name_person()

    def _button(self, entry: Entry) -> QPushButton:
        button = named(QPushButton(entry.title), f"rail_{entry.name}", entry.title)
        button.setProperty("role", "rail")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setIconSize(QSize(18, 18))
        button.setToolTip(f"{entry.title} ({entry.keys})")
        set_icon(button, entry.icon)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(entry.name))
        self._group.addButton(button)
        self._buttons[entry.name] = button
        self._titles[button] = entry.title
        return button

    def show_page(self, name: str) -> None:
        """Mark a page as the one shown; a page that is not on the rail leaves none marked."""
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            button.setChecked(key == name)
        self._group.setExclusive(True)

    def open_only(self, names: Collection[str]) -> None:
        """Leave out the pages that whoever works here may not come to."""
        for name, button in self._buttons.items():
            button.setVisible(name in names)

    def show_centre(self, name: str) -> None:
        """Show the centre's name under the program's."""
        self.centre.setText(name)

    def show_actor(self, actor: "Actor", people: "Sequence[User]") -> None:
        """Show who acts, and offer the other active people."""
        from mediation_desk.domain.rights import role_names

        self._people = tuple(user for user in people if user.active)
        self._acting = (actor.name, role_names(actor.roles))
        self._name_person()
        self.person.show()

    def name_of(self, user_id: int) -> str:
        """Return the name of one of the people offered."""
        return next((user.name for user in self._people if user.id == user_id), "")

    def _name_person(self) -> None:
        metrics, room = self.person.fontMetrics(), self.width() - 58
        name, roles = self._acting
        shown = (
            metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
            for line in (name, *_lines(roles, metrics, room))
        )
        self.person.setText("" if self._narrow else "\n".join(shown).replace("&", "&&"))
        who = " · ".join(self._acting)
        self.person.setToolTip(f"{who}\n{_('Let another person work at this desk')}")

    def people_menu(self) -> QMenu:
        """Return the menu of people who may act."""
        from mediation_desk.domain.rights import role_names

        menu = named(QMenu(self), "people_menu", _("Who works here"))
        for user in self._people:
            text = f"{user.name} · {role_names(user.roles)}".replace("&", "&&")
            action = menu.addAction(text)
            action.triggered.connect(
                lambda _checked=False, key=user.id: self.person_chosen.emit(key)
            )
        return menu

    def _open_people(self) -> None:
        menu = self.people_menu()
        menu.popup(self.person.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
