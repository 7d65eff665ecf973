"""A PDF as it is written: objects one after the other, fonts whose codes are the characters.

A character's code is its place in Unicode, so a line's bytes are the same in every paper and what
is copied from the PDF is what was printed. Each face is embedded once, with the characters used.
"""

import io
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256

from mediation_desk.typeset import fonts
from mediation_desk.typeset.outlines import Outlines
from mediation_desk.typeset.subset import Packed, cut, font_program, glyph_for, joined, pack

_BEGIN = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_BASIC = 0x10000
_STEAD = range(0xD800, 0xE000)
"""Codes that no character has: they stand for those beyond the basic plane."""
_PAGE = 256
_FULL_BLOCK = 100  # the limit of a block of a CMap, Adobe technical note 5411
_USUAL_WIDTH = 1000
_SYMBOLIC, _STEM = 4, 80


class PdfFile:
    """One PDF under way; pages are given in their order."""

    def __init__(self, title: str) -> None:
        """Begin; the same pages give the same bytes."""
        self._title = title
        self._out = io.BytesIO()
        self._out.write(_BEGIN)
        self._places: dict[int, int] = {}
        self._next = 1
        self._pages: list[int] = []
        self._heads: list[tuple[str, int]] = []
        self._faces: dict[tuple[str, int], _Face] = {}
        self._pictures: dict[bytes, int] = {}
        self._tree, self._fonts = self._reserve(), self._reserve()

    def pieces(self, face: str, text: str) -> Iterable[tuple[str, str]]:
        """Return what writes a text: font resources, and the codes in hexadecimal."""
        codes = plain_codes(text)
        if codes is None:
            return self._beyond(face, text)
        self.note(face, text)
        return ((font_resource(face), codes),)

    def note(self, face: str, chars: Iterable[str]) -> None:
        """Note that characters of the basic plane are written in a face."""
        self._face(face, 0).used.update(chars)

    def picture(self, data: bytes) -> str:
        """Return the resource for a picture; one that comes again is kept once."""
        key = sha256(data).digest()
        if key not in self._pictures:
            self._pictures[key] = self._embedded(data)
        return f"I{self._pictures[key]}"

    def page(self, wide: float, high: float, content: bytes, pictures: Iterable[str] = ()) -> None:
        """Add a page with compressed content; `pictures` are the resources that it uses."""
        text = self._stream(b"", content)
        shown = "".join(f"/{name} {name[1:]} 0 R " for name in sorted(set(pictures)))
        held = f"/XObject << {shown}>> " if shown else ""
        self._pages.append(
            self._put(
                f"<< /Type /Page /Parent {self._tree} 0 R /MediaBox [0 0 {wide:g} {high:g}]"
                f" /Contents {text} 0 R /Resources << /Font {self._fonts} 0 R {held}>> >>"
            )
        )

    def head(self, title: str) -> None:
        """Let the outline lead to the page that comes next."""
        self._heads.append((title, len(self._pages)))

    def finish(self) -> bytes:
        """Return the file."""
        rows = [f"/{face.name} {self._font(face)} 0 R" for face in self._faces.values()]
        self._put(f"<< {' '.join(rows)} >>", self._fonts)
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._put(f"<< /Type /Pages /Count {len(self._pages)} /Kids [{kids}] >>", self._tree)
        outline = f" /Outlines {self._outline()} 0 R /PageMode /UseOutlines" if self._heads else ""
        root = self._put(
            f"<< /Type /Catalog /Pages {self._tree} 0 R /Lang (zh-CN){outline}"
            " /ViewerPreferences << /DisplayDocTitle true >> >>"
        )
        info = self._put(f"<< /Title {_text(self._title)} /Producer (Mediation Desk) >>")
        start = self._out.tell()
        lines = [b"xref\n0 %d\n0000000000 65535 f \n" % self._next]
        lines += [b"%010d 00000 n \n" % self._places[number] for number in range(1, self._next)]
        told = sha256(self._out.getbuffer()).hexdigest()[:32]
        lines.append(
            f"trailer\n<< /Size {self._next} /Root {root} 0 R /Info {info} 0 R"
            f" /ID [<{told}> <{told}>] >>\nstartxref\n{start}\n%%EOF\n".encode()
        )
        self._out.write(b"".join(lines))
        return self._out.getvalue()

    def _reserve(self) -> int:
        self._next += 1
        return self._next - 1

    def _put(self, body: str | bytes, number: int = 0) -> int:
        number = number or self._reserve()
        self._places[number] = self._out.tell()
        data = body.encode("ascii") if isinstance(body, str) else body
        self._out.write(b"%d 0 obj\n%b\nendobj\n" % (number, data))
        return number

    def _stream(self, told: bytes, packed: bytes, coding: bytes = b"/FlateDecode") -> int:
        head = b"<< /Length %d /Filter %b %b>>" % (len(packed), coding, told)
        return self._put(b"%b\nstream\n%b\nendstream" % (head, packed))

    def _face(self, name: str, number: int) -> "_Face":
        found = self._faces.get((name, number))
        if found is None:
            found = _Face(font_resource(name, number), fonts.outlines_of(name), name)
            self._faces[name, number] = found
        return found

    def _beyond(self, name: str, text: str) -> Iterable[tuple[str, str]]:
        """Write a text with characters beyond the basic plane, each by a code of its own."""
        for char in text:
            number = 0
            while (code := self._face(name, number).code(char)) is None:
                number += 1
            yield self._face(name, number).name, f"{code:04x}"

    def _font(self, face: "_Face") -> int:
        made = _embedded_font(face.outlines, "".join(sorted(face.used)), tuple(face.beyond))
        name = f"/{made.tag}+{_name(face.face)}"
        outlines = face.outlines
        box = " ".join(f"{side * 1000 // outlines.units}" for side in outlines.box)
        above, below = (side * 1000 // outlines.units for side in (outlines.above, outlines.below))
        file = self._stream(b"/Length1 %d " % made.length, made.program)
        told = self._put(
            f"<< /Type /FontDescriptor /FontName {name} /Flags {_SYMBOLIC} /FontBBox [{box}]"
            f" /ItalicAngle 0 /Ascent {above} /Descent {below} /CapHeight {above} /StemV {_STEM}"
            f" /FontFile2 {file} 0 R >>"
        )
        places = self._stream(b"", made.places)
        own = self._put(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name} /CIDSystemInfo <<"
            f" /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {told} 0 R"
            f" /DW {_USUAL_WIDTH} /W [{made.widths}] /CIDToGIDMap {places} 0 R >>"
        )
        unicode = self._stream(b"", _to_unicode(face.beyond))
        return self._put(
            f"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H"
            f" /DescendantFonts [{own} 0 R] /ToUnicode {unicode} 0 R >>"
        )

    def _outline(self) -> int:
        top = self._reserve()
        rows = [self._reserve() for _head in self._heads]
        for at, (row, (title, page)) in enumerate(zip(rows, self._heads, strict=True)):
            before = f" /Prev {rows[at - 1]} 0 R" if at else ""
            after = f" /Next {rows[at + 1]} 0 R" if at + 1 < len(rows) else ""
            self._put(
                f"<< /Title {_text(title)} /Parent {top} 0 R{before}{after}"
                f" /Dest [{self._pages[page]} 0 R /Fit] >>",
                row,
            )
        first, last = rows[0], rows[-1]
        told = f"/First {first} 0 R /Last {last} 0 R /Count {len(rows)}"
        return self._put(f"<< /Type /Outlines {told} >>", top)

    def _embedded(self, data: bytes) -> int:
        from PIL import Image

        with Image.open(io.BytesIO(data)) as picture:
            if picture.format == "JPEG" and picture.mode in {"RGB", "L"}:
                return self._stream(_told(picture.size, picture.mode), data, b"/DCTDecode")
            whole = picture.convert("RGBA")
        clear = whole.getchannel("A")
        mask = b""
        if clear.getextrema() != (255, 255):
            own = self._stream(_told(clear.size, "L"), zlib.compress(clear.tobytes()))
            mask = b"/SMask %d 0 R " % own
        drawn = whole.convert("RGB").tobytes()
        return self._stream(_told(whole.size, "RGB") + mask, zlib.compress(drawn))


