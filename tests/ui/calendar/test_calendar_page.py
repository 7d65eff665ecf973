from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from mediation_desk.domain.booking import Absence
from mediation_desk.domain.case import ClockState
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.domain.procedure import Facts
from mediation_desk.domain.stages import Step
from mediation_desk.services import browse, calendars, drafts, hearings, planning, steps, story
from mediation_desk.services.desk import acting, everybody
from mediation_desk.ui.calendar import pictured
from mediation_desk.ui.calendar.drawing import block_lines, spoken
from mediation_desk.ui.calendar.plan_dialogs import MoveDialog, PlanDialog
from mediation_desk.ui.calendar.spans import Place, View
from mediation_desk.ui.case.page import CasePage
from mediation_desk.ui.pages.today import TodayPage
from mediation_desk.ui.theme import Tone
from tests.ui.calendar.conftest import FIXED, MONDAY, version

LEFT = Qt.MouseButton.LeftButton


def of(page, case_id):
    [found] = [h for h in page.period.hearings if h.case_id == case_id]
    return found


def centre_of(page, case_id):
    return page.surface.rect_of(of(page, case_id)).center()


def drag(qtbot, page, case_id, to):
    """Drag a hearing as a hand does: press, some moves, let go."""
    area = page.surface.viewport()
    begin = centre_of(page, case_id)
    qtbot.mousePress(area, LEFT, pos=begin)
    for part in (0.2, 0.6, 1.0):
        at = begin + QPoint(round((to - begin).x() * part), round((to - begin).y() * part))
        qtbot.mouseMove(area, at)
        QApplication.processEvents()
    qtbot.mouseRelease(area, LEFT, pos=to)


def moved_by(page, case_id, days=0, minutes=0):
    """Return the point where the hearing's middle lies so many days and minutes later."""
    surface = page.surface
    slots = minutes // 30
    return centre_of(page, case_id) + QPoint(surface._wide * days, surface._high * slots)


def dialog(qtbot, page, kind, jobs):
    qtbot.waitUntil(lambda: bool(page.findChildren(kind)))
    [found] = page.findChildren(kind)
    qtbot.waitUntil(lambda: not jobs.busy and not found.plan._checking.isActive())
    return found


def picture_of(qtbot, page):
    """Return how the calendar looks once it is drawn."""
    page.surface.grab()
    qtbot.waitUntil(lambda: not page.surface.drawing.busy)
    return page.surface.grab().toImage()


def stored(desk, case_id=1):
    return browse.case_file(desk, case_id).hearings[0]


# -- what is shown ----------------------------------------------------------------------------


def test_a_week_shows_its_hearings_with_the_days_around_them(page_by):
    page = page_by()

    assert page.tools.title.text() == "2026年10月19日—10月25日 · 1场"
    assert page.surface.rect_of(of(page, 1)).height() > 60
    assert not page.tools.provisional.isVisibleTo(page)
    [saturday] = [c for c in page.surface._columns if c.day == date(2026, 10, 24)]
    assert not saturday.kind.works


def test_a_hearing_on_a_new_day_off_is_marked_and_moved_from_today(qtbot, page_by, desk, jobs):
    """A calendar moves no hearing: it is marked until somebody moves it (procedure.md 2.2)."""
    held = replace(stored(desk), day=date(2027, 3, 3))
    asked = ("李建国", "当日出差")
    hearings.reschedule(desk, 1, version(desk, 1), held, *asked)
    page = page_by(View.DAY)
    page.look_at(held.day)
    qtbot.waitUntil(lambda: page.surface.hearings != ())
    assert "暂定" in block_lines(of(page, 1), 4)[0][0]
    assert page.tools.provisional.isVisibleTo(page)

    off = "1.1-1.3, 2.5-2.11, 3.3, 4.3-4.5, 5.1-5.5, 6.9, 9.15, 10.1-10.7"  # invented
    typed = calendars.Typed(year=2027, notice="某通知", days_off=off, makeup_workdays="")
    year = calendars.read_typed(desk, typed)
    calendars.carry_out(desk, calendars.difference(desk, year))
    page.refresh()
    qtbot.waitUntil(lambda: "休息日" in block_lines(of(page, 1), 4)[0][0])
    assert "休息日" in spoken(of(page, 1))

    today = TodayPage(desk, jobs)
    qtbot.addWidget(today)
    today.show()
    today.refresh()
    qtbot.waitUntil(today.struck.isVisible)
    assert "2027-03-03" in today.struck.text.text()
    with qtbot.waitSignal(today.wanted_case) as led:
        today.struck.findChild(QPushButton, "struck_banner_action").click()
    assert led.args == [1, f"hearings:{held.id}"]

    case = CasePage(desk, jobs)
    qtbot.addWidget(case)
    case.show()
    case.open(1, "hearings")
    qtbot.waitUntil(lambda: case.case.file is not None and not jobs.busy)
    shown = case.hearings
    assert shown.model.index(0, 2).data() == "休息日"
    assert not shown.table.horizontalScrollBar().isVisible()
    assert "休息日" in shown.panel.hint.text()


