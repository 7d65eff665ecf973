"""Clerks who save the same case at once: who comes second is told, and nothing is lost (P17)."""

import random
import time
from contextlib import ExitStack

from mediation_desk.domain.errors import DeskError, Stale
from mediation_desk.services import browse, parties
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases
from tests.faults import centre, servers
from tests.faults.harness import Bench, Harness
from tests.faults.prepared import Prepared

_REFUSED = -1
_CLERKS = 8
_EACH = 20
_EACH_OF_ONE = 2
"""So many lines does each clerk add where one round is all there is."""


def run(bench: Bench) -> None:
    """Let each clerk add lines of their own to the facts of one case; each told line must stay."""
    each = _EACH_OF_ONE if bench.rounds == 1 else _EACH
    prepared = Prepared(bench)
    server = centre.at_desk(servers.running().centre()) if bench.rounds > 1 else None
    for n in bench.each():
        if server is not None and n % 2:
            _beat(bench, server, n, each)
            continue
        prepared.anew()
        _beat(bench, prepared.desk, n, each)
        prepared.rest()
        bench.losses += prepared.left([f"{n}"])
    prepared.close()


def _beat(bench: Bench, desk: Desk, n: int, each: int) -> None:
    case_id = centre.register(desk, f"{n}")
    desk.db._readers.let_go()
    promised = []
    with ExitStack() as stack:
        work = [_adds(bench, desk, case_id, clerk, each) for clerk in range(_CLERKS)]
        children = [stack.enter_context(centre.child(one)) for one in work]
        for clerk, child in enumerate(children):
            child.end()
            promised += [f"<{clerk}.{place}>" for place in child.promised if place != _REFUSED]
            bench.seen["refused as somebody else had saved"] += child.promised.count(_REFUSED)
    facts = browse.case_file(desk, case_id).facts
    bench.acts += len(promised)
    for line in promised:
        if line not in facts:
            bench.lost(f"round {n}: {line} was saved and is not there")
    if len(promised) < _CLERKS * each // 2:
        bench.lost(f"only {len(promised)} saves got through")


def _adds(bench: Bench, desk: Desk, case_id: int, clerk: int, each: int):
    chance = random.Random(f"{bench.seed} {clerk}")

    def work(ack: centre.Ack) -> None:
        if bench.broken:
            cases.touch = _without_looking
        for place in range(each):
            for _attempt in range(200):
                began = time.monotonic()
                try:
                    _add(desk, case_id, f"<{clerk}.{place}>")
                except Stale:
                    ack(_REFUSED)
                    centre.rest(chance.uniform(0, _CLERKS) * (time.monotonic() - began))
                    continue
                except DeskError:  # another desk was saving for too long
                    continue
                ack(place)
                break

    return work


def _add(desk: Desk, case_id: int, line: str) -> None:
    case = browse.case_file(desk, case_id)
    centre.rest(0.002)
    parties.change_card(
        desk,
        case_id,
        case.version,
        cause=case.cause,
        district=case.district,
        source=case.source,
        form=case.form,
        requests=case.requests,
        facts=case.facts + line,
    )


def _without_looking(*_given: object) -> None:
    """Take a case for a save without asking whether somebody saved it meanwhile."""


HARNESS = Harness(
    name="lost_updates",
    promise="P17",
    blow="160 lines that 8 clerks add to one case at once, in a file and on a server",
    quick=1,
    full=125,
    control=1,
    run=run,
    broken="no look at the version",
)
