"""A foreign file is read by a process of its own; whatever it does there ends as one sentence."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from mediation_desk import i18n, paths
from mediation_desk.domain.errors import FileRefused, Stopped
from mediation_desk.security import apart
from mediation_desk.security.apart import Bounds, Reader
from tests import unruly

pytestmark = pytest.mark.apart
NAME = "花名册.xlsx"
SHORT = Bounds(seconds=1.5, said=4 << 20)


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


@pytest.fixture(scope="module")
def reader():
    """One reader for many files; what ends its process must not end it."""
    with Reader() as one:
        yield one


@pytest.mark.parametrize(
    "job",
    [
        unruly.takes_memory,
        unruly.never_ends,
        unruly.crashes,
        unruly.is_killed,
        unruly.says_too_much,
        unruly.says_no_json,
        unruly.fails,
        unruly.goes_too_deep,
        unruly.starts_a_program,
        unruly.reaches_out,
    ],
    ids=lambda job: job.__name__,
)
def test_whatever_happens_there_is_one_sentence_and_the_next_file_is_read(reader, job, caplog):
    if job is unruly.takes_memory and sys.platform not in ("linux", "win32"):
        pytest.skip("this system has no limit of memory for a process")

    with pytest.raises(FileRefused) as refused:
        list(reader.parts(job, b"abc", NAME, bounds=SHORT))

    said = str(refused.value)
    assert f"“{NAME}”" in said
    assert said.endswith("。")
    assert "\n" not in said
    assert "李建国" not in said + caplog.text
    assert list(reader.parts(unruly.sound, b"abcd", NAME)) == [4, b"abc"]


@pytest.mark.parametrize(
    "job", [unruly.reads_another_file, unruly.writes_a_file, unruly.removes_a_file]
)
def test_no_other_file_is_touched(reader, job, tmp_path):
    there = tmp_path / "another.txt"
    there.write_text("private")

    with pytest.raises(FileRefused):
        list(reader.parts(job, b"", NAME, str(there)))

    assert there.read_text() == "private"


def test_the_process_holds_no_handle_of_the_data_and_knows_no_password(
    founded, tmp_path, monkeypatch
):
    from mediation_desk.services.desk import open_desk

    file = Path(shutil.copy(founded, tmp_path / "centre.desk"))
    monkeypatch.setenv("PGPASSWORD", "x")
    monkeypatch.setenv("MEDIATION_DESK_PASSWORD", "x")
    desk = open_desk(file)
    try:
        with desk.db.read(), file.open("rb"):
            [held] = apart.parts(unruly.tells_what_it_holds, b"", NAME)
            [told] = apart.parts(unruly.tells_its_surroundings, b"", NAME)
    finally:
        desk.close()

    assert not [name for name in held if name.startswith(str(tmp_path))]
    assert told[0] != os.getpid()
    assert told[1:] == [False, False]


def test_a_reading_can_be_stopped():
    with pytest.raises(Stopped):
        list(apart.parts(unruly.never_ends, b"", NAME, going_on=lambda: False))


def test_where_no_process_begins_the_file_is_not_opened(monkeypatch):
    def none():
        raise OSError("no more processes")

    monkeypatch.setattr(apart, "begin", none)

    with pytest.raises(FileRefused, match=NAME):
        list(apart.parts(unruly.sound, b"", NAME))


def test_a_template_is_checked_before_the_desk_has_ever_been_opened(tmp_path, monkeypatch):
    """Its fonts are looked for in the desk's own folder, which is not there yet."""
    home = tmp_path / "home"
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(home))
    command = [sys.executable, "-m", "mediation_desk", "forms", "--check", "agreement.docx"]

    told = subprocess.run(command, cwd=paths.forms(), capture_output=True, check=False)

    assert told.returncode == 0, told.stderr.decode()
    assert "D-30" in told.stdout.decode()


def test_every_importer_reads_through_the_process(tmp_path):
    """What the other tests read by a thread is read alike by the process with its limits."""
    from mediation_desk.importers import ledger, materials
    from mediation_desk.importers.calendars import read_calendar
    from mediation_desk.importers.figures import read
    from mediation_desk.importers.roster import read_pasted, read_roster

    today = date(2026, 10, 12)
    book = openpyxl.Workbook()
    book.active.append(["姓名", "性别", "入职日期"])
    book.active.append(["李建国", "男", date(2020, 3, 1)])
    book.save(tmp_path / NAME)
    assert read_roster(tmp_path / NAME, today).sound[0].work.hired_on == date(2020, 3, 1)
    assert len(read_roster(paths.resources("sample", "roster.csv"), today).sound) == 12
    assert len(read_pasted("姓名\t性别\n李建国\t男\n", today).sound) == 1
    opened = ledger.open_ledger(tmp_path / NAME)
    assert [line.cells[0] for line in opened.lines(opened.likeliest)] == ["姓名", "李建国"]
    assert read_calendar(paths.resources("calendar", "2026.toml")).year == 2026
    own = paths.resources("law", "cn", "income.toml").read_text("utf-8")
    (tmp_path / "cn.toml").write_text('place = "cn"\nname = "全国"\n' + own, "utf-8")
    later = date(2027, 1, 4)  # no figure that ships is checked after the day of the file
    assert len(read(tmp_path / "cn.toml", {"cn": "全国"}, later).figures) == own.count("[[figure]]")
    with Reader() as reader:
        for name, media in (("a.png", "png"), ("a.pdf", "pdf")):
            (tmp_path / name).write_bytes(_picture(media))
            assert materials.incoming(tmp_path / name, reader).pages == 1


def _picture(kind: str) -> bytes:
    from io import BytesIO

    from PIL import Image

    target = BytesIO()
    Image.new("RGB", (20, 20)).save(target, kind)
    return target.getvalue()


def test_a_template_is_checked_and_drawn_by_the_process():
    from mediation_desk.documents.registered import every_form, shipped
    from mediation_desk.documents.template_check import check
    from mediation_desk.domain.centre import Centre

    code = next(iter(every_form())).code
    checked = check(code, shipped(code).path.read_bytes(), Centre(name="示范中心"))

    assert checked.fit, json.dumps([r.sentence for r in checked.remarks], ensure_ascii=False)
    assert checked.pdf.startswith(b"%PDF-")
