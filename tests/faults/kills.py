"""kill -9 of the service layer in the middle of its saves (P1, P3)."""

from pathlib import Path

from tests.faults import centre
from tests.faults.harness import Bench, Harness

_ROUNDS_A_FILE = 15


def run(bench: Bench) -> None:
    """Kill a desk that registers cases, at any moment; every acknowledged case must be there."""
    path, promised = Path(), []
    for n in range(bench.rounds):
        if n % _ROUNDS_A_FILE == 0:
            path, promised = centre.fresh(bench, encrypted=n // _ROUNDS_A_FILE % 2 == 1), []
        told = _one(bench, path, n)
        bench.acts += len(told)
        promised += told
        for loss in centre.look(path, promised):
            bench.lost(f"round {n}: {loss}")
        if bench.losses:
            return


def _one(bench: Bench, path: Path, n: int) -> list[str]:
    def work(ack: centre.Ack) -> None:
        desk = centre.at_desk(path)
        for place in range(10_000):
            if bench.broken:
                ack(place)
            centre.register(desk, f"r{n}-{place}")
            if not bench.broken:
                ack(place)

    with centre.child(work) as child:
        child.until(1)
        centre.rest(bench.chance.uniform(0.004, 0.15))
        child.kill()
        return [f"r{n}-{place}" for place in child.promised]


HARNESS = Harness(
    name="kills",
    promise="P1 P3",
    blow="kill −9 of a desk that saves, plain and encrypted",
    quick=4,
    full=600,
    control=8,
    run=run,
    broken="acknowledged before the commit",
)
