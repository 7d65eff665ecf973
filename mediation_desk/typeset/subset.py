"""A font file with only the glyphs that a paper uses, compressed as it stands in a PDF.

Papers of one form share most of their characters. So the outlines are packed by stretches of 256
characters: a stretch that was packed for one paper with the same characters serves the next, and
what comes out depends on the paper alone, not on those before it.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from mediation_desk.typeset.outlines import Outlines, parts_of

_SIGNATURE = 0xB1B0AFBA
_STRETCH = 8
"""Bits of a character that its stretch leaves out."""
_HEADER, _LAST = b"\x78\x9c", b"\x03\x00"
_BASE = 65521  # of adler32
_SETTINGS = (b"cvt ", b"fpgm", b"prep")


@dataclass(frozen=True, slots=True)
class Packed:
    """Bytes deflated so that more may follow, and what is to be known of them."""

    data: bytes
    length: int
    adler: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    packed: Packed
    lengths: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FontProgram:
    """A font file for a PDF: compressed, its length before, and the glyph of each character."""

    packed: bytes
    length: int
    glyphs: Mapping[int, int]


def font_program(face: Outlines, chars: Sequence[int]) -> FontProgram:
    """Return the face with these characters only, which must be sorted."""
    places = [face.glyph_of(char) or _stand_in(face, char) for char in chars]
    numbers = {glyph: number for number, glyph in reversed(list(enumerate(places, 1)))}
    stretches: dict[int, list[int]] = {}
    for char, glyph in zip(chars, places, strict=True):
        stretches.setdefault(char >> _STRETCH, []).append(glyph)
    made = [_stretch(face, (0,)), *(_stretch(face, tuple(own)) for own in stretches.values())]
    glyphs = [0, *places]
    extra = _parts(face, glyphs, numbers)
    if extra is not None:
        made = [_assembled(face, glyphs + extra, numbers)]
        glyphs += extra
    front = _front(face, glyphs, made)
    return FontProgram(
        joined([pack(front), *(stretch.packed for stretch in made)]),
        len(front) + sum(stretch.packed.length for stretch in made),
        dict(zip(chars, range(1, len(chars) + 1), strict=True)),
    )


def pack(data: bytes, level: int = 6) -> Packed:
    """Deflate so that more may follow."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(data) + deflate.flush(zlib.Z_FULL_FLUSH)
    return Packed(packed, len(data), zlib.adler32(data))


def joined(pieces: Iterable[Packed]) -> bytes:
    """Return pieces as one compressed stream."""
    data, low, high = [_HEADER], 1, 0
    for piece in pieces:
        data.append(piece.data)
        left = piece.length % _BASE
        high = (high + (piece.adler >> 16) + left * (low - 1)) % _BASE
        low = (low + (piece.adler & 0xFFFF) - 1) % _BASE
    return b"".join([*data, _LAST, struct.pack(">L", high << 16 | low)])


def _stand_in(face: Outlines, char: int) -> int:
    """Return a blank for a blank that the face does not have."""
    return face.glyph_of(0x20) if chr(char).isspace() else 0


@lru_cache(maxsize=2048)
def _stretch(face: Outlines, glyphs: tuple[int, ...]) -> _Stretch:
    return _packed([_even(face.outline(glyph)) for glyph in glyphs])


def _packed(outlines: Sequence[bytes]) -> _Stretch:
    data = b"".join(outlines)
    return _Stretch(pack(data), tuple(map(len, outlines)), _total(data))


def _even(outline: bytes) -> bytes:
    return outline + bytes(-len(outline) % 4)


def _parts(face: Outlines, glyphs: Sequence[int], numbers: dict[int, int]) -> list[int] | None:
    """Return what glyphs are made of and number it after them; None where all are whole."""
    extra: list[int] = []
    waiting = [glyph for glyph in glyphs if _is_made_of_others(face, glyph)]
    if not waiting:
        return None
    while waiting:
        for _place, part in parts_of(face.outline(waiting.pop())):
            if part and part not in numbers:
                numbers[part] = len(glyphs) + len(extra)
                extra.append(part)
                waiting.append(part)
    return extra


@lru_cache(maxsize=1 << 16)
def _is_made_of_others(face: Outlines, glyph: int) -> bool:
    return face.outline(glyph)[:2] == b"\xff\xff"


def _assembled(face: Outlines, glyphs: Sequence[int], numbers: Mapping[int, int]) -> _Stretch:
    """Pack outlines of which some name others, by their new numbers."""
    outlines = []
    for glyph in glyphs:
        outline = bytearray(face.outline(glyph))
        for place, part in parts_of(bytes(outline)):
            struct.pack_into(">H", outline, place, numbers.get(part, 0))
        outlines.append(_even(bytes(outline)))
    return _packed(outlines)


def _front(face: Outlines, glyphs: Sequence[int], made: Sequence[_Stretch]) -> bytes:
    """Return the font file up to its outlines, which come last."""
    lengths = [length for stretch in made for length in stretch.lengths]
    head, hhea, maxp = (bytearray(face.table(tag)) for tag in (b"head", b"hhea", b"maxp"))
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", hhea, 34, len(glyphs))
    struct.pack_into(">H", maxp, 4, len(glyphs))
    tables = {
        b"head": bytes(head),
        b"hhea": bytes(hhea),
        b"hmtx": b"".join(map(face.metric, glyphs)),
        b"loca": struct.pack(f">{len(glyphs) + 1}L", *accumulate(lengths, initial=0)),
        b"maxp": bytes(maxp),
        **{tag: face.table(tag) for tag in _SETTINGS if face.table(tag)},
    }
    return _file(tables, sum(lengths), sum(stretch.total for stretch in made))


def _file(tables: Mapping[bytes, bytes], outlined: int, total: int) -> bytes:
    """Return directory and tables; the outlines follow, of which length and sum are told."""
    count = len(tables) + 1
    rows: dict[bytes, tuple[int, int, int]] = {}
    at = 12 + 16 * count
    body = []
    for tag, data in tables.items():
        rows[tag] = _total(data), at, len(data)
        body.append(_even(data))
        at += len(body[-1])
    rows[b"glyf"] = total & 0xFFFFFFFF, at, outlined
    power = count.bit_length() - 1
    directory = struct.pack(
        ">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power)
    ) + b"".join(struct.pack(">4sLLL", tag, *rows[tag]) for tag in sorted(rows))
    whole = _total(directory) + sum(row[0] for row in rows.values())
    front = bytearray(directory + b"".join(body))
    struct.pack_into(">L", front, rows[b"head"][1] + 8, (_SIGNATURE - whole) & 0xFFFFFFFF)
    return bytes(front)


def _total(data: bytes) -> int:
    """Add up a table as font files are checked."""
    even = _even(data)
    return sum(struct.unpack(f">{len(even) // 4}L", even)) & 0xFFFFFFFF
