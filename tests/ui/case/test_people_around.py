"""The people around a case, entered and signed for as a hand would."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from mediation_desk.domain.agents import Agent, Authority, Power
from mediation_desk.domain.centre import User
from mediation_desk.domain.panel import Ground, Recusal, Ruling
from mediation_desk.domain.people import Person
from mediation_desk.domain.representatives import WorkerAnswer
from mediation_desk.domain.rights import Role
from mediation_desk.domain.special_needs import NeedKind, SpecialNeed
from mediation_desk.services import (
    agents,
    browse,
    panel,
    representatives,
    settings,
    settlements,
    special_needs,
    story,
)
from mediation_desk.ui.case.agent_dialog import AgentDialog
from mediation_desk.ui.case.chain_dialog import ChainDialog
from mediation_desk.ui.case.needs_dialog import NeedsDialog
from mediation_desk.ui.case.other_dialog import OtherDialog
from mediation_desk.ui.case.panel_dialog import PanelDialog
from mediation_desk.ui.case.recusal_dialogs import RecusalDialog, RulingDialog
from mediation_desk.ui.case.representative_dialogs import (
    AnswersDialog,
    ElectionDialog,
    consents,
    said,
)
from mediation_desk.ui.case.sign_lines import lines
from mediation_desk.ui.case.signatures_panel import unsigned
from mediation_desk.ui.case.step_dialogs import AssignDialog


def dialog(qtbot, page, kind):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(kind)))
    return next(d for d in page.findChildren(kind) if d.isVisible())


def add(page, name):
    page.findChild(QAction, f"add_{name}").trigger()


def told(tab):
    return [(row.what, row.name, row.says) for row in tab.around.model.rows]


def test_an_agent_is_added_by_the_menu_and_the_law_is_told_while_typing(qtbot, page_at):
    page = page_at("accepted", "parties")
    tab = page.parties
    assert not tab.around.empty.isHidden()
    add(page, "agent")
    form = dialog(qtbot, page, AgentDialog)
    form.person.name.setText("周明理")
    form.authority.set_code("special")
    form.wording.setText("全权代理")
    assert "第八十九条" in form.advice.text()
    form.ok.click()
    assert "请勾选" in form.fields["powers"].explained, "it becomes no other one without a word"
    form.authority.set_code("general")
    form.ok.click()
    qtbot.waitUntil(lambda: bool(told(tab)))

    assert told(tab)[0][:2] == ("委托代理人", "周明理")
    assert "不能签署协议" in told(tab)[0][2]
    assert tab.around.empty.isHidden()


def test_one_agent_is_entered_once_for_all_the_workers_ticked(qtbot, page_at):
    page = page_at("accepted", "parties")
    workers = page.case.file.applicants
    add(page, "agent")
    form = dialog(qtbot, page, AgentDialog)
    form.person.name.setText("周明理")
    assert form.also.count() == len(workers) - 1
    form.party.set_code(str(page.case.file.respondent.id))
    assert form.fields["also_for"].isHidden()
    form.party.set_code(str(workers[1].id))
    assert form.also.item(0).text() == workers[0].person.name
    form.also.item(0).setCheckState(Qt.CheckState.Checked)

    form.ok.click()

    qtbot.waitUntil(lambda: len(page.case.file.agents) == 2)
    assert {a.party_id for a in page.case.file.agents} == {workers[0].id, workers[1].id}


def test_what_is_wrong_with_an_agent_is_told_at_its_field_and_nothing_is_lost(qtbot, page_at):
    page = page_at("accepted", "parties")
    add(page, "agent")
    form = dialog(qtbot, page, AgentDialog)
    form.authority.set_code("special")
    form.firm.setText("某律师事务所")

    form.ok.click()

    qtbot.waitUntil(lambda: form.person.fields["person.name"].explained != "")
    assert "第六十二条" in form.fields["powers"].explained
    assert form.firm.text() == "某律师事务所"


def test_a_payer_is_added_with_its_duty_and_must_sign(qtbot, page_at):
    page = page_at("signing", "parties")
    tab = page.parties
    add(page, "payer")
    form = dialog(qtbot, page, OtherDialog)
    assert (form.duty.currentText(), form.capacity.currentText()) == ("不承担", "无特定身份")
    form.employer.name.setText("张家口某建设集团有限公司")
    form.ok.click()
    qtbot.waitUntil(lambda: form.fields["duty"].explained != "")
    form.duty.set_code("advances")
    assert form.signs.isChecked()

    form.ok.click()

    qtbot.waitUntil(lambda: bool(told(tab)))
    assert told(tab) == [("代付人", "张家口某建设集团有限公司", "先行清偿；须签章")]
    page.show_tab("agreement")
    assert "张家口某建设集团有限公司" in page.agreement.signatures.said.text()


def test_representatives_are_ticked_and_consents_recorded_for_many(qtbot, page_at):
    page = page_at("signing", "parties")
    add(page, "representatives")
    form = dialog(qtbot, page, ElectionDialog)
    for row in range(2):
        form.workers.item(row).setCheckState(Qt.CheckState.Checked)
    form.common.setChecked(True)
    form.ok.click()
    qtbot.waitUntil(lambda: "第六十三条" in form.fields["party_ids"].explained)
    form.workers.item(2).setCheckState(Qt.CheckState.Checked)
    form.ok.click()
    qtbot.waitUntil(lambda: len(page.case.file.representatives) == 3)

    page.parties.around.answers_button.click()
    answers = dialog(qtbot, page, AnswersDialog)
    answers.select_rest()
    answers.ok.click()

    qtbot.waitUntil(lambda: len(page.case.file.answers) == 12)
    assert answers.count.text() == "12人中12人同意"
    assert consents(answers.model.rows[0])
    answers.cancel.click()


def test_the_list_tells_who_consented_to_other_days_and_selects_them_anew(qtbot, page_at):
    """劳动人事争议仲裁办案规则第六十三条: the sums are the same, the last day is another."""
    page = page_at("signing", "parties")
    desk, case = page.desk, page.case.file
    asked = tuple(
        WorkerAnswer(party_id=a.id, agrees=True, given_on=story.AGREED) for a in case.applicants
    )
    representatives.record_answers(desk, 1, case.version, asked)
    terms = case.settlement.terms
    later = tuple(
        replace(row, due_on=row.due_on.replace(year=2028)) if row.instalment == 2 else row
        for row in terms.money
    )
    changed = replace(terms, money=later)
    settlements.propose(desk, 1, case.version + 1, changed, case.settlement.agreed_on)
    page.refresh()
    qtbot.waitUntil(lambda: page.case.file.settlement.terms.money[1].due_on.year == 2028)

    page.parties.around.answers_button.click()
    answers = dialog(qtbot, page, AnswersDialog)

    assert said(answers.model.rows[0]) == "同意的是此前的方案"
    assert answers.count.text() == "12人中0人同意"
    answers.select_rest()
    answers.ok.click()
    qtbot.waitUntil(lambda: answers.count.text() == "12人中12人同意")
    assert said(answers.model.rows[0]) == "同意"
    answers.cancel.click()


def test_a_representative_signs_for_those_who_consented_only(qtbot, page_at):
    page = page_at("signing", "agreement")
    desk, case = page.desk, page.case.file
    ids = [a.id for a in case.applicants]
    day = story.AGREED
    representatives.elect(desk, 1, case.version, tuple(ids[:3]), day, common=True)
    answer = WorkerAnswer(party_id=ids[4], agrees=True, given_on=day)
    representatives.record_answers(desk, 1, case.version + 1, (answer,))
    page.refresh()
    qtbot.waitUntil(lambda: len(page.case.file.answers) == 1)
    panel = page.agreement.signatures
    panel.table.selectAll()
    assert panel.pen.count() == 1
    told = panel.fields["pen"].note.text()
    assert "没有人可以为所选各方一并签署" in told
    assert case.applicants[0].person.name in told
    panel.table.selectRow(4)
    assert "没有人可以" not in panel.fields["pen"].note.text()
    panel.pen.set_code(case.applicants[0].person.name)
    assert panel.pen.code() == case.applicants[0].person.name
    panel.some_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.settlement.signatures) == 1)
    assert panel.model.rows[4].by == case.applicants[0].person.name

    panel.table.selectRow(5)
    panel.pen.set_code(case.applicants[0].person.name)
    panel.some_button.click()

    qtbot.waitUntil(lambda: "第六十三条" in panel.problem.text())
    assert not panel.fields["override"].isHidden()
    panel.override.setText("本人当日电话确认，已录音")
    panel.some_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.settlement.signatures) == 2)
    assert "本人当日电话确认" in panel.model.rows[5].by


def test_an_agent_without_the_power_to_settle_is_refused_at_the_signatures(qtbot, page_at):
    page = page_at("signing", "agreement", actor="王敏")
    desk, case = page.desk, page.case.file
    agent = Agent(party_id=case.respondent.id, person=Person(name="周明理"))
    agents.add_agent(desk, 1, case.version, agent)
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.case.file.agents))
    panel = page.agreement.signatures
    place = next(i for i, row in enumerate(panel.model.rows) if row.party_id == case.respondent.id)
    panel.table.selectRow(place)
    panel.pen.set_code("周明理")

    panel.some_button.click()

    qtbot.waitUntil(lambda: "第六十二条" in panel.problem.text())
    assert panel.fields["override"].isHidden()


def test_who_has_not_signed_is_named_and_left_out(qtbot, page_at):
    page = page_at("signing", "agreement")
    panel = page.agreement.signatures
    assert panel.leave_button.isHidden()
    for row in range(11):
        panel.table.selectionModel().select(
            panel.model.index(row, 0),
            panel.table.selectionModel().SelectionFlag.Select
            | panel.table.selectionModel().SelectionFlag.Rows,
        )
    panel.some_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.settlement.signatures) == 11)
    [(_key, name)] = unsigned(page.case.file)

    panel.leave_button.click()
    question = page.findChild(object, "leave_out_question")
    assert name in question.findChild(object, "leave_out_question_text").text()
    question.ok.click()

    qtbot.waitUntil(lambda: unsigned(page.case.file) == ())
    assert name not in [line.name for line in lines(page.case.file, "")]


def test_the_panel_proposes_three_sides_and_tells_what_is_unusual(qtbot, page_at):
    page = page_at("mediating", "parties")
    add(page, "panel")
    form = dialog(qtbot, page, PanelDialog)
    government, union, enterprise = form.lines
    assert (union.name.currentText(), union.head.isChecked()) == ("王敏", True)
    government.name.setEditText("高仲")
    government.edited.emit()
    assert "单数" in form.cautions.text()
    enterprise.name.setEditText("钱联")
    enterprise.organisation.setText(story.EMPLOYER.name)
    enterprise.edited.emit()
    qtbot.waitUntil(lambda: "当事人" in form.doubts.text())
    form.ok.click()
    qtbot.waitUntil(lambda: "理由" in form.fields["reason"].explained)
    form.reason.setText("双方均书面同意")

    form.ok.click()

    qtbot.waitUntil(lambda: len(page.case.file.panel) == 3)


def test_empty_dialogs_say_at_the_field_what_is_missing(qtbot, page_at):
    page = page_at("mediating", "parties")
    before = page.case.file.version
    add(page, "panel")
    board = dialog(qtbot, page, PanelDialog)
    board.ok.click()
    assert board.lines[0].name.property("wrong")
    assert not board.lines[1].name.property("wrong")
    assert "姓名" in board.problem.text()
    board.reject()

    add(page, "need")
    needs = dialog(qtbot, page, NeedsDialog)
    needs.ok.click()
    assert needs.fields["party_id"].explained
    needs.reject()

    add(page, "chain")
    chain = dialog(qtbot, page, ChainDialog)
    chain.ok.click()
    assert chain.fields["capacity"].explained
    chain.reject()
    assert browse.case_file(page.desk, 1).version == before


def test_a_recusal_is_recorded_and_decided(qtbot, page_at):
    page = page_at("mediating", "parties")
    add(page, "recusal")
    form = dialog(qtbot, page, RecusalDialog)
    form.ok.click()
    qtbot.waitUntil(lambda: form.fields["facts"].explained != "")
    assert form.fields["party_id"].explained, "nobody is taken for who asked"
    assert form.fields["ground"].explained
    form.party.set_code(str(page.case.file.respondent.id))
    form.ground.set_code("other")
    form.facts.setPlainText("调解员与申请人同村")
    form.ok.click()
    qtbot.waitUntil(lambda: len(page.case.file.recusals) == 1)

    page.parties.around.ruling_button.click()
    ruling = dialog(qtbot, page, RulingDialog)
    own = ruling.findChild(QLabel, "ruling_of_oneself")
    assert (own is not None) == (page.desk.actor.name == page.case.file.recusals[0].person)
    ruling.ok.click()
    qtbot.waitUntil(lambda: ruling.fields["ruling"].explained != "")
    assert page.case.file.recusals[0].ruling is None, "no decision is taken for granted"
    ruling.ruling.set_code("stays")
    ruling.reason.setPlainText("双方均无异议")
    ruling.ok.click()
    qtbot.waitUntil(lambda: "第十五条" in ruling.fields["both_agree"].explained)
    ruling.agree.setChecked(True)
    ruling.ok.click()

    qtbot.waitUntil(lambda: page.case.file.recusals[0].ruling is not None)
    assert page.parties.around.ruling_button.isHidden()


def test_a_doubt_of_whoever_takes_over_asks_for_a_reason_before_it_is_decided(qtbot, page_at):
    page = page_at("mediating", "parties")
    desk, case = page.desk, page.case.file
    namesake = User(
        name=case.respondent.employer.legal_representative, roles=frozenset({Role.MEDIATOR})
    )
    settings.save_user(desk, namesake)
    told = Recusal(
        person=case.mediator.name, person_id=case.mediator.id, party_id=case.applicants[0].id,
        asked_by="李建国", ground=Ground.RELATIVE, facts="系近亲属", asked_on=desk.today(),
    )  # fmt: skip
    panel.ask_recusal(desk, 1, case.version, told)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.case.file.recusals) == 1)

    page.parties.around.ruling_button.click()
    ruling = dialog(qtbot, page, RulingDialog)
    qtbot.waitUntil(lambda: ruling.replacement.findText(namesake.name) > 0)
    ruling.ruling.set_code("granted")
    assert ruling.fields["override"].isHidden()
    ruling.replacement.setCurrentIndex(ruling.replacement.findText(namesake.name))
    qtbot.waitUntil(lambda: ruling.fields["override"].isVisible())
    assert "同名" in ruling.doubts.text()
    ruling.reason.setPlainText("理由成立")
    ruling.ok.click()
    qtbot.waitUntil(lambda: ruling.fields["override"].explained != "")
    ruling.override.setText("经核对身份证，系同名不同人")
    ruling.ok.click()

    qtbot.waitUntil(lambda: page.case.file.mediator.name == namesake.name)


def test_a_row_is_edited_by_a_look_that_is_recorded_and_removed_with_undo(qtbot, page_at):
    page = page_at("accepted", "parties")
    desk, case = page.desk, page.case.file
    agent = Agent(
        party_id=case.respondent.id, person=Person(name="周明理", phone="13931300001"),
        authority=Authority.SPECIAL, powers=frozenset({Power.SETTLE}),
    )  # fmt: skip
    agents.add_agent(desk, 1, case.version, agent)
    page.refresh()
    around = page.parties.around
    qtbot.waitUntil(lambda: around.model.rowCount() == 1)
    assert around.model.rows[0].phone == "139****0001"
    around.edit_button.click()
    form = dialog(qtbot, page, AgentDialog)
    assert form.fields["party_id"].editor.isEnabled() is False
    assert browse.journal(desk, 1)[0].doing == "reveal"
    form.reject()

    around.remove_button.click()
    page.findChild(object, "remove_question").ok.click()
    qtbot.waitUntil(lambda: page.case.file.agents == ())
    page.undo_last()
    qtbot.waitUntil(lambda: any("已撤销" in notice for notice in page.notices))
    page.refresh()

    qtbot.waitUntil(lambda: len(page.case.file.agents) == 1)


def test_doubts_about_the_mediator_are_shown_before_assigning_and_stay_in_view(qtbot, page_at):
    page = page_at("accepted", "parties")
    desk, case = page.desk, page.case.file
    agents.add_agent(
        desk, 1, case.version, Agent(party_id=case.respondent.id, person=Person(name="王敏"))
    )
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.case.file.agents))
    form = AssignDialog(page.case, page)
    form.open()
    qtbot.waitUntil(lambda: "同名" in form.doubts.text())
    form.ok.click()
    qtbot.waitUntil(lambda: form.fields["reason"].explained != "")
    assert page.case.file.mediator is None
    form.reason.setText("双方知情并同意")
    form.ok.click()
    qtbot.waitUntil(lambda: page.case.file.mediator is not None)

    qtbot.waitUntil(lambda: "同名" in page.parties.around.doubts.text())
    assert "双方知情并同意" in [s.reason for s in page.case.file.steps]
    assert not page.parties.around.notes.isHidden()
    assert "双方知情并同意" in page.parties.around.doubts.text()
    assert page.parties.around.doubts.property("tone") == "muted"
    asked = PanelDialog(page.case, page)
    asked.open()
    qtbot.waitUntil(lambda: "同名" in asked.doubts.text())
    assert asked.reason.text() == "双方知情并同意"  # said once, and kept or changed here


def test_what_is_no_longer_missing_in_a_panel_is_said_no_more(qtbot, page_at):
    page = page_at("mediating", "parties")
    form = PanelDialog(page.case, page)
    form.open()
    form.lines[0].organisation.setText("宣化区人社局")
    form.ok.click()
    assert "姓名" in form.problem.text()

    for line, name in zip(form.lines, ("高仲", "王敏", "钱联"), strict=True):
        line.name.setEditText(name)
        line.edited.emit()

    assert form.problem.isHidden()


def test_the_election_says_why_it_is_shut(qtbot, page_at):
    page = page_at("effective", "parties")
    card = page.parties.around
    card._shut_what_is_not_open()

    action = next(a for a in card.menu.actions() if a.objectName() == "add_representatives")
    assert not action.isEnabled()
    assert "生效" in action.toolTip()


def test_what_a_party_needs_is_shown_at_the_hearing(qtbot, page_at):
    page = page_at("mediating", "hearings")
    desk, case = page.desk, page.case.file
    party = case.applicants[0].id
    need = SpecialNeed(party_id=party, kind=NeedKind.SIGN_LANGUAGE, helper="赵译")
    special_needs.set_needs(desk, 1, case.version, party, (need,))
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.case.file.special_needs))

    page.hearings.show_next()

    qtbot.waitUntil(lambda: "手语翻译" in page.hearings.panel.needs.text())


def test_recusal_is_among_the_steps_and_leads_to_its_place(qtbot, page_at):
    page = page_at("mediating")
    step = page.findChild(QAction, "take_ask_recusal")
    assert page.findChild(QAction, "take_decide_recusal") is None

    step.trigger()

    dialog(qtbot, page, RecusalDialog).reject()
    assert page.current_tab() is page.parties


def test_the_printed_parties_hold_both_tables(qtbot, page_at):
    page = page_at("accepted", "parties")
    case = page.case.file
    agent = Agent(party_id=case.respondent.id, person=Person(name="周明理"))
    agents.add_agent(page.desk, 1, case.version, agent)
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.case.file.agents))

    html = page.print_text()

    assert html.count("<table") == 2
    assert "周明理" in html


def test_an_answer_that_comes_after_the_dialog_was_closed_is_dropped(qtbot, page_at):
    page = page_at("mediating", "parties")
    add(page, "panel")
    form = dialog(qtbot, page, PanelDialog)
    form.lines[0].edited.emit()

    form.reject()

    qtbot.waitUntil(lambda: not page.jobs.busy)
    qtbot.wait(50)
    assert not any("crash" in notice for notice in page.notices)


def test_who_was_recused_is_not_offered_for_the_case_again_article_15(qtbot, page_at):
    """最高人民法院关于人民法院特邀调解的规定第十五条."""
    page = page_at("mediating", "parties")
    desk, case = page.desk, page.case.file
    other = settings.save_user(desk, User(name="赵和", roles=frozenset({Role.MEDIATOR})))
    told = Recusal(
        person=case.mediator.name,
        person_id=case.mediator.id,
        party_id=case.respondent.id,
        asked_by="冯永固",
        ground=Ground.RELATIVE,
        facts="系申请人近亲属",
        asked_on=desk.today(),
    )
    key = panel.ask_recusal(desk, 1, case.version, told)
    version = browse.case_file(desk, 1).version
    ruling = (Ruling.GRANTED, desk.today(), "理由成立")
    panel.decide_recusal(desk, 1, version, key, *ruling, replacement_id=other)
    page.refresh()
    qtbot.waitUntil(lambda: page.case.file.mediator.name == "赵和")

    form = AssignDialog(page.case, page)
    form.open()

    qtbot.waitUntil(lambda: form.mediator.count() > 0)
    offered = [form.mediator.itemText(place) for place in range(form.mediator.count())]
    assert "赵和" in offered
    assert case.mediator.name not in offered
    assert form.mediator.currentText() == "赵和"
