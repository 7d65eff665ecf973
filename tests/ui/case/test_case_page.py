from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from mediation_desk.domain.rights import may_mediate, may_record
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import intake, settings, story
from mediation_desk.ui.case.access_dialog import AccessDialog
from mediation_desk.ui.case.facts_dialog import FactsDialog
from mediation_desk.ui.case.step_dialogs import AcceptDialog, AssignDialog, ConsentDialog


def _button(page, name):
    QApplication.processEvents()  # buttons just made are shown by the loop
    return next(b for b in page.findChildren(QPushButton, name) if not b.isHidden())


def _dialog(qtbot, page, kind):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(kind)))
    return next(d for d in page.findChildren(kind) if d.isVisible())


def test_the_likeliest_step_is_the_one_primary_button(page_at):
    page = page_at("applied")

    assert _button(page, "take_ask_consent").property("role") == "primary"
    assert _button(page, "take_accept").property("role") is None


def test_a_step_that_is_shut_says_why_with_its_article(page_at):
    page = page_at("applied", actor=story.CLERK.name)

    assert not _button(page, "take_accept").isEnabled()
    why = page.header.steps.why.text()
    assert "主任" in why
    assert "企业劳动争议协商调解规定第二十二条" in why


def test_consent_of_both_sides_opens_acceptance(qtbot, page_at):
    page = page_at("applied")

    for by in ("李建国", "冯永固"):
        qtbot.mouseClick(_button(page, "take_ask_consent"), Qt.MouseButton.LeftButton)
        dialog = _dialog(qtbot, page, ConsentDialog)
        assert dialog.by.text() == by
        dialog.ok.click()
        qtbot.waitUntil(
            lambda name=by: (
                page.case.file.consents[-1:] != () and page.case.file.consents[-1].by == name
            )
        )
        qtbot.waitUntil(lambda: not any(d.isVisible() for d in page.findChildren(ConsentDialog)))

    assert _button(page, "take_accept").property("role") == "primary"
    assert page.notices == ["调解意愿已登记。"] * 2


def test_an_answer_without_a_name_is_refused_at_its_field_and_kept(qtbot, page_at):
    page = page_at("applied")
    page.take(Step.ASK_CONSENT)
    dialog = _dialog(qtbot, page, ConsentDialog)
    dialog.by.clear()
    dialog.note.setText("电话无人接听")
    dialog.given.setText("2026-10-13")

    dialog.ok.click()

    qtbot.waitUntil(
        lambda: dialog.fields["by"].explained != "" or dialog.fields["given_on"].explained != ""
    )
    assert dialog.isVisible()
    assert dialog.note.text() == "电话无人接听"


def test_nobody_accepts_without_both_consents_and_the_dialog_leads_to_recording_them(
    qtbot, page_at
):
    """企业劳动争议协商调解规定第二十二条."""
    page = page_at("applied")
    assert not _button(page, "take_accept").isEnabled()
    assert "企业劳动争议协商调解规定第二十二条" in page.header.steps.why.text()

    page.take(Step.ACCEPT)
    dialog = _dialog(qtbot, page, AcceptDialog)
    assert not dialog.ok.isVisible()
    assert "override" not in dialog.fields
    qtbot.mouseClick(dialog.ask, Qt.MouseButton.LeftButton)

    asked = _dialog(qtbot, page, ConsentDialog)
    assert not dialog.isVisible()
    asked.ok.click()
    qtbot.waitUntil(lambda: page.case.file.consents != ())
    assert page.case.file.stage is Stage.CONSENT


def test_a_day_that_was_emptied_is_asked_for_and_never_guessed(qtbot, page_at):
    page = page_at("applied")
    page.take(Step.ASK_CONSENT)
    dialog = _dialog(qtbot, page, ConsentDialog)
    dialog.by.setText("李建国")
    dialog.given.clear()

    dialog.ok.click()

    qtbot.waitUntil(lambda: dialog.fields["given_on"].explained != "")
    assert dialog.isVisible()
    assert page.case.file.consents == ()


