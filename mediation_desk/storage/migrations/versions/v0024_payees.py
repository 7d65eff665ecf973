"""Who took a payment, and how it was paid."""

import sqlalchemy as sa

from mediation_desk.storage.migrations.altering import add_filled, altered

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of payments of before neither is known."""
    add_filled("payment", payee="")
    with altered("payment") as changing:
        changing.add_column(sa.Column("manner", sa.Text(), nullable=True))
