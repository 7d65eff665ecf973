"""What an empty list says instead of nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mediation_desk.ui import theme
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class EmptyState(QWidget):
    """A quiet picture, a sentence, and perhaps the button that ends the emptiness."""

    def __init__(
        self,
        text: str,
        *,
        name: str,
        icon: str = "empty",
        action: str = "",
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        named(self, name, text)
        self._icon = icon
        self._drawn_dark: bool | None = None
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = label(text, "muted", name=f"{name}_text", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        inside.addStretch(1)
        inside.addWidget(self._picture)
        inside.addWidget(self.text)
        if action:
            button = secondary(action, f"{name}_action", clicked)
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        inside.addStretch(2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in the colours in force."""
        if self._drawn_dark is not theme.is_dark():
            self._drawn_dark = theme.is_dark()
            self._picture.setPixmap(theme.picture(self._icon, size=32))
        super().paintEvent(event)
