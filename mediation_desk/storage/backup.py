"""Backup, restore and check: of the file by verified copies, of a server by its own tools."""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.addresses import is_server
from mediation_desk.domain.backup import BackupInfo, CheckResult
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import DeskError, FileRefused, KeyWanted, NotAllowed
from mediation_desk.domain.system_words import why
from mediation_desk.i18n import _
from mediation_desk.security.keyring import Keyring
from mediation_desk.storage import (
    cells,
    copying,
    dumping,
    engines,
    journal,
    keyrings,
    material_files,
    places,
    placing,
    presence,
    refusals,
    rows_told,
    seals,
)
from mediation_desk.storage.asking import instant
from mediation_desk.storage.connecting import FileKey
from mediation_desk.storage.copying import Progress
from mediation_desk.storage.database import Database
from mediation_desk.storage.journal_reading import CODE_DIGITS
from mediation_desk.storage.marks import HEAD
from mediation_desk.storage.records import (
    CaseRecord,
    MaterialRecord,
    PaperContentRecord,
    PaperRecord,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SLICE = 400
_LAST_ACT = "SELECT at FROM journal ORDER BY id DESC LIMIT 1"

__all__ = ["Progress", "backup", "check", "protection", "read_info", "restore", "stored_in"]


def backup(
    db: Database,
    target: Path,
    progress: Progress | None = None,
    at: datetime | None = None,
    *,
    quick: bool = False,
) -> BackupInfo:
    """Write a verified copy under a new name, or in the place of an older backup.

    A `quick` one lies on the same disk, and gives the contents of materials a second name there.
    """
    target = target.absolute()
    _require_free(db, target)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    lacking: tuple[str, ...] = ()
    copying.sweep(target)
    try:
        if db.is_file:
            copying.copy_live(Path(db.location), temporary, progress, db.key())
            copying.require_sound(temporary, db.key())
            stored = stored_in(temporary, db.key())
            live, beside = Path(db.location), material_files.shared(target)
            lacking = material_files.copied(stored, live, beside, progress, quick=quick)
            if (keyring := keyrings.read(Path(db.location))) is not None:
                keyrings.append(temporary, keyring)
        else:
            _require_whole(db)
            dumping.dump(db.url, temporary, progress)
        seals.put(temporary)
        placing.seclude(temporary)
        moment = (at or datetime.now(UTC)).timestamp()
        os.utime(temporary, (moment, moment))
        read_info(temporary, db.key(), materials=False)
        with presence.alone(target, _live(target)):
            copying.move(temporary, target)
    except OSError as error:
        raise _not_written(target, error) from None
    finally:
        copying.discard(temporary)
    info = read_info(target, db.key(), materials=False)
    return replace(info, lacking=len(lacking))


def _require_whole(db: Database) -> None:
    """Refuse under a person's own account, which does not read everything and must not."""
    if db.person_id is not None:
        raise NotAllowed(
            _(
                "A server is backed up under the account that owns its tables: mediation-desk --db"
                " … backup, on a computer that keeps the backups."
            )
        )


def stored_in(path: Path, key: FileKey | None) -> tuple[str, ...]:
    """Return which contents a resting file points to; older files know of none."""
    with refusals.spoken(str(path)), closing(copying.look_into(path, key)) as connection:
        known = "SELECT 1 FROM sqlite_master WHERE name = 'material_content'"
        if connection.execute(known).fetchone() is None:
            return ()
        return tuple(row[0] for row in connection.execute("SELECT stored FROM material_content"))


def _require_free(db: Database, target: Path) -> None:
    """Refuse the live file, a folder, and any file that is no backup of ours."""
    if db.is_file and target.exists() and target.samefile(db.location):
        raise FileRefused(_("This is the file in use. Choose another place for the backup."))
    if places.is_open(target):
        raise _live(target)
    if target.is_dir() or not target.parent.is_dir():
        raise FileRefused(_("{path} is not a place for a backup.").format(path=target))
    if target.exists() and target.stat().st_size and not dumping.is_dump(target):
        places.header(target)


def _live(path: Path) -> FileRefused:
    return FileRefused(
        _("{path} is a file in use. Choose another place for the backup.").format(path=path)
    )


def _not_written(target: Path, error: OSError) -> FileRefused:
    reason = why(error)
    return FileRefused(_("{path} cannot be written: {reason}.").format(path=target, reason=reason))


def protection(path: Path) -> Keyring | None:
    """Return the key file that a backup carries, None where anybody can read it."""
    path = path.absolute()
    if dumping.is_dump(path) or not places.header(path).encrypted:
        return None
    return keyrings.at_end(path, places.is_open) or keyrings.copy_for(places.starts_with(path))


def read_info(path: Path, key: FileKey | None = None, *, materials: bool = True) -> BackupInfo:
    """Verify a backup from end to end, with its materials, and tell what it holds."""
    path = path.absolute()
    enciphered = False
    until: datetime | None = None
    stored: tuple[str, ...] = ()
    sealed = path.is_file() and not places.is_open(path) and seals.verified(path)
    if path.is_file() and dumping.is_dump(path):
        centre, rows = dumping.contents(path)
        cases, contents = rows.get("mediation_case", 0), rows.get("material_content", 0)
    else:
        enciphered = places.header(path).encrypted
        if enciphered and key is None:
            raise KeyWanted(str(path))
        key = key if enciphered else None
        version = copying.require_sound(path, key)
        places.require_known(str(path), version)
        if materials and not sealed:
            _require_told(path, key, version)
        with refusals.spoken(str(path)), closing(copying.look_into(path, key)) as connection:
            found = connection.execute("SELECT name FROM centre").fetchone()
            [cases] = connection.execute("SELECT count(*) FROM mediation_case").fetchone()
            last = connection.execute(_LAST_ACT).fetchone()
        until = instant(last[0]) if last else None
        centre = found[0] if found else ""
        stored = stored_in(path, key)
        contents = len(stored)
    stat = path.stat()
    folders = (material_files.beside(path), material_files.shared(path))
    lost = [name for name in stored if materials and material_files.whole(folders, name) is None]
    return BackupInfo(
        path=str(path),
        made_at=datetime.fromtimestamp(stat.st_mtime, UTC),
        centre=centre,
        cases=cases,
        size=stat.st_size,
        encrypted=enciphered,
        materials=contents,
        lacking=len(lost),
        sealed=sealed,
        until=until,
    )


def _require_told(path: Path, key: FileKey | None, version: int) -> None:
    """Refuse a copy without a seal whose journal is broken, or whose rows are not as it says.

    Rows of older versions are compared when the file has been upgraded.
    """
    from sqlalchemy.orm import Session

    with (
        refusals.spoken(str(path)),
        Session(engines.for_resting(partial(copying.look_into, path, key))) as session,
    ):
        journal.verify(session)
        found = next(rows_told.differing(session), "") if version == HEAD else ""
    if found:
        raise FileRefused(found)


def check_code(path: Path, key: FileKey | None = None) -> str:
    """Return the check code with which the journal of a backup of a file ends."""
    path = path.absolute()
    if path.is_file() and dumping.is_dump(path):
        raise FileRefused(_("The backup of a server cannot be compared; use a printed check code."))
    read_info(path, key, materials=False)
    key = key if places.header(path).encrypted else None
    with refusals.spoken(str(path)), closing(copying.look_into(path, key)) as connection:
        found = connection.execute("SELECT id, hash FROM journal ORDER BY id DESC").fetchone()
    return f"{found[0]}-{found[1][-CODE_DIGITS:]}" if found else ""


def restore(
    source: Path,
    target: str | Path,
    progress: Progress | None = None,
    key: FileKey | None = None,
) -> BackupInfo:
    """Put a verified backup in a closed file's place; what was there is set aside.

    The passwords that open it afterwards are those that were valid when it was made.
    """
    source = source.absolute()
    info = read_info(source, key)
    if is_server(target) != dumping.is_dump(source):
        raise FileRefused(
            _("A backup of a server goes back to a server, that of a file into a file.")
        )
    if is_server(target):
        dumping.restore(source, str(target))
        return info
    path = Path(target).absolute()
    places.require_itself(path)
    places.require_local(path)
    with presence.alone(path, _in_use(path)):
        kept = _replace(source, path, info, progress, key if info.encrypted else None)
    return replace(info, kept=str(kept or ""))


def _replace(
    source: Path,
    path: Path,
    info: BackupInfo,
    progress: Progress | None,
    key: FileKey | None,
) -> Path | None:
    """Put a copy of the backup in the file's place; return where the present file is kept."""
    _require_closed(source, path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.restore")
    copying.sweep(path)
    try:
        copying.copy_resting(source, temporary, progress, key)
        keyring = keyrings.at_end(source, places.is_open)
        if keyring is not None:
            keyrings.append(temporary, keyring)  # so that the copy is known as what it is
        if read_info(temporary, key, materials=False).cases != info.cases:
            raise places.damaged(source)
        stored = stored_in(temporary, key)
        material_files.copied(stored, source, material_files.beside(path), progress)
        kept = _keep_aside(path)
        if keyring is None:
            keyrings.remove(path)  # until the file has its name, the user's own copy opens it
        placing.seclude(temporary)
        copying.move(temporary, path)
        keyrings.settle(path)
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        copying.discard(temporary)
    return kept


def _require_closed(source: Path, path: Path) -> None:
    """Refuse a place that is in use, that is the backup itself, or that is no place for a file."""
    if path.is_dir() or not path.parent.is_dir():
        raise FileRefused(_("{path} is not a place for the centre's file.").format(path=path))
    if not path.exists():
        return
    if path.samefile(source):
        raise FileRefused(_("The backup itself cannot be the centre's file; copy it first."))
    if places.is_open(path):
        raise _in_use(path)
    try:
        places.header(path)
    except FileRefused:
        return  # what is damaged or foreign is in nobody's use, and is set aside as it is
    places.require_writable(path)
    if places.header(path).encrypted:
        return  # nobody holds it: `presence` has told, and without its key nothing else can
    bare = driver.connect(str(path), timeout=0, isolation_level=None)
    with refusals.spoken(str(path)), closing(bare):  # no table is read: any of them may be damaged
        bare.execute("BEGIN EXCLUSIVE")
        bare.execute("ROLLBACK")


def _in_use(path: Path) -> FileRefused:
    return FileRefused(
        _("{path} is open in a window or another program. Close it first, then restore.").format(
            path=path
        )
    )


def _keep_aside(path: Path) -> Path | None:
    """Give the present file a second name, so that at every moment there is a file of the first."""
    if not path.exists():
        return None
    at = beijing(datetime.now(UTC))
    aside = path.with_name(f"{path.stem}.before-restore-{at:%Y%m%d-%H%M%S-%f}{path.suffix}")
    if keyrings.beside(path).exists():
        placing.write_whole(keyrings.beside(aside), keyrings.beside(path).read_bytes())
    unfinished = copying.journal_of(path)
    if unfinished.exists() and unfinished.stat().st_size:
        copying.move(path, aside)  # the two belong together, and the journal to nothing else
        copying.move(unfinished, copying.journal_of(aside))
    else:
        placing.also_named(path, aside)
    return aside


def check(
    location: str | Path, key: FileKey | None = None, *, materials: bool = True
) -> CheckResult:
    """Check a file or server from end to end: pages, references, journal, rows, contents.

    Each row is compared with what the journal last said of it, each issued paper and material
    with its digest; a copy without its materials is checked without them.
    """
    if not is_server(location):
        path = Path(location).absolute()
        if not places.is_open(path) and places.require_usable(path).encrypted and key is None:
            raise KeyWanted(str(path))
        if (broken := copying.broken(path, key)) is not None:
            return broken
    db = Database.open(location, key, look_through=False)
    try:
        with db.read() as session:
            cases = session.execute(select(func.count(CaseRecord.id))).scalar_one()
            try:
                entries = journal.verify(session)
            except DeskError as broken:
                return CheckResult(sound=False, cases=cases, findings=(str(broken),))
            told = (*rows_told.differing(session), *_altered_papers(session))
        told += tuple(lost_materials(db)) if materials else ()
    finally:
        db.close()
    return CheckResult(sound=not told, cases=cases, journal_entries=entries, findings=told)


def _altered_papers(session: "Session") -> Iterator[str]:
    """Yield a sentence for each issued paper whose content is missing or was altered (P25)."""
    stored = cells.raw_bytes(PaperContentRecord.docx)
    query = (
        select(CaseRecord.number, PaperRecord.title, PaperRecord.sha256, stored)
        .join(PaperRecord, PaperRecord.case_id == CaseRecord.id)
        .outerjoin(PaperContentRecord, PaperContentRecord.sha256 == PaperRecord.sha256)
        .order_by(CaseRecord.id, PaperRecord.number)
    )
    for number, title, told, docx in session.execute(query.execution_options(yield_per=20)):
        found = "" if docx is None else cells.digest(session, "paper_content.docx", docx)
        if found not in (told, cells.UNREAD):
            yield _("{case}: the issued paper “{title}” is missing or altered.").format(
                case=number, title=title
            )


def lost_materials(db: Database) -> Iterator[str]:
    """Yield a sentence for each material of a case whose content is missing or was altered."""
    lost = tuple(material_files.lacking(db))
    with db.read() as session:
        for start in range(0, len(lost), _SLICE):
            query = (
                select(CaseRecord.number, MaterialRecord.name)
                .join(MaterialRecord, MaterialRecord.case_id == CaseRecord.id)
                .where(MaterialRecord.sha256.in_(lost[start : start + _SLICE]))
                .order_by(CaseRecord.id, MaterialRecord.position)
            )
            for number, name in session.execute(query):
                yield _(
                    "{case}: the content of the material “{name}” is missing or altered."
                ).format(case=number, name=name)
