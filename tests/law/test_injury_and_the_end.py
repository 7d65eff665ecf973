"""Where a work injury and the end of the employment meet, and a province has no table."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.packs import Law
from tests.law.asking import ask, said

HURT = Employment(
    hired_on=date(2018, 10, 1),
    left_on=date(2026, 9, 30),
    average_wage=Decimal(5000),
    contribution_wage=Decimal(5000),
    injured=True,
    injury_grade=2,
    injury_insured=False,
)
ENDING = (ClaimKind.SEVERANCE, ClaimKind.NOTICE_PAY, ClaimKind.UNLAWFUL_TERMINATION)


@pytest.mark.parametrize("kind", [*ENDING, ClaimKind.INJURY_DISABILITY])
@pytest.mark.parametrize("grade", [1, 4])
def test_work_injury_regulation_art_35_grades_1_to_4_keep_the_employment(law, kind, grade):
    facts = replace(HURT, injury_grade=grade)
    award = entitlement(facts, kind, law.on(date(2026, 9, 30), "cn-1307"))

    first = award.warnings[0] if kind is not ClaimKind.INJURY_DISABILITY else award.warnings
    assert "工伤保险条例第三十五条" in "".join(first)
    assert any("保留劳动关系" in told and "不能并存" in told for told in award.warnings)
    if kind in ENDING:
        assert award.doubtful == award.amount > 0


@pytest.mark.parametrize("kind", ENDING)
def test_work_injury_regulation_art_37_from_grade_5_on_an_ending_is_not_in_doubt(law, kind):
    facts = replace(HURT, injury_grade=5)
    award = entitlement(facts, kind, law.on(date(2026, 9, 30), "cn-1307"))

    assert not any("不能并存" in told for told in award.warnings)


def test_work_injury_regulation_art_35_the_reason_for_an_ending_is_an_ending(law):
    facts = replace(HURT, left_on=None)
    day = law.on(date(2026, 9, 30), "cn-1307")
    kind = ClaimKind.INJURY_DISABILITY

    assert not any("不能并存" in told for told in entitlement(facts, kind, day).warnings)
    ended = entitlement(facts, kind, day, {"ground": "agreed_by_employer"})
    assert any("不能并存" in told for told in ended.warnings)


def test_work_injury_regulation_art_35_is_said_on_the_command_line_too(law: Law):
    given = ask(
        law,
        "injury_disability",
        disability_grade=2,
        own_wage=5000,
        pooling_avg_wage=6678,
        relationship_ended=True,
    )
    assert said(given, "工伤保险条例第三十五条", "不能并存")


@pytest.mark.parametrize("province", ["贵州", "贵州省", "内蒙古自治区"])
def test_work_injury_regulation_art_37_a_province_without_a_table_keeps_the_national_sum(
    law: Law, province
):
    given = ask(
        law,
        "injury_disability",
        disability_grade=9,
        own_wage=5000,
        pooling_avg_wage=6678,
        province=province,
        relationship_ended=True,
        insured=False,
    )
    assert given["lump_sum"] == given["amount"] == "45000.00"
    assert given["medical_subsidy"] is None
    assert given["employment_subsidy"] is None
    assert said(given, province, "工伤保险条例第三十七条")


def test_work_injury_regulation_art_37_without_a_province_the_national_sum_is_kept(law: Law):
    given = ask(
        law,
        "injury_disability",
        disability_grade=9,
        own_wage=5000,
        pooling_avg_wage=6678,
        province="",
        relationship_ended=True,
        insured=False,
    )
    assert given["lump_sum"] == given["amount"] == "45000.00"
    assert given["employment_subsidy"] is None
    assert said(given, "未注明省份")


def test_what_is_no_province_is_still_refused(law: Law):
    facts = {"disability_grade": 9, "own_wage": 5000, "relationship_ended": True}
    for province in ({"province": "火星"}, {"province": "Hebei"}):
        assert "province" in ask(law, "injury_disability", **facts, **province)["fields"]
