"""What of a Word file our PDF draws otherwise or leaves out, each with its name and its place.

What is drawn, and what shows on no paper, is listed here; anything else is named. So what nobody
thought of is told, not lost.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from lxml import etree

from mediation_desk.documents.word_frames import boxed
from mediation_desk.documents.word_pictures import undrawn_of
from mediation_desk.documents.word_places import placed_paragraphs
from mediation_desk.documents.word_symbols import symbol
from mediation_desk.documents.word_xml import WORD, Package, child, children, value, whole
from mediation_desk.i18n import N_, _

_READ = re.compile(r"word/(document|header|footer)\d*\.xml")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_EFFECTS = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OFF = {"0", "false", "off", "none", "nil"}
_LINES = {"single", "double", "thick", "none", "nil"}
_ACROSS = {"lrTb", "lrTbV", "tb", "tbV"}
_OTHER_NUMBERS = re.compile(r"^\s*(PAGE|NUMPAGES)\b.*\\\*\s*(?!MERGEFORMAT|Arabic\b)", re.I)

Sees = Callable[[etree._Element], bool]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DRAWN = _words(
    "document body hdr ftr p r t tab br cr noBreakHyphen tbl tr tc tblPr trPr tcPr pPr rPr sectPr"
    " sdt sdtContent hyperlink ins smartTag moveTo fldSimple fldChar instrText tabs pBdr tcBorders"
    " tblBorders top left bottom right start end insideH insideV"
)
_HOLDING = _words("pBdr tblBorders tcBorders tabs")
_STYLED = _words("pStyle rStyle tblStyle")
_SILENT = _words(
    # drawn from their own values, which have no kinds
    "keepNext keepLines pageBreakBefore widowControl numPr spacing ind contextualSpacing jc"
    " snapToGrid autoSpaceDN rFonts b bCs i iCs strike color sz szCs w vertAlign vanish tblGrid"
    " tblInd tblCellMar tblHeader cantSplit trHeight gridBefore gridSpan vMerge tcMar tcW pgSz"
    " pgMar headerReference footerReference titlePg"
    # seen on no paper
    " suppressLineNumbers suppressAutoHyphens suppressOverlap kinsoku wordWrap overflowPunct"
    " topLinePunct autoSpaceDE adjustRightInd mirrorIndents textAlignment textboxTightWrap"
    " outlineLvl divId cnfStyle pPrChange rPrChange sectPrChange tblPrChange trPrChange tcPrChange"
    " tblGridChange tblPrExChange lang noProof webHidden specVanish oMath cs rtl kern effect"
    " tblOverlap tblStyleRowBandSize tblStyleColBandSize tblW tblLayout tblLook tblCaption"
    " tblDescription gridAfter wBefore wAfter noWrap hideMark cellIns cellDel cellMerge paperSrc"
    " footnotePr endnotePr formProt noEndnote rtlGutter printerSettings sdtPr sdtEndPr customXmlPr"
    " smartTagPr background altChunk del moveFrom delText delInstrText softHyphen annotationRef"
    " footnoteRef endnoteRef separator continuationSeparator lastRenderedPageBreak proofErr"
    " bookmarkStart bookmarkEnd permStart permEnd commentRangeStart commentRangeEnd"
    " commentReference moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"
    " customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd"
    " customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart"
    " customXmlMoveToRangeEnd"
)


def _given(*keys: str) -> Sees:
    return lambda element: any(element.get(WORD + key, "0") not in _OFF for key in keys)


def _beyond(*usual: str, key: str = "val") -> Sees:
    return lambda element: element.get(WORD + key, usual[0]) not in usual


def _on(element: etree._Element) -> bool:
    return element.get(WORD + "val", "1") not in _OFF


def _always(_element: etree._Element) -> bool:
    return True


def _number(element: etree._Element) -> bool:
    return bool(whole(element.get(WORD + "val")))


def _columns(element: etree._Element) -> bool:
    return (whole(element.get(WORD + "num")) or 1) > 1


def _upright(element: etree._Element) -> bool:
    return element.get(WORD + "val", "lrTb") not in _ACROSS


def _chosen(element: etree._Element) -> bool:
    return child(element, "checkBox") is not None or child(element, "ddList") is not None


def _tinted(element: etree._Element) -> bool:
    return _patterned(element) or element.get(WORD + "fill", "auto").upper() not in {
        "AUTO", "FFFFFF",
    }  # fmt: skip


def _patterned(element: etree._Element) -> bool:
    return element.get(WORD + "val", "clear") not in {"clear", "nil"}


def _inside_of(*parents: str) -> Sees:
    names = {WORD + parent for parent in parents}

    def sees(element: etree._Element) -> bool:
        parent = element.getparent()
        return parent is not None and parent.tag in names

    return sees


_ORNAMENTS = N_("dashed and ornamental lines of borders")
_UPRIGHT = N_("vertical text")
_SHADING = N_("shading of characters, paragraphs and whole tables")
_RIGHT_TO_LEFT = N_("text from right to left")
_NUMBERS = N_("page numbers in other figures than 1, 2, 3")
_SHAPES = N_("text boxes and shapes")
_BESIDE = N_("borders beside and between paragraphs")
_PRINTED_EFFECTS = N_("text effects (outline, shadow, relief)")

_UNDRAWN: dict[str, tuple[str, Sees]] = {
    "footnoteReference": (N_("footnotes"), _always),
    "endnoteReference": (N_("endnotes"), _always),
    "object": (N_("embedded objects"), _always),
    "pict": (N_("old drawings and text boxes"), _always),
    "sym": (
        N_("symbols from symbol fonts"),
        lambda e: not symbol(e.get(WORD + "char", ""), e.get(WORD + "font", "")),
    ),
    "ruby": (N_("phonetic guides"), _always),
    "ffData": (N_("boxes to tick and lists of old Word forms"), _chosen),
    "ptab": (N_("tabs that reach to a margin"), _always),
    "customXml": (N_("text in custom XML"), _inside_of("p", "r", "tbl", "tr", "hyperlink")),
    "dir": (_RIGHT_TO_LEFT, _always),
    "bdo": (_RIGHT_TO_LEFT, _always),
    "bidi": (_RIGHT_TO_LEFT, _on),
    "bidiVisual": (_RIGHT_TO_LEFT, _on),
    "em": (N_("emphasis marks"), _on),
    "highlight": (N_("highlighting"), _on),
    "u": (N_("underlines other than a single line"), _beyond("single", "none")),
    "dstrike": (N_("double strikethrough"), _on),
    "outline": (_PRINTED_EFFECTS, _on),
    "shadow": (_PRINTED_EFFECTS, _on),
    "emboss": (_PRINTED_EFFECTS, _on),
    "imprint": (_PRINTED_EFFECTS, _on),
    "caps": (N_("letters shown as capitals"), _on),
    "smallCaps": (N_("letters shown as capitals"), _on),
    "bdr": (N_("borders of characters"), _on),
    "position": (N_("raised or lowered characters"), _number),
    "fitText": (N_("text fitted to a width"), _always),
    "tcFitText": (N_("text fitted to a width"), _on),
    "eastAsianLayout": (N_("two lines in one and turned characters"), _given("combine", "vert")),
    "framePr": (N_("text frames"), _always),
    "between": (_BESIDE, _on),
    "bar": (_BESIDE, _on),
    "textDirection": (_UPRIGHT, _upright),
    "tblpPr": (N_("tables that text flows around"), _always),
    "tblCellSpacing": (N_("gaps between cells"), _always),
    "hidden": (N_("hidden table rows"), _on),
    "hMerge": (N_("cells merged in the old way"), _always),
    "tl2br": (N_("diagonal lines in cells"), _on),
    "tr2bl": (N_("diagonal lines in cells"), _on),
    "cols": (N_("columns"), _columns),
    "pgBorders": (N_("borders of the page"), _always),
    "lnNumType": (N_("line numbers"), _always),
    "docGrid": (N_("a grid for each character"), lambda e: e.get(WORD + "type") == "snapToChars"),
    "pgNumType": (_NUMBERS, _beyond("decimal", "numberInDash", key="fmt")),
    "type": (
        N_("sections that begin on an odd or even page or in a column"),
        _beyond("nextPage", "continuous"),
    ),
}


class Undrawn(NamedTuple):
    """What is drawn otherwise or not at all, in the language spoken here, and where it stands."""

    place: str
    name: str


def undrawn(docx: bytes) -> Iterator[Undrawn]:
    """Find it in body, headers and footers, in the order of the file; what recurs comes again."""
    package = Package(docx)
    styles = _Styles(package)
    for part in package.names():
        kind = _READ.fullmatch(part)
        root = package.xml(part) if kind else None
        if kind is None or root is None:
            continue
        scan = _Scan(styles, package, package.targets(part), running=kind[1] != "document")
        places = {paragraph: place for place, paragraph in placed_paragraphs(root, kind[1])}
        for element, name in scan.under(root):
            yield Undrawn(_place(element, places), name)
    yield from (Undrawn("", name) for name in styles.everywhere())


def _place(element: etree._Element, places: dict[etree._Element, str]) -> str:
    """Return the place of the paragraph around an element, or of the first one beside it."""
    around = (e for e in (element, *element.iterancestors(WORD + "p")) if e in places)
    outer = element.iterancestors(*(WORD + name for name in ("tc", "tr", "tbl")))
    beside = (e for one in outer for e in one.iter(WORD + "p") if e in places)
    found = next(around, None)
    found = next(beside, None) if found is None else found
    return "" if found is None else places[found]


class _Scan:
    """Looks through one part of the file."""

    def __init__(
        self, styles: "_Styles", package: Package, targets: dict[str, str], *, running: bool
    ) -> None:
        self._styles, self._package, self._targets = styles, package, targets
        self._running = running

    def under(self, element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
        """Yield what is not drawn below an element."""
        for part in element.iterchildren(tag=etree.Element):
            yield from ((part, name) for name in self._names(part))
            if part.tag.removeprefix(WORD) in _DRAWN and not _shows_nothing(part):
                yield from self.under(part)

    def _names(self, part: etree._Element) -> Iterator[str]:
        name = part.tag.removeprefix(WORD)
        if part.tag == _ALTERNATIVES or name == "drawing":
            paragraph = next(part.iterancestors(WORD + "p"), None)
            if not (self._running and paragraph is not None and any(boxed(paragraph))):
                yield from map(_, undrawn_of(part, self._package, self._targets))
        elif self._running and name == "framePr" and part.get(WORD + "dropCap") is None:
            return
        elif name in _STYLED:
            yield from self._styles.names(part.get(WORD + "val", ""))
        elif name == "tblPrEx":
            yield from _exceptions(part)
        else:
            yield from names_of(part)


def names_of(part: etree._Element) -> Iterator[str]:
    """Name what of an element itself is not drawn, leaving aside what stands in it."""
    name = part.tag.removeprefix(WORD)
    parent = part.getparent()
    above = "" if parent is None else parent.tag.removeprefix(WORD)
    if part.tag.startswith(_MATH):
        yield _("formulas")
    elif part.tag.startswith(_EFFECTS):
        if _shows_effect(part):
            yield _(_PRINTED_EFFECTS)
    elif name == "shd":
        if _patterned(part) or (above != "tcPr" and _tinted(part)):
            yield _(_SHADING)
    elif above == "pBdr" and name in {"left", "right", "start", "end"}:
        if _on(part):
            yield _(_BESIDE)
    elif above in {"pBdr", "tblBorders", "tcBorders"} and name in _DRAWN:
        if part.get(WORD + "val", "single") not in _LINES:
            yield _(_ORNAMENTS)
    elif above == "tabs":
        if part.get(WORD + "val") == "bar" or part.get(WORD + "leader") == "heavy":
            yield _("lines of tab stops")
    elif name == "br":
        if part.get(WORD + "type") == "column":
            yield _("columns")
    elif name in {"instrText", "fldSimple"}:
        if _OTHER_NUMBERS.search(part.get(WORD + "instr") or part.text or ""):
            yield _(_NUMBERS)
    elif name == "vAlign":
        if above == "sectPr" and part.get(WORD + "val", "top") != "top":
            yield _("pages whose text stands in the middle or at the foot")
    elif name in _UNDRAWN:
        told, sees = _UNDRAWN[name]
        if sees(part):
            yield _(told)
    elif part.tag.startswith(WORD) and name not in _DRAWN | _SILENT | _STYLED:
        yield _("what Word files call “{name}”").format(name=f"w:{name}")
    elif not part.tag.startswith(WORD):
        yield _("what Word files call “{name}”").format(name=etree.QName(part).localname)


def _shows_nothing(part: etree._Element) -> bool:
    """Say whether it is a hidden run, or how the mark at a paragraph's end looks."""
    if part.tag == WORD + "r":
        hidden = child(part, "rPr", "vanish")
        return hidden is not None and _on(hidden)
    return part.tag == WORD + "rPr" and _inside_of("pPr")(part)


