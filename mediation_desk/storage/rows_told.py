"""Whether the rows are as the journal left them.

The chain of the journal shows that no entry was changed. This compares each row with the values
that the entries about it name, the last one for each column: so that a sum changed with another
program, or a row taken away or put in, is found too. It reads the whole journal once for every
`_AT_ONCE` rows or so; a server account of one person, which sees part of it, compares nothing.
"""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from mediation_desk.i18n import _
from mediation_desk.storage import cells, table_words
from mediation_desk.storage.journalling import NOTE, columns, plain
from mediation_desk.storage.marks import KNOWN_SINCE, OWN_ACCOUNT
from mediation_desk.storage.records import (
    JournalRecord,
    JournalValueRecord,
    OptionRecord,
    PartyRecord,
    PastCaseRecord,
    Record,
)
from mediation_desk.storage.records.types import Sealed
from mediation_desk.storage.undoing import RECORDS

MOST = 20
"""So many rows are named; of more it is said that there are more."""

BULK = "sample"
"""An act that wrote rows without naming them: nothing is known of rows that only it wrote."""

_AT_ONCE = 300_000
_SLICE = 500
_CLOSED = frozenset({"payment", "money_row", "claim", "signature", "paper", "material"})
"""Tables whose every row is in the journal: one that is not was put in by another program.

Those of former years came in by the thousand, their import is one entry."""

Held = dict[str, Any]
_Told = dict[tuple[str, int], tuple[int, Held | None]]
"""Of each row: the last entry about it, and what it and those before it left; None is gone."""


def differing(session: Session) -> Iterator[str]:
    """Yield a sentence for each row that is not as the journal left it, at most `MOST` of them."""
    if session.info.get(OWN_ACCOUNT) is not None:
        return
    parts = 1 + sum(_most(session, kind) for kind in RECORDS.values()) // _AT_ONCE
    empties = _empties(session)
    found = 0
    for part in range(parts):
        told, bulk = _replayed(session, part, parts, empties)
        for sentence in _compared(session, told, part, parts, closed=not bulk):
            found += 1
            if found > MOST:
                yield _("More rows differ.")
                return
            yield sentence


def _most(session: Session, kind: type[Record]) -> int:
    return session.scalar(select(func.max(_key(kind)))) or 0


def _key(kind: type[Record]) -> Any:  # noqa: ANN401 - a column of any record
    [key] = inspect(kind).primary_key
    return key


def _empties(session: Session) -> dict[tuple[str, str], int]:
    """Return up to which entry the empty value of a column meant that nothing was known."""
    query = select(OptionRecord).where(OptionRecord.name.startswith(KNOWN_SINCE))
    found: dict[tuple[str, str], int] = {}
    for option in session.scalars(query):
        table, _dot, column = option.name.removeprefix(KNOWN_SINCE).partition(".")
        found[table, column] = int(option.value)
    return found


def _replayed(
    session: Session, part: int, parts: int, empties: dict[tuple[str, str], int]
) -> tuple[_Told, bool]:
    """Return what the entries say of the rows of a part, and whether one wrote without naming."""
    told: _Told = {}
    bulk, last = False, 0
    while True:
        query = (
            select(JournalRecord.id, JournalRecord.doing, JournalValueRecord.body)
            .outerjoin(JournalValueRecord, JournalValueRecord.journal_id == JournalRecord.id)
            .where(JournalRecord.id > last)
            .order_by(JournalRecord.id)
            .limit(_SLICE)
        )
        rows = session.execute(query).all()
        for entry, doing, body in rows:
            bulk = bulk or doing == BULK
            for change in json.loads(body or "[]"):
                if change["table"] != NOTE and change["key"] % parts == part:
                    _take(told, entry, change, empties)
        if len(rows) < _SLICE:
            return told, bulk
        last = rows[-1][0]


def _take(told: _Told, entry: int, change: Held, empties: dict[tuple[str, str], int]) -> None:
    """Lay what an entry says of a row over what was said before."""
    table, after = change["table"], change["after"]
    place = table, change["key"]
    if after is None:
        told[place] = entry, None
        return
    meant = {
        name: (value or None) if entry <= empties.get((table, name), 0) else value
        for name, value in after.items()
    }
    before = told.get(place, (0, None))[1] if change["before"] is not None else None
    told[place] = entry, (before or {}) | meant


def _compared(
    session: Session, told: _Told, part: int, parts: int, *, closed: bool
) -> Iterator[str]:
    for table, kind in RECORDS.items():
        try:
            yield from _of_table(session, table, kind, told, part, parts, closed=closed)
        except (LookupError, ValueError, ArithmeticError, TypeError):
            yield _("Among the {what} is a value that cannot be read.").format(
                what=table_words.name(table)
            )
    for (table, key), (entry, held) in told.items():
        if held is not None and table in RECORDS:
            yield _(
                "Of the {what} number {key} is gone, which entry {n} of the journal has."
            ).format(what=table_words.name(table), key=key, n=entry)


def _of_table(
    session: Session,
    table: str,
    kind: type[Record],
    told: _Told,
    part: int,
    parts: int,
    *,
    closed: bool,
) -> Iterator[str]:
    """Yield what differs of one table; what was met is taken out of `told`."""
    names = columns(kind)
    key = _key(kind)
    former = _of_former_years(session, kind) if closed and table in _CLOSED else frozenset()
    held_as = (_as_held(kind.__table__.c[name]) for name in names)
    query = select(key, *held_as).where(key % parts == part)
    for row in session.execute(query.execution_options(yield_per=1000)):
        entry, held = told.pop((table, row[0]), (0, None))
        if held is None:
            if entry:
                said = _("Of the {what} number {key} is there, which entry {n} took away.")
                yield said.format(what=table_words.name(table), key=row[0], n=entry)
            elif closed and table in _CLOSED and row[0] not in former:
                said = _("Of the {what} number {key} is there, which no entry put in.")
                yield said.format(what=table_words.name(table), key=row[0])
            continue
        now = {
            name: plain(of, value) for (name, of), value in zip(names.items(), row[1:], strict=True)
        }
        if any(now[name] != value for name, value in held.items() if name in now):
            said = _("Of the {what} number {key} is not as entry {n} of the journal left it.")
            yield said.format(what=table_words.name(table), key=row[0], n=entry)


def _as_held(column: Any) -> Any:  # noqa: ANN401 - a column of any record
    """Return a column as the journal has it: what is closed is compared as it is closed."""
    return cells.raw(column) if isinstance(column.type, Sealed) else column


def _of_former_years(session: Session, kind: type[Record]) -> frozenset[int]:
    """Return the keys of rows that belong to a case imported from a ledger."""
    held = kind.__table__.c
    if "party_id" not in held:
        return frozenset()
    past = select(PastCaseRecord.case_id)
    parties = select(PartyRecord.id).where(PartyRecord.case_id.in_(past))
    return frozenset(session.scalars(select(_key(kind)).where(held.party_id.in_(parties))))
