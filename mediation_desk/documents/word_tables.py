"""Read a table of a Word file: columns, borders, merged cells."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from lxml import etree

from mediation_desk.documents.kept import Kept
from mediation_desk.documents.layout import (
    Align,
    At,
    Block,
    Borders,
    Cell,
    Merge,
    Row,
    Rule,
    Sides,
    Table,
)
from mediation_desk.documents.word_styles import Styles, rule
from mediation_desk.documents.word_xml import WORD, child, children, points, switch, value, whole

Reader = Callable[[etree._Element], tuple[Block, ...]]
Once = Callable[[etree._Element, Hashable, Callable[[], Row]], Row]
_EMPTY: Kept[Cell] = Kept(300)
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_USUAL_MARGINS = Sides(0, 5.4, 0, 5.4)
_ALIGNS = {"center": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT}
_SAME_EDGE = {"start": "left", "end": "right"}


def read_table(element: etree._Element, styles: Styles, read: Reader, once: Once) -> Table:
    """Return the table; `read` reads what stands in a cell, `once` a row by what it depends on."""
    own = child(element, "tblPr")
    levels = [*styles.table(value(own, "tblStyle")), *([] if own is None else [own])]
    edges: dict[str, Rule | None] = {}
    margins = _USUAL_MARGINS
    for level in levels:
        edges |= _edges(child(level, "tblBorders"))
        margins = _margins(margins, child(level, "tblCellMar"))
    rows = list(_rows(element))
    columns = _columns(element, rows)
    read_rows = []
    place = _Place(0, {}, margins)
    for number, row in enumerate(rows):
        if number < 2 or number == len(rows) - 1:  # those between are alike
            own_edges = _edges_of_row(edges, number, len(rows))
            place = _place(len(columns), tuple(own_edges.items()), margins)
        read_rows.append(once(row, place, partial(_row, row, place, read)))
    return Table(
        columns,
        tuple(_merged(read_rows)),
        _ALIGNS.get(value(own, "jc") or "", Align.LEFT),
        points(value(own, "tblInd", key="w")) or 0.0,
    )


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for part in element:
        if part.tag == WORD + "tr":
            yield part
        elif part.tag in {WORD + "sdt", WORD + "sdtContent"}:
            yield from _rows(part)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for part in row:
        if part.tag == WORD + "tc":
            yield part
        elif part.tag in {WORD + "sdt", WORD + "sdtContent"}:
            yield from _cells(part)


def _columns(element: etree._Element, rows: list[etree._Element]) -> tuple[float, ...]:
    """Return the grid's widths, or those of the widest row where there is no grid."""
    grid = [
        points(column.get(WORD + "w")) or 0
        for column in children(child(element, "tblGrid"), "gridCol")
    ]
    if grid and all(grid):
        return tuple(grid)
    widest = max(rows, key=lambda row: len(list(_cells(row))), default=None)
    if widest is None:
        return ()
    return tuple(points(value(cell, "tcPr", "tcW", key="w")) or 72 for cell in _cells(widest))


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """What a table says of a row; the same object for the same, so that it is told by itself."""

    columns: int
    edges: dict[str, Rule | None]
    margins: Sides


@lru_cache(maxsize=256)
def _place(columns: int, edges: tuple[tuple[str, Rule | None], ...], margins: Sides) -> _Place:
    return _Place(columns, dict(edges), margins)


def _row(row: etree._Element, place: _Place, read: Reader) -> Row:
    properties = child(row, "trPr")
    height = child(properties, "trHeight")
    at = whole(value(properties, "gridBefore")) or 0
    cells = []
    for cell in _cells(row):
        read_cell = _cell(cell, at, place, read)
        cells.append(read_cell)
        at += read_cell.span
    return Row(
        tuple(cells),
        (points(height.get(WORD + "val")) or 0.0) if height is not None else 0.0,
        exact=height is not None and height.get(WORD + "hRule") == "exact",
        whole=switch(properties, "cantSplit"),
        header=switch(properties, "tblHeader"),
    )


