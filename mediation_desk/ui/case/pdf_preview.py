"""A paper as it prints, shown in the page."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.widgets.naming import named


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
