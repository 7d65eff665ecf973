"""What safety costs: saves, searches and opened cases, encrypted and plain, beside bare inserts.

A bare insert writes as many rows as the save does, in one transaction and as durably, into a table
without index, journal or rights. The journal cannot be left out of a save: it is in ours, not in
the bare one.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text
from sqlcipher3 import dbapi2

from mediation_desk.domain.centre import Room
from mediation_desk.services import browse, sample, settings, story
from mediation_desk.services.desk import Desk
from mediation_desk.storage import centre as centres
from mediation_desk.storage import journal
from tests.bench.bench_second_key import at_desk, changed, registered
from tests.bench.measure import report, times

CASES = 2000
ROUNDS = 60
TYPED = ("李建国", "王秀英", "宣化永兴建筑", "zsf", "第0420号", "1234")
ROW = ("张劳调字〔2026〕第0001号", "李建国", "宣化永兴建筑工程有限公司", "13900000000", "{}" * 60)


def bare(path: Path) -> dbapi2.Connection:
    """Return a connection to a table of its own, as durable as a centre's file."""
    made = dbapi2.connect(str(path), isolation_level=None)
    made.execute("PRAGMA journal_mode=TRUNCATE")
    made.execute("PRAGMA synchronous=EXTRA")
    made.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, a, b, c, d, e)")
    return made


def insert(connection: dbapi2.Connection, rows: int) -> None:
    """Insert rows as one save does."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO line (a, b, c, d, e) VALUES (?, ?, ?, ?, ?)", [ROW] * rows)
    connection.execute("COMMIT")


def written(desk: Desk, save: Callable[[], object]) -> int:
    """Return how many rows a save writes, with the two of its entry in the journal."""
    save()
    with desk.db.read() as session:
        last = session.execute(text("SELECT max(id) FROM journal")).scalar_one()
        entry = journal.entry(session, last)
    assert entry is not None, "a save is in the journal"
    return len(entry.changes) + 2


def main() -> None:
    """Do the same in each, in turns, so that the machine is the same to all."""
    with TemporaryDirectory() as folder:
        desks = [
            at_desk(Path(folder, f"{kept}.desk"), second=False, encrypted=kept == "encrypted")
            for kept in ("encrypted", "plain")
        ]
        for desk in desks:
            for user in (story.MEDIATOR, story.CLERK):
                settings.save_user(desk, user)
            sample.fill(desk, CASES)
        cases = [registered(desk, 0) for desk in desks]
        line = bare(Path(folder, "bare.db"))
        _saves(desks, cases, line)
        _reads(desks, cases)
        line.close()
        for desk in desks:
            desk.close()


def _saves(desks: list[Desk], cases: list[int], line: dbapi2.Connection) -> None:
    def room(which: int, n: int) -> None:
        with desks[which].db.write(desks[which].actor, "save_room") as session:
            centres.put_room(session, Room(name=f"第{n}调解室"))

    acts: tuple[tuple[str, Callable[[int, int], Callable[[], object]]], ...] = (
        ("one row with its entry in the journal", lambda w, n: partial(room, w, n)),
        ("changing a telephone", lambda w, n: partial(changed, desks[w], cases[w], n)),
        ("registering fourteen workers", lambda w, n: partial(registered, desks[w], n + 1)),
    )
    for name, act in acts:
        rows = written(desks[1], act(1, 10_000))
        taken: list[list[float]] = [[], [], []]
        for n in range(ROUNDS):
            for which in range(2):
                taken[which] += times([act(which, n)])
            taken[2] += times([partial(insert, line, rows)])
        told = f"a bare insert of {rows} rows"
        report(f"{name}, encrypted", taken[0], told, taken[2])
        report(f"{name}, plain", taken[1], told, taken[2])
        report(f"{name}, encrypted", taken[0], "plain", taken[1])


def _reads(desks: list[Desk], cases: list[int]) -> None:
    strokes = [word[:length] for word in TYPED for length in range(1, len(word) + 1)]
    searched: list[list[float]] = [[], []]
    opened: list[list[float]] = [[], []]
    for _round in range(6):
        for which, desk in enumerate(desks):
            searched[which] += times([partial(browse.find, desk, stroke) for stroke in strokes])
            opened[which] += times([partial(browse.case_file, desk, cases[which])], 10)
    report(f"a keystroke over {CASES} cases, encrypted", searched[0], "plain", searched[1])
    report("opening a case of fourteen workers, encrypted", opened[0], "plain", opened[1])


if __name__ == "__main__":
    main()
