"""Questions over all cases (自定义查询): asked, saved and shared by name."""

from mediation_desk.domain import errors
from mediation_desk.domain.query import Query, name_problems, query_problems
from mediation_desk.domain.rights import Right
from mediation_desk.services.desk import Desk
from mediation_desk.storage import queries as store


def ask(desk: Desk, query: Query) -> tuple[int, ...]:
    """Return the cases that answer a question, by number."""
    desk.actor.require(Right.READ)
    errors.require(query_problems(query))
    with desk.db.read() as session:
        return store.keys(session, query, desk.today())


def saved(desk: Desk) -> tuple[Query, ...]:
    """Return the questions that were saved: they are everybody's."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.saved(session)


def save(desk: Desk, query: Query) -> int:
    """Save a question under its name; returns the key."""
    desk.actor.require(Right.EXPORT)
    errors.require(query_problems(query))
    with desk.db.write(desk.actor, "save_query") as session:
        others = {held.name for held in store.saved(session) if held.id != query.id}
        errors.require(name_problems(query, others))
        return store.put(session, query)


def remove(desk: Desk, query_id: int) -> None:
    """Take a saved question away; undo brings it back."""
    desk.actor.require(Right.EXPORT)
    with desk.db.write(desk.actor, "remove_query") as session:
        store.remove(session, query_id)
