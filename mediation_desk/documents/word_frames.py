"""Frames and text boxes in headers and footers, where Word and WPS put their page numbers."""

from collections.abc import Iterator

from lxml import etree

from mediation_desk.documents.layout import Align
from mediation_desk.documents.word_pictures import place
from mediation_desk.documents.word_xml import PLACED, WORD, child

_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALIGNS = {
    "center": Align.CENTRE,
    "right": Align.RIGHT,
    "outside": Align.RIGHT,
}
_BY_SHARE = {0.5: Align.CENTRE, 1.0: Align.RIGHT}


def framed(paragraph: etree._Element) -> Align | None:
    """Return where a framed paragraph stands across the page; None where it has no frame."""
    frame = child(paragraph, "pPr", "framePr")
    if frame is None or frame.get(WORD + "dropCap") in {"drop", "margin"}:
        return None
    return _ALIGNS.get(frame.get(WORD + "xAlign", ""), Align.LEFT)


def boxed(paragraph: etree._Element) -> Iterator[tuple[etree._Element, Align]]:
    """Return the contents of a paragraph's text boxes, and where each stands across the page."""
    for choice in paragraph.iter(f"{_ALTERNATIVES}Choice"):
        for frame in choice.iter(f"{PLACED}anchor", f"{PLACED}inline"):
            for box in frame.iter(f"{_SHAPE}txbx"):
                content = child(box, "txbxContent")
                if content is not None:
                    share = place(frame, "positionH").share
                    yield content, _BY_SHARE.get(share or 0.0, Align.LEFT)
