"""LibreOffice as the other reader of our Word files, and how far two PDFs agree.

It prints with our own faces, measured as Word measures Chinese ones: a single line is 1.3
times the type size high. LibreOffice 7 always sets figures apart from Chinese, by a fifth of a
character; for the comparison the files ask for that, and our setter takes its measure.
"""

import io
import re
import struct
import subprocess
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from mediation_desk import paths
from tests.documents.samples import tool

APART = 0.2156
"""A fifth of a character, which LibreOffice adds after the spacing of the type."""
_NOT_APART = b'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
_LONG = 20_000  # characters, beyond which comparing each with each takes minutes
_ABOVE, _BELOW = 1.01, 0.29  # of a single line, in parts of the size
_NAMES = (
    ("仿宋", "Md Song"), ("宋体", "Md Song"), ("方正小标宋简体", "Md Song"),
    ("Times New Roman", "Md Song"), ("黑体", "Md Hei"), ("楷体", "Md Kai"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two PDFs agree: pages of each, the texts' difference, line ends at one place."""

    pages: tuple[int, int]
    missing: str
    more: str
    alike: int
    ends: int

    @property
    def lines(self) -> float:
        """The share of line ends that both have at the same character."""
        return self.alike / max(1, self.ends)


def apart(docx: bytes) -> bytes:
    """Return the file with figures set apart from Chinese, as LibreOffice sets every file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as read, zipfile.ZipFile(packed, "w") as written:
        for name in read.namelist():
            written.writestr(name, read.read(name).replace(_NOT_APART, b""))
    return packed.getvalue()


def convert(folder: Path, timeout: float = 300) -> None:
    """Let one LibreOffice print every Word file of a folder."""
    office = tool("soffice", "libreoffice-writer-nogui")
    _fonts(folder)
    files = sorted(folder.glob("*.docx"))
    subprocess.run(
        [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)],
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder),
             "FONTCONFIG_FILE": str(folder / "fonts.conf")},
        capture_output=True, check=True, timeout=timeout,
    )  # fmt: skip
    left = [file.name for file in files if not file.with_suffix(".pdf").exists()]
    assert not left, f"LibreOffice cannot open {left}"


def lines_of(pdf: bytes) -> list[list[str]]:
    """Return the lines of every page as drawn, without white space and page numbers."""
    command = [tool("pdftotext", "poppler-utils"), "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    pages = text.split("\f")[:-1]
    squeezed = (["".join(line.split()) for line in page.splitlines()] for page in pages)
    return [[li for li in page if li and not re.fullmatch(r"—\d+—", li)] for page in squeezed]


def compare(ours: bytes, theirs: bytes) -> Agreement:
    """Compare two PDFs of one Word file."""
    mine, other = lines_of(ours), lines_of(theirs)
    left, left_ends = _flowing(mine)
    right, right_ends = _flowing(other)
    missing, more = "", ""
    place: dict[int, int] = {}
    for kind, a, to_a, b, to_b in _steps(left, right):
        if kind == "equal":
            place |= {b + at: a + at for at in range(to_b - b)}
        else:
            more += left[a:to_a]
            missing += right[b:to_b]
    moved = {place[end] for end in right_ends if end in place}
    return Agreement(
        pages=(len(mine), len(other)),
        missing=missing,
        more=more,
        alike=len(moved & left_ends),
        ends=len(moved | left_ends),
    )


def _steps(left: str, right: str) -> Iterable[tuple[str, int, int, int, int]]:
    """Return how one text becomes the other; two long ones that differ are compared by pieces."""
    if left == right:
        return [("equal", 0, len(left), 0, len(right))]
    matcher = SequenceMatcher(None, left, right, autojunk=len(left) > _LONG)
    return matcher.get_opcodes()


def _flowing(pages: Iterable[list[str]]) -> tuple[str, set[int]]:
    text, ends = "", set()
    for page in pages:
        for line in page:
            text += line
            ends.add(len(text) - 1)
    return text, ends


def _fonts(folder: Path) -> None:
    measured = folder / "fonts"
    measured.mkdir()
    for path in paths.resources("fonts").glob("*.ttf"):
        (measured / path.name).write_bytes(_measured(path.read_bytes()))
    aliases = "".join(
        f'<alias binding="same"><family>{asked}</family><prefer><family>{ours}</family>'
        "</prefer></alias>"
        for asked, ours in _NAMES
    )
    (folder / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{measured}</dir><cachedir>{folder}/cache</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )


def _measured(face: bytes) -> bytes:
    """Give a face the line height of Chinese type in Word."""
    changed = bytearray(face)
    (count,) = struct.unpack_from(">H", face, 4)
    tables = {
        tag: offset
        for tag, _check, offset, _length in struct.iter_unpack(">4sLLL", face[12 : 12 + 16 * count])
    }
    (em,) = struct.unpack_from(">H", face, tables[b"head"] + 18)
    above, below = round(_ABOVE * em), round(_BELOW * em)
    struct.pack_into(">hhh", changed, tables[b"hhea"] + 4, above, -below, 0)
    struct.pack_into(">hhh", changed, tables[b"OS/2"] + 68, above, -below, 0)
    struct.pack_into(">HH", changed, tables[b"OS/2"] + 74, above, below)
    return bytes(changed)
