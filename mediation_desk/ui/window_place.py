"""Where the window stands and how large it is: remembered as it changes, never off the screen."""

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from mediation_desk.ui.memory import recall_state, remember_state

KEY = "window/geometry"
PAUSE_MS = 500
TITLE_BAR = 32
"""The height of a title bar; to ask the style for it would hold up the first paint."""
_EVENTS = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange)


class WindowPlace(QObject):
    """Keeps a window's place, also for a program that is ended by force."""

    def __init__(self, window: QWidget, usual: QSize) -> None:
        super().__init__(window)
        self._window = window
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        window.resize(usual)
        if (state := recall_state(KEY)) is not None:
            window.restoreGeometry(state)
        if not window.isMaximized():
            window.resize(window.size().boundedTo(self._room()))
        window.installEventFilter(self)

    def keep(self) -> None:
        """Remember the place as it is now."""
        self._pause.stop()
        remember_state(KEY, self._window.saveGeometry())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember the place a moment after it changes."""
        if event.type() in _EVENTS and self._window.isVisible():
            self._pause.start()
        return super().eventFilter(watched, event)

    def _room(self) -> QSize:
        """Return the size that leaves room for the title bar on the screen."""
        screen = self._window.screen() or QGuiApplication.primaryScreen()
        return screen.availableGeometry().size() - QSize(0, TITLE_BAR)
