"""Asking each of several respondents in the window, and what the case shows of who takes no part.

企业劳动争议协商调解规定第二十二条, 人民调解法第十七条; procedure.md 2.5 (T09 to T11).
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mediation_desk.domain.employer import Employer
from mediation_desk.domain.other_parties import OtherParty, PartyRole
from mediation_desk.domain.respondents import Reply, inquiries
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import other_parties
from mediation_desk.ui.case import around_rows
from mediation_desk.ui.case.other_dialog import OtherDialog
from mediation_desk.ui.case.overview_tab import CardDialog
from mediation_desk.ui.case.refuse_dialog import InquiryDialog
from mediation_desk.ui.case.step_dialogs import AcceptDialog, ConsentDialog

DEVELOPER = "宣化某置业有限公司"


def dialog(qtbot, page, kind):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(kind)))
    return next(d for d in page.findChildren(kind) if d.isVisible())


def done(qtbot, page, shown):
    """Press the button, and wait until the case is read anew."""
    before = page.case.file.version
    shown.ok.click()
    qtbot.waitUntil(lambda: page.case.file.version > before and not page.jobs.busy)


@pytest.fixture
def page(page_at, qtbot):
    page = page_at("applied")
    other = OtherParty(
        role=PartyRole.CO_RESPONDENT,
        employer=Employer(name=DEVELOPER, legal_representative="钱总"),
        signs=True,
    )
    before = page.case.file.version
    desk = page.case.desk
    page.case.act(
        lambda key, version: other_parties.add_other(desk, key, version, other),
        lambda _done: None,
        lambda error: pytest.fail(str(error)),
    )
    qtbot.waitUntil(lambda: page.case.file.version > before and not page.jobs.busy)
    return page


def replies(page):
    return [one.reply(page.case.desk.today()) for one in inquiries(page.case.file)]


def tell(qtbot, page, code, answer="yes"):
    page.take(Step.ASK_CONSENT)
    shown = dialog(qtbot, page, ConsentDialog)
    shown.side.set_code(code)
    shown.answer.set_code(answer)
    if not shown.by.text():
        shown.by.setText("某人")
    by = shown.by.text()
    done(qtbot, page, shown)
    return by


def test_each_respondent_stands_among_those_who_answer_and_is_proposed_in_turn(qtbot, page):
    first, second = (str(one.party_id) for one in inquiries(page.case.file))

    page.take(Step.ASK_CONSENT)
    shown = dialog(qtbot, page, ConsentDialog)
    offered = [shown.side.itemData(place) for place in range(shown.side.count())]
    assert offered == ["applicant", first, second]
    assert shown.side.code() == "applicant"
    assert "尚未征询" in shown.log.limit.text()
    shown.reject()

    tell(qtbot, page, "applicant")
    tell(qtbot, page, first)
    page.take(Step.ASK_CONSENT)
    shown = dialog(qtbot, page, ConsentDialog)
    assert shown.side.code() == second
    assert shown.by.text() == "钱总"
    shown.reject()
    assert replies(page) == [Reply.AGREES, Reply.NOT_ASKED]


def test_an_attempt_is_told_of_the_respondents_that_are_ticked(qtbot, page):
    page.take(Step.CONTACT)
    shown = dialog(qtbot, page, InquiryDialog)
    asked = shown.editors["party_ids"]
    assert [asked.item(row).text() for row in range(asked.count())][1] == DEVELOPER
    shown.editors["note"].setPlainText("无人接听")
    for row in range(asked.count()):
        asked.item(row).setCheckState(Qt.CheckState.Unchecked)
    shown.ok.click()
    assert shown.fields["party_ids"].explained

    asked.item(1).setCheckState(Qt.CheckState.Checked)
    done(qtbot, page, shown)

    assert replies(page) == [Reply.NOT_ASKED, Reply.WAITED_FOR]
    page.take(Step.CONTACT)
    again = dialog(qtbot, page, InquiryDialog)
    [entry] = again.log.model.rows
    assert entry.who.startswith(DEVELOPER)
    assert DEVELOPER in again.log.limit.text()
    assert "前答复" in again.log.limit.text()
    again.reject()


def test_where_only_the_signature_lacks_acceptance_leads_to_it_and_a_refusal_stays_one(qtbot, page):
    first, second = (str(one.party_id) for one in inquiries(page.case.file))
    for who, answer in (("applicant", "yes"), (first, "yes"), (second, "no")):
        tell(qtbot, page, who, answer)
    page.take(Step.ASK_CONSENT)
    again = dialog(qtbot, page, ConsentDialog)
    again.side.set_code(second)
    assert again.answer.code() == "no"
    again.side.set_code(first)
    assert again.answer.code() == "yes"
    again.reject()
    page.overview.edit()
    card = dialog(qtbot, page, CardDialog)
    for _time in range(2):  # a case from before it was asked tells nothing until it is ticked
        card.form.written.signed.click()
    assert not card.form.written.signed.isChecked()
    done(qtbot, page, card)

    page.take(Step.ACCEPT)
    waits = dialog(qtbot, page, AcceptDialog)
    assert not waits.ask.isVisible()
    qtbot.mouseClick(waits.sign, Qt.MouseButton.LeftButton)
    card = dialog(qtbot, page, CardDialog)
    card.form.written.signed.click()
    done(qtbot, page, card)

    page.take(Step.ACCEPT)
    assert dialog(qtbot, page, AcceptDialog).ok.isVisible()


def test_acceptance_says_without_whom_it_goes_on_and_the_people_tab_keeps_it_in_view(qtbot, page):
    first, second = (str(one.party_id) for one in inquiries(page.case.file))
    tell(qtbot, page, "applicant")
    tell(qtbot, page, first)
    page.take(Step.ACCEPT)
    waits = dialog(qtbot, page, AcceptDialog)
    assert not waits.ok.isVisible()
    assert f"{DEVELOPER}：尚未征询" in waits.who.text()
    assert "不参加" not in waits.who.text()
    waits.reject()
    tell(qtbot, page, second, "no")

    page.take(Step.ACCEPT)
    shown = dialog(qtbot, page, AcceptDialog)
    assert f"不参加调解：{DEVELOPER}" in shown.findChild(QLabel, "accept_who").text()
    done(qtbot, page, shown)

    file = page.case.file
    assert file.stage is Stage.ACCEPTED
    [row] = [r for r in around_rows.rows(file, page.case.desk.today()) if r.name == DEVELOPER]
    assert row.what == "不参加调解方"
    assert "不同意调解" in row.says
    assert "第五条" in row.says
    [out] = file.others
    edit = OtherDialog(page.case, page, out)
    qtbot.addWidget(edit)
    assert [edit.role.itemData(place) for place in range(edit.role.count())] == ["not_taking_part"]


def test_one_respondent_is_asked_as_ever(qtbot, page_at):
    page = page_at("applied")
    page.take(Step.ASK_CONSENT)
    shown = dialog(qtbot, page, ConsentDialog)

    offered = [shown.side.itemData(place) for place in range(shown.side.count())]
    assert offered == ["applicant", "respondent"]
    assert not shown.log.isVisible()
    shown.reject()
    page.take(Step.CONTACT)
    inquiry = dialog(qtbot, page, InquiryDialog)
    assert "party_ids" not in inquiry.editors
    inquiry.reject()


def test_who_declined_is_asked_again_in_the_accepted_case_and_takes_part(qtbot, page):
    first, second = (str(one.party_id) for one in inquiries(page.case.file))
    tell(qtbot, page, "applicant")
    tell(qtbot, page, first)
    tell(qtbot, page, second, "no")
    page.take(Step.ACCEPT)
    done(qtbot, page, dialog(qtbot, page, AcceptDialog))

    page.take(Step.ASK_CONSENT)
    shown = dialog(qtbot, page, ConsentDialog)
    assert [shown.side.itemData(place) for place in range(shown.side.count())] == [second]
    assert shown.by.text() == "钱总"
    done(qtbot, page, shown)

    [other] = page.case.file.others
    assert (other.role, other.signs) == (PartyRole.CO_RESPONDENT, True)
    assert page.case.file.stage is Stage.ACCEPTED
