from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem

from mediation_desk import i18n
from mediation_desk.domain.both_versions import Version
from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.figure_change import Differences, FigureChange
from mediation_desk.domain.options import UNTOUCHED_DAYS
from mediation_desk.domain.rights import Role
from mediation_desk.law.figures import Figure
from mediation_desk.services import backups, figures, keeping, story
from mediation_desk.services import settings as service
from mediation_desk.services.desk import choose
from mediation_desk.storage import journal
from mediation_desk.ui import theme
from mediation_desk.ui.accounts.restore_dialog import RestoreDialog
from mediation_desk.ui.look import chosen_scheme
from mediation_desk.ui.pages.sections import figure_told
from mediation_desk.ui.pages.sections.effect_dialog import EffectDialog
from mediation_desk.ui.pages.sections.figure_dialogs import FigureDialog
from mediation_desk.ui.pages.sections.figure_facts import FactsDialog
from mediation_desk.ui.pages.sections.figure_rows import FigureRow
from mediation_desk.ui.pages.sections.people import PersonDialog
from mediation_desk.ui.pages.sections.rooms import RoomDialog
from mediation_desk.ui.pages.sections.scale_dialog import ScaleDialog
from mediation_desk.ui.pages.settings import SettingsPage
from mediation_desk.ui.theme import Scheme
from mediation_desk.ui.widgets.both_versions import BothVersions
from mediation_desk.ui.widgets.dialog import Question
from mediation_desk.ui.widgets.elided import Elided


@pytest.fixture
def page(qtbot, light, desk, jobs):
    page = SettingsPage(desk, jobs)
    qtbot.addWidget(page)
    jobs.changed.connect(page.refresh)
    page.resize(1190, 700)
    page.show()
    page.refresh()
    rest(qtbot, jobs)
    return page


def rest(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.busy)


def texts(table, column=0):
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def opened(section, kind):
    """Return the dialog that a section has opened."""
    [dialog] = [dialog for dialog in section.findChildren(kind) if dialog.isVisible()]
    return dialog


def test_the_centre_is_changed_and_the_number_shows_its_example(qtbot, page, desk, jobs):
    section = page.sections["centre"]
    section.texts["number_pattern"].setText("宣劳调〔{year}〕{number:03d}号")
    assert section.example.text() == "示例：宣劳调〔2026〕001号"

    section.texts["phone"].setText("0313-1234567")
    with qtbot.waitSignal(jobs.changed):
        click(qtbot, section.save)

    assert desk.centre.number_pattern == "宣劳调〔{year}〕{number:03d}号"
    assert desk.centre.phone == "0313-1234567"


def test_a_bad_pattern_is_explained_at_its_field_and_nothing_is_saved(qtbot, page, desk, jobs):
    section = page.sections["centre"]
    section.texts["name"].setText("")
    section.texts["number_pattern"].setText("没有序号")

    click(qtbot, section.save)
    rest(qtbot, jobs)

    assert section.fields["name"].explained
    assert section.fields["number_pattern"].explained
    assert desk.centre.number_pattern == story.CENTRE.number_pattern


def test_what_is_being_typed_is_not_overwritten_by_a_refresh(qtbot, page, jobs):
    address = page.sections["centre"].texts["address"]
    address.clear()
    qtbot.keyClicks(address, "New street 1")

    page.refresh()
    rest(qtbot, jobs)

    assert address.text() == "New street 1"


def test_who_saves_the_centre_second_sees_both_versions_and_chooses(qtbot, page, desk, jobs):
    section = page.sections["centre"]
    section.texts["phone"].clear()
    qtbot.keyClicks(section.texts["phone"], "0313-1234567")
    theirs = replace(story.CENTRE, phone="0313-7654321", short_name="调解室")
    service.save_centre(desk, theirs, desk.centre)

    click(qtbot, section.save)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in section.findChildren(BothVersions)))
    both = opened(section, BothVersions)

    [phone, short] = both.rows
    assert (phone.taken, short.taken) == (None, Version.THEIRS)
    assert desk.centre.phone == "0313-7654321"
    phone.take(Version.MINE)
    with qtbot.waitSignal(jobs.changed):
        click(qtbot, both.ok)
    assert (desk.centre.phone, desk.centre.short_name) == ("0313-1234567", "调解室")


def test_a_room_is_added(qtbot, page, jobs):
    section = page.sections["rooms"]
    page.show_section("rooms")
    click(qtbot, section.add)
    dialog = opened(section, RoomDialog)
    dialog.name_edit.setText("第三调解室")
    dialog.seats.setValue(12)

    click(qtbot, dialog.ok)
    qtbot.waitUntil(lambda: "第三调解室" in texts(section.table))

    assert not dialog.isVisible()


