"""What every tab of the region's page has in common."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.parts import InParts
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class RegionTab(QWidget, InParts):
    """One tab: reads when it comes up and after each write, and acts through dialogs."""

    noticed = Signal(str)
    """An act was done; the notice offers to undo it."""
    said = Signal(str)
    """Something to know that cannot be undone here."""
    wanted_case = Signal(int, str)
    """Open a case at a tab."""

    KEY: ClassVar[str]
    TITLE: ClassVar[str]

    def __init__(self, desk: "Desk", jobs: Jobs, *, whole: bool = True) -> None:
        super().__init__()
        self.desk = desk
        self.jobs = jobs
        self.key = self.KEY
        self.title = _(self.TITLE)
        named(self, f"region_{self.key}", self.title)
        self.setProperty("role", "ground")
        self.start_making(whole=whole)

    def refresh(self) -> None:
        """Read again what is shown."""

    def open_key(self, key: int) -> None:
        """Open what has that key."""
        raise TypeError(f"{type(self).__name__} opens nothing by key {key}")

    def escape(self) -> bool:
        """Close what was opened last; False if nothing was open."""
        return False

    def print_text(self) -> str:
        """Return what is in view as simple HTML for the printer, empty if there is nothing."""
        return ""

    def print_itself(self) -> bool:
        """Print what is in view by the tab's own means; False if it has none."""
        return False

    def show_dialog(self, dialog: Dialog, done: str = "") -> None:
        """Open a dialog; once it is accepted say what was done, with the offer to undo it."""
        if done:
            dialog.accepted.connect(lambda: self.noticed.emit(done))
        dialog.open()
