from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPushButton

from mediation_desk.domain.claims import ClaimKind, totals
from mediation_desk.law.facts import facts
from mediation_desk.services import claims, intake, story
from mediation_desk.ui.case.pack_dialog import PackDialog
from mediation_desk.ui.case.sheet_menu import write_book
from mediation_desk.ui.case.sums_bar import tell_sums
from mediation_desk.ui.case.sums_cells import Part, columns
from mediation_desk.ui.case.sums_states import Show, State, is_shown, sum_state
from mediation_desk.ui.theme import Tone, colour

ENTITLED, AGREED = Part.ENTITLED, Part.AGREED
SEVERANCE, INJURY = ClaimKind.SEVERANCE, ClaimKind.INJURY_DISABILITY
UNEMPLOYMENT, ARREARS = ClaimKind.UNEMPLOYMENT_LOSS, ClaimKind.WAGE_ARREARS


def place(model, name):
    """Return the column of a fact by name, or of a sum by kind and part."""
    for column in range(model.columnCount()):
        found = model.column(column)
        if name in (found.name, (found.kind, found.part)) and (
            found.kind is None or name != found.name
        ):
            return column
    raise KeyError(name)


def cell(page, row, name):
    model = page.claims.model
    return model.data(model.index(row, place(model, name)))


def row_of(page, name):
    model = page.claims.model
    return next(r for r in range(model.rowCount()) if model.applicant(r).person.name == name)


def test_a_row_per_worker_shows_facts_and_computed_sums(page_at):
    page = page_at("mediating", "claims")
    row = row_of(page, "周大勇")

    assert cell(page, row, "hired_on") == "2009-06-01"
    assert cell(page, row, "average_wage") == "21,000.00"
    assert cell(page, row, (SEVERANCE, ENTITLED)) == "244,584.00"
    assert cell(page, row, (INJURY, ENTITLED)) == "—"


