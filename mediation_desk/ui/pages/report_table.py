"""A report as a table: its numbers are cells of their own, its columns as wide as their texts."""

from PySide6.QtWidgets import QAbstractItemView

from mediation_desk.domain.statistics import Report
from mediation_desk.ui.pages.statistics_model import ReportModel
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.table import TableView

_WIDEST = 14
"""Width of a column at most, in heights of type."""
_MEASURED = 200
"""Rows whose texts a column's width is taken from."""


class ReportTable(TableView):
    """Shows a report's model."""

    def __init__(self, name: str, spoken: str, model: ReportModel) -> None:
        super().__init__(name, spoken)
        self._report = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setModel(model)

    def fit(self, report: Report) -> None:
        """Make each column so wide that no number and no heading is cut."""
        for place, head in enumerate(report.heads):
            self.setColumnWidth(place, self._width(place, head.title))

    def _width(self, column: int, title: str) -> int:
        """Return the room that a column needs."""
        advance = self.fontMetrics().horizontalAdvance
        rows = range(min(self._report.rowCount(), _MEASURED))
        cells = (str(self._report.index(row, column).data()) for row in rows)
        widest = max(map(advance, cells), default=0)
        most = _WIDEST * self.fontMetrics().height()
        return max(advance(title), min(int(widest * 1.08), most)) + 2 * Space.M
