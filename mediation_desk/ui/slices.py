"""Work of the window's thread in slices: keys, clicks and paint come in between."""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer


class Slices(QObject):
    """Does one thing at a time, a slice of it at each turn of the window; the first one at once.

    A slice ends with a `yield`; where these are many and short, after so many seconds.
    """

    def __init__(self, parent: QObject, *, seconds: float = 0.0) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._rest: Iterator[None] | None = None
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Say whether something is still to be done."""
        return self._rest is not None

    def begin(self, work: Iterator[None]) -> None:
        """Begin something of which each `yield` ends a slice, after what was begun before."""
        self.settle()
        self._rest = work
        self._go_on()

    def settle(self) -> None:
        """Do at once what is still to be done."""
        if self._rest is not None:
            rest, self._rest = self._rest, None
            for _slice in rest:
                pass

    def drop(self) -> None:
        """Leave undone what is still to be done."""
        self._rest = None

    def _go_on(self) -> None:
        if self._rest is None:
            return
        work, self._rest = self._rest, None  # the last slice may begin something else
        until = perf_counter() + self._seconds
        while next(work, self) is not self:
            if perf_counter() >= until:
                self._rest = work
                self._turn.start()
                return
