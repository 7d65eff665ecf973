"""Bodies of the region, duty, legal aid, letters of supervision, joint meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables and columns."""
    _body()
    _body_person()
    _body_room()
    _mirrored_case()
    _body_referral()
    _duty_shift()
    _legal_aid()
    _letter_settings()
    _supervision_matter()
    _supervision_letter()
    _joint_meeting()
    _meeting_participant()
    _meeting_decision()


def _body() -> None:
    op.create_table(
        "body",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=True),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("allowance", sa.BigInteger(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "allowance BETWEEN 0 AND 1000000000000", name=op.f("ck_body_allowance_in_fen")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.UniqueConstraint("name", name=op.f("uq_body_name")),
    )


def _body_person() -> None:
    op.create_table(
        "body_person",
        sa.Column("id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("firm", sa.Text(), nullable=False),
        sa.Column("specialities", sa.Text(), nullable=False),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_person_body_id")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_body_person_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_person")),
    )
    op.create_index(op.f("ix_body_person_body_id"), "body_person", ["body_id"])
    op.create_index(op.f("ix_body_person_user_id"), "body_person", ["user_id"])


def _body_room() -> None:
    op.create_table(
        "body_room",
        sa.Column("id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("room_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_room_body_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_body_room_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_room")),
        sa.UniqueConstraint("body_id", "room_id", name=op.f("uq_body_room_body_id_room_id")),
    )
    op.create_index(op.f("ix_body_room_room_id"), "body_room", ["room_id"])


def _mirrored_case() -> None:
    op.create_table(
        "mirrored_case",
        sa.Column("id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("hearing_on", sa.Date(), nullable=True),
        sa.Column("entrusted", sa.Text(), nullable=True),
        sa.Column("entrusted_on", sa.Date(), nullable=True),
        sa.Column("return_by", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_number", sa.Text(), nullable=False),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_mirrored_case_body_id")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_mirrored_case_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirrored_case")),
    )
    op.create_index(op.f("ix_mirrored_case_body_id"), "mirrored_case", ["body_id"])
    op.create_index(op.f("ix_mirrored_case_case_id"), "mirrored_case", ["case_id"])


def _body_referral() -> None:
    op.create_table(
        "body_referral",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("feedback_on", sa.Date(), nullable=True),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_referral_body_id")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_body_referral_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_referral")),
    )
    op.create_index(op.f("ix_body_referral_body_id"), "body_referral", ["body_id"])
    op.create_index(op.f("ix_body_referral_case_id"), "body_referral", ["case_id"])


