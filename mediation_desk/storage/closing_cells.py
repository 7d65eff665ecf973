"""Closing the sensitive values of a whole file, or closing them anew under another key.

Rows and the journal's values are written in one transaction with the entry that says so, so that a
kill leaves the file as it was. The journal's chain covers what was written first; the entry names
what the values are since, as that of an erasure does. The salts are new: who kept an old one cannot
try numbers against the digest that stays.
"""

import json
import secrets
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.orm import Session

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.options import SECOND_KEY
from mediation_desk.domain.rights import Actor
from mediation_desk.i18n import _
from mediation_desk.security.cells import Cells, turned, turned_bytes
from mediation_desk.storage import cells, erased, folding, journalling, options, triggers
from mediation_desk.storage.chain import digest
from mediation_desk.storage.records import JournalValueRecord

Progress = Callable[[int, int], bool]
"""Told how much is done of how much; returns False to stop."""

EXTENT = 3
"""How much is closed: what a later program closes besides is closed at the next sign-in."""

_TURN, _LINE = "desk_turned", "desk_enquiry_line"
_SLICE = 500


def close_all(
    engine: Engine,
    actor: Actor,
    at: Any,  # noqa: ANN401 - the moment
    old: Cells | None,
    new: Cells | None,
    progress: Progress | None = None,
) -> None:
    """Close every sensitive value of a file under a key, or open them all where there is none."""
    with journalling.Writing(engine, expire_on_commit=False) as session, session.begin():
        connection = session.connection()
        journalling.begin(session, at, actor, erased.CLOSED_ANEW, None)
        _rows(connection, old, new)
        left = _values(session, old, new, progress)
        options.put(session, SECOND_KEY.name, mark(new) if new is not None else None)
        journalling.note(session, {erased.LEFT: left, "closed": new is not None})
        journalling.close(session)


def mark(cells_in_use: Cells) -> str:
    """Return what a file keeps of its second key: its name, and how much it closes."""
    return f"{cells_in_use.name}/{EXTENT}"


def _rows(connection: Connection, old: Cells | None, new: Cells | None) -> None:
    """Turn the columns, each in one statement for all its rows."""
    driver: Any = connection.connection.driver_connection

    def turning_one(place: str, held: Any) -> Any:  # noqa: ANN401 - whatever a column holds
        if not held:
            return held
        turn = turned_bytes if isinstance(held, bytes) else turned
        return turn(place, held, old, new)

    driver.create_function(_TURN, 2, turning_one)
    driver.create_function(_LINE, 2, lambda line, held: _line(line, held, old, new))
    connection.execute(
        text(f"UPDATE enquiry SET line = {_LINE}(line, phone) WHERE phone <> ''")  # noqa: S608
    )
    with triggers.lifted(connection, "paper_content", "UPDATE"):
        for table, names in (*cells.columns().items(), *cells.contents().items()):
            turning = ", ".join(
                f"{name} = {_TURN}('{cells.place(table, name)}', {name})" for name in names
            )
            some = " OR ".join(f"{name} <> ''" for name in names)
            connection.execute(text(f"UPDATE {table} SET {turning} WHERE {some}"))  # noqa: S608


def _line(line: str, held: str, old: Cells | None, new: Cells | None) -> str:
    """Return the line by which an enquiry is found with as much of its telephone as may stand."""
    plain = cells.opened(old, "enquiry", "phone", held)
    if old is None and new is not None:
        plain = cells.opened(new, "enquiry", "phone", held)
    whole = " ".join(folding.fold(plain).split())
    tail = whole[-cells.TAIL :]
    was, becomes = (whole, tail) if new is not None else (tail, whole)
    return "\n".join(becomes if field == was else field for field in line.split("\n"))


def _values(
    session: Session, old: Cells | None, new: Cells | None, progress: Progress | None
) -> dict[str, str]:
    """Turn the values in the journal; return the digests of what was written anew."""
    left: dict[str, str] = {}
    connection = session.connection()
    last = session.scalar(select(func.max(JournalValueRecord.journal_id))) or 0
    with triggers.lifted(connection, "journal_value", "UPDATE"):
        for entry, body in _bodies(session, last, progress):
            changes = json.loads(body)
            after = [_turned(held, old, new) for held in changes]
            if after == changes:
                continue
            salt = secrets.token_bytes(16)
            written = json.dumps(after, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            connection.execute(
                text("UPDATE journal_value SET salt = :salt, body = :body WHERE journal_id = :key"),
                {"salt": salt, "body": written, "key": entry},
            )
            left[str(entry)] = digest(salt, written)
    return left


def _bodies(session: Session, last: int, progress: Progress | None) -> Iterator[tuple[int, str]]:
    """Yield the values of entries that may hold something sensitive, a slice at a time."""
    marks = [f'"table":"{table}"' for table in cells.columns()]
    column, after = JournalValueRecord, 0
    while after < last:
        query = (
            select(column.journal_id, column.body)
            .where(column.journal_id > after, column.journal_id <= after + _SLICE)
            .order_by(column.journal_id)
        )
        for entry, body in session.execute(query).all():
            if any(mark in body for mark in marks):
                yield entry, body
        after += _SLICE
        if progress is not None and not progress(min(after, last), last):
            raise DeskError(_("Cancelled. Nothing was left behind."))


def _turned(held: dict[str, Any], old: Cells | None, new: Cells | None) -> dict[str, Any]:
    table = held["table"]
    names = cells.columns().get(table)
    if names is None:
        return held

    def row(side: dict[str, Any] | None) -> dict[str, Any] | None:
        if side is None:
            return None
        return side | {
            name: turned(cells.place(table, name), side[name], old, new)
            for name in names
            if isinstance(side.get(name), str)
        }

    return held | {"before": row(held["before"]), "after": row(held["after"])}
