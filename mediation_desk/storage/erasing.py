"""Erasing for good what was taken out (彻底清除, reliability.md P32), in one transaction.

Gone are the values in the journal, the record of a void number, contents of materials that
nothing else has, drafts of a voided case, and the search index as it had been. What an act did,
who did it and when stays in the journal, chained as before.
"""

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import NullPool, bindparam, create_engine, or_, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from mediation_desk.domain.errors import DeskError, NotAllowed, NotFound
from mediation_desk.domain.recycling import BY_ACT, Discarding
from mediation_desk.i18n import _
from mediation_desk.storage import cells, erased, folding, triggers
from mediation_desk.storage.chain import digest
from mediation_desk.storage.database import Database
from mediation_desk.storage.journalling import NOTE
from mediation_desk.storage.marks import OWN_ACCOUNT
from mediation_desk.storage.records import JournalRecord, JournalValueRecord
from mediation_desk.storage.undoing import undone
from mediation_desk.storage.voiding import GOING

Held = dict[str, Any]
Place = tuple[str, int]

STRUCK = "×××"
"""Stands where a name or number was in a text that stays."""

_APART = frozenset({"employer", "enquiry"})
"""What stands for itself when a voided case goes."""
_SUMMED_UP = frozenset({"mediation_case", NOTE})
"""Where names stand besides the own rows: the case's first applicant, names of files."""
_NAMING = {
    "person": ("name", "id_number", "phone"),
    "other_party": ("name",),
    "agent": ("name",),
    "guest_absence": ("name", "phone"),
    "employer": ("name",),
    "material": ("name", "file_name"),
}
_LEAST = 2
_REWRITTEN = sorted(
    GOING
    | {"mediation_case", "person", "employer", "void_number", "journal_value", "draft"}
    | {"material_content", "material_blob"}
)
"""Tables of a server that are written anew: those where something was erased or removed."""


@dataclass(slots=True)
class Erasing:
    """What is erased, and what came of it."""

    kind: Discarding
    entry_id: int
    case_id: int | None
    gone: set[Place]
    names: frozenset[str]
    left: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    contents: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """An entry as it may have to be rewritten."""

    id: int
    case_id: int | None
    doing: str
    undoes: int | None
    changes: list[Held]


def look(session: Session, entry_id: int) -> Erasing:
    """Return what an act took out, ready to be erased; refuse what is back or erased already.

    No person's own account of a server changes the journal, for whatever reason.
    """
    if session.info.get(OWN_ACCOUNT) is not None:
        raise NotAllowed(
            _(
                "Erasing takes values out of the journal, which no person's account can change. At"
                " a server it is done at a desk under the account that owns the tables."
            )
        )
    record = session.get(JournalRecord, entry_id)
    values = session.get(JournalValueRecord, entry_id)
    if record is None or values is None or record.doing not in BY_ACT:
        raise NotFound(_("This entry is not in the journal."))
    query = select(JournalRecord.id).where(JournalRecord.id == entry_id, undone()).limit(1)
    if session.scalar(query) is not None:
        raise DeskError(_("This was put back; it is not erased."))
    changes = json.loads(values.body)
    if erased.is_erased(changes):
        raise DeskError(_("This was erased for good already."))
    taken = [held for held in changes if held["before"] and held["after"] is None]
    taken = cells.opened_changes(session, taken)
    return Erasing(
        kind=BY_ACT[record.doing],
        entry_id=entry_id,
        case_id=record.case_id,
        gone={(held["table"], held["key"]) for held in taken},
        names=frozenset(_names(taken)),
    )


def erase(session: Session, what: Erasing) -> tuple[str, ...]:
    """Erase it; return under which names contents are stored that nothing needs any more."""
    written = list(_written(session, what))
    lived = _lived(written, what)
    with triggers.lifted(session.connection(), "journal_value", "UPDATE"):
        for one in written:
            _rewrite(session, what, one, lived)
    if what.kind is Discarding.CASE:
        _strike_void_number(session, what)
        _drop_drafts(session, what)
    _drop_dialogs(session, what)
    stored = tuple(_drop_contents(session, what.contents))
    _index_again(session)
    return stored


