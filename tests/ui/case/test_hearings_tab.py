from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mediation_desk.domain.centre import Room, User
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.hearing import Attended, HearingStatus
from mediation_desk.domain.panel import PanelMember, Seat
from mediation_desk.domain.rights import Role
from mediation_desk.domain.special_needs import NeedKind, SpecialNeed
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import (
    browse,
    drafts,
    panel,
    representatives,
    settings,
    special_needs,
    steps,
    story,
)
from mediation_desk.ui.case.absence_dialog import AbsenceDialog
from mediation_desk.ui.case.attendance_model import NOTE
from mediation_desk.ui.case.expected_dialog import ExpectedDialog
from mediation_desk.ui.case.free_times_dialog import FreeTimesDialog
from mediation_desk.ui.case.hearing_dialogs import (
    BreakDialog,
    CancelDialog,
    NotHeldDialog,
    PostponeDialog,
)
from mediation_desk.ui.case.page import CasePage
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.dialog import Question


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


def test_those_whom_the_workers_elected_come_for_the_others_art_7(qtbot, page_at, clock):
    """劳动争议调解仲裁法第七条: one press ticks who is called, not those whom they represent."""
    page = page_at("accepted", "hearings")
    case = page.case.file
    three = tuple(worker.id for worker in case.applicants[:3])
    representatives.elect(page.desk, case.id, case.version, three, page.desk.today(), common=True)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.case.file.representatives) == 3)
    panel = fixed(qtbot, page)
    clock.at(story.HEARD, 9, 30)
    panel.everyone.click()
    model = panel.attendance
    assert model.data(model.index(3, NOTE)) == "由代表参加"
    assert model.data(model.index(3, NOTE), Qt.ItemDataRole.EditRole) == ""

    panel.open_button.click()

    qtbot.waitUntil(lambda: page.case.file.stage is Stage.MEDIATING)
    [hearing] = page.case.file.hearings
    came = [row.party_id for row in hearing.attendance if row.attended is Attended.PRESENT]
    assert came == [*three, case.respondent.id]
    assert "由代表参加：赵铁柱" in panel.summary.text()
    assert "未到场" not in panel.summary.text()


def test_on_a_low_screen_the_opening_stands_over_who_came_and_phrases_fold(qtbot, page_at, clock):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)
    clock.at(story.HEARD, 9, 30)
    body = panel.people_card.body

    page.window().resize(910, 512)
    panel._order()
    assert body.indexOf(panel._open_row) < body.indexOf(panel.people)
    assert not panel.record.phrase_menu.isHidden()
    panel.record.phrase_menu.menu().actions()[1].trigger()
    assert panel.record.text.toPlainText() == "申请人："

    page.window().resize(1366, 768)
    panel._order()
    assert body.indexOf(panel._open_row) > body.indexOf(panel.people)
    assert panel.record.phrase_menu.isHidden()


def test_a_double_press_on_opening_keeps_the_notice_and_its_undo(qtbot, page_at, clock):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)
    clock.at(story.HEARD, 9, 30)
    panel.everyone.click()
    told = []
    page.noticed.connect(lambda text, undo: told.append((text, undo is not None)))

    panel.open_hearing()
    panel.open_hearing()

    qtbot.waitUntil(lambda: page.case.file.stage is Stage.MEDIATING and not page.case.acts)
    assert told == [("调解会已开始。", True)]


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


def test_an_end_that_was_refused_keeps_nothing_back_and_is_put_right_by_the_time_alone(
    qtbot, page_at, clock
):
    page = page_at("mediating", "hearings")
    page.hearings.show_next()
    panel = page.hearings.panel
    panel.record.insert("双方同意方案二。")
    clock.at(story.HEARD, 11, 40)
    panel.ended.setText("8:00")
    panel.end_button.click()
    qtbot.waitUntil(lambda: panel.record.fields["ended_at"].explained != "")
    assert browse.case_file(page.desk, page.case.file.id).hearings[0].record == ""

    panel.ended.setText("11:40")
    panel.end_button.click()

    qtbot.waitUntil(lambda: page.case.file.hearings[0].status is HearingStatus.HELD)
    assert page.case.file.hearings[0].record == "双方同意方案二。"


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
    qtbot.waitUntil(lambda: panel.plan.fields["reason"].explained != "")
    assert page.case.file.hearings[0].day.day == 22
    panel.plan.asked_by.setEditText("李建国")
    panel.plan.reason.setText("住院")
    panel.move_plan.click()

    qtbot.waitUntil(lambda: str(page.case.file.hearings[0].day) == "2026-10-26")
    page.hearings.plan_new()
    assert panel.plan.fields["asked_by"].isHidden()
    assert panel.plan.fields["reason"].isHidden()


