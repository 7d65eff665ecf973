from collections import deque
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from mediation_desk.domain.case import Clock
from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.domain.joint_meetings import (
    Decision,
    DecisionState,
    JointMeeting,
    Participant,
)
from mediation_desk.domain.money import figures
from mediation_desk.domain.options import UNTOUCHED_DAYS
from mediation_desk.domain.rights import Role
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.domain.supervision import LetterClock, LetterKind
from mediation_desk.domain.today import AskedClosing
from mediation_desk.services import (
    boards,
    browse,
    drafts,
    duties,
    intake,
    joint_meetings,
    keeping,
    papers,
    settings,
    steps,
    story,
)
from mediation_desk.storage import cases, clocks, hearings
from mediation_desk.storage import steps as taken
from mediation_desk.ui.case.step_bar import offered
from mediation_desk.ui.pages.today import TodayPage
from mediation_desk.ui.pages.today_columns import place_of
from mediation_desk.ui.pdf_dialog import PdfDialog
from mediation_desk.ui.theme import Tone
from tests.services.course import consent


def overdue(desk):
    """A notice of performance that should have gone out three days ago."""
    day = desk.today() - timedelta(days=3)
    return Clock(kind="DL16", start=day, raw_due=day, due=day)


@pytest.fixture
def page(qtbot, light, desk, jobs):
    with desk.db.write(desk.actor, "remind") as session:
        clocks.start(session, 1, [overdue(desk)])
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
    table = page.clocks.table

    assert cells(table, 0) == ["逾期3天", "今日", "11-30"]
    assert "民事诉讼法第二百零五条" in cells(table, 3)


def test_what_is_overdue_is_red_and_what_is_due_is_amber(page):
    figures = page.figures

    assert figures.overdue._figure.property("tone") == "bad"
    assert figures.soon._figure.property("tone") == "warn"
    assert figures.hearings._figure.property("tone") == "plain"


def test_money_due_names_case_instalment_and_sum(page):
    table = page.money.table

    assert cells(table, 2) == ["2"]
    assert cells(table, 3) == ["639,989.75"]
    assert "李建国等12人" in cells(table, 1)[0]


def test_the_next_step_of_a_list_is_the_primary_button_of_the_case(qtbot, page, desk, jobs):
    intake.register(desk, replace(story.application(), operation="x1"))
    refreshed(qtbot, page, jobs)
    page.cases.table.grab()
    qtbot.waitUntil(lambda: "…" not in cells(page.cases.table, 2))

    for line, named in zip(page.cases.model.rows, cells(page.cases.table, 2), strict=True):
        case = browse.case_file(desk, line.id)
        assert named == offered(case, desk.actor, desk.today())[0].step.label
    table = page.cases.table
    assert table.columnWidth(2) >= table.fontMetrics().horizontalAdvance(cells(table, 2)[0])


def test_the_day_sheet_waits_for_the_next_step_of_every_case(qtbot, page, desk, monkeypatch):
    for number in range(12):
        intake.register(desk, replace(story.application(), operation=f"x{number}"))
    with qtbot.waitSignal(page.steps.read):
        page.refresh()
    sheets = []
    monkeypatch.setattr(page, "_print", lambda: sheets.append(page.print_text()))

    page.print_sheet()

    qtbot.waitUntil(lambda: bool(sheets))
    assert "…" not in sheets[0]


def test_a_day_without_hearings_says_so(page):
    assert page.hearings.empty.isVisible()
    assert not page.hearings.table.isVisible()


@pytest.mark.parametrize("status", [HearingStatus.PLANNED, HearingStatus.UNDER_WAY])
def test_a_hearing_whose_day_passed_without_a_result_stands_there_and_opens(
    qtbot, page, desk, jobs, status
):
    past = desk.today() - timedelta(days=3)
    hearing = Hearing(day=past, begins=time(8, 30), room="第一调解室", number=9, status=status)
    with desk.db.write(desk.actor, "x") as session:
        key = hearings.add(session, 1, hearing)
    page.refresh()
    qtbot.waitUntil(lambda: page.hearings.model.rowCount() > 0)
    table = page.hearings.table
    qtbot.waitUntil(table.isVisible)

    assert cells(table, 0) == [f"{past:%m-%d}"]
    assert cells(table, 1)[0].startswith("未登记结果：")
    assert table.model().index(0, 0).data(Qt.ItemDataRole.ForegroundRole) is not None
    assert page.figures.hearings._figure.text() == "0"
    table.selectRow(0)
    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert seen.args == [1, f"hearings:{key}"]


