"""Which entries of the journal had values erased or closed, and the digest of what they are since.

The chain covers the digest of what an act wrote. Where values were erased lawfully, or sensitive
ones were closed under a new key, the bytes no longer have that digest; the entry of that act, which
is in the chain itself, names the one that they have since (D3, reliability.md P32). Anything else
that differs was altered.
"""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.storage.records import JournalRecord, JournalValueRecord

ACT = "erase_for_good"
"""The journal's word for it."""

CLOSED_ANEW = "close_fields"
"""The word for closing sensitive values under another key, which writes all that hold some anew."""

MARK = "erased"
"""Stands in what is left of an entry: how many of its rows are gone."""

LEFT = "left"
"""Stands in the entry of an erasure: the digests of what is left, by entry."""


def left(session: Session) -> dict[int, str]:
    """Return the digest of what the last erasure left of each entry that had values erased."""
    query = (
        select(JournalRecord.id, JournalValueRecord.body)
        .join(JournalValueRecord, JournalValueRecord.journal_id == JournalRecord.id)
        .where(JournalRecord.doing.in_((ACT, CLOSED_ANEW)))
        .order_by(JournalRecord.id)
    )
    found: dict[int, str] = {}
    for entry_id, body in session.execute(query):
        for held in json.loads(body):
            told: dict[str, str] = (held["after"] or {}).get(LEFT) or {}
            found |= {int(key): digest for key, digest in told.items() if int(key) < entry_id}
    return found


def is_erased(changes: list[dict[str, Any]]) -> bool:
    """Say whether values of an entry were erased."""
    return any(MARK in (held["after"] or {}) for held in changes if held["table"] == "note")
