"""The placeholders of a template, each with the place where people find it in Word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from mediation_desk.documents.docx import prepared, unpack
from mediation_desk.documents.word_places import placed_paragraphs
from mediation_desk.documents.word_xml import WORD, parsed
from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _

_READ = re.compile(r"word/(document|header|footer|footnotes|endnotes)\d*\.xml")
_TAG = re.compile(r"\{\{(?P<field>.*?)\}\}|\{%(?P<order>.*?)%\}|\{#.*?#\}")
_PREFIX = re.compile(r"^-?\s*(?:(tr|tc|p|r)\s)?(.*?)-?$", re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")  # Word curls them while one types
_PIECES = frozenset({"tr", "tc"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A placeholder: its text as it stands there, what it says, and where.

    `lifts` is the piece that goes with it: a row (tr), a cell (tc), a paragraph (p) or nothing;
    `beside` is other text in that piece, which would be lost; `astray` says that there is none.
    """

    part: str
    place: str
    text: str
    says: str
    is_field: bool
    lifts: str = ""
    beside: str = ""
    astray: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """Text of a paragraph that is left when its placeholders are taken out."""

    place: str
    text: str


def sources(docx: bytes) -> Iterator[str]:
    """Return the parts of a template as Jinja reads them."""
    for name, raw in unpack(docx, ""):
        if _READ.fullmatch(name) and b"{" in raw:
            yield prepared(raw.decode())


def tags_of(docx: bytes, name: str) -> tuple[list[Tag], list[Loose]]:
    """Return the placeholders of a template in their order, and what is left of each paragraph."""
    tags: list[Tag] = []
    left: list[Loose] = []
    for part, raw in unpack(docx, name):
        kind = _READ.fullmatch(part)
        if kind is None:
            continue
        for place, paragraph in placed_paragraphs(root_of_part(raw, name), kind[1]):
            text = _text(paragraph)
            tags.extend(_tags(part, place, paragraph, text))
            left.append(Loose(place=place, text=_TAG.sub("", text)))
    return tags, left


def root_of_part(raw: bytes, name: str) -> etree._Element | None:
    """Return a part of a Word file as a tree; what is none is refused."""
    try:
        return parsed(raw)
    except etree.XMLSyntaxError as error:
        raise FileRefused(_("{name} is not a Word file (.docx).").format(name=name)) from error


def _tags(part: str, place: str, paragraph: etree._Element, text: str) -> Iterator[Tag]:
    for found in _TAG.finditer(text):
        is_field = found["field"] is not None
        if not is_field and found["order"] is None:
            continue
        lifts, says = _parts_of(found["field"] if is_field else found["order"])
        yield Tag(
            part=part,
            place=place,
            text=found[0],
            says=says,
            is_field=is_field,
            lifts=lifts,
            beside=_beside(paragraph, lifts),
            astray=lifts in _PIECES and next(paragraph.iterancestors(WORD + lifts), None) is None,
        )


def _parts_of(inside: str) -> tuple[str, str]:
    found = _PREFIX.match(inside)
    assert found is not None, "every text fits"
    return found[1] or "", found[2].strip().translate(_QUOTES)


def _beside(paragraph: etree._Element, lifts: str) -> str:
    piece: etree._Element | None = paragraph
    if lifts in _PIECES:
        piece = next(paragraph.iterancestors(WORD + lifts), None)
    if not lifts or lifts == "r" or piece is None:
        return ""
    inside = [piece] if piece is paragraph else list(piece.iter(WORD + "p"))
    return "".join(_TAG.sub("", _text(one)) for one in inside).strip()


def _text(paragraph: etree._Element) -> str:
    """Return the text of a paragraph, not that of boxes drawn in it."""
    return "".join(
        piece.text or ""
        for piece in paragraph.iter(WORD + "t")
        if next(piece.iterancestors(WORD + "p"), None) is paragraph
    )
