"""Sending pages to a printer: on the printing worker, in strips, so that nothing else waits.

A page is drawn in strips: a whole one would hold up the preview in the window, which asks the
same library for its pages.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from mediation_desk.domain.errors import DeskError, Stopped
from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Progress
from mediation_desk.ui.printers.order import Duplex, Order
from mediation_desk.ui.printers.trays import take_from

DOTS_PER_INCH = 300
_STRIP = 256
"""Height of a strip in dots: some 30 ms of drawing."""
_NEAR = 0.08
"""So much may a sheet differ from the page, as Letter does from A4."""
_LEAST_FREE = 32 << 20
"""What is spooled goes through the disk first."""
_SIDES = {
    Duplex.ONE: QPrinter.DuplexMode.DuplexNone,
    Duplex.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Duplex.SHORT: QPrinter.DuplexMode.DuplexShortSide,
}


class NotPrinted(DeskError):
    """Pages did not reach the printer."""


def printer_names() -> tuple[str, ...]:
    """Return the printers of this computer, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return tuple(sorted(names, key=lambda name: (name != usual, name)))


def page_count(pdf: bytes) -> int:
    """Return how many pages a paper has, 0 where they cannot be read."""
    held = QByteArray(pdf)
    buffer = QBuffer()
    buffer.setData(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    return max(0, document.pageCount())


def device(order: Order) -> QPrinter:
    """Return the printer of an order, set as it says."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    setup = order.setup
    if setup.file is not None:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(setup.file))
    else:
        printer.setPrinterName(setup.printer)
        if setup.duplex is not Duplex.USUAL:
            printer.setDuplex(_SIDES[setup.duplex])
        take_from(printer, setup.tray)
    return printer


def send(order: Order, progress: Progress, make: Callable[[Order], QPrinter] = device) -> int:
    """Send an order to its printer; return the number of pages that left, copies counted.

    Raises `NotPrinted` with a sentence when the printer or the disk does not take them, and
    `Stopped` when somebody stopped it.
    """
    _require_room()
    _require_there(order)
    with _put_in_place(order) as writing:
        return _send(order, progress, make(writing))


def _send(order: Order, progress: Progress, printer: QPrinter) -> int:
    document, _held = _opened(order)
    wanted = [page - 1 for page in order.pages] or list(range(document.pageCount()))
    if not wanted or max(wanted) >= document.pageCount():
        raise NotPrinted(_("The paper has only {n} pages.").format(n=document.pageCount()))
    printer.setResolution(DOTS_PER_INCH)
    printer.setDocName(order.sheet.title)
    printer.setFullPage(True)
    by_itself = order.setup.file is None and printer.supportsMultipleCopies()
    printer.setCopyCount(order.copies if by_itself else 1)
    printer.setCollateCopies(True)
    rounds, each = (1, order.copies) if by_itself else (order.copies, 1)

    def advanced(done: int, of: int) -> bool:
        return progress(done * each, of * each)

    return _draw(order, printer, document, wanted * rounds, advanced) * each


@contextmanager
def _put_in_place(order: Order) -> Iterator[Order]:
    """Have a file written under another name; it takes its own when it is whole, or never."""
    path = order.setup.file
    if path is None:
        yield order
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield replace(order, setup=replace(order.setup, file=part))
        if not _whole(part):
            raise NotPrinted(
                _("{name} was not written whole: the disk is full.").format(name=path.name)
            )
        part.replace(path)
    except OSError:
        raise NotPrinted(_failed(order, 0)) from None
    finally:
        part.unlink(missing_ok=True)


def _opened(order: Order) -> tuple[QPdfDocument, object]:
    """Return the pages, with what must stay in memory as long as they are read."""
    held = QByteArray(order.sheet.pdf)
    buffer = QBuffer()
    buffer.setData(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        raise NotPrinted(_("The pages of this paper cannot be read."))
    return document, (buffer, held)


def _draw(
    order: Order,
    printer: QPrinter,
    document: QPdfDocument,
    pages: list[int],
    progress: Progress,
) -> int:
    painter = QPainter()
    for sent, page in enumerate(pages):
        if not progress(sent, len(pages)):
            _break_off(printer, painter)
            raise Stopped
        points = document.pagePointSize(page)
        _lay_out(printer, points)
        if not _fits(printer, points):
            _break_off(printer, painter)
            raise NotPrinted(_no_sheet(order, points))
        begun = printer.newPage() if sent else painter.begin(printer)
        if not begun:
            _break_off(printer, painter)
            raise NotPrinted(_failed(order, sent))
        _draw_page(painter, printer, document, page)
    ended = painter.end()
    if not ended or printer.printerState() in _BROKEN:
        raise NotPrinted(_failed(order, len(pages)))
    progress(len(pages), len(pages))
    return len(pages)


def _break_off(printer: QPrinter, painter: QPainter) -> None:
    printer.abort()
    if painter.isActive():
        painter.end()


_BROKEN = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)


def _lay_out(printer: QPrinter, points: QSizeF) -> None:
    """Set the sheet to the page's own size; its margins are in the page already."""
    wide = points.width() > points.height()
    upright = points.transposed() if wide else points
    size = QPageSize(
        upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyOrientationMatch
    )
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turned, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)  # else all is moved by the printer's own margins
    printer.setPageLayout(layout)


