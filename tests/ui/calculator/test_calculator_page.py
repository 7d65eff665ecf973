"""A worker at the counter asks what is owed: ticks, answers, sums, the sheet, the application."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QToolButton

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.regional import MONTH_COUNTING
from mediation_desk.law.facts import facts
from mediation_desk.services import browse, settings
from mediation_desk.ui.pages.calculator import application_of
from mediation_desk.ui.paper_dialog import PaperDialog


def rest(qtbot, jobs, page=None):
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not jobs.busy and (page is None or not page._pause.isActive()))


@pytest.fixture
def page(qtbot, window, jobs):
    window.visit("calculator")
    rest(qtbot, jobs)
    return window.page


def tick(qtbot, jobs, page, code):
    box = page.situations.findChild(QCheckBox, f"situation_{code}")
    box.click()
    rest(qtbot, jobs, page)


def write(editor, text):
    """Type as an input method does: the whole text at once."""
    editor.setText(text)
    editor.textEdited.emit(text)


def answer(qtbot, jobs, page, name, text):
    editor = page.questions.fields[f"fact.{name}"].editor
    editor.clear()
    write(editor, text)
    rest(qtbot, jobs, page)


def sums(page):
    return {one.kind: one.award.amount if one.award else None for one in page.results.found}


def test_the_sums_follow_what_is_ticked_and_typed(qtbot, jobs, page):
    assert not page.print_button.isEnabled()
    tick(qtbot, jobs, page, "unpaid")
    tick(qtbot, jobs, page, "forced")
    answer(qtbot, jobs, page, "hired_on", "2022.3.1")
    answer(qtbot, jobs, page, "left_on", "20260930")
    answer(qtbot, jobs, page, "average_wage", "6500")
    answer(qtbot, jobs, page, "arrears", "1.95万")

    assert sums(page) == {
        ClaimKind.WAGE_ARREARS: Decimal("19500.00"),
        ClaimKind.SEVERANCE: Decimal("32500.00"),
    }
    assert page.results.total.text() == "52,000.00"
    assert "fact.ground" not in page.questions.fields, "what happened says it already"
    page.copy_button.click()
    assert "6,500.00 × 5" in QApplication.clipboard().text()


def test_a_wage_stands_in_for_another_only_where_that_is_asked_for(qtbot, jobs, page):
    tick(qtbot, jobs, page, "unwritten")
    hint = "不填按平均工资"

    alone = page.questions.fields["fact.monthly_wage"].editor.placeholderText()
    tick(qtbot, jobs, page, "forced")
    beside = page.questions.fields["fact.monthly_wage"].editor.placeholderText()

    assert "fact.average_wage" in page.questions.fields
    assert (alone == hint, beside == hint) == (False, True)


def test_an_employment_ends_for_one_reason_only(qtbot, jobs, page):
    tick(qtbot, jobs, page, "forced")
    tick(qtbot, jobs, page, "dismissed")

    assert [s.code for s in page.situations.chosen()] == ["dismissed"]


def test_what_is_missing_is_named_and_opening_it_leads_there(qtbot, jobs, page):
    tick(qtbot, jobs, page, "overtime")

    (one,) = page.results.found
    assert one.award is None
    shown = page.results.model.index(0, 2).data()
    assert "工作日" in shown
    page.results.table.opened.emit(page.results.model.index(0, 0))
    assert QApplication.focusWidget().objectName().startswith("fact_overtime")


def test_without_a_single_sum_nothing_is_printed_and_the_page_says_why(qtbot, jobs, page):
    giving = (page.print_button, page.excel_button, page.copy_button)
    assert not any(button.isEnabled() for button in giving)
    assert "请先勾选" in page.print_button.toolTip()

    tick(qtbot, jobs, page, "overtime")

    assert not any(button.isEnabled() for button in giving)
    assert page.apply_button.isEnabled(), "an application needs no sum"
    assert "尚无一项能够核算" in page.results.capital.text()
    assert page.excel_button.toolTip() == page.results.capital.text()

    tick(qtbot, jobs, page, "unpaid")
    answer(qtbot, jobs, page, "arrears", "1000")

    assert all(button.isEnabled() for button in giving)
    assert "公式" in page.excel_button.toolTip()
    assert page.results.capital.text() == "壹仟元整"


BAD = (
    ("average_wage", "-5"),
    ("average_wage", "6500.123"),
    ("average_wage", "1000000000000"),
    ("hired_on", "2026-02-30"),
    ("hired_on", "2099-01-01"),
)


def test_bad_answers_are_told_and_stay(qtbot, jobs, page):
    tick(qtbot, jobs, page, "unpaid")
    tick(qtbot, jobs, page, "forced")
    answer(qtbot, jobs, page, "arrears", "1000")
    for name, text in BAD:
        answer(qtbot, jobs, page, name, text)
        told = page.results.problem.text() + "".join(one.refusal for one in page.results.found)
        assert told, (name, text)
        assert text in page.questions.fields[f"fact.{name}"].editor.text()
        answer(qtbot, jobs, page, name, "")


def test_what_is_wrong_stands_at_the_field_and_is_not_called_missing(qtbot, jobs, page):
    tick(qtbot, jobs, page, "forced")
    answer(qtbot, jobs, page, "hired_on", "2022-3-1")
    answer(qtbot, jobs, page, "left_on", "2020-9-30")
    answer(qtbot, jobs, page, "average_wage", "-5")

    fields = page.questions.fields
    assert "早于" in fields["fact.left_on"].explained
    assert "负数" in fields["fact.average_wage"].explained
    assert not any("缺少" in one.refusal for one in page.results.found)
    assert page.results.total.text() == "—"

    answer(qtbot, jobs, page, "left_on", "2026-9-30")
    answer(qtbot, jobs, page, "average_wage", "0")
    assert not fields["fact.left_on"].explained
    assert fields["fact.average_wage"].explained

    answer(qtbot, jobs, page, "average_wage", "6500")
    assert not fields["fact.average_wage"].explained
    assert page.results.total.text() == "32,500.00"


def test_an_answer_that_cannot_be_read_is_not_left_out_of_the_sum(qtbot, jobs, page):
    """What was paid already makes the sum smaller: a slip in it must not make it larger."""
    tick(qtbot, jobs, page, "unpaid")
    tick(qtbot, jobs, page, "forced")
    answer(qtbot, jobs, page, "hired_on", "2022-3-1")
    answer(qtbot, jobs, page, "left_on", "2026-9-30")
    answer(qtbot, jobs, page, "average_wage", "6500")
    answer(qtbot, jobs, page, "arrears", "1000")
    page.questions.more.click()

    answer(qtbot, jobs, page, "severance_paid", "abc")
    assert sums(page)[ClaimKind.SEVERANCE] is None
    assert sums(page)[ClaimKind.WAGE_ARREARS] == Decimal("1000.00")

    answer(qtbot, jobs, page, "severance_paid", "2500")
    assert sums(page)[ClaimKind.SEVERANCE] == Decimal("30000.00")


def test_no_two_questions_have_the_same_name():
    titles = [fact.title for fact in facts().values() if fact.name.split(".")[0] != "limitation"]

    assert len(set(titles)) == len(titles)


def test_answers_stay_when_what_happened_changes(qtbot, jobs, page):
    tick(qtbot, jobs, page, "unpaid")
    answer(qtbot, jobs, page, "arrears", "1000")
    tick(qtbot, jobs, page, "unpaid")
    assert "fact.arrears" not in page.questions.fields
    tick(qtbot, jobs, page, "unpaid")
    assert page.questions.fields["fact.arrears"].editor.text().startswith("1000")

    page.fresh_button.click()
    rest(qtbot, jobs, page)
    assert page.results.found == ()


def test_the_sheet_opens_to_be_printed(qtbot, jobs, page):
    tick(qtbot, jobs, page, "unpaid")
    answer(qtbot, jobs, page, "arrears", "1000")
    qtbot.mouseClick(page.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(d.paper for d in page.findChildren(PaperDialog)))
    [dialog] = page.findChildren(PaperDialog)
    assert dialog.paper.pdf.startswith(b"%PDF")
    dialog.reject()


def test_the_sums_become_an_application_without_retyping(qtbot, jobs, window, desk, page):
    write(page.questions.name, "王建国")
    tick(qtbot, jobs, page, "unpaid")
    tick(qtbot, jobs, page, "forced")
    tick(qtbot, jobs, page, "overtime")
    for name, text in (
        ("hired_on", "2022-03-01"),
        ("left_on", "2026-09-30"),
        ("average_wage", "6500"),
        ("arrears", "19500"),
        ("overtime.weekday_hours", "120"),
    ):
        answer(qtbot, jobs, page, name, text)
    qtbot.mouseClick(page.apply_button, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    intake = window.page
    assert intake.objectName() == "intake"
    reason = intake.worker.work.reason
    assert (reason.text(), reason.cursorPosition()) == ("因单位过错被迫解除（第三十八条）", 0)
    intake.respondent.name.setText("宣化永固建筑工程有限公司")
    with qtbot.waitSignal(intake.registered) as done:
        intake.save()
    rest(qtbot, jobs)

    case = browse.case_file(desk, done.args[0])
    (worker,) = case.applicants
    assert worker.person.name == "王建国"
    assert worker.work.average_wage == Decimal("6500")
    assert worker.stated["overtime.weekday_hours"] == "120"
    assert worker.stated["ground"] == "forced"
    assert worker.work.leave_reason == "因单位过错被迫解除（第三十八条）"
    entitled = {c.kind: c.entitled for c in worker.claims}
    assert entitled[ClaimKind.SEVERANCE] == Decimal("32500.00")


def test_once_sums_became_an_application_the_next_person_starts_anew_and_can_go_back(
    qtbot, jobs, window, page
):
    tick(qtbot, jobs, page, "unpaid")
    answer(qtbot, jobs, page, "arrears", "1000")
    assert page.applied.isHidden()
    qtbot.mouseClick(page.apply_button, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    window.visit("calculator")
    rest(qtbot, jobs)
    assert page.applied.isVisible()
    notices = []
    page.noticed.connect(lambda text, undo: notices.append(undo))

    page.next_button.click()
    rest(qtbot, jobs, page)
    assert page.results.found == ()
    assert page.applied.isHidden()

    notices[-1]()
    rest(qtbot, jobs, page)
    assert sums(page) == {ClaimKind.WAGE_ARREARS: Decimal("1000.00")}


def test_what_was_understood_of_a_list_stands_free_of_its_button(qtbot, jobs, page):
    tick(qtbot, jobs, page, "death")
    answer(qtbot, jobs, page, "injury_death.dependents", "父亲")
    editor = page.questions.fields["fact.injury_death.dependents"].editor
    [button] = editor.findChildren(QToolButton)

    assert editor._note.isVisible()
    assert not editor._note.geometry().intersects(button.geometry())


def test_what_was_paid_already_says_what_for():
    assert "经济补偿" in facts()["severance_paid"].title


def test_the_sums_are_saved_as_a_workbook(qtbot, jobs, page, tmp_path):
    tick(qtbot, jobs, page, "unpaid")
    answer(qtbot, jobs, page, "arrears", "1000")
    target = tmp_path / "核算单.xlsx"
    page.write_workbook(target)
    qtbot.waitUntil(target.exists)
    rest(qtbot, jobs, page)
    assert target.read_bytes().startswith(b"PK")


def test_a_low_screen_keeps_room_for_the_steps(qtbot, jobs, page, window):
    window.resize(910, 512)
    for code in ("unpaid", "forced", "unwritten", "overtime", "injury", "care", "noncompete"):
        if page.situations.findChild(QCheckBox, f"situation_{code}"):
            tick(qtbot, jobs, page, code)

    table = page.results.table
    assert page.results.model.rowCount() > 4
    qtbot.waitUntil(lambda: table.height() <= page.results.height() // 3 + 40)


def test_on_a_small_screen_the_ticks_fold_so_that_the_questions_are_seen(qtbot, jobs, page, window):
    window.resize(910, 512)
    qtbot.waitUntil(lambda: not page._left_area.isVisibleTo(page))
    boxes = page.situations.findChildren(QCheckBox)
    assert not any(box.isHidden() for box in boxes)

    tick(qtbot, jobs, page, "unpaid")

    assert sum(not box.isHidden() for box in boxes) == 1
    page.situations.more.click()
    assert not any(box.isHidden() for box in boxes)
    tick(qtbot, jobs, page, "forced")
    assert sum(not box.isHidden() for box in boxes) == 2
    page.situations.stand_above(False)
    assert not any(box.isHidden() for box in boxes)


def test_a_wrong_day_leaves_the_other_sums_and_stands_at_its_field(qtbot, jobs, page):
    for code in ("unpaid", "forced", "unwritten"):
        tick(qtbot, jobs, page, code)
    answer(qtbot, jobs, page, "hired_on", "2024-5-1")
    answer(qtbot, jobs, page, "left_on", "2023-5-1")
    answer(qtbot, jobs, page, "arrears", "5000")

    assert sums(page)[ClaimKind.WAGE_ARREARS] == Decimal("5000.00")
    assert sums(page)[ClaimKind.SEVERANCE] is None
    assert page.results.total.text() == "5,000.00"
    page.questions.fields["fact.arrears"].editor.setFocus()
    answer(qtbot, jobs, page, "left_on", "2026-9-30")
    signed = page.questions.fields["fact.double_wage.contract_signed_date"]
    answer(qtbot, jobs, page, "double_wage.contract_signed_date", "2023-1-1")
    assert "早于入职日期" in signed.note.text()
    assert not signed.explained
    answer(qtbot, jobs, page, "double_wage.contract_signed_date", "2024-6-1")
    assert not signed.note.text()


def test_insurance_nobody_spoke_of_is_asked_for_in_place_of_a_total_of_nothing(qtbot, jobs, page):
    tick(qtbot, jobs, page, "injury")
    answer(qtbot, jobs, page, "injury_grade", "九级")
    answer(qtbot, jobs, page, "contribution_wage", "5000")

    assert page.results.total.text() == "—"
    assert "工伤保险" in page.results.capital.text()
    assert page.questions.fields["fact.injury_grade"].editor.problem() == ""
    assert "总计\t—" in page.results.text() or "合计\t—" in page.results.text()


def choose(qtbot, jobs, page, name, code):
    editor = page.questions.fields[f"fact.{name}"].editor
    editor.set_code(code)
    editor.activated.emit(editor.currentIndex())
    rest(qtbot, jobs, page)


def test_work_injury_regulation_art_37_the_fund_stands_as_large_as_the_employer(qtbot, jobs, page):
    """An insured worker of grade 10 reads what the fund pays, and is asked what decides more."""
    tick(qtbot, jobs, page, "injury")
    answer(qtbot, jobs, page, "contribution_wage", "5000")
    answer(qtbot, jobs, page, "injury_grade", "10")
    choose(qtbot, jobs, page, "injury_insured", "yes")

    results = page.results
    assert (results.total.text(), results.fund.text()) == ("0.00", "35,000.00")
    assert results.fund.isVisibleTo(page)
    assert results.fund.property("role") == results.total.property("role") == "figure"
    assert "35,000.00" in results.model.index(0, 2).data()

    choose(qtbot, jobs, page, "injury_disability.relationship_ended", "yes")
    assert results.total.text() == "27,176.00"
    assert results.fund.text() == "89,352.00"
    page.copy_button.click()
    assert "89,352.00" in QApplication.clipboard().text()

    choose(qtbot, jobs, page, "injury_insured", "no")
    assert results.total.text() == "116,528.00"
    assert not results.fund.isVisibleTo(page)


def test_work_injury_regulation_art_39_dependents_are_asked_for_at_once(qtbot, jobs, page):
    tick(qtbot, jobs, page, "death")

    assert "fact.injury_death.dependents" in page.questions.fields


def test_labour_contract_law_art_22_what_the_employer_may_ask_stands_apart(qtbot, jobs, page):
    tick(qtbot, jobs, page, "agreed")
    tick(qtbot, jobs, page, "taxed")
    assert {s.code for s in page.situations.chosen()} == {"agreed", "taxed"}, "it ends nothing"
    tick(qtbot, jobs, page, "agreed")
    tick(qtbot, jobs, page, "taxed")
    tick(qtbot, jobs, page, "trained")
    answer(qtbot, jobs, page, "training_penalty.training_cost", "30000")
    answer(qtbot, jobs, page, "training_penalty.service_term_years", "3")
    answer(qtbot, jobs, page, "training_penalty.served_years", "1")

    model = page.results.model
    assert model.index(0, 1).data() == "20,000.00"
    assert "不计入合计" in model.index(0, 2).data()
    assert page.results.total.text() == "—"
    application = application_of(page.question()[0])
    assert application["ticks"] == {}


def test_a_death_asks_for_its_day_and_the_remark_names_the_day_taken_without(qtbot, jobs, page):
    """工伤保险条例第三十九条: the figures are those of the year before the death."""
    tick(qtbot, jobs, page, "death")
    answer(qtbot, jobs, page, "contribution_wage", "6000")
    [one] = page.results.found
    assert "没有填写“死亡日期”" in one.award.warnings[0]

    answer(qtbot, jobs, page, "injury_death.figures_on", "2025-6-1")

    [one] = page.results.found
    assert one.award.if_uninsured == Decimal("1123828.00")
    assert not any("没有填写“死亡日期”" in said for said in one.award.warnings)


def test_an_average_wage_below_the_minimum_wage_is_told_at_its_field_and_in_the_sum(
    qtbot, jobs, page
):
    tick(qtbot, jobs, page, "forced")
    answer(qtbot, jobs, page, "hired_on", "2022-03-01")
    answer(qtbot, jobs, page, "left_on", "2026-09-30")
    answer(qtbot, jobs, page, "average_wage", "1500")

    note = page.questions.fields["fact.average_wage"].note
    assert "最低工资标准2,000.00元" in note.text()
    assert len(note.text()) < 60, "it stands in a narrow column"
    (one,) = page.results.found
    assert any("最低工资标准2,000.00元" in said for said in one.award.warnings)


def test_who_was_hurt_at_work_is_asked_for_the_day(qtbot, jobs, page):
    tick(qtbot, jobs, page, "injury")
    day = page.questions.fields["fact.injured_on"]
    assert day.caption.toolTip() == "工伤受伤日期"


def test_the_sums_follow_a_regional_rule_that_was_set_meanwhile(qtbot, jobs, window, page, desk):
    tick(qtbot, jobs, page, "unwritten")
    answer(qtbot, jobs, page, "hired_on", "2026-01-15")
    answer(qtbot, jobs, page, "left_on", "2026-04-10")
    answer(qtbot, jobs, page, "monthly_wage", "6000")
    before = sums(page)[ClaimKind.DOUBLE_WAGE]

    window.visit("settings")
    settings.set_option(desk, MONTH_COUNTING.option, "calendar")
    window.visit("calculator")
    rest(qtbot, jobs, page)

    assert sums(page)[ClaimKind.DOUBLE_WAGE] == Decimal("11181.82") != before
    assert page.questions.fields["fact.monthly_wage"].editor.text() == "6000"
