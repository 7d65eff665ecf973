"""Bind a volume of the dossier: cover, list, everything in its order with page numbers, note."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, NameObject, RectangleObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from mediation_desk.documents.photographs import BOUND, as_taken, pages
from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.typeset.corrections import press
from mediation_desk.typeset.fonts import face

A4 = (595.28, 841.89)
_EDGE = 28.0
_TOLERANCE = 6.0
_WORD_SIZE = 120
_TOLD_SIZE, _TOLD_AT = 12, 56.0
_NUMBER_SIZE = 12
_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
Progress = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Part:
    """One PDF in a volume: its heading in the outline, and whether its pages are numbered."""

    heading: str
    pdf: bytes
    numbered: bool = True


class Damaged(FileRefused):
    """A part cannot be bound: which one it is, counted from 0."""

    def __init__(self, name: str, place: int) -> None:
        super().__init__(_("“{name}” is damaged and cannot be bound.").format(name=name))
        self.place = place


def count_pages(pdf: bytes) -> int:
    """Return the number of pages; none where it cannot be read."""
    try:
        return len(PdfReader(BytesIO(pdf)).pages)
    except _BROKEN:
        return 0


def joined_pictures(pictures: Sequence[bytes]) -> bytes:
    """Return pictures as one PDF of A4 pages in their order, each upright and in full quality."""
    out = BytesIO()
    with press():
        canvas = Canvas(out, invariant=True)
        for data in pictures:
            for picture, quarters in as_taken(data):
                reader = ImageReader(picture)
                width, height = reader.getSize()
                across, down = (height, width) if quarters % 2 else (width, height)
                wide, high = A4 if down >= across else (A4[1], A4[0])
                share = min((wide - 2 * _EDGE) / across, (high - 2 * _EDGE) / down)
                canvas.setPageSize((wide, high))
                canvas.translate(wide / 2, high / 2)
                canvas.rotate(-90 * quarters)
                drawn = width * share, height * share
                canvas.drawImage(reader, -drawn[0] / 2, -drawn[1] / 2, *drawn)
                canvas.showPage()
        canvas.save()
    return out.getvalue()


def as_pages(data: bytes, *, turn: int = 0, tilt: int = 0) -> bytes:
    """Return a picture as sheets of A4, upright or lying as the picture does."""
    out = BytesIO()
    with press():
        canvas = Canvas(out, invariant=True)
        for page in pages(data, turn=turn, tilt=tilt, longest=BOUND):
            wide, high = A4 if page.height >= page.width else (A4[1], A4[0])
            canvas.setPageSize((wide, high))
            room = wide - 2 * _EDGE, high - 2 * _EDGE
            share = min(room[0] / page.width, room[1] / page.height)
            drawn = page.width * share, page.height * share
            at = (wide - drawn[0]) / 2, (high - drawn[1]) / 2
            canvas.drawImage(ImageReader(BytesIO(page.jpeg)), *at, *drawn)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def bound(parts: Sequence[Part], title: str, progress: Progress) -> bytes | None:
    """Bind parts into one PDF; None when it was stopped on the way."""
    writer = PdfWriter()
    writer.add_metadata({"/Title": title})
    numbered: list[tuple[int, PageObject]] = []
    for place, part in enumerate(parts):
        if not progress(place, len(parts)):
            return None
        first = len(writer.pages)
        with _whole(part, place):
            for sheet in list(PdfReader(BytesIO(part.pdf)).pages):
                added = writer.add_page(sheet)
                _make_harmless(added)
                _lay_on_a4(added)
                if part.numbered:
                    numbered.append((place, added))
        writer.add_outline_item(title=part.heading, page_number=first)
    stamps = _drawn([page for _place, page in numbered], _number)
    for (place, page), stamp in zip(numbered, stamps, strict=True):
        with _whole(parts[place], place):
            _lay_over(page, stamp)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@contextmanager
def _whole(part: Part, place: int) -> Iterator[None]:
    """Name a part that turns out to be damaged."""
    try:
        yield
    except _BROKEN as error:
        raise Damaged(part.heading, place) from error


def marked(pdf: bytes, word: str, told: str) -> bytes:
    """Return a PDF with a word across each page, pale but seen in black and white.

    What it means is told in words at the head of each page.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    sheets = list(writer.pages)
    for page, mark in zip(sheets, _drawn(sheets, partial(_across, word, told)), strict=True):
        _lay_over(page, mark)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _across(word: str, told: str, canvas: Canvas, wide: float, high: float, _place: int) -> None:
    canvas.setFont(face("黑体", bold=True).name, _TOLD_SIZE)
    canvas.drawCentredString(wide / 2, high - _TOLD_AT, told)
    canvas.setFont(face("黑体", bold=True).name, _WORD_SIZE)
    canvas.setFillGray(0.5, 0.35)
    canvas.translate(wide / 2, high / 2)
    canvas.rotate(45)
    canvas.drawCentredString(0, -_WORD_SIZE / 3, word)


def _make_harmless(page: PageObject) -> None:
    """Take away what a page would do when it is opened or clicked."""
    page.pop("/AA", None)
    notes: Iterable[object] = page.get("/Annots") or ()
    for note in notes:
        found = note.get_object() if hasattr(note, "get_object") else note
        if isinstance(found, DictionaryObject):
            for key in ("/A", "/AA"):
                found.pop(key, None)


def _lay_on_a4(page: PageObject) -> None:
    """Lay a page of another size on A4: a larger one reduced, a smaller one as it is."""
    if page.rotation:
        page.transfer_rotation_to_content()
    wide, high = float(page.cropbox.width), float(page.cropbox.height)
    across, down = A4 if high >= wide else (A4[1], A4[0])
    if abs(wide - across) < _TOLERANCE and abs(high - down) < _TOLERANCE:
        return
    share = min(1.0, across / wide, down / high)
    if share < 1:
        page.scale_by(share)
    box = page.cropbox
    left = float(box.left) - (across - float(box.width)) / 2
    bottom = float(box.bottom) - (down - float(box.height)) / 2
    sheet = RectangleObject((left, bottom, left + across, bottom + down))
    for name in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        page[NameObject(name)] = sheet


def _number(canvas: Canvas, wide: float, high: float, place: int) -> None:
    """Write a page's number at its upper right, as it is looked at."""
    canvas.setFont(face("宋体").name, _NUMBER_SIZE)
    canvas.drawRightString(wide - _EDGE, high - _EDGE + 2, str(place + 1))


def _drawn(
    pages: Sequence[PageObject], draw: Callable[[Canvas, float, float, int], None]
) -> Sequence[PageObject]:
    """Return what is to lie over pages, in fonts that all of them share.

    `draw` is told a page's width and height in points, as it is looked at, and its place from 0.
    """
    if not pages:
        return ()
    out = BytesIO()
    with press():
        canvas = Canvas(out, invariant=True)
        for place, page in enumerate(pages):
            if page.rotation:
                page.transfer_rotation_to_content()
            wide, high = float(page.mediabox.width), float(page.mediabox.height)
            canvas.setPageSize((wide, high))
            draw(canvas, wide, high, place)
            canvas.showPage()
        canvas.save()
    return PdfReader(out).pages


def _lay_over(page: PageObject, drawn: PageObject) -> None:
    box = page.mediabox
    page.merge_transformed_page(
        drawn, Transformation().translate(float(box.left), float(box.bottom))
    )
