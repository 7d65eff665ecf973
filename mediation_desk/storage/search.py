"""Finding cases as people type: numbers, names, initials, employers, the last four."""

from sqlalchemy.orm import Session

from mediation_desk.domain.case import CaseLine
from mediation_desk.storage import searching
from mediation_desk.storage.case_lines import lines


def keys(session: Session, text: str, limit: int = 20) -> list[int]:
    """Return the keys of the newest cases that contain every word asked for."""
    if not text.strip():
        return []
    query = searching.matching(session, text).order_by(searching.newest(session)).limit(limit)
    return list(session.scalars(query))


def find(session: Session, text: str, limit: int = 20) -> tuple[CaseLine, ...]:
    """Return the newest cases that contain every word asked for."""
    return lines(session, keys(session, text, limit))
