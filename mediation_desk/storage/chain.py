"""The chain of the journal: what joins its entries, and whether it can be gone on with (P24).

A new entry takes the number and the hash after the last one. Where another program took rows of
the journal out, or altered the last, there is nothing to go on from: it is asked in plain SQL as a
file is opened, before anything is written (P8). `journal.verify` compares every entry.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.errors import Damaged
from mediation_desk.i18n import _
from mediation_desk.storage import asking, places

START = "0" * 64
"""What the first entry has before it."""

_ENDS = "SELECT (SELECT max(id) FROM journal), (SELECT max(journal_id) FROM journal_value)"
_LAST = (
    "SELECT id, at, actor_id, actor, doing, case_id, undoes, digest, before, hash, salt, body"
    " FROM journal JOIN journal_value ON journal_id = id ORDER BY id DESC LIMIT 1"
)
_HASH = "SELECT hash FROM journal WHERE id = ?"
_GONE = (
    "SELECT min(n) FROM (SELECT 1 AS n WHERE EXISTS (SELECT 1 FROM journal)"
    " UNION ALL SELECT id + 1 FROM journal WHERE id < (SELECT max(id) FROM journal)"
    " UNION ALL SELECT journal_id FROM journal_value) WHERE n NOT IN (SELECT id FROM journal)"
)
_EMPTIED = "SELECT min(id) FROM journal WHERE id NOT IN (SELECT journal_id FROM journal_value)"
_PUT_IN = "SELECT min(id) FROM journal WHERE id < 1"


class Linked(Protocol):
    """What of an entry its hash covers."""

    @property
    def id(self) -> int:
        """Its number, from 1."""

    @property
    def at(self) -> datetime:
        """When it was done."""

    @property
    def actor_id(self) -> int:
        """By whom."""

    @property
    def actor(self) -> str:
        """By whom, in words."""

    @property
    def doing(self) -> str:
        """What was done."""

    @property
    def case_id(self) -> int | None:
        """In which case."""

    @property
    def undoes(self) -> int | None:
        """Which entry it takes back."""

    @property
    def digest(self) -> str:
        """The digest of its values."""

    @property
    def before(self) -> str:
        """The hash before it."""


class _Entry(NamedTuple):
    """An entry as it is read without SQLAlchemy."""

    id: int
    at: datetime
    actor_id: int
    actor: str
    doing: str
    case_id: int | None
    undoes: int | None
    digest: str
    before: str


def digest(salt: bytes, body: str) -> str:
    """Return the digest under which the values stand in the chain."""
    return hashlib.sha256(salt + body.encode()).hexdigest()


def link(entry: Linked) -> str:
    """Return the hash of an entry, which covers the hash before it."""
    parts = [
        entry.id,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor_id,
        entry.actor,
        entry.doing,
        entry.case_id,
        entry.undoes,
        entry.digest,
        entry.before,
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def missing(n: int) -> str:
    """Say that an entry is gone."""
    return _("Entry {n} of the journal is missing.").format(n=n)


def altered(n: int) -> str:
    """Say that an entry is not as it was written."""
    return _("Entry {n} of the journal was altered.").format(n=n)


def fault(connection: Any) -> str:  # noqa: ANN401 - the library has no types
    """Say which rows another program took out of a file's journal, or put in; mostly none."""
    for question, say in ((_GONE, missing), (_EMPTIED, altered), (_PUT_IN, altered)):
        if (n := connection.execute(question).fetchone()[0]) is not None:
            return say(n)
    return _fault_of_last(connection)


def require_end(location: str, connection: Any) -> None:  # noqa: ANN401 - the library has no types
    """Refuse a file whose journal does not end with a whole entry; only its end is read."""
    try:
        found = fault_of_ends(connection) or _fault_of_last(connection)
    except driver.OperationalError as error:
        if "no such table" in str(error):
            raise places.damaged(location) from error
        raise
    if found:
        raise broken(location, found)


def require_whole(location: str, connection: Any) -> None:  # noqa: ANN401 - the library has no types
    """Refuse a file whose journal lacks a row."""
    if found := fault(connection):
        raise broken(location, found)


def broken(location: str, found: str) -> Damaged:
    """Say that the journal cannot be gone on with."""
    return Damaged(
        _("The journal in {path} was altered by another program. {found} Restore a backup.").format(
            path=location, found=found
        )
    )


def fault_of_ends(connection: Any) -> str:  # noqa: ANN401 - the library has no types
    """Say that the entries end before their values, or after them."""
    last, held = connection.execute(_ENDS).fetchone()
    if last == held:
        return ""
    return missing(held) if held is not None and held > (last or 0) else altered(last)


def _fault_of_last(connection: Any) -> str:  # noqa: ANN401 - the library has no types
    """Say that the last entry is not as it was written; no lawful erasure has come after it."""
    found = connection.execute(_LAST).fetchone()
    return "" if found is None or _is_sound(connection, *found) else altered(found[0])


def _is_sound(connection: Any, *row: Any) -> bool:  # noqa: ANN401 - the library has no types
    *held, known, salt, body = row
    try:
        held[1] = asking.instant(held[1])
        entry = _Entry(*held)
        made = link(entry), digest(salt, body)
    except (ValueError, TypeError, AttributeError):  # other kinds of values than we write
        return False
    before = connection.execute(_HASH, (entry.id - 1,)).fetchone() or (START,)
    return (known, entry.digest, entry.before) == (*made, *before)
