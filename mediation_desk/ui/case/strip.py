"""The strip at the head of a case: how far it has come, with the days."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui import theme
from mediation_desk.ui.case.headline import Mark, Reached
from mediation_desk.ui.widgets.naming import named

_GAP = 2


class StageStrip(QWidget):
    """Six fields, even where the texts allow: done in green, where the case stands in accent."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "stage_strip", _("Progress of the case"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._marks: tuple[Mark, ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The fields shown."""
        return self._marks

    def show_marks(self, marks: tuple[Mark, ...], *, fallen: bool = False) -> None:
        """Show progress; a mediation that ended without agreement stands in red."""
        self._marks = marks
        self._fallen = fallen
        self.setAccessibleDescription(", ".join(mark.text for mark in marks))
        self.update()

    def sizeHint(self) -> QSize:
        """Take the height of a line of text with room around it."""
        return QSize(360, self.fontMetrics().height() + 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the fields in the colours in force."""
        if not self._marks:
            return
        painter = QPainter(self)
        left = 0.0
        for mark, width in zip(self._marks, self.widths(), strict=True):
            field = QRectF(left, 0, width, self.height())
            left += width + _GAP
            ground, ink = self._look(mark.reached)
            painter.fillRect(field, QColor(ground))
            painter.setPen(QColor(ink))
            font = self.font()
            font.setBold(mark.reached is Reached.HERE)
            painter.setFont(font)
            shown = painter.fontMetrics().elidedText(
                mark.text, Qt.TextElideMode.ElideRight, int(width) - 8
            )
            painter.drawText(field, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()

    def widths(self) -> list[float]:
        """Share the width evenly, or by the length of the texts where one needs more than that."""
        font = self.font()
        font.setBold(True)
        metrics = QFontMetricsF(font)
        room = self.width() - _GAP * (len(self._marks) - 1)
        even = room / len(self._marks)
        wanted = [metrics.horizontalAdvance(mark.text) + 10 for mark in self._marks]
        if max(wanted) <= even:
            return [even] * len(wanted)
        spare = (room - sum(wanted)) / len(wanted)
        return [one + spare for one in wanted] if spare > 0 else [even] * len(wanted)

    def _look(self, reached: Reached) -> tuple[str, str]:
        look = theme.colours()
        if reached is Reached.DONE:
            return look.good_soft, look.good
        if reached is Reached.AHEAD:
            return look.hover, look.muted
        return (look.bad_soft, look.bad) if self._fallen else (look.fill, look.on_fill)
