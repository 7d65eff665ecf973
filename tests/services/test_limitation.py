from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.domain.case import ClockState, Side
from mediation_desk.domain.claims import Claim, ClaimKind
from mediation_desk.domain.errors import Invalid, NotFound
from mediation_desk.domain.limitation import Moment, MomentKind
from mediation_desk.domain.stages import Step
from mediation_desk.law.time_bar import Question, Verdict
from mediation_desk.services import claims, clocks, intake, limitation, steps, story, undo
from tests.services import course
from tests.services.effect_course import pay


def put(office, case_id, **moment):
    version = office.case(case_id).version
    limitation.put_moment(office.clerk, case_id, version, Moment(**moment))


def running(office, case_id):
    return [
        clock
        for clock in office.case(case_id).clocks
        if clock.kind == "DL23" and clock.state is ClockState.RUNNING
    ]


def test_workers_whose_year_runs_alike_stand_together(office):
    case_id = office.register()

    found = limitation.of_case(office.clerk, case_id)

    assert [(b.claim, len(b.names)) for b in found.bars] == [
        (ClaimKind.WAGE_ARREARS, 12),
        (ClaimKind.SEVERANCE, 12),
        (ClaimKind.UNEMPLOYMENT_LOSS, 12),
        (ClaimKind.INJURY_DISABILITY, 1),
    ]
    assert {b.bar.conservative.begin for b in found.bars} == {story.APPLIED}
    [application] = found.moments
    assert application.derived
    assert application.kind is MomentKind.MEDIATION


def test_a_moment_of_one_worker_parts_that_worker_from_the_others(office):
    case_id = office.register()
    li = office.case(case_id).applicants[0].id

    put(
        office,
        case_id,
        kind=MomentKind.KNOWN,
        day=date(2024, 1, 10),
        party_id=li,
        claim=ClaimKind.SEVERANCE,
        source="解除通知书",
    )

    severance = [
        b for b in limitation.of_case(office.clerk, case_id).bars if b.claim is ClaimKind.SEVERANCE
    ]
    assert [(len(b.names), b.bar.verdict) for b in severance] == [
        (1, Verdict.OUT_OF_TIME),
        (11, Verdict.IN_TIME),
    ]


def test_what_the_case_knows_by_itself_counts(office):
    """企业劳动争议协商调解规定第三十一条第（五）项."""
    case_id = office.register(course.LI)
    refusal = course.consent(Side.RESPONDENT, agrees=False, day=story.CONSENTED)
    office.clock.at(story.CONSENTED)
    steps.record_consent(office.clerk, case_id, office.case(case_id).version, refusal)

    found = limitation.of_case(office.clerk, case_id)

    assert [m.kind for m in found.moments] == [MomentKind.MEDIATION, MomentKind.MEDIATION_REFUSED]
    assert found.bars[0].bar.argued.begin == story.CONSENTED
    assert found.bars[0].bar.conservative.begin == story.APPLIED


def test_an_agreement_is_a_promise_and_its_breach_a_moment_of_its_own(office):
    """劳动争议调解仲裁法第二十七条第二款, 企业劳动争议协商调解规定第三十一条第（八）项."""
    case_id = course.effective(office)
    office.clock.at(date(2026, 12, 15))

    found = limitation.of_case(office.clerk, case_id)

    kinds = [m.kind for m in found.moments]
    assert kinds == [MomentKind.MEDIATION, MomentKind.PROMISED, MomentKind.AGREEMENT_BROKEN]
    assert found.moments[-1].day > story.FIRST_DUE
    assert found.bars[0].bar.conservative.begin == found.moments[1].day


def test_no_year_runs_for_what_is_performed(office):
    case_id = course.effective(office)
    pay(office, case_id, day=story.AGREED)
    before = limitation.of_case(office.desk, case_id)
    course.take(office.mediator, office, case_id, Step.PERFORMED, story.AGREED)

    found = limitation.of_case(office.desk, case_id)

    assert not any(before.performed(one) for one in before.bars)
    assert found.bars
    assert all(found.performed(one) for one in found.bars)


