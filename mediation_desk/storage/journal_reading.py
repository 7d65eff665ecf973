"""Reading the whole journal as a timeline, and its check codes.

A check code is the number of the last entry with the end of its hash. Printed on an agreement or
a report it stands outside of the file: whoever cuts off entries or chains them anew cannot change
it there.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import CompoundSelect, select, union_all
from sqlalchemy.orm import Session

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.journal import Asked, Change, Entry, Line
from mediation_desk.i18n import _
from mediation_desk.storage import journal, journalling
from mediation_desk.storage.journal import entries_of, select_entries
from mediation_desk.storage.records import CaseRecord, JournalRecord, UserRecord, VoidNumberRecord

CODE_DIGITS = 12
_CODE = re.compile(rf"([0-9]{{1,18}})-([0-9a-f]{{{CODE_DIGITS}}})")


def check_code(session: Session) -> str:
    """Return the code of the journal as it stands now, empty while there is no entry."""
    last = journalling.end_of(session)
    return f"{last.id}-{last.hash[-CODE_DIGITS:]}" if last else ""


def require_code(session: Session, code: str) -> None:
    """Refuse where the journal does not hold what was printed with this code."""
    match = _CODE.fullmatch(unicodedata.normalize("NFKC", code).strip().lower())
    if not match:
        raise DeskError(_("A check code looks like 1024-0a1b2c3d4e5f."))
    found = session.get(JournalRecord, int(match[1]))
    if found is None or not found.hash.endswith(match[2]):
        raise DeskError(
            _(
                "The journal does not hold entry {n} with this code. Compare what you typed with"
                " the print, figure by figure; where it is typed right, entries were removed or"
                " rewritten."
            ).format(n=int(match[1]))
        )


def lines(
    session: Session, asked: Asked, before: int | None = None, limit: int = 200
) -> tuple[Line, ...]:
    """Return entries that are asked for, the newest first, each with the number of its case."""
    query = select_entries().limit(limit)
    if before is not None:
        query = query.where(JournalRecord.id < before)
    if asked.person:
        query = query.where(JournalRecord.actor == asked.person)
    if asked.case:
        query = query.where(JournalRecord.case_id.in_(_cases_of(asked.case)))
    if asked.since is not None:
        query = query.where(JournalRecord.at >= asked.since)
    if asked.until is not None:
        query = query.where(JournalRecord.at < asked.until)
    if asked.doings:
        query = query.where(JournalRecord.doing.in_(sorted(asked.doings)))
    found = entries_of(session, query)
    names = {key: name for key, name in session.execute(select(UserRecord.id, UserRecord.name))}  # noqa: C416
    return tuple(
        Line(entry=_told(entry, names), number=number)
        for entry, number in _numbered(session, found)
    )


def _cases_of(number: str) -> CompoundSelect[int]:
    """Return the question for cases by number, those whose registration was voided among them."""
    real, void = CaseRecord, VoidNumberRecord
    return union_all(
        select(real.id).where(real.number.contains(number, autoescape=True)),
        select(void.case_id).where(void.number.contains(number, autoescape=True)),
    )


def _numbered(session: Session, found: tuple[Entry, ...]) -> list[tuple[Entry, str]]:
    keys = {entry.case_id for entry in found if entry.case_id is not None}
    real, void = CaseRecord, VoidNumberRecord
    rows = session.execute(
        union_all(
            select(real.id, real.number).where(real.id.in_(keys)),
            select(void.case_id, void.number).where(void.case_id.in_(keys)),
        )
    )
    numbers: dict[int, str] = {row[0]: row[1] for row in rows}
    return [(entry, numbers.get(entry.case_id or 0, "")) for entry in found]


_OF_THE_HOUSE = {"app_user": ("name", "roles", "active"), "option": ("name", "value")}
"""Tables of people and settings, in which changes of rights are read, with what they tell."""


def _told(entry: Entry, names: Mapping[int, str]) -> Entry:
    """Leave out what rows of cases say: whoever keeps watch over acts need not read the cases."""
    return replace(entry, changes=tuple(_of_the_house(one, names) for one in entry.changes))


def _of_the_house(change: Change, names: Mapping[int, str]) -> Change:
    if change.table == journal.NOTE:
        return change
    columns = _OF_THE_HOUSE.get(change.table, ())
    before, after = (
        {name: row[name] for name in columns if name in row} if row and columns else None
        for row in (change.before, change.after)
    )
    if change.table == "app_user" and after is not None:
        after.setdefault("name", names.get(change.key, ""))
    return replace(change, before=before, after=after)


def people(session: Session) -> tuple[str, ...]:
    """Return everybody who is in the journal."""
    names = session.scalars(select(JournalRecord.actor).distinct())
    return tuple(sorted(names))
