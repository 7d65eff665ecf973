"""Refusal with its channel, the consent inquiry with its attempts, corrections, and letters."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation_desk.domain.case import Consent, ConsentManner, Side
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.errors import Invalid, StepNotAllowed
from mediation_desk.domain.procedure import Facts
from mediation_desk.domain.routing import channel, routes, routes_for
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import RefusalGround
from mediation_desk.domain.taxonomy import causes
from mediation_desk.services import correcting, intake, papers, steps, story
from tests.documents.samples import squeezed, written
from tests.services.course import LI, accepted, assigned, consent, withdrawn

DAY = story.APPLIED


def refused_fields(act):
    with pytest.raises(Invalid) as refused:
        act()
    return {problem.field: problem.text for problem in refused.value.problems}


def do(office, case_id, step, **facts):
    facts = Facts(day=facts.pop("day", office.desk.today()), **facts)
    steps.take(office.supervisor, case_id, office.case(case_id).version, step, facts)


def titles(office, case_id):
    return {offer.code for offer in papers.offered(office.case(case_id), office.desk.today())}


def text_of(office, case_id, code):
    return squeezed(written(papers.compose(office.clerk, case_id, code).docx))


def test_mediation_rules_art_22_a_refusal_names_its_ground_and_the_way_that_is_open(office):
    case_id = office.register(LI)

    told = refused_fields(
        lambda: do(office, case_id, Step.REFUSE, ground="not_labour", reason="家政服务")
    )

    assert set(told) == {"body"}
    assert "第二十二条" in told["body"]


def test_mediation_rules_art_22_the_refusal_is_written_with_reason_basis_and_channel(office):
    case_id = office.register(LI)
    route = routes_for("E05")[0]

    do(
        office,
        case_id,
        Step.REFUSE,
        ground=route.ground,
        reason=route.situation,
        note=route.basis,
        body=channel(route, "", ()),
    )

    said = text_of(office, case_id, "D-09")
    assert route.route in said
    assert route.basis in said
    assert "时效期间一般为一年" in said


def test_a_second_acceptance_is_refused(office):
    case_id = accepted(office)

    with pytest.raises(StepNotAllowed):
        steps.accept(office.supervisor, case_id, office.case(case_id).version, story.ACCEPTED)


def asking(office):
    case_id = office.register(LI)
    do(
        office,
        case_id,
        Step.CONTACT,
        manner="phone",
        by="人事部",
        note="负责人出差",
        until=date(2026, 10, 14),
    )
    return case_id


def test_mediation_rules_art_22_declining_needs_the_refusal_on_record(office):
    case_id = asking(office)

    told = refused_fields(lambda: do(office, case_id, Step.DECLINE, ground="refused"))

    assert "第二十二条" in told["ground"]
    answer = replace(consent(Side.RESPONDENT, agrees=False), note="认为没有欠薪")
    steps.record_consent(office.clerk, case_id, office.case(case_id).version, answer)
    do(office, case_id, Step.DECLINE, ground="refused")
    assert office.case(case_id).stage is Stage.NO_CONSENT
    assert "认为没有欠薪" in text_of(office, case_id, "D-12")


def test_silence_counts_only_once_the_time_for_the_answer_is_over(office):
    case_id = asking(office)
    office.clock.at(date(2026, 10, 14))

    told = refused_fields(lambda: do(office, case_id, Step.DECLINE, ground="no_answer"))
    assert set(told) == {"day"}

    office.clock.at(date(2026, 10, 15))
    do(office, case_id, Step.DECLINE, ground="no_answer")
    said = text_of(office, case_id, "D-12")
    assert "在2026年10月14日前的答复期限内未作答复" in said
    assert "2026年10月12日电话联系人事部，负责人出差。" in said


def test_silence_without_a_time_for_the_answer_is_no_refusal(office):
    case_id = office.register(LI)
    do(office, case_id, Step.CONTACT, manner="visit", note="无人")

    told = refused_fields(lambda: do(office, case_id, Step.DECLINE, ground="no_answer"))

    assert set(told) == {"ground"}


def test_the_time_for_an_answer_lies_after_the_attempt(office):
    case_id = office.register(LI)

    told = refused_fields(
        lambda: do(
            office,
            case_id,
            Step.CONTACT,
            manner="phone",
            note="占线",
            until=DAY - timedelta(days=1),
        )
    )

    assert set(told) == {"until"}


def test_the_inquiry_prints_the_day_for_the_answer(office):
    case_id = asking(office)

    assert "请于2026年10月14日前将下附回执交回" in text_of(office, case_id, "D-10")


def test_a_correction_names_everything_that_is_missing(office):
    case_id = office.register(LI)

    told = refused_fields(lambda: do(office, case_id, Step.ASK_CORRECTION, days=5))
    assert "第二十九条" in told["items"]

    do(office, case_id, Step.ASK_CORRECTION, items=("身份证复印件", "劳动合同"), days=5)
    said = text_of(office, case_id, "D-07")
    assert "1．身份证复印件" in said
    assert "请于2026年10月19日前（含当日）" in said
    do(office, case_id, Step.CORRECTED, items=("身份证复印件1份",))
    assert "身份证复印件1份" in text_of(office, case_id, "D-05")


def failing(office, **facts):
    case_id = assigned(office)
    do(
        office,
        case_id,
        Step.FAIL,
        ground="too_far_apart",
        reason="数额分歧",
        manner="one_refused",
        **facts,
    )
    return case_id


def test_undisputed_facts_are_written_down_only_with_both_sides_consent(office):
    told = refused_fields(lambda: failing(office, note="双方存在劳动关系"))

    assert "法发〔2016〕14号" in told["agreed"]


def test_undisputed_facts_without_facts_are_asked_for(office):
    assert set(refused_fields(lambda: failing(office, agreed=True))) == {"note"}


def test_a_failure_offers_the_notice_and_what_the_parties_agreed_to(office):
    case_id = failing(office)
    assert "D-24" not in titles(office, case_id)

    said = text_of(office, case_id, "D-23")
    assert "因双方意见分歧较大，调解终止。〔情况记录：数额分歧。" in said, "the ground once"
    assert "拒绝在情况记录上签名" in said
    assert "第三十条" in said


def test_agreed_facts_are_printed_line_by_line(office):
    case_id = failing(office, note="有劳动关系\n工资付至6月", agreed=True, items=("一次付清",))

    assert "2．工资付至6月" in text_of(office, case_id, "D-24")
    assert "1．一次付清" in text_of(office, case_id, "D-25")


def test_letters_of_transfer_are_numbered_in_a_series_of_their_own(office):
    numbers = []
    for name in ("李建国", "王素芬"):
        names = (name,) if name == "李建国" else None
        case_id = office.register(names)
        told = {"body": "人社局", "reason": "属于监察职责", "agreed": True, "items": ("申请书",)}
        do(office, case_id, Step.TRANSFER, **told)
        numbers.append(office.case(case_id).steps[-1].number)

    assert numbers == ["张劳调移〔2026〕1号", "张劳调移〔2026〕2号"]
    assert "张劳调移〔2026〕2号" in text_of(office, case_id, "D-28")


def test_a_withdrawal_and_a_settlement_between_the_parties_have_their_papers(office):
    case_id = office.register(LI)
    assert "D-26" in titles(office, case_id)
    signed = withdrawn(office.desk.today(), reason="另寻他途")
    do(office, case_id, Step.WITHDRAW, **signed)

    printed = text_of(office, case_id, "D-26")
    assert "另寻他途" in printed
    assert chinese_day(office.desk.today()) in printed


def test_a_withdrawal_that_nobody_signed_is_refused(office):
    """T23: it is signed, in a letter or in the record, on no later day and on none before there
    was an application."""
    case_id = office.register(LI)

    with pytest.raises(Invalid) as refused:
        do(office, case_id, Step.WITHDRAW, reason="另寻他途")
    later = office.desk.today() + timedelta(days=1)
    with pytest.raises(Invalid) as late:
        do(office, case_id, Step.WITHDRAW, **withdrawn(later))
    before = office.case(case_id).received_on - timedelta(days=1)
    with pytest.raises(Invalid, match="早于") as early:
        do(office, case_id, Step.WITHDRAW, **withdrawn(before))

    assert {p.field for p in refused.value.problems} == {"manner", "by", "served_on"}
    assert {p.field for p in late.value.problems} == {"served_on"}
    assert {p.field for p in early.value.problems} == {"served_on"}


def test_reconciled_parties_have_their_card(office):
    case_id = accepted(office)
    with pytest.raises(Invalid, match="和解协议"):
        do(office, case_id, Step.RECONCILE, note="当日付清")
    do(office, case_id, Step.RECONCILE, note="当日付清", manner="copy")

    assert "当日付清" in text_of(office, case_id, "D-27")
    assert "☑双方自行签订的和解协议已查验，复印件附卷" in text_of(office, case_id, "D-27")


def test_an_acceptance_says_whose_consent_is_missing(office):
    """企业劳动争议协商调解规定第二十二条: both sides' consent."""
    case_id = office.register(LI)
    case = office.case(case_id)
    steps.record_consent(office.clerk, case_id, case.version, consent(Side.APPLICANT))

    with pytest.raises(StepNotAllowed) as refused:
        steps.accept(office.supervisor, case_id, office.case(case_id).version, story.APPLIED)

    assert "须记录用人单位一方同意调解" in str(refused.value)
    assert "劳动者一方" not in str(refused.value)


