"""The page of statistics: numbers open their cases, periods are locked, reports are written."""

import re
import subprocess
from datetime import datetime

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.rights import Role
from mediation_desk.services import month_pictures, past_cases, period_locks, statistics
from tests.documents.samples import written
from tests.services.test_past_cases import HEADS, workbook
from tests.services.test_past_cases import read as past_rows
from tests.services.test_past_cases import row as past_row


@pytest.fixture
def page(qtbot, window, jobs):
    window.visit("statistics")
    page = window.page
    qtbot.waitUntil(lambda: page.book is not None)
    return page


def column(page, title):
    return [head.title for head in page.report().heads].index(title)


def row(page, label):
    return [line.label for line in page.report().lines].index(label)


def test_a_number_opens_the_very_case_or_the_list_behind_it(qtbot, window, page, jobs):
    assert page.period().name == "2026年10月"
    page.list.setCurrentRow(1)
    index = page.model.index(row(page, "合计"), column(page, "当期受理"))
    assert index.data() == "1"
    page.table.setCurrentIndex(index)

    qtbot.keyClick(page.table, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: window.page.objectName() == "case")
    window.visit("statistics")
    window.show_cases((1,), "R1 合计 · 当期受理")
    qtbot.waitUntil(lambda: window.page.objectName() == "cases")
    cases = window.page
    qtbot.waitUntil(lambda: cases.model.rowCount() == 1)
    assert cases.filters.found.isVisible()
    assert "R1 合计" in cases.filters.found.text()
    assert not cases.filters.clear.isVisible(), "one cross is enough"
    cases.filters.found.click()
    assert not cases.filters.found.isVisible()


def test_the_definitions_stand_under_the_table_and_the_balance_above(page):
    assert "期末未结＝期初未结＋当期受理－当期结案" in page.notes.text()
    assert "√ 期初未结0＋当期受理1－当期结案1＝期末未结0" in page.standing.text()
    page.list.setCurrentRow(14)
    assert "同比增减" in page.notes.text()
    assert "<table" in page.print_text()


def test_a_period_is_locked_and_unlocked_with_a_reason(qtbot, page, jobs, desk):
    def asked():
        names = {w.objectName(): w for w in QApplication.topLevelWidgets() if w.isVisible()}
        return names.get("lock_question")

    page.change_lock()
    qtbot.waitUntil(lambda: asked() is not None)
    asked().ok.click()
    qtbot.waitUntil(lambda: page.book.locked_on is not None)
    assert "由陈国栋锁定" in page.standing.text()
    assert [one.period for one in period_locks.locks(desk)] == [page.period()]

    page.change_lock()
    dialog = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "unlock_dialog")
    dialog.ok.click()
    assert dialog.fields["reason"].explained
    dialog.reason.setText("漏登一件")
    dialog.ok.click()
    qtbot.waitUntil(lambda: page.book.locked_on is None)


def test_a_period_that_is_not_over_cannot_be_locked(qtbot, page, jobs):
    page.step(1)
    qtbot.waitUntil(lambda: page.book.period.number == 11)
    page.change_lock()

    qtbot.waitUntil(lambda: page.problem.isVisible())
    assert "尚未结束" in page.problem.text()
    shown = [w.objectName() for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert "lock_question" not in shown, "nobody is asked what is refused"


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_the_reports_are_written_with_a_sheet_each(qtbot, page, tmp_path, kind):
    path = tmp_path / f"统计.{kind}"

    with qtbot.waitSignal(page.offered):
        page.export_to(path)

    if kind == "pdf":
        text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
        assert "近十二个月趋势" in text.decode()
        return
    book = openpyxl.load_workbook(path)
    assert [name.split()[0] for name in book.sheetnames] == [r.code for r in page.book.reports]
    sheet = book.worksheets[1]
    assert sheet["A1"].value == "张家口市劳动关系调解中心月报主表（2026年10月）"
    texts = [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value]
    assert any(text.startswith("√ 期初未结") for text in texts)
    assert any("导出编号" in text for text in texts)


def test_whoever_does_not_lead_the_centre_has_no_lock(qtbot, page, desk):
    assert page.lock.isVisible()
    assert Role.SUPERVISOR in desk.actor.roles
    assert desk.now() == datetime(2026, 11, 23, 9, 30, tzinfo=BEIJING)


def test_pictures_are_looked_at_copied_and_saved(qtbot, page, tmp_path):
    page.show_pictures()
    dialog = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "pictures_dialog")
    qtbot.waitUntil(lambda: dialog.choice.count() == 7)
    assert "近十二个月趋势" in dialog.choice.currentText()
    assert not dialog.shown.pixmap().isNull()
    assert "当期受理: 0, 0" in dialog.shown.accessibleDescription()

    dialog.copying.click()

    assert QApplication.clipboard().image().width() == 2160
    for ending, start in (("png", b"\x89PNG"), ("pdf", b"%PDF")):
        path = tmp_path / f"图.{ending}"
        dialog.save_to(path)
        qtbot.waitUntil(path.exists)
        assert path.read_bytes().startswith(start)
    dialog.ok.click()


