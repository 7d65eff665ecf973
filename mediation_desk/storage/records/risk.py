"""Employers to keep an eye on: findings, files with measures, the official list, thresholds."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.employer import EmployerState
from mediation_desk.domain.risk import FindingSource, Level, MeasureState
from mediation_desk.storage.records.base import DERIVED, Key, Record, code, in_fen, refers
from mediation_desk.storage.records.types import Exact


class ScreeningRecord(Record):
    """What was found at an employer, or learned of it, on a day."""

    __tablename__ = "screening"
    __table_args__ = (
        in_fen("owed"),
        in_fen("most"),
        CheckConstraint("headcount >= 0", name="headcount"),
        CheckConstraint("affected >= 0", name="affected"),
        Index("ix_screening_day", "day"),
        Index("ix_screening_next_on", "next_on"),
    )

    id: Mapped[Key]
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)
    employer_id: Mapped[int] = refers("employer.id")
    source: Mapped[FindingSource] = code(FindingSource)
    day: Mapped[date]
    visitors: Mapped[str]
    met: Mapped[str]
    headcount: Mapped[int | None]
    affected: Mapped[int | None]
    months: Mapped[Decimal | None] = mapped_column(Exact)
    owed: Mapped[Decimal | None]
    most: Mapped[Decimal | None]
    state: Mapped[EmployerState | None] = code(EmployerState)
    findings: Mapped[str]
    advice: Mapped[str]
    next_on: Mapped[date | None]


class WatchRecord(Record):
    """The file of an employer under watch; an employer has at most one that is open."""

    __tablename__ = "employer_watch"
    __table_args__ = (
        CheckConstraint("headcount >= 0", name="headcount"),
        Index(
            "uq_employer_watch_open",
            "employer_id",
            unique=True,
            sqlite_where=text("cleared_on IS NULL"),
            postgresql_where=text("cleared_on IS NULL"),
        ),
    )

    id: Mapped[Key]
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)
    employer_id: Mapped[int] = refers("employer.id")
    opened_on: Mapped[date]
    level: Mapped[Level] = code(Level)
    reason: Mapped[str]
    owner_id: Mapped[int | None] = refers("app_user.id")
    headcount: Mapped[int | None]
    note: Mapped[str]
    cleared_on: Mapped[date | None]
    cleared_by: Mapped[str]
    clearance: Mapped[str]


class MeasureRecord(Record):
    """A measure about an employer under watch."""

    __tablename__ = "watch_measure"
    __table_args__ = (Index("ix_watch_measure_state", "state", "due_on"),)

    id: Mapped[Key]
    watch_id: Mapped[int] = refers("employer_watch.id")
    position: Mapped[int]
    what: Mapped[str]
    who: Mapped[str]
    due_on: Mapped[date | None]
    state: Mapped[MeasureState] = code(MeasureState)
    done_on: Mapped[date | None]
    note: Mapped[str]


class ListingRecord(Record):
    """An entry of the HR department's official list."""

    __tablename__ = "official_listing"

    id: Mapped[Key]
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)
    employer_id: Mapped[int] = refers("employer.id")
    number: Mapped[str]
    authority: Mapped[str]
    listed_on: Mapped[date]
    expires_on: Mapped[date]
    removed_on: Mapped[date | None]
    note: Mapped[str]


class RiskLimitRecord(Record):
    """The thresholds of an indicator where the centre set its own."""

    __tablename__ = "risk_limit"
    __table_args__ = (UniqueConstraint("indicator"),)

    id: Mapped[Key]
    indicator: Mapped[str]
    yellow: Mapped[Decimal | None] = mapped_column(Exact)
    orange: Mapped[Decimal | None] = mapped_column(Exact)
    red: Mapped[Decimal | None] = mapped_column(Exact)
