"""The month's log, read back from what was written."""

import csv
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest

from mediation_desk import i18n, reports
from mediation_desk.domain.adjusted import AdjustedCase, AdjustedFigure, Adjustments
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.ledger import LedgerRow
from mediation_desk.domain.log_layout import SHIPPED, Layout
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.void_numbers import VoidNumber
from mediation_desk.importers.delimited import unguarded
from mediation_desk.reports.log import Marks
from mediation_desk.reports.log_columns import columns

OCTOBER = Period.of(Span.MONTH, 2026, 10)
HEADINGS = [
    *("序号", "案号", "登记日期", "来源", "申请人(脱敏)", "性别", "联系电话(脱敏)", "涉及人数"),
    *("其中农民工", "其中女职工", "工会会员", "被申请人", "统一社会信用代码", "所属县区"),
    *("所属行业", "单位性质", "是否建会", "主案由", "请求事项摘要", "请求金额", "是否群体(≥10)"),
    *("受理日期/不予受理", "调解员", "调解次数", "是否延期", "结果", "结案日期", "办理天数"),
    *(
        "协议金额",
        "协议编号",
        "协议生效日",
        "审查/司法确认",
        "已履行金额",
        "履行状态",
        "支付令/仲裁/执行",
    ),
    *("回访日期", "满意度", "法律援助", "一函两书文号", "风险等级", "归档号", "备注"),
]


def sheet_of(data: bytes):
    return openpyxl.load_workbook(BytesIO(data)).active


def text_of(pdf: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


def pages_of(pdf: bytes) -> int:
    done = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)
    return int(done.stdout.decode().split("Pages:")[1].split()[0])


def test_the_columns_are_those_of_the_register_in_its_order(rows, centre):
    sheet = sheet_of(reports.log_bytes("xlsx", rows, OCTOBER, centre))

    assert sheet["C1"].value == "张家口市劳动争议调解中心案件登记台账（2026年10月）"
    assert [cell.value for cell in sheet[3]] == HEADINGS


def test_cells_carry_their_types(rows, centre):
    sheet = sheet_of(reports.log_bytes("xlsx", rows, OCTOBER, centre))

    row = dict(zip(HEADINGS, sheet[4], strict=True))
    assert row["登记日期"].value == datetime(2026, 10, 12)
    assert row["受理日期/不予受理"].is_date
    assert row["涉及人数"].value == 12
    assert row["请求金额"].value == 812345.6
    assert row["请求金额"].number_format == "#,##0.00"
    assert row["协议金额"].data_type == "n"
    assert row["统一社会信用代码"].data_type == "s"
    assert row["所属县区"].value == "宣化区"
    assert row["主案由"].value == "A09 工程建设领域农民工工资"
    assert row["结果"].value == "达成协议"
    assert row["履行状态"].value == "履行中"
    assert row["是否群体(≥10)"].value == "是"


def test_names_and_telephones_are_masked_unless_asked_otherwise(rows, centre):
    masked = sheet_of(reports.log_bytes("xlsx", rows, OCTOBER, centre))
    plain = sheet_of(reports.log_bytes("xlsx", rows, OCTOBER, centre, masked=False))

    assert (masked["E4"].value, masked["G4"].value) == ("李**等", "139****0101")
    assert (plain["E3"].value, plain["G3"].value) == ("申请人", "联系电话")
    assert (plain["E4"].value, plain["G4"].value) == ("李建国等", "13900000101")
    assert "脱敏" in masked["C2"].value
    assert "仅供内部使用" in plain["C2"].value


def test_an_application_not_accepted_says_so_in_the_place_of_the_day(rows, centre):
    sheet = sheet_of(reports.log_bytes("xlsx", rows, OCTOBER, centre))

    row = dict(zip(HEADINGS, sheet[5], strict=True))
    assert row["受理日期/不予受理"].value == "不予受理"
    assert row["办理天数"].value is None


def test_nothing_in_the_data_becomes_a_formula(rows, centre):
    data = reports.log_bytes("xlsx", rows, OCTOBER, centre)

    with zipfile.ZipFile(BytesIO(data)) as bag:
        xml = bag.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    assert sheet_of(data)["L5"].value == '=HYPERLINK("http://x","A & B <公司>")'


def test_totals_are_numbers_and_add_up(rows, centre):
    sheet = sheet_of(reports.log_bytes("xlsx", rows * 3, OCTOBER, centre))

    totals = dict(zip(HEADINGS, sheet[10], strict=True))
    assert totals["序号"].value == "合计"
    assert totals["案号"].value == "共6件"
    assert totals["涉及人数"].value == 39
    assert totals["请求金额"].value == pytest.approx(2437036.80)
    assert totals["已履行金额"].value == pytest.approx(1050000.06)
    assert totals["请求金额"].data_type == "n"
    assert totals["主案由"].value is None


def test_the_sheet_is_ready_to_filter_and_to_print(rows, centre):
    sheet = sheet_of(reports.log_bytes("xlsx", rows, OCTOBER, centre))

    assert sheet.title == "2026年10月"
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == "A3:AP5"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (3, 0)
    assert sheet.oddHeader.left.text.endswith(sheet["C1"].value)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text.startswith("第&P页")
    assert {cell.font.name for row in sheet["A1:AA5"] for cell in row} == {"宋体"}


