from datetime import date, datetime, time

import pytest

from mediation_desk import i18n, paths
from mediation_desk.domain.booking import (
    Absence,
    ClashKind,
    OfficeHours,
    PartOfDay,
    Taken,
    clashes_of,
    first_day_in_time,
    lead_of,
)
from mediation_desk.domain.free_slots import Wanted, free_slots
from mediation_desk.domain.hearing import Hearing, ending, length
from mediation_desk.domain.hearing_rules import problems_of
from mediation_desk.domain.holidays import Holiday, day_kind
from mediation_desk.domain.working_days import load_calendars

CALENDAR = load_calendars(paths.resources("calendar"))
HOURS = OfficeHours()
TODAY = date(2026, 10, 19)
THURSDAY = date(2026, 10, 22)


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


def hearing(day=THURSDAY, begins=time(9, 30), minutes=120, room="第一调解室"):
    return Hearing(day=day, begins=begins, minutes=minutes, room=room)


def taken(who, begins, kind=ClashKind.PERSON, minutes=120, day=THURSDAY):
    return Taken(kind=kind, who=who, number="第0009号", day=day, begins=begins, minutes=minutes)


def clashes(planned, *busy, away=(), **more):
    found = clashes_of(
        planned,
        today=TODAY,
        calendar=CALENDAR,
        hours=HOURS,
        taken=busy,
        absences=away,
        **more,
    )
    return [clash.text for clash in found]


def test_times_that_only_touch_do_not_clash():
    before, after = taken("王敏", time(7, 30)), taken("王敏", time(11, 30))

    assert clashes(hearing(), before, after) == []


@pytest.mark.parametrize("begins", [time(8), time(9, 30), time(11, 29)])
def test_times_that_overlap_by_a_minute_clash(begins):
    [text] = clashes(hearing(), taken("王敏", begins))

    assert text.startswith("王敏在")


def test_only_the_hearing_s_own_room_can_be_taken_twice():
    mine = taken("第一调解室", time(10), ClashKind.ROOM)
    other = taken("第二调解室", time(10), ClashKind.ROOM)

    assert clashes(hearing(), mine, other) == ["第一调解室在10:00—12:00已安排第0009号。"]


def test_people_who_sit_at_one_other_hearing_are_named_in_one_sentence():
    names = ("李建国", "王秀英", "张志强", "赵铁柱", "李建国")

    told = clashes(hearing(), *(taken(name, time(10)) for name in names))

    assert told == ["李建国、王秀英、张志强等4人在10:00—12:00已有调解会：第0009号。"]


def test_the_past_a_day_off_and_odd_hours_are_pointed_out():
    assert clashes(hearing(date(2026, 10, 16))) == ["2026-10-16已过。"]
    assert clashes(hearing(date(2026, 10, 25))) == ["2026-10-25不是工作日。"]
    assert clashes(hearing(begins=time(17))) == ["办公时间为08:30至17:30。"]


def test_a_made_up_saturday_is_a_working_day():
    assert (
        clashes_of(
            hearing(date(2026, 10, 10)), today=date(2026, 10, 8), calendar=CALENDAR, hours=HOURS
        )
        == ()
    )


def test_a_room_with_too_few_seats_is_pointed_out():
    assert clashes(hearing(), seats=8, people=15) == ["第一调解室有8个座位，应到15人。"]
    assert clashes(hearing(), seats=None, people=15) == []


@pytest.mark.parametrize(
    ("part", "begins", "away"),
    [
        (PartOfDay.WHOLE, time(15), True),
        (PartOfDay.MORNING, time(9, 30), True),
        (PartOfDay.MORNING, time(14), False),
        (PartOfDay.AFTERNOON, time(14), True),
        (PartOfDay.AFTERNOON, time(9, 30), False),
        (PartOfDay.AFTERNOON, time(11), True),
    ],
)
def test_an_absence_counts_for_its_part_of_the_day(part, begins, away):
    absence = Absence(
        party_id=1, name="李建国", first_day=THURSDAY, last_day=THURSDAY, part=part, note="住院"
    )

    assert bool(clashes(hearing(begins=begins), away=[absence])) is away


def test_an_absence_names_who_when_and_why():
    absence = Absence(
        party_id=1,
        name="李建国",
        first_day=THURSDAY,
        last_day=date(2026, 10, 24),
        note="回乡",
    )

    assert clashes(hearing(), away=[absence]) == ["李建国不能到场：2026-10-22至2026-10-24。 回乡"]


def test_the_notice_needs_three_working_days_before_the_day():
    """DL07: three working days back, a house rule after 办案规则第三十八条."""
    over_the_weekend = lead_of(date(2026, 10, 28), date(2026, 10, 23), CALENDAR)
    too_late = lead_of(date(2026, 10, 27), date(2026, 10, 23), CALENDAR)

    assert (over_the_weekend.due, over_the_weekend.short) == (date(2026, 10, 23), False)
    assert (too_late.due, too_late.days, too_late.short) == (date(2026, 10, 22), 2, True)


