import pytest

from mediation_desk.ui.printing import document, sheet, table_html

pytestmark = pytest.mark.usefixtures("qapp")


def test_lines_with_tabs_become_a_table_with_headings():
    html = table_html("案号\t申请人\n第0001号\t李建国")

    assert "<th>案号</th>" in html
    assert "<td>李建国</td>" in html


def test_names_print_exactly_as_typed():
    sheet = document(table_html("申请人\nA & B <公司> 𠮷㛃"), "案件")

    assert "A & B <公司> 𠮷㛃" in sheet.toPlainText()
    assert sheet.toPlainText().startswith("案件")


def test_an_empty_list_gives_nothing_to_print():
    assert table_html("") == ""


def test_what_is_in_view_is_drawn_on_landscape_a4():
    assert sheet(table_html("案号\n第0001号"), "案件").startswith(b"%PDF")
