"""Which columns of a log stand below each other on paper, and the pale mark behind them."""

from dataclasses import dataclass
from typing import TypeAlias

from reportlab.pdfgen.canvas import Canvas

from mediation_desk.domain.log_layout import REGISTER, Layout
from mediation_desk.reports import lettering
from mediation_desk.reports.lettering import Type
from mediation_desk.reports.log import Marks
from mediation_desk.reports.log_columns import Column, Format

NUMBER = "number"
ROOM = 277.0
"""Millimetres between the margins of A4 landscape."""

_NUMBER_ROOM = 8.2
_MOST = 5
_WIDEST = 46.0
_ROOMS = {
    Format.DAY: 19.0,
    Format.MONEY: 23.5,
    Format.COUNT: 13.0,
}
_OWN_ROOMS = {
    "case": 37.0,
    "respondent": 40.0,
    "requests": 46.0,
    "agreement": 37.0,
    "phone": 21.0,
    "code": 32.0,
}
_MARK = Type(15)
_MARK_GREY = 0.9
_MARK_ANGLE = 24


@dataclass(frozen=True, slots=True)
class Stack:
    """Columns below each other, how wide they are in millimetres, and the side they keep to."""

    keys: tuple[str, ...]
    width: float
    side: str = "left"


Stacks: TypeAlias = tuple[Stack, ...]

_REGISTER: Stacks = (
    Stack((NUMBER,), 8.2, "centre"),
    Stack(("case", "received", "source"), 27.2),
    Stack(("applicant", "sex", "phone"), 21.8),
    Stack(("workers", "migrants", "women", "members"), 17, "centre"),
    Stack(("respondent", "code", "district"), 31.2),
    Stack(("industry", "ownership", "union", "grade"), 18.4),
    Stack(("cause", "requests"), 23.6),
    Stack(("accepted", "mediator", "hearings", "extended", "group"), 26.2),
    Stack(("outcome", "ended", "days"), 17.8),
    Stack(("claimed", "agreed", "paid"), 22.4, "right"),
    Stack(("effective", "performance", "visited", "satisfaction"), 19),
    Stack(("agreement", "review", "further"), 24.6),
    Stack(("aid", "letters", "filed", "remark"), 19.6),
)


def stacks(layout: Layout, columns: tuple[Column, ...]) -> Stacks:
    """Return the stacks of a layout: as few columns below each other as the paper allows."""
    if layout is REGISTER:
        return _REGISTER
    for depth in range(1, _MOST + 1):
        groups = [columns[n : n + depth] for n in range(0, len(columns), depth)]
        rooms = [max(_room(column) for column in group) for group in groups]
        if _NUMBER_ROOM + sum(rooms) <= ROOM or depth == _MOST:
            break
    share = (ROOM - _NUMBER_ROOM) / sum(rooms)
    return (
        Stack((NUMBER,), _NUMBER_ROOM, "centre"),
        *(
            Stack(tuple(column.key for column in group), room * share, _side(group))
            for group, room in zip(groups, rooms, strict=True)
        ),
    )


def _room(column: Column) -> float:
    usual = _ROOMS.get(column.format, column.width * 1.5 + 6)
    return min(_OWN_ROOMS.get(column.key, usual), _WIDEST)


def _side(group: tuple[Column, ...]) -> str:
    kinds = {column.format for column in group}
    if kinds == {Format.MONEY}:
        return "right"
    return "centre" if kinds == {Format.COUNT} else "left"


def watermark(canvas: Canvas, marks: Marks, width: float, height: float) -> None:
    """Write across the page, in pale grey, who exported it, when, and under which number."""
    text = marks.line
    if not text:
        return
    canvas.saveState()
    canvas.setFillGray(_MARK_GREY)
    for part in (1, 3):
        canvas.saveState()
        canvas.translate(width / 2, height * part / 4)
        canvas.rotate(_MARK_ANGLE)
        lettering.draw_centred(canvas, 0, 0, text, _MARK)
        canvas.restoreState()
    canvas.restoreState()
