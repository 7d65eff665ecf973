"""Hearings and who came."""

from datetime import date, datetime, time

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.hearing import Attended, HearingStatus
from mediation_desk.storage.records.base import Key, Record, code, refers


class HearingRecord(Record):
    """A session with its record."""

    __tablename__ = "hearing"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id", index=False)
    number: Mapped[int]
    day: Mapped[date] = mapped_column(index=True)
    begins: Mapped[time]
    room: Mapped[str]
    status: Mapped[HearingStatus] = code(HearingStatus)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    public: Mapped[bool]
    record: Mapped[str]
    outcome: Mapped[str]


class AttendanceRecord(Record):
    """One party at one session."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("hearing_id", "position"),)

    id: Mapped[Key]
    hearing_id: Mapped[int] = refers("hearing.id", index=False)
    position: Mapped[int]
    party_id: Mapped[int] = refers("party.id")
    name: Mapped[str]
    attended: Mapped[Attended] = code(Attended)
    identity_checked: Mapped[bool]
    note: Mapped[str]
