"""What every section of the settings offers to the page around it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.services.settings import Settings
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme import Space

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class Section(QWidget):
    """One subject of the settings: it shows what is stored and saves what is changed."""

    noticed = Signal(str, object)
    offered = Signal(str, str, object)

    def __init__(self, desk: "Desk", jobs: Jobs, name: str, title: str) -> None:
        super().__init__()
        self.desk, self.jobs, self.title = desk, jobs, title
        self.setObjectName(f"settings_{name}")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.M, 0, Space.L, Space.L)
        self.column.setSpacing(Space.M)

    def show_settings(self, settings: Settings) -> None:
        """Show what is stored."""

    def came_up(self) -> None:
        """Read what is only wanted once the section is in view."""

    def say(self, text: str) -> None:
        """Say quietly what was done."""
        self.noticed.emit(text, None)
