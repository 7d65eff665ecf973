"""Service of papers through the services: what is opened by itself, recorded and refused."""

from dataclasses import replace
from datetime import date, time

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed, NotFound, Stale
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.domain.serving import ServiceFacts, ServiceManner, ServiceResult
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import boards, hearings, papers, parties, serving, story, undo
from tests.services.course import LI, accepted, assigned, clock, effective, once, take, withdrawn

TWO = ("李建国", "王秀英")
BY_HAND = ServiceFacts(
    manner=ServiceManner.DIRECT,
    result=ServiceResult.SERVED,
    served_on=story.ACCEPTED,
    place="调解中心接待室",
    received_by="赵敏",
    relation="受托代收人",
    server="刘静",
    receipt_on_file=True,
)


def issue(office, case_id, code, subject=""):
    paper = papers.compose(office.clerk, case_id, code, subject)
    return papers.issue(office.clerk, case_id, office.case(case_id).version, paper)


@once
def with_notices(office, names=TWO):
    case_id = accepted(office, names)
    case = office.case(case_id)
    for party in (*(a.id for a in case.applicants), case.respondent.id):
        issue(office, case_id, "D-08", str(party))
    return case_id


@pytest.fixture
def noticed(office):
    """An accepted case of two workers whose notices of acceptance are issued."""
    return with_notices(office, TWO)


def lacking(office, case_id):
    return [p.form for p in boards.boards(office.clerk).unissued if p.case_id == case_id]


def test_acceptance_is_told_to_each_party_mediation_provisions_art_22(office):
    """企业劳动争议协商调解规定第二十二条; procedure.md 2.5, T11: the notice goes to both."""
    case_id = accepted(office, TWO)
    case = office.case(case_id)
    first, *others = (*(a.id for a in case.applicants), case.respondent.id)

    issue(office, case_id, "D-08", str(first))
    assert "D-08" in lacking(office, case_id)

    for party in others:
        issue(office, case_id, "D-08", str(party))
    assert "D-08" not in lacking(office, case_id)


def test_an_agreement_never_handed_out_is_told_labour_mediation_law_art_14(
    office,
):
    """劳动争议调解仲裁法第十四条; the notice of acceptance is wanted until the case is closed."""
    case_id = effective(office)
    assert sorted(lacking(office, case_id)) == ["D-08", "D-30"]

    issue(office, case_id, "D-30")
    assert lacking(office, case_id) == ["D-08"]


def record(office, case_id, facts, *rows, corrected=""):
    ids = tuple(row.id for row in rows or office.case(case_id).services)
    version = office.case(case_id).version
    serving.record(office.clerk, case_id, version, ids, facts, corrected)


def address(case, **changes):
    made = ServiceAddress(
        party_id=case.applicants[0].id,
        address="张家口市宣化区示例路1号",
        phone="13900000001",
        confirmed_on=story.ACCEPTED,
    )
    return replace(made, **changes)


def confirm(office, case_id, **changes):
    case = office.case(case_id)
    serving.confirm_address(office.clerk, case_id, case.version, address(case, **changes))


def test_a_notice_waits_to_be_served_on_the_party_it_is_made_for(office, noticed):
    case = office.case(noticed)

    assert [(s.receiver, s.result, s.waiting) for s in case.services] == [
        ("李建国", ServiceResult.PENDING, True),
        ("王秀英", ServiceResult.PENDING, True),
        ("宣化永固建筑工程有限公司", ServiceResult.PENDING, True),
    ]
    assert [s.party_id for s in case.services] == [
        *(a.id for a in case.applicants),
        case.respondent.id,
    ]


def test_the_agreement_of_the_case_waits_for_every_party(office):
    case_id = effective(office, TWO)

    issue(office, case_id, "D-30")

    assert [s.receiver for s in office.case(case_id).services] == [
        "李建国",
        "王秀英",
        "宣化永固建筑工程有限公司",
    ]


@pytest.mark.parametrize("code", ["D-02", "HS-01"])
def test_applications_and_internal_papers_are_not_served(office, code):
    case_id = accepted(office, LI)

    issue(office, case_id, code)

    assert office.case(case_id).services == ()


def test_what_waits_is_listed_over_all_cases_until_it_is_served(office, noticed):
    assert [row.receiver for row in serving.unserved(office.clerk)][:1] == ["李建国"]

    record(office, noticed, BY_HAND)

    assert serving.unserved(office.clerk) == ()
    assert {s.served_on for s in office.case(noticed).services} == {story.ACCEPTED}


def test_undo_takes_the_record_back_and_the_paper_with_its_service(office, noticed):
    record(office, noticed, BY_HAND)

    undo.undo(office.clerk, undo.last(office.clerk, noticed).id)
    assert len(serving.unserved(office.clerk)) == 3

    undo.undo(office.clerk, undo.last(office.clerk, noticed).id)
    case = office.case(noticed)
    assert (len(case.papers), len(case.services)) == (2, 2)


