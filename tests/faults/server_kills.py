"""kill -9 of the whole PostgreSQL server under desks that save (P20)."""

import time
from contextlib import ExitStack

from mediation_desk.domain.errors import DeskError
from tests.faults import centre, servers
from tests.faults.harness import Bench, Harness

_DESKS = 4


def run(bench: Bench) -> None:
    """Kill the server while desks save; after its restart every acknowledged case is there."""
    server = servers.running()
    if bench.broken:
        server.be_lax()
    location, promised = server.centre(), []
    for n in range(bench.rounds):
        promised += _one(bench, server, location, n)
        for loss in centre.look(location, promised):
            bench.lost(f"round {n}: {loss}")
        if bench.losses:
            return


def _one(bench: Bench, server: servers.Server, location: str, n: int) -> list[str]:
    with ExitStack() as stack:
        work = [_registers(location, f"{n}.{desk}") for desk in range(_DESKS)]
        children = [stack.enter_context(centre.child(one)) for one in work]
        children[0].until(1)
        centre.rest(bench.chance.uniform(0.05, 0.6))
        server.kill()
        told = []
        for desk, child in enumerate(children):
            child.kill()
            told += [f"{n}.{desk}.{place}" for place in child.promised]
    bench.acts += len(told)
    server.restart()
    return told


def _registers(location: str, name: str):
    def work(ack: centre.Ack) -> None:
        desk = centre.at_desk(location)
        for place in range(10_000):
            try:
                centre.register(desk, f"{name}.{place}")
            except DeskError:
                time.sleep(0.05)
                continue
            ack(place)

    return work


HARNESS = Harness(
    name="server_kills",
    promise="P20",
    blow="kill −9 of the whole server under 4 desks that save, and its restart",
    quick=1,
    full=40,
    control=3,
    run=run,
    broken="synchronous_commit=off",
)
