"""Hearings with an end, breaks and postponements, and days nobody can come."""

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns."""
