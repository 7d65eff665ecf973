"""Which backups are kept, when one is due, and what is pointed out (reliability.md P10, P12)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mediation_desk.domain.keeping import Keeping, kept, runs_short, worries

NOW = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
"""Friday noon in Beijing."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def beijing(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def test_of_each_of_24_hours_the_last_backup_is_kept():
    made = [NOW - timedelta(minutes=20) * n for n in range(3 * 40)]
    last_of_an_hour = [NOW, *(NOW - HOUR * n - timedelta(minutes=20) for n in range(40))]

    keep = sorted(kept(made), reverse=True)

    assert keep[:24] == last_of_an_hour[:24]
    assert keep[24:] == [beijing(2026, 11, 25, 23, 40)], "the last of the day before yesterday"


def test_the_ladder_ends_where_it_says():
    daily = [NOW - DAY * n for n in range(1000)]

    keep = sorted(kept(daily), reverse=True)

    assert keep[:24] == daily[:24], "24 hours with a backup each, one a day here"
    assert beijing(2026, 10, 31) in keep, "the last of October stands for the month"
    assert beijing(2026, 10, 30) not in keep
    assert beijing(2024, 12, 31) in keep, "the 24th month back"
    assert beijing(2024, 11, 30) not in keep, "the 25th is gone"


def test_of_a_day_the_last_one_stays_and_the_15th_day_back_goes():
    hourly = [NOW - HOUR * n for n in range(24 * 16)]

    keep = kept(hourly)

    assert beijing(2026, 11, 14, 23) in keep, "the 14th day, counting today"
    assert beijing(2026, 11, 13, 23) not in keep
    assert beijing(2026, 11, 13, 22) not in keep


def test_a_day_and_a_week_end_at_midnight_in_beijing():
    before, after = beijing(2026, 11, 22, 23, 59), beijing(2026, 11, 23, 0, 0)  # Sunday, Monday
    filling = [NOW - timedelta(minutes=n) * 60 for n in range(24)]

    keep = kept([*filling, before, after, before - HOUR])

    assert before in keep
    assert after in keep
    assert before - HOUR not in keep


def test_of_a_week_across_the_years_end_one_is_kept():
    """ISO week 53 of 2026 runs from 28 December to 3 January."""
    days = [beijing(2026, 12, 21) + DAY * n for n in range(100)]

    keep = kept(days)
    assert beijing(2026, 12, 31) in keep, "the month's last"
    assert beijing(2027, 2, 28) in keep
    assert beijing(2027, 2, 21) in keep, "a Sunday, the last of its week"
    assert beijing(2027, 1, 3) not in keep, "the ninth week back or more"


def test_the_newest_is_kept_also_when_the_clock_stood_wrong():
    future = NOW + DAY * 3000

    assert {NOW, future} <= kept([NOW, future, NOW - HOUR * 2])


def state(**changed) -> Keeping:
    usual = Keeping(
        since=NOW - DAY * 100,
        folder="/f",
        here=True,
        last_at=NOW - timedelta(minutes=10),
        second="/media/stick",
        there=True,
        second_at=NOW - timedelta(minutes=10),
        rehearsed_at=NOW - DAY * 5,
        moved=True,
    )
    return replace(usual, **changed)


@pytest.mark.parametrize(
    ("changed", "due"),
    [
        ({}, False),
        ({"last_at": NOW - timedelta(minutes=59)}, False),
        ({"last_at": NOW - HOUR}, True),
        ({"last_at": NOW - HOUR, "moved": False}, False),
        ({"last_at": None, "moved": False}, True),
        ({"last_at": NOW + HOUR}, True),
        ({"last_at": None, "here": False}, False),
    ],
)
def test_a_backup_is_due_an_hour_after_the_last_if_anything_was_saved(changed, due):
    assert state(**changed).due(NOW) is due


@pytest.mark.parametrize(("days", "due"), [(29, False), (30, True), (None, True)])
def test_a_rehearsal_is_due_after_thirty_days(days, due):
    at = None if days is None else NOW - DAY * days

    assert state(rehearsed_at=at).rehearsal_due(NOW) is due


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, None),
        ({"second_at": NOW - DAY * 7}, None),
        (
            {"synced": "OneDrive"},
            "数据文件所在的文件夹由OneDrive同步，可能因此损坏或被旧文件覆盖。请退出程序，把它移到"
            "不同步的文件夹；同步文件夹只宜存放备份。",
        ),
        (
            {"on_stick": True},
            "数据文件在U盘等可移动磁盘上，保存时可能被拔出。请退出程序，把它移到本机硬盘；"
            "U盘只宜存放备份。",
        ),
        ({"second_failed": "磁盘已满"}, "最近一次未能复制到第二介质：磁盘已满"),
        ({"second_at": NOW - DAY * 8}, "第二介质/media/stick上最近的副本已是8天前。"),
        (
            {"second_at": NOW - DAY * 8, "there": False},
            "第二介质/media/stick未接入，最近的副本已是8天前。",
        ),
        ({"second_at": NOW - DAY * 6, "there": False}, None),
        (
            {"second_at": None, "there": False},
            "第二介质/media/stick未接入，尚未在其上留存任何副本。",
        ),
        (
            {"second": "", "there": False, "second_at": None},
            "备份都在同一块硬盘上。请选定U盘或另一块硬盘作为第二介质。",
        ),
        ({"second": "", "second_at": None, "since": NOW - DAY * 7}, None),
        ({"last_at": NOW - DAY * 7}, None),
        ({"last_at": NOW - DAY * 8}, "最近一次备份已是8天前。"),
        ({"last_at": NOW - DAY * 8, "moved": False}, None),
        ({"last_at": None}, "本中心的数据还没有备份。"),
        ({"failed": "磁盘已满"}, "最近一次自动备份未成功：磁盘已满"),
        ({"rehearsed_at": NOW - DAY * 45}, None),
        ({"rehearsed_at": NOW - DAY * 46}, "已有46天未作恢复演练。"),
        ({"rehearsal": ("坏了",)}, "2026-11-22的恢复演练未通过：坏了"),
    ],
)
def test_what_is_amiss_is_one_sentence(changed, said):
    found = worries(state(**changed), NOW)

    assert [one.sentence for one in found] == ([said] if said else [])


@pytest.mark.parametrize(
    ("free", "whole", "short"),
    [
        (2 << 30, 20 << 30, False),
        ((1 << 30) - 1, 10 << 30, True),
        (2 << 30, 100 << 30, True),
        (5 << 30, 100 << 30, False),
    ],
)
def test_a_disk_that_runs_short_is_pointed_out_before_it_is_full(free, whole, short):
    assert runs_short(free, whole) is short

    [worry, *_others] = worries(state(free=free), NOW)
    assert worry.badge in ("磁盘将满", "Disk almost full")
