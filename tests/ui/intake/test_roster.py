from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from mediation_desk import paths
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.services import browse, story
from mediation_desk.ui.intake.roster_text import NAMES

ROSTER = paths.resources("sample", "roster.csv")
HEAD = "姓名\t公民身份号码\t入职日期\t离职日期\t离职前十二个月平均工资\t拖欠工资\n"


def column(name):
    return NAMES.index(name)


def group(page):
    page.group.click()
    page.respondent.name.setText(story.EMPLOYER.name)
    page.respondent.code.setText(story.EMPLOYER.credit_code)


def take(qtbot, page, path=ROSTER):
    page.roster.read_file(Path(path))
    qtbot.waitUntil(lambda: not page.roster.dry_run.isHidden())
    page.roster.dry_run.all.click()


def test_the_sample_roster_becomes_a_group_case(qtbot, page, desk):
    group(page)
    take(qtbot, page)
    page.dispute.cause.set_code("A09")

    page.save()

    qtbot.waitUntil(lambda: page.cases != [])
    case = browse.case_file(desk, page.cases[0])
    assert len(case.applicants) == 12
    assert case.is_group
    assert case.applicants[9].person.name == "吴𠮷"
    assert case.applicants[9].claim(ClaimKind.INJURY_DISABILITY) is not None
    assert case.applicants[0].claim(ClaimKind.INJURY_DISABILITY) is None


def test_rows_pasted_from_excel_are_shown_as_a_dry_run_first(qtbot, page):
    group(page)
    QGuiApplication.clipboard().setText(
        HEAD + "李建国\t139900197903121013\t2016-03-01\t2026-09-30\t6200\t18600\n"
        "王秀英\t139900198511021027\t2019-07-15\t2026-09-30\t5800\t17400\n"
    )
    page.roster.grid.setFocus()

    qtbot.keyClick(page.roster.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: not page.roster.dry_run.isHidden())
    assert page.roster.model.rowCount() == 0
    first = page.roster.dry_run.model.rows[0]
    assert first.applicant.person.name == "王秀英"
    assert first.problems != ()
    assert "2行" in page.roster.dry_run.summary.text()


def test_rows_read_and_not_taken_yet_are_named_where_no_worker_is_entered(qtbot, page):
    group(page)
    page.roster.read_file(Path(ROSTER))
    qtbot.waitUntil(lambda: not page.roster.dry_run.isHidden())

    page.save()

    qtbot.waitUntil(lambda: "尚未采用" in page.problem.text())
    assert "请至少填写一名申请人" not in page.problem.text()
    page.roster.dry_run.none.click()
    page.save()
    qtbot.waitUntil(lambda: "请至少填写一名申请人" in page.problem.text())


def test_rows_left_out_and_rows_with_only_a_name_are_told_in_the_dry_run(qtbot, page):
    group(page)
    QGuiApplication.clipboard().setText(
        HEAD + "李建国\t139900197903121013\t42430\t2026-09-30\t6200\t18600\n"
        "\t\t\t\t\t\n王秀英\t\t\t\t\t\n"
    )
    page.roster.paste()

    dry_run = page.roster.dry_run
    qtbot.waitUntil(lambda: not dry_run.isHidden())
    assert "1行资料不全" in dry_run.summary.text()
    assert "第3行为空行，已跳过。" in dry_run.skipped.text()
    told = [dry_run.model.index(n, 2).data() for n in range(2)]
    assert any("只有姓名" in text for text in told)
    assert any("“42430”是Excel的日期序号，已按2016-03-01读取" in text for text in told)
    assert "1行" in dry_run.sound.text()


def test_a_count_of_days_typed_into_the_roster_shows_as_its_day_with_a_note(qtbot, page):
    group(page)
    page.roster.add_row()
    model, hired = page.roster.model, column("work.hired_on")

    model.put({(0, 0): "李建国", (0, hired): "42430"})

    cell = model.index(0, hired)
    assert cell.data() == "2016-03-01"
    assert cell.data(Qt.ItemDataRole.EditRole) == "42430"
    assert "请核对" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert model.value()[0].work.hired_on == date(2016, 3, 1)


