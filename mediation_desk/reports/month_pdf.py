"""The month's reports as PDF on A4: a report on a page or more, definitions below.

A page lies, unless a table is narrow and long: then it stands, its rows as close as they fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.graphics import renderPDF
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from mediation_desk.domain.statistics import Line, MonthBook, Picture, Report, Shape
from mediation_desk.i18n import _
from mediation_desk.reports import lettering, log_stacks, month_texts, pictures
from mediation_desk.reports.lettering import Type
from mediation_desk.reports.log import Marks, Progress
from mediation_desk.typeset import corrections, fonts

_SIDE, _TOP, _BOTTOM = 12 * mm, 12 * mm, 14 * mm
_PAD, _LEAST_PAD = 1.2 * mm, 0.3 * mm
_BODY, _BOLD = Type(8.5), Type(8.5, fonts.SONG_BOLD)
_TITLE, _NOTE, _SIGNED = Type(15, fonts.SONG_BOLD), Type(8), Type(10.5)
_SIGN = 9 * mm
_SIGNED_HEIGHT = 4 * _SIGN
_LAST = 2
_ABOVE_FOOT = 3.5 * mm
"""Room between the text and the foot of a page, which a last line may take."""
_LINE, _SHADE = HexColor("#8A94A0"), HexColor("#E7EBF0")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row ready to be set: the lines of each cell, the side each keeps to, and its height."""

    cells: tuple[tuple[str, ...], ...]
    sides: tuple[str, ...]
    height: float
    strong: bool


class _Press:
    """Sets pages one after the other; each has its foot, its marks and, at the top, a title."""

    def __init__(self, canvas: Canvas, book: MonthBook, marks: Marks) -> None:
        self.canvas, self.book, self.marks = canvas, book, marks
        self.width, self.height = landscape(A4)
        self.y = self.height
        self.pad = _PAD
        self._pages = 0

    @property
    def across(self) -> float:
        """The width between the margins."""
        return float(self.width - 2 * _SIDE)

    def turn(self, *, upright: bool) -> None:
        """Let the pages that follow stand or lie."""
        self.width, self.height = A4 if upright else landscape(A4)

    def begin(self, title: str) -> None:
        """Begin a page."""
        self._pages += 1
        self.canvas.setPageSize((self.width, self.height))
        log_stacks.watermark(self.canvas, self.marks, self.width, self.height)
        self.canvas.setFillGray(0)
        y = self.height - _TOP
        lettering.draw_centred(self.canvas, self.width / 2, y - _TITLE.size, title, _TITLE)
        lettering.draw(
            self.canvas, _SIDE, y - 1.8 * _TITLE.leading, month_texts.note(self.book), _NOTE
        )
        self.y = y - 2.1 * _TITLE.leading

    def end(self) -> None:
        """End the page with its number."""
        foot = _("Page {page}").format(page=self._pages)
        lettering.draw_centred(self.canvas, self.width / 2, _BOTTOM - 6 * mm, foot, _NOTE)
        lettering.draw_right(
            self.canvas, self.width - _SIDE, _BOTTOM - 6 * mm, self.marks.serial, _NOTE
        )
        self.canvas.showPage()

    def room(self, height: float) -> bool:
        """Say whether so much still fits on the page."""
        return bool(self.y - height >= _BOTTOM)


def write(
    book: MonthBook,
    marks: Marks,
    progress: Progress | None = None,
    drawn: Sequence[Picture] = (),
) -> bytes:
    """Write all reports as one PDF, the pictures at its end."""
    target = BytesIO()
    with corrections.press():
        canvas = Canvas(target, pagesize=landscape(A4), invariant=1, pageCompression=1)
        canvas.setTitle(month_texts.title(book, book.reports[0]))
        canvas.setAuthor(book.centre)
        press = _Press(canvas, book, marks)
        for done, report in enumerate(book.reports):
            if progress is not None and progress(done, len(book.reports)) is False:
                break
            _report(press, report)
        press.turn(upright=False)
        for picture in drawn:
            press.begin(picture.title)
            made = pictures.drawing(picture, press.across, press.y - _BOTTOM, titled=False)
            renderPDF.draw(made, canvas, _SIDE, _BOTTOM)
            press.end()
        canvas.save()
    return target.getvalue()