def test_definitions_stand_under_the_log(rows, centre):
    sheet = sheet_of(reports.log_bytes("xlsx", rows, OCTOBER, centre))

    below = [row[2].value for row in sheet.iter_rows(min_row=8)]
    assert below[0] == "说明"
    assert "十人以上" in below[2]


@pytest.mark.parametrize("kind", reports.KINDS)
def test_a_month_without_cases_is_still_a_log(kind, centre):
    assert reports.log_bytes(kind, [], OCTOBER, centre)


@pytest.mark.parametrize("kind", reports.KINDS)
def test_the_log_is_chinese_whatever_the_window_speaks(kind, rows, centre):
    with i18n.speaking(i18n.ENGLISH):
        english = reports.log_bytes(kind, rows, OCTOBER, centre)

    text = {
        "xlsx": lambda: str([[c.value for c in r] for r in sheet_of(english).rows]),
        "csv": lambda: english.decode("utf-8-sig"),
        "pdf": lambda: text_of(english),
    }[kind]()
    assert "达成协议" in text
    assert "Settled" not in text
    assert "Agreement" not in text


def test_csv_has_the_mark_the_columns_and_guards_against_formulas(rows, centre):
    data = reports.log_bytes("csv", rows, OCTOBER, centre)

    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert table[0] == HEADINGS
    assert dict(zip(HEADINGS, table[1], strict=True))["请求金额"] == "812345.60"
    assert table[1][2] == "2026-10-12"
    assert table[2][11] == '\'=HYPERLINK("http://x","A & B <公司>")'
    assert unguarded(table[2][11]) == rows[1].respondent
    assert table[3][:3] == ["合计", "共2件", ""]
    assert not any(cell[:1] in "=+-@\t\r" for row in table for cell in row if cell)


def test_the_pdf_shows_every_column_the_totals_and_its_pages(rows, centre):
    many = [replace(rows[n % 2], case_id=n, number=f"第{n:04d}号") for n in range(60)]

    pdf = reports.log_bytes("pdf", many, OCTOBER, centre)

    text = text_of(pdf)
    pages = pages_of(pdf)
    assert pages > 3
    assert text.count("统一社会信用代码") == pages or text.count("统一社会信用代码") == pages - 1
    for heading in HEADINGS:
        assert heading in text
    assert text.count("张家口市劳动争议调解中心案件登记台账（2026年10月）") == pages
    assert f"第{pages}页共{pages}页" in "".join(text.split())
    assert "24,370,368.00" in text
    assert "共60件" in text
    assert "第0059号" in text
    assert "说明" in text


def test_rare_characters_and_markup_print_as_typed(rows, centre):
    row = replace(rows[1], respondent="A & B <公司>𠮷㛃", first_applicant="𠮷", remark="<b>陈　磊")

    text = text_of(reports.log_bytes("pdf", [row], OCTOBER, centre, masked=False))

    assert "A & B <公司>𠮷㛃" in text
    assert "<b>陈磊" in "".join(text.split())  # poppler leaves out the blank in 陈　磊


@pytest.mark.parametrize("kind", reports.KINDS)
def test_no_log_has_an_identity_number(kind, rows, centre):
    for masked in (True, False):
        data = reports.log_bytes(kind, rows, OCTOBER, centre, masked=masked)
        text = text_of(data) if kind == "pdf" else str(data)
        assert "身份" not in text
    harmless = ("case_id", "paid", "visited_on", "aided")
    assert not any("id" in field for field in LedgerRow.__slots__ if field not in harmless)


class Enough(Exception):
    pass


