"""Case numbers that count no more, with what stood under them."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.storage.records.base import DERIVED, Key, Record
from mediation_desk.storage.records.types import BIG


class VoidNumberRecord(Record):
    """A registration that was voided.

    The case's rows are gone, but for the journal: `case_id` is the key that they had, `version`
    how often the case had been saved, `keys` the highest keys of its rows by table, which are not
    given again, so that all of it can come back.
    """

    __tablename__ = "void_number"
    __table_args__ = (UniqueConstraint("number"), UniqueConstraint("case_id"))

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(BIG)
    version: Mapped[int]
    number: Mapped[str]
    reason: Mapped[str]
    voided_by: Mapped[str]
    voided_at: Mapped[datetime]
    received_on: Mapped[date] = mapped_column(index=True)
    cause: Mapped[str]
    applicants: Mapped[str]
    respondent: Mapped[str]
    line: Mapped[str] = mapped_column(info=DERIVED)
    keys: Mapped[str]
