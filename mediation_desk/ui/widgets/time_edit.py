"""A time of day as people type it."""

from datetime import time

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.day_text import parse_time
from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.read_edit import ReadEdit


class TimeEdit(ReadEdit):
    """Reads 9:30, 0930, 9点30分 and leaves 09:30."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("hours:minutes"))
        self.setMinimumWidth(90)

    def moment(self) -> time | None:
        """Return the time understood, None while empty or unreadable."""
        return None if self.problem() or not self.text().strip() else parse_time(self.text())

    def set_moment(self, moment: time) -> None:
        """Show a time."""
        self.setText(f"{moment:%H:%M}")

    def propose(self, moment: time | None) -> None:
        """Show a time that is likely, or ask for it."""
        self.setText(f"{moment:%H:%M}" if moment else "")

    def understand(self, text: str) -> str:
        """Show the time where it was typed another way."""
        plain = f"{parse_time(text):%H:%M}"
        return "" if text.strip() == plain else plain

    def canonical(self) -> str:
        """Leave the time as 09:30."""
        return f"{parse_time(self.text()):%H:%M}"


def untold(field: str, typed: TimeEdit) -> tuple[Problem, ...]:
    """Say why a time is not understood."""
    if typed.moment() is not None:
        return ()
    return (Problem(field, typed.problem() or _("Enter the time.")),)
