"""Duties besides money, waivers, and visits after the agreement."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FEN_LIMIT = 10**12


def upgrade() -> None:
    """Add the tables."""
    _waiver()
    _duty()
    _visit()
    op.create_index(
        "ix_mediation_case_performance",
        "mediation_case",
        ["stage_rank", "money_due_on", "agreed", "paid"],
        unique=False,
    )


def _waiver() -> None:
    op.create_table(
        "waiver",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("instalment", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("waived_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint(
            f"amount BETWEEN 0 AND {FEN_LIMIT}", name=op.f("ck_waiver_amount_in_fen")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["mediation_case.id"], name=op.f("fk_waiver_case_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_waiver_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
    )
    for column in ("case_id", "party_id"):
        op.create_index(op.f(f"ix_waiver_{column}"), "waiver", [column], unique=False)


def _duty() -> None:
    op.create_table(
        "duty",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("owed_by", sa.Text(), nullable=False),
        sa.Column("party_id", KEY, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("counter", sa.Boolean(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("partly", sa.Boolean(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("waived_on", sa.Date(), nullable=True),
        sa.Column("waiver", sa.Text(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["mediation_case.id"], name=op.f("fk_duty_case_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_duty_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    for column in ("case_id", "party_id"):
        op.create_index(op.f(f"ix_duty_{column}"), "duty", [column], unique=False)
    op.create_index(
        "ix_duty_open",
        "duty",
        ["due_on", "case_id"],
        unique=False,
        sqlite_where=sa.text("open"),
        postgresql_where=sa.text("open"),
    )


def _visit() -> None:
    words = ("person", "performed", "satisfaction", "reason", "problems", "handling", "visitor")
    op.create_table(
        "visit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("manner", sa.Text(), nullable=False),
        *(sa.Column(word, sa.Text(), nullable=word == "satisfaction") for word in words),
        sa.ForeignKeyConstraint(["case_id"], ["mediation_case.id"], name=op.f("fk_visit_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index(op.f("ix_visit_case_id"), "visit", ["case_id"], unique=False)
