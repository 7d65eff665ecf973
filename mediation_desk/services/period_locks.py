"""Locks of periods: the figures of cases stay as they were, each after the one before (锁定)."""

from collections.abc import Sequence

from mediation_desk.domain.errors import DeskError, Invalid, Problem
from mediation_desk.domain.period import Period
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import risk
from mediation_desk.services.desk import Desk
from mediation_desk.storage import journal, period_lists, statistics


def locks(desk: Desk) -> tuple[statistics.Lock, ...]:
    """Return the periods that are locked, the earliest first."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return statistics.locks(session)


def lock_period(desk: Desk, period: Period) -> None:
    """Lock a period that is over: its case figures stay, later corrections go to the next one."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.write(desk.actor, "lock_period") as session:
        _require_lockable(desk, statistics.locks(session), period)
        key = statistics.lock(session, period, desk.today(), desk.actor.name)
        period_lists.keep(session, period, key, desk.today(), risk.limits_of(desk, session))


def check_lockable(desk: Desk, period: Period) -> None:
    """Refuse, before anybody is asked, what cannot be locked: not over, locked, or too late."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.read() as session:
        _require_lockable(desk, statistics.locks(session), period)


def _require_lockable(desk: Desk, held: Sequence[statistics.Lock], period: Period) -> None:
    if period.last >= desk.today():
        raise DeskError(_("The period is not over yet: it ends on {day}.").format(day=period.last))
    if any(one.period == period for one in held):
        raise DeskError(_("This period is locked already."))
    for one in held:
        if _same_kind(one.period, period) and _meet(one.period, period):
            raise DeskError(
                _("Days of this period are locked already, with {period} ({days}).").format(
                    period=one.period.name, days=one.period.days
                )
            )
    later = [one for one in held if _same_kind(one.period, period) and one.period > period]
    if later:
        raise DeskError(_locked_later(period, [one.period for one in later]))


def _locked_later(period: Period, later: Sequence[Period]) -> str:
    """Say what is locked already, and how an earlier period can be locked after all."""
    names = _(", ").join(one.name for one in sorted(later, reverse=True))
    return _(
        "{last} is locked already: an earlier period can no longer be. To lock {period}, first open"
        " with a reason what is locked after it, the last first ({names}); then lock in order."
    ).format(last=later[0].name, period=period.name, names=names)


def unlock_period(desk: Desk, period: Period, reason: str) -> None:
    """Take the last lock of its kind away, with a reason that the journal keeps."""
    desk.actor.require(Right.SUPERVISE)
    if not reason.strip():
        raise Invalid((Problem("reason", _("Say why the lock is taken away.")),))
    with desk.db.write(desk.actor, "unlock_period") as session:
        held = statistics.locks(session)
        lock = next((one for one in held if one.period == period), None)
        if lock is None:
            raise DeskError(_("This period is not locked."))
        if any(_same_kind(one.period, period) and one.period > period for one in held):
            raise DeskError(_("Only the last period that was locked can be opened again."))
        journal.note(session, {"period": f"{period.first}/{period.last}", "reason": reason.strip()})
        period_lists.forget(session, lock.id)
        statistics.unlock(session, lock.id)


def _same_kind(one: Period, other: Period) -> bool:
    return one.span is other.span


def _meet(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last
