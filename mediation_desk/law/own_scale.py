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
from mediation_desk.domain.money import LIMIT
from mediation_desk.i18n import _
from mediation_desk.law.figure_file import table_lines
from mediation_desk.law.packs import scale_from
from mediation_desk.law.subsidy_scale import SubsidyScale

OPTION = "own_subsidy_scales"
"""The setting that holds them."""

EARLIEST = date(1996, 1, 1)
GRADES = range(5, 11)
MOST_MONTHS = Decimal(240)
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
        yield Problem("since", _("This day is too early. Please check it."))
    elif scale.since.year > today.year + 1:
        yield Problem("since", _("This day lies too far in the future. Please check it."))
    most = LIMIT if scale.base == "fixed" else MOST_MONTHS
    for name, column in (("medical", scale.medical), ("employment", scale.employment)):
        for grade in GRADES:
            number = column.get(grade)
            if number is None:
                text = _("Enter the number of this grade; 0 where there is none.")
                yield Problem(f"{name}.{grade}", text)
            elif not number.is_finite() or not 0 <= number < most:
                yield Problem(f"{name}.{grade}", _("This number is impossible. Please check it."))
    if scale.checked_on and scale.checked_on > today:
        yield Problem("checked_on", _("This day lies in the future."))
    if len(scale.document) > LONGEST:
        yield Problem("document", _("At most {n} characters.").format(n=LONGEST))
    reduction = scale.reduction
    if reduction and not (0 < reduction.years <= 30 and 0 < reduction.percent <= 100):
        text = _("Give the years before retirement (1 to 30) and the percentage (1 to 100).")
        yield Problem("reduction", text)
