"""The reason for leaving reaches the rule; what is not settled is told and has no firm floor."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.claims import Claim, ClaimKind, Employment
from mediation_desk.law.entitlement import entitlement
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


PHRASINGS = (
    ("单位提出协商解除", "agreed_by_employer"),
    ("用人单位提出，双方协商一致解除劳动合同", "agreed_by_employer"),
    ("协商一致解除，由公司提出", "agreed_by_employer"),
    ("经协商一致解除（单位主动提出）", "agreed_by_employer"),
    ("单位向员工提出协商解除", "agreed_by_employer"),
    ("协商一致", "asks who proposed"),
    ("双方协商解除", "asks who proposed"),
    ("不是单位提出，双方协商解除", "doubtful"),
    ("并非公司提出协商解除", "doubtful"),
    ("单位提出协商，协商不成后解除", "asks who proposed"),
    ("单位提出辞退，协商补偿金", "asks who proposed"),
    ("被迫签订协商解除协议", "asks who proposed"),
    ("本人向公司提出协商解除", "doubtful"),
    ("劳动者提出，双方协商一致", "doubtful"),
    ("公司称劳动者提出，劳动者称公司提出，协商一致", "doubtful"),
    ("单位提出解除劳动合同", "open"),
    ("单位擅自解除", "open"),
    ("因拖欠工资被迫辞职", "forced"),
    ("公司未缴社保，被迫离职", "forced"),
    ("未及时足额支付劳动报酬，依据劳动合同法第三十八条解除", "forced"),
    ("并非被迫辞职", "doubtful"),
    ("劳动者主张被迫解除，单位不认可", "open"),
    ("公司被迫停产，员工离职", "open"),
    ("依社会保险法第三十八条领取工伤待遇", "open"),
    ("劳动合同到期终止", "expiry"),
    ("劳动合同期满，单位不续签", "expiry"),
    ("合同到期终止，未支付经济补偿", "expiry"),
    ("合同期满不续", "asks who did not renew"),
    ("到期后本人不续签", "open"),
    ("合同到期本人不续签", "asks who did not renew"),
    ("合同期满前被辞退", "open"),
    ("合同未到期解除", "open"),
    ("合同到期后继续上班，被口头辞退", "open"),
    ("裁员，合同到期", "open"),
    ("医疗期满后不能从事原工作", "illness"),
    ("医疗期未满被解除", "open"),
    ("不能胜任工作，经培训仍不能胜任被辞退", "incompetence"),
    ("试用期不能胜任", "open"),
    ("以不能胜任工作为由辞退", "open"),
    (
        "客观情况发生重大变化，致使劳动合同无法履行，未能就变更劳动合同内容达成协议",
        "circumstances",
    ),
    ("公司经济性裁员", "layoff"),
    ("单位被迫裁员", "open"),
    ("公司破产重整裁员", "open"),
    ("公司被依法宣告破产", "dissolution"),
    ("公司濒临破产", "open"),
    ("工作任务完成，合同终止", "task_finished"),
    ("销售任务完成不好被辞退", "open"),
    ("个人原因辞职", "doubtful"),
    ("不辞而别", "doubtful"),
    ("主动提出离职", "doubtful"),
    ("非个人原因离职", "open"),
    ("没有辞职，是被公司辞退", "open"),
    ("员工要求支付工资被辞退", "open"),
    ("严重违纪被开除", "doubtful"),
    ("连续旷工，除名", "doubtful"),
    ("达到退休年龄", "doubtful"),
    ("", "open"),
)
"""What a clerk types, and what is made of it: one ground, a question, a doubt, or nothing."""


@pytest.mark.parametrize(("reason", "made"), PHRASINGS)
def test_labour_contract_law_art_46_a_reason_decides_only_where_its_words_can_mean_one_ground(
    reason: str, made: str, law_on: LawOn
) -> None:
    award = severance_of(replace(OLD, hired_on=date(2016, 4, 1), leave_reason=reason), law_on)

    ground = told_ground(reason)
    warned = "".join(award.warnings)
    asked = {"提出": "asks who proposed", "续订": "asks who did not renew"}
    said = [made for word, made in asked.items() if f"是哪一方{word}" in warned]
    if ground is None and award.doubtful:
        assert "劳动合同法第四十六条" in warned
        said.append("doubtful")
    assert ([ground.value] if ground else said or ["open"]) == [made]
    assert award.amount > 0


UNLAWFUL = (
    ("违法解除", True),
    ("单位违法解除", True),
    ("公司违法解除劳动合同", True),
    ("用人单位单方违法终止", True),
    ("违法辞退", True),
    ("非法解除劳动关系", True),
    ("以严重违纪为由违法解除", True),
    ("并非违法解除", False),
    ("单位否认违法解除", False),
    ("是否违法解除待查", False),
    ("劳动者主张违法解除", False),
    ("劳动者违法解除", False),
    ("单位擅自解除", False),
    ("违反规章制度被解除", False),
    ("本人向公司提出辞职", False),
    ("", False),
)


@pytest.mark.parametrize(("reason", "told"), UNLAWFUL)
def test_labour_contract_law_art_40_no_notice_is_paid_for_where_the_ending_was_unlawful(
    reason: str, told: bool, law_on: LawOn
) -> None:
    """Pay in place of notice goes with article 40 alone, never with 2N (compensation.md 3.2)."""
    work = replace(OLD, hired_on=date(2016, 4, 1), leave_reason=reason)
    stated = {"last_month_wage": "6000"}

    award = entitlement(work, ClaimKind.NOTICE_PAY, law_on, stated)
    chosen = entitlement(work, ClaimKind.NOTICE_PAY, law_on, {**stated, "ground": "illness"})

    assert award.amount == (0 if told else 6000)
    assert ("2N" in award.reason) is told
    assert chosen.amount == 6000, "the ground that was chosen stands"


@pytest.mark.parametrize(("reason", "told"), UNLAWFUL)
def test_labour_contract_law_art_87_severance_of_an_unlawful_ending_names_twice_the_sum(
    reason: str, told: bool, law_on: LawOn
) -> None:
    """2N in place of N, 劳动合同法第四十八条、第八十七条 (compensation.md 3.3)."""
    work = replace(OLD, hired_on=date(2016, 4, 1), leave_reason=reason)

    award = entitlement(work, ClaimKind.SEVERANCE, law_on)
    chosen = entitlement(work, ClaimKind.SEVERANCE, law_on, {"ground": "agreed_by_employer"})

    assert any("劳动合同法第八十七条" in said for said in award.warnings) is told
    assert not any("劳动合同法第八十七条" in said for said in chosen.warnings)


def test_social_insurance_law_art_45_who_was_dismissed_for_misconduct_may_have_the_benefit(
    law: Law,
) -> None:
    """Severance is in doubt (劳动合同法第三十九条); the worker still did not want the ending."""
    benefit = OwnFigure(
        name="unemployment_benefit_month",
        value=Decimal(1600),
        unit="yuan/month",
        since=date(2023, 1, 1),
        place="cn-1307",
    )
    law_on = law.with_own([benefit]).on(ENDED, "cn-1307")
    blamed = replace(OLD, hired_on=date(2016, 4, 1), leave_reason="严重违纪被开除")

    assert severance_of(blamed, law_on).doubtful
    assert not entitlement(blamed, ClaimKind.UNEMPLOYMENT_LOSS, law_on).doubtful


def test_years_before_2008_with_words_that_leave_the_ground_open_say_what_to_choose(
    law_on: LawOn,
) -> None:
    award = severance_of(replace(OLD, leave_reason="不是单位提出，双方协商解除"), law_on)

    assert "不是单位提出，双方协商解除" in award.warnings[0]
    assert award.unsettled


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


@pytest.mark.parametrize("reason", ["本人辞职", "劳动者辞职", "个人原因辞职"])
@pytest.mark.parametrize(
    ("kind", "article"),
    [
        (ClaimKind.SEVERANCE, "劳动合同法第四十六条"),
        (ClaimKind.UNEMPLOYMENT_LOSS, "社会保险法"),
    ],
)
def test_labour_contract_law_art_46_a_resignation_is_no_final_sum_until_the_ground_is_chosen(
    kind: ClaimKind, article: str, reason: str, law_on: LawOn
) -> None:
    """The grid shows it as not settled, and the reason says why; the ground settles it."""
    left = date(2021, 12, 31)  # the last year of which the benefit is known
    work = replace(OLD, hired_on=date(2016, 4, 1), left_on=left, leave_reason=reason)
    stated = {"unemployment_loss.contribution_years": "3"}

    found = entitlement(work, kind, law_on, stated)

    assert found.unlikely == found.amount > 0
    assert article in found.unsettled
    assert reason in found.unsettled
    chosen = entitlement(work, kind, law_on, stated | {"ground": "resigned"})
    assert (chosen.amount, chosen.unsettled) == (0, "")


def test_labour_contract_law_art_48_who_left_of_their_own_will_is_owed_no_damages_by_these_words(
    law_on: LawOn,
) -> None:
    """2N is owed where the employer ends the contract; a ground that is chosen stands."""
    work = replace(OLD, hired_on=date(2016, 4, 1), leave_reason="本人辞职")

    award = entitlement(work, ClaimKind.UNLAWFUL_TERMINATION, law_on)
    dismissed = replace(work, leave_reason="违法解除")

    assert award.unlikely == award.amount > 0
    assert "劳动合同法第四十八条" in award.unsettled
    assert not entitlement(dismissed, ClaimKind.UNLAWFUL_TERMINATION, law_on).unsettled
