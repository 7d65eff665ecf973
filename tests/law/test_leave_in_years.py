"""Annual leave in the year of leaving, over several years, and where its rules are in doubt."""

from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.facts import put
from mediation_desk.law.packs import Law, LawOn
from tests.law.asking import ask, said

K = ClaimKind
LEFT = date(2026, 6, 30)
LEAVE = {"monthly_wage_ex_ot": 21750}


@pytest.fixture
def law_on(law: Law) -> LawOn:
    return law.on(LEFT, "cn-1307")


def leave(law_on: LawOn, work: Employment, **stated: str):
    told = {f"annual_leave.{name}": text for name, text in stated.items()}
    return entitlement(work, K.ANNUAL_LEAVE, law_on, told | {"wage_ex_overtime": "21750"})


def test_leave_measures_art_12_the_last_day_alone_makes_the_year_of_leaving_a_part_year(
    law_on: LawOn,
) -> None:
    work = Employment(left_on=LEFT)

    award = leave(law_on, work, cumulative_years="8", taken_days="1")

    assert award.amount == Decimal("2000.00")
    assert any("入职日期" in told for told in award.warnings)


def test_leave_measures_art_12_earlier_years_that_were_not_entered_are_named(
    law_on: LawOn,
) -> None:
    work = Employment(hired_on=date(2025, 1, 1), left_on=LEFT)

    award = leave(law_on, work, cumulative_years="8", taken_days="1")

    assert award.amount == Decimal("2000.00")
    assert any("2026年" in told and "各年度年休假" in told for told in award.warnings)


def test_leave_rules_art_3_two_years_are_rows_of_a_list_each_with_its_days(law_on: LawOn) -> None:
    work, stated = put(
        Employment(hired_on=date(2025, 1, 1), left_on=LEFT),
        {},
        "annual_leave.leave_years",
        "2025年 9 0；2026 10 1",
    )

    award = entitlement(work, K.ANNUAL_LEAVE, law_on, {**stated, "wage_ex_overtime": "21750"})

    assert award.parts["entitled_days"] == 5 + 4
    assert award.parts["unused_days"] == 5 + 3
    assert award.amount == Decimal("16000.00")
    assert "2025年度" in award.steps[0].label
    assert award.steps[-3].expression == "5 + 3"


@pytest.mark.parametrize(
    ("inputs", "field"),
    [
        ({"leave_years": [[2025, 8, 0], [2025, 8, 0]]}, "leave_years"),
        ({"leave_years": [[2025.5, 8, 0]]}, "leave_years"),
        ({"leave_years": [[2025, 8]]}, "leave_years"),
        ({"leave_years": [[2025, 71, 0]]}, "leave_years"),
        (
            {
                "leave_years": [[2024, 8, 0]],
                "period_start": "2025-03-01",
                "period_end": "2026-06-30",
            },
            "leave_years",
        ),
        ({"leave_years": [[2025, 8, 0]], "sick_leave_months": 3}, "sick_leave_months"),
        ({"cumulative_years": 5, "band_reached_on": "2026-05-01"}, "band_reached_on"),
        (
            {
                "cumulative_years": "9.5",
                "band_reached_on": "2025-05-01",
                "period_start": "2026-01-01",
                "period_end": "2026-06-30",
            },
            "band_reached_on",
        ),
    ],
)
def test_what_cannot_be_of_years_of_leave_is_told_at_its_field(
    law: Law, inputs: dict, field: str
) -> None:
    given = ask(law, "annual_leave", **LEAVE, **inputs)

    assert field in given["fields"]


@pytest.mark.parametrize("years", ["9.5", "10.4"])
def test_leave_rules_art_3_a_longer_leave_reached_within_the_year_is_split_by_days(
    law: Law, years: str
) -> None:
    undecided = ask(law, "annual_leave", **LEAVE, cumulative_years=years)
    split = ask(law, "annual_leave", **LEAVE, cumulative_years=years, band_reached_on="2026-07-01")

    assert said(undecided, "满10年", "分段折算")
    assert split["entitled_days"] == 7  # 181/365 × 5 + 184/365 × 10 = 7.52
    assert said(split, "未经核实")
    assert not said(ask(law, "annual_leave", **LEAVE, cumulative_years=8), "分段")


def test_leave_rules_art_2_under_a_year_of_work_is_told_as_such(law: Law) -> None:
    assert "不满一年" in ask(law, "annual_leave", **LEAVE, cumulative_years="0.9")["reason"]


def test_a_year_of_leave_before_the_rules_of_2007_is_in_doubt(law: Law) -> None:
    given = ask(law, "annual_leave", **LEAVE, leave_years=[[1999, 3, 0]])

    assert said(given, "1999年度", "未经核实")


@pytest.mark.parametrize(
    ("why", "count"), [("personal_leave_days", "20"), ("sick_leave_months", "2")]
)
def test_leave_regulations_art_4_the_reason_says_why_the_leave_of_the_year_is_lost(
    law_on: LawOn, why: str, count: str
) -> None:
    work = Employment(hired_on=date(2026, 1, 1), left_on=LEFT)

    award = leave(law_on, work, cumulative_years="5", **{why: count})

    assert award.amount == 0
    assert "第四条" in award.reason
    assert "不享受当年年休假" in award.reason
