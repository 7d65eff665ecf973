import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView, evened

pytestmark = pytest.mark.usefixtures("light")

ROWS = (("张三", 12), ("李四", 3), ("王五", 7))


def _model():
    model = RowsModel(
        (
            Column(title="姓名", text=lambda row: row[0]),
            Column(
                title="件数",
                text=lambda row: str(row[1]),
                key=lambda row: row[1],
                right=True,
                tone=lambda row: Tone.BAD if row[1] > 10 else Tone.PLAIN,
            ),
        )
    )
    model.show(ROWS)
    return model


@pytest.fixture
def table(qtbot):
    table = TableView("people", "人员")
    table.setSortingEnabled(True)
    table.use(_model(), (10, 6))
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    return table


def test_rows_make_a_sound_model(qtmodeltester):
    qtmodeltester.check(_model())


def test_a_selection_goes_to_a_spreadsheet_as_lines_with_tabs(qtbot, table):
    table.model().sort(-1)
    table.selectRow(0)

    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QApplication.clipboard().text() == "张三\t12"


def test_what_is_selected_after_a_save_is_one_row_though_ctrl_is_still_held(qtbot, table):
    table.selectRow(0)
    qtbot.keyPress(table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier

    table.selectRow(1)

    assert [index.row() for index in table.selectionModel().selectedRows()] == [1]


def test_the_whole_table_is_copied_with_its_headings(table):
    table.model().sort(-1)

    assert table.all_text() == "姓名\t件数\n张三\t12\n李四\t3\n王五\t7"


def test_numbers_sort_as_numbers(table):
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)

    assert [row[1] for row in table.model().rows] == [3, 7, 12]


def test_enter_opens_the_row(qtbot, table):
    table.selectRow(1)

    with qtbot.waitSignal(table.opened) as seen:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    assert seen.args[0].row() == 1


def test_a_right_click_offers_to_copy(table):
    copying = ["复制单元格", "复制所选行", "复制整个表格", "恢复默认列"]

    def offered():
        menu = table.menu_for(table.model().index(0, 0))
        return [action.text() for action in menu.actions() if action.text()]

    assert offered() == copying, "nothing opens here"
    table.opened.connect(lambda _index: None)
    assert offered() == ["打开", *copying]


def test_widths_are_remembered_for_the_next_start(qtbot, table):
    table.setColumnWidth(1, 177)
    table.remember_columns()

    again = TableView("people", "人员")
    qtbot.addWidget(again)
    again.setSortingEnabled(True)
    again.use(_model(), (10, 6))

    assert again.columnWidth(1) == 177


def test_the_columns_that_are_needed_least_go_where_there_is_no_room_and_come_back(qtbot):
    table = TableView("narrow", "人员")
    columns = tuple(
        Column(title=title, text=lambda row, at=at: row[at]) for at, title in enumerate("甲乙丙丁")
    )
    model = RowsModel(columns)
    model.show([("1", "2", "3", "4")])
    table.use(model, (10, 10, 10, 10), stretch=1, yields=(3, 0))
    qtbot.addWidget(table)
    table.resize(600, 200)
    table.show()
    assert not any(table.isColumnHidden(column) for column in range(4))

    table.resize(300, 200)
    assert [table.isColumnHidden(column) for column in range(4)] == [False, False, False, True]
    assert table.horizontalScrollBar().maximum() == 0
    assert table.all_text() == "甲\t乙\t丙\t丁\n1\t2\t3\t4"

    table.resize(600, 200)
    assert not any(table.isColumnHidden(column) for column in range(4))

    table.setColumnWidth(0, 300)
    table.resize(310, 200)
    assert not any(table.isColumnHidden(column) for column in range(4))


def test_what_one_column_of_a_card_has_to_spare_goes_to_the_one_whose_words_would_be_cut(qtbot):
    table = TableView("clocks", "期限")
    qtbot.addWidget(table)
    model = RowsModel(
        (Column(title="到期", text=str), Column(title="依据", text=lambda _row: BASIS))
    )
    table.use_in_card(model, (1, 1))
    table.resize(420, 200)
    table.show()

    model.show(["11-09"])

    assert table.columnWidth(1) > table.fontMetrics().horizontalAdvance(BASIS)
    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance("11-09")
    assert table.columnWidth(0) + table.columnWidth(1) <= table.viewport().width()


def test_where_not_everything_fits_the_short_columns_show_whole_and_the_longest_is_cut():
    assert evened([300, 100, 100], [500, 90, 160]) == [250, 90, 160]


def test_a_column_that_fits_its_rows_widens_for_a_day_that_rolls_and_narrows_again(qtbot):
    table = TableView("instalments", "分期")
    qtbot.addWidget(table)
    model = RowsModel((Column(title="到期", text=str), Column(title="申请人", text=str)))
    table.use(model, (11, 9), stretch=1, fits=(0,))
    table.resize(600, 200)
    table.show()
    narrow = table.columnWidth(0)

    model.show([BASIS])

    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance(BASIS)
    model.show(["2026-10-30"])
    assert table.columnWidth(0) == narrow


BASIS = "劳动人事争议仲裁办案规则第七十二条第一款"


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_the_arrow_points_down_where_the_highest_come_first_as_in_a_spreadsheet(table, order):
    header = table.horizontalHeader()
    header.setSortIndicatorShown(True)
    table.sortByColumn(1, order)
    shown = header.grab().toImage()
    end = header.sectionViewportPosition(1) + header.sectionSize(1)
    left, right = (int(x * shown.devicePixelRatio()) for x in (end - 12, end))

    ground = shown.pixelColor(left, 2)
    rows = (
        [x for x in range(left, right) if shown.pixelColor(x, y) != ground]
        for y in range(shown.height() - 2)
    )
    wide = [drawn[-1] - drawn[0] for drawn in rows if drawn]
    points_down = wide[0] > wide[-1]

    assert points_down is (order is Qt.SortOrder.DescendingOrder)
