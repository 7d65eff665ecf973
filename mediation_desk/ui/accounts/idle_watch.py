"""Noticing that nobody works at the desk any more, or that the computer slept."""

import time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from mediation_desk.ui.touches import Touches

TICK_MS = 5000
SLEPT_SECONDS = 60


class IdleWatch(QObject):
    """Looks now and then how long nobody has touched the desk."""

    idle = Signal()
    """Nobody has touched the desk for the time set, or the computer was asleep."""

    def __init__(self, app: QGuiApplication, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._seconds = minutes * 60
        self._touches = Touches(app, self)
        self._ticked = time.time()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.look)
        self._tick.start()

    def rest(self) -> None:
        """Stop watching while the desk is locked."""
        self._tick.stop()

    def go_on(self) -> None:
        """Watch again."""
        self._touches.last = self._ticked = time.time()
        self._tick.start()

    def look(self, now: float | None = None) -> None:
        """See whether it is time to lock; a long gap between two looks was a sleep."""
        moment = time.time() if now is None else now
        slept = moment - self._ticked > SLEPT_SECONDS + TICK_MS / 1000
        self._ticked = moment
        if slept or moment - self._touches.last >= self._seconds:
            self.idle.emit()
