"""Draw set pages into a PDF."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from mediation_desk.documents.layout import Edge, Place
from mediation_desk.documents.marks import Afloat, Fill, Glyphs, Image, Stroke
from mediation_desk.documents.pages import Page
from mediation_desk.typeset.pdf_file import PdfFile

_SLANT = 0.2
_FILLED, _FILLED_AND_STROKED = 0, 2
_EMBOLDENED = 1 / 36  # the thickness added, in parts of the size
_BLACK = "000000"


class Drawing:
    """One PDF under way: papers are drawn one after the other, so that only one is held."""

    def __init__(self, title: str) -> None:
        """Begin; the same papers give the same bytes."""
        self._file = PdfFile(title)

    def add(self, heading: str, pages: Sequence[Page]) -> None:
        """Draw a paper; with a heading the outline leads to its first page."""
        if heading:
            self._file.head(heading)
        for page in pages:
            drawn = _Drawn(self._file, page)
            content = "\n".join(drawn.everything())
            self._file.page(page.sheet.width, page.sheet.height, content, drawn.pictures)

    def finish(self) -> bytes:
        """Return the PDF."""
        return self._file.finish()


class _Drawn:
    """One page under way: areas first, then lines and pictures, then text."""

    def __init__(self, file: PdfFile, page: Page) -> None:
        self._file = file
        self._page = page
        self._height = page.sheet.height
        self.pictures: list[str] = []

    def everything(self) -> Iterable[str]:
        """Yield what draws all marks of the page."""
        glyphs: list[tuple[float, float, Glyphs]] = []
        others: list[tuple[float, float, Fill | Stroke | Image | Afloat]] = []
        for strip in self._page.strips:
            y = self._height - strip.y
            for mark in strip.marks:
                if isinstance(mark, Glyphs):
                    glyphs.append((strip.x, y, mark))
                else:
                    others.append((strip.x, y, mark))
        for x, y, mark in others:
            if isinstance(mark, Fill):
                at = y - mark.y - mark.height
                yield f"{_colour(mark.colour)} rg"
                yield f"{x + mark.x:.2f} {at:.2f} {mark.width:.2f} {mark.height:.2f} re f"
        yield from _lines(
            (x + mark.x, y - mark.y, x + mark.to_x, y - mark.to_y, mark.width, mark.colour)
            for x, y, mark in others
            if isinstance(mark, Stroke)
        )
        for x, y, mark in others:
            if isinstance(mark, Image):
                yield self._picture(x, y, mark)
            elif isinstance(mark, Afloat):
                yield self._picture(0.0, self._height, self._ashore(x, self._height - y, mark))
        if glyphs:
            yield from self._text(glyphs)

    def _picture(self, x: float, y: float, mark: Image) -> str:
        name = self._file.picture(mark.data)
        self.pictures.append(name)
        at = f"{x + mark.x:.2f} {y - mark.y - mark.height:.2f}"
        return f"q {mark.width:.2f} 0 0 {mark.height:.2f} {at} cm /{name} Do Q"

    def _ashore(self, x: float, y: float, mark: Afloat) -> Image:
        """Place a floating picture on the page."""
        sheet, picture = self._page.sheet, mark.floating.picture
        margins = sheet.margins
        return Image(
            _placed(mark.floating.across, x + mark.x, sheet.width, margins.left, margins.right,
                    picture.width),
            _placed(mark.floating.down, y + mark.y, sheet.height, margins.top, margins.bottom,
                    picture.height),
            picture.width,
            picture.height,
            picture.data,
        )  # fmt: skip

    def _text(self, glyphs: Iterable[tuple[float, float, Glyphs]]) -> Iterable[str]:
        colour, gap, bold, stretch = _BLACK, 0.0, False, 1.0
        font: tuple[str, float] | None = None
        yield f"BT {_colour(colour)} rg"
        for x, y, mark in glyphs:
            if mark.colour != colour:
                colour = mark.colour
                yield f"{_colour(colour)} rg"
            if mark.gap != gap or mark.stretch != stretch:
                gap, stretch = mark.gap, mark.stretch
                yield f"{stretch * 100:g} Tz {gap / stretch:.4f} Tc"
            if mark.embolden or bold:
                bold = mark.embolden
                yield _thickness(mark)
            slant = _SLANT if mark.slant else 0
            place = f"1 0 {slant} 1 {x + mark.x:.2f} {y - mark.y:.2f} Tm"
            text = mark.text if mark.number is None else self._page.numbers.text(mark.number)
            for name, codes in self._file.pieces(mark.face, text):
                if font != (name, mark.size):
                    font = name, mark.size
                    yield f"/{name} {mark.size:g} Tf"
                yield f"{place} <{codes}> Tj"
                place = ""
        yield "ET"


def _lines(strokes: Iterable[tuple[float, float, float, float, float, str]]) -> Iterable[str]:
    """Draw lines, each once although two cells share it, in as few paths as possible."""
    alike: dict[tuple[float, str], dict[str, None]] = {}
    for x, y, to_x, to_y, width, colour in strokes:
        line = f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l"
        alike.setdefault((width, colour), {})[line] = None
    for (width, colour), lines in alike.items():
        yield f"{_colour(colour)} RG {width:.4g} w"
        yield from lines
        yield "S"


def _thickness(mark: Glyphs) -> str:
    """Draw the outline too where a face has no bold of its own."""
    if not mark.embolden:
        return f"{_FILLED} Tr"
    return f"{_FILLED_AND_STROKED} Tr {_colour(mark.colour)} RG {mark.size * _EMBOLDENED:.3f} w"


def _placed(
    place: Place, text: float, whole: float, before: float, after: float, size: float
) -> float:
    """Return where a floating picture begins along one direction of the page."""
    if place.edge is Edge.TEXT:
        return text + place.offset
    start, end = (0.0, whole) if place.edge is Edge.PAGE else (before, whole - after)
    if place.share is None:
        return start + place.offset
    return start + (end - start - size) * place.share


@lru_cache(maxsize=256)
def _colour(text: str) -> str:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return f"{red:.3f} {green:.3f} {blue:.3f}"
