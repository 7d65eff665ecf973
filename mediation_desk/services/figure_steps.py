"""Undoing changes of figures and rules step by step, with the sums that followed, and redoing."""

from dataclasses import fields
from typing import Any

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.errors import DeskError, NotFound
from mediation_desk.domain.figure_change import Differences, FigureStep
from mediation_desk.domain.journal import Change, Entry
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import undo
from mediation_desk.services.desk import Desk
from mediation_desk.services.figures import ACTS
from mediation_desk.storage import journal, options
from mediation_desk.storage.database import Session

_TABLES = frozenset({"own_figure", "option"})
_OF_FIGURE = frozenset(field.name for field in fields(OwnFigure))


def last(desk: Desk) -> FigureStep | None:
    """Return the last change that stands, whoever made it."""
    desk.actor.require(Right.FIGURES)
    with desk.db.read() as session:
        return standing(session)


def standing(session: Session) -> FigureStep | None:
    """Return the last change of figures or rules that was not undone."""
    entry = journal.last_standing(session, ACTS)
    if entry is None:
        return None
    sums = sum(change.table == "claim" for change in entry.changes)
    return FigureStep(entry=entry, differences=_differences(session, entry), sums=sums)


def _differences(session: Session, entry: Entry) -> Differences:
    figures = [change for change in entry.changes if change.table == "own_figure"]
    settings = {
        name: (_value(change.before), _value(change.after))
        for change in entry.changes
        if change.table == "option" and (name := _name(session, change))
    }
    return Differences(
        entered=tuple(_figure(change.after) for change in figures if change.after is not None),
        gone=tuple(_figure(change.before) for change in figures if change.before is not None),
        settings=settings,
    )


def _figure(row: dict[str, Any]) -> OwnFigure:
    return OwnFigure(**{name: value for name, value in row.items() if name in _OF_FIGURE})


def _name(session: Session, change: Change) -> str:
    """Return the name of a setting; where only its value was changed the entry has none."""
    row = {**(change.before or {}), **(change.after or {})}
    return str(row.get("name") or options.name_of(session, change.key))


def _value(row: dict[str, object] | None) -> str | None:
    return None if row is None else str(row["value"])


def back(desk: Desk, entry_id: int) -> None:
    """Undo a change of figures or rules with the sums that followed it."""
    desk.actor.require(Right.FIGURES)
    with desk.db.write(desk.actor, "undo") as session:
        found = journal.entry(session, entry_id)
        if found is None or found.doing not in ACTS:
            raise NotFound(_("There is no change of figures to undo."))
        journal.undo(session, entry_id, desk.actor)
    desk.reload()


def again(desk: Desk, entry_id: int) -> None:
    """Do a change again that the acting person undid last, unless something was done since."""
    desk.actor.require(Right.FIGURES)
    found = undo.last_undone_in(desk, _TABLES)
    if found is None or found[1].id != entry_id:
        raise DeskError(_("This can no longer be done again: something was done since."))
    undo.redo(desk, *found)
