import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.law.facts import facts
from mediation_desk.ui.calculator.fact_editors import ListEdit, editor_for
from mediation_desk.ui.calculator.list_dialog import ListDialog


@pytest.fixture
def dialog_of(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    taken = []

    def made(name, text=""):
        dialog = ListDialog(facts()[name], text, taken.append, parent)
        dialog.show()
        return dialog, taken

    return made


def test_months_pasted_from_excel_become_the_rows_of_a_list(dialog_of):
    dialog, taken = dialog_of("wage_arrears.months", "5000 4000")
    assert dialog.model.rows[0] == ["5000", "4000"]
    dialog.grid.setCurrentIndex(dialog.model.index(1, 0))
    rows = "\n".join(f"{6000 + n}\t{n}" for n in range(36))
    QGuiApplication.clipboard().setText(rows)

    dialog.grid.paste()
    dialog.submit()

    [text] = taken
    assert text.split("; ")[:2] == ["5000 4000", "6000 0"]
    assert len(text.split("; ")) == 37


def test_a_row_that_cannot_be_read_is_named_and_everything_typed_stays(dialog_of):
    dialog, taken = dialog_of("severance.wage_parts")
    dialog.model.put({(0, 0): "5000", (0, 1): "6", (1, 0): "五千", (1, 1): "6", (2, 0): "4000"})

    dialog.submit()

    assert taken == []
    assert sorted(dialog.model.problems) == [1, 2]
    assert dialog.model.rows[1][0] == "五千"


def test_dependents_are_told_by_words(dialog_of):
    dialog, taken = dialog_of("injury_death.dependents", "配偶; 其他亲属孤")
    assert [row for row in dialog.model.rows if any(row)][1][1]

    dialog.submit()

    assert taken[0].split("; ")[1].endswith("孤")


def test_the_line_of_a_list_opens_its_table(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    editor = editor_for(facts()["injury_medical.items"])
    QVBoxLayout(host).addWidget(editor)
    host.show()
    assert isinstance(editor, ListEdit)
    editor.setText("治疗 5000")
    editor.open_table()
    dialog = host.findChild(ListDialog)
    dialog.model.put({(1, 0): "药费", (1, 1): "800"})

    dialog.submit()

    assert editor.text().replace("；", ";").split(";")[1].strip() == "药费 800"
