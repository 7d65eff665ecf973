"""When a session ended is told by people, never taken for granted."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.hearing import (
    Break,
    Hearing,
    HearingStatus,
    ended_with,
    proposed_end,
)

BEGAN = datetime(2026, 10, 22, 9, 30, tzinfo=BEIJING)
SESSION = Hearing(
    day=date(2026, 10, 22),
    begins=time(9, 30),
    room="一号",
    status=HearingStatus.UNDER_WAY,
    started_at=BEGAN,
)


def test_the_end_is_proposed_on_the_day_of_the_session_alone():
    assert proposed_end(SESSION, BEGAN + timedelta(hours=1)) == time(10, 30)
    assert proposed_end(SESSION, BEGAN - timedelta(minutes=5)) == time(9, 30)
    assert proposed_end(SESSION, BEGAN + timedelta(days=1)) is None


def test_an_end_that_nobody_told_stays_open():
    paused = replace(SESSION, breaks=(Break(began_at=BEGAN + timedelta(hours=1)),))

    untold = ended_with(paused, None, "双方未达成调解协议。")
    assert (untold.status, untold.ended_at) == (HearingStatus.HELD, None)
    assert untold.breaks == paused.breaks

    at = BEGAN + timedelta(hours=2)
    told = ended_with(paused, at, "")
    assert (told.ended_at, told.breaks[0].resumed_at) == (at, at)
