"""Backups and restores killed at any moment (P10, P11): what stands under the name is whole."""

import os
import shutil
import signal
import time
from contextlib import closing
from pathlib import Path

from mediation_desk.domain.errors import DeskError
from mediation_desk.services import backups, restoring
from mediation_desk.storage import asking, connecting, copying, places
from mediation_desk.storage import backup as store
from tests.faults import centre
from tests.faults.harness import Bench, Harness
from tests.faults.prepared import Prepared, left_in

_LOOKED_BY_PROGRAM = 10


def run(bench: Bench) -> None:
    """Kill a backup while another desk saves, then a restore; look at both places."""
    kinds = [Prepared(bench, encrypted=encrypted) for encrypted in (False, True)]
    for n in bench.each():
        prepared = kinds[n % 2]
        prepared.anew()
        target = prepared.path.with_name("copy.deskbackup")
        for left in prepared.path.parent.glob("*copy.deskbackup*"):
            left.unlink()
        found = _killed_backup(bench, prepared, target)
        if not bench.broken and not found and target.exists():
            found += _killed_restore(bench, prepared, target, n)
        bench.losses += [f"round {n}: {loss}" for loss in found]
    for prepared in kinds:
        prepared.close()


def _killed_backup(bench: Bench, prepared: Prepared, target: Path) -> list[str]:
    desk = prepared.desk

    def saves(ack: centre.Ack) -> None:
        for place in range(10_000):
            centre.register(desk, f"{place}")
            ack(place)
            centre.rest(0.05)  # most of the time is the backup's

    def copies(ack: centre.Ack) -> None:
        if bench.broken:
            places.header = _header_of_any
            copying.require_sound = lambda *_given: 1
            store.read_info = lambda *_given: None
            copying.copy_live = _bytes_in_place
        while True:
            ack(_cases(desk))
            info = backups.backup(desk, target)
            ack(-(info.cases if info else 0) - 1)

    began = time.monotonic()
    with centre.child(saves) as saving, centre.child(copies) as copying_child:
        copying_child.until(1 if bench.chance.random() < 0.3 else 2)
        took = time.monotonic() - began
        centre.rest(bench.chance.uniform(0, max(0.05, took)))
        copying_child.kill()
        saving.kill()
    bench.acts += len(saving.promised)
    at_least = _promised(copying_child.promised)
    bench.seen["backups that were told"] += at_least > 0
    found = prepared.left(f"{n}" for n in saving.promised)
    try:
        if target.exists():
            info = backups.info(target, desk.root)
            if info.cases < at_least:
                found.append(f"the backup holds {info.cases} cases, {at_least} were saved before")
        elif at_least:
            found.append("a backup that was told is not there")
    except DeskError as error:
        found.append(f"the backup: {error}")
    return found


def _promised(told: list[int]) -> int:
    """Return how many cases the newest finished backup must hold: those saved before it began."""
    least = begun = 0
    for number in told:
        if number >= 0:
            begun = number
        else:
            least = begun
    return least


def _cases(desk) -> int:
    with desk.db.glance() as of:
        return int(asking.one(of, "SELECT count(*) FROM mediation_case"))


def _bytes_in_place(source: Path, temporary: Path, *_given: object) -> None:
    """Copy bytes behind the library's back, straight to where the backup should be."""
    name = temporary.name.removeprefix(".").rsplit(".", 2)[0]
    with source.open("rb") as read, temporary.with_name(name).open("wb") as write:
        while piece := read.read(1 << 14):
            write.write(piece)
            write.flush()
            centre.rest(0.002)
    shutil.copyfile(temporary.with_name(name), temporary)


def _header_of_any(_path: Path) -> places.Header:
    return places.Header(1)


def _killed_restore(bench: Bench, prepared: Prepared, target: Path, n: int) -> list[str]:
    """Kill a restore of the backup; the file is then the one before, or the backup."""
    centre.register(prepared.desk, "later")
    path = prepared.copied()
    root, proof = prepared.desk.root, restoring.of_desk(prepared.desk)
    prepared.rest()
    held = backups.info(target, root).cases
    steps, after = bench.chance.choice((0, 1, 2, 3, 4, 5)), bench.chance.random() < 0.5

    def restores(ack: centre.Ack) -> None:
        if steps:
            _die_at_name(steps, after=after)
        ack(1)
        backups.restore(target, path, root, proof=proof, count=held)
        ack(2)

    with centre.child(restores) as child:
        child.until(1)
        if not steps:
            centre.rest(bench.chance.uniform(0.005, 0.4))
            child.kill()
        child.end()
    told = child.promised[-1:] == [2]
    bench.seen["restores killed"] += not told
    bench.seen["restores that were told"] += told
    found = _restored(path, prepared, held, told=told)
    if n % _LOOKED_BY_PROGRAM == 0:
        found += centre.look(path, [])
    shutil.rmtree(path.parent, ignore_errors=not found)
    return found


def _restored(path: Path, prepared: Prepared, held: int, *, told: bool) -> list[str]:
    """Return what is wrong after a restore of so many cases, of which one more was saved later."""
    if not path.exists():
        return ["the file is gone after a killed restore"]
    found = left_in(path, prepared.key, ())
    with closing(connecting.connect(path, key=prepared.key)) as connection:
        rows = connection.execute("SELECT operation FROM mediation_case").fetchall()
    later = ("later",) in rows
    if not later and len(rows) != held:
        found.append(f"after a killed restore {len(rows)} cases, the backup holds {held}")
    if told and later:
        found.append("a restore that was told did not happen")
    if not later and not list(path.parent.glob("centre.before-restore-*.desk")):
        found.append("the file before the restore was not kept")
    return found


def _die_at_name(count: int, *, after: bool) -> None:
    """Let this process be killed just before or after it gives the n-th file its name."""
    names = iter(range(count - 1))
    rename = Path.replace

    def dying(source: Path, target: Path) -> Path:
        last = next(names, None) is None
        if last and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        given = rename(source, target)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return given

    Path.replace = dying


HARNESS = Harness(
    name="backups",
    promise="P10 P11",
    blow="kill −9 of a backup beside a desk that saves, and of its restore",
    quick=2,
    full=2000,
    control=10,
    run=run,
    broken="bytes copied in place, unverified",
)
