from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QLabel

from mediation_desk.domain.bodies import Body, BodyKind, Referral
from mediation_desk.services import bodies, browse, parties
from mediation_desk.ui.case.acts import entry_name
from mediation_desk.ui.case.party_dialogs import ApplicantDialog, EmployerDialog, JoinDialog
from mediation_desk.ui.widgets.dialog import Question


def dialog(qtbot, page, kind):
    qtbot.waitUntil(lambda: page.findChildren(kind) != [])
    return page.findChildren(kind)[0]


def cell(tab, row, column):
    return tab.model.data(tab.model.index(row, column))


def test_numbers_are_masked_until_someone_looks_which_is_recorded(qtbot, page_at):
    page = page_at("applied", "parties")
    tab = page.parties
    assert cell(tab, 0, 4) == "139900********1013"
    assert cell(tab, 0, 5) == "139****0101"
    tab.table.selectRow(0)

    tab.reveal_button.click()

    qtbot.waitUntil(lambda: cell(tab, 0, 4) == "139900197903121013")
    assert cell(tab, 1, 4) == "139900********1026"
    assert browse.journal(page.desk, 1)[0].doing == "reveal"


def test_numbers_are_masked_again_when_the_tab_is_left(qtbot, page_at):
    page = page_at("applied", "parties")
    page.parties.table.selectRow(0)
    page.parties.reveal_button.click()
    qtbot.waitUntil(lambda: cell(page.parties, 0, 4) == "139900197903121013")

    page.show_tab("overview")

    assert cell(page.parties, 0, 4) == "139900********1013"


def test_a_worker_is_corrected_with_the_facts_and_claims(qtbot, page_at):
    page = page_at("applied", "parties")
    page.parties.table.selectRow(0)
    page.parties.edit_button.click()
    form = dialog(qtbot, page, ApplicantDialog)
    form.form.person.name.setText("李建国（李健国）")
    form.form.work.average.setText("6300")

    form.ok.click()

    qtbot.waitUntil(lambda: page.case.file.applicants[0].person.name == "李建国（李健国）")
    assert f"{page.case.file.applicants[0].work.average_wage}" == "6300.00"


def test_marks_tell_migrant_workers_and_brackets_are_full_width(qtbot, page_at):
    page = page_at("applied", "parties")
    file = page.case.file
    workers = [
        replace(a, work=replace(a.work, migrant=not at)) for at, a in enumerate(file.applicants)
    ]
    employer = replace(file.respondent.employer, representative_post="总经理")
    respondent = replace(file.respondent, employer=employer)

    page.parties.show_case(replace(file, applicants=tuple(workers), respondent=respondent))

    marks = 7
    assert "农民工" in cell(page.parties, 0, marks)
    assert "农民工" not in cell(page.parties, 1, marks)
    shown = [told.text() for told in page.parties.findChildren(QLabel)]
    assert f"{employer.legal_representative}（总经理）" in shown


def test_a_wrong_correction_is_explained_and_nothing_is_saved(qtbot, page_at):
    page = page_at("applied", "parties")
    page.parties.table.selectRow(0)
    page.parties.edit_button.click()
    form = dialog(qtbot, page, ApplicantDialog)
    form.form.person.name.clear()
    form.form.work.left.setText("2015-01-01")

    form.ok.click()

    assert form.form.person.fields["person.name"].explained != ""
    assert form.form.work.fields["work.left_on"].explained != ""
    assert page.case.file.applicants[0].person.name == "李建国"


def test_the_employer_is_corrected(qtbot, page_at):
    page = page_at("applied", "parties")
    page.parties.edit_employer()
    form = dialog(qtbot, page, EmployerDialog)
    form.form.fields["respondent.address"].editor.setText("宣化区新址1号")

    form.ok.click()

    qtbot.waitUntil(lambda: page.case.file.respondent.employer.address == "宣化区新址1号")


def test_a_worker_leaves_and_comes_back_by_undo(qtbot, page_at):
    page = page_at("applied", "parties")
    page.parties.table.selectRow(11)
    page.parties.leave_button.click()
    page.findChild(object, "leave_question").ok.click()
    qtbot.waitUntil(lambda: len(page.case.file.applicants) == 11)

    page.undo_last()
    qtbot.waitUntil(lambda: any("已撤销" in notice for notice in page.notices))
    page.refresh()

    qtbot.waitUntil(lambda: len(page.case.file.applicants) == 12)
    [undone, taken_out] = browse.journal(page.desk, page.case.file.id)[:2]
    assert entry_name(undone) == f"撤销操作：{entry_name(taken_out)}"


def test_an_undo_says_before_what_it_takes_back_and_asks_where_that_is_out_of_view(qtbot, page_at):
    page = page_at("applied", "parties")
    page.parties.table.selectRow(11)
    page.parties.leave_button.click()
    page.findChild(object, "leave_question").ok.click()
    qtbot.waitUntil(lambda: len(page.case.file.applicants) == 11)
    page.show_tab("record")
    button = page.record.undo_button
    qtbot.waitUntil(lambda: button.text().startswith("撤销："))
    assert button.toolTip().startswith(button.text())

    page.show_tab("hearings")
    page.undo_last()
    qtbot.waitUntil(lambda: page.findChild(Question, "undo_question") is not None)
    asked = page.findChild(Question, "undo_question")
    words = asked.findChild(QLabel, "undo_question_text").text()
    assert button.text().removeprefix("撤销：") in words
    assert "当事人" in words
    assert len(page.case.file.applicants) == 11
    asked.ok.click()

    qtbot.waitUntil(lambda: any("已撤销" in notice for notice in page.notices))


