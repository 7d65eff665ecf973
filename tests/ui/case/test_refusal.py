"""Refusing, asking consent and reporting back in the window, and the paper that follows."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from mediation_desk.domain.case import Consent, ConsentManner, Side
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import steps
from mediation_desk.ui.case.facts_dialog import FactsDialog
from mediation_desk.ui.case.refuse_dialog import InquiryDialog, RefuseDialog
from mediation_desk.ui.case.step_dialogs import AcceptDialog, ConsentDialog
from mediation_desk.ui.printers.print_dialog import PrintDialog


def dialog(qtbot, page, kind):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(kind)))
    return next(d for d in page.findChildren(kind) if d.isVisible())


@pytest.fixture
def page(page_at):
    page = page_at("applied")
    page.leads = []
    page.led_on.connect(lambda text, undo, action, then: page.leads.append((text, action, then)))
    return page


def test_a_situation_fills_in_ground_channel_and_basis(qtbot, page):
    page.take(Step.REFUSE)
    shown = dialog(qtbot, page, RefuseDialog)
    qtbot.waitUntil(lambda: not page.jobs.busy)

    shown.situation.set_code("domestic")

    assert shown.editors["ground"].code() == "not_labour"
    assert "人民法院" in shown.editors["body"].toPlainText()
    assert "第二条" in shown.editors["note"].toPlainText()


def test_confirming_an_employment_is_a_labour_dispute_and_no_ground_mediation_law_art_2_1(
    qtbot, page
):
    page.case._held.file = replace(page.case.file, cause="B01")
    shown = RefuseDialog(page.case, page)
    qtbot.addWidget(shown)

    offered = {shown.situation.itemData(place) for place in range(shown.situation.count())}
    assert "status" not in offered
    assert shown.editors["ground"].code() == ""
    assert "可以调解" in shown.findChild(QLabel, "hint_status").text()


def test_refusing_leads_to_its_notice_which_stands_ready_to_print(qtbot, page):
    page.take(Step.REFUSE)
    shown = dialog(qtbot, page, RefuseDialog)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    shown.situation.set_code("pending")
    shown.ok.click()

    qtbot.waitUntil(lambda: bool(page.leads))
    _text, action, then = page.leads[0]
    assert action == "打印《不予受理通知书》…"
    then()
    qtbot.waitUntil(
        lambda: page.papers.sheet.paper is not None and page.papers.sheet.paper.code == "D-09"
    )
    printing = dialog(qtbot, page.window(), PrintDialog)
    assert [sheet.form for sheet in printing._sheets] == ["D-09"]
    printing.reject()
    assert page.case.file.stage is Stage.REFUSED


def test_a_refusal_without_a_channel_is_refused_at_the_field_and_keeps_the_rest(qtbot, page):
    page.take(Step.REFUSE)
    shown = dialog(qtbot, page, RefuseDialog)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    shown.situation.set_code("civil")
    shown.editors["body"].clear()
    shown.ok.click()

    qtbot.waitUntil(lambda: bool(shown.fields["body"].explained))
    assert "第二十二条" in shown.fields["body"].explained
    assert shown.editors["reason"].toPlainText()


def test_attempts_and_answers_stand_in_one_small_table(qtbot, page):
    page.take(Step.CONTACT)
    shown = dialog(qtbot, page, InquiryDialog)
    assert not shown.log.isVisible()
    assert shown.editors["until"].text()
    shown.editors["by"].setText("人事部")
    shown.editors["note"].setPlainText("负责人出差")
    shown.ok.click()
    qtbot.waitUntil(lambda: bool(page.leads))
    assert page.leads[0][1] == "打印《调解征询意见书（附回执）》…"

    page.take(Step.ASK_CONSENT)
    answer = dialog(qtbot, page, ConsentDialog)

    [entry] = answer.log.model.rows
    assert (entry.who, entry.outcome) == ("人事部", "负责人出差")
    assert answer.log.limit.isVisible()
    answer.reject()


def test_declining_without_a_refusal_on_record_is_refused_at_the_ground(qtbot, page):
    page.take(Step.CONTACT)
    shown = dialog(qtbot, page, InquiryDialog)
    shown.editors["note"].setPlainText("占线")
    shown.ok.click()
    qtbot.waitUntil(lambda: bool(page.leads))
    QApplication.processEvents()

    page.take(Step.DECLINE)
    decline = next(
        d for d in page.findChildren(InquiryDialog) if d.isVisible() and "by" in d.editors
    )
    assert decline.editors["ground"].code() == "no_answer", "nobody refused"
    decline.editors["ground"].set_code("refused")
    decline.ok.click()

    qtbot.waitUntil(lambda: bool(decline.fields["ground"].explained))
    assert "第二十二条" in decline.fields["ground"].explained
    decline.reject()


def test_what_was_asked_for_stands_ready_when_it_is_received_and_when_more_is_asked(qtbot, page):
    page.take(Step.ASK_CORRECTION)
    shown = dialog(qtbot, page, FactsDialog)
    shown.editors["items"].setPlainText("身份证复印件\n工资流水")
    shown.ok.click()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.CORRECTING)

    page.take(Step.CORRECTED)
    received = dialog(qtbot, page, FactsDialog)
    assert received.editors["items"].toPlainText() == "身份证复印件\n工资流水"
    received.ok.click()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.APPLIED)

    page.take(Step.ASK_CORRECTION)
    again = dialog(qtbot, page, FactsDialog)
    assert "身份证复印件、工资流水" in again.fields["items"].note.text()
    again.reject()


def test_no_ground_of_termination_is_taken_for_granted(qtbot, page):
    page.take(Step.TERMINATE)
    shown = dialog(qtbot, page, FactsDialog)
    assert shown.editors["ground"].code() == ""
    shown.editors["reason"].setPlainText("申请人已申请仲裁")
    shown.editors["note"].setPlainText("仲裁委受理通知书")
    shown.ok.click()

    qtbot.waitUntil(lambda: bool(shown.fields["ground"].explained))
    assert page.case.file.stage is Stage.APPLIED


def test_labour_inspection_art_21_stands_in_the_acceptance_of_unpaid_wages(qtbot, page):
    page.take(Step.ACCEPT)
    shown = dialog(qtbot, page, AcceptDialog)

    hint = shown.findChild(type(shown.problem), "hint_inspection")
    assert "劳动保障监察条例》第二十一条" in hint.text()
    shown.reject()


def test_the_side_without_an_answer_is_asked_first_then_the_one_that_declined(qtbot, page):
    def proposed():
        page.take(Step.ASK_CONSENT)
        dialog = page.findChildren(ConsentDialog)[-1]
        side = dialog.side.code()
        dialog.close()
        return side

    def answer(side, agrees):
        case = page.case.file
        given = Consent(
            side=side,
            agrees=agrees,
            given_on=case.received_on,
            manner=ConsentManner.PHONE,
            by="某人",
            note="" if agrees else "不同意",
        )
        steps.record_consent(page.desk, case.id, case.version, given)
        page.refresh()
        qtbot.waitUntil(lambda: page.case.file.version > case.version)

    answer(Side.APPLICANT, True)
    assert proposed() == Side.RESPONDENT.value
    answer(Side.RESPONDENT, False)
    assert proposed() == Side.RESPONDENT.value