def test_a_number_that_excel_floated_is_refused_with_the_reason_and_mended_in_place(
    qtbot, page, tmp_path
):
    book = openpyxl.Workbook()
    book.active.append(["姓名", "公民身份号码", "拖欠工资"])
    book.active.append(["李建国", 139900197903121013.0, 18600])
    book.save(tmp_path / "roster.xlsx")
    group(page)

    take(qtbot, page, tmp_path / "roster.xlsx")

    assert page.roster.model.faulty() == (0,)
    assert "Excel" in page.roster.problem.text()
    page.roster.model.put({(0, column("person.id_number")): "139900197903121013"})
    assert page.roster.model.faulty() == ()
    assert page.roster.problem.isHidden()


def test_what_cannot_be_read_stays_in_its_cell_with_the_reason(qtbot, page):
    group(page)
    take(qtbot, page)
    model = page.roster.model
    place = model.index(2, column("work.left_on"))

    model.setData(place, "2026年9月31日")

    assert model.data(place) == "2026年9月31日"
    assert model.data(place, Qt.ItemDataRole.ToolTipRole)
    assert "第3行" in page.roster.problem.text()


def test_problems_of_the_roster_stop_the_registration_with_all_others(qtbot, page, desk):
    group(page)
    take(qtbot, page)
    page.roster.model.put({(1, column("person.id_number")): "139900197903121013"})
    page.respondent.name.clear()

    page.save()

    qtbot.waitUntil(lambda: page.respondent.fields["respondent.name"].explained != "")
    assert page.roster.model.faulty() == (1,)
    assert page.cases == []


def test_only_sound_rows_may_be_taken(qtbot, page):
    group(page)
    page.roster._pasted(
        HEAD + "李建国\t139900197903121013\t2016-03-01\t2026-09-30\t6200\t18600\n"
        "王秀英\t12345\t2019-07-15\t2026-09-30\t5800\t17400\n"
    )
    qtbot.waitUntil(lambda: not page.roster.dry_run.isHidden())

    page.roster.dry_run.sound.click()

    assert [a.person.name for a in page.roster.value()] == ["李建国"]


def test_a_block_without_headings_is_pasted_over_the_cells(qtbot, page):
    group(page)
    take(qtbot, page)
    grid, model = page.roster.grid, page.roster.model
    grid.setCurrentIndex(model.index(0, column("work.average_wage")))
    QGuiApplication.clipboard().setText("6300\t18700\n5900\t17500")

    grid.paste()

    wage = column("work.average_wage")
    qtbot.waitUntil(lambda: model.data(model.index(1, wage)) == "5900")
    assert model.data(model.index(0, wage + 1)) == "18700"


def test_a_grade_ticks_the_injury(qtbot, page):
    group(page)
    row = page.roster.model.add_row()
    page.roster.model.put({(row, 0): "李建国", (row, column("work.injury_grade")): "9"})

    worker = page.roster.value()[0].work

    assert (worker.injured, worker.injury_grade) == (True, 9)


def test_an_empty_clipboard_is_told(qtbot, page):
    group(page)
    QGuiApplication.clipboard().clear()

    page.roster.paste()

    assert "剪贴板为空" in page.roster.problem.text()


def test_the_models_are_sound(qtmodeltester, qtbot, page):
    group(page)
    take(qtbot, page)

    qtmodeltester.check(page.roster.model)


def test_the_draft_keeps_the_roster_as_typed(qtbot, page, open_page, desk):
    group(page)
    take(qtbot, page)
    page.roster.model.put({(0, column("work.hired_on")): "去年"})

    page.hide()
    again = open_page()

    qtbot.waitUntil(lambda: again.roster.model.rowCount() == 12)
    model = again.roster.model
    assert model.data(model.index(0, column("work.hired_on"))) == "去年"
    assert again.group.isChecked()


