"""Break the desk on purpose, as often as promised: `python -m tests.faults [NAME…] [--rounds N]`.

Prints a row for each harness. With `--quick` it is the gate of the tests; `--seed N` repeats a run,
`--from M` goes on with one after its first M rounds, `--minutes N` ends each harness after a time.
"""

import argparse
import atexit
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import asdict

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from mediation_desk import i18n
from tests.faults import (
    app_kills,
    backups,
    broken_disk,
    canary,
    closed_cells,
    desks,
    dialog_kills,
    full_disk,
    kills,
    lost_updates,
    migrations,
    power,
    server_kills,
    tamper,
)
from tests.faults.harness import Forbidden, Harness, Lacking, Outcome, carried_out

HARNESSES = (
    kills.HARNESS,
    power.HARNESS,
    full_disk.HARNESS,
    broken_disk.HARNESS,
    migrations.HARNESS,
    migrations.CUT,
    backups.HARNESS,
    tamper.HARNESS,
    canary.HARNESS,
    closed_cells.HARNESS,
    lost_updates.HARNESS,
    desks.HARNESS,
    server_kills.HARNESS,
    app_kills.HARNESS,
    dialog_kills.HARNESS,
)

_MEMORY, _ROOM = "/dev/shm", 2 << 30


def main() -> int:
    """Run the harnesses named, or all; 1 if anything was lost or a control was not caught."""
    asked = _asked()
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(1))  # so that nothing is left behind
    i18n.use(i18n.CHINESE)
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(1 << 31)
    print(f"seed {seed}", flush=True)
    _work_in_memory()
    home = tempfile.mkdtemp(prefix="desk-home-")
    os.environ["MEDIATION_DESK_HOME"] = home
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    failed = False
    for harness in HARNESSES:
        if asked.names and harness.name not in asked.names:
            continue
        rounds = asked.rounds or (harness.quick if asked.quick else harness.full)
        try:
            until = time.monotonic() + asked.minutes * 60
            outcome = carried_out(harness, rounds, seed, first=asked.first, until=until)
        except Lacking as lacking:
            print(json.dumps({"name": harness.name, "lacking": str(lacking)}), flush=True)
            continue
        except Forbidden as forbidden:
            print(json.dumps({"name": harness.name, "forbidden": str(forbidden)}), flush=True)
            continue
        failed |= not outcome.held
        print(json.dumps(asdict(outcome)) if asked.quick else _row(harness, outcome), flush=True)
    return int(failed)


def _work_in_memory() -> None:
    """Let the files lie in memory where there is room: no blow here reaches below the system."""
    if "TMPDIR" in os.environ or not os.access(_MEMORY, os.W_OK):
        return
    if shutil.disk_usage(_MEMORY).free >= _ROOM:
        os.environ["TMPDIR"] = _MEMORY
        tempfile.tempdir = None  # asked for again


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--from", type=int, default=0, dest="first", metavar="M")
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int)
    asked = parser.parse_args()
    known = [harness.name for harness in HARNESSES]
    if unknown := [name for name in asked.names if name not in known]:
        parser.error(f"no harness is called {', '.join(unknown)}; there are {', '.join(known)}")
    return asked


def _row(harness: Harness, outcome: Outcome) -> str:
    """Return a row of the table in the README."""
    lost = len(outcome.losses)
    said = f": {outcome.losses[0]} (seed {outcome.seed}, {outcome.kept})" if lost else ""
    caught = "caught" if outcome.caught else "NOT CAUGHT"
    seen = f" ({'; '.join(outcome.seen)})" if outcome.seen else ""
    return (
        f"| {harness.promise} | {harness.blow} | {outcome.blows:,} | {outcome.acts:,}{seen} |"
        f" {lost}{said} | {harness.broken}: {caught} | {outcome.seconds:.0f} s |"
    )


if __name__ == "__main__":
    sys.exit(main())