def compressed(content: str) -> bytes:
    """Return what draws a page as it stands in the file."""
    return zlib.compress(content.encode("ascii"))


def plain_codes(text: str) -> str | None:
    """Return the codes of a text in hexadecimal, None where one is beyond the basic plane."""
    codes = text.encode("utf-16-be")
    return codes.hex() if len(codes) == 2 * len(text) else None


@lru_cache(maxsize=64)
def font_resource(face: str, number: int = 0) -> str:
    """Return what pages call a face; the same in every PDF."""
    return f"{_name(face)}.{number}" if number else _name(face)


class _Face:
    """A face of one file, and the codes of the characters that are written in it."""

    __slots__ = ("beyond", "face", "name", "outlines", "used")

    def __init__(self, name: str, outlines: Outlines, face: str) -> None:
        self.name, self.outlines, self.face = name, outlines, face
        self.beyond: dict[str, int] = {}
        self.used: set[str] = set()

    def code(self, char: str) -> int | None:
        """Return a character's code, or None where this font has no code left."""
        if ord(char) < _BASIC:
            self.used.add(char)
            return ord(char)
        if char not in self.beyond:
            if len(self.beyond) == len(_STEAD):
                return None
            self.beyond[char] = _STEAD[len(self.beyond)]
        return self.beyond[char]


