"""Employers to keep an eye on, as a hand goes about them on the page and on Today."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt

from mediation_desk.domain.errors import Invalid
from mediation_desk.domain.risk import Level, Listing, Measure, Screening, Watch
from mediation_desk.services import risk, risk_export, watching
from mediation_desk.ui.pages.employers import EmployersPage
from mediation_desk.ui.pages.today import TodayPage
from mediation_desk.ui.widgets.dialog import Dialog
from tests.ui.region.hand import accept, problems, rest, row

BUILDER = "宣化永固建筑工程有限公司"


@pytest.fixture
def page(qtbot, light, desk, jobs):
    page = EmployersPage(desk, jobs)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.show_view("watched")
    rest(qtbot, jobs)
    return page


@pytest.fixture
def risk_view(qtbot, page, jobs):
    page.lead_to(1, "risk")
    rest(qtbot, jobs)
    return page.one.risk


def dialog(page, name):
    [found] = [d for d in page.findChildren(Dialog, name) if d.isVisible()]
    return found


def test_a_reason_opens_the_very_cases_behind_it(qtbot, page, jobs):
    assert row(page.watched.table)[:4] == [
        BUILDER,
        "黄色",
        "十二个月内涉及职工人数 12",
        "待核实",
    ]
    page.watched.table.selectRow(0)
    qtbot.keyClick(page.watched.table, Qt.Key.Key_Return)
    rest(qtbot, jobs)
    view = page.one.risk
    qtbot.waitUntil(lambda: view.isVisible() and view.reasons.rowCount() == 1)
    assert row(view.reasons_table) == ["十二个月内涉及职工人数", "黄色", "12", "≥ 10"]
    assert view.trend.text().splitlines()[-1] == "2026-11-23：黄色，十二个月内 1 件"

    view.reasons_table.selectRow(0)
    with qtbot.waitSignal(page.wanted_cases) as seen:
        qtbot.keyClick(view.reasons_table, Qt.Key.Key_Return)
    assert seen.args == [(1,), f"{BUILDER} · 十二个月内涉及职工人数"]

    assert page.escape()
    assert page.view == "watched"


def test_a_visit_is_recorded_by_hand_raises_the_level_and_can_be_undone(
    qtbot, page, risk_view, jobs
):
    qtbot.mouseClick(risk_view.finding, Qt.MouseButton.LeftButton)
    form = dialog(page, "screening_dialog")
    qtbot.keyClicks(form.months, "2.5")
    form.affected.setText("十二")
    accept(qtbot, jobs, form)
    assert "这不是数字" in problems(form)["affected"]
    form.affected.setText("12")
    accept(qtbot, jobs, form)
    assert problems(form) == {"findings": "请填写排查情况；“未见异常”也是情况。"}
    form.findings.setPlainText("工地停工")
    form.next_on.set_day(date(2026, 11, 30))
    with qtbot.waitSignal(page.noticed) as told:
        accept(qtbot, jobs, form)
    page.refresh()
    rest(qtbot, jobs)

    assert risk_view.level.text() == "红色"
    assert row(risk_view.screenings_table)[4:] == ["2.5", "工地停工", "2026-11-30"]
    risk_view.reasons_table.selectRow(0)
    qtbot.keyClick(risk_view.reasons_table, Qt.Key.Key_Return)
    assert dialog(page, "screening_dialog").months.text() == "2.5"
    dialog(page, "screening_dialog").close()
    page.show_view("findings")
    rest(qtbot, jobs)
    assert row(page.findings.table)[1:4] == [BUILDER, "上门排查", page.desk.actor.name]
    assert "上门排查 1 次" in page.findings.told.text()

    told.args[1]()
    rest(qtbot, jobs)
    assert risk.file(page.desk, 1).screenings == ()


def test_an_employer_is_watched_with_measures_and_the_watch_ends_with_a_reason(
    qtbot, page, risk_view, jobs
):
    qtbot.mouseClick(risk_view.watch_button, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    form = dialog(page, "watch_dialog")
    assert form.reason.toPlainText() == "十二个月内涉及职工人数 12"
    form.measures.add_empty()
    form.measures.rows[0].what.setText("约谈负责人")
    accept(qtbot, jobs, form)
    assert problems(form) == {"measures": "第 1 项措施：请填写完成期限。"}
    form.measures.rows[0].due_on.set_day(date(2026, 11, 20))
    assert "早于" not in problems(form).get("measures", "")
    form.opened_on.set_day(date(2026, 11, 16))
    form.level.set_code(Level.ORANGE.value)
    accept(qtbot, jobs, form)
    page.refresh()
    rest(qtbot, jobs)
    assert risk_view.level.text() == "橙色"
    assert "按指标计：黄色" in risk_view.told.text()

    qtbot.mouseClick(risk_view.clear_button, Qt.MouseButton.LeftButton)
    ending = dialog(page, "clear_dialog")
    ending.reason.setPlainText("工资已补发")
    accept(qtbot, jobs, ending)
    assert "约谈负责人" in problems(ending)["clearance"]
    ending.close()
    risk_view.measures_table.selectRow(0)
    qtbot.keyClick(risk_view.measures_table, Qt.Key.Key_Return)
    follow = dialog(page, "measure_dialog")
    follow.state.set_code("done")
    accept(qtbot, jobs, follow)
    page.refresh()
    rest(qtbot, jobs)
    qtbot.mouseClick(risk_view.clear_button, Qt.MouseButton.LeftButton)
    ending = dialog(page, "clear_dialog")
    ending.reason.setPlainText("工资已补发，现场核实")
    accept(qtbot, jobs, ending)
    page.refresh()
    rest(qtbot, jobs)
    assert "工资已补发，现场核实" in risk_view.earlier.text()
    page.escape()
    assert row(page.watched.table)[3] == "已解除关注"


def test_today_tells_what_is_due_and_leads_to_the_employer(qtbot, light, desk, jobs):
    measure = Measure(what="约谈负责人", who="王敏", due_on=date(2026, 11, 20))
    watching.save_watch(
        desk,
        Watch(
            employer_id=1,
            opened_on=date(2026, 11, 16),
            level=Level.RED,
            reason="欠薪",
            owner_id=desk.actor.id,
            measures=(measure,),
        ),
    )
    page = TodayPage(desk, jobs)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh()
    rest(qtbot, jobs)
    qtbot.waitUntil(lambda: page.watches.model.rowCount() == 1)
    page.money_card.bring_up(page.watches)
    assert row(page.watches.table) == ["逾期3天", BUILDER, "约谈负责人", "王敏"]
    page.watches.table.selectRow(0)
    with qtbot.waitSignal(page.wanted_employer) as seen:
        qtbot.keyClick(page.watches.table, Qt.Key.Key_Return)
    assert seen.args == [1, "risk"]


def test_the_centre_sets_thresholds_and_sees_where_each_comes_from(qtbot, page, jobs):
    qtbot.mouseClick(page.watched.limits, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    form = dialog(page, "limits_dialog")
    form.rows["workers"].edits[Level.RED].setText("5")
    accept(qtbot, jobs, form)
    assert problems(form) == {"workers": "阈值须由黄色至红色依次递增。"}
    form.rows["workers"].edits[Level.RED].setText("12")
    accept(qtbot, jobs, form)
    page.refresh()
    rest(qtbot, jobs)
    assert row(page.watched.table)[1] == "红色"


def test_the_official_list_takes_a_document_and_proposes_its_end(qtbot, page, risk_view, jobs):
    qtbot.mouseClick(risk_view.listing, Qt.MouseButton.LeftButton)
    form = dialog(page, "listing_dialog")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    assert problems(form) == {
        "number": "请填写“文书文号”。",
        "authority": "请填写“作出决定的人社部门”。",
        "listed_on": "请填写日期。",
        "expires_on": "请填写日期。",
    }
    form.listed_on.setText("2026-6-1")
    form.listed_on.editingFinished.emit()
    assert form.expires_on.day() == date(2029, 6, 1)
    accept(qtbot, jobs, form)
    assert set(problems(form)) == {"number", "authority"}
    form.number.setText("张人社列〔2026〕3号")
    form.authority.setText("张家口市人力资源和社会保障局")
    accept(qtbot, jobs, form)
    page.refresh()
    rest(qtbot, jobs)
    assert "张人社列〔2026〕3号" in risk_view.official.text()
    assert "黑名单" not in risk_view.official.text() + page.help_text()


def test_related_employers_are_drawn_and_opened_by_keys_and_mouse(qtbot, page, jobs, tmp_path):
    desk = page.desk
    key = watching.save_screening(
        desk,
        Screening(
            employer="宣化永固劳务公司", day=date(2026, 11, 2), visitors="陈立", findings="无"
        ),
    )
    other = watching.screening(desk, key).employer_id
    with desk.db.write(desk.actor, "vary") as session:
        from sqlalchemy import text

        session.execute(text("UPDATE employer SET legal_representative = '赵建国'"))
    page.lead_to(1, "related")
    rest(qtbot, jobs)
    view = page.one.related
    assert row(view.table) == [BUILDER, "法定代表人同名", "赵建国", "宣化永固劳务公司"]
    box = view.map.boxes()[other]
    assert not box.intersects(view.map.boxes()[1])
    assert view.map.rect().contains(box.toAlignedRect())

    view.map.setFocus()
    qtbot.keyClick(view.map, Qt.Key.Key_Down)
    assert view.map.chosen == other
    with qtbot.waitSignal(view.opened) as seen:
        qtbot.keyClick(view.map, Qt.Key.Key_Return)
    assert seen.args == [other]
    rest(qtbot, jobs)
    here = view.map.boxes()[1].center()
    with qtbot.waitSignal(view.opened) as seen:
        qtbot.mouseDClick(
            view.map, Qt.MouseButton.LeftButton, pos=QPoint(round(here.x()), round(here.y()))
        )
    assert seen.args == [1]
    rest(qtbot, jobs)
    view.save_to(tmp_path / "map.png")
    rest(qtbot, jobs)
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert "data:image/png" in page.print_text()


def test_the_export_has_typed_cells_and_no_formula(desk):
    watching.save_screening(
        desk,
        Screening(
            employer_id=1,
            day=date(2026, 11, 9),
            visitors="陈立",
            met="李经理",
            owed=Decimal("412000.50"),
            months=Decimal("0.5"),
            findings="=1+1",
        ),
    )
    book = openpyxl.load_workbook(BytesIO(risk_export.export(desk, "xlsx")))

    listed, found = book.worksheets
    assert listed["A1"].value.endswith("重点关注用人单位（2026年度）")
    assert [cell.value for cell in listed[4]][:4] == [BUILDER, "宣化区", "黄色", "待核实"]
    line = [cell.value for cell in found[4]]
    assert line[4] == "李**"
    assert line[7:9] == [0.5, 412000.5]
    assert found["K4"].data_type == "s"
    assert risk_export.export(desk, "pdf").startswith(b"%PDF")


def test_the_export_names_the_document_of_the_official_list_and_takes_the_year_in_view(
    page, desk, qtbot, jobs, tmp_path
):
    listing = Listing(
        employer_id=1, number="张人社失信〔2025〕7号", authority="张家口市人力资源和社会保障局",
        listed_on=date(2025, 6, 2), expires_on=date(2028, 6, 1),
    )  # fmt: skip
    watching.save_listing(desk, listing)
    visit = Screening(
        employer_id=1, day=date(2025, 3, 9), visitors="陈立", findings="未见异常"
    )  # fmt: skip
    watching.save_screening(desk, visit)
    page.show_view("findings")
    rest(qtbot, jobs)
    page.findings.year.set_code("2025")
    rest(qtbot, jobs)
    page.findings.exporting.write(tmp_path / "a.xlsx")
    rest(qtbot, jobs)

    listed, found = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert "2025年度" in found["A1"].value
    assert found["B4"].value.date() == date(2025, 3, 9)
    assert "名单截至2025-12-31" in listed["A2"].value
    now = openpyxl.load_workbook(BytesIO(risk_export.export(desk, "xlsx"))).worksheets[0]
    heads = [cell.value for cell in now[3]]
    [row] = [row for row in now.iter_rows(min_row=4, values_only=True) if row[0] == BUILDER]
    assert row[heads.index("失信名单决定文号")] == "张人社失信〔2025〕7号"


def test_a_day_that_is_asked_for_is_taken_from_nobody(qtbot, page, risk_view, jobs):
    qtbot.mouseClick(risk_view.finding, Qt.MouseButton.LeftButton)
    form = dialog(page, "screening_dialog")
    form.findings.setPlainText("未见异常")
    form.day_edit.setText("")
    accept(qtbot, jobs, form)

    assert problems(form) == {"day": "请填写日期。"}
    assert risk.file(page.desk, 1).screenings == ()
    form.day_edit.setText("2026.11.20")
    accept(qtbot, jobs, form)
    [kept] = risk.file(page.desk, 1).screenings
    assert kept.day == date(2026, 11, 20)


def test_a_name_that_is_none_makes_no_employer(page):
    value = Screening(
        employer_id=0, employer="有限公司" * 100, day=date(2026, 11, 20), visitors="王芳",
        findings="未见异常",
    )  # fmt: skip

    with pytest.raises(Invalid) as refused:
        watching.save_screening(page.desk, value)

    assert [problem.field for problem in refused.value.problems] == ["employer"]
    assert "最多" in refused.value.problems[0].text
