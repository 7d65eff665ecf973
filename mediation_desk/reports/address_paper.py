"""Address labels on A4 sheets, and envelopes, for service by post (送达标签、信封)."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from mediation_desk import i18n
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.envelopes import Addressee, Stationery
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.reports.lettering import Type, cut, draw, wrapped
from mediation_desk.typeset import corrections, fonts

_NAME, _TEXT, _SMALL = Type(11, fonts.SONG_BOLD), Type(10), Type(8)
_CODE = Type(16)
_WHOM, _WHERE = Type(18, fonts.SONG_BOLD), Type(14)
_LEAST = 6.5
"""Points of the smallest letters of an address (小六号)."""
_PAD = 5 * mm
_SIDE = 12 * mm
_SPACED = 8 * mm
"""From digit to digit of a postcode."""


def address_paper(
    found: Sequence[Addressee], kind: Stationery, centre: Centre, first: int = 1
) -> bytes:
    """Return the labels or envelopes as PDF; of a begun sheet the label `first` is the first.

    An address that does not fit whole is refused.
    """
    with i18n.speaking(i18n.CHINESE), corrections.press():
        target = BytesIO()
        wide, high = (side * mm for side in kind.size)
        canvas = Canvas(target, pagesize=(wide, high), invariant=1)
        canvas.setTitle(_("Addresses for service"))
        for face in (fonts.SONG_BOLD, fonts.SONG):
            fonts.has(face, "字")  # a face is loaded when it is first asked for
        if kind.grid is None:
            for one in found:
                _envelope(canvas, one, centre, (wide, high))
                canvas.showPage()
        else:
            _labels(canvas, found, kind.grid, (wide, high), first - 1)
        canvas.save()
        return target.getvalue()


def _labels(
    canvas: Canvas,
    found: Sequence[Addressee],
    grid: tuple[int, int],
    size: tuple[float, float],
    skipped: int,
) -> None:
    across, down = grid
    wide, high = size[0] / across, size[1] / down
    each = across * down
    for place, one in enumerate(found, skipped % each):
        at = place % each
        if place > skipped % each and not at:
            canvas.showPage()
        left, top = at % across * wide, size[1] - at // across * high
        _label(canvas, one, (left + _PAD, top - _PAD), (wide - 2 * _PAD, high - 2 * _PAD))
    canvas.showPage()


def _label(
    canvas: Canvas, one: Addressee, corner: tuple[float, float], room: tuple[float, float]
) -> None:
    x, y = corner
    named = cut(wrapped(f"{one.name}  收", _NAME, room[0]), 2)
    foot = "  ".join(filter(None, (one.postcode, one.phone)))
    used = len(named) * _NAME.leading + (_SMALL.leading if foot else 0)
    kind, lines = _fitting(one, _TEXT, (room[0], room[1] - used))
    y -= max(0, room[1] - used - len(lines) * kind.leading) / 2
    for line, face in (
        *((line, kind) for line in lines),
        *((line, _NAME) for line in named),
        *(((foot, _SMALL),) if foot else ()),
    ):
        y -= face.leading
        draw(canvas, x, y + 0.3 * face.size, line, face)


def _fitting(
    one: Addressee, largest: Type, room: tuple[float, float]
) -> tuple[Type, tuple[str, ...]]:
    """Set the whole address as large as it fits; a cut one would go astray, and is refused."""
    size = float(largest.size)
    while size >= _LEAST:
        kind = Type(size, largest.face)
        lines = wrapped(one.address, kind, room[0])
        if len(lines) * kind.leading <= room[1]:
            return kind, lines
        size -= 0.5
    raise DeskError(
        _(
            "The address of {name} has {n} characters, for which there is no room here. Choose a"
            " larger label or envelope, or confirm a shorter address."
        ).format(name=one.name, n=len(one.address))
    )


def _envelope(canvas: Canvas, one: Addressee, centre: Centre, size: tuple[float, float]) -> None:
    """Set the receiver in the middle, the postcode at the top left, the sender at the foot."""
    wide, high = size
    for place, digit in enumerate(one.postcode):
        draw(canvas, _SIDE + place * _SPACED, high - _SIDE - _CODE.size, digit, _CODE)
    left = wide * 0.2
    room = wide - left - _SIDE
    named = cut(wrapped(f"{one.name}  收", _WHOM, room), 2)
    sender = [text for text in (centre.name, centre.address, centre.phone) if text]
    half = wide / 2 - _SIDE
    told = [line for text in sender for line in wrapped(text, _TEXT, half)]
    foot, head = _SIDE / 2 + len(told) * _TEXT.leading, high - _SIDE - _CODE.leading
    beside = len(named) * _WHOM.leading + (_WHERE.leading + _TEXT.leading if one.phone else 0)
    where, lines = _fitting(one, _WHERE, (room, head - foot - beside))
    block = len(lines) * where.leading + beside
    y = min(head, max(high / 2 - 2 * mm, foot + block / 2) + block / 2)
    for line, face in (*((text, where) for text in lines), *((text, _WHOM) for text in named)):
        y -= face.leading
        draw(canvas, left, y, line, face)
    if one.phone:
        draw(canvas, left, y - _WHERE.leading, _("Telephone {n}").format(n=one.phone), _TEXT)
    y = foot
    for line in told:
        y -= _TEXT.leading
        draw(canvas, wide / 2, y, line, _TEXT)
