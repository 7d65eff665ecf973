"""How the sheets of a calculation workbook look: their page, their rows, their formats (核算表)."""

import re
from collections.abc import Iterable, Sequence
from math import ceil
from unicodedata import east_asian_width

from xlsxwriter.format import Format as Look
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from mediation_desk.reports.xlsx import FONT, PAPER_A4

LINE_HEIGHT = 15


class Looks:
    """The formats of all cells."""

    def __init__(self, book: Workbook) -> None:
        def look(**more: object) -> Look:
            return book.add_format({"font_name": FONT, "font_size": 11, "valign": "top", **more})

        self.title = look(bold=True, font_size=16, align="center", valign="vcenter")
        self.note = look(text_wrap=True)
        self.head = look(bold=True, border=1, align="center", bg_color="#E7EBF0", text_wrap=True)
        self.text = look(border=1, text_wrap=True)
        self.strong = look(border=1, bold=True, text_wrap=True)
        self.money = look(border=1, num_format="#,##0.00", align="right")
        self.unsettled = look(
            border=1, num_format="#,##0.00", align="right", font_color="#8A5A00", italic=True
        )
        self.apart = look(
            border=1, num_format='"择一 "#,##0.00', align="right", font_color="#5B6672", italic=True
        )
        self.exact = look(border=1, num_format="#,##0.00####", align="right")
        self.count = look(border=1, num_format="#,##0.######")
        self.total = look(border=1, bold=True, num_format="#,##0.00", align="right")
        self.items = look(border=1, bold=True, num_format='0"项";;"—"', align="right")
        self.result = look(border=1, align="right", text_wrap=True)

    def number(self, told: str) -> Look:
        """Return how a number is shown: sums of money with two decimals, others as told."""
        return self.money if re.search(r"\.\d\d$", told) else self.count


def prepare(sheet: Worksheet, heads: int | None) -> None:
    """Set the page; the row of heads, if there is one, stays in view and over each page."""
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    if heads is not None:
        sheet.repeat_rows(heads)
        sheet.freeze_panes(heads + 1, 1)
    sheet.set_footer(f'&C&"{FONT},常规"&9第 &P 页，共 &N 页')


def set_height(sheet: Worksheet, row: int, texts: Iterable[str], widths: Iterable[float]) -> None:
    """Make a row as high as its longest text: not every program works that out by itself."""
    lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=False))
    sheet.set_row(row, LINE_HEIGHT * lines + 3)


def _lines(text: str, width: float) -> int:
    halves = sum(2 if east_asian_width(letter) in "FWA" else 1 for letter in text)
    return max(1, ceil(halves * 1.05 / (width - 1)))


def write_head(
    sheet: Worksheet, looks: Looks, texts: Sequence[str], widths: Sequence[float]
) -> int:
    """Write the heads of columns on top and make these as wide as they are to be; return 1."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    return write_row(sheet, looks.head, 0, texts, widths)


def write_row(
    sheet: Worksheet, look: Look, row: int, texts: Sequence[str], widths: Sequence[float]
) -> int:
    """Write a row of texts; return the next one."""
    for place, text in enumerate(texts):
        sheet.write_string(row, place, text, look)
    set_height(sheet, row, texts, widths)
    return row + 1