def test_a_room_of_the_same_name_is_refused_at_the_field(qtbot, page, jobs):
    section = page.sections["rooms"]
    page.show_section("rooms")
    click(qtbot, section.add)
    dialog = opened(section, RoomDialog)
    dialog.name_edit.setText("第一调解室")

    click(qtbot, dialog.ok)
    qtbot.waitUntil(lambda: bool(dialog.fields["name"].explained))

    assert dialog.isVisible()
    assert dialog.name_edit.text() == "第一调解室"


def test_a_person_leaves_and_stays_in_the_list(qtbot, page, jobs):
    section = page.sections["people"]
    page.show_section("people")
    section.table.selectRow(texts(section.table).index("刘静"))
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    dialog = opened(section, PersonDialog)
    dialog.active.setChecked(False)

    click(qtbot, dialog.ok)
    qtbot.waitUntil(lambda: "已离任" in texts(section.table, 3))

    assert texts(section.table)[-1] == "刘静"


def test_the_last_supervisor_cannot_give_up_the_role(qtbot, page, jobs):
    section = page.sections["people"]
    page.show_section("people")
    section.table.selectRow(texts(section.table).index("陈国栋"))
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    dialog = opened(section, PersonDialog)
    dialog.roles.boxes[Role.SUPERVISOR].setChecked(False)
    dialog.roles.boxes[Role.CLERK].setChecked(True)

    click(qtbot, dialog.ok)

    qtbot.waitUntil(lambda: bool(dialog.fields["roles"].explained))


def test_figures_in_force_show_their_source_and_the_centres_own_first(page):
    table = page.sections["figures"].table

    assert texts(table)[0] == "失业保险金月标准"
    assert texts(table, 4)[0] == "文号待核（本中心录入）"
    assert "冀人社字〔2026〕57号" in texts(table, 4)
    assert texts(table, 3)[0] == "待核实"


def test_no_figure_is_called_checked_that_nobody_compared_with_its_text(page):
    """The packs were gathered from many places: how likely they are right is no check."""
    page.show_section("figures")

    page.sections["figures"].view.set_code("earlier")

    standings = set(texts(page.sections["figures"].table, 3))
    assert {"待核\n（把握较大）", "待核\n（较有把握）", "待核\n（把握一般）"} <= standings
    assert "已核实" not in standings
    compared = Figure(name="paid_days_per_month", value=Decimal("21.75"), unit="days/month")
    compared = replace(compared, since=date(2025, 1, 1), confidence="high", document="某文")
    assert FigureRow(figure=compared).standing == "待核（把握较大）"
    assert FigureRow(figure=replace(compared, checked_by="陈国栋")).standing == "已核实"
    own = replace(compared, own=True)
    assert FigureRow(figure=own).standing == "本中心录入，待核"
    assert FigureRow(figure=own).doubtful
    assert FigureRow(figure=replace(own, checked_on=date(2026, 1, 5))).standing == "本中心已核实"


def test_the_list_of_figures_cuts_no_name_and_shows_the_source_on_a_small_screen(page):
    page.resize(838, 440)
    page.show_section("figures")
    table = page.sections["figures"].table

    header = table.horizontalHeader()
    words = page.sections["figures"].findChild(Elided, "figures_words")
    assert words.fontMetrics().horizontalAdvance(words.text()) <= words.width()
    assert not table.isColumnHidden(4)
    assert header.sectionViewportPosition(4) + header.sectionSize(4) <= table.viewport().width()
    metrics, two = table.fontMetrics(), table.rowHeight(0)
    assert table.columnWidth(3) >= metrics.horizontalAdvance("（把握一般）") + 18, "how sure it is"
    wanted = table.columnWidth(0) - 16
    for row in range(table.model().rowCount()):
        title = table.model().index(row, 0).data()
        box = metrics.boundingRect(QRect(0, 0, wanted, 999), Qt.TextFlag.TextWordWrap, title)
        assert box.height() <= two, title


def test_what_a_figure_is_counted_in_stands_whole_below_its_value(page):
    page.show_section("figures")
    table = page.sections["figures"].table
    values = [table.model().index(row, 1) for row in range(table.model().rowCount())]
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)

    table.itemDelegate().initStyleOption(
        option, next(one for one in values if "元/月" in one.data())
    )

    assert option.text.split("\u2028")[1] == "元/月"


def test_gaps_doubts_and_earlier_figures_show_on_request(qtbot, page):
    page.show_section("figures")
    before = page.sections["figures"].model.rowCount()

    page.sections["figures"].view.set_code("earlier")
    assert page.sections["figures"].model.rowCount() > before

    page.sections["figures"].view.set_code("gaps")
    assert set(texts(page.sections["figures"].table, 1)) == {"暂缺"}
    assert any("2025" in title for title in texts(page.sections["figures"].table))

    page.sections["figures"].view.set_code("doubts")
    assert all(row.doubtful for row in page.sections["figures"].model.rows)

    page.sections["figures"].text.setText("张家口 小时最低")
    qtbot.waitUntil(lambda: page.sections["figures"].model.rowCount() == 1)
    page.sections["figures"].text.setText("查无此项")
    qtbot.waitUntil(lambda: page.sections["figures"].model.rowCount() == 0)
    assert "没有" in page.sections["figures"].told.text()


