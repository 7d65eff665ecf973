"""What was applied for, corrected from the overview."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt

from mediation_desk.domain.procedure import Facts
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import steps, story
from mediation_desk.ui.case.correct_day_dialog import CorrectDayDialog
from mediation_desk.ui.case.overview_tab import CardDialog


def said(page):
    told = []
    page.overview.said.connect(told.append)
    return told


def card(page):
    page.overview.edit()
    return next(d for d in page.findChildren(CardDialog) if d.isVisible())


def test_saving_the_application_without_a_change_says_so(qtbot, page_at):
    page = page_at("accepted", "overview")
    told, version = said(page), page.case.file.version

    card(page).ok.click()

    assert told == ["未作改动。"]
    assert page.case.file.version == version


def test_the_day_of_receipt_is_read_and_has_a_way_to_be_corrected(qtbot, page_at):
    page = page_at("accepted", "overview")
    form = card(page)
    assert form.form.received.isReadOnly()
    form.form.requests.setPlainText("另加一项")
    form.day_button.click()
    assert "请先保存" in form.fields["received_on"].explained
    form.reject()

    card(page).day_button.click()

    [dialog] = [d for d in page.findChildren(CorrectDayDialog) if d.isVisible()]
    assert dialog.what.currentText().startswith(page.case.file.received_on.isoformat())


def test_the_application_of_an_archived_case_says_at_the_door_that_it_is_shut(qtbot, page_at):
    page = page_at("effective", "overview")
    page.case._held.file = replace(page.case.file, stage=Stage.ARCHIVED)
    told = said(page)

    page.overview.edit()

    assert "已归档" in told[0]
    assert not [d for d in page.findChildren(CardDialog) if d.isVisible()]


def test_a_corrected_day_that_makes_an_extension_late_asks_why_it_stands_rules_art_29(
    qtbot, page_at, clock
):
    """企业劳动争议协商调解规定第二十九条: an extension is agreed while the period runs."""
    page = page_at("mediating", "overview")
    end = next(c.due for c in page.case.file.clocks if c.kind == "DL04")
    clock.at(end)
    told = Facts(day=end, until=end + timedelta(days=15), reason="证据需要核对", agreed=True)
    page.case.act(lambda key, seen: steps.take(page.case.desk, key, seen, Step.EXTEND, told))
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.EXTENDED)
    dialog = CorrectDayDialog(page.case, page, Step.ACCEPT)
    dialog.open()
    assert dialog.fields["override"].isHidden()
    dialog.day.set_day(story.ACCEPTED - timedelta(days=1))
    dialog.reason.setText("受理日期登记错误")

    dialog.ok.click()

    qtbot.waitUntil(lambda: not dialog.fields["override"].isHidden())
    assert "第二十九条" in dialog.fields["override"].explained
    dialog.override.setText("双方在期限内已口头同意，补签在卷")
    dialog.ok.click()
    qtbot.waitUntil(lambda: page.case.file.accepted_on == story.ACCEPTED - timedelta(days=1))


def test_on_a_small_screen_the_last_day_of_a_clock_stays_and_its_first_steps_back(qtbot, page_at):
    page = page_at("accepted", "overview")
    table = page.overview.clocks
    titles = [table.model().headerData(c, Qt.Orientation.Horizontal) for c in range(3)]
    assert titles[1:] == ["起算日", "届满日"]

    page.window().resize(910, 512)

    qtbot.waitUntil(lambda: table.isColumnHidden(1))
    assert not table.isColumnHidden(2)