def test_an_undo_behind_another_persons_act_says_whose_it_is(qtbot, page_at):
    page = page_at("applied", "parties")
    page.parties.table.selectRow(11)
    page.parties.leave_button.click()
    page.findChild(object, "leave_question").ok.click()
    qtbot.waitUntil(lambda: len(page.case.file.applicants) == 11)
    me = page.case.desk.actor
    page.case.desk.actor = replace(me, id=me.id + 90)

    page.undo_last()

    qtbot.waitUntil(lambda: any(me.name in notice for notice in page.notices))
    [told] = [notice for notice in page.notices if me.name in notice]
    assert "才能撤销此前的操作" in told


def test_an_act_of_an_earlier_sitting_is_undone_after_a_question(qtbot, page_at):
    page = page_at("applied", "parties")
    page.parties.table.selectRow(11)
    page.parties.leave_button.click()
    page.findChild(object, "leave_question").ok.click()
    qtbot.waitUntil(lambda: len(page.case.file.applicants) == 11)
    page.case.desk.since += timedelta(days=1)

    page.undo_last()
    qtbot.waitUntil(lambda: page.findChild(Question, "undo_question") is not None)
    page.findChild(Question, "undo_question").reject()

    assert len(page.case.file.applicants) == 11


def test_who_stands_in_the_record_of_a_hearing_is_told_before_why_they_stay(qtbot, page_at):
    page = page_at("mediating", "parties")
    page.parties.table.selectRow(11)
    assert "调解会" in page.parties.leave_button.toolTip()

    page.parties.leave_button.click()

    assert page.findChild(object, "leave_question") is None
    assert not page.parties.barred.isHidden()
    assert "个别申请人调解终止" in page.parties.barred.text()
    page.parties.table.selectRow(0)
    assert page.parties.barred.isHidden()


def test_more_workers_join_by_roster(qtbot, page_at):
    page = page_at("applied", "parties")
    page.parties.join()
    form = dialog(qtbot, page, JoinDialog)
    form.roster._pasted("姓名\t拖欠工资\n钱多多\t5000\n")
    qtbot.waitUntil(lambda: not form.roster.dry_run.isHidden())
    form.roster.dry_run.all.click()

    form.ok.click()

    qtbot.waitUntil(lambda: len(page.case.file.applicants) == 13)
    assert [c.kind.value for c in page.case.file.applicants[12].claims] == ["wage_arrears"]


def test_the_history_tells_who_did_what_in_words(qtbot, page_at):
    page = page_at("effective", "record")
    tab = page.record

    qtbot.waitUntil(lambda: tab.model.rowCount() > 5)

    assert cell(tab, 0, 1) == "陈国栋"
    assert cell(tab, 0, 2) == "签字盖章"
    assert "阶段" in tab.detail.text()
    assert "签字盖章" not in tab.detail.text().split("阶段")[0]


def test_the_history_names_the_worker_whose_sum_was_changed(qtbot, page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    model.put({(0, 2): "6300"})
    qtbot.waitUntil(lambda: str(page.case.file.applicants[0].work.average_wage) == "6300.00")

    page.show_tab("record")

    qtbot.waitUntil(lambda: "6,200.00 → 6,300.00" in page.record.detail.text())
    assert "李建国 请求项目 经济补偿" in page.record.detail.text()


def test_the_history_names_personal_data_that_were_corrected_without_telling_them(qtbot, page_at):
    page = page_at("mediating", "record")
    case = page.case.file
    employer = replace(case.respondent.employer, phone="03135550001", address="宣化区新址2号")
    parties.change_employer(page.desk, case.id, case.version, employer)

    page.refresh()

    qtbot.waitUntil(lambda: "联系电话已变更" in page.record.detail.text())
    assert "地址已变更" in page.record.detail.text()
    assert "03135550001" not in page.record.detail.text()


def test_the_history_of_what_a_body_did_has_the_words_of_bodies(qtbot, page_at):
    page = page_at("mediating", "record")
    case, desk = page.case.file, page.desk
    body = bodies.save(desk, Body(kind=BodyKind.LEGAL_AID, name="法律援助站"))
    led = Referral(case_id=case.id, body_id=body, day=desk.today(), purpose="法律咨询")
    key = bodies.refer(desk, case.id, case.version, led)
    bodies.report_back(desk, replace(led, id=key, purpose="申请法律援助"))

    page.refresh()

    qtbot.waitUntil(lambda: "事由 法律咨询 → 申请法律援助" in page.record.detail.text())
    assert cell(page.record, 0, 2) == "登记机构反馈"


def test_the_history_names_who_was_assigned(qtbot, page_at):
    page = page_at("mediating", "record")
    tab = page.record
    qtbot.waitUntil(lambda: tab.model.rowCount() > 3)

    def told():  # the record may be read once more meanwhile
        rows = range(tab.model.rowCount())
        tab.table.selectRow(next(r for r in rows if tab.model.rows[r].doing == "assign"))
        assert "调解员 — → 王敏" in tab.detail.text()
        assert "书记员 — → 刘静" in tab.detail.text()
        assert "新增：步骤 指派调解员和书记员" in tab.detail.text()

    qtbot.waitUntil(told)
