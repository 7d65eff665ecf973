from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from mediation_desk import i18n
from mediation_desk.domain.case import CaseFilter, CaseOrder, Source
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.employer import UnionThere
from mediation_desk.domain.enquiry import Channel, Enquiry
from mediation_desk.domain.people import Sex
from mediation_desk.domain.sides import Side
from mediation_desk.services import browse, drafts, intake, story
from mediation_desk.ui import theme
from mediation_desk.ui.intake.page import IntakePage
from mediation_desk.ui.widgets.card import Card

EMPLOYER = story.EMPLOYER.name
popup = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
"""What Qt says offscreen when a list drops down."""


def compose(widget, preedit="", commit=""):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def cases(desk):
    return browse.first_lines(desk, CaseFilter(), CaseOrder.NUMBER, False)


def test_a_character_that_cannot_be_kept_is_told_at_its_field_and_counted_as_one(qtbot, page):
    page.respondent.name.setText(EMPLOYER)
    page.worker.person.name.setText("李建国")
    address = page.worker.person.fields["person.address"]
    QApplication.clipboard().setText("宣化区\x07钟楼大街")

    address.editor.paste()
    assert "U+0007" in address.explained
    page.dispute.cause.setCurrentIndex(1)
    page.save_button.click()

    qtbot.waitUntil(lambda: page.problem.text() != "")
    assert "1" in page.problem.text()
    assert "U+0007" in address.explained
    address.editor.setText("宣化区钟楼大街")
    assert page.problem.text() == ""


@popup
def test_one_worker_is_taken_in_with_the_keyboard_alone(qtbot, page, desk):
    page.respondent.name.setFocus()
    compose(page.respondent.name, commit=EMPLOYER)
    qtbot.keyClick(page.respondent.name, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.respondent.code
    qtbot.keyClicks(page.respondent.code, story.EMPLOYER.credit_code)
    while QApplication.focusWidget() is not page.worker.person.name:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    compose(page.worker.person.name, commit="李建国")
    qtbot.keyClick(page.worker.person.name, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "139900197903121013")
    while QApplication.focusWidget() is not page.worker.work.arrears:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(page.worker.work.arrears, "18600")
    page.worker.work.migrant.click()
    page.respondent.industry.set_code("建筑业")
    page.respondent.union.set_code(UnionThere.NO.value)

    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page.worker.work.arrears, Qt.Key.Key_Return, control)

    qtbot.waitUntil(lambda: page.cases != [])
    case = browse.case_file(desk, page.cases[0])
    assert case.number == "张劳调字〔2026〕第0001号"
    assert case.applicants[0].person.sex is Sex.MALE
    assert case.applicants[0].work.migrant
    assert not case.applicants[0].work.member
    assert case.respondent.employer.industry == "建筑业"
    assert case.respondent.employer.union is UnionThere.NO
    assert case.cause == "A01"
    assert case.kinds == (ClaimKind.WAGE_ARREARS,)
    assert [c.kind for c in case.clocks] == ["DL01", "DL02", "DL03"]
    assert "张劳调字〔2026〕第0001号 已登记。" in page.notices[0]
    assert "尚缺" in page.notices[0]


def test_all_problems_stand_at_their_fields_at_once_and_nothing_typed_is_lost(qtbot, page, desk):
    page.respondent.code.setText("91139900000000019")
    page.worker.person.number.setText("13990019790230101X")
    page.worker.work.hired.setText("昨天")
    page.worker.work.average.setText("六千")
    page.dispute.received.setText("2026-10-13")

    page.save()

    fields = page.worker.work.fields
    qtbot.waitUntil(lambda: fields["work.hired_on"].explained != "")
    assert "18" in page.respondent.fields["respondent.credit_code"].explained
    assert page.respondent.fields["respondent.name"].explained != ""
    assert page.worker.person.fields["person.name"].explained != ""
    assert page.worker.person.fields["person.id_number"].explained != ""
    assert fields["work.average_wage"].explained != ""
    assert page.dispute.fields["received_on"].explained != ""
    assert page.dispute.fields["cause"].explained != ""
    assert page.worker.work.hired.text() == "昨天"
    assert cases(desk) == ()
    assert page.save_button.isEnabled()


