"""A founded file whose desk is open and at rest: its children are forked, and killed, from here.

A round costs no start of the program: everything is loaded, what a save asks is compiled, and each
round's file is the founded one put back in place. A desk at rest holds no connection, so that a
child opens its own; what a blow left is looked at on the file, without starting the program.
"""

import gc
import shutil
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace
from typing import Any

from mediation_desk.domain.errors import DeskError
from mediation_desk.services.desk import Desk
from mediation_desk.storage import asking, chain, connecting, copying, journal
from mediation_desk.storage.connecting import FileKey
from tests.faults import centre
from tests.faults.harness import Bench


class Prepared:
    """A file with one case, its desk at rest, and what to put back in its place."""

    def __init__(self, bench: Bench, *, encrypted: bool = False) -> None:
        self.path = centre.fresh(bench, encrypted=encrypted)
        self.desk: Desk = centre.at_desk(self.path)
        self.key = self.desk.db.key()
        centre.register(self.desk, "before")
        self.rest()
        self.content = self.path.read_bytes()
        gc.collect()
        gc.freeze()  # what is here now is shared with every child, and looked through by none

    def rest(self) -> None:
        """Let go of every connection, as has to be before a fork."""
        self.desk.db._readers.let_go()

    def anew(self) -> None:
        """Put the file back as it was at first, in its place: the desk goes on with it."""
        self.rest()
        copying.journal_of(self.path).unlink(missing_ok=True)
        self.path.write_bytes(self.content)

    def close(self) -> None:
        """Let go of the file."""
        self.desk.close()

    def left(self, promised: Iterable[str]) -> list[str]:
        """Return what is wrong with the file after a blow."""
        return left_in(self.path, self.key, promised)

    def look(self, promised: list[str], left: Path | None = None) -> list[str]:
        """Let the program itself open and check the file, or another, journal and all."""
        path = self.copied(left)
        found = centre.look(path, promised)
        shutil.rmtree(path.parent, ignore_errors=not found)
        return found

    def copied(self, left: Path | None = None) -> Path:
        """Return a copy as it lies on the disk, in a folder of its own; nobody has it open."""
        path = Path(mkdtemp(dir=self.path.parent)) / self.path.name
        keyring = self.path.with_name(f"{self.path.name}.keys")
        for part in ((left or self.path), copying.journal_of(left or self.path), keyring):
            if part.exists():
                shutil.copyfile(part, path.with_name(part.name))
        return path


def left_in(path: Path, key: FileKey | None, promised: Iterable[str]) -> list[str]:
    """Return what is wrong with a file: pages, references, acknowledged rows, halves, the chain.

    The connection is opened as the program opens it; a journal that was left is played back first.
    """
    try:
        with closing(connecting.connect(path, key=key)) as connection:
            found = list(copying.findings(connection))
            of = asking.Glance(connection)
            held = {row[0] for row in asking.ask(of, "SELECT operation FROM mediation_case")}
            found += [f"lost {operation}" for operation in promised if operation not in held]
            found += centre.half(of)
            found += _unchained(connection)
            return found
    except Exception as error:  # noqa: BLE001 - whatever it is, the file is not what it was
        return [f"cannot be read: {type(error).__name__}: {error}"]


def left_on_server(desk: Desk, promised: Iterable[str]) -> list[str]:
    """Return what is wrong with a server's centre after a blow, read by a desk that is open."""
    with desk.db.read() as session:
        try:
            journal.verify(session)
        except DeskError as error:
            return [str(error)]
        held = {row[0] for row in asking.ask(session, "SELECT operation FROM mediation_case")}
        lost = [f"lost {operation}" for operation in promised if operation not in held]
        return lost + centre.half(session)


_CHAIN = (
    "SELECT id, at, actor_id, actor, doing, case_id, undoes, digest, before, hash, salt, body"
    " FROM journal LEFT JOIN journal_value ON journal_id = id ORDER BY id"
)


def _unchained(connection: Any) -> list[str]:
    """Return the first entry of the journal that does not follow the one before it."""
    cursor = connection.execute(_CHAIN)
    names = [column[0] for column in cursor.description]
    before = chain.START
    for n, row in enumerate(cursor, 1):
        entry = SimpleNamespace(**dict(zip(names, row, strict=True)))
        entry.at = asking.instant(entry.at)
        told = chain.digest(entry.salt, entry.body) if entry.body is not None else ""
        found = entry.id, entry.before, entry.digest, entry.hash
        if found != (n, before, told, chain.link(entry)):
            return [f"entry {n} does not follow"]
        before = entry.hash
    return []
