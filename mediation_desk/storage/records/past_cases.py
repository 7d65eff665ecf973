"""Ledgers of former years that were imported, their cases, and how their columns were mapped."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.storage.records.base import DERIVED, Key, Record, refers, sealed


class PastImportRecord(Record):
    """One import; `keys` are the highest keys of its rows by table, which are not given again.

    Its own entry in the journal tells of it; the rows of its cases are too many to stand there.
    """

    __tablename__ = "past_import"
    journalled = False

    id: Mapped[Key]
    file: Mapped[str]
    digest: Mapped[str]
    sheet: Mapped[str]
    headings: Mapped[str]
    cases: Mapped[int]
    first_employer: Mapped[int]
    last_employer: Mapped[int]
    imported_at: Mapped[datetime]
    imported_by: Mapped[str]
    taken_back_at: Mapped[datetime | None]
    keys: Mapped[str] = mapped_column(info=DERIVED)


class PastCaseRecord(Record):
    """Where an imported case stood in its ledger, with the cells of its line."""

    __tablename__ = "past_case"
    journalled = False

    case_id: Mapped[int] = refers("mediation_case.id", index=False, primary_key=True)
    import_id: Mapped[int] = refers("past_import.id")
    line: Mapped[int]
    cells: Mapped[str] = sealed("past_case.cells")
    hearings: Mapped[int | None]


class PastLayoutRecord(Record):
    """Which column of a head held what, as somebody confirmed it last."""

    __tablename__ = "past_layout"
    journalled = False
    __table_args__ = (UniqueConstraint("signature"),)

    id: Mapped[Key]
    signature: Mapped[str]
    columns: Mapped[str]
