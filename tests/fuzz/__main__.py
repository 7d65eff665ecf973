"""Give every importer changed files: `python -m tests.fuzz [NAME…] [--rounds N]`.

Prints a row for each importer; `--seed N` repeats a run. Every file goes through the process that
reads foreign files in the program. Lost is a file that is neither taken in order nor refused by its
importer with a sentence: one that breaks the process, takes too long or too much memory, or brings
text in that could not be saved.
"""

import argparse
import random
import sys
from functools import partial
from unittest import mock

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError
from mediation_desk.security import apart
from tests.faults.harness import Bench, Harness, carried_out
from tests.fuzz.targets import TARGETS, Target, said_badly

_CONTROLS = 40


def fuzz(target: Target, bench: Bench) -> None:
    """Read changed files one after the other, all by one process while it lasts."""
    sound = target.sound()
    if target.careless.__name__ == "workbook" and bench.broken:
        sound = sound[:1]
    with apart.Reader() as reader, mock.patch.object(apart, "parts", reader.parts):
        for n in bench.each():
            data = target.change(bench.chance.choice(sound), bench.chance)
            path = bench.folder / "changed"
            path.write_bytes(data)
            if fault := _fault(target, bench, reader, data):
                bench.lost(f"file {n}: {fault}")
                return


def _fault(target: Target, bench: Bench, reader: apart.Reader, data: bytes) -> str:
    """Return what went wrong with a file, empty if it was taken in order or refused."""
    bench.acts += 1
    try:
        if bench.broken:
            list(reader.parts(target.careless, data, "changed"))
            return ""
        taken = target.read(bench.folder / "changed")
    except apart.Ended as ended:
        return f"not refused by its importer: {ended}"
    except DeskError as refusal:
        return "" if str(refusal).strip() else "refused without a sentence"
    except Exception as fault:  # noqa: BLE001 - the very thing that is looked for
        return f"{type(fault).__name__}: {fault}"
    return said_badly(taken)


HARNESSES = tuple(
    Harness(
        name=target.name,
        promise="P33, P37",
        blow=f"changed files: {target.what}",
        quick=target.quick,
        full=target.full,
        control=_CONTROLS,
        run=partial(fuzz, target),
        broken="a reader that trusts its file",
    )
    for target in TARGETS
)


def main() -> int:
    """Fuzz the importers named, or all; 1 if a file broke one or a control was not caught."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 31))
    asked = parser.parse_args()
    known = [harness.name for harness in HARNESSES]
    if unknown := set(asked.names) - set(known):
        parser.error(f"no importer is called {', '.join(unknown)}; there are {', '.join(known)}")
    i18n.use(i18n.ENGLISH)
    print(f"seed {asked.seed}", flush=True)
    failed = False
    for harness in HARNESSES:
        if asked.names and harness.name not in asked.names:
            continue
        found = carried_out(harness, asked.rounds or harness.full, asked.seed)
        failed |= not found.held
        lost = f"{found.losses[0]} (seed {found.seed}, {found.kept})" if found.losses else "0"
        caught = "caught" if found.caught else "NOT CAUGHT"
        print(
            f"| {harness.blow} | {found.blows:,} | {lost} | {harness.broken}: {caught} |"
            f" {found.seconds:.0f} s |",
            flush=True,
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
