"""Which cases a person may see, enforced below every question: what is hidden is not in the file.

Every reading of the desk goes through here. Where something is hidden from whoever acts, each
statement finds, in the place of the tables of cases and of all that hangs on them, only what that
person may see: no service, list, search or export need think of it, and none can forget it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from mediation_desk.i18n import _
from mediation_desk.storage.asking import Glance, ask
from mediation_desk.storage.marks import BY_SERVER

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    Asked = Session | Glance


OPTION = "mediation_desk_veil"
"""What a connection says of what is hidden."""

OF_SESSION = "sight"
"""Where a session keeps whose eyes it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Whose eyes: restricted cases of others are hidden; with `own_only` all cases of others."""

    user_id: int
    own_only: bool = False

    def mine(self) -> str:
        """Return what says that a case `c` is this person's."""
        return mine(str(int(self.user_id)))

    def open(self) -> str:
        """Return what says that a case `c` may be seen."""
        return open_to(str(int(self.user_id)), own_only=self.own_only)


def mine(me: str) -> str:
    """Return what says that a case `c` is that of `me`: a key, or what SQL calls it."""
    return (
        f"(coalesce(c.mediator_id, 0) = {me} OR coalesce(c.clerk_id, 0) = {me}"  # noqa: S608
        f" OR c.id IN (SELECT case_id FROM panel_member WHERE user_id = {me}"
        " AND seat <> 'helper')"
        f" OR c.id IN (SELECT case_id FROM case_reader WHERE user_id = {me}))"
    )


def open_to(me: str, *, own_only: bool) -> str:
    """Return what says that a case `c` may be seen by `me`."""
    plain = "c.id NOT IN (SELECT case_id FROM case_restriction)"
    if own_only:  # somebody has to take up what nobody mediates yet
        plain += " AND c.mediator_id IS NULL"
    return f"({mine(me)} OR ({plain}))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Veil:
    """What is hidden now: `keys` where they are few, else the question for what is seen.

    With `whole` it is a server that hides, and its views of all cases are read (`whole_views`).
    """

    keys: tuple[int, ...] = ()
    seen: str = ""
    whole: bool = False


def veil(of: "Asked", sight: Sight | None) -> Veil | None:
    """Return what is hidden from somebody, None where nothing is."""
    if sight is None or _by_server(of):
        return None
    if sight.own_only:
        return Veil(seen=f"SELECT c.id FROM mediation_case c WHERE {sight.open()}")  # noqa: S608
    found = ask(of, _RESTRICTED.format(mine=sight.mine()))
    return Veil(keys=tuple(int(row[0]) for row in found)) if found else None


_RESTRICTED = """
    SELECT c.id FROM case_restriction r JOIN mediation_case c ON c.id = r.case_id
    WHERE NOT {mine}
"""


def hidden_among(of: "Asked", sight: Sight | None, keys: Collection[int]) -> frozenset[int]:
    """Return which of these cases are hidden from somebody."""
    if sight is None or not keys:
        return frozenset()
    if _by_server(of):
        found = ask(of, _OF_SERVER, keys=sorted(set(keys)))
        return frozenset(int(row[0]) for row in found)
    return hidden_from(of, sight, keys)


def hidden_from(of: "Asked", sight: Sight | None, keys: Collection[int]) -> frozenset[int]:
    """Return which of these cases, that whoever acts may see, are hidden from somebody else."""
    if sight is None or not keys:
        return frozenset()
    wanted = ", ".join(str(int(key)) for key in sorted(set(keys)))
    question = f"""
        SELECT c.id FROM mediation_case c WHERE c.id IN ({wanted}) AND NOT {sight.open()}
    """  # noqa: S608 - keys and parts of our own
    return frozenset(int(row[0]) for row in ask(of, question))


_OF_SERVER = """
    SELECT key FROM unnest(CAST(:keys AS BIGINT[])) AS asked(key)
    WHERE key IN (SELECT desk_shut())
"""


def _by_server(of: "Asked") -> bool:
    """Say whether the server itself hides cases from the account in use."""
    return not isinstance(of, Glance) and bool(of.info.get(BY_SERVER))


def hidden_here(of: "Asked", keys: Collection[int]) -> frozenset[int]:
    """Return which of these cases are hidden from whoever acts, where all are being read."""
    if isinstance(of, Glance):
        return frozenset()
    held = of.connection().get_execution_options().get(OPTION)
    if held and not held.whole:
        return frozenset()
    return hidden_among(of, of.info.get(OF_SESSION), keys)


def closed_word(of: "Asked") -> str:
    """Return what stands in the place of what is hidden: not each hidden case is restricted."""
    sight = None if isinstance(of, Glance) else of.info.get(OF_SESSION)
    return _("Not open to you") if sight and sight.own_only else _("Access restricted")


