"""Sums at the counter, without a case: each claim stands by itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

from docx import Document
from openpyxl import load_workbook

from mediation_desk.domain import regional
from mediation_desk.domain.claims import AnswerKind, ClaimKind, Employment, Reckonable
from mediation_desk.law.fact_checks import fact_doubts
from mediation_desk.law.sheet import answer_text
from mediation_desk.services import claims, settings
from mediation_desk.services.calculator import Question, reckon, sheet, together, workbook

WORK = Employment(
    hired_on=date(2022, 3, 1),
    left_on=date(2026, 9, 30),
    average_wage=Decimal("6500"),
    arrears=Decimal("19500"),
)
K = ClaimKind


def _asked(*kinds: Reckonable, work: Employment = WORK, **stated: str) -> Question:
    return Question(name="王建国", work=work, stated=stated, kinds=kinds)


def test_several_claims_are_told_from_the_same_facts(office):
    """劳动合同法第三十条、第四十七条."""
    found = reckon(office.clerk, _asked(K.WAGE_ARREARS, K.SEVERANCE))
    assert [one.award.amount for one in found] == [Decimal("19500.00"), Decimal("32500.00")]
    assert together(found) == Decimal("52000.00")


def test_a_claim_that_lacks_a_fact_names_it_and_hides_no_other(office):
    wages, overtime = reckon(office.clerk, _asked(K.WAGE_ARREARS, K.OVERTIME))
    assert wages.award is not None
    assert overtime.award is None
    assert [p.field for p in overtime.problems] == ["overtime.weekday_hours"]


def test_wages_told_month_by_month_need_no_sum_beside_them(office):
    """劳动法第五十条."""
    asked = _asked(
        K.WAGE_ARREARS,
        work=Employment(),
        **{"wage_arrears.months": '[["5000","1000.10"],["5000","5000"],["5000","3000"]]'},
    )
    [found] = reckon(office.clerk, asked)
    assert found.award is not None, found.problems
    assert found.award.amount == Decimal("5999.90")


def test_labour_contract_law_art_47_years_of_service_stand_for_the_days(office):
    """劳动合同法第四十七条、第八十七条."""
    asked = _asked(
        K.SEVERANCE,
        K.UNLAWFUL_TERMINATION,
        work=Employment(average_wage=Decimal(6000)),
        **{"severance.service_years": "3", "severance.service_months": "7"},
    )
    found = reckon(office.clerk, asked)
    assert [one.award.amount for one in found if one.award] == [Decimal(24000), Decimal(48000)]


def test_facts_that_cannot_be_are_told_for_every_claim(office):
    work = Employment(hired_on=date(2026, 1, 1), left_on=date(2025, 1, 1))
    (found,) = reckon(office.clerk, _asked(K.SEVERANCE, work=work))
    assert found.award is None
    assert [p.field for p in found.problems] == ["left_on"]


def test_severance_beside_damages_is_warned_of(office):
    """劳动合同法实施条例第二十五条."""
    found = reckon(office.clerk, _asked(K.SEVERANCE, K.UNLAWFUL_TERMINATION))
    assert all(any("二十五条" in w for w in one.award.warnings) for one in found)


def test_the_sheet_tells_facts_steps_and_what_is_missing(office):
    made = sheet(office.clerk, _asked(K.SEVERANCE, K.OVERTIME))
    document = Document(BytesIO(made.docx))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    text = "\n".join([*(p.text for p in document.paragraphs), *cells])
    assert "王建国" in text
    assert "6,500.00 × 5" in text
    assert "32,500.00" in text
    assert "缺少" in text or "未填" in text or "没有" in text
    assert "{{" not in text
    assert made.pdf.startswith(b"%PDF")


def test_the_workbook_of_a_case_carries_the_sums_of_every_worker(office):
    case_id = office.register()
    case = office.case(case_id)
    book = load_workbook(BytesIO(claims.workbook(office.mediator, case_id)), data_only=True)
    rows = [[cell.value for cell in row] for row in book["汇总"].iter_rows(min_row=3)]
    workers = len(case.applicants)
    assert [row[1] for row in rows[:workers]] == [a.person.name for a in case.applicants]
    due = sum(c.entitled or 0 for a in case.applicants for c in a.claims)
    assert due > 0
    total = [cell.value for cell in book["汇总"][2]].index("合计")
    assert Decimal(str(rows[workers][total])) == due


def test_a_day_that_cannot_be_stops_only_the_claims_that_rest_on_it(office):
    """Wages are owed whatever the last day was."""
    work = Employment(hired_on=date(2026, 1, 1), left_on=date(2025, 1, 1), arrears=Decimal("19500"))
    severance, wages, heat = reckon(
        office.clerk,
        _asked(
            *(K.SEVERANCE, K.WAGE_ARREARS, K.HEAT_ALLOWANCE),
            work=work,
            **{"heat_allowance.hours": "100"},
        ),
    )
    assert severance.award is None
    assert [p.field for p in severance.problems] == ["left_on"]
    assert wages.award is not None
    assert wages.award.amount == Decimal("19500.00")
    assert heat.award is not None


def test_a_wrong_grade_stops_the_injury_and_nothing_else(office):
    work = Employment(arrears=Decimal("100"), injured=False, injury_grade=9)
    disability, wages = reckon(office.clerk, _asked(K.INJURY_DISABILITY, K.WAGE_ARREARS, work=work))
    assert disability.award is None
    assert wages.award is not None


def test_labour_contract_law_art_10_a_day_of_signing_that_lies_ahead_is_refused(office):
    work = Employment(hired_on=date(2024, 5, 1), average_wage=Decimal("5000"))
    wage, severance = reckon(
        office.clerk,
        _asked(
            *(K.DOUBLE_WAGE, K.SEVERANCE),
            work=work,
            **{"double_wage.contract_signed_date": "2030-01-01"},
        ),
    )
    assert wage.award is None
    assert [p.field for p in wage.problems] == ["double_wage.contract_signed_date"]
    assert "2030-01-01" in wage.refusal
    assert [p.field for p in severance.problems] == ["left_on"], "severance asks for its own day"


def test_labour_contract_law_art_82_a_contract_signed_before_hiring_is_asked_about(office):
    work = Employment(hired_on=date(2024, 5, 1), average_wage=Decimal("5000"))
    stated = {"double_wage.contract_signed_date": "2023-01-01"}
    (wage,) = reckon(office.clerk, _asked(K.DOUBLE_WAGE, work=work, **stated))
    assert wage.award is not None
    assert not wage.award.amount
    assert "2023-01-01" in wage.award.reason
    assert "2024-05-01" in wage.award.reason
    assert [p.field for p in fact_doubts(work, stated)] == ["double_wage.contract_signed_date"]


def test_a_sheet_without_a_name_names_what_is_missing_plainly(office):
    made = sheet(office.clerk, Question(work=Employment(), stated={}, kinds=(K.SEVERANCE,)))
    assert "姓名" in made.missing
    assert not [name for name in made.missing if name.startswith("：")]


def test_the_total_of_a_sheet_says_what_turns_on_insurance_nobody_spoke_of(office):
    work = Employment(injured=True, injury_grade=9, contribution_wage=Decimal("6500"))
    made = sheet(office.clerk, _asked(K.INJURY_DISABILITY, work=work))
    document = Document(BytesIO(made.docx))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    text = "\n".join([*(p.text for p in document.paragraphs), *cells])
    assert "58,500.00元取决于是否参加工伤保险" in text


def test_what_is_handed_out_does_not_send_a_party_to_settings(office):
    """Where a figure lacks, the desk says where to enter it; the paper, that it comes later."""
    private = "private_average_wage_year"
    settings.set_option(office.supervisor, regional.POOLING_SERIES.option, private)
    work = Employment(injured=True, injury_grade=9, contribution_wage=Decimal("6500"))
    asked = _asked(K.INJURY_DISABILITY, work=replace(work, left_on=date(2026, 9, 30)))
    (found,) = reckon(office.clerk, asked)
    book = load_workbook(BytesIO(workbook(office.clerk, asked)))
    cells = [str(cell.value) for page in book for row in page.iter_rows() for cell in row]
    document = Document(BytesIO(sheet(office.clerk, asked).docx))
    paper = [*(p.text for p in document.paragraphs)]
    paper += [c.text for t in document.tables for row in t.rows for c in row.cells]

    assert "请在“设置—数据与标准”中录入。" in found.refusal
    for text in ("".join(cells), "".join(paper)):
        assert "私营单位" in text
        assert "查明后再行核算" in text
        assert "设置—" not in text
    assert any("工伤统筹地区平均工资" in text for text in paper), "the centre's choice is told"


def test_mediation_and_arbitration_law_art_27_the_centres_way_acts_at_the_counter(office):
    """Nobody names a day of claiming at the counter: today stands, and the sheet says so."""
    settings.set_option(office.supervisor, regional.LIMITATION_COUNTING.option, "by_day")
    work = replace(WORK, hired_on=date(2025, 1, 1), left_on=date(2026, 2, 28))
    (found,) = reckon(office.clerk, _asked(K.DOUBLE_WAGE, work=work))

    assert found.award is not None
    assert found.award.amount == Decimal("71500.00"), "the sum itself is never cut"
    today = office.clerk.today().isoformat()
    assert any(today in told and "主张权利之日" in told for told in found.award.warnings)
    assert any("二倍工资的时效" in told for told in found.award.practice)
    (step,) = [step for step in found.award.steps if "逐日" in step.label]
    assert not [told for told in found.award.warnings if "各地口径不一" in told]
    book = load_workbook(BytesIO(workbook(office.clerk, _asked(K.DOUBLE_WAGE, work=work))))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("二倍工资的时效" in text and "本中心" in text for text in cells)
    assert step.label in cells


def test_mediation_and_arbitration_law_art_27_a_day_that_was_named_stands(office):
    stated = {"double_wage.claimed_on": "2026-03-02"}
    work = replace(WORK, hired_on=date(2025, 1, 1), left_on=date(2026, 2, 28))
    (found,) = reckon(office.clerk, _asked(K.DOUBLE_WAGE, work=work, **stated))

    assert found.award is not None
    assert not [told for told in found.award.warnings if "未填写主张权利之日" in told]


A = AnswerKind
BESIDES = {
    "training_penalty.training_cost": "30000",
    "training_penalty.service_term_years": "3",
    "training_penalty.served_years": "1",
    "medical_period.total_work_years": "4",
    "medical_period.employer_years": "2",
    "wage_deduction_cap.monthly_wage": "2300",
}


def test_what_is_no_claim_is_answered_and_belongs_to_no_total(office):
    """劳动合同法第二十二条；劳部发〔1994〕479号；工资支付暂行规定第十六条."""
    asked = _asked(
        *(K.WAGE_ARREARS, A.WAGE_DEDUCTION_CAP, A.MEDICAL_PERIOD, A.TRAINING_PENALTY), **BESIDES
    )
    _wages, cap, period, penalty = reckon(office.clerk, asked)

    assert penalty.award.amount == Decimal("20000.00")
    assert cap.award.amount == Decimal("300.00"), "what is left must reach the minimum wage of 2000"
    assert answer_text(period.kind, period.award) == "3个月"
    assert together(reckon(office.clerk, asked)) == Decimal("19500.00")

    document = Document(BytesIO(sheet(office.clerk, asked).docx))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    text = "\n".join([*(p.text for p in document.paragraphs), *cells])
    for words in ("20,000.00", "医疗期：3个月　", "不计入合计", "19,500.00"):
        assert words in text
    book = load_workbook(BytesIO(workbook(office.clerk, asked)), data_only=True)
    heads = [cell.value for cell in book["汇总"][2]]
    assert A.TRAINING_PENALTY.label not in heads
    assert "结果（不计入合计）" in [cell.value for cell in book["分项核算"]["C"]]


def test_circular_164_the_tax_is_of_the_compensation_that_was_just_reckoned(office):
    """财税〔2018〕164号第五条第一项."""
    stated = {"ground": "agreed_by_employer"}
    severance, tax = reckon(office.clerk, _asked(K.SEVERANCE, A.SEVERANCE_TAX, **stated))
    if tax.award is None:
        assert "平均工资" in tax.refusal, "only the figure of the place may be missing"
        return
    assert tax.award.parts["net"] == severance.award.amount - tax.award.amount
    assert any("32,500.00" in told for told in tax.award.warnings)


def test_what_is_asked_besides_says_what_it_lacks(office):
    (tax,) = reckon(office.clerk, _asked(A.SEVERANCE_TAX, work=Employment()))
    assert [problem.field for problem in tax.problems] == ["severance_tax.severance_income"]
