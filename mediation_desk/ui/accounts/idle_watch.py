"""Noticing that nobody works at the desk any more, or that the computer slept."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

TICK_MS = 5000
SLEPT_SECONDS = 60
_SIGNS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleWatch(QObject):
    """Listens to keys and the mouse at the windows themselves, and to nothing inside them."""

    idle = Signal()
    """Nobody has touched the desk for the time set, or the computer was asleep."""

    def __init__(self, app: QGuiApplication, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._seconds = minutes * 60
        self._touched = self._ticked = time.time()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.look)
        app.focusWindowChanged.connect(self._listen)
        for window in app.topLevelWindows():
            self._listen(window)
        self._tick.start()

    def set_minutes(self, minutes: int) -> None:
        """Wait another time."""
        self._seconds = minutes * 60

    def rest(self) -> None:
        """Stop watching while the desk is locked."""
        self._tick.stop()

    def go_on(self) -> None:
        """Watch again."""
        self._touched = self._ticked = time.time()
        self._tick.start()

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Note that somebody is there; every event goes on to where it belongs."""
        if event.type() in _SIGNS:
            self._touched = time.time()
        return False

    def look(self, now: float | None = None) -> None:
        """See whether it is time to lock; a long gap between two looks was a sleep."""
        moment = time.time() if now is None else now
        slept = moment - self._ticked > SLEPT_SECONDS + TICK_MS / 1000
        self._ticked = moment
        if slept or moment - self._touched >= self._seconds:
            self.idle.emit()
