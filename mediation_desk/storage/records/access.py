"""Who may see a case: that it is restricted, and who was named to read it."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from mediation_desk.storage.records.base import Key, Record, refers


class CaseRestrictionRecord(Record):
    """A case that only its own people, those named and supervisors see (限制查阅)."""

    __tablename__ = "case_restriction"
    __table_args__ = (UniqueConstraint("case_id"),)

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id", index=False)
    reason: Mapped[str]
    since: Mapped[datetime]
    by: Mapped[str]


class CaseReaderRecord(Record):
    """Somebody who may see a case beside those who work on it."""

    __tablename__ = "case_reader"
    __table_args__ = (UniqueConstraint("case_id", "user_id"),)

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id", index=False)
    user_id: Mapped[int] = refers("app_user.id")