def test_a_wrong_check_digit_is_accepted_with_a_reason(qtbot, page, desk):
    page.respondent.name.setText(EMPLOYER)
    page.worker.person.name.setText("李建国")
    page.worker.person.number.setText("139900197903121014")
    page.worker.person.number.editingFinished.emit()
    page.dispute.cause.set_code("A01")
    assert not page.worker.person.fields["person.id_note"].isHidden()

    page.save()
    qtbot.waitUntil(lambda: page.save_button.isEnabled())
    assert page.cases == []

    page.worker.person.fields["person.id_note"].editor.setText("与身份证原件核对一致")
    page.save()
    qtbot.waitUntil(lambda: page.cases != [])


def test_the_number_tells_sex_and_birthday_while_it_is_typed(page):
    page.worker.person.number.setText("139900198511021026")

    assert page.worker.person.number._note.text() == "女 · 1985-11-02"


def test_a_passport_number_is_taken_as_it_is(qtbot, page, desk):
    page.respondent.name.setText(EMPLOYER)
    page.worker.person.name.setText("John Smith")
    page.worker.person.kind.set_code("passport")
    page.worker.person.number.setText("E1234567")
    page.worker.person.sex.set_code("male")
    page.dispute.cause.set_code("A01")

    page.save()

    qtbot.waitUntil(lambda: page.cases != [])
    person = browse.case_file(desk, page.cases[0]).applicants[0].person
    assert (person.id_number, person.sex) == ("E1234567", Sex.MALE)


def test_saving_twice_makes_one_case(qtbot, page, desk):
    page.respondent.name.setText(EMPLOYER)
    page.worker.person.name.setText("李建国")
    page.dispute.cause.set_code("A01")

    page.save()
    page.save()

    qtbot.waitUntil(lambda: page.cases != [])
    qtbot.wait(100)
    assert len(cases(desk)) == 1


@popup
def test_composing_text_is_not_disturbed(qtbot, page, desk):
    name = page.respondent.name
    name.setFocus()
    intake.register(desk, story.application())

    compose(name, preedit="xuan hua")
    name.asked.emit("宣化")
    qtbot.wait(120)

    assert name.text() == ""
    assert not name.completer_shown()
    compose(name, commit="宣化")
    assert name.text() == "宣化"
    qtbot.waitUntil(name.completer_shown)


def test_rare_characters_come_through_the_input_method(qtbot, page):
    compose(page.worker.person.name, commit="孙㛃𠮷·艾力")

    assert page.worker.value().person.name == "孙㛃𠮷·艾力"


@popup
def test_an_employer_typed_in_full_shows_its_earlier_cases_before_the_field_is_left(
    qtbot, page, desk
):
    intake.register(desk, story.application())
    name = story.EMPLOYER.name
    page.respondent.name.setFocus()
    page.respondent.name.setText(name[:-1])

    compose(page.respondent.name, commit=name[-1])

    qtbot.waitUntil(lambda: page.earlier.findChild(object, "earlier_1") is not None)
    assert page.respondent.name.text() == name


@popup
def test_a_known_employer_fills_the_form_and_shows_its_earlier_cases(qtbot, page, desk):
    intake.register(desk, story.application())
    page.respondent.name.setFocus()

    compose(page.respondent.name, commit="永固")
    qtbot.waitUntil(page.respondent.name.completer_shown)
    page.respondent.name.choose(0)

    assert page.respondent.code.text() == story.EMPLOYER.credit_code
    qtbot.waitUntil(lambda: page.earlier.findChild(object, "earlier_1") is not None)
    assert page.earlier.said.text() == "共1件，涉及12人。"


def test_the_draft_survives_leaving_the_page(qtbot, jobs, desk, open_page):
    page = open_page()
    page.respondent.name.setText(EMPLOYER)
    page.respondent.edited.emit()
    page.worker.work.hired.setText("昨天")
    page.dispute.facts.setPlainText("拖欠三个月工资")

    page.hide()
    qtbot.waitUntil(lambda: drafts.load(desk, "intake") is not None)
    again = open_page()

    qtbot.waitUntil(lambda: again.respondent.name.text() == EMPLOYER)
    assert again.worker.work.hired.text() == "昨天"
    assert again.dispute.facts.toPlainText() == "拖欠三个月工资"
    assert not again.drafted.isHidden()


def test_the_draft_is_kept_as_soon_as_typing_pauses(qtbot, page, desk):
    compose(page.respondent.name, commit="宣化永固")

    qtbot.waitUntil(lambda: drafts.load(desk, "intake") is not None)
    assert drafts.load(desk, "intake")["respondent"]["name"] == "宣化永固"


