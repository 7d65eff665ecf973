"""Persons, employers, and what they are to a case: parties with their claims."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.case import Side
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.employer import EmployerState, UnionThere
from mediation_desk.domain.other_parties import Capacity, PartyRole
from mediation_desk.domain.people import IdKind, Sex
from mediation_desk.storage.records.base import DERIVED, Key, Record, code, in_fen, refers, sealed
from mediation_desk.storage.records.types import SORT_TEXT


class PersonRecord(Record):
    """A natural person as stated in one case, so that an old case keeps what it said."""

    __tablename__ = "person"

    id: Mapped[Key]
    name: Mapped[str]
    sex: Mapped[Sex | None] = code(Sex)
    id_kind: Mapped[IdKind] = code(IdKind)
    id_number: Mapped[str] = sealed("person.id_number", index=True)
    id_note: Mapped[str]
    born_on: Mapped[date | None]
    phone: Mapped[str] = sealed("person.phone")
    address: Mapped[str] = sealed("person.address")


class EmployerRecord(Record):
    """An employer, once for all its cases; `line` is what a search looks at."""

    __tablename__ = "employer"
    __table_args__ = (
        Index(
            "uq_employer_credit_code",
            "credit_code",
            unique=True,
            sqlite_where=text("credit_code <> ''"),
            postgresql_where=text("credit_code <> ''"),
        ),
    )

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(index=True)
    credit_code: Mapped[str]
    code_note: Mapped[str]
    address: Mapped[str]
    legal_representative: Mapped[str]
    representative_post: Mapped[str]
    phone: Mapped[str]
    district: Mapped[str]
    line: Mapped[str] = mapped_column(default="", info=DERIVED)
    name_key: Mapped[str] = mapped_column(SORT_TEXT, default="", info=DERIVED, index=True)
    state: Mapped[EmployerState] = code(EmployerState)
    industry: Mapped[str] = mapped_column(default="")
    ownership: Mapped[str] = mapped_column(default="")
    union: Mapped[UnionThere] = code(UnionThere, default=UnionThere.UNKNOWN)


class PartyRecord(Record):
    """A person or an employer in a case; the facts of the employment stand with the worker.

    Workers and the respondent have no `role`; every other party has one.
    """

    __tablename__ = "party"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (employer_id IS NULL)", name="one_of_two"),
        CheckConstraint("injury_grade BETWEEN 1 AND 10", name="grade"),
        in_fen("average_wage"),
        in_fen("contribution_wage"),
        in_fen("arrears"),
        UniqueConstraint("case_id", "side", "position"),
    )

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id", index=False)
    side: Mapped[Side] = code(Side)
    position: Mapped[int]
    person_id: Mapped[int | None] = refers("person.id")
    employer_id: Mapped[int | None] = refers("employer.id")
    hired_on: Mapped[date | None]
    left_on: Mapped[date | None]
    leave_reason: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
    average_wage: Mapped[Decimal | None]
    contribution_wage: Mapped[Decimal | None]
    arrears: Mapped[Decimal | None]
    unemployment_insured: Mapped[bool] = mapped_column(default=False)
    injury_insured: Mapped[bool | None]
    injured: Mapped[bool] = mapped_column(default=False)
    injury_grade: Mapped[int | None]
    role: Mapped[PartyRole | None] = code(PartyRole)
    capacity: Mapped[Capacity | None] = code(Capacity)
    migrant: Mapped[bool] = mapped_column(default=False)
    member: Mapped[bool] = mapped_column(default=False)


class ClaimRecord(Record):
    """One item of one worker."""

    __tablename__ = "claim"
    __table_args__ = (
        UniqueConstraint("party_id", "kind"),
        in_fen("claimed"),
        in_fen("entitled"),
        in_fen("agreed"),
    )

    id: Mapped[Key]
    party_id: Mapped[int] = refers("party.id", index=False)
    kind: Mapped[ClaimKind] = code(ClaimKind)
    claimed: Mapped[Decimal | None]
    entitled: Mapped[Decimal | None]
    agreed: Mapped[Decimal | None]
    reason: Mapped[str]


class WorkerFactRecord(Record):
    """A fact of a worker besides those of every employment; the law says how its text reads."""

    __tablename__ = "worker_fact"
    __table_args__ = (UniqueConstraint("party_id", "name"),)

    id: Mapped[Key]
    party_id: Mapped[int] = refers("party.id", index=False)
    name: Mapped[str]
    value: Mapped[str] = sealed("worker_fact.value")
