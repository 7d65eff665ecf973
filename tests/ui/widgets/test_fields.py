import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

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


def test_what_is_wrong_with_a_field_that_is_put_away_is_not_told_where_nobody_sees_it(form):
    form.fields["person.phone"].hide()

    rest = form.fields.explain([Problem("person.phone", "电话不正确。")])

    assert [problem.text for problem in rest] == ["电话不正确。"]


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


@pytest.mark.parametrize("pasted", ["宣化\x07区", "张\x00", "李\u202eexe", "甲\x1b"])
def test_a_character_that_no_text_may_hold_is_named_as_it_is_pasted(qtbot, form, pasted):
    field = form.fields["person.phone"]
    QApplication.clipboard().setText(pasted)

    field.editor.paste()

    assert (
        f"U+{next(ord(sign) for sign in pasted if not sign.isprintable()):04X}" in field.explained
    )
    assert [problem.field for problem in form.fields.misread()] == ["person.phone"]
    with qtbot.waitSignal(form.fields.mended):
        field.editor.setText("宣化区")
    assert field.note.text() == "手机或座机"
    assert not form.fields.misread()


def test_the_line_break_of_a_word_processor_is_no_fault_of_a_text_of_lines(qtbot):
    field = FormField("事实与理由", QPlainTextEdit(), "facts")
    qtbot.addWidget(field)

    field.editor.setPlainText("第一行\x0b第二行\t\n")
    assert field.explained == ""
    field.editor.setPlainText("第一行\x0c第二行")
    assert "U+000C" in field.explained


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("王⼀", "“一”"),
        ("张⺝", "部首"),
        ("李\ue863", "造字"),
        ("阿依古丽•买买提", "“·”"),
    ],
)
def test_a_sign_that_is_doubtful_in_a_name_is_told_and_kept(form, name, said):
    field = form.fields["person.name"]

    field.editor.setText(name)

    assert said in field.note.text()
    assert field.note.isVisible()
    assert field.explained == ""
    assert not form.fields.misread()
    field.editor.setText("王一")
    assert field.note.text() == ""


def test_more_signs_than_a_name_has_on_one_letter_are_refused_as_they_are_typed(form):
    form.fields["person.name"].editor.setText("e" + "\u0301" * 5)

    assert "4" in form.fields["person.name"].explained
    form.fields["person.name"].editor.setText("e\u0301")
    assert form.fields["person.name"].explained == ""
