"""A disk that reports errors: nothing is doubled, nothing acknowledged is lost (P6, P7).

After an error at the end of a save nobody knows whether it is there. The person saves again: the
operation's own number then finds what was saved, or saves it.
"""

import os
from collections import Counter
from contextlib import closing
from pathlib import Path

from mediation_desk.storage import connecting
from tests.faults import centre, saver
from tests.faults.harness import Bench, Harness, require_strace
from tests.faults.prepared import Prepared, left_in

_SAVES = 16
_LOOKED_BY_PROGRAM = 8
"""One run in so many is opened and checked by the program, too."""
_OPENED_UNDER_FAULTS = 0.2
_FAULTS = {
    "fsync": ("EIO",),
    "fdatasync": ("EIO",),
    "pwrite64": ("ENOSPC", "EIO"),
    "ftruncate": ("EIO",),
}


def run(bench: Bench) -> None:
    """Let system calls fail, each some calls apart, while a desk saves and saves again."""
    require_strace()
    kinds = [Prepared(bench, encrypted=encrypted) for encrypted in (False, True)]
    for n in bench.each():
        prepared = kinds[n % 2]
        prepared.anew()
        opens = bench.chance.random() < _OPENED_UNDER_FAULTS and not bench.broken
        path = prepared.copied() if opens else prepared.path
        told = _saved(bench, prepared, path)
        acknowledged = [line.split()[1] for line in told if line.startswith("ACK ")]
        bench.acts += sum(line.startswith(("NO ", "SHUT ")) for line in told)
        if told[-1] != "END":
            bench.lost(f"the desk ended: {told[-1]}")
        if n % _LOOKED_BY_PROGRAM == 0 and not opens:
            bench.losses += prepared.look(acknowledged)
        bench.losses += left_in(path, prepared.key, acknowledged)
        held = _held(prepared, path)
        bench.losses += [*_doubled(held), *_untrue(held, told)]
    if not bench.acts:
        bench.lost("no error came")
    for prepared in kinds:
        prepared.close()


def _saved(bench: Bench, prepared: Prepared, path: Path) -> list[str]:
    """Save under faults; one that is not the prepared file is opened under them, too."""
    told, chance = path.with_name("told"), bench.chance
    told.unlink(missing_ok=True)
    options = ["-o", os.devnull, "-e", f"trace={','.join(_FAULTS)}"]
    if bench.broken:  # every seventh meets each of a save's four or five in turn
        options += ["-e", "inject=fsync:error=EIO:when=20+7"]
    for call, errors in () if bench.broken else _FAULTS.items():
        often = 12 if call == "pwrite64" else 1
        first, step = often * chance.randrange(2, 40), often * chance.randrange(10, 40)
        options += ["-e", f"inject={call}:error={chance.choice(errors)}:when={first}+{step}"]

    def opened():
        return prepared.desk if path == prepared.path else centre.at_desk(path)

    def work() -> None:
        operations = [f"{place}" for place in range(_SAVES)]
        saver.save(opened, told, operations, again=True, anew=bench.broken)

    saver.watched(options, work)
    return told.read_text(encoding="utf-8").splitlines()


def _held(prepared: Prepared, path: Path) -> Counter[str]:
    """Return how often each operation was saved, whichever attempt it was."""
    with closing(connecting.connect(path, key=prepared.key)) as connection:
        rows = connection.execute("SELECT operation FROM mediation_case").fetchall()
    return Counter(row[0].partition("-")[0] for row in rows)


def _doubled(held: Counter[str]) -> list[str]:
    return [f"saved twice: {one}" for one, times in held.items() if times > 1]


def _untrue(held: Counter[str], told: list[str]) -> list[str]:
    """Return refusals that say that nothing was saved, of what nobody saved again and is there."""
    refused = {line.split()[1]: line for line in told if line.startswith("NO ")}
    again = {line.split()[1] for line in told if line.startswith("ACK ")}
    return [
        f"untrue: {line}"
        for operation, line in refused.items()
        if "Nothing was saved" in line and operation not in again and held[operation]
    ]


HARNESS = Harness(
    name="broken_disk",
    promise="P7",
    blow="16 saves under errors of fsync, fdatasync, write and ftruncate, each saved again",
    quick=1,
    full=200,
    control=1,
    run=run,
    broken="saved again without the operation's number",
)
