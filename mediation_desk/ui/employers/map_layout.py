"""Where employers stand on the map: a column for each step away, evenly filled."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from mediation_desk.domain.relations import RelationMap

COLUMNS = 3
GAP = 0.34
"""Share of a column's width that is left for the ties and their words."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The boxes of employers by key, and the size that all of it takes."""

    boxes: dict[int, QRectF]
    width: float
    height: float


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


def ends(one: QRectF, other: QRectF) -> tuple[QPointF, QPointF]:
    """Return where a tie leaves one box and reaches another."""
    if abs(one.center().x() - other.center().x()) < 1:
        x = one.right()
        return QPointF(x, one.center().y()), QPointF(x, other.center().y())
    left, right = (one, other) if one.center().x() < other.center().x() else (other, one)
    a, b = QPointF(left.right(), left.center().y()), QPointF(right.left(), right.center().y())
    return (a, b) if left is one else (b, a)
