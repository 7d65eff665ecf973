"""What is typed into a dialog of a case is back after a crash: nothing was closed before.

The desk that typed stays as a killed one leaves it; another opens the file.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.stages import Step
from mediation_desk.domain.visits import Satisfaction
from mediation_desk.services import browse, drafts, duties, parties, story
from mediation_desk.services.desk import open_desk
from mediation_desk.ui import way_back
from mediation_desk.ui.case.absence_dialog import AbsenceDialog
from mediation_desk.ui.case.duty_dialogs import DutyDialog, VisitDialog
from mediation_desk.ui.case.facts_dialog import FactsDialog
from mediation_desk.ui.case.hearing_dialogs import NotHeldDialog
from mediation_desk.ui.case.page import CasePage
from mediation_desk.ui.case.party_dialogs import ApplicantDialog, EmployerDialog, JoinDialog
from mediation_desk.ui.case.reason_dialog import ReasonDialog
from mediation_desk.ui.widgets.both_versions import BothVersions
from mediation_desk.ui.widgets.dialog import Dialog, GiveUp, Question

CASE = 1
LONGEST_MS = 5000
"""What is typed must be kept by then."""


@pytest.fixture
def again(qtbot, jobs, clock):
    """Open the case at a desk of its own on the same file, as after a crash."""
    opened = []

    def at(page, tab="overview"):
        desk = open_desk(page.desk.db.location, now=clock, actor=page.desk.actor.name)
        opened.append(desk)
        fresh = CasePage(desk, jobs)
        qtbot.addWidget(fresh)
        fresh.resize(1190, 710)
        fresh.show()
        fresh.open(CASE, tab)
        qtbot.waitUntil(lambda: fresh.case.file is not None and not jobs.busy)
        return fresh

    yield at
    for desk in opened:
        desk.close()


def opened(qtbot, dialog: Dialog) -> Dialog:
    dialog.open()
    qtbot.waitUntil(lambda: not dialog.edited or not _page(dialog).jobs.busy)
    return dialog


def _page(dialog):
    over = dialog.parentWidget()
    while not isinstance(over, CasePage):
        over = over.parentWidget()
    return over


def typed(editor, text):
    """Type as an input method does, in the place of what stood there."""
    editor.setFocus()
    editor.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def address_of(dialog):
    return dialog.findChild(QLineEdit, "respondent_address") or dialog.findChild(
        QLineEdit, "person_address"
    )


def kept(qtbot, page):
    """Wait for the draft, no longer than is promised."""
    qtbot.waitUntil(lambda: drafts.begun(page.desk, CASE) != (), timeout=LONGEST_MS)


def told(dialog):
    found = dialog.findChild(QLabel, "dialog_draft_said")
    return found.text() if found is not None and found.isVisible() else ""


def test_what_is_typed_of_the_employer_is_back_after_a_crash(qtbot, page_at, again):
    page = page_at("accepted", "parties")
    dialog = opened(qtbot, EmployerDialog(page.case, page))
    typed(address_of(dialog), "宣化区钟楼大街8号𠮷")
    kept(qtbot, page)

    fresh = again(page)
    assert "被申请人（用人单位）" in fresh.begun.text.text()
    assert fresh.begun.isVisible()
    dialog = opened(qtbot, EmployerDialog(fresh.case, fresh))
    assert address_of(dialog).text() == "宣化区钟楼大街8号𠮷"
    assert told(dialog) == "已恢复上次未保存的草稿。"
    assert dialog.would_lose()
    dialog.ok.click()
    qtbot.waitUntil(lambda: not fresh.jobs.busy)
    assert browse.case_file(fresh.desk, CASE).respondent.employer.address == "宣化区钟楼大街8号𠮷"
    assert drafts.begun(fresh.desk, CASE) == ()
    qtbot.waitUntil(lambda: not fresh.begun.isVisible())


def test_each_worker_has_a_draft_of_their_own(qtbot, page_at, again):
    page = page_at("accepted", "parties")
    first, second = page.case.file.applicants[:2]
    dialog = opened(qtbot, ApplicantDialog(page.case, first, page))
    typed(address_of(dialog), "怀来县沙城镇")
    kept(qtbot, page)
    fresh = again(page)
    other = opened(qtbot, ApplicantDialog(fresh.case, second, fresh))
    assert "沙城镇" not in address_of(other).text()
    assert told(other) == ""
    other.reject()
    same = opened(qtbot, ApplicantDialog(fresh.case, first, fresh))
    assert address_of(same).text() == "怀来县沙城镇"


def test_a_visit_and_a_duty_are_back_with_what_was_chosen_and_ticked(qtbot, page_at, again):
    page = page_at("effective", "agreement")
    dialog = opened(qtbot, DutyDialog(page.case, page))
    typed(dialog.text, "开具离职证明")
    dialog.counter.click()
    dialog = opened(qtbot, VisitDialog(page.case, page))
    typed(dialog.problems, "第二期款项尚未支付")
    dialog.satisfaction.setFocus()
    qtbot.keyClick(dialog.satisfaction, Qt.Key.Key_Down)
    chosen = dialog.satisfaction.code()
    assert chosen in {one.value for one in Satisfaction}
    qtbot.waitUntil(lambda: len(drafts.begun(page.desk, CASE)) == 2, timeout=LONGEST_MS)

    fresh = again(page)
    assert "另有 1 份" in fresh.begun.text.text()
    dialog = opened(qtbot, DutyDialog(fresh.case, fresh))
    assert dialog.text.text() == "开具离职证明"
    assert dialog.counter.isChecked()
    dialog = opened(qtbot, VisitDialog(fresh.case, fresh))
    assert dialog.problems.toPlainText() == "第二期款项尚未支付"
    assert dialog.satisfaction.code() == chosen


def test_a_step_is_back(qtbot, page_at, again):
    page = page_at("accepted")
    step = opened(qtbot, FactsDialog(page.case, Step.WITHDRAW, page))
    typed(step.editors["by"], "李建国等十人")
    kept(qtbot, page)
    fresh = again(page)
    step = opened(qtbot, FactsDialog(fresh.case, Step.WITHDRAW, fresh))
    assert step.editors["by"].text() == "李建国等十人"


def test_rows_of_a_table_are_back(qtbot, page_at, again):
    page = page_at("accepted", "parties")
    dialog = opened(qtbot, JoinDialog(page.case, page))
    dialog.roster.grid.setFocus()
    dialog.roster.add_row()
    model = dialog.roster.model
    model.setData(model.index(0, 0), "赵铁柱")
    kept(qtbot, page)
    fresh = again(page)
    dialog = opened(qtbot, JoinDialog(fresh.case, fresh))
    assert [next(iter(row.values())) for row in dialog.roster.model.texts()] == ["赵铁柱"]


def test_who_came_is_back(qtbot, page_at, again):
    page = page_at("mediating", "hearings")
    hearing = page.case.file.hearings[0]
    dialog = opened(qtbot, NotHeldDialog(page.case, hearing, page))
    typed(dialog.note, "双方均未到场")
    cell = dialog.attendance.index(0, 1)
    on = dialog.attendance.data(cell, Qt.ItemDataRole.CheckStateRole)
    other = Qt.CheckState.Unchecked if on is Qt.CheckState.Checked else Qt.CheckState.Checked
    dialog.attendance.setData(cell, other, Qt.ItemDataRole.CheckStateRole)
    kept(qtbot, page)
    fresh = again(page)
    dialog = opened(qtbot, NotHeldDialog(fresh.case, hearing, fresh))
    cell = dialog.attendance.index(0, 1)
    assert dialog.attendance.data(cell, Qt.ItemDataRole.CheckStateRole) == other
    assert dialog.note.text() == "双方均未到场"


def test_a_field_that_somebody_saved_meanwhile_is_named_and_compared_before_it_is_saved(
    qtbot, page_at, again
):
    page = page_at("accepted", "parties")
    dialog = opened(qtbot, EmployerDialog(page.case, page))
    typed(address_of(dialog), "宣化区钟楼大街8号")
    kept(qtbot, page)
    fresh = again(page)
    file = browse.case_file(fresh.desk, CASE)
    employer = file.respondent.employer
    parties.change_employer(
        fresh.desk, CASE, file.version, replace(employer, address="桥东区胜利北路1号")
    )
    fresh.refresh()
    qtbot.waitUntil(lambda: not fresh.jobs.busy)
    dialog = opened(qtbot, EmployerDialog(fresh.case, fresh))
    assert "地址" in told(dialog)
    assert "请核对后再保存" in told(dialog)
    dialog.ok.click()
    qtbot.waitUntil(lambda: fresh.findChild(BothVersions) is not None)
    assert browse.case_file(fresh.desk, CASE).respondent.employer.address == "桥东区胜利北路1号"


def test_another_change_of_the_case_is_told(qtbot, page_at, again):
    page = page_at("effective", "agreement")
    dialog = opened(qtbot, VisitDialog(page.case, page))
    typed(dialog.problems, "尚未支付")
    kept(qtbot, page)
    fresh = again(page)
    file = browse.case_file(fresh.desk, CASE)
    due = story.FIRST_DUE + timedelta(days=3)
    duty = Duty(kind=DutyKind.CERTIFICATE, due_on=due)
    duties.put(fresh.desk, CASE, file.version, duty)
    fresh.refresh()
    qtbot.waitUntil(lambda: not fresh.jobs.busy)
    dialog = opened(qtbot, VisitDialog(fresh.case, fresh))
    assert "本案此后有过改动" in told(dialog)


def test_what_is_given_up_on_purpose_is_gone(qtbot, page_at, again):
    page = page_at("accepted", "parties")
    dialog = opened(qtbot, EmployerDialog(page.case, page))
    typed(address_of(dialog), "钟楼大街")
    kept(qtbot, page)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.findChild(GiveUp).give_up.click()
    qtbot.waitUntil(lambda: drafts.begun(page.desk, CASE) == ())
    assert told(opened(qtbot, EmployerDialog(page.case, page))) == ""


def test_a_draft_can_be_discarded_where_it_is_offered_and_over_the_case(qtbot, page_at, again):
    page = page_at("accepted", "parties")
    dialog = opened(qtbot, EmployerDialog(page.case, page))
    before = address_of(dialog).text()
    typed(address_of(dialog), "钟楼大街")
    kept(qtbot, page)
    fresh = again(page)
    dialog = opened(qtbot, EmployerDialog(fresh.case, fresh))
    dialog.findChild(QPushButton, "dialog_draft_discard").click()
    assert address_of(dialog).text() == before
    assert not dialog.would_lose()
    qtbot.waitUntil(lambda: drafts.begun(fresh.desk, CASE) == ())
    typed(address_of(dialog), "胜利北路")
    kept(qtbot, fresh)
    dialog.reject()  # not by a hand that gives it up: it stays
    qtbot.waitUntil(fresh.begun.isVisible)
    fresh.begun.findChild(QPushButton, "begun_discard").click()
    qtbot.waitUntil(lambda: fresh.findChild(Question) is not None)
    fresh.findChild(Question).ok.click()
    qtbot.waitUntil(lambda: not fresh.begun.isVisible())
    assert drafts.begun(fresh.desk, CASE) == ()


def test_what_is_only_filled_in_by_the_program_is_no_draft(qtbot, page_at):
    page = page_at("accepted", "parties")
    dialog = opened(qtbot, VisitDialog(page.case, page))
    dialog.person.setText("程序填写")
    dialog.manner.setCurrentIndex(1)
    qtbot.wait(1500)
    assert drafts.begun(page.desk, CASE) == ()


@pytest.fixture
def patient(monkeypatch):
    """Take what was pressed for the way in however long a loaded machine reads."""
    monkeypatch.setattr(way_back, "_BEFORE", 600.0)


def came_up(qtbot, page, kind):
    """Return the dialog that comes up over the page once it has read what it shows."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(kind)))
    qtbot.waitUntil(lambda: not page.jobs.busy)
    return page.findChild(kind)


