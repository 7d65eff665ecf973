"""The agreed sums by instalment: a row per worker and item, a column per instalment."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from mediation_desk.domain import money
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO, ClaimKind
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.settlement import Manner, Money
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Tone, colour
from mediation_desk.ui.widgets.edge import edge

Index = QModelIndex | QPersistentModelIndex
Key = tuple[int, ClaimKind]
FEN = Decimal("0.01")
FIRST = 2
"""The first column of an instalment, after worker and item."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def agreed_sums(case: CaseFile) -> dict[Key, Decimal]:
    """Return what was agreed, by worker and item, in the order of the grid."""
    return {
        (applicant.id, claim.kind): claim.agreed
        for applicant in case.applicants
        for claim in applicant.claims
        if claim.agreed
    }


class TermsModel(QAbstractTableModel):
    """Amounts may be moved between instalments; a row that does not add up is amber."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[int, str] = {}
        self._agreed: dict[Key, Decimal] = {}
        self._keys: list[Key] = []
        self._days: tuple[date | None, ...] = ()
        self._parts: dict[tuple[Key, int], Decimal] = {}
        self._wrong: dict[tuple[Key, int], tuple[str, str]] = {}
        self._refused: dict[tuple[Key, int], str] = {}
        self._locked = False

    def show_rows(
        self, case: CaseFile, rows: Iterable[Money], days: Sequence[date | None], *, locked: bool
    ) -> None:
        """Show rows of an agreement against the sums agreed in the grid."""
        self.beginResetModel()
        self._names = {a.id: a.person.name for a in case.applicants}
        self._agreed = agreed_sums(case)
        self._days = tuple(days)
        self._locked = locked
        self._wrong, self._refused = {}, {}
        self._parts = {}
        for row in rows:
            place = (row.party_id, row.kind), row.instalment
            self._parts[place] = self._parts.get(place, ZERO) + row.amount
        written = dict.fromkeys(key for key, _n in self._parts)
        self._keys = list(dict.fromkeys([*self._agreed, *written]))
        self.endResetModel()

    def set_days(self, days: Sequence[date | None]) -> None:
        """Show other due days over the same amounts."""
        if len(days) == len(self._days):
            self._days = tuple(days)
            self._refused = {}
            self._repaint()
            last = FIRST + len(days) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, FIRST, last)

    def money(self, days: Sequence[date], manner: Manner) -> tuple[Money, ...]:
        """Return the rows of the agreement, without items of zero."""
        return tuple(
            Money(
                party_id=key[0],
                kind=key[1],
                instalment=number,
                amount=amount,
                due_on=day,
                manner=manner,
            )
            for key in self._keys
            for number, day in enumerate(days, start=1)
            if (amount := self._parts.get((key, number), ZERO))
        )

    def texts(self) -> dict[str, str]:
        """Return the amounts as typed, for a draft."""
        places = [(key, n) for key in self._keys for n in range(1, len(self._days) + 1)]
        wrong = {place: typed for place, (typed, _said) in self._wrong.items()}
        return {
            f"{key[0]}.{key[1].value}.{n}": wrong.get((key, n))
            or str(self._parts.get((key, n), ZERO))
            for key, n in places
        }

    def put_kept(self, texts: Mapping[str, str]) -> None:
        """Put a draft's amounts back where their rows are still there."""
        self.put(
            {
                (row, FIRST + n - 1): texts[name]
                for row, key in enumerate(self._keys)
                for n in range(1, len(self._days) + 1)
                if (name := f"{key[0]}.{key[1].value}.{n}") in texts
            }
        )

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read."""
        return tuple(Problem("money", text) for _typed, text in self._wrong.values())

    def forget_wrong(self) -> bool:
        """Put back what stood in the cells that could not be read; False if there were none."""
        if not self._wrong:
            return False
        self._wrong = {}
        self._repaint()
        self.edited.emit()
        return True

    def put_back(self, places: Collection[tuple[int, int]]) -> None:
        """Put back what stood in those of these cells that could not be read."""
        keys = {(self._keys[row], column - FIRST + 1) for row, column in places}
        if gone := keys & {*self._wrong, *self._refused}:
            for key in gone:
                self._wrong.pop(key, None)
                self._refused.pop(key, None)
            self._repaint()
            self.edited.emit()

    def total(self) -> Decimal:
        """Add up all rows."""
        return sum(self._parts.values(), ZERO)

    def instalment_totals(self) -> tuple[Decimal, ...]:
        """Add up each instalment."""
        numbers = range(1, len(self._days) + 1)
        return tuple(
            sum((a for (_key, n), a in self._parts.items() if n == number), ZERO)
            for number in numbers
        )

    def is_divided_equally(self) -> bool:
        """Say whether each row is in equal parts, but for the fen that division leaves over."""
        numbers = range(1, len(self._days) + 1)
        rows = ([self._parts.get((key, n), ZERO) for n in numbers] for key in self._keys)
        return all(len({*row[:-1]}) < 2 and abs(row[-1] - row[0]) < FEN * len(row) for row in rows)

    def agreed_total(self) -> Decimal:
        """Add up what the grid says was agreed."""
        return sum(self._agreed.values(), ZERO)

    def row_total(self, key: Key) -> Decimal:
        """Add up one worker's item over the instalments."""
        return sum((a for (k, _n), a in self._parts.items() if k == key), ZERO)

    def explain(self, problems: Iterable[Problem], rows: Sequence[Money]) -> tuple[Problem, ...]:
        """Mark the cells that problems name by row; return those that name none."""
        left = []
        self._refused = {}
        for problem in problems:
            parts = problem.field.split(".")
            if parts[0] == "money" and len(parts) > 1 and parts[1].isdecimal():
                row = rows[int(parts[1])]
                place = (row.party_id, row.kind), row.instalment
                self._refused[place] = problem.text
            left.append(problem)
        self._repaint()
        return tuple(left)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count workers' items."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count worker, item, instalments and total."""
        return 0 if parent.isValid() else FIRST + len(self._days) + 1

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns; an instalment has its due day beneath."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section >= FIRST:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < FIRST:
            return (_("Worker"), _("Item"))[section]
        number = section - FIRST
        if number == len(self._days):
            return _("Total")
        day = self._days[number]
        return _("Instalment {n}").format(n=number + 1) + f"\n{day or '—'}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the amounts of instalments be edited while the agreement may change."""
        flags = super().flags(index)
        inside = index.isValid() and FIRST <= index.column() < FIRST + len(self._days)
        return flags | Qt.ItemFlag.ItemIsEditable if inside and not self._locked else flags

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Show a cell."""
        if not index.isValid():
            return None
        key, column = self._keys[index.row()], index.column()
        place = key, column - FIRST + 1
        wrong = self._wrong.get(place)
        said = wrong[1] if wrong else self._refused.get(place)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return wrong[0] if wrong else self._text(key, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column >= FIRST:
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole:
            off = column == FIRST + len(self._days) and not self._adds_up(key)
            return colour(Tone.BAD) if said else colour(Tone.WARN) if off else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return said or (None if self._adds_up(key) else self._difference(key))
        return None

    def _text(self, key: Key, column: int) -> str:
        if column == 0:
            return self._names.get(key[0], "—")
        if column == 1:
            return key[1].label
        if column == FIRST + len(self._days):
            return money.figures(self.row_total(key))
        amount = self._parts.get((key, column - FIRST + 1), ZERO)
        return money.figures(amount) if amount else "—"

    def _adds_up(self, key: Key) -> bool:
        return self.row_total(key) == self._agreed.get(key, ZERO)

    def _difference(self, key: Key) -> str:
        return _("Agreed in the grid: {sum}").format(sum=money.figures(self._agreed.get(key, ZERO)))

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take one amount."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.put({(index.row(), index.column()): str(value or "")})
        return True

    def put(self, texts: Mapping[tuple[int, int], str]) -> None:
        """Take amounts; what cannot be read stays in its cell."""
        for (row, column), text in texts.items():
            if not self.flags(self.index(row, column)) & Qt.ItemFlag.ItemIsEditable:
                continue
            place = self._keys[row], column - FIRST + 1
            self._wrong.pop(place, None)
            self._refused.pop(place, None)
            try:
                plain = text.strip().strip("—")
                self._parts[place] = money.parse(plain) if plain else ZERO
            except DeskError as error:
                self._wrong[place] = text, str(error)
        self._repaint()
        self.edited.emit()

    def _repaint(self) -> None:
        if self._keys:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._keys) - 1, self.columnCount() - 1)
            )
