"""The centre, its people, rooms, own figures, and what they left unfinished."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.storage.records.base import Key, Record, refers, sealed
from mediation_desk.storage.records.types import Exact


class CentreRecord(Record):
    """The one row about the centre."""

    __tablename__ = "centre"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[Key]
    name: Mapped[str]
    short_name: Mapped[str]
    number_pattern: Mapped[str]
    place: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    legal_basis: Mapped[str]
    arbitration: Mapped[str]
    language: Mapped[str]


class UserRecord(Record):
    """A person who works at the desk; `roles` are codes joined by commas."""

    __tablename__ = "app_user"

    id: Mapped[Key]
    name: Mapped[str]
    roles: Mapped[str]
    phone: Mapped[str]
    active: Mapped[bool]


class RoomRecord(Record):
    """A room for hearings."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[Key]
    name: Mapped[str]
    seats: Mapped[int | None]
    active: Mapped[bool]


class OwnFigureRecord(Record):
    """A figure that the centre entered itself."""

    __tablename__ = "own_figure"

    id: Mapped[Key]
    name: Mapped[str]
    value: Mapped[Decimal] = mapped_column(Exact)
    unit: Mapped[str]
    since: Mapped[date]
    document: Mapped[str]
    place: Mapped[str]
    entered_by: Mapped[str]
    issued_by: Mapped[str]
    note: Mapped[str]
    checked_on: Mapped[date | None]
    until: Mapped[date | None]


class OptionRecord(Record):
    """A setting that the centre changed from what ships, by its name."""

    __tablename__ = "option"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[Key]
    name: Mapped[str]
    value: Mapped[str]


class DraftRecord(Record):
    """What somebody typed and has not saved yet."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("user_id", "key"),)
    journalled = False

    id: Mapped[Key]
    user_id: Mapped[int] = refers("app_user.id", index=False)
    key: Mapped[str]
    text: Mapped[str] = sealed("draft.text", plain_without=True)
    kept_at: Mapped[datetime]
