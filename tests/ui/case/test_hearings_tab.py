from PySide6.QtCore import Qt

from mediation_desk.domain.centre import Room
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.hearing import Attended, HearingStatus
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import drafts, settings, steps, story
from mediation_desk.ui.case.hearing_dialogs import CancelDialog
from mediation_desk.ui.theme import Tone


def assigned(qtbot, page):
    people = {user.name: user.id for user in settings.officers(page.desk)}
    case = page.case.file
    steps.assign(page.desk, case.id, case.version, people["王敏"], people["刘静"])
    page.refresh()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.ASSIGNED)


def fixed(qtbot, page, day="2026-10-22"):
    assigned(qtbot, page)
    page.take(Step.SCHEDULE)
    panel = page.hearings.panel
    qtbot.waitUntil(lambda: panel.plan.room.count() > 0)
    panel.plan.day.setText(day)
    panel.save_plan.click()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.SCHEDULED)
    return panel


def test_a_hearing_is_fixed_with_day_time_and_room(qtbot, page_at):
    page = page_at("accepted", "hearings")

    fixed(qtbot, page)

    [hearing] = page.case.file.hearings
    assert (str(hearing.day), f"{hearing.begins:%H:%M}") == ("2026-10-22", "09:30")
    assert hearing.room == "第一调解室"


def test_a_clash_is_shown_before_the_hearing_is_saved(qtbot, page_at):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)

    page.hearings.plan_new()
    panel.plan.day.setText("2026.10.22")
    panel.plan.begins.setText("10点")

    qtbot.waitUntil(lambda: "王敏" in panel.plan.clashes.text())
    assert "第一调解室" in panel.plan.clashes.text()
    assert len(page.case.file.hearings) == 1


def test_a_day_that_has_passed_is_refused_at_its_field(qtbot, page_at):
    page = page_at("accepted", "hearings")
    assigned(qtbot, page)
    panel = page.hearings.panel
    panel.plan.day.setText("2026-10-01")

    panel.save_plan.click()

    qtbot.waitUntil(lambda: panel.plan.fields["day"].explained != "")
    assert panel.plan.day.text() == "2026-10-01"


def test_a_hearing_without_a_day_is_refused_before_anything_is_done(qtbot, page_at):
    page = page_at("accepted", "hearings")
    assigned(qtbot, page)

    page.hearings.panel.save_plan.click()

    assert page.hearings.panel.plan.fields["day"].explained == "请填写调解会日期。"


def test_opening_takes_attendance_and_the_time(qtbot, page_at, clock):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)
    clock.at(story.HEARD, 9, 30)
    panel.everyone.click()
    model = panel.attendance
    model.setData(model.index(0, 2), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)

    panel.open_button.click()

    qtbot.waitUntil(lambda: page.case.file.stage is Stage.MEDIATING)
    [hearing] = page.case.file.hearings
    assert hearing.status is HearingStatus.UNDER_WAY
    assert hearing.attendance[0].attended is Attended.BY_AGENT
    assert hearing.attendance[1].attended is Attended.PRESENT
    assert all(row.identity_checked for row in hearing.attendance)
    assert hearing.started_at.astimezone(BEIJING).hour == 9


def test_a_hearing_to_which_nobody_came_is_not_opened(qtbot, page_at, clock):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)
    clock.at(story.HEARD, 9, 30)

    panel.open_button.click()

    qtbot.waitUntil(lambda: panel.problem.text() != "")
    assert page.case.file.stage is Stage.SCHEDULED


def test_the_record_is_written_with_phrases_kept_as_draft_and_saved(qtbot, page_at):
    page = page_at("mediating", "hearings")
    page.hearings.show_next()
    form = page.hearings.panel.record
    qtbot.waitUntil(lambda: not page.hearings.panel.record_card.isHidden())

    form.insert("申请人：")
    form.insert("被申请人：")
    assert form.text.toPlainText() == "申请人：\n被申请人："
    page.show_tab("overview")
    qtbot.waitUntil(lambda: drafts.load(page.desk, "record/1") is not None)
    page.show_tab("hearings")
    page.hearings.panel.save_record.click()

    qtbot.waitUntil(lambda: page.case.file.hearings[0].record == "申请人：\n被申请人：")
    qtbot.waitUntil(lambda: drafts.load(page.desk, "record/1") is None)