def test_a_registered_case_leaves_no_draft(qtbot, page, desk):
    page.respondent.name.setText(EMPLOYER)
    page.worker.person.name.setText("李建国")
    page.dispute.cause.set_code("A01")
    page._edited()
    page.draft.keep()

    page.save()

    qtbot.waitUntil(lambda: page.cases != [] and not page.jobs.busy)
    assert drafts.load(desk, "intake") is None
    assert page.respondent.name.text() == ""


def test_whether_and_when_a_written_application_came_in_signed_is_kept(qtbot, page, desk):
    written = page.dispute.written
    assert written.received_at.text() == "09:00"
    page.respondent.name.setText(EMPLOYER)
    page.worker.person.name.setText("李建国")
    page.dispute.cause.set_code("A01")
    written.received_at.setText("8:5x")
    page.save()
    qtbot.waitUntil(lambda: page.dispute.fields["written.received_at"].explained != "")
    assert page.cases == []

    written.received_at.setText("0805")
    written.signed.click()
    page.save()

    qtbot.waitUntil(lambda: page.cases != [] and not page.jobs.busy)
    case = browse.case_file(desk, page.cases[0])
    assert (case.received_at, case.signed) == (time(8, 5), True)
    assert not written.signed.isChecked()
    assert written.received_at.text() == "09:00"


def test_the_draft_keeps_whether_the_application_is_signed(qtbot, desk, open_page):
    page = open_page()
    page.respondent.name.setText(EMPLOYER)
    page.dispute.written.signed.click()
    page.hide()
    qtbot.waitUntil(lambda: drafts.load(desk, "intake") is not None)

    again = open_page()

    qtbot.waitUntil(lambda: again.respondent.name.text() == EMPLOYER)
    assert again.dispute.written.signed.isChecked()


def test_starting_anew_can_be_taken_back(qtbot, page, desk):
    page.respondent.name.setText(EMPLOYER)
    undo = []
    page.noticed.connect(lambda text, act: undo.append(act))

    page.start_anew()
    assert page.respondent.name.text() == ""
    undo[-1]()

    assert page.respondent.name.text() == EMPLOYER


@pytest.mark.parametrize("damaged", [{"roster": 3}, {"respondent": "x"}, {"worker": [1]}])
def test_a_damaged_draft_counts_as_empty(qtbot, desk, open_page, damaged):
    drafts.keep(desk, "intake", damaged)

    page = open_page()

    qtbot.waitUntil(lambda: not page.drafted.isHidden())
    assert page.respondent.name.text() == ""


def test_what_was_told_is_claimed_and_what_the_facts_suggest_is_only_offered(page):
    ticks = page.dispute.ticks
    page.worker.work.left.setText("2026-09-30")
    page.worker.work.edited.emit()
    assert ticks.kinds() == ()
    assert "经济补偿" in ticks.suggested.text()

    ticks.suggested.click()
    ticks._boxes[ClaimKind.SEVERANCE].click()
    page.worker.work.arrears.setText("100")
    page.worker.work.edited.emit()

    assert ticks.kinds() == (ClaimKind.WAGE_ARREARS, ClaimKind.UNEMPLOYMENT_LOSS)
    assert ticks.suggested.isHidden()


@pytest.mark.parametrize("width", [835, 1190, 1366])
@pytest.mark.parametrize("language", [i18n.CHINESE, i18n.ENGLISH])
def test_no_field_is_cut_in_large_type(qtbot, qapp, open_page, language, width):
    i18n.use(language)
    theme.apply(qapp, theme.Scheme.LIGHT, large=True)
    try:
        page = open_page()
        page.resize(width, 700)
        area = page.findChild(QScrollArea, "intake_scroll")
        qtbot.wait(20)

        assert area.horizontalScrollBar().maximum() == 0
    finally:
        theme.apply(qapp, theme.Scheme.LIGHT)


def test_a_page_that_is_sized_while_it_is_made_keeps_the_record_under_the_respondent(
    qtbot, qtlog, jobs, desk, light
):
    page = IntakePage(desk, jobs, whole=False)
    qtbot.addWidget(page)
    page.resize(835, 700)
    for _part in page.making:
        page.show()

    cards = [page.findChild(QWidget, f"card_{name}") for name in ("respondent", "workers")]
    qtbot.waitUntil(lambda: cards[0].y() < page.earlier.y() < cards[1].y())
    assert not [record for record in qtlog.records if "QBoxLayout" in record.message]