def test_the_draft_keeps_what_the_table_does_not_show(qtbot, page, open_page, desk, tmp_path):
    (tmp_path / "roster.csv").write_text(
        "姓名,证件类型,证件号码,性别,住址,岗位,工伤保险\n约翰,护照,E1234567,男,示例路1号,瓦工,是\n",
        encoding="utf-8",
    )
    group(page)
    take(qtbot, page, tmp_path / "roster.csv")
    before = page.roster.value()

    page.hide()
    again = open_page()

    qtbot.waitUntil(lambda: again.roster.model.rowCount() == 1)
    assert again.roster.value() == tuple(replace(a, claims=()) for a in before)
    assert before[0].work.injury_insured


def test_cells_that_cannot_be_read_keep_what_was_written(qtbot, page):
    group(page)
    page.roster._pasted(HEAD + "李建国\t139900197903121013\t2016-02-30\t2026-09-30\t-5\t18600\n")
    qtbot.waitUntil(lambda: not page.roster.dry_run.isHidden())

    page.roster.dry_run.all.click()

    model = page.roster.model
    assert model.data(model.index(0, column("work.hired_on"))) == "2016-02-30"
    assert model.data(model.index(0, column("work.average_wage"))) == "-5"
    assert page.roster.problem.text().startswith("第1行：")
    assert "第2行" not in page.roster.problem.text()


def test_a_sex_that_is_not_the_numbers_is_told_by_the_number_once_the_row_was_looked_at(
    qtbot, page
):
    group(page)
    page.roster._pasted("姓名\t性别\t公民身份号码\n李建国\t女\t139900197903121013\n")
    qtbot.waitUntil(lambda: not page.roster.dry_run.isHidden())
    page.roster.dry_run.all.click()
    assert page.roster.model.faulty() == (0,)

    page.roster.model.put({(0, column("person.id_number")): "139900197903121013"})

    assert page.roster.model.faulty() == ()
    assert page.roster.value()[0].person.sex is None


def test_a_file_that_cannot_be_read_puts_the_one_before_it_away(qtbot, page, tmp_path):
    group(page)
    page.roster.read_file(Path(ROSTER))
    qtbot.waitUntil(lambda: not page.roster.dry_run.isHidden())
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7")

    page.roster.read_file(tmp_path / "scan.pdf")

    qtbot.waitUntil(lambda: not page.roster.problem.isHidden())
    assert page.roster.dry_run.isHidden()


def test_a_file_that_can_be_read_puts_away_what_was_said_of_the_last(qtbot, page, tmp_path):
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7")
    group(page)
    page.roster.read_file(tmp_path / "scan.pdf")
    qtbot.waitUntil(lambda: not page.roster.problem.isHidden())

    page.roster.read_file(Path(ROSTER))

    qtbot.waitUntil(lambda: not page.roster.dry_run.isHidden())
    assert page.roster.problem.isHidden()


def test_starting_anew_puts_the_dry_run_away_and_what_is_still_being_read(qtbot, jobs, page):
    group(page)
    page.roster.read_file(Path(ROSTER))
    qtbot.waitUntil(lambda: not page.roster.dry_run.isHidden())

    page.start_anew()
    assert page.roster.dry_run.isHidden()
    page.roster.read_file(Path(ROSTER))
    page.start_anew()

    qtbot.waitUntil(lambda: not jobs.busy)
    assert page.roster.dry_run.isHidden()


def test_a_doubtful_telephone_number_is_pointed_out_and_stops_nothing(qtbot, page):
    group(page)
    page.roster._pasted("姓名\t联系电话\n李建国\t123\n")
    qtbot.waitUntil(lambda: not page.roster.dry_run.isHidden())
    assert "电话" in page.roster.dry_run.model.index(0, 2).data()

    page.roster.dry_run.all.click()

    model = page.roster.model
    phone = model.index(0, column("person.phone"))
    assert "电话" in model.data(phone, Qt.ItemDataRole.ToolTipRole)
    assert model.faulty() == ()
