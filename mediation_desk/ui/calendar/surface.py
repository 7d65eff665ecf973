"""What every view of the calendar does alike: choosing, dragging, keys, menus, tool tips."""

from abc import abstractmethod
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QToolTip

from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.services.calendar import Period
from mediation_desk.ui.calendar import drawing
from mediation_desk.ui.calendar.pictured import Pictured
from mediation_desk.ui.calendar.spans import Place, clashing
from mediation_desk.ui.widgets.naming import named

_LEFT = Qt.MouseButton.LeftButton


class Surface(Pictured):
    """Hearings on a drawn calendar; how they lie is the subclass's.

    One place has the keys (`place`), and one hearing may be chosen (`chosen`).
    """

    opened = Signal(object)
    """A hearing was double-clicked, or Enter was pressed on it."""
    planned = Signal(object)
    """An empty place was clicked: plan a hearing there."""
    moving = Signal(object)
    """Move the chosen hearing by its dialog."""
    dropped = Signal(object, object)
    """A hearing was dragged to a place."""
    refused = Signal(str)
    """Something cannot be done, and why."""
    day_wanted = Signal(object)
    """Look at one day closely."""
    turning = Signal(int)
    """Turn to the next or the last period; 0 is today."""
    menu_wanted = Signal(object, QPoint)
    """A right click at a place of the screen, on a hearing or on none."""
    chose = Signal()
    """Another hearing or place is chosen."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self._spoken = spoken
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.today = date.min
        self.period: Period | None = None
        self.hearings: tuple[BookedHearing, ...] = ()
        self.clashes: frozenset[int] = frozenset()
        self.place = Place(date.min)
        self.chosen = 0
        self.ghost: Place | None = None
        self.held: BookedHearing | None = None
        self._pressed: QPoint | None = None
        self._grip = QPoint()
        self._dragging = False
        self._laid_out = 0

    # -- what is shown ----------------------------------------------------------------------

    def show_period(
        self, period: Period, hearings: tuple[BookedHearing, ...], day: date, today: date
    ) -> None:
        """Show a period; the chosen hearing stays chosen if it is still there."""
        self.period, self.hearings, self.today = period, hearings, today
        self.clashes = clashing(hearings, period.absences)
        if self.place.day != day:
            self.place = self.first_place(day)
        if self.chosen not in {hearing.hearing_id for hearing in hearings}:
            self.chosen = 0
        if not self._dragging:
            self.put_back()
        self.lay_out()
        self._tell()

    def lay_out(self) -> None:
        """Compute where things lie, and draw them."""
        self._laid_out += 1
        self.viewport().update()

    def first_place(self, day: date) -> Place:
        """Return the place on a day that has the keys first."""
        return Place(day)

    def hearing(self) -> BookedHearing | None:
        """Return the chosen hearing."""
        return next((h for h in self.hearings if h.hearing_id == self.chosen), None)

    def choose(self, hearing_id: int) -> None:
        """Choose a hearing by its key, and bring it into view."""
        self.chosen = hearing_id
        if (hearing := self.hearing()) is not None:
            self.place = self.place_of(hearing)
        self.bring_up()
        self.viewport().update()
        self._tell()

    def go_to(self, place: Place) -> None:
        """Give the keys to a place, and choose the hearing that stands there."""
        self.place = place
        standing = self.standing_at(place)
        if self.chosen not in {hearing.hearing_id for hearing in standing}:
            self.chosen = standing[0].hearing_id if standing else 0
        self.bring_up()
        self.viewport().update()
        self._tell()

    def bring_up(self) -> None:
        """Scroll so that the place with the keys is seen."""

    def creep(self, at: QPoint) -> None:
        """Scroll on while a hearing is dragged to the edge."""

    def _tell(self) -> None:
        """Have screen readers say what is chosen."""
        hearing = self.hearing()
        kind = self.period.days.get(self.place.day) if self.period else None
        told = [drawing.spoken_day(self.place.day, kind)]
        if self.place.begins is not None:
            told.append(f"{self.place.begins:%H:%M}")
        if self.place.room:
            told.append(self.place.room)
        if hearing is not None:
            told.append(drawing.spoken(hearing, clash=hearing.hearing_id in self.clashes))
        self.setAccessibleDescription(" ".join(told).replace("\n", " "))
        if self.hasFocus():
            said = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(said)
        self.chose.emit()

    # -- where things lie: the subclass knows -------------------------------------------------

    @abstractmethod
    def hearing_at(self, at: QPoint) -> BookedHearing | None:
        """Return the hearing under a point of the viewport."""

    @abstractmethod
    def place_at(self, at: QPoint) -> Place | None:
        """Return the place under a point, None outside the days."""

    @abstractmethod
    def place_of(self, hearing: BookedHearing) -> Place:
        """Return the place where a hearing stands."""

    @abstractmethod
    def standing_at(self, place: Place) -> tuple[BookedHearing, ...]:
        """Return the hearings at a place."""

    @abstractmethod
    def rect_of(self, hearing: BookedHearing) -> QRect:
        """Return where a hearing is drawn, empty if it is not."""

    @abstractmethod
    def stepped(self, across: int, down: int) -> Place | None:
        """Return the place beside the one with the keys, None where the period ends."""

    @abstractmethod
    def day_at(self, at: QPoint) -> date | None:
        """Return the day whose number or heading is under a point."""

    @abstractmethod
    def target(self, hearing: BookedHearing, at: QPoint) -> Place | None:
        """Return where a hearing would stand if it were let go at a point."""

    def state(self) -> tuple[object, ...]:
        """Return on what the picture of the hearings depends."""
        return (self._laid_out, self.chosen, self.held.hearing_id if self.held else 0)

    # -- the mouse --------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        at = event.position().toPoint()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        hearing = self.hearing_at(at)
        if hearing is not None:
            self.choose(hearing.hearing_id)
            self._grip = at - self.rect_of(hearing).topLeft()
        elif (place := self.place_at(at)) is not None:
            self.chosen = 0
            self.place = place
            self.viewport().update()
            self._tell()
        self._pressed = at if event.button() == _LEFT else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a planned hearing; show what can be clicked."""
        at = event.position().toPoint()
        if self._pressed is not None and not self._dragging:
            far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far and (hearing := self.hearing()) is not None and self._was_on(hearing):
                self._begin(hearing)
        if self._dragging and self.held is not None:
            self.creep(at)
            self.ghost = self.target(self.held, at - self._grip)
            self.viewport().update()
        elif self._pressed is None:
            points = self.hearing_at(at) is not None or self.day_at(at) is not None
            shape = Qt.CursorShape.PointingHandCursor if points else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)

    def _was_on(self, hearing: BookedHearing) -> bool:
        return self._pressed is not None and self.rect_of(hearing).contains(self._pressed)

    def _begin(self, hearing: BookedHearing) -> None:
        if hearing.status is not HearingStatus.PLANNED:
            self._pressed = None
            self.refused.emit(
                _("This hearing is “{status}”: only a planned hearing can be moved.").format(
                    status=hearing.status.label
                )
            )
            return
        self._dragging, self.held = True, hearing
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: ask about the move, look at a day, or plan at an empty place."""
        at = event.position().toPoint()
        pressed, self._pressed = self._pressed, None
        if self._dragging:
            self._drop()
            return
        if pressed is None or event.button() != _LEFT:
            return
        if (day := self.day_at(at)) is not None:
            self.day_wanted.emit(day)
        elif self.hearing_at(pressed) is None and self.place_at(at) == self.place:
            self.planned.emit(self.place)

    def _drop(self) -> None:
        self._dragging = False
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        hearing, place = self.held, self.ghost
        if hearing is None or place is None or self._same(hearing, place):
            self.put_back()
        else:
            self.dropped.emit(hearing, place)

    def _same(self, hearing: BookedHearing, place: Place) -> bool:
        return (
            place.day == hearing.day
            and place.begins in (None, hearing.begins)
            and place.room in (None, hearing.room)
        )

    def put_back(self) -> None:
        """Show the hearing that was dragged at its old place again."""
        self._dragging, self.held, self.ghost = False, None, None
        self.viewport().update()

    def stop_dragging(self) -> bool:
        """Give a drag up; False if none is under way."""
        if not self._dragging:
            return False
        self._pressed = None
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.put_back()
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the hearing."""
        hearing = self.hearing_at(event.position().toPoint())
        self._pressed = None
        if hearing is not None and event.button() == _LEFT:
            self.opened.emit(hearing)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the hearing or the place."""
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and (hearing := self.hearing()):
            at = self.viewport().mapToGlobal(self.rect_of(hearing).center())
        self.menu_wanted.emit(self.hearing(), at)

    # -- the keys ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, turn with PageUp and PageDown, act with Enter and M."""
        keys = Qt.Key
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        steps = {
            keys.Key_Left: (-1, 0),
            keys.Key_Right: (1, 0),
            keys.Key_Up: (0, -1),
            keys.Key_Down: (0, 1),
        }
        match event.key():
            case key if plain and key in steps:
                self._walk(*steps[keys(key)])
            case keys.Key_PageUp | keys.Key_PageDown if plain:
                self.turning.emit(1 if event.key() == keys.Key_PageDown else -1)
            case keys.Key_T if plain:
                self.turning.emit(0)
            case keys.Key_Return | keys.Key_Enter if plain:
                self._enter()
            case keys.Key_M if plain and self.hearing() is not None:
                self.moving.emit(self.hearing())
            case keys.Key_Space if plain:
                self._next_standing()
            case keys.Key_Escape if self._dragging:
                self.stop_dragging()
            case _:
                event.ignore()

    def _walk(self, across: int, down: int) -> None:
        place = self.stepped(across, down)
        if place is None:
            self.turning.emit(across or down)
        else:
            self.go_to(place)

    def _enter(self) -> None:
        hearing = self.hearing()
        if hearing is not None:
            self.opened.emit(hearing)
        else:
            self.planned.emit(self.place)

    def _next_standing(self) -> None:
        """Choose the next of the hearings at the place; after the last one none."""
        keys = [0, *(hearing.hearing_id for hearing in self.standing_at(self.place))]
        now = keys.index(self.chosen) if self.chosen in keys else 0
        self.chosen = keys[(now + 1) % len(keys)]
        self.viewport().update()
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a hearing or a day at length where the mouse rests."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, at: QPoint) -> str:
        """Return what is told where the mouse rests."""
        hearing = self.hearing_at(at)
        if hearing is not None:
            return drawing.spoken(hearing, clash=hearing.hearing_id in self.clashes)
        place = self.place_at(at)
        if place is None or self.period is None:
            return ""
        return drawing.spoken_day(place.day, self.period.days.get(place.day))
