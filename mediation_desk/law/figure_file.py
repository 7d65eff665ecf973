"""A place's figures as a file for a neighbour: TOML in the layout of `resources/law`."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from mediation_desk.i18n import _
from mediation_desk.law.figures import Figure
from mediation_desk.law.packs import Place
from mediation_desk.law.subsidy_scale import SubsidyScale


def as_toml(
    place: Place, figures: Iterable[Figure], scale: SubsidyScale | None, head: str
) -> bytes:
    """Write the figures of a place, the newest of each first, and its work-injury scale.

    `head` says above them what they are; above each of the centre's own stands that it is one.
    """
    lines = [f"# {head}"]
    lines += [f"place = {_text(place.code)}", f"name = {_text(place.name)}"]
    if place.uses:
        lines += ["", "[uses]", *(f"{wage} = {_text(s)}" for wage, s in place.uses.items())]
    for figure in figures:
        lines += ["", *_own(figure.own), "[[figure]]", *_figure(figure)]
    if scale is not None:
        lines += ["", *_own(scale.own), *table_lines(scale)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _own(own: bool) -> Iterator[str]:
    if own:
        yield "# " + _("The centre's own")


def _figure(figure: Figure) -> Iterator[str]:
    yield f"name = {_text(figure.name)}"
    if figure.year is not None:
        yield f"year = {figure.year}"
    yield f'value = "{figure.value:f}"'
    yield f"unit = {_text(figure.unit)}"
    yield from _days(since=figure.since, until=figure.until)
    yield f"document = {_text(figure.document)}"
    if figure.issued_by:
        yield f"issued_by = {_text(figure.issued_by)}"
    yield f"seen = {_text(figure.seen)}"
    yield from _days(checked_on=figure.checked_on)
    if figure.checked_by:
        yield f"checked_by = {_text(figure.checked_by)}"
    yield f"confidence = {_text(figure.confidence)}"
    if figure.note:
        yield f"note = {_text(figure.note)}"


def table_lines(scale: SubsidyScale, *, placed: bool = False) -> Iterator[str]:
    """Write a table of work-injury subsidies; `placed` is for one of several, with its place."""
    yield "[[subsidies]]" if placed else "[subsidies]"
    if placed:
        yield f"place = {_text(scale.place)}"
    yield f"since = {scale.since.isoformat()}"
    yield f"base = {_text(scale.base)}"
    for name, months in (("medical", scale.medical), ("employment", scale.employment)):
        held = ", ".join(f'{grade} = "{number:f}"' for grade, number in months.items())
        yield f"{name} = {{ {held} }}"
    if scale.occupational_percent:
        yield f"occupational_percent = {scale.occupational_percent}"
    if scale.occupational_months:
        yield f"occupational_months = {scale.occupational_months}"
    yield f"document = {_text(scale.document)}"
    yield f"seen = {_text(scale.seen)}"
    yield from _days(checked_on=scale.checked_on)
    yield f"confidence = {_text(scale.confidence)}"
    yield f"note = {_text(scale.note)}"
    if reduction := scale.reduction:
        yield ""
        yield "[subsidies.reduction]"
        yield f"of = {_list(reduction.of)}"
        yield f"years = {reduction.years}"
        yield f"percent = {reduction.percent}"
        yield f"started = {'true' if reduction.started else 'false'}"
        yield f"least = {reduction.least}"
        yield f"retired = {_list(reduction.retired)}"


def _days(**named: date | None) -> Iterator[str]:
    for name, day in named.items():
        if day is not None:
            yield f"{name} = {day.isoformat()}"


def _list(names: Iterable[str]) -> str:
    return json.dumps(sorted(names))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
