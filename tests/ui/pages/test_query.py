"""Asking anything: conditions typed as a hand does, saved, shown in the list, exported."""

import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.query import Condition, Field, Operator
from mediation_desk.services import queries
from mediation_desk.ui.pages.cases import CasesPage
from mediation_desk.ui.pages.log_dialog import LogDialog
from mediation_desk.ui.widgets.dialog import Dialog
from tests.ui.region.hand import accept, problems, rest


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
def form(qtbot, page, jobs):
    qtbot.mouseClick(page.query, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    [form] = [d for d in page.findChildren(Dialog, "query_dialog") if d.isVisible()]
    return form


def choose(row, field, operator):
    row.what.set_code(field.value)
    row.how.set_code(operator.value)


def test_a_question_is_built_saved_asked_and_its_cases_exported(
    qtbot, page, form, jobs, desk, tmp_path
):
    [first] = form.rows.rows
    assert first.value() == Condition(Field.RECEIVED, Operator.WITHIN, "this_year")
    form.rows.add_empty()
    second = form.rows.rows[1]
    choose(second, Field.AGREED, Operator.FROM)
    accept(qtbot, jobs, form)
    assert problems(form) == {"conditions": "第 2 个条件：请填写查询内容。"}
    qtbot.keyClicks(second.amount, "1,200,000")
    form.rows.add_empty()
    third = form.rows.rows[2]
    choose(third, Field.MEDIATOR, Operator.IS)
    assert third.chosen.currentText()
    third.cross.click()

    form.name.setText("本年大额")
    qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    [saved] = queries.saved(desk)
    assert saved.conditions[1] == Condition(Field.AGREED, Operator.FROM, "1200000.00")
    assert form.saved.currentText() == "本年大额"

    form.rows.rows[1].amount.setText("2000000")
    accept(qtbot, jobs, form)
    assert form.problem.text() == "没有符合条件的案件。"
    form.saved.set_code("")
    form.saved.set_code(str(saved.id))
    assert form.rows.rows[1].amount.amount() == 1200000
    accept(qtbot, jobs, form)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1 and page.filters.found.isVisible())
    rest(qtbot, jobs)
    assert page.filters.among == (1,)

    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    [log] = page.findChildren(LogDialog)
    assert not log.span.isVisible()
    assert "查询到的案件" in log.words.text()
    log.export_to(tmp_path / "found.xlsx")
    rest(qtbot, jobs)
    assert (tmp_path / "found.xlsx").stat().st_size > 5000


def test_what_was_wrong_is_told_no_more_once_the_question_is_another(qtbot, form, jobs):
    [row] = form.rows.rows
    choose(row, Field.AGREED, Operator.FROM)
    accept(qtbot, jobs, form)
    assert problems(form) == {"conditions": "第 1 个条件：请填写查询内容。"}

    qtbot.keyClicks(row.amount, "1")
    assert problems(form) == {}

    qtbot.keyClicks(row.amount, "x")
    accept(qtbot, jobs, form)
    assert problems(form)
    form.rows.add_empty()
    row.cross.click()
    assert problems(form) == {}

    [row] = form.rows.rows
    choose(row, Field.AGREED, Operator.FROM)
    row.amount.setText("99999999")
    accept(qtbot, jobs, form)
    assert form.problem.isVisible()
    form.together.setCurrentIndex(1)
    assert not form.problem.isVisible()


def test_a_saved_question_is_taken_away(qtbot, page, form, jobs, desk):
    form.name.setText("临时")
    qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    assert form.remove.isEnabled()
    qtbot.mouseClick(form.remove, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    assert queries.saved(desk) == ()
    assert not form.remove.isEnabled()
    form.name.clear()
    qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    assert problems(form) == {"name": "请填写查询名称。"}
