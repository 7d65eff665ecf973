"""kill -9 of the real application while somebody types in a dialog (P4, P26; section 3, no. 4).

Nothing is ever saved. What had been typed five seconds before the blow must stand in the dialog
when it is opened after the next start; where the file is encrypted, nothing of it is readable on
the disk.
"""

import time
from pathlib import Path

from tests.faults import app_kills, canary, centre
from tests.faults.harness import Bench, Harness
from tests.faults.prepared import Prepared

PROMISED = 5.0
"""Seconds of typing that a blow may take."""
_LONGEST = 3.0
_TELLING = 12
"""A shorter text is found in any bytes: what Base64 makes of its middle is nothing."""


def run(bench: Bench) -> None:
    """Kill the application at any moment of the typing, and see what the next start brings back."""
    app_kills.load_window()
    prepared = Prepared(bench, encrypted=True)
    path = prepared.copied()
    promised: str | None = None
    for n in bench.each():
        promised = _blow(bench, path, n, promised)
    if not bench.losses:
        _blow(bench, path, bench.first + bench.done, promised, only_look=True)
    prepared.close()


def _blow(
    bench: Bench, path: Path, n: int, promised: str | None, *, only_look: bool = False
) -> str:
    """See what the blow before left, and deal one more; return what must be back after it."""
    back, lines, killed = _one(bench, path, n, only_look=only_look)
    if promised is not None:
        bench.acts += 1
        if not back.startswith(promised):
            bench.lost(f"round {n}: {promised!r} was typed, {back!r} is back")
    due, typed = _five_seconds_before(killed, lines)
    marks = [typed] if len(typed) >= _TELLING else []
    for found in canary.found_in(path.parent, marks, _told_by(path)):
        bench.lost(f"round {n}: {found}")
    return due


def _told_by(path: Path) -> set[Path]:
    return {one for one in path.parent.iterdir() if one.name.startswith("told")}


def _one(
    bench: Bench, path: Path, n: int, *, only_look: bool
) -> tuple[str, list[tuple[float, str]], float]:
    """Start the application, let it type, kill it: what stood there first, what was typed, when."""
    from tests.faults import dialog_typist

    told = path.with_name(f"told-{n}")
    running = app_kills.Application(
        app_kills.surroundings(bench, path),
        lambda: dialog_typist.work(path, told, late=bench.broken),
    )
    try:
        app_kills.wait_for(told, b"BACK" if only_look else b"TYPED", running)
        if not only_look:
            centre.rest(PROMISED + bench.chance.uniform(0.5, _LONGEST))
    finally:
        running.kill()
        killed = time.monotonic()
    lines = told.read_text(encoding="utf-8").splitlines()
    if any(line.startswith("FAILED") for line in lines):
        raise AssertionError("\n".join(lines))
    [back] = [line.removeprefix("BACK ") for line in lines if line.startswith("BACK ")]
    typed = [line.split(" ", 2) for line in lines if line.startswith("TYPED ")]
    return back, [(float(at), text) for _word, at, text in typed], killed


def _five_seconds_before(killed: float, lines: list[tuple[float, str]]) -> tuple[str, str]:
    """Return what must be back after the blow, and the last that was typed."""
    due = [text for at, text in lines if at <= killed - PROMISED]
    return (due[-1] if due else ""), (lines[-1][1] if lines else "")


HARNESS = Harness(
    name="dialog_kills",
    promise="P4 P26",
    blow="kill −9 of the application while somebody types in a dialog, encrypted",
    quick=1,
    full=40,
    control=1,
    run=run,
    broken="drafts that wait for a minute",
)
