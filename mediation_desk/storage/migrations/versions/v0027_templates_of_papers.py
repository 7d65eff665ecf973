"""Issued papers keep the digest of their template; of older ones it is unknown."""

import sqlalchemy as sa

from mediation_desk.storage.migrations.altering import altered

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty."""
    with altered("paper") as changing:
        changing.add_column(sa.Column("template", sa.Text(), nullable=True))
