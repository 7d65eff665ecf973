"""A ledger's case whose parties settled by themselves is told so everywhere on its page."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.services import browse, past_cases
from mediation_desk.ui.case import headline
from mediation_desk.ui.case.course import course

LINES = (
    ("案号", "登记日期", "申请人", "被申请人", "结果", "结案日期", "协议金额", "履行情况"),
    ("1号", "2019.11.2", "张大山", "宏远公司", "自行和解", "2019.11.24", "14224", ""),
)


@pytest.fixture
def case(desk, tmp_path):
    book = openpyxl.Workbook()
    for line in LINES:
        book.active.append(line)
    book.save(tmp_path / "旧台账.xlsx")
    ledger = past_cases.open_ledger(desk, tmp_path / "旧台账.xlsx")
    offer = past_cases.offer(desk, ledger, ledger.likeliest)
    past_cases.bring_in(desk, past_cases.dry_run(desk, ledger, offer.sheet, offer.layout))
    [key] = browse.case_ids(desk, CaseFilter(text="张大山"), CaseOrder.NUMBER, False)
    return browse.case_file(desk, key)


def test_the_head_the_steps_and_the_course_say_the_same(desk, case):
    told = [event.text for event in course(case, desk.calendar)]

    assert headline.ended_line(case) == "历史导入 · 已归档 · 自行和解"
    assert "双方自行和解，金额14,224.00元" in told
    assert "批准结案：自行和解" in told
    assert not [text for text in told if "协议" in text]
    assert date(2019, 11, 24) not in [
        mark.day for mark in headline.marks(case) if mark.milestone.label == "协议"
    ]


def test_the_list_shows_no_agreed_sum(desk, case):
    [row] = browse.find(desk, "张大山")
    assert (row.agreed, case.totals.agreed) == (0, Decimal(14224))


@pytest.mark.parametrize(
    ("words", "about"),
    [("", "案由未记载"), ("拖欠农民工工资", "工程建设领域农民工工资"), ("加班费", "加班工资")],
)
def test_the_head_names_no_kind_that_the_ledger_does_not_name(desk, tmp_path, words, about):
    book = openpyxl.Workbook()
    book.active.append((*LINES[0], "案由"))
    book.active.append((*LINES[1], words))
    book.save(tmp_path / "旧台账.xlsx")
    ledger = past_cases.open_ledger(desk, tmp_path / "旧台账.xlsx")
    offer = past_cases.offer(desk, ledger, ledger.likeliest)
    past_cases.bring_in(desk, past_cases.dry_run(desk, ledger, offer.sheet, offer.layout))
    [key] = browse.case_ids(desk, CaseFilter(text="张大山"), CaseOrder.NUMBER, False)

    assert headline.causes(browse.case_file(desk, key)) == about
