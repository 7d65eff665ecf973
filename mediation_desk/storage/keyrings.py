"""Where the key file is: beside the centre's file, once more in the user's own folder, and at the
end of every backup, which then needs nothing but a password.

A file of the centre's that is encrypted begins with a salt that only its key file knows.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from mediation_desk import paths
from mediation_desk.domain.errors import FileRefused, Unreadable
from mediation_desk.domain.system_words import why
from mediation_desk.i18n import _
from mediation_desk.security import keyring as keys
from mediation_desk.security.cells import Cells
from mediation_desk.security.hashing import SALT_BYTES, derived
from mediation_desk.security.keyring import Keyring, Root
from mediation_desk.storage import places, placing, seals
from mediation_desk.storage.connecting import FileKey

ENDING = ".keys"
_PAGE = 4096
_FOOT = b"MDKKEYS1"
_LENGTH = 8


def beside(path: Path) -> Path:
    """Return where the key file of a file of the centre's is."""
    return path.with_name(f"{path.name}{ENDING}")


def _copies() -> Path:
    return paths.user_data() / "keys"


def read(path: Path) -> Keyring | None:
    """Return the key file beside a file, None where it has none."""
    place = beside(path)
    try:
        text = place.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise _unreadable(place) from None
    return _understood(place, text)


def _understood(place: Path, text: str) -> Keyring:
    try:
        return keys.read(text)
    except keys.Unreadable:
        raise _unreadable(place) from None


def _unreadable(place: Path) -> Unreadable:
    return Unreadable(
        _(
            "The key file {path} cannot be read. Put a copy of it there, or restore a backup."
        ).format(path=place)
    )


def write(path: Path, keyring: Keyring) -> None:
    """Write the key file beside a file, whole or not at all, and its copy in the user's folder."""
    data = keys.written(keyring).encode("utf-8")
    try:
        placing.write_whole(beside(path), data)
    except OSError as error:
        raise FileRefused(
            _("{path} cannot be written: {reason}.").format(path=beside(path), reason=why(error))
        ) from None
    with suppress(OSError):  # the copy is a comfort, and must not stop what is being saved
        folder = _copies()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        placing.write_whole(folder / f"{keyring.file_id}{ENDING}", data)


def remove(path: Path) -> None:
    """Take the key file away, where its file did not come to be."""
    beside(path).unlink(missing_ok=True)


def copy_for(start: bytes = b"", file_id: str = "") -> Keyring | None:
    """Return the copy in the user's folder for a file that begins so, or that is named so."""
    for place in _kept():
        with suppress(OSError, UnicodeDecodeError, keys.Unreadable):
            found = keys.read(place.read_text(encoding="utf-8"))
            if file_id and found.file_id == file_id:
                return found
            if start and any(one.salt == start[:SALT_BYTES] for one in found.generations):
                return found
    return None


def require(path: Path, file_id: str) -> Keyring:
    """Return the key file of a file with accounts; its copy takes its place where it is gone."""
    found = read(path)
    if found is None and (found := copy_for(file_id=file_id)) is not None:
        write(path, found)
    if found is None:
        raise Unreadable(
            _(
                "The key file {path} is missing. Put a copy of it there, or restore a backup."
            ).format(path=beside(path))
        )
    return found


def _kept() -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(_copies().glob(f"*{ENDING}"))


def file_key(root: Root) -> FileKey | None:
    """Return the keys of the file and its sensitive values, None where it is not encrypted."""
    if not root.salt:
        return None
    cells = None if root.field is None else Cells(root.field)
    return FileKey(derived(root.key, "file"), root.salt, cells)


# -- at the end of a backup ------------------------------------------------------------------


def append(path: Path, keyring: Keyring) -> None:
    """Write the key file after the last page of a closed backup."""
    text = keys.written(keyring).encode("utf-8")
    foot = len(text).to_bytes(_LENGTH, "big") + _FOOT
    with path.open("r+b") as file:
        file.seek(0, 2)
        file.write(text + bytes(-(len(text) + len(foot)) % _PAGE) + foot)
        file.flush()
        os.fsync(file.fileno())


def cut_off(path: Path) -> None:
    """Take the key file off the end of a closed copy, which is to be worked on."""
    with path.open("r+b") as file:
        size = seals.end(file)
        file.seek(size - _LENGTH - len(_FOOT))
        whole = int.from_bytes(file.read(_LENGTH), "big") + _LENGTH + len(_FOOT)
        file.truncate(size - whole - (-whole % _PAGE))
        file.flush()
        os.fsync(file.fileno())


def settle(path: Path) -> None:
    """Finish a restore: put the key file that a closed copy carries at its end beside it.

    A kill before it is done leaves the key file at the end, and this is asked again at sign-in.
    """
    found = at_end(path, places.is_open)
    if found is not None:
        write(path, found)
        cut_off(path)


def at_end(path: Path, is_open: Callable[[Path], bool]) -> Keyring | None:
    """Return the key file at the end of a backup, None where there is none."""
    if is_open(path):
        raise RuntimeError("the file is open in this program")
    try:
        with path.open("rb") as file:
            size = seals.end(file)
            file.seek(max(0, size - _LENGTH - len(_FOOT)))
            foot = file.read(_LENGTH + len(_FOOT))
            if not foot.endswith(_FOOT) or len(foot) != _LENGTH + len(_FOOT):
                return None
            length = int.from_bytes(foot[:_LENGTH], "big")
            whole = length + len(foot)
            start = size - whole - (-whole % _PAGE)
            if start < 0:
                return None
            file.seek(start)
            text = file.read(length)
    except OSError:
        return None
    try:
        return keys.read(text.decode("utf-8"))
    except (UnicodeDecodeError, keys.Unreadable):
        return None
