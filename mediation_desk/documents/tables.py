"""Set a table: its rows as bands, with borders, merged cells and rows that may be cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from mediation_desk.documents.atoms import Numbers
from mediation_desk.documents.kept import OfSame
from mediation_desk.documents.layout import (
    Align,
    At,
    Block,
    Cell,
    Merge,
    Paragraph,
    Row,
    Rule,
    Table,
)
from mediation_desk.documents.marks import Band, Fill, Mark, Stroke, moved, stacked
from mediation_desk.documents.paragraphs import set_paragraph

_DOUBLE = 1.5  # the distance between two thin lines, in points


@dataclass(frozen=True, slots=True)
class Room:
    """The space that blocks are set into.

    `grid` is the pitch of the page's lines, or 0; `pitch` what it adds after a character.
    """

    width: float
    height: float
    grid: float = 0.0
    numbers: Numbers | None = None
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class _Filled:
    """A cell with its text set: where it stands across, and the height it stands in.

    `above` is the room over the text, `needs` the height of everything.
    """

    cell: Cell
    x: float
    width: float
    bands: tuple[Band, ...]
    above: float
    needs: float
    reach: float | None = None


_Cells = tuple[_Filled, ...]
_FILLED: OfSame[_Cells] = OfSame(300)
_ROWS: OfSame[Band] = OfSame(300)


def set_blocks(blocks: Sequence[Block], room: Room) -> list[Band]:
    """Return the bands of paragraphs and tables below each other."""
    bands: list[Band] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            bands.extend(set_paragraph(block, room.width, room.grid, room.numbers, room.pitch))
        else:
            bands.extend(set_table(block, room))
    return bands


def set_table(table: Table, room: Room) -> Iterator[Band]:
    """Return a band for each row, the header rows repeated at the head of a page."""
    edges = [0.0, *accumulate(table.columns)]
    start = _start(table, room.width - edges[-1])
    rows = [_filled_row(row, table.columns, edges, start, room) for row in table.rows]
    heights = _heights(table.rows, rows)
    heads: tuple[Band, ...] = ()
    in_head = True
    for number, row in enumerate(table.rows):
        reaches = _reaches(table.rows, number, heights, room.height)
        runs_on = _open(table.rows, number)
        keep = any(cell.column in runs_on for cell in row.cells)
        keep = keep and (bool(reaches) or sum(heights[number:]) <= room.height)
        in_head = in_head and row.header
        band = _band_once(
            rows[number],
            heights[number],
            reaches,
            keep=in_head or keep or _kept_with_next(row),
            whole=row.whole or row.exact or in_head,
            heads=() if in_head else heads,
        )
        if in_head:
            heads = (*heads, band)
        yield band


def _kept_with_next(row: Row) -> bool:
    """Say whether a row must stay with the next: its first paragraph says so for the row."""
    first = row.cells[0].blocks[:1] if row.cells else ()
    return any(isinstance(block, Paragraph) and block.format.keep_next for block in first)


def _start(table: Table, spare: float) -> float:
    if table.align is Align.CENTRE:
        return spare / 2
    return spare if table.align is Align.RIGHT else table.indent


def _filled_row(
    row: Row, columns: tuple[float, ...], edges: Sequence[float], start: float, room: Room
) -> _Cells:
    """Set the cells of a row; one that was set in such a table before is not set again."""
    told = columns, start, room
    return _FILLED.get(row, told) or _FILLED.put(
        row, told, tuple(_filled(cell, edges, start, room) for cell in row.cells)
    )


def _filled(cell: Cell, edges: Sequence[float], start: float, room: Room) -> _Filled:
    x, to_x = edges[cell.column], edges[cell.column + cell.span]
    wide = max(to_x - x - cell.margins.left - cell.margins.right, 1.0)
    blocks = () if cell.merge is Merge.REST else cell.blocks
    inside = Room(wide, room.height, room.grid, room.numbers, room.pitch)
    return _with(cell, start + x, to_x - x, tuple(set_blocks(blocks, inside)))


def _with(cell: Cell, x: float, width: float, bands: tuple[Band, ...]) -> _Filled:
    line = cell.borders.top
    above = cell.margins.top + (line.width if line else 0.0)
    return _Filled(cell, x, width, bands, above, stacked(bands) + above + cell.margins.bottom)


def _band_once(
    cells: _Cells,
    height: float,
    reaches: dict[int, float],
    *,
    keep: bool,
    whole: bool,
    heads: tuple[Band, ...],
) -> Band:
    """Return a row's band; the same cells at the same height are not drawn again."""
    told = height, tuple(reaches.items()), keep, whole, tuple(map(id, heads))
    found = _ROWS.get(cells, told)
    if found is None:
        own = [_reaching(cell, reaches) for cell in cells] if reaches else cells
        found = _row_band(own, height, keep=keep, whole=whole, heads=heads)
        _ROWS.put(cells, told, found)
    return found


