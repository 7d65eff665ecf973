"""Read the pictures of a Word file: those in the line, and those over or behind the text."""

from collections.abc import Iterator

from lxml import etree

from mediation_desk.documents.layout import Edge, Floating, Picture, Place
from mediation_desk.documents.word_xml import DRAWING, PLACED, RELATION, WORD, Package, drawn
from mediation_desk.i18n import N_

_WRAPPED = N_("pictures that the text flows around")
_OTHER = N_("pictures other than PNG and JPEG")
_CUT = N_("cut, turned or coloured pictures, shown as they are in the file")
_SHAPES = N_("text boxes and shapes")
_CONTENTS = {"diagram": N_("SmartArt graphics"), "chart": N_("charts"), "picture": ""}
_GRAPHIC = f"{DRAWING}graphicData"
_FRAMES = (f"{PLACED}inline", f"{PLACED}anchor")
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
    drawing: etree._Element, package: Package, targets: dict[str, str]
) -> Iterator[Picture | Floating]:
    """Return the pictures of a drawing; `undrawn_of` names what is none."""
    for frame in drawing.iterchildren(*_FRAMES):
        size, blip = frame.find(f"{PLACED}extent"), frame.find(f".//{DRAWING}blip")
        if size is None or blip is None:
            continue
        data = _content(blip, package, targets)
        if not data.startswith(_KINDS):
            continue
        picture = Picture(data, drawn(size.get("cx")), drawn(size.get("cy")))
        if frame.tag == f"{PLACED}inline":
            yield picture
            continue
        yield Floating(picture, place(frame, "positionH"), place(frame, "positionV"))


def undrawn_of(drawing: etree._Element, package: Package, targets: dict[str, str]) -> Iterator[str]:
    """Name what of a drawing, or of its alternatives, the PDF lacks or shows otherwise."""
    if drawing.tag != f"{WORD}drawing":
        yield from dict.fromkeys(filter(None, map(_told, drawing.iter(_GRAPHIC)))) or (_SHAPES,)
        return
    for frame in drawing.iterchildren(*_FRAMES):
        blips = list(frame.iter(f"{DRAWING}blip"))
        others = list(filter(None, map(_told, frame.iter(_GRAPHIC))))
        if others or len(blips) != 1:
            yield others[0] if others else _SHAPES
        elif not _content(blips[0], package, targets).startswith(_KINDS):
            yield _OTHER
        else:
            if frame.tag == _FRAMES[1] and frame.find(f"{PLACED}wrapNone") is None:
                yield _WRAPPED
            if _changed(frame, blips[0]):
                yield _CUT


def _told(graphic: etree._Element) -> str:
    """Name what a graphic is by the last word of its address; a picture has no name."""
    return _CONTENTS.get(graphic.get("uri", "").rpartition("/")[2], _SHAPES)


def _content(blip: etree._Element, package: Package, targets: dict[str, str]) -> bytes:
    return package.data(targets.get(blip.get(f"{RELATION}embed", ""), ""))


def _changed(frame: etree._Element, blip: etree._Element) -> bool:
    """Say whether a picture is to be cut, turned or shown in other colours."""
    cut = next(frame.iter(f"{DRAWING}srcRect"), None)
    turned = next(frame.iter(f"{DRAWING}xfrm"), None)
    return (
        any(one.tag != f"{DRAWING}extLst" for one in blip)
        or (cut is not None and any(value not in {"", "0"} for value in cut.values()))
        or (
            turned is not None and any(turned.get(k, "0") != "0" for k in ("rot", "flipH", "flipV"))
        )
    )


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
