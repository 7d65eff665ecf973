"""Undoing the last act in a case, or of a page without one (撤销)."""

from mediation_desk.domain.journal import Entry
from mediation_desk.domain.rights import Right
from mediation_desk.services.desk import Desk
from mediation_desk.storage import journal


def last(desk: Desk, case_id: int) -> Entry | None:
    """Return the last act of the acting person in a case that can still be undone."""
    desk.actor.require(Right.UNDO)
    with desk.db.read() as session:
        return journal.last_undoable(session, case_id, desk.actor)


def last_in(desk: Desk, tables: frozenset[str]) -> Entry | None:
    """Return the last act of the acting person that wrote to these tables, in a case or not."""
    desk.actor.require(Right.UNDO)
    with desk.db.read() as session:
        return journal.last_of(session, desk.actor, tables)


def undo(desk: Desk, entry_id: int) -> None:
    """Undo one act, unless something later changed what it wrote."""
    desk.actor.require(Right.UNDO)
    with desk.db.write(desk.actor, "undo") as session:
        journal.undo(session, entry_id, desk.actor)