def test_electronic_service_without_consent_is_refused_with_its_article(office, noticed):
    first = office.case(noticed).services[0]
    sent = replace(BY_HAND, manner=ServiceManner.ELECTRONIC, place="")

    with pytest.raises(Invalid, match="第九十条"):
        record(office, noticed, sent, first)

    confirm(office, noticed, electronic=True, email="li@example.cn")
    record(office, noticed, sent, first)
    assert office.case(noticed).services[0].place == "li@example.cn"


def test_of_several_receivers_those_are_named_whom_a_problem_concerns(office, noticed):
    confirm(office, noticed, electronic=True)

    with pytest.raises(Invalid) as refused:
        record(office, noticed, replace(BY_HAND, manner=ServiceManner.ELECTRONIC))

    [problem] = refused.value.problems
    assert problem.field == "manner"
    assert problem.text.startswith("王秀英、宣化永固建筑工程有限公司：")


def test_a_served_paper_is_corrected_with_a_reason_only(office, noticed):
    record(office, noticed, BY_HAND)

    with pytest.raises(Invalid, match="更正的原因"):
        record(office, noticed, replace(BY_HAND, server="王敏"))
    with pytest.raises(Invalid, match="不少于4个字"):
        record(office, noticed, replace(BY_HAND, server="王敏"), corrected="x")

    record(office, noticed, replace(BY_HAND, server="王敏"), corrected="送达人写错")
    assert office.case(noticed).services[0].corrected == "送达人写错"


def test_a_paper_that_came_back_is_served_again(office, noticed):
    first = office.case(noticed).services[0]
    back = ServiceFacts(
        manner=ServiceManner.POST,
        result=ServiceResult.RETURNED,
        sent_on=story.ACCEPTED,
        tracking="EY000000000CN",
    )
    record(office, noticed, back, first)
    office.clock.at(date(2026, 10, 16))

    serving.serve_again(office.clerk, noticed, office.case(noticed).version, (first.id,))

    mine = [s for s in office.case(noticed).services if s.receiver == "李建国"]
    assert [(s.attempt, s.waiting, s.since) for s in mine] == [
        (1, False, story.ACCEPTED),
        (2, True, date(2026, 10, 16)),
    ]
    with pytest.raises(DeskError, match="再次送达"):
        serving.serve_again(office.clerk, noticed, office.case(noticed).version, (first.id,))


def test_what_was_not_tried_is_not_served_again(office, noticed):
    first = office.case(noticed).services[0]

    with pytest.raises(DeskError, match="拒收、退回"):
        serving.serve_again(office.clerk, noticed, office.case(noticed).version, (first.id,))


def test_service_is_given_up_with_a_reason(office, noticed):
    ids = tuple(s.id for s in office.case(noticed).services)

    with pytest.raises(Invalid, match="理由"):
        serving.drop(office.clerk, noticed, office.case(noticed).version, ids, " ")

    serving.drop(office.clerk, noticed, office.case(noticed).version, ids, "当场领取新文本")
    assert serving.unserved(office.clerk) == ()
    with pytest.raises(DeskError, match="已经办结"):
        serving.drop(office.clerk, noticed, office.case(noticed).version, ids, "再次")


def test_an_agent_is_served_too(office, noticed):
    paper = office.case(noticed).papers[0]

    serving.add_receiver(office.clerk, noticed, office.case(noticed).version, paper.id, "张律师")

    assert office.case(noticed).services[-1].receiver == "张律师"
    for name, message in (("张律师", "已列入"), (" ", "受送达人")):
        version = office.case(noticed).version
        with pytest.raises(Invalid, match=message):
            serving.add_receiver(office.clerk, noticed, version, paper.id, name)


def test_the_day_after_a_paper_was_left_is_filled_in(office, noticed):
    left = ServiceFacts(
        manner=ServiceManner.LEFT,
        result=ServiceResult.SERVED,
        sent_on=story.ACCEPTED,
        reason="拒绝签收",
        recorded=True,
    )

    record(office, noticed, left)

    assert {s.served_on for s in office.case(noticed).services} == {date(2026, 10, 19)}


def test_an_address_is_confirmed_changed_and_refused_to_strangers(office, noticed):
    confirm(office, noticed)
    kept = office.case(noticed).addresses[0]
    confirm(office, noticed, id=kept.id, postcode="075100")

    assert [a.postcode for a in office.case(noticed).addresses] == ["075100"]
    with pytest.raises(Invalid, match="第四条"):
        confirm(office, noticed, phone="")
    with pytest.raises(NotFound):
        confirm(office, noticed, party_id=99)
    with pytest.raises(NotFound):
        confirm(office, noticed, id=99)


