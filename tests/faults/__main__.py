"""Break the desk on purpose, as often as promised: `python -m tests.faults [NAME…] [--rounds N]`.

Prints a row for each harness. With `--quick` it is the gate of the tests; `--seed N` repeats a run.
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
    backups.HARNESS,
    tamper.HARNESS,
    canary.HARNESS,
    closed_cells.HARNESS,
    lost_updates.HARNESS,
    desks.HARNESS,
    server_kills.HARNESS,
    app_kills.HARNESS,
)


def main() -> int:
    """Run the harnesses named, or all; 1 if anything was lost or a control was not caught."""
    asked = _asked()
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(1))  # so that nothing is left behind
    i18n.use(i18n.CHINESE)
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(1 << 31)
    print(f"seed {seed}", flush=True)
    home = tempfile.mkdtemp(prefix="desk-home-")
    os.environ["MEDIATION_DESK_HOME"] = home
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    failed = False
    for harness in HARNESSES:
        if asked.names and harness.name not in asked.names:
            continue
        rounds = asked.rounds or (harness.quick if asked.quick else harness.full)
        try:
            outcome = carried_out(harness, rounds, seed)
        except Lacking as lacking:
            print(json.dumps({"name": harness.name, "lacking": str(lacking)}), flush=True)
            continue
        except Forbidden as forbidden:
            print(json.dumps({"name": harness.name, "forbidden": str(forbidden)}), flush=True)
            continue
        failed |= not outcome.held
        print(json.dumps(asdict(outcome)) if asked.quick else _row(harness, outcome), flush=True)
    return int(failed)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=0)
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
    return (
        f"| {harness.promise} | {harness.blow} | {outcome.blows:,} | {outcome.acts:,} |"
        f" {lost}{said} | {harness.broken}: {caught} | {outcome.seconds:.0f} s |"
    )


if __name__ == "__main__":
    sys.exit(main())
