"""A sheet of cells that are typed into: what cannot be read stays in its cell with the reason."""

from collections.abc import Collection, Hashable, Iterable, Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from mediation_desk.domain.errors import DeskError
from mediation_desk.ui.theme import Tone, colour, colours
from mediation_desk.ui.widgets.edge import edge

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int]
_ALIGNED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NAMES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Sheet(QAbstractTableModel):
    """Rows with names, columns with titles; subclasses say what a cell shows and takes."""

    edited = Signal()
    misread = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.titles: list[str] = []
        self._wrong: dict[Place, tuple[str, str]] = {}
        self.locked = False

    def lay_out(self, names: Iterable[str], titles: Iterable[str]) -> None:
        """Show other rows and columns; what could not be read is forgotten."""
        self.beginResetModel()
        self.names, self.titles, self._wrong = list(names), list(titles), {}
        self.endResetModel()

    def shown(self, _row: int, _column: int) -> str:
        """Return what a cell shows."""
        return ""

    def entered(self, row: int, column: int) -> str:
        """Return what is edited in a cell, where it differs from what is shown."""
        return self.shown(row, column)

    def takes(self, _row: int, _column: int) -> bool:
        """Say whether a cell is typed into."""
        return False

    def take(self, _row: int, _column: int, _text: str) -> None:
        """Keep what was typed; raise `DeskError` with the reason if it cannot be read."""

    def tone(self, _row: int, _column: int) -> Tone:
        """Return the tone of a cell."""
        return Tone.PLAIN

    def tip(self, _row: int, _column: int) -> str:
        """Return what more there is to know of a cell."""
        return ""

    def wrong(self) -> tuple[str, ...]:
        """Return the sentences about cells that cannot be read."""
        return tuple(sentence for _text, sentence in self._wrong.values())

    def refused(self) -> Mapping[Place, tuple[str, str]]:
        """Return the cells that cannot be read, each with its text and the reason."""
        return dict(self._wrong)

    def put_refused(self, wrong: Mapping[Place, tuple[str, str]]) -> None:
        """Show such cells again, as far as there are rows and columns for them."""
        rows, columns = range(len(self.names)), range(len(self.titles))
        self._wrong |= {p: told for p, told in wrong.items() if p[0] in rows and p[1] in columns}
        self.refresh()

    def blame(self, problems: Mapping[Place, str]) -> None:
        """Show what a service found wrong at its cells."""
        self._wrong |= {place: (self.entered(*place), said) for place, said in problems.items()}
        self.refresh()

    def forget_wrong(self) -> bool:
        """Put back what stood in cells that could not be read; False if there were none."""
        found, self._wrong = bool(self._wrong), {}
        if found:
            self.refresh()
            self.misread.emit("")
        return found

    def put_back(self, places: Collection[Place]) -> None:
        """Put back what stood in those of these cells that could not be read."""
        if gone := [place for place in places if place in self._wrong]:
            for place in gone:
                del self._wrong[place]
            self.refresh()
            self.misread.emit("\n".join(dict.fromkeys(self.wrong())))
            self.edited.emit()

    def refresh(self) -> None:
        """Show every cell anew."""
        if self.names and self.titles:
            last = self.index(len(self.names) - 1, len(self.titles) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell_name(self, index: QModelIndex) -> tuple[int, str, str]:
        """Name a cell by its row and the title of its column."""
        return index.row(), self.names[index.row()], self.titles[index.column()]

    def named_cell(self, name: Hashable) -> QModelIndex:
        """Return the cell of that name; an invalid one where it is not there any more."""
        for row, whose in enumerate(self.names):
            for column, title in enumerate(self.titles):
                if (row, whose, title) == name:
                    return self.index(row, column)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self.names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(self.titles)

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name columns above and rows at the left."""
        names = self.titles if orientation is Qt.Orientation.Horizontal else self.names
        if role == Qt.ItemDataRole.DisplayRole and section < len(names):
            return names[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED if orientation is Qt.Orientation.Horizontal else _NAMES
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells be edited that take something."""
        flags = super().flags(index)
        if index.isValid() and not self.locked and self.takes(index.row(), index.column()):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Show a cell."""
        if not index.isValid():
            return None
        place = index.row(), index.column()
        wrong = self._wrong.get(place)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return wrong[0] if wrong else self.shown(*place)
            case Qt.ItemDataRole.EditRole:
                return wrong[0] if wrong else self.entered(*place)
            case Qt.ItemDataRole.ToolTipRole:
                return wrong[1] if wrong else self.tip(*place) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _ALIGNED
            case Qt.ItemDataRole.ForegroundRole:
                tone = Tone.BAD if wrong else self.tone(*place)
                return None if tone is Tone.PLAIN else colour(tone)
            case Qt.ItemDataRole.BackgroundRole if wrong:
                return QColor(colours().bad_soft)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Read what was typed into one cell."""
        text = str(value or "")
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        self.put({(index.row(), index.column()): text})
        return True

    def put(self, texts: Mapping[Place, str]) -> None:
        """Read several cells at one stroke (typed, pasted or filled down)."""
        open_to = {p: t for p, t in texts.items() if not self.locked and self.takes(*p)}
        if not open_to:
            return
        for place, text in open_to.items():
            self._wrong.pop(place, None)
            try:
                self.take(*place, text.strip())
            except DeskError as error:
                self._wrong[place] = text, f"{self.names[place[0]]}：{error}"
        self.refresh()
        self.misread.emit("\n".join(dict.fromkeys(self.wrong())))
        self.edited.emit()
