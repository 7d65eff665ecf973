"""The rate of performance of a period, and the agreements that it cannot count (履行率).

It is performed ÷ due so far, in money and in cases (procedure.md 6.2), which does not say how an
agreement counts of which nobody knows whether it was performed. Of an agreement of a ledger of
former years nobody waits for the money: where the ledger does not say that all was performed it
stands on neither side of the rates; a rate with it, the rest taken as not performed, stands beside.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mediation_desk.domain.money import from_fen
from mediation_desk.domain.statistics import Behind, Line, Shape, Value
from mediation_desk.i18n import _
from mediation_desk.storage import came_later, month_lists, period_lists

if TYPE_CHECKING:
    from mediation_desk.services.month_list_tables import Listed
    from mediation_desk.storage.database import Session
    from mediation_desk.storage.period_lists import Lists
    from mediation_desk.storage.statistics import Lock

    Tables = Mapping[str, Listed]

UNTOLD = "untold"
"""What leads to the agreements whose performance is not told; also the code of what a lock keeps.
"""
_SINCE = "untold_since"
"""Stands for what a lock from before it kept them did not: counted as recorded today."""


def with_untold(session: "Session", lists: "Lists", last: date) -> "Lists":
    """Return the lists of a period with the agreements not told, if its lock did not keep them."""
    if UNTOLD in lists:
        return lists
    return {**lists, UNTOLD: [period_lists.untold(session, last)], _SINCE: []}


def behind(session: "Session", last: date, lock: "Lock | None") -> tuple[int, ...]:
    """Return the cases not told by a day, of a locked period those that were there already."""
    found = {int(row[0]) for row in month_lists.untold(session, last)}
    if lock is not None:
        found -= came_later.among(session, lock, found)
    return tuple(sorted(found))


def plain(label: str, value: Decimal | int | None, shape: Shape) -> Line:
    """Return a line of the summary that no adjustment is told of."""
    return Line(label=label, values=(value, None, None), shapes=(shape,) * 3)


def untold_label() -> str:
    """Return what the agreements are called that are not counted."""
    return _("  not counted: agreements of which the ledger does not tell all performed")


def with_label() -> str:
    """Return what the rate is called that counts what is not told as not performed."""
    return _("  with them, what is not told taken as not performed (in money)")


def lines(lists: "Tables") -> tuple[Line, ...]:
    """Return the rates, and where there are any the agreements not counted with a rate of all."""
    count, due, kept, full = _due(lists)
    rates = (
        plain(_("Rate of performance"), _rate(kept, due), Shape.SHARE),
        plain(_("Rate of performance by agreements"), _rate(full, count), Shape.SHARE),
    )
    number = _untold(lists)[0]
    if not number:
        return rates
    ways = (Behind(measure=UNTOLD), None, None)
    values: tuple[Value, ...] = (number, None, None)
    return (
        *rates,
        Line(label=untold_label(), values=values, behind=ways, shapes=(Shape.COUNT,) * 3),
        plain(with_label(), _rate_with(lists), Shape.SHARE),
    )


def remarks(lists: "Tables") -> tuple[str, ...]:
    """Return how the rates are counted, for under the summary."""
    said = [
        _("Rate of performance: performed ÷ due, of all that was due by the last day, in money."),
        _(
            "Rate of performance by agreements: those that had performed all that was due ÷ those"
            " with money due by the last day."
        ),
    ]
    if _untold(lists)[0]:
        said.append(
            _(
                "Agreements of ledgers of former years of which the ledger does not say that all"
                " was performed count in these two rates neither as due nor as performed; the rate"
                " with them counts their whole sums as due and what the ledger tells as performed."
                " R8 tells their sums."
            )
        )
    return tuple(said)


def told(lists: "Tables", last: date) -> tuple[str, ...]:
    """Return in sentences what was due by a day, what was performed, and what is not known."""
    count, due, kept, full = _due(lists)
    said = [
        _(
            "By {day}: {n} agreements with money due, {due} yuan in all, of which {kept} yuan "
            "were performed; {full} of the agreements had performed all that was due."
        ).format(day=last.isoformat(), n=count, due=_yuan(due), kept=_yuan(kept), full=full)
    ]
    number, more_due, paid = _untold(lists)
    if number:
        words = _(
            "Not among them are {n} agreements of ledgers of former years: {due} yuan due, of which"
            " the ledgers tell {paid} yuan as performed and nothing of the rest. If they were"
            " counted so, the rate of performance would be {rate}."
        )
        rate = f"{_rate_with(lists) or Decimal():.1%}"
        said.append(words.format(n=number, due=_yuan(more_due), paid=_yuan(paid), rate=rate))
        if _SINCE in lists:
            said.append(_("When the period was locked they were not kept: they are as of today."))
    return tuple(said)


def _due(lists: "Tables") -> tuple[int, ...]:
    return tuple(int(value) for value in lists["due"].rows[0])


def _untold(lists: "Tables") -> tuple[int, ...]:
    return tuple(int(value) for value in lists[UNTOLD].rows[0])


def _rate_with(lists: "Tables") -> Decimal | None:
    """Return the rate in money with the agreements that are not told."""
    _count, due, kept, _full = _due(lists)
    _number, more_due, paid = _untold(lists)
    return _rate(kept + paid, due + more_due)


def _rate(performed: int, due: int) -> Decimal | None:
    return Decimal(performed) / due if due else None


def _yuan(fen: int) -> str:
    return f"{from_fen(fen):,.2f}"
