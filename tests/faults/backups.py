"""Backups and restores killed at any moment (P10, P11): what stands under the name is whole."""

import os
import shutil
import signal
from pathlib import Path

from mediation_desk.domain.errors import DeskError
from mediation_desk.services import backups, restoring
from mediation_desk.storage import backup as store
from mediation_desk.storage import copying, places
from tests.faults import centre
from tests.faults.harness import Bench, Harness


def run(bench: Bench) -> None:
    """Kill a backup while another desk saves, then a restore; look at both places."""
    for n in range(bench.rounds):
        encrypted = n % 2 == 1
        path = centre.fresh(bench, encrypted=encrypted)
        target = path.with_name("copy.deskbackup")
        found = _killed_backup(bench, path, target) + _killed_restore(bench, path, target)
        shutil.rmtree(path.parent, ignore_errors=not found)
        for loss in found:
            bench.lost(f"round {n}: {loss}")
        if bench.losses:
            return


def _killed_backup(bench: Bench, path: Path, target: Path) -> list[str]:
    def saves(ack: centre.Ack) -> None:
        desk = centre.at_desk(path)
        for place in range(10_000):
            centre.register(desk, f"{place}")
            ack(place)

    def copies(ack: centre.Ack) -> None:
        desk = centre.at_desk(path)
        if bench.broken:
            places.header = _header_of_any
            copying.require_sound = lambda *_given: 1
            store.read_info = lambda *_given: None
            copying.copy_live = _bytes_in_place
        while True:
            ack(_cases(desk))
            info = backups.backup(desk, target)
            ack(-(info.cases if info else 0) - 1)

    with centre.child(saves) as saving, centre.child(copies) as copying_child:
        copying_child.until(1 if bench.chance.random() < 0.3 else 2)
        centre.rest(bench.chance.uniform(0.01, 0.25))
        copying_child.kill()
        saving.kill()
    bench.acts += len(saving.promised)
    at_least = _promised(copying_child.promised)
    found = centre.look(path, [f"{n}" for n in saving.promised])
    try:
        if target.exists():
            info = backups.info(target, _proof(path).root)
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
    from mediation_desk.storage import asking

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


def _proof(path: Path) -> restoring.Proof:
    """Return the key of a file, and who restores it."""
    desk = centre.at_desk(path)
    try:
        return restoring.of_desk(desk)
    finally:
        desk.close()


def _killed_restore(bench: Bench, path: Path, target: Path) -> list[str]:
    """Kill a restore of the backup; the file is then the one before, or the backup."""
    if bench.broken or not target.exists():
        return []
    desk = centre.at_desk(path)
    centre.register(desk, "later")
    desk.close()
    proof = _proof(path)
    held = backups.info(target, proof.root).cases

    steps, after = bench.chance.choice((0, 1, 2, 3, 4, 5)), bench.chance.random() < 0.5

    def restores(ack: centre.Ack) -> None:
        if steps:
            _die_at_name(steps, after=after)
        ack(1)
        backups.restore(target, path, proof.root, proof=proof, count=held)
        ack(2)

    with centre.child(restores) as child:
        child.until(1)
        centre.rest(bench.chance.uniform(0.005, 0.3))
        child.end() if steps else child.kill()
    if not path.exists():
        return ["the file is gone after a killed restore"]
    found = centre.look(path, [])
    desk = centre.at_desk(path)
    cases, later = _cases(desk), _has_later(desk)
    desk.close()
    if not later and cases != held:
        found.append(f"after a killed restore {cases} cases, the backup holds {held}")
    if child.promised[-1:] == [2] and later:
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


def _has_later(desk) -> bool:
    from mediation_desk.storage import asking

    with desk.db.glance() as of:
        return bool(asking.ask(of, "SELECT id FROM mediation_case WHERE operation = 'later'"))


HARNESS = Harness(
    name="backups",
    promise="P10 P11",
    blow="kill −9 of a backup beside a desk that saves, and of its restore",
    quick=2,
    full=150,
    control=10,
    run=run,
    broken="bytes copied in place, unverified",
)
