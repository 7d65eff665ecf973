"""The calculation as a workbook: a party changes a figure at home, and the sums follow."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from mediation_desk import paths
from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.law.award import Award, Step
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.facts import facts as facts_of_law
from mediation_desk.law.packs import load_law
from mediation_desk.law.sheet import Item, Sheet, WorkerSheet, worker_sheet
from mediation_desk.reports.calculation_book import write_calculation
from mediation_desk.reports.plain_sums import plain_sum
from tests.reports.live_books import (
    ENDED,
    ZHOU,
    cells_of,
    changed,
    numbers_of,
    reckoned_worker,
    sum_of,
)


def _award(amount: str, expression: str) -> Award:
    step = Step("经济补偿", expression, f"{Decimal(amount):,.2f}", "劳动合同法第四十七条")
    return Award(kind="severance", amount=Decimal(amount), steps=(step,))


SEVERANCE, OVERTIME = ClaimKind.SEVERANCE, ClaimKind.OVERTIME
ARREARS = ClaimKind.WAGE_ARREARS
WORKERS = Sheet(
    workers=(
        WorkerSheet(
            name="王建国",
            facts=(
                ("入职日期", "2021-01-01"),
                ("离职前十二个月平均工资", "6,500.00"),
                ("拖欠工资", "6,500.00"),
            ),
            items=(
                Item(kind=ARREARS, award=_award("5500.00", "6,500.00 - 1,000.00")),
                Item(kind=SEVERANCE, award=_award("32500.00", "6,500.00 × 5")),
                Item(kind=OVERTIME, refusal="缺少工时。"),
            ),
        ),
        WorkerSheet(
            name="=HYPERLINK(1)",
            facts=(),
            items=(Item(kind=SEVERANCE, award=_award("12000.00", "满四年，余期六个月以上")),),
        ),
    )
)


def _written():
    return write_calculation("核算表", WORKERS, "供参考", date(2026, 11, 27))


@pytest.mark.parametrize(
    ("expression", "result", "formula"),
    [
        ("6,500.00 × 5", "32,500.00", "6500.00*5"),
        ("19,500.00 - 0.00", "19,500.00", "19500.00-0.00"),
        ("4,350.00 ÷ 21.75 ÷ 8 × 150% × 10", "375.00", "4350.00/21.75/8*(150/100)*10"),
        ("（1,000.00 + 500.00）× 2", "3,000.00", "(1000.00+500.00)*2"),
        ("21,000.00 ÷ 21.75", "965.517241", "21000.00/21.75"),
        ("6,500.00", "6,500.00", "6500.00"),
    ],
)
def test_plain_arithmetic_is_read(expression, result, formula):
    found = plain_sum(expression, result)
    assert (found.arithmetic, found.value) == (formula, Decimal(result.replace(",", "")))


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("满4年，余期六个月以上", "5"),
        ("6,500.00 × 5", "32,500.01"),
        ("1 ÷ 0", "0.00"),
        ("9**9**9", "1.00"),
        ("__import__('os')", "1.00"),
        ("(" * 150 + "1", "1.00"),
        ("2022-03-01至2026-09-30", "4年7个月0天"),
    ],
)
def test_what_is_no_plain_arithmetic_stays_a_text(expression, result):
    assert plain_sum(expression, result) is None


def test_a_plain_product_is_a_live_formula_and_everything_else_is_typed():
    book = openpyxl.load_workbook(BytesIO(_written()))
    steps = [[cell.value for cell in row] for row in book["分项核算"].iter_rows(min_row=2)]
    assert steps[0][4] == "=ROUND(事实!$C$4-1000.00,2)", "the arrears, not the equal wage"
    assert steps[1][4] == '=IF(AND(E2>=0),E2,"须重新核算")'
    assert steps[2][4] == "=ROUND(事实!$C$3*5,2)"
    assert steps[3][4] == ('=IF(AND(事实!$C$2="2021-01-01",事实!$C$3=6500.00),E4,"须重新核算")')
    assert steps[4][3:5] == ["缺少工时。", "待核算"]
    assert steps[5][4] == 12000
    assert steps[6][4] == "=E7"
    assert book["事实"]["C3"].value == 6500
    assert book["分项核算"].row_dimensions[2].height > 15, "the whole article is seen"


def test_what_of_a_total_is_not_settled_stands_beside_it_and_in_the_title():
    [wang, other] = WORKERS.workers
    arrears, severance, *_overtime = wang.items
    waits = replace(severance, award=replace(severance.award, unsettled="本人辞职"))
    of_two = Sheet(workers=(replace(wang, items=(arrears, waits)), other))

    book = openpyxl.load_workbook(
        BytesIO(write_calculation("核算表", of_two, "", date(2026, 11, 27)))
    )

    sums = [[cell.value for cell in row] for row in book["汇总"].iter_rows(max_row=5)]
    assert sums[0][0] == "核算表（其中32,500.00元尚未确定）"
    assert sums[1][4:] == ["合计", "未计入合计", "其中尚未确定"]
    assert [row[6] for row in sums[2:5]] == ["=SUM(D3)", "=0", "=SUM(G3:G4)"]
    assert "金额尚未确定：本人辞职" in {row[3].value for row in book["分项核算"].iter_rows()}
    settled = openpyxl.load_workbook(BytesIO(_written()))["汇总"]
    assert settled[2][-1].value == "未计入合计"


def test_what_turns_on_insurance_is_told_in_the_title():
    [wang, other] = WORKERS.workers
    arrears, severance, *_overtime = wang.items
    turns = replace(severance, award=replace(severance.award, if_uninsured=Decimal("67940.00")))
    of_two = Sheet(workers=(replace(wang, items=(arrears, turns)), other))

    book = openpyxl.load_workbook(
        BytesIO(write_calculation("核算表", of_two, "", date(2026, 11, 27)))
    )

    told = "核算表（另有67,940.00元取决于是否参加工伤保险，未计入合计）"
    assert book["汇总"]["A1"].value == told


def test_the_heads_of_facts_are_not_printed_over_figures_and_sentences():
    book = openpyxl.load_workbook(BytesIO(_written()))

    assert book["事实"].print_title_rows == "$1:$1"
    assert [cell.value for cell in book["事实"][1]] == ["姓名", "事实", "内容"]
    assert not book["数据与提示"].print_title_rows
    assert [cell.value for cell in book["数据与提示"][1]][:2] == ["单位", "名称"]


def test_a_claim_whose_own_wage_was_told_follows_it_and_no_other_wage():
    """6,000 x 11 follows the monthly wage; overtime rests on its base, not on either wage."""
    told = {
        "monthly_wage": "6000",
        "overtime_base": "4350",
        "overtime.weekday_hours": "10",
        "double_wage.months_given": "11",
    }
    work = Employment(average_wage=Decimal(6000))
    law = load_law(paths.resources("law")).on(date(2026, 9, 30), "cn-1307")
    kinds = (ClaimKind.DOUBLE_WAGE, OVERTIME)
    items = [Item(kind=kind, award=entitlement(work, kind, law, told)) for kind in kinds]
    sheet = Sheet(workers=(worker_sheet("王建国", work, told, items),))

    raw = write_calculation("核算表", sheet, "供参考", date(2026, 11, 27))
    book = openpyxl.load_workbook(BytesIO(raw))
    cells = {row[1].value: row[2].coordinate for row in book["事实"].iter_rows()}
    wage, average = (
        "$C$" + cells[facts_of_law()[name].title][1:] for name in ("monthly_wage", "average_wage")
    )
    written = [str(row[4].value) for row in book["分项核算"].iter_rows(min_row=2)]
    assert any(f"{wage}*11" in text for text in written)
    assert not any(f"{average}=" in text or f"{wage}=" in text for text in written)


@pytest.mark.parametrize("claimed_on", ["2026-11-01", "2021-08-31"])
def test_double_wage_out_of_time_or_partly_so_still_follows_the_wage(claimed_on):
    """Nothing in time stays nothing with any wage; a part in time has its own months."""
    work = Employment(
        hired_on=date(2020, 3, 1), left_on=date(2021, 2, 28), average_wage=Decimal(6000)
    )
    law = load_law(paths.resources("law")).on(work.left_on, "cn-1307")
    kind = ClaimKind.DOUBLE_WAGE
    award = entitlement(work, kind, law, {}, claimed_on=date.fromisoformat(claimed_on))
    sheet = Sheet(workers=(worker_sheet("王建国", work, {}, [Item(kind=kind, award=award)]),))

    book = openpyxl.load_workbook(BytesIO(write_calculation("核算表", sheet, "", ENDED)))

    written = [str(row[4].value) for row in book["分项核算"].iter_rows(min_row=2)]
    assert any("$C$4*11" in text for text in written)
    assert "$C$4=6000.00" not in written[-1]


def test_a_name_that_looks_like_a_formula_is_a_text():
    book = openpyxl.load_workbook(BytesIO(_written()))
    cell = book["汇总"]["B4"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_a_total_that_leaves_items_open_says_so_at_the_head_and_beside_it():
    """What is still to be computed is no part of a total: nobody may take that for all."""
    sums = openpyxl.load_workbook(BytesIO(_written()))["汇总"]

    assert sums["A1"].value == "核算表（另有1项待核算，未计入合计）"
    assert sums["G2"].value == "未计入合计"
    assert [sums[cell].value for cell in ("G3", "G5")] == [
        '=COUNTIF(C3:E3,"待核算")+COUNTIF(C3:E3,"须重新核算")',
        '=COUNTIF(C3:E4,"待核算")+COUNTIF(C3:E4,"须重新核算")',
    ]


def test_a_workbook_whose_sums_are_all_known_tells_nothing_open_at_its_head():
    known = WorkerSheet(name="王建国", facts=(), items=WORKERS.workers[0].items[:2])

    book = write_calculation("核算表", Sheet(workers=(known,)), "供参考", date(2026, 11, 27))

    sums = openpyxl.load_workbook(BytesIO(book))["汇总"]
    assert sums["A1"].value == "核算表"
    heads = ["序号", "姓名", "拖欠工资", "经济补偿", "合计", "未计入合计"]
    assert [cell.value for cell in sums[2]] == heads


def test_the_note_below_the_sums_has_the_height_to_be_read_whole():
    sums = openpyxl.load_workbook(BytesIO(_written()))["汇总"]

    [note] = [row[0] for row in sums.iter_rows() if "供参考" in str(row[0].value)]
    assert any(f"A{note.row}:G{note.row}" == str(one) for one in sums.merged_cells.ranges)
    room = sum(sums.column_dimensions[letter].width for letter in "ABCDEFG")
    lines = 2 * len(note.value) / room
    assert sums.row_dimensions[note.row].height >= 15 * lines


def test_a_spreadsheet_works_out_the_sums_and_tells_no_wrong_one(tmp_path, reckoned):
    """Another wage may cross a ceiling or a band: then only a new reckoning helps."""
    path = tmp_path / "sums.xlsx"
    path.write_bytes(_written())
    another = (changed(path, "事实!C4", 7000), changed(path, "事实!C3", 7000))

    as_written, follows, anew = reckoned(path, *another)

    assert ["", "合计", "5500", "44500", "0", "50000", "1项"] in as_written
    assert ["1", "王建国", "6000", "32500", "待核算", "38500", "1项"] in follows
    assert ["1", "王建国", "5500", "须重新核算", "待核算", "5500", "2项"] in anew
    assert ["", "合计", "5500", "12000", "0", "17500", "2项"] in anew


def test_labour_contract_law_art_47_the_workbook_tests_the_limit_for_any_wage_and_average(
    tmp_path, law, reckoned
):
    path = tmp_path / "zhou.xlsx"
    award, sheet = reckoned_worker(law, SEVERANCE, ZHOU)
    path.write_bytes(write_calculation("核算表", sheet, "", ENDED))
    cells = cells_of(path)
    wage, average = cells["离职前十二个月平均工资"], cells[award.figures[0].title]

    least = law.on(ENDED, "cn-1307").find("minimum_wage_month")
    floor = least.monthly if least else Decimal(500)
    changes = (
        (wage, 20000),
        (wage, 500),
        (average, 9000),
        (average, 2000),
        (cells["入职日期"], "2010-06-01"),
    )

    rows = reckoned(path, *(changed(path, *change) for change in changes))

    as_written, below, poor, higher, lower, longer = map(sum_of, rows)
    assert as_written == "244584"
    assert below == "350000", "17.5 months where the limit is not reached"
    assert Decimal(poor) == floor * Decimal("17.5")
    assert higher == "367500"
    assert lower == "72000"
    assert longer == "须重新核算"


def test_a_sum_that_would_fall_below_nothing_is_to_be_computed_anew(tmp_path, law, reckoned):
    path = tmp_path / "paid.xlsx"
    work = replace(ZHOU, arrears=Decimal(6500))
    sheet = reckoned_worker(law, ARREARS, work, **{"wage_arrears.paid": "1000"})[1]
    path.write_bytes(write_calculation("核算表", sheet, "", ENDED))
    cells = cells_of(path)
    arrears = cells[facts_of_law()["arrears"].title]

    rows = reckoned(changed(path, arrears, 7000), changed(path, arrears, 500))
    assert [sum_of(one) for one in rows] == ["6000", "须重新核算"]


@pytest.mark.parametrize(("wage", "told"), [(5000, "459.77"), (7000.25, "643.70")])
def test_measures_art_11_the_wage_of_a_day_is_never_rounded_whatever_wage_is_typed(
    tmp_path, law, reckoned, wage, told
):
    """200.00 a day is even by chance: another wage gives a day's wage with many decimals."""
    path = tmp_path / "leave.xlsx"
    stated = {
        "annual_leave.cumulative_years": "8",
        "annual_leave.period_start": "2026-01-01",
        "annual_leave.period_end": "2026-06-30",
        "annual_leave.taken_days": "1",
        "wage_ex_overtime": "4350",
    }
    work = replace(ZHOU, hired_on=date(2024, 3, 1), left_on=date(2026, 6, 30))
    sheet = reckoned_worker(law, ClaimKind.ANNUAL_LEAVE, work, **stated)[1]
    path.write_bytes(write_calculation("核算表", sheet, "", ENDED))
    cells = cells_of(path)
    [rows] = reckoned(changed(path, cells[facts_of_law()["wage_ex_overtime"].title], wage))

    assert sum_of(rows) == told


