"""The month's reports as an Excel workbook: a sheet each, typed cells, definitions below."""

from datetime import date
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format as Look
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from mediation_desk.domain.statistics import Head, Line, MonthBook, Report, Shape, Value
from mediation_desk.i18n import _
from mediation_desk.reports import month_texts
from mediation_desk.reports.log import Marks, Progress
from mediation_desk.reports.xlsx import FONT, MARGINS, PAPER_A4, mark_pages

_HEAD_ROW = 2
_NUMBERS = {
    Shape.TEXT: "@",
    Shape.DAY: "yyyy-mm-dd",
    Shape.MONEY: "#,##0.00",
    Shape.COUNT: "#,##0",
    Shape.SHARE: "0.0%",
    Shape.POINTS: "General",
}
_ALIGNED = {Shape.TEXT: "left", Shape.MONEY: "right", Shape.POINTS: "right"}
_CHARS_A_LINE = 1.9
_READABLE = 220
"""Signs beside each other on a page that are still read; a wider table takes several."""
_PAGE_WIDTH = 140
"""Signs of a page in its own size: what is wider is made smaller, so that more rows fit."""
_PAGE_HEIGHT, _UPRIGHT_HEIGHT = 510, 790
"""Points of a page between its margins, lying and standing."""
_ABOVE_LINES = 100
"""Points of title, note and head above the lines."""
_LINE_HEIGHT = 15
_ROOM_BESIDE_LINES, _LEAST_BESIDE_LINES = 3, -1.5
_TO_SIGN = 27
"""Height of a row in which somebody signs."""


