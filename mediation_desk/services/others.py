"""What other desks did: who saved a case last, and what has been saved since one looked."""

from mediation_desk.domain.journal import Entry
from mediation_desk.domain.rights import Right
from mediation_desk.services.browse import without_secrets
from mediation_desk.services.desk import Desk
from mediation_desk.storage import journal

_NEWEST = 20


def last_of_others(desk: Desk, case_id: int) -> Entry | None:
    """Return the newest act on a case that was not done at this desk."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        newest = journal.entries(session, case_id, limit=_NEWEST)
    last = next((entry for entry in newest if entry.id not in desk.db.own), None)
    return without_secrets(last) if last else None


def all_ours(desk: Desk, case_id: int, acts: int) -> bool:
    """Say whether the newest acts on a case, so many of them, were done at this desk."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        newest = journal.entries(session, case_id, limit=acts)
    return all(entry.id in desk.db.own for entry in newest)