def test_labour_law_art_44_hours_wage_and_sum_of_overtime_follow_one_another(
    tmp_path, law, reckoned
):
    path = tmp_path / "hours.xlsx"
    hours = {f"overtime.{name}_hours": "1" for name in ("weekday", "restday", "holiday")}
    work = replace(ZHOU, average_wage=Decimal(2300))
    award, sheet = reckoned_worker(law, OVERTIME, work, **hours)
    path.write_bytes(write_calculation("核算表", sheet, "", ENDED))
    cells = cells_of(path)
    title = facts_of_law()["overtime.weekday_hours"].title

    rows = reckoned(path, changed(path, cells[title], 11))

    assert [sum_of(found) for found in rows] == ["85.92", "284.20"]
    added = [Decimal(text) for text in award.steps[-1].expression.split(" + ")]
    assert award.amount == Decimal("85.92")
    assert sum(added).quantize(Decimal("0.01")) == award.amount, "the steps add up as shown"


@pytest.mark.parametrize(
    ("kind", "stated", "months"),
    [(SEVERANCE, {}, "17.5"), (OVERTIME, {"overtime.weekday_hours": "1"}, "1")],
)
def test_the_minimum_wage_that_a_sum_is_tested_by_has_its_row_and_the_sum_follows_it(
    tmp_path, law, reckoned, kind, stated, months
):
    """劳动合同法实施条例第二十七条: a wage below the minimum wage counts as that."""
    path = tmp_path / "least.xlsx"
    own = OwnFigure(
        name="minimum_wage_month",
        value=Decimal(2000),
        unit="yuan/month",
        since=date(2026, 1, 1),
        place="cn-1307",
        document="张政发〔2026〕1号",
    )
    work = replace(ZHOU, average_wage=Decimal(2300))
    sheet = reckoned_worker(law.with_own([own]), kind, work, **stated)[1]
    path.write_bytes(write_calculation("核算表", sheet, "", ENDED))

    rows = {title: (cell, row) for title, cell, row in numbers_of(path)}
    cell, row = rows["月最低工资标准（张家口）"]

    assert row[2].value == 2000
    assert row[3].value == "2026-01-01"
    assert row[4].value == "张政发〔2026〕1号（本中心录入）"
    hours = Decimal(months) if kind is SEVERANCE else Decimal("1.5") / Decimal("174")
    [told] = map(sum_of, reckoned(changed(path, cell, 3000)))
    assert Decimal(told) == (3000 * hours).quantize(Decimal("0.01"))


