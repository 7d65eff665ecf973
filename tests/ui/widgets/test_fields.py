import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mediation_desk.domain.errors import Problem
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def form(qtbot):
    window = QWidget()
    column = QVBoxLayout(window)
    window.fields = FieldSet(window)
    for field in (
        FormField("姓名", QLineEdit(), "person.name", required=True),
        FormField("联系电话", QLineEdit(), "person.phone", hint="手机或座机"),
        FormField("入职日期", DayEdit(), "work.hired_on"),
    ):
        column.addWidget(window.fields.add(field))
    qtbot.addWidget(window)
    window.show()
    return window


def test_every_problem_stands_under_its_field_at_once(form):
    rest = form.fields.explain(
        [
            Problem("person.name", "请填写姓名。"),
            Problem("person.phone", "电话不正确。"),
            Problem("elsewhere", "另有问题。"),
        ]
    )

    assert form.fields["person.name"].explained == "请填写姓名。"
    assert form.fields["person.phone"].explained == "电话不正确。"
    assert [problem.text for problem in rest] == ["另有问题。"]


def test_problems_go_when_they_are_mended_and_the_hint_comes_back(form):
    form.fields.explain([Problem("person.phone", "电话不正确。")])

    form.fields.explain(())

    assert form.fields["person.phone"].explained == ""
    assert form.fields["person.phone"].note.text() == "手机或座机"


def test_the_first_wrong_field_gets_the_cursor(qtbot, form):
    form.activateWindow()

    form.fields.explain([Problem("person.phone", "电话不正确。")])

    qtbot.waitUntil(lambda: form.fields["person.phone"].editor.hasFocus())


def test_what_cannot_be_read_is_a_problem_of_its_field(form):
    form.fields["work.hired_on"].editor.setText("前天")

    [problem] = form.fields.misread()

    assert problem.field == "work.hired_on"
    assert "前天" in problem.text


def test_a_field_names_its_editor_for_screen_readers(form):
    editor = form.fields["person.name"].editor

    assert editor.accessibleName() == "姓名"
    assert editor.objectName() == "person_name"
