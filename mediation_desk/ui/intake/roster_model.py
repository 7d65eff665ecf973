"""The roster as an editable table: rows keep what was typed, right or wrong."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from mediation_desk.domain.characters import doubt_in
from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.day_text import counted_as
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.identifiers import check_phone
from mediation_desk.domain.intake import repeated
from mediation_desk.domain.roster import RosterRow
from mediation_desk.ui.intake.roster_text import (
    FIELDS,
    NAMES,
    counted_day,
    is_blank,
    known_from,
    read,
    texts_of,
    unseen,
)
from mediation_desk.ui.theme import Tone, colour
from mediation_desk.ui.widgets.edge import edge

Index = QModelIndex | QPersistentModelIndex
_GRADE, _INJURED = "work.injury_grade", "work.injured"
_NAME, _NUMBER, _PHONE = "person.name", "person.id_number", "person.phone"


class RosterModel(QAbstractTableModel):
    """Workers of a group, a row each; every row says at once what is wrong with it."""

    edited = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._texts: list[dict[str, str]] = []
        self._known: list[Applicant | None] = []
        self._read: list[Applicant | None] = []
        self._told: list[dict[str, str]] = []
        self._problems: list[dict[str, str]] = []
        self._same: set[int] = set()

    def clear(self) -> None:
        """Start with an empty roster."""
        self.put_texts(())

    def append(self, rows: Iterable[RosterRow]) -> None:
        """Add rows that were read from a file or the clipboard, with their problems."""
        fresh = list(rows)
        if not fresh:
            return
        first = len(self._texts)
        self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
        for row in fresh:
            unread = {name: text for name, text in row.unread.items() if name in NAMES}
            self._texts.append(texts_of(row.applicant) | unread)
            self._known.append(row.applicant)
            self._read.append(None)
            self._told.append(dict(row.reasons))
            self._problems.append({})
            self._check(len(self._texts) - 1)
        for row_number, _text in repeated(self._read):
            self._told[row_number].pop(_NUMBER, None)  # said below as long as it is so
        self._compare()
        self.endInsertRows()
        self.edited.emit()

    def add_row(self) -> int:
        """Add an empty row and return its place."""
        place = len(self._texts)
        self.beginInsertRows(QModelIndex(), place, place)
        self._texts.append(dict.fromkeys(NAMES, ""))
        self._known.append(None)
        self._read.append(None)
        self._told.append({})
        self._problems.append({})
        self.endInsertRows()
        self.edited.emit()
        return place

    def remove(self, rows: Iterable[int]) -> None:
        """Take rows out."""
        for row in sorted(set(rows), reverse=True):
            self.beginRemoveRows(QModelIndex(), row, row)
            for kept in (self._texts, self._known, self._read, self._told, self._problems):
                del kept[row]
            self.endRemoveRows()
        for place, told in enumerate(self._told):
            told.pop(_NAME, None)  # the row that it was like may have gone
            self._check(place)
        self._compare()
        self._repaint()
        self.edited.emit()

    def texts(self) -> list[dict[str, str]]:
        """Return what was typed, for the draft."""
        return [
            {**texts, **(unseen(known) if known else {})}
            for texts, known in zip(self._texts, self._known, strict=True)
        ]

    def put_texts(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Show what a draft kept."""
        self.beginResetModel()
        self._texts = [{name: str(row.get(name, "")) for name in NAMES} for row in rows]
        self._known = [known_from(row) for row in rows]
        self._read = [None] * len(self._texts)
        self._told = [{} for _row in self._texts]
        self._problems = [{} for _row in self._texts]
        for row in range(len(self._texts)):
            self._check(row)
        self._compare()
        self.endResetModel()

    def value(self) -> tuple[Applicant, ...]:
        """Return the workers of rows that are not blank."""
        return tuple(applicant for applicant in self._read if applicant is not None)

    def problems(self) -> tuple[Problem, ...]:
        """Return everything wrong, named as the application names it."""
        rows = [problems for texts, problems in self._filled() if not is_blank(texts)]
        return tuple(
            Problem(f"applicants.{place}.{field}", text)
            for place, problems in enumerate(rows)
            for field, text in problems.items()
        )

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems at their cells; return those that belong to no cell."""
        places = [row for row, texts in enumerate(self._texts) if not is_blank(texts)]
        left = []
        for problem in problems:
            parts = problem.field.split(".", 2)
            if len(parts) == 3 and parts[1].isdecimal() and int(parts[1]) < len(places):
                self._problems[places[int(parts[1])]].setdefault(parts[2], problem.text)
            else:
                left.append(problem)
        self._repaint()
        return tuple(left)

    def line_of(self, row: int) -> str:
        """Return everything wrong with a row as sentences."""
        return " ".join(self._problems[row].values())

    def faulty(self) -> tuple[int, ...]:
        """Return the rows with problems."""
        return tuple(row for row, problems in enumerate(self._problems) if problems)

    def wrong(self) -> int:
        """Count the cells with problems."""
        return sum(map(len, self._problems))

    def _filled(self) -> Iterable[tuple[dict[str, str], dict[str, str]]]:
        return zip(self._texts, self._problems, strict=True)

    def _check(self, row: int) -> None:
        if is_blank(self._texts[row]):
            self._problems[row], self._read[row] = {}, None
            return
        self._read[row], problems = read(self._texts[row], self._today(), self._known[row])
        found = {problem.field: problem.text for problem in problems}
        self._problems[row] = self._told[row] | found

    def _let_go_unseen(self, row: int) -> None:
        """Let go of what was said of fields the table does not show: the row was looked at.

        A sex that is not the number's is then told by the number.
        """
        told, known = self._told[row], self._known[row]
        if "person.sex" in told and known:
            self._known[row] = replace(known, person=replace(known.person, sex=None))
        for field in [field for field in told if field not in NAMES]:
            del told[field]

    def _compare(self) -> None:
        """Say which rows have the number of one above them, and no longer those that had."""
        same = dict(repeated(self._read))
        for row in {*self._same, *same}:
            if row < len(self._texts):
                self._check(row)
        self._same = set(same)
        for row, text in same.items():
            self._problems[row].setdefault(_NUMBER, text)

    def _repaint(self) -> None:
        if self._texts:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._texts) - 1, len(FIELDS) - 1)
            )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(FIELDS)

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns and number the rows."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        return FIELDS[section].title

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell may be typed into."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Show a cell as typed; a wrong one is red, with the reason."""
        if not index.isValid():
            return None
        row, name = index.row(), FIELDS[index.column()].name
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            text = self._texts[row].get(name, "")
            shown = role == Qt.ItemDataRole.DisplayRole and counted_day(name, text)
            return shown.isoformat() if shown else text
        problem = self._problems[row].get(name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem or self._doubt(row, name)
        if role == Qt.ItemDataRole.ForegroundRole and not problem and self._doubt(row, name):
            return colour(Tone.WARN)
        if role == Qt.ItemDataRole.ForegroundRole and problem:
            return colour(Tone.BAD)
        if role == Qt.ItemDataRole.BackgroundRole and problem:
            soft = colour(Tone.BAD)
            soft.setAlpha(28)
            return soft
        return None

    def _doubt(self, row: int, name: str) -> str | None:
        """Return what is doubtful about a cell and stops nothing."""
        text = self._texts[row].get(name, "")
        if day := counted_day(name, text):
            return counted_as(text, day)
        if name == _NAME:
            return doubt_in(text) or None
        finding = check_phone(text) if name == _PHONE else None
        return finding.text if finding else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into one cell."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.put({(index.row(), index.column()): str(value or "")})
        return True

    def put(self, cells: Mapping[tuple[int, int], str]) -> None:
        """Take several cells at one stroke; a grade implies the injury."""
        for (row, place), text in cells.items():
            name = FIELDS[place].name
            self._texts[row][name] = text
            self._told[row].pop(name, None)
            self._let_go_unseen(row)
            if name == _GRADE and text.strip() and not self._texts[row][_INJURED].strip():
                self._texts[row][_INJURED] = "是"
        for row in {row for row, _place in cells}:
            self._check(row)
        self._compare()
        self._repaint()
        self.edited.emit()
