"""Pictures of a period as PNG at print resolution, for papers that are edited in Word."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color

from mediation_desk.domain.statistics import Picture
from mediation_desk.reports import pictures
from mediation_desk.typeset import corrections, fonts

DOTS = 300
"""Dots per inch, as printers of offices have them."""
_POINTS = 72
_COLOURS = 32
_FINER = 2
"""Drawn so much finer and then reduced: slanting lines are smooth."""

Ink = tuple[int, int, int]


def png(picture: Picture, width: float, height: float) -> bytes:
    """Return a picture without its title, so large in points, as PNG."""
    with corrections.press():
        drawn = pictures.drawing(picture, width, height, titled=False)
        scale = DOTS / _POINTS * _FINER
        image = Image.new("RGB", (round(width * scale), round(height * scale)), "white")
        _draw(ImageDraw.Draw(image), drawn, scale, image.height)
    small = image.resize((image.width // _FINER, image.height // _FINER), Image.Resampling.BOX)
    target = BytesIO()
    few = small.quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(target, "PNG", dpi=(DOTS, DOTS), optimize=True)
    return target.getvalue()


def _draw(brush: ImageDraw.ImageDraw, drawing: Drawing, scale: float, height: int) -> None:
    for shape in drawing.contents:
        match shape:
            case Rect():
                top, foot = (height - y * scale for y in (shape.y + shape.height, shape.y))
                box = (shape.x * scale, top, (shape.x + shape.width) * scale, foot)
                brush.rectangle(
                    box, _ink(shape.fillColor), _ink(shape.strokeColor),
                    _thick(shape.strokeWidth, scale),
                )  # fmt: skip
            case Line():
                ends = (
                    *(shape.x1 * scale, height - shape.y1 * scale),
                    *(shape.x2 * scale, height - shape.y2 * scale),
                )
                brush.line(ends, _ink(shape.strokeColor), _thick(shape.strokeWidth, scale))
            case String():
                face = _face(shape.fontName, round(shape.fontSize * scale))
                place = (shape.x * scale, height - shape.y * scale)
                brush.text(place, shape.text, _ink(shape.fillColor), face, anchor="ls")


def _ink(colour: Color | None) -> Ink | None:
    if colour is None:
        return None
    red, green, blue = (round(part * 255) for part in colour.rgb())
    return red, green, blue


def _thick(width: float, scale: float) -> int:
    return max(1, round(width * scale))


@cache
def _face(name: str, size: int) -> ImageFont.FreeTypeFont:
    path, number = fonts.file_of(name)
    return ImageFont.truetype(str(path), size, index=number)