def goes_on(qtbot, page, name):
    """Press “go on filling in”, and return the dialog that opens by itself."""
    qtbot.waitUntil(page.begun.isVisible)
    page.begun.findChild(QPushButton, "begun_action").click()
    qtbot.waitUntil(lambda: page.findChild(Dialog, name) is not None)
    dialog = page.findChild(Dialog, name)
    qtbot.waitUntil(lambda: bool(told(dialog)))
    return dialog


def test_going_on_opens_the_dialog_by_the_button_that_had_opened_it(qtbot, page_at, again, patient):
    page = page_at("accepted", "parties")
    page.parties.findChild(QPushButton, "edit_employer").click()
    dialog = came_up(qtbot, page, EmployerDialog)
    typed(address_of(dialog), "宣化区钟楼大街8号")
    kept(qtbot, page)

    fresh = again(page)
    dialog = goes_on(qtbot, fresh, dialog.objectName())
    assert fresh.current_tab().KEY == "parties"
    assert address_of(dialog).text() == "宣化区钟楼大街8号"


def test_going_on_opens_the_row_that_had_been_opened_and_no_other(qtbot, page_at, again, patient):
    page = page_at("accepted", "parties")
    table = page.parties.table
    third = page.case.file.applicants[2]
    table.open_at(table.model().index(2, 0))
    dialog = came_up(qtbot, page, ApplicantDialog)
    typed(address_of(dialog), "怀来县沙城镇")
    kept(qtbot, page)

    fresh = again(page)
    dialog = goes_on(qtbot, fresh, dialog.objectName())
    assert dialog.edited.what == str(third.id)
    assert address_of(dialog).text() == "怀来县沙城镇"


