"""A table that is typed into: copy, paste, fill down and clear, as in a spreadsheet."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QMenu,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from mediation_desk.i18n import _
from mediation_desk.ui.widgets.painted import PaintedCells
from mediation_desk.ui.widgets.table import TableView

_EDITS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.EditKeyPressed
)
FILL_DOWN = QKeySequence("Ctrl+D")


@dataclass(frozen=True, slots=True)
class Arranged:
    """The cells of a paste by row and column, how they were found, and what was not taken."""

    texts: Mapping[tuple[int, int], str]
    told: str
    left_out: str


Arranging = Callable[[Sequence[Sequence[str]], int], Arranged | None]
"""Finds where pasted lines belong by what they say; None where they go from the current cell on."""

Elsewhere = Callable[[QModelIndex | QPersistentModelIndex], bool]
"""Opens an editor of its own for a cell and says so; False where a line in the cell will do."""


@runtime_checkable
class TakesTexts(Protocol):
    """A model that takes several typed cells at one stroke."""

    def put(self, texts: Mapping[tuple[int, int], str], /) -> None:
        """Take the texts by row and column."""


@runtime_checkable
class PutsBack(Protocol):
    """A model that keeps what it cannot read in its cells, and can let go of it."""

    def put_back(self, places: Collection[tuple[int, int]], /) -> None:
        """Show again what stood in those of the cells that could not be read."""


@runtime_checkable
class NamesCells(Protocol):
    """A model that finds a cell again after its rows or columns have changed."""

    def cell_name(self, index: QModelIndex, /) -> Hashable:
        """Name a cell."""

    def named_cell(self, name: Hashable, /) -> QModelIndex:
        """Return the cell of that name; an invalid one where it is not shown any more."""


@runtime_checkable
class ReadsInSlices(Protocol):
    """A model that reads many cells some at a time."""

    def settle(self) -> None:
        """Read at once what is still to be read."""


class CellEditing(PaintedCells):
    """Editors that fit into a cell; the current one shows it where it is in error."""

    def initStyleOption(
        self,
        option: Any,  # noqa: ANN401 - the library's types do not know what an option holds
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Let the colour of an error stand over that of the selection."""
        super().initStyleOption(option, index)
        grid = self.parent()
        current = isinstance(grid, Grid) and grid.currentIndex() == index
        if current and option.backgroundBrush.style() is not Qt.BrushStyle.NoBrush:
            option.state &= ~QStyle.StateFlag.State_Selected

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Return a line without the frame that fields of a form have.

        None for a cell that the page edits elsewhere, as a list in a table of its own.
        """
        grid = self.parent()
        if isinstance(grid, Grid):
            grid.settle()
        if isinstance(grid, Grid) and grid.elsewhere is not None and grid.elsewhere(index):
            return None  # type: ignore[return-value]  # Qt takes this as no editor
        editor = QLineEdit(parent)
        editor.setObjectName("cell_editor")
        editor.setAccessibleName(_("Cell"))
        editor.setFrame(False)
        editor.setStyleSheet("padding: 0 3px; border-radius: 0;")
        if aligned := index.data(Qt.ItemDataRole.TextAlignmentRole):
            editor.setAlignment(Qt.AlignmentFlag(aligned))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Show what the cell holds, unless something was typed into the editor.

        A save that comes back meanwhile changes the cell under it, and leaves the typing alone.
        """
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)


