"""The page of mediators' work: the standard, the points with their cases, levels and claims."""

import subprocess
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from mediation_desk.domain.rights import Actor, Role
from mediation_desk.services import period_locks, points, points_claims


def top(name):
    return next(
        one
        for one in QApplication.topLevelWidgets()
        if one.objectName() == name and one.isVisible()
    )


@pytest.fixture
def page(qtbot, window, jobs):
    window.visit("statistics")
    window.page.findChild(QPushButton, "statistics_work").click()
    qtbot.waitUntil(lambda: window.page.objectName() == "work")
    page = window.page
    qtbot.waitUntil(lambda: page.work is not None)
    return page


def cell(page, title):
    return [head.title for head in page.people.report.heads].index(title)


def taken_over(qtbot, page, desk, jobs):
    """Enter the centre's own standard as a hand would, and take it over."""
    page.show_standards()
    listed = top("standards")
    qtbot.waitUntil(lambda: not jobs.busy)
    listed.new()
    qtbot.waitUntil(lambda: any(
        one.objectName() == "standard_dialog" for one in QApplication.topLevelWidgets()
    ))  # fmt: skip
    made = top("standard_dialog")
    assert [row.value().points for row in made.levels.rows] == [1, 1, 1, 1]
    made.since.setText("2026.13.1")
    made.ok.click()
    assert made.fields["since"].explained == "日期2026.13.1不存在。"
    made.since.set_day(date(2026, 10, 1))
    made.yuan.setText("50")
    made.levels.rows[0].points.setText("二分")
    made.ok.click()
    assert made.fields["levels"].explained
    made.levels.rows[0].points.setText("2")
    made.ok.click()
    qtbot.waitUntil(lambda: listed.rows.rowCount() == 1)

    listed.take.click()
    asked = top("standard_take")
    assert "不再修改" in asked.findChild(QLabel, "standard_take_text").text()
    asked.cancel.click()
    assert listed.rows.rows[0].taken_over_on is None
    listed.take.click()
    top("standard_take").ok.click()
    qtbot.waitUntil(lambda: listed.problem.isVisible())
    assert "文件或决定" in listed.problem.text()
    listed.open_chosen()
    again = top("standard_dialog")
    again.basis.setText("张劳调〔2026〕3号")
    again.ok.click()
    qtbot.waitUntil(lambda: listed.rows.rows[0].basis != "")
    listed.take.click()
    top("standard_take").ok.click()
    qtbot.waitUntil(lambda: not listed.take.isEnabled())
    listed.ok.click()
    qtbot.waitUntil(lambda: page.work.standard is not None)


def test_the_supervisor_enters_the_standard_claims_and_signs(
    qtbot, window, page, desk, jobs, tmp_path
):
    assert "尚未启用计分标准" in page.standing.text()
    taken_over(qtbot, page, desk, jobs)
    index = page.people.index(0, cell(page, "分值合计"))
    assert index.data() == "2"
    assert page.of.text().endswith("1件")

    page.set_level()
    dialog = top("level_dialog")
    dialog.level.set_code("重大")
    dialog.ok.click()
    qtbot.waitUntil(lambda: bool(dialog.fields["reason"].explained))
    dialog.reason.setText("群体性争议，多次调解")
    dialog.ok.click()
    qtbot.waitUntil(lambda: "重大（评定）" in page.list.all_text())
    page.undo_last()
    qtbot.waitUntil(lambda: "重大（评定）" not in page.list.all_text())

    page.show_claims()
    claims = top("claims_dialog")
    qtbot.waitUntil(claims.make.isEnabled)
    assert "100.00元" in claims.told.text()
    claims.make.click()
    qtbot.waitUntil(lambda: claims.rows.rowCount() == 1)
    path = tmp_path / "申领.pdf"
    with qtbot.waitSignal(claims.said):
        claims.save_to(path)
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    assert "中心负责人（签字）" in told.stdout.decode()
    assert "申领合计：人民币100.00元（大写：人民币壹佰元整）" in told.stdout.decode()
    assert not claims.make.isEnabled()
    claims.withdraw()
    asked = top("withdraw_claim")
    asked.reason.setText("金额有误，重新申领")
    asked.ok.click()
    qtbot.waitUntil(lambda: not claims.rows.rows[0].counts)
    claims.ok.click()

    page.table.setCurrentIndex(page.people.index(0, cell(page, "分值合计")))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page.objectName() == "case")


def test_what_came_after_a_claim_waits_for_the_next_one_and_the_button_says_why(
    qtbot, page, desk, jobs
):
    taken_over(qtbot, page, desk, jobs)
    points_claims.claim(desk, page_period(desk))
    row = page.work.files[0]
    points.set_level(desk, row.facts.case_id, "重大", "群体性争议，多次调解")

    page.show_claims()
    claims = top("claims_dialog")

    qtbot.waitUntil(lambda: "尚未申领" in claims.told.text())
    assert "截至2026-10-31的计分已经申领" in claims.told.text()
    assert not claims.make.isEnabled()
    assert "请先撤回该申领表" in claims.make.toolTip()
    claims.ok.click()


def test_a_locked_period_says_that_it_is_counted_by_the_standards_of_its_lock(
    qtbot, page, desk, jobs
):
    standard = replace(points.begun(desk), since=date(2026, 10, 1), basis="张劳调〔2026〕3号")
    points.take_over(desk, points.save_standard(desk, standard), 1)
    period_locks.lock_period(desk, page_period(desk))

    page.refresh()

    qtbot.waitUntil(lambda: "按锁定时的标准计分" in page.standing.text())
    assert "锁定后启用或删除的标准不影响本期" in page.notes.text()


def test_a_mediator_has_her_own_row_and_no_claims(qtbot, window, desk, jobs):
    own = next(iter(points.work(desk, page_period(desk)).names.items()))
    desk.actor = Actor(own[0], own[1], frozenset({Role.MEDIATOR}))
    window.visit("work")
    page = window.page
    qtbot.waitUntil(lambda: page.work is not None)

    assert all(line.label == own[1] for line in page.work.mediators.lines)
    assert not page.claims.isVisible()
    assert not page.standards.isVisible()


def page_period(desk):
    from mediation_desk.services import statistics

    return statistics.last_month(desk)
