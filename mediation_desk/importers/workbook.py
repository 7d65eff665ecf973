"""The first visible sheet of an .xlsx workbook as lines of cells."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Protocol

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.importers import archive
from mediation_desk.importers.grid import MOST_COLUMNS, MOST_LINES, Cell, Line, Unreadable

_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # what both XML parsers raise on malformed parts
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    OSError,
)


class _SheetCell(Protocol):
    value: object
    data_type: str
    coordinate: str


def lines(data: bytes) -> Iterator[Line]:
    """Yield the lines of a workbook's first visible sheet, at most `MOST_LINES`."""
    archive.inspect(data)
    try:
        yield from _lines(data)
    except _BROKEN as error:
        raise FileRefused(
            _("This is not a readable .xlsx workbook. Save it again as .xlsx in WPS or Excel.")
        ) from error


def _lines(data: bytes) -> Iterator[Line]:
    """Read values and formulas side by side: only so a formula never computed shows."""
    values, formulas = _rows(data, computed=True), _rows(data, computed=False)
    for number, (row, written) in enumerate(zip(values, formulas, strict=False), 1):
        line = Line(number, tuple(map(_cell, row, written)))
        if number > MOST_LINES and not line.is_empty:
            raise FileRefused(
                _("The sheet has more than {n} lines. Is it the right file?").format(n=MOST_LINES)
            )
        yield line


def _rows(data: bytes, *, computed: bool) -> Iterator[tuple[_SheetCell, ...]]:
    book = openpyxl.load_workbook(
        BytesIO(data), read_only=True, data_only=computed, keep_links=False
    )
    sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
    if sheet is None:
        raise FileRefused(_("The workbook has no visible sheet."))
    sheet.reset_dimensions()  # what the file says of its own size is often wrong
    yield from sheet.iter_rows(max_row=MOST_LINES + 1, max_col=MOST_COLUMNS)


def _cell(cell: _SheetCell, written: _SheetCell) -> Cell:
    if cell.value is None and written.data_type == "f":
        return Unreadable(
            _(
                "The formula in cell {cell} was never computed. "
                "Open the file in WPS or Excel and save it."
            ).format(cell=written.coordinate)
        )
    if cell.data_type == "e":
        return Unreadable(_("The cell shows the error {error}.").format(error=cell.value))
    return _plain(cell.value)


def _plain(value: object) -> Cell:
    match value:
        case None | str() | bool() | int() | float() | datetime():
            return value
        case date():
            return datetime(value.year, value.month, value.day)
        case time() | timedelta():
            return Unreadable(_("The cell holds a time of day, not a day."))
        case _:
            return str(value)
