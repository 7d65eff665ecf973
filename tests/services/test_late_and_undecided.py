"""Signing after the days for mediation, and going on while a recusal is undecided, ask a reason."""

from datetime import time, timedelta

import pytest

from mediation_desk.domain.closing import gaps
from mediation_desk.domain.errors import Invalid, StepNotAllowed
from mediation_desk.domain.hearing import Attendance, Attended, Hearing, HearingStatus
from mediation_desk.domain.panel import Ground, PanelMember, Recusal, Seat
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import claims, hearings, panel, settlements, story, undo
from tests.services.course import assigned, clock, heard, signing, take, terms_of

WHY = "双方已书面同意延期，同意书在卷"


def sign(office, case_id, day, reason=""):
    case = office.case(case_id)
    given = story.signatures(case, day)
    settlements.sign(office.supervisor, case_id, case.version, given, reason=reason)


def ask_recusal(office, case_id, day):
    case = office.case(case_id)
    told = Recusal(
        person=case.mediator.name,
        person_id=case.mediator.id,
        asked_by="李建国",
        ground=Ground.RELATIVE,
        facts="与被申请人有利害关系",
        asked_on=day,
    )
    panel.ask_recusal(office.clerk, case_id, case.version, told)


def test_signing_and_sealing_after_the_fifteen_days_take_a_reason_rules_art_29(office):
    case_id = signing(office)
    late = clock(office.case(case_id), "DL04").due + timedelta(days=1)
    office.clock.at(late)

    with pytest.raises(Invalid, match="企业劳动争议协商调解规定第二十九条"):
        sign(office, case_id, late)
    sign(office, case_id, late, WHY)
    with pytest.raises(Invalid, match="企业劳动争议协商调解规定第二十九条"):
        settlements.seal(office.supervisor, case_id, office.case(case_id).version)
    settlements.seal(office.supervisor, case_id, office.case(case_id).version, WHY)

    case = office.case(case_id)
    assert case.stage is Stage.EFFECTIVE
    assert next(t.override for t in case.steps if t.step is Step.SEAL) == WHY


def test_what_was_signed_in_time_is_sealed_later_without_a_reason(office):
    case_id = signing(office)
    sign(office, case_id, story.AGREED)
    office.clock.at(clock(office.case(case_id), "DL04").due + timedelta(days=1))

    settlements.seal(office.supervisor, case_id, office.case(case_id).version)

    assert office.case(case_id).stage is Stage.EFFECTIVE


def test_a_hearing_is_opened_before_a_recusal_is_decided_only_with_a_reason_rules_art_11(office):
    case_id = assigned(office)
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)
    ask_recusal(office, case_id, story.ACCEPTED)
    case = office.case(case_id)
    came = (Attendance(party_id=case.applicants[0].id, name="李建国", attended=Attended.PRESENT),)
    told = (case.hearings[0].id, office.clock.at(story.HEARD, 9, 30), came)

    with pytest.raises(Invalid, match="劳动人事争议仲裁办案规则第十一条"):
        hearings.open_hearing(office.mediator, case_id, case.version, *told)
    hearings.open_hearing(office.mediator, case_id, case.version, *told, "双方同意先行调解")

    assert office.case(case_id).stage is Stage.MEDIATING


def test_signing_and_sealing_before_a_recusal_is_decided_take_a_reason_rules_art_11(office):
    case_id = signing(office)
    ask_recusal(office, case_id, story.AGREED)

    with pytest.raises(Invalid, match="劳动人事争议仲裁办案规则第十一条"):
        sign(office, case_id, story.AGREED)
    sign(office, case_id, story.AGREED, WHY)
    with pytest.raises(Invalid, match="劳动人事争议仲裁办案规则第十一条"):
        settlements.seal(office.supervisor, case_id, office.case(case_id).version)


def planned(office, case_id, day=story.HEARD, at=9):
    session = Hearing(day=day, begins=time(at, 30), room="第一调解室", notice_waiver="双方当场同意")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, session)
    return office.case(case_id).hearings[-1].id


def doubted(office, case_id):
    """Put somebody on the panel who belongs to the respondent; that takes a reason."""
    case = office.case(case_id)
    of_firm = PanelMember(
        seat=Seat.ENTERPRISE,
        name="赵某",
        organisation=case.respondent.employer.name,
    )
    head = PanelMember(seat=Seat.UNION, name=case.mediator.name, head=True)
    told = (head, of_firm, PanelMember(seat=Seat.GOVERNMENT, name="钱某"))
    with pytest.raises(Invalid, match=case.respondent.employer.name):
        panel.set_panel(office.supervisor, case_id, case.version, told)
    panel.set_panel(office.supervisor, case_id, case.version, told, "双方均书面同意其参加")


