from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk import paths
from mediation_desk.domain.agreement import blocking, cautions
from mediation_desk.domain.deadlines import load_calendars
from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.settlement import Ending
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.taxonomy import cause_in_words
from tests.domain.samples import ACCEPTED, AGREED, TERMS, WORKER, case, heard

CALENDAR = load_calendars(paths.resources("calendar"))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("H01", "超龄劳动者（劳动报酬、休息休假、劳动安全卫生、工伤保障）"),
        ("H02", "超龄劳动者（其他，民事）"),
        ("A05", "停工停产期间工资、生活费"),
        ("C03", "履行、变更劳动合同（调岗、调薪、工作地点）"),
        ("A01", "拖欠、克扣工资"),
    ],
)
def test_a_paper_names_the_cause_as_words_do_not_as_the_list_does(code, said):
    assert cause_in_words(code) == said


def found(terms, the_case=None, agreed_on=AGREED):
    the_case = the_case or case(Stage.MEDIATING, accepted_on=ACCEPTED)
    return {problem.field: problem.text for problem in blocking(the_case, terms, agreed_on)}


def warned(terms, the_case=None):
    problems = cautions(the_case or case(Stage.MEDIATING), terms, AGREED, CALENDAR)
    return "\n".join(problem.text for problem in problems)


def changed(**changes):
    [row] = TERMS.money
    return replace(TERMS, money=(replace(row, **changes),))


def test_sound_terms_are_neither_blocked_nor_warned_of():
    assert found(TERMS) == {}
    assert warned(TERMS) == ""


def test_terms_without_money_are_blocked():
    assert "money" in found(replace(TERMS, money=()))


def test_v2_rows_must_add_up_to_the_agreed_sum():
    assert (
        "各期合计18,599.99元，与协议金额18,600.00元不一致"
        in found(changed(amount=Decimal("18599.99")))["money"]
    )


def test_v4_a_due_day_before_the_agreement_is_blocked():
    assert "money.0.due_on" in found(changed(due_on=date(2026, 10, 22)))


@pytest.mark.parametrize("amount", ["0", "-1", "1.005"])
def test_v3_an_amount_must_be_a_sum_of_money(amount):
    assert "money.0.amount" in found(changed(amount=Decimal(amount)))


def test_v9_a_clause_that_waives_social_insurance_is_void_interpretation_two_art_19():
    terms = replace(TERMS, other="申请人自愿放弃缴纳社会保险。")

    assert "第十九条" in found(terms)["other"]
    assert "第十九条" in warned(terms).split("\n")[0], "told as it is typed, before all else"


def test_insurance_that_is_given_up_in_other_words_is_pointed_out_and_one_that_is_paid_is_not():
    terms = replace(TERMS, other="劳动者不再要求单位补缴养老保险。")
    paid = replace(TERMS, other="用人单位为劳动者补缴社会保险，劳动者放弃其他仲裁请求。")

    assert "other" not in found(terms)
    assert "第十九条" in warned(terms)
    assert "other" not in found(paid)
    assert "第十九条" not in warned(paid)


def test_a_day_that_moves_in_a_year_without_notice_is_called_provisional():
    assert "暂定" in warned(changed(due_on=date(2027, 2, 6)))
    assert "暂定" not in warned(changed(due_on=date(2026, 10, 31)))


def test_an_agreement_cannot_be_older_than_acceptance():
    assert "agreed_on" in found(TERMS, agreed_on=date(2026, 10, 13))


def test_two_originals_are_too_few_rules_on_mediation_art_26():
    assert "第二十六条" in found(replace(TERMS, copies=2))["copies"]


def test_instalments_need_one_due_day_each_in_order():
    [row] = TERMS.money
    halves = replace(row, amount=Decimal("9300.00"))
    two_days = (halves, replace(halves, due_on=date(2026, 11, 2)))
    backwards = (replace(halves, due_on=date(2026, 12, 1)), replace(halves, instalment=2))

    assert "多个到期日" in found(replace(TERMS, money=two_days))["money"]
    assert "先后颠倒" in found(replace(TERMS, money=backwards))["money"]


def test_an_agreement_while_the_hearing_is_still_open_is_pointed_out():
    open_still = replace(heard(), status=HearingStatus.UNDER_WAY)

    assert "尚未登记调解会结束时间" in warned(TERMS, case(Stage.MEDIATING, hearings=(open_still,)))
    assert warned(TERMS, case(Stage.MEDIATING, hearings=(heard(),))) == ""


def test_v13_a_due_day_on_a_day_off_shows_the_working_day_after():
    told = "第1期2026-10-31到期，当日为休息日，付款期限顺延至2026-11-02"
    assert told in warned(changed(due_on=date(2026, 10, 31)))


