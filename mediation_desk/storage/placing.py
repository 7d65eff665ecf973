"""Giving a file its name for good. SQLAlchemy is not needed here."""

import os
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

_HELD_ON_WINDOWS = {5, 32, 33}
_PATIENCE = 2.5


def move(source: Path, target: Path) -> None:
    """Give a file its name for good; on Windows a virus scanner may hold it for a moment."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            source.replace(target)
            break
        except OSError as error:
            held = getattr(error, "winerror", None) in _HELD_ON_WINDOWS
            if not held or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that a new name in a folder survives a power cut, where the system can."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def seclude(path: Path) -> None:
    """Let nobody else of this computer read a file; a stick that knows no owners is left."""
    with suppress(OSError):
        path.chmod(0o600)


def write_whole(path: Path, data: bytes, *, shared: bool = False) -> None:
    """Write a file under another name, then put it in place: the old one or the new one.

    Others of this computer may read it only where it is `shared`.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            if not shared:
                seclude(temporary)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        move(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def also_named(path: Path, other: Path) -> None:
    """Let a closed file have another name too; where the disk knows no such thing, copy it."""
    try:
        os.link(path, other)
    except OSError:
        temporary = other.with_name(f".{other.name}.{os.getpid()}.part")
        try:
            temporary.touch()
            seclude(temporary)
            shutil.copyfile(path, temporary)
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            move(temporary, other)
        finally:
            temporary.unlink(missing_ok=True)
    sync_folder(other.parent)
