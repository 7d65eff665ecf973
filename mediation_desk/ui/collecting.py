"""Python's collector of cycles, kept on the window's thread and out of the person's way.

By itself it runs on whichever thread happens to allocate; on a worker it would destroy widgets and
models there, and Qt ends the program for that. What is young is looked through often, which is
short; all that was made since the last rest takes up to 80 ms, and everything twice that: they wait
until nobody touches the desk.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from mediation_desk.ui.touches import Touches

PAUSE_MS = 500
YOUNG = 700
"""Python's own threshold: so many young things are worth a look."""
RESTED_SECONDS = 5.0
LEFT_SECONDS = 60.0


class Collector(QObject):
    """Collects the young now and then, what is older while the person rests."""

    def __init__(self, app: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._touches = Touches(app, self)
        self._rounds = QTimer(self, interval=PAUSE_MS)
        self._rounds.timeout.connect(self.collect)
        self._rounds.start()

    def collect(self, now: float | None = None) -> None:
        """Collect the oldest generation whose time it is."""
        young, middle, old = gc.get_count()
        rested = (time.time() if now is None else now) - self._touches.last
        if old and rested > LEFT_SECONDS:
            gc.collect(2)
        elif middle and rested > RESTED_SECONDS:
            gc.collect(1)
        elif young > YOUNG:
            gc.collect(0)