def test_a_doubt_about_neutrality_takes_a_reason_at_the_panel_the_hearing_and_the_seal_t12(office):
    case_id = assigned(office)
    doubted(office, case_id)
    key = planned(office, case_id)
    case = office.case(case_id)
    came = (Attendance(party_id=case.applicants[0].id, name="李建国", attended=Attended.PRESENT),)
    told = (key, office.clock.at(story.HEARD, 9, 30), came)

    with pytest.raises(Invalid, match=case.respondent.employer.name):
        hearings.open_hearing(office.mediator, case_id, case.version, *told)
    hearings.open_hearing(office.mediator, case_id, case.version, *told, "双方均书面同意")
    assert office.case(case_id).steps[-1].reason == "双方均书面同意"

    office.clock.at(story.AGREED)
    claims.fill_agreed(office.mediator, case_id, office.case(case_id).version)
    case = office.case(case_id)
    settlements.propose(office.mediator, case_id, case.version, terms_of(case), story.AGREED)
    sign(office, case_id, story.AGREED)
    with pytest.raises(Invalid) as refused:
        settlements.seal(office.supervisor, case_id, office.case(case_id).version)
    settlements.seal(office.supervisor, case_id, office.case(case_id).version, "双方均书面同意")
    assert {p.field for p in refused.value.problems} == {"override"}
    sealed = next(t for t in office.case(case_id).steps if t.step is Step.SEAL)
    assert sealed.override == "双方均书面同意"


def test_the_hearing_that_goes_on_ends_with_the_seal_when_it_is_told_to_have_ended(office):
    case_id = signing(office)
    sign(office, case_id, story.AGREED)
    case = office.case(case_id)
    [session] = case.hearings
    ended = session.started_at + timedelta(minutes=70)

    early = session.started_at - timedelta(minutes=1)
    with pytest.raises(Invalid) as refused:
        settlements.seal(office.supervisor, case_id, case.version, ended_at=early)
    settlements.seal(office.supervisor, case_id, case.version, ended_at=ended)

    assert {p.field for p in refused.value.problems} == {"ended_at"}
    [after] = office.case(case_id).hearings
    assert (after.status, after.ended_at) == (HearingStatus.HELD, ended)
    assert after.outcome == "双方达成调解协议。"


def test_the_next_hearing_is_planned_while_one_goes_on_and_opened_only_when_it_has_ended(office):
    case_id = heard(office)
    key = planned(office, case_id, story.AGREED)
    goes_on = office.case(case_id)
    came = (
        Attendance(party_id=goes_on.applicants[0].id, name="李建国", attended=Attended.PRESENT),
    )
    started = office.clock.at(story.AGREED, 9, 30)

    with pytest.raises(StepNotAllowed):
        hearings.open_hearing(office.mediator, case_id, goes_on.version, key, started, came)
    first = goes_on.hearings[0]
    over = first.started_at + timedelta(hours=1)
    hearings.end_hearing(office.mediator, case_id, goes_on.version, first.id, over)
    case = office.case(case_id)
    hearings.open_hearing(office.mediator, case_id, case.version, key, started, came)

    assert goes_on.stage is Stage.MEDIATING
    assert case.stage is Stage.SCHEDULED
    assert office.case(case_id).stage is Stage.MEDIATING


def test_an_end_leaves_a_past_hearing_without_result_as_it_is_and_gives_up_what_lies_ahead(office):
    case_id = heard(office)
    goes_on = office.case(case_id)
    over = office.clock.at(story.HEARD, 10, 30)
    hearings.end_hearing(office.mediator, case_id, goes_on.version, goes_on.hearings[0].id, over)
    past = planned(office, case_id, story.AGREED)
    late = clock(office.case(case_id), "DL04").due + timedelta(days=1)
    ahead = planned(office, case_id, late + timedelta(days=3))
    office.clock.at(late)

    take(office.supervisor, office, case_id, Step.LAPSE, late)

    case = office.case(case_id)
    states = {hearing.id: hearing.status for hearing in case.hearings}
    assert case.stage is Stage.LAPSED
    assert (states[past], states[ahead]) == (HearingStatus.PLANNED, HearingStatus.CANCELLED)
    assert "第2次调解会尚未登记结果。" in [gap.text for gap in gaps(case, on=late)]


def test_what_came_of_a_hearing_before_the_end_is_told_afterwards_and_moves_nothing(office):
    case_id = assigned(office)
    past = planned(office, case_id, story.HEARD)
    late = clock(office.case(case_id), "DL04").due + timedelta(days=1)
    office.clock.at(late)
    take(office.supervisor, office, case_id, Step.LAPSE, late)
    lapsed = office.case(case_id)
    came = (Attendance(party_id=lapsed.applicants[0].id, name="李建国", attended=Attended.PRESENT),)
    started = office.clock.instant.replace(
        year=story.HEARD.year, month=story.HEARD.month, day=story.HEARD.day, hour=9
    )

    hearings.open_hearing(office.mediator, case_id, lapsed.version, past, started, came)
    over = started + timedelta(hours=1)
    hearings.end_hearing(office.mediator, case_id, office.case(case_id).version, past, over)

    case = office.case(case_id)
    assert (case.stage, case.hearings[0].status) == (Stage.LAPSED, HearingStatus.HELD)
    assert case.steps == lapsed.steps
    undo.undo(office.mediator, undo.last(office.desk, case_id).id)
    undo.undo(office.mediator, undo.last(office.desk, case_id).id)
    assert office.case(case_id).hearings[0].status is HearingStatus.PLANNED