def own_figures(page):
    return {row.name: row.figure for row in page.sections["figures"].model.rows if row.own}


def effect_of(qtbot, dialog, jobs):
    """Return the dialog that tells what changes, once it has looked at the open cases."""
    shown = opened(dialog, EffectDialog)
    qtbot.waitUntil(shown.ok.isEnabled)
    return shown


def test_a_figure_is_entered_after_a_look_at_the_cases_taken_back_and_undone(qtbot, page, jobs):
    page.show_section("figures")
    click(qtbot, page.sections["figures"].add)
    dialog = opened(page.sections["figures"], FigureDialog)
    dialog.kind.set_code("local_average_wage_month")
    assert "统计年度" in dialog.fields["since"].note.text()
    dialog.kind.set_code("unemployment_benefit_month")
    assert dialog.fields["since"].note.text() == "", "that is said of averages only"
    dialog.value.setText("1700")
    dialog.since.setText("2026.1.1")
    dialog.document.setText("张人社字〔2026〕1号")
    click(qtbot, dialog.ok)
    shown = effect_of(qtbot, dialog, jobs)
    assert shown.summary.text()
    assert ("双击" in shown.told.text()) == bool(shown.effect.cases)

    click(qtbot, shown.ok)
    qtbot.waitUntil(lambda: len(own_figures(page)) == 1 and not dialog.isVisible())
    qtbot.waitUntil(lambda: own_figures(page)["unemployment_benefit_month"].value == 1700)
    entered = own_figures(page)["unemployment_benefit_month"]
    assert entered.since == date(2026, 1, 1)
    assert entered.doubtful, "nobody said that its text was looked up"

    [place] = [
        n for n, row in enumerate(page.sections["figures"].model.rows) if row.figure is entered
    ]
    page.sections["figures"].table.selectRow(place)
    click(qtbot, page.sections["figures"].remove)
    click(qtbot, effect_of(qtbot, page.sections["figures"], jobs).ok)
    qtbot.waitUntil(lambda: own_figures(page)["unemployment_benefit_month"].value == 1600)

    click(qtbot, page.sections["figures"].undone)
    qtbot.waitUntil(lambda: own_figures(page)["unemployment_benefit_month"].value == 1700)
    rest(qtbot, jobs)


def test_changes_of_figures_are_undone_step_by_step_each_named_before(qtbot, page, desk, jobs):
    page.show_section("figures")
    section = page.sections["figures"]
    benefit = replace(story.BENEFIT, since=date(2026, 1, 1))
    told = []
    page.noticed.connect(lambda text, _undo: told.append(text))
    page.offered.connect(lambda text, _action, again: told.append((text, again)))
    for amount in (Decimal(1700), Decimal(1800)):
        entered = FigureChange(added=(replace(benefit, value=amount),))
        jobs.do(section, partial(figures.take, desk, entered))
        rest(qtbot, jobs)

    told_short = "撤销：更正失业保险金月标准：1,700.00 → 1,800.00，自2026-01-01起"
    assert section.undone.text() == told_short, "the second takes the place of the first"
    assert "自2026-01-01起" in section.undone.toolTip()
    click(qtbot, section.undone)
    qtbot.waitUntil(lambda: "1,800.00" not in section.undone.text())
    click(qtbot, section.undone)
    qtbot.waitUntil(lambda: "1,700.00" not in section.undone.text())
    rest(qtbot, jobs)
    assert [own.value for own in desk.own_figures] == [1600]
    assert ["1,800.00" in told[0][0], "1,700.00" in told[1][0]] == [True, True]

    told[1][1]()
    qtbot.waitUntil(lambda: "1,700.00" in section.undone.text())
    page.redo_last()
    qtbot.waitUntil(lambda: "1,800.00" in section.undone.text())
    rest(qtbot, jobs)
    assert sorted(own.value for own in desk.own_figures) == [1600, 1800]


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        (
            {"until": date(2026, 6, 30)},
            "月最低工资标准 2,000.00（自2023-01-01起）：终止日期 无 → 2026-06-30",
        ),
        (
            {"value": Decimal(2300)},
            "更正月最低工资标准：2,000.00 → 2,300.00，自2023-01-01起",
        ),
        (
            {"value": Decimal(2300), "since": date(2026, 1, 1)},
            "录入月最低工资标准 2,300.00，自2026-01-01起（此前采用 2,000.00，自2023-01-01起）",
        ),
        ({}, "月最低工资标准 2,000.00（自2023-01-01起）：予以确认，数值和起止日期不变"),
    ],
)
def test_a_change_says_what_of_a_figure_changes_and_takes_no_empty_room(
    qtbot, page, desk, jobs, entered, said
):
    page.show_section("figures")
    section = page.sections["figures"]
    [shipped] = [
        figure
        for figure in desk.law.figures["minimum_wage_month"]
        if (figure.place, figure.since) == ("cn-1307", date(2023, 1, 1))
    ]
    own = OwnFigure(
        name=shipped.name,
        value=shipped.value,
        unit=shipped.unit,
        since=date(2023, 1, 1),
        document=shipped.document,
        place="cn-1307",
    )

    section.confirm(FigureChange(added=(replace(own, **entered),)))

    dialog = effect_of(qtbot, section, jobs)
    assert dialog.what.text() == said
    below = dialog.summary.mapTo(dialog, dialog.summary.rect().bottomLeft())
    assert dialog.cancel.y() - below.y() < 60, "no case changes, and nothing stands below"


