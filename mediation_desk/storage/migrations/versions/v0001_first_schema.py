"""The first schema: centre, parties, cases, hearings, agreements, papers, search, journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SORT_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create every table."""
    _app_user()
    _centre()
    _counter()
    _employer()
    _journal()
    _own_figure()
    _paper_content()
    _person()
    _room()
    _draft()
    _journal_value()
    _mediation_case()
    _clock()
    _consent()
    _hearing()
    _paper()
    _party()
    _search_row()
    _settlement()
    _statement()
    _attendance()
    _claim()
    _money_row()
    _payment()
    _signature()
    _full_text()


def _app_user() -> None:
    op.create_table(
        "app_user",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_app_user")),
    )


def _centre() -> None:
    op.create_table(
        "centre",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("number_pattern", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("arbitration", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_centre_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centre")),
    )


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_counter")),
    )


def _employer() -> None:
    op.create_table(
        "employer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("credit_code", sa.Text(), nullable=False),
        sa.Column("code_note", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("legal_representative", sa.Text(), nullable=False),
        sa.Column("representative_post", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("name_key", SORT_TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
    )
    op.create_index(op.f("ix_employer_name"), "employer", ["name"], unique=False)
    op.create_index(op.f("ix_employer_name_key"), "employer", ["name_key"], unique=False)
    op.create_index(
        "uq_employer_credit_code",
        "employer",
        ["credit_code"],
        unique=True,
        sqlite_where=sa.text("credit_code <> ''"),
        postgresql_where=sa.text("credit_code <> ''"),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("doing", sa.Text(), nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("undoes", KEY, nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    op.create_index(op.f("ix_journal_case_id"), "journal", ["case_id"], unique=False)
    op.create_index(op.f("ix_journal_doing"), "journal", ["doing"], unique=False)
    op.create_index(op.f("ix_journal_undoes"), "journal", ["undoes"], unique=False)


def _own_figure() -> None:
    op.create_table(
        "own_figure",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_figure")),
    )


def _paper_content() -> None:
    op.create_table(
        "paper_content",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("docx", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_paper_content")),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("id_kind", sa.Text(), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=False),
        sa.Column("id_note", sa.Text(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_id_number"), "person", ["id_number"], unique=False)


def _room() -> None:
    op.create_table(
        "room",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("name", name=op.f("uq_room_name")),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_draft_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("user_id", "key", name=op.f("uq_draft_user_id_key")),
    )


def _journal_value() -> None:
    op.create_table(
        "journal_value",
        sa.Column("journal_id", KEY, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["journal.id"], name=op.f("fk_journal_value_journal_id")
        ),
        sa.PrimaryKeyConstraint("journal_id", name=op.f("pk_journal_value")),
    )


def _mediation_case() -> None:
    op.create_table(
        "mediation_case",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("ended_as", sa.Text(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("mediator_id", KEY, nullable=True),
        sa.Column("clerk_id", KEY, nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("employer_id", KEY, nullable=True),
        sa.Column("number_key", SORT_TEXT, nullable=False),
        sa.Column("stage_rank", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.Text(), nullable=False),
        sa.Column("respondent_key", SORT_TEXT, nullable=False),
        sa.Column("first_applicant", sa.Text(), nullable=False),
        sa.Column("applicant_key", SORT_TEXT, nullable=False),
        sa.Column("applicant_count", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("agreed", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("money_due_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "agreed BETWEEN 0 AND 1000000000000", name=op.f("ck_mediation_case_agreed_in_fen")
        ),
        sa.CheckConstraint(
            "paid BETWEEN 0 AND 1000000000000", name=op.f("ck_mediation_case_paid_in_fen")
        ),
        sa.ForeignKeyConstraint(
            ["clerk_id"], ["app_user.id"], name=op.f("fk_mediation_case_clerk_id")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_mediation_case_employer_id")
        ),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["app_user.id"], name=op.f("fk_mediation_case_mediator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation_case")),
        sa.UniqueConstraint("number", name=op.f("uq_mediation_case_number")),
        sa.UniqueConstraint("operation", name=op.f("uq_mediation_case_operation")),
    )
    op.create_index(
        op.f("ix_mediation_case_accepted_on"), "mediation_case", ["accepted_on"], unique=False
    )
    op.create_index(
        "ix_mediation_case_agreed",
        "mediation_case",
        ["agreed", "number_key", "stage_rank", "mediator_id", "employer_id", "received_on"],
        unique=False,
    )
    op.create_index(
        "ix_mediation_case_applicant_key",
        "mediation_case",
        ["applicant_key", "number_key", "stage_rank", "mediator_id", "employer_id", "received_on"],
        unique=False,
    )
    op.create_index(
        "ix_mediation_case_clerk_id", "mediation_case", ["clerk_id", "stage_rank"], unique=False
    )
    op.create_index(
        "ix_mediation_case_due_on",
        "mediation_case",
        ["due_on", "number_key", "stage_rank", "mediator_id", "employer_id", "received_on"],
        unique=False,
    )
    op.create_index(
        "ix_mediation_case_effective_on",
        "mediation_case",
        ["effective_on", "accepted_on"],
        unique=False,
    )
    op.create_index(
        "ix_mediation_case_employer_id",
        "mediation_case",
        [
            "employer_id",
            "received_on",
            "stage_rank",
            "applicant_count",
            "effective_on",
            "agreed",
            "paid",
        ],
        unique=False,
    )
    op.create_index(
        op.f("ix_mediation_case_ended_on"), "mediation_case", ["ended_on"], unique=False
    )
    op.create_index(
        "ix_mediation_case_mediator_id",
        "mediation_case",
        ["mediator_id", "stage_rank"],
        unique=False,
    )
    op.create_index(
        op.f("ix_mediation_case_money_due_on"), "mediation_case", ["money_due_on"], unique=False
    )
    op.create_index(
        "ix_mediation_case_number_key",
        "mediation_case",
        ["number_key", "stage_rank", "mediator_id", "employer_id", "received_on"],
        unique=False,
    )
    op.create_index(
        "ix_mediation_case_received_on",
        "mediation_case",
        ["received_on", "number_key", "stage_rank", "mediator_id", "employer_id"],
        unique=False,
    )
    op.create_index(
        "ix_mediation_case_respondent_key",
        "mediation_case",
        ["respondent_key", "number_key", "stage_rank", "mediator_id", "employer_id", "received_on"],
        unique=False,
    )
    op.create_index(
        "ix_mediation_case_stage_rank",
        "mediation_case",
        ["stage_rank", "number_key", "mediator_id", "employer_id", "received_on"],
        unique=False,
    )


def _clock() -> None:
    op.create_table(
        "clock",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("raw_due", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["mediation_case.id"], name=op.f("fk_clock_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
    )
    op.create_index(op.f("ix_clock_case_id"), "clock", ["case_id"], unique=False)
    op.create_index("ix_clock_state", "clock", ["state", "raw_due", "due", "case_id"], unique=False)


def _consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_consent_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_case_id"), "consent", ["case_id"], unique=False)


def _hearing() -> None:
    op.create_table(
        "hearing",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_hearing_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_hearing_case_id_number")),
    )
    op.create_index(op.f("ix_hearing_day"), "hearing", ["day"], unique=False)


def _paper() -> None:
    op.create_table(
        "paper",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["mediation_case.id"], name=op.f("fk_paper_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    op.create_index(op.f("ix_paper_case_id"), "paper", ["case_id"], unique=False)


def _party() -> None:
    op.create_table(
        "party",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("employer_id", KEY, nullable=True),
        sa.Column("hired_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("leave_reason", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("average_wage", sa.BigInteger(), nullable=True),
        sa.Column("contribution_wage", sa.BigInteger(), nullable=True),
        sa.Column("arrears", sa.BigInteger(), nullable=False),
        sa.Column("unemployment_insured", sa.Boolean(), nullable=False),
        sa.Column("injury_insured", sa.Boolean(), nullable=False),
        sa.Column("injured", sa.Boolean(), nullable=False),
        sa.Column("injury_grade", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (employer_id IS NULL)", name=op.f("ck_party_one_of_two")
        ),
        sa.CheckConstraint(
            "arrears BETWEEN 0 AND 1000000000000", name=op.f("ck_party_arrears_in_fen")
        ),
        sa.CheckConstraint(
            "average_wage BETWEEN 0 AND 1000000000000", name=op.f("ck_party_average_wage_in_fen")
        ),
        sa.CheckConstraint(
            "contribution_wage BETWEEN 0 AND 1000000000000",
            name=op.f("ck_party_contribution_wage_in_fen"),
        ),
        sa.CheckConstraint("injury_grade BETWEEN 1 AND 10", name=op.f("ck_party_grade")),
        sa.ForeignKeyConstraint(["case_id"], ["mediation_case.id"], name=op.f("fk_party_case_id")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_party_employer_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_party_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint(
            "case_id", "side", "position", name=op.f("uq_party_case_id_side_position")
        ),
    )
    op.create_index(op.f("ix_party_employer_id"), "party", ["employer_id"], unique=False)
    op.create_index(op.f("ix_party_person_id"), "party", ["person_id"], unique=False)


def _search_row() -> None:
    op.create_table(
        "search_row",
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("grams", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_search_row_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_search_row")),
    )


def _settlement() -> None:
    op.create_table(
        "settlement",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("ending", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("certificate_by", sa.Date(), nullable=True),
        sa.Column("breach", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_settlement_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement")),
        sa.UniqueConstraint("case_id", name=op.f("uq_settlement_case_id")),
    )


def _statement() -> None:
    op.create_table(
        "statement",
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("requests", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_statement_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_statement")),
    )


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hearing_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("attended", sa.Text(), nullable=False),
        sa.Column("identity_checked", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_attendance_hearing_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_attendance_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "hearing_id", "position", name=op.f("uq_attendance_hearing_id_position")
        ),
    )
    op.create_index(op.f("ix_attendance_party_id"), "attendance", ["party_id"], unique=False)


def _claim() -> None:
    op.create_table(
        "claim",
        sa.Column("id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("claimed", sa.BigInteger(), nullable=True),
        sa.Column("entitled", sa.BigInteger(), nullable=True),
        sa.Column("agreed", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "agreed BETWEEN 0 AND 1000000000000", name=op.f("ck_claim_agreed_in_fen")
        ),
        sa.CheckConstraint(
            "claimed BETWEEN 0 AND 1000000000000", name=op.f("ck_claim_claimed_in_fen")
        ),
        sa.CheckConstraint(
            "entitled BETWEEN 0 AND 1000000000000", name=op.f("ck_claim_entitled_in_fen")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_claim_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("party_id", "kind", name=op.f("uq_claim_party_id_kind")),
    )


def _money_row() -> None:
    op.create_table(
        "money_row",
        sa.Column("id", KEY, nullable=False),
        sa.Column("settlement_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("instalment", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "amount BETWEEN 0 AND 1000000000000", name=op.f("ck_money_row_amount_in_fen")
        ),
        sa.CheckConstraint("instalment >= 1", name=op.f("ck_money_row_instalment")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_money_row_party_id")),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["settlement.id"], name=op.f("fk_money_row_settlement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_row")),
        sa.UniqueConstraint(
            "settlement_id", "position", name=op.f("uq_money_row_settlement_id_position")
        ),
    )
    op.create_index(op.f("ix_money_row_due_on"), "money_row", ["due_on"], unique=False)
    op.create_index(op.f("ix_money_row_party_id"), "money_row", ["party_id"], unique=False)


def _payment() -> None:
    op.create_table(
        "payment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("instalment", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("voucher", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "amount BETWEEN 0 AND 1000000000000", name=op.f("ck_payment_amount_in_fen")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_payment_case_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_payment_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    op.create_index(op.f("ix_payment_case_id"), "payment", ["case_id"], unique=False)
    op.create_index(op.f("ix_payment_paid_on"), "payment", ["paid_on"], unique=False)
    op.create_index(op.f("ix_payment_party_id"), "payment", ["party_id"], unique=False)


def _signature() -> None:
    op.create_table(
        "signature",
        sa.Column("id", KEY, nullable=False),
        sa.Column("settlement_id", KEY, nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("party_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_signature_party_id")),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["settlement.id"], name=op.f("fk_signature_settlement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
    )
    op.create_index(op.f("ix_signature_party_id"), "signature", ["party_id"], unique=False)
    op.create_index(
        op.f("ix_signature_settlement_id"), "signature", ["settlement_id"], unique=False
    )


def _full_text() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_text USING fts5("
            "grams, content='', contentless_delete=1, detail=none, tokenize='ascii')"
        )
    else:
        op.execute(
            "CREATE INDEX ix_search_row_grams ON search_row USING gin (string_to_array(grams, ' '))"
        )
