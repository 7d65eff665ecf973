"""The texts and files of reliability.md 4 through every importer: as typed, or a sentence.

What is taken stands exactly as it was written (P21); what is refused names its cell or its file.
"""

import json
import os
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils.exceptions import IllegalCharacterError

from mediation_desk import i18n
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.domain.materials import Media
from mediation_desk.importers import calendars, figures, ledger, ledger_head, packages
from mediation_desk.importers.materials import incoming, plain_name
from mediation_desk.importers.roster import read_pasted, read_roster
from tests.fuzz.mutating import TEXTS
from tests.services.packages_made import Centre as Sender

TODAY = date(2026, 10, 12)
HALVES = ("\ud800", "李\udfff")
WORDS = (*TEXTS, *HALVES)


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


def shown(text):
    return ascii(text)[:40]


def book(path, *rows):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for line in made.active.iter_rows():
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # what looks like a formula is text here
    made.save(path)
    return path


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def as_typed(read, written):
    """Whether a text came in as written, but for blanks around it and the one guarding mark."""
    return read == written.strip(" \t\r\n")


def taken(read, *given):
    """Return what was taken, or None where it was refused; a refusal is a sentence."""
    try:
        return read(*given)
    except DeskError as refused:
        said = str(refused)
    assert len(said) > 5
    return None


# -- texts ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", WORDS, ids=shown)
def test_a_name_and_an_address_in_a_roster_are_as_typed_or_named_by_line_and_column(text, tmp_path):
    rows = (["姓名", "性别", "住址"], [text, "男", "甲"], ["王秀英", "女", text])
    sources = [lambda: read_pasted("\n".join(",".join(map(quoted, r)) for r in rows), TODAY)]
    try:
        path = book(tmp_path / "r.xlsx", *rows)
    except (IllegalCharacterError, ValueError):  # no spreadsheet holds it
        pass
    else:
        sources.append(lambda: read_roster(path, TODAY))
    for read in sources:
        if (roster := taken(read)) is None:
            continue
        for row in roster.rows:
            assert all(str(row.line) in problem.text for problem in row.problems)
        for worker in roster.sound:
            person = worker.person
            assert person.name == "王秀英" or as_typed(person.name, text)
            assert person.address == "甲" or as_typed(person.address, text)
            (person.name + person.address).encode()


@pytest.mark.parametrize("text", WORDS, ids=shown)
def test_a_cell_of_a_ledger_is_as_typed_or_its_line_is_not_imported(text, tmp_path):
    rows = (
        ["案号", "登记日期", "申请人", "被申请人", "处理结果", "结案日期", "备注"],
        ["1号", "2019-03-01", text, "甲公司", "调解不成", "2019-03-09", "无"],
        ["2号", "2019-03-01", "李建国", text, "调解不成", "2019-03-09", "无"],
        ["3号", text, "王秀英", "乙公司", "调解不成", "2019-03-09", text],
    )
    path = tmp_path / "l.csv"
    path.write_bytes(
        "\n".join(",".join(map(quoted, r)) for r in rows).encode("utf-8", "surrogatepass")
    )
    if (opened := taken(ledger.open_ledger, path)) is None:
        return
    layout = ledger_head.find(opened.heads[opened.likeliest])
    run = ledger.read(opened, opened.likeliest, layout, TODAY, lambda _d, _t: True)
    for row in run.rows:
        assert row.case is not None or row.problems
        if row.case is not None:
            said = [row.case.respondent.name, *(w.person.name for w in row.case.applicants)]
            assert "\0" not in "".join(said)
            "".join(said).encode()


@pytest.mark.parametrize("text", WORDS, ids=shown)
def test_the_notice_of_a_calendar_is_as_typed_or_the_file_is_refused(text, tmp_path):
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"year": 2027, "notice": text, "days_off": ["2027-10-01"]}))
    if (year := taken(calendars.read_calendar, path)) is None:
        return
    read = year.notice
    assert read == text[: calendars.LONGEST_NOTICE]
    read.encode()
    assert "\0" not in read


@pytest.mark.parametrize("text", WORDS, ids=shown)
def test_the_value_and_the_note_of_a_figure_are_as_typed_or_refused_by_line(text, tmp_path):
    quoted_text = json.dumps(text.replace("\x7f", ""))
    for field in ("value", "note"):
        held = {"name": '"local_minimum_wage_month"', "value": '"2000"', field: quoted_text}
        lines = "\n".join(f"{key} = {value}" for key, value in held.items())
        path = tmp_path / "f.toml"
        path.write_text(f'place = "cn"\n\n[[figure]]\n{lines}\nsince = 2026-01-01\n')
        if (found := taken(figures.read, path, {"cn": "全国"}, TODAY)) is None:
            continue
        [figure] = found.figures
        assert field != "note" or figure.note == text.strip()[: figures.LONGEST]
        figure.note.encode()
        assert figure.value > 0


@pytest.mark.parametrize("text", WORDS, ids=shown)
def test_the_sender_and_a_case_number_of_a_package_are_as_typed_or_it_is_refused(text, tmp_path):
    sender = Sender("130701")
    row = list(sender.package(cases=1).rows[0])
    row[0] = text
    for package in (
        replace(sender.package(cases=1), sender=text),
        sender.package(rows=(tuple(row),)),
    ):
        path = tmp_path / "p.mdpkg"
        try:
            path.write_bytes(packages.written(package, sender.secret))
        except UnicodeEncodeError:  # our own program cannot have written it
            continue
        if (found := taken(packages.read_file, path)) is None:
            continue
        [(read, _text)] = found
        assert (read.sender, read.rows[0][0]) == (package.sender, package.rows[0][0])
        assert read.sender.isprintable()


