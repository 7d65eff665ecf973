"""Pictures that a paper is filled with: a field of its template prints one in its line."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

_EMU_PER_MM = 36000
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_NONE = f'<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'.encode()
_FIRST = 9000
"""Above the numbers that Word gives to the drawings of a template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture as PNG with its size on paper in mm; `told` says what it shows."""

    png: bytes
    width: float
    height: float
    told: str

    def __str__(self) -> str:
        """Say what it shows, where a text is wanted."""
        return self.told

    @property
    def name(self) -> str:
        """What its file is called inside the Word file: by its content."""
        return f"drawn-{hashlib.sha256(self.png).hexdigest()[:16]}.png"


def in_run(drawn: Drawn, number: int) -> str:
    """Return the picture as it stands in a run; `number` is its place among those of the part."""
    from xml.sax.saxutils import quoteattr  # brings half of the network library along

    wide, high = (round(side * _EMU_PER_MM) for side in (drawn.width, drawn.height))
    key = _FIRST + number
    said = f'id="{key}" name="picture {number}" descr={quoteattr(drawn.told)}'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr {said}/><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip xmlns:r="{_OFFICE}" r:embed="{_relation(number)}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _relation(number: int) -> str:
    return f"rIdDrawn{number}"


def enclose(parts: dict[str, bytes], part: str, pictures: Sequence[Drawn]) -> None:
    """Put the pictures of a part into the Word file: content, relations and kind of file."""
    if not pictures:
        return
    folder, _slash, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    held = _root(parts.get(relations, _NONE))
    for number, drawn in enumerate(pictures):
        parts[f"{folder}/media/{drawn.name}"] = drawn.png
        _add(
            held,
            "Relationship",
            {
                "Id": _relation(number),
                "Type": f"{_OFFICE}/image",
                "Target": f"media/{drawn.name}",
            },
        )
    parts[relations] = _written(held)
    types = _root(parts["[Content_Types].xml"])
    if all(one.get("Extension", "").lower() != "png" for one in types):
        _add(types, "Default", {"Extension": "png", "ContentType": "image/png"})
        parts["[Content_Types].xml"] = _written(types)


def _root(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _add(root: etree._Element, name: str, values: dict[str, str]) -> None:
    """Add an element of the root's own namespace."""
    etree.SubElement(root, etree.QName(etree.QName(root).namespace, name), values)


def _written(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
