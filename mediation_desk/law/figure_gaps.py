"""What the desk does not know at a place: figures that rules ask for and no pack has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation_desk.law.figures import KINDS, Figure, FigureKind
from mediation_desk.law.packs import Law

QUIET = frozenset({"unemployment_benefit_month_from_13", "unemployment_medical_month"})
"""Figures that only some places have; without them a sum is complete."""
YEARS_BACK = 3
"""Averages are looked for so many years back at least: claims of these years come up."""
CAPPED = "local_average_wage_month"
CAPPED_SINCE = 2008
"""The ceiling of three times the local average holds for contracts that end from that year on
(劳动合同法第四十七条、第九十七条); it takes the average of the year before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A figure that nobody knows: which, for which day, and what was known before it."""

    kind: FigureKind
    day: date
    sentence: str
    year: int | None = None
    last: Figure | None = None


def gaps(law: Law, place: str, today: date) -> tuple[Gap, ...]:
    """Return the gaps of a place, the kinds in the order in which settings list them."""
    return tuple(_gaps(law, place, today))


def _gaps(law: Law, place: str, today: date) -> Iterator[Gap]:
    known: dict[str, list[Figure]] = {}
    for figure in law.figures_at(place):
        known.setdefault(figure.name, []).append(figure)
    for kind in KINDS.values():
        here = known.get(kind.name, [])
        if kind.name in QUIET or "_tier_" in kind.name or not (kind.local or here):
            continue
        for year, day in _days(kind, here, today):
            law_on = law.on(day, place)
            if law_on.find(kind.name) is None:
                last = max(here, key=lambda f: f.since or date.min, default=None)
                yield Gap(kind=kind, day=day, sentence=law_on.lacking(kind), year=year, last=last)


def _days(kind: FigureKind, here: list[Figure], today: date) -> Iterator[tuple[int | None, date]]:
    """Yield the days on which a figure should be known: today, or a day of each year after."""
    if not kind.average:
        yield None, today
        return
    first = min([today.year - YEARS_BACK, *(f.year for f in here if f.year is not None)])
    if kind.name == CAPPED:
        first = CAPPED_SINCE - 1
    for year in range(today.year - 1, first - 1, -1):
        yield year, date(year + 1, 1, 1)