def test_v14_and_v15_a_late_last_instalment_and_no_clause_for_delay_are_pointed_out():
    late = replace(changed(due_on=date(2027, 6, 1)), breach="")

    assert "超过六个月" in warned(late)
    assert "未约定逾期付款" in warned(late)


def test_v17_a_sum_below_the_law_is_pointed_out():
    claim = replace(WORKER.claims[0], agreed=Decimal("10000.00"))
    below = case(Stage.MEDIATING, applicants=(replace(WORKER, claims=(claim,)),))

    assert f"协议金额低于法定应得的项目：李建国（{claim.kind.label}）" in warned(TERMS, below)


def test_v17_of_a_sum_that_is_not_settled_it_is_said_that_the_law_may_give_less():
    """劳动合同法第四十六条: severance after a resignation, as written, may be nothing."""
    claim = replace(WORKER.claims[0], agreed=Decimal("10000.00"), reason="本人辞职")
    below = case(Stage.MEDIATING, applicants=(replace(WORKER, claims=(claim,)),))

    assert f"李建国（尚未确定的{claim.kind.label}）" in warned(TERMS, below)


def test_of_many_below_the_law_the_first_are_named_and_the_others_counted():
    claim = replace(WORKER.claims[0], agreed=Decimal("10000.00"))
    many = tuple(replace(WORKER, id=WORKER.id + n, claims=(claim,)) for n in range(20))
    rows = tuple(replace(TERMS.money[0], party_id=one.id) for one in many)
    told = warned(replace(TERMS, money=rows), case(Stage.MEDIATING, applicants=many))

    line = told.partition("协议金额低于")[2]
    assert line.count(f"（{claim.kind.label}）") == 8
    assert "及另外12人" in line


def test_v19_an_injury_without_a_grade_is_pointed_out():
    hurt = replace(WORKER, work=replace(WORKER.work, injured=True))

    assert "伤残等级尚未确定" in warned(TERMS, case(Stage.MEDIATING, applicants=(hurt,)))


def test_what_the_law_gives_is_compared_only_for_whom_the_terms_bind():
    """企业劳动争议协商调解规定第三十条: who is not in the agreement keeps every claim."""
    claim = replace(WORKER.claims[0], entitled=Decimal("9000.00"), agreed=None)
    other = replace(
        WORKER,
        id=12,
        person=replace(WORKER.person, name="陈磊"),
        claims=(claim,),
        work=replace(WORKER.work, injured=True),
    )

    told = warned(TERMS, case(Stage.MEDIATING, applicants=(WORKER, other)))

    assert [line for line in told.split("\n") if "陈磊" in line] == [
        "未列入协议、不受协议约束：陈磊。协议生效后应登记其调解终止情况，并书面告知可以申请仲裁。"
        "（企业劳动争议协商调解规定第三十条）"
    ]


@pytest.mark.parametrize(
    "clause",
    [
        "双方确认劳动关系自2026年5月1日起存在。",
        "双方自2026年5月1日起存在劳动关系",
        "款项付清；双方之间成立劳动关系。",
    ],
)
def test_v10_confirming_an_employment_is_told_not_to_be_reviewed_art_75(clause):
    told = warned(replace(TERMS, other=clause))

    assert "劳动人事争议仲裁办案规则第七十五条" in told
    assert "两份协议" in told


def test_v10_is_told_of_a_duty_and_of_a_dispute_about_status():
    status = case(Stage.MEDIATING, accepted_on=ACCEPTED, cause="B01")
    duty = Duty(kind=DutyKind.OTHER, text="出具存在劳动关系的证明")

    assert "第七十五条" in warned(TERMS, status)
    assert "第七十五条" in warned(TERMS, case(Stage.MEDIATING, duties=(duty,)))


def test_v10_is_not_told_of_an_employment_that_ended():
    clause = "双方劳动关系于2026年9月30日解除。双方确认再无其他争议。"

    assert "第七十五条" not in warned(replace(TERMS, other=clause))


def still_at_work():
    worker = replace(WORKER, work=replace(WORKER.work, left_on=None))
    return case(Stage.MEDIATING, applicants=(worker,))


def test_a_certificate_promised_on_a_blank_day_is_told_with_the_article():
    told = warned(replace(TERMS, certificate_by=None))

    assert "离职证明" in told
    assert "劳动合同法第五十条" in told


def test_an_employment_said_to_be_over_on_a_blank_day_is_told():
    assert "离职日期" in warned(TERMS, still_at_work())
    assert warned(replace(TERMS, ended_on=AGREED), still_at_work()) == ""


def test_where_the_employment_continues_no_day_is_missing():
    going_on = replace(TERMS, ending=Ending.CONTINUES, certificate_by=None)

    assert warned(going_on, still_at_work()) == ""
