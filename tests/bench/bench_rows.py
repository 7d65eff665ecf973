"""What it costs that a server hides cases row by row, against the program hiding them as before.

Run it by hand: `python -m tests.bench.bench_rows [cases]`. Two centres alike on one server, in turn
within each round: one with the policies, one without them, where the program hides by itself.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date

from mediation_desk import i18n
from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.domain.centre import User
from mediation_desk.domain.options import MEDIATORS_SEE_OWN
from mediation_desk.domain.rights import Role
from mediation_desk.services import browse, calendar, sample, server_accounts, settings, story
from mediation_desk.services.desk import Desk, beijing_now, found, open_desk
from mediation_desk.storage import access, row_policies, whole_views
from tests.bench.measure import report, times
from tests.conftest import Server, running_server
from tests.own_accounts import as_person, own_database, plain

ROUNDS = 25
RESTRICTED = 20
CLERK = User(name="何书记", roles=frozenset({Role.CLERK}))
MEDIATOR = User(name="孙立", roles=frozenset({Role.MEDIATOR}))
EVERYTHING = CaseFilter(), CaseOrder.NUMBER, False


def centre(server: Server, within: ExitStack, cases: int) -> tuple[Desk, str]:
    """Fill a centre with accounts for a clerk and a mediator."""
    url = within.enter_context(own_database(server))
    desk = found(url, story.CENTRE, story.SUPERVISOR, now=beijing_now)
    within.callback(desk.close)
    server_accounts.grant(desk)
    for user in (CLERK, MEDIATOR):
        server_accounts.give(desk, settings.save_user(desk, user))
    sample.fill(desk, cases)
    with plain(url) as line:
        line.execute("ANALYZE")
    return desk, url


def acts(desk: Desk) -> dict[str, Callable[[], object]]:
    """Return what a person does all day."""
    year = beijing_now().year - 1
    keys = browse.case_ids(desk, *EVERYTHING)
    days = date(year, 6, 1), date(year, 6, 30)
    return {
        "listing": lambda: browse.first_lines(desk, *EVERYTHING),
        "search": lambda: browse.find(desk, "李建"),
        "opening": lambda: browse.case_file(desk, keys[len(keys) // 2]),
        "today": lambda: browse.today(desk),
        "month of the calendar": lambda: calendar.month(desk, *days),
    }


def compare(title: str, user: User, ours: str, theirs: str) -> None:
    """Print how long each act takes under a person's account of either centre."""
    desks = [open_desk(as_person(url, user.name)) for url in (ours, theirs)]
    by_rows = [desk.db.standing.by_rows for desk in desks if desk.db.standing]
    assert by_rows == [True, False]
    own, other = (acts(desk) for desk in desks)
    for name in own:
        pairs = [times([own[name], other[name]]) for _round in range(ROUNDS + 1)][1:]
        report(f"{title}: {name}", [p[0] for p in pairs], "by program", [p[1] for p in pairs])
    for desk in desks:
        desk.close()


def main() -> None:
    """Compare with nothing hidden, with a few restricted cases, and with own cases only."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    i18n.use(i18n.CHINESE)
    with running_server() as server, ExitStack() as within:
        made = [centre(server, within, cases) for _centre in range(2)]
        (desk, ours), (other, theirs) = made
        with plain(theirs) as line:
            for statement in (*whole_views.taking_down(), *row_policies.taking_down()):
                line.execute(statement)
        compare("nothing hidden", CLERK, ours, theirs)
        for one in (desk, other):
            keys = browse.case_ids(one, *EVERYTHING)
            for key in keys[:: len(keys) // RESTRICTED][:RESTRICTED]:
                with one.db.write(one.actor, "set_access", key) as session:
                    access.set_restriction(session, key, "涉及未成年人", one.instant(), "测")
        compare(f"{RESTRICTED} restricted", CLERK, ours, theirs)
        for one in (desk, other):
            settings.set_option(one, MEDIATORS_SEE_OWN, "yes")
        compare("own cases only", MEDIATOR, ours, theirs)


if __name__ == "__main__":
    main()