def _heights(rows: Sequence[Row], filled: Sequence[Sequence[_Filled]]) -> list[float]:
    heights: list[float] = []
    for number, row in enumerate(rows):
        own = [cell.needs for cell in filled[number] if _depth(rows, number, cell.cell) == 1]
        heights.append(row.height if row.exact else max([row.height, *own]))
    for number, cells in enumerate(filled):
        for cell in cells:
            depth = _depth(rows, number, cell.cell)
            lack = cell.needs - sum(heights[number : number + depth])
            if depth > 1 and lack > 0:
                heights[number + depth - 1] += lack
    return heights


def _depth(rows: Sequence[Row], number: int, cell: Cell) -> int:
    """Return how many rows a cell reaches down; 0 for the hidden part of a merged one."""
    if cell.merge is Merge.REST:
        return 0
    depth = 1
    if cell.merge is Merge.FIRST:
        for below in rows[number + 1 :]:
            if not any(c.column == cell.column and c.merge is Merge.REST for c in below.cells):
                break
            depth += 1
    return depth


def _open(rows: Sequence[Row], number: int) -> set[int]:
    """Return the columns that are merged from this row into the next."""
    if number + 1 >= len(rows):
        return set()
    return {cell.column for cell in rows[number + 1].cells if cell.merge is Merge.REST}


def _reaches(
    rows: Sequence[Row], number: int, heights: Sequence[float], page: float
) -> dict[int, float]:
    """Return the whole height of merged cells that begin here and that a page can hold."""
    reaches = {}
    for cell in rows[number].cells:
        depth = _depth(rows, number, cell)
        height = sum(heights[number : number + depth])
        if depth > 1 and height <= page:
            reaches[cell.column] = height
    return reaches


def _reaching(cell: _Filled, reaches: dict[int, float]) -> _Filled:
    return replace(cell, reach=reaches.get(cell.cell.column))


def _row_band(
    cells: Sequence[_Filled], height: float, *, keep: bool, whole: bool, heads: tuple[Band, ...]
) -> Band:
    def cut(at: float) -> tuple[Band, Band] | None:
        parts = [_cut_cell(cell, at) for cell in cells]
        if any(
            cell.bands and not top.bands for cell, (top, _rest) in zip(cells, parts, strict=True)
        ):
            return None
        tops, rests = [top for top, _rest in parts], [rest for _top, rest in parts]
        if not any(rest.bands for rest in rests):
            return None
        upper, lower = (max(cell.needs for cell in half) for half in (tops, rests))
        return (
            _row_band(tops, upper, keep=False, whole=False, heads=heads),
            _row_band(rests, lower, keep=keep, whole=False, heads=heads),
        )

    marks = tuple(mark for cell in cells for mark in _cell_marks(cell, height))
    merged = any(cell.cell.merge is Merge.FIRST for cell in cells)
    return Band(height, marks, keep=keep, whole=whole, heads=heads, cut=None if merged else cut)


def _cut_cell(cell: _Filled, at: float) -> tuple[_Filled, _Filled]:
    room = at - cell.above - cell.cell.margins.bottom
    taken, used = 0, 0.0
    for band in cell.bands:
        used += band.before + band.height
        if used > room:
            break
        used += band.after
        taken += 1
    return (
        _with(cell.cell, cell.x, cell.width, cell.bands[:taken]),
        _with(cell.cell, cell.x, cell.width, cell.bands[taken:]),
    )


def _cell_marks(filled: _Filled, height: float) -> Iterator[Mark]:
    cell = filled.cell
    if cell.shade and cell.shade.upper() != "FFFFFF":
        yield Fill(filled.x, 0.0, filled.width, height, cell.shade)
    spare = (height if filled.reach is None else filled.reach) - filled.needs
    share = {At.TOP: 0.0, At.MIDDLE: spare / 2, At.BOTTOM: spare}[cell.at]
    y = filled.above + max(share, 0.0)
    for band in filled.bands:
        y += band.before
        for mark in band.marks:
            yield moved(mark, filled.x + cell.margins.left, y)
        y += band.height + band.after
    yield from _borders(filled, height)


def _borders(filled: _Filled, height: float) -> Iterator[Stroke]:
    x, to_x, lines = filled.x, filled.x + filled.width, filled.cell.borders
    for rule, (x1, y1, x2, y2) in (
        (lines.top, (x, 0.0, to_x, 0.0)),
        (lines.bottom, (x, height, to_x, height)),
        (lines.left, (x, 0.0, x, height)),
        (lines.right, (to_x, 0.0, to_x, height)),
    ):
        if rule is not None:
            yield from _ruled(rule, x1, y1, x2, y2)


def _ruled(rule: Rule, x: float, y: float, to_x: float, to_y: float) -> Iterator[Stroke]:
    if not rule.double:
        yield Stroke(x, y, to_x, to_y, rule.width, rule.colour)
        return
    across, down = (_DOUBLE / 2, 0.0) if x == to_x else (0.0, _DOUBLE / 2)
    for side in (-1, 1):
        yield Stroke(
            x + side * across,
            y + side * down,
            to_x + side * across,
            to_y + side * down,
            rule.width,
            rule.colour,
        )
