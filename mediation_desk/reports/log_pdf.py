"""The log as PDF on A4 landscape: a case is one row of stacked cells, so that all is readable."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from mediation_desk import i18n
from mediation_desk.domain.ledger import LedgerRow
from mediation_desk.i18n import _
from mediation_desk.reports import lettering, log, log_columns, log_stacks
from mediation_desk.reports.lettering import Type
from mediation_desk.reports.log import Heading, Progress, Totals
from mediation_desk.reports.log_columns import Column, Format, Value, as_text
from mediation_desk.reports.log_stacks import NUMBER, Stacks
from mediation_desk.typeset import corrections, fonts

_WIDTH, _HEIGHT = landscape(A4)
_SIDE = 10 * mm
_TOP = 12 * mm
_BOTTOM = 14 * mm
_PAD = 1.2 * mm
_ABOVE_NOTES = 2 * mm
_RUNNING = 4.5 * mm
"""How high the title stands, small, at the head of each further page."""
_EMPTY = "—"
_BODY = Type(8)
_BOLD = Type(8, fonts.SONG_BOLD)
_TITLE = Type(15, fonts.SONG_BOLD)
_NOTE = Type(8)
_LINE = HexColor("#8A94A0")
_SHADE = HexColor("#E7EBF0")

_MOST_LINES = 7


@dataclass(frozen=True, slots=True)
class _Row:
    """A row ready to be set: the lines of each stack, and its height."""

    cells: tuple[tuple[str, ...], ...]
    height: float
    strong: bool = False


@dataclass(slots=True)
class _Page:
    """What stands on a page: rows, and lines of the notes below them."""

    rows: list[_Row] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def write_log(
    rows: Iterable[LedgerRow], heading: Heading, progress: Progress | None = None
) -> bytes:
    """Write the log as PDF, with the heading on every page, page numbers and totals."""
    with i18n.speaking(i18n.CHINESE), corrections.press():
        columns = log_columns.columns(heading.layout, masked=heading.masked)
        stacks = log_stacks.stacks(heading.layout, columns)
        head = _head(columns, stacks)
        body = [*_body(log.told(rows, progress), columns, stacks)]
        notes = _notes(heading)
        pages = _pages(head, body, notes)
        target = BytesIO()
        canvas = Canvas(target, pagesize=(_WIDTH, _HEIGHT), invariant=1, pageCompression=1)
        canvas.setTitle(heading.title)
        canvas.setAuthor(heading.centre)
        for number, page in enumerate(pages, 1):
            log_stacks.watermark(canvas, heading.marks, _WIDTH, _HEIGHT)
            y = _draw_page(canvas, page, heading, head, stacks, (number, len(pages)))
            _draw_notes(canvas, page.notes, y - _ABOVE_NOTES)
            canvas.showPage()
        canvas.save()
    return target.getvalue()


def _body(rows: Iterable[LedgerRow], columns: tuple[Column, ...], stacks: Stacks) -> Iterator[_Row]:
    totals = Totals(columns)
    for row in rows:
        cells = tuple(column.value(row) for column in columns)
        totals.add(cells)
        yield _row(_texts(columns, cells, str(totals.rows), _EMPTY), stacks)
    yield _row(_texts(columns, totals.cells(), totals.label, ""), stacks, strong=True)


def _head(columns: tuple[Column, ...], stacks: Stacks) -> _Row:
    texts = {column.key: column.heading for column in columns}
    return _row({**texts, NUMBER: log_columns.number_heading()}, stacks, strong=True)


def _texts(
    columns: tuple[Column, ...], cells: Sequence[Value], number: str, empty: str
) -> dict[str, str]:
    texts = {
        column.key: _text(column, cell) or empty
        for column, cell in zip(columns, cells, strict=True)
    }
    if texts.get("remark") == _EMPTY:
        texts["remark"] = ""
    return {**texts, NUMBER: number}


def _text(column: Column, value: Value) -> str:
    if column.format is Format.DAY and isinstance(value, date):
        return value.isoformat()
    return as_text(value)


def _row(texts: dict[str, str], stacks: Stacks, *, strong: bool = False) -> _Row:
    kind = _BOLD if strong else _BODY
    cells = tuple(
        lettering.cut(
            tuple(
                line
                for key in stack.keys
                for line in lettering.wrapped(texts[key], kind, stack.width * mm - 2 * _PAD)
            ),
            _MOST_LINES,
        )
        for stack in stacks
    )
    lines = max(len(cell) for cell in cells)
    return _Row(cells, lines * kind.leading + 2 * _PAD, strong)


def _notes(heading: Heading) -> tuple[str, ...]:
    room = _WIDTH - 2 * _SIDE
    return tuple(
        line for text in log.closing_lines(heading) for line in lettering.wrapped(text, _NOTE, room)
    )


def _pages(head: _Row, body: list[_Row], notes: tuple[str, ...]) -> list[_Page]:
    """Fill pages with rows; the notes stand below the last of them, or on pages of their own."""
    whole = _HEIGHT - _TOP - _BOTTOM - head.height
    further = whole - _RUNNING
    room = whole - 2 * _TITLE.leading
    pages = [_Page()]
    for row in body:
        if row.height > room and pages[-1].rows:
            pages.append(_Page())
            room = further
        pages[-1].rows.append(row)
        room -= row.height
    if len(notes) * _NOTE.leading + _ABOVE_NOTES <= room:
        pages[-1].notes = notes
        return pages
    most = int((further + head.height - _ABOVE_NOTES) / _NOTE.leading)
    pages += (_Page(notes=notes[place : place + most]) for place in range(0, len(notes), most))
    return pages


def _draw_page(
    canvas: Canvas,
    page: _Page,
    heading: Heading,
    head: _Row,
    stacks: Stacks,
    number: tuple[int, int],
) -> float:
    """Set a page of rows and return where it ends."""
    y: float = _HEIGHT - _TOP
    if number[0] == 1:
        lettering.draw_centred(canvas, _WIDTH / 2, y - _TITLE.size, heading.title, _TITLE)
        lettering.draw(canvas, _SIDE, y - 1.8 * _TITLE.leading, heading.note, _NOTE)
        y -= 2 * _TITLE.leading
    else:
        lettering.draw(canvas, _SIDE, y - _NOTE.size, heading.title, _NOTE)
        y -= _RUNNING
    if page.rows:
        for row in (head, *page.rows):
            y = _draw_row(canvas, row, stacks, y)
    foot = _("Page {page} of {pages}").format(page=number[0], pages=number[1])
    lettering.draw_centred(canvas, _WIDTH / 2, _BOTTOM - 6 * mm, foot, _NOTE)
    serial = heading.marks.serial
    lettering.draw_right(canvas, _WIDTH - _SIDE, _BOTTOM - 6 * mm, serial, _NOTE)
    return y


def _draw_row(canvas: Canvas, row: _Row, stacks: Stacks, y: float) -> float:
    kind = _BOLD if row.strong else _BODY
    x = _SIDE
    canvas.setStrokeColor(_LINE)
    canvas.setLineWidth(0.4)
    for stack, lines in zip(stacks, row.cells, strict=True):
        wide = stack.width * mm
        canvas.setFillColor(_SHADE)
        canvas.rect(x, y - row.height, wide, row.height, fill=int(row.strong))
        canvas.setFillGray(0)
        for number, line in enumerate(lines):
            base = y - _PAD - number * kind.leading - kind.size * 0.95
            if stack.side == "right":
                lettering.draw_right(canvas, x + wide - _PAD, base, line, kind)
            elif stack.side == "centre":
                lettering.draw_centred(canvas, x + wide / 2, base, line, kind)
            else:
                lettering.draw(canvas, x + _PAD, base, line, kind)
        x += wide
    return y - row.height


def _draw_notes(canvas: Canvas, notes: tuple[str, ...], y: float) -> None:
    for line in notes:
        y -= _NOTE.leading
        lettering.draw(canvas, _SIDE, y, line, _NOTE)
