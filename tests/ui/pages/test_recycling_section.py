"""The recycle bin under Settings, by hand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from mediation_desk.services import browse, intake, recycling, voiding
from mediation_desk.services.story import application
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
    assert page.recycling.empty.isVisible()
    assert not page.recycling.back.isEnabled()


def test_a_voided_case_is_put_back_by_a_click(qtbot, page, desk, jobs):
    ref = intake.register(desk, replace(application(), operation="bin"))
    void = voiding.void(desk, ref.id, browse.case_file(desk, ref.id).version, "重复登记")
    page.refresh()
    qtbot.waitUntil(lambda: page.recycling.model.rowCount() == 1)
    row = page.recycling.table.all_text().splitlines()[1].split("\t")
    page.recycling.table.selectRow(0)
    assert row[0] == "作废案件"
    assert void.number in row
    assert row[-1] == "30"
    assert not page.recycling.open.isEnabled()

    with qtbot.waitSignal(page.noticed) as seen:
        qtbot.mouseClick(page.recycling.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.recycling.empty.isVisible)

    assert seen.args[0].startswith("已恢复：")
    assert browse.case_file(desk, ref.id).number == void.number
    assert recycling.discarded(desk) == ()
    qtbot.waitUntil(lambda: not jobs.busy)
