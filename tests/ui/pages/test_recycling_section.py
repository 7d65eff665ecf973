"""The recycle bin under Settings, by hand."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mediation_desk.services import browse, intake, recycling, story, voiding
from mediation_desk.services.story import application
from mediation_desk.ui.case.voiding import found_line
from mediation_desk.ui.pages import today_banners as banners
from mediation_desk.ui.pages.sections.erase_dialog import EraseDialog, EraseOverDialog
from mediation_desk.ui.pages.settings import SettingsPage


@pytest.fixture
def page(qtbot, light, desk, jobs):
    page = SettingsPage(desk, jobs)
    qtbot.addWidget(page)
    jobs.changed.connect(page.refresh)
    page.resize(1190, 700)
    page.show()
    page.refresh()
    page.show_section("recycling")
    qtbot.waitUntil(lambda: not jobs.busy)
    return page


def test_the_empty_bin_says_so(page):
    assert page.sections["recycling"].empty.isVisible()
    assert not page.sections["recycling"].back.isEnabled()


def test_a_voided_case_is_put_back_by_a_click(qtbot, page, desk, jobs):
    ref = intake.register(desk, replace(application(), operation="bin"))
    void = voiding.void(desk, ref.id, browse.case_file(desk, ref.id).version, "重复登记")
    page.refresh()
    qtbot.waitUntil(lambda: page.sections["recycling"].model.rowCount() == 1)
    row = page.sections["recycling"].table.all_text().splitlines()[1].split("\t")
    page.sections["recycling"].table.selectRow(0)
    assert row[0] == "作废案件"
    assert void.number in row
    assert row[-1] == "30"
    assert not page.sections["recycling"].open.isEnabled()

    with qtbot.waitSignal(page.noticed) as seen:
        qtbot.mouseClick(page.sections["recycling"].back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.sections["recycling"].empty.isVisible)

    assert seen.args[0].startswith("已恢复：")
    assert browse.case_file(desk, ref.id).number == void.number
    assert recycling.discarded(desk) == ()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_a_voided_case_is_erased_for_good_with_a_reason_and_a_second_person(
    qtbot, page, desk, jobs
):
    ref = intake.register(desk, replace(application(), operation="erase"))
    void = voiding.void(desk, ref.id, browse.case_file(desk, ref.id).version, "重复登记")
    page.refresh()
    qtbot.waitUntil(lambda: page.sections["recycling"].model.rowCount() == 1)
    page.sections["recycling"].table.selectRow(0)
    qtbot.mouseClick(page.sections["recycling"].erase, Qt.MouseButton.LeftButton)
    dialog = page.sections["recycling"].findChild(EraseDialog)
    qtbot.waitUntil(lambda: dialog.ok.isEnabled() and dialog.second.isVisible())
    said = "".join(one.text() for one in dialog.findChildren(QLabel))
    assert "操作日志中该案的全部内容" in said
    assert "作废案号及其日期" in said
    assert "手工备份和导出的文件" in said

    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.ok.isEnabled() and not jobs.busy)
    assert "第二人" in "".join(one.text() for one in dialog.findChildren(QLabel))
    assert recycling.to_erase(desk)
    dialog.second.setCurrentIndex(1)
    dialog.reason.setText("本人书面要求删除")
    with qtbot.waitSignal(page.noticed) as seen:
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)

    assert seen.args[0].startswith("作废案件已彻底清除")
    qtbot.waitUntil(page.sections["recycling"].empty.isVisible)
    [left] = voiding.found(desk, void.number)
    assert left.erased
    assert "已彻底清除" in found_line(left)
    qtbot.waitUntil(lambda: not jobs.busy)


def test_what_is_over_is_offered_on_today_once_a_week_and_erased_by_one_confirmation(
    qtbot, page, desk, jobs, monkeypatch
):
    for n in range(2):
        ref = intake.register(desk, replace(application(), operation=f"over{n}"))
        voiding.void(desk, ref.id, browse.case_file(desk, ref.id).version, "重复登记")
    later = desk.now() + timedelta(days=32)
    monkeypatch.setattr(desk, "now", lambda: later)
    assert banners.bin_over(desk) == 2
    banner = banners.BinBanner(lambda: None, desk.today)
    qtbot.addWidget(banner)
    banner.show_over(2)
    assert banner.text.text() == "回收站中有2项已满30日，可由您和第二人一并彻底清除。"
    section = page.sections["recycling"]
    page.refresh()
    qtbot.waitUntil(section.all_over.isVisible)
    assert section.all_over.text() == "清除全部满期（2）…"
    qtbot.mouseClick(section.all_over, Qt.MouseButton.LeftButton)
    dialog = section.findChild(EraseOverDialog)
    qtbot.waitUntil(lambda: dialog.ok.isEnabled() and dialog.second.isVisible())
    dialog.second.setCurrentIndex(1)

    with qtbot.waitSignal(page.noticed) as seen:
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)

    assert seen.args[0].startswith("已彻底清除：")
    qtbot.waitUntil(section.empty.isVisible)
    qtbot.waitUntil(lambda: not jobs.busy)
    banner._put_off()
    assert (banners.bin_over(desk), banner.isVisible()) == (0, False)


def test_a_case_whose_employer_is_in_the_bin_comes_back_with_it_by_one_press(
    qtbot, page, desk, jobs
):
    slip = replace(story.EMPLOYER, name="误录有限公司", credit_code="")
    ref = intake.register(desk, replace(application(), respondent=slip, operation="bin both"))
    void = voiding.void(desk, ref.id, browse.case_file(desk, ref.id).version, "重复登记")
    [case] = recycling.discarded(desk)
    [employer] = [one for one in browse.employer_lines(desk) if one.name == slip.name]
    recycling.discard_employer(desk, employer.id)
    page.refresh()
    section = page.sections["recycling"]
    qtbot.waitUntil(lambda: section.model.rowCount() == 2)
    at = [one.entry for one in section.model.rows].index(case.entry)
    section.table.selectRow(at)

    with qtbot.waitSignal(page.offered) as seen:
        qtbot.mouseClick(section.back, Qt.MouseButton.LeftButton)
    text, action, then = seen.args
    assert "后者也在回收站中" in text
    assert action == "一并放回"
    then()
    qtbot.waitUntil(lambda: not jobs.busy)

    assert browse.case_file(desk, ref.id).number == void.number
