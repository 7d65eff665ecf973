"""The mark of a void paper (作废) in its Word file: across each page, and in words at its head.

The body stays exactly where it was: the mark lies in the heads of the pages, behind the text.
"""

from collections.abc import Iterator

from lxml import etree

from mediation_desk.documents.docx import pack, unpack
from mediation_desk.documents.word_xml import RELATION, WORD, child, children, parsed

_DOCUMENT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_SETTINGS, _TYPES = "word/settings.xml", "[Content_Types].xml"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_HEADER_LINK = f"{RELATION[1:-1]}/header"
_NAMES = (
    f'xmlns:w="{WORD[1:-1]}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_ACROSS = (
    '<w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="{key}" type="#_x0000_t136" o:allowincell="f" fillcolor="silver" stroked="f"'
    ' style="position:absolute;width:300pt;height:140pt;rotation:315;z-index:-251658752;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
    'mso-position-vertical:center;mso-position-vertical-relative:page">'
    '<v:fill opacity=".5"/>'
    '<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt"/></v:shape></w:pict>'
)


def with_void_mark(docx: bytes, word: str, told: str) -> bytes:
    """Return the .docx with a word across each page, and told in words at its head."""
    parts = dict(unpack(docx, _DOCUMENT))
    document, relations = parsed(parts[_DOCUMENT]), parsed(parts[_RELATIONS])
    assert document is not None, "a Word file has a document"
    assert relations is not None, "a Word file says what belongs to it"
    settings = parsed(parts.get(_SETTINGS, b""))
    even = child(settings, "evenAndOddHeaders") is not None
    targets = {one.get("Id"): _part(one.get("Target", "")) for one in relations}
    inherited: set[str] = set()
    heads: set[str] = set()
    for section in document.iter(f"{WORD}sectPr"):
        for kind in _kinds(section, even=even):
            if (key := _head(section, kind)) is not None:
                heads.add(targets[key])
            elif kind not in inherited:
                heads.add(_new_head(parts, relations, section, kind))
            inherited.add(kind)
    for number, name in enumerate(sorted(heads), 1):
        head = parsed(parts[name])
        assert head is not None, "it was listed, or has just been made"
        head.append(_mark(word, told, f"VoidMark{number}"))
        parts[name] = _packed(head)
    parts[_DOCUMENT], parts[_RELATIONS] = _packed(document), _packed(relations)
    return pack(parts)


def _part(target: str) -> str:
    return target[1:] if target.startswith("/") else f"word/{target}"


def _kinds(section: etree._Element, *, even: bool) -> Iterator[str]:
    """Yield the kinds of pages of a section that have a head of their own."""
    yield "default"
    if even:
        yield "even"
    if child(section, "titlePg") is not None:
        yield "first"


def _head(section: etree._Element, kind: str) -> str | None:
    for one in children(section, "headerReference"):
        if one.get(f"{WORD}type", "default") == kind:
            found: str | None = one.get(f"{RELATION}id")
            return found
    return None


def _new_head(
    parts: dict[str, bytes], relations: etree._Element, section: etree._Element, kind: str
) -> str:
    """Give a section an empty head for a kind of page, and return the name of its part."""
    number = len(relations) + 1
    while f"word/header{number}.xml" in parts or _taken(relations, f"rId{number}"):
        number += 1
    file, key = f"header{number}.xml", f"rId{number}"
    parts[f"word/{file}"] = _packed(etree.fromstring(f"<w:hdr {_NAMES}/>"))
    link = etree.SubElement(relations, f"{_PACKAGE}Relationship")
    for name, value in (("Id", key), ("Type", _HEADER_LINK), ("Target", file)):
        link.set(name, value)
    types = parsed(parts[_TYPES])
    assert types is not None, "every package lists its parts"
    told = etree.SubElement(types, f"{_CONTENT}Override")
    told.set("PartName", f"/word/{file}")
    told.set("ContentType", _HEADER_TYPE)
    parts[_TYPES] = _packed(types)
    reference = etree.Element(f"{WORD}headerReference")
    reference.set(f"{WORD}type", kind)
    reference.set(f"{RELATION}id", key)
    section.insert(0, reference)
    return f"word/{file}"


def _taken(relations: etree._Element, key: str) -> bool:
    return any(one.get("Id") == key for one in relations)


def _mark(word: str, told: str, key: str) -> etree._Element:
    line = etree.fromstring(
        f"<w:p {_NAMES}><w:pPr>"
        '<w:spacing w:before="0" w:after="0" w:line="280" w:lineRule="exact"/>'
        '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
        f"<w:r>{_ACROSS.format(key=key)}</w:r><w:r><w:rPr>"
        '<w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体" w:cs="黑体"/>'
        '<w:spacing w:val="0"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:t/></w:r></w:p>'
    )
    next(line.iter(f"{WORD}t")).text = told
    for path in line.iter("{urn:schemas-microsoft-com:vml}textpath"):
        if path.get("on") is None:
            path.set("string", word)
    return line


def _packed(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