def test_a_clash_asks_for_its_reason_which_is_shown_with_the_hearing(qtbot, page_at):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)
    page.hearings.plan_new()
    panel.plan.day.setText("2026.10.22")
    panel.plan.begins.setText("10点")
    qtbot.waitUntil(lambda: not panel.plan.fields["held_reason"].isHidden())

    panel.save_plan.click()
    qtbot.waitUntil(lambda: panel.plan.fields["held_reason"].explained != "")
    panel.plan.held_reason.setText("接着上午的调解")
    panel.save_plan.click()

    qtbot.waitUntil(lambda: len(page.case.file.hearings) == 2)
    qtbot.waitUntil(lambda: "接着上午的调解" in panel.summary.text())


def test_a_day_off_on_which_a_person_is_taken_too_asks_for_one_reason(qtbot, page_at):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)
    page.hearings.plan_new()
    panel.plan.day.setText("2026-10-24")
    panel.plan.held_reason.setText("双方仅周六有空")
    panel.save_plan.click()
    qtbot.waitUntil(lambda: len(page.case.file.hearings) == 2)
    page.hearings.plan_new()
    panel.plan.day.setText("2026-10-24")
    panel.plan.begins.setText("10点")
    qtbot.waitUntil(lambda: "王" in panel.plan.clashes.text())
    asked = [text for text in panel.plan.findChildren(QLabel) if text.text().endswith("的理由")]
    assert sum(text.isVisibleTo(panel.plan) for text in asked) == 1
    panel.save_plan.click()
    qtbot.waitUntil(lambda: panel.plan.fields["held_reason"].explained != "")
    panel.plan.held_reason.setText("接着上一场调解")
    panel.save_plan.click()

    qtbot.waitUntil(lambda: len(page.case.file.hearings) == 3)
    kept = page.case.file.hearings[-1]
    assert (kept.day_reason, kept.clash_reason) == ("接着上一场调解",) * 2
    qtbot.waitUntil(lambda: panel.summary.text().count("接着上一场调解") == 1)


def test_the_reason_for_an_hour_does_not_answer_for_a_day_off_when_the_hearing_is_moved(
    qtbot, page_at
):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)
    page.hearings.plan_new()
    panel.plan.day.setText("2026.10.22")
    panel.plan.begins.setText("10点")
    panel.plan.held_reason.setText("接着上午的调解")
    panel.save_plan.click()
    qtbot.waitUntil(lambda: len(page.case.file.hearings) == 2)

    panel.plan.day.setText("2026-10-24")
    panel.plan.asked_by.setEditText("李建国")
    panel.plan.reason.setText("住院")
    panel.move_plan.click()

    qtbot.waitUntil(lambda: "不是工作日" in panel.plan.fields["held_reason"].explained)
    assert page.case.file.hearings[-1].day.day == 22


def test_a_click_that_is_faster_than_the_warnings_fixes_no_hearing_on_a_saturday(qtbot, page_at):
    page = page_at("accepted", "hearings")
    assigned(qtbot, page)
    panel = page.hearings.panel
    qtbot.waitUntil(lambda: panel.plan.room.count() > 0)

    panel.plan.day.setText("2026-10-24")
    assert (
        "2026-10-24不是工作日。（周休息日，国务院关于职工工作时间的规定第七条）"
        in panel.plan.clashes.text()
    )
    assert not panel.plan.fields["held_reason"].isHidden()
    panel.save_plan.click()

    qtbot.waitUntil(lambda: panel.plan.fields["held_reason"].explained != "")
    assert page.case.file.hearings == ()
    panel.plan.held_reason.setText("双方仅周六有空")
    panel.save_plan.click()
    qtbot.waitUntil(lambda: len(page.case.file.hearings) == 1)
    qtbot.waitUntil(lambda: "双方仅周六有空" in panel.summary.text())


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


