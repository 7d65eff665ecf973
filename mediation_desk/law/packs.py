"""The dated figures of the law, read once from folders of places (cn, cn-13, cn-1307).

A place inherits from the places before it in its code. A day without a figure is
refused with a sentence that says where to enter it, never guessed.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.errors import FileRefused, NoFigure
from mediation_desk.domain.regional import SERIES_FOR
from mediation_desk.domain.working_days import Calendar
from mediation_desk.i18n import _
from mediation_desk.law.figures import (
    ENTER_IT,
    KINDS,
    NATION,
    Figure,
    FigureKind,
    local_kinds,
)
from mediation_desk.law.subsidy_scale import Reduction, SubsidyScale

__all__ = ["Figure", "Law", "LawOn", "Place", "load_law", "local_kinds"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place with figures; `uses` says which series stands for a wage that rules ask for."""

    code: str
    name: str
    uses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Law:
    """All figures of all places, those of the centre among them."""

    places: Mapping[str, Place]
    scales: tuple[SubsidyScale, ...]
    figures: Mapping[str, tuple[Figure, ...]]
    house: Mapping[str, str] = field(default_factory=dict)
    """The centre's answers where practice differs by place, by the option's name."""
    calendar: Calendar | None = None
    """The working calendar, where days off are to be told."""
    by_series: dict[tuple[str, str], "Law"] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """The law with other series of average wages: a group's workers are counted by the same."""
    looked_up: dict[tuple[str, date, str], Figure | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """Figures that were asked for, by place, day and name: a group's workers ask for the same."""

    def on(self, day: date, place: str) -> "LawOn":
        """Return the law of a place on a day."""
        return LawOn(self, place, day)

    def with_own(self, own: Iterable[OwnFigure]) -> "Law":
        """Return the law with a centre's own figures, marked as its own."""
        added = [_own(figure, self.name_of(figure.place)) for figure in own]
        return Law(
            self.places, self.scales, _by_name([*self._all(), *added]), self.house, self.calendar
        )

    def with_scales(self, own: Iterable[SubsidyScale]) -> "Law":
        """Return the law with the centre's own tables of work-injury subsidies."""
        scales = (*self.scales, *own)
        return Law(self.places, scales, self.figures, self.house, self.calendar)

    def with_house(self, house: Mapping[str, str], code: str) -> "Law":
        """Return the law with a centre's answers where practice differs by place.

        Those on the series of average wages count at its place.
        """
        series = {
            wage: chosen
            for wage, switch in SERIES_FOR.items()
            if (chosen := switch.way(house.get(switch.option.name, "")).code) in KINDS
        }
        place = self.places.get(code) or Place(code, code)
        here = Place(place.code, place.name, {**place.uses, **series})
        places = {**self.places, code: here} if series else self.places
        return Law(places, self.scales, self.figures, house, self.calendar)

    def _all(self) -> Iterator[Figure]:
        for figures in self.figures.values():
            yield from figures

    def figures_at(self, place: str) -> tuple[Figure, ...]:
        """Return every figure that counts at a place, by name and the newest first."""
        order = {code: rank for rank, code in enumerate(chain(place))}
        found = [figure for figure in self._all() if figure.place in order]
        found.sort(key=lambda f: (f.name, -(f.since or date.min).toordinal(), order[f.place]))
        return tuple(found)

    def name_of(self, code: str) -> str:
        """Return the name of a place, or its code where the packs do not know it."""
        place = self.places.get(code)
        return place.name if place else code

    def place_called(self, text: str) -> str | None:
        """Return the code of a place by its code or Chinese name, if it is known."""
        for place in self.places.values():
            if text in (place.code, place.name) or text.rstrip("省市") == place.name:
                return place.code
        return None

    def latest_scale(self, place: str) -> SubsidyScale | None:
        """Return the newest work-injury scale of a place, whatever the day."""
        return self.scale_on(place, date.max)

    def scale_on(self, place: str, day: date) -> SubsidyScale | None:
        """Return the work-injury scale of a place on a day, if there is one."""
        for code in chain(place):
            found = [s for s in self.scales if s.place == code and s.since <= day]
            if found:
                return max(found, key=lambda scale: (scale.since, scale.own))
        return None


def chain(place: str) -> Iterator[str]:
    """Yield the place and those it inherits from: cn-1307, cn-13, cn."""
    if place.startswith("cn-"):
        digits = place.removeprefix("cn-")
        for length in range(len(digits), 1, -1):
            if length % 2 == 0:
                yield f"cn-{digits[:length]}"
    yield NATION


@dataclass(frozen=True, slots=True)
class LawOn:
    """The law of one place on one day."""

    law: Law
    place: str
    day: date

    def on(self, day: date) -> "LawOn":
        """Return the law of the same place on another day."""
        return self if day == self.day else LawOn(self.law, self.place, day)

    def with_series(self, series: Mapping[str, str]) -> "LawOn":
        """Return the law where other series of average wages stand, by their options."""
        asked = (self.place, repr(sorted(series.items())))
        if asked not in self.law.by_series:
            house = {**self.law.house, **series}
            self.law.by_series[asked] = self.law.with_house(house, self.place)
        return LawOn(self.law.by_series[asked], self.place, self.day)

    def figure(self, name: str) -> Figure:
        """Return the figure in force; raise `NoFigure` where there is none."""
        found = self.find(name)
        if found is None:
            raise NoFigure(self.lacking(KINDS[name]))
        return found

    def find(self, name: str) -> Figure | None:
        """Return the figure in force, if there is one.

        An average is that of the year before the day (上年度), and of no other year.
        """
        asked = (self.place, self.day, name)
        if asked not in self.law.looked_up:
            self.law.looked_up[asked] = self._named(name) or next(
                (self._named(series) for series in self._series(name)), None
            )
        return self.law.looked_up[asked]

    def changes(self, name: str, first: date, last: date) -> tuple[date, ...]:
        """Return the days after the first one on which another figure may have come into force."""
        names = (name, *self._series(name))
        dated = [figure for one in names for figure in self.law.figures.get(one, ())]
        begun = {figure.since for figure in dated if figure.since}
        over = {figure.until + timedelta(days=1) for figure in dated if figure.until}
        return tuple(sorted(day for day in begun | over if first < day <= last))

    def _series(self, name: str) -> Iterator[str]:
        for code in chain(self.place):
            place = self.law.places.get(code)
            if place and name in place.uses:
                yield place.uses[name]
                return  # where the series chosen has no figure, no other stands in

    def _named(self, name: str) -> Figure | None:
        figures = self.law.figures.get(name, ())
        if KINDS[name].average:
            figures = tuple(f for f in figures if f.year == self.day.year - 1)
        else:
            figures = tuple(f for f in figures if f.since and f.since <= self.day)
        for index, code in enumerate(chain(self.place)):
            here = [f for f in figures if f.place == code or (not f.place and index == 0)]
            if here:
                latest = max(here, key=lambda f: (f.since or date.min, f.own))
                over = latest.until is not None and latest.until < self.day
                return None if over else latest
        return None

    def scale(self) -> SubsidyScale:
        """Return the province's work-injury scale; raise `NoFigure` where there is none."""
        found = self.law.scale_on(self.place, self.day)
        if found is None:
            raise NoFigure(
                _("There is no scale of work-injury subsidies for {day} at {place}.").format(
                    day=self.day.isoformat(), place=self.place_name
                )
            )
        return found

    @property
    def place_name(self) -> str:
        """The name of the place."""
        for code in chain(self.place):
            if place := self.law.places.get(code):
                return place.name
        return self.place

    def lacking(self, kind: FigureKind) -> str:
        """Say that there is no such figure, and where to enter it; of a series who chose it."""
        title = _("“{title}”").format(title=kind.title)
        chosen, switch = next(self._series(kind.name), ""), SERIES_FOR.get(kind.name)
        if chosen and switch and self.law.house.get(switch.option.name) == chosen:
            kind = KINDS[chosen]
            title = _("“{title}” (by the setting of the centre for “{switch}”)").format(
                title=kind.title, switch=switch.title
            )
        if kind.average:
            return _(
                "There is no {title} of {year} for {place}, which {day} needs. {enter}"
            ).format(
                title=title,
                year=self.day.year - 1,
                place=self.place_name,
                day=self.day.isoformat(),
                enter=_(ENTER_IT),
            )
        return _("There is no {title} for {day} at {place}. {enter}").format(
            title=title, day=self.day.isoformat(), place=self.place_name, enter=_(ENTER_IT)
        )


def _own(own: OwnFigure, place_name: str) -> Figure:
    kind = KINDS.get(own.name)
    year = own.since.year - 1 if kind and kind.average else None
    return Figure(
        name=own.name,
        value=own.value,
        unit=own.unit or (kind.unit.value if kind else ""),
        since=own.since,
        until=own.until,
        document=own.document,
        checked_on=own.checked_on,
        note=own.note,
        own=True,
        place=own.place,
        year=year,
        issued_by=own.issued_by,
        own_id=own.id,
        place_name=place_name,
    )


def _by_name(figures: Iterable[Figure]) -> dict[str, tuple[Figure, ...]]:
    named: dict[str, list[Figure]] = {}
    for figure in figures:
        named.setdefault(figure.name, []).append(figure)
    return {name: tuple(found) for name, found in named.items()}


def load_law(folder: Path) -> Law:
    """Read the packs of every place in a folder."""
    places: dict[str, Place] = {}
    scales: list[SubsidyScale] = []
    figures: list[Figure] = []
    for path in sorted(folder.glob("*/*.toml")):
        code = path.parent.name
        try:
            data = tomllib.loads(path.read_text("utf-8"))
            if path.name == "place.toml":
                places[code] = Place(code, data["name"], data.get("uses", {}))
            figures += [_figure(entry, code) for entry in data.get("figure", ())]
            if "subsidies" in data:
                scales.append(scale_from(data["subsidies"], code))
        except (OSError, ValueError, KeyError, TypeError, ArithmeticError) as problem:
            raise FileRefused(
                _("The figures in {name} cannot be read: {problem}").format(
                    name=f"{code}/{path.name}", problem=repr(problem)
                )
            ) from problem
    names = {code: place.name for code, place in places.items()}
    named = (replace(one, place_name=names.get(one.place, one.place)) for one in figures)
    return Law(places, tuple(scales), _by_name(named))


def _figure(entry: dict[str, Any], place: str) -> Figure:
    kind = KINDS[entry["name"]]
    return Figure(
        name=kind.name,
        value=_value(entry["value"]),
        unit=kind.unit.value,
        since=entry["since"],
        until=entry.get("until"),
        document=entry["document"],
        seen=entry["seen"],
        checked_on=entry.get("checked_on"),
        confidence=entry["confidence"],
        note=entry.get("note", ""),
        place=place,
        year=entry["year"] if kind.average else None,
        published=entry.get("published"),
        issued_by=entry.get("issued_by", ""),
        checked_by=entry.get("checked_by", ""),
    )


def _value(text: object) -> Decimal:
    if not isinstance(text, str):
        raise TypeError("a value must be written as a string, so that it stays exact")
    return Decimal(text)


def scale_from(entry: dict[str, Any], place: str) -> SubsidyScale:
    """Read a table of the lump sums on leaving after a work injury."""
    reduction = entry.get("reduction")
    return SubsidyScale(
        place=place,
        since=entry["since"],
        base=entry["base"],
        medical={int(grade): _value(months) for grade, months in entry["medical"].items()},
        employment={int(grade): _value(months) for grade, months in entry["employment"].items()},
        reduction=reduction and _reduction(reduction),
        occupational_percent=entry.get("occupational_percent", 0),
        occupational_months=entry.get("occupational_months", 0),
        document=entry["document"],
        seen=entry.get("seen", ""),
        checked_on=entry.get("checked_on"),
        confidence=entry.get("confidence", ""),
        note=entry.get("note", ""),
    )


def _reduction(entry: dict[str, Any]) -> Reduction:
    return Reduction(
        of=frozenset(entry["of"]),
        years=entry["years"],
        percent=entry["percent"],
        started=entry["started"],
        least=entry["least"],
        retired=frozenset(entry["retired"]),
    )
