"""The sheets of an .xlsx workbook as lines of cells, for ledgers of many thousand rows.

The parts are read by the parser of the standard library in slices: several times as fast as
through the library that small rosters come by, with values and formulas in one go.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from xml.parsers import expat

from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.importers import archive
from mediation_desk.importers.grid import MOST_COLUMNS, Cell, Line, Unreadable

MOST_IN_PART = 160 * 2**20
_SLICE = 1 << 18
_BOOK = "xl/workbook.xml"
_DAY_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_SAID = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DAY_LETTERS = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_PREFIX = re.compile(rb"xmlns:(\w+)=[\"']http://[^\"']*/main[\"']")
_BEGAN = datetime(1899, 12, 30)
_BEGAN_1904 = datetime(1904, 1, 1)
_BROKEN = (zipfile.BadZipFile, expat.ExpatError, LookupError, ValueError, OverflowError)

_Start = Callable[[str, dict[str, str]], None]
_End = Callable[[str], None]
_Text = Callable[[str], None]


@dataclass(slots=True)
class Book:
    """A workbook whose lines can be asked for: its visible sheets by name, what cells refer to."""

    archive: zipfile.ZipFile
    parts: dict[str, str]
    texts: list[str] = field(default_factory=list)
    day_styles: frozenset[int] = frozenset()
    began: datetime = _BEGAN

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the visible sheets."""
        return tuple(self.parts)


def open_book(data: bytes) -> Book:
    """Open a workbook, or refuse it with a sentence."""
    archive.inspect(data, MOST_IN_PART)
    try:
        return _opened(zipfile.ZipFile(BytesIO(data)))
    except _BROKEN as error:
        raise _unreadable() from error


def lines(book: Book, sheet: str, most: int) -> Iterator[Line]:
    """Yield the written lines of a sheet, at most `most`; lines without a cell are left out."""
    try:
        reader = _SheetReader(book, most)
        for _done in _parsed(book.archive, book.parts[sheet], reader.start, None, reader.say):
            yield from reader.take()
        reader.finish()
        yield from reader.take()
    except _BROKEN as error:
        raise _unreadable() from error


def _unreadable() -> FileRefused:
    return FileRefused(
        _("This is not a readable .xlsx workbook. Save it again as .xlsx in WPS or Excel.")
    )


def _opened(zipped: zipfile.ZipFile) -> Book:
    found: list[tuple[str, str]] = []
    began = _BEGAN

    def sheet(name: str, given: dict[str, str]) -> None:
        nonlocal began
        if name == "sheet" and given.get("state", "visible") == "visible":
            key = next(value for of, value in given.items() if of.endswith(":id"))
            found.append((given["name"], key))
        elif name == "workbookPr" and given.get("date1904") in ("1", "true"):
            began = _BEGAN_1904

    _read(zipped, _BOOK, sheet)
    targets: dict[str, str] = {}

    def relation(name: str, given: dict[str, str]) -> None:
        if name == "Relationship" and given.get("Type", "").endswith("/worksheet"):
            path = given["Target"]
            targets[given["Id"]] = path[1:] if path.startswith("/") else f"xl/{path}"

    _read(zipped, "xl/_rels/workbook.xml.rels", relation)
    parts = {name: targets[key] for name, key in found if key in targets}
    if not parts:
        raise FileRefused(_("The workbook has no visible sheet."))
    book = Book(zipped, parts, began=began)
    names = set(zipped.namelist())
    if "xl/sharedStrings.xml" in names:
        book.texts = _shared(zipped)
    if "xl/styles.xml" in names:
        book.day_styles = _day_styles(zipped)
    return book


def _read(
    zipped: zipfile.ZipFile,
    part: str,
    start: _Start,
    end: _End | None = None,
    say: _Text | None = None,
) -> None:
    for _done in _parsed(zipped, part, start, end, say):
        pass


