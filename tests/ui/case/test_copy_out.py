"""The copy-out sheet in the window: one line after another, all workers, and the number kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from mediation_desk.services import browse
from mediation_desk.ui.case.copy_out import ALL, CopyOutWindow


@pytest.fixture
def page(page_at):
    return page_at("effective")


@pytest.fixture
def sheet(qtbot, page):
    """The sheet of the ministry's platform, opened from the head of the case."""
    menu = page.header.steps.findChild(QMenu, "step_print_menu")
    next(a for a in menu.actions() if a.objectName() == "print_copy_out").trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(CopyOutWindow)))
    [window] = page.findChildren(CopyOutWindow)
    qtbot.waitUntil(lambda: window.model.rowCount() > 0)
    return window


def clip():
    return QGuiApplication.clipboard().text()


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_enter_copies_a_line_and_goes_on_to_the_next(qtbot, page, sheet):
    worker = page.case.file.applicants[0].person

    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert clip() == worker.name
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    qtbot.keyClick(sheet.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert clip() == worker.id_number
    assert [line.copied for line in sheet.model.rows[:5]] == [True] * 4 + [False]
    assert sheet.said.text() == "已复制：证件号码"


def test_a_click_copies_and_an_empty_value_is_told_and_loses_nothing(qtbot, sheet):
    place = next(n for n, line in enumerate(sheet.model.rows) if not line.row.value)
    QGuiApplication.clipboard().setText("别处的值")

    sheet.table.clicked.emit(sheet.model.index(place, 1))

    assert clip() == "别处的值"
    assert "未复制" in sheet.said.text()
    sheet.copy_line(0)
    sheet.copy_line(place)
    assert sheet.said.text().split("：")[1].startswith(sheet.model.rows[0].row.label)
    assert sheet.table.currentIndex().row() > place


def test_the_look_is_recorded_once_for_each_sheet_opened(qtbot, page, sheet):
    for _line in range(3):
        qtbot.keyClick(sheet.table, Qt.Key.Key_Return)

    doings = [e.doing for e in browse.journal(page.desk, 1)]
    assert doings.count("copy_out") == 1

    sheet.platform.set_code("2")
    qtbot.waitUntil(lambda: sheet.model.rows[0].row.code == "court_cause")
    doings = [e.doing for e in browse.journal(page.desk, 1)]
    assert doings.count("copy_out") == 2


def test_another_worker_or_all_of_a_group(qtbot, page, sheet):
    second = page.case.file.applicants[1]
    sheet.worker.set_code(str(second.id))
    assert sheet.model.rows[0].row.value == second.person.name

    sheet.worker.set_code(ALL)
    assert not sheet.next_button.isEnabled()
    click(qtbot, sheet.all_button)

    qtbot.waitUntil(lambda: clip().count("\n") == len(page.case.file.applicants))
    assert clip().split("\n")[2].split("\t")[0] == second.person.name


def test_the_next_worker_s_sheet_begins_at_its_first_line_with_nothing_copied(qtbot, page, sheet):
    for _line in range(4):  # the kind of document is everybody's: its value is the same
        qtbot.keyClick(sheet.table, Qt.Key.Key_Return)

    click(qtbot, sheet.further_link)

    second = page.case.file.applicants[1]
    assert sheet.worker.code() == str(second.id)
    assert sheet.table.currentIndex().row() == 0
    assert not any(line.copied for line in sheet.model.rows)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert clip() == second.person.name


def test_a_number_typed_for_one_worker_is_kept_for_no_other(qtbot, page, sheet):
    first, second = page.case.file.applicants[:2]
    qtbot.keyClicks(sheet.number, "A-1")
    sheet.own.setChecked(True)
    click(qtbot, sheet.keep_button)
    qtbot.waitUntil(lambda: bool(page.case.file.platform_numbers))

    click(qtbot, sheet.further_link)
    assert (sheet.number.text(), sheet.own.isChecked()) == ("", True)
    qtbot.keyClicks(sheet.number, "A-2")
    click(qtbot, sheet.keep_button)
    qtbot.waitUntil(lambda: len(page.case.file.platform_numbers) == 2)
    assert {n.party_id: n.number for n in page.case.file.platform_numbers} == {
        first.id: "A-1",
        second.id: "A-2",
    }
    assert "A-1" not in page.header.officers.text(), "it is not the number of the case"

    sheet.number.selectAll()
    qtbot.keyClicks(sheet.number, "A-3")
    click(qtbot, sheet.further_link)
    assert sheet.number.text() == ""
    assert sheet.said.text() == "A-3未登记。"


def test_starting_over_forgets_what_was_copied(qtbot, sheet):
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)

    click(qtbot, sheet.again_link)

    assert not any(line.copied for line in sheet.model.rows)
    assert sheet.table.currentIndex().row() == 0


def test_the_number_is_kept_and_shown_in_the_head_and_on_the_overview(qtbot, page, sheet):
    sheet.number.clear()
    qtbot.keyClicks(sheet.number, "130700202600123")
    click(qtbot, sheet.keep_button)

    qtbot.waitUntil(lambda: bool(page.case.file.platform_numbers))
    assert "人社部调解平台 130700202600123" in page.header.officers.text()
    assert page.overview.platforms.empty.isHidden()
    assert "已登记人社部调解平台编号。" in page.notices

    click(qtbot, sheet.remove_link)
    qtbot.waitUntil(lambda: not page.case.file.platform_numbers)
    assert sheet.number.text() == ""


def test_a_bad_number_is_explained_at_its_field_and_stays(qtbot, sheet):
    qtbot.keyClicks(sheet.number, "x" * 61)
    click(qtbot, sheet.keep_button)

    qtbot.waitUntil(lambda: bool(sheet.fields["number"].explained))
    assert sheet.number.text() == "x" * 61


def test_escape_closes_the_sheet(qtbot, page, sheet):
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not page.findChildren(CopyOutWindow))


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_a_second_click_brings_up_the_sheet_that_is_open(qtbot, page, sheet):
    page.copy_out()
    page.copy_out()
    qtbot.waitUntil(lambda: not page.jobs.busy)

    assert page.findChildren(CopyOutWindow) == [sheet]
