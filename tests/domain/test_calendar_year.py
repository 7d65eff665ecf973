import tomllib
from datetime import date

import pytest

from mediation_desk import paths
from mediation_desk.domain.calendar_change import (
    FixedHearing,
    RunningClock,
    changed_days,
    recounted,
    struck,
    with_year,
)
from mediation_desk.domain.calendar_text import as_json, as_toml
from mediation_desk.domain.calendar_year import (
    DayMark,
    checked,
    in_words,
    mark_of,
    with_statutory,
)
from mediation_desk.domain.day_list import read_days, read_notice
from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.domain.holidays import Holiday, day_kind
from mediation_desk.domain.working_days import Calendar, load_calendars

NOTICE_2026 = """经国务院批准，现将2026年元旦、春节、清明节等放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""


@pytest.fixture(scope="module")
def shipped() -> Calendar:
    return load_calendars(paths.resources("calendar"))


def days(text: str, year: int = 2027) -> tuple[date, ...]:
    return read_days(text, year)


OFF_2027 = "1.1-1.3, 2.5-2.11, 4.3-4.5, 5.1-5.5, 6.9, 9.15, 10.1-10.7"
"""Invented: the notice for 2027 was not published when this was written."""


def test_the_notice_of_2026_is_read_as_it_was_published(shipped: Calendar) -> None:
    year = shipped.year(2026)
    assert year is not None

    read = read_notice(NOTICE_2026, 2026)

    assert set(read.off) == year.days_off
    assert set(read.worked) == year.makeup_workdays


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("10.1-10.3", ["2027-10-01", "2027-10-02", "2027-10-03"]),
        ("10月1日至3日", ["2027-10-01", "2027-10-02", "2027-10-03"]),
        ("10 月 1 日 至 2 日", ["2027-10-01", "2027-10-02"]),
        ("2027-04-30~2027-05-01", ["2027-04-30", "2027-05-01"]),
        ("1/1、2/6；3-8\n4.5", ["2027-01-01", "2027-02-06", "2027-03-08", "2027-04-05"]),
        ("１０．１－１０．２", ["2027-10-01", "2027-10-02"]),
        ("2.28至3.1", ["2027-02-28", "2027-03-01"]),
        ("", []),
    ],
)
def test_days_are_read_as_people_type_them(text: str, read: list[str]) -> None:
    assert [day.isoformat() for day in days(text)] == read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10.1 国庆", "国庆"),
        ("2.29", "2027-02-29"),
        ("13.1", "2027-13-01"),
        ("10.7-10.1", "2027-10-07"),
        ("1.1-12.31", "2027-12-31"),
        ("10月", "10月"),
        ("1" * 30_000, "过长"),
    ],
)
def test_what_is_no_list_of_days_is_refused_by_name(text: str, said: str) -> None:
    with pytest.raises(DeskError, match=said):
        days(text)


def test_days_are_written_as_a_notice_writes_them() -> None:
    assert in_words(days("1.1-1.3, 4.30-5.1, 10.5")) == "1月1日至3日、4月30日至5月1日、10月5日"


def test_a_sound_year_is_taken() -> None:
    year = checked(
        2027, days_off=days(OFF_2027), makeup_workdays=days("9.19, 10.9"), notice=" 国办发明电 "
    )

    assert year.complete
    assert year.notice == "国办发明电"
    assert len(year.days_off) == 27


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": 1999}, "year"),
        ({"days_off": "2026.1.1"}, "days_off"),
        ({"days_off": "1.1"}, "days_off"),
        ({"days_off": "10.1-10.30"}, "days_off"),
        ({"makeup_workdays": "10.11"}, "makeup_workdays"),
        ({"makeup_workdays": "5.1"}, "makeup_workdays"),
        ({"makeup_workdays": "10.9, 10.9"}, "makeup_workdays"),
        ({"makeup_workdays": "2026-10-10"}, "makeup_workdays"),
        ({"statutory": "1.1"}, "statutory"),
        ({"statutory": "1.1, 2.5-2.8, 4.5, 5.1-5.2, 6.9, 9.15, 10.1-10.2, 10.8"}, "statutory"),
    ],
)
def test_a_calendar_that_cannot_be_right_is_refused_at_its_field(
    change: dict[str, object], field: str
) -> None:
    number = change.get("number", 2027)
    assert isinstance(number, int)
    texts = {"days_off": OFF_2027, "makeup_workdays": "", "statutory": ""} | change
    texts.pop("number", None)

    with pytest.raises(Invalid) as refusal:
        checked(number, **{name: days(str(text)) for name, text in texts.items()})

    assert field in {problem.field for problem in refusal.value.problems}


def test_everything_that_is_wrong_is_said_at_once() -> None:
    twice = (*days(OFF_2027), date(2027, 10, 1))

    with pytest.raises(Invalid) as refusal:
        checked(2027, days_off=twice, makeup_workdays=days("10.2, 10.12"))

    assert [problem.field for problem in refusal.value.problems] == [
        "days_off",
        "makeup_workdays",
        "makeup_workdays",
    ]


def test_the_statutory_holidays_known_for_a_year_stay_marked(shipped: Calendar) -> None:
    plain = checked(2027, days_off=days(OFF_2027), makeup_workdays=())

    marked = with_statutory(plain, shipped.year(2027))

    assert len(marked.statutory) == 13
    assert mark_of(date(2027, 2, 6), with_year(shipped, marked)) is DayMark.STATUTORY


def test_statutory_holidays_that_the_notice_contradicts_are_not_kept(shipped: Calendar) -> None:
    other = checked(2027, days_off=days(OFF_2027.replace("9.15", "9.16")), makeup_workdays=())

    assert with_statutory(other, shipped.year(2027)).statutory == frozenset()


def test_a_year_goes_out_as_it_came_in(shipped: Calendar, tmp_path) -> None:
    year = shipped.year(2026)
    assert year is not None

    (tmp_path / "2026.toml").write_bytes(as_toml(year))

    assert load_calendars(tmp_path).years == (year,)
    assert b"2026-10-10" in as_json(year)
    assert tomllib.loads(as_toml(year).decode())["notice"] == year.notice


def clock(kind: str, start: str, raw: str, due: str, **more: object) -> RunningClock:
    start_on, raw_due, due_on = (date.fromisoformat(text) for text in (start, raw, due))
    return RunningClock(
        id=1,
        case_id=1,
        number="1",
        kind=kind,
        detail="",
        start=start_on,
        raw_due=raw_due,
        due=due_on,
        provisional=bool(more.get("provisional", True)),
    )


@pytest.fixture
def imported(shipped: Calendar) -> Calendar:
    year = checked(2027, days_off=days(OFF_2027), makeup_workdays=days("2.13, 10.9"))
    return with_year(shipped, year)


def test_civil_code_art_203_only_the_last_day_of_a_calendar_period_moves(
    imported: Calendar,
) -> None:
    [moved] = recounted([clock("DL03", "2027-01-25", "2027-02-09", "2027-02-09")], imported)

    assert (moved.raw_due, moved.due) == (date(2027, 2, 9), date(2027, 2, 12))
    assert moved.moves
    assert not moved.provisional


def test_working_days_are_counted_anew_from_the_start(imported: Calendar) -> None:
    [moved] = recounted([clock("DL01", "2027-02-04", "2027-02-11", "2027-02-11")], imported)

    assert moved.due == date(2027, 2, 15)
    assert moved.raw_due == date(2027, 2, 15)


def test_a_day_that_stays_loses_only_its_mark(imported: Calendar) -> None:
    [moved] = recounted([clock("DL03", "2027-03-01", "2027-03-16", "2027-03-16")], imported)

    assert not moved.moves
    assert not moved.provisional


def test_a_clock_that_agrees_with_the_calendar_is_left_alone(shipped: Calendar) -> None:
    counted = clock("DL03", "2026-09-20", "2026-10-05", "2026-10-08", provisional=False)

    assert recounted([counted], shipped) == ()


def test_days_that_change_and_hearings_on_them_are_listed(
    shipped: Calendar, imported: Calendar
) -> None:
    hearings = [
        FixedHearing(id=n, case_id=1, number="1", day=day, begins=None, room="")  # type: ignore[arg-type]
        for n, day in enumerate(days("2.9, 2.12, 2.13"))
    ]

    changed = changed_days(shipped, imported, 2027)

    assert {c.day for c in changed} >= {date(2027, 2, 9), date(2027, 2, 13)}
    assert date(2027, 2, 6) not in {c.day for c in changed}  # a day off in both
    assert [h.day for h in struck(hearings, changed, imported)] == [date(2027, 2, 9)]


def test_a_plain_weekend_day_beside_a_holiday_is_none(shipped: Calendar) -> None:
    held = {day: day_kind(day, shipped).holiday for day in (date(2027, 1, 1), date(2027, 1, 2))}
    bridged = day_kind(date(2026, 2, 22), shipped)

    assert held == {date(2027, 1, 1): Holiday.NEW_YEAR, date(2027, 1, 2): None}
    assert bridged.holiday is Holiday.SPRING
    assert not day_kind(date(2027, 1, 2), shipped).works
