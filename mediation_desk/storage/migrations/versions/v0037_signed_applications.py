"""When on its day a written application was handed in, and whether it is signed."""

import sqlalchemy as sa

from mediation_desk.storage.migrations.altering import altered

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of cases that are there already nothing is known."""
    with altered("statement") as changing:
        changing.add_column(sa.Column("received_at", sa.Time(), nullable=True))
        changing.add_column(sa.Column("signed", sa.Boolean(), nullable=True))
