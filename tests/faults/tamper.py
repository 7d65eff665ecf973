"""Tampering with the journal: every kind is found; a cut or rewritten end by its anchors (P24)."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from mediation_desk.domain.errors import DeskError
from mediation_desk.services import journals
from mediation_desk.storage import asking, chain, engines
from mediation_desk.storage.records import JournalRecord
from mediation_desk.storage.triggers import KEPT
from tests.faults import centre
from tests.faults.harness import Bench, Harness

_CASES = 12


def run(bench: Bench) -> None:
    """Tamper with a copy of a journal in one of the ways; checking it must name it."""
    path = centre.fresh(bench)
    desk = centre.at_desk(path)
    for n in range(_CASES):
        centre.register(desk, f"{n}")
    anchor = journals.check_code(desk)
    desk.close()
    for n in bench.each():
        copy = path.with_name("tampered.desk")
        shutil.copyfile(path, copy)
        way = _UNSEEN_WITHOUT[n % 2] if bench.broken else _WAYS[n % len(_WAYS)]
        _tamper(bench, copy, way)
        bench.acts += 1
        if not _noticed(copy, "" if bench.broken else anchor):
            bench.lost(f"round {n}: {way.__name__.strip('_')} was not noticed")


def _noticed(path: Path, anchor: str) -> bool:
    try:
        with closing(centre.at_desk(path)) as desk:
            return not journals.checked(desk, anchor).sound
    except DeskError:
        return True


def _tamper(bench: Bench, path: Path, way: Any) -> None:
    connection = engines.connect(path, foreign_keys=False)
    for table in KEPT:
        for act in ("update", "delete"):
            connection.execute(f"DROP TRIGGER {table}_kept_{act}")
    [last] = connection.execute("SELECT max(id) FROM journal").fetchone()
    connection.execute("BEGIN")
    way(connection, bench.chance.randrange(2, last - 1), last)
    connection.execute("COMMIT")
    connection.close()


def _edit_value(connection: Any, n: int, _last: int) -> None:
    connection.execute("UPDATE journal_value SET body = body || ' ' WHERE journal_id = ?", (n,))


def _edit_person(connection: Any, n: int, _last: int) -> None:
    connection.execute("UPDATE journal SET actor = '赵某' WHERE id = ?", (n,))


def _edit_act(connection: Any, n: int, _last: int) -> None:
    connection.execute("UPDATE journal SET doing = 'draft' WHERE id = ?", (n,))


def _backdate(connection: Any, n: int, _last: int) -> None:
    connection.execute("UPDATE journal SET at = '2026-01-01 00:00:00.000000' WHERE id = ?", (n,))


def _delete(connection: Any, n: int, _last: int) -> None:
    connection.execute("DELETE FROM journal_value WHERE journal_id = ?", (n,))
    connection.execute("DELETE FROM journal WHERE id = ?", (n,))


def _delete_and_close_up(connection: Any, n: int, last: int) -> None:
    _delete(connection, n, last)
    for table, key in (("journal", "id"), ("journal_value", "journal_id")):
        connection.execute(f"UPDATE {table} SET {key} = -{key} + 1 WHERE {key} > ?", (n,))
        connection.execute(f"UPDATE {table} SET {key} = -{key} WHERE {key} < 0")


def _swap(connection: Any, n: int, _last: int) -> None:
    for table, key in (("journal", "id"), ("journal_value", "journal_id")):
        connection.execute(f"UPDATE {table} SET {key} = -1 WHERE {key} = ?", (n,))
        connection.execute(f"UPDATE {table} SET {key} = ? WHERE {key} = ?", (n, n + 1))
        connection.execute(f"UPDATE {table} SET {key} = ? WHERE {key} = -1", (n + 1,))


def _double(connection: Any, n: int, last: int) -> None:
    names = [row[1] for row in connection.execute("PRAGMA table_info(journal)")][1:]
    columns = ", ".join(f'"{name}"' for name in names)
    connection.execute(
        f"INSERT INTO journal SELECT ?, {columns} FROM journal WHERE id = ?", (last + 1, n)
    )
    connection.execute(
        "INSERT INTO journal_value SELECT ?, salt, body FROM journal_value WHERE journal_id = ?",
        (last + 1, n),
    )


def _cut_end(connection: Any, _n: int, last: int) -> None:
    _delete(connection, last, last)


def _rewrite(connection: Any, n: int, last: int) -> None:
    """Leave an entry out and chain the rest anew, as one who knows the program could."""
    _delete_and_close_up(connection, n, last)
    names = [row[1] for row in connection.execute("PRAGMA table_info(journal)")]
    before = chain.START
    for row in connection.execute("SELECT * FROM journal ORDER BY id").fetchall():
        held = dict(zip(names, row, strict=True))
        entry = JournalRecord(**held | {"at": asking.instant(held["at"]), "before": before})
        before = chain.link(entry)
        connection.execute(
            "UPDATE journal SET before = ?, hash = ? WHERE id = ?", (entry.before, before, entry.id)
        )


_UNSEEN_WITHOUT = (_cut_end, _rewrite)
_WAYS = (
    _edit_value,
    _edit_person,
    _edit_act,
    _backdate,
    _delete,
    _delete_and_close_up,
    _swap,
    _double,
    *_UNSEEN_WITHOUT,
)

HARNESS = Harness(
    name="tamper",
    promise="P24",
    blow="entries of the journal edited, removed, swapped, doubled, cut off, chained anew",
    quick=20,
    full=1000,
    control=2,
    run=run,
    broken="no check code outside the file",
)
