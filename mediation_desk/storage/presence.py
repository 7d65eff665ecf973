"""Who has the file open: a lock beside it, which the system takes back when a program ends.

Every open `Database` shares the lock; a restore asks for it alone. What a crash leaves behind is
an empty file that nobody holds. The centre's own file is never opened for this: closing it would
drop SQLite's locks.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.i18n import _
from mediation_desk.storage import one_name

OPENING_SECONDS = 5.0
"""How long an opening waits for a restore to end."""
ALONE_SECONDS = 0.3
"""How long a restore waits for somebody who is just letting go."""
_HELD = (BlockingIOError, PermissionError)

if sys.platform == "win32":
    import msvcrt
    import secrets

    _ALL = 2**31 - 1

    def _lock(handle: int, *, alone: bool) -> None:
        """Take one byte of one's own to share, all of them to be alone."""
        os.lseek(handle, 0 if alone else secrets.randbelow(_ALL), os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, _ALL if alone else 1)

    def _leave(handle: int, beside: Path, *, alone: bool) -> None:
        """Let go; the last one takes the file away, which the system refuses to all others."""
        with suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_UNLCK, _ALL if alone else 1)
        os.close(handle)
        with suppress(OSError):
            beside.unlink()

else:
    import fcntl

    def _lock(handle: int, *, alone: bool) -> None:
        with suppress(OSError):
            os.fchmod(handle, 0o644)  # another account of this computer must see the lock
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)

    def _leave(handle: int, beside: Path, *, alone: bool) -> None:
        """Let go; whoever can be alone is the last one and takes the file away."""
        with suppress(OSError):
            if not alone:
                _lock(handle, alone=True)
            if _is_there(handle, beside):
                beside.unlink()
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)  # also where a child process has inherited it
        os.close(handle)


def keep(path: Path) -> Callable[[], None]:
    """Share the lock of a file that is being opened; returns what lets go of it and its name."""
    beside = _beside(path)
    try:
        handle = _enter(beside, alone=False, seconds=OPENING_SECONDS)
    except _HELD:
        raise DeskError(
            _("{path} is just being restored. Please try again in a moment.").format(path=path)
        ) from None

    def leave() -> None:
        if handle is not None:
            _leave(handle, beside, alone=False)

    try:
        let_go_of_name = one_name.keep(path)
    except FileRefused:
        leave()
        raise

    def let_go() -> None:
        let_go_of_name()
        leave()

    return let_go


@contextmanager
def alone(path: Path, otherwise: FileRefused) -> Iterator[None]:
    """Keep everybody else from opening the file; refuse where somebody has it open."""
    beside = _beside(path)
    try:
        handle = _enter(beside, alone=True, seconds=ALONE_SECONDS)
    except _HELD:
        raise otherwise from None
    try:
        yield
    finally:
        if handle is not None:
            _leave(handle, beside, alone=True)


def _beside(path: Path) -> Path:
    whole = path.resolve()
    return whole.with_name(f"{whole.name}.open")


def _enter(beside: Path, *, alone: bool, seconds: float) -> int | None:
    """Return a handle that holds the lock, None where the folder or disk takes no lock.

    Nothing can be saved there either, so that no restore could do harm.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            handle = os.open(beside, os.O_RDONLY | os.O_CREAT, 0o644)
        except OSError:
            return None
        try:
            _lock(handle, alone=alone)
            if _is_there(handle, beside):
                return handle
        except _HELD:
            if time.monotonic() > deadline:
                os.close(handle)
                raise
        except OSError:
            os.close(handle)
            return None
        os.close(handle)
        time.sleep(0.01)


def _is_there(handle: int, beside: Path) -> bool:
    """Say whether what is held is still the file of that name: the last one takes it away."""
    try:
        return os.path.samestat(os.fstat(handle), beside.stat())
    except FileNotFoundError:
        return False