def test_editing_a_fact_recomputes_at_once(qtbot, page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model

    model.setData(model.index(0, place(model, "average_wage")), "6000")

    qtbot.waitUntil(lambda: cell(page, 0, (SEVERANCE, ENTITLED)) == "66,000.00")
    assert page.notices == ["事实已保存，金额已重新核算。"]


def test_a_grade_typed_into_the_grid_gives_the_injury_items(qtbot, page_at):
    page = page_at("mediating", "claims")
    worker = page.case.file.applicants[0]
    page.claims._change_kinds(worker.id, (*[c.kind for c in worker.claims], INJURY))
    qtbot.waitUntil(
        lambda: (
            cell(page, 0, (INJURY, ENTITLED)) == "待核算"
            or cell(page, 0, (INJURY, ENTITLED)) != "—"
        )
    )
    model = page.claims.model

    model.setData(model.index(0, place(model, "injury_grade")), "10级")

    qtbot.waitUntil(lambda: page.case.file.applicants[0].work.injury_grade == 10)
    assert page.case.file.applicants[0].claim(INJURY).entitled > 0


def test_days_that_only_fit_together_may_be_typed_one_after_the_other(qtbot, page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    model.put({(0, place(model, "left_on")): "2014-12-31"})
    assert "李建国" in page.claims.told.problem.text()

    model.put({(0, place(model, "hired_on")): "2011-1-1"})

    qtbot.waitUntil(lambda: page.case.file.applicants[0].work.left_on.year == 2014)
    assert page.claims.told.problem.isHidden()


def test_what_cannot_be_read_stays_in_its_cell_and_is_explained(qtbot, page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    index = model.index(1, place(model, "left_on"))

    model.setData(index, "2019-01-01")

    assert model.data(index) == "2019-01-01"
    assert model.data(index, Qt.ItemDataRole.ForegroundRole) == colour(Tone.BAD)
    assert "王秀英" in page.claims.told.problem.text()
    assert page.case.file.applicants[1].work.left_on.year == 2026


def test_items_workers_and_case_always_add_up_to_the_same_sum(qtbot, page_at):
    page = page_at("mediating", "claims")
    page.claims.fill_button.click()
    qtbot.waitUntil(lambda: page.case.file.totals.agreed > 0)
    model = page.claims.model
    model.put({(0, place(model, (SEVERANCE, AGREED))): "61400"})
    qtbot.waitUntil(
        lambda: page.case.file.applicants[0].claim(SEVERANCE).agreed == Decimal("61400.00")
    )

    case = page.case.file
    by_worker = sum(totals(a.claims).agreed for a in case.applicants)
    by_kind = sum(c.agreed or 0 for k in case.kinds for c in case.claims if c.kind is k)
    below_grid = page.claims.totals.model().total(model.column(model.columnCount() - 1))
    assert by_worker == by_kind == below_grid == case.totals.agreed
    assert f"{case.totals.agreed:,.2f}" in page.claims.agreed.text()


def test_filling_leaves_sums_that_were_entered_alone(qtbot, page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    model.put({(0, place(model, (SEVERANCE, AGREED))): "6.14万"})
    qtbot.waitUntil(lambda: page.case.file.applicants[0].claim(SEVERANCE).agreed is not None)

    page.claims.fill_button.click()

    qtbot.waitUntil(lambda: page.case.file.applicants[1].claim(SEVERANCE).agreed is not None)
    assert cell(page, 0, (SEVERANCE, AGREED)) == "61,400.00"


def test_an_agreed_sum_below_the_law_is_amber(qtbot, page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    index = model.index(0, place(model, (SEVERANCE, AGREED)))

    model.setData(index, "1000")

    assert model.data(index, Qt.ItemDataRole.ForegroundRole) == colour(Tone.WARN)


def test_a_click_explains_a_computed_sum_with_figure_day_source_and_article(qtbot, page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    row = row_of(page, "周大勇")

    page.claims.explain_cell(model.index(row, place(model, (SEVERANCE, ENTITLED))))

    panel = page.claims.panel
    qtbot.waitUntil(lambda: not panel.isHidden())
    text = panel.text()
    assert "244,584.00" in text
    assert "6,794.00" in text
    assert "2025" in text
    assert "劳动合同法第四十七条" in text
    assert "入职2009-06-01" in text


def test_no_benefit_under_a_year_of_service_says_why(qtbot, page_at):
    """失业保险条例第十七条; 社会保险法第四十六条."""
    page = page_at("mediating", "claims")
    model = page.claims.model
    row = row_of(page, "郑晓燕")

    page.claims.explain_cell(model.index(row, place(model, (UNEMPLOYMENT, ENTITLED))))

    qtbot.waitUntil(lambda: not page.claims.panel.isHidden())
    assert cell(page, row, (UNEMPLOYMENT, ENTITLED)) == "0.00"
    assert "不满一年" in page.claims.panel.text() or "不足" in page.claims.panel.text()


def test_a_missing_figure_says_which_and_where_to_enter_it(qtbot, page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    model.put(
        {(0, place(model, "left_on")): "2003-03-31", (0, place(model, "hired_on")): "2001-1-1"}
    )
    qtbot.waitUntil(lambda: page.case.file.applicants[0].work.left_on.year == 2003)

    page.claims.explain_cell(model.index(0, place(model, (UNEMPLOYMENT, ENTITLED))))

    qtbot.waitUntil(lambda: not page.claims.panel.isHidden())
    assert "2003-03-31" in page.claims.panel.text() or "2003" in page.claims.panel.text()


def test_a_column_is_pasted_and_filled_down(qtbot, page_at):
    page = page_at("mediating", "claims")
    model, grid = page.claims.model, page.claims.grid
    wage = place(model, "average_wage")
    grid.setCurrentIndex(model.index(0, wage))
    QGuiApplication.clipboard().setText("6300\r\n5900\r\n")

    grid.paste()
    qtbot.waitUntil(lambda: page.case.file.applicants[1].work.average_wage == Decimal("5900.00"))
    for row in (1, 2, 3):
        grid.selectionModel().select(
            model.index(row, wage), grid.selectionModel().SelectionFlag.Select
        )
    grid.selectionModel().select(model.index(0, wage), grid.selectionModel().SelectionFlag.Deselect)
    grid.fill_down()

    qtbot.waitUntil(lambda: page.case.file.applicants[3].work.average_wage == Decimal("5900.00"))
    assert page.case.file.applicants[0].work.average_wage == Decimal("6300.00")


def test_the_grid_is_locked_once_the_agreement_is_in_effect(page_at):
    page = page_at("effective", "claims")
    model = page.claims.model

    flags = model.flags(model.index(0, place(model, "average_wage")))

    assert not flags & Qt.ItemFlag.ItemIsEditable


def test_the_grid_is_a_sound_model(qtmodeltester, page_at):
    page = page_at("mediating", "claims")

    qtmodeltester.check(page.claims.model)
    qtmodeltester.check(page.claims.totals.model())


def test_what_was_asked_is_shown_and_filled_on_demand(qtbot, page_at):
    page = page_at("mediating", "claims")
    model, grid = page.claims.model, page.claims.grid
    asked = place(model, (SEVERANCE, Part.CLAIMED))
    assert grid.isColumnHidden(asked)
    assert page.claims.totals.isColumnHidden(asked)

    page.claims.columns.asked_button.click()
    model.put({(0, asked): "7万"})
    qtbot.waitUntil(lambda: page.case.file.applicants[0].claim(SEVERANCE).claimed is not None)
    page.claims.ask_button.click()

    qtbot.waitUntil(lambda: page.case.file.applicants[1].claim(SEVERANCE).claimed is not None)
    assert not grid.isColumnHidden(asked)
    assert cell(page, 0, (SEVERANCE, Part.CLAIMED)) == "70,000.00"
    assert cell(page, 1, (SEVERANCE, Part.CLAIMED)) == "43,500.00"
    assert page.case.file.applicants[0].claim(SEVERANCE).agreed is None


def test_pasting_skips_the_columns_that_are_hidden(qtbot, page_at):
    page = page_at("mediating", "claims")
    model, grid = page.claims.model, page.claims.grid
    grid.setCurrentIndex(model.index(0, place(model, "arrears")))
    QGuiApplication.clipboard().setText("18600\t\t18600\t9000")

    grid.paste()

    qtbot.waitUntil(lambda: page.case.file.applicants[0].claims[0].agreed == Decimal("9000.00"))
    assert page.case.file.applicants[0].claims[0].claimed != Decimal("9000.00")


def test_ctrl_z_in_the_grid_undoes_the_last_act(qtbot, page_at):
    page = page_at("mediating", "claims")
    model, grid = page.claims.model, page.claims.grid
    wage = model.index(0, place(model, "average_wage"))
    model.setData(wage, "6000")
    qtbot.waitUntil(lambda: cell(page, 0, (SEVERANCE, ENTITLED)) == "66,000.00")
    page.activateWindow()
    grid.setCurrentIndex(wage)
    grid.setFocus()

    qtbot.keyClick(grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyRelease(grid, Qt.Key.Key_Control)

    qtbot.waitUntil(lambda: any(text.startswith("已撤销") for text in page.notices))
    page.refresh()
    qtbot.waitUntil(lambda: cell(page, 0, "average_wage") == "6,200.00")


def test_esc_takes_back_what_was_refused_and_stays_in_the_case(page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    index = model.index(1, place(model, "left_on"))
    model.setData(index, "2019-01-01")
    assert "王秀英" in model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert model.data(index, Qt.ItemDataRole.BackgroundRole) is not None

    assert page.escape()

    assert model.data(index) == "2026-09-30"
    assert page.claims.told.problem.isHidden()
    assert not page.escape()


def test_ctrl_z_takes_back_what_was_refused_of_a_paste_with_what_it_saved(qtbot, page_at):
    page = page_at("mediating", "claims")
    tab, first = page.claims, page.case.file.applicants[0].work
    hired = tab.model.index(0, place(tab.model, "hired_on"))
    pasted(tab, "hired_on", "2027-1-1\t2026-9-30\t7000")
    qtbot.waitUntil(lambda: page.case.file.applicants[0].work.average_wage == Decimal("7000.00"))
    assert tab.model.wrong()

    page.undo_last()
    qtbot.waitUntil(lambda: any(text.startswith("已撤销") for text in page.notices))
    page.refresh()

    qtbot.waitUntil(lambda: page.case.file.applicants[0].work == first)
    assert tab.model.data(hired) == first.hired_on.isoformat()
    assert tab.told.problem.isHidden()


def test_ctrl_z_with_nothing_saved_only_puts_the_cell_back(qtbot, page_at):
    page = page_at("mediating", "claims")
    tab, before = page.claims, page.case.file
    wage = tab.model.index(0, place(tab.model, "average_wage"))
    shown = tab.model.data(wage)
    tab.model.setData(wage, "abc")

    page.undo_last()
    qtbot.wait(50)

    assert tab.model.data(wage) == shown
    assert page.case.file.version == before.version
    assert not [text for text in page.notices if text.startswith("已撤销")]


def test_a_day_of_joining_before_the_labour_law_is_told_in_its_cell(qtbot, page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    hired = model.index(0, place(model, "hired_on"))

    model.setData(hired, "1993-12-31")

    qtbot.waitUntil(lambda: page.case.file.applicants[0].work.hired_on.year == 1993)
    assert "《劳动法》" in model.data(hired, Qt.ItemDataRole.ToolTipRole)
    assert model.data(hired, Qt.ItemDataRole.ForegroundRole) == colour(Tone.WARN)


def test_an_average_wage_below_the_minimum_wage_is_told_in_its_cell(qtbot, page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    wage = model.index(0, place(model, "average_wage"))

    model.setData(wage, "1500")

    qtbot.waitUntil(lambda: page.case.file.applicants[0].work.average_wage == 1500)
    assert "最低工资标准" in model.data(wage, Qt.ItemDataRole.ToolTipRole)
    assert model.data(wage, Qt.ItemDataRole.ForegroundRole) == colour(Tone.WARN)


def test_a_total_of_what_is_not_computed_is_not_shown_as_nothing(qtbot, page_at):
    page = page_at("mediating", "claims")
    model, totals_model = page.claims.model, page.claims.totals.model()
    severance, whole = place(model, (SEVERANCE, ENTITLED)), place(model, "average_wage")
    rows = range(model.rowCount())
    assert totals_model.index(0, place(model, (SEVERANCE, AGREED))).data() == "—"

    model.put({(row, whole): "" for row in rows if row})
    qtbot.waitUntil(lambda: cell(page, 1, (SEVERANCE, ENTITLED)) == "待核算")
    part = totals_model.index(0, severance)
    assert part.data() == "68,200.00"
    assert part.data(Qt.ItemDataRole.ForegroundRole) == colour(Tone.WARN)
    assert "11" in part.data(Qt.ItemDataRole.ToolTipRole)
    assert "待核算" in page.claims.due.text()

    model.put({(0, whole): ""})
    qtbot.waitUntil(lambda: cell(page, 0, (SEVERANCE, ENTITLED)) == "待核算")
    assert part.data() == "—"


def test_no_total_is_cut(page_at):
    page = page_at("mediating", "claims")
    page.claims.columns.asked_button.click()
    row = page.claims.totals
    bold = row.font()
    bold.setBold(True)
    wide = QFontMetrics(bold)

    for column in range(row.model().columnCount()):
        if row.isColumnHidden(column):
            continue
        text = row.model().index(0, column).data()
        assert row.columnWidth(column) >= wide.horizontalAdvance(text) + 6, text


def names(page):
    model = page.claims.model
    return [model.applicant(row).person.name for row in range(model.rowCount())]


def test_workers_are_found_filtered_and_sorted(qtbot, page_at):
    page = page_at("mediating", "claims")
    tab, model = page.claims, page.claims.model
    everybody = names(page)
    tab.look.sought.setText("大勇")
    assert names(page) == ["周大勇"]
    assert "共12名" in tab.people.text()
    for heard in ("zdy", "zhoudayong", "ZDY"):
        tab.look.sought.setText(heard)
        assert names(page) == ["周大勇"]
    assert tab.totals.model().index(0, place(model, (SEVERANCE, ENTITLED))).data() == "244,584.00"

    tab.look.sought.clear()
    header = tab.grid.horizontalHeader()
    header.sectionClicked.emit(place(model, "average_wage"))
    assert names(page)[0] == "郑晓燕"
    header.sectionClicked.emit(place(model, "average_wage"))
    assert names(page)[0] == "周大勇"
    header.sectionClicked.emit(place(model, "average_wage"))
    assert names(page) == everybody

    model.put({(2, place(model, "average_wage")): ""})
    qtbot.waitUntil(lambda: page.case.file.applicants[2].claim(SEVERANCE).entitled is None)
    tab.look.show_only.set_code("missing")
    tab.look.show_only.activated.emit(1)
    assert names(page) == [everybody[2]]
    assert tab.grid.isColumnHidden(place(model, (SEVERANCE, Part.CLAIMED)))


def test_claims_and_a_fact_are_given_to_several_workers_in_one_act(qtbot, page_at):
    page = page_at("mediating", "claims")
    tab, model, grid = page.claims, page.claims.model, page.claims.grid
    for row in (0, 1):
        grid.selectionModel().select(
            model.index(row, 0), grid.selectionModel().SelectionFlag.Select
        )
    tab.claims_button.click()
    dialog = tab.findChild(QDialog, "add_claims")
    dialog.findChild(QCheckBox, "claim_overtime").click()
    dialog.ok.click()
    overtime = ClaimKind.OVERTIME
    qtbot.waitUntil(lambda: overtime in page.case.file.kinds)
    assert cell(page, 0, (overtime, ENTITLED)) == "待核算"
    assert cell(page, 2, (overtime, ENTITLED)) == "—"
    hours = place(model, "overtime.weekday_hours")
    assert not grid.isColumnHidden(hours)

    tab.look.sought.setText("王秀英")
    tab.fact_button.click()
    dialog = tab.findChild(QDialog, "set_fact")
    dialog.fact.set_code("overtime.weekday_hours")
    dialog.typed.setText("many")
    dialog.ok.click()
    assert dialog.typed_field.explained
    dialog.typed.setText("20")
    dialog.ok.click()

    qtbot.waitUntil(lambda: page.case.file.applicants[1].claim(overtime).entitled is not None)
    assert page.case.file.applicants[0].stated == {}
    tab.look.sought.clear()
    assert cell(page, 1, "overtime.weekday_hours") == "20"
    model.setData(model.index(0, hours), "10")
    qtbot.waitUntil(lambda: page.case.file.applicants[0].claim(overtime).entitled is not None)


def test_a_search_that_finds_nobody_says_so_and_leads_back(page_at):
    page = page_at("mediating", "claims")
    tab, everybody = page.claims, names(page)
    assert tab.look.nobody.isHidden()

    tab.look.sought.setText("查无此人")

    assert names(page) == []
    assert not tab.look.nobody.isHidden()
    assert tab.look.told.text() == "没有找到“查无此人”，请核对姓名。"
    tab.look.nobody.findChild(QPushButton, "sums_show_everybody").click()
    assert names(page) == everybody
    assert tab.look.nobody.isHidden()
    assert tab.look.sought.text() == ""


def test_contributions_that_outlast_the_service_are_told_at_the_cell_and_above_the_grid(
    qtbot, page_at
):
    page = page_at("mediating", "claims")
    tab, model = page.claims, page.claims.model
    years = model.index(8, place(model, "unemployment_loss.contribution_years"))

    model.setData(years, "40")

    sentence = "应缴费年限不能超过工作年限"
    assert sentence in tab.told.problem.text()
    assert "周大勇" in tab.told.problem.text()
    assert sentence in years.data(Qt.ItemDataRole.ToolTipRole)
    assert years.data(Qt.ItemDataRole.ForegroundRole) == colour(Tone.WARN)
    qtbot.waitUntil(lambda: page.case.file.applicants[8].stated != {})
    overtime = model.index(8, place(model, "severance.overtime_pay_month"))
    model.setData(overtime, "30000")
    assert "应当低于月平均工资" in tab.told.problem.text()
    assert "应当低于月平均工资" in overtime.data(Qt.ItemDataRole.ToolTipRole)


def test_columns_are_chosen_by_ticks_in_a_menu(page_at):
    page = page_at("mediating", "claims")
    tab, model, grid = page.claims, page.claims.model, page.claims.grid
    menu = tab.columns.menu()
    ticks = {action.text(): action for action in menu.findChildren(QAction)}
    assert ticks["应得"].isChecked()
    assert not ticks["报价"].isChecked()
    assert grid.isColumnHidden(place(model, "ground"))

    ticks[facts()["ground"].title].trigger()
    ticks["协议"].trigger()

    assert not grid.isColumnHidden(place(model, "ground"))
    assert grid.isColumnHidden(place(model, (SEVERANCE, AGREED)))
    assert not grid.isColumnHidden(place(model, (SEVERANCE, ENTITLED)))


def test_the_explanation_of_one_case_is_not_shown_in_another(qtbot, page_at, jobs):
    page = page_at("applied", "claims")
    tab = page.claims
    tab.explain_cell(tab.model.index(0, place(tab.model, (SEVERANCE, ENTITLED))))
    qtbot.waitUntil(lambda: not tab.panel.isHidden())
    other = intake.register(page.case.desk, replace(story.application(), operation="another"))

    page.open(other.id, "overview")
    qtbot.waitUntil(lambda: page.case.file.id == other.id and not jobs.busy)
    page.show_tab("claims")
    qtbot.waitUntil(lambda: not jobs.busy)

    assert tab.panel.isHidden()


def test_the_explanation_follows_a_fact_that_was_changed_while_another_tab_was_open(
    qtbot, page_at, jobs
):
    page = page_at("mediating", "claims")
    tab = page.claims
    tab.explain_cell(tab.model.index(0, place(tab.model, (SEVERANCE, ENTITLED))))
    qtbot.waitUntil(lambda: not tab.panel.isHidden())
    page.show_tab("overview")

    tab.model.setData(tab.model.index(0, place(tab.model, "average_wage")), "6000")
    qtbot.waitUntil(lambda: not jobs.busy)
    page.show_tab("claims")
    qtbot.waitUntil(lambda: not jobs.busy)

    assert "66,000.00" in tab.panel.text()


def test_the_panel_finds_a_claim_by_a_part_of_its_name(qtbot, page_at):
    page = page_at("mediating", "claims")
    model, panel = page.claims.model, page.claims.panel
    page.claims.explain_cell(model.index(0, place(model, (SEVERANCE, ENTITLED))))
    qtbot.waitUntil(lambda: not panel.isHidden())
    box = panel.findChild(QCheckBox, "claim_annual_leave")
    assert box.isHidden()

    panel.ticks.sought.setText("年休假")

    assert not box.isHidden()
    assert panel.findChild(QCheckBox, "claim_severance").isHidden()
    panel.ticks.sought.setText("工伤")
    assert not panel.findChild(QCheckBox, "claim_injury_stop_work").isHidden()


def test_sums_asked_above_the_law_and_offers_below_it_are_coloured(qtbot, page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    first = page.case.file.applicants[0]
    asked = model.index(0, place(model, (SEVERANCE, Part.CLAIMED)))
    model.setData(asked, "99999")
    offered = model.index(0, place(model, (SEVERANCE, Part.OFFERED)))

    model.show_offered({(first.id, SEVERANCE): Decimal("50000.00")})

    foreground = Qt.ItemDataRole.ForegroundRole
    assert model.data(asked, foreground) == colour(Tone.ACCENT)
    assert model.data(offered) == "50,000.00"
    assert model.data(offered, foreground) == colour(Tone.WARN)


def test_severance_after_a_resignation_is_amber_until_the_ground_is_chosen(qtbot, page_at, jobs):
    """劳动合同法第四十六条: the floor of the talks is nothing, so the grid has no final sum."""
    page = page_at("mediating", "claims")
    case, model = page.case.file, page.claims.model
    worker = model.applicant(0)
    reason = {worker.id: replace(worker.work, leave_reason="本人辞职")}
    claims.change_work(page.case.desk, case.id, case.version, reason)
    page.refresh()
    qtbot.waitUntil(lambda: model.applicant(0).work.leave_reason == "本人辞职" and not jobs.busy)

    column = place(model, (SEVERANCE, ENTITLED))
    assert model.state(0, column) is State.OPEN
    assert "第四十六条" in model.data(model.index(0, column), Qt.ItemDataRole.ToolTipRole)

    model.setData(model.index(0, place(model, "ground")), "劳动者辞职")
    qtbot.waitUntil(lambda: cell(page, 0, (SEVERANCE, ENTITLED)) == "0.00")
    assert model.state(0, column) is not State.OPEN


def test_enter_goes_on_to_the_next_worker(qtbot, page_at):
    page = page_at("mediating", "claims")
    model, grid = page.claims.model, page.claims.grid
    wage = place(model, "average_wage")
    grid.setCurrentIndex(model.index(0, wage))
    grid.edit(grid.currentIndex())
    editor = grid.findChild(QLineEdit, "cell_editor")
    editor.setText("6000")

    qtbot.keyClick(editor, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: cell(page, 0, (SEVERANCE, ENTITLED)) == "66,000.00")
    assert grid.currentIndex().row() == 1


def test_the_calculation_is_saved_as_a_workbook(qtbot, page_at, tmp_path):
    page = page_at("mediating", "claims")
    target = tmp_path / "核算表.xlsx"

    write_book(page.claims, target, page.case.file.id)

    qtbot.waitUntil(target.exists)
    assert target.read_bytes().startswith(b"PK")


def test_sheets_are_made_of_the_workers_selected(qtbot, page_at):
    page = page_at("mediating", "claims")
    first = page.case.file.applicants[0]
    page.claims.grid.setCurrentIndex(page.claims.model.index(0, 0))
    menu = page.claims.sheet_menu()
    [mine] = [a for a in menu.actions() if a.text().startswith(f"{first.person.name}")]

    mine.trigger()

    dialog = page.findChild(PackDialog)
    qtbot.waitUntil(lambda: dialog.pack is not None)
    [sheet] = dialog.pack.papers
    assert (sheet.code, sheet.subject_label) == ("HS-02", first.person.name)
    assert sheet.missing == ()
    dialog.reject()


def pasted(tab, name, text):
    """Paste text over the cells from the first worker's fact on, as a hand does."""
    tab.grid.setCurrentIndex(tab.model.index(0, place(tab.model, name)))
    QGuiApplication.clipboard().setText(text)
    tab.grid.paste()


def test_pasted_cells_that_fit_are_kept_beside_days_that_contradict(qtbot, page_at):
    page = page_at("mediating", "claims")
    tab = page.claims
    first = page.case.file.applicants[0].work

    pasted(tab, "hired_on", "2027-1-1\t2026-9-30\t7000")

    qtbot.waitUntil(lambda: page.case.file.applicants[0].work.average_wage == Decimal("7000.00"))
    assert page.case.file.applicants[0].work.hired_on == first.hired_on
    assert cell(page, 0, "hired_on") == "2027-1-1"
    hired = tab.model.index(0, place(tab.model, "hired_on"))
    assert tab.model.data(hired, Qt.ItemDataRole.ForegroundRole) == colour(Tone.BAD)


def test_an_empty_pasted_line_and_lines_beyond_the_last_worker_are_told(qtbot, page_at):
    page = page_at("mediating", "claims")
    workers = page.case.file.applicants
    lines = ["2015-1-1", "", *["2016-1-1"] * (len(workers) + 3)]

    pasted(page.claims, "hired_on", "\n".join(lines))

    qtbot.waitUntil(lambda: page.case.file.applicants[0].work.hired_on.year == 2015)
    assert page.case.file.applicants[1].work.hired_on == workers[1].work.hired_on
    told = page.claims.told.problem.text()
    assert "1个空行" in told
    assert "5行" in told


def test_the_count_of_cells_to_mend_is_not_raised_by_the_note_on_an_empty_line(qtbot, page_at):
    page = page_at("mediating", "claims")

    pasted(page.claims, "average_wage", "abc\n-5\n5000.123\nx\ny\n\n5200")

    qtbot.waitUntil(lambda: "1个空行" in page.claims.told.problem.text())
    said = page.claims.told.problem.toolTip().split("\n")
    assert "1个空行" in said[0], "the note stands first, and every sentence after it is a cell"
    assert len(said) == 1 + len(page.claims.model.wrong())


def test_each_cell_that_cannot_be_read_is_named_by_worker_and_column(qtbot, page_at):
    page = page_at("mediating", "claims")
    second = page.case.file.applicants[1]
    stood = second.work.average_wage

    pasted(page.claims, "left_on", "2026-9-1\t7000\n昨天\tabc\n2026-9-2\t7100")

    qtbot.waitUntil(lambda: page.case.file.applicants[2].work.average_wage == 7100)
    assert page.case.file.applicants[0].work.average_wage == 7000
    assert page.case.file.applicants[1].work.average_wage == stood
    told = page.claims.told.problem.toolTip().split("\n")
    name = second.person.name
    assert [line.split("：")[0] for line in told] == [
        f"{name}“{facts()[column].title}”" for column in ("left_on", "average_wage")
    ]


def test_a_block_with_headings_and_names_goes_to_its_columns_and_workers(qtbot, page_at):
    """As it comes from Excel, in another order and with a column and a person that are not here."""
    page = page_at("mediating", "claims")
    first, second, third = page.case.file.applicants[:3]
    block = [
        "姓名\t车间\t拖欠工资\t月平均工资",
        f"{third.person.name}\t一\t2000\t5000",
        "",
        f" {second.person.name}\t二\t2001\t5,100.00",
        "无此人\t三\t1\t9999",
    ]

    pasted(page.claims, "hired_on", "\r\n".join(block) + "\r\n")

    qtbot.waitUntil(lambda: page.case.file.applicants[2].work.arrears == 2000)
    after = page.case.file.applicants
    assert after[0].work == first.work
    assert (after[1].work.average_wage, after[1].work.arrears) == (5100, 2001)
    assert (after[2].work.average_wage, after[2].work.hired_on) == (5000, third.work.hired_on)
    told = page.claims.told.problem.text()
    assert "2名劳动者" in page.claims.told.news.text(), "what was taken is no fault"
    assert "2名劳动者" not in told
    assert "车间" in told
    assert "无此人" in told
    assert page.claims.model.wrong() == ()


def test_headings_without_names_go_down_from_the_current_worker(qtbot, page_at):
    page = page_at("mediating", "claims")
    hired = page.case.file.applicants[0].work.hired_on

    pasted(page.claims, "hired_on", "平均工资\n5000\nabc\n5200")

    qtbot.waitUntil(lambda: page.case.file.applicants[2].work.average_wage == 5200)
    assert page.case.file.applicants[0].work.average_wage == 5000
    assert page.case.file.applicants[0].work.hired_on == hired
    assert len(page.claims.model.wrong()) == 1
    qtbot.waitUntil(lambda: any("已保存2格" in n and "1格" in n for n in page.notices))


def test_a_name_that_two_lines_have_is_taken_from_neither(qtbot, page_at):
    page = page_at("mediating", "claims")
    first, second = page.case.file.applicants[:2]
    one, two = first.person.name, second.person.name

    pasted(page.claims, "hired_on", f"姓名\t欠薪\n{one}\t1\n{one}\t2\n{two}\t3")

    qtbot.waitUntil(lambda: page.case.file.applicants[1].work.arrears == 3)
    assert page.case.file.applicants[0].work.arrears == first.work.arrears
    assert one in page.claims.told.problem.text()


def test_what_was_left_out_of_a_long_paste_is_still_told_once_it_is_read(
    qtbot, page_at, monkeypatch
):
    from mediation_desk.ui.case import sums_model

    monkeypatch.setattr(sums_model, "AT_ONCE", 1)
    page = page_at("mediating", "claims")

    pasted(page.claims, "average_wage", "5000\n\n5200\nabc")

    qtbot.waitUntil(lambda: page.case.file.applicants[2].work.average_wage == 5200)
    assert "1个空行" in page.claims.told.problem.text()
    assert "abc" in page.claims.told.problem.text()


def test_pasted_columns_beyond_the_last_one_are_told(qtbot, page_at):
    page = page_at("mediating", "claims")
    last = page.claims.model.columnCount() - 1
    page.claims.grid.setCurrentIndex(page.claims.model.index(0, last))
    QGuiApplication.clipboard().setText("1\t2\t3\t")
    page.claims.grid.paste()
    assert "2列" in page.claims.told.problem.text()


def test_an_empty_line_pasted_over_a_refused_cell_lets_it_go(qtbot, page_at):
    page = page_at("mediating", "claims")
    tab = page.claims
    wage = place(tab.model, "average_wage")
    stood = [tab.model.index(row, wage).data() for row in range(3)]
    pasted(tab, "average_wage", "abc\ndef")
    assert len(tab.model.wrong()) == 2

    pasted(tab, "average_wage", "7000\n\n7100")

    assert tab.model.wrong() == ()
    assert [tab.model.index(row, wage).data() for row in range(3)] == [
        "7,000.00",
        stood[1],
        "7,100.00",
    ]
    assert "1" in tab.told.problem.text()
    wages = lambda: [one.work.average_wage for one in page.case.file.applicants[:3:2]]  # noqa: E731
    qtbot.waitUntil(lambda: wages() == [Decimal("7000.00"), Decimal("7100.00")])


def test_facts_and_sums_pasted_at_one_stroke_are_one_act(qtbot, page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    before = page.case.file
    wage, agreed = place(model, "average_wage"), place(model, (SEVERANCE, AGREED))

    model.put({(0, wage): "6000", (0, agreed): "60000"})

    qtbot.waitUntil(lambda: page.case.file.version > before.version)
    claim = page.case.file.applicants[0].claim(SEVERANCE)
    assert page.case.file.version == before.version + 1
    assert claim.agreed == Decimal("60000.00")
    assert claim.entitled == Decimal("66000.00")


def test_all_that_is_to_be_mended_can_be_opened_as_a_list(page_at):
    page = page_at("mediating", "claims")
    model, tab = page.claims.model, page.claims
    wage = place(model, "average_wage")
    model.put({(0, wage): "-1"})
    assert tab.told.all_button.isHidden(), "one sentence stands there whole"

    model.put({(row, wage): "-1" for row in range(model.rowCount())})
    tab.told.all_button.click()

    [dialog] = tab.findChildren(QDialog, "all_told")
    assert dialog.list.toPlainText().split("\n") == list(model.wrong())
    dialog.ok.click()
    tab.escape()
    assert tab.told.all_button.isHidden()


def test_many_faults_leave_the_grid_in_view(page_at):
    page = page_at("mediating", "claims")
    model = page.claims.model
    wage = place(model, "average_wage")

    model.put({(row, wage): "-1" for row in range(model.rowCount())})

    lines = page.claims.told.problem.text().split("\n")
    assert len(lines) == 5
    assert f"另有{model.rowCount() - 4}" in lines[-1]


def test_with_faults_on_a_low_screen_four_rows_of_the_grid_are_in_view(qtbot, page_at):
    page = page_at("mediating", "claims")
    page.resize(853, 462)  # what a window of 910 × 512 leaves to the page
    model, grid = page.claims.model, page.claims.grid

    model.put({(row, place(model, "average_wage")): "-1" for row in range(4)})

    qtbot.waitUntil(lambda: rows_in_view(grid) >= 4)
    assert page.claims.told.problem.height() < 2 * page.claims.told.problem.fontMetrics().height()
    assert page.claims.told.all_button.isVisible()
    page.claims.escape()
    assert page.claims.legend.isVisible()


def rows_in_view(grid):
    """Count the rows of a grid that no scroll area around it cuts off."""
    seen = grid.viewport().visibleRegion().boundingRect()
    rows = (grid.visualRect(grid.model().index(row, 0)) for row in range(grid.model().rowCount()))
    return sum(seen.top() <= row.top() and row.bottom() <= seen.bottom() for row in rows)


def without_arrears(page, qtbot):
    """Let the first worker claim no wages."""
    worker = page.case.file.applicants[0]
    page.claims._change_kinds(worker.id, (SEVERANCE,))
    qtbot.waitUntil(lambda: page.case.file.applicants[0].claim(ARREARS) is None)
    return page.case.file.applicants[0]


def test_a_fact_of_a_claim_that_the_worker_does_not_make_says_so_and_adds_it_at_a_click(
    qtbot, page_at
):
    page = page_at("mediating", "claims")
    worker = without_arrears(page, qtbot)
    model, told = page.claims.model, page.claims.told
    row = row_of(page, worker.person.name)

    model.setData(model.index(row, place(model, "arrears")), "111")

    qtbot.waitUntil(lambda: page.case.file.applicants[0].work.arrears == 111)
    assert worker.person.name in told.problem.text()
    assert "不计入" in told.problem.text()
    assert told.add_button.isVisible()
    told.add_button.click()
    qtbot.waitUntil(lambda: page.case.file.applicants[0].claim(ARREARS) is not None)
    assert page.case.file.applicants[0].claim(ARREARS).entitled == 111
    assert page.case.file.applicants[0].claim(SEVERANCE) is not None
    qtbot.waitUntil(lambda: told.silent)


def test_facts_that_every_claim_rests_on_are_told_of_for_nobody(qtbot, page_at):
    page = page_at("mediating", "claims")
    without_arrears(page, qtbot)
    model = page.claims.model

    model.put({(0, place(model, "hired_on")): "2012-01-01", (1, place(model, "arrears")): "222"})

    qtbot.waitUntil(lambda: page.case.file.applicants[1].work.arrears == 222)
    assert page.claims.told.silent


def test_a_fact_set_for_many_opens_with_the_current_column_and_tells_whom_it_counts_not(
    qtbot, page_at
):
    page = page_at("mediating", "claims")
    worker = without_arrears(page, qtbot)
    model, grid, told = page.claims.model, page.claims.grid, page.claims.told
    grid.setCurrentIndex(model.index(1, place(model, "arrears")))
    page.claims.fact_button.click()
    dialog = page.claims.findChild(QDialog, "set_fact")
    assert dialog.fact.code() == "arrears"

    dialog.typed.setText("300")
    dialog.ok.click()

    qtbot.waitUntil(lambda: page.case.file.applicants[1].work.arrears == 300)
    qtbot.waitUntil(lambda: worker.person.name in told.problem.text())
    assert told.add_button.isVisible()


def test_a_fact_of_many_workers_is_taken_away_only_when_that_is_said(qtbot, page_at):
    page = page_at("mediating", "claims")
    page.claims.fact_button.click()
    dialog = page.claims.findChild(QDialog, "set_fact")
    dialog.fact.set_code("left_on")

    dialog.ok.click()
    assert dialog.typed_field.explained

    dialog.taken_away.click()
    dialog.ok.click()
    qtbot.waitUntil(lambda: all(one.work.left_on is None for one in page.case.file.applicants))


def test_of_many_whom_a_fact_does_not_fit_the_first_are_named_and_the_rest_counted(qtbot, page_at):
    page = page_at("mediating", "claims")
    last = max(one.work.hired_on for one in page.case.file.applicants)
    page.claims.fact_button.click()
    dialog = page.claims.findChild(QDialog, "set_fact")
    dialog.fact.set_code("left_on")
    dialog.typed.setText(last.replace(year=2001).isoformat())

    dialog.ok.click()

    every = len(page.case.file.applicants)
    told = dialog.left_out.text().split("\n")[1:]
    assert len(told) == 7
    assert str(every - 6) in told[-1]
    assert len(dialog.left_out.toolTip().split("\n")) == every
    dialog.reject()


def test_whom_a_fact_does_not_fit_is_told_before_it_is_set_and_one_undo_takes_it_back(
    qtbot, page_at
):
    page = page_at("mediating", "claims")
    before = page.case.file
    joined = sorted(one.work.hired_on for one in before.applicants)
    day = joined[len(joined) // 2]
    late = [one.person.name for one in before.applicants if one.work.hired_on > day]
    rest = len(joined) - len(late)
    page.claims.fact_button.click()
    dialog = page.claims.findChild(QDialog, "set_fact")
    dialog.fact.set_code("left_on")
    dialog.typed.setText(day.isoformat())

    dialog.ok.click()

    told = dialog.left_out.text().split("\n")[1:]
    assert [line.split("：")[0] for line in told] == late
    assert page.case.file.version == before.version
    assert str(rest) in dialog.ok.text()

    dialog.typed.setText("1960-01-01")
    assert dialog.left_out.isHidden()
    dialog.ok.click()
    assert dialog.typed_field.explained
    assert dialog.ok.text() == "设定"

    dialog.typed.setText(day.isoformat())
    dialog.ok.click()
    dialog.ok.click()
    qtbot.waitUntil(lambda: page.case.file.version == before.version + 1)
    days = {one.person.name: one.work.left_on for one in page.case.file.applicants}
    assert [name for name, left in days.items() if left != day] == late
    page.undo_last()
    qtbot.waitUntil(lambda: any(text.startswith("已撤销") for text in page.notices))
    page.refresh()
    works = [one.work for one in before.applicants]
    qtbot.waitUntil(lambda: [one.work for one in page.case.file.applicants] == works)


def test_why_a_workbook_could_not_be_written_stays_in_view(qtbot, page_at, tmp_path):
    page = page_at("mediating", "claims")
    (tmp_path / "no folder").write_text("a file")
    write_book(page.claims, tmp_path / "no folder" / "sums.xlsx", page.case.file.id)

    qtbot.waitUntil(lambda: not page.claims.told.problem.isHidden())
    assert page.claims.told.problem.text()
    assert page.escape()
    assert page.claims.told.problem.isHidden()


def test_a_sum_that_is_not_settled_and_one_agreed_above_the_law_are_coloured(page_at):
    page = page_at("mediating", "claims")
    [*_others, applicant] = page.case.file.applicants
    claim = applicant.claim(ClaimKind.SEVERANCE)
    waits = replace(claim, reason="三倍封顶未核对", agreed=claim.entitled * 10)
    worker = replace(applicant, claims=(waits,))
    by_part = {c.part: c for c in columns((ClaimKind.SEVERANCE,)) if c.kind}
    total = {c.name: c for c in columns((ClaimKind.SEVERANCE,)) if c.part is Part.TOTAL}

    assert sum_state(worker, by_part[Part.ENTITLED], {}) is State.OPEN
    assert sum_state(worker, total["entitled"], {}) is State.OPEN
    assert sum_state(worker, by_part[Part.AGREED], {}) is State.ABOVE
    assert sum_state(worker, total["agreed"], {}) is State.ABOVE
    assert is_shown(worker, Show.MISSING)
    assert is_shown(worker, Show.DIFFERENT)


def test_the_line_of_totals_below_tells_what_is_not_settled_in_the_colour_of_the_legend(page_at):
    page = page_at("mediating", "claims")
    due = page.claims.due
    before = due.text()
    worker = page.case.file.applicants[0]
    waits = replace(worker.claims[0], entitled=Decimal(36000), reason="本人辞职")
    told = replace(worker, claims=(waits, *worker.claims[1:]))
    case = replace(page.case.file, applicants=(told, *page.case.file.applicants[1:]))
    tell_sums(due, page.claims.agreed, case)

    assert "其中36,000.00元尚未确定" in due.text()
    assert "尚未确定" not in before
    assert due.property("tone") == State.OPEN.tone.value


def test_what_is_asked_beside_the_claims_stands_in_the_grid_and_in_no_total(qtbot, page_at):
    """劳部发〔1994〕479号, 工资支付暂行规定第十六条, 劳动合同法第二十二条: nobody's claims."""
    page = page_at("mediating", "claims")
    grid, model, before = page.claims.grid, page.claims.model, page.case.file.totals
    row = row_of(page, "周大勇")
    grid.setCurrentIndex(model.index(row, 0))

    page.claims.claims_button.click()
    dialog = page.claims.findChild(QDialog, "add_claims")
    for kind in ("medical_period", "wage_deduction_cap", "training_penalty"):
        dialog.findChild(QCheckBox, f"answer_{kind}").click()
    dialog.submit()

    first = model.column(grid.currentIndex().column()).name
    assert first == "wage_deduction_cap.monthly_wage"
    assert grid.currentIndex().row() == row
    worked = place(model, "medical_period.total_work_years")
    assert not grid.isColumnHidden(worked)

    typed = {
        "medical_period.total_work_years": "20",
        "wage_deduction_cap.monthly_wage": "5000",
        "training_penalty.training_cost": "60000",
        "training_penalty.service_term_years": "5",
    }
    model.put({(row, place(model, name)): text for name, text in typed.items()})
    qtbot.waitUntil(lambda: cell(page, row, "medical_period") == "18个月")
    qtbot.waitUntil(lambda: cell(page, row, "training_penalty") == "待核算")
    model.setData(model.index(row, place(model, "training_penalty.served_years")), "2")
    qtbot.waitUntil(lambda: cell(page, row, "training_penalty") == "36,000.00")

    assert cell(page, row, "wage_deduction_cap") == "1,000.00"
    assert page.case.file.totals == before
    assert cell(page, row_of(page, "赵铁柱"), "medical_period") == ""
    assert page.claims.totals.model().index(0, place(model, "training_penalty")).data() == ""
    page.claims.explain_cell(model.index(row, place(model, "medical_period")))
    qtbot.waitUntil(lambda: page.claims.panel.amount.text() == "18个月")


def test_ticks_of_what_is_reckoned_besides_bring_its_facts_and_take_them_away(page_at):
    page = page_at("mediating", "claims")
    model, grid = page.claims.model, page.claims.grid
    (tick,) = [one for one in page.claims.columns.menu().actions() if one.text() == "医疗期"]

    tick.trigger()
    wanted = ["medical_period.total_work_years", "medical_period"]
    assert not any(grid.isColumnHidden(place(model, name)) for name in wanted)

    (tick,) = [one for one in page.claims.columns.menu().actions() if one.text() == "医疗期"]
    tick.trigger()
    assert all(grid.isColumnHidden(place(model, name)) for name in wanted)