class _Looks:
    """The looks of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Shape, bool], Look] = {}

    def plain(self, **more: object) -> Look:
        """Return a look without a frame."""
        return self._book.add_format(
            {"font_name": FONT, "font_size": 11, "valign": "vcenter", **more}
        )

    def cell(self, shape: Shape, total: bool) -> Look:
        """Return the look of a cell."""
        if (shape, total) not in self._made:
            more: dict[str, object] = {"bold": True, "bg_color": "#F3F5F8"} if total else {}
            self._made[shape, total] = self.plain(
                border=1,
                num_format=_NUMBERS[shape],
                align=_ALIGNED.get(shape, "center"),
                text_wrap=shape is Shape.TEXT,
                **more,
            )
        return self._made[shape, total]


def write(book: MonthBook, marks: Marks, progress: Progress | None = None) -> bytes:
    """Write all reports; text is always text, nothing can become a formula."""
    target = BytesIO()
    made = xlsxwriter.Workbook(target, {"in_memory": True})
    made.set_properties({"title": month_texts.title(book, book.reports[0]), "company": book.centre})
    looks = _Looks(made)
    for done, report in enumerate(book.reports):
        if progress is not None and progress(done, len(book.reports)) is False:
            break
        _sheet(made.add_worksheet(_name(report)), looks, book, report, marks)
    made.close()
    return target.getvalue()


def _name(report: Report) -> str:
    plain = "".join(char for char in report.title if char not in "[]:*?/\\")
    return f"{report.code} {plain}".strip()[:31]


def _sheet(sheet: Worksheet, looks: _Looks, book: MonthBook, report: Report, marks: Marks) -> None:
    last_column = len(report.heads) - 1
    for place, head in enumerate(report.heads):
        sheet.set_column(place, place, head.width + 1)
    side = _beside(report)
    if month_texts.upright(report):
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(-(-len(report.heads) // side), 0)
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    mark_pages(sheet, marks)
    if side <= last_column:
        sheet.repeat_columns(0)
    if _several_pages(report):
        sheet.repeat_rows(_HEAD_ROW)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    title = looks.plain(bold=True, font_size=18, align="center")
    sheet.set_row(0, 32)
    first = _after_repeated(report)
    if last_column > first:
        sheet.merge_range(0, first, 0, min(side - 1, last_column), "", title)
    sheet.write_string(0, first, month_texts.title(book, report), title)
    sheet.write_string(1, first, month_texts.note(book), looks.plain(align="left"))
    head_look = looks.plain(bold=True, align="center", border=1, bg_color="#E7EBF0", text_wrap=True)
    titles = Line(label=report.heads[0].title, values=tuple(h.title for h in report.heads[1:]))
    sheet.set_row(_HEAD_ROW, max(34, _LINE_HEIGHT * _lines(titles, report.heads) + 4))
    for place, head in enumerate(report.heads):
        sheet.write_string(_HEAD_ROW, place, head.title, head_look)
    row = _HEAD_ROW
    beside = _room_beside(report)
    for row, line in enumerate(report.lines, _HEAD_ROW + 1):
        _line(sheet, looks, row, line, report.heads)
        sheet.set_row(row, _LINE_HEIGHT * _lines(line, report.heads) + beside)
        if report.signed:
            sheet.set_row(row, _TO_SIGN)
    if report.lines:
        sheet.autofilter(_HEAD_ROW, 0, row, last_column)
    else:
        sheet.write_string(row + 1, 0, _("Nothing to report."), looks.plain())
        row += 1
    row = _signatures(sheet, looks, row + 1, report)
    _notes(sheet, looks, row + 1, book, report, marks)


def _beside(report: Report) -> int:
    """Return how many columns stand on the first page; what is wide goes over several."""
    whole = sum(head.width + 1 for head in report.heads)
    if whole <= _READABLE:
        return len(report.heads)
    pages = int(-(-whole // _READABLE))
    return -(-len(report.heads) // pages)


def _after_repeated(report: Report) -> int:
    """Return where texts begin: beside the column that each page of a wide table repeats."""
    return 1 if _beside(report) < len(report.heads) else 0


def _several_pages(report: Report) -> bool:
    """Say whether the lines alone fill a page: else the head would stand over definitions only."""
    wide = sum(head.width + 1 for head in report.heads[: _beside(report)])
    page = _PAGE_HEIGHT * max(1.0, wide / _PAGE_WIDTH)
    if month_texts.upright(report):
        page = _UPRIGHT_HEIGHT
    return _high(report) + len(report.lines) * _room_beside(report) + _ABOVE_LINES > page


def _high(report: Report) -> int:
    return sum(_LINE_HEIGHT * _lines(line, report.heads) for line in report.lines)


def _room_beside(report: Report) -> float:
    """Return how much higher than its text a line is: on a standing page so that all fit."""
    if not month_texts.upright(report):
        return _ROOM_BESIDE_LINES
    room = (_UPRIGHT_HEIGHT - _ABOVE_LINES - _high(report)) / len(report.lines)
    return max(_LEAST_BESIDE_LINES, min(_ROOM_BESIDE_LINES, room))


def _line(sheet: Worksheet, looks: _Looks, row: int, line: Line, heads: tuple[Head, ...]) -> None:
    sheet.write_string(row, 0, line.label, looks.cell(Shape.TEXT, line.total))
    for place, value in enumerate(line.values):
        shape = month_texts.shape(heads[place + 1], line, place)
        _put(sheet, row, place + 1, value, looks.cell(shape, line.total))


def _lines(line: Line, heads: tuple[Head, ...]) -> int:
    """Return how many lines a row takes: not every program works that out by itself."""
    texts = [line.label, *line.values]
    return max(
        1,
        *(
            -(-len(text) // max(int(head.width / _CHARS_A_LINE), 1))
            for text, head in zip(texts, heads, strict=False)
            if isinstance(text, str)
        ),
    )


def _put(sheet: Worksheet, row: int, column: int, value: Value, look: Look) -> None:
    match value:
        case None | "":
            sheet.write_blank(row, column, None, look)
        case str():
            sheet.write_string(row, column, value, look)
        case date():
            sheet.write_datetime(row, column, value, look)
        case _:
            sheet.write_number(row, column, float(value), look)


def _signatures(sheet: Worksheet, looks: _Looks, row: int, report: Report) -> int:
    """Leave a line for each who signs, and the day under it; return the row after them."""
    if not report.signed:
        return row
    look, apart = looks.plain(align="left"), max(len(report.heads) // len(report.signed), 1)
    for below, texts in enumerate(
        (report.signed, (month_texts.day_to_write(),) * len(report.signed)), row + 1
    ):
        sheet.set_row(below, 28)
        for place, text in enumerate(texts):
            sheet.write_string(below, place * apart, text, look)
    return row + 3


def _notes(
    sheet: Worksheet, looks: _Looks, row: int, book: MonthBook, report: Report, marks: Marks
) -> None:
    look = looks.plain(font_size=10, align="left", text_wrap=True, valign="top")
    first, last = _after_repeated(report), min(_beside(report), len(report.heads)) - 1
    room = sum(head.width + 1 for head in report.heads[first : last + 1]) / _CHARS_A_LINE
    texts = [*month_texts.numbered(report), *month_texts.checks(book)]
    texts += [marks.line] if marks.line else []
    for place, text in enumerate(texts, row):
        sheet.set_row(place, 15 * (1 + int(len(text) // room)))
        if last > first:
            sheet.merge_range(place, first, place, last, "", look)
        sheet.write_string(place, first, text, look)