@pytest.mark.parametrize("view", list(View))
def test_every_view_draws_many_one_and_no_hearing(qtbot, page_by, view, desk):
    page = page_by(view)
    page.day = FIXED
    page.refresh()
    qtbot.waitUntil(lambda: len(page.surface.hearings) >= 1)
    assert not page.surface.rect_of(of(page, 1)).isEmpty()
    with_one = picture_of(qtbot, page)

    page.day = date(2027, 3, 3)
    page.refresh()
    qtbot.waitUntil(lambda: page.surface.hearings == ())

    assert picture_of(qtbot, page) != with_one


@pytest.mark.parametrize("view", [View.MONTH, View.WEEK])
def test_a_full_calendar_is_drawn_in_slices_while_the_last_picture_is_shown(
    qtbot, page_by, view, monkeypatch
):
    monkeypatch.setattr(pictured, "SLICE", 0.0)
    page = page_by(view)
    page.look_at(FIXED)
    qtbot.waitUntil(lambda: page.surface.hearings != ())
    before = picture_of(qtbot, page)

    page.surface.choose(of(page, 1).hearing_id)
    meanwhile = page.surface.grab().toImage()

    assert page.surface.drawing.busy
    assert meanwhile == before
    assert picture_of(qtbot, page) != before


def test_a_full_cell_of_the_month_counts_what_does_not_fit(qtbot, page_by, desk):
    for number in range(6):
        planned = Hearing(day=FIXED, begins=time(8 + number), room="第二调解室", minutes=30)
        planned = replace(planned, clash_reason="连续调解")
        hearings.schedule(desk, 3, version(desk, 3), planned)
    page = page_by(View.MONTH, size=(1190, 560))

    shown = page.month._shown(FIXED)
    assert 0 < len(shown) < 7
    more = page.month._more(FIXED).center()
    assert page.month.day_at(more) == FIXED
    qtbot.mouseClick(page.month.viewport(), LEFT, pos=more)
    assert (page.view, page.day) == (View.DAY, FIXED)


def test_the_title_of_a_month_counts_its_own_hearings_alone(qtbot, page_by, desk):
    late = Hearing(day=date(2026, 10, 29), begins=time(9), room="第二调解室")
    hearings.schedule(desk, 3, version(desk, 3), replace(late, notice_waiver="双方当面放弃"))
    page = page_by(View.MONTH)
    assert page.tools.title.text() == "2026年10月 · 3场"

    page.look_at(date(2026, 11, 4))
    page.look_by(View.MONTH)

    qtbot.waitUntil(lambda: [h.case_id for h in page.surface.hearings] == [3])
    assert page.tools.title.text() == "2026年11月 · 0场"


def test_a_day_off_tells_its_holiday_and_a_made_up_day_its_work(qtbot, page_by):
    page = page_by(View.MONTH)
    page.surface.go_to(Place(date(2026, 10, 5)))
    assert "国庆节" in page.surface.accessibleDescription()
    assert "休息日" in page.surface.accessibleDescription()

    page.surface.go_to(Place(date(2026, 10, 10)))

    assert "班" in page.surface.accessibleDescription()
    assert "休息日" not in page.surface.accessibleDescription()


