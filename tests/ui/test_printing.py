import re
import subprocess

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


def test_no_row_of_a_printed_list_lies_on_two_pages(qapp):
    lines = ["期限\t事项", *(f"始{n}\t{'长文字' * 80}终{n}" for n in range(30))]

    pdf = sheet(table_html("\n".join(lines)), "今日")

    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True)
    pages = read.stdout.decode().rstrip("\f").split("\f")
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert re.findall(r"始(\d+)", page) == re.findall(r"终(\d+)", page)
        assert page.split()[-1] == str(number)


@pytest.mark.parametrize("before", range(18, 26))
def test_the_headings_of_a_list_never_stand_below_on_a_page_without_a_row(before):
    long = table_html("\n".join(["期限", *(f"事项{n}" for n in range(before))]))
    short = table_html("到期\t尚欠\n10-30\t74,328.75")

    pdf = sheet(f"<h4>期限</h4>{long}<h4>应履行款项</h4>{short}", "今日")

    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True)
    pages = read.stdout.decode().rstrip("\f").split("\f")
    [page] = [page for page in pages if "74,328.75" in page]
    assert "尚欠" in page.translate(str.maketrans("⽋", "欠"))
    assert page.index("到期") < page.index("74,328.75")
