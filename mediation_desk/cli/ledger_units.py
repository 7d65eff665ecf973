"""The unit of a ledger's sums on the command line: what the ledger says, and what `--unit` says."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError, NotFound
from mediation_desk.i18n import _

if TYPE_CHECKING:  # every start of the program builds the commands
    from mediation_desk.domain.past_cases import Layout, SumUnit
    from mediation_desk.services.past_cases import SheetOffer

    Said = tuple[str, SumUnit]

_EXAMPLE = "万元"


def said(text: str) -> "Said":
    """Read the value of `--unit`, as 万元, 10000 or 协议金额=万元.

    A heading stands before the unit of one column; the heading is empty where all are meant whose
    unit the ledger does not say.
    """
    from mediation_desk.domain.past_cases import SumUnit

    heading, _is, name = text.rpartition("=")
    with i18n.speaking(i18n.CHINESE):  # as units are written in ledgers
        words = {unit.label: unit for unit in SumUnit}
    known = words | {str(int(unit)): unit for unit in SumUnit}
    if name.strip() not in known:
        told = _("“{given}” is no unit. Known: {known}.")
        units = _(", ").join(f"{word} ({int(unit)})" for word, unit in words.items())
        raise argparse.ArgumentTypeError(told.format(given=name, known=units))
    return heading.strip(), known[name.strip()]


def settled(offer: "SheetOffer", units: "Sequence[Said]") -> "Layout":
    """Return the columns with their units, or refuse what is not told in which unit it stands.

    A unit without a heading counts where the ledger says none itself, so that of two columns of
    which one says 万元 the other can be said to count yuan.
    """
    layout = offer.layout
    columns = {layout.headings[column]: column for _name, column in layout.sums}
    for heading, _unit in units:
        if heading and heading not in columns:
            words = _("There is no column of sums “{heading}”. Known: {known}.")
            raise NotFound(words.format(heading=heading, known=_(", ").join(columns)))
    for_all = next((unit for heading, unit in units if not heading), None)
    own = {heading: unit for heading, unit in units if heading}

    def unit(column: int, held: "SumUnit | None") -> "SumUnit | None":
        rest = for_all if for_all and offer.told[column] is None else held
        return own.get(layout.headings[column], rest)

    found = replace(layout, units=tuple(unit(*one) for one in enumerate(layout.units)))
    for name, column in found.sums:
        if found.unit(name) is None:
            words = _(
                "Say in which unit the sums under “{heading}” are written: --unit {example} for"
                " all, --unit {heading}={example} for this column."
            )
            raise DeskError(words.format(heading=layout.headings[column], example=_EXAMPLE))
    return found


def understood(offer: "SheetOffer", layout: "Layout") -> Iterator[str]:
    """Say of each column of sums its unit and what the first cells come to in yuan."""
    for name, column in layout.sums:
        unit = layout.unit(name)
        sums = offer.understood[column].get(unit, ()) if unit else ()
        if unit and sums:
            words = _("“{heading}” counts {unit}: understood as {sums} yuan")
            heading = layout.headings[column]
            yield words.format(heading=heading, unit=unit.label, sums=_("; ").join(sums))
