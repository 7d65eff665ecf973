"""When somebody last touched the desk: keys and the mouse, heard at the windows themselves."""

import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

_SIGNS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class Touches(QObject):
    """Listens at the windows, and to nothing inside them."""

    def __init__(self, app: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        self.last = time.time()
        """The moment, in seconds."""
        app.focusWindowChanged.connect(self._listen)
        for window in app.topLevelWindows():
            self._listen(window)

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Note that somebody is there; every event goes on to where it belongs."""
        if event.type() in _SIGNS:
            self.last = time.time()
        return False
