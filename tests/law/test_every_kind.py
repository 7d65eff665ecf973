"""Every kind of claim from one worker's facts, by the law of Zhangjiakou.

A new kind of claim is its module in `law.kinds` and a row in `domain.claim_kinds.ClaimKind`;
nothing in this file or elsewhere names it. Facts that it shares with others take a word in a
row of `law.facts.SHARED`.
"""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.domain.taxonomy import causes
from mediation_desk.law.claims import KINDS
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.facts import columns_of, facts, facts_of, needs, put, value_text
from mediation_desk.law.given import given
from mediation_desk.law.packs import Law, LawOn

K = ClaimKind
ENDED = date(2026, 6, 30)
WORK = Employment(
    hired_on=date(2026, 1, 1),
    left_on=date(2026, 3, 20),
    average_wage=Decimal(6000),
    injured=True,
    injury_grade=10,
)


@pytest.fixture
def law_on(law: Law) -> LawOn:
    own = [
        OwnFigure(name=name, value=Decimal(value), unit=unit, since=date(2023, 1, 1), place="cn-13")
        for name, value, unit in (
            ("minimum_wage_month", 2000, "yuan/month"),
            ("unemployment_benefit_month", 1600, "yuan/month"),
        )
    ]
    return law.with_own(own).on(ENDED, "cn-1307")


def test_every_kind_of_a_case_is_a_row_of_the_law_with_the_same_name() -> None:
    assert {kind.value: kind.label for kind in K} == {
        kind.value: KINDS[kind.value].title for kind in K
    }
    assert all(kind.cause in causes() and kind.short for kind in K)


def test_a_kind_that_no_table_of_facts_names_has_facts_of_its_own() -> None:
    assert [fact.name for fact in facts_of("heat_allowance")] == [
        "heat_allowance.rate_per_hour",
        "heat_allowance.hours",
        "heat_allowance.workplace",
    ]
    assert needs("heat_allowance") == (("heat_allowance.hours",),)


@pytest.mark.parametrize("kind", K)
def test_what_is_missing_is_named_at_its_fact(kind: ClaimKind, law_on: LawOn) -> None:
    with pytest.raises(Invalid) as refusal:
        entitlement(Employment(injured=True), kind, law_on)

    problems = refusal.value.problems
    assert {problem.field for problem in problems} == {group[0] for group in needs(kind.value)}
    assert all("缺少" in problem.text for problem in problems)


CASES = [
    (K.NOTICE_PAY, {"last_month_wage": "5600"}, "5600.00"),
    (K.DOUBLE_WAGE, {"monthly_wage": "6000"}, "10090.91"),
    (
        K.DOUBLE_WAGE_OPEN_ENDED,
        {"monthly_wage": "5000", "double_wage_open_ended.months_given": "13"},
        "65000.00",
    ),
    (
        K.PROBATION_DAMAGES,
        {
            "probation_damages.contract_term_months": "12",
            "probation_damages.probation_served_months": "4",
            "wage_after_probation": "6000",
        },
        "12000.00",
    ),
    (
        K.MIN_WAGE_GAP,
        {"min_wage_gap.paid_wage_ex_ot": "1700", "min_wage_gap.months": "3"},
        "900.00",
    ),
    (
        K.OVERTIME,
        {
            "overtime_base": "4350",
            "overtime.weekday_hours": "10",
            "overtime.restday_days": "2",
            "overtime.holiday_days": "1",
        },
        "1775.00",
    ),
    (K.OVERTIME, {"overtime.hourly_wage": "20", "overtime.weekday_hours": "20"}, "600.00"),
    (
        K.ANNUAL_LEAVE,
        {
            "annual_leave.cumulative_years": "8",
            "annual_leave.period_start": "2026-01-01",
            "annual_leave.period_end": "2026-06-30",
            "annual_leave.taken_days": "1",
            "wage_ex_overtime": "21750",
        },
        "2000.00",
    ),
    (
        K.INJURY_STOP_WORK,
        {"wage_before_injury": "5000", "injury_stop_work.months": "6"},
        "30000.00",
    ),
    (
        K.INJURY_MEDICAL,
        {"injury_medical.items": "住院 5,000；门诊 300", "injury_insured": "否"},
        "5300.00",
    ),
    (K.SICK_PAY, {"sick_pay.days": "10"}, "735.63"),
    (
        K.MATERNITY_ALLOWANCE,
        {"wage_before_leave": "5000", "maternity_allowance.days": "98"},
        "16333.33",
    ),
    (K.HEAT_ALLOWANCE, {"heat_allowance.hours": "200"}, "400.00"),
    (K.NONCOMPETE, {"noncompete.months": "6"}, "12000.00"),
    (
        K.EXTRA_COMPENSATION,
        {
            "extra_compensation_85.unpaid_amount": "8000",
            "extra_compensation_85.order_issued": "是",
            "extra_compensation_85.overdue": "是",
        },
        "0.00",
    ),
]
"""The examples of compensation.md §3, as a clerk types them."""


