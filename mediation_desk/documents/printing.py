"""Read a filled Word file, set its pages, draw them. `pdf` is the door to it."""

import zipfile
from collections.abc import Sequence

from lxml import etree

from mediation_desk.documents.drawing import draw
from mediation_desk.documents.layout import Block, Document, Paragraph, Text
from mediation_desk.documents.pages import set_pages
from mediation_desk.documents.word_reader import read
from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.typeset import fonts


def to_pdf(docx: bytes, title: str) -> bytes:
    """Return the pages of a filled .docx; a character that no font has is refused by name."""
    return joined_pdf([("", docx)], title)


def joined_pdf(parts: Sequence[tuple[str, bytes]], title: str) -> bytes:
    """Return several filled .docx one after the other, each with a heading in the outline."""
    documents = [(heading, _read(docx)) for heading, docx in parts]
    with fonts.press():
        texts = [text for _heading, document in documents for text in _texts(document)]
        if lacking := fonts.missing(texts):
            raise FileRefused(
                _("No font here has these characters: {characters}.").format(
                    characters=" ".join(f"{char} (U+{ord(char):04X})" for char in lacking)
                )
            )
        return draw([(heading, set_pages(document)) for heading, document in documents], title)


def not_carried(docx: bytes) -> tuple[str, ...]:
    """Name what a template has that our PDF cannot show, in the language spoken here."""
    return tuple(_(name) for name in _read(docx).not_carried)


def _read(docx: bytes) -> Document:
    try:
        return read(docx)
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