def test_each_figure_of_a_file_is_told_beside_that_of_its_own_day(page, desk):
    """A year that is new stands first, and takes no other one's place."""
    held = OwnFigure(
        id=1,
        name="minimum_wage_month",
        value=Decimal(2100),
        unit="yuan/month",
        since=date(2024, 7, 1),
        place="cn-1307",
    )
    newer = replace(held, id=0, value=Decimal(2400), since=date(2026, 1, 1))
    corrected = replace(held, id=0, value=Decimal(2200))

    told = figure_told.lines(desk.law, Differences(entered=(newer, corrected), gone=(held,)))

    assert [line.partition("，")[0] for line in told] == [
        "录入月最低工资标准 2,400.00",
        "更正月最低工资标准：2,100.00 → 2,200.00",
    ]


@pytest.mark.parametrize(
    ("value", "times"),
    [("230000", "115.0倍"), ("0.1", "0.00005倍"), ("5999", ""), ("700", "")],
)
def test_a_value_far_from_the_one_so_far_is_pointed_out_before_it_is_taken(
    qtbot, page, jobs, value, times
):
    page.show_section("figures")
    section = page.sections["figures"]
    entered = OwnFigure(
        name="minimum_wage_month",
        value=Decimal(value),
        unit="yuan/month",
        since=date(2026, 7, 1),
        place="cn-1307",
    )

    section.confirm(FigureChange(added=(entered,)))

    dialog = effect_of(qtbot, section, jobs)
    assert times in dialog.doubt.text()
    assert dialog.doubt.isHidden() is (times == "")


def test_a_figure_entered_again_for_its_day_takes_the_place_of_the_first(desk):
    benefit = replace(story.BENEFIT, since=date(2026, 1, 1))
    for amount in (Decimal(1700), Decimal(1800)):
        figures.take(desk, FigureChange(added=(replace(benefit, value=amount),)))

    assert desk.law_on(date(2026, 9, 30)).figure(benefit.name).value == 1800


def test_an_older_change_and_a_rule_are_asked_about_before_they_are_undone(qtbot, page, desk, jobs):
    page.show_section("figures")
    section = page.sections["figures"]
    before = section.undone.text()
    assert "1,600.00" in before, "the sample's own figure"
    rule = FigureChange(answers=(("old_years", "all"),))
    jobs.do(section, partial(figures.take, desk, rule))
    qtbot.waitUntil(lambda: section.undone.text() != before)
    assert "2008" in section.undone.text()

    click(qtbot, section.undone)
    qtbot.waitUntil(lambda: bool(section.findChildren(Question)))
    asked = opened(section, Question)
    assert "地区口径" in asked.findChild(QLabel, "figures_undo_question_text").text()
    click(qtbot, asked.ok)
    qtbot.waitUntil(lambda: section.undone.text() == before)
    rest(qtbot, jobs)
    assert desk.held("old_years") is None

    click(qtbot, section.undone)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in section.findChildren(Question)))
    asked = opened(section, Question)
    text = asked.findChild(QLabel, "figures_undo_question_text").text()
    assert "录入失业保险金月标准 1,600.00，自2023-01-01起" in text
    assert "办理" in text
    asked.reject()
    assert [own.value for own in desk.own_figures] == [1600]


def test_a_table_of_work_injury_subsidies_is_corrected_after_a_look_and_taken_back(
    qtbot, page, desk, jobs
):
    page.show_section("figures")
    click(qtbot, page.sections["figures"].tables)
    dialog = opened(page.sections["figures"], ScaleDialog)
    assert "河北" in dialog.table.currentText()
    assert dialog.numbers["medical.5"].text() == "44"
    assert dialog.falls["years"].text() == "5"
    assert dialog.away.isHidden(), "what ships is not taken back"
    dialog.place.set_code("cn-1307")
    dialog.numbers["medical.5"].setText("4x")
    dialog.since.setText("2026.1.1")
    click(qtbot, dialog.ok)
    assert dialog.fields["medical.5"].explained

    dialog.numbers["medical.5"].setText("45")
    click(qtbot, dialog.ok)
    shown = effect_of(qtbot, dialog, jobs)
    assert "张家口" in shown.what.text()
    click(qtbot, shown.ok)
    qtbot.waitUntil(lambda: len(desk.own_scales) == 1 and not dialog.isVisible())
    [own] = desk.own_scales
    assert (own.place, own.medical[5]) == ("cn-1307", 45)
    assert own.reduction == desk.law.latest_scale("cn-13").reduction

    click(qtbot, page.sections["figures"].tables)
    dialog = opened(page.sections["figures"], ScaleDialog)
    assert "本中心" in dialog.table.currentText()
    click(qtbot, dialog.away)
    click(qtbot, effect_of(qtbot, dialog, jobs).ok)
    qtbot.waitUntil(lambda: desk.own_scales == ())


