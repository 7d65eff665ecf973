"""A ledger of former years: what is read, what is refused, what comes in and goes again."""

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter

from mediation_desk.domain.case import CaseFilter, CaseOrder, Source
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.closing import ended_at
from mediation_desk.domain.errors import CaseLocked, DeskError, FileRefused, NotAllowed, Stopped
from mediation_desk.domain.ledger import Outcome, PerformanceState
from mediation_desk.domain.log_layout import Which
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.procedure import Facts
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import (
    backups,
    browse,
    claims,
    past_cases,
    period_locks,
    statistics,
    steps,
)
from mediation_desk.storage import centre as centres
from mediation_desk.storage import ledger as logs

WORKER, OTHER = "139900198503070018", "139900199001010023"
FIRM = "911399000000000018"
HEADS = (
    *("案号", "登记日期", "申请人姓名", "身份证号", "涉及人数", "被申请人名称"),
    *("统一社会信用代码", "案由", "请求金额(万元)", "结案方式", "结案日期", "协议金额", "履行情况"),
)


def row(number="张劳调〔2019〕7号", **told):
    line = dict(
        zip(
            HEADS,
            (number, "2019.3.5", "张三等12人", "", "12", "宏远建筑公司", ""),
            strict=False,
        )
    )
    line |= {
        "案由": "拖欠农民工工资",
        "请求金额(万元)": 3.5,
        "结案方式": "调解成功",
        "结案日期": "2019年3月18日",
        "协议金额": "3万元",
        "履行情况": "已履行",
    }
    return [{**line, **told}.get(head) for head in HEADS]


def workbook(path, rows, heads=HEADS, sheet="2019年台账", before=None):
    book = xlsxwriter.Workbook(path)
    if before:
        book.add_worksheet(before).write_string(0, 0, "填表说明")
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "yyyy/m/d"})
    page.merge_range(0, 0, 0, len(heads) - 1, "劳动争议调解案件登记台账")
    for column, head in enumerate(heads):
        page.write_string(1, column, head)
    for place, cells in enumerate(rows, 2):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                page.write_datetime(place, column, datetime(cell.year, cell.month, cell.day), day)
            elif isinstance(cell, str):
                page.write_string(place, column, cell)
            elif cell is not None:
                page.write(place, column, cell)
    book.close()
    return path


def read(desk, path):
    ledger = past_cases.open_ledger(desk, path)
    offered = past_cases.offer(desk, ledger, ledger.likeliest)
    return past_cases.dry_run(desk, ledger, offered.sheet, offered.layout)


def only(desk):
    [key] = browse.case_ids(desk, CaseFilter(text="张三"), CaseOrder.NUMBER, False)
    return browse.case_file(desk, key)


def test_a_past_case_stands_archived_and_counts_in_its_own_year(office, tmp_path):
    desk = office.supervisor
    run = read(desk, workbook(tmp_path / "旧台账.xlsx", [row()], before="说明"))

    past_cases.bring_in(desk, run)

    case = only(desk)
    assert (case.number, case.stage) == ("张劳调〔2019〕7号", Stage.ARCHIVED)
    assert (case.received_on, case.accepted_on) == (date(2019, 3, 5), date(2019, 3, 5))
    assert case.source is Source.PAST
    assert len(case.applicants) == 12
    assert case.totals.claimed == Decimal(35000)
    assert (case.totals.agreed, case.paid, case.owed) == (Decimal(30000), Decimal(30000), 0)
    assert case.kinds == (ClaimKind.WAGE_ARREARS,)
    assert not case.clocks
    assert case.past.file == "旧台账.xlsx"
    assert case.past.line == 3
    assert ("结案方式", "调解成功") in case.past.cells
    with pytest.raises(CaseLocked):
        claims.change_work(
            desk, case.id, case.version, {case.applicants[0].id: case.applicants[0].work}
        )
    month = statistics.month_book(desk, Period.of(Span.MONTH, 2019, 3)).report("R1")
    total = next(line for line in month.lines if line.total)
    assert {1, 12, Decimal("35000.00"), Decimal("30000.00")} <= set(total.values)
    with desk.db.read() as session:
        [logged] = logs.rows(session, date(2019, 3, 1), date(2019, 3, 31))
    assert (logged.outcome, logged.workers, logged.is_group) == (Outcome.SETTLED, 12, True)
    assert logged.performance is PerformanceState.DONE
    assert backups.check(str(desk.db.location), None).sound


