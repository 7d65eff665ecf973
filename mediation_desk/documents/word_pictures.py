"""Read the pictures of a Word file: those in the line, and those over or behind the text."""

from collections.abc import Iterator

from lxml import etree

from mediation_desk.documents.layout import Edge, Floating, Picture, Place
from mediation_desk.documents.word_xml import DRAWING, PLACED, RELATION, Package, drawn
from mediation_desk.i18n import N_

_WRAPPED = N_("pictures that the text flows around")
_OTHER = N_("pictures other than PNG and JPEG")
_KINDS = (b"\x89PNG", b"\xff\xd8")
_EDGES = {
    "page": Edge.PAGE,
    "topMargin": Edge.PAGE,
    "leftMargin": Edge.PAGE,
    "margin": Edge.MARGIN,
    "column": Edge.TEXT,
    "character": Edge.TEXT,
    "paragraph": Edge.TEXT,
    "line": Edge.TEXT,
}
_SHARES = {"left": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "bottom": 1.0}


def pictures(
    drawing: etree._Element, package: Package, targets: dict[str, str], notes: dict[str, None]
) -> Iterator[Picture | Floating]:
    """Return the pictures of a drawing; `notes` gets what cannot be carried over."""
    for frame in drawing:
        if frame.tag not in {f"{PLACED}inline", f"{PLACED}anchor"}:
            continue
        size, blip = frame.find(f"{PLACED}extent"), frame.find(f".//{DRAWING}blip")
        if size is None or blip is None:
            continue
        data = package.data(targets.get(blip.get(f"{RELATION}embed", ""), ""))
        if not data.startswith(_KINDS):
            notes[_OTHER] = None
            continue
        picture = Picture(data, drawn(size.get("cx")), drawn(size.get("cy")))
        if frame.tag == f"{PLACED}inline":
            yield picture
            continue
        if frame.find(f"{PLACED}wrapNone") is None:
            notes[_WRAPPED] = None
        yield Floating(picture, place(frame, "positionH"), place(frame, "positionV"))


def place(frame: etree._Element, direction: str) -> Place:
    """Read where a floating frame stands along one direction."""
    position = frame.find(f"{PLACED}{direction}")
    if position is None:
        return Place()
    edge = _EDGES.get(position.get("relativeFrom", ""), Edge.MARGIN)
    share = _SHARES.get(position.findtext(f"{PLACED}align", ""))
    if share is not None and edge is Edge.TEXT and direction == "positionH":
        edge = Edge.MARGIN
    return Place(edge, drawn(position.findtext(f"{PLACED}posOffset")), share)
