"""How the gap closes: both sides' sums from round to round, readable in black and white."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediation_desk.domain.money import figures
from mediation_desk.domain.offers import Turn
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.ui.theme import colours
from mediation_desk.ui.widgets.naming import named

_STEPS = 4
_PAPER = QSize(1000, 520)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What the chart draws: the turns, and three level lines where they are known."""

    turns: tuple[Turn, ...] = ()
    best: Decimal | None = None
    floor: Decimal | None = None
    likely: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Inks:
    ground: QColor
    plain: QColor
    muted: QColor
    line: QColor
    workers: QColor
    employer: QColor


class GapChart(QWidget):
    """Solid with discs: the workers; dashed with squares: the employer; hatched: the gap."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "gap_chart", _("How the gap closes"))
        self._course = Course()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 170)

    def show_course(self, course: Course) -> None:
        """Draw another course."""
        self._course = course
        last = course.turns[-1] if course.turns else None
        self.setAccessibleDescription(_gap_text(last) if last else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the window."""
        look = colours()
        names = (look.card, look.plain, look.muted, look.line, look.accent, look.warn)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Drawing(painter, QRectF(self.rect()), self._course, _Inks(*map(QColor, names))).draw()
        painter.end()

    def picture(self, course: Course) -> QPixmap:
        """Return a course as a picture for a paper: black on white, twice as fine."""
        picture = QPixmap(_PAPER * 2)
        picture.setDevicePixelRatio(2)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        names = ("#ffffff", "#000000", "#333333", "#cccccc", "#000000", "#000000")
        area = QRectF(0, 0, _PAPER.width(), _PAPER.height())
        _Drawing(painter, area, course, _Inks(*map(QColor, names))).draw()
        painter.end()
        return picture


