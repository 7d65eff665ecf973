"""Parts of a page that are painted one after the other when the page comes up.

All that a page shows is painted in one go otherwise, and the window answers nothing meanwhile.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class PaintedInTurn(QObject):
    """Lets the parts of a page wait with their paint, each for the one before it."""

    def __init__(self, page: QWidget, parts: Sequence[QWidget]) -> None:
        super().__init__(page)
        self._parts = tuple(parts)
        self._waiting: list[QWidget] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._paint_next)
        page.installEventFilter(self)

    def eventFilter(self, page: QObject, event: QEvent) -> bool:
        """Hold the paint of the parts back as the page is shown."""
        if event.type() is QEvent.Type.Show and not event.spontaneous():
            self._waiting = list(self._parts)
            for part in self._parts:
                part.setUpdatesEnabled(False)
            self._next.start()
        return super().eventFilter(page, event)

    def _paint_next(self) -> None:
        self._waiting.pop(0).setUpdatesEnabled(True)
        if self._waiting:
            self._next.start()
