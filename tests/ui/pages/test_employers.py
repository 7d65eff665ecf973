import pytest
from PySide6.QtCore import Qt

from mediation_desk.ui.pages.employers import EmployersPage


@pytest.fixture
def page(qtbot, light, desk, jobs):
    page = EmployersPage(desk, jobs)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: not jobs.busy)
    return page


def row(table, number=0):
    model = table.model()
    return [model.index(number, column).data() for column in range(model.columnCount())]


def test_each_employer_stands_with_its_cases_workers_and_debt(page):
    assert row(page.table) == [
        "宣化永固建筑工程有限公司",
        "91139900000000019H",
        "宣化区",
        "1",
        "1",
        "12",
        "2026-10-12",
        "639,989.75",
    ]


def test_a_search_that_finds_nothing_says_so(qtbot, page):
    page.search.setText("绝无此单位")

    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.text.text() == "没有符合条件的用人单位。"


def test_an_employer_opens_with_its_totals_and_cases_and_escape_goes_back(qtbot, page, jobs):
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.one.isVisible)

    assert page.one.name.text() == "宣化永固建筑工程有限公司"
    assert page.one._figures["agreed"][0].text() == "1,279,979.50"
    assert page.one._figures["owed"][0].text() == "639,989.75"
    assert row(page.one.table)[0] == "张劳调字〔2026〕第0001号"

    assert page.escape()
    assert page.table.isVisible()
    assert not page.escape()


def test_a_case_of_the_employer_opens(qtbot, page, jobs):
    page.open_employer(1)
    qtbot.waitUntil(page.one.isVisible)
    page.one.table.selectRow(0)

    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.keyClick(page.one.table, Qt.Key.Key_Return)

    assert seen.args == [1, ""]


def test_the_number_of_a_case_is_not_cut(qtbot, page, jobs):
    page.open_employer(1)
    qtbot.waitUntil(page.one.isVisible)
    table = page.one.table

    number = row(table)[0]

    assert table.fontMetrics().horizontalAdvance(number) + 12 <= table.columnWidth(0)


def test_the_arrow_over_the_list_stands_where_it_is_sorted(page):
    header = page.table.horizontalHeader()

    assert header.sortIndicatorSection() == 6
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    assert page.model._sorted == (6, Qt.SortOrder.DescendingOrder)
