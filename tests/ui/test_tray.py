from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.domain.hearing_days import DayDoubt
from mediation_desk.domain.joint_meetings import Decision, JointMeeting, Participant
from mediation_desk.domain.today import DueClock
from mediation_desk.services import joint_meetings
from mediation_desk.services.today import today
from mediation_desk.ui import tray
from mediation_desk.ui.tray import Reminders


@pytest.fixture
def reminding(desk, jobs):
    reminders = Reminders(desk, jobs)
    said = []
    reminders.due.connect(lambda heading, text: said.append((heading, text)))
    return reminders, said


def test_the_day_is_called_to_mind_once(qtbot, reminding, jobs):
    reminders, said = reminding

    reminders.look()
    qtbot.waitUntil(lambda: bool(said))
    reminders.look()
    qtbot.waitUntil(lambda: not jobs.busy)

    assert said == [("今日", "1项三日内到期")]


def test_who_wants_no_reminders_gets_none(qtbot, reminding, jobs):
    reminders, said = reminding
    tray.want(False)

    reminders.look()
    qtbot.waitUntil(lambda: not jobs.busy)
    qtbot.wait(20)

    assert said == []
    tray.want(True)
    assert tray.wanted()


@pytest.mark.parametrize(
    ("minutes", "status", "count"),
    [
        (16, HearingStatus.PLANNED, 0),
        (15, HearingStatus.PLANNED, 1),
        (0, HearingStatus.PLANNED, 1),
        (-1, HearingStatus.PLANNED, 0),
        (10, HearingStatus.UNDER_WAY, 0),
    ],
)
def test_a_hearing_is_called_to_mind_a_quarter_before_it_begins(desk, minutes, status, count):
    day = today(desk)
    begins = datetime(2026, 11, 23, 14, 0, tzinfo=BEIJING)
    planned = Hearing(day=day.day, begins=time(14), room="第一调解室", status=status)
    booked = booked_as(planned)

    found = tray.imminent((booked,), begins - timedelta(minutes=minutes))

    assert len(found) == count


def booked_as(hearing):
    from mediation_desk.domain.today import BookedHearing

    return BookedHearing(
        hearing_id=1,
        case_id=1,
        number="张劳调字〔2026〕第0001号",
        parties="李建国 诉 某公司",
        day=hearing.day,
        begins=hearing.begins,
        room=hearing.room,
        status=hearing.status,
        mediator_id=None,
        mediator="",
    )


def test_a_day_with_nothing_to_say_is_silent(desk):
    day = today(desk)
    quiet = replace(day.figures, hearings=0, overdue=0, due_soon=0)

    assert tray.summary(replace(day, figures=quiet)) == ""


def test_a_hearing_that_was_moved_is_called_to_mind_at_its_new_hour(desk, jobs):
    reminders = Reminders(desk, jobs)
    said = []
    reminders.due.connect(lambda heading, text: said.append(text))
    day = today(desk)
    now = desk.now().replace(tzinfo=None)
    for minutes in (5, 5, 12):
        begins = (now + timedelta(minutes=minutes)).time()
        moved = booked_as(Hearing(day=now.date(), begins=begins, room="第一调解室"))
        reminders._tell(replace(day, hearings=(moved,)))

    assert [text[:5] for text in said if "第一调解室" in text] == ["09:35", "09:42"]


def test_what_is_past_due_is_counted_as_on_the_page(qtbot, desk, reminding, jobs):
    """Letters and matters of joint meetings are past due too, and the page counts them."""
    due = desk.today() - timedelta(days=2)
    held = JointMeeting(
        title="第三季度联席会议", day=due, held=True, agenda="欠薪隐患",
        participants=(Participant(agency="总工会"),),
        decisions=(Decision(what="走访建筑工地", who="总工会", due_on=due),),
    )  # fmt: skip
    joint_meetings.save(desk, held)
    reminders, said = reminding

    reminders.look()
    qtbot.waitUntil(lambda: bool(said))

    assert said == [("今日", "1项期限已逾期、1项三日内到期")]


def test_a_day_that_may_still_move_is_told_as_provisional(qtbot, desk, jobs):
    """A year whose notice of days off is not known is counted provisionally (2.2, 暂定)."""
    clock = DueClock(
        case_id=1,
        number="",
        parties="",
        kind="DL04",
        detail="",
        raw_due=desk.today(),
        due=desk.today(),
        provisional=True,
        mediator="",
    )
    day = replace(today(desk), clocks=(clock,))
    assert tray.summary(day).endswith("其中1项暂定")

    reminders = Reminders(desk, jobs)
    said = []
    reminders.due.connect(lambda _heading, text: said.append(text))
    now = desk.now()
    soon = Hearing(day=now.date(), begins=now.time(), room="第一调解室")
    doubtful = replace(booked_as(soon), doubt=DayDoubt.PROVISIONAL)
    reminders._tell(replace(day, hearings=(doubtful,)))
    assert said[-1].endswith("李建国 诉 某公司（暂定）")
