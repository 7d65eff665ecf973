"""Performance corrected, visits, and the end of a case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.closing import gaps
from mediation_desk.domain.errors import CaseLocked, Invalid, StepNotAllowed
from mediation_desk.domain.likeliest import next_step
from mediation_desk.domain.performance import PerformanceFilter
from mediation_desk.domain.procedure import offers
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import ContactManner, Route
from mediation_desk.domain.tracks import Standing
from mediation_desk.domain.visits import Performed, Satisfaction, Visit
from mediation_desk.services import (
    duties,
    papers,
    payments,
    performance,
    reminders,
    story,
    undo,
    visits,
)
from mediation_desk.storage import clocks
from tests.services.course import clock, effective, take
from tests.services.effect_course import (
    COMMISSION,
    COURT,
    FINAL,
    LATE,
    defaulted,
    owes,
    pay,
    version,
)


def handed_on(office, case_id):
    facts = {"ground": Route.ARBITRATION.value, "body": COMMISSION}
    take(office.clerk, office, case_id, Step.HAND_ON, LATE, **facts)
    take(office.supervisor, office, case_id, Step.CLOSE, LATE)


def visit(day, **values):
    told = {
        "manner": ContactManner.PHONE,
        "person": "李建国",
        "performed": Performed.IN_FULL,
        "satisfaction": Satisfaction.VERY,
        "visitor": "刘静",
    }
    return Visit(day=day, **(told | values))


def performed(office):
    case_id = effective(office)
    office.clock.at(FINAL)
    for number in (1, 2):
        pay(office, case_id, number, FINAL)
    take(office.mediator, office, case_id, Step.PERFORMED, FINAL)
    return case_id


def test_a_wrong_payment_is_corrected_after_all_was_called_performed(office):
    case_id = performed(office)
    wrong = office.case(case_id).payments[0]
    payments.remove(office.clerk, case_id, version(office, case_id), wrong.id, "金额录入有误")

    case = office.case(case_id)
    assert (case.stage, case.performance) == (Stage.EFFECTIVE, Standing.PERFORMING)
    assert case.owed == wrong.amount
    assert clock(case, "DL15", "1").state is ClockState.RUNNING
    assert {c.state for c in case.clocks if c.kind in ("DL35", "DL36")} == {ClockState.VOID}
    assert clock(case, "DL12").state is ClockState.MISSED  # its days were over before

    pay(office, case_id, 1, FINAL)
    take(office.mediator, office, case_id, Step.PERFORMED, FINAL)
    assert office.case(case_id).stage is Stage.PERFORMED


def test_a_wrong_payment_is_corrected_after_closing_and_reopened_it_is_in_effect(office):
    case_id = performed(office)
    take(office.supervisor, office, case_id, Step.CLOSE, FINAL)
    wrong = office.case(case_id).payments[0]
    with pytest.raises(Invalid):
        payments.remove(office.clerk, case_id, version(office, case_id), wrong.id, "是")

    payments.remove(office.clerk, case_id, version(office, case_id), wrong.id, "金额录入有误")

    case = office.case(case_id)
    assert (case.stage, case.performance) == (Stage.CLOSED, Standing.PERFORMING)
    assert case.owed == wrong.amount
    with office.clerk.correcting("更正后重新登记付款"):
        pay(office, case_id, 1, FINAL)
    take(office.clerk, office, case_id, Step.PERFORMED, FINAL)
    assert office.case(case_id).performance is Standing.PERFORMED


def test_that_all_was_performed_is_itself_corrected_with_a_reason(office):
    case_id = performed(office)
    with pytest.raises(Invalid):
        take(office.clerk, office, case_id, Step.RESUME_PERFORMANCE, FINAL)
    take(office.supervisor, office, case_id, Step.CLOSE, FINAL)

    why = "劳动者称款项未到账"
    take(office.clerk, office, case_id, Step.RESUME_PERFORMANCE, FINAL, reason=why)
    assert office.case(case_id).performance is Standing.PERFORMING

    take(office.supervisor, office, case_id, Step.REOPEN, FINAL, reason="履行情况需核实")
    assert office.case(case_id).stage is Stage.EFFECTIVE


def test_a_visit_meets_the_one_that_is_due_first_and_only_that(office):
    case_id = performed(office)
    day = FINAL + timedelta(days=6)
    office.clock.at(day)

    visits.record(office.clerk, case_id, version(office, case_id), visit(day))

    case = office.case(case_id)
    assert clock(case, "DL35", "7").state is ClockState.MET
    assert clock(case, "DL35", "30").state is ClockState.RUNNING
    assert case.visits[0].satisfaction is Satisfaction.VERY


def test_a_visit_is_noted_after_closing_without_a_reason(office):
    case_id = performed(office)
    take(office.supervisor, office, case_id, Step.CLOSE, FINAL)
    day = FINAL + timedelta(days=1)
    office.clock.at(day)

    visits.record(office.clerk, case_id, version(office, case_id), visit(day))

    assert clock(office.case(case_id), "DL35", "7").state is ClockState.MET


def test_civil_code_art_201_a_visit_on_the_day_of_performance_is_not_that_of_day_7(office):
    """民法典第二百零一条: the day from which days count is none of them (DL35: 7 and 30)."""
    case_id = performed(office)

    visits.record(office.clerk, case_id, version(office, case_id), visit(FINAL))
    assert clock(office.case(case_id), "DL35", "7").state is ClockState.RUNNING

    for after, states in (
        (5, (ClockState.MET, ClockState.RUNNING)),
        (6, (ClockState.MET, ClockState.RUNNING)),
        (29, (ClockState.MET, ClockState.MET)),
    ):
        day = FINAL + timedelta(days=after)
        office.clock.at(day)
        visits.record(office.clerk, case_id, version(office, case_id), visit(day))
        case = office.case(case_id)
        assert (clock(case, "DL35", "7").state, clock(case, "DL35", "30").state) == states


def test_paid_in_full_after_closing_asks_for_the_proof_and_starts_the_visits(office):
    """procedure.md 2.5, T32: proof and the worker's word; DL35 counts from the performance."""
    case_id = closed_unpaid(office)
    office.clock.at(FINAL)
    for number in (1, 2):
        pay(office, case_id, number, FINAL)

    case = office.case(case_id)
    assert (case.stage, case.performance) == (Stage.CLOSED, Standing.PERFORMING)
    assert next_step(case, FINAL).step is Step.PERFORMED
    with pytest.raises(Invalid) as refused:
        take(office.clerk, office, case_id, Step.PERFORMED, FINAL, items=(), by="", manner="")
    assert {p.field for p in refused.value.problems} == {"items", "by", "manner"}

    take(office.clerk, office, case_id, Step.PERFORMED, FINAL)

    case = office.case(case_id)
    assert (case.stage, case.performance) == (Stage.CLOSED, Standing.PERFORMED)
    for detail in ("7", "30"):
        assert clock(case, "DL35", detail).state is ClockState.RUNNING
    assert "DL36" not in {c.kind for c in case.clocks if c.state is ClockState.RUNNING}
    undo.undo(office.clerk, undo.last(office.clerk, case_id).id, "凭证有误")
    assert office.case(case_id).performance is Standing.PERFORMING


