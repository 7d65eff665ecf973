"""The row of totals under the grid: it always adds up what the grid shows."""

from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QTableView

from mediation_desk.domain.claims import ZERO, Applicant, Claim, ClaimKind, totals
from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.ui.case.sums_cells import Column, Part
from mediation_desk.ui.case.sums_model import SumsModel
from mediation_desk.ui.case.sums_states import State, is_unsettled
from mediation_desk.ui.slices import Slices
from mediation_desk.ui.theme import colour, set_role
from mediation_desk.ui.widgets.edge import edge
from mediation_desk.ui.widgets.grid import Grid
from mediation_desk.ui.widgets.naming import named

Index = QModelIndex | QPersistentModelIndex


MANY = 40
"""Workers from which on a case is shown in slices."""
_SUMS = {name: attrgetter(name) for name in ("claimed", "entitled", "agreed")}


class _Added:
    """Claims added up: their number, their sums, how many are not known, not settled."""

    def __init__(self, claims: tuple[Claim, ...] = ()) -> None:
        self.count = len(claims)
        self.unsettled = sum(map(is_unsettled, claims))
        self.sums, self.unknown = dict[str, Decimal](), dict[str, int]()
        for name, amount in _SUMS.items():
            found = list(map(amount, claims))
            self.unknown[name] = found.count(None)
            self.sums[name] = sum((sum_ for sum_ in found if sum_ is not None), ZERO)
        self.sums["entitled"] = totals(claims).entitled  # what excludes each other counts once

    def __add__(self, other: "_Added") -> "_Added":
        both = _Added()
        both.count, both.unsettled = self.count + other.count, self.unsettled + other.unsettled
        for name in _SUMS:
            both.sums[name] = self.sums[name] + other.sums[name]
            both.unknown[name] = self.unknown[name] + other.unknown[name]
        return both


class TotalsModel(QAbstractTableModel):
    """One row that adds up the columns of the grid above it."""

    def __init__(self, sums: SumsModel) -> None:
        super().__init__()
        self._sums = sums
        self._found: dict[ClaimKind | None, _Added] = {}
        self._stands = False
        self._slices = Slices(self)
        sums.modelReset.connect(self._anew)
        sums.dataChanged.connect(lambda *_what: self._changed())

    def total(self, column: Column) -> Decimal | None:
        """Add up a column; None for one that holds no sums."""
        if column.part is Part.ANSWER:
            return None
        if column.part is Part.FACT:
            if column.name != "arrears":
                return None
            return sum((worker.work.arrears or ZERO for worker in self._workers()), ZERO)
        if column.part is Part.OFFERED:
            return self._sums.offered(column)
        return self._added(column).sums[column.name]

    def waiting(self, column: Column) -> int:
        """Count the claims of a column that the law's sum is still to be computed for."""
        return self._added(column).unknown["entitled"] if column.name == "entitled" else 0

    def unsettled(self, column: Column) -> int:
        """Count the sums of a column that are computed and do not stand yet."""
        return self._added(column).unsettled if column.name == "entitled" else 0

    def state(self, column: Column) -> State | None:
        """Return what the colour of a total says, None where it has none."""
        return State.OPEN if self.waiting(column) or self.unsettled(column) else None

    def _workers(self) -> list[Applicant]:
        return [self._sums.applicant(row) for row in range(self._sums.rowCount())]

    def _added(self, column: Column) -> "_Added":
        """Return the sums of a column's claims; those of many workers may still be those before."""
        if not self._found or not self._slices.busy:
            self.add_up()
        return self._found.get(column.kind) or _Added()

    def add_up(self) -> None:
        """Add up all columns in one pass, unless they are."""
        if self._stands:
            return
        claims: dict[ClaimKind, list[Claim]] = {}
        for worker in self._workers():
            for claim in worker.claims:
                claims.setdefault(claim.kind, []).append(claim)
        self._found = {kind: _Added(tuple(made)) for kind, made in claims.items()}
        self._found[None] = sum(self._found.values(), _Added())
        self._stands = True

    def _text(self, column: Column) -> str:
        if column.part in (Part.FACT, Part.OFFERED, Part.ANSWER):
            total = self.total(column)
            return "" if total is None else figures(total)
        added = self._added(column)
        if added.count and added.unknown[column.name] == added.count:
            return "—"
        return figures(added.sums[column.name])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the one row."""
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return as many columns as the grid has."""
        return 0 if parent.isValid() else self._sums.columnCount()

    @edge
    def headerData(
        self, _section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the row."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Vertical:
            return _("Total")
        return None

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Show a column's total."""
        if not index.isValid():
            return None
        column = self._sums.column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour(state.tone) if (state := self.state(column)) else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _tip(self, column: Column) -> str | None:
        told = []
        if number := self.waiting(column):
            told.append(_("Not final: {n} claims are still to be computed.").format(n=number))
        if number := self.unsettled(column):
            text = _("Not final: {n} sums wait for a figure or a fact; each cell says which.")
            told.append(text.format(n=number))
        return "\n".join(told) or None

    def _anew(self) -> None:
        self._stands = False
        self.beginResetModel()
        self.endResetModel()

    def _changed(self) -> None:
        self._stands = False
        self._slices.drop()
        self._slices.begin(self._tell(many=self._sums.rowCount() > MANY))

    def _tell(self, *, many: bool) -> Iterator[None]:
        """Tell of other totals; those of many workers are added up in a slice of their own."""
        if many:
            yield
            self.add_up()
            yield
        if self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(0, self.columnCount() - 1))


class TotalsRow(QTableView):
    """Stands under the grid and follows its columns."""

    def __init__(self, grid: Grid, model: TotalsModel) -> None:
        super().__init__()
        named(self, "sums_totals", _("Totals"))
        self._grid = grid
        self.setModel(model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(True)
        self.horizontalHeader().hide()
        set_role(self.verticalHeader(), "names")
        rows = grid.verticalHeader()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        grid.horizontalHeader().sectionResized.connect(
            lambda place, _old, new: self.setColumnWidth(place, new)
        )
        grid.horizontalScrollBar().valueChanged.connect(self.horizontalScrollBar().setValue)
        rows.geometriesChanged.connect(self.follow)
        model.modelReset.connect(self.follow)

    def follow(self) -> None:
        """Take the widths of the grid."""
        above = self._grid.model()
        if above is None:  # the page is being taken down
            return
        high = self._grid.verticalHeader().defaultSectionSize()
        self.verticalHeader().setDefaultSectionSize(high)
        self.setFixedHeight(high + 2)
        self.verticalHeader().setFixedWidth(max(self._grid.verticalHeader().width(), 40))
        for place in range(above.columnCount()):
            hidden, width = self._grid.isColumnHidden(place), self._grid.columnWidth(place)
            if self.isColumnHidden(place) != hidden:
                self.setColumnHidden(place, hidden)
            if not hidden and self.columnWidth(place) != width:
                self.setColumnWidth(place, width)
        self.horizontalScrollBar().setValue(self._grid.horizontalScrollBar().value())
