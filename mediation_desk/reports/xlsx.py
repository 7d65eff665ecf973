"""The log as an Excel workbook: typed cells, ready to filter and to print on A4 landscape."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from inspect import unwrap
from io import BytesIO
from math import ceil, floor
from tempfile import TemporaryDirectory

import xlsxwriter
from xlsxwriter.format import Format as Look
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from mediation_desk import i18n
from mediation_desk.domain.ledger import LedgerRow
from mediation_desk.i18n import _
from mediation_desk.reports import log, log_columns
from mediation_desk.reports.log import Heading, Marks, Progress, Totals
from mediation_desk.reports.log_columns import Column, Format, Value
from mediation_desk.reports.quick_sheet import QuickSheet

FONT = "宋体"
PAPER_A4 = 9
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
_HEADING_ROW = 2
_EXCEL_BEGAN = date(1899, 12, 30).toordinal()
_NUMBER_WIDTH = 5
_LINE_HEIGHT = 16
_ROOM_BESIDE_LINES = 3
_NUMBERS = {
    Format.TEXT: "@",
    Format.DAY: "yyyy-mm-dd",
    Format.MONEY: "#,##0.00",
    Format.COUNT: "0",
}
_SIDES = {Format.TEXT: "left", Format.MONEY: "right"}
_SHORT = 9
_STACKED = frozenset({"review", "further", "letters"})
_ON_A_PAGE = 190
"""So many characters stand side by side on a page without their type falling below 8 points.

