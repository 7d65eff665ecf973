"""The grid of a week of duty: bodies and halves down, days across."""

from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from mediation_desk.domain.duty import Half, Roster, week
from mediation_desk.i18n import _
from mediation_desk.ui import theme
from mediation_desk.ui.phrases import weekday
from mediation_desk.ui.widgets.edge import edge
from mediation_desk.ui.widgets.rows_model import CENTRE, LEFT
from mediation_desk.ui.widgets.table import Index


class DutyModel(QAbstractTableModel):
    """Cells name who is on duty; the first two columns name body and half."""

    def __init__(self) -> None:
        super().__init__()
        self.roster: Roster | None = None
        self._today = date.min
        self._rows: list[tuple[int, Half]] = []

    def show(self, roster: Roster, today: date, body_id: int | None) -> None:
        """Show a week, of one body or of all."""
        self.beginResetModel()
        self.roster, self._today = roster, today
        self._rows = [
            (key, half) for key in roster.bodies if body_id in (None, key) for half in Half
        ]
        self.endResetModel()

    def place(self, index: Index) -> tuple[int, date, Half] | None:
        """Return the body, day and half of a cell; the first two columns have no day."""
        if self.roster is None or not index.isValid() or index.column() < 2:
            return None
        body_id, half = self._rows[index.row()]
        return body_id, week(self.roster.monday)[index.column() - 2], half

    def most_names(self, row: int) -> int:
        """Return how many names the fullest cell of a row has."""
        if self.roster is None:
            return 1
        body_id, half = self._rows[row]
        days = week(self.roster.monday)
        return max(1, *(len(self.roster.names(body_id, day, half)) for day in days))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Return two rows a body."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Return body, half, and seven days."""
        return 0 if parent.isValid() else 9

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the days with their weekday."""
        if orientation is not Qt.Orientation.Horizontal or self.roster is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return CENTRE if section else LEFT
        if role == Qt.ItemDataRole.DisplayRole:
            if section < 2:
                return "" if section else _("Body")
            day = week(self.roster.monday)[section - 2]
            words = f"{day.month}-{day.day}"
            if day in self.roster.days_off:
                words = _("{day}, day off").format(day=words)
            return f"{weekday(day)}\n{words}"
        return None

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the names of a cell and how it looks."""
        if not index.isValid() or self.roster is None:
            return None
        body_id, half = self._rows[index.row()]
        place = self.place(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                if place is None:
                    return half.label if index.column() else self.roster.bodies[body_id]
                return "\n".join(self.roster.names(*place))
            case Qt.ItemDataRole.TextAlignmentRole:
                return CENTRE if place else LEFT
            case Qt.ItemDataRole.ToolTipRole if place:
                return self._contacts(place)
            case Qt.ItemDataRole.BackgroundRole if place:
                return self._ground(place[1])
            case Qt.ItemDataRole.FontRole if place and place[1] == self._today:
                font = QFont()
                font.setBold(True)
                return font
        return None

    def _ground(self, day: date) -> QColor | None:
        look = theme.colours()
        if day == self._today:
            return QColor(look.accent_soft)
        assert self.roster is not None
        return QColor(look.hover) if day in self.roster.days_off else None

    def _contacts(self, place: tuple[int, date, Half]) -> str:
        assert self.roster is not None
        people = [
            self.roster.people[shift.person_id]
            for shift in self.roster.shifts
            if shift.place == place
        ]
        words = [" ".join(x for x in (p.name, p.post.label, p.phone, p.firm) if x) for p in people]
        return "\n".join(words) or _("Nobody. Enter or a double click changes it.")
