"""Supervision of employers with its letters, and the joint meetings."""

from datetime import date, time

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.joint_meetings import DecisionState
from mediation_desk.domain.supervision import (
    Decline,
    LetterKind,
    MatterEnd,
    MatterSource,
    Reply,
)
from mediation_desk.storage.records.base import DERIVED, Key, Record, code, refers, sealed


class LetterSettingsRecord(Record):
    """The one row about who sends letters and how they are numbered."""

    __tablename__ = "letter_settings"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[Key]
    sender: Mapped[str]
    reminder: Mapped[str]
    inquiry: Mapped[str]
    opinion: Mapped[str]
    proposal: Mapped[str]


class MatterRecord(Record):
    """What is supervised at an employer."""

    __tablename__ = "supervision_matter"
    __table_args__ = (Index("ix_supervision_matter_received_on", "received_on"),)

    id: Mapped[Key]
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)
    employer_id: Mapped[int] = refers("employer.id")
    case_id: Mapped[int | None] = refers("mediation_case.id")
    source: Mapped[MatterSource] = code(MatterSource)
    received_on: Mapped[date]
    complainant: Mapped[str]
    complainant_phone: Mapped[str] = sealed("supervision_matter.complainant_phone")
    subject: Mapped[str]
    facts: Mapped[str]
    rules: Mapped[str]
    accepted_on: Mapped[date | None]
    declined: Mapped[Decline | None] = code(Decline)
    told_on: Mapped[date | None]
    raw_due: Mapped[date | None]
    due: Mapped[date | None]
    provisional: Mapped[bool]
    investigated_on: Mapped[date | None]
    on_site: Mapped[bool]
    investigators: Mapped[str]
    ended_as: Mapped[MatterEnd | None] = code(MatterEnd)
    ended_on: Mapped[date | None]
    end_note: Mapped[str]


class LetterRecord(Record):
    """A letter of supervision; `sha256` is its content as issued, `series` and `counted` its
    place in the row of numbers."""

    __tablename__ = "supervision_letter"
    __table_args__ = (
        UniqueConstraint("series", "year", "counted"),
        Index("ix_supervision_letter_raw_due", "raw_due"),
    )

    id: Mapped[Key]
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)
    matter_id: Mapped[int] = refers("supervision_matter.id")
    kind: Mapped[LetterKind] = code(LetterKind)
    reference: Mapped[str]
    series: Mapped[str | None]
    year: Mapped[int | None]
    counted: Mapped[int | None]
    addressee: Mapped[str]
    subject: Mapped[str]
    facts: Mapped[str]
    rules: Mapped[str]
    demand: Mapped[str]
    attachments: Mapped[str]
    copy_to: Mapped[str]
    contact: Mapped[str]
    phone: Mapped[str]
    drafted_by: Mapped[str]
    deliver_on: Mapped[date | None]
    issued_on: Mapped[date | None]
    issued_by: Mapped[str]
    received_on: Mapped[date | None]
    received_by: Mapped[str]
    closed_on: Mapped[date | None]
    raw_due: Mapped[date | None]
    due: Mapped[date | None]
    provisional: Mapped[bool]
    answered_on: Mapped[date | None]
    reply: Mapped[Reply | None] = code(Reply)
    answer: Mapped[str]
    withdrawn_on: Mapped[date | None]
    withdrawn_for: Mapped[str]
    sha256: Mapped[str]


class MeetingRecord(Record):
    """A joint meeting."""

    __tablename__ = "joint_meeting"
    __table_args__ = (Index("ix_joint_meeting_day", "day"),)

    id: Mapped[Key]
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)
    title: Mapped[str]
    day: Mapped[date]
    begins: Mapped[time | None]
    place: Mapped[str]
    chair: Mapped[str]
    recorder: Mapped[str]
    agenda: Mapped[str]
    minutes: Mapped[str]
    held: Mapped[bool]


class ParticipantRecord(Record):
    """An agency at a joint meeting."""

    __tablename__ = "meeting_participant"
    id: Mapped[Key]
    meeting_id: Mapped[int] = refers("joint_meeting.id")
    position: Mapped[int]
    body_id: Mapped[int | None] = refers("body.id")
    agency: Mapped[str]
    people: Mapped[str]
    attended: Mapped[bool]


class DecisionRecord(Record):
    """A matter that a joint meeting decided."""

    __tablename__ = "meeting_decision"
    __table_args__ = (Index("ix_meeting_decision_state", "state", "due_on"),)

    id: Mapped[Key]
    meeting_id: Mapped[int] = refers("joint_meeting.id")
    position: Mapped[int]
    what: Mapped[str]
    who: Mapped[str]
    due_on: Mapped[date | None]
    state: Mapped[DecisionState] = code(DecisionState)
    done_on: Mapped[date | None]
    note: Mapped[str]
