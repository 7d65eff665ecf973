"""Small charts as vector drawings: for PDF, and as SVG for the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor, black, white
from reportlab.pdfbase.pdfmetrics import stringWidth

from mediation_desk.domain.money import figures
from mediation_desk.typeset import fonts

_INK = HexColor("#2F5D8C")
_PALE = HexColor("#C9D6E4")
_FILLS = (white, _PALE, _INK, black)
_HATCHED = 1
_SIZE = 8.5
_HATCH_STEP = 4.0
_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it stands for and the sum it shows, None where there is none yet."""

    label: str
    amount: Decimal | None


def bars(rows: Sequence[Bar], width: float, height: float) -> Drawing:
    """Draw sums as bars with label and figure; fills differ in tone and hatching, not in hue."""
    STATE_DEFAULTS["fontName"] = fonts.SONG  # else every drawing lists a face not embedded
    drawing = Drawing(width, height)
    labels = max(stringWidth(row.label, fonts.SONG, _SIZE) for row in rows) + _GAP
    sums = max(stringWidth(_figure(row), fonts.SONG, _SIZE) for row in rows) + _GAP
    room = width - labels - sums
    largest = max((row.amount or Decimal(0) for row in rows), default=Decimal(0)) or Decimal(1)
    step = height / len(rows)
    thick = min(step * 0.62, 16.0)
    for number, row in enumerate(rows):
        y = height - step * (number + 0.5)
        base = y - _SIZE * 0.36
        length = room * float((row.amount or Decimal(0)) / largest)
        drawing.add(String(0, base, row.label, fontName=fonts.SONG, fontSize=_SIZE))
        _add_bar(drawing, number, (labels, y - thick / 2, length, thick))
        drawing.add(
            String(labels + length + _GAP, base, _figure(row), fontName=fonts.SONG, fontSize=_SIZE)
        )
    drawing.add(Line(labels, 0, labels, height, strokeColor=black, strokeWidth=0.8))
    return drawing


def _figure(row: Bar) -> str:
    return "—" if row.amount is None else figures(row.amount)


def _add_bar(drawing: Drawing, number: int, box: tuple[float, float, float, float]) -> None:
    x, y, length, thick = box
    if length <= 0:
        return
    drawing.add(
        Rect(
            x,
            y,
            length,
            thick,
            fillColor=_FILLS[number % len(_FILLS)],
            strokeColor=black,
            strokeWidth=0.6,
        )
    )
    if number % len(_FILLS) == _HATCHED:
        _add_hatching(drawing, box)


def _add_hatching(drawing: Drawing, box: tuple[float, float, float, float]) -> None:
    """Draw slanting lines inside a bar, each cut off at its ends."""
    x, y, length, thick = box
    start = -thick
    while start < length:
        left, right = max(start, 0.0), min(start + thick, length)
        if right > left:
            drawing.add(
                Line(
                    x + left,
                    y + left - start,
                    x + right,
                    y + right - start,
                    strokeColor=_INK,
                    strokeWidth=0.5,
                )
            )
        start += _HATCH_STEP
