"""Rosters as centres hand them in: every encoding, heading and way of writing."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from mediation_desk import i18n, paths
from mediation_desk.domain.claims import COMMON
from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.identifiers import check_resident_id
from mediation_desk.domain.people import IdKind, Sex
from mediation_desk.domain.roster import Roster
from mediation_desk.importers.roster import read_pasted, read_roster

TODAY = date(2026, 10, 12)
SAMPLE = paths.resources("sample", "roster.csv")


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


def workbook(path: Path, *rows: list) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def texts(roster: Roster) -> list[str]:
    return [problem.text for row in roster.rows for problem in row.problems]


def test_the_sample_roster_gives_twelve_sound_workers():
    roster = read_roster(SAMPLE, TODAY)

    assert len(roster.sound) == 12
    assert roster.unknown == ()
    assert len(roster.matched) == 14
    zhao = roster.sound[3]
    assert zhao.person.name == "赵铁柱"
    assert zhao.person.id_number == "139900197601301051"
    assert zhao.work.hired_on == date(2014, 10, 8)
    assert zhao.work.left_on == date(2026, 9, 30)
    assert zhao.work.average_wage == Decimal("7350.50")
    assert zhao.work.arrears == Decimal("22051.50")
    assert zhao.work.leave_reason == "单位提出协商解除"
    assert not zhao.work.unemployment_insured
    assert zhao.work.injury_insured is False


def test_names_stay_as_typed():
    names = [worker.person.name for worker in read_roster(SAMPLE, TODAY).sound]

    assert names[5:10] == ["陈　磊", "买买提·艾力", "孙㛃", "周大勇", "吴𠮷"]


def test_facts_propose_claims_and_the_injured_worker_has_an_injury_claim():
    injured = read_roster(SAMPLE, TODAY).sound[9]

    assert injured.work.injury_grade == 10
    assert [claim.kind for claim in injured.claims] == list(COMMON)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_every_usual_encoding_reads_the_same(tmp_path, encoding):
    path = tmp_path / "名册.csv"
    path.write_bytes(SAMPLE.read_text(encoding="utf-8-sig").encode(encoding))

    assert read_roster(path, TODAY) == read_roster(SAMPLE, TODAY)


@pytest.mark.parametrize("mark", ["\t", ",", ";", "，"])
def test_pasted_rows_read_like_the_file_whatever_separates_them(mark):
    text = SAMPLE.read_text(encoding="utf-8-sig").replace(",", mark)

    assert read_pasted(text, TODAY).sound == read_roster(SAMPLE, TODAY).sound


def test_pasted_rows_without_headings_are_told_by_what_stands_in_them():
    rows = SAMPLE.read_text(encoding="utf-8-sig").replace(",", "\t").split("\n", 1)[1]

    assert read_pasted(rows, TODAY).sound == read_roster(SAMPLE, TODAY).sound


def test_a_few_columns_without_headings_in_another_order_are_enough():
    roster = read_pasted("139900197903121013\t李建国\t13900000101\t2016.3.1\t备用", TODAY)

    (worker,) = roster.sound
    assert worker.person.name == "李建国"
    assert worker.person.phone == "13900000101"
    assert worker.person.sex is Sex.MALE
    assert worker.work.hired_on == date(2016, 3, 1)
    assert roster.unknown == ("第5列",)


def test_an_xlsx_with_real_dates_and_numbers_reads_like_the_csv(tmp_path):
    path = workbook(
        tmp_path / "r.xlsx",
        ["姓名", "身份证号", "入职时间", "最后工作日", "月平均工资（元）", "拖欠工资", "手机号"],
        [
            "李建国",
            "139900197903121013",
            datetime(2016, 3, 1),
            46295,
            6200,
            22051.500000000004,
            13900000101,
        ],
    )

    (worker,) = read_roster(path, TODAY).sound

    assert worker.work.hired_on == date(2016, 3, 1)
    assert worker.work.left_on == date(2026, 9, 30)
    assert worker.work.average_wage == Decimal("6200.00")
    assert worker.work.arrears == Decimal("22051.50")
    assert worker.person.phone == "13900000101"


def test_dates_of_the_1904_system_are_the_days_that_excel_shows(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["姓名", "入职日期"])
    book.active.append(["李建国", datetime(2016, 3, 1)])
    book.save(tmp_path / "mac.xlsx")

    (worker,) = read_roster(tmp_path / "mac.xlsx", TODAY).sound

    assert worker.work.hired_on == date(2016, 3, 1)


def test_a_title_a_head_of_two_lines_a_sum_and_empty_rows_are_not_workers(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某某公司职工花名册"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(["序号", "姓名", "公民身份号码", "工资情况", None, "备注"])
    sheet.append([None, None, None, "月平均工资", "拖欠工资", None])
    sheet.merge_cells("B3:B4")
    sheet.append([1, "李建国", "139900197903121013", 6200, 18600, "班长"])
    sheet.append([2])
    sheet.append([3, "王秀英", "139900198511021026", 5800, 17400, None])
    sheet.append(["合计", None, None, 12000, 36000, None])
    book.save(tmp_path / "r.xlsx")

    roster = read_roster(tmp_path / "r.xlsx", TODAY)

    assert [worker.person.name for worker in roster.sound] == ["李建国", "王秀英"]
    assert [row.line for row in roster.rows] == [5, 7]
    assert roster.rows[1].applicant.work.arrears == Decimal("17400.00")
    assert roster.skipped == ("第6行为空行，已跳过。", "第8行是合计或者表头，不是劳动者，已跳过。")
    assert "备注" in roster.unknown
    assert "序号" not in roster.unknown


def test_each_empty_row_is_told_by_its_number_and_a_row_with_only_a_name_as_incomplete(tmp_path):
    """A clerk must see that a row of the list gave no worker, or one of whom nothing is known."""
    file = tmp_path / "r.csv"
    file.write_text(
        "姓名,身份证号,入职日期\n李建国,139900197903121013,2016-03-01\n,,\n王秀英,,\n,,\n\n",
        "utf-8",
    )

    roster = read_roster(file, TODAY)

    assert roster.skipped == ("第3行为空行，已跳过。", "第5行为空行，已跳过。")
    first, second = roster.rows
    assert (first.incomplete, first.doubts) == (False, ())
    assert second.incomplete
    assert second.doubts == ("第4行：只有姓名，证件号码、入职离职日期和工资等尚待补充。",)
    assert second.problems == ()


def test_a_long_run_of_empty_lines_is_one_sentence_and_the_unwritten_end_is_none(tmp_path):
    empty = [["", ""]] * 5
    rows = [["姓名", "月平均工资"], ["李建国", 6200], *empty, ["王秀英", 5800]]

    roster = read_roster(workbook(tmp_path / "r.xlsx", *rows, *[[None, None]] * 40), TODAY)

    assert roster.skipped == ("第3行至第7行为空行，已跳过。",)


@pytest.mark.parametrize("written", [45964, "45964", "45964.0", "４５９６４"])
def test_excels_count_of_days_is_a_day_with_a_note_to_check_it(tmp_path, written):
    """Cells copied as values carry the bare number: 45964 is 2025-11-03 in the 1900 system."""
    rows = [["姓名", "入职日期"], ["李建国", written]]

    [row] = read_roster(workbook(tmp_path / "r.xlsx", *rows), TODAY).rows

    assert row.applicant.work.hired_on == date(2025, 11, 3)
    assert row.problems == ()
    assert (
        f"第2行“入职日期”：“{written}”是Excel的日期序号，已按2025-11-03读取，请核对。" in row.doubts
    )


def test_an_employment_before_the_labour_law_is_told_before_it_is_taken_in(tmp_path):
    """No rule here fits it: whoever imports learns so at once, not at the first sum."""
    rows = [["姓名", "入职日期", "离职日期"], ["李建国", "1990-03-01", "1993-06-30"]]

    [row] = read_roster(workbook(tmp_path / "r.xlsx", *rows), TODAY).rows

    assert row.problems == ()
    assert row.doubts == (
        "第2行“入职日期”：1990-03-01早于《劳动法》施行之日（1995-01-01），请核对年份。",
        "第2行“离职日期”：劳动关系在《劳动法》施行（1995年1月1日）之前结束，无适用规则。",
    )


def test_the_first_visible_sheet_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["姓名"])
    book.active.append(["不应读取"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("名册")
    shown.append(["姓名"])
    shown.append(["李建国"])
    book.save(tmp_path / "r.xlsx")

    assert read_roster(tmp_path / "r.xlsx", TODAY).sound[0].person.name == "李建国"


@pytest.mark.parametrize(
    "written", ["2016-03-01", "2016/3/1", "2016.3.1", "20160301", "2016年3月1日"]
)
def test_days_are_read_in_every_usual_spelling(written):
    (worker,) = read_pasted(f"姓名\t入职日期\n李建国\t{written}", TODAY).sound

    assert worker.work.hired_on == date(2016, 3, 1)


@pytest.mark.parametrize("written", ["12000", "12,000元", "1.2万", "￥12,000.00", "１２０００"])
def test_amounts_are_read_in_every_usual_spelling(written):
    (worker,) = read_pasted(f"姓名\t拖欠工资\n李建国\t{written}", TODAY).sound

    assert worker.work.arrears == Decimal("12000.00")


@pytest.mark.parametrize(
    ("written", "grade"), [("10", 10), ("10级", 10), ("十级", 10), ("工伤七级", 7), ("无", None)]
)
def test_grades_are_read_in_figures_and_words(written, grade):
    (worker,) = read_pasted(f"姓名\t伤残等级\n李建国\t{written}", TODAY).sound

    assert worker.work.injury_grade == grade
    assert worker.work.injured is (grade is not None)


def test_other_documents_need_no_resident_number():
    (worker,) = read_pasted("姓名\t证件类型\t证件号码\nJohn Smith\t护照\tE12345678", TODAY).sound

    assert worker.person.id_kind is IdKind.PASSPORT
    assert worker.person.id_number == "E12345678"


def test_a_guarded_cell_of_our_own_csv_loses_only_its_guard():
    (first, second) = read_pasted("姓名\t住址\n'=李建国\t'13楼\nO'Brien-王\t'宿舍'", TODAY).sound

    assert (first.person.name, first.person.address) == ("=李建国", "13楼")
    assert (second.person.name, second.person.address) == ("O'Brien-王", "'宿舍'")


def test_an_identity_number_that_excel_made_a_number_is_refused_by_line_and_column(tmp_path):
    path = workbook(
        tmp_path / "r.xlsx",
        ["姓名", "身份证号"],
        ["李建国", 139900197903121013],
        ["王秀英", "1.39900198511021E+17"],
        ["张志强", "139900199006251000"],
        ["赵铁柱", "139900197601301051"],
    )

    roster = read_roster(path, TODAY)

    assert [len(row.problems) for row in roster.rows] == [1, 1, 1, 0]
    for line, text in enumerate(texts(roster), 2):
        assert text.startswith(f"第{line}行“身份证号”")
        assert "被 Excel 改成数字，末位已丢失" in text
    assert roster.rows[0].problems[0].field == "row.person.id_number"
    assert roster.rows[0].applicant.person.id_number


def test_a_true_number_ending_in_three_zeros_is_doubted_only_beside_rounded_ones():
    numbers = (f"{area}199006252000" for area in range(130100, 130999))
    number = next(number for number in numbers if check_resident_id(number) is None)

    alone = read_pasted(f"姓名\t身份证号\n李建国\t{number}", TODAY)
    beside = read_pasted(f"姓名\t身份证号\n李建国\t{number}\n王秀英\t1.399E+17", TODAY)

    assert len(alone.sound) == 1
    assert beside.sound == ()


def test_every_problem_of_a_row_is_named_at_once():
    roster = read_pasted(
        "姓名\t性别\t身份证号\t入职日期\t离职日期\t平均工资\t是否工伤\t伤残等级\n"
        "李建国\t女\t139900197903121013\t2026-02-30\t2026.9.30\t六千\t也许\t十一级\n"
        "王秀英\t女\t139900198511021027\t2026.9.30\t2020.1.1\t0\t否\t3",
        TODAY,
    )

    first, second = roster.rows
    assert [problem.field for problem in first.problems] == [
        "row.work.hired_on",
        "row.work.average_wage",
        "row.work.injured",
        "row.work.injury_grade",
        "row.person.sex",
    ]
    assert {problem.field for problem in second.problems} == {
        "row.person.id_number",
        "row.work.left_on",
        "row.work.average_wage",
        "row.work.injured",
    }
    assert all(problem.text.startswith("第2行“") for problem in first.problems)
    assert first.applicant.person.name == "李建国"
    assert first.applicant.work.left_on == date(2026, 9, 30)


def test_a_worker_listed_twice_is_named():
    roster = read_pasted(
        "姓名\t身份证号\t电话\n李建国\t139900197903121013\t\n李国\t139900197903121013\t\n"
        "王秀英\t\t1\n王秀英\t\t2\n王秀英\t\t1",
        TODAY,
    )

    assert texts(roster) == [
        "第3行“身份证号”：与第2行李建国的身份证号相同。",
        "第6行“姓名”：与第4行王秀英的姓名和电话相同。",
    ]


def test_a_formula_that_was_never_computed_is_named_by_its_cell(tmp_path):
    path = workbook(
        tmp_path / "r.xlsx", ["姓名", "拖欠工资"], ["李建国", "=3*6200"], ["王秀英", "#N/A"]
    )

    first, second = texts(read_roster(path, TODAY))

    assert first.startswith("第2行“拖欠工资”")
    assert "B2" in first
    assert "#N/A" in second


def test_an_unquoted_comma_in_an_amount_is_noticed():
    roster = read_pasted("姓名,拖欠工资\n李建国,12,000", TODAY)

    assert [problem.field for problem in roster.rows[0].problems] == ["row.line"]


@pytest.mark.parametrize("name", ["张\u200b三", "李\u202eexe", "王\x07", "赵\ud800", "字" * 51])
def test_names_with_forbidden_characters_or_too_long_are_refused(name):
    roster = read_pasted(f"姓名\t性别\n{name}\t男", TODAY)

    assert [problem.field for problem in roster.rows[0].problems] == ["row.person.name"]


def test_five_hundred_workers_are_read_and_one_more_is_refused():
    rows = ["姓名", *(f"工{chr(0x4E00 + n)}" for n in range(500))]

    assert len(read_pasted("\n".join(rows), TODAY).sound) == 500
    with pytest.raises(FileRefused, match="500"):
        read_pasted("\n".join([*rows, "工多"]), TODAY)


def test_what_the_window_speaks_does_not_change_what_is_read():
    with i18n.speaking(i18n.ENGLISH):
        roster = read_roster(SAMPLE, TODAY)

    assert len(roster.sound) == 12


def test_a_workbook_keeps_rare_characters_in_names(tmp_path):
    path = workbook(tmp_path / "r.xlsx", ["姓名"], ["吴𠮷"], ["孙㛃"], ["陈　磊"])

    assert [w.person.name for w in read_roster(path, TODAY).sound] == ["吴𠮷", "孙㛃", "陈　磊"]


@pytest.mark.parametrize("lost", ["?", "？", "\ufffd"])
def test_a_name_with_a_character_lost_in_saving_is_a_named_problem(tmp_path, lost):
    path = tmp_path / "roster.csv"
    path.write_bytes(f"姓名,拖欠工资\n吴{lost},18600\n".encode("gb18030"))

    row = read_roster(path, TODAY).rows[0]

    assert "person.name" in row.reasons
    assert "丢失" in row.reasons["person.name"]