def test_the_first_day_in_time_has_its_notice_due_today():
    assert first_day_in_time(date(2026, 10, 23), CALENDAR) == date(2026, 10, 28)
    assert first_day_in_time(date(2026, 9, 29), CALENDAR) == date(2026, 10, 9)


def wanted(**changes):
    values = {
        "first": THURSDAY,
        "last": date(2026, 10, 27),
        "minutes": 120,
        "rooms": ("第一调解室", "第二调解室"),
        "after": datetime(2026, 10, 19, 9, 30),
    }
    return Wanted(**(values | changes))


def found(want, *busy, away=()):
    slots = free_slots(want, CALENDAR, HOURS, busy, away)
    return [(slot.day.day, f"{slot.begins:%H:%M}", slot.room[1]) for slot in slots]


def test_free_times_follow_one_another_within_each_half_of_the_day():
    assert found(wanted(last=THURSDAY)) == [(22, "08:30", "一"), (22, "14:00", "一")]
    assert found(wanted(last=THURSDAY, minutes=60)) == [
        (22, "08:30", "一"),
        (22, "09:30", "一"),
        (22, "10:30", "一"),
        (22, "14:00", "一"),
        (22, "15:00", "一"),
        (22, "16:00", "一"),
    ]


def test_free_times_skip_the_weekend():
    assert {day for day, _time, _room in found(wanted())} == {22, 23, 26, 27}


def test_another_room_is_taken_while_the_one_liked_best_is_not_free():
    busy = taken("第一调解室", time(8, 30), ClashKind.ROOM)

    assert found(wanted(last=THURSDAY), busy)[0] == (22, "08:30", "二")


def test_no_time_is_free_while_somebody_concerned_is_not():
    busy = taken("王敏", time(8, 30), minutes=60)

    assert found(wanted(last=THURSDAY), busy)[0] == (22, "09:30", "一")


def test_nobody_is_called_on_a_day_away():
    away = Absence(user_id=2, name="王敏", first_day=THURSDAY, last_day=THURSDAY)

    assert {day for day, _time, _room in found(wanted(), away=[away])} == {23, 26, 27}


def test_what_fits_into_no_half_may_run_over_noon():
    assert found(wanted(last=THURSDAY, minutes=300))[0] == (22, "08:30", "一")


def test_no_time_of_today_is_offered_that_has_passed():
    now = datetime(2026, 10, 22, 10, 10)

    assert found(wanted(first=THURSDAY, last=THURSDAY, minutes=60, after=now))[0] == (
        22,
        "10:30",
        "一",
    )


def test_a_search_without_an_answer_finds_nothing():
    assert found(wanted(rooms=())) == []
    assert found(wanted(first=date(2026, 10, 24), last=date(2026, 10, 25))) == []


@pytest.mark.parametrize("minutes", [0, -90, 24 * 60])
def test_a_hearing_ends_after_its_beginning_on_the_same_day(minutes):
    [problem] = problems_of(hearing(begins=time(10), minutes=minutes))

    assert problem.field == "ends"


def test_a_hearing_over_midnight_is_refused():
    minutes = length(time(23), time(1))

    assert [p.field for p in problems_of(hearing(begins=time(23), minutes=minutes))] == ["ends"]


def test_length_and_end_are_two_ways_to_say_the_same():
    assert length(time(9, 30), time(11, 45)) == 135
    assert ending(time(9, 30), 135) == time(11, 45)
    assert ending(time(23), 120) == time(23, 59)


@pytest.mark.parametrize(
    ("day", "works", "made_up", "holiday"),
    [
        (date(2026, 10, 5), False, False, Holiday.NATIONAL),
        (date(2026, 9, 26), False, False, Holiday.MID_AUTUMN),
        (date(2026, 6, 20), False, False, Holiday.DRAGON_BOAT),
        (date(2026, 5, 4), False, False, Holiday.LABOUR),
        (date(2026, 4, 6), False, False, Holiday.QINGMING),
        (date(2026, 2, 23), False, False, Holiday.SPRING),
        (date(2026, 1, 2), False, False, Holiday.NEW_YEAR),
        (date(2025, 2, 1), False, False, Holiday.SPRING),
        (date(2026, 10, 10), True, True, None),
        (date(2026, 10, 25), False, False, None),
        (date(2026, 10, 22), True, False, None),
    ],
)
def test_a_day_is_known_by_its_holiday(day, works, made_up, holiday):
    kind = day_kind(day, CALENDAR)

    assert (kind.works, kind.made_up, kind.holiday) == (works, made_up, holiday)


def test_a_year_without_its_notice_is_provisional():
    assert day_kind(date(2027, 2, 6), CALENDAR).provisional
    assert not day_kind(date(2026, 2, 6), CALENDAR).provisional