def test_a_correction_moves_the_clock_of_limitation_and_can_be_undone(office):
    case_id = office.register(course.LI)
    put(office, case_id, kind=MomentKind.CLAIMED, day=date(2026, 10, 1), source="微信催讨记录")
    [clock] = running(office, case_id)
    assert clock.start == story.APPLIED

    before = office.case(case_id).moments
    moment = before[0]
    version = office.case(case_id).version
    limitation.remove_moment(office.clerk, case_id, version, moment.id)
    assert office.case(case_id).moments == ()

    entry = undo.last(office.clerk, case_id)
    undo.undo(office.clerk, entry.id)

    assert office.case(case_id).moments == before


def test_a_year_that_is_over_is_warned_of_and_is_no_missed_clock(office):
    case_id = office.register(course.LI)
    for claim in ClaimKind:
        put(office, case_id, kind=MomentKind.KNOWN, day=date(2024, 1, 10), claim=claim)
    case = office.case(case_id)

    found = limitation.of_case(office.clerk, case_id)

    wages = next(b for b in found.bars if b.claim is ClaimKind.WAGE_ARREARS)
    others = [b for b in found.bars if b.claim is not ClaimKind.WAGE_ARREARS]
    assert wages.bar.verdict is Verdict.IN_TIME  # 第四款: from the end of the employment
    assert {b.bar.verdict for b in others} == {Verdict.OUT_OF_TIME}
    assert all(clock.due >= office.clock().date() for clock in running(office, case_id))
    assert case.stage.value == "APP"


def test_a_demand_letter_moves_the_steps_of_double_wage_as_it_moves_the_card(office):
    office.clock.at(date(2026, 10, 12))
    case_id = office.register(course.LI)
    [worker] = office.case(case_id).applicants
    work = replace(worker.work, hired_on=date(2024, 12, 1), left_on=date(2025, 12, 31))
    worker = replace(worker, work=work, claims=(Claim(kind=ClaimKind.DOUBLE_WAGE),))
    of_case = replace(office.case(case_id), applicants=(worker,))
    letter = Moment(kind=MomentKind.CLAIMED, day=date(2025, 12, 20))

    alone = claims.explained(office.clerk, of_case, worker.id, ClaimKind.DOUBLE_WAGE)
    kept = claims.explained(
        office.clerk, replace(of_case, moments=(letter,)), worker.id, ClaimKind.DOUBLE_WAGE
    )
    together = claims.awards(office.clerk, replace(of_case, moments=(letter,)))

    assert alone.parts["in_time_by_day"] < alone.amount
    assert kept.parts["in_time_by_day"] == kept.amount == alone.amount
    assert together[worker.id, ClaimKind.DOUBLE_WAGE].parts == kept.parts


def test_art_27_a_claim_before_the_work_without_a_contract_interrupts_nothing(office):
    """调解仲裁法第二十七条第二款: it lies before the year, as the card says, too."""
    office.clock.at(date(2026, 10, 12))
    case_id = office.register(course.LI)
    [worker] = office.case(case_id).applicants
    work = replace(worker.work, hired_on=date(2020, 1, 1), left_on=date(2026, 6, 30))
    expired = {"double_wage.contract_expired_on": "2025-11-30"}
    claim = (Claim(kind=ClaimKind.DOUBLE_WAGE),)
    worker = replace(worker, work=work, claims=claim, stated=expired)
    letters = tuple(
        Moment(kind=MomentKind.CLAIMED, day=day) for day in (date(2025, 11, 3), date(2026, 5, 4))
    )
    of_case = replace(office.case(case_id), applicants=(worker,), moments=letters)

    told = claims.explained(office.clerk, of_case, worker.id, ClaimKind.DOUBLE_WAGE).warnings

    assert not any("2025-11-03" in said for said in told)
    assert any("2026-05-04" in said for said in told)


