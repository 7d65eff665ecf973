"""What ReportLab gets wrong for Chinese, put right once.

Only what draws with ReportLab imports this: it takes a tenth of a second to load, and the papers
of a case do without.
"""

import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts
from reportlab.pdfgen import canvas, pathobject, textobject

from mediation_desk.typeset import fonts

_ENTRIES_PER_BLOCK = 100  # the limit of a bfchar block, PDF 32000-1 and Adobe technical note 5411
_REPLACEMENT = "FFFD"
_get_table = ttfonts.TTFontFile.get_table
_UNREADABLE = (ttfonts.TTFError, OSError, KeyError, IndexError, ValueError, struct.error)
_waiting: dict[str, tuple[Path, int]] = {}
"""Faces that ReportLab knows by name and has not read yet, and where they are."""


class _Fonts(dict[str, pdfmetrics.Font]):
    """ReportLab's fonts; one that was only announced is read when something is drawn in it."""

    def __missing__(self, name: str) -> pdfmetrics.Font:
        path, number = _waiting[name]
        try:
            pdfmetrics.registerFont(ttfonts.TTFont(name, str(path), subfontIndex=number))
        except _UNREADABLE:  # what only our own PDFs can embed is drawn in the main face
            self[name] = self[fonts.SONG]
        return self[name]


@contextmanager
def press() -> Iterator[None]:
    """Draw one document at a time with ReportLab: a font of it cannot serve two at once."""
    with fonts.press():
        apply()
        yield


@cache
def apply() -> None:
    """Correct ReportLab; call it before anything is set. More calls change nothing.

    Its text layer is wrong beyond U+FFFF (𠮷 is drawn right but copied as ₻), it copies a
    font's whole outline table for every document, which is most of its time, it writes streams
    as text, a quarter longer, and it works out the same numbers again and again.
    """
    pdfmetrics._fonts = _Fonts(pdfmetrics._fonts)
    ttfonts.makeToUnicodeCMap = to_unicode
    ttfonts.TTFontFile.get_table = _kept_table
    for module in (canvas, pathobject, pdfdoc, textobject, ttfonts):
        module.fp_str = numbers
    rl_config.canvas_basefontname = fonts.SONG
    rl_config.useA85 = 0
    announce(fonts.SONG, *fonts.file_of(fonts.SONG))
    fonts.tell(announce)


def announce(name: str, path: Path, number: int = 0) -> None:
    """Let ReportLab know a face by its name, without reading its file: one has 14 MB."""
    _waiting[name] = path, number
    for bold, italic in product((0, 1), repeat=2):
        addMapping(name.lower(), bold, italic, name)


def numbers(*given: float | Sequence[float]) -> str:
    """Write numbers, or one sequence of them, as PDF wants them."""
    one = given[0] if len(given) == 1 else given
    return " ".join([_number(n) for n in (one if isinstance(one, list | tuple) else given)])


@lru_cache(maxsize=8192)
def _number(number: float) -> str:
    text = f"{number:.5f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def to_unicode(name: str, subset: Sequence[int]) -> str:
    """Return the map from a font subset's codes to text, in UTF-16 beyond U+FFFF."""
    entries = [f"<{code:02X}> <{_utf16(char)}>" for code, char in enumerate(subset)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _ENTRIES_PER_BLOCK):
        block = entries[start : start + _ENTRIES_PER_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _utf16(char: int) -> str:
    if 0xD800 <= char < 0xE000:
        return _REPLACEMENT
    return chr(char).encode("utf-16-be").hex().upper()


def _kept_table(font: ttfonts.TTFontFile, tag: str) -> bytes:
    kept: dict[str, bytes] = font.__dict__.setdefault("_kept_tables", {})
    if tag not in kept:
        kept[tag] = _get_table(font, tag)
    return kept[tag]
