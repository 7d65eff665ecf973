"""Cases of former years that came in with a ledger after a period was locked: no corrections."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from mediation_desk.storage import period_reach
from mediation_desk.storage.asking import ask, instant

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from mediation_desk.storage.statistics import Lock


def among(session: "Session", lock: "Lock", keys: Collection[int]) -> frozenset[int]:
    """Return which of these cases were imported since a period was locked."""
    found = {
        int(key): instant(at)
        for key, at in ask(
            session,
            "SELECT p.case_id, i.imported_at FROM past_case p"
            " JOIN past_import i ON i.id = p.import_id",
        )
        if int(key) in keys
    } if keys else {}  # fmt: skip
    if not found:
        return frozenset()
    entry = period_reach.entry_of(session, lock)
    rows = ask(session, "SELECT at FROM journal WHERE id = :key", key=entry) if entry else ()
    locked_at = instant(rows[0][0]) if rows else None
    return frozenset(key for key, at in found.items() if locked_at is None or at >= locked_at)