def test_a_visit_says_whom_was_spoken_to_and_lies_after_the_agreement(office):
    case_id = effective(office)
    told = visit(story.AGREED - timedelta(days=1), person=" ", visitor="")

    with pytest.raises(Invalid) as refused:
        visits.record(office.clerk, case_id, version(office, case_id), told)

    assert {problem.field for problem in refused.value.problems} == {"day", "person", "visitor"}


def test_a_visit_is_corrected_on_its_own_day(office):
    case_id = performed(office)
    visits.record(office.clerk, case_id, version(office, case_id), visit(FINAL))
    kept = office.case(case_id).visits[0]
    told = replace(kept, problems="社保尚未转出", day=story.AGREED)

    visits.correct(office.clerk, case_id, version(office, case_id), told)

    assert office.case(case_id).visits[0] == replace(kept, problems="社保尚未转出")


def test_a_case_is_not_closed_while_money_is_owed(office):
    case_id = effective(office)

    with pytest.raises(StepNotAllowed, match="第三十一条"):
        take(office.supervisor, office, case_id, Step.CLOSE, story.AGREED)


def test_an_agreement_that_is_not_performed_is_watched_on_after_closing(office):
    case_id = effective(office)
    why = {"reason": "双方自行跟进履行", "override": "主任同意先行结案"}
    take(office.supervisor, office, case_id, Step.CLOSE, story.AGREED, **why)

    case = office.case(case_id)
    assert {c.state for c in case.clocks if c.kind == "DL15"} == {ClockState.RUNNING}
    office.clock.at(LATE)
    for wanted in (PerformanceFilter.ALL, PerformanceFilter.OVERDUE):
        shown = performance.listed(office.clerk, wanted)
        assert [line.case_id for line in shown.lines] == [case_id]
        assert (shown.figures.in_effect, shown.figures.owed) == (1, case.owed)
        assert shown.figures.overdue_cases == 1
    assert papers.compose(office.clerk, case_id, reminders.NOTICE).title

    office.clock.at(FINAL)
    with office.clerk.correcting("结案后用人单位付清"):
        for number in (1, 2):
            pay(office, case_id, number, FINAL)

    case = office.case(case_id)
    assert {c.state for c in case.clocks if c.kind == "DL15"} == {ClockState.MET}
    assert performance.listed(office.clerk).lines == ()
    assert performance.listed(office.clerk).figures.in_effect == 0


