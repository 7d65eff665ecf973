"""A file is open under one of its names only: SQLite finds a journal by the name beside it.

Two programs that open one file by two names (hard links) would each go on without the journal of
the other. Who has which file open is noted by device and number in a folder of this account.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _

_LONGEST = 8192


def keep(path: Path) -> Callable[[], None]:
    """Note under which name a file is open, or refuse another one; returns what lets go of it.

    Where the system keeps no such notes, or Windows does, the file is opened all the same.
    """
    if sys.platform == "win32" or (note := _note(path)) is None:
        return lambda: None
    import fcntl

    name = str(path.resolve()).encode()
    try:
        handle = os.open(note, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return lambda: None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(handle, 0)
            os.pwrite(handle, name, 0)
        except BlockingIOError:
            held = os.pread(handle, _LONGEST, 0)
            if held not in (b"", name):
                raise _open_as(path, held.decode(errors="replace")) from None
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileRefused:
        os.close(handle)
        raise
    except OSError:  # just being taken by one who is opening it, or no locks on this disk
        pass

    def let_go() -> None:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)  # also where a child process has inherited it
        os.close(handle)

    return let_go


def _note(path: Path) -> Path | None:
    try:
        found = path.stat()
        folder = Path(tempfile.gettempdir()) / f"mediation-desk-{os.getuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return folder / f"{found.st_dev}-{found.st_ino}.open"


def _open_as(path: Path, other: str) -> FileRefused:
    return FileRefused(
        _(
            "{path} is the same file as {other}, which is open. Open it by that name: under two"
            " names at once it would be damaged."
        ).format(path=path, other=other)
    )