def test_what_is_being_typed_into_the_record_survives_another_change(qtbot, page_at):
    page = page_at("mediating", "hearings")
    form = page.hearings.panel.record
    page.hearings.show_next()
    form.insert("被申请人：工程款未结清")

    page.refresh()
    qtbot.wait(100)

    assert form.text.toPlainText() == "被申请人：工程款未结清"


def test_ending_saves_the_record_and_the_time(qtbot, page_at, clock):
    page = page_at("mediating", "hearings")
    page.hearings.show_next()
    panel = page.hearings.panel
    panel.record.insert("双方同意方案二。")
    panel.record.outcome.setText("达成一致")
    clock.at(story.HEARD, 11, 40)
    panel.ended.setText("1140")

    panel.end_button.click()

    qtbot.waitUntil(lambda: page.case.file.hearings[0].status is HearingStatus.HELD)
    hearing = page.case.file.hearings[0]
    assert (hearing.record, hearing.outcome) == ("双方同意方案二。", "达成一致")
    assert hearing.ended_at.astimezone(BEIJING).strftime("%H:%M") == "11:40"


def test_an_end_before_the_beginning_is_refused_at_its_field(qtbot, page_at):
    page = page_at("mediating", "hearings")
    page.hearings.show_next()
    panel = page.hearings.panel
    panel.ended.setText("8:00")

    panel.end_button.click()

    qtbot.waitUntil(lambda: panel.record.fields["ended_at"].explained != "")
    assert page.case.file.hearings[0].status is HearingStatus.UNDER_WAY


def test_the_end_proposed_is_the_time_it_is_until_one_is_typed(qtbot, page_at, clock):
    page = page_at("mediating", "hearings")
    page.hearings.show_next()
    panel = page.hearings.panel
    clock.at(story.HEARD, 11, 35)

    panel.record.insert("双方同意方案二。")
    assert panel.ended.text() == "11:35"
    panel.ended.setText("25点")
    panel.end_button.click()

    assert "25点" in panel.record.fields["ended_at"].explained
    assert page.case.file.hearings[0].status is HearingStatus.UNDER_WAY


def test_cancelling_asks_for_the_reason(qtbot, page_at):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)
    panel.cancel_plan.click()
    [dialog] = page.hearings.findChildren(CancelDialog)

    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.fields["reason"].explained != "")
    dialog.reason.setPlainText("被申请人申请改期")
    dialog.ok.click()

    qtbot.waitUntil(lambda: page.case.file.stage is Stage.ASSIGNED)
    assert page.case.file.hearings[0].status is HearingStatus.CANCELLED


def test_a_hearing_is_moved(qtbot, page_at):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)
    panel.plan.day.setText("20261026")

    panel.move_plan.click()

    qtbot.waitUntil(lambda: str(page.case.file.hearings[0].day) == "2026-10-26")


def test_a_room_added_in_the_settings_is_offered_when_the_tab_comes_up(qtbot, page_at):
    page = page_at("accepted", "hearings")
    room = page.hearings.panel.plan.room
    qtbot.waitUntil(lambda: room.count() > 0)
    settings.save_room(page.desk, Room(name="第九调解室"))

    page.show_tab("overview")
    page.show_tab("hearings")

    qtbot.waitUntil(lambda: room.findText("第九调解室") >= 0)


def test_nothing_is_called_free_before_a_room_is_chosen(qtbot, page_at):
    page = page_at("accepted", "hearings")
    assigned(qtbot, page)
    plan = page.hearings.panel.plan
    qtbot.waitUntil(lambda: plan.room.count() > 0)
    plan.room.setEditText("")
    plan.day.setText("2026-10-22")

    qtbot.waitUntil(lambda: plan.clashes.text() != "")
    assert "请选择调解室" in plan.clashes.text()
    assert plan.clashes.property("tone") == Tone.MUTED.value

    plan.room.setEditText("第一调解室")
    qtbot.waitUntil(lambda: plan.clashes.property("tone") == Tone.GOOD.value)


def test_opening_leads_to_the_hearing_that_is_fixed(qtbot, page_at):
    page = page_at("accepted", "hearings")
    fixed(qtbot, page)
    page.show_tab("overview")

    page.take(Step.OPEN)

    assert page.current_tab() is page.hearings
    assert page.focusWidget() is page.hearings.panel.open_button
