"""Questions over all cases that the centre saved."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from mediation_desk.storage.records.base import Key, Record


class SavedQueryRecord(Record):
    """A question; its conditions are a list of field, operator and value."""

    __tablename__ = "saved_query"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[Key]
    name: Mapped[str]
    any_of: Mapped[bool]
    conditions: Mapped[str]