def _duty_shift() -> None:
    op.create_table(
        "duty_shift",
        sa.Column("id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("half", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.CheckConstraint("received >= 0", name=op.f("ck_duty_shift_received")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_duty_shift_body_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["body_person.id"], name=op.f("fk_duty_shift_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shift")),
        sa.UniqueConstraint(
            "day",
            "half",
            "body_id",
            "person_id",
            name=op.f("uq_duty_shift_day_half_body_id_person_id"),
        ),
    )
    op.create_index(op.f("ix_duty_shift_body_id"), "duty_shift", ["body_id"])
    op.create_index(op.f("ix_duty_shift_person_id"), "duty_shift", ["person_id"])


def _legal_aid() -> None:
    op.create_table(
        "legal_aid",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("party_id", KEY, nullable=True),
        sa.Column("applicant", sa.Text(), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("migrant", sa.Boolean(), nullable=False),
        sa.Column("member", sa.Boolean(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("means_reason", sa.Text(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("sent_to", sa.Text(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("approval_number", sa.Text(), nullable=False),
        sa.Column("lawyer_id", KEY, nullable=True),
        sa.Column("conflict_checked", sa.Boolean(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("agreed", sa.BigInteger(), nullable=True),
        sa.Column("performed", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "agreed BETWEEN 0 AND 1000000000000", name=op.f("ck_legal_aid_agreed_in_fen")
        ),
        sa.CheckConstraint(
            "performed BETWEEN 0 AND 1000000000000", name=op.f("ck_legal_aid_performed_in_fen")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_legal_aid_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["lawyer_id"], ["body_person.id"], name=op.f("fk_legal_aid_lawyer_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_legal_aid_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_aid")),
    )
    op.create_index(op.f("ix_legal_aid_applied_on"), "legal_aid", ["applied_on"])
    op.create_index(op.f("ix_legal_aid_case_id"), "legal_aid", ["case_id"])
    op.create_index(op.f("ix_legal_aid_ended_on"), "legal_aid", ["ended_on"])
    op.create_index(op.f("ix_legal_aid_lawyer_id"), "legal_aid", ["lawyer_id"])
    op.create_index(op.f("ix_legal_aid_party_id"), "legal_aid", ["party_id"])


def _letter_settings() -> None:
    op.create_table(
        "letter_settings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("reminder", sa.Text(), nullable=False),
        sa.Column("inquiry", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_letter_settings_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_settings")),
    )


def _supervision_matter() -> None:
    op.create_table(
        "supervision_matter",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("employer_id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("complainant", sa.Text(), nullable=False),
        sa.Column("complainant_phone", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("declined", sa.Text(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("raw_due", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("investigated_on", sa.Date(), nullable=True),
        sa.Column("on_site", sa.Boolean(), nullable=False),
        sa.Column("investigators", sa.Text(), nullable=False),
        sa.Column("ended_as", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_supervision_matter_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_supervision_matter_employer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_matter")),
    )
    op.create_index(op.f("ix_supervision_matter_case_id"), "supervision_matter", ["case_id"])
    op.create_index(
        op.f("ix_supervision_matter_employer_id"), "supervision_matter", ["employer_id"]
    )
    op.create_index(
        op.f("ix_supervision_matter_received_on"), "supervision_matter", ["received_on"]
    )


def _supervision_letter() -> None:
    op.create_table(
        "supervision_letter",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("demand", sa.Text(), nullable=False),
        sa.Column("attachments", sa.Text(), nullable=False),
        sa.Column("copy_to", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.Text(), nullable=False),
        sa.Column("deliver_on", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("raw_due", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_for", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["supervision_matter.id"], name=op.f("fk_supervision_letter_matter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_letter")),
        sa.UniqueConstraint(
            "series", "year", "counted", name=op.f("uq_supervision_letter_series_year_counted")
        ),
    )
    op.create_index(op.f("ix_supervision_letter_matter_id"), "supervision_letter", ["matter_id"])
    op.create_index(op.f("ix_supervision_letter_raw_due"), "supervision_letter", ["raw_due"])


def _joint_meeting() -> None:
    op.create_table(
        "joint_meeting",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("chair", sa.Text(), nullable=False),
        sa.Column("recorder", sa.Text(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_meeting")),
    )
    op.create_index(op.f("ix_joint_meeting_day"), "joint_meeting", ["day"])


def _meeting_participant() -> None:
    op.create_table(
        "meeting_participant",
        sa.Column("id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body_id", KEY, nullable=True),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_meeting_participant_body_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["joint_meeting.id"], name=op.f("fk_meeting_participant_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_participant")),
    )
    op.create_index(op.f("ix_meeting_participant_body_id"), "meeting_participant", ["body_id"])
    op.create_index(
        op.f("ix_meeting_participant_meeting_id"), "meeting_participant", ["meeting_id"]
    )


def _meeting_decision() -> None:
    op.create_table(
        "meeting_decision",
        sa.Column("id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["joint_meeting.id"], name=op.f("fk_meeting_decision_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_decision")),
    )
    op.create_index(op.f("ix_meeting_decision_meeting_id"), "meeting_decision", ["meeting_id"])
    op.create_index(op.f("ix_meeting_decision_state"), "meeting_decision", ["state", "due_on"])
