from datetime import date, time

import pytest

from mediation_desk.domain.booking import Absence
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.today import BookedHearing
from mediation_desk.ui.calendar.spans import View, clashing, lanes, shown_days, turned


def booked(key, begins, minutes=120, *, room="", mediator=None, status=HearingStatus.PLANNED):
    return BookedHearing(
        hearing_id=key,
        case_id=key,
        number=f"第{key}号",
        parties="某 诉 某",
        day=date(2026, 10, 22),
        begins=begins,
        room=room,
        status=status,
        mediator_id=mediator,
        mediator="",
        minutes=minutes,
    )


@pytest.mark.parametrize(
    ("view", "first", "last"),
    [
        (View.MONTH, date(2026, 9, 28), date(2026, 11, 1)),
        (View.WEEK, date(2026, 10, 19), date(2026, 10, 25)),
        (View.DAY, date(2026, 10, 22), date(2026, 10, 22)),
        (View.ROOMS, date(2026, 10, 22), date(2026, 10, 22)),
    ],
)
def test_a_view_shows_whole_weeks_from_monday(view, first, last):
    assert shown_days(view, date(2026, 10, 22)) == (first, last)


def test_the_31st_turns_to_the_last_day_of_a_shorter_month():
    assert turned(View.MONTH, date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert turned(View.MONTH, date(2028, 3, 31), -1) == date(2028, 2, 29)
    assert turned(View.MONTH, date(2026, 12, 5), 1) == date(2027, 1, 5)


def test_weeks_and_days_turn_by_their_length():
    assert turned(View.WEEK, date(2026, 12, 28), 1) == date(2027, 1, 4)
    assert turned(View.DAY, date(2026, 3, 1), -1) == date(2026, 2, 28)


def test_hearings_at_one_time_share_the_column():
    found = lanes([booked(1, time(9)), booked(2, time(9, 30)), booked(3, time(14))])

    assert [(lane.hearing.hearing_id, lane.place, lane.of) for lane in found] == [
        (1, 0, 2),
        (2, 1, 2),
        (3, 0, 1),
    ]


def test_a_place_is_used_again_once_it_is_free():
    found = lanes([booked(1, time(9)), booked(2, time(9), 30), booked(3, time(9, 30), 60)])

    assert {lane.hearing.hearing_id: lane.place for lane in found} == {1: 0, 2: 1, 3: 1}
    assert {lane.of for lane in found} == {2}


def test_hearings_that_share_room_or_officer_at_one_time_are_marked():
    same_room = [booked(1, time(9), room="一"), booked(2, time(10), room="一")]
    same_mediator = [booked(3, time(14), mediator=7), booked(4, time(15), mediator=7)]
    after = [booked(5, time(17), room="一", mediator=7), booked(6, time(8), 30)]

    assert clashing([*same_room, *same_mediator, *after]) == {1, 2, 3, 4}


def test_a_hearing_that_was_held_keeps_nobody_any_more():
    held = booked(1, time(9), room="一", status=HearingStatus.HELD)

    assert clashing([held, booked(2, time(9), room="一")]) == frozenset()


def test_a_hearing_is_marked_whose_mediator_is_away():
    day = date(2026, 10, 22)
    away = Absence(user_id=7, first_day=day, last_day=day)
    theirs, others = booked(1, time(9), room="一", mediator=7), booked(2, time(9), room="二")

    assert clashing([theirs, others], (away,)) == {1}
