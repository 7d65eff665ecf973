"""What in a ledger's line cannot be right, or is not taken over, is told in the dry run."""

import openpyxl
import pytest

from mediation_desk.domain.identifiers import code_check_character
from mediation_desk.services import past_cases
from tests.services.test_past_cases import HEADS, read, row, workbook

MORE = (*HEADS, "已履行金额", "备注")
FIRM = (made_up := "91139900000000022X")[:-1] + code_check_character(made_up)
WRONG = FIRM[:-1] + ("A" if FIRM[-1] != "A" else "B")


def notes(desk, path, *lines):
    run = read(desk, workbook(path, lines, MORE))
    assert all(one.is_sound for one in run.rows), [one.problems for one in run.rows]
    return [one.notes for one in run.rows]


def line(number="张劳调〔2019〕7号", paid=None, **told):
    return [*row(number, **told), paid, None]


def test_a_wrong_check_character_of_a_credit_code_is_told(office, tmp_path):
    [told] = notes(office.supervisor, tmp_path / "a.xlsx", line(统一社会信用代码=WRONG))

    assert told == (f"“统一社会信用代码”：“{WRONG}”的校验码不正确，请核对。",)


def test_the_same_name_with_nearly_the_same_code_is_asked_about(office, tmp_path):
    lines = (
        line("1号", 统一社会信用代码=FIRM),
        line("2号", 统一社会信用代码=WRONG),
        line("3号", 统一社会信用代码=WRONG, 被申请人名称="另一公司"),
    )

    told = notes(office.supervisor, tmp_path / "a.xlsx", *lines)

    assert told[0] == ()
    asked = (
        f"宏远建筑公司另有相近的信用代码{FIRM}，导入后将按两家用人单位登记，请核对是否同一单位。"
    )
    assert asked in told[1]
    assert not any("相近" in one for one in told[2])


def test_a_code_near_to_that_of_the_centre_is_asked_about(office, tmp_path):
    desk = office.supervisor
    first = workbook(tmp_path / "a.xlsx", [line("1号", 统一社会信用代码=FIRM)], MORE)
    past_cases.bring_in(desk, read(desk, first))

    [told] = notes(desk, tmp_path / "b.xlsx", line("2号", 统一社会信用代码=WRONG))

    assert any("相近的信用代码" in one for one in told)


def test_more_performed_than_agreed_is_told(office, tmp_path):
    told = notes(
        office.supervisor, tmp_path / "a.xlsx", line("1号", paid=999_999_999), line("2号", 30_000)
    )

    assert told == [("“已履行金额”：“999999999”多于协议金额30,000.00元，请核对。",), ()]


def test_a_sum_that_its_outcome_does_not_have_is_told(office, tmp_path):
    [told] = notes(
        office.supervisor, tmp_path / "a.xlsx", line(结案方式="不予受理", 协议金额="3万元")
    )

    assert told == ("“协议金额”：“3万元”与结案方式“不予受理”不符，只在原台账行中保留，请核对。",)


@pytest.mark.parametrize(("day", "doubtful"), [("2008-4-30", True), ("2008-5-1", False)])
def test_a_day_before_the_law_on_mediation_is_told(office, tmp_path, day, doubtful):
    [told] = notes(office.supervisor, tmp_path / "a.xlsx", line(登记日期=day))

    expected = (f"“登记日期”：“{day}”早于《劳动争议调解仲裁法》施行之日（2008年5月1日），请核对。",)
    assert told == (expected if doubtful else ())


def test_a_formula_without_a_value_is_told_with_its_cell(office, tmp_path):
    path = workbook(tmp_path / "a.xlsx", [line()], MORE)
    book = openpyxl.load_workbook(path)
    book.active["O3"] = "=1+1"
    book.save(path)

    [told] = [one.notes for one in read(office.supervisor, path).rows]

    assert len(told) == 1
    assert "“备注”：" in told[0]
    assert "O3" in told[0]
    assert told[0].endswith("未读入。")


def test_names_that_are_more_than_the_workers_counted_are_told(office, tmp_path):
    [told] = notes(
        office.supervisor,
        tmp_path / "a.xlsx",
        line(申请人姓名="张三、李四", 涉及人数="1"),
    )

    assert told == ("“涉及人数”：“1”与所列申请人不符，按2人读入，请核对。",)


def sheets(desk, path, run):
    path.write_bytes(past_cases.problems_workbook(desk, run))
    book = openpyxl.load_workbook(path)
    return {
        page.title: [[cell.value for cell in cells] for cells in page.iter_rows(min_row=2)]
        for page in book
    }


def test_the_lines_to_be_mended_say_all_that_was_found(office, tmp_path):
    """A line with a problem has its remarks beside it; sound ones stand on a sheet of their own."""
    path = workbook(
        tmp_path / "a.xlsx",
        [
            line("1号", 统一社会信用代码=WRONG, 登记日期="?"),
            line("2号", 999_999_999),
            line("3号", 结案方式="不予受理", 协议金额="3万元"),
            line("4号", 登记日期="2008-4-30"),
            line("5号"),
            line("6号"),
        ],
        MORE,
    )
    book = openpyxl.load_workbook(path)
    book.active["O8"] = "=1+1"
    book.save(path)
    desk = office.supervisor

    found = sheets(desk, tmp_path / "b.xlsx", read(desk, path))

    [mended] = found["待改的行"]
    assert mended[0] == "1号"
    assert "“?”不是有效日期" in mended[-2]
    assert "校验码不正确" in mended[-2]
    checked = {cells[0]: cells[-2] for cells in found["可导入但请核对"]}
    assert checked.keys() == {"2号", "3号", "4号", "6号"}
    assert "多于协议金额" in checked["2号"]
    assert "与结案方式“不予受理”不符" in checked["3号"]
    assert "施行之日" in checked["4号"]
    assert "O8" in checked["6号"]


def test_what_is_read_again_are_the_lines_that_did_not_come_in(office, tmp_path):
    lines = [line("1号", 登记日期="?"), line("2号", 999_999_999)]
    desk = office.supervisor
    run = read(desk, workbook(tmp_path / "a.xlsx", lines, MORE))
    (tmp_path / "b.xlsx").write_bytes(past_cases.problems_workbook(desk, run))

    assert [one.number for one in read(desk, tmp_path / "b.xlsx").rows] == ["1号"]


def test_without_lines_to_mend_there_are_those_to_check_alone(office, tmp_path):
    desk = office.supervisor
    run = read(desk, workbook(tmp_path / "a.xlsx", [line("2号", 999_999_999)], MORE))

    assert list(sheets(desk, tmp_path / "b.xlsx", run)) == ["可导入但请核对"]
