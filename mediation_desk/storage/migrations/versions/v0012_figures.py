"""Own figures say who issued them, until when they hold, and when they were checked."""

import sqlalchemy as sa

from mediation_desk.storage.migrations.altering import add_filled, altered

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    add_filled("own_figure", issued_by="", note="")
    with altered("own_figure") as table:
        table.add_column(sa.Column("checked_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("until", sa.Date(), nullable=True))
