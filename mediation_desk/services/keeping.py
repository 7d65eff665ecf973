"""Backups that make themselves, their copies on a second medium, and the rehearsal of a restore."""

import platform
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from mediation_desk.domain.backup import BackupInfo, CheckResult, Rehearsal
from mediation_desk.domain.errors import DeskError, FileRefused, Invalid, Problem, Stopped
from mediation_desk.domain.keeping import MANY, QUIET, Keeping, runs_short
from mediation_desk.domain.options import BACKUP_COMPUTER, SECOND_MEDIUM
from mediation_desk.domain.rights import Right
from mediation_desk.domain.system_words import why
from mediation_desk.i18n import _
from mediation_desk.services.desk import SYSTEM, Desk
from mediation_desk.storage import backup_folders as folders
from mediation_desk.storage import opening, places

Progress = Callable[[int, int], bool]


def state(desk: Desk) -> Keeping:
    """Return how it stands with the backups; it is read without loading much."""
    desk.actor.require(Right.HOUSE)
    folder = _folder(desk)
    with desk.db.glance() as of:
        code, since = opening.origin(of), opening.founded_at(of)
        last = opening.last_noted(of, "backup")
        failed = opening.last_noted(of, "backup_failed")
        copied = opening.last_noted(of, "second_copy")
        tried = opening.last_noted(of, "rehearsal")
        checked = opening.last_noted(of, "full_check")
        moved = opening.moved_since(of, last[0] if last else 0, QUIET)
    second = desk.option(SECOND_MEDIUM)
    there = bool(second) and folders.is_marked(Path(second), code)
    live = Path(desk.db.location).parent if desk.db.is_file else folder.parent
    failing = _failing(failed, last, copied)
    return Keeping(
        since=since,
        folder=str(folder),
        here=_makes_here(desk),
        computer=desk.option(BACKUP_COMPUTER),
        last_at=last[1] if last else None,
        failed="" if _is_of_second(failing) else _reason(failing),
        second_failed=_reason(failing) if second and _is_of_second(failing) else "",
        second=second,
        there=there,
        same_disk=there and folders.same_disk(Path(second), live),
        second_at=copied[1] if copied else None,
        rehearsed_at=tried[1] if tried else None,
        rehearsal=tuple(tried[2].get("findings", ())) if tried else (),
        checked_at=checked[1] if checked else None,
        check=tuple(checked[2].get("findings", ())) if checked else (),
        moved=moved,
        synced=places.synced_by(desk.db.location) if desk.db.is_file else "",
        on_stick=desk.db.is_file and places.on_stick(desk.db.location),
        free=_short_of_room(live) if desk.db.is_file else None,
    )


Noted = tuple[int, datetime, dict[str, Any]]


def _failing(failed: Noted | None, made: Noted | None, copied: Noted | None) -> Noted | None:
    """Return what failed last, unless it was made since: a backup, or its copy elsewhere."""
    since = copied if _is_of_second(failed) else made
    return failed if failed and (since is None or failed[0] > since[0]) else None


def _is_of_second(failed: Noted | None) -> bool:
    return failed is not None and "folder" in failed[2]


def _reason(failed: Noted | None) -> str:
    return str(failed[2].get("reason", "")) if failed else ""


def _short_of_room(folder: Path) -> int | None:
    try:
        disk = shutil.disk_usage(folder)
    except OSError:
        return None
    return disk.free if runs_short(disk.free, disk.total) else None


def _folder(desk: Desk) -> Path:
    return folders.beside(desk.db.location, is_file=desk.db.is_file)


def _makes_here(desk: Desk) -> bool:
    own = desk.db.person_id is not None  # does not read everything
    return desk.db.is_file or (not own and desk.option(BACKUP_COMPUTER) == platform.node())


def _code(desk: Desk) -> str:
    with desk.db.glance() as of:
        return opening.origin(of)


