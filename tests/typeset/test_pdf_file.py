"""Fonts as they stand in our PDFs: whole outlines, right widths, text that can be copied."""

import io
import struct
import subprocess
import zlib

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from mediation_desk.typeset import fonts
from mediation_desk.typeset.outlines import Outlines, parts_of
from mediation_desk.typeset.pdf_file import PdfFile, compressed
from mediation_desk.typeset.subset import cut, font_program, glyph_for
from tests.documents.samples import tool

FACES = (fonts.SONG, fonts.SONG_BOLD, fonts.HEI, fonts.KAI, fonts.RARE)
TEXT = "张家口市劳动人事争议，2026年11月3日（印章）ABC xyz 0123456789"


def sheet(face: str, lines: list[str]) -> bytes:
    file = PdfFile("t")
    shown = []
    for at, line in enumerate(lines):
        shown.append(f"BT 1 0 0 1 20 {800 - 14 * (at % 56)} Tm")
        for name, codes in file.pieces(face, line):
            shown.append(f"/{name} 10 Tf <{codes}> Tj")
        shown.append("ET")
        if at % 56 == 55 or at == len(lines) - 1:
            file.page(595, 842, compressed("\n".join(shown)))
            shown = []
    return file.finish()


def copied(pdf: bytes) -> str:
    command = [tool("pdftotext", "poppler-utils"), "-raw", "-", "-"]
    read = subprocess.run(command, input=pdf, capture_output=True, check=True)
    assert read.stderr == b""
    return "".join(read.stdout.decode().split())


@pytest.mark.parametrize("name", FACES)
def test_a_face_is_read_as_fonttools_reads_it(name):
    path, number = fonts.file_of(name)
    face = Outlines(path, number)
    with TTFont(path, lazy=True) as read:
        known, order = read.getBestCmap(), read.getReverseGlyphMap()
        widths, places = read["hmtx"], read["loca"]
        glyphs = read.reader["glyf"]
        for char in [*known][::7]:
            glyph = order[known[char]]
            assert face.glyph_of(char) == glyph
            assert face.width(glyph) == widths[known[char]][0] * 1000 / face.units
            assert face.outline(glyph) == glyphs[places[glyph] : places[glyph + 1]]
    assert face.glyph_of(0xE000) == 0
    assert face.glyph_of(0x10FFFF) == 0


def test_a_font_whose_map_has_only_the_basic_plane_is_read(tmp_path):
    path = tmp_path / "basic.ttf"
    with TTFont(fonts.file_of(fonts.KAI)[0]) as font:
        known = font.getBestCmap()
        basic = {char: glyph for char, glyph in known.items() if char < 0x10000}
        font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 4]
        assert font["cmap"].tables
        font.save(path, reorderTables=False)
        order = font.getReverseGlyphMap()

    face = Outlines(path)

    assert [char for char in basic if face.glyph_of(char) != order[basic[char]]] == []
    assert face.glyph_of(0x20000) == 0


@pytest.mark.parametrize("noise", [b"", b"\0\1\0\0", b"ttcf" + b"\xff" * 40])
def test_what_is_no_font_is_not_read(tmp_path, noise):
    (tmp_path / "noise.ttf").write_bytes(noise)

    with pytest.raises((ValueError, struct.error)):
        Outlines(tmp_path / "noise.ttf")


@pytest.mark.parametrize("name", FACES)
def test_the_embedded_font_has_the_outlines_and_widths_of_the_face(name):
    face = fonts.outlines_of(name)
    own = [chr(char) for char in range(0x4E00, 0x4F00) if face.glyph_of(char)]
    chars = "".join(sorted({*(c for c in TEXT if face.glyph_of(ord(c))), *own}))

    program = font_program(face, cut(chars))
    data = zlib.decompress(program.packed)

    assert len(data) == program.length
    with TTFont(io.BytesIO(data), checkChecksums=2) as made:
        places, glyphs = made["loca"], made.reader["glyf"]
        for number, char in enumerate(chars, 1):
            glyph = glyph_for(face, char)
            outline = glyphs[places[number] : places[number + 1]]
            assert outline.startswith(face.outline(glyph))
            measured = made["hmtx"][made.getGlyphName(number)]
            assert measured[0] * 1000 / face.units == face.width(glyph)


def test_a_glyph_that_is_made_of_others_brings_them_along():
    face = fonts.outlines_of(fonts.KAI)
    made_of_others = [
        char
        for char in range(0x20, 0xFFFF)
        if (glyph := face.glyph_of(char)) and list(parts_of(face.outline(glyph)))
    ]
    assert made_of_others

    program = font_program(face, cut("".join(sorted({*map(chr, made_of_others[:3]), "张"}))))

    with (
        TTFont(fonts.file_of(fonts.KAI)[0], lazy=True) as whole,
        TTFont(io.BytesIO(zlib.decompress(program.packed))) as made,
    ):
        for number, char in enumerate(sorted({*map(chr, made_of_others[:3]), "张"}), 1):
            theirs = whole["glyf"][whole.getBestCmap()[ord(char)]]
            ours = made["glyf"][made.getGlyphName(number)]
            drawn = ours.getCoordinates(made["glyf"])[0]
            assert list(drawn) == list(theirs.getCoordinates(whole["glyf"])[0])


def test_what_is_written_can_be_copied():
    assert copied(sheet(fonts.SONG, [TEXT])) == "".join(TEXT.split())


def test_two_characters_of_one_glyph_are_copied_as_they_were_written():
    """The code of a character is its place in Unicode, not its glyph."""
    face = fonts.outlines_of(fonts.SONG)
    seen: dict[int, str] = {}
    pairs = []
    for char in range(0x2E80, 0xFFEF):
        if glyph := face.glyph_of(char):
            if glyph in seen:
                pairs.append(seen[glyph] + chr(char))
            seen[glyph] = chr(char)

    lines = ["".join(pairs[start : start + 10]) for start in range(0, min(len(pairs), 60), 10)]

    assert copied(sheet(fonts.SONG, [*lines, "一"])) == "".join([*lines, "一"])


def test_more_characters_beyond_the_basic_plane_than_one_font_has_codes_for():
    many = "".join(chr(char) for char in range(0x20000, 0x20000 + 5000))

    pdf = sheet(fonts.RARE, [many[start : start + 50] for start in range(0, len(many), 50)])

    assert copied(pdf) == many
    assert len(PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]) == 3


def test_what_was_written_before_leaves_no_trace():
    first = sheet(fonts.SONG, [TEXT])
    sheet(fonts.SONG, ["另外一份文书，张三与李四", TEXT[::-1]])

    assert sheet(fonts.SONG, [TEXT]) == first


def test_the_outline_leads_to_the_pages():
    file = PdfFile("两份文书")
    for heading in ("协议书（张三）", "协议书（李𠮷）"):
        file.head(heading)
        file.page(595, 842, compressed(""))
        file.page(842, 595, compressed(""))

    read = PdfReader(io.BytesIO(file.finish()), strict=True)

    assert read.metadata.title == "两份文书"
    assert [one["/Title"] for one in read.outline] == ["协议书（张三）", "协议书（李𠮷）"]
    assert [read.get_destination_page_number(one) for one in read.outline] == [0, 2]
    assert [int(page.mediabox.width) for page in read.pages] == [595, 842, 595, 842]
