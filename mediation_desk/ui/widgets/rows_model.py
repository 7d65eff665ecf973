"""A small table of values, one per row, sorted in the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QFont

from mediation_desk.ui import theme
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.edge import edge
from mediation_desk.ui.widgets.painted import Index, Looks

T = TypeVar("T")

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[T]):
    """One column: its heading, the text of a value in it, and how it sorts and looks."""

    title: str
    text: Callable[[T], str]
    key: Callable[[T], Any] | None = None
    right: bool = False
    tone: Callable[[T], Tone] | None = None
    strong: bool = False
    tip: Callable[[T], str] | None = None


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows that are all at hand; lists without end have a model of their own."""

    def __init__(self, columns: Sequence[Column[T]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._rows: list[T] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def show(self, rows: Sequence[T]) -> None:
        """Show other rows, in the sort chosen."""
        self.beginResetModel()
        self._rows = list(rows)
        self._sort_rows()
        self.endResetModel()

    def row(self, index: Index) -> T:
        """Return the value behind a row."""
        return self._rows[index.row()]

    @property
    def rows(self) -> tuple[T, ...]:
        """The values in the order shown."""
        return tuple(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a heading and its alignment."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[section].right else LEFT
        return None

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, its tone and its alignment."""
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column.right else LEFT
            case Qt.ItemDataRole.ForegroundRole if column.tone:
                tone = column.tone(row)
                return None if tone is Tone.PLAIN else theme.colour(tone)
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip(row) if column.tip else column.text(row)
            case Qt.ItemDataRole.FontRole if column.strong:
                font = QFont()
                font.setBold(True)
                return font
        return None

    @edge
    def painted(self, row: int, place: int) -> Looks | None:
        """Return all that a cell is painted with."""
        column, value = self.columns[place], self._rows[row]
        tone = column.tone(value) if column.tone else Tone.PLAIN
        tint = None if tone is Tone.PLAIN else theme.colour(tone)
        return Looks(column.text(value), column.right, tint, None, column.strong)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 leaves the order in which the rows came."""
        self._sorted = (column, order) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        self._sort_rows()
        self.layoutChanged.emit()

    def _sort_rows(self) -> None:
        if self._sorted is None:
            return
        column, order = self._sorted
        key = self.columns[column].key or self.columns[column].text
        self._rows.sort(key=key, reverse=order is Qt.SortOrder.DescendingOrder)