def run(desk: Desk, progress: Progress | None = None) -> BackupInfo:
    """Make a backup in its folder, copy it to the second medium, and thin both.

    Why it could not be made stands in the journal, so that every desk sees it.
    """
    desk.actor.require(Right.BACKUP)
    watched = _Watched(progress)
    try:
        info = _made(desk, watched)
    except DeskError as error:
        if not watched.stopped:
            _tell_failed(desk, str(error))
        raise
    with suppress(DeskError):  # it stands in the journal; the backup itself is made
        copy_by_itself(desk, progress)
    return info


def before_import(desk: Desk, rows: int, progress: Progress | None = None) -> BackupInfo | None:
    """Make a verified backup before an import that writes many rows; few need none.

    None also where the newest backup holds everything, and at a server whose backups another
    computer makes. Where it fails, nothing may be imported.
    """
    desk.actor.require(Right.BACKUP)
    if rows < MANY or not _makes_here(desk):
        return None
    now = state(desk)
    if now.last_at is not None and not now.moved and not now.failed:
        return None
    watched = _Watched(progress)
    try:
        return _made(desk, watched)
    except DeskError as error:
        if watched.stopped:
            raise Stopped from None
        _tell_failed(desk, str(error))
        raise DeskError(
            _("Nothing was imported, because the backup before it failed: {reason}").format(
                reason=error
            )
        ) from None