@pytest.mark.parametrize(
    ("card", "tab"),
    [
        ("clocks", "agreement:review"),
        ("money", "agreement:performance"),
        ("cases", "next"),
    ],
)
def test_a_line_opens_its_case_at_the_right_tab(qtbot, page, card, tab):
    table = getattr(page, card).table
    table.selectRow(0)

    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    assert seen.args == [1, tab]


def test_a_case_to_carry_on_opens_where_its_next_step_is_taken(qtbot, window, desk, jobs):
    ref = intake.register(desk, replace(story.application(), operation="next"))
    window.open_case(ref.id, place_of("DL03"))
    qtbot.waitUntil(lambda: not jobs.busy)
    page = window.page
    first = "take_" + offered(page.case.file, desk.actor, desk.today())[0].step
    assert page.current_tab().key == "overview"
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == first)

    people = {user.name: user.id for user in settings.officers(desk)}
    for side in Side:
        version = browse.case_file(desk, ref.id).version
        steps.record_consent(desk, ref.id, version, consent(side, day=desk.today()))
    steps.accept(desk, ref.id, browse.case_file(desk, ref.id).version, desk.today())
    version = browse.case_file(desk, ref.id).version
    steps.assign(desk, ref.id, version, people["王敏"], people["刘静"])
    window.show_page("today")
    window.open_case(ref.id, "next")

    qtbot.waitUntil(lambda: page.current_tab().key == "hearings" and not jobs.busy)
    qtbot.waitUntil(page.hearings.panel.plan.day.hasFocus)


def test_the_day_sheet_is_seen_before_it_is_printed(qtbot, window, jobs):
    window.show_page("today")
    qtbot.waitUntil(lambda: not jobs.busy)
    window.page.sheet_link.click()
    qtbot.waitUntil(lambda: bool(window.page.findChildren(PdfDialog)))
    [dialog] = window.page.findChildren(PdfDialog)

    qtbot.waitUntil(dialog.print_button.isEnabled)

    assert dialog.ok.isEnabled()
    assert dialog.pdf.startswith(b"%PDF")


def test_without_a_backup_the_page_says_so(page):
    assert page.banner.isVisible()
    assert page.banner.text.text() == "本中心的数据还没有备份。"


