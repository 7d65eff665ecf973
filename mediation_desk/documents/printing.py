"""Read a filled Word file, set its pages, draw them. `pdf` is the door to it."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from lxml import etree

from mediation_desk.documents.drawing import Drawing
from mediation_desk.documents.layout import Block, Document, Paragraph, Text
from mediation_desk.documents.pages import Page, set_pages
from mediation_desk.documents.unprintable import require_printable
from mediation_desk.documents.word_reader import read
from mediation_desk.documents.word_undrawn import undrawn
from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.typeset import fonts


def to_pdf(docx: bytes, title: str) -> bytes:
    """Return the pages of a filled .docx; a character that no font has is refused by name."""
    return joined_pdf([("", docx)], title)


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

    def add(self, heading: str, docx: bytes) -> None:
        """Add a paper, with a heading for the outline, or refuse it and leave it out."""
        pages = _pages(docx)
        with fonts.press():
            self._drawing.add(heading, pages)

    def finish(self) -> bytes:
        """Return the PDF."""
        with fonts.press():
            return self._drawing.finish()


@lru_cache(maxsize=1)
def _pages(docx: bytes) -> tuple[Page, ...]:
    """Set the pages of a paper; one that is drawn by itself and then bound is set once."""
    document = _read(docx)
    with fonts.press():
        require_printable(_texts(document))
        return tuple(set_pages(document))


def check(docx: bytes) -> None:
    """Refuse a filled .docx that cannot be printed here."""
    require_printable(_texts(_read(docx)))


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
