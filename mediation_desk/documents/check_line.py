"""The check code at the foot of an agreement that is issued: a quiet line under the page number.

The body and the page numbers stay exactly where they were: the foot of the page gives way.
"""

from lxml import etree

from mediation_desk.documents.docx import pack, unpack
from mediation_desk.documents.word_xml import WORD, children, parsed, whole

_LINE = 220
"""Height of the line, in twentieths of a point."""
_NEAREST = 400
"""So near the edge of the paper a printer still prints."""
_DOCUMENT = "word/document.xml"
_NAMES = f'xmlns:w="{WORD[1:-1]}"'


def with_check_line(docx: bytes, text: str) -> bytes:
    """Return the .docx with a line in small type at the foot of each page.

    A template of the centre's own that has no footer gets the line at its end instead.
    """
    parts = dict(unpack(docx, _DOCUMENT))
    document = parsed(parts[_DOCUMENT])
    assert document is not None, "a Word file has a document"
    footers = {name for name in parts if name.startswith("word/footer") and name.endswith(".xml")}
    if footers and all(_has_footers(section) for section in document.iter(f"{WORD}sectPr")):
        for name in footers:
            footer = parsed(parts[name])
            assert footer is not None, "it was listed"
            footer.append(_line(text, _side(footer)))
            parts[name] = _packed(footer)
        for margins in document.iter(f"{WORD}pgMar"):
            _give_way(margins)
    else:
        _append(document, _line(text, "right"))
    parts[_DOCUMENT] = _packed(document)
    return pack(parts)


def _has_footers(section: etree._Element) -> bool:
    """Say whether every page of a section has a foot that is its own."""
    kinds = {foot.get(f"{WORD}type", "default") for foot in children(section, "footerReference")}
    own_first = any(True for _one in children(section, "titlePg"))
    return "default" in kinds and (not own_first or "first" in kinds)


def _side(footer: etree._Element) -> str:
    """Return the side on which the page number stands, so that the line stands below it."""
    sides = [one.get(f"{WORD}val", "") for one in footer.iter(f"{WORD}jc")]
    return sides[-1] if sides and sides[-1] in {"left", "center", "right"} else "right"


def _line(text: str, side: str) -> etree._Element:
    line = etree.fromstring(
        f"<w:p {_NAMES}><w:pPr>"
        f'<w:spacing w:before="0" w:after="0" w:line="{_LINE}" w:lineRule="exact"/>'
        '<w:ind w:left="280" w:right="280" w:firstLineChars="0" w:firstLine="0"/>'
        f'<w:jc w:val="{side}"/></w:pPr><w:r><w:rPr>'
        '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/>'
        '<w:color w:val="595959"/><w:spacing w:val="0"/><w:sz w:val="15"/><w:szCs w:val="15"/>'
        "</w:rPr><w:t/></w:r></w:p>"
    )
    next(line.iter(f"{WORD}t")).text = text
    return line


def _give_way(margins: etree._Element) -> None:
    """Let the foot begin lower by the height of the line, as far as a printer allows."""
    now = whole(margins.get(f"{WORD}footer"))
    if now is not None and now > _NEAREST:
        margins.set(f"{WORD}footer", str(max(now - _LINE, _NEAREST)))


def _append(document: etree._Element, line: etree._Element) -> None:
    [body] = children(document, "body")
    last = [*body][-1] if len(body) else None
    if last is not None and last.tag == f"{WORD}sectPr":
        last.addprevious(line)
    else:
        body.append(line)


def _packed(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