@pytest.mark.parametrize("text", WORDS, ids=shown)
def test_the_name_of_a_material_is_plain(text):
    name = plain_name(text)

    name.encode()
    assert name.isprintable() or any(ord(c) > 0xFFFF for c in name)
    assert not {"\u202e", "\u2066", "\u200b", "\0", "\n"} & set(name)


# -- files ---------------------------------------------------------------------------------


def template(path):
    from mediation_desk.documents.template_check import check
    from mediation_desk.services.house_forms import read_file

    checked = check("D-08", read_file(path), Centre(name="示范中心"))
    if not checked.fit:
        raise FileRefused("\n".join(remark.sentence for remark in checked.grave))


READERS = {
    "roster": lambda path: read_roster(path, TODAY),
    "ledger": ledger.open_ledger,
    "calendar": calendars.read_calendar,
    "figures": lambda path: figures.read(path, {"cn": "全国"}, TODAY),
    "package": packages.read_file,
    "material": incoming,
    "template": template,
}
ZIPPED = ("roster", "ledger", "material", "template")


def archive(*members, kind="xl", encrypted=False):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(f"{kind}/document.xml", "<a/>")
        for name, content in members:
            made.writestr(name, content)
    data = target.getvalue()
    if encrypted:  # the flag of the first member, at its own head and in the list
        data = bytearray(data)
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


_LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
)
NOT_FOR_ANY = {
    "empty": b"",
    "zeros": bytes(5000),
    "an old Office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
    "a program": b"MZ\x90\x00" + bytes(200),
    "a page of the web": b"<html><body><table><tr><td>1</td></tr></table></body></html>",
    "a script": b"#!/bin/sh\nrm -rf ~\n",
    "a picture that is a zip too": b"\x89PNG\r\n\x1a\n" + archive(),
    "half a zip": archive()[:60],
    "only the end of a zip": b"PK\x05\x06" + bytes(18),
    "brackets without end": b"[" * 60_000,
    "an object without end": b'{"a":' * 12_000,
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
}
BAD_ZIPS = {
    "laughs": [("xl/x.xml", f"<!DOCTYPE l [{_LAUGHS}]><l>&l9;</l>"), ("word/y.xml", "<a/>")],
    "a document type": [("xl/x.xml", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')],
    "an entity in UTF-16": [("xl/x.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"))],
    "a bomb": [("xl/media/x.bin", bytes(70 << 20))],
    "a path upwards": [("../../x", b"x")],
    "an absolute path": [("/abs", b"x")],
    "a drive": [("C:\\x", b"x")],
    "many members": [(f"x/{n}", b"") for n in range(2_100)],
}


@pytest.mark.parametrize("data", NOT_FOR_ANY.values(), ids=NOT_FOR_ANY)
def test_a_material_of_no_known_kind_is_kept_but_never_opened(data, tmp_path):
    path = tmp_path / "文件.xlsx"
    path.write_bytes(data)
    if not data:
        with pytest.raises(DeskError):
            incoming(path)
        return

    came = incoming(path)

    assert came.data == data
    assert not came.media.is_bound
    assert came.media in (Media.BROKEN, Media.PROGRAM, Media.OTHER)
    assert "文件.xlsx" in came.note


@pytest.mark.parametrize("data", NOT_FOR_ANY.values(), ids=NOT_FOR_ANY)
@pytest.mark.parametrize("reader", [one for one in READERS if one != "material"])
def test_what_is_no_file_of_its_kind_is_refused_with_a_sentence(reader, data, tmp_path):
    path = tmp_path / "文件.xlsx"
    path.write_bytes(data)

    with pytest.raises(DeskError) as refused:
        READERS[reader](path)

    assert len(str(refused.value)) > 5


def kept_unopened(path):
    """Say whether a file stays among the materials as evidence that the desk never opens."""
    try:
        return incoming(path).media is Media.OTHER
    except DeskError:
        return False


@pytest.mark.parametrize("members", BAD_ZIPS.values(), ids=BAD_ZIPS)
def test_a_zip_made_to_do_harm_is_refused_by_whoever_opens_zips(members, tmp_path):
    for kind in ("xl", "word"):
        path = tmp_path / "文件.xlsx"
        path.write_bytes(archive(*members, kind=kind))
        for reader in ZIPPED:
            if reader == "material" and kept_unopened(path):
                continue
            with pytest.raises(DeskError) as refused:
                READERS[reader](path)
            assert len(str(refused.value)) > 5, reader


@pytest.mark.parametrize("reader", ZIPPED)
def test_two_members_of_one_name_and_a_password_are_refused(reader, tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = archive(("xl/document.xml", "<b/>"))
    for data in (twice, archive(kind="word", encrypted=True), archive(encrypted=True)):
        path = tmp_path / "文件.docx"
        path.write_bytes(data)

        with pytest.raises(DeskError):
            READERS[reader](path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
@pytest.mark.parametrize("reader", READERS)
def test_a_pipe_a_folder_a_device_a_link_and_nothing_are_refused_without_waiting(reader, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real").write_bytes(b"x")

    for name in ("pipe", "", "missing", "/dev/zero", "link"):
        with pytest.raises(DeskError) as refused:
            READERS[reader](tmp_path / name)
        assert len(str(refused.value)) > 5
