"""Where a file may be, and what it says of itself before anything opens it."""

import os
import stat
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediation_desk.domain.errors import Damaged, FileRefused, Unreadable
from mediation_desk.domain.system_words import why
from mediation_desk.i18n import _
from mediation_desk.storage.marks import APPLICATION_ID, HEAD

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_SHARES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "9p", "afs", "ncpfs", "fuse.sshfs"}
_SHARES |= {"afpfs", "webdav", "fuse.gvfsd-fuse", "davfs", "fuse.davfs", "glusterfs", "ceph"}

_open: Counter[tuple[int, int]] = Counter()
_open_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Header:
    """The version of the schema that a file of ours carries; an encrypted one tells it later."""

    version: int
    encrypted: bool = False


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another, however its path is written."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def keep_open(path: Path) -> Callable[[], None]:
    """Remember that this program works on the file: nobody may open it behind SQLite's back.

    Returns what forgets it again.
    """
    key = identity(path) or (0, 0)

    def let_go() -> None:
        with _open_lock:
            _open[key] -= 1
            if _open[key] <= 0:
                del _open[key]

    with _open_lock:
        _open[key] += 1
    return let_go


def is_open(path: Path) -> bool:
    """Say whether this program works on the file."""
    with _open_lock:
        return identity(path) in _open


def header(path: Path) -> Header:
    """Read what the file says of itself, or refuse it; the file is not touched.

    Closing any handle drops SQLite's locks of the whole process (reliability.md 0, finding 9),
    so this must not be asked of a file that is open here.
    """
    if is_open(path):
        raise RuntimeError("the file is open in this program")
    try:
        _require_regular(path, path.stat())
        with path.open("rb") as file:
            start = file.read(_HEADER)
    except FileNotFoundError:
        raise FileRefused(_("There is no file {path}.").format(path=path)) from None
    except OSError as error:
        raise unreadable(path, error) from None
    return _enciphered(path, start) or _understood(path, start)


def require_itself(path: Path) -> None:
    """Refuse a link, folder, pipe or device where the live file should be; nothing is opened.

    Behind a link SQLite and the desk would disagree on what lies beside the file: its journal,
    its key file, its backups (reliability.md 4, rows 56 and 57).
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise unreadable(path, error) from None
    if stat.S_ISLNK(found.st_mode):
        raise FileRefused(
            _("{path} is a link. Open the file that it leads to: {target}.").format(
                path=path, target=path.resolve()
            )
        )
    _require_regular(path, found)


def _require_regular(path: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise FileRefused(_("{path} is a folder, not a file.").format(path=path))
    if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for whoever writes into it
        raise FileRefused(
            _("{path} is a device or a pipe, not a file. Choose another file.").format(path=path)
        )


def _enciphered(path: Path, start: bytes) -> Header | None:
    """Return the header of an encrypted file, which begins with what only its key file knows."""
    if len(start) < _HEADER or start.startswith(_MAGIC) or not any(start):
        return None
    from mediation_desk.storage import keyrings

    found = keyrings.at_end(path, is_open) or keyrings.read(path) or keyrings.copy_for(start)
    known = found is not None and any(
        start.startswith(one.salt or _MAGIC) for one in found.generations
    )
    return Header(0, encrypted=True) if known else None


def starts_with(path: Path, count: int = 16) -> bytes:
    """Return how a file begins that nobody works on, nothing where it cannot be read."""
    if is_open(path):
        raise RuntimeError("the file is open in this program")
    try:
        with path.open("rb") as file:
            return file.read(count)
    except OSError:
        return b""


def require_enciphered(path: Path, salt: bytes) -> None:
    """Refuse to go on with a file that should be encrypted and is not."""
    if starts_with(path, len(salt)) != salt:
        raise FileRefused(
            _("{path} could not be encrypted. Nothing was kept; install the program again.").format(
                path=path
            )
        )


def require_ours(path: Path, connection: Any) -> int:  # noqa: ANN401 - the library has no types
    """Refuse an open file that is another program's; return the version of its schema."""
    [mark] = connection.execute("PRAGMA application_id").fetchone()
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if mark != APPLICATION_ID:
        raise _of_others(path)
    return int(version)


def unreadable(path: Path, error: OSError) -> FileRefused:
    """Say why the system does not give a file."""
    reason = why(error)
    return FileRefused(_("{path} cannot be read: {reason}.").format(path=path, reason=reason))


def _understood(path: Path, start: bytes) -> Header:
    if not start:
        raise Damaged(
            _("{path} is empty (zero bytes). Restore a backup, or choose another file.").format(
                path=path
            )
        )
    if not any(start):
        raise Damaged(
            _("{path} is damaged: it begins with zeros. Restore a backup.").format(path=path)
        )
    if not start.startswith(_MAGIC):
        raise Unreadable(
            _(
                "{path} is not a file of Mediation Desk, or it is encrypted and its key file"
                " {keys} is missing."
            ).format(path=path, keys=f"{path.name}.keys")
        )
    if len(start) < _HEADER:
        raise damaged(path)
    if int.from_bytes(start[68:72], "big") != APPLICATION_ID:
        raise _of_others(path)
    return Header(int.from_bytes(start[60:64], "big"))


