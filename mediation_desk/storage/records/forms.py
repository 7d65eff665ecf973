"""Templates of forms that the centre made itself, and their content by its digest."""

from datetime import datetime

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.storage.records.base import Key, Record, refers


class FormContentRecord(Record):
    """The bytes of a template under their SHA-256: written once, never changed."""

    __tablename__ = "form_content"
    journalled = False

    sha256: Mapped[str] = mapped_column(primary_key=True)
    docx: Mapped[bytes] = mapped_column(LargeBinary)


class FormVersionRecord(Record):
    """A version of a form's template."""

    __tablename__ = "form_version"

    id: Mapped[Key]
    form: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    taken_at: Mapped[datetime]
    taken_by: Mapped[str]


class FormInForceRecord(Record):
    """Which version of a form papers are made from; a form without a row uses ours."""

    __tablename__ = "form_in_force"
    __table_args__ = (UniqueConstraint("form"),)

    id: Mapped[Key]
    form: Mapped[str]
    version_id: Mapped[int] = refers("form_version.id")
