"""Calendars, periods, moments and remarks as they are kept, in a file and on a server."""

from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.domain.calendar_change import MovedClock
from mediation_desk.domain.case import Clock, ClockState
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.clock_notes import ClockAct, ClockNote
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.house_periods import HousePeriod
from mediation_desk.domain.limitation import Moment, MomentKind
from mediation_desk.domain.working_days import CalendarYear
from mediation_desk.storage import calendars, clocks, journal, limitation, opening
from mediation_desk.storage.database import Database
from tests.storage.samples import WANG, against, read, register

YEAR = CalendarYear(
    year=2027,
    complete=True,
    notice="国办发明电〔2026〕9号",
    days_off=frozenset({date(2027, 10, 1), date(2027, 2, 9)}),
    makeup_workdays=frozenset({date(2027, 2, 13)}),
)
CLOCK = Clock(
    kind="DL03",
    start=date(2027, 1, 25),
    raw_due=date(2027, 2, 9),
    due=date(2027, 2, 9),
    provisional=True,
)


def held(db: Database):
    with db.glance() as of:
        return [opening.year_sheet(row) for row in opening.own_years(of)]


@pytest.fixture
def case(db: Database):
    ref = register(db)
    with db.write(WANG, "accept", ref.id) as session:
        clocks.start(session, ref.id, [CLOCK])
    return ref


def clock_of(db: Database, key: int) -> Clock:
    return next(c for c in read(db, key).clocks if c.kind == "DL03" and c.start == CLOCK.start)


def test_a_year_is_kept_replaced_and_taken_back(db: Database):
    with db.write(WANG, "enter_calendar") as session:
        calendars.put(session, YEAR, "王晓梅")
    [sheet] = held(db)
    assert (sheet.year, sheet.own, sheet.entered_by) == (YEAR, True, "王晓梅")

    with db.write(WANG, "enter_calendar") as session:
        calendars.put(session, replace(YEAR, notice=""), "单建国")
    assert [(s.year.notice, s.entered_by) for s in held(db)] == [("", "单建国")]

    with db.write(WANG, "remove_calendar") as session:
        calendars.remove(session, 2027)
        calendars.remove(session, 2030)
    assert held(db) == []


def test_clocks_move_in_one_act_that_every_case_tells_and_one_undo_reverses(db: Database, case):
    with db.read() as session:
        [running] = [c for c in calendars.running(session) if c.start == CLOCK.start]
    assert (running.number, running.case_id) == (case.number, case.id)
    moved = MovedClock(
        clock=running, raw_due=date(2027, 2, 9), due=date(2027, 2, 12), provisional=False
    )

    with db.write(WANG, "enter_calendar") as session:
        calendars.put(session, YEAR, "王晓梅")
        calendars.move(session, [moved])

    assert clock_of(db, case.id).due == date(2027, 2, 12)
    with db.read() as session:
        [told, *_earlier] = journal.entries(session, case.id)
        last = journal.last_done(session, ("enter_calendar",))
        assert journal.verify(session) > 0
    assert told.doing == "enter_calendar"
    assert told.changes[0].after["after"] == "2027-02-12"
    assert last is not None
    assert last.case_id is None

    with db.write(WANG, "undo") as session:
        journal.undo(session, last.id, WANG)

    assert clock_of(db, case.id).due == date(2027, 2, 9)
    assert held(db) == []
    with db.read() as session:
        assert journal.last_done(session, ("enter_calendar",)) is None
        assert journal.entries(session, case.id)[0].changes[0].after["after"] == "2027-02-09"
        assert journal.last_undoable(session, case.id, WANG).doing == "accept"


def test_a_period_of_the_house_is_kept_and_set_back(db: Database):
    def periods():
        with db.glance() as of:
            return [opening.house_period(row) for row in opening.house_periods(of)]

    with db.write(WANG, "set_period") as session:
        calendars.put_period(session, HousePeriod(kind="DL02", length=4, alarm_days=(1, 2)))
    assert periods() == [HousePeriod(kind="DL02", length=4, alarm_days=(2, 1))]

    with db.write(WANG, "set_period") as session:
        calendars.put_period(session, HousePeriod(kind="DL02", length=None, alarm_days=()))
    assert periods() == [HousePeriod(kind="DL02", length=None, alarm_days=())]

    with db.write(WANG, "reset_period") as session:
        calendars.remove_period(session, "DL02")
    assert periods() == []


def test_moments_are_read_with_the_case_and_belong_to_it(db: Database, case):
    worker = read(db, case.id).applicants[0].id
    moment = Moment(
        kind=MomentKind.FORCE_MAJEURE,
        day=date(2026, 7, 1),
        until=date(2026, 7, 20),
        party_id=worker,
        claim=ClaimKind.SEVERANCE,
        source="停工通知",
    )
    with db.write(WANG, "put_moment", case.id) as session:
        limitation.put_moment(session, case.id, moment)
    [kept] = read(db, case.id).moments
    assert replace(kept, id=0) == moment

    with db.write(WANG, "put_moment", case.id) as session:
        limitation.put_moment(session, case.id, replace(kept, until=None))
    assert read(db, case.id).moments[0].until is None

    other = register(db, against("宣化某建筑有限公司"))
    with pytest.raises(NotFound), db.write(WANG, "remove_moment", other.id) as session:
        limitation.remove_moment(session, other.id, kept.id)
    with db.write(WANG, "remove_moment", case.id) as session:
        limitation.remove_moment(session, case.id, kept.id)
    assert read(db, case.id).moments == ()


def test_what_was_done_to_a_clock_by_hand_stands_beside_it(db: Database, case):
    clock = clock_of(db, case.id)
    note = ClockNote(
        clock_id=clock.id, act=ClockAct.MET, day=date(2027, 2, 1), reason="已办", by="王晓梅"
    )
    met = replace(clock, state=ClockState.MET, met_on=date(2027, 2, 1))

    with db.write(WANG, "meet_clock", case.id) as session:
        limitation.change_clock(session, case.id, met, note)

    file = read(db, case.id)
    assert clock_of(db, case.id).met_on == date(2027, 2, 1)
    assert [replace(n, id=0) for n in file.clock_notes] == [note]
    other = register(db, against("宣化某建筑有限公司"))
    with pytest.raises(NotFound), db.write(WANG, "meet_clock", other.id) as session:
        limitation.change_clock(session, other.id, met, note)


def test_the_desks_own_clock_of_limitation_is_no_next_day_of_a_case(db: Database):
    ref = register(db)
    with db.write(WANG, "accept", ref.id) as session:
        clocks.start(session, ref.id, [replace(CLOCK, kind="DL23")])

    from mediation_desk.storage import cases

    with db.read() as session:
        [line] = cases.lines(session, [ref.id])
    assert line.due_on is None
