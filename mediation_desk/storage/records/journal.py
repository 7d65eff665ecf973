"""The journal: who did what, chained; the values stand apart, so that they can be erased."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.storage.records.base import Record, refers
from mediation_desk.storage.records.types import BIG


class JournalRecord(Record):
    """One act. `hash` covers the entry, the digest of its values and the hash before it."""

    __tablename__ = "journal"
    journalled = False

    id: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[int]
    actor: Mapped[str]
    doing: Mapped[str] = mapped_column(index=True)
    case_id: Mapped[int | None] = mapped_column(BIG, index=True)
    undoes: Mapped[int | None] = mapped_column(BIG, index=True)
    digest: Mapped[str]
    before: Mapped[str]
    hash: Mapped[str]


class JournalValueRecord(Record):
    """The rows that an act wrote, before and after, with the salt of their digest."""

    __tablename__ = "journal_value"
    journalled = False

    journal_id: Mapped[int] = refers("journal.id", index=False, primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[str]
