"""The case, its statement, the parties' consent, its deadlines, and the counter of numbers."""

from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.case import ApplicationForm, ClockState, ConsentManner, Side, Source
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.stages import Stage
from mediation_desk.storage.ranks import LAST_OPEN
from mediation_desk.storage.records.base import DERIVED, Key, Record, code, in_fen, refers
from mediation_desk.storage.records.types import SORT_TEXT

_NARROWING = ("stage_rank", "mediator_id", "employer_id", "received_on")
"""Stand in every index that lists are ordered by, so that narrowing never leaves the index."""

_OPEN = f"stage_rank <= {LAST_OPEN}"
"""What the boards of Today look at: a few of the cases of many years."""
_GROUP = "applicant_count > 1"
"""Cases of several workers: one of them may have stayed outside the agreement."""


class CaseRecord(Record):
    """A case as lists see it: narrow, with what follows from its other rows kept beside it.

    The columns marked as derived are filled by `storage.summary`; without a running clock
    `due_on` is the end of time, so that both engines put it last.
    """

    __tablename__ = "mediation_case"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("operation"),
        in_fen("agreed"),
        in_fen("paid"),
        Index("ix_mediation_case_number_key", "number_key", *_NARROWING),
        *(
            Index(f"ix_mediation_case_{order}", order, "number_key", *_NARROWING)
            for order in ("respondent_key", "applicant_key", "due_on", "agreed")
        ),
        Index("ix_mediation_case_received_on", "received_on", "number_key", *_NARROWING[:3]),
        Index("ix_mediation_case_stage_rank", "stage_rank", "number_key", *_NARROWING[1:]),
        Index("ix_mediation_case_mediator_id", "mediator_id", "stage_rank"),
        Index("ix_mediation_case_clerk_id", "clerk_id", "stage_rank"),
        Index(
            "ix_mediation_case_employer_id",
            "employer_id",
            "received_on",
            "stage_rank",
            "applicant_count",
            "effective_on",
            "agreed",
            "paid",
        ),
        Index("ix_mediation_case_effective_on", "effective_on", "accepted_on"),
        Index("ix_mediation_case_performance", "stage_rank", "money_due_on", "agreed", "paid"),
        Index("ix_mediation_case_ended", "stage_rank", "ended_on"),
        Index("ix_mediation_case_accepted", "stage_rank", "accepted_on"),
        Index("ix_mediation_case_effective", "stage_rank", "effective_on"),
        Index("ix_mediation_case_owed", "money_due_on", "paid", "agreed"),
        Index(
            "ix_mediation_case_groups",
            *("effective_on", "stage_rank"),
            sqlite_where=text(_GROUP),
            postgresql_where=text(_GROUP),
        ),
        *(
            Index(name, *columns, sqlite_where=text(_OPEN), postgresql_where=text(_OPEN))
            for name, columns in (
                ("ix_mediation_case_untouched", ("saved_at", "id")),
                ("ix_mediation_case_unwatched", ("due_on", "received_on", "id")),
            )
        ),
    )

    id: Mapped[Key]
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)
    operation: Mapped[str | None]
    number: Mapped[str]
    stage: Mapped[Stage] = code(Stage)
    ended_as: Mapped[Stage | None] = code(Stage)
    received_on: Mapped[date]
    source: Mapped[Source] = code(Source)
    form: Mapped[ApplicationForm] = code(ApplicationForm)
    cause: Mapped[str]
    district: Mapped[str]
    accepted_on: Mapped[date | None] = mapped_column(index=True)
    ended_on: Mapped[date | None] = mapped_column(index=True)
    end_reason: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    mediator_id: Mapped[int | None] = refers("app_user.id", index=False)
    clerk_id: Mapped[int | None] = refers("app_user.id", index=False)
    saved_at: Mapped[datetime | None] = mapped_column(info=DERIVED)
    saved_by: Mapped[str] = mapped_column(default="", info=DERIVED)
    employer_id: Mapped[int | None] = refers("employer.id", index=False, info=DERIVED)
    number_key: Mapped[str] = mapped_column(SORT_TEXT, default="", info=DERIVED)
    stage_rank: Mapped[int] = mapped_column(default=0, info=DERIVED)
    respondent: Mapped[str] = mapped_column(default="", info=DERIVED)
    respondent_key: Mapped[str] = mapped_column(SORT_TEXT, default="", info=DERIVED)
    first_applicant: Mapped[str] = mapped_column(default="", info=DERIVED)
    applicant_key: Mapped[str] = mapped_column(SORT_TEXT, default="", info=DERIVED)
    applicant_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    due_on: Mapped[date] = mapped_column(default=date.max, info=DERIVED)
    effective_on: Mapped[date | None] = mapped_column(info=DERIVED)
    agreed: Mapped[Decimal] = mapped_column(default=ZERO, info=DERIVED)
    paid: Mapped[Decimal] = mapped_column(default=ZERO, info=DERIVED)
    money_due_on: Mapped[date | None] = mapped_column(index=True, info=DERIVED)


class StatementRecord(Record):
    """What the applicant asks and tells, apart from the case so that lists stay fast."""

    __tablename__ = "statement"

    case_id: Mapped[int] = refers("mediation_case.id", index=False, primary_key=True)
    requests: Mapped[str]
    facts: Mapped[str]
    applied_by: Mapped[Side] = code(Side)
    received_at: Mapped[time | None]
    signed: Mapped[bool | None]


class ConsentRecord(Record):
    """One side's answer to the question whether it wants mediation."""

    __tablename__ = "consent"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    side: Mapped[Side] = code(Side)
    agrees: Mapped[bool]
    given_on: Mapped[date]
    manner: Mapped[ConsentManner] = code(ConsentManner)
    by: Mapped[str]
    note: Mapped[str]


class ClockRecord(Record):
    """A deadline of a case."""

    __tablename__ = "clock"
    __table_args__ = (Index("ix_clock_state", "state", "raw_due", "due", "case_id"),)

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    kind: Mapped[str]
    detail: Mapped[str]
    start: Mapped[date]
    raw_due: Mapped[date]
    due: Mapped[date]
    provisional: Mapped[bool]
    state: Mapped[ClockState] = code(ClockState)
    met_on: Mapped[date | None]
    length: Mapped[int | None]
    started_by: Mapped[int | None] = refers("step_taken.id")
    ended_by: Mapped[int | None] = refers("step_taken.id")


class SeriesRecord(Record):
    """The last number given in a series and year; locked while the next one is taken."""

    __tablename__ = "number_series"
    journalled = False

    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
