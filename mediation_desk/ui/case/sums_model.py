"""The grid of claims and sums: a row per worker, facts and agreed sums editable in place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.intake import employment_problems
from mediation_desk.ui.case.sums_cells import (
    Column,
    Part,
    below,
    cell_text,
    columns,
    read_fact,
    read_sum,
    unknown,
)
from mediation_desk.ui.theme import Tone, colour, colours
from mediation_desk.ui.widgets.edge import edge

Index = QModelIndex | QPersistentModelIndex
_ALIGNED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(slots=True)
class Edits:
    """What was changed at one stroke, by party: facts, and agreed sums by kind."""

    works: dict[int, Employment] = field(default_factory=dict)
    amounts: dict[tuple[int, ClaimKind], Claim] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether anything was changed."""
        return bool(self.works or self.amounts)


class SumsModel(QAbstractTableModel):
    """Workers and their sums. What cannot be read stays in its cell with the reason."""

    edited = Signal(object)
    misread = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._columns: tuple[Column, ...] = ()
        self._rows: list[Applicant] = []
        self._wrong: dict[tuple[int, str], tuple[str, str]] = {}
        self._locked = False

    def show_case(self, case: CaseFile, *, locked: bool) -> None:
        """Show the workers of a case; a locked grid takes no input."""
        chosen = columns(case.kinds)
        same = chosen == self._columns and [a.id for a in self._rows] == [
            a.id for a in case.applicants
        ]
        self._locked = locked
        if same:
            self._rows = list(case.applicants)
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._rows) - 1, len(chosen) - 1)
            )
            return
        self.beginResetModel()
        self._columns, self._rows, self._wrong = chosen, list(case.applicants), {}
        self.endResetModel()

    def applicant(self, row: int) -> Applicant:
        """Return the worker of a row."""
        return self._rows[row]

    def column(self, place: int) -> Column:
        """Return what a column holds."""
        return self._columns[place]

    def wrong(self) -> tuple[str, ...]:
        """Return the sentences about cells that cannot be read."""
        return tuple(sentence for _text, sentence in self._wrong.values())

    def forget_wrong(self) -> bool:
        """Put back what stood in the cells that could not be read; False if there were none."""
        if not self._wrong:
            return False
        self._wrong = {}
        self.dataChanged.emit(
            self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1)
        )
        self.misread.emit("")
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        """Count the workers."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        """Count facts, sums and totals."""
        return 0 if parent.isValid() else len(self._columns)

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns, and the workers at the left where they stay in view."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].title
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[section].person.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let facts and the agreed sums of claims that are made be edited."""
        flags = super().flags(index)
        if not index.isValid() or self._locked:
            return flags
        column = self._columns[index.column()]
        made = column.kind is None or self._rows[index.row()].claim(column.kind) is not None
        return flags | Qt.ItemFlag.ItemIsEditable if column.editable and made else flags

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Show a cell: its text, its colour, and why a sum is as it is."""
        if not index.isValid():
            return None
        applicant, column = self._rows[index.row()], self._columns[index.column()]
        wrong = self._wrong.get((applicant.id, _key(column)))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return wrong[0] if wrong else cell_text(applicant, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return wrong[1] if wrong else self._tip(applicant, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour(Tone.BAD) if wrong else self._tint(applicant, column)
        if role == Qt.ItemDataRole.BackgroundRole and wrong:
            return QColor(colours().bad_soft)
        return None

    def _tip(self, applicant: Applicant, column: Column) -> str | None:
        claim = applicant.claim(column.kind) if column.kind else None
        return claim.reason or None if claim and column.part is Part.ENTITLED else None

    def _tint(self, applicant: Applicant, column: Column) -> QColor | None:
        claim = applicant.claim(column.kind) if column.kind else None
        waiting = column.part is Part.ENTITLED and claim is not None and claim.entitled is None
        if column.part is Part.TOTAL and column.name == "entitled":
            waiting = unknown(applicant.claims, column.name) > 0
        return colour(Tone.WARN) if waiting or below(applicant, column) else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Read what was typed into one cell."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = str(value or "")
        if text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        self.put({(index.row(), index.column()): text})
        return True

    def put(self, texts: Mapping[tuple[int, int], str]) -> None:
        """Read several cells at one stroke (typed, pasted or filled down) and tell of changes."""
        edits = Edits()
        rows: dict[int, dict[Column, str]] = {}
        for (row, place), text in texts.items():
            if self.flags(self.index(row, place)) & Qt.ItemFlag.ItemIsEditable:
                rows.setdefault(row, {})[self._columns[place]] = text
        for row, cells in rows.items():
            self._put_facts(row, {c: t for c, t in cells.items() if c.part is Part.FACT}, edits)
            for column, text in cells.items():
                if column.part is not Part.FACT:
                    self._put_sum(row, column, text, edits)
        if not rows:
            return
        self.dataChanged.emit(
            self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1)
        )
        self.misread.emit("\n".join(self.wrong()))
        if edits:
            self.edited.emit(edits)

    def _put_facts(self, row: int, cells: dict[Column, str], edits: Edits) -> None:
        """Read facts of one worker together: they are judged against each other."""
        if not cells:
            return
        applicant = self._rows[row]
        waiting = {
            column: self._wrong[applicant.id, _key(column)][0]
            for column in self._columns
            if column.part is Part.FACT and (applicant.id, _key(column)) in self._wrong
        }
        work, read = applicant.work, dict[Column, str]()
        for column, text in {**waiting, **cells}.items():
            self._wrong.pop((applicant.id, _key(column)), None)
            try:
                work = read_fact(work, column.name, text)
                read[column] = text
            except DeskError as error:
                self._mark(applicant, column, text, str(error))
        known = employment_problems(applicant.work, "work", self._today())
        fresh = [p for p in employment_problems(work, "work", self._today()) if p not in known]
        if fresh:
            named = {p.field.removeprefix("work."): p.text for p in fresh}
            blamed = [c for c in read if c.name in named] or list(read)
            for column in blamed:
                said = named.get(column.name, fresh[0].text)
                self._mark(applicant, column, read[column], said)
            return
        if work != applicant.work:
            self._rows[row] = replace(applicant, work=work)
            edits.works[applicant.id] = work

    def _put_sum(self, row: int, column: Column, text: str, edits: Edits) -> None:
        applicant = self._rows[row]
        claim = applicant.claim(column.kind) if column.kind else None
        assert claim is not None, "only sums of claims that are made can be edited"
        self._wrong.pop((applicant.id, _key(column)), None)
        try:
            changed = read_sum(claim, column.part, text)
        except DeskError as error:
            self._mark(applicant, column, text, str(error))
            return
        if changed != claim:
            claims = tuple(changed if c.kind is claim.kind else c for c in applicant.claims)
            self._rows[row] = replace(applicant, claims=claims)
            edits.amounts[applicant.id, claim.kind] = changed

    def _mark(self, applicant: Applicant, column: Column, text: str, sentence: str) -> None:
        said = f"{applicant.person.name}: {sentence}"
        self._wrong[applicant.id, _key(column)] = text, said


def _key(column: Column) -> str:
    return f"{column.kind or ''}.{column.name}"
