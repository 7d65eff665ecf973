"""What every dialog does: it fits a short screen and throws nothing typed away unasked."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog, GiveUp
from mediation_desk.ui.widgets.fields import FormField

pytestmark = pytest.mark.usefixtures("light")


class Screen:
    """A screen of 1366×768 at 150 %."""

    def availableGeometry(self):
        return QRect(0, 0, 910, 512)


class Form(Dialog):
    def __init__(self, parent, lines):
        super().__init__("登记", "保存", name="form", parent=parent)
        self.lines = [QLineEdit() for _line in range(lines)]
        self.day, self.text = DayEdit(), QPlainTextEdit()
        for number, editor in enumerate((*self.lines, self.day, self.text)):
            self.body.addWidget(self.fields.add(FormField(f"第{number}项", editor, f"f{number}")))

    def screen(self):
        return Screen()


@pytest.fixture
def form(qtbot):
    def opened(lines):
        made = Form(ground, lines)
        made.open()
        return made

    ground = QWidget()
    qtbot.addWidget(ground)
    ground.show()
    return opened


def question(form):
    return next((one for one in form.findChildren(GiveUp) if one.isVisible()), None)


def test_a_dialog_taller_than_the_screen_scrolls_with_its_buttons_and_problem_in_view(form):
    tall = form(20)

    tall.explain(DeskError("这一步现在不能做，因为案件已经结案；请先更正结案记录。" * 4))

    assert tall.height() <= 512 - 60
    for shown in (tall.ok, tall.cancel, tall.problem):
        place = QRect(shown.mapTo(tall, shown.rect().topLeft()), shown.size())
        assert tall.rect().contains(place)
    assert tall.problem.height() >= tall.problem.heightForWidth(tall.problem.width())
    area = tall.findChild(QWidget, "form_scroll")
    assert area.verticalScrollBar().maximum() > 0


def test_a_problem_makes_a_short_dialog_higher_instead_of_hiding_a_field(form):
    short = form(1)
    before = short.height()

    short.explain(DeskError("请先填写金额。"))

    assert short.height() > before
    area = short.findChild(QWidget, "form_scroll")
    assert area.verticalScrollBar().maximum() == 0


def test_esc_closes_a_dialog_at_once_in_which_a_hand_typed_nothing(qtbot, form):
    untouched = form(1)
    untouched.lines[0].setText("建议的内容")

    qtbot.keyClick(untouched.lines[0], Qt.Key.Key_Escape)

    assert not untouched.isVisible()


def test_esc_asks_before_it_throws_away_what_was_typed_and_esc_again_goes_on(qtbot, form):
    typed = form(1)
    qtbot.keyClicks(typed.day, "2026.3.1")
    typed.day.clearFocus()

    qtbot.keyClick(typed.day, Qt.Key.Key_Escape)

    assert question(typed).windowTitle() == "放弃已填写的内容？"
    qtbot.keyClick(question(typed), Qt.Key.Key_Escape)
    assert typed.isVisible()
    assert question(typed) is None

    qtbot.keyClick(typed.day, Qt.Key.Key_Escape)
    question(typed).give_up.click()
    assert not typed.isVisible()


def test_cancel_is_an_answer_and_asks_nothing(qtbot, form):
    typed = form(1)
    qtbot.keyClicks(typed.text, "said")

    typed.cancel.click()

    assert not typed.isVisible()
