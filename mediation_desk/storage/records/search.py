"""What a search looks at: one folded line per case, and its grams."""

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from mediation_desk.storage.records.base import Record, refers


class SearchRecord(Record):
    """The folded line of a case; triggers copy `grams` into the full-text index."""

    __tablename__ = "search_row"
    __table_args__ = (
        Index(
            "ix_search_row_grams",
            text("string_to_array(grams, ' ')"),
            postgresql_using="gin",
        ).ddl_if(dialect="postgresql"),
    )
    journalled = False

    case_id: Mapped[int] = refers("mediation_case.id", index=False, primary_key=True)
    line: Mapped[str]
    grams: Mapped[str]
