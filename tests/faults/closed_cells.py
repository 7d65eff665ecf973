"""Who has the first key of a file alone reads no number in it, whenever it was killed (P26)."""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from mediation_desk.domain.people import IdKind
from mediation_desk.security.hashing import derived
from mediation_desk.security.keyring import Root
from mediation_desk.services import accounts, browse, drafts, intake, papers, parties
from mediation_desk.storage import connecting, journal, rows_told
from mediation_desk.storage.connecting import FileKey
from tests.faults import canary, centre
from tests.faults.harness import Bench, Harness

_LEAST = 4


def run(bench: Bench) -> None:
    """Work with marked numbers, take new keys, be killed, and read the file with its first key."""
    for n in bench.each():
        path = centre.fresh(bench, encrypted=not bench.broken)
        home = path.parent / "home"
        marks = tuple(f"暗记{bench.chance.randrange(10**9):09d}号{place}" for place in range(9))

        def works(ack: centre.Ack, path=path, marks=marks, home=home) -> None:
            os.environ["MEDIATION_DESK_HOME"] = str(home)
            _day(path, iter(marks), ack)

        with centre.child(works) as child:
            child.until(bench.chance.randrange(_LEAST, 9))
            child.kill()
        bench.acts += len(child.promised)
        if len(child.promised) < _LEAST:
            bench.lost(f"round {n}: the day ended after {len(child.promised)} acts")
        for said in _after(path, marks):
            bench.lost(f"round {n}: {said}")


def _day(path: Path, marks: Iterator[str], ack: centre.Ack) -> None:
    """Register, change, keep a draft and issue a paper with marks; then take new keys, again."""
    desk = centre.at_desk(path)
    told = centre.application("closed")
    marked = replace(
        told.applicants[0].person,
        id_kind=IdKind.PASSPORT,
        id_number=next(marks),
        phone=next(marks),
        address=next(marks),
    )
    worker = replace(told.applicants[0], person=marked)
    case_id = intake.register(desk, replace(told, applicants=(worker,))).id
    ack(1)
    case = browse.case_file(desk, case_id)
    moved = replace(case.applicants[0].person, phone=next(marks), address=next(marks))
    parties.change_person(desk, case_id, case.version, case.applicants[0].id, moved)
    ack(2)
    drafts.keep(desk, "intake", {"phone": next(marks), "address": next(marks)})
    ack(3)
    case = browse.case_file(desk, case_id)
    code = papers.offered(case, desk.today())[0].code
    papers.issue(desk, case_id, case.version, papers.compose(desk, case_id, code))
    ack(4)
    for number in range(5, 100):
        if desk.root is not None:
            desk = accounts.renew(desk, encrypted=True)
        ack(number)


def _after(path: Path, marks: tuple[str, ...]) -> Iterator[str]:
    """Yield what is lost to who has both keys, and what is open to who has the first alone."""
    desk = centre.at_desk(path)
    person = browse.case_file(desk, 1).applicants[0].person
    if (person.id_number, person.phone, person.address) != (marks[0], *marks[3:5]):
        yield "a value that was saved cannot be read any more"
    with desk.db.read() as session:
        journal.verify(session)
        yield from rows_told.differing(session)
    root = desk.root
    desk.close()
    yield from canary.found_in(_with_first_key(path, root), marks, set())


def _with_first_key(path: Path, root: Root | None) -> Path:
    """Write everything that the first key opens into a plain file; return its folder."""
    folder = path.parent / "opened"
    folder.mkdir()
    key = FileKey(derived(root.key, "file"), root.salt) if root is not None else None
    with closing(connecting.connect(path, key=key)) as connection:
        connection.execute("ATTACH DATABASE ? AS opened KEY ''", (str(folder / "all.db"),))
        connection.execute("SELECT sqlcipher_export('opened')")
        connection.execute("DETACH DATABASE opened")
    return folder


HARNESS = Harness(
    name="closed_cells",
    promise="P26",
    blow="marked numbers in an encrypted file, killed, also in new keys; read with its first key",
    quick=1,
    full=40,
    control=1,
    run=run,
    broken="a plain file",
)
