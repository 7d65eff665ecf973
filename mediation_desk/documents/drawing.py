"""Draw set pages into a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mediation_desk.documents.kept import Kept, OfSame
from mediation_desk.documents.layout import Edge, Place
from mediation_desk.documents.marks import Afloat, Fill, Glyphs, Image, Mark, Stroke
from mediation_desk.documents.pages import Page
from mediation_desk.typeset.pdf_file import PdfFile, compressed, font_resource, plain_codes

_SLANT = 0.2
_FILLED, _FILLED_AND_STROKED = 0, 2
_EMBOLDENED = 1 / 36  # the thickness added, in parts of the size
_BLACK = "000000"


class Drawing:
    """One PDF under way: papers are drawn one after the other, so that only one is held."""

    def __init__(self, title: str) -> None:
        """Begin; the same papers give the same bytes."""
        self._file = PdfFile(title)

    def add(self, heading: str, pages: Sequence[Page], *, own_sheets: bool = False) -> None:
        """Draw a paper; with a heading the outline leads to its first page.

        On sheets of its own an odd last page has an empty back, where both sides are printed.
        """
        if heading:
            self._file.head(heading)
        for page in pages:
            marks = tuple([strip.marks for strip in page.strips])
            places = tuple([(id(strip.marks), strip.x, strip.y) for strip in page.strips])
            key = page.sheet.height, page.numbers, places
            known = _PAGES.get(key)
            if known is None:
                drawn = _Drawn(self._file, page)
                content = compressed("\n".join(drawn.everything()))
                known = _Finished(marks, content, drawn.used(), tuple(drawn.pictures))
                if drawn.serves_others:
                    _PAGES.put(key, known)
            for face, chars in known.used:
                self._file.note(face, chars)
            size = page.sheet.width, page.sheet.height
            self._file.page(*size, known.content, known.pictures)
        if own_sheets and len(pages) % 2:
            self._file.page(pages[-1].sheet.width, pages[-1].sheet.height, compressed(""), ())

    def finish(self) -> bytes:
        """Return the PDF."""
        return self._file.finish()


@dataclass(frozen=True, slots=True)
class _State:
    """How characters are drawn until something else is said."""

    font: str = ""
    size: float = 0.0
    colour: str = _BLACK
    gap: float = 0.0
    stretch: float = 1.0
    embolden: bool = False

    def after(self, other: _State) -> Iterator[str]:
        """Yield what leads here from another state."""
        if self.colour != other.colour:
            yield f"{_colour(self.colour)} rg"
        if self.gap != other.gap or self.stretch != other.stretch:
            yield f"{self.stretch * 100:g} Tz {self.gap / self.stretch:.4f} Tc"
        if self.embolden and (self.size, self.colour, True) != (
            other.size,
            other.colour,
            other.embolden,
        ):
            thick = f"{_colour(self.colour)} RG {self.size * _EMBOLDENED:.3f} w"
            yield f"{_FILLED_AND_STROKED} Tr {thick}"
        elif other.embolden and not self.embolden:
            yield f"{_FILLED} Tr"
        if self.font != other.font or self.size != other.size:
            yield f"/{self.font} {self.size:g} Tf"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a strip looks like, seen from its own corner; `others` are no text.

    Where some of its text is not the same on every page, all of it is in `special`, in order.
    """

    begins: _State
    ends: _State
    text: str
    used: tuple[tuple[str, frozenset[str]], ...]
    special: tuple[Glyphs, ...]
    strokes: tuple[Stroke, ...]
    others: tuple[Fill | Image | Afloat, ...]


_SHOWN: OfSame[_Shown] = OfSame(600)


def _shown(marks: tuple[Mark, ...]) -> _Shown:
    """Return what a strip looks like; one that was drawn before is not worked out again."""
    return _SHOWN.get(marks, None) or _SHOWN.put(marks, None, _worked_out(marks))


def _worked_out(marks: tuple[Mark, ...]) -> _Shown:
    glyphs = [mark for mark in marks if isinstance(mark, Glyphs)]
    codes = [_codes(mark) for mark in glyphs]
    begins = state = _State()
    written: list[str] = []
    used: dict[str, set[str]] = {}
    if None not in codes:
        x = y = 0.0
        for mark, code in zip(glyphs, codes, strict=True):
            wanted = _state(mark, font_resource(mark.face))
            if not written:
                begins = wanted
            elif wanted is not state:
                written += wanted.after(state)
            state = wanted
            at_x, at_y = round(mark.x, 2), round(mark.y, 2)
            written.append(f"{at_x - x:.2f} {y - at_y:.2f} Td <{code}> Tj")
            x, y = at_x, at_y
            used.setdefault(mark.face, set()).update(mark.text)
    return _Shown(
        begins,
        state,
        "\n".join(written),
        tuple((face, frozenset(chars)) for face, chars in used.items()),
        () if written else tuple(glyphs),
        tuple(mark for mark in marks if isinstance(mark, Stroke)),
        tuple(mark for mark in marks if isinstance(mark, Fill | Image | Afloat)),
    )


