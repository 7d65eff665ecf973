"""The grid of claims and sums: a row per worker, facts and agreed sums editable in place."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO, Applicant
from mediation_desk.law.besides import Answers
from mediation_desk.law.packs import LawOn
from mediation_desk.ui.case.sums_cells import (
    Column,
    Offered,
    Order,
    Part,
    columns,
    sum_order,
    text_order,
)
from mediation_desk.ui.case.sums_doubts import Doubts
from mediation_desk.ui.case.sums_order import Arrangement, Sought
from mediation_desk.ui.case.sums_said import Said, said, shown_text
from mediation_desk.ui.case.sums_states import Show, State, why
from mediation_desk.ui.case.sums_stroke import Stroke, Wrong, at_cell
from mediation_desk.ui.case.sums_typed import UnderWay
from mediation_desk.ui.case.sums_unclaimed import Unclaimed
from mediation_desk.ui.slices import Slices
from mediation_desk.ui.theme import colour, colours
from mediation_desk.ui.widgets.edge import edge
from mediation_desk.ui.widgets.painted import Looks

Cells = dict[int, dict[Column, str]]
"""What was typed, by worker and column."""
AT_ONCE = 20
"""Workers read in one slice of a stroke: a few milliseconds."""
Index = QModelIndex | QPersistentModelIndex
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_TIP, _ALIGNMENT = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.TextAlignmentRole)
_FOREGROUND, _BACKGROUND = (
    int(role) for role in (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.BackgroundRole)
)
_SHOWN = frozenset((_DISPLAY, _EDIT, _TIP, _ALIGNMENT, _FOREGROUND, _BACKGROUND))
"""What a cell answers; plain numbers, as Qt asks hundreds of times for one paint."""
_READ = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_TYPED = _READ | Qt.ItemFlag.ItemIsEditable
_RIGHT = int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value)


class SumsModel(QAbstractTableModel):
    """Workers and their sums. What cannot be read stays in its cell with the reason."""

    edited = Signal(object)
    misread = Signal(str)

    def __init__(
        self,
        today: Callable[[], date],
        law_on: Callable[[date], LawOn],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._law_on = today, law_on
        self._columns: tuple[Column, ...] = ()
        self._workers: dict[int, Applicant] = {}
        self._rows: list[Applicant] = []
        self._offered: Offered = {}
        self._answers: Answers = {}
        self._doubts = Doubts(today, law_on)
        self._arrangement = Arrangement()
        self._case_id = 0
        self._wrong: Wrong = {}
        self._wrong_of: dict[int, Wrong] = {}
        """By case what could not be read and waits there until the case is shown again."""
        self._slices, self._unread = Slices(self), Cells()
        self._stroke: tuple[frozenset[tuple[int, str]], bool] = frozenset(), False
        self._locked = False
        self.unclaimed = Unclaimed(())
        self.under_way = UnderWay()

    def show_case(self, case: CaseFile, *, locked: bool) -> None:
        """Show the workers of a case; a locked grid takes no input.

        What is being read is read anew into the workers as they stand now.
        """
        unread, self._unread = self._unread, {}
        self._slices.drop()
        self._show_workers(case, locked=locked)
        if unread:
            for who, cells in unread.items():
                for column in cells:
                    self._wrong.pop((who, column.key), None)
            self._slices.begin(self._read(unread))

    def _show_workers(self, case: CaseFile, *, locked: bool) -> None:
        chosen = columns(case.kinds)
        workers = {one.id: self.under_way.onto(one) for one in case.applicants}
        same = chosen == self._columns and list(workers) == list(self._workers)
        self._locked = locked
        self._workers = workers
        self._doubts.forget()
        if case.id != self._case_id:
            self._wrong_of[self._case_id] = self._wrong
            self._case_id, self._wrong = case.id, self._wrong_of.pop(case.id, {})
            self._stroke = frozenset(), False
        if same:
            self._rows = [workers[one.id] for one in self._rows]
            self._all_changed()
            return
        self.beginResetModel()
        self._columns, self._rows = chosen, self._arranged()
        keys = {column.key for column in chosen}
        for who, key in list(self._wrong):
            if who not in workers or key not in keys:
                del self._wrong[who, key]
        self.endResetModel()

    def show_offered(self, offered: Offered) -> None:
        """Show the respondent's last word on each claim; what is being typed elsewhere stays."""
        if offered == self._offered:
            return
        self._offered = offered
        self._part_changed(Part.OFFERED)

    def show_answers(self, answers: Answers) -> None:
        """Show what is reckoned beside the claims."""
        if answers == self._answers:
            return
        self._answers = answers
        self._part_changed(Part.ANSWER)

    def _part_changed(self, part: Part) -> None:
        for place, column in enumerate(self._columns):
            if column.part is part and self._rows:
                self.dataChanged.emit(self.index(0, place), self.index(len(self._rows) - 1, place))

    @property
    def has_offers(self) -> bool:
        """Say whether the respondent has offered anything."""
        return bool(self._offered)

    def offered(self, column: Column) -> Decimal | None:
        """Add up what the respondent offers on a claim of the workers shown."""
        if not self._offered:
            return None
        ids = {one.id for one in self._rows}
        said = [a for (who, kind), a in self._offered.items() if kind is column.kind and who in ids]
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
        self.settle()
        self._arrangement.look_for(sought, show)
        self._rearrange()

    def sort_by(self, place: int | None, *, downwards: bool = False) -> None:
        """Sort the workers by a column; without one they stand as in the case."""
        self.settle()
        column = None if place is None else self._columns[place]
        self._arrangement.sort_by(column, downwards=downwards)
        self._rearrange()

    def _rearrange(self) -> None:
        self.beginResetModel()
        self._rows = self._arranged()
        self.endResetModel()

    def _arranged(self) -> list[Applicant]:
        return self._arrangement.arranged(self._workers.values(), self._columns, self._order)

    def _order(self, applicant: Applicant, column: Column) -> Order:
        if column.part in (Part.FACT, Part.ANSWER):
            return text_order(self._text(applicant, column))
        return sum_order(applicant, column, self._offered)

    def _all_changed(self) -> None:
        if self._rows and self._columns:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1)
            )

    def applicant(self, row: int) -> Applicant:
        """Return the worker of a row."""
        return self._rows[row]

    def cell_name(self, index: QModelIndex) -> tuple[int, str]:
        """Name a cell by its worker and column."""
        return self._rows[index.row()].id, self._columns[index.column()].key

    def named_cell(self, name: Hashable) -> QModelIndex:
        """Return the cell of a worker and column; an invalid one where it is not shown."""
        for row, applicant in enumerate(self._rows):
            for place, column in enumerate(self._columns):
                if (applicant.id, column.key) == name:
                    return self.index(row, place)
        return QModelIndex()

    def names(self) -> list[str]:
        """Return the names of the workers shown."""
        return [one.person.name for one in self._rows]

    def column(self, place: int) -> Column:
        """Return what a column holds."""
        return self._columns[place]

    def wrong(self) -> tuple[str, ...]:
        """Return the sentences about cells that cannot be read."""
        return tuple(mark.sentence for mark in self._wrong.values())

    def told(self) -> tuple[str, ...]:
        """Return these, and whose facts of the last stroke count in no sum."""
        return *self.wrong(), *self.unclaimed.sentences()

    def look_unclaimed(self, name: str, workers: Collection[int]) -> None:
        """Note for which of these workers a fact, set for all of them, counts in no sum."""
        self.unclaimed = Unclaimed(self._columns)
        self.unclaimed.look_at((self._workers[one] for one in workers), name)

    def _tell_wrong(self) -> None:
        self.unclaimed = Unclaimed(())
        self.misread.emit("\n".join(self.wrong()))

    def contest(self, cells: Wrong) -> None:
        """Keep cells in view, marked, that somebody else has changed too."""
        self._wrong |= cells
        self._all_changed()
        self.misread.emit("\n".join(self.told()))

    def forget_wrong(self) -> bool:
        """Put back what stood in the cells that could not be read; False if there were none."""
        self.settle()
        if not self._wrong:
            return False
        self._wrong = {}
        self._all_changed()
        self._tell_wrong()
        return True

    def put_back(self, places: Collection[tuple[int, int]]) -> None:
        """Put back what stood in those of these cells that could not be read."""
        self.settle()
        keys = {(self._rows[row].id, self._columns[place].key) for row, place in places}
        if gone := keys & set(self._wrong):
            for key in gone:
                del self._wrong[key]
            self._all_changed()
            self._tell_wrong()

    def take_back(self) -> bool:
        """Forget what the last stroke left unread; True if that is all there is to take back.

        What it saved beside is for the undo of the case. With no stroke left to take back, all
        that could not be read goes.
        """
        self.settle()
        (made, saved), self._stroke = self._stroke, (frozenset(), False)
        gone = made & set(self._wrong) if made or saved else frozenset(self._wrong)
        for key in gone:
            del self._wrong[key]
        if gone:
            self._all_changed()
            self._tell_wrong()
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
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        takes = self._takes(self._rows[index.row()], self._columns[index.column()])
        return _TYPED if takes else _READ

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Show a cell: its text, its colour, and why a sum is as it is."""
        if role not in _SHOWN or not index.isValid():
            return None
        if role == _ALIGNMENT:
            return _RIGHT
        applicant, column = self._rows[index.row()], self._columns[index.column()]
        wrong = self._wrong.get((applicant.id, column.key)) if self._wrong else None
        if role in (_DISPLAY, _EDIT):
            return wrong.text if wrong else self._text(applicant, column)
        if role == _TIP:
            return wrong.sentence if wrong else why(applicant, column, self._answers, self._doubts)
        if role == _FOREGROUND:
            return self._tint(self.state(index.row(), index.column()))
        return QColor(colours().bad_soft) if wrong else None

    def state(self, row: int, place: int) -> State | None:
        """Return what the colour of a cell says, None where it has none."""
        return self.said(row, place)[1]

    def said(self, row: int, place: int) -> tuple[str, State | None]:
        """Return the text of a cell, and what its colour says."""
        cell = self._rows[row], self._columns[place]
        return said(*cell, self._wrong, self._offered, self._answers, self._doubts)

    def as_said(self) -> Said:
        """Return what the cells say now, for a worker beside the window."""
        doubts = Doubts(self._today, self._law_on)
        held = dict(self._wrong), self._offered, self._answers
        return Said(tuple(self._rows), self._columns, *held, doubts)

    @staticmethod
    def _tint(state: State | None) -> QColor | None:
        return colour(state.tone) if state else None

    @edge
    def painted(self, row: int, place: int) -> Looks | None:
        """Return all that a cell is painted with."""
        text, state = self.said(row, place)
        behind = QColor(colours().bad_soft) if state is State.UNSAVED else None
        return Looks(text, True, self._tint(state), behind)

    def _text(self, applicant: Applicant, column: Column) -> str:
        return shown_text(applicant, column, self._offered, self._answers)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Read what was typed into one cell."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = str(value or "")
        if self._stands(index, text) and not self.under_way.acting:
            return False
        self.put({(index.row(), index.column()): text})
        return True

    def _stands(self, index: Index, text: str) -> bool:
        """Say whether a cell holds this already; what is contested is put by typing it again."""
        applicant, column = self._rows[index.row()], self._columns[index.column()]
        mark = self._wrong.get((applicant.id, column.key))
        contested = mark is not None and mark.contested
        return not contested and text == self.data(index, Qt.ItemDataRole.EditRole)

    def put(self, texts: Mapping[tuple[int, int], str]) -> None:
        """Read several cells at one stroke (typed, pasted or filled down) and tell of changes.

        Of many workers some are read at a time, and all is told at the end.
        """
        self.settle()
        cells: Cells = {}
        for (row, place), text in texts.items():
            cells.setdefault(self._rows[row].id, {})[self._columns[place]] = text
        self._slices.begin(self._read(cells))

    @property
    def reading(self) -> bool:
        """Say whether cells of the last stroke are still to be read."""
        return self._slices.busy

    def settle(self) -> None:
        """Read at once what is still to be read of the last stroke."""
        self._slices.settle()

    def _read(self, cells: Cells) -> Iterator[None]:
        """Read the cells of so many workers in each slice."""
        self._unread, doubts = cells, dict[str, None]()
        acting = self.under_way.acting
        stroke = Stroke(self._wrong, self._columns, self._today(), all_typed=acting)
        self.unclaimed = Unclaimed(self._columns)
        places, told = self._places(), False
        for number, (who, texts) in enumerate(cells.items()):
            if number and number % AT_ONCE == 0:
                yield
            applicant = self._workers.get(who)
            if applicant is None or who not in places:
                continue
            taken = {c: text for c, text in texts.items() if self._takes(applicant, c)}
            if taken:
                told = True
                self._keep(places[who], stroke.read(applicant, taken))
                doubts |= dict.fromkeys(self._doubts_of(self._workers[who], taken))
        if told:
            self._stroke = frozenset(stroke.newly_wrong()), bool(stroke.edits)
            stroke.edits.misread = len(self._stroke[0])
            stroke.edits.cells = sum(map(len, cells.values())) - stroke.edits.misread
            self._all_changed()
            self.misread.emit("\n".join((*self.told(), *doubts)))
            if len(cells) > AT_ONCE:
                yield  # what was read is painted
        self._unread = {}
        if stroke.edits:
            self.edited.emit(stroke.edits)

    def _places(self) -> dict[int, int]:
        return {one.id: row for row, one in enumerate(self._rows)}

    def _takes(self, applicant: Applicant, column: Column) -> bool:
        """Say whether a cell can be typed into."""
        made = column.kind is None or applicant.claim(column.kind) is not None
        return not self._locked and column.editable and made

    def _keep(self, row: int, applicant: Applicant) -> None:
        if applicant is not self._rows[row]:
            self._rows[row] = self._workers[applicant.id] = applicant
            self._doubts.forget_of(applicant.id)

    def _doubts_of(self, applicant: Applicant, columns: Collection[Column]) -> Iterator[str]:
        """Return what should be looked at of the facts that were typed, with whose they are."""
        for column in columns:
            doubt = self._doubts.about(applicant, column.name) if column.part is Part.FACT else ""
            if (applicant.id, column.key) in self._wrong:
                continue
            self.unclaimed.look(applicant, column)
            if doubt:
                yield at_cell(applicant, column, doubt)
