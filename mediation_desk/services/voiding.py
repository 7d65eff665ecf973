"""A registration made in error is voided with a reason (登记作废), found, and brought back."""

from mediation_desk.domain import reasons
from mediation_desk.domain.errors import DeskError, require
from mediation_desk.domain.rights import Right
from mediation_desk.domain.void_numbers import VoidNumber, obstacle
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import journal
from mediation_desk.storage import voiding as store

MOST_FOUND = 4


def void(desk: Desk, case_id: int, version: int, reason: str) -> VoidNumber:
    """Void a registration that was a slip; its number stays with the reason.

    Only before acceptance, and before any paper of it was issued (procedure.md 5.2).
    """
    desk.actor.require(Right.REGISTER)
    require(reasons.problems("reason", reason, reasons.BRIEF))
    with on_case(desk, store.ACT, case_id, version) as (session, case):
        if why := obstacle(case):
            raise DeskError(why)
        journal.note(session, {"reason": reason.strip()})
        return store.void(session, case, reason.strip(), desk.actor, desk.instant())


def restore(desk: Desk, void_id: int) -> None:
    """Bring a voided registration back whole, under its number."""
    desk.actor.require(Right.UNDO)
    with desk.db.write(desk.actor, "undo") as session:
        journal.undo(session, store.entry_of(session, void_id), desk.actor)


def found(desk: Desk, text: str) -> tuple[VoidNumber, ...]:
    """Find void numbers by number or by a name that stood under them."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.find(session, text, MOST_FOUND)
