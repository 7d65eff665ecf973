"""Hand-overs with their cases as they stood."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from mediation_desk.storage.records.base import Key, Record, refers


class HandoverRecord(Record):
    """One hand-over from a person to another, before a supervisor."""

    __tablename__ = "handover"

    id: Mapped[Key]
    at: Mapped[datetime]
    day: Mapped[date]
    giver_id: Mapped[int] = refers("app_user.id")
    receiver_id: Mapped[int] = refers("app_user.id")
    supervisor_id: Mapped[int] = refers("app_user.id")
    note: Mapped[str]


class HandoverCaseRecord(Record):
    """A case as it stood when it was handed over."""

    __tablename__ = "handover_case"

    id: Mapped[Key]
    handover_id: Mapped[int] = refers("handover.id")
    case_id: Mapped[int] = refers("mediation_case.id")
    number: Mapped[str]
    parties: Mapped[str]
    stage: Mapped[str]
    duties: Mapped[str]
    clocks: Mapped[str]
    hearings: Mapped[str]
    unserved: Mapped[str]
    money: Mapped[str]