def _shows_effect(part: etree._Element) -> bool:
    """Say whether an effect of Word 2010 shows: one filled plainly or not at all is usual text."""
    inside = {etree.QName(one).localname for one in part.iterchildren(tag=etree.Element)}
    match etree.QName(part).localname:
        case "glow" | "shadow" | "reflection" | "scene3d" | "props3d":
            return True
        case "textOutline":
            return "noFill" not in inside
        case "textFill":
            return "solidFill" not in inside
    return False


def _exceptions(part: etree._Element) -> Iterator[str]:
    """Name borders that a row has for itself; WPS repeats those of the table in every row."""
    table = next(part.iterancestors(WORD + "tbl"), None)
    own = child(part, "tblBorders")
    usual = child(table, "tblPr", "tblBorders")
    if own is not None and (usual is None or _said(own) != _said(usual)):
        yield _("rows with borders of their own")


def _said(borders: etree._Element) -> list[tuple[str, str]]:
    return sorted((one.tag, one.get(WORD + "val", "")) for one in borders)


class _Styles:
    """The styles of one file, each with what of it is not drawn."""

    def __init__(self, package: Package) -> None:
        root = package.xml("word/styles.xml")
        self._styles = {style.get(WORD + "styleId", ""): style for style in children(root, "style")}
        self._defaults = child(root, "docDefaults")
        self._pictures = package.xml("word/numbering.xml")
        self.names = cache(self._names)

    def _names(self, style: str) -> tuple[str, ...]:
        """Name what a style and those it is based on have that is not drawn."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            own = self._styles[style]
            found |= dict.fromkeys(_of_properties(own))
            if any(_looks(part) for part in children(own, "tblStylePr")):
                found[_("the look that a table style gives to some rows and columns")] = None
            style = value(own, "basedOn") or ""
        return tuple(found)

    def everywhere(self) -> Iterator[str]:
        """Name what holds for the whole file: the usual style, and bullets that are pictures."""
        usual = (
            key
            for key, style in self._styles.items()
            if style.get(WORD + "default") in {"1", "true"}
            and style.get(WORD + "type") == "paragraph"
        )
        for key in usual:
            yield from self.names(key)
        for part in ("rPrDefault", "pPrDefault"):
            inner = child(self._defaults, part)
            if inner is not None:
                yield from _of_properties(inner)
        if next(children(self._pictures, "numPicBullet"), None) is not None:
            yield _("bullets that are pictures")


def _of_properties(style: etree._Element) -> Iterator[str]:
    for properties in ("pPr", "rPr", "tblPr", "tcPr", "trPr"):
        inner = child(style, properties)
        for part in () if inner is None else inner.iterchildren(tag=etree.Element):
            yield from names_of(part)
            if part.tag.removeprefix(WORD) in _HOLDING:
                for line in part.iterchildren(tag=etree.Element):
                    yield from names_of(line)


def _looks(part: etree._Element) -> bool:
    """Say whether a part of a table style changes how its rows or columns look."""
    return any(child(part, *names) is not None for names in (("rPr",), ("tcPr",), ("pPr", "jc")))
