"""The other desks of the centre: what they do, and what became of a save whose answer was lost."""

from mediation_desk.domain.company import News
from mediation_desk.domain.errors import Promise
from mediation_desk.domain.rights import Right
from mediation_desk.services.desk import Desk
from mediation_desk.storage.company import Company, Wish


def join(desk: Desk) -> Company:
    """Begin to listen to the other desks."""
    desk.actor.require(Right.HOUSE)
    return Company(desk.db)


def hold(desk: Desk, company: Company, case_id: int, *, editing: bool) -> None:
    """Let the others know which case is open here, 0 for none; it keeps nobody out."""
    desk.actor.require(Right.HOUSE)
    company.hold(Wish(case_id, editing, desk.actor) if case_id else None)


def hear(desk: Desk, company: Company, wait: float = 0.0) -> News:
    """Wait so long for the others, and return what they did."""
    desk.actor.require(Right.HOUSE)
    return company.hear(wait)


def arrived(desk: Desk, promise: Promise) -> bool:
    """Say whether a save whose answer was lost on the line is on the server."""
    desk.actor.require(Right.HOUSE)
    return desk.db.arrived(promise)
