"""The query behind every search: grams narrow by the index, the folded line decides."""

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.orm import Session

from mediation_desk.storage import folding, sight
from mediation_desk.storage.records import SearchRecord

_TEXT = table("search_text", column("rowid", Integer))


def matching(session: Session, asked: str) -> Select[int]:
    """Return the query for the keys of cases that contain every word asked for."""
    words = folding.words(asked)
    grams = folding.wanted(words)
    longer = [word for word in words if len(word) > 2]  # a gram is proof of the shorter ones
    if sight.hides(session):  # beneath policies the index is used by a function of the server only
        found = func.desk_found(cast(list(grams), ARRAY(Text)), cast(longer, ARRAY(Text)))
        return select(found.column_valued("case_id"))
    if session.get_bind().dialect.name == "postgresql":
        held = func.string_to_array(SearchRecord.grams, text("' '"))
        return select(SearchRecord.case_id).where(
            held.op("@>")(cast(array(list(grams)), ARRAY(Text))),
            *(func.strpos(SearchRecord.line, word) > 0 for word in longer),
        )
    phrases = " AND ".join(f'"{gram}"' for gram in grams)
    query = select(_TEXT.c.rowid).where(
        text("search_text MATCH :phrases").bindparams(phrases=phrases)
    )
    if longer:
        query = query.join(SearchRecord, _TEXT.c.rowid == SearchRecord.case_id).where(
            *(func.instr(SearchRecord.line, literal(word)) > 0 for word in longer)
        )
    return query


def newest(session: Session) -> ColumnElement[int]:
    """Return what puts the newest first in a query of `matching`."""
    if sight.hides(session):
        return literal_column("1", Integer).desc()
    if session.get_bind().dialect.name == "postgresql":
        return SearchRecord.case_id.desc()
    return _TEXT.c.rowid.desc()
