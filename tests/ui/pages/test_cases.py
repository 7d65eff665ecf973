import shutil
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.log_layout import SHIPPED
from mediation_desk.domain.stages import Stage
from mediation_desk.services import logs, sample, story
from mediation_desk.services.desk import open_desk
from mediation_desk.storage import journal
from mediation_desk.ui import theme
from mediation_desk.ui.pages import log_dialog
from mediation_desk.ui.pages.cases import CasesPage
from mediation_desk.ui.pages.cases_model import APPLICANT, DUE, MEDIATOR, NUMBER, RECEIVED
from mediation_desk.ui.pages.layout_dialog import LayoutDialog
from mediation_desk.ui.pages.log_dialog import LogDialog
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.table import _BESIDE_TEXT

DAY = datetime(2026, 11, 23, 9, 30, tzinfo=BEIJING)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A centre with 450 synthetic cases, made once."""
    path = tmp_path_factory.mktemp("filled") / "filled.desk"
    desk = story.found_centre(path, lambda: DAY)
    sample.fill(desk, 450, seed=7)
    desk.close()
    return path


@pytest.fixture
def many(filled, tmp_path):
    path = tmp_path / "many.desk"
    shutil.copyfile(filled, path)
    desk = open_desk(path, now=lambda: DAY)
    yield desk
    desk.close()


@pytest.fixture
def page(qtbot, light, many, jobs):
    page = CasesPage(many, jobs)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh()
    settle(qtbot, page)
    return page


def settle(qtbot, page):
    def quiet():
        return not page.jobs.busy and not page.filters._pause.isActive()

    qtbot.waitUntil(quiet)
    qtbot.wait(30)
    qtbot.waitUntil(quiet)


def column(page, number):
    return [page.model.index(row, number).data() for row in range(min(20, page.model.rowCount()))]


def test_the_list_shows_every_case_the_newest_number_first(page):
    assert page.count.text() == "共450件"
    numbers = column(page, NUMBER)
    assert numbers == sorted(numbers, reverse=True)


def test_lines_far_down_come_when_they_are_seen(qtbot, page):
    page.table.scrollToBottom()
    page.table.viewport().grab()
    settle(qtbot, page)

    last = page.model.index(page.model.rowCount() - 1, NUMBER).data()
    assert last.startswith("张劳调字〔")


def test_a_name_narrows_the_list(qtbot, page):
    name = page.model.line(3).first_applicant

    page.filters.text.setText(name)
    settle(qtbot, page)

    assert 1 <= page.model.rowCount() < 450
    assert all(name in who for who in column(page, APPLICANT))


def test_a_stage_narrows_the_list(qtbot, page):
    page.filters.stage.set_code(Stage.EFFECTIVE.value)
    settle(qtbot, page)

    assert set(column(page, 4)) == {"协议生效"}


def test_a_span_of_days_narrows_the_list(qtbot, page):
    page.filters.show_period(date(2026, 11, 10), date(2026, 11, 16))
    settle(qtbot, page)

    assert column(page, RECEIVED) == ["2026-11-16", "2026-11-13", "2026-11-10"]
    assert page.filters.first.isVisible()


def test_filters_are_cleared_at_one_stroke(qtbot, page):
    page.filters.text.setText("绝无此人")
    settle(qtbot, page)
    assert page.nothing.isVisible()

    page.filters.reset()
    settle(qtbot, page)

    assert page.count.text() == "共450件"


def test_a_heading_sorts_the_whole_list(qtbot, page):
    page.table.sortByColumn(RECEIVED, Qt.SortOrder.AscendingOrder)
    settle(qtbot, page)

    days = column(page, RECEIVED)
    assert days == sorted(days)


def test_a_column_the_file_cannot_sort_by_leaves_the_sort_as_it_was(qtbot, page):
    page.table.sortByColumn(MEDIATOR, Qt.SortOrder.AscendingOrder)
    settle(qtbot, page)

    assert page.table.horizontalHeader().sortIndicatorSection() == NUMBER


def test_enter_opens_the_case(qtbot, page):
    page.table.selectRow(0)

    with qtbot.waitSignal(page.wanted_case) as seen:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert seen.args[0] == page.model.key(0)


def test_after_a_change_the_selected_case_stays_selected(qtbot, page):
    page.table.selectRow(5)
    chosen = page.model.key(5)

    page.refresh()
    settle(qtbot, page)

    assert page.model.key(page.table.currentIndex().row()) == chosen


def test_a_deadline_is_red_once_over_and_amber_for_three_days_before(qtbot, page):
    page.filters.stage.set_code("open")
    settle(qtbot, page)

    tones = {}
    for row in range(page.model.rowCount()):
        index = page.model.index(row, DUE)
        if index.data() != "—":
            left = (date.fromisoformat(index.data()) - DAY.date()).days
            tones[left] = index.data(Qt.ItemDataRole.ForegroundRole)

    assert tones
    for left, shown in tones.items():
        tone = Tone.BAD if left < 0 else Tone.WARN if left <= 3 else None
        assert shown == (tone and theme.colour(tone))


def test_the_list_prints_what_is_at_hand(page):
    assert "张劳调字〔2026〕" in page.print_text()


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "csv"])
def test_the_months_log_is_written_where_the_user_says(qtbot, light, desk, jobs, tmp_path, kind):
    dialog = LogDialog(desk, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.year.setValue(2026)
    dialog.month.setValue(10)
    dialog.kind.set_code(kind)

    with qtbot.waitSignal(dialog.offered) as seen:
        dialog.export_to(tmp_path / f"log.{kind}")

    assert (tmp_path / f"log.{kind}").stat().st_size > 100
    assert f"log.{kind}" in seen.args[0]
    assert dialog.result() == dialog.DialogCode.Accepted


def test_the_log_of_a_half_year_is_chosen_by_its_name(qtbot, light, desk, jobs):
    dialog = LogDialog(desk, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.month.setValue(10)

    dialog.span.set_code("half")

    assert dialog.month.text() == "下半年"
    assert "2026年7月1日" in dialog.words.text()
    dialog.span.set_code("quarter")
    assert dialog.month.text() == "2"


def test_a_log_that_cannot_be_written_is_refused_in_the_dialog(qtbot, light, desk, jobs, tmp_path):
    dialog = LogDialog(desk, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    (tmp_path / "file").write_text("not a folder")

    dialog.export_to(tmp_path / "file" / "log.csv")

    qtbot.waitUntil(lambda: dialog.problem.isVisible())
    assert dialog.ok.isEnabled()


def test_columns_are_chosen_ordered_and_kept_and_whole_names_ask_what_for(
    qtbot, light, desk, jobs, tmp_path
):
    dialog = LogDialog(desk, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.layout_choice.count() == 9)
    dialog.edit_layout()
    chooser = dialog.findChild(LayoutDialog)
    chooser.name.setText("月报甲")
    columns = chooser.columns
    for place in range(columns.count()):
        columns.item(place).setCheckState(Qt.CheckState.Unchecked)
    for place in (2, 0):
        columns.item(place).setCheckState(Qt.CheckState.Checked)
    columns.setCurrentRow(2)
    chooser.up.click()
    chooser.up.click()

    chooser.ok.click()

    qtbot.waitUntil(lambda: dialog.layout_choice.currentText() == "月报甲")
    dialog.span.set_code("quarter")
    dialog.year.setValue(2026)
    dialog.month.setValue(4)
    assert dialog.order().layout.columns == ("source", "case")
    assert "2026年10月1日至2026年12月31日" in dialog.words.text()
    dialog.whole.click()
    dialog.submit()
    assert dialog.fields["purpose"].explained
    dialog.purpose.setText("市总工会回访")
    dialog.kind.set_code("csv-gb")
    with qtbot.waitSignal(dialog.offered):
        dialog.export_to(tmp_path / "月报.csv")
    assert (tmp_path / "月报.csv").read_bytes().decode("gb18030").startswith("序号,来源,案号")


def test_the_log_of_a_receiver_goes_by_the_day_on_which_its_months_end(qtbot, light, desk, jobs):
    [union] = [layout for layout in SHIPPED if layout.key == "union"]
    dialog = LogDialog(desk, jobs)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.layout_choice.count() > 1)
    dialog.year.setValue(2026)
    dialog.month.setValue(10)
    dialog.layout_choice.set_code("union")
    assert dialog.cutoff.text() == "与本中心一致"

    dialog.cutoff.setValue(20)
    dialog.cutoff.editingFinished.emit()
    qtbot.waitUntil(lambda: logs.cutoff_of(desk, union) == 20 and not jobs.busy)

    assert dialog.order().period.first.isoformat() == "2026-09-21"
    assert "2026年10月20日" in dialog.words.text()
    assert "此截止日适用于全部月份" in dialog.words.text()
    dialog.layout_choice.set_code("bureau")
    assert dialog.order().period.first.isoformat() == "2026-10-01"
    again = LogDialog(desk, jobs)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.layout_choice.count() > 1)
    again.layout_choice.set_code("union")
    assert again.cutoff.value() == 20


def test_a_day_just_typed_counts_for_the_log_that_is_asked_for_at_once(
    qtbot, light, desk, jobs, monkeypatch, tmp_path
):
    path = tmp_path / "月报.csv"
    monkeypatch.setattr(log_dialog, "ask_save", lambda *_given: path)
    dialog = LogDialog(desk, jobs)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.layout_choice.count() > 1)
    dialog.layout_choice.set_code("union")
    dialog.kind.set_code("csv")
    dialog.year.setValue(2026)
    dialog.month.setValue(10)
    dialog.cutoff.setValue(20)

    with qtbot.waitSignal(dialog.offered):
        dialog.submit()

    with desk.db.read() as session:
        entry = journal.last_done(session, ["export_log"])
    assert entry.changes[0].after["period"] == "2026-09-21/2026-10-20"


def test_a_number_of_five_figures_is_not_cut(page):
    number = "张劳调字〔2026〕第12345号"
    header = page.table.horizontalHeader()

    needed = page.table.fontMetrics().horizontalAdvance(number) + _BESIDE_TEXT
    assert header.sectionSize(NUMBER) >= needed
