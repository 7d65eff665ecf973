"""What is half typed, doubtful or mended while an application is taken in."""

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from mediation_desk.ui.intake.roster_text import FIELDS
from mediation_desk.ui.widgets.read_edit import ReadEdit

TYPED = ("2", "-5", "xx", "1e9", "2026-", "2026-13-40", "１２", ".", "9" * 40, "?", "𠮷")


def stroke_by_stroke(widget, text):
    for character in text:
        event = QInputMethodEvent()
        event.setCommitString(character)
        QApplication.sendEvent(widget, event)


def test_anything_may_be_half_typed_into_any_field(qtbot, page):
    for line in page.findChildren(QLineEdit):
        for text in TYPED if line.isEnabled() else ():
            line.clear()
            stroke_by_stroke(line, text)

    assert not [notice for notice in page.notices if notice.startswith("crash")]
    marks = {line._note.text() for line in page.findChildren(ReadEdit) if line.problem()}
    assert marks <= {"?"}


def test_anything_may_be_half_typed_into_any_cell_of_the_roster(qtbot, page):
    page.group.click()
    page.roster.add_row()
    grid = page.roster.grid
    for column in range(len(FIELDS)):
        grid.setCurrentIndex(page.roster.model.index(0, column))
        for text in TYPED:
            grid.edit(grid.currentIndex())
            grid.indexWidget(grid.currentIndex()).clear()
            stroke_by_stroke(grid.indexWidget(grid.currentIndex()), text)
            grid.take_typing()

    assert not [notice for notice in page.notices if notice.startswith("crash")]
    assert page.roster.model.data(page.roster.model.index(0, 3)) == TYPED[-1]


def test_a_day_half_typed_shows_a_quiet_question_mark(qtbot, page):
    hired = page.worker.work.hired

    qtbot.keyClicks(hired, "2")

    assert hired._note.text() == "?"
    assert page.worker.work.fields["work.hired_on"].explained == ""


def test_what_was_told_of_a_field_goes_when_it_is_mended(qtbot, page):
    page.save()
    qtbot.waitUntil(lambda: page.problem.text() != "")
    assert page.problem.text() == "有3处需要更正。"
    name = page.respondent.fields["respondent.name"]

    stroke_by_stroke(page.respondent.name, "宣")

    assert name.explained == ""
    assert not page.respondent.name.property("wrong")
    assert page.problem.text() == "有2处需要更正。"


def test_nothing_is_left_to_say_when_every_field_is_mended(qtbot, page):
    page.save()
    qtbot.waitUntil(lambda: page.problem.text() != "")

    page.respondent.name.setText("宣化永固")
    page.worker.person.name.setText("李建国")
    page.dispute.cause.set_code("A01")

    assert page.problem.text() == ""


def test_a_required_field_that_is_emptied_again_is_still_told(qtbot, page):
    page.save()
    name = page.respondent.fields["respondent.name"]
    qtbot.waitUntil(lambda: name.explained != "")

    page.respondent.name.setText(" ")

    assert name.explained != ""


def test_a_day_that_still_cannot_be_read_is_still_told(qtbot, page):
    hired = page.worker.work.fields["work.hired_on"]
    page.worker.work.hired.setText("昨")
    page.save()
    qtbot.waitUntil(lambda: hired.explained != "")

    page.worker.work.hired.setText("昨天")
    assert hired.explained != ""
    page.worker.work.hired.setText("2026-03-01")

    assert hired.explained == ""


def test_a_check_digit_is_still_told_when_the_number_takes_its_plain_form(qtbot, page):
    number = page.worker.person.number
    number.setFocus()
    qtbot.keyClicks(number, "139900 19790312 1014")

    page.worker.person.name.setFocus()

    assert number.text() == "139900197903121014"
    assert page.worker.person.fields["person.id_number"].explained != ""


@pytest.mark.parametrize("typed", ["123", "abc"])
def test_a_doubtful_telephone_number_has_a_hint_that_stops_nothing(qtbot, page, typed):
    phone = page.worker.person.fields["person.phone"]
    phone.editor.setFocus()
    qtbot.keyClicks(phone.editor, typed)
    assert phone.note.isHidden()

    page.worker.person.name.setFocus()

    assert phone.note.text() == "电话号码格式可疑，请核对。"
    assert phone.explained == ""
    assert not page.worker.misread()
    phone.editor.setFocus()
    phone.editor.setText("13900000001")
    assert phone.note.isHidden()


def test_what_is_wrong_with_one_worker_does_not_count_for_a_group(qtbot, page):
    page.save()
    qtbot.waitUntil(lambda: page.problem.text() == "有3处需要更正。")

    page.group.click()

    assert page.problem.text() == "有2处需要更正。"
