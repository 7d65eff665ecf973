"""A day as people type it, with a calendar to click."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.domain.day_text import parse_day
from mediation_desk.i18n import _
from mediation_desk.ui import theme
from mediation_desk.ui.phrases import weekday as weekday
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.read_edit import ReadEdit


class DayEdit(ReadEdit):
    """Reads 2026.3.1, 2026/3/1, 20260301 and shows the weekday; Alt+Down opens a calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("year-month-day"))
        self.setMinimumWidth(150)
        self._calendar: _Calendar | None = None
        self._open = QAction(_("Calendar"), self)
        theme.set_action_icon(self._open, "calendar")
        self._open.triggered.connect(self.open_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)

    def day(self) -> date | None:
        """Return the day understood, None while empty or unreadable."""
        return None if self.problem() or not self.text().strip() else parse_day(self.text())

    def set_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self.setText(day.isoformat() if day else "")

    def understand(self, text: str) -> str:
        """Show the weekday, and the whole day where it was typed another way."""
        day = parse_day(text)
        plain = day.isoformat()
        return weekday(day) if text.strip() == plain else f"{plain} {weekday(day)}"

    def canonical(self) -> str:
        """Leave the day as 2026-03-01."""
        return parse_day(self.text()).isoformat()

    def open_calendar(self) -> None:
        """Open the calendar under the field at the day typed."""
        if self.isReadOnly():
            return
        if self._calendar is None:
            self._calendar = _Calendar(self)
        self._calendar.open_at(self.day())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down, as combo boxes do."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _used(self) -> int:
        return 44


class _Calendar(QWidget):
    """A month to click in, under its field; Esc closes it."""

    def __init__(self, field: DayEdit) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.month = named(QCalendarWidget(), f"{field.objectName()}_calendar", _("Calendar"))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setGridVisible(False)
        self.month.clicked.connect(self._chosen)
        self.month.activated.connect(self._chosen)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.month)

    def open_at(self, day: date | None) -> None:
        """Show the month of a day under the field."""
        shown = QDate(day.year, day.month, day.day) if day else QDate.currentDate()
        self.month.setSelectedDate(shown)
        below = self._field.mapToGlobal(QPoint(0, self._field.height()))
        screen = self._field.screen().availableGeometry()
        size = self.sizeHint()
        if below.y() + size.height() > screen.bottom():
            below = self._field.mapToGlobal(QPoint(0, -size.height()))
        below.setX(max(screen.left(), min(below.x(), screen.right() - size.width())))
        self.move(below)
        self.show()
        self.month.setFocus()

    def _chosen(self, chosen: QDate) -> None:
        self._field.set_day(date(chosen.year(), chosen.month(), chosen.day()))
        self._field.textEdited.emit(self._field.text())
        self.close()
        self._field.setFocus()