def _report(press: _Press, report: Report) -> None:
    title = month_texts.heading(press.book, report)
    press.turn(upright=month_texts.upright(report))
    widths = _widths(press, report)
    press.begin(title)
    press.pad = _close(press, len(report.lines) + 1) if month_texts.upright(report) else _PAD
    titles = [head.title for head in report.heads]
    head = _row(press, titles, ["centre"] * len(widths), widths, strong=True)
    rows = [_line(press, report, line, widths) for line in report.lines]
    _draw(press, head, widths)
    for place, row in enumerate(rows):
        if not press.room(_together(rows[place:], report)):
            press.end()
            press.begin(title)
            _draw(press, head, widths)
        _draw(press, row, widths)
    _signatures(press, report.signed, title)
    texts = [] if report.lines else [_("Nothing to report.")]
    texts += month_texts.numbered(report)
    texts += month_texts.checks(press.book)
    _notes(press, texts, title)
    _mark(press, title)
    press.end()


def _close(press: _Press, rows: int) -> float:
    """Return the room above and below the text of a row with which so many fit on the page."""
    room = (press.y - _BOTTOM - 1) / rows - _BODY.leading
    return float(max(_LEAST_PAD, min(_PAD, room / 2)))


def _together(rows: Sequence[_Row], report: Report) -> float:
    """Return the height that a row takes with what must not stand alone on the next page.

    The last two rows stay together, and those who sign do so under them.
    """
    if len(rows) != _LAST:
        return rows[0].height
    return sum(row.height for row in rows) + (_SIGNED_HEIGHT if report.signed else 0)


def _line(press: _Press, report: Report, line: Line, widths: list[float]) -> _Row:
    shapes = [
        month_texts.shape(report.heads[place + 1], line, place) for place in range(len(line.values))
    ]
    texts = [line.label, *map(month_texts.text, line.values, shapes)]
    sides = ["left", *(_side(shape) for shape in shapes)]
    least = _SIGN if report.signed else 0
    return _row(press, texts, sides, widths, strong=line.total, least=least)


def _side(shape: Shape) -> str:
    return "left" if shape is Shape.TEXT else "right"


def _widths(press: _Press, report: Report) -> list[float]:
    whole = sum(head.width for head in report.heads)
    return [press.across * head.width / whole for head in report.heads]


def _row(
    press: _Press,
    texts: list[str],
    sides: list[str],
    widths: list[float],
    *,
    strong: bool,
    least: float = 0,
) -> _Row:
    kind = _BOLD if strong else _BODY
    cells = tuple(
        lettering.wrapped(text, kind, width - 2 * _PAD)
        for text, width in zip(texts, widths, strict=True)
    )
    lines = max(len(cell) for cell in cells)
    return _Row(cells, tuple(sides), max(lines * kind.leading + 2 * press.pad, least), strong)


def _draw(press: _Press, row: _Row, widths: list[float]) -> None:
    canvas, kind = press.canvas, _BOLD if row.strong else _BODY
    x = _SIDE
    canvas.setStrokeColor(_LINE)
    canvas.setLineWidth(0.4)
    for lines, side, width in zip(row.cells, row.sides, widths, strict=True):
        canvas.setFillColor(_SHADE)
        canvas.rect(x, press.y - row.height, width, row.height, fill=int(row.strong))
        canvas.setFillGray(0)
        for number, line in enumerate(lines):
            base = press.y - press.pad - number * kind.leading - kind.size * 0.95
            if side == "right":
                lettering.draw_right(canvas, x + width - _PAD, base, line, kind)
            elif side == "centre":
                lettering.draw_centred(canvas, x + width / 2, base, line, kind)
            else:
                lettering.draw(canvas, x + _PAD, base, line, kind)
        x += width
    press.y -= row.height


def _signatures(press: _Press, signed: tuple[str, ...], title: str) -> None:
    """Leave a line for each who signs, side by side, and the day under it."""
    if not signed:
        return
    if not press.room(_SIGNED_HEIGHT):
        press.end()
        press.begin(title)
    press.y -= _SIGN
    room = press.across / len(signed)
    for line in (signed, (month_texts.day_to_write(),) * len(signed)):
        press.y -= _SIGN
        for place, text in enumerate(line):
            lettering.draw(press.canvas, _SIDE + place * room, press.y, text, _SIGNED)
    press.y -= 2 * mm


def _notes(press: _Press, texts: list[str], title: str) -> None:
    press.y -= 2 * mm
    for text in texts:
        for line in lettering.wrapped(text, _NOTE, press.across):
            if not press.room(_NOTE.leading):
                press.end()
                press.begin(title)
            press.y -= _NOTE.leading
            lettering.draw(press.canvas, _SIDE, press.y, line, _NOTE)


def _mark(press: _Press, title: str) -> None:
    """Say who exported it, when, and under which number; no page is begun for this line alone."""
    if not press.marks.line:
        return
    if not press.room(_NOTE.leading - _ABOVE_FOOT):
        press.end()
        press.begin(title)
    press.y -= _NOTE.leading
    lettering.draw(press.canvas, _SIDE, press.y, press.marks.line, _NOTE)
