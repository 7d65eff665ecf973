"""Faces, fallback and the text layer."""

import io
import os
import shutil
import struct
import subprocess
import sys

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from mediation_desk import paths
from mediation_desk.typeset import corrections, fonts
from mediation_desk.typeset.installed import find
from mediation_desk.typeset.markup import markup

HARD_NAMES = "孙㛃 吴𠮷 买买提·艾力 喆堃 陳大文 〔2026〕㎡□☑☐☒—…"


@pytest.mark.parametrize(
    ("family", "bold", "name"),
    [
        ("仿宋_GB2312", False, fonts.SONG),
        ("仿宋", True, fonts.SONG_BOLD),
        ("方正小标宋简体", False, fonts.SONG_BOLD),
        ("黑体", False, fonts.HEI),
        ("楷体_GB2312", False, fonts.KAI),
        ("Times New Roman", False, fonts.SONG),
        ("宋体", False, fonts.SONG),
    ],
)
def test_a_word_font_name_means_a_shipped_face_where_nothing_is_installed(
    monkeypatch, family, bold, name
):
    monkeypatch.setattr(fonts, "installed", dict)
    fonts.face.cache_clear()

    face = fonts.face(family, bold=bold)

    fonts.face.cache_clear()
    assert face.name == name


def test_a_bold_kai_is_thickened_for_lack_of_a_bold_face():
    assert fonts.Face(fonts.KAI, embolden=True) == fonts.face("楷体", bold=True)


def test_every_character_of_a_hard_name_has_a_face():
    assert fonts.missing([HARD_NAMES]) == ()


def test_song_has_every_unified_character_of_gbk_and_extension_a():
    """GB 18030: names such as 宂 and 倃 print also where no font is installed."""
    wanted = [*range(0x4E00, 0x9FA6), *range(0x3400, 0x4DB6)]

    assert [f"{code:X}" for code in wanted if not fonts.has(fonts.SONG, chr(code))] == []


def test_characters_that_no_font_has_are_named_once():
    assert fonts.missing(["张\U0003fffd\ue000三\ue000"]) == ("\U0003fffd", "\ue000")


def test_text_is_cut_where_the_face_changes():
    assert list(fonts.pieces("吴𠮷友", fonts.SONG)) == [
        (fonts.SONG, "吴"),
        (fonts.RARE, "𠮷"),
        (fonts.SONG, "友"),
    ]


def test_markup_escapes_what_a_paragraph_would_read_as_a_tag():
    assert markup('A & B <img src="x">\n𠮷') == (
        'A &amp; B &lt;img src="x"&gt;<br/><font name="MdRare-Regular">𠮷</font>'
    )


def test_all_standard_characters_come_back_from_the_text_layer():
    text = "".join(chr(code) for code in range(0x4E00, 0x9FA6) if fonts.has(fonts.SONG, chr(code)))
    beyond = "".join(c for c in "𠮷𪻐𬴊𬱖" if fonts.has(fonts.face_of(c, fonts.SONG), c))

    read = _read_back(text + beyond)

    assert beyond == "𠮷𪻐𬴊𬱖"
    assert read == text + beyond


def test_the_map_to_unicode_keeps_the_limit_of_a_hundred_entries_a_block():
    table = corrections.to_unicode("F", range(0x4E00, 0x4E00 + 250))

    assert "100 beginbfchar" in table
    assert "50 beginbfchar" in table


def test_the_shipped_faces_bear_names_of_their_own_and_their_licences():
    folder = paths.resources("fonts")

    found = find([folder])

    assert sorted(found) == ["md kai", "md rare", "md song"]
    assert {path.name for path in folder.glob("*.txt")} == {
        "OFL-MdHei.txt",
        "OFL-MdKai-MdRare.txt",
        "OFL-MdSong.txt",
    }


def test_a_font_that_may_not_be_embedded_is_not_offered(tmp_path):
    allowed = (paths.resources("fonts") / f"{fonts.RARE}.ttf").read_bytes()
    (tmp_path / "restricted.ttf").write_bytes(_with_embedding(allowed, 0x0002))

    assert find([tmp_path]) == {}