def test_a_table_of_subsidies_names_what_it_counts_and_tells_all_faults_at_once(qtbot, page, desk):
    page.show_section("figures")
    click(qtbot, page.sections["figures"].tables)
    dialog = opened(page.sections["figures"], ScaleDialog)
    typed = {
        "medical.5": "4x",
        "medical.6": "",
        "employment.7": "300",
        "years": "4.5",
        "percent": "200",
        "least": "一成",
        "occupational_months": "2.5",
    }
    for name, text in typed.items():
        dialog.fields[name].editor.setText(text)
    dialog.since.setText("1990-1-1")
    dialog.checked_on.setText("2099-1-1")
    dialog.document.setText("号" * 301)

    click(qtbot, dialog.ok)

    said = {name: dialog.fields[name].explained for name in typed}
    assert said == {
        "medical.5": "“4x”不是月数。请写成 12 或 4.5。",
        "medical.6": "请填写该等级的月数；没有的填0。",
        "employment.7": "月数应小于240，请核对。",
        "years": "“4.5”不是整年数。请写成 5。",
        "percent": "请填写每年递减的百分比（1至100）。",
        "least": "“一成”不是整数百分比。请写成 20。",
        "occupational_months": "“2.5”不是整月数。请写成 12。",
    }
    assert "1996-01-01" in dialog.fields["since"].explained
    assert dialog.fields["checked_on"].explained
    assert dialog.fields["document"].explained
    assert dialog.problem.isHidden(), "every fault has its field"
    assert (dialog.numbers["medical.5"].text(), dialog.since.text()) == ("4x", "1990-1-1")
    assert dialog.findChildren(EffectDialog) == []

    dialog.base.set_code("fixed")
    click(qtbot, dialog.ok)

    assert "金额" in dialog.fields["medical.5"].explained
    assert "元" in dialog.fields["medical.6"].explained
    assert dialog.fields["employment.7"].explained == "", "300 yuan are possible"
    assert [head.text()[-3:] for head in dialog.heads.values()] == ["，元）"] * 2


def test_a_fall_near_retirement_is_told_whole_where_only_a_part_is_typed(qtbot, page):
    page.show_section("figures")
    click(qtbot, page.sections["figures"].tables)
    dialog = opened(page.sections["figures"], ScaleDialog)
    for name in ("years", "percent"):
        dialog.fields[name].editor.clear()

    click(qtbot, dialog.ok)

    assert "年数" in dialog.fields["years"].explained
    assert "百分比" in dialog.fields["percent"].explained


def test_a_shipped_figure_is_confirmed_with_its_document(qtbot, page, desk, jobs):
    page.show_section("figures")
    [place] = [
        n
        for n, row in enumerate(page.sections["figures"].model.rows)
        if row.name == "minimum_wage_month" and row.figure.place == "cn-1307"
    ]
    page.sections["figures"].table.selectRow(place)
    qtbot.keyClick(page.sections["figures"].table, Qt.Key.Key_Return)
    facts = opened(page.sections["figures"], FactsDialog)
    click(qtbot, facts.ok)
    dialog = opened(page.sections["figures"], FigureDialog)
    assert dialog.value.text() == "2,000.00"
    assert dialog.checked_on.day() == desk.today()
    dialog.document.setText("冀人社发〔2022〕32号")

    click(qtbot, dialog.ok)
    click(qtbot, effect_of(qtbot, dialog, jobs).ok)
    qtbot.waitUntil(lambda: "minimum_wage_month" in own_figures(page))

    assert own_figures(page)["minimum_wage_month"].since == date(2023, 1, 1)
    rest(qtbot, jobs)


def test_an_own_figure_without_value_or_day_is_refused_at_both_fields(qtbot, page):
    page.show_section("figures")
    click(qtbot, page.sections["figures"].add)
    dialog = opened(page.sections["figures"], FigureDialog)
    dialog.since.setText("从前")

    click(qtbot, dialog.ok)

    assert dialog.fields["value"].explained
    assert "从前" in dialog.fields["since"].explained


