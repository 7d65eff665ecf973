"""Printing what is in view: a table or a page as plain text on A4."""

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)
from PySide6.QtWidgets import QWidget

from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.page import Printable

if TYPE_CHECKING:
    from mediation_desk.ui.pdf_dialog import PdfDialog


_EDGE_CM = 2
_USUAL_DPI = 96
"""In which edges and the room around the text of a cell are counted."""
_MOST_PUSHES = 3


def show_sheet(jobs: Jobs, html: Printable, title: str, parent: QWidget) -> "PdfDialog":
    """Show what is in view as it will be on paper: to look at, save as PDF and print."""
    from mediation_desk.ui.pdf_dialog import PdfDialog  # QtPdf, when it is wanted

    made = partial(sheet, html, title)
    dialog = PdfDialog(jobs, title, title, made, name="view_sheet", parent=parent)
    dialog.open()
    return dialog


def sheet(html: Printable, title: str) -> bytes:
    """Draw what is in view on A4, with the number of each page."""
    written = html if isinstance(html, str) else html()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setTitle(title)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            QMarginsF(0, 0, 0, 0),
            QPageLayout.Unit.Millimeter,
        )
    )
    drawn = document(written, title)
    _lay_out(drawn, writer)
    _keep_rows_whole(drawn, writer)
    _draw(drawn, writer)
    held.close()
    return bytes(held.data().data())


def document(html: str, title: str) -> QTextDocument:
    """Return the sheet as it is printed, black on white in any look of the window."""
    made = QTextDocument()
    made.setDefaultStyleSheet(
        "body { color: black; } th { text-align: left; } td, th { padding: 2px 8px 2px 0; }"
    )
    made.setHtml(f"<body><h3>{escape(title)}</h3>{html}</body>")
    return made


def _lay_out(drawn: QTextDocument, writer: QPdfWriter) -> None:
    """Set the text on pages of the paper, with room at each edge."""
    drawn.documentLayout().setPaintDevice(writer)
    edges = drawn.rootFrame().frameFormat()
    edges.setMargin(_EDGE_CM / 2.54 * _USUAL_DPI)
    drawn.rootFrame().setFrameFormat(edges)
    drawn.setPageSize(QSizeF(writer.width(), writer.height()))


def _edge(writer: QPdfWriter) -> float:
    return _EDGE_CM / 2.54 * writer.logicalDpiY()


def _draw(drawn: QTextDocument, writer: QPdfWriter) -> None:
    """Draw each page with its number; `QTextDocument.print_` would lay the text out anew."""
    width, height, edge = writer.width(), writer.height(), _edge(writer)
    painter = QPainter(writer)
    for page in range(drawn.pageCount()):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0, -page * height)
        drawn.drawContents(painter, QRectF(0, page * height, width, height))
        painter.restore()
        painter.setFont(drawn.defaultFont())
        foot = QRectF(edge, height - edge, width - 2 * edge, edge / 2)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, str(page + 1))
    painter.end()


def _keep_rows_whole(drawn: QTextDocument, writer: QPdfWriter) -> None:
    """Let no row of a table lie on two pages: Qt breaks within rows, and knows no other way.

    A row that would is pushed to the next page by room above its text.
    """
    edge = _edge(writer)
    for table in _tables(drawn):
        _keep_headings(table, writer)
        for row in range(table.rows()):
            for _time in range(_MOST_PUSHES):
                top, bottom = _extent(table, row)
                end = _page_end(top, writer)
                if bottom <= end or bottom - top > writer.height() - 2 * edge:
                    break
                _push(table, row, (end - top) * _USUAL_DPI / writer.logicalDpiY())


def _keep_headings(table: QTextTable, writer: QPdfWriter) -> None:
    """Begin a list on the next page where no row of it would stand below its headings."""
    heading = table.document().findBlock(table.firstPosition() - 1)
    if table.rows() < 2 or not heading.previous().isValid():
        return
    top = table.document().documentLayout().blockBoundingRect(heading).top()
    bottom = _extent(table, 1)[1]
    if _page_end(top, writer) < bottom <= top + writer.height() - 2 * _edge(writer):
        looks = heading.blockFormat()
        looks.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        QTextCursor(heading).setBlockFormat(looks)


def _page_end(place: float, writer: QPdfWriter) -> float:
    """Return where the text of the page ends on which a place lies."""
    return (place // writer.height() + 1) * writer.height() - _edge(writer)


def _tables(of: QTextDocument) -> list[QTextTable]:
    return [frame for frame in of.rootFrame().childFrames() if isinstance(frame, QTextTable)]


def _extent(table: QTextTable, row: int) -> tuple[float, float]:
    """Return where the text of a row begins and ends."""
    layout = table.document().documentLayout()
    cells = [table.cellAt(row, column) for column in range(table.columns())]
    firsts = [layout.blockBoundingRect(cell.firstCursorPosition().block()) for cell in cells]
    lasts = [layout.blockBoundingRect(cell.lastCursorPosition().block()) for cell in cells]
    return min(rect.top() for rect in firsts), max(rect.bottom() for rect in lasts)


def _push(table: QTextTable, row: int, by: float) -> None:
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        room = cell.format().toTableCellFormat()
        room.setTopPadding(room.topPadding() + by)
        cell.setFormat(room)


def table_html(text: str) -> str:
    """Turn lines with tabs into a table; the first line holds the headings."""
    lines = [[escape(cell) for cell in line.split("\t")] for line in text.splitlines()]
    return table_of(lines[0], lines[1:]) if lines else ""


def table_of(head: Sequence[str], lines: Sequence[Sequence[str]], *, unbroken: bool = False) -> str:
    """Return a table of cells that are HTML already; `unbroken` ones stay on one line each."""
    style = " style='white-space:nowrap'" if unbroken else ""
    titles = "".join(f"<th{style}>{text}</th>" for text in head)
    rows = (
        "<tr>" + "".join(f"<td{style}>{text}</td>" for text in line) + "</tr>" for line in lines
    )
    return f"<table width='100%'><tr>{titles}</tr>{''.join(rows)}</table>"
