"""What somebody typed and has not saved yet. Not journalled: nothing was decided."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.storage import journalling
from mediation_desk.storage.records import DraftRecord
from mediation_desk.storage.records.types import not_yours


def _draft(session: Session, user_id: int, key: str) -> DraftRecord | None:
    query = select(DraftRecord).where(DraftRecord.user_id == user_id, DraftRecord.key == key)
    return session.scalars(query).one_or_none()


def put(session: Session, user_id: int, key: str, text: str) -> None:
    """Keep a draft in place of the one before."""
    at = journalling.state(session).at
    draft = _draft(session, user_id, key)
    if draft is None:
        session.add(DraftRecord(user_id=user_id, key=key, text=text, kept_at=at))
    else:
        draft.text, draft.kept_at = text, at
    session.flush()


def get(session: Session, user_id: int, key: str) -> str | None:
    """Return a draft, if one was kept."""
    draft = _draft(session, user_id, key)
    if draft is None or draft.text == not_yours():
        return None  # kept while another role read sensitive values
    return draft.text


def keys(session: Session, user_id: int, beginning: str) -> tuple[str, ...]:
    """Return under which keys with that beginning somebody's drafts lie, the latest first."""
    query = (
        select(DraftRecord.key)
        .where(DraftRecord.user_id == user_id, DraftRecord.key.startswith(beginning))
        .order_by(DraftRecord.kept_at.desc())
    )
    return tuple(session.scalars(query))


def begun(session: Session, user_id: int, beginning: str) -> tuple[tuple[str, str, datetime], ...]:
    """Return somebody's drafts whose keys begin so, each with its text and time, latest first."""
    query = (
        select(DraftRecord)
        .where(DraftRecord.user_id == user_id, DraftRecord.key.startswith(beginning))
        .order_by(DraftRecord.kept_at.desc())
    )
    found = session.scalars(query)
    return tuple((one.key, one.text, one.kept_at) for one in found if one.text != not_yours())


def drop(session: Session, user_id: int, key: str) -> None:
    """Throw a draft away."""
    if draft := _draft(session, user_id, key):
        session.delete(draft)
        session.flush()