class _Drawing:
    """One drawing of a course into an area."""

    def __init__(self, painter: QPainter, area: QRectF, course: Course, inks: _Inks) -> None:
        self.painter, self.area, self.course, self.inks = painter, area, course, inks
        self.metrics = QFontMetricsF(painter.font(), painter.device())
        self.high = self.metrics.height()
        said = [s for turn in course.turns for s in (turn.asked, turn.offered)]
        said += [course.best, course.likely, course.floor]
        self.top = _round_up(max((s for s in said if s is not None), default=Decimal(0)))
        marks = [self.metrics.horizontalAdvance(_short(self.top * n / _STEPS)) for n in range(5)]
        left = max(marks) + 12
        self.plot = area.adjusted(left, self.high * 2 + 8, -16, -self.high * 2 - 6)

    def draw(self) -> None:
        """Draw axes, level lines, the gap, both sides, and the legend."""
        if not self.course.turns:
            return
        self._axes()
        self._level(self.course.best, Qt.PenStyle.DotLine)
        if self._likely_apart():
            self._level(self.course.likely, Qt.PenStyle.DashDotLine)
        self._level(self.course.floor, Qt.PenStyle.DashDotDotLine)
        asked = [self._at(n, t.asked) for n, t in enumerate(self.course.turns)]
        offered = [
            self._at(n, t.offered) for n, t in enumerate(self.course.turns) if t.offered is not None
        ]
        before = len(asked) - len(offered)  # the turns before the employer said anything
        self._gap(asked[before:], offered)
        self._line(asked, self.inks.workers, Qt.PenStyle.SolidLine)
        self._line(offered, self.inks.employer, Qt.PenStyle.DashLine)
        for number, turn in enumerate(self.course.turns):
            if turn.side is not Side.RESPONDENT:
                self._disc(asked[number])
            if turn.side is Side.RESPONDENT:
                self._square(offered[number - before])
        self._legend()

    def _at(self, number: int, amount: Decimal) -> QPointF:
        steps = max(len(self.course.turns) - 1, 1)
        across = self.plot.left() + self.plot.width() * number / steps
        up = float(amount / self.top) if self.top else 0.0
        return QPointF(across, self.plot.bottom() - self.plot.height() * up)

    def _axes(self) -> None:
        for step in range(_STEPS + 1):
            amount = self.top * step / _STEPS
            at = self._at(0, amount)
            self.painter.setPen(QPen(self.inks.line, 1))
            self.painter.drawLine(at, QPointF(self.plot.right(), at.y()))
            box = QRectF(self.area.left(), at.y() - self.high / 2, at.x() - 8, self.high)
            self._write(box, _short(amount), Qt.AlignmentFlag.AlignRight)
        for number, text in self._days():
            at = self._at(number, Decimal(0))
            wide = self.metrics.horizontalAdvance(text) + 4
            left = min(max(at.x() - wide / 2, self.area.left()), self.area.right() - wide)
            box = QRectF(left, self.plot.bottom() + 6, wide, self.high)
            self._write(box, text, Qt.AlignmentFlag.AlignHCenter)

    def _days(self) -> Iterator[tuple[int, str]]:
        """Return the days that fit under the axis; the first and the last always stand."""
        turns = self.course.turns
        texts = [f"{t.on:%m-%d}" + (f" {t.at:%H:%M}" if t.at else "") for t in turns]
        texts[0] = _("application")
        wide = max(self.metrics.horizontalAdvance(text) for text in texts) + 14
        each = max(1, round(wide * len(turns) / max(self.plot.width(), 1) + 0.5))
        for number, text in enumerate(texts):
            last = len(texts) - 1
            if number == last or (number % each == 0 and last - number >= each):
                yield number, text

    def _likely_apart(self) -> bool:
        """Say whether the likely sum has a line of its own."""
        course = self.course
        return course.likely is not None and course.likely not in (course.best, course.floor)

    def _level(self, amount: Decimal | None, style: Qt.PenStyle) -> None:
        if amount is not None:
            at = self._at(0, amount)
            self.painter.setPen(QPen(self.inks.muted, 1.6, style))
            self.painter.drawLine(at, QPointF(self.plot.right(), at.y()))

    def _gap(self, asked: list[QPointF], offered: list[QPointF]) -> None:
        if len(asked) < 2:  # a line between two points, and no area
            return
        hatch = QColor(self.inks.muted)
        hatch.setAlpha(70)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        self.painter.drawPolygon(QPolygonF([*asked, *reversed(offered)]))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)

    def _line(self, points: list[QPointF], ink: QColor, style: Qt.PenStyle) -> None:
        self.painter.setPen(QPen(ink, 2.2, style))
        self.painter.drawPolyline(QPolygonF(points))

    def _disc(self, at: QPointF) -> None:
        self.painter.setPen(QPen(self.inks.workers, 1.5))
        self.painter.setBrush(self.inks.workers)
        self.painter.drawEllipse(at, 4, 4)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)

    def _square(self, at: QPointF) -> None:
        self.painter.setPen(QPen(self.inks.employer, 1.8))
        self.painter.setBrush(self.inks.ground)
        self.painter.drawRect(QRectF(at.x() - 4, at.y() - 4, 8, 8))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)

    def _legend(self) -> None:
        """Name the lines in the order in which they stand, with the last sums."""
        across = self.area.left() + 8
        middle = self.area.top() + self.high / 2 + 2
        levels = [(_("Best"), self.inks.muted, Qt.PenStyle.DotLine, None)]
        if self._likely_apart():
            levels.append((_("Likely"), self.inks.muted, Qt.PenStyle.DashDotLine, None))
        for text, ink, style, mark in (
            (Side.APPLICANT.label, self.inks.workers, Qt.PenStyle.SolidLine, self._disc),
            (Side.RESPONDENT.label, self.inks.employer, Qt.PenStyle.DashLine, self._square),
            *levels,
            (_("Floor"), self.inks.muted, Qt.PenStyle.DashDotDotLine, None),
        ):
            self.painter.setPen(QPen(ink, 2.2 if mark else 1.6, style))
            self.painter.drawLine(QPointF(across, middle), QPointF(across + 30, middle))
            if mark:
                mark(QPointF(across + 15, middle))
            wide = self.metrics.horizontalAdvance(text)
            box = QRectF(across + 36, middle - self.high / 2, wide + 2, self.high)
            self._write(box, text, Qt.AlignmentFlag.AlignLeft)
            across += wide + 54
        told = _gap_text(self.course.turns[-1])
        wide = self.metrics.horizontalAdvance(told) + 4
        below = self.area.right() - 8 - wide < across
        top = middle + self.high / 2 + 2 if below else middle - self.high / 2
        box = QRectF(self.area.right() - 8 - wide, top, wide, self.high)
        self._write(box, told, Qt.AlignmentFlag.AlignRight, strong=True)

    def _write(
        self, box: QRectF, text: str, side: Qt.AlignmentFlag, *, strong: bool = False
    ) -> None:
        self.painter.setPen(self.inks.plain if strong else self.inks.muted)
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        self.painter.drawText(box, int(flags), text)


def _gap_text(turn: Turn) -> str:
    return _("Gap {sum} yuan").format(sum=figures(turn.gap))


def _round_up(amount: Decimal) -> Decimal:
    """Return the next sum whose quarters are plain to read."""
    if amount <= 0:
        return Decimal(4)
    unit = Decimal(10) ** amount.adjusted()
    for times in (Decimal("1.2"), Decimal("1.6"), 2, Decimal("2.4"), 3, 4, 6, 8, 10):
        if unit * times >= amount:
            return unit * times
    return unit * 12


def _short(amount: Decimal) -> str:
    """Write a mark of the axis: 12万 rather than 120,000."""
    if amount >= 10_000:
        return _("{n}×10⁴").format(n=f"{(amount / 10_000).normalize():f}")
    return f"{amount.normalize():f}" if amount else "0"
