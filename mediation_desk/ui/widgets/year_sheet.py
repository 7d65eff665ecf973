"""Twelve months of a working calendar on one sheet: days off, make-up workdays, weekends."""

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mediation_desk.domain.calendar_year import DayMark, in_words, mark_of
from mediation_desk.domain.holidays import day_kind
from mediation_desk.domain.working_days import Calendar, CalendarYear
from mediation_desk.i18n import _
from mediation_desk.ui import theme
from mediation_desk.ui.phrases import weekday
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.naming import named

_WEEKS, _DAYS = 6, 7
_GAP = 18
_MOST_COLUMNS, _FEWEST_COLUMNS = 6, 2
MARKED = (DayMark.STATUTORY, DayMark.DAY_OFF, DayMark.MAKEUP, DayMark.WEEKEND)


class YearSheet(QWidget):
    """A year to look at; the days it marks are also told in words, for who cannot see them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name, _("Working calendar"))
        self._number = 0
        self._today: date | None = None
        self._calendar = Calendar()
        self._columns = 4
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(self._month_width() * _FEWEST_COLUMNS + _GAP)
        self.setMouseTracking(True)

    def show_year(self, year: CalendarYear, today: date) -> None:
        """Show a year; today is framed where it lies in it."""
        self._number, self._today = year.year, today
        self._calendar = Calendar((year,))
        self.setAccessibleDescription(
            _("Days off: {off}. Make-up working days: {worked}.").format(
                off=in_words(year.days_off | year.statutory) or "—",
                worked=in_words(year.makeup_workdays) or "—",
            )
        )
        self.update()

    def day_at(self, x: int, y: int) -> date | None:
        """Return the day drawn at a point."""
        for day, place in self._cells():
            if place.contains(x, y):
                return day
        return None

    def _cell(self) -> int:
        return self.fontMetrics().horizontalAdvance("00") + 10

    def _line(self) -> int:
        return self.fontMetrics().height() + 6

    def _month_width(self) -> int:
        return self._cell() * _DAYS

    def _month_height(self) -> int:
        return self._line() * (_WEEKS + 2) + _GAP // 2

    def sizeHint(self) -> QSize:
        """Ask for the height that twelve months need in the width there is."""
        rows = -(-12 // self._columns)
        return QSize(self._month_width() * self._columns, rows * self._month_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set as many months beside each other as fit."""
        super().resizeEvent(event)
        fit = (self.width() + _GAP) // (self._month_width() + _GAP)
        columns = next(n for n in (6, 4, 3, 2, 1) if n <= max(fit, 1))
        if columns != self._columns:
            self._columns = columns
            self.updateGeometry()

    def _corner(self, month: int) -> tuple[int, int]:
        row, column = divmod(month - 1, self._columns)
        step = (self.width() - self._month_width()) // max(self._columns - 1, 1)
        return column * step, row * self._month_height()

    def _cells(self) -> Iterator[tuple[date, QRect]]:
        if not self._number:
            return
        day = date(self._number, 1, 1)
        while day.year == self._number:
            left, top = self._corner(day.month)
            first = day.replace(day=1).weekday()
            week, column = divmod(first + day.day - 1, _DAYS)
            yield (
                day,
                QRect(
                    left + column * self._cell(),
                    top + (week + 2) * self._line(),
                    self._cell(),
                    self._line(),
                ),
            )
            day += timedelta(days=1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the months in the colours in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        for month in range(1, 13):
            self._paint_head(painter, month)
        for day, place in self._cells():
            _paint_day(painter, place, day, mark_of(day, self._calendar), day == self._today)
        painter.end()

    def _paint_head(self, painter: QPainter, month: int) -> None:
        left, top = self._corner(month)
        wide, line = self._month_width(), self._line()
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour(Tone.PLAIN))
        title = _("Month no. {n}").format(n=month)
        painter.drawText(QRect(left, top, wide, line), Qt.AlignmentFlag.AlignLeft, title)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(theme.colour(Tone.MUTED))
        monday = date(2024, 1, 1)
        for column in range(_DAYS):
            name = weekday(monday + timedelta(days=column))[-1]
            place = QRect(left + column * self._cell(), top + line, self._cell(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)

    def event(self, event: QEvent) -> bool:
        """Tell what the day under the pointer is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(event.pos().x(), event.pos().y())
            if day is not None:
                QToolTip.showText(event.globalPos(), self.told(day), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def told(self, day: date) -> str:
        """Say of a day what it is, and for which holiday."""
        mark, kind = mark_of(day, self._calendar), day_kind(day, self._calendar)
        text = f"{day.isoformat()} {weekday(day)} {mark.label}"
        return f"{text} · {kind.holiday.label}" if kind.holiday else text


class Swatch(QWidget):
    """One mark of the legend, drawn as the sheet draws it."""

    def __init__(self, mark: DayMark) -> None:
        super().__init__()
        self._mark = mark
        named(self, f"swatch_{mark.value}", mark.label)
        side = self.fontMetrics().height() + 4
        self.setFixedSize(side + 6, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_day(painter, self.rect(), date(2026, 1, 8), self._mark, False)
        painter.end()


def _paint_day(painter: QPainter, place: QRect, day: date, mark: DayMark, today: bool) -> None:
    look = theme.colours()
    box = QRectF(place).adjusted(2, 1.5, -2, -1.5)
    tone = look.plain
    painter.setPen(Qt.PenStyle.NoPen)
    match mark:
        case DayMark.STATUTORY:
            painter.setBrush(QColor(look.fill))
            painter.drawRoundedRect(box, 4, 4)
            tone = look.on_fill
        case DayMark.DAY_OFF:
            painter.setBrush(QColor(look.accent_soft))
            painter.drawRoundedRect(box, 4, 4)
            tone = look.accent
        case DayMark.MAKEUP:
            painter.setPen(QPen(QColor(look.plain), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
        case DayMark.WEEKEND:
            tone = look.muted
    if today:
        painter.setPen(QPen(QColor(look.accent), 2))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.setPen(QColor(tone))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(day.day))