def _parsed(
    zipped: zipfile.ZipFile, part: str, start: _Start, end: _End | None, say: _Text | None
) -> Iterator[None]:
    """Parse a part slice by slice."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if say is not None:
        parser.CharacterDataHandler = say
    with zipped.open(part) as stream:
        first = stream.read(_SLICE)
        if prefix := _PREFIX.search(first[:4096]):
            _call_plainly(parser, prefix[1].decode() + ":", start, end)
        while first:
            parser.Parse(first, False)
            yield
            first = stream.read(_SLICE)
        parser.Parse(b"", True)
        yield


def _call_plainly(
    parser: expat.XMLParserType, prefix: str, start: _Start, end: _End | None
) -> None:
    """Take the prefix off that some programs put before every name."""
    parser.StartElementHandler = lambda name, given: start(name.removeprefix(prefix), given)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.removeprefix(prefix))


def _shared(zipped: zipfile.ZipFile) -> list[str]:
    """Return the texts that cells refer to, without the readings above them."""
    found: list[str] = []
    parts: list[str] = []
    aloud = 0

    def start(name: str, _given: dict[str, str]) -> None:
        nonlocal aloud
        aloud += name == "rPh"
        if name == "si":
            parts.clear()
        said.append(name == "t" and not aloud)

    def end(name: str) -> None:
        nonlocal aloud
        aloud -= name == "rPh"
        said.pop()
        if name == "si":
            found.append("".join(parts))

    def say(text: str) -> None:
        if said[-1]:
            parts.append(text)

    said: list[bool] = [False]
    _read(zipped, "xl/sharedStrings.xml", start, end, say)
    return found


def _day_styles(zipped: zipfile.ZipFile) -> frozenset[int]:
    """Return the styles of cells whose numbers are days."""
    own: dict[int, str] = {}
    styles: list[int] = []
    inside = False

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal inside
        if name in ("cellXfs", "cellStyleXfs"):
            inside = name == "cellXfs"
        elif name == "numFmt":
            own[int(given["numFmtId"])] = given.get("formatCode", "")
        elif name == "xf" and inside:
            styles.append(int(given.get("numFmtId", "0")))

    _read(zipped, "xl/styles.xml", start)
    days = {key for key, code in own.items() if _DAY_LETTERS.search(_NOT_SAID.sub("", code))}
    days |= _DAY_FORMATS - own.keys()
    return frozenset(place for place, key in enumerate(styles) if key in days)


class _SheetReader:
    """Collects the cells of the row under way, and the lines that are whole.

    It is told of beginnings only: a cell ends where the next one begins. Every call is one of
    some million, so that a cell costs two of them beside its text.
    """

    def __init__(self, book: Book, most: int) -> None:
        self._book, self._most = book, most
        self._lines: list[Line] = []
        self._cells: list[Cell] = []
        self._number = self._column = 0
        self._cell: dict[str, str] | None = None
        self._formula = self._collecting = False
        self._text: list[str] = []
        self._columns: dict[str, int] = {}

    def take(self) -> Iterator[Line]:
        """Hand over the lines that are whole."""
        ready, self._lines = self._lines, []
        return iter(ready)

    def start(self, name: str, given: dict[str, str]) -> None:
        """See an element begin."""
        if name == "v" or name == "t":
            self._collecting = True
            return
        self._collecting = False
        if name == "c":
            if self._cell is not None:
                self._put()
            self._cell = given
        elif name == "row":
            self.finish()
            self._number = int(given["r"]) if "r" in given else self._number + 1
        elif name == "f":
            self._formula = True
        elif name == "mergeCells" or name == "sheetData":
            self.finish()

    def say(self, text: str) -> None:
        """Hear a text; what stands between elements counts for nothing."""
        if self._collecting:
            self._text.append(text)

    def finish(self) -> None:
        """End the row under way."""
        if self._cell is not None:
            self._put()
        if not self._cells:
            return
        line = Line(self._number, tuple(self._cells))
        self._cells, self._column = [], 0
        if self._number > self._most and not line.is_empty:
            raise FileRefused(
                _("The sheet has more than {n} lines. Is it the right file?").format(n=self._most)
            )
        self._lines.append(line)

    def _put(self) -> None:
        """Put the cell under way into its place."""
        given, self._cell = self._cell or {}, None
        place = given.get("r")
        column = self._column = self._column_of(place) if place else self._column + 1
        if self._text or self._formula:
            cells = self._cells
            if column <= MOST_COLUMNS:
                if len(cells) < column - 1:
                    cells.extend([None] * (column - 1 - len(cells)))
                cells.append(self._value(given, "".join(self._text)))
            self._text.clear()
            self._formula = False

    def _column_of(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        if letters not in self._columns:
            column = 0
            for letter in letters.upper():
                column = column * 26 + ord(letter) - 64
            self._columns[letters] = column
        return self._columns[letters]

    def _value(self, given: dict[str, str], text: str) -> Cell:
        kind = given.get("t", "n")
        if kind == "s":
            return self._book.texts[int(text)]
        if kind == "inlineStr" or (kind == "str" and (text or not self._formula)):
            return text
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            return Unreadable(_("The cell shows the error {error}.").format(error=text.strip()))
        text = text.strip()
        if not text:
            return Unreadable(
                _(
                    "The formula in cell {cell} was never computed. "
                    "Open the file in WPS or Excel and save it."
                ).format(cell=given.get("r", ""))
            )
        if kind == "d":
            return datetime.fromisoformat(text.removesuffix("Z"))
        return self._number_of(text, int(given.get("s", "0")))

    def _number_of(self, text: str, style: int) -> Cell:
        number = int(text) if text.lstrip("-").isdecimal() else float(text)
        if style not in self._book.day_styles:
            return number
        if number < 1:
            return Unreadable(_("The cell holds a time of day, not a day."))
        return self._book.began + timedelta(days=number)
