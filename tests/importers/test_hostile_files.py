"""Files that are damaged, of another kind, or made to do harm: one sentence each."""

import os
import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from mediation_desk.domain.errors import FileRefused
from mediation_desk.importers import archive, files
from mediation_desk.importers.roster import read_pasted, read_roster

TODAY = date(2026, 10, 12)


@pytest.fixture
def sound() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["姓名", "性别"])
    book.active.append(["李建国", "男"])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def refused(path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(FileRefused) as refusal:
        read_roster(path, TODAY)
    return str(refusal.value)


def with_member(data: bytes, name: str, content: bytes, drop: str = "") -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", 8) as new:
        for member in old.infolist():
            if member.filename != drop:
                new.writestr(member.filename, old.read(member))
        new.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"\0" * 1000,
        b"PK\x03\x04 but nothing follows",
        b"PK\x05\x06" + b"\0" * 18,
        "<html><table><tr><td>李</td></tr></table></html>".encode(),
        "这是一份情况说明：职工于九月底离职，单位没有支付工资。".encode(),
        "姓名,性别\n".encode(),
        "性别,电话,岗位\n男,1,2\n".encode(),
        '姓名,性别\n李建国,"男\n王秀英,女\n'.encode(),
        ("姓名,住址\n李," + "x" * 200_000).encode(),
    ],
)
def test_what_is_no_roster_is_refused_with_a_sentence(tmp_path, data):
    assert refused(tmp_path / "r.xlsx", data)


def test_a_quote_never_closed_is_named_by_the_line_where_it_opens(tmp_path):
    text = '姓名,性别\n李建国,男\n王秀英,"女\n张,男\n'

    assert "3" in refused(tmp_path / "r.csv", text.encode())


def test_a_zip_that_unpacks_too_large_is_not_opened(tmp_path, sound):
    bomb = with_member(sound, "xl/media/x.bin", b"\0" * (archive.MOST_RATIO * 20_000))

    assert refused(tmp_path / "r.xlsx", bomb)


def test_a_single_part_that_is_too_large_is_not_parsed(tmp_path, sound):
    noise = os.urandom(64).hex().encode()
    part = noise * (archive.MOST_IN_PART // len(noise) + 1)
    ballast = os.urandom(len(part) // 100)
    data = with_member(with_member(sound, "b.bin", ballast), "xl/x.xml", part)

    assert refused(tmp_path / "r.xlsx", data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_anything_is_parsed(tmp_path, sound, encoding):
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><sst>&a;</sst>'
    data = with_member(sound, "xl/sharedStrings.xml", text.encode(encoding), "xl/sharedStrings.xml")

    assert refused(tmp_path / "r.xlsx", data)


@pytest.mark.parametrize("name", ["../../x", "/abs", "C:\\x", "a\\..\\b", "xl/../../y"])
def test_members_outside_the_archive_are_refused(tmp_path, sound, name):
    assert refused(tmp_path / "r.xlsx", with_member(sound, name, b"x"))


def test_two_members_of_one_name_are_refused(tmp_path, sound):
    with pytest.warns(UserWarning, match="Duplicate"):
        data = with_member(sound, "xl/workbook.xml", b"<x/>")

    assert refused(tmp_path / "r.xlsx", data)


def test_too_many_members_are_refused(tmp_path, sound):
    target = BytesIO(sound)
    with zipfile.ZipFile(target, "a") as bag:
        for n in range(archive.MOST_MEMBERS):
            bag.writestr(f"x/{n}", b"")

    assert refused(tmp_path / "r.xlsx", target.getvalue())


def test_a_workbook_cut_short_or_overwritten_is_refused(tmp_path, sound):
    assert refused(tmp_path / "a.xlsx", sound[: len(sound) // 2])
    assert refused(tmp_path / "b.xlsx", sound[:900] + b"\xff" * 200 + sound[1100:])


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_with_a_broken_or_missing_part_is_refused(tmp_path, sound, part):
    broken = with_member(sound, part, b"<worksheet><sheetData><row", part)
    missing = with_member(sound, "other.xml", b"<x/>", part)

    assert refused(tmp_path / "a.xlsx", broken)
    assert refused(tmp_path / "b.xlsx", missing)


def test_a_used_range_of_the_whole_sheet_costs_nothing(tmp_path, sound):
    with zipfile.ZipFile(BytesIO(sound)) as bag:
        sheet = bag.read("xl/worksheets/sheet1.xml").decode()
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    sheet = sheet.replace("</sheetData>", far).replace('ref="A1:B2"', 'ref="A1:XFD1048576"')
    data = with_member(
        sound, "xl/worksheets/sheet1.xml", sheet.encode(), "xl/worksheets/sheet1.xml"
    )
    (tmp_path / "r.xlsx").write_bytes(data)

    assert len(read_roster(tmp_path / "r.xlsx", TODAY).sound) == 1


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    for name in ("missing.csv", "", "pipe"):
        with pytest.raises(FileRefused):
            read_roster(tmp_path / name, TODAY)


def test_a_file_beyond_the_limit_is_refused(tmp_path):
    assert refused(tmp_path / "r.csv", "姓名\n".encode() + b"x" * files.MOST_BYTES)


@pytest.mark.parametrize("text", ["", " \n\t\n", "\0\0"])
def test_pasting_nothing_is_refused(text):
    with pytest.raises(FileRefused):
        read_pasted(text, TODAY)
