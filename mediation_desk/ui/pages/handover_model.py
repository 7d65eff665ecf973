"""The cases of a person as rows with a tick for each duty that goes along."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from mediation_desk.domain.handover import Duty, HeldCase, Taking
from mediation_desk.i18n import N_, _
from mediation_desk.ui import phrases
from mediation_desk.ui.theme import Tone, colour
from mediation_desk.ui.widgets.edge import edge

Index = QModelIndex | QPersistentModelIndex
_DUTIES = tuple(Duty)
_TEXTS: tuple[tuple[str, Callable[[HeldCase], str]], ...] = (
    (N_("Case number"), lambda held: phrases.short_number(held.number)),
    (N_("Parties"), lambda held: held.parties),
    (N_("To be noted"), lambda held: "；".join(held.doubts)),
    (N_("Stage"), lambda held: held.stage.label),
    (N_("Next clock"), lambda held: held.clocks_text),
    (N_("Hearings"), lambda held: held.hearings_text),
    (N_("To be served"), lambda held: held.unserved_text),
    (N_("Unpaid instalments"), lambda held: held.money_text),
)
PARTIES = len(_DUTIES) + 1
NOTES = len(_DUTIES) + 2


class HandoverModel(QAbstractTableModel):
    """Every case is ticked at first; ticks are kept while the cases are read again.

    A case that the law bars to whoever takes over has none, and gets none.
    """

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[HeldCase, ...] = ()
        self._left: set[tuple[int, Duty]] = set()

    def show_cases(self, rows: Iterable[HeldCase], *, afresh: bool) -> None:
        """Show a person's cases; of another person all are ticked."""
        self.beginResetModel()
        self.rows = tuple(rows)
        if afresh:
            self._left = set()
        self.endResetModel()
        self.ticked.emit()

    def takings(self) -> tuple[Taking, ...]:
        """Return the cases of which anything is ticked."""
        found = []
        for held in self.rows:
            duties = frozenset(duty for duty in held.duties if self._goes(held, duty))
            if duties:
                found.append(Taking(case_id=held.case_id, version=held.version, duties=duties))
        return tuple(found)

    def _goes(self, held: HeldCase, duty: Duty) -> bool:
        return not held.barred and (held.case_id, duty) not in self._left

    def untick(self, keys: Iterable[int]) -> None:
        """Take the ticks of some cases away."""
        gone = set(keys)
        held = (case for case in self.rows if case.case_id in gone)
        self._left |= {(case.case_id, duty) for case in held for duty in case.duties}
        self._repaint()

    def tick_all(self, on: bool) -> None:
        """Tick every duty, or none."""
        every = {(held.case_id, duty) for held in self.rows for duty in held.duties}
        self._left = set() if on else every
        self._repaint()

    def toggle(self, places: Iterable[int]) -> None:
        """Tick the rows at these places, or if all are ticked take their ticks away."""
        held = [self.rows[place] for place in places if place < len(self.rows)]
        keys = {(case.case_id, duty) for case in held for duty in case.duties}
        self._left = self._left - keys if keys & self._left else self._left | keys
        self._repaint()

    def _repaint(self) -> None:
        if self.rows:
            last = self.index(len(self.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Count the cases."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_DUTIES) + len(_TEXTS)

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < len(_DUTIES):
            return _DUTIES[section].label
        return _(_TEXTS[section - len(_DUTIES)][0])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the duties that a case has be ticked."""
        flags = super().flags(index)
        if self._duty(index) is None or self.rows[index.row()].barred:
            return flags
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def _duty(self, index: Index) -> Duty | None:
        if not index.isValid() or index.column() >= len(_DUTIES):
            return None
        duty = _DUTIES[index.column()]
        return duty if duty in self.rows[index.row()].duties else None

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Show a cell."""
        if not index.isValid():
            return None
        held, column = self.rows[index.row()], index.column()
        if column < len(_DUTIES):
            return self._tick(index, held, role)
        text = _TEXTS[column - len(_DUTIES)][1]
        if role == Qt.ItemDataRole.DisplayRole:
            return text(held) or "—"
        if role == Qt.ItemDataRole.ToolTipRole:
            if column == NOTES:
                return "\n".join(held.doubts) or None
            return held.number if column == len(_DUTIES) else text(held) or None
        if role == Qt.ItemDataRole.ForegroundRole and column == NOTES and held.doubts:
            return colour(Tone.BAD if held.barred else Tone.WARN)
        return None

    def _tick(self, index: Index, held: HeldCase, role: int) -> object:
        duty = self._duty(index)
        if duty is None:
            return None
        on = self._goes(held, duty)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{duty.label} {_('yes') if on else _('no')}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick."""
        duty = self._duty(index)
        held = self.rows[index.row()] if duty else None
        if held is None or duty is None or held.barred or role != Qt.ItemDataRole.CheckStateRole:
            return False
        key = (held.case_id, duty)
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._left.discard(key)
        else:
            self._left.add(key)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True
