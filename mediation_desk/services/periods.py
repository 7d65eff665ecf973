"""The register of clocks as the centre sees it, and the periods of its own that it sets."""

from mediation_desk.domain import errors
from mediation_desk.domain.deadlines import ClockKind
from mediation_desk.domain.house_periods import HousePeriod, as_set, period_problems
from mediation_desk.domain.rights import Right
from mediation_desk.services.desk import Desk
from mediation_desk.services.shown import require_as_shown
from mediation_desk.storage import calendars as store
from mediation_desk.storage import opening


def set_period(desk: Desk, period: HousePeriod, shown: ClockKind | None = None) -> None:
    """Set the length and alarms of a period of the house; clocks that run stay as they are.

    Raises `Stale` when somebody else set it since it was `shown`.
    """
    desk.actor.require(Right.SETTINGS)
    errors.require(period_problems(period))
    with desk.db.write(desk.actor, "set_period") as session:
        held = as_set(map(opening.house_period, opening.house_periods(session)))
        require_as_shown(shown, held[period.kind])
        store.put_period(session, period)
    desk.reload()


def reset_period(desk: Desk, kind: str) -> None:
    """Let a period of the house be as the register has it."""
    desk.actor.require(Right.SETTINGS)
    with desk.db.write(desk.actor, "reset_period") as session:
        store.remove_period(session, kind)
    desk.reload()


def stored(desk: Desk, kind: str) -> ClockKind:
    """Return a clock of the register as the centre has set it by now."""
    desk.actor.require(Right.HOUSE)
    desk.reload()
    return desk.periods[kind]
