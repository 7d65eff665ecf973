"""The twelve workers of the sample roster, by the law of Zhangjiakou on 2026-09-30."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk import i18n
from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.claims import COMMON, AnswerKind, ClaimKind, Employment
from mediation_desk.domain.errors import Invalid, NoFigure
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.packs import Law, LawOn

ENDED = date(2026, 9, 30)

ROSTER = [
    ("李建国", "2016-03-01", "6200", "18600", "68200.00", 24),
    ("王秀英", "2019-07-15", "5800", "17400", "43500.00", 18),
    ("张志强", "2021-05-06", "5500", "16500", "30250.00", 18),
    ("赵铁柱", "2014-10-08", "7350.50", "22051.50", "88206.00", 24),
    ("刘桂兰", "2023-04-01", "4200", "12600", "16800.00", 12),
    ("陈　磊", "2025-11-03", "5100", "15300", "5100.00", 0),
    ("买买提·艾力", "2020-02-18", "6000", "18000", "42000.00", 18),
    ("孙㛃", "2022-03-31", "4800", "14400", "24000.00", 12),
    ("周大勇", "2009-06-01", "21000", "63000", "244584.00", 24),
    ("吴𠮷", "2018-10-01", "5000", "15000", "40000.00", 18),
    ("郑晓燕", "2026-04-01", "4000", "12000", "4000.00", 0),
    ("欧阳海", "2017-09-30", "6450", "19350", "61275.00", 18),
]


def work(hired: str, wage: str, arrears: str) -> Employment:
    return Employment(
        hired_on=date.fromisoformat(hired),
        left_on=ENDED,
        leave_reason="单位提出协商解除",
        average_wage=Decimal(wage),
        contribution_wage=Decimal(wage),
        arrears=Decimal(arrears),
    )


INJURED = replace(work("2018-10-01", "5000", "15000"), injured=True, injury_grade=10)


@pytest.fixture
def law_on(law: Law) -> LawOn:
    own = OwnFigure(
        name="unemployment_benefit_month",
        value=Decimal(1600),
        unit="yuan/month",
        since=date(2023, 1, 1),
        place="cn-1307",
    )
    return law.with_own([own]).on(ENDED, "cn-1307")


@pytest.mark.parametrize(
    ("name", "hired", "wage", "arrears", "severance", "benefit"), ROSTER, ids=[r[0] for r in ROSTER]
)
def test_the_sums_of_the_sample_are_the_laws_to_the_fen(
    name: str,
    hired: str,
    wage: str,
    arrears: str,
    severance: str,
    benefit: int,
    law_on: LawOn,
) -> None:
    facts = work(hired, wage, arrears)

    owed = {kind: entitlement(facts, kind, law_on).amount for kind in COMMON}

    assert owed == {
        ClaimKind.WAGE_ARREARS: Decimal(arrears),
        ClaimKind.SEVERANCE: Decimal(severance),
        ClaimKind.UNEMPLOYMENT_LOSS: Decimal(1600 * benefit),
        ClaimKind.INJURY_DISABILITY: Decimal(0),
    }


def test_wages_of_which_nothing_is_known_are_asked_for_and_a_zero_is_an_answer(
    law_on: LawOn,
) -> None:
    facts = work("2020-01-01", "5000", "0")

    assert entitlement(facts, ClaimKind.WAGE_ARREARS, law_on).amount == 0
    with pytest.raises(Invalid) as refused:
        entitlement(replace(facts, arrears=None), ClaimKind.WAGE_ARREARS, law_on)
    assert [p.field for p in refused.value.problems] == ["arrears"]


def test_work_injury_regulation_art_62_without_insurance_the_employer_owes_everything(
    law_on: LawOn,
) -> None:
    uninsured = replace(INJURED, injury_insured=False)

    award = entitlement(uninsured, ClaimKind.INJURY_DISABILITY, law_on)

    assert award.amount == award.employer == Decimal("116528.00")
    assert award.parts["lump_sum"] == Decimal("35000.00")
    assert award.parts["medical_subsidy"] == Decimal("54352.00")
    assert award.parts["employment_subsidy"] == Decimal("27176.00")
    assert "工伤保险条例第六十二条" in award.articles


def test_with_insurance_the_employer_owes_the_employment_subsidy_only(law_on: LawOn) -> None:
    insured = replace(INJURED, injury_insured=True)

    award = entitlement(insured, ClaimKind.INJURY_DISABILITY, law_on)

    assert award.amount == Decimal("27176.00")
    assert award.fund == Decimal("89352.00")
    assert any("89,352.00" in warning for warning in award.warnings)


def test_social_insurance_law_art_46_under_one_year_there_is_no_benefit_with_the_reason(
    law_on: LawOn,
) -> None:
    award = entitlement(work("2025-11-03", "5100", "0"), ClaimKind.UNEMPLOYMENT_LOSS, law_on)

    assert award.amount == 0
    assert "不满一年" in award.reason
    assert award.figures == ()


def test_under_one_year_no_benefit_figure_is_wanted(law: Law) -> None:
    facts = work("2025-11-03", "5100", "0")

    assert entitlement(facts, ClaimKind.UNEMPLOYMENT_LOSS, law.on(ENDED, "cn-1307")).amount == 0


def test_a_missing_benefit_figure_is_named_with_day_and_place_to_enter_it(law: Law) -> None:
    facts = work("2016-03-01", "6200", "0")

    with pytest.raises(NoFigure, match=r"2026-09-30.*失业保险金月标准.*设置"):
        entitlement(facts, ClaimKind.UNEMPLOYMENT_LOSS, law.on(ENDED, "cn-1307"))


def test_the_law_of_the_day_the_employment_ended_is_used(law_on: LawOn) -> None:
    facts = replace(work("2009-06-01", "21000", "0"), left_on=date(2025, 9, 30))

    award = entitlement(facts, ClaimKind.SEVERANCE, law_on)

    assert award.amount == Decimal("240408.00")
    assert award.figures[0].year == 2024


def test_every_step_figure_and_article_is_there_for_the_capped_worker(law_on: LawOn) -> None:
    with i18n.speaking(i18n.CHINESE):
        award = entitlement(work("2009-06-01", "21000", "0"), ClaimKind.SEVERANCE, law_on)

    assert [step.result for step in award.steps] == [
        "21,000.00",
        "17年4个月0天",
        "17.5",
        "20,382.00",
        "20,382.00",
        "12",
        "244,584.00",
    ]
    assert award.steps[-1].expression == "20,382.00 × 12"
    assert award.figures[0].document == "冀人社字〔2026〕57号"
    assert award.articles[0] == "劳动合同法第四十七条"


@pytest.mark.parametrize("kind", COMMON)
def test_missing_facts_are_named_all_at_once(kind: ClaimKind, law_on: LawOn) -> None:
    with pytest.raises(Invalid) as refusal:
        entitlement(Employment(injured=True), kind, law_on)

    expected = {
        ClaimKind.WAGE_ARREARS: {"arrears"},
        ClaimKind.SEVERANCE: {"hired_on", "left_on", "average_wage"},
        ClaimKind.UNEMPLOYMENT_LOSS: {"hired_on", "left_on"},
        ClaimKind.INJURY_DISABILITY: {"contribution_wage", "injury_grade"},
    }
    assert {problem.field for problem in refusal.value.problems} == expected[kind]


def test_a_fact_that_two_needs_want_is_named_once(law_on: LawOn) -> None:
    """医疗期: the years with this employer, or both days of the service."""
    with pytest.raises(Invalid) as refused:
        entitlement(Employment(), AnswerKind.MEDICAL_PERIOD, law_on, {})

    texts = [problem.text for problem in refused.value.problems]
    assert len(texts) == len(set(texts)) == 2


def test_social_insurance_law_art_46_own_will_that_only_the_employer_tells_is_open(
    law_on: LawOn,
) -> None:
    facts = replace(work("2018-10-01", "5000", "0"), leave_reason="单位称本人辞职")

    award = entitlement(facts, ClaimKind.UNEMPLOYMENT_LOSS, law_on)

    assert award.amount == award.doubtful == 18 * Decimal(1600)
    assert not award.unlikely
    assert "“单位称本人辞职”" in award.unsettled


def test_insured_workers_claim_the_benefit_from_the_fund(law_on: LawOn) -> None:
    facts = replace(work("2016-03-01", "6200", "0"), unemployment_insured=True)

    award = entitlement(facts, ClaimKind.UNEMPLOYMENT_LOSS, law_on)

    assert award.amount == 0
    assert award.reason


@pytest.mark.parametrize(
    ("reason", "doubted"),
    [
        ("个人原因辞职", True),
        ("因拖欠工资被迫辞职", False),
        ("单位提出协商解除", False),
        ("", False),
    ],
)
def test_labour_contract_law_art_46_a_resignation_may_give_no_right(
    reason: str, doubted: bool, law_on: LawOn
) -> None:
    facts = replace(work("2016-03-01", "6200", "0"), leave_reason=reason)

    award = entitlement(facts, ClaimKind.SEVERANCE, law_on)

    assert any("劳动合同法第四十六条" in warning for warning in award.warnings) is doubted


def test_leaving_before_joining_is_refused(law_on: LawOn) -> None:
    facts = replace(work("2026-10-01", "6200", "0"))

    with pytest.raises(Invalid):
        entitlement(facts, ClaimKind.SEVERANCE, law_on)


DEAD = Employment(injured=True, injury_insured=True, contribution_wage=Decimal(6000))


def test_a_death_is_reckoned_by_the_figures_of_its_day(law_on):
    """工伤保险条例第三十九条: 上年度 is the year before the death, not before the counter's day."""
    of_2025 = entitlement(
        DEAD, ClaimKind.INJURY_DEATH, law_on, {"injury_death.figures_on": "2025-06-01"}
    )
    assert of_2025.fund == Decimal("1123828.00")  # 6 × 6,678 + 20 × 54,188
    assert not any("没有填写“死亡日期”" in said for said in of_2025.warnings)