# -- putting off, not held, interrupted --------------------------------------------------------


def ask(qtbot, page, button, kind):
    button.click()
    qtbot.waitUntil(lambda: bool(page.hearings.findChildren(kind)))
    return page.hearings.findChildren(kind)[-1]


def test_a_case_opened_with_a_hearing_planned_shows_its_plan(qtbot, page_at, jobs):
    page = page_at("accepted", "hearings")
    fixed(qtbot, page)
    again = CasePage(page.desk, jobs)
    qtbot.addWidget(again)
    again.resize(1190, 710)
    again.show()
    again.open(page.case.file.id, "hearings")

    qtbot.waitUntil(lambda: again.case.file is not None)
    plan = again.hearings.panel.plan
    assert (plan.day.text(), plan.begins.text(), plan.ends.text()) == (
        "2026-10-22",
        "09:30",
        "11:30",
    )
    assert again.hearings.panel.attendance.rowCount() > 0


def test_the_end_keeps_its_distance_when_the_beginning_moves(qtbot, page_at):
    page = page_at("accepted", "hearings")
    assigned(qtbot, page)
    plan = page.hearings.panel.plan
    plan.ends.setText("11:00")
    plan.begins.setText("14:00")

    assert plan.ends.text() == "15:30"
    plan.day.setText("2026-10-22")
    assert plan.value().minutes == 90


def test_postponing_asks_who_wanted_it_and_why(qtbot, page_at):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)
    dialog = ask(qtbot, page, panel.given_up[0], PostponeDialog)
    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.fields["asked_by"].explained != "")
    assert dialog.fields["reason"].explained != ""

    dialog.asked_by.setEditText("李建国")
    dialog.reason.setPlainText("住院")
    dialog.ok.click()

    qtbot.waitUntil(lambda: page.case.file.hearings[0].status is HearingStatus.POSTPONED)
    assert page.case.file.stage is Stage.ASSIGNED
    assert "李建国提出" in panel.summary.text()


def test_the_new_day_of_a_hearing_put_off_is_given_beneath_it(qtbot, page_at):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)
    dialog = ask(qtbot, page, panel.given_up[0], PostponeDialog)
    dialog.asked_by.setEditText("李建国")
    dialog.reason.setPlainText("住院")
    dialog.ok.click()
    qtbot.waitUntil(lambda: page.case.file.hearings[0].status is HearingStatus.POSTPONED)
    qtbot.waitUntil(panel.plan_card.isVisible)

    assert panel.plan_card.title.text() == "重新排期"
    assert (panel.plan.day.text(), panel.plan.begins.text()) == ("", "09:30")
    assert panel.plan.room.currentText() == "第一调解室"
    panel.plan.day.setText("2026-10-23")
    panel.save_plan.click()

    qtbot.waitUntil(lambda: len(page.case.file.hearings) == 2)
    qtbot.waitUntil(lambda: panel.hearing.number == 2)
    assert panel.plan_card.title.text() == "时间与地点"
    shown = page.hearings.model
    assert [shown.columns[0].text(hearing) for hearing in shown.rows] == ["—", "1"]
    page.hearings.lead_part(str(page.case.file.hearings[0].id))
    assert not panel.plan_card.isVisible()


def test_an_end_in_the_minute_of_the_beginning_is_asked_about(qtbot, page_at):
    page = page_at("mediating", "hearings")
    page.hearings.show_next()
    panel = page.hearings.panel
    panel.ended.setText("9:30")
    panel.end_button.click()
    asked = panel.findChild(Question, "ended_at_once")
    assert "09:30" in asked.findChild(QLabel, "ended_at_once_text").text()
    asked.reject()
    assert page.case.file.hearings[0].status is HearingStatus.UNDER_WAY

    panel.end_button.click()
    panel.findChildren(Question, "ended_at_once")[-1].ok.click()

    qtbot.waitUntil(lambda: page.case.file.hearings[0].status is HearingStatus.HELD)


