"""The working calendar and periods that the centre sets, remarks on clocks, and limitation."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.clock_notes import ClockAct
from mediation_desk.domain.limitation import MomentKind
from mediation_desk.storage.records.base import Key, Record, code, refers


class CalendarYearRecord(Record):
    """A year of the working calendar that the centre entered; days are joined by commas."""

    __tablename__ = "calendar_year"
    __table_args__ = (UniqueConstraint("year"),)

    id: Mapped[Key]
    year: Mapped[int]
    complete: Mapped[bool]
    notice: Mapped[str]
    statutory: Mapped[str]
    days_off: Mapped[str]
    makeup_workdays: Mapped[str]
    entered_by: Mapped[str]


class HousePeriodRecord(Record):
    """A period of the house as the centre sets it; the days of alarm are joined by commas."""

    __tablename__ = "house_period"
    __table_args__ = (UniqueConstraint("kind"),)

    id: Mapped[Key]
    kind: Mapped[str]
    length: Mapped[int | None]
    alarm_days: Mapped[str]


class ClockNoteRecord(Record):
    """What a person did to a clock by hand, and why."""

    __tablename__ = "clock_note"

    id: Mapped[Key]
    clock_id: Mapped[int] = refers("clock.id")
    act: Mapped[ClockAct] = code(ClockAct)
    day: Mapped[date]
    reason: Mapped[str]
    by: Mapped[str]


class MomentRecord(Record):
    """Something that starts, interrupts or suspends the limitation of claims in a case."""

    __tablename__ = "limitation_moment"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int | None] = refers("party.id")
    claim: Mapped[ClaimKind | None] = code(ClaimKind)
    kind: Mapped[MomentKind] = code(MomentKind)
    day: Mapped[date]
    until: Mapped[date | None] = mapped_column()
    source: Mapped[str]
