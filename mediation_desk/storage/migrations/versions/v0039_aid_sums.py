"""Why more was recovered with legal aid than was agreed or awarded."""

from mediation_desk.storage.migrations.altering import add_filled

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody was asked until now."""
    add_filled("legal_aid", sums_reason="")
