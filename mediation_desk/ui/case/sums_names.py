"""The workers' names at the left of the grid of sums."""

from collections.abc import Callable, Sequence
from heapq import nlargest

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView

from mediation_desk.ui.widgets.grid import Grid

_MEASURED = 8
"""Names that are measured: those with most letters."""


class NamesHeader(QHeaderView):
    """As wide as the longest name asks; Qt would let the style measure two hundred of them."""

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
