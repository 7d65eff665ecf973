"""Photographs and scans as they are shown and bound: upright, turned, reduced.

The original is never touched: what is made here is made of it each time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from mediation_desk.documents.page_edges import without_table
from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

SCREEN = 1600
"""The longer side of a picture that is looked at, in pixels."""
BOUND = 2339
"""The longer side of A4 at 200 dots per inch: small print stays legible."""
STEEPEST = 15.0
"""Photographs are straightened by so many degrees at most; more is a turn."""
_ORIENTATION = 0x0112
_QUARTERS = {1: 0, 6: 1, 3: 2, 8: 3}
"""Quarter turns to the right that a camera's note asks for; mirrored ones are drawn anew."""
_QUALITY = 82
_SAMPLE = 480


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a JPEG, with its size in pixels."""

    jpeg: bytes
    width: int
    height: int


def pages(data: bytes, *, turn: int = 0, tilt: int = 0, longest: int = SCREEN) -> Iterator[Page]:
    """Yield the pages of a picture; a scan (TIFF) may have several.

    `turn` counts quarter turns to the right, `tilt` tenths of a degree to the right.
    """
    from PIL import Image, ImageSequence

    try:
        with Image.open(BytesIO(data)) as picture:
            several = picture.format == "TIFF"
            for frame in ImageSequence.Iterator(picture) if several else (picture,):
                yield _page(_reduced(frame, longest), turn, tilt)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise FileRefused(_("The picture is damaged and cannot be shown.")) from error


def as_taken(data: bytes) -> "Iterator[tuple[BytesIO | Image, int]]":
    """Yield each page of a picture to draw, with the quarter turns to the right it still needs.

    A photograph comes byte for byte as the camera made it, so that nothing is lost.
    """
    from PIL import Image, ImageOps, ImageSequence

    try:
        with Image.open(BytesIO(data)) as picture:
            held = picture.getexif().get(_ORIENTATION, 1)
            if picture.format == "JPEG" and picture.mode in ("RGB", "L") and held in _QUARTERS:
                picture.load()  # a damaged one is found here and not by who opens the PDF
                yield BytesIO(data), _QUARTERS[held]
                return
            several = picture.format == "TIFF"
            for frame in ImageSequence.Iterator(picture) if several else (picture,):
                yield _opaque(ImageOps.exif_transpose(frame) or frame), 0
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise FileRefused(_("The picture is damaged and cannot be shown.")) from error


def _opaque(picture: "Image") -> "Image":
    """Return a picture on white, in colours that a page can have."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        cut_out = picture.convert("RGBA")
        white = Image.new("RGB", cut_out.size, "white")
        white.paste(cut_out, mask=cut_out.getchannel("A"))
        return white
    return picture if picture.mode in ("RGB", "L") else picture.convert("RGB")


def _reduced(picture: "Image", longest: int) -> "Image":
    """Return a small upright copy in colours that a JPEG can have."""
    from PIL import Image, ImageOps

    if picture.format == "JPEG":
        picture.draft("RGB", (longest, longest))  # decodes no more than is wanted
    upright = _opaque(ImageOps.exif_transpose(picture) or picture)
    small = upright.copy() if upright is picture else upright
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return small


def _page(small: "Image", turn: int, tilt: int) -> Page:
    from PIL import Image

    if turn % 4:
        quarters = (
            Image.Transpose.ROTATE_270,
            Image.Transpose.ROTATE_180,
            Image.Transpose.ROTATE_90,
        )
        small = small.transpose(quarters[turn % 4 - 1])
    if tilt:
        small = _straight(small, tilt)
    out = BytesIO()
    small.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return Page(out.getvalue(), small.width, small.height)


def _straight(small: "Image", tilt: int) -> "Image":
    """Turn a page by tenths of a degree, and leave the dark table off on which it lay."""
    from PIL import Image

    white = 255 if small.mode == "L" else (255, 255, 255)
    turned = small.rotate(-tilt / 10, Image.Resampling.BICUBIC, expand=True, fillcolor=white)
    seen = Image.new("L", small.size, 255).rotate(-tilt / 10, expand=True)
    box = without_table(turned, seen)
    return turned.crop(box) if box else turned


def tilt_of(data: bytes, turn: int = 0) -> int:
    """Return by how many tenths of a degree a photographed page must be turned to be straight.

    Lines of print make the rows of a straight page now dark, now light: of all angles, the one
    with the sharpest change from row to row is taken. A picture without lines gives 0.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data)) as picture:
            small = ImageOps.autocontrast(_reduced(picture, _SAMPLE).convert("L"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise FileRefused(_("The picture is damaged and cannot be shown.")) from error
    if turn % 4:
        small = small.rotate(-90 * (turn % 4), expand=True)
    ink = ImageOps.invert(small)
    straight = _sharpness(ink, 0)
    coarse = max(range(-int(STEEPEST), int(STEEPEST) + 1), key=lambda a: _sharpness(ink, a * 10))
    fine = range(max(-150, coarse * 10 - 10), min(150, coarse * 10 + 10) + 1, 2)
    best = max(fine, key=lambda tenths: _sharpness(ink, tenths))
    return best if _sharpness(ink, best) > straight * _CLEARER else 0


_CLEARER = 1.15
"""A page is straightened only where that makes its lines clearly sharper."""


def _sharpness(ink: "Image", tenths: int) -> float:
    """Return how sharply dark and light rows change, in the middle of the page."""
    from PIL import Image

    turned = ink.rotate(-tenths / 10, Image.Resampling.BILINEAR)
    wide, high = turned.size
    middle = turned.crop((wide // 8, high // 8, wide - wide // 8, high - high // 8))
    rows = middle.resize((1, middle.height), Image.Resampling.BOX).tobytes()
    return float(sum((a - b) ** 2 for a, b in pairwise(rows)))
