"""A disk that reports errors: nothing is doubled, nothing acknowledged is lost (P6, P7).

After an error at the end of a save nobody knows whether it is there. The person saves again: the
operation's own number then finds what was saved, or saves it.
"""

import subprocess
from collections import Counter
from pathlib import Path

from mediation_desk.storage import asking
from tests.faults import centre
from tests.faults.harness import Bench, Harness, require_strace

_SAVES = 16
_FAULTS = {
    "fsync": ("EIO",),
    "fdatasync": ("EIO",),
    "pwrite64": ("ENOSPC", "EIO"),
    "ftruncate": ("EIO",),
}


def run(bench: Bench) -> None:
    """Let system calls fail, each some calls apart, while a desk saves and saves again."""
    require_strace()
    n = 0
    while bench.acts < bench.rounds and not bench.losses:
        path = centre.fresh(bench, encrypted=n % 2 == 1)
        told = _saved(bench, path, n)
        n += 1
        acknowledged = [line.split()[1] for line in told if line.startswith("ACK ")]
        bench.acts += sum(line.startswith("NO ") for line in told)
        if told[-1] != "END":
            bench.lost(f"the desk ended: {told[-1]}")
        for loss in (*centre.look(path, acknowledged), *_doubled(path), *_untrue(path, told)):
            bench.lost(loss)
        if n > bench.rounds:
            bench.lost("no error came")


def _saved(bench: Bench, path: Path, n: int) -> list[str]:
    told, chance = path.with_name("told"), bench.chance
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "--seccomp-bpf"]
    command += ["-e", f"trace={','.join(_FAULTS)}"]
    if bench.broken:  # every seventh meets each of a save's four or five in turn
        command += ["-e", "inject=fsync:error=EIO:when=20+7"]
    for call, errors in () if bench.broken else _FAULTS.items():
        often = 12 if call == "pwrite64" else 1
        first, step = often * chance.randrange(6, 40), often * chance.randrange(10, 40)
        error = errors[n // 2 % len(errors)]
        command += ["-e", f"inject={call}:error={error}:when={first}+{step}"]
    options = ["--repeat", "--anew"] if bench.broken else ["--repeat"]
    command += centre.python("tests.faults.saver", str(path), str(told), "0", str(_SAVES))
    subprocess.run([*command, *options], check=False)
    return told.read_text().splitlines()


def _facts(path: Path) -> Counter[str]:
    desk = centre.at_desk(path)
    try:
        with desk.db.glance() as of:
            rows = asking.ask(of, "SELECT operation FROM mediation_case")
    finally:
        desk.close()
    return Counter(row[0].partition("-")[0] for row in rows)


def _doubled(path: Path) -> list[str]:
    return [f"saved twice: {one}" for one, times in _facts(path).items() if times > 1]


def _untrue(path: Path, told: list[str]) -> list[str]:
    """Return refusals that say that nothing was saved, of what nobody saved again and is there."""
    refused = {line.split()[1]: line for line in told if line.startswith("NO ")}
    again = {line.split()[1] for line in told if line.startswith("ACK ")}
    held = _facts(path)
    return [
        f"untrue: {line}"
        for operation, line in refused.items()
        if "Nothing was saved" in line and operation not in again and held[operation]
    ]


HARNESS = Harness(
    name="broken_disk",
    promise="P7",
    blow="errors of fsync, fdatasync, write and ftruncate during saves, answered by saving again",
    quick=4,
    full=800,
    control=12,
    run=run,
    broken="saved again without the operation's number",
)
