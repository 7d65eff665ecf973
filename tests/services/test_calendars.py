from dataclasses import replace
from datetime import date, time

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.errors import DeskError, FileRefused, Invalid, NotAllowed, NotFound
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.hearing_days import DayDoubt
from mediation_desk.domain.stages import Step
from mediation_desk.law.limitation_of_case import bars
from mediation_desk.services import browse, calendar, calendars, clocks, hearings, story
from mediation_desk.services.boards import boards
from mediation_desk.services.calendars import Typed
from mediation_desk.services.desk import open_desk
from mediation_desk.storage import journal
from tests.services import course

OFF_2027 = "1.1-1.3, 2.5-2.11, 4.3-4.5, 5.1-5.5, 6.9, 9.15, 10.1-10.7"
"""Invented: the notice for 2027 was not published when this was written."""
TYPED = Typed(year=2027, notice="国办发明电〔2026〕9号", days_off=OFF_2027, makeup_workdays="2.13")


@pytest.fixture
def late(office):
    """A case whose clocks run into the Spring Festival of 2027."""
    office.clock.at(date(2027, 1, 25))
    application = replace(story.application(), received_on=date(2027, 1, 25), operation="late")
    from mediation_desk.services import intake

    return intake.register(office.clerk, application).id


def void(desk, office, case_id, kind):
    case = office.case(case_id)
    clock = course.clock(case, kind)
    clocks.mark_void(desk, case_id, case.version, clock.id, date(2027, 1, 25), "重复登记")


def test_the_shipped_years_are_shown_with_what_is_provisional(office):
    shown = calendars.overview(office.supervisor)

    assert [(s.year.year, s.year.complete, s.own) for s in shown.sheets] == [
        (2024, True, False),
        (2025, True, False),
        (2026, True, False),
        (2027, False, False),
    ]
    assert shown.pending.clocks == ()
    assert not shown.undoable


def test_a_new_calendar_shows_what_would_move_and_changes_nothing_before(office, late):
    desk = office.supervisor
    before = office.case(late)

    shown = calendars.difference(desk, calendars.read_typed(desk, TYPED))

    assert course.clock(before, "DL03").due == date(2027, 2, 9)
    [moved] = shown.moved
    assert (moved.clock.number, moved.clock.kind) == (before.number, "DL03")
    assert (moved.clock.due, moved.due) == (date(2027, 2, 9), date(2027, 2, 12))
    assert date(2027, 2, 13) in {changed.day for changed in shown.days}
    assert office.case(late) == before
    assert not desk.calendar.known(2027)


def test_without_the_number_of_the_notice_a_typed_year_stays_provisional(office, late):
    desk = office.supervisor
    year = calendars.read_typed(desk, replace(TYPED, notice="  "))

    shown = calendars.difference(desk, year)
    calendars.carry_out(desk, shown)

    clock = course.clock(office.case(late), "DL03")
    assert (clock.due, clock.provisional) == (date(2027, 2, 12), True)
    assert not desk.calendar.known(2027)
    assert desk.calendar.is_working_day(date(2027, 2, 13))


def test_a_confirmed_calendar_counts_running_clocks_anew_in_one_act(office, late):
    desk = office.supervisor
    shown = calendars.difference(desk, calendars.read_typed(desk, TYPED))

    calendars.carry_out(desk, shown)

    clock = course.clock(office.case(late), "DL03")
    assert (clock.raw_due, clock.due) == (date(2027, 2, 9), date(2027, 2, 12))
    assert not clock.provisional
    assert desk.calendar.known(2027)
    own = calendars.overview(desk).sheets[-1]
    assert (own.own, own.entered_by) == (True, story.SUPERVISOR.name)
    [told, *_before] = browse.journal(desk, late)
    assert told.doing == "enter_calendar"
    assert told.changes[0].after == {
        "kind": "DL03",
        "detail": "",
        "before": "2027-02-09",
        "after": "2027-02-12",
    }
    with desk.db.read() as session:
        assert journal.verify(session) > 0


def test_the_law_counts_kept_and_void_clocks_no_more(office, late):
    desk = office.supervisor
    void(desk, office, late, "DL03")
    before = office.case(late).clocks

    calendars.carry_out(desk, calendars.difference(desk, calendars.read_typed(desk, TYPED)))

    still = [c for c in office.case(late).clocks if c.state.value != "running"]
    assert [c for c in before if c.state.value != "running"] == still


def test_civil_code_art_203_the_year_that_a_closed_case_tells_moves_with_the_calendar(office):
    """The course of the case and its card of limitation say the same day."""
    case_id = course.failed(office)
    course.take(office.supervisor, office, case_id, Step.CLOSE, story.HEARD)
    before = course.clock(office.case(case_id), "DL23")
    assert before.state is ClockState.VOID
    off = f"{OFF_2027}, {before.due.month}.{before.due.day}"
    desk = office.supervisor

    shown = calendars.difference(desk, calendars.read_typed(desk, replace(TYPED, days_off=off)))
    calendars.carry_out(desk, shown)

    assert "DL23" in {moved.clock.kind for moved in shown.moved}
    case = office.case(case_id)
    told = course.clock(case, "DL23")
    assert (told.state, told.raw_due, told.provisional) == (ClockState.VOID, before.raw_due, False)
    card = [
        one.bar.conservative.due for one in bars(case, desk.law_on(desk.today()), desk.calendar)
    ]
    assert told.due == min(card) > before.due
    calendars.undo_last(desk)
    assert course.clock(office.case(case_id), "DL23") == before


