"""The first column of a wide table kept in view while the others are moved sideways."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.painted import PaintedCells
from mediation_desk.ui.widgets.table import TableView


class FirstColumn(QTableView):
    """Lies over the left edge of a table once its own first column has gone out of view.

    It only shows: what is pressed goes to the table below it.
    """

    def __init__(self, table: TableView) -> None:
        super().__init__(table)
        named(self, f"{table.objectName()}_first", table.accessibleName())
        self._table = table
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(PaintedCells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())
        table.horizontalHeader().sectionResized.connect(lambda *_what: self._place())
        table.model().modelReset.connect(self._place)
        table.installEventFilter(self)
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the table's size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._place()
        return False

    def _place(self) -> None:
        """Lie over the left edge, or go where the table's own first column is in view."""
        table = self._table
        apart = table.horizontalScrollBar().value() > 0 and bool(table.model().columnCount())
        if not apart:
            self.hide()
            return
        for column in range(1, table.model().columnCount()):
            self.setColumnHidden(column, True)
        self.setColumnHidden(0, False)
        wide, high = table.columnWidth(0), table.horizontalHeader().height()
        self.setColumnWidth(0, wide)
        self.horizontalHeader().setFixedHeight(high)
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        edge = table.frameWidth()
        self.setGeometry(edge, edge, wide, high + table.viewport().height())
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())
        self.show()
        self.raise_()
