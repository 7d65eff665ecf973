from datetime import date

import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.limitation import Moment, MomentKind
from mediation_desk.services import story
from mediation_desk.ui.intake.page import IntakePage
from mediation_desk.ui.limitation.calculator import LimitationCalculator
from mediation_desk.ui.limitation.case_dialog import LimitationDialog
from mediation_desk.ui.limitation.moment_dialog import MomentDialog


def rest(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.busy)


@pytest.fixture
def calculator(qtbot, window, jobs):
    window.show_limitation()
    rest(qtbot, jobs)
    [dialog] = window.findChildren(LimitationCalculator)
    yield dialog
    dialog.reject()


def test_the_answer_follows_what_is_typed(qtbot, calculator, jobs):
    assert not calculator.ok.isEnabled() or calculator.steps.verdict.text() == "起算日不明"

    qtbot.keyClicks(calculator.known, "2025.11.22")
    rest(qtbot, jobs)

    assert calculator.steps.verdict.text() == "有风险"
    assert "2026-11-23" in calculator.steps.days.text()
    calculator.claim.set_code("wages")
    rest(qtbot, jobs)
    assert calculator.steps.verdict.text() == "劳动关系存续期间不受限制"
    assert not calculator.fields["known"].isVisible()


def test_moments_are_added_and_taken_back_without_a_case(qtbot, calculator, jobs):
    qtbot.keyClicks(calculator.known, "20251122")
    calculator.add_moment()
    form = next(d for d in calculator.findChildren(MomentDialog) if d.isVisible())
    assert not form.fields["party_id"].isVisible()
    form.day.setText("2026-06-01")
    form.ok.click()
    rest(qtbot, jobs)
    assert calculator.steps.verdict.text() == "未过时效"
    assert calculator.model.rows == (Moment(id=1, kind=MomentKind.CLAIMED, day=date(2026, 6, 1)),)

    calculator.table.selectRow(0)
    qtbot.mouseClick(calculator.remove, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    assert calculator.steps.verdict.text() == "有风险"


def test_what_cannot_be_read_gives_no_answer(qtbot, calculator, jobs):
    qtbot.keyClicks(calculator.known, "2025-13-40")
    rest(qtbot, jobs)

    assert not calculator.steps.isVisible()
    assert not calculator.ok.isEnabled()
    assert calculator.empty.isVisible()


def test_with_a_case_in_view_the_command_shows_its_limitation(qtbot, window, jobs):
    window.open_case(1, "overview")
    rest(qtbot, jobs)

    window.show_limitation()
    rest(qtbot, jobs)

    [dialog] = window.page.findChildren(LimitationDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_the_search_field_finds_the_command(window):
    [found] = [c for c in window.commands() if c.matches("sx") and "时效" in c.title]

    assert found.title == "仲裁时效…"


def test_intake_warns_in_a_line_and_registers_all_the_same(qtbot, light, desk, jobs):
    page = IntakePage(desk, jobs)
    qtbot.addWidget(page)
    page.show()
    assert page.limitation.isHidden()
    page.respondent.fill(story.EMPLOYER)
    worker = page.worker
    worker.put_texts({"name": "李建国", "left_on": "2024-01-10", "arrears": "1000"})
    page.worker.edited.emit()

    qtbot.waitUntil(lambda: page.limitation.isVisible())

    assert "2025-01-10" in page.limitation.text()
    assert "可以照常登记" in page.limitation.text()
    assert page.save_button.isEnabled()
