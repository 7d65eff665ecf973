"""kill -9 of the real application while a script works at its window (P1, P3, P4, P26).

What the screen acknowledged must be in the file; what was typed half must be offered again; and
where the file is encrypted, none of it may stand readable in anything that is left on the disk.
"""

import importlib
import os
import pkgutil
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from subprocess import Popen
from tempfile import mkdtemp

from mediation_desk.storage import connecting
from tests.faults import canary, centre
from tests.faults.harness import Bench, Harness
from tests.faults.prepared import Prepared, left_in

_LONGEST_START = 240.0
"""Seconds for a start beside other work on the computer, of an encrypted file with its backup."""
_ROUNDS_A_FILE = 10
_LOOKED_BY_PROGRAM = 10


def run(bench: Bench) -> None:
    """Kill the application at any moment of its work; look at the file and at the draft."""
    load_window()
    kinds = [Prepared(bench, encrypted=encrypted) for encrypted in (False, True)]
    path, promised, prepared = Path(), [], kinds[0]
    for n in bench.each():
        if n % _ROUNDS_A_FILE == 0 or n == bench.first or bench.broken:
            prepared = kinds[n // _ROUNDS_A_FILE % 2]
            path, promised = prepared.copied(), []
        typed, told = _one(bench, path, n)
        bench.acts += len(told)
        promised += told
        found = _readable(path, typed)
        if n % _LOOKED_BY_PROGRAM == 0:
            found += centre.look(path, [])
        found += left_in(path, prepared.key, []) + _lost(path, prepared, promised)
        bench.losses += [f"round {n}: {loss}" for loss in found]
    for prepared in kinds:
        prepared.close()


def _one(bench: Bench, path: Path, n: int) -> tuple[list[str], list[str]]:
    """Start the application, let the script register, and kill it; return what was told."""
    from tests.faults import typist

    told = path.with_name(f"told-{n}")
    running = Application(
        surroundings(bench, path), lambda: typist.work(path, told, n * 1000, early=bench.broken)
    )
    try:
        wait_for(told, b"ACK" if bench.chance.random() < 0.7 else b"TYPED", running)
        centre.rest(bench.chance.uniform(0, 0.05 if bench.broken else 1.5))
    finally:
        running.kill()
    lines = told.read_text(encoding="utf-8").splitlines()
    if any(line.startswith("FAILED") for line in lines):
        raise AssertionError(told.read_text(encoding="utf-8"))
    typed = [line.split()[1] for line in lines if line.startswith("TYPED")]
    return typed, [line.split()[1] for line in lines if line.startswith("ACK")]


class Application:
    """The application, forked from where all that it needs is loaded."""

    def __init__(self, surroundings: dict[str, str], work: Callable[[], None]) -> None:
        self._status: int | None = None
        self._process = os.fork()
        if self._process == 0:
            try:
                os.environ.update(surroundings)
                tempfile.tempdir = None  # asked for again
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                work()
            finally:
                os._exit(1)

    def poll(self) -> int | None:
        """Return how it ended, None while it runs."""
        if self._status is None and os.waitpid(self._process, os.WNOHANG)[0]:
            self._status = 1
        return self._status

    def kill(self) -> None:
        """Kill it as a power switch would."""
        if self.poll() is None:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


@cache
def load_window() -> None:
    """Load all that a window may need but the application itself, which no fork may copy."""
    from mediation_desk import ui
    from tests.faults import typist

    assert typist
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)


def surroundings(bench: Bench, path: Path) -> dict[str, str]:
    """Return the environment of an application whose every file lies beside its centre's."""
    for folder in ("account", "temporary"):
        (path.parent / folder).mkdir(exist_ok=True)
    return os.environ | {
        "MEDIATION_DESK_HOME": str(path.parent / "home"),
        "HOME": str(path.parent / "account"),
        "XDG_RUNTIME_DIR": mkdtemp(dir=bench.folder),
        "TMPDIR": str(path.parent / "temporary"),
        "QT_QPA_PLATFORM": "offscreen",
    }


def wait_for(told: Path, word: bytes, running: "Application | Popen[bytes]") -> None:
    """Wait until the application told a word, or ended."""
    deadline = time.monotonic() + _LONGEST_START
    while time.monotonic() < deadline and running.poll() is None:
        if told.exists() and word in told.read_bytes():
            return
        time.sleep(0.01)


def _lost(path: Path, prepared: Prepared, promised: list[str]) -> list[str]:
    """Return what the screen acknowledged and the file does not hold."""
    with closing(connecting.connect(path, key=prepared.key)) as connection:
        held = {row[0] for row in connection.execute("SELECT facts FROM statement")}
    return [f"lost {facts}" for facts in promised if facts not in held]


def _readable(path: Path, typed: list[str]) -> list[str]:
    """Return where something typed stands readable, of an encrypted file."""
    if not path.with_name(f"{path.name}.keys").exists():
        return []
    skipped = {one for one in path.parent.iterdir() if one.name.startswith("told")}
    return canary.found_in(path.parent, typed, skipped)


HARNESS = Harness(
    name="app_kills",
    promise="P1 P3 P26",
    blow="kill −9 of the application while a script works at its window, plain and encrypted",
    quick=1,
    full=1000,
    control=6,
    run=run,
    broken="acknowledged before the screen does",
)
