"""The month: a cell per day with its hearings, as many as fit."""

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter

from mediation_desk.domain.holidays import DayKind
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.ui.calendar import drawing
from mediation_desk.ui.calendar.drawing import CENTRE, PAD, tint, write
from mediation_desk.ui.calendar.spans import Place
from mediation_desk.ui.calendar.surface import Surface
from mediation_desk.ui.phrases import weekday

DAYS = 7
ROOMY = 3
"""Lines from which a cell has room for a line that only counts."""
_WORKING = DayKind(works=True)


class MonthView(Surface):
    """Weeks downwards, Monday to Sunday across; what does not fit into a cell is counted."""

    def __init__(self) -> None:
        super().__init__("calendar_month", _("By month"))
        self.month = 1
        self._by_day: dict[date, list[BookedHearing]] = {}
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(320, 180)

    def sizeHint(self) -> QSize:
        """Ask for room for six weeks."""
        return QSize(760, 480)

    # -- geometry ---------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Sort the hearings by day."""
        self._by_day = {}
        for hearing in self.hearings:
            self._by_day.setdefault(hearing.day, []).append(hearing)
        super().lay_out()

    def _first(self) -> date:
        return self.period.first if self.period else date.min

    def _weeks(self) -> int:
        if self.period is None:
            return 1
        return ((self.period.last - self.period.first).days + 1) // DAYS

    def _head(self) -> int:
        return self.fontMetrics().height() + 8

    def _line(self) -> int:
        return self.fontMetrics().height() + 3

    def _cell(self, day: date) -> QRect:
        number = (day - self._first()).days
        week, column = divmod(number, DAYS)
        area, head = self.viewport().rect(), self._head()
        left, right = (area.width() * n // DAYS for n in (column, column + 1))
        weeks, high = self._weeks(), area.height() - head
        top, bottom = (head + high * n // weeks for n in (week, week + 1))
        return QRect(left, top, right - left, bottom - top)

    def _fits(self, day: date) -> int:
        """Count the lines of hearings that a cell has room for."""
        room = self._cell(day).height() - self._line() - 3
        return max(room // self._line(), 0)

    def _count(self, day: date) -> int:
        """Count the hearings of a day, those without room in the cell too."""
        return self.period.counts.get(day, 0) if self.period else 0

    def _shown(self, day: date) -> list[BookedHearing]:
        found, fits = self._by_day.get(day, []), self._fits(day)
        if self._count(day) <= fits or fits < ROOMY:
            return found[:fits]
        return found[: fits - 1]

    def _more(self, day: date) -> QRect:
        """Return where the rest is counted: in a line of its own, or beside the day's number."""
        if self._fits(day) >= ROOMY:
            return self._entry(day, len(self._shown(day)))
        cell = self._cell(day)
        wide = self.fontMetrics().horizontalAdvance("+000")
        return QRect(cell.right() - wide - 3, cell.top() + 3, wide, self._line())

    def rect_of(self, hearing: BookedHearing) -> QRect:
        """Return the line of a hearing, empty if it is among those only counted."""
        shown = self._shown(hearing.day)
        keys = [one.hearing_id for one in shown]
        if hearing.hearing_id not in keys:
            return QRect()
        return self._entry(hearing.day, keys.index(hearing.hearing_id))

    def _entry(self, day: date, number: int) -> QRect:
        cell = self._cell(day)
        top = cell.top() + self._line() + 4 + number * self._line()
        return QRect(cell.left() + 3, top, cell.width() - 6, self._line() - 1)

    def place_at(self, at: QPoint) -> Place | None:
        """Return the day under a point."""
        area = self.viewport().rect()
        if self.period is None or not area.contains(at) or at.y() < self._head():
            return None
        column = min(at.x() * DAYS // max(area.width(), 1), DAYS - 1)
        high = max(area.height() - self._head(), 1)
        week = min((at.y() - self._head()) * self._weeks() // high, self._weeks() - 1)
        return Place(self._first() + timedelta(days=week * DAYS + column))

    def hearing_at(self, at: QPoint) -> BookedHearing | None:
        """Return the hearing under a point."""
        place = self.place_at(at)
        if place is None:
            return None
        shown = self._shown(place.day)
        return next((h for h in shown if self.rect_of(h).contains(at)), None)

    def place_of(self, hearing: BookedHearing) -> Place:
        """Return the day of a hearing."""
        return Place(hearing.day)

    def standing_at(self, place: Place) -> tuple[BookedHearing, ...]:
        """Return the hearings of a day."""
        return tuple(self._by_day.get(place.day, ()))

    def go_to(self, place: Place) -> None:
        """Go to a day and choose none of its hearings: Enter plans, Space chooses."""
        self.place, self.chosen = place, 0
        self.viewport().update()
        self._tell()

    def target(self, hearing: BookedHearing, at: QPoint) -> Place | None:
        """Return the day on which a dragged line lies."""
        return self.place_at(at + self.rect_of(hearing).center() - self.rect_of(hearing).topLeft())

    def day_at(self, at: QPoint) -> date | None:
        """Return the day whose number, or count of further hearings, is under a point."""
        place = self.place_at(at)
        if place is None:
            return None
        cell = self._cell(place.day)
        number = QRect(cell.left(), cell.top(), self._line() + 12, self._line() + 2)
        more = self._more(place.day)
        hidden = self._count(place.day) > len(self._shown(place.day))
        return place.day if number.contains(at) or (hidden and more.contains(at)) else None

    def stepped(self, across: int, down: int) -> Place | None:
        """Return the day beside the one with the keys, None outside the weeks shown."""
        day = self.place.day + timedelta(days=across + DAYS * down)
        if self.period is None or not self.period.first <= day <= self.period.last:
            return None
        return Place(day)

    # -- painting ---------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> Iterator[None]:
        """Draw the weeks, day by day."""
        if self.period is None:
            return
        for number in range(DAYS):
            day = self._first() + timedelta(days=number)
            cell = self._cell(day)
            where = QRect(cell.left(), 0, cell.width(), self._head())
            write(painter, where, weekday(day), "muted", align=CENTRE)
        for number in range(self._weeks() * DAYS):
            yield
            self._draw_day(painter, self._first() + timedelta(days=number))

    def draw_over(self, painter: QPainter) -> None:
        """Draw where a dragged hearing would stand, or the ring around the day with the keys."""
        period = self.period
        if period is None:
            return
        self._draw_ghost(painter)
        rings = self.hasFocus() and not self.hearing() and not self.held
        if rings and period.first <= self.place.day <= period.last:
            drawing.ring(painter, self._cell(self.place.day))

    def _draw_day(self, painter: QPainter, day: date) -> None:
        cell = self._cell(day)
        kind = self.period.days.get(day, _WORKING) if self.period else _WORKING
        if not kind.works:
            painter.fillRect(cell, tint("ground"))
        painter.setPen(tint("line"))
        painter.drawLine(cell.topLeft(), cell.topRight())
        painter.drawLine(cell.topLeft(), cell.bottomLeft())
        inside = day.month == self.month
        role = "plain" if inside and kind.works else "muted"
        at = QPoint(cell.left() + 4, cell.top() + 3)
        wide = drawing.day_number(painter, at, day, today=day == self.today, role=role)
        if note := drawing.day_note(kind):
            place = QPoint(at.x() + wide + PAD, at.y() + 2)
            drawing.pill(painter, place, note, "warn" if kind.made_up else "good")
        shown, every = self._shown(day), self._count(day)
        for number, hearing in enumerate(shown):
            self._draw_entry(painter, self._entry(day, number), hearing)
        if every > len(shown):
            more = _("+{n}").format(n=every - len(shown))
            write(painter, self._more(day).adjusted(PAD, 0, 0, 0), more, "accent", strong=True)

    def _draw_entry(self, painter: QPainter, where: QRect, hearing: BookedHearing) -> None:
        if self.held is not None and hearing.hearing_id == self.held.hearing_id:
            painter.setOpacity(0.4)
        key = hearing.hearing_id
        drawing.entry(painter, where, hearing, chosen=key == self.chosen, clash=key in self.clashes)
        painter.setOpacity(1)

    def _draw_ghost(self, painter: QPainter) -> None:
        if self.held is None or self.ghost is None:
            return
        where = self._cell(self.ghost.day).adjusted(2, self._line() + 4, -2, -2)
        text = f"{self.held.begins:%H:%M} {self.held.parties}"
        drawing.ghost(painter, where, text)
