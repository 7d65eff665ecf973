"""Workers of a group who go on in a case of their own."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from mediation_desk.storage.records.base import Key, Record, refers


class SplitWorkerRecord(Record):
    """A worker who was split off: who it is in the case before, and in the case that goes on."""

    __tablename__ = "split_worker"
    __table_args__ = (UniqueConstraint("party_id"), UniqueConstraint("new_party_id"))

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int] = refers("party.id", index=False)
    new_case_id: Mapped[int] = refers("mediation_case.id")
    new_party_id: Mapped[int] = refers("party.id", index=False)
    split_on: Mapped[date]
    reason: Mapped[str]
