"""How tables of the month lie on their pages: long narrow ones stand, no last row stands alone."""

from io import BytesIO

import openpyxl
import pytest
from pypdf import PdfReader

from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.statistics import Head, Line, MonthBook, Report, Shape
from mediation_desk.reports import month_book, month_pdf
from mediation_desk.reports.log import Marks

OCTOBER = Period.of(Span.MONTH, 2026, 10)
LYING, STANDING = (842, 595), (595, 842)


def book(lines, columns=4, width=22, signed=()):
    report = Report(
        code="MA1",
        title="综合表",
        heads=tuple(Head(f"列{place}", Shape.COUNT, width) for place in range(columns)),
        lines=tuple(
            Line(label=f"行{number}号", values=(number,) * (columns - 1))
            for number in range(1, lines + 1)
        ),
        notes=("指标说明",),
        signed=signed,
    )
    return MonthBook(centre="张家口", period=OCTOBER, reports=(report,))


def pages(made):
    return PdfReader(BytesIO(month_pdf.write(made, Marks()))).pages


def size(page):
    return round(page.mediabox.width), round(page.mediabox.height)


def rows(page):
    return page.extract_text().count("号")


def test_a_long_narrow_table_stands_whole_on_its_first_page():
    first, *others = pages(book(48))

    assert size(first) == STANDING
    assert rows(first) == 48
    assert all(rows(page) == 0 for page in others)


@pytest.mark.parametrize("made", [book(12), book(48, columns=8)])
def test_other_tables_lie(made):
    assert {size(page) for page in pages(made)} == {LYING}


@pytest.mark.parametrize("signed", [(), ("申领人：", "负责人：")])
def test_no_row_stands_alone_on_the_last_page(signed):
    for lines in range(12, 30):
        of_lines = [rows(page) for page in pages(book(lines, columns=8, signed=signed))]
        with_rows = [number for number in of_lines if number]
        assert sum(with_rows) == lines
        assert len(with_rows) == 1 or with_rows[-1] > 1


def test_those_who_sign_do_so_under_a_row():
    for lines in range(12, 30):
        for page in pages(book(lines, columns=8, signed=("申领人：",))):
            assert "申领人" not in page.extract_text() or rows(page)


def test_the_workbook_turns_the_same_sheets():
    for made, way in ((book(48), "portrait"), (book(12), "landscape")):
        [sheet] = openpyxl.load_workbook(BytesIO(month_book.write(made, Marks()))).worksheets
        assert sheet.page_setup.orientation == way
    heights = [sheet.row_dimensions[row].height for row in range(4, 16)]
    assert heights == [18] * 12
