"""Enquiries in the window: registered by keyboard, found again, made into a case once."""

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mediation_desk.domain.employer import Employer
from mediation_desk.domain.enquiry import Enquiry, Handling
from mediation_desk.services import browse, enquiries
from mediation_desk.ui.intake.page import IntakePage
from mediation_desk.ui.pages.enquiries import EnquiriesPage
from mediation_desk.ui.pages.enquiry_dialog import EnquiryDialog, TakeBackDialog
from mediation_desk.ui.paper_dialog import PaperDialog
from mediation_desk.ui.widgets.dialog import GiveUp


@pytest.fixture
def page(qtbot, light, desk, jobs):
    page = EnquiriesPage(desk, jobs)
    page.notices = []
    page.cases = []
    page.noticed.connect(lambda text, undo: page.notices.append((text, undo)))
    page.converting.connect(page.cases.append)
    jobs.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: not jobs.busy)
    return page


def asked(desk, **more):
    values = {
        "asked_on": desk.today(),
        "asked_at": time(8, 40),
        "name": "赵春生",
        "employer": "宣化某公司",
        "cause": "A01",
        "topic": "三个月工资没发",
        "answer": "可以申请调解",
    }
    return enquiries.register(desk, Enquiry(**values | more))


def dialog(qtbot, page, kind):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(kind)))
    return next(d for d in page.findChildren(kind) if d.isVisible())


def listed(page):
    return [one.number for one in page.model.rows]


def test_an_empty_list_says_how_to_begin(page):
    assert page.empty.isVisible()
    assert "Ctrl+E" in page.empty.text.text()


