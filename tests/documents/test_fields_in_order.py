"""What procedure.md 5.5 to 5.7 asks of papers: who holds a copy, who signs first, which day."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from mediation_desk import i18n
from mediation_desk.documents.catalogue import form_of, subjects
from mediation_desk.documents.papers import paper
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.other_parties import Duty, OtherParty, PartyRole
from mediation_desk.domain.referral import ReferralResult
from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import StepTaken
from tests.documents import full_cases
from tests.documents.samples import written


@cache
def known():
    with i18n.speaking(i18n.CHINESE):
        return full_cases.cases()


def text(code, case, subject="", on=full_cases.ISSUED):
    return written(paper(code, case, full_cases.CENTRE, subject=subject, on=on).docx)


def with_copies(case, copies):
    terms = replace(case.settlement.terms, copies=copies)
    return replace(case, settlement=replace(case.settlement, terms=terms), others=())


@pytest.mark.parametrize(
    ("case", "copies", "told"),
    [
        ("one", 3, "一式三份，双方当事人各执一份，中心存一份，具有同等效力"),
        ("one", 5, "双方当事人各执一份，中心存一份，其余用于申请仲裁审查或者司法确认"),
        ("twelve", 14, "一式十四份，12名申请人、被申请人各执一份，中心存一份，具有同等效力"),
        ("twelve", 16, "12名申请人、被申请人各执一份，中心存一份，其余用于申请"),
        ("twelve", 3, "一式三份，申请人一方、被申请人各执一份，中心存一份，具有同等效力"),
        ("employer", 5, "一式五份，3名被申请人、申请人各执一份，中心存一份，具有同等效力"),
    ],
)
def test_the_agreement_says_who_holds_its_copies(case, copies, told):
    """procedure.md 5.4: three and one for each further party, two more for a review."""
    assert told in text("D-30", with_copies(known()[case], copies))


def test_a_party_who_signs_besides_the_sides_has_its_own_copy_of_the_agreement():
    """procedure.md R-22: with more parties one each, whoever came to it after the terms too."""
    for name, holders in (("one", "各方当事人"), ("twelve", "申请人一方、被申请人和其他各方")):
        case = known()[name]
        before = with_copies(case, 3)
        told = text("D-30", replace(before, others=(guarantor(case),)))
        assert f"一式四份，{holders}各执一份，中心存一份，具有同等效力" in told


def guarantor(case):
    [first, *_more] = [other for other in case.others if other.must_sign]
    return first


def test_the_agreement_names_the_period_and_the_day_of_each_item():
    case = with_copies(known()["one"], 3)
    once = tuple(replace(row, due_on=date(2026, 10, 30), instalment=1) for row in (
        case.settlement.terms.money
    ))  # fmt: skip
    settlement = replace(case.settlement, terms=replace(case.settlement.terms, money=once))

    assert "序号项目所属期间金额（元）到期日" in text("D-30", case)
    assert "见附件一" in text("D-30", case)
    assert "2026.10.30" in text("D-30", replace(case, settlement=settlement))


def item(case, kind, stated, **work):
    """The agreement of one worker about one item only."""
    worker = case.applicants[0]
    worker = replace(worker, stated=stated, work=replace(worker.work, **work))
    money = replace(case.settlement.terms.money[0], kind=kind)
    terms = replace(case.settlement.terms, money=(money,))
    settlement = replace(case.settlement, terms=terms)
    return replace(case, applicants=(worker,), settlement=settlement)


@pytest.mark.parametrize(
    ("kind", "stated", "told"),
    [
        (ClaimKind.DOUBLE_WAGE, {}, "2024.4.1—2025.1.31"),
        (
            ClaimKind.DOUBLE_WAGE,
            {"double_wage.contract_signed_date": "2024-06-11"},
            "2024.4.1—2024.6.10",
        ),
        (ClaimKind.DOUBLE_WAGE, {"double_wage.months_given": "5"}, "＿＿＿＿＿"),
        (ClaimKind.ANNUAL_LEAVE, {}, "＿＿＿＿＿"),
        (
            ClaimKind.ANNUAL_LEAVE,
            {"annual_leave.leave_years": '[["2024", "5", "2"], ["2025", "5", "0"]]'},
            "2024、2025年",
        ),
        (ClaimKind.WAGE_ARREARS, {}, "＿＿＿＿＿"),
    ],
)
def test_the_period_of_an_item_is_that_of_its_facts_or_a_line(kind, stated, told):
    """劳动合同法第八十二条: from the second month to the signing, the end, or one year."""
    days = {"hired_on": date(2024, 3, 1), "left_on": date(2025, 1, 31)}
    case = item(known()["one"], kind, stated, **days)
    made = paper("D-30", case, full_cases.CENTRE, on=full_cases.ISSUED)

    assert f"{kind.label}{told}" in written(made.docx)
    assert not [name for name in made.missing if "所属期间" in name]


def test_a_group_whose_periods_differ_writes_them_in():
    group = known()["twelve"]
    first, second = group.applicants[:2]
    money = tuple(
        replace(group.settlement.terms.money[0], party_id=one.id, kind=ClaimKind.DOUBLE_WAGE)
        for one in (first, second)
    )
    begun = [date(2024, 3, 1), date(2024, 5, 1)]

    def told(days):
        workers = tuple(
            replace(one, work=replace(one.work, hired_on=day, left_on=date(2025, 1, 31)))
            for one, day in zip((first, second), days, strict=True)
        )
        terms = replace(group.settlement.terms, money=money)
        settlement = replace(group.settlement, terms=terms)
        everybody = (*workers, *group.applicants[2:])
        return text("D-30", replace(group, applicants=everybody, settlement=settlement))

    assert "2024.4.1—2025.1.31" in told([begun[0]] * 2)
    assert "2＿＿＿＿＿" in told(begun)


def test_who_applied_signs_first_and_stands_first():
    case = known()["employer"]
    employer, worker = case.respondent.employer.name, case.applicants[0].person.name

    for code in ("D-30", "D-31", "D-53"):
        assert "申请人（签名、盖章）：被申请人（签名、捺印）：" in text(code, case)
    for code in ("D-40", "D-41"):
        said = text(code, case)
        assert "申请人（甲方签名、盖章）：申请人（乙方签名、捺印）：" in said
        assert said.index(employer) < said.index(worker)


@pytest.mark.parametrize("code", ["D-40", "D-41"])
@pytest.mark.parametrize(("name", "pays"), [("one", "乙方向甲方"), ("employer", "甲方向乙方")])
def test_joint_applicants_are_told_apart_where_it_is_said_who_pays(code, name, pays):
    """procedure.md 5.5, D-40 and D-41: 申请人甲乙; nobody is 被申请人 there."""
    case = known()[name]
    payer = OtherParty(
        id=91, role=PartyRole.PAYER, employer=Employer(name="某集团"), duty=Duty.PAYS, signs=True
    )
    said = text(code, replace(case, others=(payer,)))

    assert f"{pays}支付" in said
    assert f"某集团同意代{pays[:2]}支付第（二）项款项" in said
    assert "被申请人" not in said


def test_the_application_for_review_tells_where_both_sides_are_served():
    """procedure.md 5.5, D-40: 身份、地址、电话、送达地址."""
    said = text("D-40", known()["one"])

    assert "送达地址宣化区示例路1号，联系电话13900000101" in said
    assert "送达地址张家口市宣化区某路2号，联系电话0313-1111111" in said


def test_the_roll_of_joint_applicants_tells_where_each_is_served_if_not_at_home():
    case = known()["twelve"]
    first = case.applicants[0]
    elsewhere = ServiceAddress(
        party_id=first.id, address="宣化区工地宿舍3栋", confirmed_on=case.received_on
    )

    said = text("D-40", replace(case, addresses=(elsewhere,)))

    assert f"{first.person.address}；送达地址：宣化区工地宿舍3栋" in said
    assert said.count("送达地址：") == 1


@pytest.mark.parametrize("code", ["D-08", "D-09", "D-23", "D-28"])
def test_a_letter_bears_the_day_on_which_it_is_issued(code):
    """procedure.md 5.5: 印章日期, which need not be the day of what it tells of."""
    later = date(2026, 12, 9)

    assert "2026年12月9日" in text(code, known()["one"], on=later)


def test_every_worker_whom_an_employer_asks_for_mediation_gets_a_letter_of_his_own():
    case = known()["employer"]
    asked = subjects(form_of("D-10"), case)

    assert [name for _key, name in asked] == [a.person.name for a in case.applicants]
    for key, name in asked:
        said = text("D-10", case, key)
        assert f"{name}：{case.respondent.employer.name}因" in said
        assert f"{name}（签名或者盖章）：" in said
    assert subjects(form_of("D-10"), known()["twelve"]) == ()


def test_execution_asks_for_what_is_due_and_leaves_the_rest_to_be_chosen():
    case = known()["one"]
    key = str(case.applicants[0].id)

    between = text("D-44", case, key, on=date(2026, 11, 3))
    after = text("D-44", case, key, on=date(2027, 1, 10))

    assert "已经到期而未付的人民币20,700.00元" in between
    assert "尚未到期的人民币21,700.00元" in between
    assert "□因被执行人未按期足额支付，按照执行依据的约定请求一并强制执行" in between
    assert "尚未到期" not in after


def test_a_record_names_who_came_with_authority_and_sets_heads_apart():
    case = known()["employer"]
    hearing = case.hearings[-1]
    told = replace(
        hearing, record="申请人陈述：请求支付工资。\n调解员：请出示证据。\n争议焦点：数额"
    )
    blank = replace(hearing, record="")

    said = text("D-19", replace(case, hearings=(told,)), str(hearing.id))
    empty = text("D-19", replace(case, hearings=(blank,)), str(hearing.id))

    assert "到场人、身份或者职务、权限" in said
    assert "本人" in said
    assert "申请人陈述：请求支付工资。调解员：请出示证据。争议焦点：数额" in said
    for head in (
        "申请人陈述：",
        "被申请人意见：",
        "证据出示与意见：",
        "争议焦点：",
        "双方确认的事实：",
    ):
        assert head in empty
    assert isinstance(hearing, Hearing)


def test_a_referral_is_reported_with_its_result_ticked():
    case = known()["one"]
    referral = replace(case.referral, result=ReferralResult.SETTLED)

    said = text("D-28b", replace(case, referral=referral))

    assert "☑双方达成调解协议　□双方未达成调解协议　□未经调解，退回办理".replace("　", "") in said


def test_a_transfer_tells_its_basis_apart_and_the_pages_of_what_is_handed_over():
    case = known()["one"]
    moved = StepTaken(
        row="T22",
        step=Step.TRANSFER,
        day=date(2026, 10, 20),
        body="宣化区劳动保障监察大队",
        reason="涉嫌拖欠多人工资",
        items=("申请书", "工资单 3页"),
    )

    said = text("D-28", replace(case, steps=(moved,)))

    assert "经研究，涉嫌拖欠多人工资，依据＿" in said
    assert "1．申请书（页）" in said
    assert "2．工资单3页" in said


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("宣化区劳动保障监察大队", "你可以向宣化区劳动保障监察大队投诉、举报。"),
        ("宣化区劳动人事争议仲裁委员会", "你可以向宣化区劳动人事争议仲裁委员会申请仲裁。"),
        ("宣化区人民法院", "你可以向宣化区人民法院提起诉讼。"),
        ("你可以向工会反映。", "你可以向工会反映。"),
    ],
)
def test_a_refusal_tells_the_way_on_with_its_verb_and_a_basis_on_one_line(body, told):
    refused = StepTaken(
        row="T06", step=Step.REFUSE, day=date(2026, 10, 14), body=body,
        reason="不属于劳动争议", note="《规定》第二十二条。\n《规定》第三条",
    )  # fmt: skip

    said = text("D-09", replace(known()["one"], steps=(refused,)))

    assert told in said
    assert "依据《规定》第二十二条；《规定》第三条，本中心" in said


def test_sheets_write_days_as_papers_do():
    case = known()["one"]
    awards = {
        (worker.id, claim.kind): full_cases.award(worker, claim)
        for worker in case.applicants
        for claim in worker.claims
    }

    made = paper("HS-01", case, full_cases.CENTRE, on=full_cases.ISSUED, awards=awards)

    assert "2016年3月1日" in written(made.docx)
    assert "2016-03-01" not in written(made.docx)


def test_the_application_and_the_decision_have_what_their_lists_of_fields_ask():
    case = known()["one"]

    assert "通讯地址" in text("D-02", case)
    recusal = str(case.recusals[0].id)
    assert "送达日期：" in text("D-16", case, recusal)


@pytest.mark.parametrize("code", ["D-02", "D-03", "D-30"])
def test_what_is_asked_for_is_numbered_once(code):
    """The applicant's own words keep their numbers; the sums by item follow in a sentence."""
    case = replace(known()["one"], requests="1．请求支付拖欠的工资。\n2．请求出具离职证明。")

    told, alone = text(code, case), text(code, replace(case, requests=""))

    assert "1．请求支付拖欠的工资。2．请求出具离职证明。" in told
    assert "以上请求按项目计：拖欠工资人民币" in told
    assert "2．经济补偿" not in told
    assert "1．拖欠工资：人民币" in alone
    assert "按项目计" not in alone


def test_an_agreement_has_room_for_agents_to_sign_only_where_somebody_acts_for_a_party():
    alone, together = text("D-30", known()["one"]), text("D-30", known()["employer"])

    assert "双方到场参加" in alone
    assert "代理人（代表）：" not in alone
    assert "双方（及代理人）到场参加" in together
    assert "代理人：代理人（代表）：" in together
    assert "代理人（代表）：" in text("D-30", known()["twelve"]), "representatives sign"