def test_the_rooms_of_a_day_stand_side_by_side(qtbot, page_by):
    page = page_by(View.ROOMS)
    page.look_at(FIXED)
    qtbot.waitUntil(lambda: bool(page.surface.hearings))

    rooms = [column.room for column in page.surface._columns]
    assert rooms == ["第一调解室", "第二调解室"]
    assert page.surface.place_of(of(page, 1)).room == "第一调解室"


def test_filters_leave_one_officer_s_hearings(qtbot, page_by, desk):
    page = page_by(View.MONTH)
    assert len(page.surface.hearings) == 2

    page.tools.person.set_code(str(desk.actor.id))
    qtbot.waitUntil(lambda: {h.case_id for h in page.surface.hearings} == {2})
    assert page.tools.title.text() == "2026年10月 · 1场"
    page.look_by(View.WEEK)
    qtbot.waitUntil(lambda: page.period.first == MONDAY)
    assert page.surface.hearings == ()
    page.tools.person.set_code("")
    page.tools.room.set_code("第一调解室")

    assert {h.case_id for h in page.surface.hearings} == {1}


def test_who_is_away_stands_under_the_day(qtbot, page_by, desk):
    [mediator] = [user for user in everybody(desk) if user.name == story.MEDIATOR.name]
    planning.keep_officer_away(desk, Absence(user_id=mediator.id, first_day=FIXED, last_day=FIXED))
    page = page_by()

    [thursday] = [c for c in page.surface._columns if c.day == FIXED]
    assert thursday.away == "请假：王敏"


# -- the keys ---------------------------------------------------------------------------------


def test_arrows_walk_and_pages_turn(qtbot, page_by):
    page = page_by()
    surface = page.surface
    surface.go_to(Place(MONDAY, time(9)))

    qtbot.keyClick(surface, Qt.Key.Key_Right)
    qtbot.keyClick(surface, Qt.Key.Key_Down)
    assert surface.place == Place(date(2026, 10, 20), time(9, 30))
    qtbot.keyClick(surface, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: page.period.first == date(2026, 10, 26))
    qtbot.keyClick(surface, Qt.Key.Key_T)

    qtbot.waitUntil(lambda: page.period.first == MONDAY)
    assert page.day == MONDAY


def test_walking_over_the_edge_turns_the_page(qtbot, page_by):
    page = page_by()
    page.surface.go_to(Place(MONDAY, time(9)))

    qtbot.keyClick(page.surface, Qt.Key.Key_Left)

    qtbot.waitUntil(lambda: page.period.first == date(2026, 10, 12))


def test_a_hearing_walked_to_is_chosen_told_and_opened_with_enter(qtbot, page_by):
    page = page_by()
    page.surface.go_to(Place(FIXED, time(9)))
    qtbot.keyClick(page.surface, Qt.Key.Key_Down)
    assert "李建国" in page.surface.accessibleDescription()

    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.keyClick(page.surface, Qt.Key.Key_Return)

    assert seen.args == [1, f"hearings:{of(page, 1).hearing_id}"]


def test_a_double_click_opens_the_case_at_its_hearing(qtbot, page_by):
    page = page_by()

    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.mouseDClick(page.surface.viewport(), LEFT, pos=centre_of(page, 1))

    assert seen.args == [1, f"hearings:{of(page, 1).hearing_id}"]


# -- dragging ---------------------------------------------------------------------------------


def test_a_drag_shows_what_stands_against_it_and_moves_only_when_confirmed(
    qtbot, page_by, desk, jobs
):
    page = page_by()
    drag(qtbot, page, 1, moved_by(page, 1, days=1, minutes=60))

    asked = dialog(qtbot, page, MoveDialog, jobs)
    assert (asked.plan.day.text(), asked.plan.begins.text()) == ("2026-10-23", "10:30")
    assert asked.plan.ends.text() == "12:30"
    assert stored(desk).day == FIXED
    qtbot.waitUntil(lambda: asked.plan.clashes.text() != "")
    assert "空闲" in asked.plan.clashes.text()
    assert "2026-10-20" in asked.plan.lead.text()
    asked.ok.click()
    qtbot.waitUntil(lambda: asked.plan.fields["reason"].explained != "")
    assert stored(desk).day == FIXED
    asked.plan.asked_by.setEditText("李建国")
    asked.plan.reason.setText("住院")
    asked.ok.click()

    qtbot.waitUntil(lambda: stored(desk).day == date(2026, 10, 23))
    qtbot.waitUntil(lambda: of(page, 1).day == date(2026, 10, 23))
    assert stored(desk).begins == time(10, 30)
    assert page.notices == ["调解会已改期。"]


