"""What is drawn on a page, in points from the upper left corner, downwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from mediation_desk.documents.layout import Floating, Number


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters of one face on one baseline; `gap` is added after each of them.

    `number` stands for a page number that the page fills in.
    """

    x: float
    y: float
    text: str
    face: str
    size: float
    colour: str = "000000"
    gap: float = 0.0
    embolden: bool = False
    slant: bool = False
    stretch: float = 1.0
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float
    colour: str = "000000"


@dataclass(frozen=True, slots=True)
class Fill:
    """A shaded area."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; `y` is its upper edge."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Afloat:
    """A picture that the page places; `x` and `y` are where its paragraph begins."""

    x: float
    y: float
    floating: Floating


Mark: TypeAlias = Glyphs | Stroke | Fill | Image | Afloat


def moved(mark: Mark, right: float, down: float) -> Mark:
    """Return the mark elsewhere."""
    x, y = mark.x + right, mark.y + down
    if isinstance(mark, Glyphs):
        return Glyphs(
            x, y, mark.text, mark.face, mark.size, mark.colour, mark.gap, mark.embolden,
            mark.slant, mark.stretch, mark.number,
        )  # fmt: skip
    if isinstance(mark, Stroke):
        return Stroke(x, y, mark.to_x + right, mark.to_y + down, mark.width, mark.colour)
    return replace(mark, x=x, y=y)


@dataclass(frozen=True, slots=True)
class Band:
    """A strip across the text, such as a line or a table row.

    `before` is space above it, dropped at the head of a page, `after` space below it, dropped
    at the foot; `keep` holds it on the page of the next band; `heads` are repeated above it at
    the head of a page; `cut` divides it at a height into what fits and what is left, or
    returns None where nothing fits; a `whole` one is cut only where a page cannot hold it.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    new_page: bool = False
    whole: bool = False
    heads: tuple[Band, ...] = ()
    cut: Callable[[float], tuple[Band, Band] | None] | None = None


def stacked(bands: Iterable[Band]) -> float:
    """Return the height of bands on top of each other."""
    height = 0.0
    for band in bands:
        height += band.before + band.height + band.after
    return height