def test_an_enquiry_is_registered_by_keyboard_alone(qtbot, page):
    page.new_button.click()
    card = dialog(qtbot, page, EnquiryDialog)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is card.name)

    qtbot.keyClicks(card.name, "Zhao")
    for _field in range(9):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is card.topic:
            break
    card.topic.setFocus()
    qtbot.keyClicks(card.topic, "wages")
    qtbot.keyClick(card.topic, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.answer
    qtbot.keyClicks(card.answer, "apply")
    qtbot.keyClick(card.answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert listed(page) == ["咨20261123-001"]
    assert page.notices[0][0] == "咨20261123-001已登记。"
    assert page.model.rows[0].taken_by == "陈国栋"


def test_undoing_a_registration_takes_the_enquiry_back(qtbot, page):
    page.new_button.click()
    card = dialog(qtbot, page, EnquiryDialog)
    card.topic.setPlainText("社保")
    card.answer.setPlainText("税务局")
    card.ok.click()
    qtbot.waitUntil(lambda: bool(page.notices))

    page.notices[0][1]()

    qtbot.waitUntil(lambda: page.model.rowCount() == 1 and page.model.rows[0].is_void)
    assert not page.case_button.isEnabled()


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(qtbot, page):
    page.new_button.click()
    card = dialog(qtbot, page, EnquiryDialog)
    card.name.setText("赵春生")
    card.handling.set_code(Handling.REFERRED.value)

    card.ok.click()

    qtbot.waitUntil(lambda: bool(card.fields["answer"].explained))
    assert card.fields["topic"].explained
    assert card.fields["referred_to"].explained
    assert card.name.text() == "赵春生"
    assert card.isVisible()


def test_an_enquiry_that_becomes_a_case_at_once_is_answered_first(qtbot, page):
    page.new_button.click()
    card = dialog(qtbot, page, EnquiryDialog)
    card.topic.setPlainText("三个月工资没发")

    card.case_button.click()

    qtbot.waitUntil(lambda: bool(card.fields["answer"].explained))
    assert card.isVisible()
    card.answer.setPlainText("可以申请调解，已告知所需材料。")
    with qtbot.waitSignal(page.converting) as seen:
        card.case_button.click()
    assert seen.args[0].answer == "可以申请调解，已告知所需材料。"
    assert seen.args[0].handling is Handling.GUIDED


def test_a_list_is_narrowed_and_an_enquiry_opens_to_be_corrected(qtbot, page, desk):
    asked(desk)
    asked(desk, name="钱二", topic="社保")
    page.filters.text.setText("社保")
    qtbot.waitUntil(lambda: listed(page) == ["咨20261123-002"])

    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    card = dialog(qtbot, page, EnquiryDialog)
    assert card.asked_on.isReadOnly()
    card.name.setText("钱二改")
    card.ok.click()

    qtbot.waitUntil(lambda: page.model.rows[0].name == "钱二改")
    page.undo_last()
    qtbot.waitUntil(lambda: page.model.rows[0].name == "钱二")


def test_taking_back_asks_for_a_reason(qtbot, page, desk):
    asked(desk)
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.selectRow(0)

    page.void_button.click()
    card = dialog(qtbot, page, TakeBackDialog)
    card.ok.click()
    assert card.fields["reason"].explained
    card.reason.setText("重复登记")
    card.ok.click()

    qtbot.waitUntil(lambda: page.model.rows[0].is_void)


def test_the_card_is_shown_as_it_prints(qtbot, page, desk):
    asked(desk)
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.selectRow(0)

    page.print_button.click()

    card = dialog(qtbot, page, PaperDialog)
    qtbot.waitUntil(lambda: card.preview.pages == 1)
    assert card.ok.isEnabled()
    card.reject()


def test_an_enquiry_becomes_a_case_without_typing_it_again(qtbot, window, desk, jobs):
    ref = asked(desk, phone="13800001234")
    window.visit("enquiries")
    page = window.page
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.selectRow(0)

    page.case_button.click()

    qtbot.waitUntil(lambda: isinstance(window.page, IntakePage))
    form = window.page
    assert form.forms.origin.text.text() == f"由咨询登记（{ref.number}）转来。"
    assert form.respondent.name.text() == "宣化某公司"
    assert form.worker.value().person.phone == "13800001234"
    form.save()
    qtbot.waitUntil(lambda: window.page.objectName() == "case" and not jobs.busy)
    qtbot.waitUntil(lambda: window.page.case.file is not None)
    case = window.page.case.file
    assert case.enquiry == ref
    assert case.facts == "三个月工资没发"
    window.page.show_tab("overview")
    assert window.page.overview.origin.enquiry_button.isVisible()


def test_what_is_on_file_of_the_employer_is_shown_and_not_called_missing(qtbot, window, desk, jobs):
    known = browse.case_file(desk, 1).respondent.employer
    asked(desk, employer=known.name)
    window.visit("enquiries")
    page = window.page
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.selectRow(0)

    page.case_button.click()

    qtbot.waitUntil(lambda: isinstance(window.page, IntakePage) and not jobs.busy)
    form = window.page
    qtbot.waitUntil(lambda: form.respondent.value().credit_code == known.credit_code)
    form.respondent.fill(Employer(name=known.name))
    told = []
    form.registered.connect(lambda _key, news: told.append(news))
    form.save()
    qtbot.waitUntil(lambda: bool(told))
    assert "尚缺" in told[0]
    assert "信用代码" not in told[0]


def test_what_was_typed_of_a_new_enquiry_is_offered_again_until_it_is_registered(qtbot, page, jobs):
    page.new_button.click()
    card = dialog(qtbot, page, EnquiryDialog)
    qtbot.waitUntil(lambda: not jobs.busy)
    qtbot.keyClicks(card.name, "Zhao")
    qtbot.keyClicks(card.topic, "wages")
    card.channel.set_code("phone")
    card.migrant.setChecked(True)

    qtbot.keyClick(card.topic, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not jobs.busy)
    page.new_button.click()
    again = dialog(qtbot, page, EnquiryDialog)
    qtbot.waitUntil(lambda: again.drafted.isVisible())
    assert (again.name.text(), again.topic.toPlainText()) == ("Zhao", "wages")
    assert again.channel.code() == "phone"
    assert again.migrant.isChecked()

    again.answer.setPlainText("可以申请调解")
    again.submit()
    qtbot.waitUntil(lambda: bool(page.notices) and not jobs.busy)
    page.new_button.click()
    third = dialog(qtbot, page, EnquiryDialog)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not third.drafted.isVisible()
    assert third.name.text() == ""
    third.reject()


def test_a_draft_is_discarded_and_a_correction_asks_before_it_is_given_up(qtbot, page, desk, jobs):
    page.new_button.click()
    card = dialog(qtbot, page, EnquiryDialog)
    qtbot.waitUntil(lambda: not jobs.busy)
    qtbot.keyClicks(card.name, "Zhao")
    card.discard()
    card.reject()
    page.new_button.click()
    again = dialog(qtbot, page, EnquiryDialog)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert again.name.text() == ""
    again.reject()

    ref = asked(desk)
    page.open_enquiry(enquiries.enquiry(desk, ref.id))
    card = dialog(qtbot, page, EnquiryDialog)
    qtbot.keyClicks(card.name, "x")
    qtbot.keyClick(card.name, Qt.Key.Key_Escape)
    assert card.isVisible()
    card.findChild(GiveUp).give_up.click()
    assert not card.isVisible()


@pytest.mark.parametrize("text", ["咨20261123-001", "赵春生", "宣化某", "13800001234", "zcs"])
def test_an_enquiry_is_found_in_the_search_field_and_opens_from_there(qtbot, window, desk, text):
    asked(desk, phone="13800001234")
    hits = []

    window._find(text, lambda _text, found: hits.extend(found))

    qtbot.waitUntil(lambda: any("赵春生" in hit.text for hit in hits))
    hit = next(hit for hit in hits if "赵春生" in hit.text)
    assert hit.text.startswith("咨20261123-001")
    hit.go()
    card = dialog(qtbot, window, EnquiryDialog)
    assert card.name.text() == "赵春生"
    card.reject()


def test_the_command_field_opens_an_empty_card(qtbot, window):
    titles = [command.title for command in window.commands()]
    assert "登记咨询" in titles

    window.new_enquiry()

    card = dialog(qtbot, window, EnquiryDialog)
    assert card.name.text() == ""
    card.reject()