def test_the_same_answer_of_the_same_person_is_kept_once(office):
    case_id = office.register(LI)
    given = consent(Side.APPLICANT)
    steps.record_consent(office.clerk, case_id, office.case(case_id).version, given)
    before = office.case(case_id)

    with pytest.raises(Invalid, match="某人的这一答复已于2026年10月12日登记") as refused:
        steps.record_consent(office.clerk, case_id, before.version, given)

    assert [p.field for p in refused.value.problems] == ["agrees"]
    assert office.case(case_id) == before
    for changed in (
        replace(given, manner=ConsentManner.WRITING),
        replace(given, agrees=False),
        given,
    ):
        steps.record_consent(office.clerk, case_id, office.case(case_id).version, changed)
    assert len(office.case(case_id).consents) == 4


def test_a_corrected_day_of_an_answer_stands_with_the_answer(office):
    case_id = office.register(LI)
    office.clock.at(story.CONSENTED)
    given = consent(Side.APPLICANT)
    steps.record_consent(office.clerk, case_id, office.case(case_id).version, given)
    case = office.case(case_id)
    asked = case.steps[-1]

    correcting.correct_day(
        office.clerk, case_id, case.version, asked.id, story.CONSENTED, "录音显示为次日答复"
    )

    assert [c.given_on for c in office.case(case_id).consents] == [story.CONSENTED]


