"""Tables: fixed rows, columns that are remembered, cells that go to a spreadsheet."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from mediation_desk.i18n import _
from mediation_desk.ui.memory import recall_state, remember_state
from mediation_desk.ui.widgets.naming import named

Index = QModelIndex | QPersistentModelIndex


class TableView(QTableView):
    """A table whose widths and sort are remembered under its objectName."""

    opened = Signal(QModelIndex)
    """A row was double-clicked, or Enter was pressed on it."""

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, spoken)
        self._restored = False
        self._stretch = -1
        self._widths: tuple[int, ...] = ()
        self._shares: tuple[int, ...] = ()
        self._air = 13  # around the type in a row
        self._room = 0  # the viewport's width; to ask Qt for the viewport loads all its widgets
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.doubleClicked.connect(self.opened)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionsMovable(True)
        columns.setMinimumSectionSize(40)
        self._remembering = QTimer(self, singleShot=True, interval=500)
        self._remembering.timeout.connect(self.remember_columns)
        for moved in (columns.sectionResized, columns.sectionMoved):
            moved.connect(lambda *_what: self._restored and self._remembering.start())
        columns.sortIndicatorChanged.connect(
            lambda *_what: self._restored and self._remembering.start()
        )
        self._set_row_height()

    def use(
        self, model: QAbstractItemModel, widths: tuple[int, ...] = (), stretch: int = 0
    ) -> None:
        """Show a model; widths are in digits, the column `stretch` takes what is left."""
        self.setModel(model)
        self._widths, self._stretch = widths, stretch
        self._size_columns()
        state = recall_state(self._key())
        if state is not None:
            self.horizontalHeader().restoreState(state)
        self._restored = True
        self._fill_width()

    def be_dense(self) -> None:
        """Set the rows closer, where a whole group should be seen at once."""
        self._air = 7
        self._set_row_height()

    def use_in_card(self, model: QAbstractItemModel, shares: tuple[int, ...]) -> None:
        """Show a short list whose columns share the card's width, without scrolling sideways."""
        self.setModel(model)
        self._shares = shares
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._share_width()

    def sizeHint(self) -> QSize:
        """Ask for no more than the least height where one is set: the page gives the rest."""
        wanted = super().sizeHint()
        return QSize(wanted.width(), self.minimumHeight()) if self.minimumHeight() else wanted

    def remember_columns(self) -> None:
        """Remember widths, order and sort."""
        remember_state(self._key(), self.horizontalHeader().saveState())

    def copy_selection(self) -> None:
        """Put the selected cells on the clipboard, for a spreadsheet."""
        QGuiApplication.clipboard().setText(self.selection_text())

    def selection_text(self) -> str:
        """Return the selected cells as lines with tabs between."""
        chosen = self.selectionModel().selectedIndexes() if self.selectionModel() else []
        order = self.horizontalHeader().visualIndex
        cells: dict[int, dict[int, str]] = {}
        for index in chosen:
            if not self.isColumnHidden(index.column()):
                cells.setdefault(index.row(), {})[order(index.column())] = _one_line(index)
        return "\n".join(
            "\t".join(cells[row][column] for column in sorted(cells[row])) for row in sorted(cells)
        )

    def all_text(self) -> str:
        """Return the headings and every row as lines with tabs between."""
        model = self.model()
        columns = [c for c in range(model.columnCount()) if not self.isColumnHidden(c)]
        heading = Qt.Orientation.Horizontal
        rows = ["\t".join(str(model.headerData(c, heading) or "") for c in columns)]
        rows += [
            "\t".join(_one_line(model.index(r, c)) for c in columns)
            for r in range(model.rowCount())
        ]
        return "\n".join(rows)

    def menu_for(self, index: QModelIndex) -> QMenu:
        """Return the menu of a right click on a cell; pages add to it."""
        menu = named(QMenu(self), f"{self.objectName()}_menu", _("Table menu"))
        if index.isValid():
            menu.addAction(_("Open"), lambda: self.opened.emit(index))
            menu.addSeparator()
            menu.addAction(
                _("Copy cell"), lambda: QGuiApplication.clipboard().setText(_one_line(index))
            )
            copy = menu.addAction(_("Copy rows"), self.copy_selection)
            copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        menu.addAction(_("Copy the whole table"), self._copy_all)
        menu.addAction(_("Columns as at first"), self._forget_columns)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; copying takes the selection."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._may_open():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let one column take what is left."""
        super().resizeEvent(event)
        self._room = event.size().width()
        self._fill_width()
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Keep rows as high as the type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_row_height()

    def _may_open(self) -> bool:
        editing = self.state() is QAbstractItemView.State.EditingState
        return self.currentIndex().isValid() and not editing

    def _key(self) -> str:
        """Name what is remembered; a table with other columns is another table."""
        columns = self.model().columnCount() if self.model() else 0
        return f"table/{self.objectName()}/{columns}"

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + self._air)

    def _size_columns(self) -> None:
        unit = QFontMetrics(self.font()).horizontalAdvance("0")
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, width * unit + 16)

    def _share_width(self) -> None:
        if not self._shares or not self._room:
            return
        left, whole = self._room, sum(self._shares)
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, left * share // whole)

    def _fill_width(self) -> None:
        """Widen the stretching column; unlike a Stretch section the user may still size it."""
        model = self.model()
        if model is None or self._stretch < 0 or not self._restored or not self._room:
            return
        header = self.horizontalHeader()
        free = self._room - header.length()
        if free > 0 or self.columnWidth(self._stretch) > 160:
            wide = max(120, self.columnWidth(self._stretch) + free)
            header.blockSignals(True)
            header.resizeSection(self._stretch, wide)
            header.blockSignals(False)
            self.updateGeometries()

    def _open_menu(self, at: QPoint) -> None:
        self.menu_for(self.indexAt(at)).popup(self.viewport().mapToGlobal(at))

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self.all_text())

    def _forget_columns(self) -> None:
        header = self.horizontalHeader()
        for column in range(header.count()):
            header.moveSection(header.visualIndex(column), column)
        self._size_columns()
        self._fill_width()


def _one_line(index: Index) -> str:
    text = index.data(Qt.ItemDataRole.DisplayRole)
    return "" if text is None else " ".join(str(text).split())
