"""A disk with almost no room left: the save is refused, and goes through once there is (P6).

The disk is a file system of our own in memory, in a name space of our own: no other program sees
it, and no rights are needed for it.
"""

import json
import math
import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError
from mediation_desk.storage import connecting
from tests.faults import centre
from tests.faults.harness import Bench, Forbidden, Harness
from tests.faults.prepared import Prepared

_SIZE = 12 << 20
_MOST_LEFT = 300_000
_CONTROL_ROUNDS = 2
_ROUNDS_A_FILE = 20
_LOOKED_BY_PROGRAM = 200
_MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"'


_CONTROL: list[str] = []


def run(bench: Bench) -> None:
    """Fill the disk up to some bytes, save, make room, save again; the control comes with it."""
    if bench.broken:
        bench.losses += _CONTROL
        return
    if _apart(bench, "true").returncode:
        raise Forbidden("a small disk of one's own (user namespaces)")
    for encrypted in (False, True):
        centre.founded(encrypted=encrypted)
    left = bench.until - time.monotonic()
    numbers = bench.first, bench.rounds, bench.seed, -1 if math.isinf(left) else int(left)
    done = _apart(bench, *centre.python("tests.faults.full_disk", "DISK", *map(str, numbers)))
    told = json.loads(done.stdout)
    _CONTROL[:] = told["control"]
    bench.acts, bench.done = told["acts"], told["done"]
    bench.losses += told["losses"]


def _apart(bench: Bench, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command where a folder of the bench is a small disk."""
    disk = bench.folder / "disk"
    disk.mkdir(exist_ok=True)
    words = [str(disk) if word == "DISK" else word for word in command]
    unshared = ["unshare", "-Urm", "sh", "-c", _MOUNT, "sh", str(_SIZE), str(disk)]
    return subprocess.run([*unshared, *words], stdout=subprocess.PIPE, text=True, check=False)


def main() -> None:
    """Work on the small disk, and tell what was seen."""
    disk, first, rounds, seed, seconds = Path(sys.argv[1]), *map(int, sys.argv[2:])
    i18n.use(i18n.CHINESE)
    until = time.monotonic() + seconds if seconds >= 0 else math.inf
    real = Bench(disk, random.Random(), rounds, first=first, seed=seed, until=until)
    _beat(real)
    if not real.acts:
        real.lost("the disk was never full")
    control = Bench(disk, random.Random(), _CONTROL_ROUNDS, seed=seed, broken=True)
    _beat(control)
    told = {"acts": real.acts, "done": real.done, "losses": real.losses}
    print(json.dumps(told | {"control": control.losses}))


def _beat(bench: Bench) -> None:
    """Save on the small disk, and look at the file after each save."""
    kinds = [Prepared(bench, encrypted=encrypted) for encrypted in (False, True)]
    promised: list[str] = []
    for n in bench.each():
        prepared = kinds[n // _ROUNDS_A_FILE % 2]
        if n % _ROUNDS_A_FILE == 0:
            prepared.anew()
            promised = []
        bench.acts += _one(bench, prepared, n)
        promised.append(f"{n}")
        found = prepared.look(promised) if n % _LOOKED_BY_PROGRAM == 0 else []
        bench.losses += [f"{n}: {one}" for one in (*found, *prepared.left(promised))]
    for prepared in kinds:
        prepared.close()
        shutil.rmtree(prepared.path.parent)


def _one(bench: Bench, prepared: Prepared, n: int) -> bool:
    """Save with little room, then with enough; say whether it was refused at first."""
    left = 0 if bench.broken else bench.chance.randrange(_MOST_LEFT)
    filler = _fill(bench.folder, left)
    said = ""
    try:
        centre.register(prepared.desk, f"{n}")
    except DeskError as error:
        said = str(error)
    filler.unlink()
    if said and not bench.broken:
        if "未保存" in said and _holds(prepared, f"{n}"):
            bench.lost(f"{n}: “{said}” was said of what is there")
        try:
            centre.register(prepared.desk, f"{n}")
        except DeskError as error:
            bench.lost(f"{n}: refused also with room: {error}")
    return bool(said)


def _holds(prepared: Prepared, operation: str) -> bool:
    with closing(connecting.connect(prepared.path, key=prepared.key)) as connection:
        asked = "SELECT count(*) FROM mediation_case WHERE operation = ?"
        return connection.execute(asked, (operation,)).fetchone() != (0,)


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
    blow="saves on a disk with 0–300 kB left, plain and encrypted",
    quick=6,
    full=10_000,
    control=_CONTROL_ROUNDS,
    run=run,
    broken="the refusal is taken for a save",
)

if __name__ == "__main__":
    main()
