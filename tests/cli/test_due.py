"""`mediation-desk due` answers for every clock of the register, without and with a centre."""

import json
from datetime import date, datetime

import pytest

from mediation_desk import cli
from mediation_desk.domain.clock_register import register
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.house_periods import HousePeriod
from mediation_desk.services import calendars, periods, story
from mediation_desk.services.calendars import Typed

AGREED = {row.id for row in register().values() if row.length is None}


@pytest.fixture
def due(capsys):
    def ask(*arguments):
        status = cli.run(["due", *map(str, arguments)], None, None)
        said = capsys.readouterr()
        return status, said.out, said.err

    return ask


@pytest.mark.parametrize("clock", register())
def test_every_clock_of_the_register_is_counted(due, clock):
    length = ("--length", 15) if clock in AGREED else ()

    status, out, err = due(clock, "2026-03-02", *length, "--json")

    assert (status, err) == (0, "")
    row, *others = json.loads(out)
    assert len(others) == len(register()[clock].others)
    assert set(row) == {"start", "raw_due", "due", "basis", "provisional"}
    assert row["basis"] == register()[clock].basis
    assert row["start"] == "2026-03-02"
    assert due(clock, "2026-03-02", *length)[1].startswith(f"2026-03-02  {row['raw_due']}")


@pytest.mark.parametrize("clock", sorted(AGREED))
def test_an_agreed_length_must_be_given(due, clock):
    status, out, err = due(clock, "2026-03-02")

    assert (status, out) == (1, "")
    assert "约定" in err


@pytest.mark.parametrize(
    ("clock", "ends"),
    [
        ("DL35", {7: "2026-11-06", 30: "2026-11-30"}),
        ("dl32", {15: "2026-11-16", 7: "2026-11-06"}),
    ],
)
def test_a_clock_of_several_lengths_is_counted_in_each_of_them(due, clock, ends):
    _status, out, _err = due(clock, "2026-10-30")

    lines = out.splitlines()
    assert len(lines) == len(ends)
    for line, (length, end) in zip(lines, ends.items(), strict=True):
        assert f"  {end}  {length} 日" in line


def test_the_code_of_a_clock_may_be_written_in_small_letters(due):
    assert due("dl01", "2026-03-02") == due("DL01", "2026-03-02")


OTHERS = [
    ("DL11", 10, "2026-02-09", "2026-02-28"),
    ("DL32", 7, "2026-11-23", "2026-11-30"),
    ("DL35", 30, "2026-10-30", "2026-11-30"),
    ("DL05", 15, "2026-10-29", "2026-11-13"),
    ("DL07", 5, "2026-10-22", "2026-10-15"),
    ("DL06", 5, "2026-09-20", "2026-09-28"),
]


@pytest.mark.parametrize(("clock", "length", "start", "end"), OTHERS)
def test_another_length_is_counted_where_the_rule_allows_it(due, clock, length, start, end):
    _status, out, _err = due(clock, start, "--length", length, "--json")

    assert json.loads(out)[0]["due"] == end


@pytest.mark.parametrize(
    "arguments",
    [
        ("DL03", "2026-10-12", "--length", "20"),
        ("DL05", "2026-10-12", "--length", "0"),
        ("DL05", "2026-10-12", "--length", "99999999"),
        ("DL99", "2026-10-12"),
        ("DL03", "2026-02-29"),
        ("DL03", "明天"),
        ("DL03", "2026-10-12", "1066-10-14"),
    ],
)
def test_what_cannot_be_counted_is_one_sentence_and_no_half_answer(due, arguments):
    status, out, err = due(*arguments)

    assert (status, out) == (1, "")
    assert len(err.strip().splitlines()) == 1


def test_odd_days_have_their_answer(due):
    """民法典第二百零二条: 29 February and the 31st end on the month's last day."""
    _status, out, _err = due("DL23", "2024-02-29", "2023-08-31", "2035-01-31", "--json")

    leap, last, far = json.loads(out)
    assert (leap["raw_due"], last["raw_due"]) == ("2025-02-28", "2024-08-31")
    assert (far["raw_due"], far["provisional"]) == ("2036-01-31", True)


def test_with_a_centre_its_own_calendar_and_periods_count(due, tmp_path):
    location = tmp_path / "centre.desk"
    desk = story.found_centre(location, lambda: datetime(2026, 11, 23, 9, tzinfo=BEIJING))
    off = "1.1-1.3, 2.5-2.11, 4.3-4.5, 5.1-5.5, 6.9, 9.15, 10.1-10.7"
    typed = Typed(year=2027, notice="国办发明电〔2026〕9号", days_off=off, makeup_workdays="")
    calendars.carry_out(desk, calendars.difference(desk, calendars.read_typed(desk, typed)))
    periods.set_period(desk, HousePeriod(kind="DL06", length=5, alarm_days=(1,)))
    desk.close()

    _status, out, _err = due("DL03", "2027-01-25", "--db", location, "--json")
    assert (json.loads(out)[0]["due"], json.loads(out)[0]["provisional"]) == ("2027-02-12", False)
    _status, out, _err = due("DL06", date(2026, 9, 20), "--db", location, "--json")
    assert json.loads(out)[0]["due"] == "2026-09-28"
