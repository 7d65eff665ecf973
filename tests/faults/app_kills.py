"""kill -9 of the real application while a script works at its window (P1, P3, P4, P26).

What the screen acknowledged must be in the file; what was typed half must be offered again; and
where the file is encrypted, none of it may stand readable in anything that is left on the disk.
"""

import os
import signal
import subprocess
import time
from pathlib import Path
from tempfile import mkdtemp

from mediation_desk.storage import asking
from tests.faults import canary, centre
from tests.faults.harness import Bench, Harness

_LONGEST_START = 240.0
"""Seconds for a start beside other work on the computer, of an encrypted file with its backup."""
_ROUNDS_A_FILE = 10


def run(bench: Bench) -> None:
    """Kill the application at any moment of its work; look at the file and at the draft."""
    path, promised = Path(), []
    for n in bench.each():
        if n % _ROUNDS_A_FILE == 0 or bench.rounds < _ROUNDS_A_FILE:
            path, promised = centre.fresh(bench, encrypted=n % 20 >= 10 or n % 4 == 1), []
        typed, told = _one(bench, path, n)
        bench.acts += len(told)
        promised += told
        found = _lost(path, promised) + _readable(path, typed)
        for loss in found:
            bench.lost(f"round {n}: {loss}")


def _one(bench: Bench, path: Path, n: int) -> tuple[list[str], list[str]]:
    """Start the application, let the script register, and kill it; return what was told."""
    told = path.with_name(f"told-{n}")
    environment = surroundings(bench, path)
    command = centre.python("tests.faults.typist", str(path), str(told), str(n * 1000))
    command += ["--early"] if bench.broken else []
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as running:
        wait_for(told, b"ACK" if bench.chance.random() < 0.7 else b"TYPED", running)
        centre.rest(bench.chance.uniform(0, 0.05 if bench.broken else 1.5))
        running.send_signal(signal.SIGKILL)
        running.wait()
    lines = told.read_text(encoding="utf-8").splitlines()
    if failed := [line for line in lines if line.startswith("FAILED")]:
        raise AssertionError(told.read_text(encoding="utf-8"))
    assert not failed
    typed = [line.split()[1] for line in lines if line.startswith("TYPED")]
    return typed, [line.split()[1] for line in lines if line.startswith("ACK")]


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


def wait_for(told: Path, word: bytes, running: subprocess.Popen[bytes]) -> None:
    """Wait until the application told a word, or ended."""
    deadline = time.monotonic() + _LONGEST_START
    while time.monotonic() < deadline and running.poll() is None:
        if told.exists() and word in told.read_bytes():
            return
        time.sleep(0.01)


def _lost(path: Path, promised: list[str]) -> list[str]:
    """Return what the screen acknowledged and the file does not hold, and what is half."""
    found = centre.look(path, [])
    desk = centre.at_desk(path)
    with desk.db.glance() as of:
        held = [row[0] for row in asking.ask(of, "SELECT facts FROM statement")]
    desk.close()
    return found + [f"lost {facts}" for facts in promised if facts not in held]


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
    full=40,
    control=6,
    run=run,
    broken="acknowledged before the screen does",
)
