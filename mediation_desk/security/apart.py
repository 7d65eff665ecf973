"""Foreign files are read by a process of their own (reliability.md P33): the desk only hears plain
values from it, and ends it when it takes too long, too much memory, or says too much.

A reader's process begins with `spawn`, so that it inherits no handle, no key and no memory of the
desk; what it says is JSON or bytes, never an object, and whoever asked checks each value.
"""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from mediation_desk import i18n, paths
from mediation_desk.domain.errors import FileRefused, Stopped
from mediation_desk.i18n import _
from mediation_desk.security import confined
from mediation_desk.security.confined import Job, Line, Part

if TYPE_CHECKING:
    from typing import Self

log = logging.getLogger(__name__)

SECONDS = 20.0
MOST_SAID = 64 * 2**20
_STARTS_WITHIN = 60.0
_LOOKS_EVERY = 0.2
GoingOn = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long may be waited for a file, and how much may be said of it in all."""

    seconds: float = SECONDS
    said: int = MOST_SAID


class Ending(Protocol):
    """What can be ended, and waited for."""

    def kill(self) -> None:
        """End it at once."""

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end."""


def begin() -> tuple[Ending, Line]:
    """Begin a process that reads; return it with our end of the line to it."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=confined.serve, args=(theirs,), daemon=True, name="reader")
    process.start()
    theirs.close()
    return process, ours


class Reader:
    """Reads files apart, one after the other; the process begins with the first of them.

    After a file that ended it a new one begins with the next file.
    """

    def __init__(self) -> None:
        self._process: Ending | None = None
        self._line: Line | None = None

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, *_ended_by: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the process go."""
        line, process = self._line, self._process
        self._line = self._process = None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.join()

    def parts(
        self,
        job: Job,
        data: bytes,
        name: str,
        *given: object,
        bounds: Bounds | None = None,
        going_on: GoingOn | None = None,
    ) -> Iterator[Part]:
        """Yield what a job says of a file's content; a refusal is a sentence that names the file.

        `job` is a function of a module: the process finds it by its name.
        """
        asked = _Asked(name, bounds or Bounds(), going_on)
        whole = False
        try:
            line = self._begun(name)
            with _told_as(name):
                line.send((job, given, i18n.language(), asked.bounds.seconds))
                asked.hear(line, _STARTS_WITHIN)
                line.send_bytes(data)
            while (part := asked.part(line)) is not None:
                yield part
            whole = True
        except FileRefused as refusal:
            whole = not isinstance(refusal, Ended)
            raise
        finally:
            if not whole:
                self.close()

    def _begun(self, name: str) -> Line:
        if self._line is None:
            try:
                paths.user_data()  # the process may not make the folder in which it looks for fonts
                self._process, self._line = begin()
            except OSError as error:
                log.error("no process begins to read a file: %s", type(error).__name__)
                raise Ended(
                    _(
                        "“{name}” was not opened: this computer starts no further program now."
                        " Close some, then try again."
                    ).format(name=name)
                ) from None
        return self._line


def parts(
    job: Job,
    data: bytes,
    name: str,
    *given: object,
    bounds: Bounds | None = None,
    going_on: GoingOn | None = None,
) -> Iterator[Part]:
    """Yield what a job says of a file, read by a process for this file alone."""
    with Reader() as reader:
        yield from reader.parts(job, data, name, *given, bounds=bounds, going_on=going_on)


class Ended(FileRefused):
    """A refusal after which the process is gone, or must go."""


@contextmanager
def _told_as(name: str) -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError):
        raise _broken_off(name) from None


class _Asked:
    """A question under way: how long was waited, and how much was heard."""

    def __init__(self, name: str, bounds: Bounds, going_on: GoingOn | None) -> None:
        self.bounds = bounds
        self._name, self._going_on = name, going_on
        self._left, self._room = bounds.seconds, bounds.said

    def part(self, line: Line) -> Part | None:
        """Return the next part, None after the last."""
        began = monotonic()
        with _told_as(self._name):
            said = self.hear(line, self._left)
        self._left -= monotonic() - began
        self._room -= len(said)
        kind, body = said[:1], said[1:]
        if kind == confined.BYTES:
            return body
        if kind == confined.SAID:
            with suppress(ValueError, RecursionError):
                return json.loads(body)  # type: ignore[no-any-return]
        if kind == confined.END:
            return None
        raise self._refusal(kind, body)

    def hear(self, line: Line, seconds: float) -> bytes:
        """Return the next message; look every now and then whether it is still wanted."""
        until = monotonic() + seconds
        while not line.poll(min(_LOOKS_EVERY, max(0.0, until - monotonic()))):
            if self._going_on is not None and not self._going_on():
                raise Stopped
            if monotonic() >= until:
                raise Ended(
                    _(
                        "“{name}” takes too long to read and was put away; nothing was saved."
                        " Save it anew in the program it comes from, or divide it."
                    ).format(name=self._name)
                )
        try:
            return line.recv_bytes(self._room)
        except OSError as error:  # the line itself has no number for a message that is too long
            raise (_too_much if error.errno is None else _broken_off)(self._name) from None

    def _refusal(self, kind: bytes, body: bytes) -> FileRefused:
        if kind == confined.REFUSED:
            told = body.decode("utf-8", "replace")
            return FileRefused("".join(c for c in told if c.isprintable() or c == "\n"))
        if kind == confined.MEMORY_GONE:
            return _too_much(self._name)
        fault = body[:60].decode("ascii", "replace") if kind == confined.FAULT else "unclear"
        log.error("a file could not be read: %s", fault)
        return Ended(
            _(
                "“{name}” is damaged, or not what it seems, and cannot be read; nothing was saved."
                " Save it anew in the program it comes from."
            ).format(name=self._name)
        )


def _too_much(name: str) -> Ended:
    return Ended(
        _(
            "“{name}” needs more memory than a file may take and was put away; nothing was saved."
            " Save it anew in the program it comes from, or divide it."
        ).format(name=name)
    )


def _broken_off(name: str) -> Ended:
    return Ended(
        _(
            "The reading of “{name}” broke off: the file is damaged, or made to do harm. Nothing"
            " was saved. Ask whoever gave it for another copy."
        ).format(name=name)
    )
