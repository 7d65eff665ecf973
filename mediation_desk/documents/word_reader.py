"""Read a filled Word file into the values of `layout`."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from typing import TypeVar

from lxml import etree

from mediation_desk.documents.kept import Kept
from mediation_desk.documents.layout import (
    Align,
    Block,
    Document,
    Inline,
    LineBreak,
    Look,
    NumberField,
    PageBreak,
    Paragraph,
    Row,
    Section,
    Sheet,
    Tab,
    Table,
    Text,
    Which,
)
from mediation_desk.documents.word_frames import boxed, framed
from mediation_desk.documents.word_number_fields import Field, number_of
from mediation_desk.documents.word_numbering import Label, Numbering
from mediation_desk.documents.word_pictures import pictures
from mediation_desk.documents.word_sheets import sheet_of
from mediation_desk.documents.word_styles import styles_of
from mediation_desk.documents.word_symbols import shown, symbol
from mediation_desk.documents.word_tables import read_table
from mediation_desk.documents.word_xml import (
    RELATION,
    WORD,
    Package,
    child,
    children,
    switch,
    value,
    whole,
)

Read = TypeVar("Read")
_MAIN = "word/document.xml"
_WRAPPERS = {
    WORD + name for name in ("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "moveTo")
}
_WORD_2013 = 15  # as files count the versions of Word


def read(docx: bytes) -> Document:
    """Return the file's sections; `word_undrawn` names what the PDF would lack."""
    package = Package(docx)
    reader = _Reader(package)
    body = child(package.xml(_MAIN), "body")
    sections = tuple(reader.sections(body)) if body is not None else ()
    settings = package.xml("word/settings.xml")
    return Document(
        sections,
        odd_and_even=switch(settings, "evenAndOddHeaders"),
    )


