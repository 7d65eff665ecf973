"""Power cuts: what a disk may hold at any moment of a desk's own writes (P2, P3)."""

from pathlib import Path

from tests.faults import saver
from tests.faults.disks import Cuts, recorded
from tests.faults.harness import Bench, Harness, require_strace
from tests.faults.prepared import Prepared, left_in

_SAVES = 6
_IMAGES_A_TRACE = 500
_MOST_WORDS = 4000
_LOOKED_BY_PROGRAM = 0.01


def run(bench: Bench) -> None:
    """Rebuild images at random cuts, and see that each holds what was acknowledged before it."""
    require_strace()
    kinds = [Prepared(bench, encrypted=encrypted) for encrypted in (False, True)]
    prepared, cuts = kinds[0], None
    for n in bench.each():
        if n % _IMAGES_A_TRACE == 0 or cuts is None:
            prepared = kinds[n // _IMAGES_A_TRACE % 2]
            cuts = _recorded(bench, prepared, _IMAGES_A_TRACE - n % _IMAGES_A_TRACE)
            bench.seen["recorded runs of saves"] += 1
        _look(bench, cuts, prepared)
    for prepared in kinds:
        prepared.close()


def _recorded(bench: Bench, prepared: Prepared, count: int) -> Cuts:
    """Let a desk save under strace, for so many images."""
    prepared.anew()
    operations = [f"{place}" for place in range(_SAVES)]
    words = bench.chance.randrange(_MOST_WORDS)

    def work(told: Path) -> None:
        saver.save(lambda: prepared.desk, told, operations, words=words)

    calls = recorded(prepared.path, work)
    return Cuts(calls, prepared.path.name, prepared.content, count, bench.chance)


def _look(bench: Bench, cuts: Cuts, prepared: Prepared) -> None:
    """Look at one of the many things that the disk may hold at a cut."""
    image = prepared.path.parent / "image" / prepared.path.name
    cut = cuts.next(image, ignores_syncs=bench.broken)
    bench.acts += len(cuts.acknowledged)
    bench.seen["with a journal to be played back"] += any(
        path.stat().st_size for path in image.parent.glob("*-journal")
    )
    found = []
    if bench.chance.random() < _LOOKED_BY_PROGRAM:
        bench.seen["opened and checked by the program"] += 1
        found += prepared.look(cuts.acknowledged, image)
    found += left_in(image, prepared.key, cuts.acknowledged)
    bench.losses += [f"cut at call {cut}: {one}" for one in found[:1]]


HARNESS = Harness(
    name="power",
    promise="P2 P3",
    blow="images of a disk whose power was cut",
    quick=24,
    full=50_000,
    control=80,
    run=run,
    broken="a disk that ignores syncs",
)
