"""Small numbers: figures that count so few that they would tell of single persons (小数抑制).

Statistics show five or more a cell (reliability.md 2b), and figures that leave the centre hide
what is fewer. A hidden figure must not follow from those beside it: where a sum would give it
away, more are hidden, the smallest first.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

HIDDEN = "＊"
"""What stands in the place of a figure that is not shown."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures of which the left ones add up to what the right ones add up to, by their keys."""

    left: tuple[str, ...]
    right: tuple[str, ...]


def is_small(value: int, least: int) -> bool:
    """Say whether a figure counts something, but fewer than `least`."""
    return 0 < abs(value) < least


def hidden(
    values: Mapping[str, int],
    sums: Sequence[Sum],
    least: int,
    *,
    small: Set[str],
    late: Set[str] = frozenset(),
) -> frozenset[str]:
    """Return the figures that are not shown: those that are small, and what gives them away.

    `late` are those that people need most, such as totals: they are hidden last.
    """
    found = set(small)
    known = [
        Sum(tuple(k for k in one.left if k in values), tuple(k for k in one.right if k in values))
        for one in sums
        if all(key in values for key in (*one.left, *one.right))
    ]
    todo = list(range(len(known)))
    of: dict[str, list[int]] = {}
    for place, one in enumerate(known):
        for key in (*one.left, *one.right):
            of.setdefault(key, []).append(place)
    while todo:
        one = known[todo.pop()]
        while _given_away(one, values, found, least):
            more = _next(one, values, found, late)
            if more is None:
                break
            found.add(more)
            todo += of[more]
    return frozenset(found)


def _given_away(one: Sum, values: Mapping[str, int], found: Set[str], least: int) -> bool:
    """Say whether a hidden figure follows from what a sum still shows."""
    left = [key for key in one.left if key in found]
    right = [key for key in one.right if key in found]
    if not left and not right:
        return False
    if len(left) + len(right) == 1:
        return True
    if left and right:
        return False
    there = [values[key] for key in (*left, *right)]
    return sum(there) < least or all(value == 1 for value in there)


def _next(one: Sum, values: Mapping[str, int], found: Set[str], late: Set[str]) -> str | None:
    """Return what is hidden next: the smallest that counts something, sums and noughts last."""
    shown = [key for key in (*one.left, *one.right) if key not in found]
    return min(
        shown,
        key=lambda key: (key in late, not values[key], key in one.left, abs(values[key])),
        default=None,
    )
