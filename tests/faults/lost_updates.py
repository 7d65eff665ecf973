"""Clerks who save the same case at once: who comes second is told, and nothing is lost (P17)."""

from mediation_desk.domain.errors import DeskError, Stale
from mediation_desk.services import browse, parties
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases
from tests.faults import centre, servers
from tests.faults.harness import Bench, Harness

_CLERKS = 8


def run(bench: Bench) -> None:
    """Let each clerk add lines of their own to the facts of one case; each told line must stay."""
    each = max(1, bench.rounds // _CLERKS // 2)
    _beat(bench, centre.fresh(bench), each)
    if bench.rounds >= 200 and not bench.broken:
        _beat(bench, servers.running().centre(), each)


def _beat(bench: Bench, location: object, each: int) -> None:
    desk = centre.at_desk(location)
    case_id = centre.register(desk, "one")
    desk.close()
    children = []
    for clerk in range(_CLERKS):
        child = centre.child(_adds(bench, location, case_id, clerk, each))
        children.append((clerk, child, child.__enter__()))
    promised = []
    for clerk, context, child in children:
        child.end()
        promised += [f"<{clerk}.{n}>" for n in child.promised]
        context.__exit__(None, None, None)
    desk = centre.at_desk(location)
    facts = browse.case_file(desk, case_id).facts
    desk.close()
    bench.acts += len(promised)
    for line in promised:
        if line not in facts:
            bench.lost(f"{line} was saved and is not there")
    if len(promised) < _CLERKS * each // 2:
        bench.lost(f"only {len(promised)} saves got through")


def _adds(bench: Bench, location: object, case_id: int, clerk: int, each: int):
    def work(ack: centre.Ack) -> None:
        desk = centre.at_desk(location)
        if bench.broken:
            cases.touch = _without_looking
        for n in range(each):
            for _attempt in range(200):
                try:
                    _add(desk, case_id, f"<{clerk}.{n}>")
                except Stale:
                    continue
                except DeskError:  # another desk was saving for too long
                    continue
                ack(n)
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
    blow="lines that 8 clerks add to one case at once, in a file and on a server",
    quick=32,
    full=1600,
    control=32,
    run=run,
    broken="no look at the version",
)