def test_not_held_takes_who_was_absent(qtbot, page_at, clock):
    page = page_at("accepted", "hearings")
    panel = fixed(qtbot, page)
    clock.at(story.HEARD, 10)
    dialog = ask(qtbot, page, panel.given_up[1], NotHeldDialog)
    model = dialog.attendance
    for row in range(model.rowCount() - 1):
        model.setData(model.index(row, 1), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    dialog.note.setText("电话未接")
    dialog.ok.click()

    qtbot.waitUntil(lambda: page.case.file.hearings[0].status is HearingStatus.NOT_HELD)
    [hearing] = page.case.file.hearings
    absent = [row.name for row in hearing.attendance if row.attended is Attended.ABSENT]
    assert absent == [page.case.file.respondent.employer.name]
    assert "未能召开：电话未接" in panel.summary.text()


def test_a_hearing_is_interrupted_and_goes_on(qtbot, page_at, clock):
    page = page_at("mediating", "hearings")
    page.hearings.show_next()
    panel = page.hearings.panel
    clock.at(story.HEARD, 10)
    dialog = ask(qtbot, page, panel.break_button, BreakDialog)
    assert dialog.at.text() == "10:00"
    dialog.note.setText("查阅材料")
    dialog.ok.click()
    qtbot.waitUntil(lambda: page.case.file.hearings[0].paused)
    assert panel.break_button.text() == "复会…"
    assert "10:00休会" in panel.summary.text()

    clock.at(story.HEARD, 10, 20)
    dialog = ask(qtbot, page, panel.break_button, BreakDialog)
    dialog.ok.click()

    qtbot.waitUntil(lambda: not page.case.file.hearings[0].paused)
    assert "10:00至10:20休会 查阅材料" in panel.summary.text()


def test_a_break_before_the_beginning_is_refused_at_its_field(qtbot, page_at, clock):
    page = page_at("mediating", "hearings")
    page.hearings.show_next()
    dialog = ask(qtbot, page, page.hearings.panel.break_button, BreakDialog)
    dialog.at.setText("8:00")
    dialog.ok.click()

    qtbot.waitUntil(lambda: dialog.fields["paused_at"].explained != "")
    assert page.case.file.hearings[0].breaks == ()


# -- who is called, who is away, when all are free ---------------------------------------------


def test_who_is_called_is_chosen_by_ticks_and_names(qtbot, page_at):
    page = page_at("accepted", "hearings")
    assigned(qtbot, page)
    plan = page.hearings.panel.plan
    plan.choose_expected()
    [dialog] = plan.findChildren(ExpectedDialog)
    dialog._tick(False)
    dialog.parties.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.others.setPlainText("马丽娜 翻译\n\n  王证人   证人 ")
    dialog.ok.click()

    names = [(one.name, one.capacity) for one in plan._expected]
    assert names == [("李建国", ""), ("马丽娜", "翻译"), ("王证人", "证人")]
    assert "马丽娜" in plan.called.text()


def test_who_comes_without_being_called_is_named_and_the_panel_may_be_away(qtbot, page_at):
    page = page_at("accepted", "hearings")
    assigned(qtbot, page)
    desk, case = page.desk, page.case.file
    key = settings.save_user(desk, User(name="赵和", roles=frozenset({Role.MEDIATOR})))
    party = case.applicants[0].id
    need = SpecialNeed(party_id=party, kind=NeedKind.SIGN_LANGUAGE, helper="赵译")
    special_needs.set_needs(desk, 1, case.version, party, (need,))
    seats = (
        PanelMember(seat=Seat.UNION, name="王敏", user_id=case.mediator.id, head=True),
        PanelMember(seat=Seat.GOVERNMENT, name="赵和", user_id=key),
    )
    panel.set_panel(desk, 1, case.version + 1, seats)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.case.file.panel) == 2)

    called = ExpectedDialog(page.case.file, (), page)
    qtbot.addWidget(called)
    told = called.findChild(QLabel, "expected_beside").text()
    page.hearings.show_absences()
    [away] = page.hearings.findChildren(AbsenceDialog)

    assert "赵译（协助李建国）" in told
    assert "赵和" in told
    assert away.who.findText("赵和") >= 0
    away.who.setCurrentIndex(away.who.findText("赵译（翻译或协助人员）"))
    away.first.setText("20261022")
    away.ok.click()
    qtbot.waitUntil(lambda: [a.name for a in away.model.rows] == ["赵译"])
    away.table.selectRow(0)
    away.remove_button.click()
    qtbot.waitUntil(lambda: away.model.rowCount() == 0)


