"""Tables: fixed rows, columns that are remembered, cells that go to a spreadsheet."""

from collections.abc import Sequence

from PySide6.QtCore import (
    SIGNAL,
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
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
    QPainter,
    QPaintEvent,
    QPalette,
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
from mediation_desk.ui.widgets.painted import PaintedCells
from mediation_desk.ui.widgets.presses import pressed

Index = QModelIndex | QPersistentModelIndex

_MEASURED = 12
"""Rows of a short list by which its columns are fitted: what a card shows without scrolling."""
_BESIDE_TEXT = 24
"""What the style keeps free beside the text of a cell."""


def evened(shared: Sequence[int], needed: Sequence[int]) -> list[int]:
    """Return widths of the same sum: what is short shows whole, what is long shares the rest."""
    room, widths = sum(shared), list(shared)
    if all(need <= share for share, need in zip(shared, needed, strict=True)):
        return widths
    by_need = sorted(range(len(needed)), key=lambda column: needed[column])
    for place, column in enumerate(by_need):
        widths[column] = min(needed[column], room // (len(by_need) - place))
        room -= widths[column]
    widths[by_need[-1]] += room
    return widths


class TableView(QTableView):
    """A table whose widths and sort are remembered under its objectName."""

    opened = Signal(QModelIndex)
    """A row was double-clicked, or Enter was pressed on it."""

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, spoken)
        self.setItemDelegate(PaintedCells(self))
        self._restored = False
        self._stretch = -1
        self._widths: tuple[int, ...] = ()
        self._shares: tuple[int, ...] = ()
        self._yields: tuple[int, ...] = ()
        self._fits: tuple[int, ...] = ()
        self._yielded: set[int] = set()
        self._nothing = ""
        self._air = 13  # around the type in a row
        self._lines = 1
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
        self.doubleClicked.connect(self.open_at)
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
        self,
        model: QAbstractItemModel,
        widths: tuple[int, ...] = (),
        stretch: int = 0,
        yields: tuple[int, ...] = (),
        fits: tuple[int, ...] = (),
    ) -> None:
        """Show a model; widths are in digits, the column `stretch` takes what is left.

        Where the room is too small the columns `yields` are left out, the first of them first,
        and the columns `fits` are as wide as their first rows ask, unless a hand has sized them.
        """
        self.setModel(model)
        self._widths, self._stretch, self._yields, self._fits = widths, stretch, yields, fits
        self._size_columns()
        state = recall_state(self._key())
        if state is not None:
            self.horizontalHeader().restoreState(state)
            for column in yields:
                self.setColumnHidden(column, False)
        elif fits:
            model.modelReset.connect(self._fit_columns)
        self._restored = True
        self.fill_width()

    def be_dense(self) -> None:
        """Set the rows closer, where a whole group should be seen at once."""
        self._air = 7
        self._set_row_height()

    def be_lined(self, lines: int) -> None:
        """Give each row some lines, for long names and sources that must not be cut."""
        self._lines = lines
        self.setWordWrap(True)
        self._set_row_height()

    def say_when_empty(self, text: str) -> None:
        """Say this where the rows would stand, as long as there is none."""
        self._nothing = text
        self.setAccessibleDescription(text)

    def use_in_card(self, model: QAbstractItemModel, shares: tuple[int, ...]) -> None:
        """Show a short list whose columns share the card's width, without scrolling sideways.

        A column that needs less than its share leaves the rest to one that needs more.
        """
        self.setModel(model)
        self._shares = shares
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._share_width)
        self._share_width()

    def share_anew(self) -> None:
        """Paint and share the width again: cells say more than when they were measured."""
        self._share_width()
        model = self.model()
        if rows := model.rowCount():  # to ask Qt for the viewport would load all its widgets
            self.dataChanged(model.index(0, 0), model.index(rows - 1, model.columnCount() - 1))

    def sizeHint(self) -> QSize:
        """Ask for no more than the least height where one is set: the page gives the rest."""
        wanted = super().sizeHint()
        return QSize(wanted.width(), self.minimumHeight()) if self.minimumHeight() else wanted

    def remember_columns(self) -> None:
        """Remember widths, order and sort."""
        remember_state(self._key(), self.horizontalHeader().saveState())

    def selectRow(self, row: int) -> None:
        """Select this row and no other, whatever keys are held: with Ctrl down Qt would add it."""
        index = self.model().index(row, self.horizontalHeader().logicalIndex(0))
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if index.isValid():
            self.selectionModel().setCurrentIndex(
                index, alone | QItemSelectionModel.SelectionFlag.Rows
            )

    def copy_selection(self) -> None:
        """Put the selected cells on the clipboard, for a spreadsheet."""
        QGuiApplication.clipboard().setText(self.selection_text())

    def selected_cells(self) -> list[tuple[int, int]]:
        """Return rows and columns of the selected cells, without asking the model for each."""
        if self.selectionModel() is None:
            return []
        ranges = self.selectionModel().selection()
        cells = (
            (row, column)
            for one in map(ranges.at, range(ranges.count()))
            for row in range(one.top(), one.bottom() + 1)
            for column in range(one.left(), one.right() + 1)
        )
        return list(dict.fromkeys(cells))

    def selection_text(self) -> str:
        """Return the selected cells as lines with tabs between."""
        order = self.horizontalHeader().visualIndex
        cells: dict[int, dict[int, str]] = {}
        for row, column in self.selected_cells():
            if not self.isColumnHidden(column):
                text = _one_line(self.model().index(row, column))
                cells.setdefault(row, {})[order(column)] = text
        return "\n".join(
            "\t".join(cells[row][column] for column in sorted(cells[row])) for row in sorted(cells)
        )

    def all_text(self) -> str:
        """Return the headings and every row as lines with tabs between."""
        model = self.model()
        columns = [
            c
            for c in range(model.columnCount())
            if not self.isColumnHidden(c) or c in self._yielded
        ]
        heading = Qt.Orientation.Horizontal
        rows = ["\t".join(str(model.headerData(c, heading) or "") for c in columns)]
        rows += [
            "\t".join(_one_line(model.index(r, c)) for c in columns)
            for r in range(model.rowCount())
        ]
        return "\n".join(rows)

    def open_at(self, index: QModelIndex) -> None:
        """Open a row, and remember that it was pressed."""
        pressed(self, self.row_text(index.row()))
        self.opened.emit(index)

    def row_text(self, row: int) -> str:
        """Return a row as a line with tabs between, however its columns are shown."""
        model = self.model()
        return "\t".join(_one_line(model.index(row, c)) for c in range(model.columnCount()))

    def row_with(self, text: str) -> int | None:
        """Return the first row that says just this, None where none does any more."""
        rows = range(self.model().rowCount()) if self.model() is not None else ()
        return next((row for row in rows if self.row_text(row).strip() == text.strip()), None)

    def menu_for(self, index: QModelIndex) -> QMenu:
        """Return the menu of a right click on a cell; pages add to it."""
        menu = named(QMenu(self), f"{self.objectName()}_menu", _("Table menu"))
        if index.isValid():
            if self.receivers(SIGNAL("opened(QModelIndex)")):  # else nothing would happen
                menu.addAction(_("Open"), lambda: self.open_at(index))
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
            self.open_at(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or say that there is none."""
        super().paintEvent(event)
        model = self.model()
        if self._nothing and model is not None and not model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(8, 0, -8, 0), wrapped, self._nothing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let one column take what is left."""
        super().resizeEvent(event)
        self._room = event.size().width()
        self.fill_width()
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
        type_of_row = self.fontMetrics()
        height = type_of_row.height() + (self._lines - 1) * type_of_row.lineSpacing()
        self.verticalHeader().setDefaultSectionSize(height + self._air)

    def _size_columns(self) -> None:
        for column in range(len(self._widths)):
            self.setColumnWidth(column, self._first_width(column))

    def _first_width(self, column: int) -> int:
        unit = QFontMetrics(self.font()).horizontalAdvance("0")
        least = self.horizontalHeader().minimumSectionSize()
        needed = self._needed(column) if column in self._fits else 0
        return max(least, self._widths[column] * unit + 16, needed)

    def _fit_columns(self) -> None:
        """Size the columns that fit their rows anew, where no hand has sized any."""
        if recall_state(self._key()) is not None:
            return
        self._restored = False  # this is not to be remembered
        self._size_columns()
        self._restored = True
        self.fill_width()

    def _least(self) -> int:
        """Return to what the stretching column shrinks."""
        within = 0 <= self._stretch < len(self._widths)
        return min(120, self._first_width(self._stretch)) if within else 120

    def _yield_columns(self) -> None:
        """Leave out the columns that are needed least where there is no room for all."""
        if not self._yields:
            return
        in_view = [
            column
            for column in range(len(self._widths))
            if column in self._yielded or not self.isColumnHidden(column)
        ]
        by_hand = any(
            self.columnWidth(column) != self._first_width(column)
            for column in in_view
            if column != self._stretch and column not in self._yielded
        )
        need = sum(self._first_width(column) for column in in_view if column != self._stretch)
        free = self._room - need - self._least()
        self._restored = False  # this is not to be remembered
        for column in self._yields:
            if column not in in_view:
                continue
            goes = free < 0 and not by_hand
            self.setColumnHidden(column, goes)
            if goes:
                self._yielded.add(column)
                free += self._first_width(column)
            else:
                self._yielded.discard(column)
        self._restored = True

    def _share_width(self) -> None:
        if not self._shares or not self._room:
            return
        whole = sum(self._shares)
        shared = [self._room * share // whole for share in self._shares]
        needed = [self._needed(column) for column in range(len(shared))]
        for column, width in enumerate(evened(shared, needed)):
            self.setColumnWidth(column, width)

    def _needed(self, column: int) -> int:
        """Return how wide a column must be for its heading and its first rows to show whole."""
        model, across = self.model(), Qt.Orientation.Horizontal
        cells = [(model.headerData(column, across), self.horizontalHeader().font())]
        for row in range(min(model.rowCount(), _MEASURED)):
            index = model.index(row, column)
            cells.append((index.data(), index.data(Qt.ItemDataRole.FontRole) or self.font()))
        wide = [QFontMetrics(font).horizontalAdvance(str(text or "")) for text, font in cells]
        return max(wide) + _BESIDE_TEXT

    def fill_width(self) -> None:
        """Widen the stretching column; unlike a Stretch section the user may still size it."""
        model = self.model()
        if model is None or self._stretch < 0 or not self._restored or not self._room:
            return
        self._yield_columns()
        header, least = self.horizontalHeader(), self._least()
        free = self._room - header.length()
        if free > 0 or self.columnWidth(self._stretch) > least:
            wide = max(least, self.columnWidth(self._stretch) + free)
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
        self.fill_width()


def _one_line(index: Index) -> str:
    text = index.data(Qt.ItemDataRole.DisplayRole)
    return "" if text is None else " ".join(str(text).split())
