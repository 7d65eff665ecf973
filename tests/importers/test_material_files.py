"""Materials: kinds are told by content, and hostile files and names do nothing."""

import zipfile
import zlib
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfWriter

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.materials import LARGEST, LARGEST_SHOWN, Media
from mediation_desk.importers.materials import incoming, recognised
from mediation_desk.security.apart import Ended


def picture(kind, size=(60, 40), **more):
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **more)
    return out.getvalue()


def pdf(pages=3, password=None):
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def office(folder, member="document.xml", fill=b"<a/>"):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/{member}", fill)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "media", "pages"),
    [
        (picture("JPEG"), Media.JPEG, 1),
        (picture("PNG"), Media.PNG, 1),
        (picture("WEBP"), Media.WEBP, 1),
        (picture("BMP"), Media.BMP, 1),
        (picture("GIF"), Media.GIF, 1),
        (
            picture("TIFF", save_all=True, append_images=[Image.new("RGB", (9, 9))] * 2),
            Media.TIFF,
            3,
        ),
        (pdf(), Media.PDF, 3),
        (office("word"), Media.WORD, 1),
        (office("xl"), Media.SHEET, 1),
        (b"#!AMR\n" + bytes(40), Media.AUDIO, 1),
        (b"\x00\x00\x00\x18ftypM4A " + bytes(40), Media.AUDIO, 1),
        (b"\x00\x00\x00\x18ftypisom" + bytes(40), Media.VIDEO, 1),
        (b"\x00\x00\x00\x18ftypheic" + bytes(40), Media.HEIC, 1),
    ],
)
def test_a_file_is_what_it_holds_whatever_it_is_called(data, media, pages):
    found = recognised(data, "收据.exe")

    assert (found.media, found.pages, found.name) == (media, pages, "收据")


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("照片.jpg", b"MZ\x90\x00" + bytes(200), Media.PROGRAM),
        ("照片.png", b"#!/bin/sh\nrm -rf ~\n", Media.PROGRAM),
        ("合同.pdf.exe", b"anything", Media.PROGRAM),
        ("快捷方式.lnk", b"L\0\0\0\x01\x14\x02\0" + bytes(40), Media.PROGRAM),
        ("页面.pdf", b"<html><script>alert(1)</script></html>", Media.OTHER),
        ("图.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", Media.OTHER),
        ("包.docx", office("other"), Media.OTHER),
        ("坏.pdf", b"%PDF-1.7\nnothing", Media.BROKEN),
        ("截断.pdf", pdf()[:300], Media.BROKEN),
        ("无尺寸.tif", b"II*\0\x08\0\0\0" + bytes(20), Media.BROKEN),
        ("坏.jpg", b"\xff\xd8\xff\xe0" + bytes(40), Media.BROKEN),
        ("IMG_0042.HEIC", b"\x00\x00\x00\x18ftypheic" + bytes(40), Media.HEIC),
        ("断.jpg", picture("JPEG", (900, 1200))[:3000], Media.BROKEN),
        ("断.png", picture("PNG", (900, 1200))[:200], Media.BROKEN),
    ],
    ids=lambda what: what if isinstance(what, str) else "",
)
def test_what_cannot_be_opened_is_kept_as_evidence_and_said_so(name, data, media):
    """reliability.md §4, 59 and 60."""
    found = recognised(data, name)

    assert (found.data, found.media, found.pages) == (data, media, 1)
    assert not media.is_bound
    assert name in found.note
    assert (found.name == name) is (media is Media.PROGRAM), "a program shows as one in the list"


def test_a_name_that_says_program_over_another_content_is_told():
    assert "收据.exe" in recognised(picture("PNG"), "收据.exe").note
    assert recognised(picture("PNG"), "收据.png").note == ""


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("空.pdf", bytes),
        ("锁.pdf", lambda: pdf(password="1234")),
        ("弹.docx", lambda: office("word", fill=bytes(220 << 20))),
        ("出.docx", lambda: office("word", "../../../outside.xml")),
    ],
    ids=lambda what: what if isinstance(what, str) else "",
)
def test_what_is_empty_locked_or_made_to_harm_is_refused_in_one_sentence(name, make):
    with pytest.raises(FileRefused) as refusal:
        recognised(make(), name)

    assert "\n" not in str(refusal.value)
    assert not isinstance(refusal.value, Ended), "the importer itself refuses it"


def test_a_picture_that_would_fill_the_memory_is_refused_by_what_its_head_says():
    head = bytearray(picture("PNG"))
    head[16:24] = (60_000).to_bytes(4, "big") * 2
    head[29:33] = zlib.crc32(head[12:29]).to_bytes(4, "big")

    with pytest.raises(FileRefused):
        recognised(bytes(head), "大.png")


def large(path, head=b"%PDF-1.7", size=LARGEST_SHOWN + 1):
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)
    return path


def test_a_large_file_is_told_from_its_ends_and_not_read_into_the_memory(tmp_path):
    film = incoming(large(tmp_path / "车间.mp4", b"\x00\x00\x00\x18ftypisom"))
    scan = incoming(large(tmp_path / "卷宗.pdf"))

    assert (film.media, film.data, film.size) == (Media.VIDEO, b"", LARGEST_SHOWN + 1)
    assert film.note == ""
    assert scan.media is Media.PDF
    assert "50" in scan.note


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "大.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(LARGEST + 1)

    with pytest.raises(FileRefused, match="500"):
        incoming(path)


def test_a_hostile_name_becomes_a_plain_one():
    found = recognised(picture("PNG"), "合同\u202egpj.exe\n../../x\x00" + "长" * 200 + ".png")

    assert "\u202e" not in found.name
    assert found.file_name.startswith("合同〔↔〕gpj.exe"), "what was turned around is seen"
    assert "\n" not in found.name
    assert len(found.name) <= 100
