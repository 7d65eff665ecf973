"""Shows the page in view anew when the day turns: what it counts in days is counted from today."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mediation_desk.ui.neighbours import in_dialog, is_typing

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk
    from mediation_desk.ui.paged_window import PagedWindow

LOOK_MS = 30_000


class DayWatch(QObject):
    """Looks at the calendar twice a minute; under the hands of who types it waits."""

    def __init__(self, desk: "Desk", window: "PagedWindow") -> None:
        super().__init__(window)
        self._desk, self._window, self._day = desk, window, desk.today()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Read the page again on another day."""
        today = self._desk.today()
        if today == self._day or in_dialog() or is_typing():
            return
        self._day = today
        if self._window.page is not None:
            self._window.page.refresh()