class _Watched:
    """Progress that remembers whether somebody stopped it: that is no failure."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self.stopped = False

    def __call__(self, done: int, total: int) -> bool:
        """Tell how far it is; returns False to stop."""
        self.stopped = self._progress is not None and not self._progress(done, total)
        return not self.stopped


def _made(desk: Desk, progress: Progress | None) -> BackupInfo:
    from mediation_desk.storage import backup as store
    from mediation_desk.storage import journal

    folder, code, at = _folder(desk), _code(desk), desk.instant()
    encrypted = desk.db.is_file and desk.db.is_encrypted
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = folder / folders.name_for(code, at, encrypted=encrypted)
        info = store.backup(desk.db, target, progress, at, quick=True)
        digest = folders.digest(target)
        folders.keep_digest(target, digest)
    except OSError as error:
        raise _unwritten(folder, error) from None
    folders.thin(folder, code)
    with desk.db.write(SYSTEM, "backup") as session:
        said = {"cases": info.cases, "size": info.size, "file": target.name, "sha256": digest}
        journal.note(session, said)
    return info


def _unwritten(folder: Path, error: OSError) -> FileRefused:
    return FileRefused(
        _("{path} cannot be written: {reason}.").format(path=folder, reason=why(error))
    )


def _tell_failed(desk: Desk, reason: str, second: str = "") -> None:
    """Have the journal say so, once for the same reason: of a backup, or its copy to a folder."""
    from mediation_desk.storage import journal

    now = state(desk)
    if reason == (now.second_failed if second else now.failed):
        return
    with suppress(DeskError), desk.db.write(SYSTEM, "backup_failed") as session:
        journal.note(session, {"reason": reason} | ({"folder": second} if second else {}))


def copy_to_second(desk: Desk, progress: Progress | None = None) -> Path | None:
    """Copy the newest backup to the second medium, if it is there and does not have it yet."""
    desk.actor.require(Right.BACKUP)
    from mediation_desk.storage import backup as store
    from mediation_desk.storage import journal, material_files

    chosen, code = desk.option(SECOND_MEDIUM), _code(desk)
    if not chosen or not folders.is_marked(Path(chosen), code):
        return None
    made = folders.found(_folder(desk), code)
    second = Path(chosen)
    there = {one.path.name for one in folders.found(second, code)}
    if not made or made[0].path.name in there:
        return None
    newest = made[0].path
    try:
        folders.require_digest(newest)
        if desk.db.is_file:
            stored = store.stored_in(newest, desk.db.key())
            material_files.copied(stored, newest, material_files.shared(second / "x"), progress)
        target = folders.copy(newest, second, progress)
    except OSError as error:
        raise _unwritten(second, error) from None
    folders.thin(second, code)
    with desk.db.write(SYSTEM, "second_copy") as session:
        journal.note(session, {"file": target.name, "folder": chosen})
    return target


def copy_by_itself(desk: Desk, progress: Progress | None = None) -> Path | None:
    """Copy the newest backup to the second medium unasked; why it could not is journalled."""
    desk.actor.require(Right.BACKUP)
    watched = _Watched(progress)
    try:
        return copy_to_second(desk, watched)
    except DeskError as error:
        if not watched.stopped:
            _tell_failed(desk, str(error), desk.option(SECOND_MEDIUM))
        raise


def choose_second(desk: Desk, folder: Path | None) -> None:
    """Choose the folder on a stick or another disk, and mark it; None gives it up.

    On a server the computer at which it is chosen makes the backups from now on.
    """
    desk.actor.require(Right.SETTINGS)
    from mediation_desk.storage import options

    if folder is not None:
        _require_other_place(desk, folder)
        try:
            folders.mark(folder, _code(desk), desk.centre.name)
        except OSError as error:
            said = _unwritten(folder, error)
            raise Invalid([Problem("folder", str(said))]) from None
    with desk.db.write(desk.actor, "set_option") as session:
        options.put(session, SECOND_MEDIUM.name, str(folder) if folder else None)
        if not desk.db.is_file and folder is not None:
            options.put(session, BACKUP_COMPUTER.name, platform.node())
    desk.reload()


def make_here(desk: Desk) -> None:
    """Let this computer make the backups of a server."""
    desk.actor.require(Right.SETTINGS)
    from mediation_desk.storage import options

    with desk.db.write(desk.actor, "set_option") as session:
        options.put(session, BACKUP_COMPUTER.name, platform.node())
    desk.reload()


def _require_other_place(desk: Desk, folder: Path) -> None:
    own = _folder(desk).absolute()
    chosen = folder.absolute()
    if not chosen.is_dir():
        raise Invalid([Problem("folder", _("There is no folder {path}.").format(path=folder))])
    inside = chosen == own or own in chosen.parents
    beside = desk.db.is_file and chosen == Path(desk.db.location).absolute().parent
    if inside or beside:
        text = _("The data themselves lie there. Choose a folder on a stick or on another disk.")
        raise Invalid([Problem("folder", text)])


def rehearse(desk: Desk, progress: Progress | None = None) -> Rehearsal:
    """Restore the newest backup on trial; what came of it stands in the journal."""
    desk.actor.require(Right.BACKUP)
    from mediation_desk.storage import journal, rehearsing

    newest = _newest(desk)
    key = desk.db.key() if desk.db.is_file else None
    location = "" if desk.db.is_file else desk.db.url.render_as_string(hide_password=False)
    found = rehearsing.rehearse(newest, key, progress, location)
    with desk.db.write(SYSTEM, "rehearsal") as session:
        said: dict[str, object] = {
            "file": newest.name,
            "made_at": found.made_at.isoformat(),
            "cases": found.cases,
            "entries": found.entries,
            "materials": found.materials,
        }
        journal.note(session, said | _verdict(found.findings))
    return found


def check(desk: Desk, progress: Progress | None = None) -> CheckResult:
    """Look through all data while others work; what came of it stands in the journal."""
    desk.actor.require(Right.BACKUP)
    from mediation_desk.storage import checking, journal

    watched = _Watched(progress)
    found = checking.check(desk.db, _folder(desk), watched)
    if watched.stopped:
        raise Stopped
    with desk.db.write(SYSTEM, "full_check") as session:
        said: dict[str, object] = {
            "cases": found.cases,
            "entries": found.journal_entries,
        }
        journal.note(session, said | _verdict(found.findings))
    return found


def _verdict(findings: Sequence[str]) -> dict[str, object]:
    """Say whether anything was found, and its beginning: the journal is no place for thousands."""
    if not findings:
        return {"passed": True}
    return {"passed": False, "findings": list(findings[:5]), "reason": findings[0]}


def _newest(desk: Desk) -> Path:
    code = _code(desk)
    made = list(folders.found(_folder(desk), code))
    if chosen := desk.option(SECOND_MEDIUM):
        made += folders.found(Path(chosen), code)
    if not made:
        raise DeskError(_("There is no backup of this centre's data yet."))
    return max(made, key=lambda one: one.at).path  # of two alike the own folder's comes first