def test_the_money_of_parties_who_settled_alone_comes_in_and_counts(office, tmp_path):
    """45 lines of 和解 lost 900,000 yuan: the sum is kept, what was paid of it is performed."""
    desk = office.supervisor
    run = read(desk, workbook(tmp_path / "a.xlsx", [row(结案方式="和解", 履行情况="已履行")]))
    assert [note for note in run.rows[0].notes if "自行和解" in note]

    past_cases.bring_in(desk, run)

    case = only(desk)
    assert (case.totals.agreed, case.paid) == (Decimal(30000), Decimal(30000))
    month = statistics.month_book(desk, Period.of(Span.MONTH, 2019, 3))
    told = {line.label: line.values[0] for line in month.report("MA1").lines}
    assert (told["达成和解"], told["达成协议"], told["协议金额"]) == (1, 0, 0)
    assert told["履行金额"] == Decimal("30000.00")
    with desk.db.read() as session:
        [logged] = logs.rows(session, date(2019, 3, 1), date(2019, 3, 31))
    assert (logged.outcome, logged.agreed, logged.paid) == (
        Outcome.RECONCILED, 0, Decimal(30000),
    )  # fmt: skip
    assert (logged.settled_alone, logged.performance) == (Decimal(30000), PerformanceState.DONE)
    [listed] = browse.find(desk, "张劳调〔2019〕7号")
    assert (listed.agreed, listed.paid) == (0, Decimal(30000))


@pytest.mark.parametrize(
    "day",
    ["2019-3-5", "2019/03/05", "2019.3.5", "2019年3月5日", "20190305", 43529, "43529",
     "2019-03-05 00:00:00", date(2019, 3, 5)],
)  # fmt: skip
def test_a_day_is_read_in_every_spelling_of_ledgers(office, tmp_path, day):
    run = read(office.supervisor, workbook(tmp_path / "a.xlsx", [row(登记日期=day)]))

    assert run.rows[0].case.received_on == date(2019, 3, 5)


def test_heads_of_two_merged_lines_are_flattened(office, tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["台账"])
    page.append(["案号", "申请人", None, "被申请人", None, "结案情况", None, "金额（万元）", None])
    page.append([None, "姓名", "性别", "名称", "信用代码", "方式", "日期", "请求", "协议"])
    page.append(["1号", "李四", "男", "宏远公司", None, "和解", "2018-05-06", 2, 1.5])
    for area in ("B2:C2", "D2:E2", "F2:G2", "H2:I2", "A2:A3"):
        page.merge_cells(area)
    book.save(tmp_path / "a.xlsx")

    run = read(office.supervisor, tmp_path / "a.xlsx")

    case = run.rows[0].case
    assert run.layout.headings[1] == "申请人 姓名"
    assert case.respondent.name == "宏远公司"
    assert (case.end, case.ended_on) == (Stage.RECONCILED, date(2018, 5, 6))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"身份证号": 1.39900198503070018e17}, "身份证号被 Excel 改成数字"),
        ({"登记日期": "去年春天"}, "不是有效日期"),
        ({"登记日期": "2099-01-01"}, "日期晚于今天"),
        ({"协议金额": "若干"}, "不是有效金额"),
        ({"结案方式": "调解中"}, "案件尚未办结"),
        ({"结案方式": "甲"}, "不是已知的处理结果"),
        ({"结案日期": "2019-01-01"}, "结案不能早于"),
        ({"结案日期": ""}, "没有写结案日期"),
        ({"被申请人名称": ""}, "请填写"),
        ({"统一社会信用代码": "130700000012345"}, "18"),
    ],
)
def test_a_line_with_a_problem_names_column_and_reason_and_does_not_come_in(
    office, tmp_path, told, sentence
):
    desk = office.supervisor
    run = read(desk, workbook(tmp_path / "a.xlsx", [row(**told), row("8号")]))

    assert sentence in " ".join(past_cases.told_of(run.rows[0]))
    assert [one.line for one in run.chosen(True)] == [4]
    assert run.rows[0].case is None


