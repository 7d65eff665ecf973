"""Backup, restore and check of the centre's file (备份、恢复、检查)."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mediation_desk.domain.addresses import is_server
from mediation_desk.domain.backup import BackupInfo, CheckResult, Comparison, Offered
from mediation_desk.domain.errors import (
    Damaged,
    DeskError,
    FileRefused,
    Invalid,
    KeyWanted,
    Problem,
)
from mediation_desk.domain.rights import Actor, Right
from mediation_desk.i18n import _
from mediation_desk.security import codes
from mediation_desk.security import keyring as keys
from mediation_desk.security.keyring import Keyring, Root
from mediation_desk.security.sealing import WrongSecret
from mediation_desk.services import restoring, signing_in
from mediation_desk.services.desk import SYSTEM, Desk
from mediation_desk.services.files import safe_name
from mediation_desk.services.restoring import Order, Proof
from mediation_desk.services.today import last_backup
from mediation_desk.storage import backup as store
from mediation_desk.storage import backup_folders as folders
from mediation_desk.storage import heads, journal, keyrings, material_files, places
from mediation_desk.storage.connecting import FileKey
from mediation_desk.storage.database import Database
from mediation_desk.storage.marks import SHARED

__all__ = [
    "SHARED",
    "NotApproved",
    "NotEncrypted",
    "allowed",
    "backup",
    "carry_out",
    "check",
    "compared",
    "fitting",
    "info",
    "key_at_hand",
    "key_holders",
    "last_backup",
    "newest_verified",
    "proposed_name",
    "require_approved",
    "restore",
    "unlocked",
    "unsealed",
]

_DAY = 24 * 3600
"""So old is a file of no material before it is taken away: one just coming in is younger."""

Progress = Callable[[int, int], bool]
"""Told how much is done of how much; returns False to cancel."""


def backup(desk: Desk, target: Path, progress: Progress | None = None) -> BackupInfo:
    """Make a verified copy of the centre's data; never onto the live file."""
    desk.actor.require(Right.BACKUP)
    info = store.backup(desk.db, target, progress, desk.instant())
    material_files.sweep(desk.db, time.time() - _DAY)
    with desk.db.write(desk.actor, "backup") as session:
        journal.note(session, {"cases": info.cases, "size": info.size})
    if desk.db.is_file and not folders.same_disk(target.parent, Path(desk.db.location).parent):
        with desk.db.write(desk.actor, "second_copy") as session:
            journal.note(session, {"file": target.name, "folder": str(target.parent)})
    return info


@contextmanager
def _given(path: Path) -> Iterator[None]:
    """Have a damaged file that was given as a backup give way to another, not to a backup."""
    try:
        yield
    except Damaged as error:
        raise FileRefused(
            _("{path} is damaged and cannot be restored from. Choose another backup.").format(
                path=path
            )
        ) from error


def _protection(path: Path) -> Keyring | None:
    with _given(path):
        return store.protection(path)


def key_holders(path: Path) -> tuple[tuple[int, str], ...]:
    """Return who had an account when a backup was made; nobody where it is not encrypted."""
    keyring = _protection(path)
    return tuple((one.id, one.name) for one in keyring.people) if keyring else ()


def unlocked(path: Path, holder_id: int, secret: str) -> Root | None:
    """Return the key of a backup for a password of then, or for the recovery code (0)."""
    keyring = _protection(path)
    if keyring is None:
        return None
    try:
        given = codes.read_recovery_code(secret) if holder_id == keys.RECOVERY else secret
        return keys.opened(keyring, holder_id, given, signing_in.file_salt(path.absolute()))
    except (WrongSecret, codes.Mistyped):
        raise signing_in.SignInRefused(
            _(
                "This did not open the backup. A backup opens with a password of the day on which"
                " it was made, or with the recovery code of then."
            )
        ) from None
    except keys.Altered:
        raise FileRefused(
            _("The key file in the backup was altered. Take another backup.")
        ) from None


def key_at_hand(desk: Desk, path: Path) -> Root | None:
    """Return the key of whoever acts, where it opens the backup as it opens the file."""
    desk.actor.require(Right.RESTORE)
    return fitting(desk.root, path)


def fitting(root: Root | None, path: Path) -> Root | None:
    """Return what opened the present file, where it opens an encrypted backup as well."""
    if root is None or _protection(path) is None:
        return None
    return root if root.salt == signing_in.file_salt(path.absolute()) else None


def compared(
    source: Path, target: str | Path, root: Root | None = None, present: Root | None = None
) -> Comparison:
    """Verify a backup, and say how it stands to what it would replace; `present` opens that."""
    folders.require_digest(source)
    opening = present or _fitting_file(root, target)
    return heads.compared(info(source, root), target, _key(root), _key(opening))


def _fitting_file(root: Root | None, target: str | Path) -> Root | None:
    """Return the key of a backup where the encrypted file that is there opens with it too."""
    if root is None or not root.salt or is_server(target) or places.is_open(Path(target)):
        return None
    return root if root.salt == signing_in.file_salt(Path(target).absolute()) else None


def allowed(source: Path, target: str | Path, root: Root | None, proof: Proof) -> Comparison:
    """Compare a backup with what it would replace; refuse whoever may not let it (P29)."""
    found = compared(source, target, root, proof.root)
    restoring.require_may(found, target, root, proof)
    return found


