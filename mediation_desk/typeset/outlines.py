"""What a TrueType file says of its characters, read where it lies: which it has, widths, outlines.

The file is mapped, not read: opening one of 14 MB takes no time, and all processes that set text
share its pages in memory.
"""

import mmap
import struct
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_COLLECTION = b"ttcf"
_WHOLE_UNICODE, _BASIC_PLANE = 12, 4
_COMPOSITE = -1
_WORDS, _SCALED, _TWO_SCALES, _MATRIX, _MORE = 0x0001, 0x0008, 0x0040, 0x0080, 0x0020
NEEDED = frozenset({b"head", b"hhea", b"maxp", b"hmtx", b"loca", b"glyf", b"cmap"})


class Outlines:
    """One face of a file."""

    def __init__(self, path: Path, number: int = 0) -> None:
        """Open the file; one that is damaged raises `ValueError`, `OSError` or `struct.error`."""
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        start = 0
        if self._data[:4] == _COLLECTION:
            (start,) = struct.unpack_from(">L", self._data, 12 + 4 * number)
        (count,) = struct.unpack_from(">H", self._data, start + 4)
        directory = self._data[start + 12 : start + 12 + 16 * count]
        self._tables = {
            tag: (at, length) for tag, _sum, at, length in struct.iter_unpack(">4sLLL", directory)
        }
        if not self._tables.keys() >= NEEDED:
            raise ValueError(path.name)
        head, hhea = self.table(b"head"), self.table(b"hhea")
        self.units: int = struct.unpack_from(">H", head, 18)[0]
        self.box: tuple[int, ...] = struct.unpack_from(">4h", head, 36)
        (long_places,) = struct.unpack_from(">h", head, 50)
        self._place = struct.Struct(">LL" if long_places else ">HH")
        self._worth = 1 if long_places else 2
        self.above, self.below = struct.unpack_from(">hh", hhea, 4)
        (self._measured,) = struct.unpack_from(">H", hhea, 34)
        (self.count,) = struct.unpack_from(">H", self.table(b"maxp"), 4)
        self._glyphs: dict[int, int] = {}
        self._find = self._characters()

    def table(self, tag: bytes) -> bytes:
        """Return a table as it is, empty where the file has none."""
        at, length = self._tables.get(tag, (0, 0))
        return self._data[at : at + length]

    def glyph_of(self, char: int) -> int:
        """Return the number of a character's glyph, 0 where the face has none."""
        found = self._glyphs.get(char)
        if found is None:
            found = self._glyphs[char] = self._find.glyph_of(char)
        return found

    def width(self, glyph: int) -> float:
        """Return a glyph's width in thousandths of the type size."""
        at, _length = self._tables[b"hmtx"]
        place = at + 4 * min(glyph, self._measured - 1)
        width: int = struct.unpack_from(">H", self._data, place)[0]
        return width * 1000 / self.units

    def metric(self, glyph: int) -> bytes:
        """Return a glyph's width and left bearing as a font file holds them."""
        at, _length = self._tables[b"hmtx"]
        if glyph < self._measured:
            return self._data[at + 4 * glyph : at + 4 * glyph + 4]
        last = at + 4 * (self._measured - 1)
        bearing = at + 4 * self._measured + 2 * (glyph - self._measured)
        return self._data[last : last + 2] + self._data[bearing : bearing + 2]

    def outline(self, glyph: int) -> bytes:
        """Return a glyph's outline, empty for a blank."""
        if not 0 <= glyph < self.count:
            return b""
        at, _length = self._tables[b"loca"]
        since, to = self._place.unpack_from(self._data, at + self._place.size // 2 * glyph)
        glyphs, length = self._tables[b"glyf"]
        since, to = since * self._worth, min(to * self._worth, length)
        return self._data[glyphs + since : glyphs + to]

    def _characters(self) -> "_Characters":
        start, _length = self._tables[b"cmap"]
        (count,) = struct.unpack_from(">H", self._data, start + 2)
        known: dict[int, int] = {}
        for number in range(count):
            platform, encoding, at = struct.unpack_from(">HHL", self._data, start + 4 + 8 * number)
            (kind,) = struct.unpack_from(">H", self._data, start + at)
            if platform == 0 or (platform == 3 and encoding in {1, 10}):
                known.setdefault(kind, start + at)
        if _WHOLE_UNICODE in known:
            return _Characters(self._data, tuple(_groups(self._data, known[_WHOLE_UNICODE])))
        if _BASIC_PLANE in known:
            return _Characters(self._data, tuple(_segments(self._data, known[_BASIC_PLANE])))
        raise ValueError("no map of Unicode characters")


class _Characters:
    """A map from characters to glyphs: stretches of characters, each told by one rule."""

    def __init__(self, data: "mmap.mmap", stretches: tuple[tuple[int, int, int, int], ...]) -> None:
        self._data = data
        self._stretches = sorted(stretches)  # as they should be already
        self._starts = [start for start, _end, _plus, _at in self._stretches]

    def glyph_of(self, char: int) -> int:
        place = bisect_right(self._starts, char) - 1
        if place < 0:
            return 0
        start, end, plus, at = self._stretches[place]
        if char > end:
            return 0
        if not at:
            return (char + plus) & 0xFFFF
        (glyph,) = struct.unpack_from(">H", self._data, at + 2 * (char - start))
        return (glyph + plus) & 0xFFFF if glyph else 0


def _groups(data: "mmap.mmap", at: int) -> Iterator[tuple[int, int, int, int]]:
    (count,) = struct.unpack_from(">L", data, at + 12)
    for start, end, glyph in struct.iter_unpack(">LLL", data[at + 16 : at + 16 + 12 * count]):
        yield start, end, glyph - start, 0


def _segments(data: "mmap.mmap", at: int) -> Iterator[tuple[int, int, int, int]]:
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    pluses = struct.unpack_from(f">{count}H", data, at + 16 + 2 * double)
    offsets = at + 16 + 3 * double
    told = struct.unpack_from(f">{count}H", data, offsets)
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        place = offsets + 2 * number + told[number] if told[number] else 0
        yield start, end, pluses[number], place


def parts_of(outline: bytes) -> Iterator[tuple[int, int]]:
    """Yield where an outline that is made of others names them, and which: (place, glyph)."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] != _COMPOSITE:
        return
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        yield at + 2, glyph
        at += 8 if flags & _WORDS else 6
        for flag, size in ((_SCALED, 2), (_TWO_SCALES, 4), (_MATRIX, 8)):
            at += size if flags & flag else 0


@cache
def outlines(path: Path, number: int) -> Outlines:
    """Return a face, opened once."""
    return Outlines(path, number)
