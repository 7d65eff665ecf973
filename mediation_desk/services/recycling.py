"""The recycle bin (回收站): what was taken out in the last thirty days, listed and put back."""

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.recycling import BY_ACT, DAYS, Discarded, since
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import undo
from mediation_desk.services.desk import Desk
from mediation_desk.storage import journal
from mediation_desk.storage import recycling as store


def discarded(desk: Desk) -> tuple[Discarded, ...]:
    """Return what is in the bin, the newest first."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.discarded(session, since(desk.instant()))


def put_back(desk: Desk, entry_id: int, reason: str = "") -> None:
    """Put back what an act took out, whole; in a closed case with a reason."""
    desk.actor.require(Right.UNDO)
    with desk.db.write(desk.actor, "undo") as session:
        held = store.entry_at(session, entry_id)
        if held is None or held[0] not in BY_ACT or held[1] < since(desk.instant()):
            raise DeskError(
                _("This is no longer in the recycle bin: its {n} days are over.").format(n=DAYS)
            )
        undo.require_reason(desk, session, entry_id, reason)
        journal.undo(session, entry_id, desk.actor)


def discard_employer(desk: Desk, employer_id: int) -> None:
    """Take an employer out of the list that was a slip, and that nothing names any more."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.write(desk.actor, "remove_employer") as session:
        store.remove_employer(session, employer_id)