def test_everybody_ticked_is_all_parties(qtbot, page_at):
    page = page_at("accepted", "hearings")
    case = page.case.file
    dialog = ExpectedDialog(case, (), page)
    qtbot.addWidget(dialog)

    assert dialog.value() == ()


def test_one_click_takes_a_free_time(qtbot, page_at):
    page = page_at("accepted", "hearings")
    assigned(qtbot, page)
    plan = page.hearings.panel.plan
    qtbot.waitUntil(lambda: plan.room.count() > 0)
    plan.find_time()
    [dialog] = plan.findChildren(FreeTimesDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    slot = dialog.model.rows[1]
    at = dialog.table.visualRect(dialog.model.index(1, 0)).center()
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert plan.day.day() == slot.day
    assert (plan.begins.moment(), plan.ends.moment()) == (slot.begins, slot.ends)
    qtbot.waitUntil(lambda: "空闲" in plan.clashes.text())


def test_days_away_are_kept_and_taken_back(qtbot, page_at):
    page = page_at("accepted", "hearings")
    assigned(qtbot, page)
    page.hearings.show_absences()
    [dialog] = page.hearings.findChildren(AbsenceDialog)
    qtbot.waitUntil(lambda: dialog.nothing.isVisible())
    dialog.ok.click()
    assert dialog.fields["first_day"].explained == "请填写起始日期。"
    dialog.who.setCurrentIndex(dialog.who.findText("李建国"))
    dialog.first.setText("20261022")
    assert dialog.last.text() == "2026-10-22"
    dialog.note.setText("住院")
    dialog.ok.click()
    qtbot.waitUntil(lambda: [a.name for a in dialog.model.rows] == ["李建国"])
    plan = page.hearings.panel.plan
    plan.day.setText("2026-10-22")
    qtbot.waitUntil(lambda: "李建国不能到场" in plan.clashes.text())

    dialog.table.selectRow(0)
    dialog.remove_button.click()

    qtbot.waitUntil(lambda: dialog.model.rowCount() == 0)


def test_an_officer_of_the_case_may_be_away_too(qtbot, page_at):
    page = page_at("accepted", "hearings")
    assigned(qtbot, page)
    page.hearings.show_absences()
    [dialog] = page.hearings.findChildren(AbsenceDialog)
    dialog.who.setCurrentIndex(dialog.who.findText("王敏"))
    dialog.first.setText("20261022")
    dialog.last.setText("20261020")
    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.fields["last_day"].explained != "")
    dialog.last.setText("20261023")
    dialog.ok.click()

    qtbot.waitUntil(lambda: [a.name for a in dialog.model.rows] == ["王敏"])


def test_a_clerk_sees_who_leads_the_hearing_in_place_of_its_buttons(qtbot, page_at):
    """The mediator opens, interrupts and ends it; planning and the record are the clerk's."""
    page = page_at("mediating", "hearings", actor=story.CLERK.name)
    panel = page.hearings.panel
    qtbot.waitUntil(lambda: panel.hearing is not None)

    leading = (panel.open_button, panel.everyone, panel.break_button, panel.end_button)
    assert not any(button.isVisible() for button in leading)
    assert "调解员" in panel.led_by.text()
    assert panel.led_by.isVisible()
    assert panel.save_record.isVisible()


def test_a_mediator_needs_no_word_on_who_leads(qtbot, page_at):
    page = page_at("mediating", "hearings", actor=story.MEDIATOR.name)
    panel = page.hearings.panel
    qtbot.waitUntil(lambda: panel.hearing is not None)

    assert panel.end_button.isVisible()
    assert panel.break_button.isVisible()
    assert not panel.led_by.isVisible()


def test_no_end_is_proposed_for_the_hearing_of_another_day(qtbot, page_at, clock):
    page = page_at("mediating", "hearings")
    page.hearings.show_next()
    panel = page.hearings.panel
    clock.at(story.HEARD + timedelta(days=1), 9, 5)
    panel.record.insert("双方同意方案二。")

    assert panel.ended.text() == ""
    panel.end_button.click()

    qtbot.waitUntil(lambda: panel.record.fields["ended_at"].explained != "")
