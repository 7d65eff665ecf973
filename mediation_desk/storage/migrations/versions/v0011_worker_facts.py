"""Facts of a worker besides those of every employment, for every kind of claim."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "worker_fact",
        sa.Column("id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_worker_fact_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_fact")),
        sa.UniqueConstraint("party_id", "name", name=op.f("uq_worker_fact_party_id_name")),
    )