def test_a_worker_who_leaves_takes_no_paper_any_more(office, noticed):
    worker = office.case(noticed).applicants[0]

    parties.remove_applicant(office.clerk, noticed, office.case(noticed).version, worker.id)

    assert [row.receiver for row in serving.unserved(office.clerk)] == [
        "王秀英",
        "宣化永固建筑工程有限公司",
    ]


def test_stale_and_strange_rows_are_refused(office, noticed):
    case = office.case(noticed)
    ids = (case.services[0].id,)

    with pytest.raises(Stale):
        serving.record(office.clerk, noticed, case.version - 1, ids, BY_HAND)
    with pytest.raises(NotFound):
        serving.record(office.clerk, noticed, case.version, (99,), BY_HAND)


def test_an_auditor_serves_nothing(office, noticed):
    case = office.case(noticed)
    desk = office.clerk
    desk.actor = Actor(9, "审计", frozenset({Role.AUDITOR}))

    with pytest.raises(NotAllowed):
        serving.record(desk, noticed, case.version, (case.services[0].id,), BY_HAND)


def notices(office, parties=None):
    """A case with a planned hearing and its notices, to all or to some parties."""
    case_id = assigned(office, TWO)
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)
    case = office.case(case_id)
    for party in (*(a.id for a in case.applicants), case.respondent.id):
        issue(office, case_id, "D-17", str(party))
    return case_id


def test_the_clock_of_the_notice_is_kept_once_every_party_has_it(office):
    case_id = notices(office)
    first, *others = office.case(case_id).services
    assert {s.hearing_id for s in (first, *others)} == {office.case(case_id).hearings[0].id}

    record(office, case_id, BY_HAND, *others)
    assert clock(office.case(case_id), "DL07", "1").state is ClockState.RUNNING

    posted = replace(
        BY_HAND,
        manner=ServiceManner.POST,
        sent_on=story.ACCEPTED,
        served_on=date(2026, 10, 17),
    )
    office.clock.at(date(2026, 10, 19))
    record(office, case_id, posted, first)
    kept = clock(office.case(case_id), "DL07", "1")
    assert (kept.state, kept.met_on) == (ClockState.MET, story.ACCEPTED)


def test_a_correction_lets_the_clock_of_the_notice_run_again(office):
    case_id = notices(office)
    record(office, case_id, BY_HAND)
    first = office.case(case_id).services[0]
    gone = ServiceFacts(manner=ServiceManner.DIRECT, result=ServiceResult.NOT_FOUND)

    record(office, case_id, gone, first, corrected="签收的不是本人")

    assert clock(office.case(case_id), "DL07", "1").state is ClockState.RUNNING


def test_a_notice_that_is_void_calls_nobody_to_the_hearing(office):
    """procedure.md 2.3, DL07: every party must have the notice of the hearing."""
    case_id = notices(office)
    record(office, case_id, BY_HAND)
    case = office.case(case_id)
    notice = next(paper for paper in case.papers if paper.form == "D-17")
    assert not clock_running(case, "DL07")

    papers.void(office.clerk, case_id, case.version, notice.id, "开庭时间写错")

    assert clock_running(office.case(case_id), "DL07")


def test_notices_of_the_day_before_a_hearing_was_moved_do_not_count(office):
    case_id = notices(office)
    record(office, case_id, BY_HAND)
    office.clock.at(date(2026, 10, 16))
    [hearing] = office.case(case_id).hearings
    later = replace(hearing, day=date(2026, 10, 29))
    hearings.reschedule(
        office.clerk,
        case_id,
        office.case(case_id).version,
        later,
        asked_by="申请人",
        reason="出差在外",
    )

    assert clock_running(office.case(case_id), "DL07")
    served = office.case(case_id).services
    record(office, case_id, replace(BY_HAND, note="补记"), served[0], corrected="补记签收情况")
    assert clock_running(office.case(case_id), "DL07")


def clock_running(case, kind):
    return any(c.kind == kind and c.state is ClockState.RUNNING for c in case.clocks)


def test_a_closed_case_still_takes_what_was_served(office, noticed):
    take(office.clerk, office, noticed, Step.WITHDRAW, story.ACCEPTED, **withdrawn(story.ACCEPTED))
    take(office.supervisor, office, noticed, Step.CLOSE, story.ACCEPTED)
    assert office.case(noticed).stage is Stage.CLOSED

    record(office, noticed, BY_HAND)

    assert serving.unserved(office.clerk) == ()


def test_papers_issued_together_are_one_act_and_one_undo(office):
    case_id = accepted(office, TWO)
    case = office.case(case_id)
    parties = [a.id for a in case.applicants]
    made = [papers.compose(office.clerk, case_id, "D-08", str(key)) for key in parties]

    papers.issue_all(office.clerk, case_id, case.version, made)
    issued = office.case(case_id)
    undo.undo(office.clerk, undo.last(office.clerk, case_id).id)

    assert [s.receiver for s in issued.services] == list(TWO)
    assert office.case(case_id).papers == ()
