"""The rows of the page of performance, with a tick for those that are to be reminded."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal

from mediation_desk.domain.money import figures
from mediation_desk.domain.performance import PerformanceLine
from mediation_desk.domain.tracks import Standing
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.edge import edge
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import Index

CHECK = Qt.ItemDataRole.CheckStateRole


class PerformanceModel(RowsModel[PerformanceLine]):
    """Agreements in effect; the first column is ticked."""

    ticked = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(_columns(today))
        self._today = today
        self._ticked: set[int] = set()

    def show(self, rows: Sequence[PerformanceLine]) -> None:
        """Show other rows; a tick stays with its case."""
        super().show(rows)
        self._ticked &= {row.case_id for row in rows}

    def chosen(self) -> tuple[PerformanceLine, ...]:
        """Return the rows that are ticked, in the order shown."""
        return tuple(row for row in self.rows if row.case_id in self._ticked)

    def tick_overdue(self) -> None:
        """Tick every row in which something is overdue."""
        self._ticked |= {row.case_id for row in self.rows if row.overdue or row.duties}
        self._tell()

    def _tell(self) -> None:
        last = self.index(max(0, self.rowCount() - 1), 0)
        self.dataChanged.emit(self.index(0, 0), last, [CHECK])
        self.ticked.emit()

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, or whether its row is ticked."""
        if role == CHECK and index.isValid() and index.column() == 0:
            on = self.row(index).case_id in self._ticked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return super().data(index, role)

    @edge
    def painted(self, row: int, place: int) -> object:
        """Return all that a cell is painted with; a tick is painted by Qt."""
        return None if place == 0 else super().painted(row, place)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a row or take its tick away."""
        if role != CHECK or not index.isValid():
            return False
        key = self.row(index).case_id
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._ticked.add(key)
        else:
            self._ticked.discard(key)
        self._tell()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags


def _columns(today: Callable[[], date]) -> tuple[Column[PerformanceLine], ...]:
    def late(line: PerformanceLine) -> Tone:
        return Tone.BAD if line.overdue or line.duties else Tone.PLAIN

    def next_due(line: PerformanceLine) -> Tone:
        if line.next_due is None:
            return Tone.PLAIN
        left = (line.next_due - today()).days
        return Tone.BAD if left < 0 else Tone.WARN if left <= 7 else Tone.PLAIN

    return (
        Column(title="", text=lambda _line: ""),
        Column(title=_("Number"), text=lambda line: line.number, strong=True),
        Column(title=_("Parties"), text=lambda line: line.parties),
        Column(
            title=_("Next due"),
            text=lambda line: line.next_due.isoformat() if line.next_due else "—",
            tone=next_due,
        ),
        Column(
            title=_("This week"),
            text=lambda line: _money(line.this_week),
            key=lambda line: line.this_week,
            right=True,
        ),
        Column(
            title=_("Overdue"),
            text=_overdue,
            key=lambda line: line.overdue,
            right=True,
            tone=late,
        ),
        Column(
            title=_("Still owed"),
            text=lambda line: _money(line.owed),
            key=lambda line: line.owed,
            right=True,
        ),
        Column(
            title=_("State"),
            text=lambda line: line.standing.label,
            tone=lambda line: Tone.BAD if line.standing is Standing.DEFAULT else Tone.PLAIN,
        ),
        Column(title=_("Last reminder"), text=lambda line: _day(line.reminded_on)),
        Column(title=_("Chase by"), text=lambda line: _day(line.chase_by)),
        Column(title=_("Mediator"), text=lambda line: line.mediator),
    )


def _money(amount: Decimal) -> str:
    return figures(amount) if amount else "—"


def _overdue(line: PerformanceLine) -> str:
    parts = [figures(line.overdue)] if line.overdue else []
    if line.duties:
        parts.append(_("{n} duties").format(n=line.duties))
    return " + ".join(parts) or "—"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"