@pytest.mark.parametrize(("kind", "typed", "amount"), CASES)
def test_the_examples_of_the_law_come_out_of_typed_facts(
    kind: ClaimKind, typed: dict[str, str], amount: str, law_on: LawOn
) -> None:
    work, stated = WORK, {}
    for name, text in typed.items():
        work, stated = put(work, stated, name, text)

    award = entitlement(work, kind, law_on, stated)

    assert award.amount == Decimal(amount)
    assert award.kind == kind.value


@pytest.mark.parametrize(("kind", "typed", "amount"), CASES)
def test_what_is_carried_on_is_only_printed_rounded(
    kind: ClaimKind, typed: dict[str, str], amount: str, law_on: LawOn
) -> None:
    """No rule rounds the wage of a day or an hour: each claim is rounded once, at its end."""
    work, stated = WORK, dict[str, str]()
    for name, text in typed.items():
        work, changed = put(work, stated, name, text)
        stated = dict(changed)
    steps = entitlement(work, kind, law_on, stated).steps
    for place, step in enumerate(steps):
        factors = [term for later in steps[place + 1 :] for term in later.expression.split(" ")]
        divided = "." in step.result and re.search("[÷%]", step.expression)
        if divided and step.result in factors:
            assert step.exact or step.formula, f"{step.label}: {step.expression}"


def test_labour_contract_law_art_85_is_a_risk_and_no_debt(law_on: LawOn) -> None:
    _kind, typed, _amount = CASES[-1]
    stated: dict[str, str] = {}
    for name, text in typed.items():
        stated = dict(put(WORK, stated, name, text)[1])

    award = entitlement(WORK, K.EXTRA_COMPENSATION, law_on, stated)

    assert (award.amount, award.employer) == (0, 0)
    assert "4,000.00" in award.reason
    assert "8,000.00" in award.reason


def test_a_fact_is_typed_once_for_all_claims_that_rest_on_it(law_on: LawOn) -> None:
    kinds = (K.DOUBLE_WAGE, K.NOTICE_PAY, K.OVERTIME, K.ANNUAL_LEAVE)
    _work, stated = put(WORK, {}, "monthly_wage", "6600")

    inputs = {kind: given(kind.value, WORK, stated) for kind in kinds}

    assert inputs[K.DOUBLE_WAGE].inputs["monthly_wage"] == "6600.00"
    assert inputs[K.DOUBLE_WAGE].warnings == ()
    assert inputs[K.NOTICE_PAY].inputs["last_month_wage"] == "6600.00"
    assert "月" in inputs[K.NOTICE_PAY].warnings[0]
    shown = [fact.name for fact in columns_of(kind.value for kind in kinds)]
    assert len(shown) == len(set(shown))
    assert shown.count("left_on") == 1


