"""The reason for leaving reaches the rule; what is not settled is told and has no firm floor."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import Claim, ClaimKind, Employment
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.grounds import Ground
from mediation_desk.law.packs import Law, LawOn
from mediation_desk.law.prospects import prospect
from mediation_desk.law.reason_ground import told_ground

ENDED = date(2026, 9, 30)
OLD = Employment(
    hired_on=date(1995, 1, 1),
    left_on=ENDED,
    leave_reason="单位提出协商解除",
    average_wage=Decimal("7350.50"),
)


@pytest.fixture
def law_on(law: Law) -> LawOn:
    return law.on(ENDED, "cn-1307")


def severance_of(work: Employment, law_on: LawOn, **stated: str):
    return entitlement(work, ClaimKind.SEVERANCE, law_on, stated)


def test_labour_contract_law_art_97_the_reason_for_leaving_splits_the_years_as_the_ground_does(
    law_on: LawOn,
) -> None:
    """At most twelve months until 2007 (劳部发〔1994〕481号), nineteen from 2008 on."""
    told = severance_of(OLD, law_on)
    chosen = severance_of(replace(OLD, leave_reason=""), law_on, ground="agreed_by_employer")

    assert told.amount == chosen.amount == Decimal("227865.50")
    assert "单位提出协商解除" in told.warnings[0]
    assert not told.unsettled


def test_labour_contract_law_art_97_without_a_ground_years_before_2008_leave_the_sum_open(
    law_on: LawOn,
) -> None:
    award = severance_of(replace(OLD, leave_reason="协商一致"), law_on)

    assert "2008" in award.unsettled
    assert award.amount - award.doubtful == Decimal("7350.50") * 19
    assert sum("2008-01-01" in s.label or "2007-12-31" in s.label for s in award.steps) >= 1


def test_labour_contract_law_art_38_both_parts_of_the_service_are_shown(law_on: LawOn) -> None:
    forced = severance_of(replace(OLD, leave_reason=""), law_on, ground="forced")

    shown = [step.result for step in forced.steps[1:3]]
    assert [text[:2] for text in shown] == ["13", "18"]
    assert forced.doubtful == forced.amount - Decimal("7350.50") * 19
    assert not forced.unsettled


def test_a_reason_with_a_word_that_turns_it_or_of_ones_own_will_chooses_nothing() -> None:
    assert told_ground("公司经济性裁员") is Ground.LAYOFF
    assert told_ground("因拖欠工资被迫辞职") is Ground.FORCED
    assert told_ground("劳动合同到期终止") is Ground.EXPIRY
    for open_one in (
        "合同未到期解除",
        "个人原因辞职",
        "协商一致",
        "到期后本人不续签",
        "",
        "裁员，合同到期",
    ):
        assert told_ground(open_one) is None, open_one


def test_labour_contract_law_art_47_a_limit_that_is_not_tested_leaves_the_sum_open(
    law: Law,
) -> None:
    bare = law.with_house({"local_average_series": "nonprivate_average_wage_year"}, "cn-1307")
    work = replace(OLD, hired_on=date(2009, 6, 1), average_wage=Decimal(21000))
    award = entitlement(work, ClaimKind.SEVERANCE, bare.on(ENDED, "cn-1307"))

    assert award.amount == Decimal("367500.00")
    assert "2025" in award.unsettled
    found = prospect(1, Claim(kind=ClaimKind.SEVERANCE), award, None, ())
    assert found.floor.amount is None
    assert award.unsettled in found.floor.reason
    assert "没有争议" not in found.likely.reason


def test_a_floor_with_something_to_check_says_that_it_may_be_less(law_on: LawOn) -> None:
    work = replace(OLD, hired_on=date(2020, 1, 1), injured=True, injury_grade=10)
    award = entitlement(replace(work, injury_insured=False), ClaimKind.INJURY_DISABILITY, law_on)

    found = prospect(1, Claim(kind=ClaimKind.INJURY_DISABILITY), award, None, ())

    assert award.warnings
    assert found.floor.at_most
    assert "没有存疑" not in found.floor.reason
    assert "没有争议" not in found.likely.reason
