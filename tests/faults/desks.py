"""Twenty desks on a server whose connections are killed: numbers stay without gaps (P18)."""

import time
from contextlib import ExitStack

from mediation_desk.domain.errors import DeskError
from mediation_desk.services import intake
from mediation_desk.storage import cases
from tests.faults import centre, servers
from tests.faults.harness import Bench, Harness

_DESKS = 20
_BETWEEN = 2.0
"""How many seconds each desk has on average until its connection is killed."""
_CANCELLED = 20


def run(bench: Bench) -> None:
    """Let desks register until so many cases are told, and kill a connection every 100 ms."""
    desks = 4 if bench.rounds < 100 else _DESKS
    server = servers.running()
    with ExitStack() as stack:
        location = server.centre()
        each = max(2, bench.rounds // desks)
        work = [_registers(bench, location, desk, each) for desk in range(desks)]
        children = [stack.enter_context(centre.child(one)) for one in work]
        killed = _kill_connections(bench, server, location, children)
        promised = [f"{desk}.{n}" for desk, child in enumerate(children) for n in child.promised]
        bench.acts += len(promised)
        for loss in centre.look(location, promised):
            bench.lost(loss)
        if not killed:
            bench.lost("no connection was killed")
        if len(promised) < desks * each // 2:
            bench.lost(f"only {len(promised)} of {desks * each} saves got through")


def _kill_connections(bench, server, location, children) -> int:
    """Kill connections while the desks work; the last of each desk's promises is heard."""
    import threading

    ended = threading.Event()
    killed = [0]

    def kill() -> None:
        while not ended.wait(_BETWEEN / len(children)):
            killed[0] += server.disconnect_one(location, bench.chance)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        for child in children:
            child.end()
    finally:
        ended.set()  # also where the run is ended from outside: a program waits for its threads
        killer.join()
    return killed[0]


def _registers(bench: Bench, location: str, desk_number: int, each: int):
    def work(ack: centre.Ack) -> None:
        desk = None
        if bench.broken:
            cases.next_number = _number_taken_apart
        for n in range(each):
            for attempt in range(50):
                try:
                    desk = desk or centre.at_desk(location)
                    if n % _CANCELLED == 7 and attempt == 0:
                        _cancel(desk, f"{desk_number}.{n}")
                        continue
                    centre.register(desk, f"{desk_number}.{n}")
                except DeskError:
                    time.sleep(0.02)
                    continue
                ack(n)
                break

    return work


def _cancel(desk, operation: str) -> None:
    """Take a number, and then give the registration up."""
    kept = intake._keep_origin

    def give_up(*_given: object) -> None:
        raise DeskError("given up")

    intake._keep_origin = give_up
    try:
        centre.register(desk, operation)
    finally:
        intake._keep_origin = kept


def _number_taken_apart(session, year: int, **_more: object) -> int:
    """Take a number in a transaction of its own, as a sequence does."""
    from sqlalchemy.orm import Session

    from mediation_desk.storage.counting import next_number

    with Session(session.get_bind()) as apart, apart.begin():
        return next_number(apart, year)


HARNESS = Harness(
    name="desks",
    promise="P18",
    blow="cases of 20 desks on a server, a connection killed every 100 ms, 5 % given up",
    quick=16,
    full=2000,
    control=16,
    run=run,
    broken="numbers taken as from a sequence",
)
