"""The content of materials: sealed files beside the centre's file, or rows on a server.

What is stored of a content never changes and bears the SHA-256 of its own bytes as its name, so
that it is verified without its key. Its key stands in the centre's file, and is as safe as that
is: giving the file a key, changing it, or taking it away leaves these files as they are.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.errors import DeskError, FileRefused, NotFound, Stopped
from mediation_desk.domain.materials import LARGEST_SHOWN
from mediation_desk.domain.system_words import why
from mediation_desk.i18n import _
from mediation_desk.security import sealed_files
from mediation_desk.storage import placing, sight
from mediation_desk.storage.database import Database
from mediation_desk.storage.marks import SHARED
from mediation_desk.storage.records import MaterialBlobRecord, MaterialContentRecord

ENDING = ".materials"

Progress = Callable[[int, int], bool]
GoingOn = Callable[[int], bool]
"""Told how many bytes are done; returns False to stop."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Where a content lies, and what opens it."""

    sha256: str
    stored: str
    size: int
    key: bytes


def beside(path: Path) -> Path:
    """Return the folder with the materials of a centre's file."""
    return path.with_name(f"{path.name}{ENDING}")


def shared(path: Path) -> Path:
    """Return the folder that the backups beside this one share."""
    return path.with_name(SHARED)


def keep(db: Database, data: bytes) -> Stored:
    """Store a content whole and for good; the row that points to it is committed afterwards."""
    digest = hashlib.sha256(data).hexdigest()
    with db.read() as session:
        known = _find(session, digest)
    key = known.key if known else sealed_files.new_key()
    bytes_stored = sealed_files.sealed(data, key)
    name = hashlib.sha256(bytes_stored).hexdigest()
    if db.is_file:
        _write(beside(Path(db.location)), name, bytes_stored)
    return Stored(sha256=digest, stored=name, size=len(data), key=key)


