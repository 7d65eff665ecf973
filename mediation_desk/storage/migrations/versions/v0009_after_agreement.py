"""Visits after the agreement, and what is kept for the day's page."""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns."""