@pytest.mark.parametrize("reason", ["违法解除", ""])
def test_rules_art_25_the_totals_of_the_workbook_leave_out_what_another_claim_excludes(
    tmp_path, law, reckoned, reason
):
    """Both stand in their columns; whoever changes the wage sees the totals follow with one."""
    work = Employment(
        hired_on=date(2019, 4, 16), left_on=ENDED, average_wage=Decimal(7055), leave_reason=reason
    )
    kinds = (ClaimKind.SEVERANCE, ClaimKind.UNLAWFUL_TERMINATION)
    awards = {kind: entitlement(work, kind, law.on(ENDED, "cn-1307")) for kind in kinds}
    items = [Item(kind=kind, award=award) for kind, award in awards.items()]
    sheet = Sheet(workers=(worker_sheet("周大勇", work, {}, items),))
    path = tmp_path / "book.xlsx"
    path.write_bytes(write_calculation("核算表", sheet, "供参考", date(2026, 11, 27)))
    wage = next(cell for title, cell in cells_of(path).items() if "平均工资" in title)

    books = reckoned(path, changed(path, wage, 8000))

    for rows, amount in zip(books, (7055, 8000), strict=True):
        told = next(row for row in rows if row[:2] == ["1", "周大勇"])
        bottom = next(row for row in rows if row[1:2] == ["合计"])
        single, twice = amount * 7.5, amount * 15
        assert [float(sum_.removeprefix("择一 ")) for sum_ in told[2:4]] == [single, twice]
        assert float(told[4]) == float(bottom[4]) == (twice if reason else single)
        assert sorted(map(float, bottom[2:4])) == [0, twice if reason else single]
    assert "择一" in str(openpyxl.load_workbook(path)["汇总"]["A6"].value)
