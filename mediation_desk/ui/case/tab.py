"""What every tab of the case page has in common."""

from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.i18n import _
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.parts import InParts
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.card import Card, scrolling
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


LOW = 600
"""Below this height of the window a sheet has room of its own, and the page scrolls to it."""
_ROOM = 262
"""Room for nine rows under their headings: what a tab shows on the lowest screen."""


def roomy(area: QWidget, least: int) -> None:
    """Give an area its least height, or on a low screen room of its own within the page."""
    area.setMinimumHeight(_ROOM if area.window().height() < LOW else least)


def over_foot(card: Card, name: str) -> QVBoxLayout:
    """Return the scrolling upper part of a card; what is added to the card itself stays in view."""
    content = QWidget()
    rows = QVBoxLayout(content)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(Space.S)
    card.add(elastic(scrolling(content, name), 60), 1)
    return rows


def lead_to(place: QWidget) -> None:
    """Bring a place into view and give it the cursor."""
    parent = place.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(place)
        parent = parent.parentWidget()
    place.setFocus(Qt.FocusReason.TabFocusReason)


class CaseTab(QWidget, InParts):
    """One tab: shows the case, and changes it through the open case only."""

    noticed = Signal(str)
    """An act was done; the notice offers to undo it."""
    said = Signal(str)
    """Something to know that changed nothing in the case."""
    wanted_split = Signal(tuple)
    """These workers are to go on in a case of their own."""
    wanted_tab = Signal(str)
    """Go to another tab of this case."""

    KEY: ClassVar[str]
    TITLE: ClassVar[str]

    def __init__(self, case: OpenCase, *, whole: bool = True) -> None:
        super().__init__()
        self.case = case
        self.key = self.KEY
        self.title = _(self.TITLE)
        named(self, f"tab_{self.key}", self.title)
        self.setProperty("role", "ground")
        self.start_making(whole=whole)

    def show_case(self, case: CaseFile) -> None:
        """Show the case as it stands now."""
        raise TypeError(f"{type(self).__name__} shows nothing of case {case.id}")

    def lead_part(self, part: str) -> None:
        """Bring up a part of the tab by its name; a tab without parts is shown as it is."""

    def came_up(self) -> None:
        """The tab has come into view."""

    def refuse(self, text: str) -> None:
        """Say why something could not be done; a tab with room for it keeps it in view."""
        self.said.emit(text)

    def take_back(self) -> bool:
        """Take back what was typed and not saved; False leaves it to the undo of the case."""
        return False

    def escape(self) -> bool:
        """Close what was opened last; False if nothing was open."""
        return False