class Grid(TableView):
    """A table of cells. Its model reads what is typed and keeps what it cannot read."""

    pasting = Signal(str)
    """Text was pasted while no cell was current: the page decides what it is."""

    left_out = Signal(str)
    """Which of the pasted lines changed nothing, and why."""

    arranged = Signal(str, str)
    """What of a block with headings was not taken, and how the rest was found."""

    def __init__(
        self, name: str, spoken: str, parent: QWidget | None = None, *, dense: bool = False
    ) -> None:
        super().__init__(name, spoken, parent)
        if dense:
            self.be_dense()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(_EDITS)
        self.setShowGrid(True)
        self.setItemDelegate(CellEditing(self))
        self.horizontalHeader().setSectionsMovable(False)
        self.elsewhere: Elsewhere | None = None
        self.arranging: Arranging | None = None
        self._typing: tuple[Hashable, str, int] | None = None
        self.pastes_whole = False
        """Whether pasted text is first offered to the page, as a roster is."""

    def paste(self) -> None:
        """Paste the clipboard over the cells from the current one on."""
        text = QGuiApplication.clipboard().text()
        if self.pastes_whole or not self.currentIndex().isValid():
            self.pasting.emit(text)
        else:
            self.paste_cells(text)

    def paste_cells(self, text: str) -> None:
        """Put lines with tabs between over the cells; one value fills the whole selection.

        An empty line among others leaves its row as it is: it comes from an empty row of a
        spreadsheet far more often than from a wish to empty the cells. That is said, as is what
        goes beyond the last row. What could not be read in such a row is let go: it was pasted
        over. A block that names its columns goes where these are.
        """
        rows = [line.split("\t") for line in text.replace("\r\n", "\n").rstrip("\n").split("\n")]
        chosen = self.selected_cells()
        if rows == [[rows[0][0]]] and len(chosen) > 1:
            self._put(dict.fromkeys(chosen, rows[0][0]))
            return
        start = self.currentIndex()
        if self.arranging is not None and (found := self.arranging(rows, start.row())):
            self._put(found.texts)
            self.arranged.emit(found.left_out, found.told)
            return
        places = range(start.column(), self.model().columnCount())
        shown = [place for place in places if not self.isColumnHidden(place)]
        room = self.model().rowCount() - start.row()
        empty = [
            down
            for down, row in enumerate(rows[:room])
            if len(rows) > 1 and not any(value.strip() for value in row)
        ]
        wide = shown[: max(map(len, rows))]
        self._put_back({(start.row() + down, place) for down in empty for place in wide})
        self._put(
            {
                (start.row() + down, place): value
                for down, row in enumerate(rows[:room])
                for place, value in zip(shown, row, strict=False)
                if down not in empty
            }
        )
        beside = {place for row in rows for place, value in enumerate(row) if value.strip()}
        wider = sum(place >= len(shown) for place in beside)
        self._tell_left_out(len(empty), max(0, len(rows) - room), wider)

    def _tell_left_out(self, empty: int, beyond: int, wider: int) -> None:
        told = []
        if empty:
            told.append(
                _("{n} empty lines were passed over: their rows stay as they were.").format(n=empty)
            )
        if beyond:
            told.append(_("{n} lines go beyond the last row and were not taken.").format(n=beyond))
        if wider:
            text = _("{n} columns go beyond the last column and were not taken.")
            told.append(text.format(n=wider))
        if told:
            self.left_out.emit("\n".join(told))

    def fill_down(self) -> None:
        """Copy the topmost selected cell of each column over those selected below it."""
        self.settle()
        columns: dict[int, list[int]] = {}
        for row, column in self.selected_cells():
            columns.setdefault(column, []).append(row)
        texts: dict[tuple[int, int], str] = {}
        for column, rows in columns.items():
            top = min(rows)
            text = self.model().index(top, column).data(Qt.ItemDataRole.EditRole)
            texts |= {(row, column): str(text or "") for row in rows if row != top}
        self._put(texts)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter go on below, as in a spreadsheet."""
        at = self.currentIndex()
        super().closeEditor(editor, hint)
        below = at.siblingAtRow(at.row() + 1) if at.isValid() else at
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache and below.isValid():
            self.setCurrentIndex(below)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; what is being typed outlives a change of its rows or columns."""
        super().setModel(model)
        if isinstance(model, NamesCells):
            model.modelAboutToBeReset.connect(self._keep_typing)
            model.modelReset.connect(self._type_on)

    def _editor(self) -> QLineEdit | None:
        editor = self.indexWidget(self.currentIndex())
        editing = self.state() is QAbstractItemView.State.EditingState
        return editor if editing and isinstance(editor, QLineEdit) else None

    def take_typing(self) -> None:
        """Take what is still being typed into a cell."""
        if (editor := self._editor()) is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _keep_typing(self) -> None:
        editor, model = self._editor(), self.model()
        if editor is not None and editor.isModified() and isinstance(model, NamesCells):
            place = editor.cursorPosition()
            self._typing = model.cell_name(self.currentIndex()), editor.text(), place

    def _type_on(self) -> None:
        """Go on typing in the cell where it stands now."""
        typing, self._typing = self._typing, None
        model = self.model()
        if typing is None or not isinstance(model, NamesCells):
            return
        name, text, place = typing
        at = model.named_cell(name)
        if not at.flags() & Qt.ItemFlag.ItemIsEditable:
            told = _("“{text}” was being typed into a cell that has gone; it is not saved.")
            self.left_out.emit(told.format(text=text))
            return
        self.setCurrentIndex(at)
        self.edit(at)
        if (editor := self._editor()) is not None:
            editor.selectAll()
            editor.insert(text)
            editor.setCursorPosition(place)

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        self._put(dict.fromkeys(self.selected_cells(), ""))

    def menu_for(self, index: QModelIndex) -> QMenu:
        """Return the menu of a right click, with what a spreadsheet offers."""
        menu = super().menu_for(index)
        before = menu.actions()[0]
        for text, act, key in (
            (_("Paste"), self.paste, QKeySequence(QKeySequence.StandardKey.Paste)),
            (_("Fill down"), self.fill_down, FILL_DOWN),
            (_("Clear cells"), self.clear_cells, QKeySequence(Qt.Key.Key_Delete)),
        ):
            action = menu.addAction(text, act)
            action.setShortcut(key)
            menu.insertAction(before, action)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, fill down and clear; Enter edits the cell."""
        self.settle()
        editable = Qt.ItemFlag.ItemIsEditable
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif QKeySequence(event.keyCombination()) == FILL_DOWN:
            self.fill_down()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear_cells()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and self.state() is not QAbstractItemView.State.EditingState
            and self.currentIndex().flags() & editable
        ):
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def settle(self) -> None:
        """Let what was put into the cells before be read: what comes now builds on it."""
        model = self.model()
        if isinstance(model, ReadsInSlices):
            model.settle()

    def _put_back(self, places: Collection[tuple[int, int]]) -> None:
        model = self.model()
        if places and isinstance(model, PutsBack):
            model.put_back(places)

    def _put(self, texts: Mapping[tuple[int, int], str]) -> None:
        model = self.model()
        if texts and isinstance(model, TakesTexts):
            model.put(texts)