def test_typing_without_a_pause_is_kept_too(qtbot, page, desk):
    for _stroke in range(12):
        page._edited()
        qtbot.wait(400)
        if drafts.load(desk, "intake") is not None:
            return

    pytest.fail("nothing was kept")


def test_an_employer_may_apply_and_the_cards_are_named_after_it(qtbot, page, desk):
    page.respondent.name.setText(EMPLOYER)
    page.worker.person.name.setText("李建国")
    page.dispute.applied_by.set_code("respondent")
    page.dispute.cause.set_code("A01")
    titles = [card.title.text() for card in page.findChildren(Card) if card.title.text()]
    assert "申请人（用人单位）" in titles
    assert "被申请人（劳动者）" in titles

    page.save_button.click()

    qtbot.waitUntil(lambda: page.cases != [])
    case = browse.case_file(desk, page.cases[0])
    assert case.applied_by is Side.RESPONDENT
    assert case.respondent.employer.name == EMPLOYER


def test_an_empty_form_follows_the_hour_and_keeps_nothing_of_the_case_before(
    qtbot, page, desk, clock
):
    page.respondent.name.setText(EMPLOYER)
    page.worker.person.name.setText("李建国")
    page.worker.work.arrears.setText("100")
    page.worker.work.left.setText("2026-09-30")
    page.worker.work.edited.emit()
    page.dispute.cause.set_code("A01")
    page._edited()
    page.draft.keep()
    qtbot.waitUntil(lambda: page.status.text() != "")
    page.save()
    qtbot.waitUntil(lambda: page.cases != [] and not page.jobs.busy)
    page.status.setText("09:30 已存草稿")

    later = clock.at(story.APPLIED + timedelta(days=5), 14, 40)
    page.refresh()

    assert page.dispute.written.received_at.moment() == time(14, 40)
    assert page.dispute.received.day() == later.date()
    assert page.status.text() == ""
    assert page.dispute.ticks.suggested.isHidden()


def test_a_fault_while_registering_leaves_the_form_to_be_saved_again(
    qtbot, page, desk, monkeypatch
):
    register = intake.register

    def stumble(*_args):
        raise ValueError("a fault of ours")

    monkeypatch.setattr(intake, "register", stumble)
    page.respondent.name.setText(EMPLOYER)
    page.worker.person.name.setText("李建国")
    page.dispute.cause.set_code("A01")
    page.save()
    qtbot.waitUntil(lambda: any(text.startswith("crash") for text in page.notices))
    monkeypatch.setattr(intake, "register", register)

    qtbot.waitUntil(page.save_button.isEnabled)
    assert page.worker.person.name.text() == "李建国"
    page.save()

    qtbot.waitUntil(lambda: page.cases != [])
    assert len(cases(desk)) == 1


def test_an_average_wage_below_the_minimum_wage_is_told_at_its_field(qtbot, page):
    field = page.worker.work.fields["work.average_wage"]
    page.worker.work.left.setText("2026-09-30")
    for wage, told in (("1500", True), ("2000", False)):
        page.worker.work.average.setText(wage)
        page.worker.work.average.editingFinished.emit()
        assert ("最低工资标准" in field.note.text()) is told, wage
        assert not field.explained, "a doubt holds nothing up"


def test_an_enquiry_by_the_hotline_keeps_its_ticks_and_where_it_came_from(qtbot, page, desk):
    """procedure.md 5.6, D-01: 方式(12351)、是否农民工、会员; nothing is typed twice."""
    day = desk.today() - timedelta(days=1)
    asked = Enquiry(
        id=1, number="咨20261126-001", asked_on=day, asked_at=time(9), name="李建国",
        channel=Channel.HOTLINE_12351, migrant=True, member=True, topic="拖欠工资",
    )  # fmt: skip

    page.take_enquiry(asked)

    assert page.worker.work.migrant.isChecked()
    assert page.worker.work.member.isChecked()
    assert page.dispute.source.code() == Source.HOTLINE_12351.value
    assert page.dispute.referral.received.day() == day
    assert page.dispute.referral.body.text() == Source.HOTLINE_12351.label

    page.take_enquiry(replace(asked, channel=Channel.PHONE, migrant=False, member=False))
    assert page.dispute.source.code() == Source.PARTY.value
    assert not page.worker.work.migrant.isChecked()
