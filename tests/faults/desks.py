"""Twenty desks on a server whose connections are killed: numbers stay without gaps (P18)."""

import random
import threading
import time
from contextlib import ExitStack

from mediation_desk.domain.errors import DeskError
from mediation_desk.services import intake
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases
from tests.faults import centre, servers
from tests.faults.harness import Bench, Harness
from tests.faults.prepared import left_on_server

_DESKS, _EACH = 20, 5
_DESKS_OF_ONE, _EACH_OF_ONE = 4, 4
"""So many desks, and cases of each, where one round is all there is."""
_CASES_A_KILL = 3
_LONGEST = 2.0
"""A connection is killed after so many cases, or seconds: a desk must get through in between."""
_GIVEN_UP = 0.05
_LOOKED_BY_PROGRAM = 10


def run(bench: Bench) -> None:
    """Let desks register their cases, and kill their connections all the while."""
    desks, each = (_DESKS_OF_ONE, _EACH_OF_ONE) if bench.rounds == 1 else (_DESKS, _EACH)
    server = servers.running()
    for n in bench.each():
        with ExitStack() as stack:
            location = server.centre()
            desk = centre.at_desk(location)
            centre.register(desk, "before")
            work = [_registers(bench, desk, number, each, n) for number in range(desks)]
            children = [stack.enter_context(centre.child(one)) for one in work]
            killed = _kill_connections(bench, server, location, children)
            told = [f"{number}.{k}" for number, one in enumerate(children) for k in one.promised]
        bench.acts += len(told)
        bench.seen["connections killed"] += killed
        found = left_on_server(desk, told)
        if n % _LOOKED_BY_PROGRAM == 0:
            found += centre.look(location, told)
        bench.losses += [f"round {n}: {loss}" for loss in found]
        if not killed:
            bench.lost("no connection was killed")
        if len(told) < desks * each // 2:
            bench.lost(f"only {len(told)} of {desks * each} saves got through")


def _kill_connections(bench, server, location, children) -> int:
    """Kill connections while the desks work; the last of each desk's promises is heard."""
    ended = threading.Event()
    killed = [0]

    def kill() -> None:
        held, since = 0, time.monotonic()
        while not ended.wait(0.2):
            now = server.cases(location)
            if now < held + _CASES_A_KILL and time.monotonic() < since + _LONGEST:
                continue
            killed[0] += server.disconnect_one(location, bench.chance)
            held, since = now, time.monotonic()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        for child in children:
            child.end()
    finally:
        ended.set()  # also where the run is ended from outside: a program waits for its threads
        killer.join()
    return killed[0]


def _registers(bench: Bench, desk: Desk, desk_number: int, each: int, turn: int):
    chance = random.Random(f"{bench.seed} {turn} {desk_number}")

    def work(ack: centre.Ack) -> None:
        if bench.broken:
            cases.next_number = _number_taken_apart
        for n in range(each):
            for attempt in range(50):
                try:
                    if attempt == 0 and chance.random() < _GIVEN_UP:
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
    blow="100 cases of 20 desks on a server, a connection killed every 3 cases, 5 % given up",
    quick=1,
    full=1000,
    control=1,
    run=run,
    broken="numbers taken as from a sequence",
)
