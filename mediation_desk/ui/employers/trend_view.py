"""The level over the months, drawn: height and letter tell it, so that black and white does too."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediation_desk.domain.risk import Level
from mediation_desk.domain.risk_facts import TrendPoint
from mediation_desk.i18n import _
from mediation_desk.ui import theme
from mediation_desk.ui.employers.words import level_text
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.naming import named

_STYLES = {
    Level.YELLOW: Qt.BrushStyle.Dense6Pattern,
    Level.ORANGE: Qt.BrushStyle.BDiagPattern,
    Level.RED: Qt.BrushStyle.SolidPattern,
}


class TrendView(QWidget):
    """A column for each month: empty, low and dotted, middle and hatched, high and full."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "risk_trend", _("Level over the last twelve months"))
        self._points: Sequence[TrendPoint] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for four lines of type."""
        return QSize(360, round(self.fontMetrics().height() * 4.4))

    def minimumSizeHint(self) -> QSize:
        """Take no less than it takes to tell the months apart."""
        return QSize(240, self.sizeHint().height())

    def show_trend(self, points: Sequence[TrendPoint]) -> None:
        """Show other months."""
        self._points = points
        self.setAccessibleDescription(self.text())
        self.setToolTip(self.text())
        self.update()

    def text(self) -> str:
        """Tell the months in words."""
        return "\n".join(
            _("{day}: {level}, {n} cases in twelve months").format(
                day=point.day.isoformat(), level=level_text(point.level), n=point.cases
            )
            for point in self._points
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the columns over their months."""
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        base = self.height() - line - 3.0
        step = self.width() / len(self._points)
        ink = theme.colour(Tone.PLAIN)
        painter.setPen(QPen(QColor(theme.colours().border), 1))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        for place, point in enumerate(self._points):
            left = place * step
            month = QRectF(left, base + 2, step, line)
            painter.setPen(theme.colour(Tone.MUTED))
            painter.drawText(month, Qt.AlignmentFlag.AlignCenter, str(point.day.month))
            if point.level is not None:
                self._column(painter, QRectF(left + step * 0.2, 0, step * 0.6, base), point, ink)
        painter.end()

    def _column(self, painter: QPainter, room: QRectF, point: TrendPoint, ink: QColor) -> None:
        level = point.level
        assert level is not None, "asked only where there is one"
        line = self.fontMetrics().height()
        high = (room.height() - line) * level.rank / 3
        column = QRectF(room.left(), room.bottom() - high, room.width(), high)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(QBrush(ink, _STYLES[level]))
        painter.drawRect(column)
        above = QRectF(room.left() - 10, column.top() - line, room.width() + 20, line)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, level.label[:1])
