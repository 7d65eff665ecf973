"""A list of cases without end: their keys in memory, their lines in pages read when seen."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer, Signal

from mediation_desk.domain.case import CaseLine, CaseOrder
from mediation_desk.domain.taxonomy import cause_label
from mediation_desk.i18n import N_, _
from mediation_desk.ui import theme
from mediation_desk.ui.phrases import applicants, day, due_tone, line_tone, money, stage_now
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.edge import edge
from mediation_desk.ui.widgets.painted import Looks
from mediation_desk.ui.widgets.rows_model import LEFT, RIGHT
from mediation_desk.ui.widgets.table import Index

PAGE = 200
KEPT = 20
"""Lines in a page, and pages kept: 4,000 lines at most are in memory."""

_TITLES = (
    N_("Case number"),
    N_("Applicant"),
    N_("Respondent"),
    N_("Cause"),
    N_("Stage"),
    N_("Mediator"),
    N_("Received"),
    N_("Next deadline"),
    N_("Agreed"),
    N_("Paid"),
)
NUMBER, APPLICANT, RESPONDENT, CAUSE, STAGE, MEDIATOR, RECEIVED, DUE, AGREED, PAID = range(10)
ORDERS = {
    NUMBER: CaseOrder.NUMBER,
    APPLICANT: CaseOrder.APPLICANT,
    RESPONDENT: CaseOrder.RESPONDENT,
    STAGE: CaseOrder.STAGE,
    RECEIVED: CaseOrder.RECEIVED,
    DUE: CaseOrder.DUE,
    AGREED: CaseOrder.AGREED,
}
"""Columns by which the file can sort."""


class CasesModel(QAbstractTableModel):
    """Rows by key; lines that are not at hand are asked for and appear when they come."""

    wanted = Signal(int, object)
    """A page is wanted: its number and its keys."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.today = today
        self._ids: Sequence[int] = array("q")
        self._pages: OrderedDict[int, tuple[CaseLine, ...]] = OrderedDict()
        self._asked: list[int] = []
        self._pending: set[int] = set()
        self._stale: set[int] = set()
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)

    def show_first(self, lines: Sequence[CaseLine]) -> None:
        """Show the first lines of a list whose keys are still being read."""
        self._show(array("q", (line.id for line in lines)), {0: tuple(lines[:PAGE])})

    def show_keys(self, ids: "array[int]") -> None:
        """Show the whole list; the first page stays if it still fits."""
        if ids == self._ids:
            if len(ids):
                self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, PAID))
            return
        first = self._pages.get(0, ())
        fits = 0 not in self._stale and [line.id for line in first] == list(ids[:PAGE])
        self._show(ids, {0: first} if first and fits else {})

    def _show(self, ids: "array[int]", pages: dict[int, tuple[CaseLine, ...]]) -> None:
        self.beginResetModel()
        self._ids = ids
        self._pages = OrderedDict(pages)
        self._pending.clear()
        self._stale.clear()
        self._asked.clear()
        self.endResetModel()

    def take_page(self, page: int, ids: Sequence[int], lines: Sequence[CaseLine]) -> None:
        """Take the lines of a page, unless the list has changed since they were asked for."""
        self._pending.discard(page)
        if list(self._ids[page * PAGE : (page + 1) * PAGE]) != list(ids):
            return
        self._pages[page] = tuple(lines)
        self._stale.discard(page)
        self._pages.move_to_end(page)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        top = page * PAGE
        self.dataChanged.emit(self.index(top, 0), self.index(top + len(ids) - 1, PAID))

    def age_lines(self) -> None:
        """Read every line again when it is next seen; until then the old one shows."""
        self._stale = set(self._pages)
        self._pending.clear()

    def line(self, row: int) -> CaseLine | None:
        """Return the line of a row if it is at hand; ask for its page if it is not, or is old."""
        number = row // PAGE
        page = self._pages.get(number)
        if (page is None or number in self._stale) and number not in self._pending:
            self._pending.add(number)
            self._asked.append(number)
            self._asking.start()
        if page is None:
            return None
        self._pages.move_to_end(number)
        place = row % PAGE
        return page[place] if place < len(page) else None

    def key(self, row: int) -> int:
        """Return the case's key of a row."""
        return self._ids[row]

    def row_of(self, case_id: int) -> int:
        """Return the row of a case, -1 if it is not in the list."""
        try:
            return self._ids.index(case_id)
        except ValueError:
            return -1

    def _ask(self) -> None:
        """Ask for what was last seen first; what was scrolled past may wait or be dropped."""
        asked, self._asked = self._asked[::-1], []
        for number in asked[3:]:
            self._pending.discard(number)
        for number in asked[:3]:
            self.wanted.emit(number, list(self._ids[number * PAGE : (number + 1) * PAGE]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Return the number of cases."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_TITLES)

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a heading and its alignment."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(_TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section in (AGREED, PAID) else LEFT
        return None

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell; roles that are not ours return at once, for smooth scrolling."""
        if role == Qt.ItemDataRole.DisplayRole:
            line = self.line(index.row())
            return _text(line, index.column()) if line else ("…" if index.column() == 0 else "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if index.column() in (AGREED, PAID) else LEFT
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in (STAGE, DUE, AGREED, PAID):
            line = self.line(index.row())
            tone = self._tone(line, index.column()) if line else Tone.PLAIN
            return None if tone is Tone.PLAIN else theme.colour(tone)
        if role == Qt.ItemDataRole.ToolTipRole:
            line = self.line(index.row())
            return _text(line, index.column()) if line else None
        return None

    @edge
    def painted(self, row: int, place: int) -> Looks | None:
        """Return all that a cell is painted with."""
        if (line := self.line(row)) is None:
            return Looks("…" if place == 0 else "")
        tone = self._tone(line, place) if place in (STAGE, DUE, AGREED, PAID) else Tone.PLAIN
        tint = None if tone is Tone.PLAIN else theme.colour(tone)
        return Looks(_text(line, place), place in (AGREED, PAID), tint)

    def _tone(self, line: CaseLine, column: int) -> Tone:
        if column == DUE:
            return due_tone(line.due_on, self.today())
        if column == STAGE:
            return line_tone(line)
        amount = line.agreed if column == AGREED else line.paid
        return Tone.PLAIN if amount else Tone.MUTED


def _text(line: CaseLine, column: int) -> str:
    match column:
        case 0:
            return line.number
        case 1:
            return applicants(line)
        case 2:
            return line.respondent
        case 3:
            return cause_label(line.cause)
        case 4:
            return stage_now(line)
        case 5:
            return line.mediator or "—"
        case 6:
            return line.received_on.isoformat()
        case 7:
            return day(line.due_on)
        case 8:
            return money(line.agreed)
    return money(line.paid)
