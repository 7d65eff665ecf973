from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt

from mediation_desk.domain.joint_meetings import DecisionState
from mediation_desk.domain.legal_aid import Means
from mediation_desk.services import joint_meetings, legal_aid
from tests.ui.region.hand import accept, dialog, problems, rest, row


def test_legal_aid_is_entered_without_a_case(qtbot, page, jobs, desk):
    page.show_tab("aid")
    rest(qtbot, jobs)
    assert page.aid.empty.isVisible()
    qtbot.mouseClick(page.aid.new, Qt.MouseButton.LeftButton)
    form = dialog(page, "aid_dialog")
    accept(qtbot, jobs, form)
    assert problems(form) == {"applicant": "请填写申请人。"}

    form.applicant.setText("周某")
    accept(qtbot, jobs, form)
    page.refresh()
    rest(qtbot, jobs)

    assert row(page.aid.table)[:2] == ["周某", "请求支付劳动报酬"]


def test_the_exemption_of_migrant_workers_is_checked_at_the_field_art_42(qtbot, page, jobs, aid):
    page.show_tab("aid", aid)
    rest(qtbot, jobs)
    form = dialog(page, "aid_dialog")
    form.means.set_code("migrant")
    form.granted.set_code("yes")
    form.decided_on.setText("2026-11-9")

    accept(qtbot, jobs, form)

    assert set(problems(form)) == {"means"}
    assert "第四十二条第三项" in problems(form)["means"]


def test_a_lawyer_needs_the_check_of_conflicts_at_its_field(qtbot, page, jobs, aid, lawyer):
    page.show_tab("aid")
    rest(qtbot, jobs)
    page.show_tab("aid", aid)
    rest(qtbot, jobs)
    form = dialog(page, "aid_dialog")
    form.lawyer.set_code(str(lawyer))

    accept(qtbot, jobs, form)

    assert set(problems(form)) == {"conflict_checked"}


def test_totals_show_agreed_and_recovered_side_by_side(qtbot, page, jobs, desk, aid):
    from decimal import Decimal

    line = legal_aid.line(desk, aid)
    legal_aid.save(desk, replace(line.aid, agreed=Decimal("900.00"), performed=Decimal("300.00")))
    page.show_tab("aid")
    rest(qtbot, jobs)

    assert page.aid._totals["agreed"][0].text() == "900.00"
    assert page.aid._totals["performed"][0].text() == "300.00"
    assert row(page.aid.table)[-2:] == ["900.00", "300.00"]


def test_where_legal_aid_stands_is_told_whole(qtbot, page, jobs, desk, aid):
    line = legal_aid.line(desk, aid)
    legal_aid.save(
        desk, replace(line.aid, means=Means.NEEDY, granted=True, decided_on=line.aid.applied_on)
    )
    page.resize(1366, 768)
    page.show_tab("aid")
    rest(qtbot, jobs)

    table = page.aid.table
    assert "已批准，待指派律师" in row(table)
    assert table.columnWidth(5) >= table.sizeHintForColumn(5)


def test_a_period_that_ends_before_it_begins_is_refused_in_place(qtbot, page, jobs, aid):
    page.show_tab("aid")
    page.aid.last.set_day(date(2025, 1, 1))

    page.aid._read()
    rest(qtbot, jobs)

    assert page.aid.problem.text() == "截止日期早于开始日期。"


def test_the_form_of_legal_aid_is_shown(qtbot, page, jobs, aid):
    page.show_tab("aid")
    rest(qtbot, jobs)
    qtbot.mouseClick(page.aid.paper, Qt.MouseButton.LeftButton)

    form = dialog(page, "paper_dialog")
    qtbot.waitUntil(lambda: form.paper is not None)
    assert "证件号码" in form.missing.text()


def test_a_year_without_a_meeting_has_a_hint_art_29(qtbot, page, jobs):
    page.show_tab("meetings")
    rest(qtbot, jobs)

    assert page.meetings.hint.isVisible()
    assert "第二十九条" in page.meetings.hint.text.text()


def test_with_a_meeting_in_the_year_there_is_none(qtbot, page, jobs, meeting):
    page.show_tab("meetings")
    rest(qtbot, jobs)

    assert not page.meetings.hint.isVisible()
    assert row(page.meetings.table) == [
        "2026-11-10", "2026年联席会议", "已召开", "1", "1", "1", "1",
    ]  # fmt: skip


def test_a_new_matter_stands_in_view_with_the_button_for_the_next(qtbot, page, jobs):
    page.show_tab("meetings")
    rest(qtbot, jobs)
    qtbot.mouseClick(page.meetings.new, Qt.MouseButton.LeftButton)
    form = dialog(page, "meeting_dialog")
    form.agencies.add_empty()

    form.decisions.add_empty()

    for shown in (form.decisions.rows[0], form.decisions.add_button):
        qtbot.waitUntil(lambda shown=shown: shown.visibleRegion().boundingRect() == shown.rect())


