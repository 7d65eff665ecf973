"""Sums of a ledger: the unit in which a column counts them, and one cell as yuan.

The unit stands in the heading (协议金额（万元）), or in a cell above or beside the head for the
whole table (单位：万元). Where neither is there and the numbers do not speak for yuan, nobody but
whoever imports can say.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from mediation_desk.domain import money
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.past_cases import Layout, SumUnit
from mediation_desk.importers import cells
from mediation_desk.importers.grid import Cell, Line, shown

_WORDS = {
    "元": SumUnit.YUAN,
    "千元": SumUnit.THOUSANDS,
    "万元": SumUnit.TEN_THOUSANDS,
    "百万元": SumUnit.MILLIONS,
    "亿元": SumUnit.HUNDRED_MILLIONS,
}
_IN_HEADING = re.compile("(?P<unit>百万元|[亿万千]元)|(?<![一-鿿])(?P<yuan>元)(?![一-鿿])")
_FOR_ALL = re.compile(
    r"单位[:为]?(?:[^元]{1,6}[、,/])?(?:人民币)?(?P<unit>百万元|[亿万千]?元)(?![一-鿿])"
    r"|^[(]?(?:金额|人民币)?:?(?P<alone>百万元|[亿万千]?元)[)]?$"
)

SMALL = 100
"""Where no number of a column reaches so much, it hardly counts single yuan: what is disputed is
wages and compensation. Whoever imports is asked, nothing is decided by it."""


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _of_heading(heading: str) -> SumUnit | None:
    found = _IN_HEADING.search(_folded(heading))
    return _WORDS[found["unit"] or found["yuan"]] if found else None


def _of_table(above: Iterable[Line]) -> SumUnit | None:
    """Return the unit that a cell above the first case gives for the whole table."""
    texts = (_folded(cell) for line in above for cell in line.cells if isinstance(cell, str))
    found = next(filter(None, map(_FOR_ALL.search, texts)), None)
    return _WORDS[found["unit"] or found["alone"]] if found else None


def units(headings: Sequence[str], above: Iterable[Line]) -> tuple[SumUnit | None, ...]:
    """Return what is said of each column's unit, None where nothing is.

    A table whose headings repeat its own unit leaves the others open: the line above may be meant
    for all of them, or only for those.
    """
    own = [_of_heading(heading) for heading in headings]
    table = _of_table(above)
    rest = None if table in own else table
    return tuple(unit or rest for unit in own)


def settled(lines: Sequence[Line], layout: Layout, kept: Mapping[int, SumUnit]) -> Layout:
    """Return the layout with the units that are not told, as far as they need not be asked.

    `kept` is what somebody said of the columns when this head was met before.
    """
    repeated = _of_table(line for line in lines if line.number < layout.head + layout.height)
    below = [line for line in lines if line.number >= layout.head + layout.height]

    def unit(column: int, told: SumUnit | None) -> SumUnit | None:
        if told is not None:
            return told
        if repeated is not None or _are_small(below, column):
            return kept.get(column)
        # Numbers that look like yuan under a head that once counted otherwise: asked again.
        return SumUnit.YUAN if kept.get(column, SumUnit.YUAN) is SumUnit.YUAN else None

    return replace(layout, units=tuple(unit(*one) for one in enumerate(layout.units)))


def _are_small(lines: Iterable[Line], column: int) -> bool:
    bare = [number for line in lines if (number := _bare(line.cell(column)))]
    return bool(bare) and max(bare) < SMALL


def _bare(cell: Cell) -> Decimal | None:
    """Return a number beside which no unit stands."""
    if isinstance(cell, str) and re.search("[万亿千元]", cell):
        return None
    try:
        return amount(cell, SumUnit.TEN_THOUSANDS) and Decimal(_plain(cell))
    except (DeskError, ArithmeticError):
        return None


def _plain(cell: Cell) -> str:
    return _folded(shown(cell)).replace(",", "").lstrip("¥")


def amount(cell: Cell, unit: SumUnit) -> Decimal | None:
    """Read a sum in yuan; a unit in the cell goes before that of the column."""
    if unit is SumUnit.YUAN and not isinstance(cell, str):
        return cells.amount(cell)
    if isinstance(cell, str):
        return _written(cell.strip(), unit)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return money.checked(Decimal(f"{cell:.12g}") * unit)
    return cells.amount(cell)


def understood(samples: Iterable[str]) -> dict[SumUnit, tuple[str, ...]]:
    """Return in figures, by unit, the sums that some cells would be; what is none is left out."""

    def figures(text: str, unit: SumUnit) -> str:
        try:
            found = amount(text, unit)
        except DeskError:
            found = None
        return "" if found is None else money.figures(found)

    texts = tuple(samples)
    return {unit: tuple(filter(None, (figures(t, unit) for t in texts))) for unit in SumUnit}


def _written(text: str, unit: SumUnit) -> Decimal | None:
    """Read a sum that was typed; one that is refused is named as it stands in the cell."""
    plain = text.removesuffix("左右")
    if unit is SumUnit.YUAN or re.search("[万亿元]", plain):
        counted, times = plain, Decimal(1)
    else:
        counted, times = f"{plain}万", Decimal(unit) / SumUnit.TEN_THOUSANDS
    try:
        found = cells.amount(counted)
        return None if found is None else money.checked(found * times)
    except DeskError:
        if cells.amount(text) is None:
            return None
        raise
