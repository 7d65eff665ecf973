"""Where people find a paragraph of a Word file: its number, or its table, row and cell."""

from collections.abc import Iterator

from lxml import etree

from mediation_desk.documents.word_xml import WORD
from mediation_desk.i18n import N_, _

_PARTS = {
    "document": N_("body"),
    "header": N_("page header"),
    "footer": N_("page footer"),
    "footnotes": N_("footnotes"),
    "endnotes": N_("endnotes"),
}


def placed_paragraphs(
    root: etree._Element | None, kind: str
) -> Iterator[tuple[str, etree._Element]]:
    """Return every paragraph with its place."""
    if root is None:
        return
    rows = _rows(root)
    number = 0
    for paragraph in root.iter(WORD + "p"):
        cell = _outer_cell(paragraph, rows)
        if cell is None:
            number += 1
            yield _in_text(kind, number), paragraph
        else:
            yield _in_cell(kind, rows, cell), paragraph


def _rows(root: etree._Element) -> dict[etree._Element, tuple[int, int]]:
    """Return the rows of tables that stand in no other: the number of the table and of the row."""
    found: dict[etree._Element, tuple[int, int]] = {}
    counted: dict[etree._Element, list[int]] = {}
    for row in root.iter(WORD + "tr"):
        tables = list(row.iterancestors(WORD + "tbl"))
        if len(tables) == 1:
            count = counted.setdefault(tables[0], [len(counted) + 1, 0])
            count[1] += 1
            found[row] = (count[0], count[1])
    return found


def _outer_cell(
    paragraph: etree._Element, rows: dict[etree._Element, tuple[int, int]]
) -> etree._Element | None:
    cells = paragraph.iterancestors(WORD + "tc")
    return next((cell for cell in cells if cell.getparent() in rows), None)


def _in_text(kind: str, number: int) -> str:
    if kind == "document":
        return _("Paragraph {number}").format(number=number)
    return _("{part}, paragraph {number}").format(part=_(_PARTS[kind]), number=number)


def _in_cell(kind: str, rows: dict[etree._Element, tuple[int, int]], cell: etree._Element) -> str:
    row = cell.getparent()
    assert row is not None, "a cell stands in a row"
    table, number = rows[row]
    where = _("Table {table}, row {row}, cell {cell}").format(
        table=table,
        row=number,
        cell=[one for one in row if one.tag == WORD + "tc"].index(cell) + 1,
    )
    return where if kind == "document" else f"{_(_PARTS[kind])}{where}"
