"""Folders in which backups are made by themselves: names, digests, a second medium, thinning.

A backup's name says when it was made, of which centre, and whether anybody can read it; its
SHA-256 stands in a small file beside it, which other programs understand too (sha256sum).
"""

import hashlib
import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mediation_desk import paths
from mediation_desk.domain.day_text import BEIJING, beijing
from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.domain.keeping import kept
from mediation_desk.i18n import _
from mediation_desk.storage import placing

ENDING = "deskbackup"
UNENCRYPTED = "未加密"
MARK = "mediation-desk-backups.txt"
"""Stands on a second medium: an empty folder where a stick was is not taken for the stick."""

_NAME = re.compile(rf"调解台备份-(\d{{8}}-\d{{6}})-([0-9a-f]{{8}})(?:-{UNENCRYPTED})?\.{ENDING}")
_PIECE = 1 << 20
CODE_LENGTH = 8

Progress = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup in such a folder."""

    path: Path
    at: datetime


def beside(location: str, *, is_file: bool) -> Path:
    """Return the folder for a centre's own backups; those of a server lie with the user's data."""
    if is_file:
        path = Path(location)
        return path.with_name(f"{path.name}.backups")
    return paths.user_data() / "backups"


def name_for(code: str, at: datetime, *, encrypted: bool) -> str:
    """Return the name of a backup made at a moment; `code` tells the centres apart."""
    plain = "" if encrypted else f"-{UNENCRYPTED}"
    return f"调解台备份-{beijing(at):%Y%m%d-%H%M%S}-{code[:CODE_LENGTH]}{plain}.{ENDING}"


def found(folder: Path, code: str | None) -> tuple[Made, ...]:
    """Return the backups of a centre in a folder, the newest first; of every one without a code."""
    made = []
    with suppress(OSError):
        for path in folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match and (code is None or match[2] == code[:CODE_LENGTH]):
                with suppress(ValueError):
                    at = datetime.strptime(match[1], "%Y%m%d-%H%M%S").replace(tzinfo=BEIJING)
                    made.append(Made(path=path, at=at.astimezone(UTC)))
    return tuple(sorted(made, key=lambda one: one.at, reverse=True))


def thin(folder: Path, code: str) -> tuple[Path, ...]:
    """Take away the backups that no rung of the ladder keeps; return them."""
    made = found(folder, code)
    keep = kept(one.at for one in made)
    gone = [one.path for one in made if one.at not in keep]
    for path in gone:
        for part in (digest_file(path), path):
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return tuple(gone)


def digest_file(path: Path) -> Path:
    """Return where the digest of a backup stands."""
    return path.with_name(f"{path.name}.sha256")


def digest(path: Path) -> str:
    """Return the SHA-256 of a closed file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep_digest(path: Path, told: str) -> None:
    """Write the digest beside a backup."""
    placing.write_whole(digest_file(path), f"{told}  {path.name}\n".encode())


def require_digest(path: Path) -> None:
    """Refuse a backup that is not, byte for byte, what was made; one without a digest passes."""
    try:
        told = digest_file(path).read_text("utf-8").split()
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError):
        told = []
    if not told or told[0] != digest(path):
        raise FileRefused(
            _("{path} is not what was written when it was made. Take another backup.").format(
                path=path
            )
        )


def copy(source: Path, folder: Path, progress: Progress | None = None) -> Path:
    """Copy a backup to another folder, read it back, and give it its name only if it is the same.

    The digest is that of the copy as it came from the medium, compared with that of the original.
    """
    target = folder / source.name
    temporary = folder / f".{source.name}.{os.getpid()}.part"
    size, done, original = source.stat().st_size, 0, hashlib.sha256()
    try:
        with source.open("rb") as reading, temporary.open("wb") as writing:
            placing.seclude(temporary)
            while piece := reading.read(_PIECE):
                original.update(piece)
                writing.write(piece)
                done += len(piece)
                if progress and not progress(done, size):
                    raise DeskError(_("Cancelled. Nothing was left behind."))
            writing.flush()
            os.fsync(writing.fileno())
            _forget(writing.fileno())
        if digest(temporary) != original.hexdigest():
            raise FileRefused(
                _("The copy in {folder} is not the same as the backup. Try another medium.").format(
                    folder=folder
                )
            )
        told = source.stat()
        os.utime(temporary, (told.st_atime, told.st_mtime))
        placing.move(temporary, target)
        keep_digest(target, original.hexdigest())
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return target


def _forget(handle: int) -> None:
    """Have what follows read from the medium, not from memory, where the system can."""
    forget = getattr(os, "posix_fadvise", None)
    if forget is not None:
        with suppress(OSError):
            forget(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def mark(folder: Path, code: str, name: str) -> None:
    """Mark a folder as a second medium of this centre's; it may be one of others' as well."""
    lines = _marks(folder)
    lines[code[:CODE_LENGTH]] = name
    text = "".join(f"{one}  {whose}\n" for one, whose in sorted(lines.items()))
    placing.write_whole(folder / MARK, text.encode(), shared=True)  # others' desks look for it


def is_marked(folder: Path, code: str) -> bool:
    """Say whether the medium is there: the folder, with this centre's mark in it."""
    return code[:CODE_LENGTH] in _marks(folder)


def _marks(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / MARK).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.partition("  ") for line in lines)
    return {code: name for code, _two, name in pairs if code}


def same_disk(one: Path, other: Path) -> bool:
    """Say whether two folders lie on one disk, so that both go with it."""
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False
