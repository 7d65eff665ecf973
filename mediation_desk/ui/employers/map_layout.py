"""Where employers stand on the map: a column for each step away, evenly filled."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from mediation_desk.domain.relations import RelationMap, Together, together

COLUMNS = 3
_LETTERS = 17
"""How many letters wide a box is at least where many are drawn."""
GAP = 0.34
"""Share of a column's width that is left for the ties and their words."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The boxes of employers by key, and the size that all of it takes."""

    boxes: dict[int, QRectF]
    width: float
    height: float
    frames: tuple[tuple[Together, QRectF], ...] = ()
    """Around employers that are drawn together."""


def lay(shown: RelationMap, width: float, box: float, air: float) -> Laid:
    """Return the places for a width; `box` is the height of one employer, `air` what is between."""
    columns: list[list[int]] = [[] for _place in range(COLUMNS)]
    for employer in shown.employers:
        columns[min(employer.steps, COLUMNS - 1)].append(employer.id)
    used = [column for column in columns if column]
    most = max((len(column) for column in used), default=1)
    height = most * box + (most + 1) * air
    step = width / max(len(used), 1)
    boxes = {}
    for place, column in enumerate(used):
        first = (height - len(column) * box - (len(column) - 1) * air) / 2
        for row, key in enumerate(column):
            left = place * step + step * GAP / 2
            boxes[key] = QRectF(left, first + row * (box + air), step * (1 - GAP), box)
    return Laid(boxes, width, height)


def lay_together(shown: RelationMap, width: float, line: float) -> Laid:
    """Return the places of many: the centre above, under it a frame for each way of being tied."""
    air, box, inset = line * 0.4, line * 1.7, line * 1.5
    across = max(1, int((width - inset) // (line * _LETTERS)))
    boxes = {shown.centre: QRectF(2, air, min(width - 4, line * _LETTERS * 1.5), line * 2.6)}
    frames = []
    top = boxes[shown.centre].bottom() + air * 2
    step = (width - inset - air) / across
    for group in together(shown):
        first = top + line * 1.5
        for place, key in enumerate(group.members):
            left = inset + air + place % across * step
            row = first + place // across * (box + air)
            boxes[key] = QRectF(left, row, step - air, box)
        bottom = boxes[group.members[-1]].bottom() + air
        frames.append((group, QRectF(inset, top, width - inset - 1, bottom - top)))
        top = bottom + air * 2
    return Laid(boxes, width, top, tuple(frames))


def ends(one: QRectF, other: QRectF) -> tuple[QPointF, QPointF]:
    """Return where a tie leaves one box and reaches another."""
    if abs(one.center().x() - other.center().x()) < 1:
        x = one.right()
        return QPointF(x, one.center().y()), QPointF(x, other.center().y())
    left, right = (one, other) if one.center().x() < other.center().x() else (other, one)
    a, b = QPointF(left.right(), left.center().y()), QPointF(right.left(), right.center().y())
    return (a, b) if left is one else (b, a)
