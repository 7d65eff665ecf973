"""A ledger of former years through the window: file, columns, dry run, import, undo."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.domain.settlement import PaymentStatus
from mediation_desk.services import browse, past_cases
from mediation_desk.ui.case.page import CasePage
from mediation_desk.ui.case.performance_panel import PerformancePanel
from mediation_desk.ui.ledger.dialog import LedgerDialog
from mediation_desk.ui.pages.cases import CasesPage
from mediation_desk.ui.widgets.dialog import Question
from tests.ui.region.hand import rest

LINES = (
    ["案号", "登记日期", "申请人", "被申请人", "处理结果", "结案日期", "协议金额", "经手"],
    ["1号", "2018.1.2", "张大山", "宏远公司", "达成协议", "2018.1.9", "1.2万", "李"],
    ["2号", "春天", "李四", "宏远公司", "达成协议", "2018.1.9", "", ""],
    ["1 号", "2018.1.2", "张大山", "宏远公司", "达成协议", "2018.1.9", "", ""],
)


@pytest.fixture
def page(qtbot, light, desk, jobs):
    page = CasesPage(desk, jobs)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh()
    rest(qtbot, jobs)
    return page


@pytest.fixture
def ledger(tmp_path):
    book = openpyxl.Workbook()
    for line in LINES:
        book.active.append(line)
    book.save(tmp_path / "旧台账.xlsx")
    return tmp_path / "旧台账.xlsx"


def opened(qtbot, page, jobs):
    qtbot.mouseClick(page.past, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    [dialog] = [one for one in page.findChildren(LedgerDialog) if one.isVisible()]
    return dialog


def go_on(qtbot, jobs, dialog):
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)


def found(desk):
    return list(browse.case_ids(desk, CaseFilter(text="张大山"), CaseOrder.NUMBER, False))


def test_a_ledger_comes_in_step_by_step_and_one_undo_takes_it_back(
    qtbot, page, jobs, desk, ledger, tmp_path
):
    told = []
    page.led_on.connect(lambda *what: told.append(what))
    dialog = opened(qtbot, page, jobs)
    dialog.open_file(ledger)
    rest(qtbot, jobs)
    assert [choice.code() for choice in dialog.columns._choices][:3] == [
        "case",
        "received",
        "applicant",
    ]
    dialog.columns._choices[7].set_code("mediator")
    go_on(qtbot, jobs, dialog)
    assert dialog.check.counts.text() == (
        "共读取 3 行：可导入 1 行，有问题 1 行，重复 1 行。其中1行有提示，请核对。"
    )
    assert "“登记日期”：“春天”不是有效日期" in dialog.check.model.index(0, 4).data()
    dialog.save_problems_to(tmp_path / "待改.xlsx")
    rest(qtbot, jobs)
    assert openpyxl.load_workbook(tmp_path / "待改.xlsx").active.max_row == 3
    assert dialog.check.written.isVisible()
    assert dialog.check.written.text() == f"已保存到 {tmp_path / '待改.xlsx'}"
    assert dialog.ok.text() == "导入 1 件"
    assert found(desk) == []

    go_on(qtbot, jobs, dialog)

    assert len(found(desk)) == 1
    [(sentence, undo, _more, show)] = told
    assert sentence == "已从“旧台账.xlsx”导入 1 件案件。"
    show()
    rest(qtbot, jobs)
    assert page.model.rowCount() == 1
    undo()
    assert len(found(desk)) == 1, "it is asked before the cases go"
    page.findChild(Question).accept()
    rest(qtbot, jobs)
    assert found(desk) == []


def test_lines_with_remarks_alone_are_written_too(qtbot, page, jobs, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(LINES[0])
    book.active.append(
        ["1号", "2008.1.2", "张大山", "宏远公司", "达成协议", "2018.1.9", "1.2万", ""]
    )
    book.save(tmp_path / "旧台账.xlsx")
    dialog = opened(qtbot, page, jobs)
    dialog.open_file(tmp_path / "旧台账.xlsx")
    rest(qtbot, jobs)
    go_on(qtbot, jobs, dialog)
    assert dialog.check.save.isEnabled()
    assert not dialog.check.written.isVisible()

    dialog.save_problems_to(tmp_path / "待改.xlsx")
    rest(qtbot, jobs)

    written = openpyxl.load_workbook(tmp_path / "待改.xlsx").active
    assert "施行之日" in written.cell(2, len(LINES[0]) + 1).value
    assert "待改.xlsx" in dialog.check.written.text()


def test_an_earlier_import_is_undone_from_the_list(qtbot, page, jobs, desk, ledger):
    source = past_cases.open_ledger(desk, ledger)
    layout = past_cases.offer(desk, source, source.likeliest).layout
    past_cases.bring_in(desk, past_cases.dry_run(desk, source, source.likeliest, layout))
    dialog = opened(qtbot, page, jobs)
    step = dialog.file_step
    assert not step.back.isEnabled()

    step.table.selectRow(0)
    qtbot.mouseClick(step.back, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    assert len(found(desk)) == 1, "it is asked before the cases go"
    question = dialog.findChild(Question)
    assert "1件案件" in question.findChild(QLabel, "import_undo_question_text").text()
    question.accept()
    rest(qtbot, jobs)

    assert found(desk) == []
    assert "已撤销" in step.model.index(0, 4).data()


def test_another_head_is_read_and_a_missing_column_is_told(qtbot, page, jobs, ledger):
    dialog = opened(qtbot, page, jobs)
    dialog.open_file(ledger)
    rest(qtbot, jobs)
    dialog.columns.head.setValue(2)
    rest(qtbot, jobs)
    assert dialog.columns.value().headings[0] == "1号"

    go_on(qtbot, jobs, dialog)

    assert "请指明哪一列是申请人" in dialog.problem.text()
    dialog.columns.head.setValue(1)
    rest(qtbot, jobs)
    go_on(qtbot, jobs, dialog)
    assert dialog.check.run is not None


def test_a_file_that_is_no_ledger_is_refused_in_its_place(qtbot, page, jobs, tmp_path):
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    dialog = opened(qtbot, page, jobs)

    dialog.open_file(tmp_path / "a.xls")
    rest(qtbot, jobs)

    assert "旧版" in dialog.problem.text()
    assert dialog.ok.isEnabled()


def test_stopping_the_import_leaves_nothing(qtbot, page, jobs, desk, ledger):
    dialog = opened(qtbot, page, jobs)
    dialog.open_file(ledger)
    rest(qtbot, jobs)
    go_on(qtbot, jobs, dialog)
    dialog.submit()
    dialog.progress.cancel()
    rest(qtbot, jobs)

    assert found(desk) == []
    assert "没有" in dialog.problem.text() or "已停止" in dialog.problem.text()
    assert dialog.isVisible()


def test_what_the_ledger_does_not_say_of_performance_is_not_overdue(qtbot, desk, jobs, ledger):
    read = past_cases.open_ledger(desk, ledger)
    offered = past_cases.offer(desk, read, read.likeliest)
    past_cases.bring_in(desk, past_cases.dry_run(desk, read, offered.sheet, offered.layout))
    [key] = found(desk)
    case = CasePage(desk, jobs)
    qtbot.addWidget(case)
    case.show()
    case.open(key, "agreement")
    rest(qtbot, jobs)

    panel = case.findChild(PerformancePanel)

    [row] = panel.rows.rows
    assert row.status is PaymentStatus.OVERDUE
    text = panel.table.all_text()
    assert "未记载" in text
    assert "逾期" not in text
    assert panel.total.text() == "协议金额12,000.00元；是否履行，台账未记载。"
    assert panel.form.isHidden()
    assert "逾期" not in panel.total.text()


def reopened(qtbot, page, jobs, ledger):
    """Open the dialog anew on the same ledger and return its second step."""
    dialog = opened(qtbot, page, jobs)
    dialog.open_file(ledger)
    rest(qtbot, jobs)
    return dialog.columns


@pytest.mark.parametrize("way", ["cancel", "back", "ok", "another head"])
def test_what_was_said_of_the_columns_is_remembered_however_the_step_is_left(
    qtbot, page, jobs, ledger, way
):
    dialog = opened(qtbot, page, jobs)
    dialog.open_file(ledger)
    rest(qtbot, jobs)
    dialog.columns._choices[7].set_code("mediator")

    if way == "another head":
        dialog.columns.head.setValue(2)
    else:
        qtbot.mouseClick(getattr(dialog, way), Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    if way != "cancel":
        dialog.reject()

    step = reopened(qtbot, page, jobs, ledger)
    assert step.value().columns["mediator"] == 7
    assert "上次对此表头" in step.told.text()


def test_a_guess_that_nobody_looked_through_is_not_remembered(qtbot, page, jobs, ledger):
    dialog = opened(qtbot, page, jobs)
    dialog.open_file(ledger)
    rest(qtbot, jobs)
    dialog.reject()
    rest(qtbot, jobs)

    assert "推定" in reopened(qtbot, page, jobs, ledger).told.text()


def test_a_step_takes_no_room_of_a_higher_one_before_it(qtbot, page, jobs, tmp_path):
    book = openpyxl.Workbook()
    heads = [*LINES[0], *(f"其他{n}" for n in range(16))]
    for line in (heads, LINES[1]):
        book.active.append(line)
    book.save(tmp_path / "宽台账.xlsx")
    dialog = opened(qtbot, page, jobs)
    dialog.open_file(tmp_path / "宽台账.xlsx")
    rest(qtbot, jobs)
    bar = dialog.findChild(QScrollArea, "ledger_dialog_scroll").verticalScrollBar()
    assert bar.maximum() > 0, "many columns scroll"

    go_on(qtbot, jobs, dialog)

    assert dialog.check.isVisible()
    assert bar.maximum() == 0
