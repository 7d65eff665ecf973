"""A paper as it prints, shown in the page and sent to a printer."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.leaving import leaving
from mediation_desk.ui.widgets.naming import named

DOTS_PER_INCH = 300


class PdfPreview(QWidget):
    """Shows the pages of a PDF that is held in memory only."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "pdf_preview", _("Preview of the paper"))
        self.document = QPdfDocument(self)
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self.view = named(QPdfView(self), "pdf_view", _("Preview of the paper"))
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self.document)
        elastic(self.view, 240).setMinimumWidth(240)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.view)

    def show_pdf(self, pdf: bytes) -> None:
        """Show another paper; empty bytes show nothing."""
        self.document.close()
        self._buffer.close()
        self._bytes = QByteArray(pdf)
        if not pdf:
            return
        self._buffer.setBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.view.verticalScrollBar().setValue(0)

    @property
    def pages(self) -> int:
        """The number of pages shown."""
        return self.document.pageCount()

    def print_pages(self, title: str, copies: int) -> bool:
        """Ask for a printer and print; False when the user thought better of it."""
        printer = new_printer(title)
        printer.setCopyCount(copies)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(_("Print {title}").format(title=title))
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return False
        draw_on(printer, self.document)
        leaving().printed.emit(title)
        return True


def new_printer(title: str) -> QPrinter:
    """Return a printer set for A4 sheets whose margins are already in the paper."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS_PER_INCH)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
        )
    )
    return printer


def draw_on(printer: QPrinter, document: QPdfDocument) -> None:
    """Draw every page of a document on a printer's sheets."""
    painter = QPainter()
    for number in range(document.pageCount()):
        points = document.pagePointSize(number)
        wide = points.width() > points.height()
        printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        )
        if number == 0:
            painter.begin(printer)
        else:
            printer.newPage()
        sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
        size = QSize(int(sheet.width()), int(sheet.height()))
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), document.render(number, size))
    if painter.isActive():
        painter.end()