def test_nobody_acts_on_the_case_before_while_another_one_is_read(qtbot, page_at):
    page = page_at("applied")
    page.open(page.case.file.id + 1)
    assert not page.header.isEnabled()
    assert not page.current_tab().isEnabled()
    assert not page.tabs.tabBar().isEnabled()
    page.show_tab("parties")
    assert not page.current_tab().isEnabled()

    qtbot.waitUntil(page.header.isEnabled)
    assert page.tabs.tabBar().isEnabled(), "there is no such case: the one before stays"
    for key in ("parties", "overview"):
        page.show_tab(key)
        assert page.current_tab().isEnabled()


def test_assigning_names_mediator_and_clerk_in_the_head(qtbot, page_at):
    page = page_at("accepted")
    page.take(Step.ASSIGN)
    dialog = _dialog(qtbot, page, AssignDialog)
    qtbot.waitUntil(lambda: dialog.mediator.count() > 0)
    assert dialog.mediator.currentText() == "王敏"
    assert dialog.clerk.currentText() == "无"
    dialog.clerk.setCurrentIndex(dialog.clerk.findText("刘静"))

    dialog.ok.click()

    qtbot.waitUntil(lambda: page.case.file.stage is Stage.ASSIGNED)
    assert "调解员 王敏 · 书记员 刘静" in page.header.officers.text()


def test_only_those_who_may_mediate_or_keep_the_record_are_offered(qtbot, page_at):
    page = page_at("accepted")
    people = {user.name: user.roles for user in settings.officers(page.desk)}
    page.take(Step.ASSIGN)
    dialog = _dialog(qtbot, page, AssignDialog)
    qtbot.waitUntil(lambda: dialog.mediator.count() > 0)

    mediators = [dialog.mediator.itemText(n) for n in range(dialog.mediator.count())]
    clerks = [dialog.clerk.itemText(n) for n in range(dialog.clerk.count())]

    assert sorted(mediators) == sorted(name for name in people if may_mediate(people[name]))
    assert clerks == ["无", *(name for name in people if may_record(people[name]))]
    assert "刘静" not in mediators
    assert "王敏" not in clerks


def test_failing_needs_a_reason_and_shows_it_at_the_field(qtbot, page_at):
    page = page_at("mediating")
    page.take(Step.FAIL)
    dialog = _dialog(qtbot, page, FactsDialog)

    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.fields["reason"].explained != "")
    assert dialog.isVisible()

    dialog.editors["reason"].setPlainText("双方对经济补偿数额分歧过大")
    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.fields["manner"].explained != "")
    assert dialog.fields["ground"].explained, "no ground is taken for granted"
    dialog.editors["ground"].set_code("too_far_apart")
    dialog.editors["manner"].set_code("both")
    dialog.ok.click()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.FAILED)
    assert not page.header.ended.isHidden()


def test_what_a_step_lacks_is_told_with_the_end_of_the_hearing_at_once(qtbot, page_at):
    page = page_at("mediating")
    page.take(Step.FAIL)
    dialog = _dialog(qtbot, page, FactsDialog)
    dialog.ended.clear()

    dialog.ok.click()

    for field in ("ended_at", "ground", "reason", "manner"):
        assert dialog.fields[field].explained, field


def test_an_extension_says_how_long_the_sides_may_agree(qtbot, page_at):
    """企业劳动争议协商调解规定第二十九条 asks for both sides' consent and names no longest."""
    page = page_at("mediating")
    page.take(Step.EXTEND)
    dialog = _dialog(qtbot, page, FactsDialog)
    note = dialog.fields["until"].note

    assert "第二十九条" in note.text()
    dialog.editors["until"].set_day(date(2026, 11, 12))

    assert "比2026-10-29延长14天" in note.text()
    assert not note.isHidden()


def test_a_withdrawal_needs_its_signed_paper_told_and_is_not_done_by_one_key(qtbot, page_at):
    page = page_at("mediating")
    page.take(Step.WITHDRAW)
    dialog = _dialog(qtbot, page, FactsDialog)
    assert dialog.editors["manner"].code() == ""

    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.fields["manner"].explained != "")
    assert page.case.file.stage is Stage.MEDIATING

    dialog.editors["manner"].set_code("letter_signed")
    dialog.ok.click()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.WITHDRAWN)


