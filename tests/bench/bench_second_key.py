"""A case of many workers in an encrypted file: saved and opened with and without a second key."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from mediation_desk.security import field_keys
from mediation_desk.security import keyring as keys
from mediation_desk.services import browse, intake, parties, story
from mediation_desk.services.desk import SYSTEM, Desk, acting, beijing_now, everybody
from mediation_desk.storage import centre as centres
from mediation_desk.storage import keyrings
from mediation_desk.storage.database import Database
from tests.bench.measure import report, times

ROUNDS = 40


def at_desk(path: Path, *, second: bool, encrypted: bool = True) -> Desk:
    """Return a desk on a new file of its own key."""
    root = keys.new_root(encrypted=encrypted)
    root = replace(root, field=field_keys.new_key() if second else None)
    keyrings.write(path, keys.empty(story.CENTRE.name, root))
    db = Database.create(path, keyrings.file_key(root))
    with db.write(SYSTEM, "found") as session:
        centres.put(session, story.CENTRE)
        centres.put_user(session, story.SUPERVISOR)
    desk = Desk(db, beijing_now)
    desk.actor = acting(everybody(desk)[0])
    return desk


def main() -> None:
    """Do the same in both, in turns, so that the machine is the same to each."""
    with TemporaryDirectory() as folder:
        desks = [
            at_desk(Path(folder, "with.desk"), second=True),
            at_desk(Path(folder, "without.desk"), second=False),
        ]
        cases = [registered(desk, 0) for desk in desks]
        saved: list[list[float]] = [[], []]
        opened: list[list[float]] = [[], []]
        for n in range(ROUNDS):
            for which, desk in enumerate(desks):
                saved[which] += times([partial(changed, desk, cases[which], n)])
                opened[which] += times([partial(browse.case_file, desk, cases[which])], 3)
        entered = [
            times([partial(registered, desk, n + 1) for n in range(ROUNDS // 2)]) for desk in desks
        ]
        for desk in desks:
            desk.close()
    report("registering fourteen workers", entered[0], "without a second key", entered[1])
    report("changing a telephone", saved[0], "without a second key", saved[1])
    report("opening the case", opened[0], "without a second key", opened[1])


def registered(desk: Desk, n: int) -> int:
    """Register an application of many workers; return the case's key."""
    told = replace(story.application(), received_on=desk.today(), operation=f"bench-{n}")
    return intake.register(desk, told).id


def changed(desk: Desk, case_id: int, n: int) -> None:
    """Give one worker of a case another telephone."""
    case = browse.case_file(desk, case_id)
    worker = case.applicants[n % len(case.applicants)]
    person = replace(worker.person, phone=f"139{n:08d}")
    parties.change_person(desk, case_id, case.version, worker.id, person)


if __name__ == "__main__":
    main()