def require_approved(desk: Desk, found: Comparison, count: int | None) -> None:
    """Have a supervisor say knowingly that what is there gives way to something older (P11)."""
    desk.actor.require(Right.RESTORE)
    if found.takes_count:
        desk.actor.require(Right.RESTORE_OLDER)
        _require_count(found, count)


def _require_count(found: Comparison, count: int | None) -> None:
    if found.takes_count and count != found.backup.cases:
        raise NotApproved(found, count)


class NotApproved(Invalid):
    """The backup would take the place of something else, and nobody typed how much it holds."""

    def __init__(self, found: Comparison, count: int | None) -> None:
        text = (
            _("Type how many cases the backup holds: {what}. What is there now is set aside.")
            if count is None
            else _(
                "The backup does not hold {count} cases; type how many it holds: {what}. What is"
                " there now is set aside."
            )
        ).format(what=found.standing.label, count=count)
        super().__init__([Problem("count", text)])
        self.found = found


class NotEncrypted(DeskError):
    """The backup is not encrypted and the file is, and nobody said that it may be so."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The file is encrypted and this backup is not: restored, anybody who gets at the"
                " file can read all of it."
            )
        )


def restore(
    source: Path,
    target: str | Path,
    root: Root | None = None,
    *,
    proof: Proof = restoring.UNASKED,
    count: int | None = None,
    unencrypted: bool = False,
) -> BackupInfo:
    """Put a verified backup in the place of a file that is not open; the old one is kept aside.

    Who may is proven at the present file; where nobody can be asked, it is whoever opened the
    backup. What is not older than the present file, or stands where none can be read, needs no
    `count` of its cases; what makes an encrypted file `unencrypted` has to be said so.
    """
    found = allowed(source, target, root, proof)
    if found.opens and not unencrypted:
        raise NotEncrypted
    _require_count(found, count)
    by = proof.by or _holder(source, root)
    info = store.restore(source, target, key=_key(root))
    asked = proof.by is not None or proof.by_code
    _tell_restored(target, info, _key(root) if info.encrypted else None, by, asked=asked)
    return info


def carry_out(order: Order, target: str | Path) -> BackupInfo:
    """Put a backup in the place of a file as it was said and proven."""
    return restore(
        order.source,
        target,
        order.root,
        proof=order.proof,
        count=order.count,
        unencrypted=order.unencrypted,
    )


def _holder(source: Path, root: Root | None) -> Actor:
    """Return whose password opened a backup; the recovery code, and no password, name nobody."""
    names = dict(key_holders(source)) if root is not None else {}
    if root is None or root.holder_id not in names:
        return SYSTEM
    return Actor(root.holder_id, names[root.holder_id], frozenset())


def _tell_restored(
    target: str | Path, info: BackupInfo, key: FileKey | None, by: Actor, *, asked: bool
) -> None:
    """Have the journal that goes on from the backup say so, who did it, and whether they might."""
    db = Database.open(target, key)
    try:
        with db.write(by, "restore") as session:
            kept = Path(info.kept).name if info.kept else ""
            made = info.made_at.isoformat()
            said: dict[str, object] = {"cases": info.cases, "made_at": made, "kept": kept}
            journal.note(session, said | ({} if asked else {"unasked": True}))
    finally:
        db.close()


def info(path: Path, root: Root | None = None) -> BackupInfo:
    """Verify a backup and tell what it holds."""
    with _given(path):
        return store.read_info(path, _key(root))


def newest_verified(location: str | Path) -> Offered | None:
    """Return the newest backup beside a file that is whole, for a file that cannot be read.

    What the file says of its centre is not relied on: the folder bears its name. It needs no
    actor, as nobody can sign in; what is put back is compared and opened as every other.
    """
    for made in folders.found(folders.beside(str(location), is_file=True), None):
        with suppress(DeskError):
            folders.require_digest(made.path)
            return _offered(made)
    return None


def _offered(made: folders.Made) -> Offered:
    try:
        cases = store.read_info(made.path, materials=False).cases
    except KeyWanted:  # its seal was compared before
        cases = None
    return Offered(path=str(made.path), made_at=made.at, cases=cases)


def unsealed() -> str:
    """Say how far a backup without a digest of its own can be trusted."""
    return _(
        "This copy carries no digest: it was not made as a backup, or before backups carried one."
        " Its structure and its journal are sound; whether each row is as it was cannot be told"
        " beyond that."
    )


def check(location: str | Path, root: Root | None = None) -> CheckResult:
    """Check a file or server from end to end."""
    return store.check(location, _key(root))


def _key(root: Root | None) -> FileKey | None:
    return keyrings.file_key(root) if root else None


def saying_so(desk: Desk, path: Path) -> Path:
    """Return the place for a backup, whose name says when anybody can read it (未加密; P27)."""
    desk.actor.require(Right.BACKUP)
    if desk.db.is_encrypted or folders.UNENCRYPTED in path.name:
        return path
    return path.with_name(f"{path.stem}-{folders.UNENCRYPTED}{path.suffix}")


def proposed_name(desk: Desk) -> str:
    """Return a name for a backup of today, which says when anybody can read it (未加密)."""
    desk.actor.require(Right.BACKUP)
    plain = "" if desk.db.is_encrypted else f"-{folders.UNENCRYPTED}"
    return safe_name(f"{desk.centre.name}-{desk.today():%Y%m%d}{plain}")