def test_cells_that_begin_like_formulas_stay_text_and_empty_lines_and_sums_are_left_out(
    office, tmp_path
):
    rows = [row(案由="=1+1"), [], row("@8号", 登记日期="-"), ["合计", *[None] * 8, 99]]
    desk = office.supervisor
    run = read(desk, workbook(tmp_path / "a.xlsx", rows))

    assert [one.line for one in run.rows] == [3, 5]
    assert run.left_out == 1
    (tmp_path / "b.xlsx").write_bytes(past_cases.problems_workbook(desk, run))
    page = openpyxl.load_workbook(tmp_path / "b.xlsx").active
    assert all(cell.data_type != "f" for line in page.iter_rows() for cell in line)


@pytest.mark.parametrize("column", ["申请人姓名", "被申请人名称", "案号"])
def test_why_a_cell_cannot_be_read_stands_beside_the_line_and_never_in_it(office, tmp_path, column):
    """The reason would come back as a name from the corrected file."""
    desk = office.supervisor
    path = workbook(tmp_path / "a.xlsx", [row(), row("8号")])
    book = openpyxl.load_workbook(path)
    book.active.cell(3, HEADS.index(column) + 1).value = "=A1&B1"
    book.save(path)
    run = read(desk, path)
    sentence = " ".join(past_cases.told_of(run.rows[0]))
    assert "没有保存计算结果" in sentence
    assert "请填写" not in sentence
    assert run.rows[0].case is None

    (tmp_path / "b.xlsx").write_bytes(past_cases.problems_workbook(desk, run))

    page = openpyxl.load_workbook(tmp_path / "b.xlsx").active
    place = HEADS.index(column) + 1
    assert not page.cell(2, place).value
    assert "没有保存计算结果" in page.cell(2, len(HEADS) + 1).value
    again = read(desk, tmp_path / "b.xlsx")
    assert again.rows[0].case is None or column == "案号"


def test_a_corrected_file_of_problems_is_read_again(office, tmp_path):
    desk = office.supervisor
    run = read(desk, workbook(tmp_path / "a.xlsx", [row(登记日期="?"), row("8号")]))
    (tmp_path / "b.xlsx").write_bytes(past_cases.problems_workbook(desk, run))
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert book.active.max_row == 2
    assert book.active.cell(1, len(HEADS) + 1).value == "问题"
    book.active["B2"] = "2019-03-06"
    book.save(tmp_path / "b.xlsx")

    again = read(desk, tmp_path / "b.xlsx")

    assert again.rows[0].case.received_on == date(2019, 3, 6)
    assert again.rows[0].case.number == "张劳调〔2019〕7号"


