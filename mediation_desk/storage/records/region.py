"""Bodies of the region, their people and rooms, the duty roster, referrals, mirrored cases."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.bodies import BodyKind, Entrusted, Outcome, Post, Seat
from mediation_desk.domain.duty import Half
from mediation_desk.domain.legal_aid import AidMatter, AidResult, Means
from mediation_desk.storage.records.base import DERIVED, Key, Record, code, in_fen, refers, sealed
from mediation_desk.storage.records.types import Exact


class BodyRecord(Record):
    """A platform of the region or a member agency."""

    __tablename__ = "body"
    __table_args__ = (UniqueConstraint("name"), in_fen("allowance"))

    id: Mapped[Key]
    kind: Mapped[BodyKind] = code(BodyKind)
    name: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    contact: Mapped[str]
    jurisdiction: Mapped[str]
    seat: Mapped[Seat | None] = code(Seat)
    seal: Mapped[str]
    allowance: Mapped[Decimal | None]
    active: Mapped[bool]


class BodyRoomRecord(Record):
    """A room of the centre that a body uses."""

    __tablename__ = "body_room"
    __table_args__ = (UniqueConstraint("body_id", "room_id"),)

    id: Mapped[Key]
    body_id: Mapped[int] = refers("body.id", index=False)
    room_id: Mapped[int] = refers("room.id")


class BodyPersonRecord(Record):
    """Somebody who works at a body."""

    __tablename__ = "body_person"

    id: Mapped[Key]
    body_id: Mapped[int] = refers("body.id")
    name: Mapped[str]
    post: Mapped[Post] = code(Post)
    phone: Mapped[str]
    licence: Mapped[str]
    firm: Mapped[str]
    specialities: Mapped[str]
    user_id: Mapped[int | None] = refers("app_user.id")
    active: Mapped[bool]


class MirroredCaseRecord(Record):
    """A case at an arbitration tribunal or a court."""

    __tablename__ = "mirrored_case"

    id: Mapped[Key]
    body_id: Mapped[int] = refers("body.id")
    case_id: Mapped[int | None] = refers("mediation_case.id")
    number: Mapped[str]
    officer: Mapped[str]
    accepted_on: Mapped[date | None]
    hearing_on: Mapped[date | None]
    entrusted: Mapped[Entrusted | None] = code(Entrusted)
    entrusted_on: Mapped[date | None]
    return_by: Mapped[date | None]
    outcome: Mapped[Outcome | None] = code(Outcome)
    outcome_number: Mapped[str]
    outcome_on: Mapped[date | None]


class BodyReferralRecord(Record):
    """A party of a case led to a body."""

    __tablename__ = "body_referral"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    body_id: Mapped[int] = refers("body.id")
    day: Mapped[date]
    purpose: Mapped[str]
    result: Mapped[str]
    feedback_on: Mapped[date | None]
    sent_by: Mapped[str]


class DutyShiftRecord(Record):
    """Half a day of duty of one person at one body."""

    __tablename__ = "duty_shift"
    __table_args__ = (
        UniqueConstraint("day", "half", "body_id", "person_id"),
        CheckConstraint("received >= 0", name="received"),
    )

    id: Mapped[Key]
    body_id: Mapped[int] = refers("body.id")
    person_id: Mapped[int] = refers("body_person.id")
    day: Mapped[date]
    half: Mapped[Half] = code(Half)
    hours: Mapped[Decimal] = mapped_column(Exact)
    received: Mapped[int]


class LegalAidRecord(Record):
    """An application for legal aid and its course."""

    __tablename__ = "legal_aid"
    __table_args__ = (
        in_fen("agreed"),
        in_fen("performed"),
        Index("ix_legal_aid_applied_on", "applied_on"),
        Index("ix_legal_aid_ended_on", "ended_on"),
    )

    id: Mapped[Key]
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)
    case_id: Mapped[int | None] = refers("mediation_case.id")
    party_id: Mapped[int | None] = refers("party.id")
    applicant: Mapped[str]
    id_number: Mapped[str] = sealed("legal_aid.id_number")
    phone: Mapped[str] = sealed("legal_aid.phone")
    migrant: Mapped[bool]
    member: Mapped[bool]
    matter: Mapped[AidMatter] = code(AidMatter)
    facts: Mapped[str]
    means: Mapped[Means] = code(Means)
    means_reason: Mapped[str]
    applied_on: Mapped[date]
    sent_to: Mapped[str]
    granted: Mapped[bool | None]
    decided_on: Mapped[date | None]
    refusal: Mapped[str]
    approval_number: Mapped[str]
    lawyer_id: Mapped[int | None] = refers("body_person.id")
    conflict_checked: Mapped[bool]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    result: Mapped[AidResult | None] = code(AidResult)
    agreed: Mapped[Decimal | None]
    performed: Mapped[Decimal | None]
    sums_reason: Mapped[str]
