"""A fact that is a list, such as the wages of months: a small table, pasted from Excel too."""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import N_, _
from mediation_desk.law.fact_texts import shown, stored
from mediation_desk.law.facts import Fact
from mediation_desk.law.fields import Shape
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.theme import Tone, colour
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.edge import edge
from mediation_desk.ui.widgets.grid import Grid
from mediation_desk.ui.widgets.labels import label

Index = QModelIndex | QPersistentModelIndex

COLUMNS: Mapping[Shape, tuple[str, ...]] = {
    Shape.PAIRS: (N_("Wage (yuan)"), N_("Months")),
    Shape.MONEY_PAIRS: (N_("Due (yuan)"), N_("Paid (yuan)")),
    Shape.SHARES: (N_("Wage (yuan)"), N_("Days or months counted"), N_("Out of")),
    Shape.LEAVE_YEARS: (N_("Calendar year"), N_("Years of work by then"), N_("Days taken")),
    Shape.SPANS: (N_("First day"), N_("Last day")),
    Shape.ITEMS: (N_("Item"), N_("Amount (yuan)")),
    Shape.DEPENDENTS: (N_("Spouse or other"), N_("Lone old person or orphan")),
}
"""What the rows of a list hold, by its shape."""

_SPARE = 40


class ListModel(QAbstractTableModel):
    """Rows of texts with empty ones below; a row that cannot be read says why."""

    def __init__(self, fact: Fact, text: str) -> None:
        super().__init__()
        self._fact = fact
        self.titles = COLUMNS[fact.field.shape]
        self.rows = _rows(fact, text)
        self._grow()
        self.problems: dict[int, str] = {}

    def _grow(self) -> None:
        wanted = max((n for n, row in enumerate(self.rows) if any(row)), default=0) + _SPARE
        self.rows += [[""] * len(self.titles) for _row in range(wanted - len(self.rows))]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the rows, the empty ones too."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the entries of a row."""
        return 0 if parent.isValid() else len(self.titles)

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns, number the rows."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        across = orientation is Qt.Orientation.Horizontal
        return _(self.titles[section]) if across else str(section + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every cell be typed into."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Show what was typed, and at a row what is wrong with it."""
        if not index.isValid():
            return None
        problem = self.problems.get(index.row(), "")
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self.rows[index.row()][index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return problem
            case Qt.ItemDataRole.ForegroundRole if problem:
                return QColor(colour(Tone.BAD))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into one cell."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.put({(index.row(), index.column()): str(value or "")})
        return True

    def put(self, texts: Mapping[tuple[int, int], str]) -> None:
        """Take several cells at one stroke."""
        self.beginResetModel()
        for (row, place), text in texts.items():
            self.rows[row][place] = " ".join(text.split())
        self._grow()
        self.problems = {}
        self.endResetModel()

    def read(self) -> str:
        """Return the list as it is typed in one line; raise what is wrong, kept at its row."""
        self.problems = {}
        lines = []
        for number, row in enumerate(self.rows):
            if not any(row):
                continue
            line = _line(self._fact.field.shape, row)
            try:
                stored(self._fact.field, line)
            except (DeskError, ValueError, IndexError) as wrong:
                said = str(wrong) if isinstance(wrong, DeskError) else _("it cannot be read.")
                self.problems[number] = _("Row {n}: {problem}").format(n=number + 1, problem=said)
            lines.append(line)
        if self.problems:
            self.layoutChanged.emit()
            raise DeskError("\n".join(self.problems.values()))
        return "; ".join(lines)


def _rows(fact: Fact, text: str) -> list[list[str]]:
    """Return the rows of a list that was typed in one line; none where it cannot be read."""
    try:
        held = json.loads(stored(fact.field, text) or "[]", parse_float=Decimal)
    except (DeskError, ValueError, IndexError):
        return []
    if fact.field.shape is Shape.DEPENDENTS:
        return [
            [
                _("spouse") if one["kind"] == "spouse" else _("other dependent"),
                _("yes") if one["orphan_or_lone"] else "",
            ]
            for one in held
        ]
    return [[str(entry) for entry in row] for row in held]


def _line(shape: Shape, row: Sequence[str]) -> str:
    """Write a row as it is typed in one line."""
    if shape is Shape.DEPENDENTS:
        alone = row[1].lower() in ("是", "yes", "y", "1", "√", "✓", "孤")
        return row[0] + ("孤" if alone else "")
    return " ".join(filter(None, row))


class ListDialog(Dialog):
    """The table of a list; what was read is handed on as the text of the one line."""

    def __init__(
        self, fact: Fact, text: str, taken: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(fact.title, _("Take over"), name="list_fact", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._taken = taken
        self.model = ListModel(fact, text)
        self.grid = Grid("list_grid", fact.title, dense=True)
        self.grid.use(self.model, (13,) * len(self.model.titles), stretch=0)
        self.grid.verticalHeader().setVisible(True)
        elastic(self.grid, 180)
        told = _("One entry a row; cells can be pasted from Excel. Empty rows do not count.")
        self.body.addWidget(label(told, "small", name="list_hint", wrap=True))
        self.body.addWidget(self.grid, 1)
        self.setMinimumSize(460, 340)
        self.grid.setCurrentIndex(self.model.index(0, 0))

    def submit(self) -> None:
        """Hand on the list, or say which row cannot be read."""
        self.grid.take_typing()
        try:
            read = self.model.read()
        except DeskError as wrong:
            self.explain(wrong)
            return
        self._taken(read)
        self.accept()


def is_list(fact: Fact) -> bool:
    """Say whether a fact is a list."""
    return fact.field.shape in COLUMNS


def as_shown(fact: Fact, text: str) -> str:
    """Write a list as its one line shows it."""
    return shown(fact.field, stored(fact.field, text))