def closed_unpaid(office):
    case_id = effective(office)
    why = {"reason": "双方自行跟进履行", "override": "主任同意先行结案"}
    take(office.supervisor, office, case_id, Step.CLOSE, story.AGREED, **why)
    return case_id


def test_a_default_after_closing_goes_its_way_to_reminder_order_and_lawsuit_law_15_16(office):
    """劳动争议调解仲裁法第十五条、第十六条: whether the centre closed its file changes nothing."""
    case_id = closed_unpaid(office)
    office.clock.at(LATE)
    assert next_step(office.case(case_id), LATE).step is Step.DEFAULT

    take(office.clerk, office, case_id, Step.DEFAULT, LATE)

    case = office.case(case_id)
    assert (case.stage, case.performance) == (Stage.CLOSED, Standing.DEFAULT)
    assert clock(case, "DL16").state is ClockState.RUNNING
    take(office.clerk, office, case_id, Step.REMIND, LATE, manner="phone", until=LATE)
    assert clock(office.case(case_id), "DL16").state is ClockState.MET
    open_now = {offer.row.step for offer in offers(office.case(case_id))}
    assert {Step.APPLY_ORDER, Step.HAND_ON, Step.PAY} <= open_now

    facts = {"ground": Route.ARBITRATION.value, "body": COMMISSION}
    take(office.clerk, office, case_id, Step.HAND_ON, LATE, **facts)

    case = office.case(case_id)
    assert (case.stage, case.performance) == (Stage.CLOSED, Standing.HANDED_ON)
    assert ClockState.RUNNING in {c.state for c in case.clocks if c.kind == "DL23"}
    assert ClockState.RUNNING not in {c.state for c in case.clocks if c.kind == "DL36"}


def test_days_that_an_older_closing_ended_run_on_with_the_first_act_of_performance(office):
    case_id = closed_unpaid(office)
    known = office.case(case_id)
    [closing] = [t.id for t in known.steps if t.step is Step.CLOSE]
    with office.desk.db.write(office.desk.actor, "close", case_id) as session:
        for one in known.clocks:
            if one.kind == "DL15":
                ended = replace(one, state=ClockState.VOID, ended_by=closing)
                clocks.correct(session, case_id, ended)
    office.clock.at(LATE)

    pay(office, case_id, 1, LATE)

    case = office.case(case_id)
    assert clock(case, "DL15", "1").state is ClockState.MET
    assert clock(case, "DL15", "2").state is ClockState.RUNNING


def test_filing_a_closed_case_in_which_money_is_owed_says_so(office):
    case_id = closed_unpaid(office)

    told = [gap.text for gap in gaps(office.case(case_id), Step.ARCHIVE, story.AGREED)]

    assert "协议款项尚未付清。" in told


