"""A scrolled area whose still part is kept as a picture, so that a drag keeps up with the hand."""

from abc import abstractmethod

from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea

from mediation_desk.ui import theme
from mediation_desk.ui.calendar.drawing import tint


class Pictured(QAbstractScrollArea):
    """Draws what stands still once for each state, and what moves on every paint."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._pictured: tuple[object, ...] = ()

    @abstractmethod
    def draw(self, painter: QPainter) -> None:
        """Draw what stands still."""

    @abstractmethod
    def draw_over(self, painter: QPainter) -> None:
        """Draw what moves with the mouse and the keys."""

    @abstractmethod
    def state(self) -> tuple[object, ...]:
        """Return on what the picture depends, besides size, place and look."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, made anew where it is no longer right, and what moves over it."""
        area = self.viewport()
        look = (
            area.size(),
            area.devicePixelRatio(),
            self.font().key(),
            theme.is_dark(),
            self.horizontalScrollBar().value(),
            self.verticalScrollBar().value(),
            *self.state(),
        )
        if look != self._pictured:
            self._picture, self._pictured = self._drawn(), look
        painter = QPainter(area)
        painter.drawPixmap(0, 0, self._picture)
        self.draw_over(painter)
        painter.end()

    def _drawn(self) -> QPixmap:
        ratio = self.viewport().devicePixelRatio()
        picture = QPixmap(self.viewport().size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(tint("card"))
        painter = QPainter(picture)
        painter.setFont(self.font())
        self.draw(painter)
        painter.end()
        return picture
