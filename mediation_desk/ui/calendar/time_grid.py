"""Week, day and rooms: columns of days or rooms over the hours of the office."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QResizeEvent

from mediation_desk.domain.free_slots import STEP
from mediation_desk.domain.holidays import DayKind
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.ui.calendar import drawing
from mediation_desk.ui.calendar.drawing import CENTRE, PAD, tint, write
from mediation_desk.ui.calendar.spans import Lane, Place, lanes, minutes_of, time_of
from mediation_desk.ui.calendar.surface import Surface
from mediation_desk.ui.phrases import weekday

HOUR = 60
NARROWEST = 84
"""Logical pixels under which columns scroll sideways instead of shrinking."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its day, and in the view of rooms its room, empty for hearings elsewhere."""

    day: date
    room: str | None
    kind: DayKind
    away: str = ""


class TimeGrid(Surface):
    """Hours downwards, days or rooms across; the heading and the hours stay in view."""

    def __init__(self, name: str, spoken: str, empty: str) -> None:
        super().__init__(name, spoken)
        self._empty = empty
        self._columns: tuple[GridColumn, ...] = ()
        self._lanes: dict[int, tuple[int, Lane]] = {}
        self._first, self._last = 8 * HOUR, 18 * HOUR
        self._wide = self._high = 1
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _value: self.viewport().update())
        self.setMinimumSize(320, 180)

    def use_columns(self, columns: tuple[GridColumn, ...]) -> None:
        """Show other columns; the period is shown next."""
        self._columns = columns

    # -- geometry ---------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Sort the hearings into the columns, and fit the hours to the room there is."""
        self._lanes = {}
        for number, column in enumerate(self._columns):
            mine = [hearing for hearing in self.hearings if self._belongs(hearing, column)]
            for lane in lanes(mine):
                self._lanes[lane.hearing.hearing_id] = (number, lane)
        self._span_hours()
        self._measure()
        super().lay_out()

    def _belongs(self, hearing: BookedHearing, column: GridColumn) -> bool:
        if hearing.day != column.day:
            return False
        if column.room is None:
            return True
        known = {other.room for other in self._columns}
        return column.room == (hearing.room if hearing.room in known else "")

    def _span_hours(self) -> None:
        begins = [minutes_of(hearing.begins) for hearing in self.hearings]
        ends = [minutes_of(hearing.begins) + hearing.minutes for hearing in self.hearings]
        if self.period is not None:
            begins.append(minutes_of(self.period.office.hours.opens))
            ends.append(minutes_of(self.period.office.hours.closes))
        self._first = min(begins, default=8 * HOUR) // HOUR * HOUR
        self._last = min(-(-max(ends, default=18 * HOUR) // HOUR) * HOUR, 24 * HOUR)

    def _measure(self) -> None:
        area = self.viewport().size()
        count = max(len(self._columns), 1)
        self._wide = max((area.width() - self._gutter()) // count, NARROWEST)
        slots = (self._last - self._first) // STEP
        least = self.fontMetrics().height() + 5
        self._high = max((area.height() - self._head()) // max(slots, 1), least)
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(max(area.height() - self._head(), 1))
        down.setRange(0, max(slots * self._high - (area.height() - self._head()), 0))
        down.setSingleStep(self._high)
        across.setPageStep(max(area.width() - self._gutter(), 1))
        across.setRange(0, max(count * self._wide - (area.width() - self._gutter()), 0))
        across.setSingleStep(self._wide // 2)

    def _gutter(self) -> int:
        return self.fontMetrics().horizontalAdvance("00:00") + 2 * PAD

    def _head(self) -> int:
        lines = 2 if any(column.away for column in self._columns) else 1
        return lines * self.fontMetrics().height() + 10

    def _x(self, column: int) -> int:
        return self._gutter() + column * self._wide - self.horizontalScrollBar().value()

    def _y(self, minutes: int) -> int:
        down = (minutes - self._first) * self._high // STEP
        return self._head() + down - self.verticalScrollBar().value()

    def _body(self) -> QRect:
        area = self.viewport().rect()
        return area.adjusted(self._gutter(), self._head(), 0, 0)

    def rect_of(self, hearing: BookedHearing) -> QRect:
        """Return where a hearing is drawn."""
        if hearing.hearing_id not in self._lanes:
            return QRect()
        column, lane = self._lanes[hearing.hearing_id]
        wide = (self._wide - 3) / lane.of
        left = self._x(column) + 1 + round(lane.place * wide)
        begins = minutes_of(hearing.begins)
        return self._span(left, round(wide), begins, hearing.minutes)

    def _span(self, left: int, wide: int, begins: int, minutes: int) -> QRect:
        top, bottom = self._y(begins), self._y(begins + minutes)
        return QRect(left, top, wide, max(bottom - top, self.fontMetrics().height()))

    def hearing_at(self, at: QPoint) -> BookedHearing | None:
        """Return the hearing under a point."""
        if not self._body().contains(at):
            return None
        under = (h for h in self.hearings if self.rect_of(h).contains(at))
        return next(under, None)

    def _column_at(self, x: int) -> int | None:
        number = (x - self._gutter() + self.horizontalScrollBar().value()) // self._wide
        return number if 0 <= number < len(self._columns) else None

    def place_at(self, at: QPoint) -> Place | None:
        """Return the half hour under a point."""
        if not self._body().contains(at):
            return None
        number = self._column_at(at.x())
        slot = (at.y() - self._head() + self.verticalScrollBar().value()) // self._high
        minutes = self._first + slot * STEP
        if number is None or minutes >= self._last:
            return None
        return self._place(number, minutes)

    def _place(self, column: int, minutes: int) -> Place:
        chosen = self._columns[column]
        return Place(chosen.day, time_of(minutes), chosen.room)

    def target(self, hearing: BookedHearing, at: QPoint) -> Place | None:
        """Return the half hour at which a dragged hearing's upper edge lies."""
        number = self._column_at(at.x() + self.rect_of(hearing).width() // 2)
        if number is None:
            return None
        down = at.y() - self._head() + self.verticalScrollBar().value()
        begins = self._first + round(down / self._high) * STEP
        latest = self._last - -(-hearing.minutes // STEP) * STEP
        begins = min(max(begins, self._first), max(latest, self._first))
        place = self._place(number, begins)
        if place.room == "":  # the column of other rooms is no room to move to
            return None
        return place

    def day_at(self, at: QPoint) -> date | None:
        """Return the day whose heading is under a point; alone it leads nowhere."""
        if at.y() >= self._head() or at.x() < self._gutter():
            return None
        number = self._column_at(at.x())
        several = len({column.day for column in self._columns}) > 1
        return self._columns[number].day if number is not None and several else None

    # -- keys -------------------------------------------------------------------------------

    def first_place(self, day: date) -> Place:
        """Return the first half hour of the office on a day."""
        opens = self.period.office.hours.opens if self.period else time(9)
        room = self._columns[0].room if self._columns else None
        return Place(day, opens, room)

    def place_of(self, hearing: BookedHearing) -> Place:
        """Return the half hour in which a hearing begins."""
        column, _lane = self._lanes.get(hearing.hearing_id, (0, None))
        return self._place(column, minutes_of(hearing.begins) // STEP * STEP)

    def standing_at(self, place: Place) -> tuple[BookedHearing, ...]:
        """Return the hearings that cover a half hour."""
        begins = minutes_of(place.begins or time.min)
        return tuple(
            lane.hearing
            for column, lane in self._lanes.values()
            if (self._columns[column].day, self._columns[column].room) == (place.day, place.room)
            and minutes_of(lane.hearing.begins) < begins + STEP
            and begins < minutes_of(lane.hearing.begins) + lane.hearing.minutes
        )

    def _number_of(self, place: Place) -> int:
        keys = [(column.day, column.room) for column in self._columns]
        key = (place.day, place.room)
        return keys.index(key) if key in keys else 0

    def stepped(self, across: int, down: int) -> Place | None:
        """Return the half hour beside the one with the keys; a hearing is left by its far edge."""
        number = self._number_of(self.place) + across
        if not 0 <= number < len(self._columns):
            return None
        minutes = minutes_of(self.place.begins or time(9)) + down * STEP
        hearing = self.hearing()
        if hearing is not None and down > 0:
            end = minutes_of(hearing.begins) + hearing.minutes
            minutes = max(minutes, end // STEP * STEP)
        elif hearing is not None and down < 0:
            minutes = min(minutes, (minutes_of(hearing.begins) - 1) // STEP * STEP)
        minutes = min(max(minutes, self._first), self._last - STEP)
        return self._place(number, minutes)

    def bring_up(self) -> None:
        """Scroll to the half hour with the keys."""
        column, begins = self._number_of(self.place), minutes_of(self.place.begins or time.min)
        top = (begins - self._first) * self._high // STEP
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        if top < down.value():
            down.setValue(top)
        elif top + self._high > down.value() + down.pageStep():
            down.setValue(top + self._high - down.pageStep())
        left = column * self._wide
        if left < across.value() or left + self._wide > across.value() + across.pageStep():
            across.setValue(left)

    def creep(self, at: QPoint) -> None:
        """Scroll on while a hearing is dragged to the edge."""
        body, down, across = self._body(), self.verticalScrollBar(), self.horizontalScrollBar()
        if at.y() > body.bottom() - self._high:
            down.setValue(down.value() + self._high)
        elif at.y() < body.top() + self._high // 2:
            down.setValue(down.value() - self._high)
        if at.x() > body.right() - PAD * 2:
            across.setValue(across.value() + across.singleStep())
        elif at.x() < body.left() + PAD:
            across.setValue(across.value() - across.singleStep())

    # -- painting ---------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the room."""
        super().resizeEvent(event)
        self._measure()

    def sizeHint(self) -> QSize:
        """Ask for room for a week."""
        return QSize(760, 480)

    def draw(self, painter: QPainter) -> Iterator[None]:
        """Draw the days, the hours and the hearings."""
        body = self._body()
        painter.save()
        painter.setClipRect(body)
        self._draw_ground(painter, body)
        yield from self._draw_hearings(painter)
        painter.restore()
        self._draw_hours(painter, body)
        self._draw_heads(painter, body)
        if not self.hearings and not self.held:
            self._draw_empty(painter, body)

    def _draw_ground(self, painter: QPainter, body: QRect) -> None:
        if self.period is None:
            return
        hours = self.period.office.hours
        for number, column in enumerate(self._columns):
            left = self._x(number)
            whole = QRect(left, self._y(self._first), self._wide, self._y(self._last))
            if not column.kind.works:
                painter.fillRect(whole, tint("ground"))
            for opens, closes in (
                (self._first, minutes_of(hours.opens)),
                (minutes_of(hours.noon_from), minutes_of(hours.noon_to)),
                (minutes_of(hours.closes), self._last),
            ):
                if closes > opens:
                    shade = QRect(
                        left, self._y(opens), self._wide, self._y(closes) - self._y(opens)
                    )
                    painter.fillRect(shade, tint("ground"))
        for minutes in range(self._first, self._last + 1, STEP):
            style = Qt.PenStyle.SolidLine if minutes % HOUR == 0 else Qt.PenStyle.DotLine
            painter.setPen(QPen(tint("line"), 1, style))
            painter.drawLine(body.left(), self._y(minutes), body.right(), self._y(minutes))
        painter.setPen(tint("line"))
        for number in range(len(self._columns) + 1):
            painter.drawLine(self._x(number) - 1, body.top(), self._x(number) - 1, body.bottom())

    def _draw_hearings(self, painter: QPainter) -> Iterator[None]:
        for hearing in self.hearings:
            where = self.rect_of(hearing)
            if where.isEmpty():
                continue
            yield
            if self.held is not None and hearing.hearing_id == self.held.hearing_id:
                painter.setOpacity(0.4)
            key = hearing.hearing_id
            drawing.block(
                painter, where, hearing, chosen=key == self.chosen, clash=key in self.clashes
            )
            painter.setOpacity(1)

    def draw_over(self, painter: QPainter) -> None:
        """Draw where a dragged hearing would stand, or the ring around what has the keys."""
        painter.setClipRect(self._body())
        if self.held is not None and self.ghost is not None and self.ghost.begins is not None:
            number, begins = self._number_of(self.ghost), minutes_of(self.ghost.begins)
            where = self._span(self._x(number), self._wide - 2, begins, self.held.minutes)
            end = time_of(begins + self.held.minutes)
            drawing.ghost(painter, where, f"{self.ghost.begins:%H:%M}–{end:%H:%M}")
        elif self.hasFocus() and not self.chosen and self.place.begins is not None:
            begins = minutes_of(self.place.begins)
            left = self._x(self._number_of(self.place))
            drawing.ring(painter, self._span(left, self._wide - 1, begins, STEP))

    def _draw_hours(self, painter: QPainter, body: QRect) -> None:
        gutter = QRect(0, body.top(), self._gutter(), body.height())
        painter.fillRect(gutter, tint("card"))
        painter.save()
        painter.setClipRect(gutter)
        high = self.fontMetrics().height()
        for minutes in range(self._first, self._last, HOUR):
            where = QRect(0, self._y(minutes) + 1, self._gutter() - PAD, high)
            if where.bottom() >= body.top():
                align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                write(painter, where, f"{minutes // HOUR:02d}:00", "muted", align=align)
        painter.restore()

    def _draw_heads(self, painter: QPainter, body: QRect) -> None:
        head = QRect(0, 0, self.viewport().width(), self._head())
        painter.save()
        painter.setClipRect(head.adjusted(self._gutter(), 0, 0, 0))
        painter.fillRect(head, tint("card"))
        for number, column in enumerate(self._columns):
            where = QRect(self._x(number), 0, self._wide, self._head())
            self._draw_head(painter, where, column)
        painter.restore()
        painter.setPen(tint("border"))
        painter.drawLine(0, body.top() - 1, body.right(), body.top() - 1)

    def _draw_head(self, painter: QPainter, where: QRect, column: GridColumn) -> None:
        high = self.fontMetrics().height()
        line = QRect(where.left() + PAD, 4, where.width() - 2 * PAD, high + 2)
        if column.room is not None:
            text = column.room or _("other rooms")
            write(painter, line, text, "plain" if column.room else "muted", strong=True)
        else:
            today, works = column.day == self.today, column.kind.works
            role = "plain" if works else "muted"
            x = line.left() + drawing.day_number(
                painter, QPoint(line.left(), 2), column.day, today=today, role=role
            )
            rest = QRect(x + PAD, line.top(), line.right() - x - PAD, line.height())
            text = weekday(column.day)
            write(painter, rest, text, "accent" if today else role, strong=today)
            x += painter.fontMetrics().horizontalAdvance(text) + 2 * PAD
            if note := drawing.day_note(column.kind):
                drawing.pill(
                    painter, QPoint(x, line.top()), note, "warn" if column.kind.made_up else "good"
                )
        if column.away:
            below = QRect(line.left(), line.bottom() + 1, line.width(), high)
            write(painter, below, column.away, "muted")

    def _draw_empty(self, painter: QPainter, body: QRect) -> None:
        metrics = self.fontMetrics()
        wide = min(metrics.horizontalAdvance(self._empty) + 4 * PAD, body.width())
        where = QRect(0, 0, wide, metrics.height() + 2 * PAD)
        where.moveCenter(QPoint(body.center().x(), body.top() + body.height() // 3))
        painter.fillRect(where, tint("card"))
        write(painter, where, self._empty, "muted", align=CENTRE)

    def tip_at(self, at: QPoint) -> str:
        """Tell who is away where the heading has no room for it."""
        number = self._column_at(at.x())
        if at.y() < self._head() and number is not None and self.period is not None:
            column = self._columns[number]
            told = [drawing.spoken_day(column.day, column.kind), column.room or "", column.away]
            return "\n".join(text for text in told if text)
        return super().tip_at(at)
