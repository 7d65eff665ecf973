"""What falls due on a day off is in time until the next working day (民法典第二百零三条)."""

from datetime import date

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.duties import Duty, DutyKind, DutyStatus
from mediation_desk.domain.errors import StepNotAllowed
from mediation_desk.domain.performance import PerformanceFilter
from mediation_desk.domain.remedies import OrderBar, order_items
from mediation_desk.domain.settlement import Ending, PaymentStatus, Terms, plan
from mediation_desk.domain.stages import Step
from mediation_desk.services import duties, performance, settlements, story
from mediation_desk.services import today as days
from mediation_desk.storage import month_lists
from tests.services.course import clock, signing, take
from tests.services.effect_course import pay

SATURDAY, SUNDAY, MONDAY, TUESDAY = (
    date(2026, 10, 31),
    date(2026, 11, 1),
    date(2026, 11, 2),
    date(2026, 11, 3),
)


@pytest.fixture
def case_id(office):
    """An agreement in effect of which everything is due on a Saturday."""
    case_id = signing(office)
    case = office.case(case_id)
    agreed = {(a.id, c.kind): c.agreed for a in case.applicants for c in a.claims if c.agreed}
    terms = Terms(money=plan(agreed, (SATURDAY,)), ending=Ending.CONTINUES)
    settlements.propose(office.mediator, case_id, case.version, terms, story.AGREED)
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, story.signatures(case, story.AGREED))
    settlements.seal(office.supervisor, case_id, office.case(case_id).version)
    duty = Duty(kind=DutyKind.CERTIFICATE, due_on=SATURDAY)
    duties.put(office.mediator, case_id, office.case(case_id).version, duty)
    return case_id


@pytest.mark.parametrize(
    ("day", "state", "duty", "overdue"),
    [
        (SUNDAY, PaymentStatus.NOT_DUE, DutyStatus.NOT_DUE, 0),
        (MONDAY, PaymentStatus.NOT_DUE, DutyStatus.NOT_DUE, 0),
        (TUESDAY, PaymentStatus.OVERDUE, DutyStatus.OVERDUE, 1),
    ],
)
def test_table_clock_and_lists_agree_what_is_late_civil_code_art_203(
    office, case_id, day, state, duty, overdue
):
    office.clock.at(day)
    case = office.case(case_id)

    assert {o.status for o in case.obligations(day)} == {state}
    assert {o.last_on for o in case.obligations(day)} == {clock(case, "DL15", "1").due} == {MONDAY}
    assert case.duties[-1].status(day) is duty
    listed = performance.listed(office.supervisor, PerformanceFilter.OVERDUE)
    assert (len(listed.lines), listed.figures.overdue_cases) == (overdue, overdue)
    [line] = performance.listed(office.supervisor).lines
    assert (line.overdue > 0, line.duties) == (bool(overdue), overdue)
    [due] = days.today(office.supervisor).money
    assert (due.due_on, due.ends) == (SATURDAY, MONDAY)
    bars = {item.bar for item in order_items(case, day)}
    assert (OrderBar.NOT_DUE in bars) is not bool(overdue)


def test_a_default_cannot_be_recorded_before_the_rolled_day_is_over(office, case_id):
    office.clock.at(MONDAY)
    with pytest.raises(StepNotAllowed, match="劳动争议调解仲裁法第十五条"):
        take(office.mediator, office, case_id, Step.DEFAULT, MONDAY)

    office.clock.at(TUESDAY)
    take(office.mediator, office, case_id, Step.DEFAULT, TUESDAY)

    assert clock(office.case(case_id), "DL16").start == MONDAY


def test_money_that_comes_on_the_rolled_day_is_in_time_and_its_clock_is_met(office, case_id):
    office.clock.at(MONDAY)
    pay(office, case_id, day=MONDAY)

    case = office.case(case_id)
    assert {o.status for o in case.obligations(TUESDAY)} == {PaymentStatus.PAID}
    assert clock(case, "DL15", "1").state is ClockState.MET


def test_money_that_comes_a_day_after_the_rolled_day_is_late(office, case_id):
    office.clock.at(TUESDAY)
    pay(office, case_id, day=TUESDAY)

    assert {o.status for o in office.case(case_id).obligations(TUESDAY)} == {
        PaymentStatus.PAID_LATE
    }


def test_the_month_lists_count_what_ends_after_the_holiday_in_the_next_month(office, case_id):
    with office.supervisor.db.read() as session:
        october = month_lists.arrears(session, SATURDAY), month_lists.performed(session, SATURDAY)
        november = month_lists.arrears(session, MONDAY), month_lists.performed(session, MONDAY)

    assert (len(october[0]), october[1][0]) == (0, 0)
    assert (len(november[0]), november[1][0]) == (1, 1)
