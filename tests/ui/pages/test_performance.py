"""The page of performance: figures, filters, ticks, reminders in one PDF, the way to the case."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.performance import PerformanceFilter
from mediation_desk.ui.pages.performance import PerformancePage
from mediation_desk.ui.pages.performance_model import CHECK
from tests.ui.case.test_after_agreement import look


@pytest.fixture
def page(qtbot, desk, jobs, light):
    desk.now = lambda: datetime(2026, 12, 3, 9, 0, tzinfo=BEIJING)
    page = PerformancePage(desk, jobs)
    qtbot.addWidget(page)
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    return page


def test_agreements_in_effect_are_listed_with_what_is_late(page):
    [line] = page.model.rows

    assert line.overdue > 0
    assert "1" in page.overdue.accessibleDescription()
    look(page, "performance")
    look(page, "performance-small", (910, 512))


def test_a_filter_that_finds_nothing_says_so(qtbot, page):
    page.filter.set_code(PerformanceFilter.DEFAULT.value)

    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.total.text() == "没有此类履行中的协议。"


def test_ticked_cases_get_their_reminders_as_one_pdf(qtbot, page, tmp_path):
    page.model.setData(page.model.index(0, 0), Qt.CheckState.Checked, CHECK)
    assert page.print_button.isEnabled()

    page.write_reminders(tmp_path / "催告.pdf")

    with qtbot.waitSignal(page.noticed):
        pass
    assert (tmp_path / "催告.pdf").read_bytes().startswith(b"%PDF")


def test_all_that_are_overdue_can_be_ticked_and_a_tick_taken_away(page):
    page.model.tick_overdue()
    assert len(page.model.chosen()) == 1

    page.model.setData(page.model.index(0, 0), Qt.CheckState.Unchecked, CHECK)

    assert not page.print_button.isEnabled()


def test_a_row_leads_to_its_place_in_the_case(qtbot, page):
    with qtbot.waitSignal(page.wanted_case) as led:
        page.table.opened.emit(page.model.index(0, 1))

    assert led.args == [page.model.rows[0].case_id, "agreement:performance"]
