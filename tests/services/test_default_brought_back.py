"""Money or duties that did not come after all bring back the default that they had ended (T33)."""

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.likeliest import next_step
from mediation_desk.domain.settlement import PaymentStatus
from mediation_desk.domain.stages import Milestone, Step
from mediation_desk.domain.tracks import Standing
from mediation_desk.services import payments, undo
from mediation_desk.ui.case.headline import Reached, marks
from tests.services.course import clock, take
from tests.services.effect_course import FINAL, LATE, defaulted, pay, version


def withdrawn(office, case_id):
    wrong = office.case(case_id).payments[0]
    payments.remove(office.clerk, case_id, version(office, case_id), wrong.id, "银行退票，未到账")


def test_a_payment_taken_back_brings_back_the_default_that_it_had_ended(office):
    case_id = defaulted(office)
    pay(office, case_id, 1, LATE)
    assert office.case(case_id).performance is Standing.PERFORMING

    withdrawn(office, case_id)

    case = office.case(case_id)
    assert case.performance is Standing.DEFAULT
    assert clock(case, "DL16").state is ClockState.RUNNING
    assert case.steps[-1].step is Step.DEFAULT_AGAIN
    assert next_step(case, LATE).step is Step.REMIND
    assert sum(taken.step is Step.DEFAULT for taken in case.steps) == 1

    undo.undo(office.clerk, undo.last(office.clerk, case_id).id)
    again = office.case(case_id)
    assert again.performance is Standing.PERFORMING
    assert clock(again, "DL16").state is ClockState.VOID


def test_a_reminder_that_was_given_stays_given_and_another_is_due(office):
    case_id = defaulted(office)
    take(office.clerk, office, case_id, Step.REMIND, LATE, manner="phone", until=LATE)
    pay(office, case_id, 1, LATE)

    withdrawn(office, case_id)

    case = office.case(case_id)
    assert case.performance is Standing.DEFAULT
    given, due = [c for c in case.clocks if c.kind == "DL16"]
    assert given.state is ClockState.MET
    assert (due.state, due.start) == (ClockState.RUNNING, LATE)
    assert next_step(case, LATE).step is Step.REMIND


def closed_when_paid(office):
    """A default that was reminded of and made good; the file was closed once all was performed."""
    case_id = defaulted(office)
    take(office.clerk, office, case_id, Step.REMIND, LATE, manner="phone", until=LATE)
    pay(office, case_id, None, LATE)
    take(office.clerk, office, case_id, Step.PERFORMED, LATE)
    take(office.supervisor, office, case_id, Step.CLOSE, LATE)
    return case_id


def test_after_the_closing_a_payment_that_did_not_come_is_owed_and_reminded_of(office):
    case_id = closed_when_paid(office)
    before = office.case(case_id)
    assert next_step(before, LATE).step is Step.ARCHIVE
    performed = [mark.reached for mark in marks(before) if mark.milestone is Milestone.PERFORMED]
    assert performed == [Reached.DONE]

    withdrawn(office, case_id)

    case = office.case(case_id)
    assert case.performance is Standing.DEFAULT
    assert [c.state for c in case.clocks if c.kind == "DL16"] == [
        ClockState.MET,
        ClockState.RUNNING,
    ]
    assert next_step(case, LATE).step is Step.REMIND
    performed = [mark.reached for mark in marks(case) if mark.milestone is Milestone.PERFORMED]
    assert performed == [Reached.AHEAD]
    [year] = [c for c in case.clocks if c.kind == "DL23"]
    assert year.state is ClockState.RUNNING

    take(office.clerk, office, case_id, Step.REMIND, LATE, manner="phone")
    reminded = office.case(case_id)
    assert next_step(reminded, LATE).step is Step.ARCHIVE
    assert all(c.state is ClockState.MET for c in reminded.clocks if c.kind == "DL16")


def test_a_default_made_good_twice_is_made_good(office):
    case_id = defaulted(office)
    pay(office, case_id, 1, LATE)
    withdrawn(office, case_id)
    pay(office, case_id, 1, LATE)

    case = office.case(case_id)
    assert case.performance is Standing.PERFORMING
    assert clock(case, "DL16").state is ClockState.VOID


def test_what_is_late_only_since_is_no_default_before_somebody_says_so(office):
    case_id = defaulted(office)
    pay(office, case_id, 1, LATE)
    office.clock.at(FINAL)
    pay(office, case_id, 2, FINAL)
    second = office.case(case_id).payments[-1]

    payments.remove(office.clerk, case_id, version(office, case_id), second.id, "登记有误，未到账")

    case = office.case(case_id)
    late = {p.instalment for p in case.obligations(FINAL) if p.status is PaymentStatus.OVERDUE}
    assert late <= {2}
    assert case.performance is Standing.PERFORMING