def test_pictures_of_what_others_are_given_are_those_of_the_pdf(qtbot, page, desk):
    book = page.book
    made = month_pictures.pictures(desk, book)
    in_pdf = [one.code for one in statistics.given(desk, book, made)[1]]
    assert len(in_pdf) < len(made), "one case is a small number"
    page.given.click()

    page.to_pictures.click()
    dialog = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "pictures_dialog")
    qtbot.waitUntil(lambda: dialog.told.text() != "")

    assert [dialog.choice.itemData(place) for place in range(dialog.choice.count())] == in_pdf
    assert dialog.told.text() == (
        f"含有小数字或者可据以推算小数字的统计图不予提供：{len(made) - len(in_pdf)}张。"
    )
    assert not dialog.told.isHidden()
    assert dialog.copying.isEnabled() == bool(in_pdf)
    dialog.ok.click()


def test_the_text_report_is_seen_without_a_number_and_saved_with_one(qtbot, page, desk, tmp_path):
    page.to_report.click()
    dialog = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "paper_dialog")
    qtbot.waitUntil(lambda: dialog.paper is not None)
    assert "存在的问题" in dialog.missing.text()
    for ending in ("docx", "pdf"):
        path = tmp_path / f"报告.{ending}"
        with qtbot.waitSignal(dialog.said):
            dialog.write(path)

    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()

    assert "2026年10月份劳动争议调解工作报告" in text
    [number] = re.findall("编号：(2026-[0-9]{4})", text)
    assert number in written((tmp_path / "报告.docx").read_bytes())
    dialog.reject()


def test_the_page_shows_the_period_as_others_are_given_it(qtbot, page, jobs):
    page.list.setCurrentRow(1)
    cell = page.model.index(row(page, "合计"), column(page, "当期受理"))
    assert cell.data() == "1"

    page.given.click()
    qtbot.waitUntil(lambda: page.shown is not page.book)

    cell = page.model.index(row(page, "合计"), column(page, "当期受理"))
    assert cell.data() == "＊"
    assert page.model.way(cell) is None
    assert "因数字小于5" in page.notes.text()
    page.given.click()
    assert page.model.index(row(page, "合计"), column(page, "当期受理")).data() == "1"


def test_while_another_period_is_counted_the_old_figures_are_greyed(qtbot, page, jobs):
    assert page.table.isEnabled()

    page.step(-1)

    assert page.book.period != page.period()
    assert not page.table.isEnabled()
    assert not page.to_excel.isEnabled(), "what would be written is another period's"
    assert "2026年9月" in page.standing.text()
    qtbot.waitUntil(lambda: page.book.period == page.period())
    assert page.table.isEnabled()
    assert page.to_excel.isEnabled()
    assert "期初未结" in page.standing.text()


def test_a_count_that_was_stopped_leaves_no_figures_of_another_period_in_use(qtbot, page, jobs):
    page.step(-1)
    page.progress.cancel()
    qtbot.waitUntil(lambda: page._rendering is None)
    if page.book.period != page.period():
        assert not page.table.isEnabled()
        assert page.standing.text() == "统计已停止。"


def test_the_dialog_of_pictures_takes_the_room_of_the_picture_and_no_more(qtbot, page, jobs):
    page.show_pictures()
    dialog = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "pictures_dialog")
    qtbot.waitUntil(lambda: dialog.choice.count() > 0)

    assert dialog.told.isHidden()
    below = dialog.copying.mapTo(dialog, dialog.copying.rect().topLeft()).y()
    bottom = dialog.shown.mapTo(dialog, dialog.shown.rect().bottomLeft()).y()
    assert 0 <= below - bottom < 40, "nothing but the picture stands above the buttons"
    dialog.close()


def test_agreements_that_a_ledger_leaves_open_open_from_below_the_rate(
    qtbot, window, desk, tmp_path
):
    heads = (*HEADS, "履行金额")
    lines = [past_row(number="8号", 履行情况=""), past_row(number="9号", 履行情况="")]
    past_cases.bring_in(desk, past_rows(desk, workbook(tmp_path / "a.xlsx", lines, heads)))
    window.visit("statistics")
    page = window.page
    qtbot.waitUntil(lambda: page.book is not None)
    index = page.model.index(row(page, "　未计入：台账未载明全部履行的协议"), 1)
    assert index.data() == "2"
    assert "既不计入已到期，也不计入已履行" in page.notes.text()

    page.table.doubleClicked.emit(index)

    qtbot.waitUntil(lambda: window.page.objectName() == "cases")
    cases = window.page
    qtbot.waitUntil(lambda: cases.model.rowCount() == 2)
    assert "未载明全部履行" in cases.filters.found.text()
