"""Floor, likely and best: every defensible way of counting, each with its reason."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain import regional
from mediation_desk.domain.claims import Claim, ClaimKind, Employment
from mediation_desk.law import choice_words
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.facts import facts
from mediation_desk.law.packs import Law
from mediation_desk.law.prospects import Prospect, prospect
from mediation_desk.law.ways import Asked, ways

K = ClaimKind
CLAIMED = date(2026, 10, 8)
UNSIGNED = Employment(
    hired_on=date(2026, 1, 1), left_on=date(2026, 3, 20), average_wage=Decimal(6000)
)


def derived(
    law: Law, kind: ClaimKind, work: Employment, house: dict[str, str] | None = None, **stated: str
) -> Prospect:
    here = law.with_house(house or {}, "cn-1307").on(work.left_on, "cn-1307")
    asked = Asked(kind=kind, work=work, stated=stated, law=here, claimed_on=CLAIMED)
    award = entitlement(work, kind, here, stated, claimed_on=CLAIMED)
    return prospect(1, Claim(kind=kind), award, None, (), ways(asked, award))


def sums(found: Prospect) -> tuple[str, ...]:
    return tuple(f"{one.amount:.2f}" for one in (found.floor, found.likely, found.best))


def test_judicial_interpretation_2_art_6_the_three_ways_of_part_months_are_the_range(law: Law):
    """法释〔2025〕12号第六条 names no divisor: 10,000 to 10,137.93, by default 10,090.91."""
    found = derived(law, K.DOUBLE_WAGE, UNSIGNED)

    assert sums(found) == ("10000.00", "10090.91", "10137.93")
    assert "÷30" in found.floor.reason or "30" in found.floor.reason
    assert "21.75" in found.best.reason
    assert regional.PART_MONTH.title in found.likely.reason


def test_the_centres_own_way_is_what_is_likely(law: Law):
    house = {regional.PART_MONTH.option.name: "days_div_30"}
    found = derived(law, K.DOUBLE_WAGE, UNSIGNED, house)

    assert sums(found) == ("10000.00", "10000.00", "10137.93")


def test_a_likely_figure_that_is_what_was_asked_says_so(law: Law):
    house = {regional.PART_MONTH.option.name: "workdays_21_75"}
    here = law.with_house(house, "cn-1307").on(UNSIGNED.left_on, "cn-1307")
    asked = Asked(kind=K.DOUBLE_WAGE, work=UNSIGNED, stated={}, law=here, claimed_on=CLAIMED)
    award = entitlement(UNSIGNED, K.DOUBLE_WAGE, here, {}, claimed_on=CLAIMED)
    claim = Claim(kind=K.DOUBLE_WAGE, claimed=Decimal("10090.91"))

    found = prospect(1, claim, award, None, (), ways(asked, award))

    assert award.amount == Decimal("10137.93")
    assert found.likely.amount == Decimal("10090.91")
    assert "以请求金额10,090.91元为限" in found.likely.reason


LATE = Employment(hired_on=date(2025, 3, 1), left_on=date(2026, 2, 28), average_wage=Decimal(1000))


@pytest.mark.parametrize(
    ("way", "likely"), [("shown", "11000.00"), ("by_month", "5000.00"), ("whole", "11000.00")]
)
def test_mediation_and_arbitration_law_art_27_what_is_in_time_is_the_floor(law: Law, way, likely):
    """劳动争议调解仲裁法第二十七条: day by day from 2025-10-08 on is the least."""
    house = {regional.LIMITATION_COUNTING.option.name: way}
    found = derived(law, K.DOUBLE_WAGE, LATE, house)

    assert sums(found)[1:] == (likely, "11000.00")
    assert Decimal(4000) < found.floor.amount < Decimal(5000)
    assert regional.LIMITATION_COUNTING.title in found.floor.reason


@pytest.mark.parametrize(
    ("left_on", "told"),
    [(date(2025, 2, 28), "全部超过时效"), (date(2026, 2, 28), "时效未扣除")],
)
def test_mediation_and_arbitration_law_art_27_the_likely_figure_says_what_limitation_may_take(
    law: Law, left_on: date, told: str
):
    """劳动争议调解仲裁法第二十七条: the whole stands, as limitation counts only if it is raised."""
    hired = date(2024, 3, 1) if left_on.year == 2025 else LATE.hired_on
    found = derived(law, K.DOUBLE_WAGE, replace(LATE, hired_on=hired, left_on=left_on))

    assert sums(found)[1:] == ("11000.00", "11000.00")
    assert told in found.likely.reason
    assert "第二十七条" in found.likely.reason


def test_regulations_art_27_overtime_in_the_base_is_a_way(law: Law):
    """劳动合同法实施条例第二十七条."""
    work = Employment(
        hired_on=date(2022, 3, 1), left_on=date(2026, 2, 28), average_wage=Decimal(6000)
    )
    found = derived(law, K.SEVERANCE, work, **{"severance.overtime_pay_month": "1000"})

    assert sums(found) == ("20000.00", "24000.00", "24000.00")


def test_labour_contract_law_art_97_years_before_2008_are_a_way(law: Law):
    work = Employment(
        hired_on=date(2004, 1, 1), left_on=date(2025, 12, 31), average_wage=Decimal(5000)
    )
    found = derived(law, K.SEVERANCE, work, ground="expiry")

    assert sums(found) == ("90000.00", "90000.00", "110000.00")


def test_labour_contract_law_art_47_a_wage_near_three_times_the_average_is_in_doubt(law: Law):
    """A wage of exactly three times pays 15.5 months; just above it 12 of the limit."""
    work = Employment(
        hired_on=date(2010, 4, 1), left_on=date(2025, 9, 29), average_wage=Decimal(20034)
    )
    found = derived(law, K.SEVERANCE, work)

    assert sums(found) == ("240408.00", "310527.00", "310527.00")
    assert "见下限" in found.likely.reason


def test_where_all_ways_give_one_sum_nothing_is_disputed(law: Law):
    work = Employment(
        hired_on=date(2022, 3, 1), left_on=date(2026, 2, 28), average_wage=Decimal(6000)
    )
    found = derived(law, K.SEVERANCE, work)

    assert sums(found) == ("24000.00",) * 3
    assert "没有争议" in found.likely.reason


STEADY = Employment(
    hired_on=date(2022, 3, 1), left_on=date(2026, 2, 28), average_wage=Decimal(6000)
)
HOURS = {"overtime_base": "4350", "overtime.weekday_hours": "10"}


@pytest.mark.parametrize(
    ("proof", "floor", "likely"),
    [
        ("", "0.00", "375.00"),
        ("worker_proves", "375.00", "375.00"),
        ("employer_withholds", "375.00", "375.00"),
        ("no_proof", "0.00", "0.00"),
    ],
)
def test_judicial_interpretation_1_art_42_overtime_stands_or_falls_with_its_proof(
    law: Law, proof, floor, likely
):
    """法释〔2020〕26号第四十二条: the worker proves it; who withholds the records bears that."""
    found = derived(law, K.OVERTIME, STEADY, **HOURS, **{"overtime.proof": proof})

    assert sums(found) == (floor, likely, "375.00")
    assert ("第四十二条" in found.floor.reason) == (proof in ("", "no_proof"))
    assert ("很可能不予支持" in found.likely.reason) == (proof == "no_proof")


def test_labour_contract_law_art_47_which_series_is_the_average_is_a_way(law: Law):
    """No text says which is meant for the place: each named series that has a figure is counted."""
    work = Employment(
        hired_on=date(2015, 1, 1), left_on=date(2025, 6, 30), average_wage=Decimal(30000)
    )
    found = derived(law, K.SEVERANCE, work)
    named = [
        Decimal(one.parts["amount"])
        for series in ("all_scope_average_wage_month", "on_post_average_wage_year")
        for one in [
            entitlement(
                work,
                K.SEVERANCE,
                law.with_house({"local_average_series": series}, "cn-1307").on(
                    work.left_on, "cn-1307"
                ),
            )
        ]
    ]

    assert (found.floor.amount, found.best.amount) == (min(named), max(named))
    assert found.likely.amount == named[0], "as the pack of the province has it"
    assert regional.LOCAL_SERIES.title in found.likely.reason
    assert regional.LOCAL_SERIES.title in found.best.reason


def test_who_left_of_their_own_will_most_probably_gets_no_severance(law: Law):
    """劳动合同法第四十六条 does not name it; blame that the employer must show stays a doubt."""
    own_will = derived(law, K.SEVERANCE, replace(STEADY, leave_reason="个人原因辞职"))
    blamed = derived(law, K.SEVERANCE, replace(STEADY, leave_reason="严重违纪被开除"))

    assert sums(own_will) == ("0.00", "0.00", "24000.00")
    assert "自行离职" in own_will.likely.reason
    assert "第四十六条" in own_will.likely.reason
    assert sums(blamed) == ("0.00", "24000.00", "24000.00")


def test_a_series_without_rivals_of_that_year_is_still_to_be_checked(law: Law):
    """劳动合同法第四十七条: of the year before 2026 one series is known, and which one is meant is
    not settled.
    """
    house = {regional.LOCAL_SERIES.option.name: "pack"}
    work = Employment(
        hired_on=date(2009, 6, 1), left_on=date(2026, 9, 30), average_wage=Decimal(21000)
    )
    found = derived(law, K.SEVERANCE, work, house)

    assert sums(found) == ("244584.00",) * 3
    assert found.floor.at_most
    assert regional.LOCAL_SERIES.title in found.floor.reason


def test_every_choice_that_a_claim_asks_for_has_its_word():
    lacking = {
        f"{fact.name}: {choice}"
        for fact in facts().values()
        for choice in fact.field.choices
        if choice not in choice_words.WORDS
    }
    assert lacking == set()


LONG_AGO = Employment(
    hired_on=date(2020, 1, 1), left_on=date(2021, 12, 31), average_wage=Decimal(6200)
)


def test_labour_contract_law_art_82_the_upper_figure_rests_on_its_own_step(law: Law):
    """What is in time is told after the sum and is not it: 6,200 x 11, and nothing in time."""
    found = derived(law, K.DOUBLE_WAGE, LONG_AGO)

    assert found.best.amount == Decimal("68200.00")
    assert "6,200.00 × 11" in found.best.reason
    assert "无（" not in found.best.reason


def test_a_floor_of_nothing_is_not_said_to_be_at_most_nothing(law: Law):
    floor = derived(law, K.DOUBLE_WAGE, LONG_AGO).floor

    assert floor.amount == 0
    assert not floor.at_most
    assert "。" in floor.reason.partition("须核对")[0], "sentences do not run together"