def test_an_obstacle_moves_the_steps_of_double_wage_as_it_moves_the_card(office):
    office.clock.at(date(2026, 10, 12))
    case_id = office.register(course.LI)
    [worker] = office.case(case_id).applicants
    work = replace(worker.work, hired_on=date(2024, 9, 1), left_on=date(2025, 8, 31))
    worker = replace(worker, work=work, claims=(Claim(kind=ClaimKind.DOUBLE_WAGE),))
    of_case = replace(office.case(case_id), applicants=(worker,))
    flood = Moment(kind=MomentKind.FORCE_MAJEURE, day=date(2026, 7, 1), until=date(2026, 8, 30))

    alone = claims.explained(office.clerk, of_case, worker.id, ClaimKind.DOUBLE_WAGE)
    flooded = replace(of_case, moments=(flood,))
    kept = claims.explained(office.clerk, flooded, worker.id, ClaimKind.DOUBLE_WAGE)

    assert alone.parts["in_time_whole"] == 0 != alone.amount
    assert kept.parts["in_time_whole"] == kept.amount == alone.amount


def test_the_application_is_warned_of_before_it_is_registered(office):
    application = story.application()

    found = limitation.of_application(office.clerk, application)

    assert {b.bar.verdict for b in found} == {Verdict.IN_TIME}
    assert intake.check(office.clerk, application) == ()


@pytest.mark.parametrize(
    ("moment", "field"),
    [
        ({"kind": MomentKind.CLAIMED, "day": date(2027, 1, 1)}, "day"),
        ({"kind": MomentKind.CLAIMED, "day": date(2026, 1, 1), "party_id": 9999}, "party_id"),
        ({"kind": MomentKind.CLAIMED, "day": date(2026, 1, 1), "source": "长" * 400}, "source"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_at_its_field(office, moment, field):
    case_id = office.register(course.LI)

    with pytest.raises(Invalid) as refusal:
        put(office, case_id, **moment)

    assert [problem.field for problem in refusal.value.problems] == [field]
    assert office.case(case_id).moments == ()


def test_a_moment_of_another_case_is_not_touched(office):
    one, other = office.register(course.LI), office.register(("王秀英",))
    put(office, one, kind=MomentKind.CLAIMED, day=date(2026, 10, 1))
    [moment] = office.case(one).moments

    with pytest.raises(NotFound):
        limitation.remove_moment(office.clerk, other, office.case(other).version, moment.id)

    assert office.case(one).moments == (moment,)


def test_a_claim_outside_any_case_is_computed_alike(office):
    known = Moment(kind=MomentKind.KNOWN, day=date(2025, 11, 22))
    question = Question(wages=False, on=date(2026, 10, 12), moments=(known,))

    assert limitation.compute(office.clerk, question).verdict is Verdict.AT_RISK
    late = Moment(kind=MomentKind.KNOWN, day=date(2030, 1, 1))
    question = Question(wages=False, on=late.day, moments=(late,))
    with pytest.raises(Invalid):
        limitation.compute(office.clerk, question)


def test_a_clock_of_limitation_that_a_person_marked_is_not_started_again(office):
    case_id = office.register(course.LI)
    [clock] = running(office, case_id)
    clocks.mark_void(
        office.supervisor,
        case_id,
        office.case(case_id).version,
        clock.id,
        story.APPLIED,
        "已申请仲裁",
    )

    put(office, case_id, kind=MomentKind.CLAIMED, day=date(2026, 10, 1), source="微信催讨记录")

    assert running(office, case_id) == []


def test_an_employers_application_is_no_claim_of_the_worker(office):
    """劳动争议调解仲裁法第二十七条第二款."""
    application = replace(
        story.application(), applied_by=Side.RESPONDENT, operation="the employer applies"
    )

    case_id = intake.register(office.clerk, application).id

    found = limitation.of_case(office.clerk, case_id)
    assert found.moments == ()
    assert found.bars[0].bar.conservative.begin == date(2026, 9, 30)