def compact(db: Database) -> bool:
    """Have a server write its tables anew without what was erased; say whether it did.

    A file needs none of it: SQLite overwrites what is deleted (`secure_delete`).
    """
    if db.is_file:
        return True
    engine = create_engine(db.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            for table in _REWRITTEN:
                connection.execute(text(f"VACUUM FULL {table}"))
    except DBAPIError:
        return False
    finally:
        engine.dispose()
    return True


def struck(words: str, names: Iterable[str]) -> str:
    """Return a text without these names and numbers."""
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, STRUCK)
    return words


def _names(taken: Iterable[Held]) -> Iterator[str]:
    for held in taken:
        for column in _NAMING.get(held["table"], ()):
            said = str(held["before"].get(column) or "").strip()
            if len(said) >= _LEAST:
                yield said


# -- which values ----------------------------------------------------------------------------


def _written(session: Session, what: Erasing) -> Iterator[_Written]:
    """Yield the entries that may hold something of it, in their order.

    An employer stands in the entries of any case; everything else in those of its own case, and
    in those of no case.
    """
    query = (
        select(JournalRecord, JournalValueRecord.body)
        .join(JournalValueRecord, JournalValueRecord.journal_id == JournalRecord.id)
        .where(JournalRecord.doing != erased.ACT)
        .order_by(JournalRecord.id)
    )
    marks = [f'"key":{key},"table":"{table}"}}' for table, key in sorted(what.gone)]
    if what.case_id is None:
        query = query.where(
            or_(*(JournalValueRecord.body.contains(mark, autoescape=True) for mark in marks))
        )
    else:
        query = query.where(
            or_(JournalRecord.case_id == what.case_id, JournalRecord.case_id.is_(None))
        )
    for record, body in session.execute(query.execution_options(yield_per=500)):
        if record.case_id is not None or any(mark in body for mark in marks):
            yield _Written(
                id=record.id,
                case_id=record.case_id,
                doing=record.doing,
                undoes=record.undoes,
                changes=json.loads(body),
            )


def _lived(written: list[_Written], what: Erasing) -> set[tuple[int, Place]]:
    """Return in which entries a row is that was taken out, not another one with its old key.

    One goes back from where it was taken out to where it was first written; that an undo or a
    redo wrote it anew is not its beginning.
    """
    course: dict[Place, list[tuple[_Written, Held]]] = {place: [] for place in what.gone}
    for one in written:
        for held in one.changes:
            if (place := (held["table"], held["key"])) in course and one.id <= what.entry_id:
                course[place].append((one, held))
    found: set[tuple[int, Place]] = set()
    for place, steps in course.items():
        for one, held in reversed(steps):
            found.add((one.id, place))
            if held["before"] is None and one.undoes is None:
                break
    return found


def _goes(what: Erasing, one: _Written, held: Held, lived: set[tuple[int, Place]]) -> bool:
    if what.kind is Discarding.CASE and one.case_id == what.case_id:
        return held["table"] not in _APART
    return (one.id, (held["table"], held["key"])) in lived


