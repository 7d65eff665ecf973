"""The one gate through which every text goes that is saved: none holds what no text may hold."""

from collections.abc import Iterable, Iterator

from sqlalchemy import inspect

from mediation_desk.domain.characters import SOFT_BREAK, is_name, wrong_in
from mediation_desk.domain.errors import Problem
from mediation_desk.storage.records import Record

_AS_IT_CAME = frozenset({("material", "file_name")})
"""Names of files that were handed in: kept as they were, and never used as a path."""


def wrong(record: Record, columns: Iterable[str]) -> Iterator[Problem]:
    """Yield what is wrong with the new and changed texts of a row.

    A line break as word processors put it (U+000B) becomes a plain one first, outside names.
    """
    untouched = inspect(record).unmodified
    for name in columns:
        if name in untouched or (record.__tablename__, name) in _AS_IT_CAME:
            continue
        value = getattr(record, name)
        if not isinstance(value, str) or (value.isascii() and value.isprintable()):
            continue
        in_name = is_name(name)
        if SOFT_BREAK in value and not in_name:
            value = value.replace(SOFT_BREAK, "\n")
            setattr(record, name, value)
        if said := wrong_in(value, in_name=in_name):
            yield Problem(name, said)
