"""When agents, interpreters and panel members from outside cannot come."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table; nobody could say so until now."""
    op.create_table(
        "guest_absence",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("agent_id", KEY, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(agent_id IS NULL) <> (name = '')", name=op.f("ck_guest_absence_one_of_two")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_guest_absence_case_id")
        ),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_guest_absence_agent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_absence")),
    )
    for column in ("case_id", "agent_id", "name", "last_day"):
        name = op.f(f"ix_guest_absence_{column}")
        op.create_index(name, "guest_absence", [column], unique=False)
