from datetime import date

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.clock_notes import ClockAct
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed, NotFound
from mediation_desk.domain.house_periods import HousePeriod
from mediation_desk.services import clocks, periods, story, undo
from mediation_desk.services.clocks import Watched
from tests.services import course


def watch(office, case_id, **told):
    clocks.watch(office.clerk, case_id, office.case(case_id).version, Watched(**told))


def act(office, does, case_id, clock_id, *rest, desk=None):
    does(desk or office.clerk, case_id, office.case(case_id).version, clock_id, *rest)


def held(office, case_id, kind="DL25"):
    [clock] = [c for c in office.case(case_id).clocks if c.kind == kind]
    return clock


@pytest.fixture
def case_id(office):
    return course.registered(office)


@course.once
def with_accident(office, names=course.LI):
    case_id = course.registered(office, names)
    watch(office, case_id, kind="DL25", start=date(2026, 5, 20), detail="李建国", reason="病历记载")
    return case_id


@pytest.fixture
def watched(office):
    """工伤保险条例第十七条: the worker has one year from the accident."""
    return with_accident(office)


def test_any_period_of_the_register_is_watched_by_hand(office, watched):
    clock = held(office, watched)

    assert (clock.start, clock.due) == (date(2026, 5, 20), date(2027, 5, 20))
    assert clock.detail == "李建国"
    [note] = office.case(watched).clock_notes
    assert (note.clock_id, note.act, note.reason) == (clock.id, ClockAct.WATCHED, "病历记载")
    assert note.by == story.CLERK.name


def test_what_would_run_is_shown_before(office):
    shown = clocks.preview(office.clerk, Watched(kind="DL38", start=date(2026, 9, 20)))

    assert (shown.raw_due, shown.due) == (date(2026, 10, 5), date(2026, 10, 8))


def test_the_same_period_twice_must_be_told_apart(office, watched):
    with pytest.raises(Invalid) as refusal:
        watch(office, watched, kind="DL25", start=date(2026, 6, 1), detail="李建国")

    assert refusal.value.problems[0].field == "detail"
    watch(office, watched, kind="DL25", start=date(2026, 6, 1), detail="王秀英")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"kind": "DL05", "start": date(2026, 10, 12)}, "length"),
        ({"kind": "DL06", "start": date(2026, 10, 12)}, "length"),
        ({"kind": "DL24", "start": date(2026, 10, 12), "length": 20}, "length"),
        ({"kind": "DL05", "start": date(2026, 10, 12), "length": 0}, "length"),
        ({"kind": "DL25", "start": date(2029, 10, 12)}, "start"),
        ({"kind": "DL25", "start": date(2026, 10, 12), "detail": "长" * 200}, "detail"),
    ],
)
def test_a_period_that_cannot_be_watched_is_refused_at_its_field(office, case_id, told, field):
    before = office.case(case_id)

    with pytest.raises(Invalid) as refusal:
        watch(office, case_id, **told)

    assert field in [problem.field for problem in refusal.value.problems]
    assert office.case(case_id) == before


def test_an_unknown_clock_and_one_of_another_case_are_refused(office, watched):
    with pytest.raises(DeskError, match="DL99"):
        watch(office, watched, kind="DL99", start=date(2026, 10, 12))
    other = office.register(("王秀英",))
    with pytest.raises(NotFound):
        act(
            office, clocks.mark_met, other, held(office, watched).id, date(2026, 10, 12), "病历为准"
        )


def test_a_start_that_is_corrected_is_counted_anew_with_its_reason(office, watched):
    clock = held(office, watched)

    act(office, clocks.correct_start, watched, clock.id, date(2024, 2, 29), "以诊断证明为准")

    new = held(office, watched)
    assert (new.start, new.raw_due) == (date(2024, 2, 29), date(2025, 2, 28))
    note = office.case(watched).clock_notes[-1]
    assert note.act is ClockAct.CORRECTED
    assert "以诊断证明为准" in note.reason
    assert "2026-05-20" in note.reason

    entry = undo.last(office.clerk, watched)
    undo.undo(office.clerk, entry.id)
    assert held(office, watched) == clock
    assert len(office.case(watched).clock_notes) == 1


