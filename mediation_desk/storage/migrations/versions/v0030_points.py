"""Points of mediators: standards, levels set by hand, claims of subsidies."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "points_standard",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("yuan_per_point", sa.BigInteger(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("taken_over_on", sa.Date(), nullable=True),
        sa.Column("taken_over_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points_standard")),
        sa.UniqueConstraint("since", name=op.f("uq_points_standard_since")),
    )
    op.create_table(
        "file_level",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_file_level_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_level")),
        sa.UniqueConstraint("case_id", name=op.f("uq_file_level_case_id")),
    )
    _claims()


def _claims() -> None:
    op.create_table(
        "points_claim",
        sa.Column("id", KEY, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("span", sa.Text(), nullable=False),
        sa.Column("cutoff", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points_claim")),
    )
    op.create_table(
        "points_claim_line",
        sa.Column("id", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("mediator_id", KEY, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("yuan", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["points_claim.id"], name=op.f("fk_points_claim_line_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["app_user.id"], name=op.f("fk_points_claim_line_mediator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points_claim_line")),
    )
    op.create_index(op.f("ix_points_claim_line_claim_id"), "points_claim_line", ["claim_id"])
    op.create_index(op.f("ix_points_claim_line_mediator_id"), "points_claim_line", ["mediator_id"])
