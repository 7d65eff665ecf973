"""The process that reads a foreign file: it can neither write, nor start or reach anything.

Where the system has limits for a process (`setrlimit`, on Windows a job object) they hold back its
memory; elsewhere only its time and the size of its answer are limited, by the desk. Python's audit
hook refuses files other than the program's own, and the network. None of this trusts what was
read: it is a second wall behind importers that refuse by themselves.
"""

import json
import mimetypes
import os
import sys
import sysconfig
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from mediation_desk import i18n, paths
from mediation_desk.domain.errors import DeskError

MEMORY = 700 * 2**20
MOST_TOLD = 8_000
Part = object
"""A part of an answer: bytes, or what JSON can say."""
Job = Callable[..., Iterable[Part]]


class Line(Protocol):
    """An end of the line between the desk and a reader (a Connection of either system)."""

    def send(self, obj: Any, /) -> None:  # noqa: ANN401 - what the desk asks
        """Say what the desk asks."""

    def recv(self) -> Any:  # noqa: ANN401 - what the desk asked
        """Hear what the desk asks."""

    def send_bytes(self, buf: bytes, /) -> None:
        """Say some bytes."""

    def recv_bytes(self, maxlength: int | None = None) -> bytes:
        """Hear some bytes, at most so many."""

    def poll(self, timeout: float | None = 0.0) -> bool:
        """Say whether there is something to hear."""

    def close(self) -> None:
        """Let go of the line."""


READY, SAID, BYTES, REFUSED, MEMORY_GONE, FAULT, END = (bytes([n]) for n in b"+jbrmx.")
_SPARE_SECONDS = 5
_MOST_FILES = 64
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NEVER = ("socket.", "subprocess.", "shutil.", "ftplib.", "smtplib.", "urllib.", "webbrowser.")
_NOR = frozenset(
    f"os.{name}"
    for name in (
        *("system", "exec", "posix_spawn", "spawn", "startfile", "fork", "forkpty", "kill"),
        *("remove", "rename", "rmdir", "mkdir", "link", "symlink", "truncate", "chmod", "chown"),
    )
)


def serve(connection: Line) -> None:
    """Read files as the desk asks, one after the other, until it lets go."""
    sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - until the end
    for name in [name for name in os.environ if "PASS" in name.upper()]:
        del os.environ[name]
    mimetypes.knownfiles.clear()  # lists of the system that nothing here needs
    _limit_memory()
    _forbid()
    answer_all(connection)


def answer_all(connection: Line) -> None:
    """Answer what is asked; each question names a function, what it is given, and the content."""
    while True:
        try:
            job, given, language, seconds = connection.recv()
            connection.send_bytes(READY)
            _limit_time(seconds)
            data = connection.recv_bytes()
        except (EOFError, OSError):
            return
        with i18n.speaking(language):
            try:
                _answer(connection, job, data, given)
            except OSError:  # nobody is listening any more
                return
        del data


def _answer(connection: Line, job: Job, data: bytes, given: tuple[object, ...]) -> None:
    try:
        for part in job(data, *given):
            if isinstance(part, bytes):
                connection.send_bytes(BYTES + part)
            else:
                connection.send_bytes(SAID + json.dumps(part, separators=(",", ":")).encode())
        connection.send_bytes(END)
    except DeskError as refusal:
        connection.send_bytes(REFUSED + str(refusal)[:MOST_TOLD].encode(errors="replace"))
    except MemoryError:
        connection.send_bytes(MEMORY_GONE)
    except BrokenPipeError:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever a foreign file brings about
        connection.send_bytes(FAULT + type(fault).__name__.encode())


def _limit_time(seconds: float) -> None:
    """Let the system end the process where the desk cannot any more."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = used.ru_utime + used.ru_stime
        _lower(resource.RLIMIT_CPU, int(spent + seconds) + _SPARE_SECONDS)


def _limit_memory() -> None:
    if sys.platform == "win32":
        from mediation_desk.security import windows_job

        windows_job.confine(MEMORY)
    else:
        import resource

        for kind, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, _MOST_FILES),
        ):
            _lower(kind, most)


def _lower(kind: int, most: int) -> None:
    """Set a limit where the system knows it; one that is narrower already stays."""
    if sys.platform != "win32":
        import resource

        _soft, hard = resource.getrlimit(kind)
        try:
            if hard == resource.RLIM_INFINITY or most <= hard:
                resource.setrlimit(kind, (most, hard))
        except (ValueError, OSError):  # as on macOS, where the address space has no limit
            return


def _forbid() -> None:
    """Have the interpreter refuse what no reader of files needs."""
    ours = tuple(_own_places())

    def watch(event: str, told: tuple[object, ...]) -> None:
        if event in _NOR or event.startswith(_NEVER):
            raise PermissionError(event)
        if event == "open" and isinstance(told[0], str | bytes):
            flags = told[2] if isinstance(told[2], int) else 0
            path = os.path.abspath(os.fsdecode(told[0]))  # noqa: PTH100 - a Path is made slowly
            if flags & _WRITING or not os.path.normcase(path).startswith(ours):
                raise PermissionError(event)

    sys.addaudithook(watch)


def _own_places() -> set[str]:
    """Return the folders of the interpreter, its libraries, the program, and the system's fonts."""
    places = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()}
    places |= {entry for entry in sys.path if entry and Path(entry).is_absolute()}
    places |= {str(paths.resources()), str(paths.forms()), str(Path(paths.__file__).parent)}
    places |= {"/usr/share", "/usr/lib", "/usr/local/share", "/System/Library/Fonts"}
    places.add(str(Path(os.environ.get("SYSTEMROOT", "/usr/share")) / "Fonts"))
    found = {place for place in places if len(Path(place).parts) > 1}
    found |= {str(Path(place).resolve()) for place in found}
    return {os.path.normcase(place.rstrip(os.sep) + os.sep) for place in found}
