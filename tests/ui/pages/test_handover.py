"""Hand-over in the window: what is ticked goes, with a list and a way back."""

import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.caucus import CaucusNote
from mediation_desk.domain.centre import User
from mediation_desk.domain.handover import Duty
from mediation_desk.domain.rights import Role
from mediation_desk.domain.sides import Side
from mediation_desk.services import browse, caucus, handover, parties, settings
from mediation_desk.services.desk import choose, open_desk
from mediation_desk.ui.pages.handover import EARLIER, HandoverPage
from mediation_desk.ui.pages.handover_model import NOTES
from mediation_desk.ui.pdf_dialog import PdfDialog

ZHAO = User(name="赵明", roles=frozenset({Role.MEDIATOR, Role.CLERK}))


@pytest.fixture
def people(desk):
    settings.save_user(desk, ZHAO)
    return {user.name: user.id for user in settings.officers(desk)}


@pytest.fixture
def page(qtbot, light, desk, jobs, people):
    page = HandoverPage(desk, jobs)
    page.notices = []
    page.noticed.connect(lambda text, undo: page.notices.append((text, undo)))
    qtbot.addWidget(page)
    jobs.changed.connect(page.refresh)
    page.resize(1190, 700)
    page.show()
    page.refresh()
    page.choose_giver(people["王敏"])
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    return page


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def rest(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.busy)


def test_all_open_cases_of_a_person_are_ticked_at_first(page):
    assert page.count.text() == "移交1件，共1件。"
    assert "未结案件1件" in page.state.text()
    index = page.model.index(0, 0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert page.table.isColumnHidden(1)
    assert not page.model.rows[0].doubts
    assert page.table.isColumnHidden(NOTES), "it would be an empty column beside others cut"


@pytest.mark.parametrize("width", [1190, 836])
def test_the_rows_of_one_duty_fill_the_page_and_say_clock_and_stage_whole(qtbot, page, width):
    page.resize(width, 500)

    table = page.table
    qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width())
    columns = {
        str(page.model.headerData(c, Qt.Orientation.Horizontal)): c
        for c in range(page.model.columnCount())
        if not table.isColumnHidden(c)
    }
    for title in ("案号", "阶段", "最近期限"):
        told = page.model.index(0, columns[title]).data().partition("等，")[0]
        assert table.fontMetrics().horizontalAdvance(told) + 16 <= table.columnWidth(columns[title])


def test_who_may_not_do_what_is_ticked_is_told_before_the_act_and_gets_no_list(
    qtbot, page, jobs, people
):
    page.receiver.set_code(str(people["刘静"]))
    qtbot.waitUntil(lambda: "刘静不能担任调解员" in page.fields["receiver"].explained)

    click(qtbot, page.list_button)
    rest(qtbot, jobs)
    assert not page.findChildren(PdfDialog)
    assert "刘静不能担任调解员" in page.fields["receiver"].explained

    page.model.tick_all(False)
    assert not page.fields["receiver"].explained
    page.model.tick_all(True)
    page.receiver.set_code(str(people["赵明"]))
    rest(qtbot, jobs)
    assert not page.fields["receiver"].explained


def test_without_a_receiver_it_is_refused_at_the_field(qtbot, page):
    click(qtbot, page.go_button)

    qtbot.waitUntil(lambda: bool(page.fields["receiver"].explained))
    assert page.model.takings()


def test_ticks_are_taken_away_by_keyboard_and_stay_when_read_again(qtbot, page, jobs):
    page.table.selectRow(0)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.model.takings() == ()
    assert not page.go_button.isEnabled()

    page.refresh()
    rest(qtbot, jobs)
    assert page.model.takings() == ()

    click(qtbot, page.findChild(type(page.go_button), "handover_all"))
    assert page.model.takings()[0].duties == {Duty.MEDIATOR}


def test_the_case_goes_and_comes_back(qtbot, page, desk, people):
    page.receiver.set_code(str(people["赵明"]))
    page.note.setText("调离")
    click(qtbot, page.go_button)

    qtbot.waitUntil(lambda: page.earlier.rows.rowCount() == 1)
    assert browse.case_file(desk, 1).mediator.name == "赵明"
    assert page.stack.currentIndex() == EARLIER
    text, undo = page.notices[-1]
    assert text == "已将1件案件移交给赵明。"

    undo()
    qtbot.waitUntil(lambda: page.earlier.rows.rowCount() == 0)
    assert browse.case_file(desk, 1).mediator.name == "王敏"

    page.redo_last()
    qtbot.waitUntil(lambda: page.earlier.rows.rowCount() == 1)
    assert browse.case_file(desk, 1).mediator.name == "赵明"

    page.undo_last()
    qtbot.waitUntil(lambda: page.earlier.rows.rowCount() == 0)
    assert browse.case_file(desk, 1).mediator.name == "王敏"


def test_a_case_changed_meanwhile_is_read_again_and_told(qtbot, page, desk, people):
    page.receiver.set_code(str(people["赵明"]))
    rows = page.model.rows
    browse.reveal(desk, 1, browse.case_file(desk, 1).applicants[0].id)
    page.model.rows = tuple(
        type(row)(**{f: getattr(row, f) for f in row.__slots__} | {"version": row.version - 1})
        for row in rows
    )

    click(qtbot, page.go_button)

    qtbot.waitUntil(lambda: not page.problem.isHidden())
    qtbot.waitUntil(lambda: page.model.rows[0].version == rows[0].version)


