"""A desk that saves while somebody watches its calls to the system, in a child of this process.

It writes the operations that were acknowledged into a file, each in a line that begins with `ACK`,
and what it was refused with `NO`. With `again` it saves what was refused once more, as a person
would; a desk that the disk let not be opened, told with `SHUT`, is opened once more, too.
"""

import ctypes
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError
from mediation_desk.services.desk import Desk
from tests.faults import centre

_ANY_MAY_WATCH = (0x59616D61, -1)
"""prctl: PR_SET_PTRACER, PR_SET_PTRACER_ANY."""
_LONGEST = 20.0


def watched(strace: Sequence[str], work: Callable[[], None]) -> None:
    """Let a child do its work under strace, with options that say what is watched, or fails."""
    waits, goes = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.close(goes)
            ctypes.CDLL(None).prctl(*_ANY_MAY_WATCH, 0, 0, 0)
            os.read(waits, 1)
            work()
            status = 0
        finally:
            os._exit(status)
    os.close(waits)
    command = ["strace", "-f", "-qq", *strace, "-p", str(process)]
    with subprocess.Popen(command) as watching:
        try:
            _attached(process, watching)
        finally:
            os.close(goes)  # it begins, also to end by itself where nobody watches it
            os.waitpid(process, 0)
    if watching.returncode:
        raise AssertionError(f"strace ended with {watching.returncode}")


def _attached(process: int, watching: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _LONGEST
    status = Path(f"/proc/{process}/status")
    while "TracerPid:\t0\n" in status.read_text(encoding="ascii", errors="replace"):
        if watching.poll() is not None or time.monotonic() > deadline:
            raise AssertionError("strace did not begin")
        time.sleep(0.002)


def save(
    opened: Callable[[], Desk],
    tell: Path,
    operations: Sequence[str],
    *,
    again: bool = False,
    anew: bool = False,
    words: int = 0,
) -> None:
    """Save, and tell of it; `anew` gives each attempt an operation of its own."""
    i18n.use(i18n.ENGLISH)
    handle = os.open(tell, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    desk = _opened(opened, handle, again=again)
    os.write(handle, b"BEGIN\n")
    for first in operations:
        for attempt in range(5):
            operation = f"{first}-{attempt}" if anew else first
            try:
                centre.register(desk, operation, words)
                os.write(handle, f"ACK {operation}\n".encode())
                break
            except DeskError as error:
                os.write(handle, f"NO {operation} {error}\n".encode())
                if not again:
                    break
    os.write(handle, b"END\n")


def _opened(opened: Callable[[], Desk], handle: int, *, again: bool) -> Desk:
    while True:
        try:
            return opened()
        except DeskError as error:
            os.write(handle, f"SHUT {error}\n".encode())
            if not again:
                raise
