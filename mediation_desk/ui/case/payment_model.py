"""Amounts to record for one instalment, a row per worker, filled in with what is owed."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from mediation_desk.domain import money
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.settlement import Manner, Obligation, Payment
from mediation_desk.i18n import N_, _
from mediation_desk.ui.theme import Tone, colour
from mediation_desk.ui.widgets.edge import edge

Index = QModelIndex | QPersistentModelIndex
_TITLES = (N_("Worker"), N_("Still owed"), N_("Received now"))
_RECEIVED = 2
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PaymentModel(QAbstractTableModel):
    """Who received what; a cleared cell is left out."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[int, str] = {}
        self._rows: list[Obligation] = []
        self._texts: list[str] = []
        self._problems: dict[int, str] = {}
        self._refused: dict[int, str] = {}

    def show_obligations(self, case: CaseFile, rows: Iterable[Obligation]) -> None:
        """Show what is owed, proposed as received in full."""
        self.beginResetModel()
        self._names = {a.id: a.person.name for a in case.applicants}
        self._rows = [row for row in rows if row.owed > 0]
        self._texts = [money.figures(row.owed) for row in self._rows]
        self._problems, self._refused = {}, {}
        self.endResetModel()

    def payments(
        self,
        paid_on: date,
        voucher: str,
        payee: str = "",
        manner: Manner | None = None,
        payer: str = "",
    ) -> tuple[Payment, ...]:
        """Return the payments that are understood."""
        return tuple(
            Payment(
                party_id=row.party_id,
                instalment=row.instalment,
                paid_on=paid_on,
                amount=amount,
                voucher=voucher,
                payee=payee,
                payer=payer,
                manner=manner,
            )
            for row, amount in zip(self._rows, self._amounts(), strict=True)
            if amount
        )

    def total(self) -> Decimal:
        """Add up what is received now."""
        return sum((amount or ZERO for amount in self._amounts()), ZERO)

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read."""
        return tuple(Problem("payments", text) for text in self._problems.values())

    def forget_wrong(self) -> bool:
        """Propose what is owed where an amount cannot be read; False if all can be."""
        return self._propose(set(self._problems))

    def put_back(self, places: Collection[tuple[int, int]]) -> None:
        """Propose what is owed in those of these cells that could not be read."""
        self._propose({place for place, _column in places} & set(self._problems))

    def _propose(self, places: set[int]) -> bool:
        for place in places:
            self._texts[place] = money.figures(self._rows[place].owed)
            del self._problems[place]
        if places:
            self._repaint()
            self.edited.emit()
        return bool(places)

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Mark the cells that problems name; return every problem for the line beneath."""
        kept = [place for place, amount in enumerate(self._amounts()) if amount]
        told = tuple(problems)
        self._refused = {}
        for problem in told:
            parts = problem.field.split(".")
            if len(parts) > 1 and parts[1].isdecimal() and int(parts[1]) < len(kept):
                self._refused[kept[int(parts[1])]] = problem.text
        self._repaint()
        return told

    def _amounts(self) -> list[Decimal | None]:
        return [_amount(text) for text in self._texts]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the workers to whom something is owed."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_TITLES)

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _RIGHT
        return _(_TITLES[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let what was received be typed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == _RECEIVED else flags

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Show a cell."""
        if not index.isValid():
            return None
        place, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            row = self._rows[place]
            texts = (self._names.get(row.party_id, "—"), money.figures(row.owed))
            return self._texts[place] if column == _RECEIVED else texts[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return _RIGHT
        told = self._problems.get(place) or self._refused.get(place)
        problem = told if column == _RECEIVED else None
        if role == Qt.ItemDataRole.ForegroundRole and problem:
            return colour(Tone.BAD)
        return problem if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take one amount."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.put({(index.row(), index.column()): str(value or "")})
        return True

    def put(self, texts: Mapping[tuple[int, int], str]) -> None:
        """Take amounts; what cannot be read stays in its cell."""
        for (place, column), text in texts.items():
            if column != _RECEIVED:
                continue
            self._problems.pop(place, None)
            self._refused.pop(place, None)
            self._texts[place] = text
            if text.strip():
                try:
                    self._texts[place] = money.figures(money.parse(text))
                except DeskError as error:
                    self._problems[place] = str(error)
        self._repaint()
        self.edited.emit()

    def _repaint(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, _RECEIVED)
            self.dataChanged.emit(self.index(0, 0), last)


def _amount(text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        return money.parse(text)
    except DeskError:
        return None