def test_a_figure_of_before_the_labour_law_is_refused_with_all_else_and_what_was_typed_stays(
    qtbot, page
):
    page.show_section("figures")
    click(qtbot, page.sections["figures"].add)
    dialog = opened(page.sections["figures"], FigureDialog)
    dialog.since.setText("1990-1-1")
    dialog.until.setText("1989-1-1")
    dialog.checked_on.setText("2099-1-1")

    click(qtbot, dialog.ok)

    assert dialog.fields["since"].explained == "1994-01-01以前的标准不用于核算，请核对年份。"
    assert dialog.fields["value"].explained == "请填写数值。"
    assert dialog.fields["until"].explained
    assert dialog.fields["checked_on"].explained
    assert dialog.since.text() == "1990-1-1"
    assert dialog.findChildren(EffectDialog) == []


def test_days_are_read_as_days_and_not_as_money(qtbot, page):
    page.show_section("figures")
    click(qtbot, page.sections["figures"].add)
    dialog = opened(page.sections["figures"], FigureDialog)
    dialog.kind.set_code("paid_days_per_month")
    dialog.value.setText("二十天")

    click(qtbot, dialog.ok)

    assert dialog.fields["value"].explained == "“二十天”不是天数。请写成 250 或 21.75。"
    dialog.kind.set_code("minimum_wage_month")
    click(qtbot, dialog.ok)
    assert "金额" in dialog.fields["value"].explained


def test_a_figure_that_changes_no_open_case_says_so_plainly(qtbot, page, jobs):
    page.show_section("figures")
    click(qtbot, page.sections["figures"].add)
    dialog = opened(page.sections["figures"], FigureDialog)
    dialog.kind.set_code("heat_allowance_indoor_hour")
    dialog.value.setText("2")
    dialog.since.setText("2026-06-01")
    click(qtbot, dialog.ok)
    shown = effect_of(qtbot, dialog, jobs)
    assert shown.effect.cases == ()
    assert shown.summary.text() == "没有在办案件受影响。"
    assert shown.told.isHidden(), "nothing is computed anew"
    noticed = []
    page.noticed.connect(lambda text, _undo: noticed.append(text))

    click(qtbot, shown.ok)
    qtbot.waitUntil(lambda: bool(noticed))

    assert noticed == ["标准已采用。没有在办案件受影响。"]
    rest(qtbot, jobs)


def test_a_refusal_by_the_law_of_figures_comes_back_to_the_form(qtbot, page, jobs):
    page.show_section("figures")
    click(qtbot, page.sections["figures"].add)
    dialog = opened(page.sections["figures"], FigureDialog)
    dialog.value.setText("1700")
    dialog.since.setText("2026-01-01")
    dialog.until.setText("2025-01-01")

    click(qtbot, dialog.ok)

    qtbot.waitUntil(lambda: bool(dialog.fields["until"].explained))
    assert dialog.isVisible()
    assert dialog.value.text() == "1700"
    rest(qtbot, jobs)


def test_a_file_of_figures_is_refused_by_line_or_shown_before_it_is_taken(
    qtbot, page, jobs, tmp_path
):
    page.show_section("figures")
    file = tmp_path / "neighbour.toml"
    row = 'place = "cn-1307"\n[[figure]]\nname = "minimum_wage_month"\nsince = 2026-07-01\n'
    file.write_text(row + "value = 2100\n", "utf-8")

    page.sections["figures"].import_from(file)
    qtbot.waitUntil(page.sections["figures"].problem.isVisible)
    assert "第2行" in page.sections["figures"].problem.text()

    file.write_text(row + 'value = "2100"\n', "utf-8")
    page.sections["figures"].import_from(file)
    qtbot.waitUntil(lambda: bool(page.sections["figures"].findChildren(EffectDialog)))
    click(qtbot, effect_of(qtbot, page.sections["figures"], jobs).ok)
    qtbot.waitUntil(lambda: "minimum_wage_month" in own_figures(page))
    assert not page.sections["figures"].problem.isVisible()

    page.sections["figures"].export_to("cn-1307", tmp_path / "out")
    qtbot.waitUntil((tmp_path / "out.toml").exists)
    assert 'value = "2100"' in (tmp_path / "out.toml").read_text("utf-8")
    rest(qtbot, jobs)


def test_the_file_of_each_place_is_exported_and_says_what_it_holds(
    qtbot, page, desk, jobs, tmp_path
):
    section, said = page.sections["figures"], []
    own = [Decimal(7000), Decimal(2345)]
    for place, value in zip(("cn-13", "cn-1307"), own, strict=True):
        figure = OwnFigure(
            name="minimum_wage_month",
            place=place,
            value=value,
            since=date(2026, 9, 1),
            unit="yuan/month",
            document="冀人社字〔2026〕57号",
        )
        figures.take(desk, FigureChange(added=(figure,)))
    page.show_section("figures")
    section.noticed.connect(lambda text, *_more: said.append(text))

    offered = [action.text() for action in section.export_menu().actions()]
    section.export_to("cn-13", tmp_path / "out")
    qtbot.waitUntil(lambda: said != [])

    assert [text.split("：")[0] for text in offered] == ["张家口", "河北", "全国"]
    assert "其中本中心录入1项" in offered[1]
    written = (tmp_path / "out.toml").read_text("utf-8")
    assert "# 本中心录入\n\n" not in written
    assert '# 本中心录入\n[[figure]]\nname = "minimum_wage_month"\nvalue = "7000"' in written
    assert written.startswith(f"# {offered[1]}\n")
    assert offered[1] in said[0]
    assert "须另行导出：张家口" in said[0]
    rest(qtbot, jobs)