def test_a_drag_onto_a_clash_says_so_and_is_put_back(qtbot, page_by, desk, jobs):
    other = Hearing(day=date(2026, 10, 23), begins=time(10), room="第一调解室")
    hearings.schedule(desk, 3, version(desk, 3), other)
    page = page_by()
    drag(qtbot, page, 1, moved_by(page, 1, days=1))

    asked = dialog(qtbot, page, MoveDialog, jobs)
    qtbot.waitUntil(lambda: asked.plan.clashes.text() != "")
    assert "第一调解室" in asked.plan.clashes.text()
    assert "王敏" in asked.plan.clashes.text()
    assert asked.plan.clashes.property("tone") == Tone.WARN.value
    asked.cancel.click()

    assert page.surface.held is None
    assert stored(desk).day == FIXED


def test_a_drag_that_leaves_too_little_notice_asks_for_the_waiver(qtbot, page_by, desk, jobs):
    page = page_by()
    drag(qtbot, page, 1, moved_by(page, 1, days=-1))

    asked = dialog(qtbot, page, MoveDialog, jobs)
    qtbot.waitUntil(lambda: "应有3个工作日" in asked.plan.lead.text())
    asked.plan.waiver.setText("双方电话同意，2026-10-19")
    asked.plan.asked_by.setEditText("李建国")
    asked.plan.reason.setText("住院")
    asked.ok.click()

    qtbot.waitUntil(lambda: stored(desk).day == date(2026, 10, 21))
    assert stored(desk).notice_waiver == "双方电话同意，2026-10-19"
    notices = [c for c in browse.case_file(desk, 1).clocks if c.kind == "DL07"]
    assert {c.state for c in notices} == {ClockState.VOID}


def test_a_drag_of_a_held_hearing_is_refused_with_a_sentence(qtbot, page_by, desk):
    page = page_by()
    page.turn(-1)
    qtbot.waitUntil(lambda: page.period.first == date(2026, 10, 12))

    drag(qtbot, page, 2, moved_by(page, 2, days=-1))

    assert page.notices == ["该调解会状态为“已结束”，只有已排期的调解会可以改期。"]
    assert page.findChildren(MoveDialog) == []
    assert stored(desk, 2).day == date(2026, 10, 16)


def test_a_hearing_moved_at_another_desk_meanwhile_is_read_again(qtbot, page_by, desk, jobs):
    page = page_by()
    elsewhere = Hearing(
        id=of(page, 1).hearing_id, day=date(2026, 10, 26), begins=time(9, 30), room="第一调解室"
    )
    hearings.reschedule(desk, 1, version(desk, 1), elsewhere, "李建国", "住院")

    drag(qtbot, page, 1, moved_by(page, 1, days=1))

    qtbot.waitUntil(lambda: bool(page.notices))
    assert "其他人" in page.notices[0] or "他人" in page.notices[0]
    qtbot.waitUntil(lambda: page.period.hearings == ())
    assert stored(desk).day == date(2026, 10, 26)


def test_escape_gives_a_drag_up(qtbot, page_by):
    page = page_by()
    area = page.surface.viewport()
    begin = centre_of(page, 1)
    qtbot.mousePress(area, LEFT, pos=begin)
    qtbot.mouseMove(area, begin + QPoint(40, 40))
    assert page.surface.ghost is not None

    assert page.escape()
    qtbot.mouseRelease(area, LEFT, pos=begin + QPoint(40, 40))

    assert page.surface.held is None
    assert page.findChildren(MoveDialog) == []