def test_going_on_takes_the_step_up_again_of_which_a_menu_or_button_was_pressed(
    qtbot, page_at, again, patient
):
    page = page_at("accepted")
    menu = page.header.steps.more_button.menu()
    [action] = [one for one in menu.findChildren(QAction) if one.objectName() == "take_withdraw"]
    action.trigger()
    menu.triggered.emit(action)
    dialog = came_up(qtbot, page, Dialog)
    typed(dialog.findChild(QPlainTextEdit), "申请人本人撤回")
    kept(qtbot, page)

    fresh = again(page)
    assert goes_on(qtbot, fresh, dialog.objectName()).isVisible()


def test_a_reason_is_back_for_the_same_act_only(qtbot, page_at, again):
    page = page_at("accepted")
    case = page.case.file
    dialog = opened(qtbot, ReasonDialog("撤销受理", print, page, of=12, case=case))
    typed(dialog.reason, "受理日期登记有误")
    kept(qtbot, page)

    fresh = again(page)
    other = opened(qtbot, ReasonDialog("撤销指派", print, fresh, of=13, case=case))
    assert (other.reason.text(), told(other)) == ("", "")
    other.reject()
    same = opened(qtbot, ReasonDialog("撤销受理", print, fresh, of=12, case=case))
    qtbot.waitUntil(lambda: bool(told(same)))
    assert same.reason.text() == "受理日期登记有误"


