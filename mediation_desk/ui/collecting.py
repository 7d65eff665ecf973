"""Python's collector of cycles, kept on the window's thread.

It runs on whichever thread happens to allocate; on a worker it would destroy widgets and models
there, and Qt ends the program for that.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 2000
YOUNG = 700
AGES = 10
"""Python's own thresholds: so many young things, so many rounds of the age below."""


class Collector(QObject):
    """Collects now and then while the window rests, as often as Python itself would."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._rounds = QTimer(self, interval=PAUSE_MS)
        self._rounds.timeout.connect(self.collect)
        self._rounds.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        young, middle, old = gc.get_count()
        if old > AGES:
            gc.collect(2)
        elif middle > AGES:
            gc.collect(1)
        elif young > YOUNG:
            gc.collect(0)
