"""kill −9 of the service layer in the middle of its saves (P1, P3)."""

import time

from sqlalchemy import event

from mediation_desk.storage import copying
from tests.faults import centre
from tests.faults.harness import Bench, Harness
from tests.faults.prepared import Prepared

_ROUNDS_A_FILE = 25
_LOOKED_BY_PROGRAM = 0.04
_COMMITTING = -1
"""What a child says as its save is about to be put on the disk."""
_COMMIT_SECONDS = 0.004


def run(bench: Bench) -> None:
    """Kill a desk that registers cases, at any moment; every acknowledged case must be there."""
    kinds = [Prepared(bench, encrypted=encrypted) for encrypted in (False, True)]
    pace, promised = 0.1, []
    for n in bench.each():
        prepared = kinds[n // _ROUNDS_A_FILE % 2]
        if n % _ROUNDS_A_FILE == 0 or n == bench.first:
            prepared.anew()
            promised = []
        told, pace = _one(bench, prepared, n, pace)
        bench.acts += len(told)
        promised += told
        journal = copying.journal_of(prepared.path)
        bench.seen["with a journal left behind"] += journal.exists() and journal.stat().st_size > 0
        found = []
        if bench.chance.random() < _LOOKED_BY_PROGRAM or n % _ROUNDS_A_FILE == _ROUNDS_A_FILE - 1:
            bench.seen["opened and checked by the program"] += 1
            found += prepared.look(promised)
        for loss in found + prepared.left(promised):
            bench.lost(f"round {n}: {loss}")
    for prepared in kinds:
        prepared.close()


def _one(bench: Bench, prepared: Prepared, n: int, pace: float) -> tuple[list[str], float]:
    """Kill a desk at any moment of a save, or while it commits; return also how long one took."""

    def work(ack: centre.Ack) -> None:
        event.listen(prepared.desk.db._writer, "commit", lambda _connection: ack(_COMMITTING))
        for place in range(10_000):
            if bench.broken:
                ack(place)
            centre.register(prepared.desk, f"r{n}-{place}")
            if not bench.broken:
                ack(place)

    began = time.monotonic()
    with centre.child(work) as child:
        child.until(bench.chance.choice((0, 1, 1, 2, 3)))
        reached = len(child.promised)
        pace = 0.7 * pace + 0.3 * (time.monotonic() - began) / reached * 2 if reached else pace
        committing = child.promised[-1:] == [_COMMITTING]
        centre.rest(bench.chance.uniform(0, _COMMIT_SECONDS if committing else pace))
        child.kill()
        return [f"r{n}-{place}" for place in child.promised if place != _COMMITTING], pace


HARNESS = Harness(
    name="kills",
    promise="P1 P3",
    blow="kill −9 of a desk that saves, plain and encrypted",
    quick=8,
    full=10_000,
    control=8,
    run=run,
    broken="acknowledged before the commit",
)
