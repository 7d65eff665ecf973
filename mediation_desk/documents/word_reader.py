"""Read a filled Word file into the values of `layout`."""

from collections.abc import Iterator

from lxml import etree

from mediation_desk.documents.layout import (
    Block,
    Document,
    Inline,
    LineBreak,
    Look,
    Number,
    NumberField,
    PageBreak,
    Paragraph,
    Picture,
    Section,
    Sheet,
    Sides,
    Tab,
    Text,
    Which,
)
from mediation_desk.documents.word_styles import Styles
from mediation_desk.documents.word_tables import read_table
from mediation_desk.documents.word_xml import (
    DRAWING,
    PLACED,
    RELATION,
    WORD,
    Package,
    child,
    children,
    drawn,
    points,
    switch,
    value,
    whole,
)
from mediation_desk.i18n import N_

_MAIN = "word/document.xml"
_WRAPPERS = {
    WORD + name for name in ("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "moveTo")
}
_NOT_CARRIED = {
    WORD + "footnoteReference": N_("footnotes"),
    WORD + "endnoteReference": N_("endnotes"),
    WORD + "object": N_("embedded objects"),
    WORD + "pict": N_("old drawings and text boxes"),
    WORD + "sym": N_("symbols from symbol fonts"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent": N_(
        "text boxes and shapes"
    ),
}
_NUMBERING = N_("automatic numbering")
_FLOATING = N_("floating pictures")
_OTHER_PICTURES = N_("pictures other than PNG and JPEG")
_PICTURES = (b"\x89PNG", b"\xff\xd8")


def read(docx: bytes) -> Document:
    """Return the file's sections; `not_carried` names what the PDF would lack."""
    package = Package(docx)
    reader = _Reader(package)
    body = child(package.xml(_MAIN), "body")
    sections = tuple(reader.sections(body)) if body is not None else ()
    settings = package.xml("word/settings.xml")
    return Document(
        sections,
        odd_and_even=switch(settings, "evenAndOddHeaders"),
        not_carried=tuple(reader.not_carried),
    )


class _Reader:
    """Reads one file; keeps the styles, and collects what cannot be carried over."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package)
        self.not_carried: dict[str, None] = {}
        self._targets = package.targets(_MAIN)

    def sections(self, body: etree._Element) -> Iterator[Section]:
        """Cut the body at its section marks."""
        blocks: list[Block] = []
        last: Section | None = None
        for element in _flat(body):
            if element.tag == WORD + "sectPr":
                yield self._section(element, tuple(blocks), last)
                return
            blocks.extend(self.blocks(element))
            mark = child(element, "pPr", "sectPr")
            if mark is not None and not _goes_on(element):
                last = self._section(mark, tuple(blocks), last)
                yield last
                blocks = []
        yield Section(Sheet(), tuple(blocks))

    def blocks(self, element: etree._Element) -> Iterator[Block]:
        """Return the paragraph or table that an element is, if it is one."""
        if element.tag == WORD + "p":
            yield self.paragraph(element)
        elif element.tag == WORD + "tbl":
            yield read_table(element, self.styles, self.cell_blocks)

    def cell_blocks(self, cell: etree._Element) -> tuple[Block, ...]:
        """Return what stands in a cell, a header or a footer."""
        return tuple(block for element in _flat(cell) for block in self.blocks(element))

    def _section(
        self, mark: etree._Element, blocks: tuple[Block, ...], last: Section | None
    ) -> Section:
        before = last or Section(Sheet(), ())
        return Section(
            _sheet(mark),
            blocks,
            before.headers | self._running(mark, "headerReference"),
            before.footers | self._running(mark, "footerReference"),
            own_first=switch(mark, "titlePg"),
            starts_at=whole(value(mark, "pgNumType", key="start")),
        )

    def _running(self, mark: etree._Element, kind: str) -> dict[Which, tuple[Block, ...]]:
        found = {}
        for reference in children(mark, kind):
            part = self._targets.get(reference.get(RELATION + "id", ""), "")
            root = self.package.xml(part)
            if root is not None:
                outer, self._targets = self._targets, self.package.targets(part)
                which = Which(reference.get(WORD + "type", "default"))
                found[which] = self.cell_blocks(root)
                self._targets = outer
        return found

    def paragraph(self, element: etree._Element) -> Paragraph:
        """Read one paragraph with its style."""
        properties = child(element, "pPr")
        look, form = self.styles.paragraph(value(properties, "pStyle"))
        inlines = tuple(_joined(self._inlines(element, look)))
        mark = self.styles.run(look, child(properties, "rPr"))
        first = next((part.look for part in inlines if isinstance(part, Text)), mark)
        form = self.styles.format(form, properties, first)
        if child(properties, "numPr") is not None:
            self.not_carried[_NUMBERING] = None
        return Paragraph(inlines, form, mark)

    def _inlines(self, paragraph: etree._Element, look: Look) -> Iterator[Inline]:
        field = _Field()
        for run in _runs(paragraph):
            if run.tag == WORD + "fldSimple":
                yield from self._simple_field(run, look)
                continue
            properties = child(run, "rPr")
            own = self.styles.character(look, value(properties, "rStyle"))
            own = self.styles.run(own, properties)
            if switch(properties, "vanish"):
                continue
            for part in run:
                if number := field.take(part):
                    yield NumberField(number, own)
                elif not field.hides:
                    yield from self._inline(part, own)

    def _simple_field(self, element: etree._Element, look: Look) -> Iterator[Inline]:
        number = _number(element.get(WORD + "instr", ""))
        run = child(element, "r")
        if number is not None:
            yield NumberField(number, self.styles.run(look, child(run, "rPr")))
        else:
            yield from self._inlines(element, look)

    def _inline(self, part: etree._Element, look: Look) -> Iterator[Inline]:
        name = part.tag.removeprefix(WORD)
        if name == "t" and part.text:
            yield Text(part.text, look)
        elif name == "tab":
            yield Tab(look)
        elif name in {"br", "cr"}:
            page = part.get(WORD + "type") == "page"
            yield PageBreak() if page else LineBreak(look)
        elif name == "noBreakHyphen":
            yield Text("-", look)
        elif name == "drawing":
            yield from self._pictures(part)
        elif part.tag in _NOT_CARRIED:
            self.not_carried[_NOT_CARRIED[part.tag]] = None

    def _pictures(self, drawing: etree._Element) -> Iterator[Picture]:
        if drawing.find(f"{PLACED}anchor") is not None:
            self.not_carried[_FLOATING] = None
        for inline in drawing.iterchildren(f"{PLACED}inline"):
            size = inline.find(f"{PLACED}extent")
            blip = inline.find(f".//{DRAWING}blip")
            if size is not None and blip is not None:
                part = self._targets.get(blip.get(RELATION + "embed", ""), "")
                data = self.package.data(part)
                if not data.startswith(_PICTURES):
                    self.not_carried[_OTHER_PICTURES] = None
                else:
                    yield Picture(data, drawn(size.get("cx")), drawn(size.get("cy")))


class _Field:
    """Follows a field through its runs: begin, instruction, separate, result, end."""

    def __init__(self) -> None:
        self._depth = 0
        self._instruction = ""
        self._in_code = False
        self.hides = False

    def take(self, part: etree._Element) -> Number | None:
        """Note one part of a run; return the number where a number field begins its result."""
        if part.tag == WORD + "instrText" and self._in_code:
            self._instruction += part.text or ""
            return None
        if part.tag != WORD + "fldChar":
            return None
        kind = part.get(WORD + "fldCharType")
        number = None
        if kind == "begin":
            self._depth += 1
            self._instruction, self._in_code, self.hides = "", True, True
        elif self._in_code:
            number = _number(self._instruction)
            self._in_code, self.hides = False, number is not None
        if kind == "end":
            self._depth = max(0, self._depth - 1)
            self.hides = False
        return number


def _number(instruction: str) -> Number | None:
    words = instruction.split()
    return Number(words[0]) if words and words[0] in {"PAGE", "NUMPAGES"} else None


def _flat(element: etree._Element) -> Iterator[etree._Element]:
    """Return children, looking through content controls."""
    for part in element:
        if part.tag in {WORD + "sdt", WORD + "sdtContent", WORD + "customXml"}:
            yield from _flat(part)
        else:
            yield part


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Return runs and simple fields, looking through links, insertions and content controls."""
    for part in paragraph:
        if part.tag in {WORD + "r", WORD + "fldSimple"}:
            yield part
        elif part.tag in _WRAPPERS:
            yield from _runs(part)


def _joined(inlines: Iterator[Inline]) -> Iterator[Inline]:
    """Join neighbouring texts of one look."""
    waiting: Text | None = None
    for part in inlines:
        if isinstance(part, Text) and waiting is not None and part.look == waiting.look:
            waiting = Text(waiting.text + part.text, part.look)
            continue
        if waiting is not None:
            yield waiting
        waiting = part if isinstance(part, Text) else None
        if waiting is None:
            yield part
    if waiting is not None:
        yield waiting


def _goes_on(paragraph: etree._Element) -> bool:
    """Say whether the next section goes on upon the same page with the same paper."""
    mark = child(paragraph, "pPr", "sectPr")
    following = next(
        (
            found
            for sibling in paragraph.itersiblings()
            for found in (
                sibling if sibling.tag == WORD + "sectPr" else child(sibling, "pPr", "sectPr"),
            )
            if found is not None
        ),
        None,
    )
    if mark is None or following is None or value(following, "type") != "continuous":
        return False
    ours, theirs = _sheet(mark), _sheet(following)
    return (ours.width, ours.height) == (theirs.width, theirs.height)


def _sheet(mark: etree._Element) -> Sheet:
    usual = Sheet()

    def measure(part: str, key: str, default: float) -> float:
        found = points(value(mark, part, key=key))
        return default if found is None else found

    grid = child(mark, "docGrid")
    snaps = grid is not None and grid.get(WORD + "type") in {"lines", "linesAndChars"}
    return Sheet(
        measure("pgSz", "w", usual.width),
        measure("pgSz", "h", usual.height),
        Sides(
            abs(measure("pgMar", "top", usual.margins.top)),
            measure("pgMar", "right", usual.margins.right),
            abs(measure("pgMar", "bottom", usual.margins.bottom)),
            measure("pgMar", "left", usual.margins.left) + measure("pgMar", "gutter", 0),
        ),
        measure("pgMar", "header", usual.header),
        measure("pgMar", "footer", usual.footer),
        measure("docGrid", "linePitch", 0) if snaps else 0,
    )