def test_the_list_is_seen_before_and_after(qtbot, page, people):
    page.receiver.set_code(str(people["赵明"]))
    click(qtbot, page.list_button)
    qtbot.waitUntil(lambda: bool(page.findChildren(PdfDialog)))
    [dialog] = page.findChildren(PdfDialog)
    qtbot.waitUntil(dialog.ok.isEnabled)
    assert dialog.pdf.startswith(b"%PDF")
    dialog.reject()


def test_a_case_barred_to_whoever_takes_over_cannot_be_ticked_and_says_why(
    qtbot, page, desk, people, jobs
):
    """最高人民法院关于人民法院特邀调解的规定第十六条: nobody mediates a dispute of their own."""
    worker = browse.case_file(desk, 1).applicants[0].person
    same = User(id=people["赵明"], name=worker.name, roles=ZHAO.roles, phone=worker.phone)
    settings.save_user(desk, same)
    page.receiver.set_code(str(people["赵明"]))
    rest(qtbot, jobs)
    tick, role = page.model.index(0, 0), Qt.ItemDataRole.CheckStateRole

    assert "第十六条" in page.closed_notes.text()
    assert tick.data(role) == Qt.CheckState.Unchecked
    page.model.tick_all(True)
    assert not page.model.setData(tick, Qt.CheckState.Checked, role)
    assert not tick.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert page.model.takings() == ()
    assert not page.go_button.isEnabled()
    assert not page.list_button.isEnabled()

    page.receiver.set_code(str(people["刘静"]))
    rest(qtbot, jobs)
    assert tick.data(role) == Qt.CheckState.Checked


def test_nobody_supervises_a_hand_over_of_their_own(qtbot, page, desk, people, jobs):
    assert page.closed_notes.isHidden()

    page.receiver.set_code(str(people["陈国栋"]))
    rest(qtbot, jobs)

    assert "监交" in page.closed_notes.text()
    listing = handover.prepared(desk, page._handover())
    assert (listing.supervisor, listing.overseer) == ("陈国栋", "")


def test_whoever_is_no_supervisor_reads_and_prints_only(qtbot, page, desk, people):
    choose(desk, people["刘静"])
    page.refresh()

    qtbot.waitUntil(lambda: not page.go_button.isEnabled())
    assert "主任" in page.go_button.toolTip()
    assert page.list_button.isEnabled()


def test_it_is_found_in_the_settings_and_by_the_search_field(qtbot, window, people):
    window.show_page("settings").show_section("people")
    section = window.page.sections["people"]
    qtbot.waitUntil(lambda: section.model.rowCount() > 2)
    section.table.selectRow([u.name for u in section.model.rows].index("王敏"))

    click(qtbot, section.hand_over)

    qtbot.waitUntil(lambda: window.page.objectName() == "handover")
    qtbot.waitUntil(lambda: window.page.giver.currentText() == "王敏")
    assert any("移交案件" in c.title and c.matches("jiaojie") for c in window.commands())
    assert any("移交案件" in c.title and c.matches("交接") for c in window.commands())


def test_notes_told_back_to_back_do_not_go_along_and_it_is_said(qtbot, page, people, jobs):
    assert not page.closed_notes.isVisible()
    desk, case_id = page.desk, page.model.rows[0].case_id
    supervisor = desk.actor.id
    choose(desk, people["王敏"])
    told = CaucusNote(side=Side.APPLICANT, told_on=desk.today(), text="让到八成也行")
    with desk.correcting("补记背对背沟通"):
        caucus.put(desk, case_id, browse.case_file(desk, case_id).version, told)
    choose(desk, supervisor)

    page.refresh()
    page.choose_giver(people["王敏"])

    qtbot.waitUntil(lambda: page.closed_notes.isVisible() and not jobs.busy)
    assert "1 条背对背记录不随案移交" in page.closed_notes.text()


def test_after_a_refusal_a_second_click_does_not_take_along_what_others_saved(
    qtbot, page, desk, jobs, people
):
    page.receiver.set_code(str(people["赵明"]))
    rest(qtbot, jobs)
    other = open_desk(desk.db.location, now=desk.now)
    case = browse.case_file(other, 1)
    values = ("cause", "district", "source", "form", "requests", "referral", "oral")
    told = {name: getattr(case, name) for name in values}
    parties.change_card(other, 1, case.version, facts="他人改写的事实", **told)
    other.close()

    for _time in range(2):
        click(qtbot, page.go_button)
        rest(qtbot, jobs)

    assert browse.case_file(desk, 1).mediator.name == "王敏"
    assert "不再勾选" in page.problem.text()
    assert page.model.takings() == ()
    assert not page.go_button.isEnabled()
    page.model.tick_all(True)
    click(qtbot, page.go_button)
    qtbot.waitUntil(lambda: browse.case_file(desk, 1).mediator.name == "赵明")
    rest(qtbot, jobs)
