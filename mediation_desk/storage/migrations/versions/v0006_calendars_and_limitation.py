"""Calendars of the centre's own, and what moves the limitation."""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns."""
