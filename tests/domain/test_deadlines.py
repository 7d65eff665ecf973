from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from mediation_desk import i18n, paths
from mediation_desk.domain import deadlines
from mediation_desk.domain.deadlines import Calendar, Due, Unit, due, load_calendars, register
from mediation_desk.domain.errors import DeskError, FileRefused


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return load_calendars(paths.resources("calendar"))


def day(text: str) -> date:
    return date.fromisoformat(text)


COUNTED = [
    ("2026-09-20", 15, Unit.CALENDAR, "2026-10-05", "2026-10-08", "ends in National Day break"),
    ("2026-09-22", 15, Unit.CALENDAR, "2026-10-07", "2026-10-08", "last day of the break"),
    ("2026-04-20", 15, Unit.CALENDAR, "2026-05-05", "2026-05-06", "Labour Day break"),
    ("2026-06-04", 15, Unit.CALENDAR, "2026-06-19", "2026-06-22", "Dragon Boat and weekend"),
    ("2026-01-30", 15, Unit.CALENDAR, "2026-02-14", "2026-02-14", "made-up Saturday"),
    ("2026-09-05", 15, Unit.CALENDAR, "2026-09-20", "2026-09-20", "made-up Sunday"),
    ("2026-09-10", 30, Unit.CALENDAR, "2026-10-10", "2026-10-10", "made-up Saturday in October"),
    ("2026-01-30", 30, Unit.CALENDAR, "2026-03-01", "2026-03-02", "Sunday rolls to Monday"),
    ("2026-11-23", 15, Unit.CALENDAR, "2026-12-08", "2026-12-08", "plain"),
    ("2026-09-23", 3, Unit.WORKING, "2026-09-29", "2026-09-29", "Mid-Autumn skipped"),
    ("2026-09-20", 5, Unit.WORKING, "2026-09-28", "2026-09-28", "from a made-up Sunday"),
    ("2026-09-23", 5, Unit.WORKING, "2026-10-08", "2026-10-08", "over National Day"),
    ("2026-02-09", 5, Unit.WORKING, "2026-02-14", "2026-02-14", "made-up Saturday counts"),
    ("2026-02-09", 10, Unit.WORKING, "2026-02-28", "2026-02-28", "Spring Festival skipped"),
    ("2025-11-22", 1, Unit.YEARS, "2026-11-22", "2026-11-23", "Sunday rolls"),
    ("2024-02-29", 1, Unit.YEARS, "2025-02-28", "2025-02-28", "no 29 February"),
]


@pytest.mark.parametrize(
    ("start", "length", "unit", "raw", "end", "why"), COUNTED, ids=[row[-1] for row in COUNTED]
)
def test_periods_end_as_civil_procedure_law_art_85_and_civil_code_arts_201_to_203_say(
    start: str, length: int, unit: Unit, raw: str, end: str, why: str, calendar: Calendar
) -> None:
    if unit is Unit.WORKING:
        counted = deadlines.add_working_days(day(start), length, calendar)
    elif unit is Unit.YEARS:
        counted = deadlines.add_years(day(start), length)
    else:
        counted = deadlines.add_days(day(start), length)

    assert counted == day(raw), why
    assert deadlines.on_or_after(counted, calendar) == day(end), why


STORY = [
    ("DL01", "2026-10-12", None, "2026-10-15", "2026-10-15"),
    ("DL02", "2026-10-12", None, "2026-10-14", "2026-10-14"),
    ("DL03", "2026-10-12", None, "2026-10-27", "2026-10-27"),
    ("DL04", "2026-10-14", None, "2026-10-29", "2026-10-29"),
    ("DL05", "2026-10-29", 15, "2026-11-13", "2026-11-13"),
    ("DL06", "2026-09-20", 5, "2026-09-28", "2026-09-28"),
    ("DL07", "2026-10-22", None, "2026-10-19", "2026-10-19"),
    ("DL07", "2026-10-09", None, "2026-09-29", "2026-09-29"),
    ("DL10", "2026-10-23", None, "2026-11-07", "2026-11-09"),
    ("DL11", "2026-09-23", None, "2026-10-08", "2026-10-08"),
    ("DL11", "2026-02-09", 10, "2026-02-28", "2026-02-28"),
    ("DL12", "2026-10-23", None, "2026-11-22", "2026-11-23"),
    ("DL15", "2026-11-30", None, "2026-11-30", "2026-11-30"),
    ("DL15", "2026-10-03", None, "2026-10-03", "2026-10-08"),
    ("DL22", "2024-10-23", None, "2026-10-23", "2026-10-23"),
    ("DL23", "2025-11-22", None, "2026-11-22", "2026-11-23"),
    ("DL32", "2026-11-23", None, "2026-12-08", "2026-12-08"),
    ("DL32", "2026-11-23", 7, "2026-11-30", "2026-11-30"),
    ("DL35", "2026-10-30", 30, "2026-11-29", "2026-11-30"),
    ("DL38", "2026-09-20", None, "2026-10-05", "2026-10-08"),
]


@pytest.mark.parametrize(("clock", "start", "length", "raw", "end"), STORY)
def test_a_clock_runs_out_on_its_day(
    clock: str, start: str, length: int | None, raw: str, end: str, calendar: Calendar
) -> None:
    basis = register()[clock].basis

    assert due(clock, day(start), calendar, length) == Due(
        day(start), day(raw), day(end), basis, provisional=False
    )