def two_line_head(path):
    """Write a ledger whose last three columns stand under one merged heading."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["案号", "登记日期", "申请人", "被申请人", "处理情况"])
    page.append([None, None, None, None, "调解员", "处理结果", "结案日期"])
    page.merge_cells("E1:G1")
    for line in (
        ["1号", "2019.1.2", "张三", "宏远公司", "王调解", "达成协议", "2019.1.9"],
        ["2号", "春天", "李四", "宏远公司", "王调解", "达成协议", "2019.1.9"],
    ):
        page.append(line)
    book.save(path)
    return path


def test_the_lines_to_be_mended_of_a_head_of_two_lines_are_understood_again(office, tmp_path):
    desk = office.supervisor
    run = read(desk, two_line_head(tmp_path / "a.xlsx"))
    assert run.layout.headings[4:] == ("处理情况 调解员", "处理情况 处理结果", "处理情况 结案日期")
    (tmp_path / "b.xlsx").write_bytes(past_cases.problems_workbook(desk, run))

    ledger = past_cases.open_ledger(desk, tmp_path / "b.xlsx")
    guessed = past_cases.offer(desk, ledger, ledger.likeliest).layout

    assert (guessed.head, guessed.height) == (1, 1)
    assert guessed.columns == run.layout.columns


def test_the_lines_to_be_mended_find_the_mapping_confirmed_for_their_ledger(office, tmp_path):
    desk = office.supervisor
    ledger = past_cases.open_ledger(desk, two_line_head(tmp_path / "a.xlsx"))
    offered = past_cases.offer(desk, ledger, ledger.likeliest)
    columns = {field: at for field, at in offered.layout.columns.items() if field != "mediator"}
    layout = replace(offered.layout, columns={**columns, "remark": 4})
    run = past_cases.dry_run(desk, ledger, offered.sheet, layout)
    past_cases.bring_in(desk, run)
    (tmp_path / "b.xlsx").write_bytes(past_cases.problems_workbook(desk, run))

    again = past_cases.open_ledger(desk, tmp_path / "b.xlsx")
    found = past_cases.offer(desk, again, again.likeliest).layout

    assert found.remembered
    assert found.columns == layout.columns


def test_duplicates_are_found_by_number_and_by_worker_and_employer(office, tmp_path):
    desk = office.supervisor
    same = {"申请人姓名": "王五", "身份证号": WORKER, "涉及人数": "", "统一社会信用代码": FIRM}
    first = read(desk, workbook(tmp_path / "a.xlsx", [row("1号", **same)]))
    past_cases.bring_in(desk, first)
    rows = [
        row("１ 号"),
        row("2号", **{**same, "被申请人名称": "改名后的公司"}),
        row("3号", 身份证号=OTHER),
        row("4号", 身份证号=OTHER),
        row("3 号"),
    ]

    run = read(desk, workbook(tmp_path / "b.xlsx", rows))

    told = [one.twin.text if one.twin else "" for one in run.rows]
    assert [bool(one.twin and one.twin.certain) for one in run.rows] == [1, 0, 0, 0, 1]
    assert "1号" in told[1]
    assert "第 5 行" in told[3]
    assert [one.number for one in run.chosen(False)] == ["3号"]
    assert [one.number for one in run.chosen(True)] == ["2号", "3号", "4号"]


def test_one_undo_takes_the_whole_import_back_and_it_can_come_in_again(office, tmp_path):
    desk = office.supervisor
    run = read(desk, workbook(tmp_path / "a.xlsx", [row(), row("8号", 被申请人名称="另一公司")]))
    key = past_cases.bring_in(desk, run)
    before = only_ids(desk)

    assert past_cases.take_back(desk, key) == 2

    assert only_ids(desk) == []
    [held] = past_cases.imports(desk)
    assert held.taken_back_at is not None
    with pytest.raises(DeskError, match="已经撤销"):
        past_cases.take_back(desk, key)
    past_cases.bring_in(desk, run)
    assert set(only_ids(desk)).isdisjoint(before)
    assert backups.check(str(desk.db.location), None).sound


def only_ids(desk):
    return list(browse.case_ids(desk, CaseFilter(text="张三"), CaseOrder.NUMBER, False))


def test_stopping_leaves_nothing_behind(office, tmp_path):
    desk = office.supervisor
    run = read(desk, workbook(tmp_path / "a.xlsx", [row()]))

    with pytest.raises(Stopped):
        past_cases.bring_in(desk, run, progress=lambda _done, _total: False)

    assert only_ids(desk) == []
    assert past_cases.imports(desk) == ()


def test_the_mapping_is_remembered_for_a_head(office, tmp_path):
    desk = office.supervisor
    path = workbook(tmp_path / "a.xlsx", [row()])
    ledger = past_cases.open_ledger(desk, path)
    offered = past_cases.offer(desk, ledger, ledger.likeliest)
    columns = {**offered.layout.columns, "remark": 7}
    del columns["cause"]
    layout = replace(offered.layout, columns=columns)
    past_cases.bring_in(desk, past_cases.dry_run(desk, ledger, offered.sheet, layout))

    again = past_cases.offer(desk, past_cases.open_ledger(desk, path), offered.sheet).layout

    assert again.remembered
    assert again.columns == columns


def test_numbers_of_the_centre_go_on_behind_imported_ones(office, tmp_path):
    desk = office.supervisor
    pattern = desk.centre.number_pattern
    year = desk.today().year
    number = re.sub(r"\{number[^}]*\}", "0041", pattern).replace("{year}", str(year))
    day = date(year, 1, 5)
    line = row(number, 登记日期=day, 结案日期=day)
    past_cases.bring_in(desk, read(desk, workbook(tmp_path / "a.xlsx", [line])))

    case = office.case(office.register())

    assert "0042" in case.number


@pytest.mark.parametrize("coding", ["utf-8-sig", "gb18030"])
def test_a_text_table_is_read_like_a_workbook(office, tmp_path, coding):
    lines = [HEADS, [str(cell) for cell in row()]]
    text = "\n".join(",".join(line) for line in lines)
    (tmp_path / "a.csv").write_bytes(text.encode(coding))

    run = read(office.supervisor, tmp_path / "a.csv")

    assert run.rows[0].case is not None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0 old", "旧版 .xls"),
        (b"%PDF-1.4", "不是表格文件"),
        (b"PK\x03\x04 broken", "已损坏"),
        (b"", "是空文件"),
    ],
)
def test_other_files_are_refused_with_a_sentence(office, tmp_path, content, sentence):
    (tmp_path / "a.xls").write_bytes(content)

    with pytest.raises(FileRefused, match=sentence):
        past_cases.open_ledger(office.supervisor, tmp_path / "a.xls")


def test_a_sheet_without_a_known_head_is_refused_until_its_columns_are_told(office, tmp_path):
    desk = office.supervisor
    path = workbook(tmp_path / "a.xlsx", [["甲", "乙"]], heads=("一", "二"))

    with pytest.raises(DeskError, match="请指明"):
        read(desk, path)


def test_only_a_supervisor_imports_a_ledger(office, tmp_path):
    path = workbook(tmp_path / "a.xlsx", [row()])

    with pytest.raises(NotAllowed):
        past_cases.open_ledger(office.clerk, path)


def test_how_a_past_case_ended_is_known_and_a_supervisor_may_open_it_again(office, tmp_path):
    desk = office.supervisor
    line = row(结案方式="调解不成", 协议金额="", 履行情况="", 归档号="D-7")
    past_cases.bring_in(desk, read(desk, workbook(tmp_path / "a.xlsx", [line])))
    case = only(desk)
    assert ended_at(case) is Stage.FAILED

    reason = Facts(day=desk.today(), reason="案卷补正")
    steps.take(desk, case.id, case.version, Step.REOPEN, reason)

    assert only(desk).stage is Stage.FAILED
    [held] = past_cases.imports(desk)
    with pytest.raises(DeskError, match="此后有改动"):
        past_cases.take_back(desk, held.id)
    assert only(desk).stage is Stage.FAILED


def test_of_money_that_the_ledger_says_nothing_of_nobody_waits(office, tmp_path):
    desk = office.supervisor
    past_cases.bring_in(desk, read(desk, workbook(tmp_path / "a.xlsx", [row(履行情况="")])))

    with desk.db.read() as session:
        [told] = logs.rows(session, date(2019, 3, 1), date(2019, 3, 31))
        waiting = list(logs.rows(session, date(2026, 1, 1), desk.today(), Which.TO_PERFORM))
    assert (told.agreed, told.paid) == (Decimal(30000), 0)
    assert told.performance is PerformanceState.UNSAID
    assert waiting == []


def test_how_often_the_parties_met_is_read_and_counted_on_the_day_of_the_end(office, tmp_path):
    desk, heads = office.supervisor, (*HEADS, "调解次数")
    many = [[*row(), "2次"], [*row("张劳调〔2019〕8号"), 3], [*row("张劳调〔2019〕9号"), "多次"]]
    run = read(desk, workbook(tmp_path / "a.xlsx", many, heads))
    assert [note for one in run.rows for note in one.notes] == [
        "“调解次数”：“多次”只在原台账行中保留。"
    ]
    past_cases.bring_in(desk, run)

    with desk.db.read() as session:
        told = logs.rows(session, date(2019, 3, 1), date(2019, 3, 31), Which.HEARD)
        assert [one.hearings for one in told] == [2, 3]
    book = statistics.month_book(desk, Period.of(Span.MONTH, 2019, 3))
    assert book.report("R5").lines[-1].values[2] == 5


def test_a_ledger_brought_in_after_a_lock_is_no_correction_of_it(office, tmp_path):
    desk, march = office.supervisor, Period.of(Span.MONTH, 2019, 3)
    period_locks.lock_period(desk, march)
    period_locks.lock_period(desk, Period.of(Span.MONTH, 2026, 9))
    past_cases.bring_in(desk, read(desk, workbook(tmp_path / "a.xlsx", [row(履行情况="")])))
    [case] = browse.find(desk, "张劳调〔2019〕7号")

    locked, now = (statistics.month_book(desk, one) for one in (march, march.after()))
    september = statistics.month_book(desk, Period.of(Span.MONTH, 2026, 9))

    assert (locked.changed, locked.imported) == ((), (case.id,))
    assert (september.changed, september.imported) == ((), ()), "nobody waits for its money"
    assert any("1件锁定后导入的历史台账案件" in note for note in now.report("R1").notes)
    [group] = [line for line in now.report("R6").lines if "历史台账" in line.label]
    assert group.values[1] == 12
    assert not [line for line in now.report("R8").lines if not line.total]


def test_a_cause_that_the_words_do_not_decide_is_asked_for(office, tmp_path):
    causes = ("违法解除劳动合同", "解除劳动合同", "-拖欠")
    rows = [row(f"张劳调〔2019〕{n}号", 案由=text) for n, text in enumerate(causes)]

    run = read(office.supervisor, workbook(tmp_path / "a.xlsx", rows))

    assert [one.case.cause for one in run.rows] == ["D03", "D02", "Z99"]
    assert [one.notes for one in run.rows] == [
        (),
        (
            "“案由”：“解除劳动合同”按案由表不能确定案由，暂归为D02用人单位单方解除(过失性/非过失性)，请核对。",
        ),
        (
            "“案由”：“-拖欠”按案由表不能确定案由，暂归为Z99其他，请核对。",
            "台账未写明款项性质，金额暂记在“拖欠工资”项下，请核对。",
        ),
    ]


def test_money_paid_on_the_spot_counts_as_performed_on_the_day_of_the_end(office, tmp_path):
    desk = office.supervisor
    run = read(desk, workbook(tmp_path / "a.xlsx", [row(结案方式="当场履行", 履行情况="")]))
    past_cases.bring_in(desk, run)

    case = only(desk)
    assert [(one.paid_on, one.amount) for one in case.payments] == [
        (date(2019, 3, 18), Decimal(30000))
    ]
    with desk.db.read() as session:
        [told] = logs.rows(session, date(2019, 3, 1), date(2019, 3, 31))
    assert (told.paid, told.performance) == (Decimal(30000), PerformanceState.DONE)


def test_a_wrong_check_digit_comes_in_with_a_hint(office, tmp_path):
    wrong = WORKER[:-1] + ("1" if WORKER[-1] != "1" else "2")

    run = read(office.supervisor, workbook(tmp_path / "a.xlsx", [row(身份证号=wrong)]))

    assert run.rows[0].is_sound
    assert [note for note in run.rows[0].notes if wrong in note and "校验" in note]


def test_mediators_who_are_no_users_are_told_once_each_with_their_lines(office, tmp_path):
    desk = office.supervisor
    heads = (*HEADS, "调解员")
    with desk.db.read() as session:
        name = centres.users(session)[0].name
    named = ["王调解", name, *"甲乙丙丁戊己", "王调解"]
    many = [[*row(f"张劳调〔2019〕{n}号"), one] for n, one in enumerate(named, 1)]

    run = read(desk, workbook(tmp_path / "a.xlsx", many, heads))

    assert not any(one.notes for one in run.rows)
    assert run.remarks[0] == "“调解员”：“王调解”（共2行）不是本中心用户，只在原台账行中保留。"
    assert len(run.remarks) == 6
    assert run.remarks[-1] == "另有2个调解员姓名不是本中心用户。"
