"""Periods that the supervisor locked: the facts of their cases, and what was carried on."""

from datetime import date

from sqlalchemy import BigInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.period import Span
from mediation_desk.storage.records.base import Key, Record, code, refers


class LockedPeriodRecord(Record):
    """A period whose figures stand as they were on the day of locking."""

    __tablename__ = "locked_period"
    __table_args__ = (UniqueConstraint("first", "last"),)

    id: Mapped[Key]
    first: Mapped[date]
    last: Mapped[date]
    span: Mapped[Span] = code(Span)
    cutoff: Mapped[int]
    locked_on: Mapped[date]
    locked_by: Mapped[str]


class PeriodFactRecord(Record):
    """What a case added to a locked period; flags are 0 or 1, money is in fen."""

    __tablename__ = "period_fact"
    journalled = False

    period_id: Mapped[int] = refers("locked_period.id", index=False, primary_key=True)
    case_id: Mapped[int] = refers("mediation_case.id", primary_key=True)
    received: Mapped[int]
    opening: Mapped[int]
    accepted: Mapped[int]
    closed: Mapped[int]
    still_open: Mapped[int]
    refused: Mapped[int]
    declined: Mapped[int]
    outcome: Mapped[str]
    cause: Mapped[str]
    district: Mapped[str]
    source: Mapped[str]
    mediator_id: Mapped[int | None] = refers("app_user.id")
    industry: Mapped[str]
    ownership: Mapped[str]
    workers: Mapped[int]
    new_workers: Mapped[int]
    women: Mapped[int]
    migrants: Mapped[int]
    members: Mapped[int]
    claimed: Mapped[int] = mapped_column(BigInteger)
    agreed: Mapped[int] = mapped_column(BigInteger)
    paid: Mapped[int] = mapped_column(BigInteger)
    in_time: Mapped[int]
    days: Mapped[int]
    sessions: Mapped[int]
    reviewed: Mapped[int]
    arbitrated: Mapped[int]


class CarriedRecord(Record):
    """What a locked period carried of later corrections to an earlier one, by measure."""

    __tablename__ = "carried_adjustment"
    __table_args__ = (UniqueConstraint("period_id", "of_period_id", "measure"),)
    journalled = False

    id: Mapped[Key]
    period_id: Mapped[int] = refers("locked_period.id", index=False)
    of_period_id: Mapped[int] = refers("locked_period.id")
    measure: Mapped[str]
    value: Mapped[int] = mapped_column(BigInteger)


class PeriodListRecord(Record):
    """A list of a locked period: as it was then, or as a later one carried its corrections."""

    __tablename__ = "period_list"
    journalled = False

    id: Mapped[Key]
    period_id: Mapped[int] = refers("locked_period.id")
    carried_by_id: Mapped[int | None] = refers("locked_period.id")
    code: Mapped[str]
    rows: Mapped[str]
