"""Papers that were issued, and their content by its digest."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.storage.records.base import Key, Record, refers, sealed, sealed_bytes


class PaperContentRecord(Record):
    """The bytes of a paper under their SHA-256: written once, never changed."""

    __tablename__ = "paper_content"
    journalled = False

    sha256: Mapped[str] = mapped_column(primary_key=True)
    docx: Mapped[bytes] = sealed_bytes("paper_content.docx")
    given: Mapped[str | None] = sealed("paper_content.given")
    """The values it was made from, as JSON; unknown of papers from before they were kept."""


class PaperRecord(Record):
    """A paper that was issued in a case."""

    __tablename__ = "paper"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    form: Mapped[str]
    title: Mapped[str]
    subject: Mapped[str]
    issued_on: Mapped[date]
    issued_by: Mapped[str]
    sha256: Mapped[str]
    template: Mapped[str | None]
    number: Mapped[int]
    void_on: Mapped[date | None]
    void_by: Mapped[str]
    void_reason: Mapped[str]
