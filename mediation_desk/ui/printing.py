"""Printing what is in view: a table or a page as plain text on A4."""

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QWidget

from mediation_desk.ui.jobs import Jobs

if TYPE_CHECKING:
    from mediation_desk.ui.pdf_dialog import PdfDialog


def show_sheet(jobs: Jobs, html: str, title: str, parent: QWidget) -> "PdfDialog":
    """Show what is in view as it will be on paper: to look at, save as PDF and print."""
    from mediation_desk.ui.pdf_dialog import PdfDialog  # QtPdf, when it is wanted

    made = partial(sheet, html, title)
    dialog = PdfDialog(jobs, title, title, made, name="view_sheet", parent=parent)
    dialog.open()
    return dialog


def sheet(html: str, title: str) -> bytes:
    """Draw what is in view on A4, with the number of each page."""
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
    document(html, title).print_(writer)  # it keeps two centimetres at each edge
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


def table_html(text: str) -> str:
    """Turn lines with tabs into a table; the first line holds the headings."""
    lines = [line.split("\t") for line in text.splitlines()]
    if not lines:
        return ""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in lines[0])
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>"
        for line in lines[1:]
    )
    return f"<table width='100%'><tr>{head}</tr>{rows}</table>"