def test_where_no_day_was_told_the_sum_says_by_whose_figures_it_stands(law_on):
    award = entitlement(DEAD, ClaimKind.INJURY_DEATH, law_on)
    assert award.fund == Decimal("1170804.00")
    assert "没有填写“死亡日期”" in award.warnings[0]
    assert "2026-09-30" in award.warnings[0]


@pytest.mark.parametrize(
    ("kind", "told", "then", "now"),
    [
        # 劳动法第四十八条: the minimum wage of the months, 1,790 in 2022 and 2,000 in 2026
        (
            ClaimKind.MIN_WAGE_GAP,
            {"min_wage_gap.paid_wage_ex_ot": "1700", "min_wage_gap.months": "3"},
            "270.00",
            "900.00",
        ),
    ],
)
def test_the_minimum_wage_is_that_of_the_months(law_on, kind, told, then, now):
    plain = Employment()
    dated = told | {"min_wage_gap.figures_on": "2022-06-30"}
    assert entitlement(plain, kind, law_on, dated).amount == Decimal(then)
    undated = entitlement(plain, kind, law_on, told)
    assert undated.amount == Decimal(now)
    assert "2026-09-30" in undated.warnings[0]


def test_the_day_of_the_event_goes_before_the_last_day_worked(law_on):
    told = {"min_wage_gap.paid_wage_ex_ot": "1700", "min_wage_gap.months": "3"}
    left = Employment(left_on=ENDED)
    dated = told | {"min_wage_gap.figures_on": "2022-06-30"}
    assert entitlement(left, ClaimKind.MIN_WAGE_GAP, law_on, dated).amount == Decimal("270.00")


def test_an_answer_to_wages_paid_is_said_to_lessen_the_arrears(law_on):
    """What is still owed and what was paid do not both lessen it unsaid (劳动合同法第三十条)."""
    owed = Employment(arrears=Decimal(19500))
    award = entitlement(owed, ClaimKind.WAGE_ARREARS, law_on, {"wage_arrears.paid": "2000"})
    assert award.amount == Decimal("17500.00")
    assert "19,500.00 - 2,000.00" in award.warnings[0]
    assert entitlement(owed, ClaimKind.WAGE_ARREARS, law_on).warnings == ()
