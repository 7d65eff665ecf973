"""The roles of a person, a box for each."""

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from mediation_desk.domain.rights import POSTS, Role, role_names
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.naming import named


class RoleBoxes(QWidget):
    """A box for each role."""

    def __init__(self, chosen: frozenset[Role] = frozenset()) -> None:
        super().__init__()
        named(self, "roles", _("Roles"))
        self.boxes = {
            role: named(QCheckBox(role.label), f"role_{role.value}", role.label) for role in Role
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, Space.XS, 0, Space.XS)
        grid.setHorizontalSpacing(Space.L)
        for place, (role, box) in enumerate(self.boxes.items()):
            box.setChecked(role in chosen)
            box.setToolTip(_(POSTS[role]))
            grid.addWidget(box, place // 3, place % 3)
        grid.setColumnStretch(3, 1)

    def roles(self) -> frozenset[Role]:
        """Return the roles chosen."""
        return frozenset(role for role, box in self.boxes.items() if box.isChecked())

    def content(self) -> str:
        """Return the roles chosen as one text."""
        return ",".join(role.value for role, box in self.boxes.items() if box.isChecked())

    def put_content(self, text: str) -> None:
        """Choose the roles of such a text."""
        chosen = text.split(",")
        for role, box in self.boxes.items():
            box.setChecked(role.value in chosen)

    def content_in_words(self, text: str) -> str:
        """Name the roles of such a text."""
        return role_names(Role.of(code) for code in text.split(",") if code)
