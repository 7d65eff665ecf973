from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mediation_desk.services import backups, drafts, intake, story
from mediation_desk.ui.pages.today import TodayPage


@pytest.fixture
def page(qtbot, light, desk, jobs):
    page = TodayPage(desk, jobs)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: not jobs.busy)
    return page


def cells(table, column):
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_deadlines_stand_by_urgency_with_their_article(page):
    table = page.clocks_card.table

    assert cells(table, 0) == ["逾期14天", "今日", "11-30"]
    assert "民事诉讼法第二百零五条" in cells(table, 3)


def test_what_is_overdue_is_red_and_what_is_due_is_amber(page):
    figures = page.figures

    assert figures.overdue._figure.property("tone") == "bad"
    assert figures.soon._figure.property("tone") == "warn"
    assert figures.hearings._figure.property("tone") == "plain"


def test_money_due_names_case_instalment_and_sum(page):
    table = page.money_card.table

    assert cells(table, 2) == ["2"]
    assert cells(table, 3) == ["639,989.75"]
    assert "李建国等12人" in cells(table, 1)[0]


def test_my_cases_name_their_next_step(page):
    assert cells(page.cases_card.table, 2) == ["登记履行"]


def test_a_day_without_hearings_says_so(page):
    assert page.hearings_card.empty.isVisible()
    assert not page.hearings_card.table.isVisible()


@pytest.mark.parametrize(
    ("card", "tab"), [("clocks_card", "agreement"), ("money_card", "agreement"), ("cases_card", "")]
)
def test_a_line_opens_its_case_at_the_right_tab(qtbot, page, card, tab):
    table = getattr(page, card).table
    table.selectRow(0)

    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    assert seen.args == [1, tab]


def test_without_a_backup_the_page_says_so(page):
    assert page.banner.isVisible()
    assert page.banner.text.text() == "本中心的数据还没有备份。"


def test_after_a_backup_the_banner_goes_and_comes_back_a_week_later(
    qtbot, page, desk, jobs, tmp_path
):
    backups.backup(desk, tmp_path / "stick.deskbackup")
    page.refresh()
    qtbot.waitUntil(lambda: not page.banner.isVisible())

    later = desk.now() + timedelta(days=8)
    desk.now = lambda: later
    page.refresh()

    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.text.text() == "最近一次备份已是8天前。"


def test_a_figure_leads_to_its_list(qtbot, page):
    page.activateWindow()

    qtbot.mouseClick(page.figures.overdue, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(page.clocks_card.table.hasFocus)


def test_a_narrow_page_stands_in_one_column(page):
    page.resize(720, 460)

    assert page._grid.getItemPosition(page._grid.indexOf(page.money_card))[:2] == (3, 0)


def test_the_lists_print(page):
    html = page.print_text()

    assert "期限" in html
    assert "639,989.75" in html


def test_an_application_not_registered_yet_is_mentioned_and_leads_to_its_form(
    qtbot, page, desk, jobs
):
    assert page.draft.isHidden()
    drafts.keep(desk, "intake", {"operation": "x1", "respondent": {"name": "宣化永固"}})
    wanted = []
    page.wanted_page.connect(wanted.append)

    page.refresh()

    qtbot.waitUntil(lambda: not page.draft.isHidden())
    assert page.draft.text.text() == "有一份未登记的草稿：宣化永固"
    page.draft.findChild(QPushButton).click()
    assert wanted == ["intake"]


def test_a_draft_that_was_registered_is_not_mentioned(qtbot, page, desk, jobs):
    application = replace(story.application(), operation="x1")
    intake.register(desk, application)
    drafts.keep(desk, "intake", {"operation": "x1", "respondent": {"name": "宣化永固"}})

    page.refresh()
    qtbot.waitUntil(lambda: not jobs.busy)

    assert page.draft.isHidden()
