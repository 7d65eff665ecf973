"""A disk with almost no room left: the save is refused, and goes through once there is (P6).

The disk is a file system of our own in memory, in a name space of our own: no other program sees
it, and no rights are needed for it.
"""

import json
import os
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError
from tests.faults import centre
from tests.faults.harness import Bench, Forbidden, Harness

_SIZE = 12 << 20
_MOST_LEFT = 300_000
_CONTROL_ROUNDS = 2
_MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"'


_CONTROL: list[str] = []


def run(bench: Bench) -> None:
    """Fill the disk up to some bytes, save, make room, save again; the control comes with it."""
    if bench.broken:
        bench.losses += _CONTROL
        return
    if _apart(bench, "true").returncode:
        raise Forbidden("a small disk of one's own (user namespaces)")
    centre.founded(encrypted=False)
    rounds, seed = str(bench.rounds), str(bench.chance.randrange(1 << 31))
    done = _apart(bench, *centre.python("tests.faults.full_disk", "DISK", rounds, seed))
    told = json.loads(done.stdout)
    _CONTROL[:] = told["control"]
    bench.acts += told["acts"]
    for loss in told["losses"]:
        bench.lost(loss)


def _apart(bench: Bench, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command where a folder of the bench is a small disk."""
    disk = bench.folder / "disk"
    disk.mkdir(exist_ok=True)
    words = [str(disk) if word == "DISK" else word for word in command]
    unshared = ["unshare", "-Urm", "sh", "-c", _MOUNT, "sh", str(_SIZE), str(disk)]
    return subprocess.run([*unshared, *words], stdout=subprocess.PIPE, text=True, check=False)


def main() -> None:
    """Work on the small disk, and tell what was seen."""
    disk, rounds, seed = sys.argv[1:]
    i18n.use(i18n.CHINESE)
    real = Bench(Path(disk), random.Random(int(seed)), int(rounds))
    refused = _beat(real)
    if not refused:
        real.lost("the disk was never full")
    control = Bench(Path(disk), random.Random(int(seed)), _CONTROL_ROUNDS, broken=True)
    _beat(control)
    print(json.dumps({"acts": refused, "losses": real.losses, "control": control.losses}))


def _beat(bench: Bench) -> int:
    """Save on the small disk; return how often it was too full."""
    path, promised, refused = centre.fresh(bench), [], 0
    desk = centre.at_desk(path)
    for n in range(bench.rounds):
        refused += _one(bench, desk, n)
        promised.append(f"{n}")
        if n % 20 == 19 or n == bench.rounds - 1:
            for loss in centre.look(path, promised):
                bench.lost(f"{n}: {loss}")
            path, promised = _anew(bench, path, desk), []
            desk = centre.at_desk(path)
        if bench.losses:
            break
    desk.close()
    return refused


def _one(bench: Bench, desk, n: int) -> bool:
    """Save with little room, then with enough; say whether it was refused at first."""
    left = 0 if bench.broken else bench.chance.randrange(_MOST_LEFT)
    filler = _fill(bench.folder, left)
    said = ""
    try:
        centre.register(desk, f"{n}")
    except DeskError as error:
        said = str(error)
    filler.unlink()
    if said and not bench.broken:
        if "未保存" in said and _holds(desk, f"{n}"):
            bench.lost(f"{n}: “{said}” was said of what is there")
        try:
            centre.register(desk, f"{n}")
        except DeskError as error:
            bench.lost(f"{n}: refused also with room: {error}")
    return bool(said)


def _anew(bench: Bench, path: Path, desk) -> Path:
    desk.close()
    for part in path.parent.iterdir():
        part.unlink()
    path.parent.rmdir()
    return centre.fresh(bench)


def _holds(desk, operation: str) -> bool:
    from mediation_desk.storage import asking

    with desk.db.glance() as of:
        return bool(
            asking.ask(of, "SELECT id FROM mediation_case WHERE operation = :o", o=operation)
        )


def _fill(disk: Path, left: int) -> Path:
    """Fill the disk with one file, up to some bytes."""
    path = disk / "filler"
    room = os.statvfs(disk)
    with suppress(OSError), path.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, room.f_bavail * room.f_frsize - left))
    return path


HARNESS = Harness(
    name="full_disk",
    promise="P6",
    blow="saves on a disk with 0–300 kB left",
    quick=5,
    full=500,
    control=_CONTROL_ROUNDS,
    run=run,
    broken="the refusal is taken for a save",
)

if __name__ == "__main__":
    main()
