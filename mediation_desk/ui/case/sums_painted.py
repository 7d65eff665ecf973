"""The cells of the grid of sums and the workers' names beside them, painted with few questions.

A cell that Qt fills by itself asks the model for each of its looks, and the header lets the style
measure two hundred names: with hundreds of workers the window would wait for it.
"""

from collections.abc import Callable, Sequence
from heapq import nlargest
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QBrush, QPalette
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from mediation_desk.ui.case.sums_model import SumsModel
from mediation_desk.ui.widgets.grid import CellEditing, Grid

_MEASURED = 8
"""Names that are measured: those with most letters."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXT = QPalette.ColorRole.Text
_HAS_TEXT = QStyleOptionViewItem.ViewItemFeature.HasDisplay


class SumsCells(CellEditing):
    """Asks the model once for each cell."""

    def initStyleOption(
        self,
        option: Any,  # noqa: ANN401 - the library's types do not know what an option holds
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Fill in what the style paints."""
        model = index.model()
        assert isinstance(model, SumsModel)
        text, tint, behind = model.painted(index.row(), index.column())
        option.index = index
        option.displayAlignment = _RIGHT
        option.features = _HAS_TEXT
        option.text = text
        if tint is not None:
            palette = option.palette
            palette.setColor(_TEXT, tint)
            option.palette = palette
        if behind is not None:
            option.backgroundBrush = QBrush(behind)


class NamesHeader(QHeaderView):
    """As wide as the longest name asks."""

    def __init__(self, grid: Grid, names: Callable[[], Sequence[str]]) -> None:
        high = grid.verticalHeader().defaultSectionSize()
        super().__init__(Qt.Orientation.Vertical, grid)
        self._names = names
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(high)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        grid.setVerticalHeader(self)

    def sizeHint(self) -> QSize:
        """Ask for the room of the longest name."""
        names = self._names()
        long = nlargest(_MEASURED, range(len(names)), key=lambda row: len(names[row].encode()))
        wide = (self.sectionSizeFromContents(row).width() for row in long)
        return QSize(max(wide, default=0), self.defaultSectionSize())
