"""A font file with only the glyphs that a paper uses, compressed as it stands in a PDF.

Papers of one form share most of their characters. So the outlines are packed by stretches of 256
characters: a stretch that was packed for one paper with the same characters serves the next, and
what comes out depends on the paper alone, not on those before it.
"""

import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from mediation_desk.typeset.outlines import Outlines, parts_of

_SIGNATURE = 0xB1B0AFBA
_STRETCH = 8
"""Bits of a character that its stretch leaves out."""
_HEADER, _LAST = b"\x78\x9c", b"\x03\x00"
_BASE = 65521  # of adler32
_MADE_OF_OTHERS = b"\xff\xff"
_SETTINGS = (b"cvt ", b"fpgm", b"prep")


@dataclass(frozen=True, slots=True)
class Packed:
    """Bytes deflated so that more may follow, and what is to be known of them."""

    data: bytes
    length: int
    adler: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters that stand near each other in Unicode, with all that a font file says of them.

    `glyphs` are their numbers in the face itself, `metrics` and `lengths` those of the outlines.
    """

    glyphs: tuple[int, ...]
    packed: Packed
    metrics: bytes
    lengths: tuple[int, ...]
    total: int
    composite: bool


@dataclass(frozen=True, slots=True)
class FontProgram:
    """A font file for a PDF: compressed, and its length before.

    Its first glyph is the empty one; then come those of the characters in their order.
    """

    packed: bytes
    length: int


def font_program(face: Outlines, parts: Iterable[str]) -> FontProgram:
    """Return the face with these characters only, given sorted and cut into stretches."""
    stretches = [_none(face), *(_stretch(face, part) for part in parts)]
    if any(stretch.composite for stretch in stretches):
        stretches = [_assembled(face, [glyph for one in stretches for glyph in one.glyphs])]
    front = _front(face, stretches)
    return FontProgram(
        joined([pack(front), *(stretch.packed for stretch in stretches)]),
        len(front) + sum(stretch.packed.length for stretch in stretches),
    )


def cut(chars: str) -> Iterator[str]:
    """Cut sorted characters into stretches of 256 places of Unicode."""
    start = 0
    while start < len(chars):
        following = ((ord(chars[start]) >> _STRETCH) + 1) << _STRETCH
        end = len(chars)
        if following <= ord(chars[-1]):
            end = bisect_left(chars, chr(following), start)
        yield chars[start:end]
        start = end


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


@lru_cache(maxsize=64)
def _none(face: Outlines) -> _Stretch:
    return _made(face, (0,))


@lru_cache(maxsize=600)
def _stretch(face: Outlines, chars: str) -> _Stretch:
    return _made(face, tuple(glyph_for(face, char) for char in chars))


def glyph_for(face: Outlines, char: str) -> int:
    """Return the glyph that is drawn for a character: a blank for a blank the face lacks."""
    return face.glyph_of(ord(char)) or (face.glyph_of(0x20) if char.isspace() else 0)


def _made(
    face: Outlines, glyphs: tuple[int, ...], numbers: Mapping[int, int] | None = None
) -> _Stretch:
    """Pack outlines; with `numbers` those that name others name them by these."""
    drawn = [face.outline(glyph) for glyph in glyphs]
    outlines = [_even(_renumbered(one, numbers) if numbers else one) for one in drawn]
    data = b"".join(outlines)
    return _Stretch(
        glyphs,
        pack(data),
        b"".join(map(face.metric, glyphs)),
        tuple(map(len, outlines)),
        _total(data),
        any(one[:2] == _MADE_OF_OTHERS for one in drawn),
    )


def _even(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _assembled(face: Outlines, glyphs: list[int]) -> _Stretch:
    """Pack outlines of which some are made of others, with these behind them."""
    glyphs = list(glyphs)
    known = set(glyphs)
    for glyph in glyphs:  # the parts are added on the way, and may have parts themselves
        for _place, part in parts_of(face.outline(glyph)):
            if part not in known:
                known.add(part)
                glyphs.append(part)
    numbers = {glyph: number for number, glyph in reversed(list(enumerate(glyphs)))}
    return _made(face, tuple(glyphs), numbers)


def _renumbered(outline: bytes, numbers: Mapping[int, int]) -> bytes:
    changed = bytearray(outline)
    for place, part in parts_of(outline):
        struct.pack_into(">H", changed, place, numbers.get(part, 0))
    return bytes(changed)


def _front(face: Outlines, stretches: Sequence[_Stretch]) -> bytes:
    """Return the font file up to its outlines, which come last."""
    lengths = [length for stretch in stretches for length in stretch.lengths]
    head, hhea, maxp = (bytearray(face.table(tag)) for tag in (b"head", b"hhea", b"maxp"))
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", hhea, 34, len(lengths))
    struct.pack_into(">H", maxp, 4, len(lengths))
    tables = {
        b"head": bytes(head),
        b"hhea": bytes(hhea),
        b"hmtx": b"".join([stretch.metrics for stretch in stretches]),
        b"loca": struct.pack(f">{len(lengths) + 1}L", *accumulate(lengths, initial=0)),
        b"maxp": bytes(maxp),
        **{tag: face.table(tag) for tag in _SETTINGS if face.table(tag)},
    }
    return _file(tables, sum(lengths), sum(stretch.total for stretch in stretches))


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
    words: tuple[int, ...] = struct.unpack(f">{len(even) // 4}L", even)
    return sum(words) & 0xFFFFFFFF
