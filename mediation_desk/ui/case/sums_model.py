"""The grid of claims and sums: a row per worker, facts and agreed sums editable in place."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO, Applicant, Employment, Stated
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.law.besides import Answers
from mediation_desk.law.fact_checks import fact_doubts
from mediation_desk.law.facts import put
from mediation_desk.ui.case.sums_cells import (
    Column,
    Offered,
    Part,
    Show,
    answer_cell,
    cell_text,
    columns,
    is_shown,
    read_sum,
    sort_value,
    tone,
)
from mediation_desk.ui.case.sums_typed import Edits, contradicting, told
from mediation_desk.ui.theme import Tone, colour, colours
from mediation_desk.ui.widgets.edge import edge

Sought = Callable[[Applicant], bool]
"""Whether a worker is one of those looked for."""
Index = QModelIndex | QPersistentModelIndex
_TIP = Qt.ItemDataRole.ToolTipRole
_ALIGNED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def anybody(_worker: Applicant) -> bool:
    """Look for nobody in particular."""
    return True


class SumsModel(QAbstractTableModel):
    """Workers and their sums. What cannot be read stays in its cell with the reason."""

    edited = Signal(object)
    misread = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._columns: tuple[Column, ...] = ()
        self._workers: dict[int, Applicant] = {}
        self._rows: list[Applicant] = []
        self._offered: Offered = {}
        self._answers: Answers = {}
        self._doubts: dict[int, dict[str, str]] = {}
        self._look: tuple[Sought, Show] = anybody, Show.ALL
        self._sorted: tuple[str, bool] | None = None
        self._wrong: dict[tuple[int, str], tuple[str, str]] = {}
        self._stroke: tuple[frozenset[tuple[int, str]], bool] = frozenset(), False
        self._locked = False

    def show_case(self, case: CaseFile, *, locked: bool) -> None:
        """Show the workers of a case; a locked grid takes no input."""
        chosen = columns(case.kinds)
        workers = {applicant.id: applicant for applicant in case.applicants}
        same = chosen == self._columns and list(workers) == list(self._workers)
        self._locked = locked
        self._workers = workers
        self._doubts = {}
        if same:
            self._rows = [workers[one.id] for one in self._rows]
            self._all_changed()
            return
        self.beginResetModel()
        self._columns, self._rows, self._wrong = chosen, self._arranged(), {}
        self.endResetModel()

    def show_offered(self, offered: Offered) -> None:
        """Show the respondent's last word on each claim; what is being typed elsewhere stays."""
        if offered == self._offered:
            return
        self._offered = offered
        for place, column in enumerate(self._columns):
            if column.part is Part.OFFERED and self._rows:
                self.dataChanged.emit(self.index(0, place), self.index(len(self._rows) - 1, place))

    def show_answers(self, answers: Answers) -> None:
        """Show what is reckoned beside the claims."""
        if answers == self._answers:
            return
        self._answers = answers
        for place, column in enumerate(self._columns):
            if column.part is Part.ANSWER and self._rows:
                self.dataChanged.emit(self.index(0, place), self.index(len(self._rows) - 1, place))

    @property
    def has_offers(self) -> bool:
        """Say whether the respondent has offered anything."""
        return bool(self._offered)

    def offered(self, column: Column) -> Decimal | None:
        """Add up what the respondent offers on a claim of the workers shown."""
        ids = {one.id for one in self._rows}
        said = [a for (who, kind), a in self._offered.items() if who in ids and kind is column.kind]
        return sum(said, ZERO) if said else None

    def known_facts(self) -> frozenset[str]:
        """Name the further facts that some worker has: they are worth a column."""
        return frozenset(
            name for one in self._workers.values() for name, text in one.stated.items() if text
        )

    def columns(self) -> tuple[Column, ...]:
        """Return every column, shown or not."""
        return self._columns

    def look_for(self, sought: Sought, show: Show) -> None:
        """Show only some of the workers."""
        self._look = sought, show
        self._rearrange()

    def sort_by(self, place: int | None, *, downwards: bool = False) -> None:
        """Sort the workers by a column; without one they stand as in the case."""
        self._sorted = None if place is None else (self._columns[place].key, downwards)
        self._rearrange()

    def _rearrange(self) -> None:
        self.beginResetModel()
        self._rows = self._arranged()
        self.endResetModel()

    def _arranged(self) -> list[Applicant]:
        sought, show = self._look
        rows = [one for one in self._workers.values() if sought(one) and is_shown(one, show)]
        if self._sorted is None:
            return rows
        key, downwards = self._sorted
        column = next((column for column in self._columns if column.key == key), None)
        if column is None:
            return rows
        valued = {one.id: sort_value(self._text(one, column)) for one in rows}
        known = [one for one in rows if not valued[one.id][0]]
        known.sort(key=lambda one: valued[one.id], reverse=downwards)
        return known + [one for one in rows if valued[one.id][0]]

    def _all_changed(self) -> None:
        if self._rows and self._columns:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1)
            )

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
        self._all_changed()
        self.misread.emit("")
        return True

    def put_back(self, places: Collection[tuple[int, int]]) -> None:
        """Put back what stood in those of these cells that could not be read."""
        keys = {(self._rows[row].id, self._columns[place].key) for row, place in places}
        if gone := keys & set(self._wrong):
            for key in gone:
                del self._wrong[key]
            self._all_changed()
            self.misread.emit("\n".join(self.wrong()))

    def take_back(self) -> bool:
        """Forget what the last stroke left unread; True if that is all there is to take back.

        What it saved beside is for the undo of the case. With no stroke left to take back, all
        that could not be read goes.
        """
        (made, saved), self._stroke = self._stroke, (frozenset(), False)
        gone = made & set(self._wrong) if made or saved else frozenset(self._wrong)
        for key in gone:
            del self._wrong[key]
        if gone:
            self._all_changed()
            self.misread.emit("\n".join(self.wrong()))
        return bool(gone) and not saved

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
            return self._columns[section].full_title if role == _TIP else None
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
        wrong = self._wrong.get((applicant.id, column.key))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return wrong[0] if wrong else self._text(applicant, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return wrong[1] if wrong else self._tip(applicant, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour(Tone.BAD) if wrong else self._tint(applicant, column)
        if role == Qt.ItemDataRole.BackgroundRole and wrong:
            return QColor(colours().bad_soft)
        return None

    def _text(self, applicant: Applicant, column: Column) -> str:
        if column.answer:
            return answer_cell(applicant, column.answer, self._answers)
        return cell_text(applicant, column, self._offered)

    def _tip(self, applicant: Applicant, column: Column) -> str | None:
        if column.part is Part.FACT:
            return self._doubt(applicant, column) or None
        if column.answer:
            found = self._answers.get((applicant.id, column.answer))
            return (found if isinstance(found, str) else found.reason) or None if found else None
        claim = applicant.claim(column.kind) if column.kind else None
        return claim.reason or None if claim and column.part is Part.ENTITLED else None

    def _doubt(self, applicant: Applicant, column: Column) -> str:
        """Return what should be looked at of a fact, with whose it is."""
        if (found := self._doubts.get(applicant.id)) is None:
            doubts = reversed(tuple(fact_doubts(applicant.work, applicant.stated)))
            found = self._doubts[applicant.id] = {one.field: one.text for one in doubts}
        return found.get(column.name, "")

    def _tint(self, applicant: Applicant, column: Column) -> QColor | None:
        if column.part is Part.FACT:
            return colour(Tone.WARN) if self._doubt(applicant, column) else None
        if column.answer:
            told = self._answers.get((applicant.id, column.answer))
            return colour(Tone.WARN) if isinstance(told, str) else None
        found = tone(applicant, column, self._offered)
        return colour(found) if found else None

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
        edits, before = Edits(), dict(self._wrong)
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
        fresh = frozenset(key for key, told in self._wrong.items() if before.get(key) != told)
        self._stroke = fresh, bool(edits)
        self._all_changed()
        self.misread.emit("\n".join((*self.wrong(), *self._doubts_typed(rows))))
        if edits:
            self.edited.emit(edits)

    def _doubts_typed(self, rows: Mapping[int, Mapping[Column, str]]) -> tuple[str, ...]:
        """Return what should be looked at of the facts that were typed, with whose they are."""
        told: dict[str, None] = {}
        for row, cells in rows.items():
            applicant = self._rows[row]
            for column in cells:
                doubt = self._doubt(applicant, column) if column.part is Part.FACT else ""
                if doubt and (applicant.id, column.key) not in self._wrong:
                    told[_named(applicant, doubt)] = None
        return tuple(told)

    def _put_facts(self, row: int, cells: dict[Column, str], edits: Edits) -> None:
        """Read facts of one worker together: they are judged against each other."""
        if not cells:
            return
        applicant = self._rows[row]
        waiting = self._waiting(applicant) if self._wrong else {}
        read, work, stated = self._readable(applicant, {**waiting, **cells})
        blamed = contradicting(applicant, read, work, stated, self._today())
        if blamed:
            fitting = {column: text for column, text in read.items() if column not in blamed}
            work, stated = told(applicant, fitting)
            if contradicting(applicant, fitting, work, stated, self._today()):
                blamed = {**dict.fromkeys(read, next(iter(blamed.values()))), **blamed}
                work, stated = applicant.work, applicant.stated
        for column, sentence in blamed.items():
            self._mark(applicant, column, read[column], sentence)
        fresh = {
            name: text for name, text in stated.items() if applicant.stated.get(name, "") != text
        }
        if fresh:
            edits.stated[applicant.id] = fresh
        if work != applicant.work:
            edits.works[applicant.id] = work
        if fresh or work != applicant.work:
            self._keep(row, replace(applicant, work=work, stated=stated))

    def _waiting(self, applicant: Applicant) -> dict[Column, str]:
        """Return the facts of a worker that could not be read, as they were typed."""
        return {
            column: self._wrong[applicant.id, column.key][0]
            for column in self._columns
            if column.part is Part.FACT and (applicant.id, column.key) in self._wrong
        }

    def _readable(
        self, applicant: Applicant, cells: dict[Column, str]
    ) -> tuple[dict[Column, str], Employment, Stated]:
        """Return the cells that can be read with the facts they make; mark those that cannot."""
        read, work, stated = dict[Column, str](), applicant.work, applicant.stated
        for column, text in cells.items():
            self._wrong.pop((applicant.id, column.key), None)
            try:
                work, stated = put(work, stated, column.name, text)
                read[column] = text
            except DeskError as error:
                self._mark(applicant, column, text, str(error))
        return read, work, stated

    def _keep(self, row: int, applicant: Applicant) -> None:
        self._rows[row] = self._workers[applicant.id] = applicant
        self._doubts.pop(applicant.id, None)

    def _put_sum(self, row: int, column: Column, text: str, edits: Edits) -> None:
        applicant = self._rows[row]
        claim = applicant.claim(column.kind) if column.kind else None
        assert claim is not None, "only sums of claims that are made can be edited"
        self._wrong.pop((applicant.id, column.key), None)
        try:
            changed = read_sum(claim, column.part, text)
        except DeskError as error:
            self._mark(applicant, column, text, str(error))
            return
        if changed != claim:
            claims = tuple(changed if c.kind is claim.kind else c for c in applicant.claims)
            self._keep(row, replace(applicant, claims=claims))
            edits.amounts[applicant.id, claim.kind] = changed

    def _mark(self, applicant: Applicant, column: Column, text: str, sentence: str) -> None:
        self._wrong[applicant.id, column.key] = text, _named(applicant, sentence)


def _named(applicant: Applicant, sentence: str) -> str:
    return _("{name}: {sentence}").format(name=applicant.person.name, sentence=sentence)
