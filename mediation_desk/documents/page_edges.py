"""Where a photographed page ends: the dark table around it is left off what is shown and bound."""

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

Box = tuple[int, int, int, int]
_SAMPLE = 400
_APART = 60
"""Levels by which a page is lighter than what it lies on."""
_OF_PAGE = 0.15
"""A row of the picture belongs to the page where it is this light, next to its lightest row."""
_LIGHT_BESIDE, _UNEVEN_BESIDE, _PATCH = 0.02, 20, 12
"""What is left off is dark and even, patch by patch: a card or a slip beside the page stays."""
_LEAST_PAGE = 0.2


def without_table(picture: "Image", seen: "Image") -> Box | None:
    """Return the box of a light page on a dark table; None where there is none for certain.

    `seen` is white where the picture shows something, black where it was filled up.
    """
    from PIL import Image, ImageChops

    sample = picture.convert("L")
    sample.thumbnail((_SAMPLE, _SAMPLE), Image.Resampling.BOX)
    shown = seen.resize(sample.size, Image.Resampling.NEAREST)
    dark, light, level = _levels(sample.histogram(shown))
    if light - dark < _APART:
        return None
    page = ImageChops.darker(sample.point(lambda v: 255 if v > level else 0), shown)
    wide, high = sample.size
    across = _span(page.resize((wide, 1), Image.Resampling.BOX).tobytes())
    down = _span(page.resize((1, high), Image.Resampling.BOX).tobytes())
    box = (across[0], down[0], across[1], down[1])
    if (box[2] - box[0]) * (box[3] - box[1]) < _LEAST_PAGE * wide * high:
        return None
    return _scaled(box, picture.width / wide, picture) if _plain(sample, shown, page, box) else None


def _levels(counts: list[int]) -> tuple[float, float, int]:
    """Return the mean levels of dark and light, and the level that parts them best (Otsu)."""
    total, weight = sum(counts), sum(level * count for level, count in enumerate(counts))
    best, found = -1.0, (0.0, 0.0, 0)
    below = accumulate(counts)
    weights = accumulate(level * count for level, count in enumerate(counts))
    for level, (dark, weighed) in enumerate(zip(below, weights, strict=True)):
        light = total - dark
        if not dark or not light:
            continue
        low, high = weighed / dark, (weight - weighed) / light
        if (between := dark * light * (high - low) ** 2) > best:
            best, found = between, (low, high, level)
    return found


def _span(lightness: bytes) -> tuple[int, int]:
    """Return where the page begins and ends."""
    least = max(lightness) * _OF_PAGE
    places = [place for place, light in enumerate(lightness) if light > least]
    return places[0], places[-1] + 1


def _plain(sample: "Image", shown: "Image", page: "Image", box: Box) -> bool:
    """Say whether nothing but an even dark table lies outside of a box."""
    from PIL import ImageStat

    beside = shown.copy()
    beside.paste(0, box)
    if not beside.getbbox():
        return False
    if ImageStat.Stat(page, beside).mean[0] / 255 > _LIGHT_BESIDE:
        return False
    patches = sample.reduce(_PATCH)
    whole = beside.reduce(_PATCH).point(lambda v: 255 if v == 255 else 0)
    levels = [level for level, count in enumerate(patches.histogram(whole)) if count]
    return not levels or levels[-1] - levels[0] < _UNEVEN_BESIDE


def _scaled(box: Box, scale: float, picture: "Image") -> Box:
    left, top, right, bottom = (round(side * scale) for side in box)
    return left, top, min(right, picture.width), min(bottom, picture.height)