@pytest.mark.parametrize(
    ("kind", "facts_", "article"),
    [
        (K.SEVERANCE, {"part_time": "yes"}, "劳动合同法第七十一条"),
        (K.UNEMPLOYMENT_LOSS, {"ground": "resigned"}, "社会保险法第四十六条"),
        (K.UNLAWFUL_TERMINATION, {"ground": "forced"}, "劳动合同法第四十八条"),
        (K.SEVERANCE, {"ground": "retirement"}, "劳动合同法第四十六条"),
        (K.NOTICE_PAY, {"ground": "forced"}, "劳动合同法第四十条"),
    ],
)
def test_where_the_law_gives_nothing_it_says_why_with_the_article(
    kind: ClaimKind, facts_: dict[str, str], article: str, law_on: LawOn
) -> None:
    award = entitlement(replace(WORK, hired_on=date(2020, 1, 1)), kind, law_on, facts_)

    assert award.amount == 0
    assert award.reason
    assert article in award.articles


BAD = [
    ("average_wage", "0", K.SEVERANCE),
    ("average_wage", "-5", K.SEVERANCE),
    ("average_wage", "5000.125", K.SEVERANCE),
    ("average_wage", "1000000000000", K.SEVERANCE),
    ("injury_grade", "11", K.INJURY_DISABILITY),
    ("hired_on", "1948-13-01", K.SEVERANCE),
    ("monthly_wage", "0", K.DOUBLE_WAGE),
    ("monthly_wage", "-1", K.DOUBLE_WAGE),
    ("monthly_wage", "5000.125", K.DOUBLE_WAGE),
    ("monthly_wage", "1000000000000", K.DOUBLE_WAGE),
    ("sick_pay.days", "many", K.SICK_PAY),
    ("ground", "whatever", K.SEVERANCE),
    ("part_time", "maybe", K.SEVERANCE),
    ("injury_medical.items", "住院", K.INJURY_MEDICAL),
]


@pytest.mark.parametrize(("name", "text", "kind"), BAD)
def test_what_cannot_be_a_fact_is_refused_in_one_sentence(
    name: str, text: str, kind: ClaimKind
) -> None:
    assert name in {fact.name for fact in facts_of(kind.value)} | {"injury_grade"}

    with pytest.raises(DeskError) as refusal:
        put(WORK, {}, name, text)

    assert str(refusal.value)
    assert "\n" not in str(refusal.value)


TOGETHER = [
    ({"hired_on": date(2026, 4, 1)}, {}, K.SEVERANCE, "left_on"),
    ({"hired_on": date(2026, 4, 1)}, {}, K.UNEMPLOYMENT_LOSS, "left_on"),
    (
        {"hired_on": date(1990, 1, 1), "left_on": date(1993, 6, 30)},
        {},
        K.SEVERANCE,
        "left_on",
    ),
    (
        {"hired_on": date(2020, 1, 1)},
        {"unemployment_loss.contribution_years": "9"},
        K.UNEMPLOYMENT_LOSS,
        "unemployment_loss.contribution_years",
    ),
]


@pytest.mark.parametrize(("days", "stated", "kind", "field"), TOGETHER)
def test_facts_that_contradict_each_other_are_refused_at_one_of_them(
    days: dict[str, date], stated: dict[str, str], kind: ClaimKind, field: str, law: Law
) -> None:
    with pytest.raises(Invalid) as refusal:
        entitlement(replace(WORK, **days), kind, law.on(ENDED, "cn-1307"), stated)

    assert [problem.field for problem in refusal.value.problems] == [field]


def test_hired_and_dismissed_on_one_day_is_a_day_of_service(law_on: LawOn) -> None:
    one_day = replace(WORK, hired_on=ENDED, left_on=ENDED)

    assert entitlement(one_day, K.SEVERANCE, law_on).amount == Decimal("3000.00")
    assert entitlement(one_day, K.UNEMPLOYMENT_LOSS, law_on).amount == 0


def test_a_fact_reads_back_as_it_was_typed() -> None:
    typed = {
        "hired_on": "2026-01-01",
        "monthly_wage": "6,600.00",
        "part_time": "是",
        "ground": "劳动者辞职",
        "injury_death.dependents": "配偶；其他供养亲属（孤）",
        "severance.wage_parts": "5000 11；6000 1",
        "annual_leave.taken_days": "1.5",
    }
    for name, text in typed.items():
        work, stated = put(Employment(), {}, name, text)
        assert value_text(facts()[name], work, stated) == text
        assert put(work, stated, name, "")[1].get(name, "") == ""