@pytest.mark.parametrize("kind", reports.KINDS)
def test_progress_is_told_and_can_stop_the_writing(kind, rows, centre, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    told = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 400:
            raise Enough

    with pytest.raises(Enough):
        reports.log_bytes(kind, rows * 500, OCTOBER, centre, progress=stop)
    reports.log_bytes(kind, rows, OCTOBER, centre, progress=lambda *at: told.append(at))

    assert told[:3] == [(0, 1000), (200, 1000), (400, 1000)]
    assert told[-1] == (2, 2)
    assert list(tmp_path.iterdir()) == []


def test_progress_may_also_stop_by_returning_false(rows, centre):
    with pytest.raises(DeskError):
        reports.log_bytes("csv", rows, OCTOBER, centre, progress=lambda _done, _total: False)


def test_an_unknown_kind_is_refused(centre):
    with pytest.raises(DeskError):
        reports.log_bytes("docx", [], OCTOBER, centre)


def test_loading_the_package_loads_no_heavy_library():
    code = (
        "import sys, mediation_desk.reports, mediation_desk.importers.roster;"
        "print([m for m in ('reportlab','xlsxwriter','openpyxl') if m in sys.modules])"
    )

    done = subprocess.run(["python", "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_title_names_any_centre_and_month(rows):
    data = reports.log_bytes("xlsx", rows, Period.of(Span.MONTH, 2027, 2), Centre(name="某某中心"))

    sheet = sheet_of(data)
    assert sheet["C1"].value == "某某中心案件登记台账（2027年2月）"
    assert "2027年2月28日" in sheet["C2"].value
    assert date(2026, 10, 23) == sheet["AA4"].value.date()
    assert Decimal(str(sheet["AC4"].value)) == Decimal("700000.05")


def test_every_register_has_its_columns_in_its_order_on_paper_and_in_the_sheet(rows, centre):
    for layout in SHIPPED:
        sheet = sheet_of(reports.log_bytes("xlsx", rows, OCTOBER, centre, layout=layout))
        pdf = "".join(
            text_of(reports.log_bytes("pdf", rows, OCTOBER, centre, layout=layout)).split()
        )
        with i18n.speaking(i18n.CHINESE):
            heads = [column.heading for column in columns(layout)]
            title = layout.title
        assert title in (sheet["A1"].value or sheet["C1"].value)
        assert [cell.value for cell in sheet[3]][1:] == heads
        for head in heads:
            assert "".join(head.split())[:3] in pdf, (layout.key, head)


def test_an_export_says_on_every_page_who_made_it_when_and_under_which_number(rows, centre):
    marks = Marks(serial="2026-0007", by="陈国栋", at=datetime(2026, 11, 23, 1, 30, tzinfo=UTC))

    sheet = sheet_of(reports.log_bytes("xlsx", rows, OCTOBER, centre, marks=marks))
    pdf = reports.log_bytes("pdf", rows * 30, OCTOBER, centre, marks=marks)
    table = reports.log_bytes("csv", rows, OCTOBER, centre, marks=marks).decode("utf-8-sig")

    assert "2026-0007" in sheet.oddHeader.right.text
    assert "陈国栋 2026-11-23 09:30" in sheet.oddHeader.right.text
    assert text_of(pdf).count("2026-0007") >= pages_of(pdf)
    assert table.splitlines()[-1].strip('"').startswith("导出编号：2026-0007")


def test_a_text_table_for_older_programs_is_gb_18030(rows, centre):
    data = reports.log_bytes("csv-gb", rows, OCTOBER, centre, masked=False)

    assert data.startswith("序号".encode("gb18030"))
    assert "吴𠮷" in data.decode("gb18030")


def test_a_layout_of_days_and_sums_alone_is_written_too(rows, centre):
    own = Layout(name="款项", columns=("received", "claimed", "paid"))

    for kind in ("xlsx", "pdf", "csv"):
        assert reports.log_bytes(kind, rows, OCTOBER, centre, layout=own)


def test_void_numbers_stand_under_the_cases_with_their_reasons(rows, centre):
    void = VoidNumber(
        id=1,
        case_id=9,
        number="张劳调字〔2026〕第0009号",
        reason="同一申请重复登记",
        voided_by="刘静",
        voided_at=datetime(2026, 10, 20, 1, 30, tzinfo=UTC),
        received_on=date(2026, 10, 19),
        cause="A01",
        applicants="李建国",
        respondent="某公司",
    )
    line = (
        "张劳调字〔2026〕第0009号：收到申请2026-10-19，2026-10-20由刘静登记作废，"
        "理由：同一申请重复登记"
    )

    sheet = sheet_of(reports.log_bytes("xlsx", rows, OCTOBER, centre, voids=(void,)))
    pdf = reports.log_bytes("pdf", rows, OCTOBER, centre, voids=(void,))
    plain = reports.log_bytes("csv", rows, OCTOBER, centre, voids=(void,)).decode("utf-8-sig")

    texts = [cell.value for row in sheet for cell in row]
    assert texts.index(line) == texts.index("作废编号（不计入案件数）") + sheet.max_column
    assert "共2件" in texts
    assert line in text_of(pdf).replace(" ", "")
    assert line in plain
    assert "作废" not in text_of(reports.log_bytes("pdf", rows, OCTOBER, centre))


def test_many_corrections_under_the_cases_go_on_over_pages(rows, centre):
    cases = tuple(
        AdjustedCase(
            number=f"更正{place:03d}号",
            period=OCTOBER,
            figures=(AdjustedFigure("当期受理", "1", "0"),),
        )
        for place in range(200)
    )

    held = Adjustments(cases=cases)
    pdf = reports.log_bytes("pdf", rows, OCTOBER, centre, adjustments=held)

    said = text_of(pdf)
    assert [one.number for one in cases if one.number not in said] == []
    assert said.index("更正199号") < said.index("说明")
    assert all(
        _lowest(pdf, page) <= 595 - 14 * 72 / 25.4 + 1 for page in range(1, pages_of(pdf) + 1)
    )


def _lowest(pdf, page):
    """Return how far down the corrections of a page reach."""
    asked = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"]
    said = subprocess.run(asked, input=pdf, capture_output=True, check=True).stdout.decode()
    words = re.findall(r'yMax="([0-9.]+)">([^<]*)<', said)
    return max((float(low) for low, word in words if word.startswith("更正")), default=0)
