"""The query behind every search: grams narrow by the index, the folded line decides."""

from sqlalchemy import ColumnElement, Select, Text, cast, column, func, literal, select, table, text
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.orm import Session

from mediation_desk.storage import folding
from mediation_desk.storage.records import SearchRecord

_TEXT = table("search_text", column("rowid"))


def matching(session: Session, asked: str) -> Select[int]:
    """Return the query for the keys of cases that contain every word asked for."""
    words = folding.words(asked)
    grams = folding.wanted(words)
    if session.get_bind().dialect.name == "postgresql":
        held = func.string_to_array(SearchRecord.grams, text("' '"))
        narrow: list[ColumnElement[bool]] = [
            held.op("@>")(cast(array(list(grams)), ARRAY(Text))),
            *(func.strpos(SearchRecord.line, word) > 0 for word in words),
        ]
        return select(SearchRecord.case_id).where(*narrow)
    phrases = " AND ".join(f'"{gram}"' for gram in grams)
    return (
        select(SearchRecord.case_id)
        .join(_TEXT, _TEXT.c.rowid == SearchRecord.case_id)
        .where(
            text("search_text MATCH :phrases").bindparams(phrases=phrases),
            *(func.instr(SearchRecord.line, literal(word)) > 0 for word in words),
        )
    )


def newest(session: Session) -> ColumnElement[int]:
    """Return what puts the newest first in a query of `matching`."""
    if session.get_bind().dialect.name == "postgresql":
        return SearchRecord.case_id.desc()
    return _TEXT.c.rowid.desc()
