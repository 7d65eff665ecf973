"""The lists of a locked period as they were, and as later periods carried their corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table; of periods locked before, the lists were not kept."""
    op.create_table(
        "period_list",
        sa.Column("id", KEY, nullable=False),
        sa.Column("period_id", KEY, nullable=False),
        sa.Column("carried_by_id", KEY, nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"], ["locked_period.id"], name=op.f("fk_period_list_period_id")
        ),
        sa.ForeignKeyConstraint(
            ["carried_by_id"], ["locked_period.id"], name=op.f("fk_period_list_carried_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_list")),
    )
    op.create_index(op.f("ix_period_list_period_id"), "period_list", ["period_id"])
    op.create_index(op.f("ix_period_list_carried_by_id"), "period_list", ["carried_by_id"])
