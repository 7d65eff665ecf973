"""Money that arrives, in part and late; then the month's log and the summary of the case."""

import csv
from datetime import datetime, timedelta
from decimal import Decimal

import openpyxl
from PySide6.QtCore import Qt

from mediation_desk.domain.settlement import PaymentStatus, obligations
from mediation_desk.domain.stages import Stage
from mediation_desk.services import story
from tests.journeys.agreement import AGREED, FIRST
from tests.journeys.counter import NUMBER
from tests.journeys.hand import CONTROL
from tests.journeys.office import page_count, pdf_text
from tests.journeys.sums import ASKED

DUE, PAID = "obligations_table", "payment_grid"
_TWO_DAYS = timedelta(days=2)


def states(office):
    """Read the state of each instalment by worker and number."""
    return {(row[2], row[0]): row[6] for row in office.hand.rows(DUE)}


def pay_in_part(office):
    """Two days early one worker gets a thousand yuan: part payment shows."""
    hand = office.hand
    hand.click("take_pay")
    hand.wait(lambda: hand.rows(PAID))
    assert set(states(office).values()) == {"未到期"}
    assert "尚欠 1,319,444.51 元" in hand.text("case_owed")
    names = [row[0] for row in hand.rows(PAID)]
    for row, name in enumerate(names):
        hand.type_cell(PAID, row, 2, "1000" if name == "李建国" else "")
    assert "1,000.00" in hand.text("payment_sum")
    hand.fill("voucher", "现金收条")
    hand.click("payment_record")
    hand.told("1,000.00")
    assert states(office)["李建国", "1"] == "部分履行"
    assert states(office)["王秀英", "1"] == "未到期"
    assert "尚欠 1,318,444.51 元" in hand.text("case_owed")


def pay_the_first(office):
    """On its day the rest of the first instalment arrives."""
    hand = office.hand
    assert hand.text("paid_on") == "2026-10-30"
    assert hand.text("payment_sum") == f"合计 {FIRST - 1000:,.2f} 元"
    hand.fill("voucher", "银行转账回单")
    hand.qtbot.waitUntil(hand.see("payment_record").isEnabled)
    hand.click("payment_record")
    hand.told(f"{FIRST - 1000:,.2f}")
    told = states(office)
    assert {told[key] for key in told if key[1] == "1"} == {"已履行"}
    assert {told[key] for key in told if key[1] == "2"} == {"未到期"}
    assert "尚欠 659,722.26 元" in hand.text("case_owed")

    case = office.on_disk()
    assert case.paid == FIRST
    assert case.owed == AGREED - FIRST
    assert len(case.payments) == 13
    assert {p.paid_on for p in case.payments} == {story.FIRST_DUE - _TWO_DAYS, story.FIRST_DUE}


def see_it_overdue_on_today(office):
    """The day's page shows the money that is past due; a double click leads to it."""
    hand = office.hand
    hand.key(Qt.Key.Key_1, CONTROL)
    hand.rest()
    [row] = hand.rows("money")
    assert row[2:] == ("2", "659,722.26")
    hand.cell("money", 0, 1, twice=True)
    hand.rest()
    assert hand.text("page_title") == NUMBER
    assert hand.sees(DUE)


def pay_the_second_late(office):
    """In December it is overdue; paid late it shows as such, and nothing is owed any more."""
    hand = office.hand
    told = states(office)
    assert {told[key] for key in told if key[1] == "2"} == {"逾期未履行"}
    assert "逾期" in hand.text("performance_total")
    hand.click("payment_record")
    hand.told("659,722.26")
    told = states(office)
    assert {told[key] for key in told if key[1] == "2"} == {"逾期履行"}
    assert "尚欠" not in hand.text("case_owed")
    case = office.on_disk()
    due = obligations(case.settlement.terms.money, case.payments, office.clock().date())
    assert {o.status for o in due if o.instalment == 2} == {PaymentStatus.PAID_LATE}
    assert case.owed == 0