def _cell(cell: etree._Element, at: int, place: _Place, read: Reader) -> Cell:
    properties = child(cell, "tcPr")
    key = b"" if properties is None else etree.tostring(properties, with_tail=False), at, place
    empty = _EMPTY.get(key)
    if empty is None:
        empty = _empty(properties, at, place.columns, place.edges, place.margins)
        _EMPTY.put(key, empty)
    return Cell(
        empty.column, empty.span, empty.merge, read(cell), empty.borders, empty.margins, empty.at,
        empty.shade,
    )  # fmt: skip


def _empty(
    properties: etree._Element | None,
    at: int,
    columns: int,
    edges: dict[str, Rule | None],
    margins: Sides,
) -> Cell:
    """Return a cell with nothing in it, as its properties and its table say."""
    span = max(1, min(whole(value(properties, "gridSpan")) or 1, columns - at))
    merge = child(properties, "vMerge")
    shade = value(properties, "shd", key="fill") or ""
    return Cell(
        at,
        span,
        Merge.NONE if merge is None else Merge(merge.get(WORD + "val", "continue")),
        (),
        _borders(edges, _edges(child(properties, "tcBorders")), at == 0, at + span >= columns),
        _margins(margins, child(properties, "tcMar")),
        At(value(properties, "vAlign") or "top"),
        shade if len(shade) == 6 else "",
    )


def _edges(borders: etree._Element | None) -> dict[str, Rule | None]:
    """Return the border lines that are spoken of; None where one is switched off."""
    if borders is None:
        return {}
    found = {}
    for part in borders:
        name = part.tag.removeprefix(WORD)
        name = _SAME_EDGE.get(name, name)
        if name in _EDGES:
            found[name] = rule(part)
    return found


def _edges_of_row(edges: dict[str, Rule | None], number: int, count: int) -> dict[str, Rule | None]:
    inside = edges.get("insideH")
    return edges | {
        "top": edges.get("top") if number == 0 else inside,
        "bottom": edges.get("bottom") if number == count - 1 else inside,
    }


def _borders(
    table: dict[str, Rule | None], own: dict[str, Rule | None], first: bool, last: bool
) -> Borders:
    upright = table.get("insideV")
    return Borders(
        own.get("top", table.get("top")),
        own.get("right", table.get("right") if last else upright),
        own.get("bottom", table.get("bottom")),
        own.get("left", table.get("left") if first else upright),
    )


def _margins(usual: Sides, margins: etree._Element | None) -> Sides:
    if margins is None:
        return usual

    def measure(*names: str, inherited: float) -> float:
        for name in names:
            found = points(value(margins, name, key="w"))
            if found is not None:
                return found
        return inherited

    return Sides(
        measure("top", inherited=usual.top),
        measure("right", "end", inherited=usual.right),
        measure("bottom", inherited=usual.bottom),
        measure("left", "start", inherited=usual.left),
    )


def _merged(rows: list[Row]) -> Iterator[Row]:
    """Leave out the lines inside vertically merged cells."""
    for row, below in zip(rows, [*rows[1:], Row(())], strict=True):
        runs_on = {cell.column for cell in below.cells if cell.merge is Merge.REST}
        cells = tuple(_without_inner_lines(cell, runs_on) for cell in row.cells)
        alike = all(cell is own for cell, own in zip(cells, row.cells, strict=True))
        yield row if alike else replace(row, cells=cells)


def _without_inner_lines(cell: Cell, runs_on: set[int]) -> Cell:
    borders = cell.borders
    if cell.merge is Merge.REST:
        borders = replace(borders, top=None)
    if cell.merge is not Merge.NONE and cell.column in runs_on:
        borders = replace(borders, bottom=None)
    return cell if borders is cell.borders else replace(cell, borders=borders)