def keep_file(db: Database, source: BinaryIO, name: str, going_on: GoingOn) -> Stored:
    """Store a large file as `keep` does, piece by piece, so that it is never held whole.

    It is read twice: for the digest by which a content is known, then to seal it.
    """
    if not db.is_file:
        raise FileRefused(
            _(
                "“{name}” is larger than {n} MB. On a server a material has at most so much:"
                " divide it, or keep it on a disc in the paper file."
            ).format(name=name, n=LARGEST_SHOWN // 2**20)
        )
    digest, size = _read_through(source, going_on)
    with db.read() as session:
        known = _find(session, digest)
    key = known.key if known else sealed_files.new_key()
    source.seek(0)
    folder = beside(Path(db.location))
    temporary = folder / f".{digest[:16]}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        again = _Hashed(source)
        stored = _written_into(temporary, sealed_files.sealing(again, key), going_on)
        if (again.digest, again.size) != (digest, size):
            raise FileRefused(_("“{name}” changed while it was stored.").format(name=name))
        _placed(temporary, folder, stored)
    except OSError as error:
        raise FileRefused(
            _("{path} cannot be written: {reason}.").format(path=folder, reason=why(error))
        ) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return Stored(sha256=digest, stored=stored, size=size, key=key)


class _Hashed:
    """A file that knows the digest and the size of what was read of it."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self._told, self.size = source, hashlib.sha256(), 0

    def read(self, size: int) -> bytes:
        """Read so much."""
        piece = self._source.read(size)
        self._told.update(piece)
        self.size += len(piece)
        return piece

    @property
    def digest(self) -> str:
        """The digest of what was read."""
        return self._told.hexdigest()


def _read_through(source: BinaryIO, going_on: GoingOn) -> tuple[str, int]:
    told = _Hashed(source)
    while told.read(_PIECE):
        if not going_on(0):
            raise Stopped
    return told.digest, told.size


def _written_into(path: Path, pieces: Iterable[bytes], going_on: GoingOn) -> str:
    """Write pieces into a file; return the digest of what was written."""
    told, done = hashlib.sha256(), 0
    with path.open("wb") as file:
        for piece in pieces:
            told.update(piece)
            file.write(piece)
            done += len(piece)
            if not going_on(done):
                raise Stopped
        file.flush()
        os.fsync(file.fileno())
    return told.hexdigest()


def _placed(temporary: Path, folder: Path, name: str) -> None:
    place = folder / name[:2] / name
    if place.is_file() and _digest(place) == name:
        return
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    placing.seclude(temporary)
    placing.move(temporary, place)
    placing.sync_folder(folder)


def copy_out(db: Database, digest: str, name: str, target: Path) -> None:
    """Write a content into a file, verified, piece by piece where it lies in a file of its own."""
    if not db.is_file:
        placing.write_whole(target, read(db, digest, name))
        return
    with db.read() as session:
        known = _find(session, digest)
    place = _lies(_folders(Path(db.location)), known.stored) if known else None
    if known is None or place is None:
        raise _missing(name)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with place.open("rb") as stored:
            made = _written_into(
                temporary, sealed_files.unsealing(stored, known.key), lambda _n: True
            )
        if made != digest:
            raise _altered(name)
        placing.move(temporary, target)
    except sealed_files.NotWhole:
        raise _altered(name) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _lies(folders: Iterable[Path], stored: str) -> Path | None:
    places = (folder / stored[:2] / stored for folder in folders)
    return next((place for place in places if place.is_file()), None)


def point_to(session: Session, kept: Stored, blob: bytes | None = None) -> None:
    """Have the centre's file know a content; on a server its bytes go along."""
    known = session.get(MaterialContentRecord, kept.sha256)
    if known is not None and known.stored != kept.stored:
        return  # somebody else has just stored the same content
    if known is None and sight.is_there(session, "material_content", kept.sha256):
        return  # in a case that is hidden from this account; from now on it is seen in ours too
    if known is None:
        session.add(
            MaterialContentRecord(
                sha256=kept.sha256, stored=kept.stored, size=kept.size, key=kept.key
            )
        )
    if blob is not None and session.get(MaterialBlobRecord, kept.stored) is None:
        session.add(MaterialBlobRecord(stored=kept.stored, data=blob))
    session.flush()


def blob_of(db: Database, kept: Stored, data: bytes) -> bytes | None:
    """Return what a server stores of a content, None where it lies in a file."""
    return None if db.is_file else sealed_files.sealed(data, kept.key)


def _write(folder: Path, name: str, data: bytes) -> None:
    """Write a file under the digest of its bytes; one that is there and whole stays."""
    place = folder / name[:2] / name
    try:
        if place.is_file() and _digest(place) == name:
            return
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        placing.write_whole(place, data)
        placing.sync_folder(folder)
    except OSError as error:
        raise FileRefused(
            _("{path} cannot be written: {reason}.").format(path=folder, reason=why(error))
        ) from None


def read(db: Database, digest: str, name: str) -> bytes:
    """Return a content, verified from its first byte to its last; `name` is for the sentence."""
    with db.read() as session:
        known = _find(session, digest)
        if known is None:
            raise _missing(name)
        bytes_stored = None if db.is_file else _blob(session, known.stored)
    if db.is_file:
        bytes_stored = _from_folders(_folders(Path(db.location)), known.stored)
    if bytes_stored is None:
        raise _missing(name)
    try:
        data = sealed_files.unsealed(bytes_stored, known.key)
    except sealed_files.NotWhole:
        raise _altered(name) from None
    if hashlib.sha256(data).hexdigest() != digest:
        raise _altered(name)
    return data


def _find(session: Session, digest: str) -> Stored | None:
    row = session.get(MaterialContentRecord, digest)
    if row is None:
        return None
    return Stored(sha256=row.sha256, stored=row.stored, size=row.size, key=row.key)


def _blob(session: Session, stored: str) -> bytes | None:
    return session.scalar(
        select(MaterialBlobRecord.data).where(MaterialBlobRecord.stored == stored)
    )


def _folders(path: Path) -> tuple[Path, ...]:
    """Return where the materials of a file may lie; a backup that is opened has a shared one."""
    return beside(path), shared(path)


def _from_folders(folders: Iterable[Path], stored: str) -> bytes | None:
    for folder in folders:
        with suppress(OSError):
            return (folder / stored[:2] / stored).read_bytes()
    return None


def _missing(name: str) -> NotFound:
    return NotFound(_("The content of “{title}” is missing.").format(title=name))


def _altered(name: str) -> FileRefused:
    return FileRefused(_("The content of “{title}” was altered.").format(title=name))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def whole(folders: Iterable[Path], stored: str) -> Path | None:
    """Return where a content lies whole, None if it lies nowhere or was altered."""
    for folder in folders:
        place = folder / stored[:2] / stored
        with suppress(OSError):
            if place.is_file() and _digest(place) == stored:
                return place
    return None


# -- backup, restore and check ----------------------------------------------------------------


def copied(
    stored: Iterable[str],
    source: Path,
    target: Path,
    progress: Progress | None = None,
    *,
    quick: bool = False,
) -> tuple[str, ...]:
    """Copy contents into a folder, those that are not there yet; return those found nowhere.

    `source` and `target` are files of the centre's or backups; each has its folders. A `quick`
    copy, made every hour, gives contents a second name on the same disk, and takes what is there
    with its size for whole: the monthly rehearsal reads all of it.
    """
    names, lacking = sorted(set(stored)), []
    for number, name in enumerate(names):
        if progress and not progress(number, len(names)):
            raise DeskError(_("Cancelled. Nothing was left behind."))
        place = target / name[:2] / name
        if quick and _seems_there(_folders(source), name, place):
            continue
        if not quick and place.is_file() and _digest(place) == name:
            continue
        found = whole(_folders(source), name)
        if found is None:
            lacking.append(name)
        elif quick:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            placing.also_named(found, place)
        else:
            _copy(found, place)
    return tuple(lacking)


def _seems_there(folders: Iterable[Path], name: str, place: Path) -> bool:
    """Say whether a copy has the size of its original, which must be there too."""
    for folder in folders:
        with suppress(OSError):
            return (folder / name[:2] / name).stat().st_size == place.stat().st_size
    return False


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with source.open("rb") as reading, temporary.open("wb") as writing:
            placing.seclude(temporary)
            shutil.copyfileobj(reading, writing, 1 << 20)
            writing.flush()
            os.fsync(writing.fileno())
        placing.move(temporary, place)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def lacking(db: Database) -> Iterator[str]:
    """Yield the digests of contents that are missing or altered."""
    with db.read() as session:
        query = select(MaterialContentRecord.sha256, MaterialContentRecord.stored)
        known = [(digest, stored) for digest, stored in session.execute(query)]
    for digest, stored in known:
        if db.is_file:
            if whole(_folders(Path(db.location)), stored) is None:
                yield digest
            continue
        with db.read() as session:
            data = _blob(session, stored)
        if data is None or hashlib.sha256(data).hexdigest() != stored:
            yield digest


def take_away(db: Database, stored: Iterable[str]) -> None:
    """Take away files of contents whose rows are gone; on a server they went with their rows.

    Backups have the same file under a name of their own, which stays.
    """
    if db.is_file:
        for name in stored:
            with suppress(OSError):
                (beside(Path(db.location)) / name[:2] / name).unlink(missing_ok=True)


def sweep(db: Database, before: float) -> int:
    """Take away files that no row points to and that are older; a crash leaves such a file."""
    if not db.is_file:
        return 0
    with db.read() as session:
        known = set(session.scalars(select(MaterialContentRecord.stored)))
    gone = 0
    folder = beside(Path(db.location))
    for place in (*folder.glob("??/*"), *folder.glob(".*.part")):
        with suppress(OSError):
            if place.name not in known and place.stat().st_mtime < before:
                place.unlink()
                gone += 1
    return gone
