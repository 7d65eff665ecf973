"""Who came to a hearing, ticked in a table."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.hearing import Attendance, Attended, Hearing
from mediation_desk.domain.hearing_rules import called, represented
from mediation_desk.i18n import N_, _
from mediation_desk.ui.widgets.edge import edge

Index = QModelIndex | QPersistentModelIndex
NAME, PRESENT, AGENT, CHECKED, NOTE = range(5)
_TITLES = (
    N_("Party"),
    N_("Present"),
    N_("By agent"),
    N_("Identity checked"),
    N_("Note (agent, authority)"),
)


def attendance_of(case: CaseFile, hearing: Hearing) -> tuple[Attendance, ...]:
    """Return who is on record for a hearing, and the other parties as absent."""
    known = {row.party_id: row for row in hearing.attendance}
    return tuple(
        known.get(key)
        or Attendance(party_id=key, name=name, attended=Attended.ABSENT, note=_agents(case, key))
        for key, name in case.parties
    )


def _agents(case: CaseFile, party_id: int) -> str:
    """Name a party's agents with their authority, which is looked at when the hearing opens."""
    return _(", ").join(agent.in_words for agent in case.agents_of(party_id))


class AttendanceModel(QAbstractTableModel):
    """A row per party with ticks."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Attendance] = []
        self._called: frozenset[int] = frozenset()
        self._represented: Callable[[list[Attendance]], frozenset[int]] = _nobody
        self._locked = False

    def show_hearing(self, case: CaseFile, hearing: Hearing, *, locked: bool = False) -> None:
        """Show who came to a hearing, and who is still to be ticked."""
        self.beginResetModel()
        self._rows = list(attendance_of(case, hearing))
        self._called = called(case, hearing)
        self._represented = partial(represented, case, hearing.day)
        self._locked = locked
        self.endResetModel()

    def value(self) -> tuple[Attendance, ...]:
        """Return who came."""
        return tuple(self._rows)

    def all_present(self) -> None:
        """Tick everybody who is called as present with papers looked at."""
        for place, row in enumerate(self._rows):
            if not self._called or row.party_id in self._called:
                self._put(place, attended=Attended.PRESENT, checked=True)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the parties."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_TITLES)

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _(_TITLES[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let ticks be set and notes be typed."""
        flags = super().flags(index)
        if not index.isValid() or self._locked:
            return flags
        if index.column() == NOTE:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() != NAME else flags

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Show a cell."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if column == NAME and role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if column == NOTE and role == Qt.ItemDataRole.DisplayRole and not row.note:
            by_others = row.party_id in self._represented(self._rows)
            return _("takes part by representatives") if by_others else ""
        if column == NOTE and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.note
        if role == Qt.ItemDataRole.CheckStateRole and column in (PRESENT, AGENT, CHECKED):
            return Qt.CheckState.Checked if _ticked(row, column) else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick or a note."""
        if not index.isValid() or self._locked:
            return False
        if role == Qt.ItemDataRole.EditRole and index.column() == NOTE:
            self._put(index.row(), note=str(value or ""))
            return True
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        if index.column() == CHECKED:
            self._put(index.row(), checked=on)
        else:
            came = Attended.PRESENT if index.column() == PRESENT else Attended.BY_AGENT
            self._put(index.row(), attended=came if on else Attended.ABSENT)
        return True

    def _put(
        self,
        row: int,
        *,
        attended: Attended | None = None,
        checked: bool | None = None,
        note: str | None = None,
    ) -> None:
        old = self._rows[row]
        self._rows[row] = Attendance(
            party_id=old.party_id,
            name=old.name,
            attended=old.attended if attended is None else attended,
            identity_checked=old.identity_checked if checked is None else checked,
            note=old.note if note is None else note,
        )
        # who came for others changes what is told of each of them
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, NOTE))


def _nobody(_rows: list[Attendance]) -> frozenset[int]:
    return frozenset()


def _ticked(row: Attendance, column: int) -> bool:
    if column == CHECKED:
        return row.identity_checked
    return row.attended is (Attended.PRESENT if column == PRESENT else Attended.BY_AGENT)
