"""The roll-up in the window: packages dropped, looked at, taken in, made, saved, exported."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from sqlalchemy import text

from mediation_desk.services import (
    period_locks,
    rollup,
    rollup_board,
    rollup_keys,
    rollup_receiving,
)
from mediation_desk.ui.region import rollup_tab
from mediation_desk.ui.region.rollup_aside import AsideDialog, ask_without
from mediation_desk.ui.region.rollup_dialogs import RegionDialog, UnitDialog
from mediation_desk.ui.region.rollup_key import KeyDialog
from mediation_desk.ui.region.rollup_made import MadeDialog
from mediation_desk.ui.region.rollup_receive import ReceiveDialog
from mediation_desk.ui.widgets.dialog import Question
from tests.services.packages_made import OCTOBER, Centre
from tests.ui.region.hand import rest


def opened(kind):
    [found] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return found


@pytest.fixture
def tab(page, qtbot, jobs):
    page.show_tab("rollup")
    rest(qtbot, jobs)
    return page.rollup


def again(tab, qtbot, jobs):
    """Wait for the act, then read again as the window does after it."""
    rest(qtbot, jobs)
    tab.refresh()
    rest(qtbot, jobs)


def drop(tab, paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    tab.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip


def states(tab):
    return {line.unit.name: line.standing.label for line in tab.lines.rows}


def test_packages_dropped_are_looked_at_and_those_that_are_right_taken_in(
    tab, page, desk, qtbot, jobs, tmp_path
):
    good, strange = Centre("130702"), Centre("130502")
    paths = [tmp_path / "a.mdpack", tmp_path / "b.mdpack", tmp_path / "c.mdpack"]
    for path, data in zip(paths, (good.text(), strange.text(), b"PK"), strict=True):
        path.write_bytes(data)
    assert states(tab)["桥东区"] == "缺报"

    drop(tab, paths)
    rest(qtbot, jobs)
    dialog = opened(ReceiveDialog)
    assert not dialog.ok.isEnabled()
    assert good.fingerprint in dialog.mark.text()
    assert "该包来自襄都区（130502），不属于张家口市的报送范围。" in dialog.table.all_text()
    dialog.compared.click()
    assert dialog.ok.text() == "收下1个"
    dialog.ok.click()
    again(tab, qtbot, jobs)

    assert states(tab)["桥东区"] == "已收"
    assert tab.told.text().startswith("应报16家，已收1家，缺15家。")
    page.undo_last()
    again(tab, qtbot, jobs)
    assert states(tab)["桥东区"] == "缺报"


def test_only_those_that_are_missing_are_shown_and_printed(tab, qtbot, jobs, tmp_path):
    (tmp_path / "a.mdpack").write_bytes(Centre("130702").text())
    drop(tab, [tmp_path / "a.mdpack"])
    rest(qtbot, jobs)
    dialog = opened(ReceiveDialog)
    dialog.compared.click()
    dialog.ok.click()
    again(tab, qtbot, jobs)
    assert tab.lacking.text() == "只看缺报（15）"
    assert "桥东区" in tab.print_text()

    tab.lacking.click()

    assert set(states(tab).values()) == {"缺报"}
    assert "桥东区" not in tab.print_text()
    tab.list.setCurrentRow(1)
    assert tab.lacking.isHidden(), "the tables have everybody"


def test_the_files_are_all_in_view_and_what_they_share_is_told_without_a_void(
    tab, qtbot, jobs, tmp_path
):
    rows = Centre("130702").package().rows
    codes = ("130702", "130703", "130705", "130706", "130708", "130709", "130722")
    for code in codes:
        (tmp_path / f"{code}.mdpack").write_bytes(
            Centre(code).text(rows=rows if code < "130704" else ())
        )

    drop(tab, sorted(tmp_path.glob("*.mdpack")))
    rest(qtbot, jobs)
    dialog = opened(ReceiveDialog)

    assert "130703劳动争议调解中心也报了相同的案件" in dialog.told.text()
    last = dialog.table.visualRect(dialog.model.index(len(codes) - 1, 0))
    assert dialog.table.viewport().rect().contains(last)
    assert dialog.told.geometry().bottom() == dialog.told.parentWidget().rect().bottom()


def test_cases_that_two_counties_report_stand_in_the_state_of_reporting(tab, qtbot, jobs, tmp_path):
    rows = Centre("130702").package().rows
    for code in ("130702", "130703"):
        (tmp_path / f"{code}.mdpack").write_bytes(Centre(code).text(rows=rows))
    drop(tab, sorted(tmp_path.glob("*.mdpack")))
    rest(qtbot, jobs)
    dialog = opened(ReceiveDialog)
    for place in range(2):
        dialog.table.selectRow(place)
        dialog.compared.click()
    dialog.ok.click()
    again(tab, qtbot, jobs)

    number = len(Centre("130702").package().numbers)
    index = tab.lines.index(0, 1)
    assert index.data() == f"已收，重复{number}件"
    assert "也报了相同的案件" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "有1处重复计入合计" in tab.told.text()
    tab.open_unit(index)
    rest(qtbot, jobs)
    assert (
        "130703劳动争议调解中心也报了相同的案件"
        in opened(UnitDialog).findChild(QLabel, "unit_twice").text()
    )


def test_files_that_came_together_are_taken_back_as_one_and_come_again(
    tab, page, desk, qtbot, jobs, tmp_path
):
    senders = [Centre("130702"), Centre("130703"), Centre("130705")]
    paths = [tmp_path / f"{one.region}.mdpack" for one in senders]
    for path, sender in zip(paths, senders, strict=True):
        path.write_bytes(sender.text())
    for some in (paths[:1], paths[1:]):
        drop(tab, some)
        rest(qtbot, jobs)
        dialog = opened(ReceiveDialog)
        for row in range(len(some)):
            dialog.table.selectRow(row)
            dialog.compared.click()
        dialog.ok.click()
        again(tab, qtbot, jobs)
    names = ("桥东区", "桥西区", "宣化区")
    assert [states(tab)[name] for name in names] == ["已收"] * 3

    page.undo_last()
    again(tab, qtbot, jobs)

    assert [states(tab)[name] for name in names] == ["已收", "缺报", "缺报"]
    page.undo_last()
    again(tab, qtbot, jobs)
    assert [states(tab)[name] for name in names] == ["缺报"] * 3

    told = []
    page.noticed.connect(lambda text, _undo: told.append(text))
    page.redo_last()
    again(tab, qtbot, jobs)
    assert [states(tab)[name] for name in names] == ["已收", "缺报", "缺报"]
    page.redo_last()
    again(tab, qtbot, jobs)
    assert [states(tab)[name] for name in names] == ["已收"] * 3
    assert "2个文件一并恢复" in told[-1]


def test_files_are_taken_in_one_by_one_and_stopping_keeps_those_that_are_in(
    tab, desk, qtbot, jobs, tmp_path, monkeypatch
):
    senders = [Centre("130702"), Centre("130703"), Centre("130705")]
    paths = [tmp_path / f"{one.region}.mdpack" for one in senders]
    for path, sender in zip(paths, senders, strict=True):
        path.write_bytes(sender.text())
    drop(tab, paths)
    rest(qtbot, jobs)
    dialog = opened(ReceiveDialog)
    for row in range(3):
        dialog.table.selectRow(row)
        dialog.compared.click()
    first = rollup_receiving.receive_prepared

    def then_stop(*given):
        taken = first(*given)
        dialog.progress.cancel()
        return taken

    monkeypatch.setattr(rollup_receiving, "receive_prepared", then_stop)

    dialog.ok.click()
    again(tab, qtbot, jobs)

    assert dialog.taken == 1
    assert [states(tab)[name] for name in ("桥东区", "桥西区", "宣化区")] == [
        "已收",
        "缺报",
        "缺报",
    ]


def test_what_is_in_already_older_or_twice_is_left_out_and_the_rest_taken_in_as_one(
    tab, page, desk, qtbot, jobs, tmp_path
):
    west, south = Centre("130703"), Centre("130705")
    texts = (west.text(), west.text(), south.text(sequence=2), south.text())
    for place, data in enumerate(texts):
        (tmp_path / f"{place}.mdpack").write_bytes(data)
    drop(tab, sorted(tmp_path.glob("*.mdpack")))
    rest(qtbot, jobs)
    dialog = opened(ReceiveDialog)
    assert "与“0.mdpack”是同一份上报包，只收一份。" in dialog.table.all_text()
    for row in (0, 2):
        dialog.table.selectRow(row)
        dialog.compared.click()
    assert dialog.ok.text() == "收下2个"
    assert dialog.left_out.isVisibleTo(dialog)

    dialog.ok.click()
    again(tab, qtbot, jobs)

    assert [states(tab)[name] for name in ("桥西区", "宣化区")] == ["已收", "已收"]
    page.undo_last()
    again(tab, qtbot, jobs)
    assert [states(tab)[name] for name in ("桥西区", "宣化区")] == ["缺报", "缺报"]


def test_a_file_refused_as_it_is_taken_in_stops_none_behind_it(
    tab, page, desk, qtbot, jobs, tmp_path
):
    senders = [Centre("130702"), Centre("130703"), Centre("130705")]
    paths = [tmp_path / f"{one.region}.mdpack" for one in senders]
    for path, sender in zip(paths, senders, strict=True):
        path.write_bytes(sender.text())
    drop(tab, paths)
    rest(qtbot, jobs)
    dialog = opened(ReceiveDialog)
    for row in range(3):
        dialog.table.selectRow(row)
        dialog.compared.click()
    rollup_receiving.receive(desk, paths[1:2], {senders[1].fingerprint})
    told = []
    page.noticed.connect(lambda text, _undo: told.append(text))

    dialog.ok.click()
    again(tab, qtbot, jobs)

    assert "已收下2个文件，1个未收，原因见各文件。" in dialog.problem.text()
    assert "该包已于" in dialog.table.all_text()
    assert not dialog.ok.isEnabled()
    dialog.cancel.click()
    again(tab, qtbot, jobs)
    assert [states(tab)[name] for name in ("桥东区", "桥西区", "宣化区")] == ["已收"] * 3
    assert told[-1] == "已收上报包：2个"


def test_a_package_is_made_of_a_locked_period_and_saved(
    tab, desk, qtbot, jobs, tmp_path, monkeypatch
):
    asked = []
    monkeypatch.setattr(
        rollup_tab, "ask_save", lambda _p, _t, name, *_r: asked.append(name) or tmp_path / name
    )
    tab.bar.choose(OCTOBER)
    tab.make.click()
    rest(qtbot, jobs)
    assert "尚未锁定" in tab.problem.text()
    assert asked == []

    period_locks.lock_period(desk, OCTOBER)
    said = []
    tab.said.connect(said.append)
    tab.make.click()
    rest(qtbot, jobs)
    question = opened(Question)
    assert "缺报" in question.windowTitle()
    assert asked == [], "nothing is made before the answer"
    assert rollup.made(desk) == ()
    question.ok.click()
    rest(qtbot, jobs)

    assert asked == ["上报 130700 张家口市 2026年10月 第1号.mdpack"]
    assert (tmp_path / asked[0]).read_bytes() == rollup.package_file(desk, 1)[1]
    assert said[0].startswith("2026年10月第1号上报包已保存")


def test_corrections_since_the_lock_are_told_before_a_package_is_made_without_them(
    tab, desk, qtbot, jobs, monkeypatch
):
    asked = []
    monkeypatch.setattr(rollup_tab, "ask_save", lambda *args: asked.append(args[2]))
    tab.bar.choose(OCTOBER)
    rest(qtbot, jobs)
    period_locks.lock_period(desk, OCTOBER)
    assert rollup_board.corrected(desk, OCTOBER) == 0
    with desk.db.write(desk.actor, "vary") as session:
        session.execute(text("UPDATE mediation_case SET accepted_on = '2026-09-30'"))
    tab.make.click()
    rest(qtbot, jobs)

    question = opened(Question)
    told = question.findChild(QLabel, "make_without_text").text()
    assert "2026年10月锁定后有1件案件更正或者补录" in told
    assert "解除锁定" in told
    assert "缺报" in question.windowTitle(), "regions are missing as well"
    assert asked == [], "nothing is written before the answer"
    assert rollup.made(desk) == ()
    question.reject()


def test_where_no_region_is_missing_the_question_asks_for_the_changes_alone(tab):
    ask_without(OCTOBER, (), 2, lambda: None, tab)

    question = opened(Question)
    assert question.windowTitle() == "锁定后的变动不在其中，仍制作上报包？"
    assert "缺报" not in question.findChild(QLabel, "make_without_text").text()
    question.reject()


def test_a_region_is_left_out_and_the_tables_are_written(tab, desk, qtbot, jobs, tmp_path):
    row = [line.unit.name for line in tab.lines.rows].index("崇礼区")
    tab.open_unit(tab.lines.index(row, 0))
    rest(qtbot, jobs)
    dialog = opened(UnitDialog)
    dialog.expected.click()
    dialog.ok.click()
    again(tab, qtbot, jobs)

    assert states(tab)["崇礼区"] == "不要求"
    assert rollup_board.board(desk, OCTOBER).period.first == date(2026, 10, 1)
    titles = [tab.list.item(place).text() for place in range(tab.list.count())]
    assert titles == [
        "上报情况", "人社口径汇总（MA1）", "工会口径汇总", "人社口径（分地区）",
        "工会口径（分地区）", "地区比较",
    ]  # fmt: skip
    tab.list.setCurrentRow(5)
    assert tab.model.rowCount() == 17, "this centre, fifteen that are missing, the total"
    tab.export_to(tmp_path / "out.xlsx")
    rest(qtbot, jobs)
    assert len(openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames) == 6


def test_the_area_stays_in_view_while_a_wide_table_is_moved_sideways(tab, page, qtbot, jobs):
    page.window().resize(1366, 768)
    tab.list.setCurrentRow(4)
    rest(qtbot, jobs)
    assert not tab.area.isVisible()

    across, down = tab.table.horizontalScrollBar(), tab.table.verticalScrollBar()
    across.setValue(across.maximum())
    down.setValue(down.maximum())

    assert tab.area.isVisible()
    shown = tab.area.visualRect(tab.model.index(tab.model.rowCount() - 1, 0))
    below = tab.table.visualRect(tab.model.index(tab.model.rowCount() - 1, 0))
    assert (shown.top(), shown.height()) == (below.top(), below.height())
    assert tab.area.isColumnHidden(1)
    assert tab.area.width() == tab.table.columnWidth(0)
    across.setValue(0)
    assert not tab.area.isVisible()


def test_a_code_that_the_list_lacks_is_saved_only_once_it_was_compared(tab, desk, qtbot, jobs):
    tab.region.click()
    dialog = opened(RegionDialog)
    assert dialog.compared.isHidden()
    dialog.code.setText("130751")
    dialog.ok.click()
    rest(qtbot, jobs)
    [said] = [x for x in dialog.findChildren(QLabel) if "130751不在本程序所附" in x.text()]
    assert said.isVisible()
    assert dialog.compared.isVisible()

    dialog.compared.click()
    dialog.code.setText("130752")
    assert not dialog.compared.isChecked(), "what was compared is another code"
    dialog.compared.click()
    dialog.ok.click()
    again(tab, qtbot, jobs)

    assert rollup.own(desk).region == "130752"
    assert "130752（不在区划代码表内）" in tab.own.text()


def test_a_region_is_not_renamed_by_adding_one_under_its_code(tab, desk, qtbot, jobs):
    tab.add.click()
    rest(qtbot, jobs)
    dialog = opened(UnitDialog)
    dialog.code.setText("130722")
    dialog.name.setText("察北管理区")
    dialog.ok.click()
    rest(qtbot, jobs)

    assert dialog.isVisible()
    [said] = [x for x in dialog.findChildren(QLabel) if "130722是张北县" in x.text()]
    assert said.isVisible()
    assert "张北县" in {unit.name for unit in rollup.units(desk)}
    dialog.reject()


def test_a_package_that_was_made_is_saved_again_to_the_very_byte(
    tab, desk, qtbot, jobs, tmp_path, monkeypatch
):
    monkeypatch.setattr(rollup_tab, "ask_save", lambda _p, _t, _n, *_r: tmp_path / "again.mdpack")
    period_locks.lock_period(desk, OCTOBER)
    made = rollup.make(desk, OCTOBER)
    _name, data = rollup.package_file(desk, made.id)

    tab.to_made.click()
    rest(qtbot, jobs)
    dialog = opened(MadeDialog)
    shown = dialog.table.all_text()
    for told in ("2026年10月", "河北省", made.serial, made.sha256[:12], made.made_by):
        assert told in shown
    assert made.sha256 in dialog.digest.text()
    dialog.ok.click()
    rest(qtbot, jobs)

    assert (tmp_path / "again.mdpack").read_bytes() == data
    dialog.reject()


def test_a_package_is_set_aside_with_a_reason_counted_again_and_that_is_undone(
    tab, page, desk, qtbot, jobs, tmp_path
):
    for place, sender in enumerate((Centre("130702"), Centre("130702", "桥东区工会调解组织"))):
        path = tmp_path / f"{place}.mdpack"
        path.write_bytes(sender.text(cases=5 + place))
        if place:
            look = rollup_receiving.look(desk, path)
            assert any("已就本地区报送（5件）" in one.text for one in look.findings)
        rollup_receiving.receive(desk, [path], {sender.fingerprint})
    again(tab, qtbot, jobs)
    names = [line.received.sender for line in tab.lines.rows if line.received]
    assert len(names) == 2

    def aside():
        tab.open_unit(tab.lines.index(0, 0))
        rest(qtbot, jobs)
        opened(UnitDialog).aside.click()
        return opened(AsideDialog)

    dialog = aside()
    dialog.ok.click()
    rest(qtbot, jobs)
    assert dialog.fields["reason"].explained
    chosen = next(key for key, one in dialog._held.items() if one.rows == 5)
    dialog.package.set_code(chosen)
    dialog.reason.setText("与工会组织重复报送")
    dialog.ok.click()
    again(tab, qtbot, jobs)
    assert [line.received.rows for line in tab.lines.rows if line.received] == [6]

    page.undo_last()
    again(tab, qtbot, jobs)
    assert len([line for line in tab.lines.rows if line.received]) == 2

    rollup_receiving.set_aside(desk, int(chosen), "重复")
    again(tab, qtbot, jobs)
    dialog = aside()
    dialog.package.set_code(chosen)
    assert "重复" in dialog.told.text()
    assert not dialog.reason.isVisible()
    dialog.ok.click()
    again(tab, qtbot, jobs)
    assert len([line for line in tab.lines.rows if line.received]) == 2


def test_a_key_that_is_not_sealed_says_who_can_take_it(tab, desk, qtbot, monkeypatch):
    shown = replace(rollup_keys.key(desk), fingerprint="3F2A", made_by="刘静")

    in_a_file = KeyDialog(desk, tab.jobs, shown, tab).told.text()
    monkeypatch.setattr(desk.db, "is_file", False)
    on_a_server = KeyDialog(desk, tab.jobs, shown, tab).told.text()

    assert "能打开本文件的人" in in_a_file
    assert "服务器管理员" in on_a_server


def test_on_a_low_screen_what_was_found_stands_in_view_below_many_packages(
    tab, qtbot, jobs, tmp_path
):
    paths = [tmp_path / f"{number}.mdpack" for number in range(130702, 130710)]
    for path in paths:
        path.write_bytes(Centre(path.stem).text())
    drop(tab, paths)
    rest(qtbot, jobs)
    dialog = opened(ReceiveDialog)

    dialog.resize(756, 452)
    qtbot.wait(50)

    scroll = dialog.findChild(QScrollArea, "receive_packages_scroll")
    assert scroll.verticalScrollBar().maximum() == 0
    assert dialog.told.isVisible()
