"""The rows of a report of the month, each number with the way to its cases."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QFont

from mediation_desk.domain.statistics import Behind, Report, Shape
from mediation_desk.i18n import _
from mediation_desk.reports import month_texts
from mediation_desk.ui import theme
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.edge import edge
from mediation_desk.ui.widgets.rows_model import LEFT, RIGHT
from mediation_desk.ui.widgets.table import Index

_NUMBERS = (Shape.COUNT, Shape.MONEY, Shape.SHARE, Shape.POINTS)


class ReportModel(QAbstractTableModel):
    """One report; another one is shown by `show`."""

    def __init__(self) -> None:
        super().__init__()
        self.report: Report | None = None

    def show(self, report: Report | None) -> None:
        """Show another report."""
        self.beginResetModel()
        self.report = report
        self.endResetModel()

    def way(self, index: Index) -> Behind | None:
        """Return the way to the cases behind a cell, None if there are none."""
        if self.report is None or not index.isValid():
            return None
        behind = self.report.lines[index.row()].behind
        place = max(index.column() - 1, 0)
        return behind[place] if place < len(behind) else None

    def _leads(self, index: Index, shape: Shape) -> bool:
        """Say whether a cell looks like one that leads on: a number, or the case of a list."""
        way = self.way(index)
        if way is None:
            return False
        assert self.report is not None
        line = self.report.lines[index.row()]
        listed = len(way.cases) == 1 and len(set(line.behind)) == 1 and not line.total
        return index.column() == 0 if listed else index.column() > 0 and shape in _NUMBERS

    def what(self, index: Index) -> str:
        """Say what a number is of: its row and its column."""
        if self.report is None:
            return ""
        line = self.report.lines[index.row()]
        column = max(index.column(), 1)
        return f"{self.report.code} {line.label.strip()} · {self.report.heads[column].title}"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Return the number of rows."""
        return 0 if parent.isValid() or self.report is None else len(self.report.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Return the number of columns."""
        return 0 if parent.isValid() or self.report is None else len(self.report.heads)

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a heading and its alignment."""
        if self.report is None or orientation is not Qt.Orientation.Horizontal:
            return None
        if section >= len(self.report.heads):
            return None
        head = self.report.heads[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return head.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if head.shape is Shape.TEXT else RIGHT
        return None

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, its side, and whether it leads to cases."""
        if self.report is None or not index.isValid():
            return None
        line, column = self.report.lines[index.row()], index.column()
        shape = (
            month_texts.shape(self.report.heads[column], line, column - 1) if column else Shape.TEXT
        )
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return month_texts.text(line.values[column - 1], shape) if column else line.label
            case Qt.ItemDataRole.TextAlignmentRole:
                return LEFT if shape is Shape.TEXT else RIGHT
            case Qt.ItemDataRole.FontRole if line.total:
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ForegroundRole if self._leads(index, shape):
                return theme.colour(Tone.ACCENT)
            case Qt.ItemDataRole.ToolTipRole:
                told = self.data(index)
                if self.way(index):
                    return _("{value} – double click shows the cases").format(value=told)
                return told
        return None