@dataclass(frozen=True, slots=True)
class _EmbeddedFont:
    """A face with some characters, as it stands in a PDF: font file, map to glyphs, widths."""

    program: bytes
    length: int
    places: bytes
    widths: str
    tag: str


@lru_cache(maxsize=32)
def _embedded_font(face: Outlines, chars: str, beyond: tuple[str, ...]) -> _EmbeddedFont:
    """Make a font of sorted characters, and of those beyond the basic plane as codes came."""
    parts, last = list(cut(chars)), sorted(beyond)
    codes = dict(zip(beyond, _STEAD, strict=False))
    program = font_program(face, [*parts, *cut("".join(last))])
    widths = [_widths(face, part) for part in parts]
    widths += [_width(face, char, codes[char]) for char in last]
    return _EmbeddedFont(
        program.packed,
        program.length,
        _places(parts, [codes[char] for char in last]),
        "".join(widths),
        _tag(chars + "".join(last)),
    )


def _told(size: tuple[int, int], mode: str) -> bytes:
    space = b"/DeviceGray" if mode == "L" else b"/DeviceRGB"
    return (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %b"
        b" /BitsPerComponent 8 " % (*size, space)
    )


def _text(text: str) -> str:
    return f"<feff{text.encode('utf-16-be', errors='replace').hex()}>"


def _name(text: str) -> str:
    """Write a name as PDF wants it."""
    return "".join(
        chr(byte) if (chr(byte).isalnum() and byte < 128) or byte == ord("-") else f"#{byte:02x}"
        for byte in text.encode()
    )


def _tag(chars: str) -> str:
    """Return the six letters that tell this part of a face from others."""
    number = zlib.crc32(chars.encode())
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _places(parts: Sequence[str], beyond: Sequence[int]) -> bytes:
    """Return the map from codes to glyphs, compressed; most of it is empty.

    Glyphs follow each other as the characters do, those beyond the basic plane last.
    """
    rows: list[tuple[str, Iterable[int]]] = []
    glyph = 1
    for part in parts:
        rows.append((part, range(glyph, glyph + len(part))))
        glyph += len(part)
    if beyond:
        own = {chr(code): glyph + at for at, code in enumerate(beyond)}
        rows += [(part, [own[code] for code in part]) for part in cut("".join(sorted(own)))]
        rows.sort()
    pieces: list[Packed] = []
    full: list[bytes] = []
    at = 0
    for part, glyphs in rows:
        page = ord(part[0]) // _PAGE
        if page > at:
            pieces += [pack(b"".join(full), 1)] if full else []
            pieces.append(_empty(page - at))
            full = []
        full.append(_filled(part).pack(*glyphs))
        at = page + 1
    return joined([*pieces, pack(b"".join(full), 1)])


@lru_cache(maxsize=600)
def _filled(codes: str) -> struct.Struct:
    """Return how the page of the map is written that these codes stand on."""
    told, at = [">"], ord(codes[0]) // _PAGE * _PAGE
    for code in map(ord, codes):
        told.append(f"{2 * (code - at)}xH")
        at = code + 1
    return struct.Struct("".join(told) + f"{-at % _PAGE * 2}x")


@cache
def _empty(pages: int) -> Packed:
    return pack(bytes(2 * _PAGE * pages))


@lru_cache(maxsize=600)
def _widths(face: Outlines, chars: str) -> str:
    return "".join([_width(face, char, ord(char)) for char in chars])


def _width(face: Outlines, char: str, code: int) -> str:
    """Return a character's row in the list of widths, empty for one as wide as most."""
    width = face.width(glyph_for(face, char))
    return "" if width == _USUAL_WIDTH else f"{code} [{width:g}] "


def _to_unicode(beyond: dict[str, int]) -> bytes:
    """Return the map from codes to text: every code is its character, but for those beyond."""
    rows = [f"<{code:04X}> <{char.encode('utf-16-be').hex()}>" for char, code in beyond.items()]
    return _unicode_map(tuple(rows))


@lru_cache(maxsize=64)
def _unicode_map(rows: tuple[str, ...]) -> bytes:
    ranges = [
        f"<{first:04X}> <{first + _PAGE - 1:04X}> <{first:04X}>"
        for first in range(0, _BASIC, _PAGE)
        if first not in _STEAD
    ]
    blocks = [*_blocks("bfrange", ranges), *_blocks("bfchar", rows)]
    text = "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
    return zlib.compress(text.encode("ascii"))


def _blocks(kind: str, rows: Sequence[str]) -> Iterable[str]:
    for start in range(0, len(rows), _FULL_BLOCK):
        block = rows[start : start + _FULL_BLOCK]
        yield from (f"{len(block)} begin{kind}", *block, f"end{kind}")
