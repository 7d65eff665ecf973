"""The journal of the whole centre: read as a timeline, checked, and told of what leaves no row.

Whoever keeps watch sees that something was done, by whom, when and to which case, never what the
case says: that is read in the case itself by those who may.
"""

from dataclasses import replace
from pathlib import Path

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.journal import Asked, Checked, Line
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.security.keyring import Root
from mediation_desk.services.desk import Desk
from mediation_desk.storage import backup as store
from mediation_desk.storage import journal, journal_reading, keyrings, sight

PAGE = 200
"""How many entries are read at a time."""


def lines(desk: Desk, asked: Asked, before: int | None = None) -> tuple[Line, ...]:
    """Return a page of the timeline; who may not read it all sees the own acts."""
    desk.actor.require(Right.HOUSE)
    if not desk.actor.may(Right.JOURNAL):
        asked = replace(asked, person=desk.actor.name)
    with desk.db.read() as session:
        found = journal_reading.lines(session, asked, before, PAGE)
    return found if desk.actor.may(Right.READ) else tuple(map(_without_reasons, found))


def _without_reasons(line: Line) -> Line:
    """Leave out why something was done in a case: that is written in free words, about people."""
    if line.entry.case_id is None:
        return line
    changes = tuple(
        replace(one, after=one.after | {"reason": _("(in the case)")})
        if one.table == journal.NOTE and one.after and one.after.get("reason")
        else one
        for one in line.entry.changes
    )
    return replace(line, entry=replace(line.entry, changes=changes))


def people(desk: Desk) -> tuple[str, ...]:
    """Return everybody who is in the journal."""
    desk.actor.require(Right.JOURNAL)
    with desk.db.read() as session:
        return journal_reading.people(session)


def check_code(desk: Desk) -> str:
    """Return the check code of the journal as it stands, for what is printed (校验码)."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session, sight.whole(session):
        return journal_reading.check_code(session)


def checked(desk: Desk, code: str = "") -> Checked:
    """Check the whole chain, and that what was printed with a code is still in it."""
    desk.actor.require(Right.JOURNAL)
    with desk.db.read() as session, sight.whole(session):
        now = journal_reading.check_code(session)
        try:
            count = journal.verify(session)
            if code.strip():
                journal_reading.require_code(session, code)
        except DeskError as broken:
            return Checked(entries=0, code=now, finding=str(broken))
    agrees = _("The journal agrees with the code typed.") if code.strip() else ""
    return Checked(entries=count, code=now, agrees=agrees)


def checked_by_backup(desk: Desk, path: Path, root: Root | None) -> Checked:
    """Check the chain against an earlier backup, whose journal must begin the present one."""
    desk.actor.require(Right.JOURNAL)
    code = store.check_code(path, keyrings.file_key(root) if root else None)
    found = checked(desk, code)
    if not found.agrees:
        return found
    return replace(found, agrees=_("The journal goes on from that of the backup."))


def refused(desk: Desk, right: str, sentence: str) -> None:
    """Have the journal say that an act was refused for want of a right (reliability.md P29)."""
    desk.actor.require(Right.HOUSE)
    with desk.db.write(desk.actor, "refused") as session:
        journal.note(session, {"right": right, "reason": sentence})


def printed(desk: Desk, what: str, case_id: int | None = None) -> None:
    """Have the journal say that something was printed."""
    desk.actor.require(Right.HOUSE)
    with desk.db.write(desk.actor, "print", case_id) as session:
        journal.note(session, {"what": what})


def saved_as_file(desk: Desk, what: str, name: str, case_id: int | None = None) -> None:
    """Have the journal say that something left the desk as a file of that name."""
    desk.actor.require(Right.HOUSE)
    with desk.db.write(desk.actor, "export_file", case_id) as session:
        journal.note(session, {"what": what, "file": name})