Wider logs are printed on pages side by side, with number and case on each.
"""
_REPEATED = 2
_LONGEST_HEADER = 255
"""What a workbook may say above each page, with its own marks."""
_HALF_WIDTH = frozenset({"code", "phone"})


def write_log(
    rows: Iterable[LedgerRow], heading: Heading, progress: Progress | None = None
) -> bytes:
    """Write the log as .xlsx. Text is always text: nothing in it can become a formula."""
    target = BytesIO()
    with i18n.speaking(i18n.CHINESE), TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "default_format_properties": {"font_name": FONT, "font_size": 11},
        }
        book = xlsxwriter.Workbook(target, options)
        book.set_properties({"title": heading.title, "company": heading.centre})
        columns = log_columns.columns(heading.layout, masked=heading.masked)
        sheet = book.add_worksheet(heading.period, QuickSheet)
        _prepare(sheet, columns, heading)
        _write_head(book, sheet, columns, heading)
        last = _write_rows(book, sheet, columns, log.told(rows, progress), heading)
        _finish(book, sheet, len(columns), last)
        book.close()
    return target.getvalue()


def _look(book: Workbook, **more: object) -> Look:
    return book.add_format(
        {"font_name": FONT, "font_size": 11, "valign": "vcenter", "text_wrap": True, **more}
    )


def _prepare(sheet: Worksheet, columns: tuple[Column, ...], heading: Heading) -> None:
    sheet.set_column(0, 0, _NUMBER_WIDTH)
    for place, column in enumerate(columns, 1):
        sheet.set_column(place, place, column.width)
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(_across(columns), 0)
    if _is_wide(columns):
        sheet.repeat_columns(0, _REPEATED - 1)
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    mark_pages(sheet, heading.marks, heading.title)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.freeze_panes(_HEADING_ROW + 1, 2)


def _across(columns: tuple[Column, ...]) -> int:
    """Return on how many pages side by side a log is printed."""
    each = _NUMBER_WIDTH + sum(column.width for column in columns[: _REPEATED - 1])
    more = sum(column.width for column in columns[_REPEATED - 1 :])
    return max(1, ceil(more / (_ON_A_PAGE - each)))


def _is_wide(columns: tuple[Column, ...]) -> bool:
    return _across(columns) > 1


def _beside(columns: tuple[Column, ...]) -> int:
    """Return where titles and notes begin: beside the columns that every page repeats."""
    return _REPEATED if _is_wide(columns) else 0


def mark_pages(sheet: Worksheet, marks: Marks, title: str = "") -> None:
    """Put the page numbers at the foot, and on every page who exported it, when, and the number.

    A sheet of several pages has its title small at the head of each.
    """
    head = f'&L&"{FONT},常规"&10{title.replace("&", "&&")}' if title else ""
    foot = f'&C&"{FONT},常规"&9' + _("Page &P of &N")
    if marks.line:
        head += f'&R&"{FONT},常规"&10&KA6A6A6'
        head += marks.line.replace("&", "&&")[: _LONGEST_HEADER - len(head)]
        foot += f'&R&"{FONT},常规"&8 {marks.serial}'
    sheet.set_header(head)
    sheet.set_footer(foot)


def _write_head(
    book: Workbook, sheet: Worksheet, columns: tuple[Column, ...], heading: Heading
) -> None:
    title = _look(book, bold=True, font_size=18, text_wrap=False)
    title.set_align("left" if _is_wide(columns) else "center")
    sheet.set_row(0, 32)
    first = _beside(columns)
    if len(columns) > first:
        sheet.merge_range(0, first, 0, len(columns), "", title)
    sheet.write_string(0, first, heading.title, title)
    note = _look(book, align="left", text_wrap=False)
    sheet.write_string(1, first, heading.note, note)
    look = _look(book, bold=True, align="center", border=1, bg_color="#E7EBF0")
    sheet.set_row(_HEADING_ROW, 46)
    for place, text in enumerate([log_columns.number_heading(), *(c.heading for c in columns)]):
        sheet.write_string(_HEADING_ROW, place, text, look)


def _write_rows(
    book: Workbook,
    sheet: Worksheet,
    columns: tuple[Column, ...],
    rows: Iterable[LedgerRow],
    heading: Heading,
) -> int:
    """Write the rows, the totals and the definitions; return the last row of cases."""
    put = _putting(book, sheet, columns, False)
    values = [column.value for column in columns]
    room = [(n, _room(c)) for n, c in enumerate(columns) if c.format is Format.TEXT]
    stacked = [n for n, c in enumerate(columns) if c.key in _STACKED]
    totals = Totals(columns)
    number = _look(book, border=1, align="center", num_format="0")
    place = _HEADING_ROW
    for place, row in enumerate(rows, _HEADING_ROW + 1):
        cells = tuple([value(row) for value in values])
        totals.add(cells)
        lines = max([-(len(cells[n]) // -most) for n, most in room], default=1)  # type: ignore[arg-type]
        for n in stacked:
            lines = max(lines, 2 * len(cells[n].split("\n")) if cells[n] else 1)  # type: ignore[union-attr]
        sheet.set_row(place, max(lines, 1) * _LINE_HEIGHT + _ROOM_BESIDE_LINES)
        sheet.write_number(place, 0, totals.rows, number)
        put(place, cells)
    _write_totals(book, sheet, columns, totals, place + 1)
    _write_definitions(book, sheet, columns, place + 3, heading)
    return place


def _room(column: Column) -> int:
    """Return how many characters fit on a line of a column, so that rows can be made high enough.

    Not every program works a row's height out by itself.
    """
    halves = 1 if column.key in _HALF_WIDTH else 2
    return max(1, floor((column.width - 0.5) / halves))


def _putting(
    book: Workbook,
    sheet: Worksheet,
    columns: tuple[Column, ...],
    blanks: bool,
    **more: object,
) -> Callable[[int, tuple[Value, ...]], None]:
    """Return what puts a row's cells in their columns; it is most of the time of a log.

    Without `blanks` empty cells are left out: a third of a log is, and a rule frames them all.
    """
    looks = [(place, _cell_look(book, column, **more)) for place, column in enumerate(columns, 1)]
    write_blank = unwrap(Worksheet.write_blank)  # without the look for names such as A1
    write_string = unwrap(Worksheet.write_string)
    write_number = unwrap(Worksheet.write_number)

    def put(row: int, cells: tuple[Value, ...]) -> None:
        for (column, look), cell in zip(looks, cells, strict=True):
            if cell is None or cell == "":
                if blanks:
                    write_blank(sheet, row, column, None, look)
            elif isinstance(cell, str):
                write_string(sheet, row, column, cell, look)
            elif isinstance(cell, date):
                write_number(sheet, row, column, cell.toordinal() - _EXCEL_BEGAN, look)
            else:
                write_number(sheet, row, column, float(cell), look)

    return put


def _cell_look(book: Workbook, column: Column, **more: object) -> Look:
    short = column.format is Format.TEXT and column.width < _SHORT
    side = "center" if short else _SIDES.get(column.format, "center")
    return _look(book, border=1, num_format=_NUMBERS[column.format], align=side, **more)


def _write_totals(
    book: Workbook, sheet: Worksheet, columns: tuple[Column, ...], totals: Totals, row: int
) -> None:
    bold: dict[str, object] = {"bold": True, "bg_color": "#F3F5F8"}
    sheet.write_string(row, 0, totals.label, _look(book, border=1, align="center", **bold))
    _putting(book, sheet, columns, True, **bold)(row, totals.cells())


def _write_definitions(
    book: Workbook, sheet: Worksheet, columns: tuple[Column, ...], row: int, heading: Heading
) -> None:
    first, last = _beside(columns), len(columns)
    look = _look(book, font_size=10, align="left")
    merge = partial(sheet.merge_range, cell_format=look)
    room = 2 + sum(column.width for column in columns) / 2  # in characters as wide as high
    for place, text in enumerate(log.closing_lines(heading), row):
        sheet.set_row(place, -(len(text) // -room) * _LINE_HEIGHT)
        if last > first:
            merge(place, first, place, last, "")
        sheet.write_string(place, first, text, look)


def _finish(book: Workbook, sheet: Worksheet, last_column: int, last_row: int) -> None:
    if last_row > _HEADING_ROW:
        rule = {"type": "blanks", "format": book.add_format({"border": 1})}
        sheet.conditional_format(_HEADING_ROW + 1, 1, last_row, last_column, rule)
    sheet.autofilter(_HEADING_ROW, 0, max(last_row, _HEADING_ROW), last_column)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})