def test_a_drag_in_the_month_keeps_the_time(qtbot, page_by, jobs):
    page = page_by(View.MONTH)
    area = page.surface.viewport()
    target = page.month._cell(date(2026, 10, 27)).center()
    drag(qtbot, page, 1, target)

    asked = dialog(qtbot, page, MoveDialog, jobs)
    assert asked.plan.day.text() == "2026-10-27"
    assert asked.plan.begins.text() == "09:30"
    assert area.isVisible()


def test_a_drag_between_rooms_changes_the_room(qtbot, page_by, jobs):
    page = page_by(View.ROOMS)
    page.look_at(FIXED)
    qtbot.waitUntil(lambda: bool(page.surface.hearings))
    drag(qtbot, page, 1, moved_by(page, 1, days=1))

    asked = dialog(qtbot, page, MoveDialog, jobs)
    assert asked.plan.room.currentText() == "第二调解室"
    assert asked.plan.day.text() == FIXED.isoformat()


def test_a_drag_back_to_its_place_asks_nothing(qtbot, page_by):
    page = page_by()

    drag(qtbot, page, 1, centre_of(page, 1) + QPoint(3, 14))

    assert page.surface.held is None
    assert page.findChildren(MoveDialog) == []


def test_the_keys_move_a_hearing_too_and_the_move_can_be_undone(qtbot, page_by, desk, jobs):
    page = page_by()
    undos = []
    page.noticed.connect(lambda _text, undo: undos.append(undo))
    page.surface.go_to(Place(FIXED, time(9, 30)))
    qtbot.keyClick(page.surface, Qt.Key.Key_M)
    asked = dialog(qtbot, page, MoveDialog, jobs)
    asked.plan.day.setText("20261023")
    asked.plan.reason.setText("申请人住院")
    asked.plan.asked_by.setEditText("李建国")
    asked.ok.click()
    qtbot.waitUntil(lambda: bool(undos))
    assert stored(desk).postponements[0].reason == "申请人住院"

    undos[0]()

    qtbot.waitUntil(lambda: stored(desk).day == FIXED)
    assert stored(desk).postponements == ()


def test_the_rooms_open_on_the_day_to_which_a_hearing_was_moved(qtbot, page_by, desk, jobs):
    page = page_by()
    there = date(2026, 10, 29)
    page.surface.go_to(Place(FIXED, time(9, 30)))
    qtbot.keyClick(page.surface, Qt.Key.Key_M)
    asked = dialog(qtbot, page, MoveDialog, jobs)
    asked.plan.day.setText("20261029")
    asked.plan.reason.setText("申请人住院")
    asked.plan.asked_by.setEditText("李建国")
    asked.ok.click()
    qtbot.waitUntil(lambda: page.period.first <= there <= page.period.last)

    page.look_by(View.ROOMS)

    qtbot.waitUntil(lambda: [h.day for h in page.surface.hearings] == [there])


# -- planning ---------------------------------------------------------------------------------


def test_a_click_on_an_empty_place_plans_for_a_case_that_is_searched_for(
    qtbot, page_by, desk, jobs
):
    page = page_by()
    at = page.surface.rect_of(of(page, 1)).center() + QPoint(page.surface._wide, 0)
    place = page.surface.place_at(at)
    qtbot.mouseClick(page.surface.viewport(), LEFT, pos=at)
    [asked] = page.findChildren(PlanDialog)
    qtbot.keyClicks(asked.search, "zzq")
    qtbot.waitUntil(lambda: asked.hits.count() == 1)
    qtbot.keyClick(asked.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked.case is not None)
    assert "张志强" in asked.chosen.text()
    assert (asked.plan.day.text(), asked.plan.begins.text()) == (
        place.day.isoformat(),
        f"{place.begins:%H:%M}",
    )
    qtbot.waitUntil(lambda: asked.plan.clashes.text() != "")
    asked.ok.click()

    qtbot.waitUntil(lambda: browse.case_file(desk, 3).hearings != ())
    hearing = stored(desk, 3)
    assert (hearing.day, hearing.begins, hearing.status) == (
        place.day,
        place.begins,
        HearingStatus.PLANNED,
    )
    qtbot.waitUntil(lambda: page.notices == ["调解会已排期。"])


