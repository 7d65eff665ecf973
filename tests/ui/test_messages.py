import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.ui.messages import Messages

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def messages(qtbot):
    window = QWidget()
    column = QVBoxLayout(window)
    messages = Messages()
    column.addWidget(messages)
    qtbot.addWidget(window)
    window.show()
    messages.holder = window  # kept alive as long as the messages are
    return messages


def test_a_refusal_stands_in_the_bar_and_stops_nothing(messages):
    messages.refuse(DeskError("文件被占用。"))

    assert messages.problem_bar.isVisible()
    assert messages.problem_bar.text.text() == "文件被占用。"


def test_a_notice_offers_to_undo_once(messages):
    undone = []
    messages.notice("已受理。", lambda: undone.append(1))
    assert messages.notice_bar.action.text() == "撤销"

    messages.notice_bar.action.click()

    assert undone == [1]
    assert not messages.notice_bar.isVisible()


def test_a_notice_that_offers_to_undo_stays_longer_and_while_the_keys_are_in_it(messages, qtbot):
    messages.notice("已受理。", lambda: None)
    with_undo = messages._fading.interval()
    bar = messages.notice_bar
    bar.action.setFocus()
    qtbot.waitUntil(bar.action.hasFocus)

    messages._fading.timeout.emit()
    assert bar.isVisible()
    bar.action.clearFocus()
    messages._fading.timeout.emit()

    assert not bar.isVisible()
    messages.notice("已保存。")
    assert messages._fading.interval() < with_undo


def test_a_notice_without_undo_has_no_button(messages):
    messages.notice("已保存。")

    assert not messages.notice_bar.action.isVisible()


def test_escape_closes_the_bar_and_then_says_there_is_none(messages):
    messages.problem("有问题。")

    assert messages.escape()
    assert not messages.escape()


def test_the_crash_dialog_gives_a_report_without_personal_data(messages):
    try:
        raise ValueError("王秀英的电话 13900000001")
    except ValueError as error:
        messages.crash(error)
    dialog = messages._crash

    dialog.copy_report()

    report = QApplication.clipboard().text()
    assert "ValueError" in report
    assert "test_messages.py" in report
    assert "王秀英" not in report
    assert "13900000001" not in report
    dialog.close()


def test_crashes_do_not_pile_up_dialogs(messages):
    messages.crash(ValueError("one"))
    first = messages._crash
    messages.crash(ValueError("two"))

    assert messages._crash is first
    first.close()
