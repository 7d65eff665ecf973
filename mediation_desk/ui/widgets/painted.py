"""Cells painted with one question to their model.

A cell that Qt fills by itself asks its model for each of its looks, one call into Python after the
other: of a page of rows the window would feel it at each paint.
"""

from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _MIDDLE, Qt.AlignmentFlag.AlignRight | _MIDDLE
_TEXT = QPalette.ColorRole.Text
_WRAPS = QStyleOptionViewItem.ViewItemFeature.WrapText
_NEW_LINE = "\u2028"
"""What Qt breaks the text of a cell at, as its own delegate puts it, where a row has the room."""
_HAS_TEXT = QStyleOptionViewItem.ViewItemFeature.HasDisplay


class Looks(NamedTuple):
    """All that a cell is painted with."""

    text: str
    right: bool = False
    tint: QColor | None = None
    behind: QColor | None = None
    strong: bool = False


class PaintedCells(QStyledItemDelegate):
    """Asks a model that has `painted` once for each cell; where it gives none, as Qt does."""

    def initStyleOption(
        self,
        option: Any,  # noqa: ANN401 - the library's types do not know what an option holds
        index: Index,
    ) -> None:
        """Fill in what the style paints."""
        painted = getattr(index.model(), "painted", None)
        looks = painted(index.row(), index.column()) if painted else None
        if looks is None:
            super().initStyleOption(option, index)
            return
        text, right, tint, behind, strong = looks
        option.index = index
        option.displayAlignment = _RIGHT if right else _LEFT
        option.features = option.features | _HAS_TEXT
        option.text = text.replace("\n", _NEW_LINE) if option.features & _WRAPS else text
        if tint is not None:
            palette = option.palette
            palette.setColor(_TEXT, tint)
            option.palette = palette
        if behind is not None:
            option.backgroundBrush = QBrush(behind)
        if strong:
            font = option.font
            font.setBold(True)
            option.font = font
            option.fontMetrics = QFontMetrics(font)
