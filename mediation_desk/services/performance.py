"""The page of performance: all agreements in effect, what is due, late, and chased next."""

from mediation_desk.domain.performance import PerformanceFilter, PerformanceList
from mediation_desk.domain.rights import Right
from mediation_desk.domain.working_days import late_from
from mediation_desk.services.desk import Desk
from mediation_desk.storage import performance as store
from mediation_desk.storage.today import owed_within

MOST = 200
"""Agreements that are listed at once; filters and the search lead to the others."""


def listed(
    desk: Desk, wanted: PerformanceFilter = PerformanceFilter.ALL, limit: int = MOST
) -> PerformanceList:
    """Return the agreements in effect that are wanted, those first that are due first."""
    desk.actor.require(Right.READ)
    today = desk.today()
    late = late_from(today, desk.calendar)
    with desk.db.glance() as of:
        found = store.lines(of, today, late, wanted, limit + 1)
        week = owed_within(of, *store.week_of(today))
        return PerformanceList(
            day=today,
            figures=store.figures(of, late, week),
            lines=found[:limit],
            more=len(found) > limit,
        )
