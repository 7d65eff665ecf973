"""Draw set pages with ReportLab."""

import io
from collections.abc import Iterable, Sequence

from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from mediation_desk.documents.layout import Edge, Place
from mediation_desk.documents.marks import Afloat, Fill, Glyphs, Image, Stroke
from mediation_desk.documents.pages import Page
from mediation_desk.typeset import fonts

_SLANT = 0.2
_FILLED, _FILLED_AND_STROKED = 0, 2
_EMBOLDENED = 1 / 36  # the thickness added, in parts of the size
_BLACK = "000000"


class Drawing:
    """One PDF under way: papers are drawn one after the other, so that only one is held."""

    def __init__(self, title: str) -> None:
        """Begin; the same papers give the same bytes."""
        self._written = io.BytesIO()
        self._canvas = Canvas(
            self._written, invariant=True, initialFontName=fonts.SONG, lang="zh-CN"
        )
        self._canvas.setTitle(title)
        self._outlined = 0

    def add(self, heading: str, pages: Sequence[Page]) -> None:
        """Draw a paper; with a heading the outline leads to its first page."""
        canvas = self._canvas
        if heading:
            canvas.bookmarkPage(f"part{self._outlined}")
            canvas.addOutlineEntry(heading, f"part{self._outlined}")
            self._outlined += 1
        for page in pages:
            canvas.setPageSize((page.sheet.width, page.sheet.height))
            _Drawn(canvas, page).everything()
            canvas.showPage()

    def finish(self) -> bytes:
        """Return the PDF."""
        if self._outlined:
            self._canvas.showOutline()
        self._canvas.save()
        return self._written.getvalue()


class _Drawn:
    """One page under way: areas first, then lines and pictures, then text."""

    def __init__(self, canvas: Canvas, page: Page) -> None:
        self._canvas = canvas
        self._page = page
        self._height = page.sheet.height

    def everything(self) -> None:
        """Draw all marks of the page."""
        marks = [
            (strip.x, self._height - strip.y, mark)
            for strip in self._page.strips
            for mark in strip.marks
        ]
        for x, y, mark in marks:
            if isinstance(mark, Fill):
                self._canvas.setFillColor(_colour(mark.colour))
                at = y - mark.y - mark.height
                self._canvas.rect(x + mark.x, at, mark.width, mark.height, stroke=0, fill=1)
        strokes = (
            (x + mark.x, y - mark.y, x + mark.to_x, y - mark.to_y, mark.width, mark.colour)
            for x, y, mark in marks
            if isinstance(mark, Stroke)
        )
        self._lines(dict.fromkeys(strokes))
        for x, y, mark in marks:
            if isinstance(mark, Image):
                self._picture(x, y, mark)
            elif isinstance(mark, Afloat):
                self._picture(0.0, self._height, self._ashore(x, self._height - y, mark))
        self._text((x, y, mark) for x, y, mark in marks if isinstance(mark, Glyphs))

    def _lines(self, strokes: Iterable[tuple[float, float, float, float, float, str]]) -> None:
        """Draw lines, each once although two cells share it, in as few paths as possible."""
        alike: dict[tuple[float, str], list[tuple[float, float, float, float]]] = {}
        for x, y, to_x, to_y, width, colour in strokes:
            alike.setdefault((width, colour), []).append((x, y, to_x, to_y))
        for (width, colour), lines in alike.items():
            self._canvas.setStrokeColor(_colour(colour))
            self._canvas.setLineWidth(width)
            self._canvas.lines(lines)

    def _picture(self, x: float, y: float, mark: Image) -> None:
        self._canvas.drawImage(
            ImageReader(io.BytesIO(mark.data)),
            x + mark.x,
            y - mark.y - mark.height,
            mark.width,
            mark.height,
            mask="auto",
        )

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

    def _text(self, glyphs: Iterable[tuple[float, float, Glyphs]]) -> None:
        text = self._canvas.beginText()
        colour, gap, bold, stretch = _BLACK, 0.0, False, 1.0
        font: tuple[str, float] | None = None
        text.setFillColor(_colour(colour))
        for x, y, mark in glyphs:
            if mark.colour != colour:
                text.setFillColor(_colour(mark.colour))
                colour = mark.colour
            if (mark.gap, mark.stretch) != (gap, stretch):
                gap, stretch = mark.gap, mark.stretch
                text.setHorizScale(stretch * 100)
                text.setCharSpace(gap / stretch)
            if mark.embolden or bold:
                self._thicken(text, mark)
                bold = mark.embolden
            if font != (mark.face, mark.size):
                font = mark.face, mark.size
                text.setFont(*font)
            if mark.slant:
                text.setTextTransform(1, 0, _SLANT, 1, x + mark.x, y - mark.y)
            else:
                text.setTextOrigin(x + mark.x, y - mark.y)
            if mark.number is None:
                text.textOut(mark.text)
            else:
                text.textOut(self._page.numbers.text(mark.number))
        self._canvas.drawText(text)

    def _thicken(self, text: PDFTextObject, mark: Glyphs) -> None:
        """Draw the outline too where a face has no bold of its own."""
        text.setTextRenderMode(_FILLED_AND_STROKED if mark.embolden else _FILLED)
        if mark.embolden:
            text.setStrokeColor(_colour(mark.colour))
            text._code.append(f"{mark.size * _EMBOLDENED:.3f} w")


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


def _colour(text: str) -> Color:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return Color(red, green, blue)