def _rewrite(session: Session, what: Erasing, one: _Written, lived: set[tuple[int, Place]]) -> None:
    """Write what is left of an entry's values under a new salt, and note the new digest."""
    going = [held for held in one.changes if _goes(what, one, held, lived)]
    kept = [held for held in one.changes if not _goes(what, one, held, lived)]
    if one.case_id is not None and one.case_id == what.case_id:
        kept = [_without_names(held, what.names) for held in kept]
    if not going and kept == one.changes:
        return
    told = {"table": NOTE, "key": 0, "before": None, "after": {erased.MARK: len(going)}}
    body = json.dumps([*kept, told], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    salt = secrets.token_bytes(16)
    session.connection().execute(
        text("UPDATE journal_value SET salt = :salt, body = :body WHERE journal_id = :entry"),
        {"salt": salt, "body": body, "entry": one.id},
    )
    what.left[str(one.id)] = digest(salt, body)
    what.rows += len(going)
    what.contents |= {
        str(row["sha256"])
        for held in going
        if held["table"] == "material"
        for row in (held["before"], held["after"])
        if row and row.get("sha256")
    }


def _without_names(held: Held, names: frozenset[str]) -> Held:
    """Return a change without the names in what sums the case up, and in what an act said."""
    if held["table"] not in _SUMMED_UP or not names:
        return held
    return held | {side: _struck(held[side], names) for side in ("before", "after")}


def _struck(value: Any, names: frozenset[str]) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        return struck(value, names)
    if isinstance(value, list):
        return [_struck(one, names) for one in value]
    if isinstance(value, dict):
        return {key: _struck(one, names) for key, one in value.items()}
    return value


# -- what stands elsewhere -------------------------------------------------------------------


def _strike_void_number(session: Session, what: Erasing) -> None:
    """Leave the number and its reason, and nothing of the parties."""
    connection = session.connection()
    of = {"case": what.case_id}
    number, reason = connection.execute(
        text("SELECT number, reason FROM void_number WHERE case_id = :case"), of
    ).one()
    connection.execute(
        text(
            "UPDATE void_number SET applicants = '', respondent = '', line = :line,"
            " reason = :reason WHERE case_id = :case"
        ),
        of | {"line": folding.fold(number), "reason": struck(reason, what.names)},
    )


def _drop_drafts(session: Session, what: Erasing) -> None:
    """Drop what anybody typed of the case and did not save."""
    of_case = [f"{form}/{what.case_id}" for form in ("caucus", "offers", "terms", "what_if")]
    drop = text("DELETE FROM draft WHERE key IN :of_case OR key LIKE :notes")
    session.connection().execute(
        drop.bindparams(bindparam("of_case", expanding=True)),
        {"of_case": of_case, "notes": f"caucus/{what.case_id}/%"},
    )


def _drop_dialogs(session: Session, what: Erasing) -> None:
    """Drop what anybody filled in in dialogs about what is erased, or of its case."""
    match what.kind:
        case Discarding.EMPLOYER:
            employers = sorted(key for table, key in what.gone if table == "employer")
            dialogs = [f"dialog/0/%/employer {key}" for key in employers]
        case Discarding.MATERIAL:
            dialogs = [f"dialog/{what.case_id}/material_dialog/%"]
        case _:
            dialogs = [f"dialog/{what.case_id}/%"]
    drop = text("DELETE FROM draft WHERE key LIKE :of_dialogs")
    for of_dialogs in dialogs:
        session.connection().execute(drop, {"of_dialogs": of_dialogs})


def _drop_contents(session: Session, digests: Iterable[str]) -> Iterator[str]:
    """Drop the keys of contents that no case has and that no undo could bring back."""
    connection = session.connection()
    for sha256 in sorted(digests):
        of = {"sha256": sha256}
        needed = connection.scalar(
            text("SELECT count(*) FROM material WHERE sha256 = :sha256"), of
        ) or session.scalar(
            select(JournalValueRecord.journal_id)
            .where(JournalValueRecord.body.contains(sha256, autoescape=True))
            .limit(1)
        )
        stored = connection.scalar(
            text("SELECT stored FROM material_content WHERE sha256 = :sha256"), of
        )
        if needed or stored is None:
            continue
        connection.execute(text("DELETE FROM material_content WHERE sha256 = :sha256"), of)
        connection.execute(
            text("DELETE FROM material_blob WHERE stored = :stored"), {"stored": stored}
        )
        yield str(stored)


def _index_again(session: Session) -> None:
    """Merge the full-text index: until then what was deleted from it stays in its pages."""
    if session.get_bind().dialect.name == "sqlite":
        session.connection().execute(
            text("INSERT INTO search_text(search_text) VALUES ('optimize')")
        )