def test_a_payment_order_is_applied_for_after_closing_law_16(office):
    case_id = closed_unpaid(office)
    office.clock.at(LATE)
    take(office.clerk, office, case_id, Step.DEFAULT, LATE)
    worker = office.case(case_id).applicants[0].id

    told = {"body": COURT, "agreed": True, "party_ids": (worker,)}
    take(office.clerk, office, case_id, Step.APPLY_ORDER, LATE, **told)

    assert [c.kind for c in office.case(case_id).clocks if c.detail == "李建国"] == ["DL17"]


def test_money_and_duties_that_came_after_the_closing_need_no_reason(office):
    case_id = effective(office)
    duty = owes(office, case_id)
    why = {"reason": "双方自行跟进履行", "override": "主任同意先行结案"}
    take(office.supervisor, office, case_id, Step.CLOSE, story.AGREED, **why)
    office.clock.at(FINAL)
    with pytest.raises(CaseLocked):  # it was so when the file was closed: a correction
        pay(office, case_id, 1, story.AGREED)

    for number in (1, 2):
        pay(office, case_id, number, FINAL)
    desk, now = office.clerk, version(office, case_id)
    duties.perform(desk, case_id, now, duty.id, FINAL, proof="签收单")
    take(office.clerk, office, case_id, Step.PERFORMED, FINAL)

    case = office.case(case_id)
    assert (case.stage, case.performance) == (Stage.CLOSED, Standing.PERFORMED)


def test_a_dossier_without_an_archive_number_is_refused(office):
    case_id = performed(office)
    take(office.supervisor, office, case_id, Step.CLOSE, FINAL)

    with pytest.raises(Invalid) as refused:
        take(office.clerk, office, case_id, Step.ARCHIVE, FINAL, ground="10", agreed=True)

    assert [problem.field for problem in refused.value.problems] == ["number"]


def test_money_that_comes_after_closing_asks_for_a_reason_and_ends_the_performance(office):
    case_id = defaulted(office)
    handed_on(office, case_id)

    with pytest.raises(CaseLocked):
        pay(office, case_id, 1, LATE)
    with office.clerk.correcting("！"), pytest.raises(Invalid, match="4个字"):
        pay(office, case_id, 1, LATE)
    with office.clerk.correcting("结案后用人单位补付，凭证随附"):
        pay(office, case_id, 1, LATE)
        assert office.case(case_id).performance is Standing.HANDED_ON
        pay(office, case_id, 2, LATE)
    take(office.clerk, office, case_id, Step.PERFORMED, LATE)

    case = office.case(case_id)
    assert (case.stage, case.owed, case.performance) == (Stage.CLOSED, 0, Standing.PERFORMED)
    assert ClockState.RUNNING not in {c.state for c in case.clocks if c.kind in ("DL15", "DL16")}
    take(office.supervisor, office, case_id, Step.REOPEN, LATE, reason="补充付款凭证入卷")
    assert office.case(case_id).stage is Stage.PERFORMED


def test_an_archived_case_takes_no_payment_and_says_who_can_reopen_it(office):
    case_id = defaulted(office)
    handed_on(office, case_id)
    facts = {"number": "2026-001", "ground": "10", "agreed": True}
    take(office.clerk, office, case_id, Step.ARCHIVE, LATE, **facts)

    with office.clerk.correcting("结案后用人单位补付"), pytest.raises(CaseLocked, match="归档"):
        pay(office, case_id, 1, LATE)


def test_the_days_to_remind_count_from_what_was_missed_not_from_when_it_was_noted(office):
    case_id = effective(office)
    noted = story.FIRST_DUE + timedelta(days=12)
    office.clock.at(noted)

    take(office.mediator, office, case_id, Step.DEFAULT, noted)

    reminding = clock(office.case(case_id), "DL16")
    assert reminding.start == clock(office.case(case_id), "DL15", "1").due == story.FIRST_DUE
    assert reminding.due < noted


def test_a_duty_done_after_closing_needs_a_reason(office):
    case_id = effective(office)
    duty = owes(office, case_id)
    office.clock.at(LATE)
    take(office.mediator, office, case_id, Step.DEFAULT, LATE)
    handed_on(office, case_id)

    with pytest.raises(CaseLocked):
        duties.perform(
            office.clerk, case_id, version(office, case_id), duty.id, LATE, proof="签收单"
        )
