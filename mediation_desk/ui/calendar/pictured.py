"""A scrolled area whose still part is kept as a picture, so that a drag keeps up with the hand."""

from abc import abstractmethod
from collections.abc import Iterator

from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea

from mediation_desk.ui import theme
from mediation_desk.ui.calendar.drawing import tint
from mediation_desk.ui.slices import Slices

SLICE = 0.006
"""Seconds of drawing at a stretch."""

Look = tuple[object, ...]


class Pictured(QAbstractScrollArea):
    """Draws what stands still once for each state, and what moves on every paint.

    A full month takes longer than a window may be still: the picture is drawn in slices, and the
    one before it is shown meanwhile.
    """

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._pictured: Look = ()
        self.drawing = Slices(self, seconds=SLICE)

    @abstractmethod
    def draw(self, painter: QPainter) -> Iterator[None]:
        """Draw what stands still; between two parts, yield."""

    @abstractmethod
    def draw_over(self, painter: QPainter) -> None:
        """Draw what moves with the mouse and the keys."""

    @abstractmethod
    def state(self) -> Look:
        """Return on what the picture depends, besides size, place and look."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture and what moves over it; have it drawn anew where it is out of date."""
        if not self.drawing.busy and self._look() != self._pictured:
            self.drawing.begin(self._draw_anew())
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self._picture)
        self.draw_over(painter)
        painter.end()

    def _look(self) -> Look:
        area = self.viewport()
        return (
            area.size(),
            area.devicePixelRatio(),
            self.font().key(),
            theme.is_dark(),
            self.horizontalScrollBar().value(),
            self.verticalScrollBar().value(),
            *self.state(),
        )

    def _draw_anew(self) -> Iterator[None]:
        """Draw the picture of now; what changes meanwhile asks for the next one."""
        look, ratio = self._look(), self.viewport().devicePixelRatio()
        picture = QPixmap(self.viewport().size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(tint("card"))
        painter = QPainter(picture)
        painter.setFont(self.font())
        try:
            for _part in self.draw(painter):
                yield
        finally:
            painter.end()
        self._picture, self._pictured = picture, look
        self.viewport().update()
