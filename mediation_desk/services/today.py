"""What the day asks for: the first page, read before anything else is loaded."""

from datetime import datetime, timedelta
from functools import partial

from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.keeping import worries
from mediation_desk.domain.rights import Right, Role
from mediation_desk.domain.today import Today, of_workers
from mediation_desk.domain.working_days import on_or_after
from mediation_desk.i18n import _
from mediation_desk.services import keeping
from mediation_desk.services.desk import Desk
from mediation_desk.storage import opening
from mediation_desk.storage import today as days
from mediation_desk.storage.marks import CLOCK_TOLERANCE

AHEAD = timedelta(days=14)
"""How far Today looks ahead."""


def today(desk: Desk) -> Today:
    """Return what the acting person has to do: own cases, or all for a supervisor or clerk."""
    desk.actor.require(Right.READ)
    day = desk.today()
    mine = whose(desk)
    with desk.db.glance() as of:
        return Today(
            day=day,
            figures=days.figures(of, day, mine),
            own=mine is not None,
            hearings=days.hearings(of, day),
            clocks=of_workers(days.clocks(of, day, day + AHEAD, mine)),
            money=days.money_due(
                of, day + AHEAD, last_day=partial(on_or_after, calendar=desk.calendar)
            ),
            cases=days.my_cases(of, day, mine),
            backup=_amiss(desk),
            clock=_behind(desk, opening.last_save(of)),
        )


def _behind(desk: Desk, last: datetime | None) -> str:
    """Say that the clock was set back: days and deadlines go by it (P23)."""
    if last is None or last - desk.instant() < CLOCK_TOLERANCE:
        return ""
    text = _(
        "The clock of this computer stands at {now}, the last save was at {last}: look whether"
        " date and time are right before you go on."
    )
    return text.format(now=_shown(desk.instant()), last=_shown(last))


def _shown(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _amiss(desk: Desk) -> str:
    """Return what is worst about the backups, for those who may make one."""
    if not desk.actor.may(Right.BACKUP):
        return ""
    found = worries(keeping.state(desk), desk.instant())
    return found[0].sentence if found else ""


def whose(desk: Desk) -> int | None:
    """Return whose cases are shown: a mediator's own, everybody's for all others."""
    desk.actor.require(Right.READ)
    return None if desk.actor.roles - {Role.MEDIATOR} else desk.actor.id


def last_backup(desk: Desk) -> datetime | None:
    """Return when the last backup was made here, on the desk's clock."""
    desk.actor.require(Right.HOUSE)
    with desk.db.glance() as of:
        at = opening.last_at(of, "backup")
    return at.astimezone(desk.now().tzinfo) if at else None


def keys_are_newer(desk: Desk) -> bool:
    """Say whether the file was given new keys since the last backup: no backup has them."""
    desk.actor.require(Right.HOUSE)
    with desk.db.glance() as of:
        return opening.done_since(of, "renew_keys", "backup")
