"""Read a filled Word file, set its pages, draw them. `pdf` is the door to it."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache

from lxml import etree

from mediation_desk.documents.drawing import Drawing
from mediation_desk.documents.layout import Block, Document, Paragraph, Text
from mediation_desk.documents.marks import Glyphs
from mediation_desk.documents.pages import Page, set_pages
from mediation_desk.documents.unprintable import lacking, refusal
from mediation_desk.documents.word_reader import read
from mediation_desk.documents.word_undrawn import undrawn
from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.typeset import fonts


def to_pdf(
    docx: bytes, title: str, given: Mapping[str, object] | None = None, *, boxes: bool = False
) -> bytes:
    """Return the pages of a filled .docx; a character that no font has is refused by name.

    `given` are the values it was filled with, by which its place is told; with `boxes` a box
    stands for it without a question.
    """
    binder = Binder(title)
    binder.add("", docx, given, boxes=boxes)
    return binder.finish()


def joined_pdf(parts: Sequence[tuple[str, bytes]], title: str) -> bytes:
    """Return several filled .docx one after the other, each with a heading in the outline."""
    binder = Binder(title)
    for heading, docx in parts:
        binder.add(heading, docx)
    return binder.finish()


class Binder:
    """Binds filled .docx into one PDF, one after the other."""

    def __init__(self, title: str) -> None:
        """Begin with nothing in it."""
        with fonts.press():
            self._drawing = Drawing(title)

    def add(
        self,
        heading: str,
        docx: bytes,
        given: Mapping[str, object] | None = None,
        *,
        boxes: bool = False,
        own_sheets: bool = False,
    ) -> None:
        """Add a paper, with a heading for the outline, or refuse it and leave it out."""
        pages, texts = _pages(docx)
        if not boxes and (found := lacking(texts)):
            raise refusal(found, texts, _with_boxes(pages), given, docx)
        with fonts.press():
            self._drawing.add(heading, pages, own_sheets=own_sheets)

    def finish(self) -> bytes:
        """Return the PDF."""
        with fonts.press():
            return self._drawing.finish()


@lru_cache(maxsize=1)
def _pages(docx: bytes) -> tuple[tuple[Page, ...], list[str]]:
    """Set the pages of a paper; one that is drawn by itself and then bound is set once."""
    document = _read(docx)
    with fonts.press():
        return tuple(set_pages(document)), _texts(document)


def _with_boxes(pages: Sequence[Page]) -> list[int]:
    """Return which pages have a box for a character that no font has."""
    return [
        page.numbers.page
        for page in pages
        if any(
            isinstance(mark, Glyphs) and fonts.BY_HAND in mark.text
            for strip in page.strips
            for mark in strip.marks
        )
    ]


def check(docx: bytes, given: Mapping[str, object] | None = None) -> None:
    """Refuse a filled .docx that cannot be printed here."""
    texts = _texts(_read(docx))
    if found := lacking(texts):
        raise refusal(found, texts, given=given, docx=docx)


def boxes_in(docx: bytes) -> tuple[str, ...]:
    """Return the characters of a filled .docx for which boxes are drawn."""
    return fonts.missing(_texts(_read(docx)))


def not_carried(docx: bytes) -> dict[str, tuple[str, ...]]:
    """Name what a template has that our PDF cannot show, each with the places where it stands."""
    found: dict[str, dict[str, None]] = {}
    with _readable():
        for one in undrawn(docx):
            found.setdefault(one.name, {})[one.place] = None
    return {name: tuple(filter(None, places)) for name, places in found.items()}


def _read(docx: bytes) -> Document:
    with _readable():
        return read(docx)


@contextmanager
def _readable() -> Iterator[None]:
    """Refuse what turns out not to be a Word file while it is read."""
    try:
        yield
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise FileRefused(_("This is not a Word file (.docx) that can be read.")) from error


def _texts(document: Document) -> list[str]:
    found: list[str] = []

    def collect(blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                found.extend(part.text for part in block.inlines if isinstance(part, Text))
            else:
                for row in block.rows:
                    for cell in row.cells:
                        collect(cell.blocks)

    for section in document.sections:
        for blocks in (section.blocks, *section.headers.values(), *section.footers.values()):
            collect(blocks)
    return found
