"""The facts of several periods for one report: each is read once, a locked one as it was kept."""

from typing import TYPE_CHECKING

from mediation_desk.storage import statistics
from mediation_desk.storage.period_facts import Facts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from mediation_desk.domain.period import Period


class Readings:
    """Facts by period, held while tables, pictures and sentences are made from them."""

    def __init__(self) -> None:
        self._held: dict[Period, Facts] = {}
        self._locks: dict[Period, statistics.Lock] | None = None

    def lock(self, session: "Session", period: "Period") -> statistics.Lock | None:
        """Return the lock of a period."""
        if self._locks is None:
            self._locks = {one.period: one for one in statistics.locks(session)}
        return self._locks.get(period)

    def of(self, session: "Session", period: "Period") -> Facts:
        """Return the facts of a period; they are read when it is first asked for."""
        if period not in self._held:
            lock = self.lock(session, period)
            facts = Facts(session, period, lock.id if lock else None)
            facts.read()
            self._held[period] = facts
        return self._held[period]

    def whole(self, session: "Session", period: "Period") -> statistics.Counts:
        """Return the figures of a whole period."""
        return statistics.counts(self.of(session, period), ("",))[""][""]
