from datetime import date, time

import pytest

from mediation_desk.domain.day_text import chinese_day, chinese_time, parse_day, parse_time
from mediation_desk.domain.errors import DeskError


@pytest.mark.parametrize(
    "typed",
    [
        "2026.3.1",
        "2026/3/1",
        "2026-03-01",
        "20260301",
        "2026年3月1日",
        "２０２６．０３．０１",
        "２０２６年３月１日",
        " 2026-3-1 ",
        "2026 年 3 月 1 日",
        "2026。3。1",
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str) -> None:
    assert parse_day(typed) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2026",
        "2026-3",
        "1.3.2026",
        "26-3-1",
        "2026-3.1",
        "2024-W09-4",
        "2026-060",
        "民国113年",
        "明天",
        "2026-03-01T00:00",
        "2023-02-29",
        "2024-13-01",
        "0000-00-00",
        "10000-01-01",
        "1024-01-01",
        "2124-01-01",
        "٢٠٢٦-٠٣-٠١",
        "1" * 5000,
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(DeskError) as refusal:
        parse_day(typed)

    assert 5 < len(str(refusal.value)) < 200


def test_the_range_of_days_can_be_narrowed() -> None:
    with pytest.raises(DeskError):
        parse_day("2027-01-01", latest=date(2026, 12, 31))


def test_papers_write_days_without_leading_zeros() -> None:
    assert chinese_day(date(2026, 3, 1)) == "2026年3月1日"
    assert chinese_day(date(2026, 11, 23)) == "2026年11月23日"


def test_papers_write_times_on_the_24_hour_clock() -> None:
    assert chinese_time(time(9, 30)) == "9时30分"
    assert chinese_time(time(14, 5)) == "14时05分"


@pytest.mark.parametrize(
    "typed", ["9:30", "09:30", "９：３０", "930", "0930", "9.30", "9点30", "9时30分", " 9 : 30 "]
)
def test_a_time_of_day_is_read_as_people_type_it(typed: str) -> None:
    assert parse_time(typed) == time(9, 30)


def test_a_whole_hour_needs_no_minutes() -> None:
    assert parse_time("14点") == time(14)


@pytest.mark.parametrize("typed", ["", "9", "24:00", "9:60", "早上", "12345", "9:3:0", "-9:30"])
def test_what_is_no_time_of_day_is_refused(typed: str) -> None:
    with pytest.raises(DeskError):
        parse_time(typed)
