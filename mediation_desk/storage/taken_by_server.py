"""What a server answers about people who are called to hearings of cases that are hidden.

An account that does not see a case still may not call its people to two places at one time. The
questions of `taken` become functions of the server: whoever names an identity number, an employer,
a licence or an interpreter is told on which days and hours they are called elsewhere, and of a
hidden case not even the number.
"""

# ruff: noqa: S608 - the statements are those of `taken`, with places for what is asked

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql

from mediation_desk.storage import sight, taken
from mediation_desk.storage.asking import ask

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_KEYS = frozenset({"employers", "same_case"})
_FIRST, _LAST, _BESIDES = date(1801, 1, 1), date(1802, 2, 2), -18_031_803
_WORD, _KEY = "what is asked for", -18_041_804
"""Stand in a statement where the function has its arguments."""


def telling() -> Iterator[str]:
    """Yield the functions with their arguments: they are for those alone who read cases."""
    for name in taken.NAMES:
        yield f"desk_taken_{name}({'bigint[]' if name in _KEYS else 'text[]'}, date, date, bigint)"


def functions() -> Iterator[str]:
    """Yield what makes a function of each question."""
    for name, query in zip(taken.NAMES, (*taken.questions(), *taken.guests()), strict=True):
        wanted: list[Any] = [_KEY if name in _KEYS else _WORD]
        given = {"first": _FIRST, "last": _LAST, "besides": _BESIDES, "wanted": wanted}
        words = str(
            query.params(given).compile(
                dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
                compile_kwargs={"literal_binds": True},
            )
        )
        kind = "bigint[]" if name in _KEYS else "text[]"
        phone = "found.phone" if name in {"helpers", "members"} else "''"
        yield (
            f"CREATE OR REPLACE FUNCTION desk_taken_{name}({kind}, date, date, bigint) RETURNS"
            " TABLE (day date, begins time, minutes integer, number text, name text, phone text)"
            " LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
            f" AS $$ SELECT found.day, found.begins, found.minutes, CASE WHEN EXISTS (SELECT FROM"
            " mediation_case AS c WHERE c.number = found.number AND c.id IN (SELECT desk_shut()))"
            f" THEN '' ELSE found.number END, found.name, {phone}"
            f" FROM ({_placed(words)}) AS found $$"
        )


def _placed(words: str) -> str:
    """Put the arguments of the function where the values stand for them."""
    asked = rf"IN \(({_KEY}|'{_WORD}')\)"
    words = re.sub(asked, "= ANY ($1)", words).replace("%%", "%")
    for place, value in ((2, f"'{_FIRST}'"), (3, f"'{_LAST}'"), (4, str(_BESIDES))):
        words = re.sub(rf"{re.escape(value)}(::DATE|::date)?", f"${place}", words)
    return words


def rows(
    session: "Session", name: str, wanted: Sequence[Any], first: date, last: date, besides: int
) -> "Iterator[Any]":
    """Yield when those asked for are called elsewhere, also to hearings of hidden cases."""
    kind = "BIGINT[]" if name in _KEYS else "TEXT[]"
    question = f"""
        SELECT day, begins, minutes, CASE number WHEN '' THEN :closed ELSE number END AS number,
            name, phone
        FROM desk_taken_{name}(CAST(:wanted AS {kind}), :first, :last, :besides)
    """
    values = {"wanted": list(wanted), "first": first, "last": last, "besides": besides}
    yield from ask(session, question, closed=sight.closed_word(session), **values)
