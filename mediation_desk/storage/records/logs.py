"""Layouts of the case log that the centre made itself."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from mediation_desk.domain.log_layout import Which
from mediation_desk.storage.records.base import Key, Record, code


class LogLayoutRecord(Record):
    """A layout; the keys of its columns are joined by commas."""

    __tablename__ = "log_layout"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[Key]
    name: Mapped[str]
    columns: Mapped[str]
    which: Mapped[Which] = code(Which)
