"""How complete the totals of a period are: which areas have not reported, the nearest first.

What is missing is named where the totals stand, and has a row of its own (procedure.md 6.5).
"""

from collections.abc import Sequence

from mediation_desk.domain.regions import above, city_of
from mediation_desk.domain.rollup import Board, BoardLine, Standing
from mediation_desk.i18n import _
from mediation_desk.services.rollup_names import first_named

MOST_NAMED = 20
"""Of many areas only the first are named: the tables have them all."""


def missing(found: Board) -> tuple[BoardLine, ...]:
    """Return the areas whose package is missing, those that report to this one directly first."""
    lines = found.of(Standing.MISSING)
    return (*(x for x in lines if _direct(found, x)), *(x for x in lines if not _direct(found, x)))


def counted(found: Board) -> str:
    """Say of how many areas a package came."""
    wanted = {x.unit.code for x in found.lines if x.standing is not Standing.NOT_ASKED}
    lacking = len(found.of(Standing.MISSING))
    return _("Expected: {wanted}; received: {got}; missing: {missing}.").format(
        wanted=len(wanted), got=len(wanted) - lacking, missing=lacking
    )


def named(found: Board) -> tuple[str, ...]:
    """Name the areas that are missing: those that report directly, those below them by city."""
    lines = missing(found)
    direct = [x.area for x in lines if _direct(found, x)]
    below = _by_city([x for x in lines if not _direct(found, x)])
    if not below:
        return (_missing(direct, MOST_NAMED),) if direct else ()
    first = _missing(direct, len(direct)) if direct else ""
    text = _("Missing below them: {names}.") if direct else _("Missing: {names}.")
    return (f"{first}{text.format(names=first_named(below, MOST_NAMED))}",)


def _by_city(lines: Sequence[BoardLine]) -> list[str]:
    """Name counties; where many of a city are missing, the city and how many."""
    cities: dict[str, list[BoardLine]] = {}
    for line in lines:
        cities.setdefault(city_of(line.unit.code), []).append(line)
    told = []
    for some in cities.values():
        text = _("{city} {n} counties").format(city=some[0].city, n=len(some))
        named = some[0].city == "" or len(some) <= _EACH_NAMED
        told += [x.area for x in some] if named else [text]
    return told


def in_short(found: Board) -> str:
    """Say in a line over the totals whose figures are not in them; empty where nobody reports."""
    if not found.lines:
        return ""
    lines = missing(found)
    if not lines:
        return _("all areas expected have reported")
    direct = [x.area for x in lines if _direct(found, x)]
    told = _("incomplete: {n} areas have not reported").format(n=len(lines))
    if direct:
        told += _(", among them {areas}").format(areas=first_named(direct, _DIRECT_NAMED))
    return told


_DIRECT_NAMED = 6
_EACH_NAMED = 2
"""Counties of a city that are named; of more it is told how many they are."""


def _missing(areas: Sequence[str], most: int) -> str:
    return _("Missing: {names}.").format(names=first_named(areas, most))


def _direct(found: Board, line: BoardLine) -> bool:
    """Say whether an area reports to this centre, not to one between them."""
    return above(line.unit.code) == found.own.region
