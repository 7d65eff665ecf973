"""Who may see a case: restrictions, and people named to read."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "case_restriction",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_case_restriction_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_restriction")),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_restriction_case_id")),
    )
    op.create_table(
        "case_reader",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_case_reader_case_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_case_reader_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_reader")),
        sa.UniqueConstraint("case_id", "user_id", name=op.f("uq_case_reader_case_id_user_id")),
    )
    op.create_index(op.f("ix_case_reader_user_id"), "case_reader", ["user_id"])
