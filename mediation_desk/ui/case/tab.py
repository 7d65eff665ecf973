"""What every tab of the case page has in common."""

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.widgets.naming import named

W = TypeVar("W", bound=QWidget)


def elastic(area: W, least: int) -> W:
    """Let an area take what height there is, from a least one on.

    A scrolling part of a card asks for nothing: the card around it has the least height.
    """
    if isinstance(area, QScrollArea):
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    area.setMinimumHeight(least)
    return area


class CaseTab(QWidget):
    """One tab: shows the case, and changes it through the open case only."""

    noticed = Signal(str)
    """An act was done; the notice offers to undo it."""
    said = Signal(str)
    """Something to know that changed nothing in the case."""
    wanted_tab = Signal(str)
    """Go to another tab of this case."""

    def __init__(self, case: OpenCase, key: str, title: str) -> None:
        super().__init__()
        named(self, f"tab_{key}", title)
        self.setProperty("role", "ground")
        self.case = case
        self.key = key
        self.title = title

    def show_case(self, case: CaseFile) -> None:
        """Show the case as it stands now."""
        raise TypeError(f"{type(self).__name__} shows nothing of case {case.id}")

    def came_up(self) -> None:
        """The tab has come into view."""

    def escape(self) -> bool:
        """Close what was opened last; False if nothing was open."""
        return False