def test_a_plan_that_was_begun_is_back_with_its_case(qtbot, page_by, desk, jobs):
    page = page_by()
    page.plan(Place(date(2026, 10, 23), time(9)))
    [asked] = page.findChildren(PlanDialog)
    asked.choose_case(3)
    qtbot.waitUntil(lambda: asked.case is not None and not jobs.busy)
    asked.plan.begins.setFocus()
    asked.plan.begins.selectAll()
    qtbot.keyClicks(asked.plan.begins, "1430")
    qtbot.waitUntil(lambda: len(drafts.begun(desk)) == 1)
    asked.reject()  # as a lock or the end of the day does

    page.plan(Place(date(2026, 10, 26), time(10)))
    asked = next(one for one in page.findChildren(PlanDialog) if one.isVisible())
    qtbot.waitUntil(lambda: asked.hits.count() == 1 and asked.hits.isVisible())
    qtbot.keyClick(asked.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked.case is not None and not jobs.busy)
    assert asked.case.id == 3
    assert asked.plan.begins.moment() == time(14, 30)
    assert asked.plan.day.day() == date(2026, 10, 26)
    asked.throw_away()
    qtbot.waitUntil(lambda: drafts.begun(desk) == ())


def test_an_end_before_the_beginning_is_refused_at_its_field(qtbot, page_by, desk, jobs):
    page = page_by()
    page.plan(Place(date(2026, 10, 23), time(9)))
    [asked] = page.findChildren(PlanDialog)
    asked.choose_case(3)
    qtbot.waitUntil(lambda: asked.case is not None)
    asked.plan.ends.setText("8:00")
    asked.ok.click()

    qtbot.waitUntil(lambda: asked.plan.fields["ends"].explained != "")
    assert asked.plan.ends.text() == "8:00"
    assert browse.case_file(desk, 3).hearings == ()


def test_a_case_whose_stage_has_no_hearing_says_why(qtbot, page_by, desk, jobs):
    page = page_by()
    page.plan(Place(date(2026, 10, 23), time(9)))
    [asked] = page.findChildren(PlanDialog)
    qtbot.keyClicks(asked.search, "qqxxqq")
    qtbot.waitUntil(lambda: asked.why.isVisible())
    assert "qqxxqq" in asked.why.text()

    told = Facts(day=MONDAY, manner="in_record", by="李建国", served_on=MONDAY)
    steps.take(desk, 3, version(desk, 3), Step.WITHDRAW, told)
    asked.search.clear()
    qtbot.keyClicks(asked.search, "0003")
    qtbot.waitUntil(asked.hits.isVisible)
    for _click in range(2):  # the second click is no dead one either
        asked.why.setText("")
        qtbot.keyClick(asked.search, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "本案下一步：" in asked.why.text())

    assert not asked.ok.isEnabled()
    assert asked.hits.isVisible()
    assert not asked.plan.isVisible()


def test_whoever_may_not_plan_is_told(qtbot, page_by, desk):
    page = page_by()
    desk.actor = type(desk.actor)(9, "张审计", frozenset())

    page.plan(Place(FIXED, time(9)))

    assert page.notices == ["张审计没有排期权限。"]
    assert page.findChildren(PlanDialog) == []


def test_a_right_click_offers_what_can_be_done(qtbot, page_by):
    page = page_by()
    page.surface.choose(of(page, 1).hearing_id)

    actions = page.menu_for(page.surface.hearing()).actions()

    assert [action.text() for action in actions[:3]] == [
        "打开案件",
        "改期…",
        "导出本次调解会（.ics）…",
    ]
    assert all(action.isEnabled() for action in actions)


def test_a_narrow_screen_shows_all_days(page_by):
    page = page_by(size=(820, 420))

    last = page.surface._x(6) + page.surface._wide
    assert last <= page.surface.viewport().width() + 1
    assert page.tools.plan_button.isVisible()


def test_the_person_who_acts_is_first_among_the_officers(page_by, desk):
    page = page_by()

    assert page.tools.person.itemText(1) == "我的"
    assert page.tools.person.itemData(1) == str(desk.actor.id)
    assert acting(everybody(desk)[0]).id
