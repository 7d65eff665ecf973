"""Parts of which one is shown at a time."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class OneOf(QWidget):
    """Shows one of its parts and takes the room of that one alone.

    A stack of Qt's asks all of its parts how high they are at a width, hidden ones too.
    """

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = parts
        self.place = 0
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for part in parts:
            inside.addWidget(part)
        self.show_part(0)

    def show_part(self, place: int) -> None:
        """Show the part at a place instead of the one before."""
        self.place = place
        for part in self._parts:
            part.hide()
        self._parts[place].show()