def _fits(printer: QPrinter, points: QSizeF) -> bool:
    """Say whether the printer has a sheet for a page: on another it would be out of shape."""
    sheet = printer.paperRect(QPrinter.Unit.Point)
    return (
        abs(sheet.width() / points.width() - 1) < _NEAR
        and abs(sheet.height() / points.height() - 1) < _NEAR
    )


def _no_sheet(order: Order, points: QSizeF) -> str:
    told = _(
        "The printer {name} takes no sheet of {wide} × {high} mm. Choose another printer, or"
        " another size of paper."
    )
    wide, high = (round(side * 25.4 / 72) for side in (points.width(), points.height()))
    return told.format(name=order.setup.where, wide=wide, high=high)


def _draw_page(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    wide, high = int(sheet.width()), int(sheet.height())
    options = QPdfDocumentRenderOptions()
    options.setScaledSize(QSize(wide, high))
    for top in range(0, high, _STRIP):
        deep = min(_STRIP, high - top)
        options.setScaledClipRect(QRect(0, top, wide, deep))
        strip = document.render(page, QSize(wide, deep), options)
        painter.drawImage(QRectF(0, top, wide, deep), strip)


def _require_there(order: Order) -> None:
    if (path := order.setup.file) is not None:
        if not path.parent.is_dir():
            raise NotPrinted(_failed(order, 0))
        return
    known = QPrinterInfo.printerInfo(order.setup.printer)
    if known.isNull():
        raise NotPrinted(
            _("The printer {name} is gone. Switch it on or choose another.").format(
                name=order.setup.printer
            )
        )
    if known.state() in _BROKEN:
        raise NotPrinted(_("The printer {name} reports a fault.").format(name=order.setup.printer))


def _require_room() -> None:
    """Refuse before the first page where the disk has no room for what is spooled."""
    if shutil.disk_usage(tempfile.gettempdir()).free < _LEAST_FREE:
        raise NotPrinted(_("The disk is full: nothing can be printed. Make room and try again."))


def _whole(path: Path) -> bool:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - 64))
            return size > 0 and b"%%EOF" in file.read(64)
    except OSError:
        return False


def _failed(order: Order, sent: int) -> str:
    if order.setup.file is not None:
        return _("{name} cannot be written, or the disk is full.").format(
            name=order.setup.file.name
        )
    if not sent:
        return _("The printer {name} takes nothing now.").format(name=order.setup.printer)
    return _("The printer {name} took {n} pages and then no more.").format(
        name=order.setup.printer, n=sent
    )
