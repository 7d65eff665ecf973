"""What the facts or the law leave open is said on the award, and never taken as a fact."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk import paths
from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.domain.deadlines import load_calendars
from mediation_desk.domain.errors import Invalid
from mediation_desk.law.calc import answer
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.fact_checks import SIGNED, fact_doubts
from mediation_desk.law.facts import facts_of
from mediation_desk.law.packs import Law, LawOn
from tests.law.asking import ask, said

K = ClaimKind
LEFT = date(2026, 6, 30)
LEAVE = {"monthly_wage_ex_ot": 21750}


@pytest.fixture
def law_on(law: Law) -> LawOn:
    return law.on(LEFT, "cn-1307")


INJURED = Employment(
    hired_on=date(2020, 1, 1), injured=True, injury_grade=9, contribution_wage=Decimal(5000)
)


def test_work_injury_regulation_art_62_insurance_nobody_spoke_of_is_told_both_ways(
    law: Law, law_on: LawOn
) -> None:
    left = replace(INJURED, left_on=LEFT)

    award = entitlement(left, K.INJURY_DISABILITY, law_on)
    given = ask(
        law,
        "injury_disability",
        "cn-1307",
        disability_grade=9,
        own_wage=5000,
        relationship_ended=True,
    )

    assert award.employer == award.amount == Decimal("40764.00")
    assert award.if_uninsured == award.fund == Decimal("140116.00")
    assert not any("未参加工伤保险，各项" in told for told in award.warnings)
    assert (given["employer_total"], given["fund_total"]) == ("40764.00", "140116.00")
    for told in (award.warnings, given["warnings"]):
        assert any("未说明" in one and "140,116.00" in one and "第六十二条" in one for one in told)


@pytest.mark.parametrize(
    ("kind", "stated"),
    [
        (K.INJURY_DEATH, {}),
        (K.INJURY_MEDICAL, {"injury_medical.items": '[["住院", "5000"]]'}),
        (K.INJURY_CARE, {"care_level": "full", "injury_care.months": "10"}),
        (K.INJURY_DISABILITY, {}),
    ],
)
def test_work_injury_regulation_art_62_where_only_insurance_decides_nothing_is_claimed_as_owed(
    kind: ClaimKind, stated: dict[str, str], law_on: LawOn
) -> None:
    award = entitlement(INJURED, kind, law_on, stated)
    uninsured = entitlement(replace(INJURED, injury_insured=False), kind, law_on, stated)

    assert award.amount == 0
    assert award.if_uninsured == uninsured.amount > 0
    assert "未说明" in award.reason
    assert "injury_insured" in {fact.name for fact in facts_of(kind.value)}
    assert uninsured.if_uninsured == 0


def test_work_injury_regulation_art_62_a_fund_that_owes_nothing_is_named_without_a_sum(
    law_on: LawOn,
) -> None:
    stated = {
        "injury_medical.items": '[["住院", "5000"]]',
        "injury_medical.paid_by_fund": "5000",
    }

    award = entitlement(INJURED, K.INJURY_MEDICAL, law_on, stated)

    [said] = [told for told in award.warnings if "未说明" in told]
    assert "0.00" not in said
    assert "由工伤保险基金支付" in said


def test_labour_contract_law_art_47_without_a_local_average_both_doors_give_the_sum(
    law: Law,
) -> None:
    left = date(2018, 3, 31)
    work = Employment(
        hired_on=date(2016, 4, 1), left_on=left, average_wage=Decimal(4000), leave_reason="裁员"
    )

    award = entitlement(work, K.SEVERANCE, law.on(left, "cn-1307"))

    assert award.amount == Decimal("8000.00")
    assert any("未核对三倍封顶" in told for told in award.warnings)


def test_labour_contract_law_art_47_just_above_three_times_it_is_said_that_it_was_limited(
    law: Law,
) -> None:
    facts = {"service_years": 15, "local_avg_wage_month": 6794}

    above = ask(law, "severance", avg_wage_12m=21000, **facts)
    below = ask(law, "severance", avg_wage_12m="20382", **facts)

    assert said(above, "已按三倍封顶")
    assert not said(above, "接近")
    assert said(below, "接近")
    assert not said(below, "已按三倍封顶")


@pytest.mark.parametrize(
    ("rows", "wage"),
    [
        ([[6000, 12], [12000, 1]], "7000.00"),
        ([[6000, 5], [7000, 7], [12000, 1]], "7583.33"),
        ([[6000, 6], [7000, 6], [1000, 7]], "7083.33"),
    ],
)
def test_rules_art_27_a_bonus_beside_twelve_months_is_spread_and_told(
    law: Law, rows: list, wage: str
) -> None:
    given = ask(law, "severance", wage_parts=rows, service_years=2)

    assert given["base"] == wage
    assert said(given, "分摊到十二个月")


def test_rules_art_27_thirteen_ordinary_months_are_refused(law: Law) -> None:
    given = ask(law, "severance", wage_parts=[[6000, 6], [7000, 7]], service_years=2)

    assert "超过离职前十二个月" in given["fields"]["wage_parts"]


def test_protection_of_women_art_8_uninsured_maternity_speaks_of_maternity_insurance(
    law: Law,
) -> None:
    given = ask(law, "maternity_allowance", own_wage=5000, days=98, insured=False)

    assert said(given, "生育保险", "第八条")
    assert not said(given, "工伤")


@pytest.mark.parametrize(
    ("kind", "inputs", "field"),
    [
        ("severance_tax", {"severance_income": 350000}, "local_avg_wage_year"),
        ("min_wage_gap", {"paid_wage_ex_ot": 1000, "months": 2}, "min_wage_month"),
    ],
)
def test_a_figure_that_a_rule_cannot_do_without_is_named_with_day_and_where_to_enter_it(
    law: Law, kind: str, inputs: dict, field: str
) -> None:
    question = {"claim_type": kind, "inputs": inputs, "place": "cn-1307", "on": "1998-06-30"}

    told = answer(question, law)["fields"][field]

    assert "张家口" in told
    assert "设置" in told


@pytest.mark.parametrize(
    ("hired", "left", "first", "amount"),
    [
        ("2026-01-31", "2026-06-30", "2026-03-01", "24000.00"),
        ("2023-01-29", "2023-06-30", "2023-03-01", None),
        ("2026-01-28", "2026-06-30", "2026-02-28", None),
    ],
)
def test_civil_code_art_202_a_month_without_the_day_ends_on_its_last_day(
    law: Law, hired: str, left: str, first: str, amount: str | None
) -> None:
    given = ask(law, "double_wage", hire_date=hired, employment_end=left, monthly_wage=6000)

    assert given["period_start"] == first
    assert amount in (None, given["amount"])
    assert said(given, "没有对应日", "民法典第二百零二条") is not hired.endswith("28")


@pytest.mark.parametrize("counting", ["shown", "by_day"])
def test_arbitration_law_art_27_double_wage_wholly_out_of_time_is_not_called_partly(
    law: Law, counting: str
) -> None:
    given = ask(
        law,
        "double_wage",
        hire_date="2023-01-01",
        monthly_wage=6000,
        claimed_on="2026-06-30",
        limitation_counting=counting,
    )

    assert said(given, "全部期间")
    assert not said(given, "部分期间")


@pytest.mark.parametrize(
    ("kind", "inputs", "words"),
    [
        (
            "injury_allowance_topup",
            {"disability_grade": 4, "own_wage": 6000, "fund_paid_month": 3000, "months": 0},
            "月",
        ),
        (
            "training_penalty",
            {
                "training_cost": 1000,
                "service_term_years": 5,
                "served_years": 1,
                "agreed_penalty": 0,
            },
            "约定的违约金为零",
        ),
    ],
)
def test_a_nothing_has_its_own_reason(law: Law, kind: str, inputs: dict, words: str) -> None:
    given = ask(law, kind, **inputs)

    assert given["amount"] == "0.00"
    assert words in given["reason"]
    assert "不低于" not in given["reason"]


def test_circular_164_more_insurance_than_income_is_told_at_the_field(law: Law) -> None:
    given = ask(
        law, "severance_tax", severance_income=100, local_avg_wage_year=1, si_paid_by_self=101
    )

    assert "si_paid_by_self" in given["fields"]


@pytest.mark.parametrize(("grade", "months"), [(9, ("14", "6")), (5, ("44", "22")), (4, ())])
def test_work_injury_regulation_art_37_what_comes_with_the_end_is_told_before_it(
    law: Law, grade: int, months: tuple[str, ...]
) -> None:
    given = ask(
        law, "injury_disability", "cn-1307", disability_grade=grade, own_wage=5000, insured=True
    )

    words = [f"{number}个月" for number in months]
    assert said(given, "一次性伤残就业补助金", *words) is bool(months)


@pytest.mark.parametrize(
    ("start", "last", "due"),
    [
        ("2024-10-01", "2025-10-01", "2025-10-09"),
        ("2025-02-17", "2026-02-17", "2026-02-24"),
        ("2025-03-02", "2026-03-02", "2026-03-02"),
    ],
)
def test_civil_code_art_203_a_last_day_off_is_named_with_the_next_working_day(
    law: Law, start: str, last: str, due: str
) -> None:
    working = replace(law, calendar=load_calendars(paths.resources("calendar")))

    given = ask(working, "limitation", start_date=start)

    assert given["last_day"] == last
    assert given["next_working_day"] == due
    assert said(given, last, due, "第二百零三条") is (last != due)


def test_arbitration_law_in_force_since_may_2008_an_earlier_start_is_in_doubt(law: Law) -> None:
    assert said(ask(law, "limitation", start_date="1900-01-01"), "2008-05-01", "未经核实")
    assert not said(ask(law, "limitation", start_date="2008-05-01"), "未经核实")


def test_labour_law_1995_service_that_began_before_it_is_asked_about(law: Law) -> None:
    given = ask(
        law,
        "severance",
        avg_wage_12m=5000,
        service_start="1960-01-01",
        service_end="2026-06-30",
    )

    assert said(given, "1960-01-01", "《劳动法》")


@pytest.mark.parametrize("kind", [K.NOTICE_PAY, K.SEVERANCE, K.WAGE_ARREARS, K.ANNUAL_LEAVE])
def test_labour_law_1995_nothing_is_computed_for_what_ended_before_it(
    kind: ClaimKind, law_on: LawOn
) -> None:
    work = Employment(left_on=date(1993, 1, 1), average_wage=Decimal(5000))

    with pytest.raises(Invalid) as refused:
        entitlement(work, kind, law_on)

    assert [problem.field for problem in refused.value.problems] == ["left_on"]


def test_the_command_line_tells_days_of_what_has_happened_that_lie_ahead(law: Law) -> None:
    question = {
        "claim_type": "severance",
        "inputs": {
            "avg_wage_12m": 5000,
            "service_start": "2035-01-01",
            "service_end": "2036-01-01",
        },
    }

    assert answer(question, law, LEFT)["fields"] == {
        "service_start": "入职日期：2035-01-01晚于今天。",
        "service_end": "离职日期：2036-01-01晚于今天。",
    }
    assert not said(answer(question, law), "晚于今天")


def test_insurance_law_art_54_maternity_insurance_nobody_spoke_of_is_told(
    law: Law, law_on: LawOn
) -> None:
    given = ask(law, "maternity_allowance", employer_avg_wage_prev_year=5400, days=98)
    award = entitlement(Employment(average_wage=Decimal(5000)), K.MATERNITY_ALLOWANCE, law_on)

    assert said(given, "生育保险未说明")
    assert any("生育保险未说明" in told for told in award.warnings)


def test_labour_contract_law_art_87_more_paid_than_owed_is_told(law: Law) -> None:
    facts = {"avg_wage_12m": 5000, "comp_months": 2, "paid_already": 30000}
    told = answer({"claim_type": "unlawful_termination", "inputs": facts}, law)

    assert told["amount"] == "0.00"
    assert told["reason"]
    assert any("10,000.00" in text for text in told["warnings"])


def test_a_contract_signed_after_the_last_day_is_doubted() -> None:
    work = Employment(hired_on=date(2025, 9, 1), left_on=date(2026, 8, 30))

    [doubt] = fact_doubts(work, {SIGNED: "2026-09-01"})

    assert doubt.field == SIGNED
    assert "2026-08-30" in doubt.text


@pytest.mark.parametrize(
    ("told", "beyond"),
    [
        ({"injury_care.figures_on": "2026-01-01", "injury_care.months": "12"}, False),
        ({"injury_care.figures_on": "2026-01-02", "injury_care.months": "12"}, True),
        ({"injury_care.figures_on": "2026-11-01", "injury_care.months": "2.5"}, True),
        ({"injury_care.figures_on": "2026-11-15", "injury_care.months": "1.5"}, False),
        ({"injury_care.figures_on": "2026-11-15", "injury_care.months": "1.6"}, True),
        ({"injury_care.months": "12"}, False),
        ({"injury_care.months": "13"}, True),
    ],
)
def test_work_injury_regulation_art_34_care_beyond_the_year_of_its_average_says_what_it_does(
    law_on: LawOn, told: dict[str, str], beyond: bool
) -> None:
    work = replace(INJURED, left_on=LEFT)

    award = entitlement(work, K.INJURY_CARE, law_on, {"care_level": "full", **told})

    said_so = [text for text in award.warnings if "统筹地区上年度" in text or "护理" in text]
    assert any("按同一平均工资" in text for text in said_so) is beyond
