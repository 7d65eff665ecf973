"""The recycle bin (回收站): what was taken out in the last thirty days, listed and put back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from mediation_desk.domain import reasons
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, Invalid, Problem, require
from mediation_desk.domain.keeping import LADDER
from mediation_desk.domain.options import SECOND_MEDIUM
from mediation_desk.domain.recycling import (
    BY_ACT,
    DAYS,
    Discarded,
    Discarding,
    Erased,
    Keepers,
    since,
)
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import signing_in, undo
from mediation_desk.services.desk import Desk
from mediation_desk.storage import backup_folders as folders
from mediation_desk.storage import centre as centres
from mediation_desk.storage import erased, erasing, journal, material_files, opening
from mediation_desk.storage import recycling as store


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """Whoever seconds an erasure, with their password where people sign in."""

    user_id: int
    password: str = ""


def discarded(desk: Desk) -> tuple[Discarded, ...]:
    """Return what is in the bin, the newest first."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.discarded(session, since(desk.instant()))


def to_erase(desk: Desk) -> tuple[Discarded, ...]:
    """Return what is in the bin and what its days are over for, the newest first."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.discarded(session)


def keepers(desk: Desk, entries: Collection[int]) -> Keepers:
    """Say which backups hold what acts took out, and until when the last of them is kept."""
    desk.actor.require(Right.READ)
    folder = folders.beside(desk.db.location, is_file=desk.db.is_file)
    with desk.db.glance() as of:
        found = folders.found(folder, opening.origin(of))
    with desk.db.read() as session:
        came = [store.came_at(session, one) for one in entries]
    known = [at for at in came if at is not None]
    if known and len(known) == len(came):
        first = min(known).replace(microsecond=0)  # as exact as the names of backups
        found = tuple(one for one in found if one.at >= first)
    today = desk.today()
    months = LADDER[-1].most
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    until = date(year, month + 1, 1) - timedelta(days=1)
    return Keepers(backups=len(found), until=until, elsewhere=desk.option(SECOND_MEDIUM))


def erase(desk: Desk, entry_id: int, reason: str = "", second: Second | None = None) -> Erased:
    """Erase for good what an act took out (彻底清除, reliability.md P32); nothing brings it back.

    Within its thirty days it takes a reason, such as that the person asks for it (个人信息保护法
    第四十七条). Where others work here a second person says so too, with their password where
    people sign in.
    """
    desk.actor.require(Right.SUPERVISE)
    rows, entries, stored = _erase(desk, entry_id, reason, _seconded(desk, second))
    material_files.take_away(desk.db, stored)
    freed = erasing.compact(desk.db)
    return Erased(rows=rows, entries=entries, contents=len(stored), freed=freed)


def over(desk: Desk) -> tuple[Discarded, ...]:
    """Return what waits to be erased for good, as its days are over."""
    desk.actor.require(Right.SUPERVISE)
    today = desk.today()
    return tuple(one for one in to_erase(desk) if one.is_over(today))


def erase_over(desk: Desk, second: Second | None = None) -> Erased:
    """Erase for good all whose days are over, with one second person for them together.

    Nothing does this by itself: erasing takes two people (reliability.md 2b). Each is an act of
    its own in the journal; where one is refused, those before it are gone and it says so.
    """
    desk.actor.require(Right.SUPERVISE)
    second_name = _seconded(desk, second)
    waiting, rows, entries, contents = over(desk), 0, 0, 0
    left_out = 0
    for one in waiting:
        try:
            made, touched, stored = _erase(desk, one.entry, "", second_name)
        except DeskError:
            left_out += 1
            continue
        material_files.take_away(desk.db, stored)
        rows, entries, contents = rows + made, entries + touched, contents + len(stored)
    freed = erasing.compact(desk.db)
    return Erased(rows=rows, entries=entries, contents=contents, freed=freed, left_out=left_out)


def _erase(
    desk: Desk, entry_id: int, reason: str, second_name: str
) -> tuple[int, int, Collection[str]]:
    """Erase what one act took out; return its rows, entries that changed, contents that go."""
    with desk.db.write(desk.actor, erased.ACT) as session:
        what = erasing.look(session, entry_id)
        record = store.entry_at(session, entry_id, archived=True)
        if record is not None and record[1] >= since(desk.instant()):
            require(reasons.problems("reason", reason))
        stored = erasing.erase(session, what)
        said = {
            "kind": what.kind.value,
            "entry": entry_id,
            "rows": what.rows,
            "reason": erasing.struck(reason.strip(), what.names),
            "seconded_by": second_name,
            "contents": len(stored),
            erased.LEFT: what.left,
        }
        journal.note(session, said)
    return what.rows, len(what.left), stored


def seconds(desk: Desk) -> tuple[User, ...]:
    """Return who may second an erasure: everybody at work here but whoever acts."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.read() as session:
        every = centres.users(session)
    return tuple(user for user in every if user.active and user.id != desk.actor.id)


def _seconded(desk: Desk, second: Second | None) -> str:
    """Return the name of the second person; refuse where one is there and did not say so."""
    others = {user.id: user.name for user in seconds(desk)}
    if not others:
        return ""
    if second is None or second.user_id not in others:
        raise Invalid([Problem("second", _("A second person of the centre must agree."))])
    if desk.root is not None:
        signing_in.require_password_of(desk, second.user_id, second.password)
    return others[second.user_id]


class OthersFirst(DeskError):
    """What is to come back belongs to something that lies in the bin as well."""

    def __init__(self, first: Discarded) -> None:
        text = (
            _("It belongs to the voided case {number}. Put that back first.")
            if first.kind is Discarding.CASE
            else _("It belongs to “{what}”, which is in the recycle bin too. Put that back first.")
        )
        super().__init__(text.format(what=first.what, number=first.case))


def put_back_with_others(desk: Desk, entry_id: int) -> None:
    """Put back what an act took out, and before it what it belongs to, each as an act of its own.

    What is refused stays; what came back before it is there again.
    """
    desk.actor.require(Right.UNDO)
    with desk.db.read() as session:
        first = store.needed_first(session, entry_id)
    for one in first:
        put_back_with_others(desk, one.entry)
    put_back(desk, entry_id)


def put_back(desk: Desk, entry_id: int, reason: str = "") -> None:
    """Put back what an act took out, whole; in a closed case with a reason."""
    desk.actor.require(Right.UNDO)
    with desk.db.read() as session:
        if first := store.needed_first(session, entry_id):
            raise OthersFirst(first[0])
    with desk.db.write(desk.actor, "undo") as session:
        held = store.entry_at(session, entry_id)
        if held is None or held[0] not in BY_ACT or held[1] < since(desk.instant()):
            raise DeskError(
                _("This is no longer in the recycle bin: its {n} days are over.").format(n=DAYS)
            )
        undo.require_reason(desk, session, entry_id, reason)
        journal.undo(session, entry_id, desk.actor)


def discard_employer(desk: Desk, employer_id: int) -> None:
    """Take an employer out of the list that was a slip, and that nothing names any more."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.write(desk.actor, "remove_employer") as session:
        store.remove_employer(session, employer_id)