def _codes(mark: Glyphs) -> str | None:
    """Return what writes a mark alike on every page and in every PDF, None where nothing does."""
    return None if mark.slant or mark.number is not None else plain_codes(mark.text)


def _state(mark: Glyphs, font: str) -> _State:
    return _known(font, mark.size, mark.colour, mark.gap, mark.stretch, mark.embolden)


_known = lru_cache(maxsize=4096)(_State)
"""The same object for the same state, as long as it is in use."""


@dataclass(frozen=True, slots=True)
class _Finished:
    """A page as it is written: its marks, of which it is known, and what it needs of the file."""

    marks: tuple[tuple[Mark, ...], ...]
    content: bytes
    used: tuple[tuple[str, frozenset[str]], ...]
    pictures: tuple[str, ...]


_PAGES: Kept[_Finished] = Kept(60)


class _Drawn:
    """One page under way: areas first, then lines and pictures, then text.

    `serves_others` says that the same page looks the same in another file.
    """

    def __init__(self, file: PdfFile, page: Page) -> None:
        self._file = file
        self._page = page
        self._height = page.sheet.height
        self._used: dict[str, set[str]] = {}
        self.pictures: list[str] = []
        self.serves_others = True

    def used(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Return the characters that were written, by their face."""
        return tuple((face, frozenset(chars)) for face, chars in self._used.items())

    def everything(self) -> Iterable[str]:
        """Yield what draws all marks of the page."""
        shown = [
            (strip.x, self._height - strip.y, _shown(strip.marks))
            for strip in self._page.strips
            if strip.marks
        ]
        others = [(x, y, mark) for x, y, one in shown for mark in one.others]
        for x, y, mark in others:
            if isinstance(mark, Fill):
                at = y - mark.y - mark.height
                yield f"{_colour(mark.colour)} rg"
                yield f"{x + mark.x:.2f} {at:.2f} {mark.width:.2f} {mark.height:.2f} re f"
        yield from _lines((x, y, one.strokes) for x, y, one in shown if one.strokes)
        for x, y, mark in others:
            if isinstance(mark, Image):
                yield self._picture(x, y, mark)
            elif isinstance(mark, Afloat):
                yield self._picture(0.0, self._height, self._ashore(x, self._height - y, mark))
        yield from self._text(shown)

    def _picture(self, x: float, y: float, mark: Image) -> str:
        name = self._file.picture(mark.data)
        self.serves_others = False
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

    def _text(self, shown: Iterable[tuple[float, float, _Shown]]) -> Iterable[str]:
        state = _State()
        yield f"BT {_colour(state.colour)} rg"
        for x, y, one in shown:
            if one.text:
                for face, chars in one.used:
                    self._used.setdefault(face, set()).update(chars)
                if one.begins is not state:
                    yield from one.begins.after(state)
                yield f"1 0 0 1 {x:.2f} {y:.2f} Tm"
                yield one.text
                state = one.ends
            for mark in one.special:
                slant = _SLANT if mark.slant else 0
                place = f"1 0 {slant} 1 {x + mark.x:.2f} {y - mark.y:.2f} Tm"
                text = mark.text if mark.number is None else self._page.numbers.text(mark.number)
                for name, codes in self._pieces(mark.face, text):
                    wanted = _state(mark, name)
                    yield from wanted.after(state)
                    state = wanted
                    yield f"{place} <{codes}> Tj"
                    place = ""
        yield "ET"

    def _pieces(self, face: str, text: str) -> Iterable[tuple[str, str]]:
        codes = plain_codes(text)
        if codes is None:
            self.serves_others = False
            return self._file.pieces(face, text)
        self._used.setdefault(face, set()).update(text)
        return ((font_resource(face), codes),)


def _lines(strips: Iterable[tuple[float, float, tuple[Stroke, ...]]]) -> Iterable[str]:
    """Draw lines, each once although two cells share it, in as few paths as possible."""
    alike: dict[tuple[float, str], dict[str, None]] = {}
    for x, y, strokes in strips:
        for one in strokes:
            line = f"{x + one.x:.2f} {y - one.y:.2f} m {x + one.to_x:.2f} {y - one.to_y:.2f} l"
            alike.setdefault((one.width, one.colour), {})[line] = None
    for (width, colour), lines in alike.items():
        yield f"{_colour(colour)} RG {width:.4g} w"
        yield from lines
        yield "S"


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