def test_a_regional_rule_shows_its_cases_before_it_is_set_and_goes_back_when_left(
    qtbot, page, desk, jobs
):
    page.show_section("regional")
    section = page.sections["regional"]
    choice = section.choices["local_average_series"]
    assert "未查到" in section.standings["local_average_series"].text()

    choice.set_code("private_average_wage_year")
    choice.activated.emit(choice.currentIndex())
    effect_of(qtbot, section, jobs).reject()
    assert choice.code() == "pack"

    choice.set_code("private_average_wage_year")
    choice.activated.emit(choice.currentIndex())
    click(qtbot, effect_of(qtbot, section, jobs).ok)
    qtbot.waitUntil(lambda: "本中心" in section.standings["local_average_series"].text())

    assert desk.law.house["local_average_series"] == "private_average_wage_year"
    rest(qtbot, jobs)


def test_a_backup_is_made_where_the_user_says_and_its_age_shows(qtbot, page, jobs, tmp_path):
    page.show_section("backup")
    assert page.sections["backup"].age.text() == "本中心的数据还没有备份。"

    with qtbot.waitSignal(page.offered) as seen:
        page.sections["backup"].back_up_to(tmp_path / "centre.deskbackup")
    qtbot.waitUntil(lambda: page.sections["backup"].age.text().startswith("最近一次备份：今天"))

    assert "1件案件" in seen.args[0]


def test_after_the_keys_were_changed_the_page_asks_for_a_new_backup(qtbot, page, desk, tmp_path):
    def made():
        backups.backup(desk, tmp_path / "centre.deskbackup")
        page.refresh()

    page.show_section("backup")
    made()
    qtbot.waitUntil(lambda: page.sections["backup"].age.text().startswith("最近一次备份：今天"))

    with desk.db.write(desk.actor, "renew_keys") as session:
        journal.note(session, {"encrypted": True})
    page.refresh()
    qtbot.waitUntil(lambda: "更换密钥" in page.sections["backup"].age.text())

    made()
    qtbot.waitUntil(lambda: page.sections["backup"].age.text().startswith("最近一次备份：今天"))


def test_a_backup_onto_the_live_file_is_refused(qtbot, page, desk, jobs):
    with qtbot.waitSignal(jobs.refused) as seen:
        page.sections["backup"].back_up_to(Path(desk.db.location))

    assert str(seen.args[0])
    assert page.sections["backup"].now.isEnabled()


def test_the_files_place_is_shown(page, desk):
    assert page.sections["backup"].location.text() == desk.db.location


def test_a_sound_file_is_called_sound(qtbot, page, jobs):
    page.show_section("backup")

    with qtbot.waitSignal(page.noticed) as seen:
        click(qtbot, page.sections["backup"].test)

    assert seen.args[0].startswith("文件完好：1件案件")


def test_before_restoring_the_backup_is_verified_and_described(qtbot, page, jobs, tmp_path):
    copy = tmp_path / "centre.deskbackup"
    with qtbot.waitSignal(page.offered):
        page.sections["backup"].back_up_to(copy)
    rest(qtbot, jobs)

    page.sections["backup"]._open(copy, None)
    rest(qtbot, jobs)
    question = page.sections["backup"].findChild(RestoreDialog)

    assert "1件案件" in question.text.text()
    assert question.count.isHidden() or not question.count.isVisible()
    with qtbot.waitSignal(page.restore) as seen:
        click(qtbot, question.ok)
    [order] = seen.args
    assert (order.source, order.root, order.count, order.unencrypted) == (copy, None, None, False)
    assert order.proof.by == page.desk.actor


def test_before_something_older_is_restored_the_number_of_its_cases_is_typed(
    qtbot, page, desk, jobs, tmp_path
):
    copy = tmp_path / "centre.deskbackup"
    backups.backup(desk, copy)
    service.set_option(desk, UNTOUCHED_DAYS, "12")

    page.sections["backup"]._open(copy, None)
    rest(qtbot, jobs)
    question = page.sections["backup"].findChild(RestoreDialog)
    question.count.setText("7")
    click(qtbot, question.ok)

    assert "此后又有1项登记" in question.standing.text()
    assert question.fields["count"].note.text() == "与备份中的案件数不符。"
    question.count.setText("1")
    with qtbot.waitSignal(page.restore) as seen:
        click(qtbot, question.ok)
    assert (seen.args[0].source, seen.args[0].count) == (copy, 1)


