"""Totals say how complete they are: what is missing is named, the nearest first, with its row."""

import io

import openpyxl
from pypdf import PdfReader

from mediation_desk.domain.rollup import Unit
from mediation_desk.domain.statistics import Head, Line, MonthBook, Report, Shape
from mediation_desk.reports import month_pdf
from mediation_desk.reports.log import Marks
from mediation_desk.services import (
    period_locks,
    rollup,
    rollup_board,
    rollup_tables,
    undo,
)
from tests.services.packages_made import OCTOBER, Centre
from tests.services.test_rollup import TABLES, _chinese, city, office, stick, taken

__all__ = ["_chinese", "city", "office", "stick"]


def province_with(office, stick, *, gone=()):
    """A province to which two cities report: one with a county, one only by its county."""
    province = office("130000", "河北省中心")
    for unit in rollup.units(province):
        wanted = unit.code in {"130700", "130702", "130703", "130900", "130902", "131000", *gone}
        if not wanted:
            rollup.set_unit(province, Unit(code=unit.code, name=unit.name, expected=False))
    above, west = Centre("130700"), Centre("130703")
    taken(province, stick(above.text(parts=[west.text(cases=5)]), "city.mdpack"))
    taken(province, stick(Centre("130902").text(cases=6), "county.mdpack"))
    return province


def labels(book, code):
    return [line.label for line in book.report(code).lines]


def test_each_area_that_is_missing_is_named_and_has_its_row(office, stick):
    province = province_with(office, stick)
    book = rollup_tables.book(province, OCTOBER)

    assert labels(book, "H2")[1:-1] == [
        "张家口市（1个县区缺报）", "沧州市（本级缺报）", "廊坊市（缺报）",
    ]  # fmt: skip
    assert labels(book, "U2") == labels(book, "C1") == labels(book, "H2")
    assert labels(book, "H3")[1:-1] == [
        "张家口市本级", "张家口市桥东区（缺报）", "张家口市桥西区", "沧州市本级（缺报）",
        "沧州市新华区", "廊坊市本级（缺报）",
    ]  # fmt: skip
    missing = next(x for x in book.report("C1").lines if x.label == "廊坊市（缺报）")
    assert set(missing.values) == {None}
    assert len(missing.values) == len(book.report("C1").heads) - 1
    named = "缺报：沧州市、廊坊市。其下缺报：张家口市桥东区。"
    for code in ("H1", "U1", "H2", "U2", "H3", "U3", "C1"):
        assert book.report(code).notes[0] == named
    assert named in book.report("S1").notes
    assert book.said == "数据不全，3个地区缺报，未计入，包括沧州市、廊坊市"


def test_the_question_before_a_package_names_the_nearest_first(office, stick):
    province = province_with(office, stick)
    period_locks.lock_period(province, OCTOBER)
    assert rollup_board.missing(province, OCTOBER) == ("沧州市", "廊坊市", "张家口市桥东区")


def test_papers_say_above_each_table_what_is_not_in_it(office, stick):
    province = province_with(office, stick)

    book = openpyxl.load_workbook(io.BytesIO(rollup_tables.book_bytes(province, OCTOBER, "xlsx")))
    paper = PdfReader(io.BytesIO(rollup_tables.book_bytes(province, OCTOBER, "pdf")))

    told = "数据不全，3个地区缺报，未计入，包括沧州市、廊坊市"
    assert all(any(told in str(cell.value) for cell in sheet[2]) for sheet in book)
    assert all(told in "".join(page.extract_text().split()) for page in paper.pages)


def test_texts_stand_beside_the_column_that_each_page_of_a_wide_table_repeats(office, stick):
    province = province_with(office, stick)
    book = openpyxl.load_workbook(io.BytesIO(rollup_tables.book_bytes(province, OCTOBER, "xlsx")))
    wide = next(sheet for sheet in book if sheet.title.startswith("U2"))
    assert wide.print_title_cols == "$A:$A"
    first = {row[0].value for row in wide.iter_rows()} - {None}
    assert first == {"地区", *labels(rollup_tables.book(province, OCTOBER), "U2")}
    assert any("导出编号" in str(cell.value) for row in wide.iter_rows() for cell in row[1:2])


def test_no_page_of_the_paper_holds_only_its_number():
    """The last line of a table, which names the export, keeps to the page of the notes before."""
    for many in range(12):
        report = Report(
            code="H9",
            title="表",
            heads=(Head("地区", Shape.TEXT, 18), Head("当期受理")),
            lines=tuple(Line(label=f"地区{n}", values=(n,)) for n in range(22 + many)),
            notes=("说明",),
        )
        book = MonthBook(centre="中心", period=OCTOBER, reports=(report,), lockable=False)
        paper = PdfReader(io.BytesIO(month_pdf.write(book, Marks(serial="2026-0001", by="王芳"))))
        last = "".join(paper.pages[-1].extract_text().split())
        assert "1.说明" in last, many


def test_a_city_whose_counties_have_all_reported_says_so(city, stick):
    for unit in rollup.units(city):
        if unit.code != "130702":
            rollup.set_unit(city, Unit(code=unit.code, name=unit.name, expected=False))
    assert rollup_tables.book(city, OCTOBER).said == "数据不全，1个地区缺报，未计入，包括桥东区"
    taken(city, stick(Centre("130702").text()))

    book = rollup_tables.book(city, OCTOBER)

    assert book.said == "应报地区均已报送"
    assert book.report("H2").notes[0].startswith("当期受理")


def test_what_a_package_carries_is_counted_in_the_list_of_those_made(city, stick):
    taken(city, stick(Centre("130702").text(cases=6), "a.mdpack"))
    taken(city, stick(Centre("130703").text(cases=5), "b.mdpack"))
    period_locks.lock_period(city, OCTOBER)
    rollup.make(city, OCTOBER)

    [made] = rollup.made(city)

    assert (made.parts, made.carried) == (2, 11)
    undo.undo(city, undo.last_in(city, TABLES).id)
    assert rollup.made(city)[0].carried == 11
