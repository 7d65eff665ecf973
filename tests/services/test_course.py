"""A case through the services as far as the hearing, and how each step is refused."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from mediation_desk.domain.case import ClockState, Side
from mediation_desk.domain.claims import Claim, ClaimKind
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed, Stale, StepNotAllowed
from mediation_desk.domain.figure_change import FigureChange
from mediation_desk.domain.hearing import Attendance, Attended, Hearing, HearingStatus
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import (
    browse,
    claims,
    figures,
    hearings,
    intake,
    planning,
    settings,
    steps,
    story,
)
from tests.services.course import (
    LI,
    accepted,
    assigned,
    clock,
    consent,
    heard,
    take,
)


def test_registration_gives_the_number_and_starts_the_clocks_of_receipt(office):
    case = office.case(office.register(LI))

    assert case.number == "张劳调字〔2026〕第0001号"
    assert clock(case, "DL01").due == date(2026, 10, 15)
    assert clock(case, "DL03").due == date(2026, 10, 27)


def test_the_same_save_twice_makes_one_case(office):
    first = intake.register(office.clerk, story.application())
    second = intake.register(office.clerk, story.application())

    assert first == second


def test_numbers_follow_without_gap_also_after_a_refused_save(office):
    office.register(LI)
    with pytest.raises(Invalid):
        intake.register(
            office.clerk,
            story.Application(
                received_on=story.APPLIED, respondent=story.EMPLOYER, applicants=(), cause=""
            ),
        )

    assert office.case(office.register(("王秀英",))).number == "张劳调字〔2026〕第0002号"


def test_the_employer_s_earlier_cases_show(office):
    office.register(LI)

    [line] = intake.earlier_cases(office.clerk, story.EMPLOYER)

    assert (line.number, line.first_applicant) == ("张劳调字〔2026〕第0001号", "李建国")


def test_acceptance_meets_one_clock_and_starts_the_fifteen_days_rules_on_mediation_art_29(office):
    case = office.case(accepted(office))

    assert case.stage is Stage.ACCEPTED
    assert clock(case, "DL01").state is ClockState.MET
    assert clock(case, "DL04").due == date(2026, 10, 29)
    assert clock(case, "DL03").state is ClockState.RUNNING


def test_acceptance_without_the_other_side_s_consent_is_refused_and_changes_nothing(office):
    case_id = office.register(LI)
    steps.record_consent(
        office.clerk, case_id, office.case(case_id).version, consent(Side.APPLICANT)
    )
    before = office.case(case_id)

    with pytest.raises(StepNotAllowed, match="第二十二条"):
        steps.accept(office.supervisor, case_id, before.version, story.APPLIED)

    assert office.case(case_id) == before


def test_a_clerk_may_not_accept(office):
    case_id = office.register(LI)

    with pytest.raises(NotAllowed, match="须由主任办理"):
        steps.accept(office.clerk, case_id, 1, story.APPLIED)


def test_a_stale_page_cannot_overwrite_what_another_desk_saved(office):
    case_id = office.register(LI)
    shown = office.case(case_id).version
    steps.record_consent(office.clerk, case_id, shown, consent(Side.APPLICANT))

    with pytest.raises(Stale):
        steps.record_consent(office.clerk, case_id, shown, consent(Side.RESPONDENT))


def test_a_refusal_of_the_other_side_ends_the_case(office):
    case_id = office.register(LI)
    no = consent(Side.RESPONDENT, agrees=False)
    steps.record_consent(office.clerk, case_id, office.case(case_id).version, no)

    take(office.clerk, office, case_id, Step.DECLINE, story.APPLIED, ground="refused")

    case = office.case(case_id)
    assert case.stage is Stage.NO_CONSENT
    assert clock(case, "DL03").state is ClockState.VOID


def test_clashes_of_room_and_mediator_are_told_before_saving(office):
    first, second = assigned(office), assigned(office, ("王秀英",))
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, first, office.case(first).version, planned)

    later = Hearing(day=story.HEARD, begins=time(10, 30), room="第一调解室")
    found = [clash.text for clash in planning.preview(office.clerk, second, later).clashes]

    assert found == [
        "第一调解室在09:30—11:30已安排张劳调字〔2026〕第0001号。",
        "王敏、刘静、宣化永固建筑工程有限公司在09:30—11:30已有调解会：张劳调字〔2026〕第0001号。",
    ]


def test_a_hearing_on_a_day_off_is_pointed_out(office):
    case_id = assigned(office)
    sunday = Hearing(day=date(2026, 10, 25), begins=time(9, 30), room="第一调解室")

    [clash] = planning.preview(office.clerk, case_id, sunday).clashes

    assert "不是工作日" in clash.text


def test_a_hearing_before_assignment_is_refused(office):
    case_id = accepted(office)
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")

    with pytest.raises(StepNotAllowed):
        hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)


def test_a_hearing_without_anybody_present_cannot_open(office):
    case_id = assigned(office)
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)
    case = office.case(case_id)
    absent = Attendance(party_id=case.applicants[0].id, name="李建国", attended=Attended.ABSENT)

    with pytest.raises(Invalid):
        hearings.open_hearing(
            office.mediator,
            case_id,
            case.version,
            case.hearings[0].id,
            office.clock.at(story.HEARD, 9, 30),
            (absent,),
        )


def test_a_hearing_that_ends_before_it_began_is_refused(office):
    case_id = heard(office)
    case = office.case(case_id)

    with pytest.raises(Invalid, match="早于开始时间"):
        hearings.end_hearing(
            office.mediator,
            case_id,
            case.version,
            case.hearings[0].id,
            datetime.combine(story.HEARD, time(9), BEIJING),
        )


def test_cancelling_the_only_hearing_takes_the_case_back(office):
    case_id = assigned(office)
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)
    case = office.case(case_id)

    hearings.cancel(office.clerk, case_id, case.version, case.hearings[0].id, "被申请人请求改期")

    case = office.case(case_id)
    assert case.stage is Stage.ASSIGNED
    assert case.hearings[0].status is HearingStatus.CANCELLED


def test_changing_a_fact_recomputes_every_sum_that_rests_on_it(office):
    case_id = office.register(LI)
    case = office.case(case_id)
    [li] = case.applicants

    longer = replace(li.work, hired_on=date(2015, 3, 1))
    claims.change_work(office.clerk, case_id, case.version, {li.id: longer})

    [li] = office.case(case_id).applicants
    assert li.claim(ClaimKind.SEVERANCE).entitled == Decimal("74400.00")


def test_a_new_own_figure_recomputes_open_cases(office):
    case_id = office.register(LI)
    raised = replace(story.BENEFIT, value=Decimal(1700), since=date(2026, 1, 1))

    figures.take(office.supervisor, FigureChange(added=(raised,)))

    [li] = office.case(case_id).applicants
    assert li.claim(ClaimKind.UNEMPLOYMENT_LOSS).entitled == Decimal("40800.00")


def test_a_figure_entered_late_also_proposes_the_sum_asked(office):
    [own] = settings.load(office.supervisor).own_figures
    figures.take(office.supervisor, FigureChange(removed=frozenset({own.id})))
    case_id = office.register(LI)

    figures.take(office.supervisor, FigureChange(added=(story.BENEFIT,)))

    [li] = office.case(case_id).applicants
    assert li.claim(ClaimKind.UNEMPLOYMENT_LOSS).claimed == Decimal("38400.00")


def test_without_a_figure_the_claim_says_which_is_missing_and_where_to_enter_it(office):
    case_id = office.register(LI)
    [own] = settings.load(office.supervisor).own_figures

    figures.take(office.supervisor, FigureChange(removed=frozenset({own.id})))

    [li] = office.case(case_id).applicants
    claim = li.claim(ClaimKind.UNEMPLOYMENT_LOSS)
    assert claim.entitled is None
    assert "设置" in claim.reason
    assert "2026" in claim.reason


def test_claims_can_be_asked_and_agreed_but_only_if_made(office):
    case_id = office.register(LI)
    case = office.case(case_id)
    [li] = case.applicants
    asked = Claim(kind=ClaimKind.SEVERANCE, claimed=Decimal("70000.00"))

    claims.set_amounts(office.clerk, case_id, case.version, {(li.id, ClaimKind.SEVERANCE): asked})

    case = office.case(case_id)
    assert case.applicants[0].claim(ClaimKind.SEVERANCE).claimed == Decimal("70000.00")
    assert case.applicants[0].claim(ClaimKind.SEVERANCE).entitled == Decimal("68200.00")
    with pytest.raises(DeskError):
        claims.set_amounts(
            office.clerk, case_id, case.version, {(li.id, ClaimKind.INJURY_DISABILITY): asked}
        )


def test_a_look_at_masked_data_stands_in_the_record(office):
    case_id = office.register(LI)
    [li] = office.case(case_id).applicants

    person = browse.reveal(office.mediator, case_id, li.id)

    assert person.id_number == "139900197903121013"
    newest = browse.journal(office.mediator, case_id)[0]
    assert (newest.doing, newest.actor) == ("reveal", "王敏")


def test_the_sum_asked_is_proposed_from_the_law_where_the_application_names_none(office):
    [li] = office.case(office.register(LI)).applicants

    assert li.claim(ClaimKind.SEVERANCE).claimed == Decimal("68200.00")


def test_acceptance_cannot_be_older_than_the_consents_it_rests_on(office):
    case_id = office.register(LI)
    office.clock.at(story.ACCEPTED)
    for side in Side:
        answer = consent(side, day=story.ACCEPTED)
        steps.record_consent(office.clerk, case_id, office.case(case_id).version, answer)

    with pytest.raises(Invalid, match="2026年10月14日"):
        steps.accept(office.supervisor, case_id, office.case(case_id).version, story.CONSENTED)


def test_only_the_other_side_s_answer_ends_the_inquiry(office):
    case_id = office.register(LI)
    steps.record_consent(
        office.clerk, case_id, office.case(case_id).version, consent(Side.APPLICANT)
    )
    assert clock(office.case(case_id), "DL02").state is ClockState.RUNNING

    steps.record_consent(
        office.clerk, case_id, office.case(case_id).version, consent(Side.RESPONDENT)
    )

    assert clock(office.case(case_id), "DL02").state is ClockState.MET


@pytest.mark.parametrize(
    ("mediator", "clerk", "field"),
    [(story.CLERK, story.CLERK, "mediator"), (story.MEDIATOR, story.MEDIATOR, "clerk")],
)
def test_only_people_of_the_role_are_assigned(office, mediator, clerk, field):
    case_id = accepted(office)
    ids = office.people

    with pytest.raises(Invalid) as refused:
        steps.assign(
            office.supervisor,
            case_id,
            office.case(case_id).version,
            ids[mediator.name].id,
            ids[clerk.name].id,
        )

    assert [problem.field for problem in refused.value.problems] == [field]


def test_yesterday_s_hearing_can_still_be_entered_and_is_pointed_out(office):
    case_id = assigned(office)
    office.clock.at(story.AGREED)
    yesterday = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")

    [clash] = planning.preview(office.clerk, case_id, yesterday).clashes
    version = office.case(case_id).version
    with pytest.raises(Invalid) as refused:
        hearings.schedule(office.clerk, case_id, version, yesterday)
    knowing = replace(yesterday, day_reason="当日已开，补录")
    hearings.schedule(office.clerk, case_id, version, knowing)

    assert clash.text == "2026-10-22已过。"
    assert [p.field for p in refused.value.problems] == ["day_reason"]
    assert office.case(case_id).hearings[0].day_reason == "当日已开，补录"
