"""Other platforms: their sheets, and the numbers that they gave cases."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.storage.records.base import Key, Record, refers


class PlatformRecord(Record):
    """A platform that the centre fills too."""

    __tablename__ = "platform"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[Key]
    name: Mapped[str]
    position: Mapped[int]
    active: Mapped[bool]


class PlatformFieldRecord(Record):
    """One line of a platform's sheet."""

    __tablename__ = "platform_field"
    __table_args__ = (UniqueConstraint("platform_id", "position"),)

    id: Mapped[Key]
    platform_id: Mapped[int] = refers("platform.id", index=False)
    position: Mapped[int]
    code: Mapped[str]
    label: Mapped[str]


class PlatformNumberRecord(Record):
    """The serial number that a platform gave a case, or one worker of it."""

    __tablename__ = "platform_number"

    id: Mapped[Key]
    platform_id: Mapped[int] = refers("platform.id")
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int | None] = refers("party.id")
    number: Mapped[str] = mapped_column(index=True)
    entered_on: Mapped[date]
    entered_by: Mapped[str]