def test_a_change_of_the_calendar_is_undone_with_everything_it_moved(office, late):
    desk = office.supervisor
    before = office.case(late)
    calendars.carry_out(desk, calendars.difference(desk, calendars.read_typed(desk, TYPED)))

    calendars.undo_last(desk)

    assert office.case(late).clocks == before.clocks
    assert not desk.calendar.known(2027)
    assert browse.journal(desk, late)[0].doing == "undo"
    assert not calendars.overview(desk).undoable
    with pytest.raises(NotFound):
        calendars.undo_last(desk)


def test_the_centres_own_year_is_taken_back_with_a_difference_too(office, late):
    desk = office.supervisor
    calendars.carry_out(desk, calendars.difference(desk, calendars.read_typed(desk, TYPED)))

    shown = calendars.difference_without(desk, 2027)
    calendars.carry_out(desk, shown)

    assert [(m.clock.due, m.due) for m in shown.moved] == [(date(2027, 2, 12), date(2027, 2, 9))]
    assert course.clock(office.case(late), "DL03").due == date(2027, 2, 9)
    with pytest.raises(NotFound):
        calendars.difference_without(desk, 2027)


def test_what_has_moved_on_since_it_was_shown_is_shown_again(office, late):
    desk = office.supervisor
    shown = calendars.difference(desk, calendars.read_typed(desk, TYPED))
    void(desk, office, late, "DL03")

    with pytest.raises(DeskError, match="重新查看"):
        calendars.carry_out(desk, shown)

    assert not desk.calendar.known(2027)


def test_hearings_that_fall_on_a_new_day_off_are_named_and_stay(office):
    case_id = course.assigned(office)
    planned = Hearing(day=date(2027, 2, 9), begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)
    desk = office.supervisor

    shown = calendars.difference(desk, calendars.read_typed(desk, TYPED))

    assert [(h.number, h.day) for h in shown.hearings] == [
        (office.case(case_id).number, date(2027, 2, 9))
    ]
    [booked] = calendar.period(desk, date(2027, 2, 8), date(2027, 2, 14)).hearings
    assert booked.doubt is DayDoubt.PROVISIONAL
    assert boards(desk).struck == ()

    calendars.carry_out(desk, shown)

    [booked] = calendar.period(desk, date(2027, 2, 8), date(2027, 2, 14)).hearings
    assert booked.doubt is DayDoubt.DAY_OFF
    assert [h.case_id for h in boards(desk).struck] == [case_id]

    case = office.case(case_id)
    knowing = replace(case.hearings[0], day_reason="双方仅此日有空")
    hearings.reschedule(office.clerk, case_id, case.version, knowing)

    assert (
        boards(desk).struck == ()
    )  # only what the calendar hit is pointed out, not what was chosen
    [booked] = calendar.period(desk, date(2027, 2, 8), date(2027, 2, 14)).hearings
    assert booked.doubt is None


def test_another_desk_counts_with_the_new_calendar_at_once(office, late):
    other = open_desk(office.desk.db.location, now=office.clock, actor=story.SUPERVISOR.name)
    assert not other.calendar.known(2027)
    desk = office.supervisor
    calendars.carry_out(desk, calendars.difference(desk, calendars.read_typed(desk, TYPED)))

    from mediation_desk.services import intake

    application = replace(story.application(), received_on=date(2027, 1, 25), operation="other")
    key = intake.register(other, application).id

    assert course.clock(office.case(key), "DL03").due == date(2027, 2, 12)
    other.close()


def test_clocks_that_a_newer_program_counts_otherwise_wait_for_a_hand(office, late, tmp_path):
    desk = office.supervisor
    year = calendars.read_typed(desk, TYPED)
    newer = open_desk(desk.db.location, now=office.clock, actor=story.SUPERVISOR.name)
    from mediation_desk.domain.calendar_change import with_year

    newer.__dict__["shipped_calendar"] = with_year(newer.shipped_calendar, year)

    waiting = calendars.overview(newer).pending
    assert [m.due for m in waiting.moved] == [date(2027, 2, 12)]
    assert course.clock(office.case(late), "DL03").due == date(2027, 2, 9)

    calendars.carry_out(newer, waiting)

    assert course.clock(office.case(late), "DL03").due == date(2027, 2, 12)
    assert browse.journal(newer, late)[0].doing == "recount_clocks"
    newer.close()


def test_a_neighbour_can_take_the_file_over(office, tmp_path):
    desk = office.supervisor
    calendars.carry_out(desk, calendars.difference(desk, calendars.read_typed(desk, TYPED)))

    for ending in (".toml", ".json"):
        path = tmp_path / f"2027{ending}"
        path.write_bytes(calendars.exported(desk, 2027, ending))
        assert calendars.read_file(desk, path) == desk.calendar.year(2027)
    with pytest.raises(NotFound):
        calendars.exported(desk, 2035, ".toml")


def test_the_notice_can_be_pasted_as_it_is(office):
    from tests.domain.test_calendar_year import NOTICE_2026

    typed = Typed(year=2026, notice="", days_off=NOTICE_2026, makeup_workdays="")

    year = calendars.read_typed(office.supervisor, typed)

    shipped = office.desk.shipped_calendar.year(2026)
    assert year.days_off == shipped.days_off
    assert year.makeup_workdays == shipped.makeup_workdays


def test_what_cannot_be_read_is_told_at_both_fields(office):
    typed = Typed(year=2027, notice="", days_off="国庆七天", makeup_workdays="13.1")

    with pytest.raises(Invalid) as refusal:
        calendars.read_typed(office.supervisor, typed)

    assert [p.field for p in refusal.value.problems] == ["days_off", "makeup_workdays"]


def test_a_hostile_file_is_refused_and_a_clerk_may_not_import(office, tmp_path):
    path = tmp_path / "2027.json"
    path.write_text("{}")

    with pytest.raises(FileRefused):
        calendars.read_file(office.supervisor, path)
    with pytest.raises(NotAllowed):
        calendars.read_file(office.clerk, path)