def _of_others(path: Path) -> FileRefused:
    return FileRefused(
        _("{path} belongs to another program; Mediation Desk leaves it alone.").format(path=path)
    )


def damaged(path: str | Path) -> Damaged:
    """Say that a file of ours cannot be read as one."""
    return Damaged(_("{path} is damaged. Restore a backup.").format(path=path))


def require_local(path: Path) -> None:
    """Refuse a network share: locks and syncs cannot be relied on there."""
    folder = path.resolve().parent
    remote = _remote_windows(folder) if sys.platform == "win32" else _remote_posix(folder)
    if remote:
        raise FileRefused(
            _(
                "{path} lies on a network share, where a file can be damaged. Put it on a disk of "
                "this computer; several desks share one centre through PostgreSQL."
            ).format(path=path)
        )


_SYNCED = {
    "onedrive": "OneDrive",
    "坚果云": "坚果云",
    "我的坚果云": "坚果云",
    "nutstore": "坚果云",
    "nutstore files": "坚果云",
    "baidusyncdisk": "百度网盘",
    "baidunetdisk": "百度网盘",
    "百度网盘": "百度网盘",
    "百度网盘同步空间": "百度网盘",
    "wps云盘": "WPS云盘",
    "wps云文档": "WPS云盘",
    "wpsdrive": "WPS云盘",
    "wps cloud files": "WPS云盘",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "weiyun": "腾讯微云",
    "腾讯微云": "腾讯微云",
    "nextcloud": "Nextcloud",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
}
"""The folders of programs that copy files elsewhere, by their usual names (reliability.md P9)."""


def synced_by(path: str | Path) -> str:
    """Return which program copies the folder of a file elsewhere, by the folders' names.

    Such a program may take a file apart while it is written, or put an older one in its place.
    """
    for folder in Path(path).absolute().parents:
        name = folder.name.casefold()
        if found := _SYNCED.get(name) or _SYNCED.get(name.partition(" - ")[0]):
            return found
    return ""


def on_stick(path: str | Path) -> bool:
    """Say whether a file lies on a disk that is made to be pulled out, as a stick is (P9)."""
    folder = Path(path).absolute().parent
    if sys.platform == "win32":
        return _drive_windows(folder) == _DRIVE_REMOVABLE
    return _is_removable(_block_device(folder))


def _block_device(folder: Path) -> Path | None:
    """Return what the kernel says of the device that holds a folder, None where it says nothing."""
    try:
        number = folder.stat().st_dev
        return Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}").resolve(strict=True)
    except OSError:
        return None


def _is_removable(device: Path | None) -> bool:
    """Say whether a device, or the one of which it is a part, can be pulled out."""
    for place in (device, device.parent) if device is not None else ():
        try:
            return (place / "removable").read_text().strip() == "1"
        except OSError:
            continue
    return False


_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4
"""What Windows calls the kinds of drives."""


def _remote_windows(folder: Path) -> bool:
    """Say whether the folder is on another computer (UNC path or mapped drive)."""
    return str(folder).startswith("\\\\") or _drive_windows(folder) == _DRIVE_REMOTE


def _drive_windows(folder: Path) -> int:
    import ctypes  # only Windows has what is asked of it here

    windll = getattr(ctypes, "windll")  # noqa: B009 - absent elsewhere, and mypy knows it
    return int(windll.kernel32.GetDriveTypeW(f"{folder.drive}\\"))


def _remote_posix(folder: Path) -> bool:
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    return filesystem(folder, mounts.read_text(encoding="utf-8", errors="replace")) in _SHARES


def filesystem(folder: Path, mounts: str) -> str:
    """Return the kind of file system that holds a folder, from the kernel's table of mounts."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = Path(parts[1].replace("\\040", " "))
        if folder == point or point in folder.parents:
            depth = len(point.parts)
            if depth >= best:
                best, kind = depth, parts[2]
    return kind


def require_writable(path: Path) -> None:
    """Refuse a file or folder that cannot be written."""
    if not os.access(path, os.W_OK):
        raise read_only(path)
    if not os.access(path.parent, os.W_OK):
        raise read_only(path.parent)


def read_only(path: str | Path) -> FileRefused:
    """Say that nothing can be saved there."""
    return FileRefused(
        _("{path} cannot be written. Ask for the right to write there, or move the file.").format(
            path=path
        )
    )


def require_usable(path: Path) -> Header:
    """Refuse what cannot be the live file, before anything is opened; return what it says."""
    require_itself(path)
    require_local(path)
    said = header(path)
    if not said.encrypted:
        if said.version < 1:
            raise damaged(path)
        require_known(str(path), said.version)
    require_writable(path)
    return said


def require_known(location: str, version: int) -> None:
    """Refuse what a newer program wrote."""
    if version > HEAD:
        raise FileRefused(
            _(
                "{path} was written by a newer version of Mediation Desk. Install that version; "
                "the file was not touched."
            ).format(path=location)
        )