def test_the_trigger_of_a_clock_of_the_procedure_is_corrected_later(office, case_id):
    """企业劳动争议协商调解规定第二十二条: three working days from receipt."""
    clock = held(office, case_id, "DL01")

    act(office, clocks.correct_start, case_id, clock.id, date(2026, 9, 23), "收件回执载明日期")

    assert held(office, case_id, "DL01").due == date(2026, 9, 29)


def test_a_clock_is_marked_kept_with_day_and_reason_and_runs_again(office, watched):
    clock = held(office, watched)

    act(office, clocks.mark_met, watched, clock.id, date(2026, 10, 12), "已向人社局提出申请")
    met = held(office, watched)
    assert (met.state, met.met_on) == (ClockState.MET, date(2026, 10, 12))

    act(office, clocks.run_again, watched, clock.id, "误标")
    assert held(office, watched) == clock


def test_a_period_of_the_law_is_voided_by_a_supervisor_only(office, case_id):
    clock = held(office, case_id, "DL03")
    on = date(2026, 10, 12)

    with pytest.raises(NotAllowed):
        act(office, clocks.mark_void, case_id, clock.id, on, "重复登记")
    act(office, clocks.mark_void, case_id, clock.id, on, "重复登记", desk=office.supervisor)

    assert held(office, case_id, "DL03").state is ClockState.VOID


def test_what_was_watched_by_hand_may_be_voided_by_hand(office, watched):
    act(office, clocks.mark_void, watched, held(office, watched).id, date(2026, 10, 12), "误加")

    assert held(office, watched).state is ClockState.VOID


@pytest.mark.parametrize(
    ("does", "rest", "field"),
    [
        (clocks.mark_met, (date(2026, 10, 12), "  "), "reason"),
        (clocks.mark_met, (date(2026, 12, 1), "病历为准"), "on"),
        (clocks.mark_met, (date(2026, 5, 1), "病历为准"), "on"),
        (clocks.mark_void, (date(2026, 10, 12), ""), "reason"),
        (clocks.correct_start, (date(2026, 5, 1), ""), "reason"),
        (clocks.correct_start, (date(2026, 5, 20), "病历为准"), "start"),
        (clocks.run_again, ("",), "reason"),
    ],
)
def test_an_act_without_reason_or_with_an_impossible_day_is_refused(
    office, watched, does, rest, field
):
    before = office.case(watched)

    with pytest.raises(Invalid) as refusal:
        act(office, does, watched, held(office, watched).id, *rest)

    assert [problem.field for problem in refusal.value.problems] == [field]
    assert office.case(watched) == before


def test_a_clock_that_is_over_is_not_moved_and_a_running_one_not_started(office, watched):
    clock = held(office, watched)
    with pytest.raises(DeskError):
        act(office, clocks.run_again, watched, clock.id, "病历为准")
    act(office, clocks.mark_met, watched, clock.id, date(2026, 10, 12), "病历为准")

    for does, rest in (
        (clocks.mark_met, (date(2026, 10, 12), "病历为准")),
        (clocks.mark_void, (date(2026, 10, 12), "病历为准")),
        (clocks.correct_start, (date(2026, 6, 1), "病历为准")),
    ):
        with pytest.raises(DeskError):
            act(office, does, watched, clock.id, *rest)


def test_new_clocks_have_the_length_that_the_centre_sets(office):
    first = office.register(course.LI)
    periods.set_period(office.supervisor, HousePeriod(kind="DL02", length=4, alarm_days=(2, 1)))

    second = office.register(("王秀英",))

    assert held(office, first, "DL02").due == date(2026, 10, 14)
    assert held(office, second, "DL02").due == date(2026, 10, 16)
    assert office.desk.periods["DL02"].alarm_days == (2, 1)

    periods.reset_period(office.supervisor, "DL02")
    assert office.desk.periods["DL02"].length == 2


def test_the_notice_of_a_hearing_counts_back_by_the_centres_own_length(office):
    periods.set_period(office.supervisor, HousePeriod(kind="DL07", length=5, alarm_days=(1,)))

    case_id = course.heard(office)

    assert held(office, case_id, "DL07").raw_due == date(2026, 10, 15)


def test_a_period_of_the_law_cannot_be_set(office):
    with pytest.raises(Invalid):
        periods.set_period(office.supervisor, HousePeriod(kind="DL03", length=20, alarm_days=()))
    with pytest.raises(NotAllowed):
        periods.set_period(office.clerk, HousePeriod(kind="DL02", length=3, alarm_days=()))
