import json
from datetime import date

import pytest

from mediation_desk import paths
from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.working_days import load_calendars
from mediation_desk.importers.calendars import read_calendar

OFF = [f"2027-10-{n:02d}" for n in range(1, 8)]
OFF += ["2027-01-01", "2027-02-06", "2027-02-07", "2027-04-05", "2027-05-01", "2027-05-02"]


def sheet(**changes):
    return {"year": 2027, "days_off": OFF, "makeup_workdays": ["2027-10-09"]} | changes


@pytest.fixture
def kept(tmp_path):
    def keep(held, name="2027.json"):
        path = tmp_path / name
        data = held if isinstance(held, bytes) else json.dumps(held).encode()
        path.write_bytes(data)
        return path

    return keep


def test_json_as_the_procedure_writes_it_is_read(kept):
    year = read_calendar(kept(sheet()))

    assert year.complete
    assert len(year.days_off) == 13
    assert year.makeup_workdays == {date(2027, 10, 9)}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_shipped_files_can_be_imported(year):
    path = paths.resources("calendar", f"{year}.toml")

    assert read_calendar(path) == load_calendars(paths.resources("calendar")).year(year)


def test_a_file_with_a_byte_order_mark_under_any_name_is_read(kept):
    path = kept(b"\xef\xbb\xbf" + json.dumps(sheet()).encode(), "节假日.txt")

    assert read_calendar(path).year == 2027


BAD = [
    (b"", "节假日|空|empty|为空"),
    (b"\xff\xfe\x00", "TOML"),
    (b"PK\x03\x04", "TOML"),
    (b"[" * 100_000, "过大|too large|TOML"),
    (b'{"a":' * 9_000, "TOML"),
    (b"[1, 2]", "年"),
    ({"days_off": OFF}, "年"),
    (sheet(year="2027"), "年"),
    (sheet(year=True), "年"),
    (sheet(days_off="2027-10-01"), "days_off"),
    (sheet(days_off=[1, 2]), "1"),
    (sheet(days_off=["2027-02-30"]), "2027-02-30"),
    (sheet(days_off=["2027-10-01T00:00:00"]), "2027-10-01"),
    (sheet(days_off=OFF * 20), "260"),
    (sheet(days_off=[*OFF, "2027-10-01"]), "2027-10-01"),
    (sheet(days_off=[*OFF, "2026-10-01"]), "2026-10-01"),
    (sheet(days_off=OFF[:9]), "13"),
    (sheet(makeup_workdays=["2027-10-01"]), "2027-10-01"),
    (sheet(makeup_workdays=["2027-10-11"]), "2027-10-11"),
    (sheet(statutory=["2027-10-01"]), "13"),
]


@pytest.mark.parametrize(("held", "said"), BAD)
def test_a_file_that_is_no_sound_calendar_is_refused_with_a_sentence(kept, held, said):
    with pytest.raises(FileRefused, match=said):
        read_calendar(kept(held))


def test_a_huge_file_is_not_even_parsed(kept):
    with pytest.raises(FileRefused, match="2027"):
        read_calendar(kept(b"x = 1\n" * 20_000, "2027.toml"))


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "nothing.toml", tmp_path):
        with pytest.raises(FileRefused):
            read_calendar(path)


def test_a_calendar_that_says_it_is_not_complete_stays_provisional(kept):
    assert not read_calendar(kept(sheet(complete=False, days_off=[]))).complete
