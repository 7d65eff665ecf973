"""kill -9 of the whole PostgreSQL server under desks that save (P20)."""

import time
from contextlib import ExitStack

from mediation_desk.domain.errors import DeskError
from mediation_desk.services.desk import Desk
from tests.faults import centre, servers
from tests.faults.harness import Bench, Harness
from tests.faults.prepared import left_on_server

_DESKS = 4
_ROUNDS_A_CENTRE = 25


def run(bench: Bench) -> None:
    """Kill the server while desks save; after its restart every acknowledged case is there."""
    server = servers.running()
    if bench.broken:
        server.be_lax()
    location, desk, promised = "", None, []
    for n in bench.each():
        if desk is None or n % _ROUNDS_A_CENTRE == 0:
            location, promised = server.centre(), []
            desk = centre.at_desk(location)
            centre.register(desk, "before")
        promised += _one(bench, server, desk, n)
        found = left_on_server(desk, promised)
        if n % _ROUNDS_A_CENTRE == _ROUNDS_A_CENTRE - 1:
            found += centre.look(location, promised)
        bench.losses += [f"round {n}: {loss}" for loss in found]


def _one(bench: Bench, server: servers.Server, desk: Desk, n: int) -> list[str]:
    with ExitStack() as stack:
        work = [_registers(desk, f"{n}.{place}") for place in range(_DESKS)]
        children = [stack.enter_context(centre.child(one)) for one in work]
        began = time.monotonic()
        children[0].until(1)
        centre.rest(bench.chance.uniform(0.02, 0.1 + 2 * (time.monotonic() - began)))
        server.kill()
        told = []
        for place, child in enumerate(children):
            child.kill()
            told += [f"{n}.{place}.{number}" for number in child.promised]
    bench.acts += len(told)
    server.restart()
    return told


def _registers(desk: Desk, name: str):
    def work(ack: centre.Ack) -> None:
        for number in range(10_000):
            try:
                centre.register(desk, f"{name}.{number}")
            except DeskError:
                time.sleep(0.05)
                continue
            ack(number)

    return work


HARNESS = Harness(
    name="server_kills",
    promise="P20",
    blow="kill −9 of the whole server under 4 desks that save, and its restart",
    quick=1,
    full=200,
    control=3,
    run=run,
    broken="synchronous_commit=off",
)