def test_the_register_holds_every_row_of_the_procedure() -> None:
    expected = [f"DL{n:02d}" for n in range(1, 39) if n != 9]
    of_a_letter = "DL39"

    assert list(register()) == [*expected, of_a_letter]


@pytest.mark.parametrize("clock", register())
def test_every_clock_can_be_set_going_and_speaks_chinese(clock: str, calendar: Calendar) -> None:
    kind = register()[clock]

    end = due(clock, date(2026, 3, 2), calendar, 15 if kind.length is None else None)

    assert calendar.is_working_day(end.due)
    assert kind.basis
    with i18n.speaking(i18n.CHINESE):
        for text in (kind.name, kind.starts_on, kind.on_whom, kind.if_missed):
            assert i18n._(text) != text, text


def test_civil_code_art_203_a_year_without_its_notice_gives_provisional_days(
    calendar: Calendar,
) -> None:
    end = due("DL03", day("2027-01-25"), calendar)

    assert end.due == day("2027-02-09")
    assert end.provisional
    assert due("DL10", day("2027-01-22"), calendar).due == day("2027-02-09")


def test_holidays_measures_art_2_fixed_days_are_holidays_in_a_year_that_is_not_held(
    calendar: Calendar,
) -> None:
    end = due("DL01", day("2031-09-30"), calendar)

    assert end.due == day("2031-10-08")
    assert end.provisional
    assert due("DL23", day("2028-01-01"), calendar).due == day("2029-01-02")
    assert due("DL03", day("2028-09-16"), calendar).due == day("2028-10-04")
    assert calendar.is_statutory_holiday(day("2028-05-02"))
    assert not calendar.is_statutory_holiday(day("2023-05-02"))
    assert calendar.is_working_day(day("2028-05-03"))


def test_a_working_day_period_that_touches_an_unknown_year_is_provisional(
    calendar: Calendar,
) -> None:
    assert due("DL01", day("2026-12-31"), calendar).provisional
    assert not due("DL01", day("2026-12-28"), calendar).provisional


def test_an_agreed_length_must_be_given(calendar: Calendar) -> None:
    with pytest.raises(DeskError):
        due("DL05", day("2026-10-29"), calendar)
    with pytest.raises(DeskError):
        due("DL06", day("2026-10-29"), calendar)


@pytest.mark.parametrize(
    ("clock", "length"),
    [("DL03", 20), ("DL11", 7), ("DL05", 0), ("DL05", -4000), ("DL05", 10**9), ("DL15", 3)],
)
def test_a_length_that_the_rule_does_not_allow_is_refused(
    clock: str, length: int, calendar: Calendar
) -> None:
    with pytest.raises(DeskError):
        due(clock, day("2026-10-29"), calendar, length)


def test_a_rule_of_the_house_may_have_another_length(calendar: Calendar) -> None:
    assert due("DL02", day("2026-10-12"), calendar, 1).due == day("2026-10-13")
    assert due("DL07", day("2026-10-22"), calendar, 5).due == day("2026-10-15")


def test_an_unknown_clock_is_refused(calendar: Calendar) -> None:
    with pytest.raises(DeskError, match="DL99"):
        due("DL99", day("2026-10-29"), calendar)


@pytest.mark.parametrize("clock", ["DL01", "DL03", "DL23"])
def test_a_period_beyond_the_calendar_is_refused(clock: str, calendar: Calendar) -> None:
    with pytest.raises(DeskError):
        due(clock, date(9999, 12, 30), calendar)


def test_the_corresponding_day_of_a_month_or_its_last_day_civil_code_art_202() -> None:
    assert deadlines.add_months(day("2026-01-31"), 1) == day("2026-02-28")
    assert deadlines.add_months(day("2026-03-31"), -1) == day("2026-02-28")
    assert deadlines.add_months(day("2026-08-15"), 6) == day("2027-02-15")


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_calendar_agrees_with_the_holidays_library(year: int, calendar: Calendar) -> None:
    china = holidays.country_holidays("CN", years=year)
    days = [date(year, 1, 1) + timedelta(n) for n in range(366)]

    for each in days:
        if each.year == year:
            assert calendar.is_working_day(each) == china.is_working_day(each), each


def test_the_statutory_holidays_of_2026_are_thirteen(calendar: Calendar) -> None:
    days = [date(2026, 1, 1) + timedelta(n) for n in range(365)]

    assert sum(calendar.is_statutory_holiday(each) for each in days) == 13
    assert not calendar.is_statutory_holiday(day("2026-10-04"))


@pytest.mark.parametrize(
    "text",
    [
        "year = 2027\nstatutory = [2026-01-01]",
        "year = ",
        "complete = true",
        "year = 2027\nx = \xff",
    ],
)
def test_a_broken_calendar_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "broken.toml").write_bytes(text.encode("latin-1"))

    with pytest.raises(FileRefused, match=r"broken\.toml"):
        load_calendars(tmp_path)


def test_a_later_folder_takes_the_place_of_a_shipped_year(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text("year = 2027\ncomplete = true\ndays_off = [2027-02-08]")

    calendar = load_calendars(paths.resources("calendar"), tmp_path)

    assert calendar.known(2027)
    assert not calendar.is_working_day(day("2027-02-08"))