def test_the_last_act_is_undone_from_its_notice(qtbot, page_at):
    page = page_at("mediating")
    page.take(Step.FAIL)
    dialog = _dialog(qtbot, page, FactsDialog)
    dialog.editors["ground"].set_code("other")
    dialog.editors["reason"].setPlainText("误操作，应予撤销")
    dialog.editors["manner"].set_code("both")
    dialog.ok.click()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.FAILED)

    page.undo_last()
    qtbot.waitUntil(lambda: any(n.startswith("已撤销") for n in page.notices))
    page.refresh()

    qtbot.waitUntil(lambda: page.case.file.stage is Stage.MEDIATING)

    page.redo_last()
    qtbot.waitUntil(lambda: any(n.startswith("已重做") for n in page.notices))
    page.refresh()

    qtbot.waitUntil(lambda: page.case.file.stage is Stage.FAILED)


def test_two_quick_acts_do_not_look_stale_to_each_other(qtbot, page_at):
    page = page_at("mediating", "claims")
    page.claims.model.put({(0, 2): "6300"})
    page.claims.model.put({(1, 2): "5900"})

    qtbot.waitUntil(lambda: str(page.case.file.applicants[1].work.average_wage) == "5900.00")
    assert str(page.case.file.applicants[0].work.average_wage) == "6300.00"


def test_every_tab_of_every_stage_shows_without_a_crash(qtbot, page_at):
    for stage in ("applied", "accepted", "mediating", "signing", "effective"):
        page = page_at(stage)
        for key in ("overview", "parties", "claims", "hearings", "agreement", "papers", "record"):
            page.show_tab(key)
            qtbot.wait(60)
        assert page.notices == []


def test_opening_another_case_shows_nothing_of_the_one_before(qtbot, page_at):
    page = page_at("mediating", "papers")
    qtbot.waitUntil(lambda: page.papers.sheet.paper is not None)
    other = intake.register(
        page.desk, replace(story.application(), operation="other", received_on=story.HEARD)
    )

    page.open(other.id)

    qtbot.waitUntil(lambda: page.case.file.id == other.id)
    assert page.papers.sheet.paper is None
    assert page.hearings.model.rowCount() == 0
    assert page.header.number.text() == "张劳调字〔2026〕第0002号"
    assert page.tabs.tabText(3) == "调解会"


def test_what_is_in_view_goes_to_the_printer_with_names_and_totals(page_at):
    page = page_at("mediating", "claims")

    made = page.print_text()
    assert callable(made), "twelve workers or five hundred: it is written beside the window"
    html = made()

    assert "李建国" in html
    assert "合计" in html
    assert "1,326,244.50" in html


def test_a_supervisor_restricts_who_sees_a_case_and_its_head_says_so(qtbot, page_at):
    page = page_at("mediating", "overview", story.SUPERVISOR.name)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert not page.header.restricted.isVisible()

    page.access.ask()
    qtbot.waitUntil(lambda: bool(page.findChildren(AccessDialog)))
    [dialog] = page.findChildren(AccessDialog)
    dialog.restricted.setChecked(True)
    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.ok.isEnabled() and not page.jobs.busy)
    assert dialog.isVisible(), "a reason is asked for at its field"
    dialog.reason.setText("涉及未公开的伤病情况")
    dialog.ok.click()

    qtbot.waitUntil(lambda: page.header.restricted.isVisible() and not page.jobs.busy)
    assert page.header.restricted.text() == "限制查阅"
    assert "伤病" in page.header.restricted.toolTip()
    page.access.ask()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(AccessDialog)))
    [dialog] = [one for one in page.findChildren(AccessDialog) if one.isVisible()]
    assert "伤病" in dialog.reason.text()
    dialog.restricted.setChecked(False)
    assert dialog.reason.text() == "", "opening it has a reason of its own"
    dialog.reason.setText("申请人不再要求保密")
    dialog.ok.click()
    qtbot.waitUntil(lambda: not page.header.restricted.isVisible())


def test_a_late_acceptance_is_told_in_its_dialog_with_the_article(qtbot, page_at):
    page = page_at("applied")
    due = next(c.due for c in page.case.file.clocks if c.kind == "DL01")
    page.take(Step.ACCEPT)
    dialog = _dialog(qtbot, page, AcceptDialog)
    assert dialog.late.isHidden()

    dialog.on.set_day(due + timedelta(days=1))

    assert not dialog.late.isHidden()
    assert "第二十二条" in dialog.late.text()
