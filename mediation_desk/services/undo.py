"""Undoing the last act in a case, or of a page without one (撤销)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mediation_desk.domain import reasons
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import CaseLocked, DeskError, require
from mediation_desk.domain.journal import Entry
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import LOCKED, Stage, Step
from mediation_desk.i18n import _
from mediation_desk.services import splitting
from mediation_desk.services.act import ENTRIES
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, journal, voiding

if TYPE_CHECKING:
    from mediation_desk.storage.database import Session

GRAVE = frozenset(
    {
        *(Step.PERFORMED.value, Step.CLOSE.value, Step.ARCHIVE.value, Step.REOPEN.value),
        Step.SPLIT_OFF.value,
    }
)
"""Acts that end a case, open it again or make another one: taking one back is told why."""


def last(desk: Desk, case_id: int) -> Entry | None:
    """Return the last act of the acting person in a case that can still be undone."""
    desk.actor.require(Right.UNDO)
    with desk.db.read() as session:
        return journal.last_undoable(session, case_id, desk.actor)


def takes_reason(case: CaseFile, doing: str) -> bool:
    """Say whether an act in a case as it stands is undone with a reason only.

    So is what ends or reopens a case, and whatever changed one that is closed.
    """
    return doing in GRAVE or (case.stage in LOCKED and doing not in ENTRIES)


def in_the_way(desk: Desk, case_id: int) -> Entry | None:
    """Return the act of another person that stands after those of the one who acts."""
    desk.actor.require(Right.UNDO)
    with desk.db.read() as session:
        found, actor_id = journal.last_standing_in(session, case_id) or (None, None)
        if found is None or actor_id == desk.actor.id or journal.registers(found, case_id):
            return None
        return found


def comes_again(case: CaseFile | None, doing: str) -> bool:
    """Say whether an act that is undone can be done again (重做), or has its questions."""
    grave = doing in GRAVE if case is None else takes_reason(case, doing)
    return not grave and doing != voiding.ACT


def last_in(desk: Desk, tables: frozenset[str]) -> Entry | None:
    """Return the last act of the acting person that wrote to these tables, in a case or not."""
    desk.actor.require(Right.UNDO)
    with desk.db.read() as session:
        return journal.last_of(session, desk.actor, tables)


def last_undone(desk: Desk, case_id: int) -> tuple[Entry, Entry] | None:
    """Return the acting person's last undo in a case that can be taken back, and its act."""
    desk.actor.require(Right.UNDO)
    with desk.db.read() as session:
        return journal.last_undone(session, desk.actor, case_id=case_id)


def last_undone_in(desk: Desk, tables: frozenset[str]) -> tuple[Entry, Entry] | None:
    """Return the acting person's last undo in these tables that can be taken back, and its act."""
    desk.actor.require(Right.UNDO)
    with desk.db.read() as session:
        return journal.last_undone(session, desk.actor, tables=tables)


def redo(desk: Desk, undone: Entry, done: Entry) -> None:
    """Do again what was undone (重做), unless something was done since.

    An act that ends a case or opens it again has its questions: it is taken again itself.
    """
    desk.actor.require(Right.UNDO)
    with desk.db.write(desk.actor, "redo") as session:
        case = None if undone.case_id is None else cases.file(session, undone.case_id)
        if not comes_again(case, done.doing):
            raise DeskError(_("This act ends a case or changes a closed one: do it again itself."))
        again = journal.last_undone(
            session,
            desk.actor,
            case_id=undone.case_id,
            tables={change.table for change in undone.changes},
        )
        if again is None or again[0].id != undone.id:
            raise DeskError(_("This can no longer be done again: something was done since."))
        journal.undo(session, undone.id, desk.actor)
    if undone.case_id is None:
        desk.reload()


def redo_together(desk: Desk, undone: Entry, done: Entry) -> int:
    """Do again what was undone, with all that were one act with it; return how many they are.

    Where one cannot be done again it says how far it came.
    """
    desk.actor.require(Right.UNDO)
    count = 0
    tables = frozenset(change.table for change in undone.changes)
    following: tuple[Entry, Entry] | None = (undone, done)
    while following is not None and (not count or journal.are_one(done, following[1])):
        try:
            redo(desk, *following)
        except DeskError as error:
            if not count:
                raise
            told = _("{n} are done again.").format(n=count)
            raise DeskError(f"{error} {told}") from error
        count += 1
        following = last_undone_in(desk, tables) if undone.case_id is None else None
    return count


def undo(desk: Desk, entry_id: int, reason: str = "") -> None:
    """Undo one act, unless something later changed what it wrote.

    What is in the archive is opened again by a supervisor with a reason (T40), not undone.
    """
    desk.actor.require(Right.UNDO)
    with desk.db.write(desk.actor, "undo") as session:
        entry = require_reason(desk, session, entry_id, reason)
        if entry is not None and entry.doing == Step.SPLIT_OFF.value:
            splitting.take_back(desk, session, entry, reason)
        journal.undo(session, entry_id, desk.actor)
    if entry is None or entry.case_id is None:
        desk.reload()


def together(desk: Desk, last: Entry) -> tuple[int, ...]:
    """Return the acts that were one with the last, such as packages received at once."""
    desk.actor.require(Right.UNDO)
    with desk.db.read() as session:
        return journal.together(session, desk.actor, last)


def undo_together(desk: Desk, entry_ids: Sequence[int]) -> None:
    """Undo several acts that were one, the last first; says how far it came where one stays."""
    desk.actor.require(Right.UNDO)
    for done, entry_id in enumerate(entry_ids):
        try:
            undo(desk, entry_id)
        except DeskError as error:
            if not done:
                raise
            told = _("{n} of {all} are undone.").format(n=done, all=len(entry_ids))
            raise DeskError(f"{error} {told}") from error


def require_reason(desk: Desk, session: "Session", entry_id: int, reason: str) -> Entry | None:
    """Ask for a reason where a case is closed, and keep it; what is archived stays.

    Return the act that is to be undone, if the journal has it.
    """
    entry = journal.entry(session, entry_id)
    if entry is None or entry.case_id is None:
        return entry
    desk.db.require_seen(session, entry.case_id)
    if entry.doing == voiding.ACT:
        return entry
    case = cases.file(session, entry.case_id)
    if takes_reason(case, entry.doing):
        if case.stage is Stage.ARCHIVED:
            raise CaseLocked(archived=True)
        require(reasons.problems("reason", reason))
        journal.note(session, {"reason": reason.strip()})
    return entry
