"""A ledger of former years from .xlsx or .csv: its sheets, its head, and its cases (试导入)."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from mediation_desk.domain.errors import FileRefused, Stopped
from mediation_desk.domain.past_cases import DryRun, Layout, PastRow
from mediation_desk.i18n import _
from mediation_desk.importers import delimited, files, ledger_head, sheets, told
from mediation_desk.importers.grid import Line, is_blank, shown
from mediation_desk.importers.ledger_row import Reader
from mediation_desk.importers.roster import refuse_others
from mediation_desk.security import apart

MOST_BYTES = 60 * 2**20
MOST_LINES = 60_000
LOOKED_AT = 60
LONGEST_NAME = 80
_SUMS = frozenset({"合计", "总计", "小计", "共计"})
_SLICE = 500
_BOUNDS = apart.Bounds(seconds=120.0, said=400 * 2**20)

Progress = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A file that was opened: the first lines of each sheet, by name; a text has one sheet."""

    path: Path
    digest: str
    heads: dict[str, tuple[Line, ...]]
    data: bytes

    @property
    def likeliest(self) -> str:
        """The sheet whose head knows most columns; the first of several alike."""
        return max(self.heads, key=lambda sheet: len(ledger_head.find(self.heads[sheet]).columns))

    def lines(self, sheet: str, going_on: apart.GoingOn | None = None) -> Iterator[Line]:
        """Yield the lines of a sheet, read apart while the desk makes cases of those before."""
        said = apart.parts(
            lines_of, self.data, self.path.name, sheet, bounds=_BOUNDS, going_on=going_on
        )
        return told.heard_lines(said)


def open_ledger(path: Path, going_on: apart.GoingOn | None = None) -> Ledger:
    """Open a ledger, or refuse it with a sentence; what the file is decides, not its name."""
    data = files.content(path, MOST_BYTES)
    ledger = Ledger(path, hashlib.sha256(data).hexdigest(), {}, data)
    empty = True
    said = apart.parts(heads_of, data, path.name, path.stem, bounds=_BOUNDS, going_on=going_on)
    for name in said:
        first = tuple(told.heard_lines([next(said, None)]))
        if not isinstance(name, str) or len(first) > LOOKED_AT or len(name) > LONGEST_NAME:
            raise told.unclear()
        empty &= all(line.is_empty for line in first)
        if any(_is_row(line) for line in first):
            ledger.heads[name] = first
    if empty:
        raise FileRefused(_("The workbook has no sheet with anything written in it."))
    if not ledger.heads:
        raise FileRefused(
            _("“{name}” holds no table with columns: it is no ledger.").format(name=path.name)
        )
    return ledger


def _is_row(line: Line) -> bool:
    """Say whether cells stand side by side: applicant, respondent and a day at least do."""
    return sum(not is_blank(cell) for cell in line.cells) > 1


def heads_of(data: bytes, name: str) -> Iterator[object]:
    """Tell each sheet's name, then its first lines; a text is called `name`. Called apart."""
    refuse_others(data)
    book = sheets.open_book(data) if data.startswith(b"PK") else None
    for sheet in book.sheets if book else (name,):
        yield sheet[:LONGEST_NAME]
        found = sheets.lines(book, sheet, MOST_LINES) if book else _lines_of_text(data)
        first = told.lines(islice(found, LOOKED_AT))
        yield next(first, [])


def lines_of(data: bytes, sheet: str) -> Iterator[object]:
    """Tell the lines of a sheet, or of a text; called apart."""
    if data.startswith(b"PK"):
        book = sheets.open_book(data)
        full = next(name for name in book.sheets if name[:LONGEST_NAME] == sheet)
        yield from told.lines(sheets.lines(book, full, MOST_LINES))
    else:
        yield from told.lines(_lines_of_text(data))


def _lines_of_text(data: bytes) -> Iterator[Line]:
    return delimited.lines(delimited.decode(data), MOST_LINES)


def samples(ledger: Ledger, sheet: str, layout: Layout, most: int = 3) -> list[tuple[str, ...]]:
    """Return the first cells of each column below the head, as they are shown."""
    below = [
        line
        for line in ledger.heads[sheet]
        if line.number >= ledger_head.begins_below(layout) and not line.is_empty
    ]
    return [
        tuple(islice((t for line in below if (t := _said(line, column))), most))
        for column in range(len(layout.headings))
    ]


def _said(line: Line, column: int) -> str:
    return " ".join(shown(line.cell(column)).split())


def read(ledger: Ledger, sheet: str, layout: Layout, today: date, progress: Progress) -> DryRun:
    """Read every line below the head; duplicates within the file are not looked for yet."""
    reader = Reader(layout, today)
    rows: list[PastRow] = []
    left_out = 0
    for line in ledger.lines(sheet, lambda: progress(len(rows), 0)):
        if line.number < ledger_head.begins_below(layout) or line.is_empty:
            continue
        if not _tells(line, layout):
            left_out += 1
            continue
        rows.append(reader.row(line))
        if len(rows) % _SLICE == 0 and not progress(len(rows), 0):
            raise Stopped
    if not rows:
        raise FileRefused(
            _("There are no cases below the head of sheet “{sheet}”.").format(sheet=sheet)
        )
    return DryRun(
        file=ledger.path.name,
        digest=ledger.digest,
        sheet=sheet,
        layout=layout,
        rows=tuple(rows),
        left_out=left_out,
    )


def _tells(line: Line, layout: Layout) -> bool:
    """Say whether a line tells of a case: not a sum, not the head again, not a signature below."""
    if all(is_blank(line.cell(column)) for column in layout.columns.values()):
        return False
    first = "".join(next(shown(cell) for cell in line.cells if not is_blank(cell)).split())
    if first.rstrip(":：") in _SUMS:
        return False
    written = [column for column in layout.columns.values() if not is_blank(line.cell(column))]
    if len(written) < 2 and len(layout.columns) > 3:
        return False
    return not all(_said(line, column) == layout.headings[column].split()[-1] for column in written)