@contextmanager
def whole(session: "Session") -> Iterator[None]:
    """Read all cases within the block: to count them, or to see what is taken.

    Whoever uses it tells nothing of a case in `hidden_here`; the tests name every place.
    """
    connection = session.connection()
    held = connection.get_execution_options().get(OPTION)
    all_cases = Veil(whole=True) if hides(session) else None
    connection.execution_options(**{OPTION: all_cases})
    try:
        yield
    finally:
        connection.execution_options(**{OPTION: held})


def hides(session: "Session") -> bool:
    """Say whether the server itself may hide something from whoever acts."""
    return _by_server(session) and session.info.get(OF_SESSION) is not None


def narrows(session: "Session") -> bool:
    """Say whether the file hides something from whoever acts."""
    return bool(session.connection().get_execution_options().get(OPTION))


def is_whole(session: "Session") -> bool:
    """Say whether the views of a server are read in the place of its tables."""
    held = session.connection().get_execution_options().get(OPTION)
    return bool(held and held.whole)


def is_there(session: "Session", table: str, key: str) -> bool:
    """Say whether a content is at a server in cases that are hidden from the account."""
    if not hides(session):
        return False
    asked = f"SELECT NOT desk_unused_{table}(:key)"
    return bool(ask(session, asked, key=key)[0][0])


# -- statements ------------------------------------------------------------------------------

_CASES = "mediation_case"
_BEGIN = re.compile(r"\s*(WITH|SELECT)\b", re.IGNORECASE)


@cache
def ways() -> Mapping[str, tuple[str, str, bool]]:
    """Return of each table that hangs on a case: its column, the table it leads to, may be null.

    Of several columns it is one that is never empty, where there is such a one.
    """
    from mediation_desk.storage.records import Record

    found: dict[str, tuple[str, str, bool]] = {}
    for table in Record.metadata.sorted_tables:
        if "case_id" in table.c and table.name not in _NOT_OF_ONE_CASE:
            found[table.name] = "case_id", _CASES, bool(table.c.case_id.nullable)
            continue
        keys = table.foreign_keys
        for key in sorted(keys, key=lambda one: (bool(one.parent.nullable), one.parent.name)):
            target = key.column.table.name
            if target in found and target != table.name:
                found[table.name] = key.parent.name, target, bool(key.parent.nullable)
                break
    return found


_NOT_OF_ONE_CASE = frozenset({"case_restriction", "case_reader", "void_number"})
"""What says who sees a case is read by whoever may set it; a void number has no case any more."""


@cache
def _named(whole: bool) -> re.Pattern[str]:
    from mediation_desk.storage import whole_views

    names = sorted(whole_views.tables() if whole else {_CASES, *ways()}, key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(names) + r")\b")


def veiled(statement: str, held: Veil, *, server: bool) -> str:
    """Return a question that finds nothing of what is hidden."""
    begin = _BEGIN.match(statement)
    if begin is None:
        return statement
    names = sorted(set(_named(held.whole).findall(statement)))
    if not names:
        return statement
    views = ", ".join(f"{name} AS {_view(name, held, server)}" for name in names)
    if begin[1].upper() == "WITH":
        return f"WITH {views}, {statement[begin.end() :]}"
    return f"WITH {views} {statement}"


@cache
def _view(name: str, held: Veil, server: bool) -> str:
    if held.whole:
        return f"NOT MATERIALIZED (SELECT * FROM desk_whole_{name})"  # noqa: S608
    real = "" if server else "main."
    seen = _seen(name, held, real)
    return f"NOT MATERIALIZED (SELECT * FROM {real}{name} WHERE {seen})"  # noqa: S608


def _seen(name: str, held: Veil, real: str) -> str:
    """Return the condition under which a row of a table is seen."""
    if name == _CASES:
        return _of_cases("id", held, real)
    column, target, nullable = ways()[name]
    if target == _CASES:
        seen = _of_cases(column, held, real)
    else:
        inner = f"SELECT id FROM {real}{target} WHERE {_seen(target, held, real)}"  # noqa: S608
        seen = f"{column} IN ({inner})"
    return f"({column} IS NULL OR {seen})" if nullable else seen


def _of_cases(column: str, held: Veil, real: str) -> str:
    if held.seen:
        question = re.sub(
            r"\b(mediation_case|panel_member|case_reader|case_restriction)\b",
            rf"{real}\1",
            held.seen,
        )
        return f"{column} IN ({question})"
    return f"{column} NOT IN ({', '.join(map(str, held.keys))})"


def listen(engine: Any) -> None:  # noqa: ANN401 - an engine, loaded late
    """Let every statement of an engine be veiled whose connection says so."""
    from sqlalchemy import event

    server = engine.dialect.name == "postgresql"

    def before(
        connection: Any,  # noqa: ANN401 - SQLAlchemy's own form
        _cursor: object,
        statement: str,
        parameters: object,
        _context: object,
        _many: bool,
    ) -> tuple[str, object]:
        held = connection.get_execution_options().get(OPTION)
        return (veiled(statement, held, server=server) if held else statement), parameters

    event.listen(engine, "before_cursor_execute", before, retval=True)