def test_a_clerk_may_look_but_not_change(qtbot, page, desk, jobs):
    clerk = next(user for user in service.officers(desk) if user.name == "刘静")
    choose(desk, clerk.id)
    page.refresh()
    rest(qtbot, jobs)

    assert not page.sections["centre"].save.isEnabled()
    assert not page.sections["people"].add.isEnabled()
    assert not page.sections["backup"].back.isEnabled()
    assert page.sections["backup"].now.isEnabled()


def test_dark_colours_are_taken_on_at_once_and_remembered(qtbot, page):
    page.sections["appearance"].scheme.set_code(Scheme.DARK.value)
    page.sections["appearance"].scheme.activated.emit(0)

    assert theme.is_dark()
    assert chosen_scheme() is Scheme.DARK


def test_another_language_asks_for_the_window_to_be_built_anew(qtbot, page):
    page.sections["appearance"].language.set_code(i18n.ENGLISH)

    with qtbot.waitSignal(page.reopen):
        page.sections["appearance"].language.activated.emit(1)


def test_the_form_of_a_room_asks_for_the_rooms_name(qtbot, page):
    page.show_section("rooms")
    page.sections["rooms"].open_new()

    dialog = opened(page.sections["rooms"], RoomDialog)

    assert dialog.fields["name"].caption.text() == "调解室名称（必填）"


def test_what_has_ended_is_not_among_the_figures_in_force(page):
    section = page.sections["figures"]
    assert section.view.code() not in ("earlier", "gaps")

    assert not {"2022-12-31", "2019-10-31"} & set(texts(section.table, 6))


def test_a_figure_that_has_ended_shows_its_last_day(qtbot, page):
    page.sections["figures"].view.set_code("earlier")
    table = page.sections["figures"].table
    assert table.model().headerData(6, Qt.Orientation.Horizontal) == "截止"

    days = set(texts(table, 6))

    assert {"—", "2022-12-31", "2019-10-31"} <= days


def test_a_second_medium_is_chosen_filled_and_shown_with_its_age(qtbot, page, desk, jobs, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    keeping.run(desk)

    page.show_section("backup")
    page.sections["backup"].second.take(tmp_path)  # where the data lie
    qtbot.waitUntil(page.sections["backup"].second.problem.isVisible)
    assert "数据本身就在该处" in page.sections["backup"].second.problem.text()
    page.sections["backup"].second.take(stick)
    qtbot.waitUntil(
        lambda: "最近副本2026-11-23 09:30" in page.sections["backup"].second.state.text()
    )

    assert len(list(stick.glob("*.deskbackup"))) == 1
    assert "已接入" in page.sections["backup"].second.state.text()
    assert not page.sections["backup"].second.problem.isVisible()
    rest(qtbot, jobs)


def test_a_restore_is_rehearsed_by_a_click_and_its_outcome_stays_on_the_page(
    qtbot, page, desk, jobs
):
    assert not page.sections["backup"].rehearsal.now.isEnabled()
    keeping.run(desk)
    page.refresh()
    rest(qtbot, jobs)
    assert page.sections["backup"].rehearsal.state.text() == "尚未作过恢复演练。"

    page.show_section("backup")
    click(qtbot, page.sections["backup"].rehearsal.now)

    qtbot.waitUntil(
        lambda: (
            page.sections["backup"].rehearsal.state.text()
            == "2026-11-23 09:30：通过，内容与备份一致。"
        )
    )
    rest(qtbot, jobs)


def test_a_section_is_made_when_it_is_first_shown_and_shows_what_is_stored_now(
    qtbot, page, desk, jobs
):
    assert [s.title for s in page.sections.there()] == ["本中心"]
    titles = [page.names.item(row).text() for row in range(page.names.count())]

    page.sections["centre"].texts["phone"].setText("0313-7654321")
    page.names.setFocus()
    qtbot.keyClick(page.names, Qt.Key.Key_Down)
    rooms = page.stack.currentWidget().widget()

    assert rooms is page.sections["rooms"]
    assert rooms.isVisible()
    assert texts(rooms.table) == [room.name for room in service.load(desk).rooms]
    assert page.sections["centre"].texts["phone"].text() == "0313-7654321"
    for _section in page.ahead():
        pass
    assert [section.title for section in page.sections.there()] == titles


def test_a_section_offers_nothing_before_it_has_read_what_stands(qtbot, page, jobs):
    accounts = page.sections["accounts"]
    assert all(part.isHidden() for part in (accounts.encrypt, accounts.renew, accounts.people))
    assert not page.sections["recycling"].back.isEnabled()
    assert not page.sections["backup"].rehearsal.now.isEnabled()
    assert page.sections["backup"].second.give_up.isHidden()

    rest(qtbot, jobs)

    assert not accounts.protect.isHidden()
    assert accounts.renew.isHidden()
