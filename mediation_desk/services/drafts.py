"""What is typed but not saved: kept while the form lives, offered back later (草稿)."""

import json

from mediation_desk.domain.rights import Right
from mediation_desk.services.desk import Desk
from mediation_desk.storage import drafts


def keep(desk: Desk, key: str, data: dict[str, object]) -> None:
    """Keep a form's content under a key of the acting person's own."""
    desk.actor.require(Right.HOUSE)
    with desk.db.write(desk.actor, "draft") as session:
        drafts.put(session, desk.actor.id, key, json.dumps(data, ensure_ascii=False))


def load(desk: Desk, key: str) -> dict[str, object] | None:
    """Return a kept draft, or None."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        text = drafts.get(session, desk.actor.id, key)
    return json.loads(text) if text else None


def drop(desk: Desk, key: str) -> None:
    """Forget a draft, after its form was saved or discarded."""
    desk.actor.require(Right.HOUSE)
    with desk.db.write(desk.actor, "draft") as session:
        drafts.drop(session, desk.actor.id, key)