def test_a_meeting_is_entered_with_agencies_and_matters(qtbot, page, jobs, desk):
    page.show_tab("meetings")
    rest(qtbot, jobs)
    qtbot.mouseClick(page.meetings.new, Qt.MouseButton.LeftButton)
    form = dialog(page, "meeting_dialog")
    form.agencies.add_empty()
    form.agencies.rows[0].agency.setText("市总工会")
    form.minutes.setPlainText("通报欠薪情况")
    accept(qtbot, jobs, form)
    assert set(problems(form)) == {"minutes"}
    form.held.setChecked(True)
    form.decisions.add_empty()
    form.decisions.rows[0].what.setText("信息共享")
    accept(qtbot, jobs, form)
    assert problems(form) == {"decisions": "第1项：请填写责任单位或者责任人。"}

    form.decisions.rows[0].who.setText("市人社局")
    form.decisions.rows[0].due_on.setText("2026-12-31")
    accept(qtbot, jobs, form)

    [line] = joint_meetings.lines(desk)
    found = joint_meetings.meeting(desk, line.id)
    assert [p.agency for p in found.participants] == ["市总工会"]
    assert [(d.what, d.due_on) for d in found.decisions] == [("信息共享", date(2026, 12, 31))]
    qtbot.waitUntil(page.meetings.one.isVisible)


def test_a_day_of_a_matter_that_cannot_be_read_keeps_the_dialog_open(qtbot, page, jobs, meeting):
    page.show_tab("meetings", meeting)
    rest(qtbot, jobs)
    page.meetings.one._edit()
    form = dialog(page, "meeting_dialog")
    form.decisions.rows[0].due_on.setText("某日")

    accept(qtbot, jobs, form)

    assert form.isVisible()
    assert "decisions" in problems(form)


def test_a_line_is_taken_out_of_a_meeting(qtbot, page, jobs, desk, meeting):
    page.show_tab("meetings", meeting)
    rest(qtbot, jobs)
    page.meetings.one._edit()
    form = dialog(page, "meeting_dialog")

    qtbot.mouseClick(form.decisions.rows[0].cross, Qt.MouseButton.LeftButton)
    form.ok.click()  # a meeting about nothing is refused
    qtbot.waitUntil(lambda: form.fields["agenda"].explained != "")
    form.agenda.setPlainText("通报欠薪情况")
    accept(qtbot, jobs, form)

    assert joint_meetings.meeting(desk, meeting).decisions == ()


def test_a_matter_decided_is_followed_to_done(qtbot, page, jobs, desk, meeting):
    page.show_tab("meetings", meeting)
    rest(qtbot, jobs)
    page.meetings.one.table.selectRow(0)
    qtbot.keyClick(page.meetings.one.table, Qt.Key.Key_Return)
    form = dialog(page, "progress_dialog")

    form.state.set_code(DecisionState.DONE.value)
    assert form.done_on.day() == date(2026, 11, 23)
    accept(qtbot, jobs, form)

    assert joint_meetings.open_decisions(desk, date(2026, 12, 31)) == ()


def test_a_meeting_opens_at_its_open_matter_that_is_due_first(qtbot, page, jobs, desk, meeting):
    held = joint_meetings.meeting(desk, meeting)
    [first] = held.decisions
    later = replace(first, what="第二项", due_on=date(2026, 12, 31))
    sooner = replace(later, id=0, what="第三项", due_on=date(2026, 12, 1))
    first = replace(first, due_on=None)
    joint_meetings.save(desk, replace(held, decisions=(first, replace(later, id=0), sooner)))

    page.show_tab("meetings", meeting)
    rest(qtbot, jobs)
    qtbot.mouseClick(page.meetings.one.follow, Qt.MouseButton.LeftButton)

    assert dialog(page, "progress_dialog")._decision.what == "第三项"


def test_the_minutes_are_shown_and_ctrl_p_leads_there(qtbot, page, jobs, meeting):
    page.show_tab("meetings", meeting)
    rest(qtbot, jobs)

    assert page.print_itself()

    form = dialog(page, "paper_dialog")
    qtbot.waitUntil(lambda: form.paper is not None)
    assert form.paper.title == "联席会议纪要"


def test_on_a_low_screen_the_sums_stand_in_view_and_lawyer_and_day_make_room(
    qtbot, page, jobs, aid
):
    page.resize(853, 450)
    page.show_tab("aid")
    rest(qtbot, jobs)

    table = page.aid.table
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert not table.isColumnHidden(7)
    page.resize(1300, 700)
    assert not any(table.isColumnHidden(column) for column in range(8))


def test_migrant_workers_who_ask_for_pay_are_proposed_as_exempt_art_42_3(qtbot, page, jobs):
    """法律援助法第四十二条第三项: no check of the means; what a person chose is not touched."""
    page.show_tab("aid")
    rest(qtbot, jobs)
    qtbot.mouseClick(page.aid.new, Qt.MouseButton.LeftButton)
    form = dialog(page, "aid_dialog")
    assert form.means.code() == Means.OPEN.value

    form.migrant.click()
    assert form.means.code() == Means.MIGRANT.value
    form.matter.set_code("insurance")
    assert form.means.code() == Means.OPEN.value
    form.matter.set_code("injury")
    assert form.means.code() == Means.MIGRANT.value

    form.means.setFocus()
    form.means.setCurrentIndex(form.means.findData(Means.NEEDY.value))
    form.means.activated.emit(form.means.currentIndex())
    form.migrant.click()
    assert form.means.code() == Means.NEEDY.value