def note_the_formalities(office):
    """Certificate, insurance and file of the clause on formalities: each with its proof."""
    hand = office.hand
    hand.tab("其他义务")
    for row in range(3):
        hand.cell("duties_table", row, 0, twice=True)
        hand.wait(lambda: hand.sees("duty_outcome_ok"))
        hand.fill("proof", "签收单")
        hand.click("duty_outcome_ok")
        hand.told("履行结果")
    assert all(duty.done_on for duty in office.on_disk().duties)


def close(office):
    """Performed in full, then closed."""
    hand = office.hand
    for step, words in (("performed", "履行"), ("close", "结案")):
        hand.click(f"take_{step}")
        hand.wait(lambda step=step: hand.sees(f"step_{step}_ok"))
        if step == "close":
            hand.fill("reason", "回访另行办理")
        else:
            hand.choose("manner", "书面签收")
        hand.click(f"step_{step}_ok")
        hand.told(words)
    assert office.on_disk().stage is Stage.CLOSED


def export_log(office, kind):
    """The log of October from the page of cases, as it stood on the month's last day."""
    hand, path = office.hand, office.path.parent / f"台账.{kind}"
    hand.key(Qt.Key.Key_2, CONTROL)
    hand.rest()
    hand.click("export_log")
    hand.wait(lambda: hand.sees("log_dialog_ok"))
    hand.set_number("log_year", 2026)
    hand.set_number("log_month", 10)
    hand.choose("log_kind", {"xlsx": "Excel", "pdf": "PDF", "csv": "csv"}[kind])
    hand.answer_file_dialog(path)
    hand.click("log_dialog_ok")
    hand.told("台账")
    return path


def read_the_log(office):
    """Masked, with figures as numbers; payments of December are not in October's log."""
    book = openpyxl.load_workbook(export_log(office, "xlsx"))
    sheet = book.active
    assert "张家口市劳动关系调解中心" in sheet["C1"].value
    head = [cell.value for cell in sheet[3]]
    rows = [dict(zip(head, (c.value for c in line), strict=True)) for line in sheet.iter_rows(4)]
    [ours] = [row for row in rows if row["案号"] == NUMBER]
    assert ours["申请人(脱敏)"] == "李**等"
    assert ours["联系电话(脱敏)"] == "139****0101"
    assert (ours["涉及人数"], ours["其中女职工"], ours["是否群体(≥10)"]) == (12, 4, "是")
    assert ours["登记日期"] == datetime(2026, 10, 12)
    assert ours["受理日期/不予受理"] == datetime(2026, 10, 14)
    assert ours["协议生效日"] == datetime(2026, 10, 23)
    assert Decimal(str(ours["请求金额"])) == ASKED
    assert Decimal(str(ours["协议金额"])) == AGREED
    assert Decimal(str(ours["已履行金额"])) == FIRST
    assert "139900197903121013" not in str(rows)
    assert sheet.freeze_panes is not None
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)

    text = pdf_text(export_log(office, "pdf"))
    assert NUMBER in text
    assert "1,319,444.51" in text
    assert "659,722.25" in text

    with export_log(office, "csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    [ours] = [line for line in lines if line["案号"] == NUMBER]
    assert (ours["协议金额"], ours["已履行金额"]) == ("1319444.51", "659722.25")


def save_the_summary(office):
    """案件摘要: two pages with parties, claims, sums, course, agreement and payments."""
    hand, path = office.hand, office.path.parent / "案件摘要.pdf"
    hand.tab("概览")
    hand.answer_file_dialog(path)
    hand.click("case_summary")
    hand.told(f"已保存：{path.name}")
    text = pdf_text(path)
    assert page_count(path) == 2
    for words in (NUMBER, story.EMPLOYER.name, "1,319,444.51", "1,326,244.50", "659,722.25"):
        assert words in text
