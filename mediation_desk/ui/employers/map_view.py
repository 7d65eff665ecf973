"""The map of related employers (关联单位图), drawn so that black and white tells all of it."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediation_desk.domain.relations import (
    FEW,
    Bond,
    Related,
    Relation,
    RelationMap,
    Together,
)
from mediation_desk.i18n import _
from mediation_desk.ui import theme
from mediation_desk.ui.employers.map_layout import COLUMNS, GAP, Laid, ends, lay, lay_together
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.naming import named

STYLES = {
    Bond.REPRESENTATIVE: Qt.PenStyle.SolidLine,
    Bond.ADDRESS: Qt.PenStyle.DashLine,
    Bond.CHAIN: Qt.PenStyle.DotLine,
}
_ARROW = 7.0
_SHARP = 3


class MapView(QWidget):
    """Boxes with lines between them; the arrow keys go from one to the next, Enter opens it."""

    opened = Signal(int)
    """Open an employer."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "relation_map", _("Map of related employers"))
        self._shown = RelationMap(centre=0, employers=(), relations=())
        self._chosen = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_map(self, shown: RelationMap) -> None:
        """Show another map."""
        self._shown, self._chosen = shown, shown.centre
        self.setAccessibleDescription(_("; ").join(employer.name for employer in shown.employers))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the employers need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.size_at(max(self.width(), 300)).height())

    @property
    def chosen(self) -> int:
        """The employer that the keys stand on."""
        return self._chosen

    def sizeHint(self) -> QSize:
        """Ask for what the boxes take."""
        return QSize(600, self.height())

    def _legend(self) -> float:
        return self.fontMetrics().height() * 1.6

    def _laid(self, width: float) -> Laid:
        line = self.fontMetrics().height()
        if len(self._shown.employers) > FEW:
            return lay_together(self._shown, width, line)
        return lay(self._shown, width, line * 2.6, line * 1.1)

    def _size(self, laid: Laid) -> QSize:
        return QSize(round(laid.width), round(laid.height + self._legend()))

    def size_at(self, width: int) -> QSize:
        """Return how large the picture is at a width."""
        return self._size(self._laid(width))

    def boxes(self) -> dict[int, QRectF]:
        """Return where each employer stands."""
        return self._laid(self.width()).boxes

    def image(self, width: int = 0) -> QImage:
        """Return the picture, black on white, as fine as a printer wants it.

        It is as wide as here, or so many points.
        """
        laid = self._laid(width or self.width())
        image = QImage(self._size(laid) * _SHARP, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARP)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setFont(self.font())
        self._draw(painter, laid, QColor("black"), QColor("white"), marked=False)
        painter.end()
        return image

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the map in the colours in force."""
        painter = QPainter(self)
        ground = QColor(theme.colours().card)
        laid = self._laid(self.width())
        self._draw(painter, laid, theme.colour(Tone.PLAIN), ground, marked=self.hasFocus())
        painter.end()

    def _draw(
        self, painter: QPainter, laid: Laid, ink: QColor, ground: QColor, *, marked: bool
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = laid.boxes
        for group, frame in laid.frames:
            self._frame(painter, group, frame, boxes, ink)
        for place, ties in enumerate([] if laid.frames else _pairs(self._shown.relations)):
            for row, tie in enumerate(ties):
                shift = (row - (len(ties) - 1) / 2) * 9.0
                self._tie(painter, tie, boxes, ink, place, shift)
            words = _("; ").join(dict.fromkeys(tie.word for tie in ties if tie.word))
            most = max(laid.width * GAP / COLUMNS, 70.0)
            self._word(painter, words, _middle(ties[0], boxes, place), most, ink, ground)
        for employer in self._shown.employers:
            box = boxes[employer.id]
            centre = employer.id == self._shown.centre
            chosen = marked and employer.id == self._chosen
            pen = theme.colour(Tone.ACCENT) if chosen else ink
            painter.setPen(QPen(pen, 2.4 if centre or chosen else 1.1))
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 5, 5)
            if employer.watched:
                painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 4, 4)
            painter.setPen(ink)
            self._words(painter, box.adjusted(8, 2, -8, -2), employer)
        self._draw_legend(painter, laid.height + self._legend() / 2, ink)

    def _words(self, painter: QPainter, box: QRectF, employer: Related) -> None:
        metrics = QFontMetrics(painter.font())
        half = box.height() / 2
        width = round(box.width())
        if half < metrics.height() * 0.9:
            self._words_in_line(painter, box, employer)
            return
        name = metrics.elidedText(employer.name, Qt.TextElideMode.ElideMiddle, width)
        told = _("{n} cases").format(n=employer.cases)
        if employer.watched:
            told = _("{told} · under watch").format(told=told)
        told = metrics.elidedText(told, Qt.TextElideMode.ElideRight, width)
        middle = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(box.left(), box.top(), box.width(), half), middle, name)
        painter.drawText(QRectF(box.left(), box.top() + half, box.width(), half), middle, told)

    def _words_in_line(self, painter: QPainter, box: QRectF, employer: Related) -> None:
        metrics = QFontMetrics(painter.font())
        told = _("{n} cases").format(n=employer.cases)
        left = round(box.width() - metrics.horizontalAdvance(told) - 8)
        name = metrics.elidedText(employer.name, Qt.TextElideMode.ElideMiddle, left)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, told)

    def _frame(
        self,
        painter: QPainter,
        group: Together,
        frame: QRectF,
        boxes: dict[int, QRectF],
        ink: QColor,
    ) -> None:
        """Draw a frame in the line of its tie, with what ties its employers to which other one."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.4, STYLES[group.bond]))
        painter.drawRoundedRect(frame, 5, 5)
        line = self.fontMetrics().height()
        spine = frame.left() / 2
        if group.to == self._shown.centre:
            painter.drawLine(
                QPointF(spine, boxes[group.to].bottom()), QPointF(spine, frame.top() + line)
            )
            painter.drawLine(
                QPointF(spine, frame.top() + line), QPointF(frame.left(), frame.top() + line)
            )
        names = {employer.id: employer.name for employer in self._shown.employers}
        words = (
            "" if group.to == self._shown.centre else names[group.to],
            group.bond.label,
            group.word,
            _("{n} employers").format(n=len(group.members)),
        )
        title = self.fontMetrics().elidedText(
            " · ".join(filter(None, words)), Qt.TextElideMode.ElideMiddle, round(frame.width() - 16)
        )
        painter.setPen(ink)
        painter.drawText(QPointF(frame.left() + 8, frame.top() + line), title)

    def _tie(
        self,
        painter: QPainter,
        tie: Relation,
        boxes: dict[int, QRectF],
        ink: QColor,
        place: int,
        shift: float,
    ) -> None:
        start, end = (point + QPointF(0, shift) for point in ends(boxes[tie.one], boxes[tie.other]))
        painter.setPen(QPen(ink, 1.4, STYLES[tie.bond]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath(start)
        bend = _bend(start, end, place)
        if bend is None:
            path.lineTo(end)
        else:
            path.quadTo(bend, end)
        painter.drawPath(path)
        if tie.bond is Bond.CHAIN:
            self._arrow(painter, bend or start, end, ink)

    def _arrow(self, painter: QPainter, start: QPointF, end: QPointF, ink: QColor) -> None:
        """Point at the one that stands in the case of the other."""
        way = end - start
        length = max((way.x() ** 2 + way.y() ** 2) ** 0.5, 1.0)
        along = QPointF(way.x() / length * _ARROW, way.y() / length * _ARROW)
        across = QPointF(-along.y() / 2, along.x() / 2)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([end, end - along + across, end - along - across]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _word(
        self,
        painter: QPainter,
        word: str,
        at: QPointF,
        most: float,
        ink: QColor,
        ground: QColor,
    ) -> None:
        if not word:
            return
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(word, Qt.TextElideMode.ElideRight, round(most))
        width = metrics.horizontalAdvance(text) + 6.0
        box = QRectF(at.x() - width / 2, at.y() - metrics.height() / 2, width, metrics.height())
        painter.fillRect(box, ground)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_legend(self, painter: QPainter, y: float, ink: QColor) -> None:
        metrics = QFontMetrics(painter.font())
        x = 8.0
        for bond in Bond:
            painter.setPen(QPen(ink, 1.4, STYLES[bond]))
            painter.drawLine(QPointF(x, y), QPointF(x + 34, y))
            if bond is Bond.CHAIN:
                self._arrow(painter, QPointF(x, y), QPointF(x + 36, y), ink)
            painter.setPen(ink)
            x += 42
            width = metrics.horizontalAdvance(bond.label)
            line = QRectF(x, y - metrics.height() / 2, width + 2.0, metrics.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, bond.label)
            x += width + 24

    def _at(self, event: QMouseEvent) -> int:
        for key, box in self.boxes().items():
            if box.contains(event.position()):
                return key
        return 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand on the employer that was clicked."""
        if key := self._at(event):
            self._chosen = key
            self.update()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the employer that was clicked."""
        if key := self._at(event):
            self.opened.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from one employer to the next, or open the one chosen."""
        keys = [employer.id for employer in self._shown.employers]
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._chosen in keys:
            self._chosen = keys[(keys.index(self._chosen) + step) % len(keys)]
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen:
            self.opened.emit(self._chosen)
        else:
            super().keyPressEvent(event)


def _pairs(ties: Iterable[Relation]) -> list[list[Relation]]:
    """Return the ties by the two whom they tie."""
    found: dict[frozenset[int], list[Relation]] = {}
    for tie in ties:
        found.setdefault(frozenset((tie.one, tie.other)), []).append(tie)
    return list(found.values())


def _bend(start: QPointF, end: QPointF, place: int) -> QPointF | None:
    """Return the point that a tie within a column bends to, None for a straight one."""
    if abs(start.x() - end.x()) >= 1:
        return None
    return QPointF(start.x() + 52 + 22 * (place % 3), (start.y() + end.y()) / 2)


def _middle(tie: Relation, boxes: dict[int, QRectF], place: int) -> QPointF:
    """Return where the words of a tie stand."""
    start, end = ends(boxes[tie.one], boxes[tie.other])
    bend = _bend(start, end, place)
    x = (start.x() + end.x()) / 2 if bend is None else (start.x() + bend.x()) / 2
    return QPointF(x, (start.y() + end.y()) / 2)
