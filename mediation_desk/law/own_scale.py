"""The centre's own tables of the lump sums on leaving after a work injury, kept as a text.

The text is that of a file of figures, a `[[subsidies]]` for each table: what the centre exports,
enters and takes from a neighbour's file reads the same.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.figure_change import too_early
from mediation_desk.domain.money import LIMIT
from mediation_desk.i18n import _
from mediation_desk.law.figure_file import table_lines
from mediation_desk.law.packs import scale_from
from mediation_desk.law.subsidy_scale import Base, Reduction, SubsidyScale

OPTION = "own_subsidy_scales"
"""The setting that holds them."""

EARLIEST = date(1996, 1, 1)
GRADES = range(5, 11)
MOST_MONTHS = Decimal(240)
MOST_YEARS, MOST_PERCENT = 30, 100
LONGEST = 300


def as_text(scales: Iterable[SubsidyScale]) -> str:
    """Write the centre's tables, the newest last."""
    ordered = sorted(scales, key=lambda scale: (scale.place, scale.since))
    return "".join("\n".join([*table_lines(scale, placed=True), ""]) for scale in ordered)


def from_text(text: str) -> tuple[SubsidyScale, ...]:
    """Read the centre's tables as they were kept."""
    rows = tomllib.loads(text).get("subsidies", [])
    return tuple(replace(scale_from(row, row["place"]), own=True) for row in rows)


def entered(held: Iterable[SubsidyScale], scale: SubsidyScale) -> tuple[SubsidyScale, ...]:
    """Return the tables with one more; it takes the place of one of the same place and day."""
    return (*without(held, scale), scale)


def without(held: Iterable[SubsidyScale], scale: SubsidyScale) -> tuple[SubsidyScale, ...]:
    """Return the tables without that of the same place and day."""
    key = (scale.place, scale.since)
    return tuple(one for one in held if (one.place, one.since) != key)


def scale_problems(scale: SubsidyScale, today: date) -> Iterator[Problem]:
    """Check a table that somebody enters."""
    if scale.since < EARLIEST:
        yield too_early("since", EARLIEST)
    elif scale.since.year > today.year + 1:
        yield Problem("since", _("This day lies too far in the future. Please check it."))
    yield from _of_grades(scale)
    yield from _near_retirement(scale.reduction)
    if not 0 <= scale.occupational_percent <= MOST_PERCENT:
        yield Problem("occupational_percent", _percentage())
    if not 0 <= scale.occupational_months < MOST_MONTHS:
        yield Problem("occupational_months", _too_many(scale.base))
    if scale.checked_on and scale.checked_on > today:
        yield Problem("checked_on", _("This day lies in the future."))
    for field in ("document", "note"):
        if len(getattr(scale, field)) > LONGEST:
            yield Problem(field, _("At most {n} characters.").format(n=LONGEST))


def _of_grades(scale: SubsidyScale) -> Iterator[Problem]:
    most = LIMIT if scale.base == "fixed" else MOST_MONTHS
    for name, column in (("medical", scale.medical), ("employment", scale.employment)):
        for grade in GRADES:
            number = column.get(grade)
            if number is None:
                yield Problem(f"{name}.{grade}", _missing(scale.base))
            elif not number.is_finite() or not 0 <= number < most:
                yield Problem(f"{name}.{grade}", _too_many(scale.base))


def _missing(base: Base) -> str:
    if base == "fixed":
        return _("Enter the sum of this grade in yuan; 0 where there is none.")
    return _("Enter the months of this grade; 0 where there is none.")


def _too_many(base: Base) -> str:
    if base == "fixed":
        return _("This sum is impossible. Please check it.")
    return _("Fewer than {n} months are possible. Please check it.").format(n=MOST_MONTHS)


def _near_retirement(reduction: Reduction | None) -> Iterator[Problem]:
    if reduction is None:
        return
    if not 0 < reduction.years <= MOST_YEARS:
        yield Problem("years", _("Enter the years, from 1 to {n}.").format(n=MOST_YEARS))
    if not 0 < reduction.percent <= MOST_PERCENT:
        text = _("Enter the percentage for each year, from 1 to {n}.")
        yield Problem("percent", text.format(n=MOST_PERCENT))
    if not 0 <= reduction.least <= MOST_PERCENT:
        yield Problem("least", _percentage())


def _percentage() -> str:
    return _("A percentage lies between 0 and {n}.").format(n=MOST_PERCENT)