def test_an_absence_that_was_begun_is_back_and_one_that_was_added_is_not(qtbot, page_at, again):
    page = page_at("accepted", "hearings")
    page.hearings.show_absences()
    away = came_up(qtbot, page, AbsenceDialog)
    away.who.setCurrentIndex(0)
    away.first.setText("20261022")
    away.last.setText("20261022")
    typed(away.note, "外地就医")
    kept(qtbot, page)
    away.ok.click()
    qtbot.waitUntil(lambda: away.model.rowCount() == 1)
    qtbot.waitUntil(lambda: drafts.begun(page.desk, CASE) == ())
    typed(away.note, "送孩子上学")
    kept(qtbot, page)

    fresh = again(page, "hearings")
    fresh.hearings.show_absences()
    away = came_up(qtbot, fresh, AbsenceDialog)
    qtbot.waitUntil(lambda: bool(told(away)))
    assert away.note.text() == "送孩子上学"
    assert away.first.text() == ""


def test_a_draft_that_says_what_is_stored_meanwhile_is_let_go(qtbot, page_at, again):
    page = page_at("accepted", "parties")
    dialog = opened(qtbot, EmployerDialog(page.case, page))
    typed(address_of(dialog), "宣化区钟楼大街8号")
    kept(qtbot, page)
    [draft] = drafts.begun(page.desk, CASE)
    held = drafts.load(page.desk, draft.key)
    dialog.ok.click()
    qtbot.waitUntil(lambda: drafts.begun(page.desk, CASE) == ())
    drafts.keep(page.desk, draft.key, held)  # as where the answer to the save was lost

    fresh = again(page)
    dialog = opened(qtbot, EmployerDialog(fresh.case, fresh))
    qtbot.waitUntil(lambda: drafts.begun(fresh.desk, CASE) == ())
    assert told(dialog) == ""
    assert not dialog.would_lose()
