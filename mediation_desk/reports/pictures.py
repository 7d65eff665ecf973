"""Pictures of a period as vector drawings: the same for the screen and for paper.

Series differ in tone and hatching, not in hue, and every value stands in figures beside its bar:
they are readable in black and white and by readers who see colours otherwise.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.pdfgen.canvas import Canvas

from mediation_desk.domain.money import figures
from mediation_desk.domain.statistics import Kind, Picture
from mediation_desk.reports import lettering
from mediation_desk.reports.lettering import Type
from mediation_desk.typeset import corrections, fonts

WIDTH, HEIGHT = 720.0, 400.0
_INK, _PALE, _GRID = HexColor("#2F5D8C"), HexColor("#C9D6E4"), HexColor("#D5DBE2")
_FILLS = (_INK, _PALE, white)
_BODY, _TITLE, _STRONG = Type(10), Type(15, fonts.SONG_BOLD), Type(9.5, fonts.SONG_BOLD)
_FIGURE, _SMALL, _TINY = Type(9), Type(8.5), Type(8)
"""On paper a picture is set as large as it is drawn: no type is smaller than 8 points."""
_SIZE = _BODY.size
_SIDE, _TOP, _FOOT = 18.0, 64.0, 34.0
_TOP_UNTITLED = 32.0
_TONES = (white, HexColor("#DDE6EF"), HexColor("#A9BFD6"), _INK)
"""Of tiles, from none to most: apart in lightness too."""
_GAP = 6.0
_HATCH = 5.0
_AXIS = 16.0
"""How high the figures of a scale stand."""
_DAYS = (1, 2, 5, 10, 20, 30, 60, 90, 180, 360, 720, 1800, 3600, 36000)
_MOST_STEPS = 8
_APART = 1.5
"""How far the figures of neighbouring columns stand from each other at least."""
_KEY = 16.0
"""How wide the keys are before the rows of figures beneath columns."""
_TILE_SHAPE = 1.5
"""How much wider than high a tile is, about."""


def drawing(
    picture: Picture, width: float = WIDTH, height: float = HEIGHT, *, titled: bool = True
) -> Drawing:
    """Draw a picture with its title, unless the page has it, its legend and its note."""
    STATE_DEFAULTS["fontName"] = fonts.SONG
    made = Drawing(width, height)
    if titled:
        made.add(Rect(0, 0, width, height, fillColor=white, strokeColor=None))
        _text(made, _SIDE, height - 26, picture.title, _TITLE)
    _text(made, _SIDE, 12, picture.note, _SMALL)
    top = _TOP if titled else _TOP_UNTITLED
    if len(picture.series) > 1 and picture.kind in (Kind.COLUMNS, Kind.BARS):
        _legend(made, picture, height - (48 if titled else _TOP_UNTITLED - 12))
    room = (_SIDE, _FOOT, width - 2 * _SIDE, height - top - _FOOT)
    match picture.kind:
        case Kind.COLUMNS:
            _columns(made, picture, room)
        case Kind.BARS:
            _bars(made, picture, room)
        case Kind.SPREAD:
            _spread(made, picture, room)
        case Kind.TILES:
            _tiles(made, picture, room)
    return made


def pdf(picture: Picture) -> bytes:
    """Return a picture as a PDF of its own size, for the screen and the clipboard."""
    target = BytesIO()
    with corrections.press():
        canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1)
        renderPDF.draw(drawing(picture), canvas, 0, 0)
        canvas.showPage()
        canvas.save()
    return target.getvalue()


Room = tuple[float, float, float, float]
"""Left, bottom, width, height."""


def _text(
    made: Drawing,
    x: float,
    y: float,
    text: str,
    kind: Type = _BODY,
    anchor: str = "start",
    ink: Color = black,
) -> None:
    """Set a line, each character in a face that has it."""
    wide = lettering.width(text, kind.face, kind.size)
    x -= {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    for face, stretch in fonts.pieces(text, kind.face):
        made.add(String(x, y, stretch, fontName=face, fontSize=kind.size, fillColor=ink))
        x += lettering.width(stretch, face, kind.size)


def _wide(texts: Iterable[str], kind: Type = _BODY) -> float:
    return max((lettering.width(text, kind.face, kind.size) for text in texts), default=0)


def _legend(made: Drawing, picture: Picture, y: float) -> None:
    x = _SIDE
    for number, series in enumerate(picture.series):
        _box(made, number, (x, y, 16, 10))
        _text(made, x + 16 + _GAP, y + 1, series.name)
        x += 16 + 4 * _GAP + _wide([series.name])


def _shown(picture: Picture, value: Decimal) -> str:
    return figures(value) if picture.money else f"{int(value):,}"


def _largest(picture: Picture) -> Decimal:
    values = [value for series in picture.series for value in series.values]
    return max(values, default=Decimal(0)) or Decimal(1)


def _columns(made: Drawing, picture: Picture, room: Room) -> None:
    """Draw upright columns, a group for each label, each with its figure above."""
    left, bottom, width, height = room
    thick = _column(picture, width)
    if beneath := _wide(_figures(picture), _TINY) + _APART > thick:
        left, width = left + _KEY, width - _KEY
        thick = _column(picture, width)
        _table(made, picture, (left, bottom, width, 0))
    base = bottom + 18 + (len(picture.series) * _TINY.leading if beneath else 0)
    top = bottom + height - 14
    largest = _largest(picture)
    made.add(Line(left, base, left + width, base, strokeColor=black, strokeWidth=0.8))
    step = width / max(len(picture.labels), 1)
    for place, label in enumerate(picture.labels):
        middle = left + step * (place + 0.5)
        _text(made, middle, base - 14, label, _SMALL, "middle")
        start = middle - thick * len(picture.series) / 2
        for number, series in enumerate(picture.series):
            value = series.values[place]
            high = float(value / largest) * (top - base)
            x = start + thick * number
            _box(made, number, (x, base, thick, high))
            if not beneath:
                text = _shown(picture, value)
                _text(made, x + thick / 2, base + high + 3, text, _TINY, "middle")


def _column(picture: Picture, width: float) -> float:
    """Return how thick a column is."""
    step = width / max(len(picture.labels), 1)
    return min(step * 0.8 / max(len(picture.series), 1), 26.0)


def _figures(picture: Picture) -> list[str]:
    return [_shown(picture, value) for series in picture.series for value in series.values]


def _table(made: Drawing, picture: Picture, room: Room) -> None:
    """Set the figures in rows beneath the columns, where they are wider than a column."""
    left, bottom, width, _height = room
    step = width / max(len(picture.labels), 1)
    for number, series in enumerate(reversed(picture.series), 1):
        y = bottom + (number - 1) * _TINY.leading + 1
        _box(made, len(picture.series) - number, (left - _KEY, y, 12, 7))
        for place, value in enumerate(series.values):
            _text(made, left + step * (place + 0.5), y, _shown(picture, value), _TINY, "middle")


def _bars(made: Drawing, picture: Picture, room: Room) -> None:
    """Draw lying bars, a group for each label, each with its figure behind."""
    left, bottom, width, height = room
    names = _wide(picture.labels)
    sums = _wide(_figures(picture), _FIGURE)
    zero = left + names + _GAP
    long = width - names - sums - 2 * _GAP
    largest = _largest(picture)
    step = height / max(len(picture.labels), 1)
    thick = min(step * 0.76 / max(len(picture.series), 1), 20.0)
    for place, label in enumerate(picture.labels):
        middle = bottom + height - step * (place + 0.5)
        _text(made, zero - _GAP, middle - _SIZE * 0.36, label, anchor="end")
        start = middle + thick * len(picture.series) / 2
        for number, series in enumerate(picture.series):
            value = series.values[place]
            length = float(value / largest) * long
            y = start - thick * (number + 1)
            _box(made, number, (zero, y + thick * 0.08, length, thick * 0.84))
            kind = _FIGURE if thick >= _FIGURE.size else _TINY
            base = y + thick / 2 - kind.size * 0.36
            _text(made, zero + length + 4, base, _shown(picture, value), kind)
    made.add(Line(zero, bottom, zero, bottom + height, strokeColor=black, strokeWidth=0.8))


def _spread(made: Drawing, picture: Picture, room: Room) -> None:
    """Draw the spread of days: a line from least to most, a box for the middle half, the median."""
    left, bottom, width, height = room
    names = _wide(picture.labels)
    zero, long = left + names + 2 * _GAP, width - names - 60
    largest = _scale(made, picture, (zero, bottom, long, height))
    bottom, height = bottom + _AXIS, height - _AXIS
    step = height / max(len(picture.labels), 1)
    half = min(step * 0.22, 16.0)
    for place, (label, series) in enumerate(zip(picture.labels, picture.series, strict=True)):
        middle = bottom + height - step * (place + 0.5)
        _text(made, zero - _GAP, middle - _SIZE * 0.36, label, anchor="end")
        if not series.values:
            _text(made, zero, middle - _SIZE * 0.36, series.name)
            continue
        least, low, median, high, most = (zero + float(v / largest) * long for v in series.values)
        made.add(Line(least, middle, most, middle, strokeColor=black, strokeWidth=1))
        for end in (least, most):
            made.add(
                Line(end, middle - half / 2, end, middle + half / 2, strokeColor=black,
                     strokeWidth=1)
            )  # fmt: skip
        _box(made, 1, (low, middle - half, max(high - low, 1), 2 * half))
        made.add(
            Line(median, middle - half - 3, median, middle + half + 3, strokeColor=_INK,
                 strokeWidth=3)
        )  # fmt: skip
        _text(made, median, middle + half + 6, series.name, _STRONG, "middle")
        quarters = " · ".join(str(int(value)) for value in series.values)
        _text(made, zero + _GAP, middle - half - 11, quarters, _SMALL)


def _scale(made: Drawing, picture: Picture, room: Room) -> Decimal:
    """Draw a scale of days from nought under a spread, and its lines; return where it ends."""
    zero, bottom, long, height = room
    largest = int(_largest(picture))
    step = next(step for step in _DAYS if largest <= step * _MOST_STEPS)
    last = -(-largest // step) * step
    for day in range(0, last + 1, step):
        x = zero + day / last * long
        ink = black if day == 0 else _GRID
        made.add(Line(x, bottom + _AXIS, x, bottom + height, strokeColor=ink, strokeWidth=0.8))
        made.add(Line(x, bottom + _AXIS - 3, x, bottom + _AXIS, strokeColor=black, strokeWidth=0.8))
        _text(made, x, bottom + 2, f"{day:,}", _SMALL, "middle")
    y = bottom + _AXIS
    made.add(Line(zero, y, zero + long, y, strokeColor=black, strokeWidth=0.8))
    return Decimal(last)


def _tiles(made: Drawing, picture: Picture, room: Room) -> None:
    """Draw a tile for each label in a regular grid, the darker the more; its figure inside."""
    left, bottom, width, height = room
    values = picture.series[0].values
    columns = max(1, round((len(values) * width / (height * _TILE_SHAPE)) ** 0.5))
    rows = -(-len(values) // columns)
    wide, high = width / columns, min(height / max(rows, 1), width / columns)
    steps = _steps(int(max(values, default=Decimal(0))))
    for place, (label, value) in enumerate(zip(picture.labels, values, strict=True)):
        row, column = divmod(place, columns)
        x, y = left + column * wide, bottom + height - (row + 1) * high
        tone = sum(int(value) >= least for least, _most in steps[1:])
        ink = white if _TONES[tone] is _INK else black
        made.add(
            Rect(
                x + 2, y + 2, wide - 4, high - 4,
                fillColor=_TONES[tone], strokeColor=black, strokeWidth=0.6,
            )
        )  # fmt: skip
        middle = x + wide / 2
        _text(made, middle, y + high / 2 + 3, label, _BODY, "middle", ink)
        _text(made, middle, y + high / 2 - 13, _shown(picture, value), _STRONG, "middle", ink)
    x, y = left, made.height - (48 if made.height - height - bottom > _TOP_UNTITLED else 20)
    for tone, (least, most) in zip(_TONES, steps, strict=False):
        made.add(Rect(x, y, 16, 10, fillColor=tone, strokeColor=black, strokeWidth=0.6))
        text = f"{least}" if least == most else f"{least}–{most}"
        _text(made, x + 16 + _GAP, y + 1, text)
        x += 16 + 4 * _GAP + _wide([text])


def _steps(most: int) -> list[tuple[int, int]]:
    """Cut the numbers up to the largest into none and at most three like parts."""
    parts = min(most, len(_TONES) - 1)
    ends = [round(most * part / parts) for part in range(1, parts + 1)]
    starts = [1, *(end + 1 for end in ends[:-1])]
    return [(0, 0), *zip(starts, ends, strict=False)]


def _box(made: Drawing, number: int, box: Room) -> None:
    x, y, length, thick = box
    if length <= 0 or thick <= 0:
        return
    fill: Color = _FILLS[number % len(_FILLS)]
    made.add(Rect(x, y, length, thick, fillColor=fill, strokeColor=black, strokeWidth=0.6))
    if number % len(_FILLS) == 1:
        _hatch(made, box)


def _hatch(made: Drawing, box: Room) -> None:
    """Draw slanting lines inside a box, each cut off at its edges."""
    x, y, length, thick = box
    start = -thick
    while start < length:
        left, right = max(start, 0.0), min(start + thick, length)
        if right > left:
            made.add(
                Line(
                    x + left, y + left - start, x + right, y + right - start,
                    strokeColor=_INK, strokeWidth=0.5,
                )
            )  # fmt: skip
        start += _HATCH


def five(days: Sequence[int]) -> tuple[Decimal, ...]:
    """Return least, first quarter, middle, third quarter and most of some days."""
    if not days:
        return ()
    held = sorted(days)
    last = len(held) - 1
    return tuple(Decimal(held[round(last * part / 4)]) for part in range(5))
