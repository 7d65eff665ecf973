"""Cut the fonts of this folder from their open sources. A tool for developers, rarely run.

    python resources/fonts/build.py --serif DIR --sans DIR --kai FILE --unihan FILE

`DIR` are the unpacked npm packages @expo-google-fonts/noto-serif-sc and noto-sans-sc (0.4.3),
`--kai` is LXGWWenKai-Regular.ttf (Debian fonts-lxgw-wenkai), `--unihan` is
Unihan_OtherMappings.txt.bz2 (Debian unicode-data), which marks the 8,105 characters of the
Table of General Standard Chinese Characters. The licence reserves the names of the sources
for their makers, so the cut faces bear names of our own.
"""

import argparse
import bz2
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
BOX, DASH = 0x25A1, 0x2014
UNTICKED, TICKED, CROSSED = 0x2610, 0x2611, 0x2612
SIGNS = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0xFF),  # Latin-1
    (0x2002, 0x203B),  # spaces, quotation marks, dashes, ellipsis
    (0x20AC, 0x20AC),  # the euro
    (0x2713, 0x2717),  # ticks
    (0x3000, 0x301F),  # Chinese punctuation
    (0xFF01, 0xFFE5),  # full width
)
MORE_SIGNS = (
    (0x2100, 0x218F),  # letter-like signs, Roman figures
    (0x2190, 0x2199),  # arrows
    (0x2460, 0x24FF),  # figures in circles and brackets
    (0x25A0, 0x25FF),  # boxes and triangles
    (0x3380, 0x33DF),  # squared units such as ㎡
)
NAMES = (
    (0x3400, 0x4DBF),  # extension A
    (0x4E00, 0x9FFF),  # the unified characters, those of GBK among them
    (0xF900, 0xFAFF),  # forms kept for old character sets
)
"""What GB 18030 (level 2) asks for besides the table of 2013: the characters that names bear."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One face to make: its name, style, source and the characters it keeps."""

    family: str
    style: str
    source: Path
    keep: frozenset[int]


def characters(codec: str) -> frozenset[int]:
    """Return every two-byte character of an old character set."""
    found = set()
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            text = bytes((high, low)).decode(codec, errors="ignore")
            if len(text) == 1 and not 0xE000 <= ord(text) < 0xF900:
                found.add(ord(text))
    return frozenset(found)


def standard_characters(unihan: Path) -> frozenset[int]:
    """Return the 8,105 characters of the state's table of 2013 (通用规范汉字表)."""
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        fields = (line.split("\t") for line in lines if "\tkTGH\t" in line)
        return frozenset(int(code[2:], 16) for code, *_rest in fields)


def rename(font: TTFont, family: str, style: str) -> None:
    """Give the face our name and keep the makers' copyright and licence."""
    table = font["name"]
    kept = {number: table.getDebugName(number) for number in (0, 13, 14)}
    table.names = []
    postscript = f"{family.replace(' ', '')}-{style}"
    ours = {1: family, 2: style, 3: postscript, 4: f"{family} {style}", 5: "Version 1.000"}
    for number, text in {**kept, **ours, 6: postscript}.items():
        if text:
            table.setName(text, number, 3, 1, 0x409)


def draw_ticks(font: TTFont) -> None:
    """Add ☐ ☑ ☒, which the sources lack, on the outline of their own □."""
    glyphs, widths = font["glyf"], font["hmtx"]
    box = font.getBestCmap()[BOX]
    edge = glyphs[box]
    left, right, bottom, top = edge.xMin, edge.xMax, edge.yMin, edge.yMax
    across, up = right - left, top - bottom

    def point(x: float, y: float) -> tuple[int, int]:
        return round(left + x * across), round(bottom + y * up)

    tick = [(0.2, 0.5), (0.27, 0.57), (0.43, 0.4), (0.75, 0.78), (0.82, 0.71), (0.43, 0.24)]
    rising = [(0.2, 0.27), (0.73, 0.8), (0.8, 0.73), (0.27, 0.2)]
    falling = [(0.2, 0.73), (0.27, 0.8), (0.8, 0.27), (0.73, 0.2)]
    for code, strokes in ((UNTICKED, ()), (TICKED, (tick,)), (CROSSED, (rising, falling))):
        pen = TTGlyphPen(None)
        glyphs[box].draw(pen, glyphs)
        for stroke in strokes:
            pen.moveTo(point(*stroke[0]))
            for corner in stroke[1:]:
                pen.lineTo(point(*corner))
            pen.closePath()
        name = f"box{code:04X}"
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        glyphs[name] = pen.glyph()
        widths[name] = widths[box]
        for part in font["cmap"].tables:
            if part.isUnicode():
                part.cmap[code] = name


def widen_dash(font: TTFont) -> None:
    """Let the dash fill its square, so that two of them (——) join into one line."""
    name = font.getBestCmap()[DASH]
    glyph = font["glyf"][name]
    across = glyph.xMax - glyph.xMin
    em = font["head"].unitsPerEm
    glyph.coordinates.translate((-glyph.xMin, 0))
    glyph.coordinates.scale((em / across, 1))
    glyph.coordinates.toInt()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (em, 0)


def spanned(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return every code in the ranges."""
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


def make(cut: Cut) -> Path:
    """Write one face and return its file."""
    font = TTFont(cut.source)
    options = Options(
        layout_features=[], hinting=False, notdef_outline=True, drop_tables=["BASE", "STAT"]
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=cut.keep)
    subsetter.subset(font)
    for needless in {"GSUB", "GPOS", "GDEF", "vhea", "vmtx", "gasp"} & set(font.keys()):
        del font[needless]
    if DASH in cut.keep:
        widen_dash(font)
    if BOX in cut.keep:
        draw_ticks(font)
    rename(font, cut.family, cut.style)
    target = HERE / f"{cut.family.replace(' ', '')}-{cut.style}.ttf"
    font.save(target)
    return target


def cuts(serif: Path, sans: Path, kai: Path, unihan: Path) -> Iterable[Cut]:
    """List the faces: Song carries most names, Rare what only the Kai source has."""
    plain = characters("gb2312") | spanned(SIGNS)
    standard = plain | standard_characters(unihan)
    wide = standard | characters("gbk") | characters("big5") | spanned(MORE_SIGNS + NAMES)
    rare = {code for code in TTFont(kai).getBestCmap() if code > 0xFFFF} - standard
    regular = serif / "400Regular" / "NotoSerifSC_400Regular.ttf"
    bold = serif / "700Bold" / "NotoSerifSC_700Bold.ttf"
    yield Cut("Md Song", "Regular", regular, wide)
    yield Cut("Md Song", "Bold", bold, standard)
    yield Cut("Md Hei", "Bold", sans / "700Bold" / "NotoSansSC_700Bold.ttf", standard)
    yield Cut("Md Kai", "Regular", kai, standard)
    yield Cut("Md Rare", "Regular", kai, frozenset(rare))


def main() -> None:
    """Read the command line and make every face."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("serif", "sans", "kai", "unihan"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    chosen = parser.parse_args()
    for cut in cuts(chosen.serif, chosen.sans, chosen.kai, chosen.unihan):
        make(cut)


if __name__ == "__main__":
    main()