def test_a_damaged_font_file_is_passed_over(tmp_path):
    (tmp_path / "empty.ttf").write_bytes(b"")
    (tmp_path / "noise.ttc").write_bytes(b"ttcf" + b"\xff" * 40)

    assert find([tmp_path]) == {}


def test_a_font_in_the_folder_of_the_desk_serves_names_that_no_other_has(tmp_path):
    (tmp_path / "fonts").mkdir()
    rare = (paths.resources("fonts") / f"{fonts.RARE}.ttf").read_bytes()
    (tmp_path / "fonts" / "names.ttf").write_bytes(_having(rare, 0x31350))
    code = (
        "from mediation_desk.typeset import fonts\n"
        "print(fonts.missing(['张\U00031350']), fonts.face_of('\U00031350', fonts.SONG))"
    )

    bare = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    served = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "MEDIATION_DESK_HOME": str(tmp_path)},
        capture_output=True, check=True, text=True,
    )  # fmt: skip

    assert "U00031350" in bare.stdout
    assert served.stdout.split() == ["()", "names-0"]


def _having(font: bytes, char: int) -> bytes:
    """Let the last characters of a font's map be another one, and the font have another name."""
    changed = bytearray(font)
    (count,) = struct.unpack_from(">H", font, 4)
    for tag, _check, start, _length in struct.iter_unpack(">4sLLL", font[12 : 12 + 16 * count]):
        if tag != b"cmap":
            continue
        (tables,) = struct.unpack_from(">H", font, start + 2)
        for number in range(tables):
            (at,) = struct.unpack_from(">L", font, start + 8 + 8 * number)
            if struct.unpack_from(">H", font, start + at)[0] == 12:
                (groups,) = struct.unpack_from(">L", font, start + at + 12)
                struct.pack_into(">LL", changed, start + at + 16 + 12 * (groups - 1), char, char)
    ours, other = ("MdRare".encode("utf-16-be"), "MdNova".encode("utf-16-be"))
    return bytes(changed).replace(ours, other)


def _with_embedding(data: bytes, embedding: int) -> bytes:
    (count,) = struct.unpack_from(">H", data, 4)
    for tag, _check, offset, _length in struct.iter_unpack(">4sLLL", data[12 : 12 + 16 * count]):
        if tag == b"OS/2":
            return data[: offset + 8] + struct.pack(">H", embedding) + data[offset + 10 :]
    raise AssertionError("no OS/2 table")


def _read_back(text: str) -> str:
    program = shutil.which("pdftotext")
    assert program, "pdftotext is missing: apt-get install poppler-utils"
    written = io.BytesIO()
    with corrections.press():
        canvas = Canvas(written, invariant=True, initialFontName=fonts.SONG)
        for start in range(0, len(text), 40):
            line = canvas.beginText(20, 800 - (start // 40 % 60) * 13)
            for face, piece in fonts.pieces(text[start : start + 40], fonts.SONG):
                line.setFont(face, 12)
                line.textOut(piece)
            canvas.drawText(line)
            if start // 40 % 60 == 59:
                canvas.showPage()
        canvas.save()
    command = [program, "-raw", "-", "-"]
    read = subprocess.run(command, input=written.getvalue(), capture_output=True, check=True)
    return "".join(read.stdout.decode().split())


def test_reportlab_reads_a_face_only_when_something_is_drawn_in_it():
    code = (
        "from mediation_desk.typeset import corrections, fonts\n"
        "from reportlab.lib.fonts import ps2tt\n"
        "from reportlab.pdfbase import pdfmetrics\n"
        "with corrections.press():\n"
        "    name = fonts.face('楷体_GB2312').name\n"
        "    print(fonts.advance('楷', name), ps2tt(name)[0], name in pdfmetrics._fonts)\n"
        "    print(pdfmetrics.getFont(name).stringWidth('楷', 10), name in pdfmetrics._fonts)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.stdout.split() == ["1.0", "mdkai-regular", "False", "10.0", "True"], done.stderr


def test_a_font_that_reportlab_cannot_read_is_drawn_in_the_main_face(tmp_path):
    (tmp_path / "odd.ttf").write_bytes(b"\0\1\0\0" + bytes(200))
    with corrections.press():
        corrections.announce("odd-face", tmp_path / "odd.ttf")

        assert pdfmetrics.getFont("odd-face").fontName == fonts.SONG
