"""Enquiries, and how a case came in when no party simply applied in writing."""

from datetime import date, time

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.enquiry import Channel, Enquirer, Handling
from mediation_desk.domain.oral import Mark
from mediation_desk.domain.referral import ReferralKind, ReferralResult
from mediation_desk.storage.records.base import DERIVED, Key, Record, code, refers, sealed


class EnquiryRecord(Record):
    """An enquiry; `line` is what a search looks through."""

    __tablename__ = "enquiry"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("operation"),
        Index("ix_enquiry_asked_on", "asked_on", "asked_at", "id"),
    )

    id: Mapped[Key]
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)
    operation: Mapped[str | None]
    number: Mapped[str]
    asked_on: Mapped[date]
    asked_at: Mapped[time]
    name: Mapped[str]
    phone: Mapped[str] = sealed("enquiry.phone")
    channel: Mapped[Channel] = code(Channel)
    enquirer: Mapped[Enquirer] = code(Enquirer)
    migrant: Mapped[bool]
    member: Mapped[bool]
    employer: Mapped[str]
    cause: Mapped[str]
    topic: Mapped[str]
    answer: Mapped[str]
    handling: Mapped[Handling] = code(Handling)
    referred_to: Mapped[str]
    taken_by: Mapped[str]
    void_reason: Mapped[str]
    case_id: Mapped[int | None] = refers("mediation_case.id")
    line: Mapped[str] = mapped_column(default="", info=DERIVED)


class ReferralRecord(Record):
    """By whom a case was referred, or the lead that it began with."""

    __tablename__ = "referral"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id", unique=True)
    kind: Mapped[ReferralKind] = code(ReferralKind)
    body: Mapped[str]
    number: Mapped[str]
    received_on: Mapped[date]
    consented_on: Mapped[date | None]
    return_due: Mapped[date | None]
    platform: Mapped[bool]
    result: Mapped[ReferralResult | None] = code(ReferralResult)
    reported_on: Mapped[date | None]
    report_number: Mapped[str]
    report_note: Mapped[str]


class OralRecord(Record):
    """How an oral application was taken down."""

    __tablename__ = "oral_application"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id", unique=True)
    taken_on: Mapped[date]
    begun_at: Mapped[time]
    signed_at: Mapped[time | None]
    place: Mapped[str]
    recorder: Mapped[str]
    further: Mapped[str]
    read_back: Mapped[bool]
    mark: Mapped[Mark | None] = code(Mark)
