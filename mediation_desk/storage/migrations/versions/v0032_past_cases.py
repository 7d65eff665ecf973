"""Ledgers of former years that were imported, their cases, and how their columns were mapped."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "past_import",
        sa.Column("id", KEY, nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("headings", sa.Text(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("first_employer", sa.Integer(), nullable=False),
        sa.Column("last_employer", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_import")),
    )
    op.create_table(
        "past_layout",
        sa.Column("id", KEY, nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_layout")),
        sa.UniqueConstraint("signature", name=op.f("uq_past_layout_signature")),
    )
    op.create_table(
        "past_case",
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("import_id", KEY, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_past_case_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["past_import.id"], name=op.f("fk_past_case_import_id")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_past_case")),
    )
    op.create_index(op.f("ix_past_case_import_id"), "past_case", ["import_id"])
