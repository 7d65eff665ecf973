"""What values in old entries of the journal meant, where a later version tells it apart."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.storage.marks import KNOWN_SINCE
from mediation_desk.storage.records import OptionRecord

Held = dict[str, Any]


def as_meant(session: Session, entry_id: int, changes: list[Held]) -> list[Held]:
    """Return the changes of an entry with what meant nothing in its day as nothing.

    Wages owed that nobody had entered were a zero, insurance nobody had spoken of a no.
    """
    query = select(OptionRecord).where(OptionRecord.name.startswith(KNOWN_SINCE))
    old = {
        tuple(option.name.removeprefix(KNOWN_SINCE).split(".", 1))
        for option in session.scalars(query)
        if entry_id <= int(option.value)
    }
    return [
        _meant(held, {name for table, name in old if table == held["table"]}) for held in changes
    ]


def _meant(held: Held, unknown: set[str]) -> Held:
    if not unknown:
        return held
    return held | {side: _emptied(held[side], unknown) for side in ("before", "after")}


def _emptied(row: Held | None, unknown: set[str]) -> Held | None:
    return row and {
        name: (value or None) if name in unknown else value for name, value in row.items()
    }
