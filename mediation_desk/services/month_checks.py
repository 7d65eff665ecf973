"""What must hold of the figures of a period, and why it opens with another stock than before."""

from mediation_desk.domain.statistics import Check
from mediation_desk.i18n import _
from mediation_desk.services.month_tables import Counted
from mediation_desk.storage import statistics
from mediation_desk.storage.period_facts import Facts

_ENDS = ("settled", "reconciled", "failed", "withdrawn")


def carried(before: statistics.Lock | None, ended: int, opens: int, more: int) -> str:
    """Say why a period does not open with what the locked one before it ended with."""
    if before is None or ended == opens:
        return ""
    text = _(
        "{period} was locked with {ended} cases open at its end; after later corrections of the"
        " records there are {opens}: this period opens with {opens}."
    )
    if more:
        text += _(
            " The line with adjustment opens with {with_more}, takes the corrections up among the"
            " cases accepted and ended, and ends with the same stock."
        )
    if ended != opens + more:
        text += _(
            " {rest} of it is of days before the first locked period, which no adjustment counts."
        )
    return text.format(
        period=before.period.name,
        ended=ended,
        opens=opens,
        with_more=opens + more,
        rest=f"{opens + more - ended:+d}",
    )


def came(number: int) -> str:
    """Say how many cases of the line of adjustment are no corrections, empty for none."""
    if not number:
        return ""
    return _(
        "The line of adjustment holds {n} cases of former years that came in with a ledger after"
        " their period was locked; they are no corrections."
    ).format(n=number)


def checks(facts: Facts, counted: Counted) -> tuple[Check, ...]:
    """Check the identities of the figures, and name the cases that break them."""
    whole, both = counted.whole, counted.both
    balance = _("Open at the beginning {a} + accepted {b} − ended {c} = open at the end {d}")
    adjusted = _(
        "With adjustment: open at the beginning {a} + accepted {b} − ended {c} = open at the"
        " end {d}"
    )
    ends = _("Ended {a} = agreement {b} + settled {c} + no agreement {d} + withdrawn {e}")
    without = set(statistics.behind(facts, "closed"))
    for key in _ENDS:
        without -= set(statistics.behind(facts, key))
    checks = [
        Check(text=_balance(balance, whole), wrong=statistics.out_of_balance(facts)),
        Check(
            text=ends.format(
                **{name: whole[key] for name, key in zip("abcde", ("closed", *_ENDS), strict=True)}
            ),
            wrong=tuple(sorted(without)),
        ),
    ]
    if any(counted.adjusted.values()):
        checks.append(Check(text=_balance(adjusted, both), broken=not _in_balance(both)))
    return tuple(checks)


def _in_balance(counts: statistics.Counts) -> bool:
    stock = counts["opening"] + counts["accepted"] - counts["closed"]
    return stock == counts["open"] and counts["closed"] == sum(counts[key] for key in _ENDS)


def _balance(text: str, counts: statistics.Counts) -> str:
    return text.format(
        a=counts["opening"], b=counts["accepted"], c=counts["closed"], d=counts["open"]
    )