def test_the_routing_table_speaks_of_known_causes_and_grounds():
    grounds = {ground.value for ground in RefusalGround}

    assert len({route.code for route in routes()}) == len(routes())
    assert all(route.ground in grounds | {""} for route in routes())
    assert all(cause in causes() for route in routes() for cause in route.causes)
    assert all(route.basis and route.route and route.english for route in routes())


def test_labour_inspection_art_21_is_brought_up_with_unpaid_wages():
    assert any("第二十一条" in route.basis for route in routes_for("A01"))
    assert routes_for("G05") == ()
    assert routes_for("") == ()


def test_an_application_by_the_employer_asks_the_worker(office):
    application = replace(
        story.application(),
        applicants=story.application().applicants[:1],
        operation="",
        applied_by=Side.RESPONDENT,
    )
    case_id = intake.register(office.clerk, application).id
    do(office, case_id, Step.CONTACT, manner="phone", note="已告知", until=date(2026, 10, 14))

    assert text_of(office, case_id, "D-10").startswith(
        "调解征询意见书" + office.case(case_id).number + "李建国："
    )
    worker = Consent(
        side=Side.APPLICANT,
        agrees=False,
        given_on=DAY,
        manner=ConsentManner.PHONE,
        by="李建国",
    )
    steps.record_consent(office.clerk, case_id, office.case(case_id).version, worker)
    case = office.case(case_id)
    do(office, case_id, Step.DECLINE, ground="refused")
    assert case.stage is Stage.CONSENT
    assert office.case(case_id).stage is Stage.NO_CONSENT