def test_after_a_backup_the_banner_goes_and_comes_back_a_week_later(
    qtbot, page, desk, jobs, tmp_path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    keeping.choose_second(desk, stick)
    keeping.run(desk)
    keeping.rehearse(desk)
    page.refresh()
    qtbot.waitUntil(lambda: not page.banner.isVisible())

    settings.set_option(desk, UNTOUCHED_DAYS, "12")
    later = desk.now() + timedelta(days=8)
    desk.now = lambda: later
    page.refresh()

    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.text.text() == "最近一次备份已是8天前。"


def test_money_owed_from_before_stands_beside_what_is_due_this_week(qtbot, page, desk, jobs):
    """民法典第二百零三条: what ends on a day off is late after the next working day."""
    card = page.figures.money
    assert card._caption.text() == "本周应履行（元）"
    due = max(row.due_on for row in browse.case_file(desk, 1).settlement.terms.money)
    later = datetime.combine(due + timedelta(days=8), time(9), desk.now().tzinfo)
    page.desk.now = lambda: later
    page.refresh()

    qtbot.waitUntil(lambda: "逾期" in card._caption.text() and not jobs.busy)
    owed = figures(browse.case_file(desk, 1).owed)
    assert card._figure.text() == "0.00"
    assert card._caption.text() == f"本周应履行 · 逾期 {owed}"


def test_a_figure_leads_to_its_list(qtbot, page):
    page.activateWindow()

    qtbot.mouseClick(page.figures.overdue, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(page.clocks.table.hasFocus)


def test_a_narrow_page_stands_in_one_column(page):
    page.resize(720, 460)

    assert page._grid.getItemPosition(page._grid.indexOf(page.money_card))[:2] == (3, 0)


def test_a_narrow_page_without_a_hearing_begins_with_the_deadlines(page):
    page.resize(720, 460)
    assert place_on(page, page.clocks_card) == (0, 0)

    page.resize(1190, 700)
    assert place_on(page, page.clocks_card) == (0, 1)


def place_on(page, card):
    return page._grid.getItemPosition(page._grid.indexOf(card))[:2]


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


def test_a_note_told_back_to_back_that_was_begun_is_told_and_opened_at_its_case(
    qtbot, page, desk, jobs
):
    assert page.notes.isHidden()
    drafts.keep(desk, "caucus/1", {"side": "respondent", "text": "老板交底最多二十五万"})
    drafts.keep(desk, "caucus/1/7", {"side": "respondent", "text": "更正"})
    wanted = []
    page.wanted_case.connect(lambda *where: wanted.append(where))

    page.refresh()
    qtbot.waitUntil(lambda: not page.notes.isHidden())

    number = browse.case_file(desk, 1).number
    assert page.notes.text.text() == f"有一条背对背记录尚未保存：{number}"
    assert "二十五万" not in page.notes.text.text()
    page.notes.findChild(QPushButton).click()
    assert wanted == [(1, "talks:notes")]
    drafts.keep(desk, "caucus/1", {"side": "respondent", "text": ""})
    drafts.drop(desk, "caucus/1/7")
    page.refresh()
    qtbot.waitUntil(page.notes.isHidden)


def test_a_draft_that_was_registered_is_not_mentioned(qtbot, page, desk, jobs):
    application = replace(story.application(), operation="x1")
    intake.register(desk, application)
    drafts.keep(desk, "intake", {"operation": "x1", "respondent": {"name": "宣化永固"}})

    page.refresh()
    qtbot.waitUntil(lambda: not jobs.busy)

    assert page.draft.isHidden()


def test_an_application_for_closing_comes_up_and_opens_where_it_is_decided(qtbot, page, desk, jobs):
    assert page.cases_card.tabs.currentIndex() == 0
    second = intake.register(desk, replace(story.application(), operation="x1")).id
    asked = StepTaken(row="T38", step=Step.APPLY_CLOSE, day=desk.today())
    with desk.db.write(desk.actor, "apply_close") as session:
        cases.set_stage(session, second, Stage.WITHDRAWN)
        taken.add(session, second, asked)

    refreshed(qtbot, page, jobs)

    qtbot.waitUntil(page.closings.table.isVisible)
    assert page.cases_card.tabs.tabText(1) == "待审批 1"
    assert cells(page.closings.table, 0) == ["11-23"]
    assert cells(page.closings.table, 1) == ["结案"]
    assert "0002号" in cells(page.closings.table, 2)[0]
    page.closings.table.selectRow(0)
    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.keyClick(page.closings.table, Qt.Key.Key_Return)
    assert seen.args == [second, "overview:closing"]
    assert "待审批 1" in page.print_text()

    with desk.db.write(desk.actor, "return_close") as session:
        taken.add(session, second, replace(asked, row="T38", step=Step.RETURN_CLOSE))
    refreshed(qtbot, page, jobs)
    qtbot.waitUntil(page.closings.empty.isVisible)
    assert page.cases_card.tabs.tabText(1) == "待审批"


def test_an_agreement_that_waits_for_the_seal_opens_at_its_signatures(qtbot, page):
    waits = AskedClosing(
        case_id=1, number="张劳调字〔2026〕第0001号", parties="甲 诉 乙", by="王敏",
        asked_on=date(2026, 11, 20), seal=True,
    )  # fmt: skip
    deque(page.show_boards(replace(boards.boards(page.desk), closings=(waits,))))

    assert cells(page.closings.table, 1) == ["用印生效"]
    page.closings.table.selectRow(0)
    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.keyClick(page.closings.table, Qt.Key.Key_Return)
    assert seen.args == [1, "agreement:signatures"]


def test_a_case_in_default_says_so_in_place_of_its_stage(page):
    [line] = [row for row in page.cases.model.rows if row.stage is Stage.EFFECTIVE][:1]
    stage = page.cases.model.columns[1]

    assert stage.text(replace(line, defaulted=False)) == "协议生效"
    assert stage.text(replace(line, defaulted=True)) == "逾期未履行"


def test_who_may_not_approve_sees_no_application_for_closing(qtbot, page, desk, jobs):
    desk.actor = replace(desk.actor, roles=frozenset({Role.CLERK}))
    second = intake.register(desk, replace(story.application(), operation="x1")).id
    with desk.db.write(desk.actor, "apply_close") as session:
        cases.set_stage(session, second, Stage.WITHDRAWN)
        taken.add(session, second, StepTaken(row="T38", step=Step.APPLY_CLOSE, day=desk.today()))

    refreshed(qtbot, page, jobs)

    assert page.closings.model.rowCount() == 0
    line = next(line for line in page.cases.model.rows if line.id == second)
    page.steps.all_of([line], lambda: None)
    qtbot.waitUntil(lambda: page.steps.text(line) == "等待审批")


def test_a_duty_besides_money_stands_on_the_page_and_opens_its_list(qtbot, page, desk, jobs):
    late = desk.today() - timedelta(days=7)
    for kind, due in ((DutyKind.CERTIFICATE, late), (DutyKind.FILE, desk.today())):
        duties.put(desk, 1, version(desk, 1), Duty(kind=kind, due_on=due))
    far = Duty(kind=DutyKind.INSURANCE, due_on=desk.today() + timedelta(days=15))
    duties.put(desk, 1, version(desk, 1), far)

    refreshed(qtbot, page, jobs)
    page.money_card.bring_up(page.duties)

    table = page.duties.table
    qtbot.waitUntil(table.isVisible)
    assert cells(table, 0) == ["逾期7天", "今日"]
    assert page.money_card.tabs.tabText(1) == "其他义务 2"
    table.selectRow(0)
    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert seen.args == [1, "agreement:duties"]

    [done] = [duty for duty in browse.case_file(desk, 1).duties if duty.due_on == late]
    duties.perform(desk, 1, version(desk, 1), done.id, desk.today(), proof="回执")
    refreshed(qtbot, page, jobs)
    qtbot.waitUntil(lambda: cells(table, 0) == ["今日"])


def version(desk, case_id):
    return browse.case_file(desk, case_id).version


def forget(desk, days):
    """Let days pass at this desk."""
    later = desk.now() + timedelta(days=days)
    desk.now = lambda: later


def refreshed(qtbot, page, jobs):
    page.refresh()
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not jobs.busy)


def test_a_case_nobody_has_touched_for_days_is_listed_and_opens(qtbot, page, desk, jobs):
    application = replace(story.application(), operation="x1")
    second = intake.register(desk, application)
    refreshed(qtbot, page, jobs)
    assert "张劳调字〔2026〕第0002号"[-7:] not in "".join(cells(page.untouched.table, 0))

    forget(desk, 11)
    refreshed(qtbot, page, jobs)

    assert page.cases_card.tabs.tabText(2) == "久未办理 2"
    table = page.untouched.table
    row = next(r for r, text in enumerate(cells(table, 0)) if "0002号" in text)
    table.selectRow(row)
    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert seen.args == [second.id, "next"]


def test_an_open_case_without_any_running_deadline_is_listed(qtbot, page, desk, jobs):
    second = intake.register(desk, replace(story.application(), operation="x1"))
    with desk.db.write(desk.actor, "void") as session:
        clocks.void(session, second.id, ("DL01", "DL02", "DL03", "DL23"))

    refreshed(qtbot, page, jobs)

    assert [text[:6] for text in cells(page.unclocked.table, 0)] == ["〔2026〕第"[:6]]
    assert "0002号" in cells(page.unclocked.table, 0)[0]


def test_a_matter_that_a_joint_meeting_decided_stands_with_its_day(qtbot, page, desk, jobs):
    due = desk.today() - timedelta(days=2)
    matter = Decision(what="走访建筑工地", who="总工会", due_on=due)
    held = JointMeeting(
        title="第三季度联席会议",
        day=due,
        held=True,
        agenda="欠薪隐患",
        participants=(Participant(agency="总工会"),),
        decisions=(matter, replace(matter, what="核对工资专户", due_on=None)),
    )
    joint_meetings.save(desk, held)

    refreshed(qtbot, page, jobs)
    page.money_card.bring_up(page.decisions)

    qtbot.waitUntil(lambda: page.decisions.model.rowCount() > 0)
    table = page.decisions.table
    assert dict(zip(cells(table, 1), cells(table, 0), strict=True))["走访建筑工地"] == "逾期2天"


def test_a_paper_not_served_stands_on_the_page_and_opens_its_service(qtbot, page, desk, jobs):
    second = intake.register(desk, replace(story.application(), operation="x1"))
    case = browse.case_file(desk, second.id)
    paper = papers.compose(desk, second.id, "D-02")
    papers.issue(desk, second.id, case.version, replace(paper, code="D-08", title="受理通知书"))
    forget(desk, 2)

    refreshed(qtbot, page, jobs)

    table = page.unserved.table
    assert page.figures.unserved._figure.text() == str(page.unserved.model.rowCount())
    assert "受理通知书" in cells(table, 1)
    table.selectRow(0)
    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert seen.args[1] == "papers:service"


def test_a_notice_that_was_never_issued_stands_on_the_page_and_opens_its_form(
    qtbot, page, desk, jobs
):
    second = intake.register(desk, replace(story.application(), operation="x2"))
    for side in Side:
        steps.record_consent(desk, second.id, version(desk, second.id), consent(side))
    steps.accept(desk, second.id, version(desk, second.id), story.ACCEPTED)

    refreshed(qtbot, page, jobs)

    table = page.unserved.table
    row = cells(table, 1).index("受理通知书")
    assert cells(table, 2)[row] == "未出具"
    table.selectRow(row)
    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert seen.args == [second.id, "papers:D-08"]


def test_the_clock_of_the_notice_leads_to_the_notice_of_mediation():
    assert place_of("DL07") == "papers:D-17"


def test_only_what_is_past_due_is_shown_when_that_is_asked(qtbot, page):
    qtbot.mouseClick(page.figures.overdue, Qt.MouseButton.LeftButton)

    assert page.which.currentText() == "已逾期"
    assert all(text.startswith("逾期") for text in cells(page.clocks.table, 0))

    page.which.set_code("ahead")

    assert cells(page.clocks.table, 0) == ["11-30"]


def test_the_figure_of_what_is_past_due_counts_letters_too(qtbot, page, desk, jobs):
    before = int(page.figures.overdue._figure.text())
    late = LetterClock(
        matter_id=1, letter_id=1, reference="〔2026〕1号", employer="张北某公司",
        kind=LetterKind.OPINION, clock="DL28", raw_due=date(2026, 11, 20), due=date(2026, 11, 20),
        provisional=False,
    )  # fmt: skip

    deque(page.show_boards(replace(boards.boards(desk), letters=(late,))))

    assert int(page.figures.overdue._figure.text()) == before + 1
    page.focus_list("overdue")
    assert page.clocks.model.rowCount() == before + 1


def test_a_late_matter_of_a_joint_meeting_is_past_due_until_it_is_done(qtbot, page, desk, jobs):
    before = int(page.figures.overdue._figure.text())
    due = desk.today() - timedelta(days=2)
    held = JointMeeting(
        title="第三季度联席会议",
        day=due,
        held=True,
        agenda="欠薪隐患",
        participants=(Participant(agency="总工会"),),
        decisions=(Decision(what="走访建筑工地", who="总工会", due_on=due),),
    )
    key = joint_meetings.save(desk, held)
    refreshed(qtbot, page, jobs)

    assert int(page.figures.overdue._figure.text()) == before + 1
    page.focus_list("overdue")
    row = cells(page.clocks.table, 1).index("议定事项：走访建筑工地")
    assert [cells(page.clocks.table, column)[row] for column in (2, 3)] == [
        "总工会",
        "联席会议议定",
    ]
    page.clocks.table.selectRow(row)
    with qtbot.waitSignal(page.wanted_region) as seen:
        qtbot.keyClick(page.clocks.table, Qt.Key.Key_Return)
    assert seen.args == ["meetings", key]

    [matter] = joint_meetings.meeting(desk, key).decisions
    done = replace(matter, state=DecisionState.DONE, done_on=desk.today())
    joint_meetings.set_progress(desk, done)
    refreshed(qtbot, page, jobs)

    assert int(page.figures.overdue._figure.text()) == before


def test_no_stage_is_called_well_beside_a_deadline_that_is_past(page):
    [line] = [row for row in page.cases.model.rows if row.stage is Stage.EFFECTIVE][:1]
    stage = page.cases.model.columns[1]

    tones = [stage.tone(replace(line, defaulted=False, due_on=day))
             for day in (page._day, page._day - timedelta(days=1))]  # fmt: skip

    assert tones == [Tone.GOOD, Tone.PLAIN]


def test_the_day_sheet_has_a_box_to_tick_for_every_line(page):
    html = page.print_text()

    assert html.count("□") >= page.clocks.model.rowCount() + page.money.model.rowCount()
    assert page.sheet_title().startswith("张家口")
    assert "2026-11-23" in page.sheet_title()


def test_a_clock_that_stands_before_the_last_save_is_told(qtbot, page, desk, jobs):
    assert not page.clock.isVisible()
    before, desk.now = desk.now, lambda: story.StoryClock(story.APPLIED)()

    page.refresh()

    qtbot.waitUntil(page.clock.isVisible)
    assert "早于最近一次保存（2026-11-23 09:30）" in page.clock.text.text()
    desk.now = before
    page.refresh()
    qtbot.waitUntil(lambda: not page.clock.isVisible())


def test_what_was_filled_in_in_a_dialog_is_told_with_the_way_to_it(qtbot, page, desk, jobs):
    told = {"title": "被申请人", "page": "case", "tab": "parties", "version": 1, "typed": {}}
    drafts.keep(desk, "dialog/1/employer_dialog/", told)
    page.refresh()
    qtbot.waitUntil(page.begun.isVisible)
    assert "第0001号 的“被申请人”于 11-23 09:30 填写，尚未保存。" in page.begun.text.text()

    with qtbot.waitSignal(page.wanted_case) as led:
        page.begun.findChild(QPushButton, "begun_action").click()

    assert led.args == [1, "parties:draft"]
