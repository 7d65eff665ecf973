"""The month's list of employers at risk, by where each stands (procedure.md 8.4).

That an indicator is reached is a warning inside of the house; it is the centre that lists an
employer to be watched. A report must not say the one of the other.
"""

from mediation_desk.domain.risk_list import Standing
from mediation_desk.domain.statistics import Report
from mediation_desk.i18n import _

CODE = "R12"
REACHED = "R12 reached"
"""Under which the number of those stands that reach an indicator and are not listed."""


def state(standing: str) -> str:
    """Return where an employer stands in words; a list kept long ago knows no more of it."""
    return Standing.of(standing).label if standing else _("Reaches an indicator")


def numbers(report: Report) -> dict[str, int]:
    """Count the employers that the centre has listed, and those that reach an indicator only.

    Corrections of earlier lists say no state, and do not count.
    """
    states = [line.values[-1] for line in report.lines if line.values]
    reached = {state(one) for one in ("", Standing.PROPOSED.value, Standing.RETURNED.value)}
    return {
        CODE: states.count(Standing.WATCHED.label),
        REACHED: sum(one in reached for one in states),
    }
