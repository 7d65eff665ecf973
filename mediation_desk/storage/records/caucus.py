"""What was told to a mediator alone, and for whom each note is sealed."""

from datetime import date, datetime, time

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from mediation_desk.domain.sides import Side
from mediation_desk.storage.records.base import Key, Record, code, refers


class CaucusNoteRecord(Record):
    """One note; `body` is sealed unless nobody signs in to the centre."""

    __tablename__ = "caucus_note"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    author_id: Mapped[int] = refers("app_user.id")
    side: Mapped[Side] = code(Side)
    told_on: Mapped[date]
    told_at: Mapped[time | None]
    written_at: Mapped[datetime]
    sealed: Mapped[bool]
    body: Mapped[str]


class CaucusReaderRecord(Record):
    """One who may read a note; without a person it is the printed recovery code.

    `held` is the note's key, sealed for the public half of a key pair: `public`.
    """

    __tablename__ = "caucus_reader"
    __table_args__ = (UniqueConstraint("note_id", "user_id"),)

    id: Mapped[Key]
    note_id: Mapped[int] = refers("caucus_note.id", index=False)
    user_id: Mapped[int | None] = refers("app_user.id")
    public: Mapped[str]
    held: Mapped[str]
