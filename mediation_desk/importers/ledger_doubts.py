"""What a ledger's line says that can hardly be right: it comes in, and the dry run asks."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from mediation_desk.domain import identifiers, money
from mediation_desk.domain.past_cases import Layout
from mediation_desk.i18n import _
from mediation_desk.importers.grid import Line, Unreadable
from mediation_desk.law.limitation import IN_FORCE

Told = tuple[str, str]
"""The field of the cell, and a sentence in which its heading and its text have their places."""


def of_code(code: str) -> Iterator[Told]:
    """Doubt a credit code whose check character is wrong."""
    if code and identifiers.check_credit_code(code):
        said = _("“{heading}”: the check character of “{text}” is wrong. Please check.")
        yield "code", said


def of_days(**days: date | None) -> Iterator[Told]:
    """Doubt a day before there was mediation by the law."""
    for field, day in days.items():
        if day is not None and day < IN_FORCE:
            yield (
                field,
                _(
                    "“{heading}”: “{text}” lies before 1 May 2008, when the law on mediation and"
                    " arbitration of labour disputes came into force. Please check."
                ),
            )


def of_sums(agreed: Decimal | None, paid: Decimal | None, *, kept: bool) -> Iterator[Told]:
    """Doubt more performed than agreed, and sums where the outcome has none (not `kept`)."""
    if kept and agreed and paid and paid > agreed:
        said = _("“{heading}”: “{text}” is more than the {agreed} yuan agreed. Please check.")
        yield "paid", said.replace("{agreed}", money.figures(agreed))
    for field, amount in (("agreed", agreed), ("paid", paid)):
        if amount and not kept:
            yield (
                field,
                _(
                    "“{heading}”: “{text}” does not go with the outcome “{outcome}” and is kept"
                    " in the line only. Please check."
                ),
            )


def of_workers(told: int | None, named: int, taken: int) -> Iterator[Told]:
    """Doubt a number of workers that is not that of the names."""
    if told is not None and told != named and taken != told:
        said = _(
            "“{heading}”: “{text}” does not go with the applicants named. {n} are taken in."
            " Please check."
        )
        yield "workers", said.replace("{n}", str(taken))


def unread(line: Line, layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield heading and reason of each cell that cannot be read, also where nothing takes it."""
    for column, cell in enumerate(line.cells[: len(layout.headings)]):
        if isinstance(cell, Unreadable):
            yield layout.headings[column], cell.reason
