"""Points of mediators: the centre's standards, levels set by hand, claims of subsidies."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.period import Span
from mediation_desk.domain.points import Ground
from mediation_desk.storage.records.base import Key, Record, code, refers


class PointsStandardRecord(Record):
    """A standard of points from a day on; its rows are JSON, as a saved query's conditions."""

    __tablename__ = "points_standard"
    __table_args__ = (UniqueConstraint("since"),)

    id: Mapped[Key]
    version: Mapped[int]
    since: Mapped[date]
    basis: Mapped[str]
    yuan_per_point: Mapped[Decimal]
    rows: Mapped[str]
    taken_over_on: Mapped[date | None]
    taken_over_by: Mapped[str]


class FileLevelRecord(Record):
    """The level of a file where the supervisor set it by hand, and why."""

    __tablename__ = "file_level"
    __table_args__ = (UniqueConstraint("case_id"),)

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id", index=False)
    level: Mapped[str]
    reason: Mapped[str]
    set_by: Mapped[str]


class PointsClaimRecord(Record):
    """A claim of subsidies for a period."""

    __tablename__ = "points_claim"

    id: Mapped[Key]
    first: Mapped[date]
    last: Mapped[date]
    span: Mapped[Span] = code(Span)
    cutoff: Mapped[int]
    serial: Mapped[str]
    made_on: Mapped[date]
    made_by: Mapped[str]
    withdrawn_on: Mapped[date | None]
    reason: Mapped[str]


class PointsClaimLineRecord(Record):
    """Points that a claim asks money for; the case is named by number too, lest it be voided."""

    __tablename__ = "points_claim_line"

    id: Mapped[Key]
    claim_id: Mapped[int] = refers("points_claim.id")
    mediator_id: Mapped[int] = refers("app_user.id")
    case_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[str]
    ground: Mapped[Ground] = code(Ground)
    day: Mapped[date]
    what: Mapped[str]
    points: Mapped[Decimal]
    yuan: Mapped[Decimal]