class _Reader:
    """Reads one file; keeps the styles."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = styles_of(package)
        self.numbering = Numbering(package)
        self._targets = package.targets(_MAIN)
        main = package.data(_MAIN)
        self._has_sections = main.count(b"sectPr") - main.count(b"</w:sectPr") > 1
        self._adds_up = _adds_up(child(package.xml("word/settings.xml"), "compat"))
        self._beyond = 0
        """How often something was read that its own words and the styles do not tell."""

    def sections(self, body: etree._Element) -> Iterator[Section]:
        """Cut the body at its section marks."""
        blocks: list[Block] = []
        last: Section | None = None
        for element in _flat(body):
            if element.tag == WORD + "sectPr":
                yield self._section(element, tuple(blocks), last)
                return
            blocks.extend(self.blocks(element))
            self._close_up(blocks)
            mark = child(element, "pPr", "sectPr") if self._has_sections else None
            if mark is not None and not _goes_on(element):
                last = self._section(mark, tuple(blocks), last)
                yield last
                blocks = []
        yield Section(Sheet(), tuple(blocks))

    def blocks(self, element: etree._Element, *, running: bool = False) -> Iterator[Block]:
        """Return the paragraph or table that an element is, if it is one."""
        if element.tag == WORD + "p":
            boxes = list(boxed(element)) if running else []
            for box, align in boxes:
                inner = (part for child_of in _flat(box) for part in self.blocks(child_of))
                yield from (_turned(block, align) for block in inner)
            if not boxes:
                yield self.paragraph(element)
        elif element.tag == WORD + "tbl":
            yield self._once(self.styles.tables, element, None, lambda: self._table(element))

    def cell_blocks(self, cell: etree._Element) -> tuple[Block, ...]:
        """Return what stands in a cell."""
        blocks: list[Block] = []
        for element in _flat(cell):
            blocks.extend(self.blocks(element))
            self._close_up(blocks)
        return tuple(blocks)

    def _close_up(self, blocks: list[Block]) -> None:
        """Let the last two paragraphs share the space between them, or leave it out.

        Since 2013 Word takes the larger of both, before it added them; where their style says so,
        there is none.
        """
        if len(blocks) < 2:
            return
        upper, lower = blocks[-2:]
        if not (isinstance(upper, Paragraph) and isinstance(lower, Paragraph)):
            return
        after, before = upper.format.after, lower.format.before
        if upper.format.style == lower.format.style:
            after = 0.0 if upper.format.close else after
            before = 0.0 if lower.format.close else before
        if not (self._adds_up or lower.format.new_page or _ends_page(upper)):
            before = max(before - after, 0.0)
        blocks[-2] = self._spaced(upper, upper.format.before, after)
        blocks[-1] = self._spaced(lower, before, lower.format.after)

    def _spaced(self, paragraph: Paragraph, before: float, after: float) -> Paragraph:
        """Return a paragraph with that space around it; the same one for the same space."""
        form = paragraph.format
        if (before, after) == (form.before, form.after):
            return paragraph
        told = before, after
        return self.styles.spaced.get(paragraph, told) or self.styles.spaced.put(
            paragraph, told, replace(paragraph, format=replace(form, before=before, after=after))
        )

    def running_blocks(self, root: etree._Element) -> tuple[Block, ...]:
        """Return what stands in a header or footer; a frame with the page number has its line."""
        blocks: list[Block] = []
        frame = False
        for element in _flat(root):
            own = list(self.blocks(element, running=True))
            align = framed(element)
            if align is not None:
                blocks.extend(_turned(block, align) for block in own)
            elif not (frame and len(own) == 1 and _is_empty(own[0])):
                blocks.extend(own)
            frame = align is not None
        return tuple(blocks)

    def _section(
        self, mark: etree._Element, blocks: tuple[Block, ...], last: Section | None
    ) -> Section:
        before = last or Section(Sheet(), ())
        return Section(
            sheet_of(mark),
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
                found[which] = self.running_blocks(root)
                self._targets = outer
        return found

    def paragraph(self, element: etree._Element) -> Paragraph:
        """Read one paragraph with its style; one that was read before is the same object."""
        return self._once(self.styles.paragraphs, element, None, lambda: self._paragraph(element))

    def _table(self, element: etree._Element) -> Table:
        return read_table(element, self.styles, self.cell_blocks, self._row_once)

    def _row_once(self, element: etree._Element, told: Hashable, read: Callable[[], Row]) -> Row:
        """Read a table row; `told` is what the table says of it."""
        return self._once(self.styles.rows, element, told, read)

    def _once(
        self, kept: Kept[Read], element: etree._Element, told: Hashable, read: Callable[[], Read]
    ) -> Read:
        """Read what its own words, the styles and `told` make of it; read before, it is found."""
        key = etree.tostring(element, with_tail=False), told
        found = kept.get(key)
        if found is None:
            before = self._beyond
            found = read()
            if self._beyond == before:
                kept.put(key, found)
        return found

    def _paragraph(self, element: etree._Element) -> Paragraph:
        properties = child(element, "pPr")
        style = value(properties, "pStyle")
        look, form = self.styles.paragraph(style)
        inlines = tuple(_joined(self._inlines(element, look)))
        mark = self.styles.run(look, child(properties, "rPr"))
        first = next((part.look for part in inlines if isinstance(part, Text)), mark)
        own = child(properties, "numPr")
        label = self.numbering.label(self.styles.numbered(style) if own is None else own)
        if label is not None:
            self._beyond += 1
            form = self.styles.format(form, label.form, first)
            inlines = (*self._label(label, mark), *inlines)
        return Paragraph(inlines, self.styles.format(form, properties, first), mark)

    def _label(self, label: Label, mark: Look) -> Iterator[Inline]:
        look = self.styles.run(mark, label.look)
        if label.text:
            yield Text(shown(label.text, look.latin), look)
        if label.suffix == "tab":
            yield Tab(look)
        elif label.suffix == "space":
            yield Text(" ", look)

    def _inlines(self, paragraph: etree._Element, look: Look) -> Iterator[Inline]:
        field = Field()
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
        number = number_of(element.get(WORD + "instr", ""))
        run = child(element, "r")
        if number is not None:
            yield NumberField(number, self.styles.run(look, child(run, "rPr")))
        else:
            yield from self._inlines(element, look)

    def _inline(self, part: etree._Element, look: Look) -> Iterator[Inline]:
        name = part.tag.removeprefix(WORD)
        if name == "t" and part.text:
            yield Text(shown(part.text, look.latin), look)
        elif name == "sym":
            sign = symbol(part.get(WORD + "char", ""), part.get(WORD + "font", ""))
            if sign:
                yield Text(sign, look)
        elif name == "tab":
            yield Tab(look)
        elif name in {"br", "cr"}:
            page = part.get(WORD + "type") == "page"
            yield PageBreak() if page else LineBreak(look)
        elif name == "noBreakHyphen":
            yield Text("-", look)
        elif name == "drawing":
            self._beyond += 1
            yield from pictures(part, self.package, self._targets)


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


def _turned(block: Block, align: Align) -> Block:
    if not isinstance(block, Paragraph):
        return block
    return replace(block, format=replace(block.format, align=align, left=0.0, first=0.0))


def _adds_up(compatible: etree._Element | None) -> bool:
    """Say whether the space after a paragraph and that before the next are added."""
    modes = (
        whole(one.get(WORD + "val"))
        for one in children(compatible, "compatSetting")
        if one.get(WORD + "name") == "compatibilityMode"
    )
    modern = (next(modes, None) or 0) >= _WORD_2013
    return not modern or switch(compatible, "doNotUseHTMLParagraphAutoSpacing")


def _ends_page(paragraph: Paragraph) -> bool:
    return bool(paragraph.inlines) and isinstance(paragraph.inlines[-1], PageBreak)


def _is_empty(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.inlines


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
    ours, theirs = sheet_of(mark), sheet_of(following)
    return (ours.width, ours.height) == (theirs.width, theirs.height)
