"""Hearings, who came and who is called, breaks and postponements, and who cannot come when."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.booking import PartOfDay
from mediation_desk.domain.hearing import USUAL_MINUTES, Attended, HearingStatus
from mediation_desk.storage.records.base import Key, Record, code, refers

_OPEN = "status IN ('planned', 'under_way')"
"""Hearings of which nobody wrote down yet what came of them: few, the past ones are many."""


class HearingRecord(Record):
    """A session with its record."""

    __tablename__ = "hearing"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="within_a_day"),
        Index("ix_hearing_open", "day", sqlite_where=text(_OPEN), postgresql_where=text(_OPEN)),
    )

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
    minutes: Mapped[int] = mapped_column(default=USUAL_MINUTES)
    notice_waiver: Mapped[str] = mapped_column(default="")
    clash_reason: Mapped[str] = mapped_column(default="")
    day_reason: Mapped[str] = mapped_column(default="")


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


class BreakRecord(Record):
    """A pause in a session."""

    __tablename__ = "hearing_break"
    __table_args__ = (UniqueConstraint("hearing_id", "position"),)

    id: Mapped[Key]
    hearing_id: Mapped[int] = refers("hearing.id", index=False)
    position: Mapped[int]
    began_at: Mapped[datetime]
    resumed_at: Mapped[datetime | None]
    note: Mapped[str]


class PostponementRecord(Record):
    """A session that was moved or put off: from when, who asked, and why."""

    __tablename__ = "postponement"
    __table_args__ = (UniqueConstraint("hearing_id", "position"),)

    id: Mapped[Key]
    hearing_id: Mapped[int] = refers("hearing.id", index=False)
    position: Mapped[int]
    day: Mapped[date]
    begins: Mapped[time]
    room: Mapped[str]
    asked_by: Mapped[str]
    reason: Mapped[str]
    decided_on: Mapped[date]


class ExpectedRecord(Record):
    """Somebody who is called to a session."""

    __tablename__ = "expected_person"
    __table_args__ = (UniqueConstraint("hearing_id", "position"),)

    id: Mapped[Key]
    hearing_id: Mapped[int] = refers("hearing.id", index=False)
    position: Mapped[int]
    party_id: Mapped[int | None] = refers("party.id")
    name: Mapped[str]
    capacity: Mapped[str]


class AbsenceRecord(Record):
    """Days on which a party or a person of the centre cannot come."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("(party_id IS NULL) <> (user_id IS NULL)", name="one_of_two"),
    )

    id: Mapped[Key]
    party_id: Mapped[int | None] = refers("party.id")
    user_id: Mapped[int | None] = refers("app_user.id")
    first_day: Mapped[date]
    last_day: Mapped[date] = mapped_column(index=True)
    part: Mapped[PartOfDay] = code(PartOfDay)
    note: Mapped[str]
