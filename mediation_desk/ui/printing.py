"""Printing what is in view: a table or a page as plain text on A4."""

from html import escape

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtWidgets import QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.leaving import leaving


def print_html(html: str, title: str, parent: QWidget) -> bool:
    """Ask for a printer and print; False when the user thought better of it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # kept: the dialog does not own it
    printer.setDocName(title)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            QMarginsF(15, 15, 15, 15),
            QPageLayout.Unit.Millimeter,
        )
    )
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print what is in view"))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    document(html, title).print_(printer)
    leaving().printed.emit(title)
    return True


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
