"""Figures of a place from a file in the layout of `resources/law`; faults are told by line."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.domain.figure_change import figure_problems
from mediation_desk.i18n import _
from mediation_desk.importers import told, toml_faults
from mediation_desk.importers.delimited import decode
from mediation_desk.importers.files import content
from mediation_desk.law.figures import KINDS, FigureKind
from mediation_desk.law.packs import scale_from
from mediation_desk.law.subsidy_scale import SubsidyScale
from mediation_desk.security import apart

MOST_BYTES = 512 * 1024
MOST_FIGURES = 500
MOST_TOLD = 12
LONGEST = 300
MOST_DIGITS = 20
_TOP = frozenset({"place", "name", "uses", "figure", "subsidies"})
_KEYS = frozenset(
    {"name", "year", "value", "unit", "since", "until", "document", "issued_by", "seen"}
    | {"checked_on", "checked_by", "confidence", "note", "published"}
)
_HEAD = re.compile(r"\s*\[\[\s*figure\s*\]\]")


Known = Callable[[OwnFigure], bool]
"""Says whether a figure is here already as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a file held: its figures, and its table of work-injury subsidies if it has one."""

    figures: tuple[OwnFigure, ...]
    table: SubsidyScale | None


def read(
    path: Path,
    places: Mapping[str, str],
    today: date,
    known: Known = lambda _figure: False,
) -> Read:
    """Read a file of figures, or refuse it whole with what is wrong, a line each.

    `places` are those whose figures count here; a file of another place is refused. What is
    `known` changes nothing, and is not asked whether it may be entered.
    """
    data = content(path)
    if len(data) > MOST_BYTES:
        raise _refused(path.name, _("it is too large to be the figures of a place."))
    said = list(apart.parts(parsed, data, path.name, path.name))
    lines = [line for line in told.heard_list(*said[:1]) if isinstance(line, int)]
    held = told.heard_table(*said[1:])
    place = _place(path.name, held, places)
    return Read(
        figures=_figures(path.name, lines, held, place, lambda one: _check(one, today, known)),
        table=_table(path.name, held, place),
    )


def _figures(
    name: str,
    lines: Sequence[int],
    held: Mapping[str, Any],
    place: str,
    check: Callable[[OwnFigure], None],
) -> tuple[OwnFigure, ...]:
    rows = held.get("figure", [])
    empty = not rows and "subsidies" not in held
    if not isinstance(rows, list) or empty or len(rows) > MOST_FIGURES:
        raise _refused(name, _("it holds no figures, or more than {n}.").format(n=MOST_FIGURES))
    problems: list[str] = [
        _("“{key}” is not known.").format(key=str(key)[:20]) for key in held if key not in _TOP
    ]
    found: dict[tuple[str, date], OwnFigure] = {}
    for number, row in enumerate(rows):
        at = lines[number] if len(lines) == len(rows) else None
        try:
            figure = _figure(row, place)
            check(figure)
            if (figure.name, figure.since) in found:
                raise DeskError(_("the same figure of the same day stands there twice."))
            found[figure.name, figure.since] = figure
        except DeskError as fault:
            problems.append(_at(at, number + 1, str(fault)))
    if problems:
        raise _refused(name, *problems)
    return tuple(found.values())


def _place(name: str, held: Mapping[str, Any], places: Mapping[str, str]) -> str:
    """Return the code of the place whose figures a file holds, by its code or its name."""
    said = held.get("place")
    known = _(", ").join(f"{code}（{title}）" for code, title in places.items())
    if said is None:
        text = _(
            "it does not say of which place its figures are. Add a line above all figures, such as"
            ' place = "{code}". Here count: {known}.'
        )
        raise _refused(name, text.format(code=next(iter(places)), known=known))
    written = said.strip() if isinstance(said, str) else ""
    for code, title in places.items():
        if written.lower() == code or written.rstrip("省市") == title:
            return code
    text = _("it is of the place {place}, and here count those of: {known}.")
    raise _refused(name, text.format(place=str(said)[:20], known=known))


def _table(name: str, held: Mapping[str, Any], place: str) -> SubsidyScale | None:
    table = held.get("subsidies")
    if table is None:
        return None
    try:
        return replace(scale_from(table, place), own=True, confidence="")
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError):
        text = _("its table of work-injury subsidies cannot be read: grades 5 to 10 are wanted.")
        raise _refused(name, text) from None


def parsed(data: bytes, name: str) -> Iterator[object]:
    """Read the text, and tell the lines at which figures begin and what it holds; called apart."""
    text = _text_of(data, name)
    try:
        held = told.tree(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        cut = _("it cannot be read as TOML; it ends too early, as if it had been cut off.")
        raise _refused(name, *(toml_faults.told(text, fault) or [cut])) from None
    except (RecursionError, ValueError):
        raise _refused(name, _("it cannot be read as TOML.")) from None
    yield told.tree([n for n, line in enumerate(text.splitlines(), 1) if _HEAD.match(line)])
    yield held


def _text_of(data: bytes, name: str) -> str:
    try:
        return decode(data)
    except FileRefused:
        raise _refused(name, _("it is not text in UTF-8. Save it in this encoding.")) from None


def _refused(name: str, *problems: str) -> FileRefused:
    shown = list(problems[:MOST_TOLD])
    if len(problems) > MOST_TOLD:
        shown.append(_("… and {n} more").format(n=len(problems) - MOST_TOLD))
    head = _("“{name}” cannot be taken as it is:").format(name=name)
    return FileRefused("\n".join([head, *shown]))


def _at(line: int | None, number: int, fault: str) -> str:
    if line is None:
        return _("Figure {n}: {fault}").format(n=number, fault=fault)
    return _("Line {line}: {fault}").format(line=line, fault=fault)


def _figure(row: object, place: str) -> OwnFigure:
    if not isinstance(row, dict):
        raise DeskError(_("this is not a figure."))
    if unknown := sorted(str(key) for key in row if key not in _KEYS):
        raise DeskError(_("“{key}” is not known.").format(key=unknown[0][:20]))
    kind = KINDS.get(row["name"]) if isinstance(row.get("name"), str) else None
    if kind is None:
        name = str(row.get("name", "—"))[:40]
        raise DeskError(_("a figure called “{name}” is not known.").format(name=name))
    if row.get("unit", kind.unit.value) != kind.unit.value:
        raise DeskError(
            _("the unit is “{unit}”, but “{title}” is counted in {wanted}.").format(
                unit=str(row["unit"])[:20], title=kind.title, wanted=kind.unit.value
            )
        )
    since, until = _day(row, "since"), _day(row, "until")
    if since is None:
        raise DeskError(_("the day “since” is missing."))
    _check_year(row, kind, since)
    return OwnFigure(
        name=kind.name,
        value=_value(row),
        unit=kind.unit.value,
        since=since,
        until=until,
        place=place,
        checked_on=_day(row, "checked_on"),
        document=_text(row, "document"),
        issued_by=_text(row, "issued_by"),
        note=_text(row, "note"),
    )


def _check(figure: OwnFigure, today: date, known: Known) -> None:
    """Refuse what could not be entered by hand either."""
    if known(figure):
        return
    for problem in figure_problems(figure, today):
        text = _("{key} = {held}: {fault}")
        held = getattr(figure, problem.field)
        raise DeskError(text.format(key=problem.field, held=held, fault=problem.text))


def _check_year(row: Mapping[str, Any], kind: FigureKind, since: date) -> None:
    year = row.get("year", since.year - 1)
    if kind.average and year != since.year - 1:
        raise DeskError(
            _(
                "the average of {year} does not count from {day}: its year is the one before."
            ).format(year=str(year)[:8], day=since.isoformat())
        )


def _value(row: Mapping[str, Any]) -> Decimal:
    held = row.get("value")
    if held is None:
        raise DeskError(_('the line value = "2000" is missing.'))
    if not isinstance(held, str):
        raise DeskError(_('the value must be written as "2000", with quotation marks.'))
    try:
        if len(held) <= MOST_DIGITS and held.isascii() and (value := Decimal(held)).is_finite():
            return value
    except InvalidOperation:
        pass
    text = _('“{text}” is not a number. Write it in digits, as value = "2000".')
    raise DeskError(text.format(text=held[:MOST_DIGITS]))


def _day(row: Mapping[str, Any], name: str) -> date | None:
    held = row.get(name)
    if held is not None and type(held) is not date:
        text = _("“{name}” is not a day. Write {name} = 2026-03-01, without quotation marks.")
        raise DeskError(text.format(name=name))
    return held


def _text(row: Mapping[str, Any], name: str) -> str:
    held = row.get(name, "")
    if not isinstance(held, str) or len(held) > LONGEST * 3 or "\0" in held:
        raise DeskError(_("“{name}” is not a text, or too long.").format(name=name))
    return held.strip()[:LONGEST]
